//! The fairs a document speaks of: its own series and edition, the editions before and after it,
//! other fairs in passing, and the parts of an edition that have names.

mod naming;
mod weigh;

pub(in crate::fact) use naming::{numbered, tokens};

use crate::document::{BlockKind, Document};
use crate::knowledge::Class;
use crate::mention::{Analysis, Inventory, Sort, ThingId};
use naming::{
    aliases, body_meeting, counted_form, expanded, fuller, headline_forms, is_apposed,
    is_bare_with_year, is_generic, is_short_for, suffix,
};
use rustc_hash::FxHashMap;
use weigh::{is_part_head, is_session, is_sure, main_year, scores};

/// From this weight on, in thousandths of a logit, a name with its year is the fair's for certain.
const CLAIMED: i32 = 1000;

/// Index into [`Events::series`].
pub(in crate::fact) type SeriesIndex = usize;

/// A series, as this document knows it.
#[derive(Clone, Debug)]
pub(in crate::fact) struct Series {
    pub things: Vec<ThingId>,
    pub label: String,
    pub record: Option<u32>,
    /// For a fair whose name carries its number ("COP29"): the number of the main edition.
    pub number: Option<i32>,
    /// Whether the name itself says that it is a fair.
    pub sure: bool,
}

/// An edition: its series and, where the document tells, its year or ordinal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::fact) struct Edition {
    pub series: SeriesIndex,
    pub year: Option<i32>,
    /// The count of a second fair in the main edition's year ("134th Canton Fair"); none for all
    /// others.
    pub number: Option<u16>,
}

/// The fairs of a document.
#[derive(Debug, Default)]
pub(in crate::fact) struct Events {
    pub series: Vec<Series>,
    /// The edition the document is about.
    pub main: Option<Edition>,
    pub series_of: FxHashMap<ThingId, SeriesIndex>,
    /// Series whose fair is held as one with the main edition.
    pub joint: Vec<SeriesIndex>,
    /// Named parts of the main edition.
    pub sessions: Vec<ThingId>,
}

