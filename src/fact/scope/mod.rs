//! Which edition a stretch of text speaks of: the document's own unless a year, "last year's
//! edition", an ordinal or another fair's name says otherwise.

mod count;
mod cue;
mod links;
mod order;
mod profile;
mod segment;
mod time;

pub(super) use count::counted;
pub(super) use cue::Cue;

use super::event::{Edition, Events};
use crate::document::{BlockKind, Document};
use crate::knowledge::{Class, Word};
use crate::mention::date::{DateKind, DateMention, dates};
use crate::mention::{Analysis, Cut, Inventory, Scan};
use cue::Finder;
use jiff::civil::Date;
use segment::Segments;
use std::ops::Range;

/// A date with the tokens it stands on.
#[derive(Clone, Debug)]
pub(super) struct DateAt {
    pub tokens: Range<usize>,
    pub mention: DateMention,
}

/// The words in which an opening clause tells when the fair began.
const BEGINNING: usize = 12;

/// The editions of each sentence's clauses.
#[derive(Debug, Default)]
pub(super) struct Scope {
    /// Per sentence, its cues in text order.
    cues: Vec<Vec<Cue>>,
    /// Per sentence, the edition carried over from the sentence before, if not the main one.
    carried: Vec<Option<Edition>>,
    /// Per sentence, whether it tells what a firm or body is.
    profiles: Vec<bool>,
    dates: Vec<Vec<DateAt>>,
    segments: Segments,
    main: Option<Edition>,
    /// The document's day, from which weekdays count.
    anchor: Option<Date>,
}

