//! What an edition is: its series, year and number, when and where it takes place, its theme.

use super::collect::{Collector, Qualifier, View};
use super::event::Edition;
use super::model::{Kind, Object, Relation};
use super::scope::Scope;
use crate::document::{BlockKind, Document};
use crate::knowledge::Class;
use crate::mention::date::{DateKind, DateMention, dates};
use crate::mention::{Scan, Sort};
use crate::text::Shape;
use jiff::civil::Date;
use std::ops::Range;

/// Reads the edition facts of all sentences.
pub(super) fn read(document: &Document, view: View<'_>, scope: &Scope, facts: &mut Collector) {
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
    };
    reader.series_and_years();
    for index in 0..view.analysis.sentences.len() {
        let sentence = &view.analysis.sentences[index];
        if sentence.kind == BlockKind::Origin {
            continue;
        }
        let tokens = sentence.tokens.clone();
        reader.number(&tokens);
        reader.theme(&tokens, index);
        if !sentence.title_case {
            reader.dates(&tokens, index);
            reader.places(&tokens, index);
        }
    }
    reader.choose_days();
    reader.main_place();
}

struct Reader<'a, 'b> {
    document: &'a Document,
    view: View<'a>,
    scope: &'a Scope,
    facts: &'b mut Collector,
    main: Edition,
    /// What sentences say of first and last days, to be weighed when all are read.
    days: Vec<Day>,
}

