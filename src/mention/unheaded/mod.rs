//! The fair whose name does not say that it is one: "NordBoat kicked off in Gothenburg. 118
//! exhibitors are at the boat show." Only texts whose first sentences name no other fair, but speak
//! of "the show", have one.

mod weight;

use super::analysis::Analysis;
use super::inventory::Inventory;
use super::name::Sort;
use crate::document::BlockKind;
use crate::knowledge::Class;
use crate::text::Shape;
use std::ops::Range;
use weight::Spot;

/// The sentences of the running text in which a text says what it is about.
const LEAD: usize = 3;

/// The sentences within which it goes on to speak of "the fair".
const REACH: usize = 12;

/// From this weight on a name is taken for the fair's.
const ENOUGH: i32 = 3;

/// What it takes more where nobody is said to come, to exhibit or to speak.
const ALONE: i32 = 2;

/// What it takes more beside a fair whose name says that it is one.
const BESIDE: i32 = 4;

/// The words behind a name within which "the summer craft market" says what it is.
const APPOSED: usize = 8;

/// Whether the words behind the end of a name say that it is a fair's: ", the summer craft
/// market".
pub(super) fn is_called_fair(analysis: &Analysis<'_>, end: usize, limit: usize) -> bool {
    let opened = analysis.is_mark(end, ',');
    let billed = opened
        && end + 2 < limit
        && analysis.is_lower(end + 1, Class::BillingWord)
        && analysis.says(end + 2, "as");
    let next = if billed { end + 3 } else { end + 1 };
    let determined = |t: usize| {
        analysis.is(t, Class::Determiner)
            || t + 1 < limit && analysis.tokens[t + 1].shape == Shape::Possessive
    };
    next < limit
        && opened
        && determined(next)
        && (next..limit.min(next + APPOSED))
            .take_while(|t| {
                analysis.mark(*t).is_none()
                    && !analysis.is(*t, Class::Preposition)
                    && !analysis.is_lower(*t, Class::OrgNoun)
            })
            .any(|t| {
                analysis.is_lower(t, Class::FairNoun) || analysis.is_lower(t, Class::TradeWord)
            })
}

/// The word before the noun phrase that stands for one certain fair: "the" of "the boat show".
pub(crate) fn definite(analysis: &Analysis<'_>, at: usize) -> Option<usize> {
    if !analysis.is_lower(at, Class::FairNoun) {
        return None;
    }
    // "the fair trade label", "the show floor"
    if at + 1 < analysis.tokens.len()
        && analysis.tokens[at + 1].shape == Shape::Lower
        && (analysis.is(at + 1, Class::NameNoun) || analysis.is(at + 1, Class::HallNoun))
        && !analysis.is(at + 1, Class::Adverb)
        && analysis.verb_forms(at + 1).is_empty()
    {
        return None;
    }
    let mut before = at;
    for _ in 0..4 {
        before = before.checked_sub(1)?;
        match analysis.tokens[before].shape {
            Shape::Lower | Shape::Capital
                if matches!(analysis.word(before), "the" | "The" | "this" | "This") =>
            {
                return Some(before);
            }
            Shape::Possessive => {
                let own = before > 0
                    && (analysis.is(before - 1, Class::EditionNoun)
                        || analysis.is(before - 1, Class::Previous));
                // "the tile and stone industry's get-together"
                let trade = before > 0 && analysis.is_lower(before - 1, Class::TradeNoun);
                return (own || trade).then_some(before);
            }
            Shape::Number => {}
            Shape::Lower => {
                let function = [
                    Class::NoFairModifier,
                    Class::Determiner,
                    Class::Preposition,
                    Class::Conjunction,
                    Class::Pronoun,
                    Class::Relative,
                    Class::Auxiliary,
                ];
                if function.iter().any(|class| analysis.is(before, *class)) {
                    return None;
                }
            }
            _ => return None,
        }
    }
    None
}