impl Events {
    pub fn new(document: &Document, analysis: &Analysis<'_>, inventory: &Inventory) -> Events {
        let mut events = Events::default();
        let mut scores = scores(document, analysis, inventory);
        let things: Vec<ThingId> = scores.iter().map(|(thing, _)| *thing).collect();
        let headline = headline_forms(analysis, inventory, &things);
        for (short, fuller) in &headline {
            let own = scores.iter().find(|(thing, _)| thing == short);
            let own = own.map_or(0, |(_, score)| *score);
            if let Some((_, score)) = scores.iter_mut().find(|(thing, _)| thing == fuller) {
                *score += own;
            }
        }
        // "Kelm 2031 was the guild's annual conference": the headline has its name.
        let titled = inventory.mentions.iter().enumerate().any(|(index, m)| {
            m.sort == Sort::Event
                && m.year.is_some()
                && analysis.kind_of(m.range.start) == BlockKind::Title
                && is_sure(analysis, inventory, inventory.of[index])
        });
        // "at Kelm 2031, the 58th Annual Congress of the Guild of Welders and Smiths": the short name is its own.
        let claimed = (inventory.claims.iter()).any(|claim| {
            claim.weight > CLAIMED
                && (claim.mentions.iter()).any(|m| {
                    let mention = &inventory.mentions[*m];
                    mention.sort == Sort::Event
                        && mention.year.is_some()
                        && !analysis.is(mention.range.end - 1, Class::EventHead)
                })
        });
        if !titled
            && !claimed
            && let Some(label) = body_meeting(analysis, inventory)
        {
            events.series.push(Series {
                things: Vec::new(),
                label,
                record: None,
                number: None,
                sure: true,
            });
            let meeting = tokens(&events.series[0].label);
            for &(thing, _) in &scores {
                let t = &inventory.things[thing.0 as usize];
                if t.record.is_none() && tokens(&t.label).iter().all(|t| meeting.contains(t)) {
                    events.series_of.insert(thing, 0);
                    events.series[0].things.push(thing);
                    continue;
                }
                events.series_of.insert(thing, events.series.len());
                events.series.push(Series {
                    things: vec![thing],
                    label: t.label.clone(),
                    record: t.record,
                    number: None,
                    sure: is_sure(analysis, inventory, thing),
                });
            }
            let year = main_year(document, analysis, inventory, &events);
            events.main = Some(Edition {
                series: 0,
                year,
                number: None,
            });
            return events;
        }
        let Some(&(main, _)) = scores
            .iter()
            .max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)))
        else {
            return events;
        };
        let main = counted_form(inventory, &scores, main).unwrap_or(main);
        let aliases = aliases(analysis, inventory, main);
        let main_thing = &inventory.things[main.0 as usize];
        let main_tokens = tokens(&main_thing.label);
        let fuller = fuller(analysis, inventory, &scores, main, &main_tokens);
        events.series.push(Series {
            things: vec![main],
            label: main_thing.label.clone(),
            record: main_thing.record,
            number: numbered(&main_thing.label).map(|(_, number)| number),
            sure: true,
        });
        events.series_of.insert(main, 0);
        for &(thing, _) in &scores {
            if thing == main {
                continue;
            }
            let t = &inventory.things[thing.0 as usize];
            let own = tokens(&t.label);
            let stem = |label: &str| numbered(label).map(|(stem, _)| stem.to_owned());
            let same = aliases.contains(&thing)
                || headline.contains(&(thing, main))
                || fuller == Some(thing)
                || t.record.is_none() && is_short_for(&own, &main_tokens)
                || is_bare_with_year(analysis, inventory, thing) && main_tokens.contains(&own[0])
                || (stem(&t.label).is_some() && stem(&t.label) == stem(&main_thing.label))
                || t.record.is_none()
                    && own.iter().all(|token| main_tokens.contains(token))
                    && own.first() == main_tokens.first()
                || (t.record.is_some() && t.record == main_thing.record)
                || (main_thing.record.is_none()
                    && main_tokens.iter().all(|token| own.contains(token))
                    && own.first() == main_tokens.first()
                    && own.len() <= main_tokens.len() + 1
                    && t.record.is_none()
                    && !is_part_head(analysis, inventory, thing));
            if same {
                let longer = t.label.len() > events.series[0].label.len();
                if events.series[0].record.is_none() && fuller == Some(thing) {
                    events.series[0].record = t.record;
                }
                if longer && t.record.is_none() && !aliases.contains(&thing) {
                    events.series[0].label = t.label.clone();
                }
                events.series[0].things.push(thing);
                events.series_of.insert(thing, 0);
                continue;
            }
            if is_session(analysis, inventory, thing, &main_tokens) {
                events.sessions.push(thing);
                continue;
            }
            // Only the words around it made it a fair: not enough for one named in passing.
            if !is_sure(analysis, inventory, thing) {
                continue;
            }
            events.series_of.insert(thing, events.series.len());
            events.series.push(Series {
                things: vec![thing],
                label: t.label.clone(),
                record: t.record,
                number: numbered(&t.label).map(|(_, number)| number),
                sure: is_sure(analysis, inventory, thing),
            });
        }
        events.name_main(analysis, inventory);
        let year = main_year(document, analysis, inventory, &events);
        events.main = Some(Edition {
            series: 0,
            year,
            number: None,
        });
        events.find_joint(analysis, inventory);
        events
    }

    /// The series' name: the fullest of the forms that the document mainly uses.
    fn name_main(&mut self, analysis: &Analysis<'_>, inventory: &Inventory) {
        for series in &mut self.series {
            let mut forms: Vec<(String, i64, bool)> = Vec::new();
            let mut counted: Vec<String> = Vec::new();
            for (index, mention) in inventory.mentions.iter().enumerate() {
                if !series.things.contains(&inventory.of[index]) {
                    continue;
                }
                let form = analysis.slice(expanded(analysis, mention.range.clone()));
                let form = crate::text::one_line(form);
                let sentence = analysis.sentence_of(mention.range.start);
                let title = analysis.sentences[sentence].kind == BlockKind::Title;
                // "the Lingnan Fair, also known as the ...": the name used comes first.
                let mut before = mention.outer.start;
                while before > 0
                    && (analysis.is(before - 1, Class::Article) || analysis.says(before - 1, "as"))
                {
                    before -= 1;
                }
                let alias = before > 0 && analysis.is_lower(before - 1, Class::AliasCue);
                if is_apposed(analysis, inventory, index)
                    && series.things.contains(&inventory.of[index - 1])
                {
                    continue;
                }
                let weight = 2 - i64::from(alias)
                    + i64::from(mention.year.is_some()) * 2
                    + i64::from(mention.ordinal.is_some())
                    + i64::from(title) * 3;
                if mention.ordinal.is_some() && sentence < LEAD {
                    counted.push(form.clone());
                }
                match forms.iter_mut().find(|(known, ..)| *known == form) {
                    Some((_, count, _)) => *count += weight,
                    None => {
                        let own = !is_generic(analysis, mention.range.clone());
                        forms.push((form, weight, own));
                    }
                }
            }
            // A name of several words says more than an acronym, and one with words of its own
            // more than "Trade Fair".
            let best = forms
                .iter()
                .max_by_key(|(form, weight, own)| (form.contains(' '), *own, *weight, form.len()));
            if let Some((best, ..)) = best {
                // "The 10th Maker Faire Kelm", for short "Maker Faire"
                let longer = counted.iter().find(|form| {
                    form.strip_prefix(best.as_str())
                        .is_some_and(|rest| rest.starts_with(' '))
                });
                let longer = longer.filter(|_| series.record.is_none());
                let headed = || headed(analysis, &forms, best);
                series.label = longer.or_else(headed).unwrap_or(best).clone();
            }
            // An article and a common noun behind the name are no part of it.
            if let Some(rest) = series.label.strip_prefix("The ") {
                series.label = rest.to_owned();
            }
            if let Some((rest, last)) = series.label.rsplit_once(' ')
                && last.chars().all(char::is_lowercase)
                && rest.contains(' ')
                // "Frankfurt motor show" is a name in small letters.
                && rest
                    .rsplit(' ')
                    .next()
                    .is_some_and(|word| !word.chars().all(char::is_lowercase))
            {
                series.label = rest.to_owned();
            }
            if let Some((stem, _)) = numbered(&series.label) {
                series.label = stem.to_owned();
            }
            // "KLM2031"
            let told = |year: i32| {
                inventory.mentions.iter().enumerate().any(|(m, mention)| {
                    mention.year == Some(year) && series.things.contains(&inventory.of[m])
                })
            };
            if let Some((stem, year)) = before_year(&series.label)
                && told(year)
            {
                series.label = stem.to_owned();
            }
            // "Smart Expo Online" is the Smart Expo of a year in which nobody could travel.
            if let Some((rest, last)) = series.label.rsplit_once(' ')
                && series.record.is_some()
                && rest.contains(' ')
                && analysis
                    .knowledge
                    .words
                    .classes(analysis.knowledge.words.id(last))
                    .has(Class::Video)
            {
                series.label = rest.to_owned();
            }
        }
    }

    /// The label of an edition: its series and year.
    pub fn label(&self, edition: Edition) -> String {
        let series = &self.series[edition.series].label;
        if let Some(number) = edition.number {
            return format!("{number}{} {series}", suffix(number));
        }
        match edition.year {
            Some(year) if !series.contains(&year.to_string()) => format!("{series} {year}"),
            _ => series.clone(),
        }
    }

    /// Fairs that open as one with the main edition: "the Digital Forum and the Smart Expo opened in
    /// Chongqing on Monday". What is told of one is told of both.
    fn find_joint(&mut self, analysis: &Analysis<'_>, inventory: &Inventory) {
        let Some(body) = analysis
            .sentences
            .iter()
            .position(|s| s.kind == BlockKind::Paragraph)
        else {
            return;
        };
        for index in body..analysis.sentences.len().min(body + 3) {
            let end = analysis.sentences[index].tokens.end;
            let events = |m: &usize| inventory.mentions[*m].sort == Sort::Event;
            let found: Vec<usize> = inventory.by_sentence[index]
                .0
                .clone()
                .filter(events)
                .collect();
            for pair in found.windows(2) {
                let (a, b) = (&inventory.mentions[pair[0]], &inventory.mentions[pair[1]]);
                let gap = a.outer.end..b.outer.start;
                // "the China forum on digital trade and the 2021 Smart Expo, which take place"
                let mut last = gap.end;
                while last > gap.start && analysis.is(last - 1, Class::Article) {
                    last -= 1;
                }
                let joined = gap.len() <= 8
                    && last > gap.start
                    && analysis.says(last - 1, "and")
                    && !gap.clone().any(|t| {
                        super::clause::is_finite(analysis, inventory, t)
                            || analysis.is_quote(t)
                            || matches!(analysis.mark(t), Some(',' | ';' | ':'))
                    });
                let opens = (b.outer.end..end.min(b.outer.end + 6)).any(|t| {
                    analysis.verb_forms(t).iter().any(|form| {
                        !form.ing
                            && [Class::OpeningVerb, Class::SpanVerb]
                                .iter()
                                .any(|c| analysis.knowledge.words.verb_class(form.verb, *c))
                    })
                });
                if !(joined && opens) {
                    continue;
                }
                let of = |m: usize| self.series_of.get(&inventory.of[m]).copied();
                match (of(pair[0]), of(pair[1])) {
                    (Some(0), Some(other)) | (Some(other), Some(0)) if other != 0 => {
                        self.joint.push(other);
                    }
                    _ => {}
                }
            }
        }
    }

    /// The edition of a mention of a fair.
    pub fn edition_of(&self, inventory: &Inventory, mention: usize) -> Option<Edition> {
        let series = *self.series_of.get(&inventory.of[mention])?;
        let main = self.main?;
        let mut year = inventory.mentions[mention].year;
        // "DEF CON 32" is no year, nor is one far ahead of the text.
        if let (Some(y), Some(main)) = (year, main.year)
            && y > main + 6
        {
            year = None;
        }
        if self.joint.contains(&series) && year.is_none_or(|y| main.year == Some(y)) {
            return Some(main);
        }
        if series == main.series {
            let shift = match (
                self.series[series].number,
                numbered(&inventory.thing(mention).label),
            ) {
                (Some(own), Some((_, number))) => number - own,
                _ => 0,
            };
            return Some(Edition {
                series,
                year: year.or(main.year.map(|y| y + shift)),
                number: None,
            });
        }
        Some(Edition {
            series,
            year,
            number: None,
        })
    }
}