/// A first or last day of an edition, as one sentence tells it.
struct Day {
    edition: Edition,
    relation: Relation,
    date: Date,
    token: usize,
    rule: &'static str,
    weight: i32,
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
            self.identify(main, token);
        }
        for index in 0..self.view.analysis.sentences.len() {
            if self.view.analysis.sentences[index].kind == BlockKind::Origin {
                continue;
            }
            for cue in self.scope.cues(index).to_vec() {
                // A mere time makes an edition only if a fact is told of it.
                if !cue.named {
                    continue;
                }
                let own = cue.edition.series == main.series;
                if own
                    || cue.edition.year.is_some()
                    || self.view.events.series[cue.edition.series].record.is_some()
                {
                    self.identify(cue.edition, cue.range.start);
                }
            }
        }
    }

    /// States series and year of an edition.
    fn identify(&mut self, edition: Edition, token: usize) {
        identify(self.view, self.facts, edition, token);
    }

    /// "the 20th ...", "third edition", "now in its 27th year", "this year's fair, the 12th of its
    /// kind".
    fn number(&mut self, sentence: &Range<usize>) {
        let a = self.view.analysis;
        for at in sentence.clone() {
            let Some(ordinal) = a.ordinal(at) else {
                continue;
            };
            if ordinal == 0 || ordinal > 400 {
                continue;
            }
            if let Some(edition) = self.numbered(at, sentence) {
                // "the first CIIE" in a text on the second: an edition whose year is not told.
                let own = edition.series == self.main.series;
                if own && edition == self.main && self.number_conflicts(ordinal) {
                    continue;
                }
                self.add(
                    edition,
                    Relation::EditionNumber,
                    Object::Integer(ordinal),
                    at,
                    "edition.ordinal",
                );
            }
        }
    }

    fn number_conflicts(&self, ordinal: i64) -> bool {
        let label = self.view.events.label(self.main);
        self.facts.facts().iter().any(|fact| {
            fact.relation == Relation::EditionNumber
                && self.facts.label(fact.subject) == label
                && fact.object != Object::Integer(ordinal)
        })
    }

    /// The edition that the ordinal at `at` counts.
    fn numbered(&self, at: usize, sentence: &Range<usize>) -> Option<Edition> {
        let a = self.view.analysis;
        let end = sentence.end;
        // Within an event's name: "the 20th Shanghai Exhibition".
        if let Some(m) = self.view.inventory.mention_at(at) {
            let mention = &self.view.inventory.mentions[m];
            if mention.sort == Sort::Event && mention.ordinal == a.ordinal(at) {
                let series = *self.view.events.series_of.get(&self.view.inventory.of[m])?;
                if series != self.main.series {
                    return None;
                }
                return self.scope.at(a, mention.range.start);
            }
            return None;
        }
        let word = |t: usize| if t < end { a.word(t) } else { "" };
        let mut next = at + 1;
        while next < end
            && a.is_lower(next, Class::EventModifier)
            && !a.is(next, Class::EventNoun)
            && !a.is(next, Class::EditionNoun)
        {
            next += 1;
        }
        if next >= end {
            return self.bare_ordinal(at, sentence);
        }
        // "third edition", "the 45th show", "second year"
        if a.is_lower(next, Class::EditionNoun) || a.is_lower(next, Class::EventNoun) {
            let noun = word(next);
            if matches!(
                noun,
                "time" | "day" | "week" | "session" | "meeting" | "run"
            ) && noun != "session"
            {
                return None;
            }
            if noun == "year" || noun == "time" {
                // "in its 27th year", "for a second year", "for the third year running"
                let led = (sentence.start.max(at.saturating_sub(3))..at)
                    .any(|t| a.says(t, "its") || a.says(t, "a"))
                    && (sentence.start.max(at.saturating_sub(4))..at).any(|t| {
                        matches!(a.word(t), "in" | "for" | "enters" | "entering" | "into")
                    });
                if !led {
                    return None;
                }
            }
            // "the first forum of its kind" counts something else; "its third edition" the fair.
            let preceded = at > sentence.start
                && (a.is(at - 1, Class::Determiner)
                    || a.tokens[at - 1].shape == Shape::Possessive
                    || a.is_lower(at - 1, Class::Adverb)
                    || a.says(at - 1, "very"));
            if !preceded && at != sentence.start {
                return None;
            }
            if noun == "forum"
                || noun == "festival"
                || noun == "conference"
                || noun == "event"
                || noun == "summit"
                || noun == "show"
                || noun == "exhibition"
                || noun == "fair"
            {
                // "the first big motor show in China": an adjective between.
                if next > at + 1
                    && (at + 1..next).any(|t| {
                        matches!(
                            a.word(t),
                            "big" | "large" | "major" | "online" | "virtual" | "hybrid"
                        )
                    })
                {
                    return None;
                }
            }
            // Of another event: "the 15th edition of X".
            if word(next + 1) == "of" {
                let mut of = next + 2;
                while of < end && a.is(of, Class::Determiner) {
                    of += 1;
                }
                if let Some(m) = (of < end)
                    .then(|| self.view.inventory.mention_at(of))
                    .flatten()
                {
                    let series = self.view.events.series_of.get(&self.view.inventory.of[m]);
                    if self.view.inventory.mentions[m].sort == Sort::Event
                        && series != Some(&self.main.series)
                    {
                        return None;
                    }
                }
            }
            return self.scope_of_number(at, next);
        }
        // "the 12th of its kind", "the 20th in the series"
        if word(at + 1) == "of" && word(at + 2) == "its"
            || word(at + 1) == "in" && word(at + 2) == "the" && word(at + 3) == "series"
        {
            return self.scope.at(a, at);
        }
        self.bare_ordinal(at, sentence)
    }

    /// "The expo, the seventh, has ..."
    fn bare_ordinal(&self, at: usize, sentence: &Range<usize>) -> Option<Edition> {
        let a = self.view.analysis;
        let closed = at + 1 >= sentence.end
            || a.mark(at + 1)
                .is_some_and(|c| matches!(c, ',' | '.' | ')' | ';'));
        let led = at > sentence.start + 2
            && a.says(at - 1, "the")
            && a.mark(at - 2).is_some_and(|c| matches!(c, ',' | '('));
        if !(closed && led) {
            return None;
        }
        let before = at - 3;
        let event = self.view.inventory.mention_at(before).is_some_and(|m| {
            self.view.events.series_of.get(&self.view.inventory.of[m]) == Some(&self.main.series)
        }) || a.is_lower(before, Class::EventNoun);
        if event { self.scope.at(a, at) } else { None }
    }

    /// The edition counted, where a year stands right behind: "Its third edition, on November
    /// 29-30, 2022".
    fn scope_of_number(&self, at: usize, noun: usize) -> Option<Edition> {
        let a = self.view.analysis;
        let sentence = a.sentence_of(at);
        let end = a.sentences[sentence].tokens.end;
        let stop = (noun + 1..end.min(noun + 12))
            .find(|t| super::clause::is_finite(a, self.view.inventory, *t))
            .unwrap_or(end.min(noun + 12));
        for cue in self.scope.cues(sentence) {
            if cue.range.start > noun
                && cue.range.start < stop
                && cue.edition.series == self.main.series
            {
                return Some(cue.edition);
            }
        }
        self.scope.at(a, at)
    }

    /// "themed X", `under the theme "X"`, `theme: X`, `its motto is "X"`.
    fn theme(&mut self, sentence: &Range<usize>, _index: usize) {
        let a = self.view.analysis;
        for at in sentence.clone() {
            if !a.is(at, Class::ThemeNoun) {
                continue;
            }
            let Some(edition) = self.scope.at(a, at) else {
                continue;
            };
            if let Some((text, token)) = self.theme_behind(at, sentence) {
                self.add(
                    edition,
                    Relation::Theme,
                    Object::Text(text),
                    token,
                    "edition.theme",
                );
            } else if let Some((text, token)) = self.theme_before(at, sentence) {
                self.add(
                    edition,
                    Relation::Theme,
                    Object::Text(text),
                    token,
                    "edition.theme-before",
                );
            }
        }
    }

    fn theme_behind(&self, at: usize, sentence: &Range<usize>) -> Option<(String, usize)> {
        let a = self.view.analysis;
        // A quotation within the next words of the clause.
        let mut depth = 0;
        for open in at + 1..sentence.end.min(at + 22) {
            if a.is_quote(open)
                || (a.mark(open) == Some('\'') || a.mark(open) == Some('\u{2018}'))
                    && a.tokens[open].spaced
            {
                let close = closing(a, open, sentence.end)?;
                let inner = open + 1..close;
                if inner.len() < 2
                    && !(inner.len() == 1 && a.tokens[inner.start].shape.is_nameish())
                {
                    return None;
                }
                // Words of a speaker rather than a theme: long, or a full clause with a comma.
                if inner.len() > 22 {
                    return None;
                }
                return Some((tidy(a.slice(inner)), open));
            }
            if a.mark(open).is_some_and(|c| matches!(c, ';' | '.')) {
                return None;
            }
            if a.is_mark(open, ',') {
                depth += 1;
                if depth > 1 {
                    return None;
                }
            }
            if a.is(open, Class::ThemeNoun) {
                return None;
            }
        }
        // Without quotation marks: "themed with Developing the Digital Economy and ...", "Theme: X".
        let mut start = at + 1;
        let keyed = start < sentence.end && a.is_mark(start, ':');
        if keyed {
            start += 1;
        } else {
            while start < sentence.end
                && matches!(
                    a.word(start),
                    "of" | "with"
                        | "as"
                        | "is"
                        | "was"
                        | "on"
                        | "around"
                        | "this"
                        | "year"
                        | ":"
                        | ","
                )
            {
                start += 1;
            }
            if start == at + 1 && !a.says(at, "themed") {
                return None;
            }
        }
        if start >= sentence.end {
            return None;
        }
        if keyed {
            let mut end = sentence.end;
            if a.is_mark(end - 1, '.') {
                end -= 1;
            }
            return (end > start + 1 && end - start < 24)
                .then(|| (tidy(a.slice(start..end)), start));
        }
        let mut end = start;
        let mut capitals = 0;
        while end < sentence.end {
            let shape = a.tokens[end].shape;
            let capital = shape.is_nameish() || shape == Shape::Number;
            capitals += usize::from(capital);
            let small = shape == Shape::Lower
                && (a.is(end, Class::Preposition)
                    || a.is(end, Class::Conjunction)
                    || a.is(end, Class::Article));
            let mark = matches!(a.mark(end), Some(':' | '-' | '\u{2013}' | '\u{2014}'))
                || (a.is_mark(end, ',')
                    && end + 1 < sentence.end
                    && a.tokens[end + 1].shape.is_nameish());
            if !(capital || small || mark || shape == Shape::Possessive) {
                break;
            }
            end += 1;
        }
        while end > start && !a.tokens[end - 1].shape.is_nameish() {
            end -= 1;
        }
        (capitals >= 3 && end > start).then(|| (tidy(a.slice(start..end)), start))
    }

    /// `"X" is the theme of`, `"X" was the slogan`.
    fn theme_before(&self, at: usize, sentence: &Range<usize>) -> Option<(String, usize)> {
        let a = self.view.analysis;
        let mut back = at;
        while back > sentence.start && at - back < 5 {
            back -= 1;
            if a.is_quote(back) && back > sentence.start + 2 {
                let open = (sentence.start..back - 1).rev().find(|t| a.is_quote(*t))?;
                let be = (back + 1..at).any(|t| a.is(t, Class::Be));
                let inner = open + 1..back;
                return (be && (2..=20).contains(&inner.len()))
                    .then(|| (tidy(a.slice(inner)), open));
            }
        }
        None
    }

    /// When the edition opens and closes.
    fn dates(&mut self, sentence: &Range<usize>, _index: usize) {
        let a = self.view.analysis;
        let bytes = a.bytes(sentence.clone());
        let scan = Scan::new(&a.source[bytes.clone()], &a.knowledge.figures);
        for date in dates(&scan, self.document.published) {
            let token = sentence.start
                + a.tokens[sentence.clone()]
                    .partition_point(|t| (t.end as usize) <= bytes.start + date.range.start);
            if token >= sentence.end {
                continue;
            }
            let after = sentence.start
                + a.tokens[sentence.clone()]
                    .partition_point(|t| (t.start as usize) < bytes.start + date.range.end);
            self.date(sentence, &date, token, after);
        }
    }

    fn date(&mut self, sentence: &Range<usize>, date: &DateMention, token: usize, after: usize) {
        let a = self.view.analysis;
        if !self.about_event(token, sentence) {
            return;
        }
        let Some(mut edition) = self.scope.at(a, token) else {
            return;
        };
        let Some(found) = self.date_role(sentence, token, after) else {
            return;
        };
        let ahead = found
            .verb
            .is_some_and(|v| self.is_future(v, sentence) || self.is_present(v));
        let (mut first, mut last) = match &date.kind {
            DateKind::Days { first, last } => (*first, *last),
            DateKind::PartialDays { first, last } => {
                // The year is the edition's, which other words of the document tell.
                let Some(year) = edition.year.and_then(|y| i16::try_from(y).ok()) else {
                    return;
                };
                let (Ok(a), Ok(b)) = (
                    Date::new(year, first.0, first.1),
                    Date::new(year, last.0, last.1),
                ) else {
                    return;
                };
                (a, b)
            }
            DateKind::Weekdays { previous, next, .. } => {
                let chosen = if ahead { next.or(*previous) } else { previous.or(*next) };
                let Some(chosen) = chosen else { return };
                chosen
            }
            _ => return,
        };
        if let (Some(year), Some(own)) = (date_year(date, first), edition.year)
            && edition.series == self.main.series
            && own != year
        {
            if date.year_stated {
                // A stated year names the edition, unless it runs over the turn of the year.
                let over = Some(i32::from(last.year())) == self.main.year || Some(year) == self.main.year;
                edition.year = if over || self.named_after_year(edition) { self.main.year } else { Some(year) };
            } else if edition != self.main {
                // "In 2024 the fair will be held from April 22 to 26": the clause's year.
                let shift = i16::try_from(own - year).unwrap_or(0);
                let moved = |date: Date| date.with().year(date.year() + shift).build().ok();
                let (Some(a), Some(b)) = (moved(first), moved(last)) else {
                    return;
                };
                (first, last) = (a, b);
            }
        }
        let range = first != last;
        let one_day = self.one_day(sentence);
        let days = &mut self.days;
        let mut note = |relation: Relation, date: Date, rule: &'static str, weight: i32| {
            days.push(Day {
                edition,
                relation,
                date,
                token,
                rule,
                weight,
            });
        };
        let weight = found.weight;
        if range {
            note(Relation::StartDate, first, "edition.span", weight + 1);
            note(Relation::EndDate, last, "edition.span", weight + 1);
            return;
        }
        match found.role {
            DateRole::Start => note(Relation::StartDate, first, "edition.opens", weight),
            DateRole::End => note(Relation::EndDate, last, "edition.closes", weight),
            DateRole::Span => {
                note(Relation::StartDate, first, "edition.span", weight);
                if one_day {
                    note(Relation::EndDate, last, "edition.span", weight);
                }
            }
        }
    }

    /// Of all days told, the one with the most behind it is the edition's.
    fn choose_days(&mut self) {
        let days = std::mem::take(&mut self.days);
        let mut done: Vec<(Edition, Relation)> = Vec::new();
        for day in &days {
            if done.contains(&(day.edition, day.relation)) {
                continue;
            }
            done.push((day.edition, day.relation));
            let same = |other: &&Day| other.edition == day.edition && other.relation == day.relation;
            let support = |date: Date| -> i32 {
                days.iter().filter(same).filter(|o| o.date == date).map(|o| o.weight).sum()
            };
            let best = days
                .iter()
                .filter(same)
                .max_by_key(|o| (support(o.date), o.weight, std::cmp::Reverse(o.token)));
            let Some(best) = best.filter(|best| support(best.date) >= 3) else {
                continue;
            };
            if best.edition != self.main {
                self.identify(best.edition, best.token);
            }
            self.add(best.edition, best.relation, Object::Date(best.date), best.token, best.rule);
        }
    }

    /// Whether the fair's own name carries a year ("Expo 2020 Dubai", which opened in 2021).
    fn named_after_year(&self, edition: Edition) -> bool {
        let label = &self.view.events.series[edition.series].label;
        edition
            .year
            .is_some_and(|year| label.contains(&year.to_string()))
    }

    fn one_day(&self, sentence: &Range<usize>) -> bool {
        let a = self.view.analysis;
        sentence
            .clone()
            .any(|t| matches!(a.word(t), "one-day" | "single-day"))
    }

    fn is_future(&self, verb: usize, sentence: &Range<usize>) -> bool {
        let a = self.view.analysis;
        (sentence.start.max(verb.saturating_sub(4))..verb)
            .any(|t| a.is(t, Class::Future) || a.says(t, "to"))
    }

    fn is_present(&self, verb: usize) -> bool {
        let a = self.view.analysis;
        a.verb_forms(verb).iter().any(|f| f.third || f.base)
            && !a.verb_forms(verb).iter().any(|f| f.past)
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
            let distance = mention.range.start.abs_diff(token);
            let series = self.view.events.series_of.get(&self.view.inventory.of[m]);
            let slot = if series == Some(&self.main.series) {
                &mut own
            } else {
                &mut other
            };
            if slot.is_none_or(|d: usize| distance < d) {
                *slot = Some(distance);
            }
        }
        let noun = sentence
            .clone()
            .filter(|t| self.stands_for_event(*t))
            .map(|t| t.abs_diff(token))
            .min();
        let own = own.into_iter().chain(noun).min();
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

    /// "Opened on Tuesday", "The doors open on Friday".
    fn opening_subject(&self, sentence: &Range<usize>) -> bool {
        let a = self.view.analysis;
        (sentence.start..sentence.end.min(sentence.start + 3))
            .any(|t| a.is(t, Class::UnnamedSubject))
    }

    /// "the expo", "this year's fair", "the three-day event".
    fn stands_for_event(&self, at: usize) -> bool {
        stands_for_event(self.view, at)
    }

    /// What the words around a date say it is.
    fn date_role(&self, sentence: &Range<usize>, token: usize, after: usize) -> Option<Dated> {
        let a = self.view.analysis;
        let word = |t: usize| a.word(t).to_lowercase();
        let found = |role: DateRole, verb: Option<usize>, weight: i32| Some(Dated { role, verb, weight });
        // "on Monday, the opening day of the fair", "on the second day, Tuesday"
        let near = sentence.start.max(token.saturating_sub(6))..sentence.end.min(after + 6);
        for at in near.clone().skip(1) {
            if a.says(at, "day") && !(token..after).contains(&at) {
                if a.is_lower(at - 1, Class::FirstDay) {
                    return found(DateRole::Start, None, 4);
                }
                if a.is_lower(at - 1, Class::FinalDay) {
                    return found(DateRole::End, None, 4);
                }
                if a.ordinal(at - 1).is_some() {
                    return None;
                }
            }
        }
        // "until Sunday", "through Friday", "to 14 September"
        if token > sentence.start {
            let before = word(token - 1);
            if matches!(before.as_str(), "until" | "till" | "through" | "thru") {
                let verb = self.verb_before(sentence, token);
                return found(DateRole::End, verb, 5);
            }
            // "from Saturday until the closing on April 27": the earlier date is read by itself.
            if before == "from" {
                let verb = self.verb_before(sentence, token);
                return found(DateRole::Span, verb, if verb.is_some() { 5 } else { 3 });
            }
        }
        let keyed = (sentence.start..token).any(|t| a.is_mark(t, ':')) && token - sentence.start <= 8;
        if keyed {
            let key = word(sentence.start);
            let named = self.view.inventory.mention_at(sentence.start).is_some_and(|m| {
                self.view.events.series_of.contains_key(&self.view.inventory.of[m])
            });
            if matches!(key.as_str(), "when" | "date" | "dates") || named {
                return found(DateRole::Span, None, 6);
            }
        }
        // "(17-21 June)" behind the name.
        if token > sentence.start + 1 && a.is_mark(token - 1, '(') {
            let named = self.view.inventory.mention_at(token - 2).is_some_and(|m| {
                self.view.events.series_of.get(&self.view.inventory.of[m]) == Some(&self.main.series)
            });
            if named || self.stands_for_event(token - 2) {
                return found(DateRole::Span, None, 5);
            }
        }
        // Nearest verb of opening or closing before the date, else behind it.
        if let Some(verb) = self.verb_before(sentence, token) {
            let own = self.subject_is_event(verb, sentence);
            let object = (verb + 1..token).any(|t| {
                self.stands_for_event(t)
                    || self.view.inventory.mention_at(t).is_some_and(|m| {
                        self.view.events.series_of.get(&self.view.inventory.of[m]) == Some(&self.main.series)
                    })
            });
            let weight = if own { 5 } else if object { 4 } else { 2 };
            return found(self.verb_role(verb), Some(verb), weight);
        }
        // "From Monday 6 to Thursday 9 May the trade meets": the sentence opens with the date.
        let behind = (after..sentence.end.min(after + 18)).find(|t| self.is_date_verb(*t));
        if let Some(verb) = behind {
            if self.subject_is_event(verb, sentence) || token <= sentence.start + 2 {
                return found(self.verb_role(verb), Some(verb), 3);
            }
        }
        // "Its third edition, on November 29-30, 2022,"; "the 45th show, Feb. 21 to 23, 2020,"
        let close = (sentence.start.max(token.saturating_sub(6))..token).any(|t| {
            self.stands_for_event(t)
                || a.is_lower(t, Class::EditionNoun)
                || self.view.inventory.mention_at(t).is_some_and(|m| {
                    self.view.events.series_of.get(&self.view.inventory.of[m]) == Some(&self.main.series)
                })
        });
        if close
            && token > sentence.start
            && (a.is_mark(token - 1, ',') || a.is_mark(token - 1, '(') || a.says(token - 1, "on") || a.says(token - 1, "on"))
        {
            return found(DateRole::Span, None, 3);
        }
        None
    }

    fn verb_before(&self, sentence: &Range<usize>, token: usize) -> Option<usize> {
        let a = self.view.analysis;
        let mut at = token;
        while at > sentence.start && token - at < 22 {
            at -= 1;
            if a.is_mark(at, ';') || a.is_quote(at) {
                return None;
            }
            if self.is_date_verb(at) {
                return Some(at);
            }
        }
        None
    }

    fn is_date_verb(&self, at: usize) -> bool {
        let a = self.view.analysis;
        if a.says(at, "underway") || (a.says(at, "way") && at > 0 && a.says(at - 1, "under")) {
            return true;
        }
        a.tokens[at].shape == Shape::Lower
            && self.view.inventory.role_at(at).is_none()
            && a.verb_forms(at).iter().any(|form| {
                [Class::OpeningVerb, Class::ClosingVerb, Class::SpanVerb]
                    .iter()
                    .any(|class| a.knowledge.words.verb_class(form.verb, *class))
            })
    }

    fn verb_role(&self, at: usize) -> DateRole {
        let a = self.view.analysis;
        let is = |class: Class| {
            a.verb_forms(at)
                .iter()
                .any(|form| a.knowledge.words.verb_class(form.verb, class))
        };
        if is(Class::OpeningVerb) || a.verb_forms(at).is_empty() || a.says(at, "way") {
            DateRole::Start
        } else if is(Class::ClosingVerb) {
            DateRole::End
        } else {
            DateRole::Span
        }
    }

    fn subject_is_event(&self, verb: usize, sentence: &Range<usize>) -> bool {
        let start = sentence.start.max(verb.saturating_sub(8));
        (start..verb).any(|t| {
            self.stands_for_event(t)
                || self.view.inventory.mention_at(t).is_some_and(|m| {
                    self.view.events.series_of.get(&self.view.inventory.of[m])
                        == Some(&self.main.series)
                })
        })
    }

    /// Where the edition takes place: places and buildings told with it.
    fn places(&mut self, sentence: &Range<usize>, index: usize) {
        let a = self.view.analysis;
        for m in self.view.inventory.by_sentence[index].0.clone() {
            let mention = self.view.inventory.mentions[m].clone();
            let start = mention.outer.start;
            if !matches!(mention.sort, Sort::Venue | Sort::Place | Sort::Country)
                || start <= sentence.start
            {
                continue;
            }
            let mut before = start - 1;
            while before > sentence.start
                && (a.is(before, Class::Determiner)
                    || a.is_lower(before, Class::Common) && !a.is(before, Class::Preposition))
                && start - before < 6
            {
                before -= 1;
            }
            let preposition = a.word(before).to_lowercase();
            let Some(edition) = self.scope.at(a, start) else {
                continue;
            };
            if edition.series != self.main.series {
                continue;
            }
            if mention.sort == Sort::Venue {
                let placed = matches!(
                    preposition.as_str(),
                    "at" | "in"
                        | "inside"
                        | "to"
                        | "of"
                        | "within"
                        | "throughout"
                        | "across"
                        | "on"
                ) || a
                    .verb_forms(before)
                    .iter()
                    .any(|f| a.knowledge.words.verb_class(f.verb, Class::FillVerb))
                    || a.is_mark(before, ',')
                    || a.is_mark(before, ':')
                    || a.says(before, "and");
                let person_place = self.speaks_of_other(sentence, start);
                if placed && !person_place {
                    let entity =
                        self.facts
                            .thing(self.view, self.view.inventory.of[m], Kind::Place);
                    self.add(
                        edition,
                        Relation::Venue,
                        Object::Entity(entity),
                        start,
                        "edition.venue",
                    );
                }
                continue;
            }
            if !matches!(preposition.as_str(), "in" | "to" | "at") {
                continue;
            }
            // The main edition's place is weighed over the whole text.
            if edition == self.main && mention.sort == Sort::Place && mention.record.is_some() {
                continue;
            }
            if mention.sort == Sort::Country && edition == self.main {
                continue;
            }
            if self.held_context(sentence, before, start) {
                let entity = self
                    .facts
                    .thing(self.view, self.view.inventory.of[m], Kind::Place);
                self.add(
                    edition,
                    Relation::HeldIn,
                    Object::Entity(entity),
                    start,
                    "edition.held-in",
                );
            }
        }
    }

    /// Whether the building belongs to another fair or to no fair at all.
    fn speaks_of_other(&self, sentence: &Range<usize>, at: usize) -> bool {
        let _ = sentence;
        !self.about_event(at, sentence) && {
            let a = self.view.analysis;
            self.view.inventory.by_sentence[a.sentence_of(at)]
                .0
                .clone()
                .any(|m| {
                    self.view.inventory.mentions[m].sort == Sort::Event
                        && self
                            .view
                            .events
                            .series_of
                            .get(&self.view.inventory.of[m])
                            .is_some_and(|s| *s != self.main.series)
                })
        }
    }

    /// Whether "in X" tells where the fair is held: a verb of taking place before it, or the
    /// fair's name right before.
    fn held_context(&self, sentence: &Range<usize>, preposition: usize, start: usize) -> bool {
        let a = self.view.analysis;
        let from = sentence.start.max(preposition.saturating_sub(14));
        let mut verb = None;
        for at in (from..preposition).rev() {
            if a.is_mark(at, ';')
                || a.is_quote(at)
                || a.is(at, Class::Relative) && at + 3 < preposition
            {
                break;
            }
            if self.is_date_verb(at) {
                verb = Some(at);
                break;
            }
        }
        // "the 24th Smart Expo in Lagos", "the IFA show in Berlin"
        let named = preposition > sentence.start
            && (self
                .view
                .inventory
                .mention_at(preposition - 1)
                .is_some_and(|m| {
                    self.view.events.series_of.get(&self.view.inventory.of[m])
                        == Some(&self.main.series)
                })
                || self.stands_for_event(preposition - 1));
        // A list of places is no place of the fair.
        let listed = a.is_mark(start.saturating_sub(1), ',');
        (named
            || verb.is_some_and(|verb| {
                self.subject_is_event(verb, sentence) || a.is(sentence.start, Class::UnnamedSubject)
            }))
            && !listed
            && self.about_event(start, sentence)
    }

    /// Where the main edition takes place: of all places named, the one that most speaks for it -
    /// in the fair's own name, behind its name or a verb of taking place, in the dateline, in the
    /// authority's record of the fair or of its building.
    fn main_place(&mut self) {
        let a = self.view.analysis;
        let mut candidates: Vec<(u32, i64, usize, &'static str)> = Vec::new();
        let mut vote = |record: u32, weight: i64, token: usize, rule: &'static str| {
            match candidates.iter_mut().find(|(r, ..)| *r == record) {
                Some((_, sum, first, kept)) => {
                    *sum += weight;
                    if weight > 3 && *kept == "edition.place-named" {
                        (*first, *kept) = (token, rule);
                    }
                }
                None => candidates.push((record, weight, token, rule)),
            }
        };
        let authority = &a.knowledge.authority;
        let home = self.view.events.series[self.main.series]
            .record
            .map(|record| authority.record(record).within.clone());
        let mut venues: Vec<Box<str>> = Vec::new();
        for fact in self.facts.facts() {
            if fact.relation == Relation::Venue
                && let Object::Entity(id) = fact.object
                && let Some(record) = self.facts.authority(id).and_then(|id| authority.by_id(&id))
            {
                venues.push(record.within.clone());
            }
        }
        let mut first_event = 0;
        for (m, mention) in self.view.inventory.mentions.iter().enumerate() {
            let series = self.view.events.series_of.get(&self.view.inventory.of[m]);
            if mention.sort == Sort::Event && series == Some(&self.main.series) {
                if first_event == 0 {
                    first_event = mention.range.start;
                }
                // A place inside the fair's name.
                for at in mention.range.clone() {
                    let words = &a.words[at..mention.range.end];
                    for (_, entries) in authority.names(words) {
                        for entry in entries {
                            if entry.table == crate::knowledge::Table::Place && !entry.ambiguous {
                                vote(entry.record, 6, mention.range.start, "edition.place-in-name");
                            }
                        }
                    }
                }
            }
            if mention.sort != Sort::Place || mention.record.is_none() {
                continue;
            }
            let Some(record) = mention.record else { continue };
            let id = authority.record(record).id.clone();
            let local = id.strip_prefix("places/").unwrap_or(&id);
            vote(record, 1, mention.range.start, "edition.place-named");
            if home.as_deref() == Some(local) {
                vote(record, 6, mention.range.start, "edition.place-known");
            }
            if venues.iter().any(|within| &**within == local) {
                vote(record, 5, mention.range.start, "edition.place-of-venue");
            }
            // A venue right before: "the Mandalay Bay in Las Vegas".
            let start = mention.outer.start;
            if start >= 2
                && (a.says(start - 1, "in") || a.is_mark(start - 1, ','))
                && self.view.inventory.mention_at(start - 2).is_some_and(|v| self.view.inventory.mentions[v].sort == Sort::Venue)
            {
                vote(record, 3, start, "edition.place-of-venue");
            }
            let sentence = a.sentences[a.sentence_of(start)].tokens.clone();
            let preposition = start.checked_sub(1).filter(|t| *t >= sentence.start);
            if let Some(preposition) = preposition
                && matches!(a.word(preposition).to_lowercase().as_str(), "in" | "to" | "of")
                && self.scope.at(a, start) == Some(self.main)
                && self.held_context(&sentence, preposition, start)
            {
                vote(record, 5, start, "edition.held-in");
            }
        }
        let dateline = self.document.dateline.clone();
        if let Some(dateline) = dateline {
            let text = &self.document.text[dateline];
            let mut tokens = Vec::new();
            crate::text::lex(text, 0..text.len(), &a.knowledge.abbreviations, &mut tokens);
            let words: Vec<_> = tokens.iter().map(|t| a.knowledge.words.id(t.text(text))).collect();
            if let Some((_, entries)) = authority.names(&words).last()
                && let Some(entry) = entries.iter().find(|e| e.table == crate::knowledge::Table::Place)
            {
                let local = authority.record(entry.record).id.clone();
                let local = local.strip_prefix("places/").unwrap_or(&local).to_owned();
                let known = home.as_deref() == Some(local.as_str());
                let here = a.sentences.iter().take(8).any(|s| {
                    s.tokens.clone().any(|t| a.says(t, "here"))
                });
                vote(entry.record, if known { 8 } else if here { 5 } else { 3 }, first_event, "edition.dateline");
            }
        }
        let best = candidates
            .iter()
            .filter(|(_, weight, ..)| *weight >= 4)
            .max_by_key(|(_, weight, token, _)| (*weight, std::cmp::Reverse(*token)));
        if let Some(&(record, _, token, rule)) = best {
            let record = authority.record(record);
            let entity = self.facts.entity(Kind::Place, &record.name.clone(), Some(record.id.clone()));
            self.add(self.main, Relation::HeldIn, Object::Entity(entity), token, rule);
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DateRole {
    Start,
    End,
    Span,
}

/// What a date is of an edition, by which verb, and how much that weighs.
struct Dated {
    role: DateRole,
    verb: Option<usize>,
    weight: i32,
}

fn date_year(date: &DateMention, first: Date) -> Option<i32> {
    matches!(date.kind, DateKind::Days { .. }).then(|| i32::from(first.year()))
}

/// "the expo", "this year's fair", "the three-day event" - a noun that stands for the edition.
pub(super) fn stands_for_event(view: View<'_>, at: usize) -> bool {
    let a = view.analysis;
    if !a.is_lower(at, Class::EventNoun) || view.inventory.mention_at(at).is_some() {
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
            return !matches!(
                a.word(before),
                "a" | "another" | "any" | "no" | "other" | "each" | "every" | "A" | "Another"
            );
        }
        let modifier = a.is(before, Class::EventModifier)
            || a.ordinal(before).is_some()
            || a.tokens[before].shape == Shape::Number
            || a.is(before, Class::Previous)
            || a.is(before, Class::Following);
        if !modifier {
            return false;
        }
    }
    false
}

/// States series and year of an edition, once.
pub(super) fn identify(view: View<'_>, facts: &mut Collector, edition: Edition, token: usize) {
    let subject = facts.edition(view, edition);
    let series = facts.series(view, edition.series);
    facts.add(
        view,
        subject,
        Relation::EditionOf,
        Object::Entity(series),
        token,
        "edition.series",
        Qualifier::default(),
    );
    if let Some(year) = edition.year {
        facts.add(
            view,
            subject,
            Relation::Year,
            Object::Integer(i64::from(year)),
            token,
            "edition.year",
            Qualifier::default(),
        );
    }
}

fn closing(a: &crate::mention::Analysis<'_>, open: usize, end: usize) -> Option<usize> {
    let double = a.is_quote(open);
    (open + 1..end).find(|t| {
        if double {
            a.is_quote(*t)
        } else {
            matches!(a.mark(*t), Some('\'' | '\u{2019}'))
                || (a.tokens[*t].shape == Shape::Possessive && a.word(*t).chars().count() == 1)
        }
    })
}

/// A theme's words without the punctuation that closes the sentence around it.
fn tidy(text: &str) -> String {
    let text = text.trim().trim_end_matches([',', '.', ';']).trim();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
