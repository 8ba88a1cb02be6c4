//! Who takes part in an edition and how: runs the rules and constructions on speakers, attendees,
//! exhibitors, countries, organizers and hosts over the sentences, and states what they find.

use super::collect::{Collector, Qualifier, View};
use super::event::Edition;
use super::model::{Fact, Kind, Mode, Object, Relation};
use super::person::Offices;
use super::scope::Scope;
use super::trace::Refusal;
use crate::document::BlockKind;
use crate::knowledge::{Class, Sign};
use crate::mention::{Sort, Sought, ThingId};
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Reads who takes part.
pub(super) fn read(
    view: View<'_>,
    scope: &Scope,
    offices: &Offices,
    published: Option<Date>,
    facts: &mut Collector,
) {
    let Some(mut reader) = Reader::new(view, scope, offices, published, facts) else {
        return;
    };
    for index in 0..view.analysis.sentences.len() {
        let sentence = &view.analysis.sentences[index];
        if sentence.kind == BlockKind::Origin {
            continue;
        }
        if sentence.title_case {
            continue;
        }
        reader.mark_quotes(&sentence.tokens);
        // Only names, and pronouns before a verb, can be said to take part.
        let (mentions, roles) = &view.inventory.by_sentence[index];
        if mentions.is_empty() {
            let firm = view.analysis.says(sentence.tokens.start, "it");
            if sentence.classes.has(Class::PersonPronoun) || !roles.is_empty() || firm {
                reader.verbs(&sentence.tokens);
            }
            reader.speech(index);
            continue;
        }
        reader.verbs(&sentence.tokens);
        reader.listings(&sentence.tokens);
        reader.listed_far(&sentence.tokens);
        reader.keys(&sentence.tokens);
        reader.stands(&sentence.tokens);
        reader.makers(&sentence.tokens);
        reader.showing(&sentence.tokens);
        reader.goes_on(index);
        reader.countries(&sentence.tokens);
        reader.organizers(&sentence.tokens);
        reader.present(index);
        reader.speech(index);
        reader.agenda(index);
        reader.live(index);
        reader.remember_person(index);
    }
    reader.goes_before();
    reader.doers();
    reader.state_voices();
}

/// Whether the document was published before the fair began.
fn is_preview(
    view: View<'_>,
    main: Edition,
    published: Option<Date>,
    facts: &mut Collector,
) -> bool {
    let Some(published) = published else {
        return false;
    };
    let edition = facts.edition(view, main);
    facts.facts().iter().any(|fact| {
        fact.subject == edition
            && fact.relation == Relation::StartDate
            && matches!(fact.object, Object::Date(start) if start > published)
    })
}

/// Whether an event is a conference by its name: people come to talk.
fn is_for_talks(view: View<'_>, main: Edition) -> bool {
    let words = &view.analysis.knowledge.words;
    let label = &view.events.series[main.series].label;
    label
        .split_whitespace()
        .any(|word| words.classes(words.id(word)).has(Class::CongressNoun))
}

/// The organisations that each person belongs to, by what has been read of their offices.
fn firms(view: View<'_>, facts: &Collector) -> FxHashMap<ThingId, Vec<usize>> {
    let mut found: FxHashMap<ThingId, Vec<usize>> = FxHashMap::default();
    let belongs = |fact: &&Fact| fact.relation == Relation::Affiliation;
    if !facts.facts().iter().any(|fact| belongs(&fact)) {
        return found;
    }
    let mut people: FxHashMap<&str, ThingId> = FxHashMap::default();
    let mut organisations: FxHashMap<&str, usize> = FxHashMap::default();
    for m in 0..view.inventory.mentions.len() {
        let label = view.inventory.thing(m).label.as_str();
        match view.inventory.mentions[m].sort {
            Sort::Person => {
                people.entry(label).or_insert(view.inventory.of[m]);
            }
            Sort::Organisation(_) | Sort::Name => {
                organisations.entry(label).or_insert(m);
            }
            _ => {}
        }
    }
    for fact in facts.facts().iter().filter(belongs) {
        if let Object::Entity(object) = fact.object
            && let Some(person) = people.get(facts.label(fact.subject))
            && let Some(firm) = organisations.get(facts.label(object))
        {
            found.entry(*person).or_default().push(*firm);
        }
    }
    found
}