impl Inventory {
    /// Makes the name that the text speaks of as "the fair" a fair's.
    pub(super) fn find_unheaded(&mut self, analysis: &Analysis<'_>) {
        let peopled = || {
            analysis.sentences.iter().take(REACH).any(|s| {
                let people = [
                    Class::OrganizerNoun,
                    Class::CrowdNoun,
                    Class::SpeakerNoun,
                    Class::FairPeople,
                    Class::ProgrammeNoun,
                ];
                people.iter().any(|class| s.classes.has(*class))
            })
        };
        let mut lead = Vec::new();
        let mut body = 0;
        for (index, sentence) in analysis.sentences.iter().enumerate() {
            match sentence.kind {
                BlockKind::Origin => continue,
                BlockKind::Paragraph => body += 1,
                _ if body > 0 => continue,
                _ => {}
            }
            if body > LEAD {
                break;
            }
            lead.push(index);
        }
        // A fair that says so in its name, in the first sentences.
        let named = lead
            .iter()
            .flat_map(|index| self.by_sentence[*index].0.clone())
            .filter(|m| {
                let m = &self.mentions[*m];
                let last = m.range.end - 1;
                m.sort == Sort::Event
                    && !(m.record.is_none()
                        && m.year.is_none()
                        && (analysis.is(last, Class::PartHead)
                            || analysis.is(last, Class::NeverFair)))
            })
            .map(|m| self.mentions[m].range.start)
            .min();
        let anchors: Vec<usize> = analysis
            .sentences
            .iter()
            .take(REACH)
            .filter(|s| s.classes.has(Class::FairNoun))
            .flat_map(|s| s.tokens.clone())
            .filter(|at| definite(analysis, *at).is_some())
            .collect();
        // Without "the fair" the name must take place, or have a programme and tickets.
        let enough = match anchors.is_empty() {
            true if peopled() => ENOUGH + 1,
            true => ENOUGH + ALONE,
            false => ENOUGH,
        };
        // "When Hundetage Graz closed on Sunday, the National Puppy Show had drawn most": the one
        // named first, if it is said of it that it took place.
        let enough = if named.is_some() {
            enough + BESIDE
        } else {
            enough
        };
        let mut best: Option<(i32, usize)> = None;
        for &index in &lead {
            for m in self.by_sentence[index].0.clone() {
                let last = self.mentions[m].range.end - 1;
                let part = analysis.is(last, Class::NeverFair)
                    || analysis.is(last, Class::SessionHeadStrong);
                // What was only guessed to be a firm may be a fair, if more speaks for it.
                let firm = matches!(self.mentions[m].sort, Sort::Organisation(_));
                let open = self.mentions[m].sort == Sort::Name
                    || firm && !analysis.is(last, Class::LegalForm);
                let late = named.is_some_and(|first| first < self.mentions[m].range.start);
                if !open || self.mentions[m].record.is_some() || part || late {
                    continue;
                }
                let spot = Spot {
                    analysis,
                    mention: m,
                    index,
                    sentence: analysis.sentences[index].tokens.clone(),
                    anchors: &anchors,
                };
                let weight = self.weigh_unheaded(&spot) - i32::from(firm);
                if weight >= enough && best.is_none_or(|(w, _)| weight > w) {
                    best = Some((weight, m));
                }
            }
        }
        if let Some((_, m)) = best {
            self.mentions[m].sort = Sort::Event;
            self.take_whole_title(analysis, m);
        }
    }

    /// "Rivers and Deltas: Options for the South will be held": a title that opens its sentence is
    /// one name up to the colon.
    fn take_whole_title(&mut self, analysis: &Analysis<'_>, m: usize) {
        let Range { start, end } = self.mentions[m].range;
        let index = analysis.sentence_of(start);
        let first = analysis.sentences[index].tokens.start;
        let whole = start > first
            && end < analysis.tokens.len()
            && analysis.is_mark(end, ':')
            && analysis.tokens[first].shape == Shape::Capital
            && (first..start).all(|t| {
                analysis.tokens[t].shape.is_nameish()
                    || analysis.is_lower(t, Class::Conjunction)
                    || analysis.is_lower(t, Class::NameGlue)
            });
        if whole {
            self.replace(index, first..end);
        }
    }
}
