//! What an edition is: its series, year and number, when and where it takes place, its theme.

mod days;
mod elsewhere;
mod history;
mod moved;
mod number;
mod path;
mod place;
mod role;
mod theme;
mod town;
mod venue;
mod verb;
pub(super) mod weighed;

use crate::document::{BlockKind, Document};
use crate::fact::collect::{Collector, Qualifier, View};
use crate::fact::event::Edition;
use crate::fact::model::{Object, Relation};
use crate::fact::scope::Scope;
use crate::knowledge::{Class, Word};
use crate::mention::{Bits, Lower, Sort};
use crate::text::Shape;
use jiff::civil::Date;
use std::ops::Range;

/// Reads the edition facts of all sentences.
pub(in crate::fact) fn read(
    document: &Document,
    view: View<'_>,
    scope: &Scope,
    facts: &mut Collector,
) {
    let Some(main) = view.events.main else {
        return;
    };
    let mut reader = Reader {
        document,
        view,
        scope,
        facts,
        main,
        days: Vec::new(),
        phases: Vec::new(),
        venues: Vec::new(),
        date_verbs: verb::date_verbs(view),
        grounds: Vec::new(),
        bare: Vec::new(),
        several_days: several_days(view),
    };
    reader.series_and_years();
    for index in 0..view.analysis.sentences.len() {
        let sentence = &view.analysis.sentences[index];
        if sentence.kind == BlockKind::Origin {
            continue;
        }
        let tokens = sentence.tokens.clone();
        reader.number(&tokens);
        reader.roman_number(index);
        reader.theme(&tokens, index);
        reader.history(&tokens, index);
        reader.dates(&tokens, index);
        reader.venues(&tokens, index);
        if !sentence.title_case {
            reader.places(&tokens, index);
        }
    }
    reader.choose_days();
    reader.choose_venues();
    reader.main_place();
}

struct Reader<'a, 'b> {
    document: &'a Document,
    view: View<'a>,
    scope: &'a Scope,
    facts: &'b mut Collector,
    main: Edition,
    /// What sentences say of first and last days, to be weighed when all are read.
    days: Vec<days::Day>,
    /// The first and last days of an edition's phases, each with the token of the date.
    phases: Vec<(Edition, Date, Date, usize)>,
    /// What sentences say of buildings, to be weighed when all are read.
    venues: Vec<venue::Ground>,
    /// The verbs of opening, closing and lasting.
    date_verbs: Bits,
    /// The buildings stated: edition, first and end token of a name, token of the evidence.
    grounds: Vec<(Edition, usize, usize, usize)>,
    /// Grounds that the text puts the main edition on without a name.
    bare: Vec<(Range<usize>, usize)>,
    /// Whether the text says that the fair lasts more than a day.
    several_days: bool,
}

impl Reader<'_, '_> {
    fn add(
        &mut self,
        edition: Edition,
        relation: Relation,
        object: Object,
        token: usize,
        rule: &str,
    ) {
        let subject = self.facts.edition(self.view, edition);
        self.facts.add(
            self.view,
            subject,
            relation,
            object,
            token,
            rule,
            Qualifier::default(),
        );
    }

    /// Every edition that is named has a series and, where told, a year.
    fn series_and_years(&mut self) {
        let main = self.main;
        let first = self
            .view
            .inventory
            .mentions
            .iter()
            .enumerate()
            .find(|(m, _)| {
                self.view.events.series_of.get(&self.view.inventory.of[*m]) == Some(&main.series)
            })
            .map(|(_, mention)| mention.range.start);
        if let Some(token) = first {
            let year = self.year_token(token);
            identify_by(self.view, self.facts, main, [token, year], RULES);
        }
        for index in 0..self.view.analysis.sentences.len() {
            if self.view.analysis.sentences[index].kind == BlockKind::Origin {
                continue;
            }
            let scope = self.scope;
            for cue in scope.cues(index) {
                // A mere time makes an edition only if a fact is told of it.
                if !cue.named {
                    continue;
                }
                let Some(edition) = cue.edition else {
                    continue;
                };
                let own = edition.series == main.series;
                let series = &self.view.events.series[edition.series];
                // Of a fair named in passing, its year not told, there is no edition to state.
                if own || edition.year.is_some() && (series.sure || series.record.is_some()) {
                    self.identify(edition, cue.range.start);
                }
            }
        }
    }

    /// Where the text tells the main edition's year: at `token` if its sentence has it, else in the
    /// first sentence on that edition or line of origin that has it, else nowhere but in the
    /// document's date.
    fn year_token(&self, token: usize) -> usize {
        let a = self.view.analysis;
        let Some(year) = self.main.year.map(|year| year.to_string()) else {
            return token;
        };
        let own = a.sentences[a.sentence_of(token)].tokens.clone();
        let tells = |t: &usize| a.word(*t).contains(&year);
        if own.clone().any(|t| tells(&t)) {
            return token;
        }
        let told = (0..a.tokens.len()).filter(tells).find(|t| {
            a.kind_of(*t) == BlockKind::Origin || self.scope.at(a, *t) == Some(self.main)
        });
        told.unwrap_or(token)
    }

