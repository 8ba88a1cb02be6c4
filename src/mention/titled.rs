//! Fairs that have a title instead of a name: 'The conference, "Water for All", will be held',
//! "a symposium entitled ...", and those that have neither: "a conference on ageing".

use super::analysis::Analysis;
use super::headline::billed_fair;
use super::inventory::Inventory;
use super::name::{Mention, Sort};
use super::unheaded::is_called_fair;
use crate::document::BlockKind;
use crate::knowledge::Class;
use crate::text::Shape;
use std::ops::Range;

/// The running text's sentences in which a text says what it is about.
const LEAD: usize = 5;

/// The sentences of the running text that may name the fair of a headline better.
const REACH: usize = 12;

/// The longest title, in tokens.
const LONGEST: usize = 16;

/// The most words of what a conference without a name is on.
const MATTER: usize = 5;

impl Inventory {
    /// Makes a title an event's where the first sentences name no other fair; failing that, the
    /// noun for a conference with what it is on.
    pub(super) fn find_titled(&mut self, analysis: &Analysis<'_>) {
        let body = analysis
            .sentences
            .iter()
            .enumerate()
            .filter(|(_, s)| s.kind == BlockKind::Paragraph)
            .map(|(index, _)| index);
        let lead: Vec<usize> = body.take(LEAD).collect();
        let last = lead.last().map_or(0, |index| index + 1);
        let named = self.by_sentence[..last]
            .iter()
            .flat_map(|(mentions, _)| mentions.clone())
            .any(|m| {
                let last = self.mentions[m].range.end - 1;
                self.mentions[m].sort == Sort::Event && !analysis.is(last, Class::NeverFair)
            });
        if named {
            return;
        }
        let find = |of: &dyn Fn(&Range<usize>) -> Option<Range<usize>>| {
            lead.iter()
                .find_map(|index| Some((*index, of(&analysis.sentences[*index].tokens)?)))
        };
        let found = find(&|sentence| title(analysis, sentence))
            .or_else(|| find(&|sentence| capitals(analysis, sentence)))
            .or_else(|| find(&|sentence| unnamed(analysis, sentence)));
        if let Some((index, range)) = found {
            self.replace(index, range);
        }
    }

    /// Takes the fair's name from a headline whose words are all capitalised, where the text itself
    /// names no fair by its words.
    pub(super) fn find_in_headline(&mut self, analysis: &Analysis<'_>) {
        let body = (analysis.sentences.iter())
            .position(|s| s.kind == BlockKind::Paragraph)
            .unwrap_or(analysis.sentences.len());
        let stop = analysis.sentences.len().min(body + REACH);
        let named = self.by_sentence[..stop]
            .iter()
            .flat_map(|(mentions, _)| self.mentions[mentions.clone()].iter())
            .filter(|m| m.sort == Sort::Event)
            .any(|m| m.range.len() > 1 || !analysis.is(m.range.start, Class::EventHead));
        if named {
            return;
        }
        for index in 0..body {
            let sentence = &analysis.sentences[index];
            let head = matches!(sentence.kind, BlockKind::Title | BlockKind::Heading);
            if head
                && sentence.title_case
                && let Some(event) = billed_fair(analysis, &sentence.tokens)
            {
                self.put(index, event);
                return;
            }
        }
    }

    /// Puts an event in the place of the mentions that it covers.
    pub(super) fn replace(&mut self, index: usize, range: Range<usize>) {
        let event = Mention {
            range: range.clone(),
            outer: range,
            sort: Sort::Event,
            record: None,
            year: None,
            ordinal: None,
        };
        self.put(index, event);
    }

    fn put(&mut self, index: usize, event: Mention) {
        let range = event.outer.clone();
        let (mentions, _) = self.by_sentence[index].clone();
        let from = mentions.start
            + self.mentions[mentions.clone()].partition_point(|m| m.outer.end <= range.start);
        let to =
            mentions.start + self.mentions[mentions].partition_point(|m| m.outer.start < range.end);
        self.mentions.splice(from..to, [event]);
        // Everything behind moves by what was taken and put in.
        let moved = |at: usize| at + 1 + from - to;
        self.by_sentence[index].0.end = moved(self.by_sentence[index].0.end);
        for (mentions, _) in &mut self.by_sentence[index + 1..] {
            *mentions = moved(mentions.start)..moved(mentions.end);
        }
    }
}