/// What the constructions on participants share.
pub(super) struct Reader<'a, 'b> {
    pub view: View<'a>,
    pub scope: &'a Scope,
    pub offices: &'a Offices,
    pub facts: &'b mut Collector,
    pub main: Edition,
    /// The person that "he" or "she" stands for.
    pub last_person: Option<usize>,
    /// The sentence in which someone last spoke on a stage.
    pub stage: Option<usize>,
    /// The sentence that last told of an exhibitor.
    pub floor: Option<usize>,
    /// The sentences that tell of exhibitors.
    pub floors: FxHashSet<usize>,
    /// People who opened the fair: what they say, they say there.
    pub openers: FxHashSet<ThingId>,
    /// People who speak of the fair from outside.
    pub outside: FxHashSet<ThingId>,
    /// The organisations of each person.
    pub firms: FxHashMap<ThingId, Vec<usize>>,
    /// Firms whose people speak at the fair, with the token that tells and the rule: exhibitors unless they
    /// turn out to organize it.
    pub voices: Vec<(usize, usize, &'static str)>,
    /// Whether each token of the sentence stands in quotation marks; empty where none does.
    pub inside: Vec<bool>,
    /// Whether the document is written before the fair: nobody quoted in it has spoken there.
    pub preview: bool,
    /// The words of the series' label.
    pub series: Vec<String>,
    /// Whether a thing's name is made of such words.
    pub itself: FxHashMap<ThingId, bool>,
    /// Whether the main event is one of talks rather than stands: whose words are told spoke there.
    pub talks: bool,
}

impl<'a, 'b> Reader<'a, 'b> {
    /// A reader that has read nothing yet; none where the document names no fair.
    pub(super) fn new(
        view: View<'a>,
        scope: &'a Scope,
        offices: &'a Offices,
        published: Option<Date>,
        facts: &'b mut Collector,
    ) -> Option<Reader<'a, 'b>> {
        let main = view.events.main?;
        let preview = is_preview(view, main, published, facts);
        let firms = firms(view, facts);
        Some(Reader {
            view,
            scope,
            offices,
            facts,
            main,
            last_person: None,
            stage: None,
            floor: None,
            floors: FxHashSet::default(),
            openers: FxHashSet::default(),
            outside: FxHashSet::default(),
            firms,
            voices: Vec::new(),
            inside: Vec::new(),
            preview,
            itself: FxHashMap::default(),
            series: super::event::tokens(&view.events.series[main.series].label),
            talks: is_for_talks(view, main),
        })
    }
}

impl Reader<'_, '_> {
    /// The edition that a token's clause is about, where it is one of the document's own series.
    pub(super) fn edition(&self, token: usize) -> Option<Edition> {
        let edition = self.scope.at(self.view.analysis, token)?;
        if edition.series != self.main.series {
            return self.is_part(edition).then_some(self.main);
        }
        if edition == self.main {
            return Some(edition);
        }
        // "Jane Roe, who founded it in 1997, spoke": a year in passing moves nobody; a year that
        // opens the sentence, or a word for the edition, does.
        let a = self.view.analysis;
        let sentence = a.sentence_of(token);
        let start = a.sentences[sentence].tokens.start;
        let cues = self.scope.cues(sentence);
        let moved = cues.is_empty()
            || cues.iter().any(|cue| {
                cue.edition == Some(edition)
                    && (cue.named
                        || cue.range.start <= start + 3
                        || cue.range.start > token && self.same_clause(token, cue.range.start))
            });
        Some(if moved { edition } else { self.main })
    }

    /// Whether a fair named in passing is by its name rather a part of the main edition: "at the
    /// CEO Summit", undated and unknown otherwise.
    fn is_part(&self, edition: Edition) -> bool {
        let view = self.view;
        let series = &view.events.series[edition.series];
        edition.year.is_none()
            && series.record.is_none()
            && series.things.iter().all(|thing| {
                let thing = &view.inventory.things[thing.0 as usize];
                let mention = &view.inventory.mentions[thing.first];
                thing.count <= 2
                    && mention.ordinal.is_none()
                    && view
                        .analysis
                        .is(mention.range.end - 1, Class::SessionHeadStrong)
                    && mention.outer.start > 0
                    && view.analysis.is(mention.outer.start - 1, Class::Article)
            })
    }

    /// Whether no other verb and no "that" or "who" stands between two tokens.
    fn same_clause(&self, from: usize, to: usize) -> bool {
        let a = self.view.analysis;
        !(from + 1..to).any(|t| {
            a.is(t, Class::Relative) || super::clause::is_finite(a, self.view.inventory, t)
        })
    }

    /// The edition that a standing office such as organizer is about: the main one, unless the
    /// sentence names another.
    pub(super) fn standing_edition(&self, token: usize) -> Option<Edition> {
        let edition = self.edition(token)?;
        let sentence = self.view.analysis.sentence_of(token);
        let named = self
            .scope
            .cues(sentence)
            .iter()
            .any(|cue| cue.named && cue.edition == Some(edition));
        Some(if named { edition } else { self.main })
    }