impl Scope {
    pub fn new(
        document: &Document,
        analysis: &Analysis<'_>,
        inventory: &Inventory,
        events: &Events,
        cuts: &[Cut<'_>],
    ) -> Scope {
        let Some(main) = events.main else {
            return Scope::default();
        };
        let anchor = document
            .published
            .or_else(|| day_of_origin(analysis, main.year?));
        let mut scope = Scope {
            main: Some(main),
            anchor,
            segments: Segments::new(analysis),
            profiles: {
                let mut found = profile::profiles(analysis, inventory, events);
                links::links(analysis, inventory, events, &mut found);
                found
            },
            dates: (0..analysis.sentences.len())
                .map(|index| {
                    // Those of the document's own day are known already.
                    let known = anchor == document.published
                        && analysis.sentences[index].kind != BlockKind::Origin;
                    if known {
                        placed(cuts[index].dates.iter().cloned(), analysis, index)
                    } else {
                        dates_of(anchor, analysis, index)
                    }
                })
                .collect(),
            ..Scope::default()
        };
        let mut finder = Finder::new(
            document,
            analysis,
            inventory,
            events,
            main,
            &scope.dates,
            &scope.segments,
        );
        for index in 0..analysis.sentences.len() {
            let found = finder.cues(index);
            let carried = scope.carry(analysis, index, &found);
            scope.carried.push(carried);
            scope.cues.push(found);
        }
        scope
    }

    /// An edition goes on into a sentence of the same block that begins with "It" or "There", or
    /// that tells in the past perfect what was before.
    fn carry(&self, analysis: &Analysis<'_>, index: usize, found: &[Cue]) -> Option<Edition> {
        let main = self.main?;
        if index == 0 || found.iter().any(|cue| cue.explicit) {
            return None;
        }
        let sentence = &analysis.sentences[index];
        if analysis.sentences[index - 1].block != sentence.block {
            return None;
        }
        let first = sentence.tokens.start;
        // "... and Paint Expo. The fair in Ghent had": the fair named last, not the document's.
        if cue::fair_elsewhere(analysis, &sentence.tokens).is_some()
            && found.iter().all(|cue| !cue.named)
        {
            let named = self.cues[index - 1].iter().rfind(|cue| cue.named);
            let other = named.and_then(|cue| cue.edition);
            return other.filter(|edition| edition.series != main.series);
        }
        let opener = analysis.is(first, Class::CarryOpener);
        let lead = first + 1..sentence.tokens.end.min(first + 9);
        let perfect = !opener && found.is_empty() && analysis.grid.any(lead, Word::Had);
        if !opener && !perfect {
            return None;
        }
        let before = self.cues[index - 1].iter().find(|cue| cue.explicit);
        let leads =
            before.filter(|cue| cue.range.start <= analysis.sentences[index - 1].tokens.start + 3);
        leads
            .and_then(|cue| cue.edition)
            .or(self.carried[index - 1].filter(|_| before.is_none()))
            .filter(|edition| *edition != main && edition.series == main.series)
    }

    /// The edition that the text at a token is about; none where it is one whose year the text
    /// does not tell.
    pub fn at(&self, analysis: &Analysis<'_>, token: usize) -> Option<Edition> {
        let main = self.main?;
        let sentence = analysis.sentence_of(token);
        let cues = &self.cues[sentence];
        let base = self.carried[sentence].unwrap_or(main);
        if self.profiles[sentence] && !cues.iter().any(|cue| cue.named) {
            return None;
        }
        if cues.is_empty() {
            return Some(base);
        }
        let mut segment = self.segments.of(token);
        loop {
            if let Some(cue) = self.nearest(cues, segment, token) {
                return cue.edition;
            }
            let parent = self.segments.parent(sentence, segment);
            if parent == segment {
                break;
            }
            segment = parent;
        }
        // A row of a table tells its edition at its end: "Halls: 16 (Light Fair 2020)".
        if analysis.sentences[sentence].kind == BlockKind::ListItem {
            let mut explicit = cues.iter().filter(|cue| cue.explicit);
            if let (Some(cue), None) = (explicit.next(), explicit.next()) {
                return cue.edition;
            }
        }
        // A cue that opens the sentence holds for all of it, one in a quotation for what is quoted.
        let first = &cues[0];
        let quotation = (self.segments).quotation(sentence, self.segments.of(first.range.start));
        if quotation.is_some_and(|quotation| {
            !(self.segments).holds(sentence, quotation, self.segments.of(token))
        }) {
            return Some(base);
        }
        let start = analysis.sentences[sentence].tokens.start;
        let leads = (first.range.start <= start + 2
            || self.tells_beginning(analysis, start, first.range.start))
            && first.range.start < token
            && first
                .edition
                .is_none_or(|edition| edition.series == main.series);
        if leads { first.edition } else { Some(base) }
    }

    /// "When the fair began, in a gym in 2014, it had nine stands": what opens the sentence
    /// tells of when it is.
    fn tells_beginning(&self, analysis: &Analysis<'_>, start: usize, cue: usize) -> bool {
        let began = |t: usize| {
            (analysis.verb_forms(t).iter()).any(|form| {
                analysis
                    .knowledge
                    .words
                    .verb_class(form.verb, Class::FoundVerb)
                    || analysis
                        .knowledge
                        .words
                        .verb_class(form.verb, Class::HoldVerb)
            })
        };
        let fair = analysis.says(start + 1, "it")
            || (start + 1..cue.min(start + 4)).any(|t| analysis.is_lower(t, Class::FairNoun));
        analysis.says(start, "when")
            && fair
            && cue <= start + BEGINNING
            && (start + 1..cue).any(began)
            && (start + 1..cue)
                .filter(|t| analysis.is_mark(*t, ','))
                .count()
                <= 1
    }

    /// Of a segment's cues the explicit ones before the implicit ones, those before the token
    /// before those behind it, the nearest first.
    fn nearest<'c>(&self, cues: &'c [Cue], segment: u8, token: usize) -> Option<&'c Cue> {
        let inside = || {
            cues.iter()
                .filter(move |cue| self.segments.of(cue.range.start) == segment)
        };
        let pick = |explicit: bool| {
            let of = move |cue: &&Cue| cue.explicit == explicit;
            let before = inside().filter(of).rfind(|c| c.range.start <= token);
            // Of two fairs named behind ("a letter to the forum and the 2021 expo"), the document's.
            let behind = || inside().filter(of).filter(|c| c.range.start > token);
            let own = |c: &&Cue| {
                c.named
                    && c.edition
                        .is_some_and(|e| Some(e.series) == self.main.map(|m| m.series))
            };
            // "opens at the Harbour Center, with 5% more stands than last year's fair": a fair named
            // behind does not take over what is said of the one before.
            let told = || inside().any(|c| !c.explicit && c.range.start <= token);
            before.or_else(|| {
                let found = behind().find(own).or_else(|| behind().next())?;
                (!(explicit && found.named && told())).then_some(found)
            })
        };
        // The fair's own name right here says more than a time further off.
        let here = inside().find(|cue| cue.range.contains(&token));
        here.filter(|cue| cue.explicit)
            .or_else(|| pick(true))
            .or_else(|| pick(false))
    }

    /// The cues of a sentence.
    pub fn cues(&self, sentence: usize) -> &[Cue] {
        &self.cues[sentence]
    }

    /// The document's day: its date, or its dateline's day in the year of its edition.
    pub fn today(&self) -> Option<Date> {
        self.anchor
    }

    /// The dates of a sentence.
    pub fn dates(&self, sentence: usize) -> &[DateAt] {
        &self.dates[sentence]
    }

    /// Whether a token stands in a stretch that encloses that of another: the noun before ", which
    /// opened".
    pub fn inside(&self, inner: usize, outer: usize) -> bool {
        let Some(sentence) = self.segments.sentence_of(inner) else {
            return false;
        };
        let target = self.segments.of(outer);
        let mut segment = self.segments.of(inner);
        loop {
            let parent = self.segments.parent(sentence, segment);
            if parent == segment {
                return false;
            }
            if parent == target {
                return true;
            }
            segment = parent;
        }
    }

    /// Whether a token belongs to words that stand for an edition of the document's fair: "the
    /// 72nd", "the next one".
    pub fn names_own(&self, analysis: &Analysis<'_>, token: usize, main: Edition) -> bool {
        self.cues[analysis.sentence_of(token)].iter().any(|cue| {
            cue.named
                && cue.range.contains(&token)
                && cue.edition.is_some_and(|e| e.series == main.series)
        })
    }

    /// The words of a sentence that stand for an edition of the document's fair.
    pub fn own_names(&self, sentence: usize, main: Edition) -> impl Iterator<Item = &Range<usize>> {
        let own =
            move |cue: &&Cue| cue.named && cue.edition.is_some_and(|e| e.series == main.series);
        self.cues[sentence].iter().filter(own).map(|cue| &cue.range)
    }

    /// Whether two tokens of a sentence stand in the same stretch of it.
    pub fn together(&self, a: usize, b: usize) -> bool {
        self.segments.of(a) == self.segments.of(b)
    }
}