/// The sentences in which a text says which fair it is about.
const LEAD: usize = 6;

/// Of a name's forms the one that goes on from another to a noun for a fair: "Heron Bay Boat Show"
/// for "Heron Bay".
fn headed<'f>(
    analysis: &Analysis<'_>,
    forms: &'f [(String, i64, bool)],
    best: &str,
) -> Option<&'f String> {
    let head = |form: &str| {
        let words = &analysis.knowledge.words;
        let last = form.rsplit(' ').next().unwrap_or_default();
        words.classes(words.id(last)).has(Class::EventHead)
    };
    let longer = |form: &&String| {
        form.strip_prefix(best)
            .is_some_and(|rest| rest.starts_with(' ') && rest.split(' ').count() <= 4)
            && head(form)
    };
    (!head(best))
        .then(|| forms.iter().map(|(form, ..)| form).find(longer))
        .flatten()
}

/// The name before a year that nothing parts from it: "KLM" of "KLM2031".
fn before_year(label: &str) -> Option<(&str, i32)> {
    let cut = label.len().checked_sub(4).filter(|cut| *cut > 1)?;
    let (stem, year) = (label.get(..cut)?, label.get(cut..)?);
    let years = year.starts_with("20") && year.bytes().all(|b| b.is_ascii_digit());
    let plain = stem.bytes().all(|b| b.is_ascii_alphabetic());
    (years && plain).then(|| Some((stem, year.parse().ok()?)))?
}