    /// States the firms whose people were quoted at the fair as exhibitors.
    fn state_voices(&mut self) {
        if self.voices.is_empty() {
            return;
        }
        let bodies: FxHashSet<String> = self
            .facts
            .facts()
            .iter()
            .filter(|f| matches!(f.relation, Relation::Organizer | Relation::Host))
            .filter_map(|f| match f.object {
                Object::Entity(id) => Some(self.facts.label(id).to_owned()),
                _ => None,
            })
            .collect();
        for (m, at, rule) in std::mem::take(&mut self.voices) {
            let a = self.view.analysis;
            let range = self.view.inventory.mentions[m].range.clone();
            let looks_on = range
                .clone()
                .any(|t| a.is(t, Class::Onlooker) || a.is(t, Class::FairBody));
            // "Acme is honored to be the lead sponsor": it pays, and may have no stand.
            let sentence = a.sentences[a.sentence_of(at)].tokens.clone();
            let sponsor = sentence.clone().any(|t| a.is_lower(t, Class::SponsorNoun))
                && !a.has(&sentence, Class::BoothPlace);
            // "said Jane Roe, head of Acme, the company hosting the event"
            let holds = sentence.clone().any(|t| {
                (a.verb_forms(t).iter())
                    .any(|f| f.ing && a.knowledge.words.verb_class(f.verb, Class::OrganizeVerb))
                    && (t + 1..sentence.end.min(t + 4)).any(|t| a.is_lower(t, Class::EventNoun))
            });
            if !looks_on
                && !sponsor
                && !holds
                && !bodies.contains(&self.view.inventory.thing(m).label)
            {
                self.state_all(Relation::Exhibitor, &[m], at, rule, None);
            }
        }
    }

    /// The person a pronoun stands for: one named before it in its sentence, else the last one.
    pub(super) fn antecedent(&self, pronoun: usize) -> Option<usize> {
        let a = self.view.analysis;
        if !a.is(pronoun, Class::PersonPronoun) {
            return None;
        }
        let (mentions, _) = self.view.inventory.by_sentence[a.sentence_of(pronoun)].clone();
        mentions
            .take_while(|m| self.view.inventory.mentions[*m].outer.end <= pronoun)
            .find(|m| self.view.inventory.mentions[*m].sort == Sort::Person)
            .or(self.last_person)
    }

    /// Whom "the president", "the minister" stands for: the last person before it who holds that
    /// office.
    pub(super) fn office_antecedent(&self, noun: usize) -> Option<usize> {
        let a = self.view.analysis;
        let inventory = self.view.inventory;
        let role = inventory.role_at(noun)?;
        let start = inventory.roles[role].range.start;
        let definite = start > 0 && (a.says(start - 1, "the"));
        if !definite || inventory.roles[role].range.len() > 2 {
            return None;
        }
        let head = a.word(inventory.roles[role].head).to_lowercase();
        let floor = a.sentences[a.sentence_of(noun).saturating_sub(4)]
            .tokens
            .start;
        let before = inventory
            .mentions
            .partition_point(|m| m.outer.start < start);
        (0..before)
            .rev()
            .take_while(|m| inventory.mentions[*m].outer.start >= floor)
            .filter(|m| inventory.mentions[*m].sort == Sort::Person)
            .filter(|m| {
                self.offices
                    .get(&inventory.of[*m])
                    .is_some_and(|posts| posts.iter().any(|p| p.to_lowercase().contains(&head)))
            })
            // Of several ministers in a row none is "the minister".
            .find(|m| {
                let row = inventory.by_sentence[a.sentence_of(inventory.mentions[*m].outer.start)]
                    .0
                    .clone();
                let lead = row
                    .clone()
                    .find(|m| inventory.mentions[*m].sort == Sort::Person);
                lead.is_none_or(|lead| !self.in_row(lead, &row))
            })
    }

    /// States a relation of each mention to the edition at `token`.
    pub(super) fn state_all(
        &mut self,
        relation: Relation,
        found: &[usize],
        token: usize,
        rule: &str,
        mode: Option<Mode>,
    ) {
        if found.is_empty() {
            return;
        }
        let edition = match relation {
            Relation::Organizer | Relation::Host => self.standing_edition(token),
            _ => self.edition(token),
        };
        let Some(edition) = edition else {
            self.facts
                .refuse(self.view, relation, rule, token, Refusal::Edition);
            return;
        };
        for &m in found {
            self.state(relation, edition, m, token, rule, mode);
        }
    }

    /// Notes which tokens stand in quotation marks: an opening mark has a space before it, a
    /// closing one has none; a sentence may begin within a quotation.
    pub(super) fn mark_quotes(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        self.inside.clear();
        let Some(first) = a.grid.first(sentence.clone(), Sign::Quote) else {
            return;
        };
        self.inside.resize(sentence.len(), false);
        let opens = |t: usize| t == sentence.start || a.tokens[t].spaced;
        let mut within = !opens(first);
        for at in sentence.clone() {
            if a.is_quote(at) {
                within = opens(at);
            }
            self.inside[at - sentence.start] = within;
        }
    }