/// "ASTANA, July 6 -": a line of origin without a year, in the year of the edition.
fn day_of_origin(analysis: &Analysis<'_>, year: i32) -> Option<Date> {
    let year = i16::try_from(year).ok()?;
    let lines = analysis.sentences.iter().enumerate().take(8);
    for (index, _) in lines.filter(|(_, s)| s.kind == BlockKind::Origin) {
        for date in dates_of(None, analysis, index) {
            if let DateKind::PartialDays { first, last } = date.mention.kind
                && first == last
            {
                return Date::new(year, first.0, first.1).ok();
            }
        }
    }
    None
}

/// The dates of a sentence with their tokens.
fn dates_of(anchor: Option<Date>, analysis: &Analysis<'_>, index: usize) -> Vec<DateAt> {
    let text = analysis.slice(analysis.sentences[index].tokens.clone());
    let scan = Scan::new(text, &analysis.knowledge.figures);
    placed(dates(&scan, anchor).into_iter(), analysis, index)
}

/// The tokens of dates.
fn placed(
    dates: impl Iterator<Item = DateMention>,
    analysis: &Analysis<'_>,
    index: usize,
) -> Vec<DateAt> {
    let sentence = analysis.sentences[index].tokens.clone();
    if sentence.is_empty() {
        return Vec::new();
    }
    let base = analysis.bytes(sentence.clone()).start;
    let place = |at: usize| {
        sentence.start
            + analysis.tokens[sentence.clone()].partition_point(|t| (t.end as usize) <= at)
    };
    dates
        .filter_map(|mention| {
            let start = place(base + mention.range.start);
            let end = place(base + mention.range.end - 1) + 1;
            (start < end && end <= sentence.end).then_some(DateAt {
                tokens: start..end,
                mention,
            })
        })
        .collect()
}
