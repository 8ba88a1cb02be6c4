//! What rules leave open of editions: years in passing that are those of an edition, and days that are an
//! edition's first or last. Each is weighed by what stands around it, with the weights of
//! `data/weights/editions.tsv` and `days.tsv`.

use super::{identify, identify_by};
use crate::document::BlockKind;
use crate::fact::collect::{Collector, Qualifier, View};
use crate::fact::event::Edition;
use crate::fact::model::{Candidate, Object, Relation};
use crate::fact::scope::{Cue, DateAt, Scope};
use crate::fact::trace::Refusal;
use crate::fact::weigh::{Known, Surroundings};
use crate::knowledge::Class;
use crate::knowledge::weights::{Aspect, Value};
use crate::mention::around::{Sink, Spelled, block_name, few, yes};
use crate::mention::date::DateKind;
use crate::text::Shape;
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A fair longer than that is none, in days.
const LONGEST: i32 = 200;

/// So many days behind the first one the last is looked for first.
const USUAL: i32 = 10;

/// Days that may be an edition's.
#[derive(Clone, Debug)]
struct Days {
    edition: Edition,
    first: Date,
    last: Date,
    /// Told as a weekday.
    weekday: bool,
    token: usize,
    end: usize,
}

/// The day that most speaks for: its weight, the day, and its token.
type Best = (i32, Date, usize);

/// The days of editions that are stated.
#[derive(Debug, Default)]
struct Stated {
    first: FxHashMap<Edition, Date>,
    last: FxHashMap<Edition, Date>,
}

/// Weighs the times of a document.
pub(in crate::fact) fn read(view: View<'_>, scope: &Scope, known: &Known, facts: &mut Collector) {
    let Some(main) = view.events.main else { return };
    let reader = Reader {
        view,
        scope,
        main,
        around: Surroundings { view, known },
    };
    let found = reader.days(facts);
    match facts.candidates().is_some() {
        true => {
            reader.learn_editions(facts);
            reader.learn_days(&found, facts);
        }
        false => {
            reader.weigh_days(&found, facts);
            reader.weigh_editions(facts);
        }
    }
}

struct Reader<'a> {
    view: View<'a>,
    scope: &'a Scope,
    main: Edition,
    around: Surroundings<'a>,
}