    /// Whether a token of the current sentence stands in quotation marks.
    pub(super) fn quoted(&self, sentence: &Range<usize>, at: usize) -> bool {
        !self.inside.is_empty() && self.inside[at - sentence.start]
    }

    /// Whether what is sought stands in the range, outside quotations.
    pub(super) fn says(
        &self,
        sentence: &Range<usize>,
        range: Range<usize>,
        sought: impl Sought,
    ) -> bool {
        let mut found = self.view.analysis.grid.each(range, sought);
        found.any(|t| !self.quoted(sentence, t))
    }

    /// Whether a name is the fair's own or part of it: "Boats Afloat is back".
    fn is_fair_itself(&mut self, m: usize) -> bool {
        let thing = self.view.inventory.of[m];
        let series = &self.series;
        *self.itself.entry(thing).or_insert_with(|| {
            let own = super::event::tokens(&self.view.inventory.thing(m).label);
            !own.is_empty() && own.iter().all(|word| series.contains(word))
        })
    }

    /// The organisations that a person is said to belong to, as mentions.
    pub(super) fn firms(&self, person: usize) -> Vec<usize> {
        self.firms
            .get(&self.view.inventory.of[person])
            .cloned()
            .unwrap_or_default()
    }

    pub(super) fn state(
        &mut self,
        relation: Relation,
        edition: Edition,
        m: usize,
        token: usize,
        rule: &str,
        mode: Option<Mode>,
    ) {
        let view = self.view;
        let mention = &view.inventory.mentions[m];
        let thing = view.inventory.of[m];
        let default = match relation {
            Relation::Exhibitor => Kind::Company,
            Relation::Venue => Kind::Place,
            _ => Kind::Organization,
        };
        let subject = self.facts.edition(view, edition);
        super::edition::identify(view, self.facts, edition, token);
        if relation == Relation::Speaker {
            self.stage = Some(view.analysis.sentence_of(token));
        }
        if relation == Relation::Exhibitor && mention.sort == Sort::Name && !self.is_firm(m) {
            self.facts
                .refuse(view, relation, rule, token, Refusal::Nobody);
            return;
        }
        if relation == Relation::Exhibitor {
            if self.is_fair_itself(m) {
                self.facts
                    .refuse(view, relation, rule, token, Refusal::Itself);
                return;
            }
            let told = view.analysis.sentence_of(token);
            self.floor = Some(told);
            self.floors.insert(told);
        }
        if matches!(
            rule,
            "attendee.open" | "attendee.opened-by" | "attendee.close"
        ) {
            self.openers.insert(thing);
        }
        let object = match (relation, mention.sort) {
            (Relation::Session, _) => {
                let label = view.inventory.thing(m).label.clone();
                self.facts.entity(Kind::Session, &label, None)
            }
            (_, Sort::Event) => {
                self.facts
                    .refuse(view, relation, rule, token, Refusal::Itself);
                return;
            }
            _ => self.facts.thing(view, thing, default),
        };
        let capacity = (relation == Relation::Speaker)
            .then(|| self.offices.get(&thing).map(|posts| posts.join("; ")))
            .flatten();
        self.facts.add(
            view,
            subject,
            relation,
            Object::Entity(object),
            token,
            rule,
            Qualifier {
                mode: mode.filter(|_| relation == Relation::Speaker),
                capacity,
            },
        );
    }

    fn remember_person(&mut self, index: usize) {
        let mentions = self.view.inventory.by_sentence[index].0.clone();
        // The subject comes first; the last speaker of a quotation is behind it.
        let first = mentions
            .clone()
            .find(|m| self.view.inventory.mentions[*m].sort == Sort::Person);
        if first.is_some_and(|m| !self.in_row(m, &mentions)) {
            self.last_person = first;
        }
    }

    /// "Minister of Trade, Ana Costa, Minister of Ports, Rui Pinto, and officials were present":
    /// of people in a row, none is the one that "he" stands for behind them.
    fn in_row(&self, first: usize, mentions: &Range<usize>) -> bool {
        let (a, inventory) = (self.view.analysis, self.view.inventory);
        let mut end = inventory.mentions[first].outer.end;
        if end >= a.tokens.len() || !a.is_mark(end, ',') {
            return false;
        }
        let next =
            (mentions.clone()).find(|m| *m > first && inventory.mentions[*m].sort == Sort::Person);
        let Some(next) = next else { return false };
        let start = inventory.mentions[next].outer.start;
        while end < start {
            match inventory.role_at(end) {
                Some(role) => end = inventory.roles[role].range.end.max(end + 1),
                None if a.is_mark(end, ',') || a.is(end, Class::Honorific) => end += 1,
                None => return false,
            }
        }
        true
    }
}