    /// States series and year of an edition.
    fn identify(&mut self, edition: Edition, token: usize) {
        identify(self.view, self.facts, edition, token);
    }

    /// Whether the clause around a token speaks of the document's fair: its name, "the expo", or
    /// "it" as subject, and no other fair nearer.
    fn about_event(&self, token: usize, sentence: &Range<usize>) -> bool {
        let a = self.view.analysis;
        let mut other = None;
        let mut own = None;
        for m in self.view.inventory.by_sentence[a.sentence_of(token)]
            .0
            .clone()
        {
            let mention = &self.view.inventory.mentions[m];
            if mention.sort != Sort::Event {
                continue;
            }
            let at = mention.range.start;
            let slot = match self.view.events.series_of.get(&self.view.inventory.of[m]) {
                Some(series) if *series == self.main.series => &mut own,
                // Another fair in an insertion does not take the clause over.
                Some(_) if self.scope.inside(at, token) => continue,
                Some(_) => &mut other,
                None => continue,
            };
            let distance = at.abs_diff(token);
            if slot.is_none_or(|d: usize| distance < d) {
                *slot = Some(distance);
            }
        }
        let nouns = a.grid.each(sentence.clone(), &self.view.standing.nouns);
        let ones = a.grid.each(sentence.clone(), Word::One);
        let noun = nouns
            .chain(ones.filter(|t| this_one(a, *t)))
            .map(|t| t.abs_diff(token));
        let named = self.scope.own_names(a.sentence_of(token), self.main);
        let named = named.map(|range| {
            let last = range.end.saturating_sub(1).max(range.start);
            token.clamp(range.start, last).abs_diff(token)
        });
        let own = own.into_iter().chain(noun).chain(named).min();
        match (own, other) {
            (Some(own), Some(other)) => own < other,
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (None, None) => {
                a.is(sentence.start, Class::UnnamedSubject)
                    || a.kind_of(token) == BlockKind::ListItem
                    || self.opening_subject(sentence)
            }
        }
    }

    /// Whether a sentence that names no fair at all speaks of what goes on at one: its gates,
    /// its visitors, its halls.
    fn at_the_fair(&self, sentence: &Range<usize>) -> bool {
        let a = self.view.analysis;
        self.names_no_fair(sentence)
            && a.grid.any(
                sentence.clone(),
                (
                    Lower([Class::Turnstile, Class::ParticipantNoun, Class::FairGround]),
                    Word::Exhibitors,
                ),
            )
    }

    fn names_no_fair(&self, sentence: &Range<usize>) -> bool {
        let a = self.view.analysis;
        !self.view.inventory.by_sentence[a.sentence_of(sentence.start)]
            .0
            .clone()
            .any(|m| {
                self.view
                    .events
                    .series_of
                    .contains_key(&self.view.inventory.of[m])
            })
    }

    /// "Opened on Tuesday", "The doors open on Friday".
    fn opening_subject(&self, sentence: &Range<usize>) -> bool {
        let a = self.view.analysis;
        let lead = sentence.start..sentence.end.min(sentence.start + 3);
        a.grid.any(lead, Class::UnnamedSubject)
    }

    /// "the expo", "this year's fair", "the three-day event".
    fn stands_for_event(&self, at: usize) -> bool {
        stands_for_event(self.view, at)
    }
}

/// "the expo", "this year's fair", "the three-day event" - a noun that stands for the edition.
#[inline]
pub(in crate::fact) fn stands_for_event(view: View<'_>, at: usize) -> bool {
    view.standing.nouns.has(at)
}

/// The same, worked out from the words: asked once of each such noun, for [`Standing`].
///
/// [`Standing`]: crate::fact::standing::Standing
pub(in crate::fact) fn is_event_noun(view: View<'_>, at: usize) -> bool {
    let a = view.analysis;
    // "This year's, which finished on Friday, had 190 exhibitors"
    if a.says(at, "year") && at > 0 && matches!(a.word(at - 1), "this" | "This") {
        let next = at + 2;
        return next < a.tokens.len()
            && a.tokens[at + 1].shape == Shape::Possessive
            && (a.is_mark(next, ',') || a.is(next, Class::Auxiliary));
    }
    if !a.is(at, Class::EventNoun) {
        return own_head(view, at);
    }
    // "the Summit", as press offices write it.
    let capital = a.tokens[at].shape == Shape::Capital
        && at > 0
        && a.is(at - 1, Class::Article)
        && !(at + 1 < a.tokens.len() && a.tokens[at + 1].shape.is_nameish());
    let own_name = view.inventory.mention_at(at).is_some_and(|m| {
        let mention = &view.inventory.mentions[m];
        !(capital && mention.range.len() == 1 && mention.sort == Sort::Name)
    });
    if own_name || !(capital || a.tokens[at].shape == Shape::Lower) {
        return false;
    }
    // "trade fair" in "the trade fair"; "the summit hall" is a hall.
    let mut before = at;
    let mut steps = 0;
    while before > 0 && steps < 5 {
        before -= 1;
        steps += 1;
        if a.is(before, Class::Determiner)
            || a.tokens[before].shape == Shape::Possessive
            || a.tokens[before].shape == Shape::Capital && a.is(before, Class::Article)
        {
            // "an international congress of miners that ended" presents the fair; "such fairs" are
            // fairs at large.
            let some = a.is(before, Class::Indefinite) && !a.says(before, "an");
            return !(some || a.says(before, "such"));
        }
        let modifier = a.is(before, Class::EventModifier)
            || a.ordinal(before).is_some()
            || a.tokens[before].shape == Shape::Number
            || a.is(before, Class::Previous)
            || a.is(before, Class::Following);
        if !modifier {
            break;
        }
    }
    // "the yarn fair", "the Lima fair"
    crate::mention::definite_fair(a, at).is_some() || fair_of_place(view, at)
}