impl<'a> Reader<'a> {
    /// The mere times that may be other editions of the fair, by edition.
    fn times(&self) -> Vec<(Edition, Vec<(usize, &'a Cue)>)> {
        let mut found: Vec<(Edition, Vec<(usize, &Cue)>)> = Vec::new();
        for (index, sentence) in self.view.analysis.sentences.iter().enumerate() {
            if sentence.kind == BlockKind::Origin {
                continue;
            }
            for cue in self.scope.cues(index) {
                let Some(edition) = cue.edition.filter(|e| {
                    !cue.named
                        && e.series == self.main.series
                        && *e != self.main
                        && e.year.is_some()
                }) else {
                    continue;
                };
                match found.iter_mut().find(|(other, _)| *other == edition) {
                    Some((_, times)) => times.push((index, cue)),
                    None => found.push((edition, vec![(index, cue)])),
                }
            }
        }
        found
    }

    fn learn_editions(&self, facts: &mut Collector) {
        for (edition, times) in self.times() {
            let mut own = Spelled::default();
            for (index, cue) in &times {
                self.describe_time(edition, times.len(), *index, cue, &mut own);
            }
            let candidate = Candidate {
                label: edition.year.map_or_else(String::new, |y| y.to_string()),
                aliases: Vec::new(),
                sort: "<time>",
                known: facts
                    .is_identified(edition)
                    .then_some("edition")
                    .into_iter()
                    .collect(),
                traits: own.finish(),
            };
            if let Some(candidates) = facts.candidates() {
                candidates.push(candidate);
            }
        }
    }

    /// States series and year of editions that the text speaks of in passing.
    fn weigh_editions(&self, facts: &mut Collector) {
        let scales = &self.view.analysis.knowledge.weights.editions;
        if scales.is_empty() {
            return;
        }
        for (edition, times) in self.times() {
            if facts.is_identified(edition) {
                continue;
            }
            let mut own = scales.traits();
            for (index, cue) in &times {
                self.describe_time(edition, times.len(), *index, cue, &mut own);
            }
            let [sum] = own.sum();
            let rule = "edition.weighed";
            if sum <= 0 {
                let token = times[0].1.range.start;
                facts.refuse(self.view, Relation::Year, rule, token, Refusal::Light);
            } else {
                let token = times[0].1.range.start;
                identify_by(self.view, facts, edition, [token; 2], [rule; 2]);
            }
        }
    }

    fn describe_time(
        &self,
        edition: Edition,
        times: usize,
        index: usize,
        cue: &Cue,
        sink: &mut impl Sink,
    ) {
        let a = self.view.analysis;
        let at = cue.range.start;
        let digits = cue.range.clone().any(|t| a.shape(t) == Some(Shape::Number));
        let checks = [
            (cue.explicit, "explicit"),
            (digits, "digits"),
            (self.scope.at(a, at) == Some(edition), "here"),
        ];
        sink.put_those(Aspect::Check, &checks);
        sink.put(Aspect::Mentions, few(times));
        let (own, main) = (edition.year, self.main.year);
        if let (Some(own), Some(main)) = (own, main) {
            sink.put(Aspect::Size, Value::Text(distance(own - main)));
        }
        self.describe(index, cue.range.clone(), sink);
    }

    /// What is so of any time.
    fn describe(&self, index: usize, words: Range<usize>, sink: &mut impl Sink) {
        let a = self.view.analysis;
        let sentence = &a.sentences[index];
        sink.put(Aspect::Always, Value::Text(""));
        sink.put(Aspect::Block, block_name(sentence.kind));
        if index < 3 {
            sink.put(Aspect::Opens, Value::Text(""));
        }
        let quoted = crate::fact::topic::quoted(a, words.start);
        sink.put(Aspect::Quoted, yes(quoted));
        let tokens = sentence.tokens.clone();
        let nouns = a.grid.any(tokens.clone(), &self.view.standing.nouns);
        let named = a.grid.any(tokens.clone(), &self.view.standing.own);
        let opens = a.is(tokens.start, Class::UnnamedSubject);
        let checks = [
            (nouns, "fair-noun"),
            (named, "fair-name"),
            (opens, "unnamed-subject"),
        ];
        sink.put_those(Aspect::Check, &checks);
        sink.put_classes(Aspect::FirstClass, a.classes[words.start]);
        sink.put_classes(Aspect::SentenceClass, sentence.classes);
        for relation in self.around.known.told(index).each() {
            sink.put(Aspect::SentenceFact, Value::Text(relation.name()));
        }
        self.around.sides(&words, &tokens, None, sink);
    }

    /// The days that stand in the text, those of other fairs left out.
    fn days(&self, facts: &Collector) -> (Vec<(usize, Days)>, Stated) {
        let a = self.view.analysis;
        let mut found = Vec::new();
        for (index, sentence) in a.sentences.iter().enumerate() {
            if sentence.kind == BlockKind::Origin {
                continue;
            }
            for date in self.scope.dates(index) {
                if let Some(days) = self.days_of(sentence.tokens.clone(), date) {
                    found.push((index, days));
                }
            }
        }
        let mut stated = Stated::default();
        if !found.is_empty() {
            for fact in facts.facts() {
                let Object::Date(date) = fact.object else {
                    continue;
                };
                let Some(edition) = facts.edition_of(fact.subject) else {
                    continue;
                };
                match fact.relation {
                    Relation::StartDate => stated.first.insert(edition, date),
                    Relation::EndDate => stated.last.insert(edition, date),
                    _ => None,
                };
            }
        }
        (found, stated)
    }

    fn days_of(&self, sentence: Range<usize>, date: &DateAt) -> Option<Days> {
        let a = self.view.analysis;
        let token = date.tokens.start;
        let edition = self.scope.at(a, token)?;
        let year = i16::try_from(edition.year?).ok()?;
        if edition.series != self.main.series {
            return None;
        }
        let (first, last, weekday) = match &date.mention.kind {
            DateKind::Days { first, last } => (*first, *last, false),
            DateKind::PartialDays { first, last } => (
                Date::new(year, first.0, first.1).ok()?,
                Date::new(year, last.0, last.1).ok()?,
                false,
            ),
            DateKind::Weekdays { previous, next, .. } => {
                let past = sentence
                    .filter(|t| a.tokens[*t].shape == Shape::Lower)
                    .any(|t| a.verb_forms(t).iter().any(|f| f.past && !f.base));
                let days = match past {
                    true => previous.or(*next),
                    false => next.or(*previous),
                };
                let (first, last) = days?;
                (first, last, true)
            }
            _ => return None,
        };
        if first.year() != year {
            return None;
        }
        Some(Days {
            edition,
            first,
            last,
            weekday,
            token,
            end: date.tokens.end,
        })
    }

    fn learn_days(&self, (found, stated): &(Vec<(usize, Days)>, Stated), facts: &mut Collector) {
        for (index, days) in found {
            let mut own = Spelled::default();
            self.describe_days(*index, days, stated, &mut own);
            let mut known = Vec::new();
            if stated.first.contains_key(&days.edition) {
                known.push("startDate");
            }
            if stated.last.contains_key(&days.edition) {
                known.push("endDate");
            }
            let candidate = Candidate {
                label: days.first.to_string(),
                aliases: vec![days.last.to_string()],
                sort: "<days>",
                known,
                traits: own.finish(),
            };
            if let Some(candidates) = facts.candidates() {
                candidates.push(candidate);
            }
        }
    }

    /// States the first and last days that most speaks for, of editions that have none.
    fn weigh_days(&self, (found, stated): &(Vec<(usize, Days)>, Stated), facts: &mut Collector) {
        let scales = &self.view.analysis.knowledge.weights.days;
        if scales.is_empty() {
            return;
        }
        let mut best: Vec<(Edition, [Option<Best>; 2])> = Vec::new();
        for (index, days) in found {
            let has = [&stated.first, &stated.last].map(|of| of.contains_key(&days.edition));
            if has == [true, true] {
                continue;
            }
            let mut own = scales.traits();
            self.describe_days(*index, days, stated, &mut own);
            let sums = own.sum();
            let at = best
                .iter()
                .position(|(edition, _)| *edition == days.edition);
            let at = at.unwrap_or_else(|| {
                best.push((days.edition, [None, None]));
                best.len() - 1
            });
            let ends = [days.first, days.last];
            for (i, slot) in best[at].1.iter_mut().enumerate() {
                let fits = match i {
                    0 => stated
                        .last
                        .get(&days.edition)
                        .is_none_or(|last| fits(ends[0], *last)),
                    _ => stated
                        .first
                        .get(&days.edition)
                        .is_none_or(|first| fits(*first, ends[1])),
                };
                if has[i] || !fits {
                    continue;
                }
                if sums[i] <= 0 {
                    let relation = [Relation::StartDate, Relation::EndDate][i];
                    facts.refuse(
                        self.view,
                        relation,
                        "edition.day-weighed",
                        days.token,
                        Refusal::Light,
                    );
                } else if slot.is_none_or(|(weight, ..)| sums[i] > weight) {
                    *slot = Some((sums[i], ends[i], days.token));
                }
            }
        }
        for (edition, [first, mut last]) in best {
            if let (Some((more, start, _)), Some((less, end, _))) = (first, last)
                && !fits(start, end)
            {
                // Both cannot be: the one that more speaks for.
                if more < less {
                    self.state(edition, Relation::EndDate, last, facts);
                    continue;
                }
                last = None;
            }
            self.state(edition, Relation::StartDate, first, facts);
            self.state(edition, Relation::EndDate, last, facts);
        }
    }

    fn state(
        &self,
        edition: Edition,
        relation: Relation,
        day: Option<Best>,
        facts: &mut Collector,
    ) {
        let Some((_, date, token)) = day else { return };
        identify(self.view, facts, edition, token);
        let subject = facts.edition(self.view, edition);
        facts.add(
            self.view,
            subject,
            relation,
            Object::Date(date),
            token,
            "edition.day-weighed",
            Qualifier::default(),
        );
    }

    fn describe_days(&self, index: usize, days: &Days, stated: &Stated, sink: &mut impl Sink) {
        let a = self.view.analysis;
        let today = self.scope.today();
        let span = (days.last - days.first).get_days();
        let behind = stated
            .first
            .get(&days.edition)
            .map(|first| (days.last - *first).get_days());
        let checks = [
            (span > 0, "several"),
            (span > USUAL, "long"),
            (days.weekday, "weekday"),
            (today.is_some_and(|today| days.first < today), "past"),
            (today.is_some_and(|today| days.last > today), "ahead"),
            (today == Some(days.first), "today"),
            (
                behind.is_some_and(|n| (1..=USUAL).contains(&n)),
                "soon-behind",
            ),
            (behind.is_some_and(|n| n == 0), "same"),
            (behind.is_some_and(|n| n > USUAL), "long-behind"),
            (behind.is_some_and(|n| n < 0), "before"),
        ];
        sink.put_those(Aspect::Check, &checks);
        let about = match days.edition == self.main {
            true => "main",
            false => "other",
        };
        sink.put(Aspect::About, Value::Text(about));
        let words = days.token..days.end;
        // "Oct. 3", "Monday": the kind of date by its first word.
        sink.put_classes(Aspect::LastClass, a.classes[words.end - 1]);
        self.describe(index, words, sink);
    }
}

/// Whether a fair can last from one day to another.
fn fits(first: Date, last: Date) -> bool {
    (0..LONGEST).contains(&(last - first).get_days())
}

/// How many years an edition lies from the text's, in words.
fn distance(years: i32) -> &'static str {
    match years {
        ..=-11 => "long-before",
        -10..=-4 => "years-before",
        -3 => "-3",
        -2 => "-2",
        -1 => "-1",
        0 => "0",
        1 => "1",
        2 => "2",
        3.. => "years-behind",
    }
}