/// The title in quotation marks that a noun for a fair is given before or behind it.
fn title(analysis: &Analysis<'_>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let open = |t: usize| analysis.is_quote(t) || analysis.is_mark(t, '\u{2018}');
    let close = |t: usize| analysis.is_quote(t) || analysis.is_mark(t, '\u{2019}');
    (sentence.start..sentence.end)
        .filter(|t| open(*t))
        .find_map(|quote| {
            let first = quote + 1;
            let end = (first..sentence.end.min(first + LONGEST)).find(|t| close(*t))?;
            // "Water for All,"
            let last = end - usize::from(end > first && analysis.mark(end - 1).is_some());
            let capital = last > first
                && analysis.tokens[first].shape.is_nameish()
                && analysis.tokens[last - 1].shape != Shape::Number;
            let before = is_noun_of_title(analysis, sentence.start, quote);
            let behind = is_called_fair(analysis, end + 1, sentence.end)
                || last < end && called_behind(analysis, end + 1, sentence.end);
            (capital && (before || behind)).then_some(first..last)
        })
}

/// `"Routes to Peace," the international conference on`: the comma stands before the mark.
fn called_behind(analysis: &Analysis<'_>, at: usize, end: usize) -> bool {
    at < end
        && analysis.is(at, Class::Determiner)
        && (at + 1..end.min(at + 6))
            .take_while(|t| analysis.tokens[*t].shape == Shape::Lower)
            .any(|t| analysis.is_lower(t, Class::FairNoun))
}

/// Whether a noun for a fair stands before a title: "The conference,", "a symposium entitled".
fn is_noun_of_title(analysis: &Analysis<'_>, start: usize, quote: usize) -> bool {
    let mut noun = quote.saturating_sub(1);
    if noun > start && analysis.is_mark(noun, ',') {
        noun -= 1;
    }
    if noun > start && analysis.is_lower(noun, Class::TitledWord) {
        noun -= 1;
        if noun > start && analysis.is_mark(noun, ',') {
            noun -= 1;
        }
    }
    noun >= start
        && noun < quote
        && (analysis.is_lower(noun, Class::FairNoun) || analysis.is_lower(noun, Class::TitledFair))
        && (noun.saturating_sub(4).max(start)..noun).any(|t| analysis.is(t, Class::Article))
}

/// "the conference on Rivers and Deltas: Options for the South": the capitals behind "on".
fn capitals(analysis: &Analysis<'_>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let name = |t: usize| t < sentence.end && analysis.tokens[t].shape == Shape::Capital;
    (sentence.start + 1..sentence.end)
        .filter(|t| analysis.is_lower(*t, Class::ConferenceNoun))
        .find_map(|noun| {
            let first = noun + 2;
            let on = analysis.says((noun + 1).min(sentence.end - 1), "on");
            let mut stop = first;
            while name(stop)
                || stop > first
                    && name(stop + 1)
                    && (analysis.is_lower(stop, Class::Conjunction)
                        || analysis.is_lower(stop, Class::NameGlue))
            {
                stop += 1;
            }
            let day = analysis.is(first.min(sentence.end - 1), Class::Weekday)
                || analysis.is(first.min(sentence.end - 1), Class::Month);
            (on && !day && stop >= first + 2).then_some(first..stop)
        })
}

/// "a conference on ageing": from the noun to the end of what it is on, where the sentence says
/// that it is held.
fn unnamed(analysis: &Analysis<'_>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let small = |t: usize| {
        analysis.tokens[t].shape == Shape::Lower
            && analysis.verb_forms(t).iter().all(|f| !f.third && !f.past)
            && !analysis.is(t, Class::Preposition)
            && !analysis.is(t, Class::Auxiliary)
            && !analysis.is(t, Class::Relative)
            && !analysis.is(t, Class::Adverb)
            && !analysis.is(t, Class::Determiner)
            && !analysis.is(t, Class::DayWord)
            && !analysis.says(t, "here")
    };
    let held = (sentence.start..sentence.end).any(|t| {
        analysis.verb_forms(t).iter().any(|f| {
            let words = &analysis.knowledge.words;
            words.verb_class(f.verb, Class::OrganizeVerb)
                || words.verb_class(f.verb, Class::OpeningVerb)
                || words.verb_class(f.verb, Class::HoldVerb)
        })
    });
    (sentence.start + 1..sentence.end)
        .filter(|t| held && analysis.is_lower(*t, Class::ConferenceNoun))
        .find_map(|noun| {
            let first = noun + 2;
            let on = first < sentence.end && analysis.says(noun + 1, "on");
            let some = (noun.saturating_sub(4).max(sentence.start)..noun)
                .any(|t| analysis.is(t, Class::Article));
            let stop = (first..sentence.end.min(first + MATTER))
                .find(|t| !small(*t))
                .unwrap_or(sentence.end.min(first + MATTER));
            let stop =
                stop - usize::from(stop > first && analysis.is(stop - 1, Class::Conjunction));
            (on && some && stop > first).then_some(noun..stop)
        })
}