/// "the six-day market", "this year's days", where the fair's own name ends with that word.
fn own_head(view: View<'_>, at: usize) -> bool {
    let a = view.analysis;
    // "In 2032 the Days will move"
    let capital = a.tokens[at].shape == Shape::Capital
        && a.is(at, Class::EventHead)
        && at > 0
        && a.says(at - 1, "the")
        && !(at + 1 < a.tokens.len() && a.tokens[at + 1].shape.is_nameish())
        && view
            .inventory
            .mention_at(at)
            .is_none_or(|m| view.inventory.mentions[m].range.len() == 1);
    if !(a.is_lower(at, Class::EventHead) || capital) || at == 0 {
        return false;
    }
    let label = &view.events.series[0].label;
    let last = label.rsplit(' ').next().unwrap_or_default();
    if !last.eq_ignore_ascii_case(a.word(at)) || last.len() == label.len() {
        return false;
    }
    let described = a.is_lower(at - 1, Class::EventModifier) && at > 1;
    let led = at - usize::from(described);
    a.is(led - 1, Class::Article) && (described || capital || !a.is(at, Class::TradeWord))
        || a.tokens[at - 1].shape == Shape::Possessive && at > 1 && a.is(at - 2, Class::EditionNoun)
}

/// "the Lima fair": a place that the first sentences name, between article and noun.
fn fair_of_place(view: View<'_>, at: usize) -> bool {
    let a = view.analysis;
    if at < 2 || !a.is_lower(at, Class::FairNoun) {
        return false;
    }
    let Some(m) = view.inventory.mention_at(at - 1) else {
        return false;
    };
    let mention = &view.inventory.mentions[m];
    let start = mention.outer.start;
    let early = view.inventory.by_sentence[..view.inventory.by_sentence.len().min(5)]
        .last()
        .is_some_and(|(mentions, _)| view.inventory.thing(m).first < mentions.end)
        || a.sentences
            .iter()
            .take(3)
            .filter(|s| s.kind == BlockKind::Origin)
            .any(|s| {
                let line = a.slice(s.tokens.clone());
                let name = a.word(at - 1);
                line.len() >= name.len()
                    && (0..=line.len() - name.len()).any(|cut| {
                        line.get(cut..cut + name.len())
                            .is_some_and(|part| part.eq_ignore_ascii_case(name))
                    })
            });
    mention.sort == Sort::Place && early && start > 0 && a.is(start - 1, Class::Article)
}

/// "the second day", "for four days", "the three-day event": more than a day.
fn several_days(view: View<'_>) -> bool {
    let a = view.analysis;
    let cues = (Class::EventModifier, Word::Day);
    a.grid.each(1..a.tokens.len(), cues).any(|at| {
        a.is_lower(at, Class::EventModifier)
            && !a.is(at, Class::OneDay)
            && a.word(at).ends_with("-day")
            || a.says(at, "day")
                && (a.is_lower(at - 1, Class::FirstDay)
                    || a.is_lower(at - 1, Class::FinalDay)
                    || a.ordinal(at - 1).is_some())
    })
}

/// States series and year of an edition, once.
pub(in crate::fact) fn identify(
    view: View<'_>,
    facts: &mut Collector,
    edition: Edition,
    token: usize,
) {
    identify_by(view, facts, edition, [token; 2], RULES);
}

/// The rules by which series and year of an edition are stated.
const RULES: [&str; 2] = ["edition.series", "edition.year"];

/// States series and year of an edition, once, each by a token and a rule of its own.
fn identify_by(
    view: View<'_>,
    facts: &mut Collector,
    edition: Edition,
    [token, year_token]: [usize; 2],
    [rule, year_rule]: [&str; 2],
) {
    if !facts.identify(edition) {
        return;
    }
    let subject = facts.edition(view, edition);
    let series = facts.series(view, edition.series);
    facts.add(
        view,
        subject,
        Relation::EditionOf,
        Object::Entity(series),
        token,
        rule,
        Qualifier::default(),
    );
    if let Some(year) = edition.year {
        facts.add(
            view,
            subject,
            Relation::Year,
            Object::Integer(i64::from(year)),
            year_token,
            year_rule,
            Qualifier::default(),
        );
    }
}

/// "this one", said of the fair that the text is about.
fn this_one(a: &crate::mention::Analysis<'_>, at: usize) -> bool {
    a.says(at, "one") && at > 0 && a.says(at - 1, "this")
}
