//! What the words around a name say it is, where its own words do not.

use super::analysis::Analysis;
use super::bracket::is_initials_in_brackets;
use super::dress::year_of;
use super::inventory::Inventory;
use super::name::{Mention, Sort};
use super::person;
use crate::kind::Kind;
use crate::knowledge::Class;
use crate::text::Shape;
use std::ops::Range;

impl Inventory {
    /// Lets the words around an unclassified name say what it is.
    pub(super) fn read_contexts(&mut self, analysis: &Analysis<'_>) {
        self.read_surnames(analysis);
        for index in 0..self.mentions.len() {
            let mention = &self.mentions[index];
            let sentence = analysis.sentence_of(mention.range.start);
            let bounds = analysis.sentences[sentence].tokens.clone();
            if self.is_firm_of_fairs(analysis, index, &bounds) {
                self.mentions[index].sort = Sort::Organisation(Kind::Company);
                continue;
            }
            if matches!(mention.sort, Sort::Event | Sort::Country | Sort::Demonym) {
                continue;
            }
            // "AI in Mining 2031": a trade's noun ends the names of firms and of fairs.
            let end = mention.range.end;
            let trade = matches!(mention.sort, Sort::Organisation(_))
                && mention.record.is_none()
                && end < bounds.end
                && analysis.is(end - 1, Class::NameNoun)
                && !analysis.is(mention.range.start, Class::OrgFirst)
                && year_of(analysis.word(end)).is_some();
            if (mention.sort == Sort::Name
                || trade
                || (mention.sort == Sort::Person && mention.range.len() > 1))
                && let Some(mut event) = self.event_context(analysis, index, &bounds)
            {
                // "Second Dental World Lyra opens"
                let first = event.range.start;
                if event.range.len() > 2
                    && event.ordinal.is_none()
                    && let Some(ordinal) = analysis.ordinal(first)
                {
                    event.ordinal = Some(ordinal);
                    event.range.start += 1;
                }
                self.mentions[index] = event;
                continue;
            }
            if self.mentions[index].sort == Sort::Person
                && self.mentions[index].range.len() >= 2
                && self.firm_of_a_name(analysis, index, bounds.start)
            {
                self.mentions[index].sort = Sort::Organisation(Kind::Company);
                continue;
            }
            if self.mentions[index].sort == Sort::Name
                && (self.person_context(analysis, index, &bounds)
                    || self.person_row(analysis, index)
                    || self.talk_by(analysis, index))
            {
                self.mentions[index].sort = Sort::Person;
            } else if self.mentions[index].sort == Sort::Name
                && self.organisation_context(analysis, index, &bounds)
            {
                self.mentions[index].sort = Sort::Organisation(Kind::Company);
            }
        }
    }

    /// "organised by Gulf Fairs", "Meridian Expositions manages the show": fairs in the plural are
    /// what a firm holds, unless they take place themselves.
    fn is_firm_of_fairs(
        &self,
        analysis: &Analysis<'_>,
        index: usize,
        bounds: &Range<usize>,
    ) -> bool {
        let mention = &self.mentions[index];
        let Range { start, end } = mention.range.clone();
        // "chairman of the organizer Ekin Exhibition", but not "organiser of the Porto Exhibition"
        let organizer = start > bounds.start && analysis.is_lower(start - 1, Class::OrganizerNoun);
        mention.sort == Sort::Event
            && mention.record.is_none()
            && mention.year.is_none()
            && mention.ordinal.is_none()
            && end - start > 1
            && (analysis.is(end - 1, Class::PluralFair) || organizer)
            && !analysis.is(start, Class::EventModifier)
            && !(mention.outer.start > bounds.start
                && analysis.is(mention.outer.start - 1, Class::Article))
            && !self.takes_place(analysis, end, bounds)
    }

    /// "Gulfood 2024", "the 55th Cosmoprof Bologna", "Expomin, the mining fair", "the IFA show".
    fn event_context(
        &self,
        analysis: &Analysis<'_>,
        index: usize,
        bounds: &Range<usize>,
    ) -> Option<Mention> {
        let mut mention = self.mentions[index].clone();
        let Range { start, end } = mention.range.clone();
        let as_event = |mention: &mut Mention| mention.sort = Sort::Event;
        if analysis.is(start, Class::Month) && end - start == 1 {
            return None;
        }
        let person = mention.sort == Sort::Person;
        let unclear = !person;
        // "Cosmo Lagos 2025": what looks like a person's name, unless both words can only be one.
        let doubtful = person
            && end - start == 2
            && !(person::is_given(analysis, start) && person::is_surname(analysis, end - 1))
            && mention.outer.start == start;
        // A year behind the name: "Gulfood 2024", "THRIVE! 2031".
        let mark = end + 1 < bounds.end
            && analysis.is_mark(end, '!')
            && !analysis.tokens[end].spaced
            && year_of(analysis.word(end + 1)).is_some();
        let end = end + usize::from(mark);
        if (unclear || doubtful) && end < bounds.end {
            if let Some(year) = year_of(analysis.word(end))
                && analysis.tokens[end].spaced
                && !(end + 1 < bounds.end && analysis.is_mark(end + 1, '/'))
            {
                mention.year = Some(year);
                mention.outer.end = end + 1;
                as_event(&mut mention);
                self.take_ordinal(analysis, &mut mention, bounds.start);
                return Some(mention);
            }
            // "DataCon '24"
            if let Some(year) = apostrophe_year(analysis, end, bounds.end) {
                mention.year = Some(year);
                mention.outer.end = end + 2;
                as_event(&mut mention);
                self.take_ordinal(analysis, &mut mention, bounds.start);
                return Some(mention);
            }
            // "DLD Munich 22"
            let word = analysis.word(end);
            if word.len() == 2
                && analysis.tokens[end].shape == Shape::Number
                && analysis.tokens[end].spaced
                && end - start >= 2
                // "Newsletter No. 14"
                && !analysis.word(end - 1).ends_with('.')
                && let Ok(short @ 10..60) = word.parse::<i32>()
                && (end + 1 == bounds.end || analysis.mark(end + 1).is_some())
            {
                mention.year = Some(2000 + short);
                mention.outer.end = end + 1;
                as_event(&mut mention);
                return Some(mention);
            }
        }
        // "NordBuild 31", of 2031
        if unclear
            && end - start == 1
            && matches!(analysis.tokens[start].shape, Shape::Mixed | Shape::Upper)
            && analysis.word(start).len() > 4
            && end < bounds.end
            && analysis.tokens[end].shape == Shape::Number
            && analysis.tokens[end].spaced
            && analysis.word(end).len() == 2
            && !(end + 1 < bounds.end
                && analysis.is_lower(end + 1, Class::Common)
                && analysis.verb_forms(end + 1).is_empty()
                && !analysis.is(end + 1, Class::Auxiliary))
            && let Some(year) = full_year(analysis, analysis.word(end))
        {
            mention.year = Some(year);
            mention.outer.end = end + 1;
            as_event(&mut mention);
            return Some(mention);
        }
        // "KLM2031" in a text of that year
        if unclear
            && end - start == 1
            && matches!(analysis.tokens[start].shape, Shape::Mixed | Shape::Upper)
            && let Some(year) = glued_year(analysis, analysis.word(start))
        {
            mention.year = Some(year);
            as_event(&mut mention);
            return Some(mention);
        }
        // An ordinal before it.
        if unclear && start > bounds.start && analysis.ordinal(start - 1).is_some() {
            let ordinal_digits = analysis.tokens[start - 1].shape == Shape::Number;
            let article = start >= bounds.start + 2 && analysis.is(start - 2, Class::Determiner);
            let acronym = analysis.tokens[start].shape != Shape::Capital
                || end - start >= 2
                || ordinal_digits;
            if article && acronym {
                self.take_ordinal(analysis, &mut mention, bounds.start);
                as_event(&mut mention);
                return Some(mention);
            }
        }
        // "edition of (the) X"
        if start >= bounds.start + 2 {
            let of = if analysis.says(start - 1, "the") {
                start - 2
            } else {
                start - 1
            };
            if analysis.says(of, "of")
                && of > bounds.start
                && analysis.is(of - 1, Class::EditionWord)
                // "the 17th edition of Patagonia's largest mining show"
                && !(end < bounds.end && analysis.tokens[end].shape == Shape::Possessive)
            {
                as_event(&mut mention);
                return Some(mention);
            }
        }
        // "The organisers of NordBoat have decided"
        if unclear && start >= bounds.start + 2 {
            let of = start - 1 - usize::from(analysis.says(start - 1, "the"));
            let organised = analysis.says(of, "of")
                && of > bounds.start
                && analysis.is_lower(of - 1, Class::OrganizerNoun)
                && !(end < bounds.end && analysis.tokens[end].shape == Shape::Possessive);
            if organised {
                as_event(&mut mention);
                return Some(mention);
            }
        }
        if unclear && self.titled_with_colon(analysis, start, end, bounds) {
            self.take_ordinal(analysis, &mut mention, bounds.start);
            as_event(&mut mention);
            return Some(mention);
        }
        // "the IFA show", "the Raisina Dialogue conference", "the Boats and Ropes (BR) fair"
        let initials = is_initials_in_brackets(analysis, end, bounds.end);
        let noun = end + if initials { 3 } else { 0 };
        if unclear
            && !is_subtitle(analysis, start, end, bounds.start)
            && noun < bounds.end
            && analysis.is_lower(noun, Class::EventNoun)
            && !analysis.is(noun, Class::WeakEventNoun)
            // "the Elmfield fair ground"
            && !(noun + 1 < bounds.end && analysis.is_lower(noun + 1, Class::VenueHead))
        {
            as_event(&mut mention);
            return Some(mention);
        }
        // "BrauTek, whose third edition starts"
        let whose = end + 2 < bounds.end
            && analysis.is_mark(end, ',')
            && analysis.says(end + 1, "whose")
            && (end + 2..bounds.end.min(end + 5)).any(|t| analysis.is_lower(t, Class::EditionWord));
        if unclear && whose {
            as_event(&mut mention);
            return Some(mention);
        }
        if unclear && self.named_after_noun(analysis, start, end, bounds) {
            as_event(&mut mention);
            return Some(mention);
        }
        // "Expomin, the continent's largest mining fair,", "Gulfood is the largest food event"
        // "BeautyFest, billed as the region's first beauty festival,"
        let end = billed(analysis, end, bounds.end);
        let linked = end + 1 < bounds.end
            && (analysis.is_mark(end, ',') || matches!(analysis.word(end), "is" | "was" | "as"))
            && (analysis.is(end + 1, Class::Article)
                || analysis.says(end + 1, "its")
                || end + 2 < bounds.end
                    && analysis.is(end + 1, Class::RegionWord)
                    && analysis.tokens[end + 2].shape == Shape::Possessive
                || analysis.says(end + 1, "one")
                || analysis.tokens[end + 1].shape == Shape::Lower
                    && analysis.says(end, "is")
                    // "Acme is using the fair to launch a pump"
                    && !analysis.verb_forms(end + 1).iter().any(|form| form.ing)
                || self.mention_at(end + 1).is_some_and(|m| {
                    let other = &self.mentions[m];
                    other.outer.end < bounds.end
                        && analysis.tokens[other.outer.end].shape == Shape::Possessive
                })
                || analysis.is(end + 1, Class::Common)
                    && self.central(analysis, end + 1, bounds.end));
        // "Presented by Acme, the festival": who does it.
        let agent = start > bounds.start && analysis.says(start - 1, "by");
        if unclear && linked && !agent {
            let mut at = end + 1;
            let stop = bounds.end.min(end + 11);
            while at < stop {
                if analysis
                    .mark(at)
                    .is_some_and(|c| matches!(c, ',' | ';' | '.' | ':' | '('))
                    || analysis.is(at, Class::Relative)
                {
                    break;
                }
                if analysis.is(at, Class::Preposition) && !analysis.says(at, "of") {
                    break;
                }
                // "Quay Events, the company organising the expo"
                let ing = |t: usize| analysis.verb_forms(t).iter().any(|form| form.ing);
                if analysis.is_lower(at, Class::OrgNoun) && at + 1 < stop && ing(at + 1) {
                    break;
                }
                if analysis.is_lower(at, Class::EventNoun)
                    && !(at + 1 < stop
                        && analysis.tokens[at + 1].shape == Shape::Lower
                        && analysis.is(at + 1, Class::OrgNoun))
                    && (!analysis.is(at, Class::WeakEventNoun)
                        // "Asia's anchor maritime event,"
                        || analysis.says(at, "event")
                            && (at + 1 >= bounds.end
                                || analysis.mark(at + 1).is_some()
                                || analysis.is(at + 1, Class::Preposition))
                            && (end + 1..at).any(|t| {
                                analysis.tokens[t].shape == Shape::Possessive
                                    || analysis.is_lower(t, Class::EventModifier)
                            }))
                {
                    as_event(&mut mention);
                    return Some(mention);
                }
                at += 1;
            }
        }
        None
    }

    /// Whether a name stands before a colon and what follows ends in a noun for a fair: "the second
    /// Water Reuse: Markets and Membranes conference".
    fn titled_with_colon(
        &self,
        analysis: &Analysis<'_>,
        start: usize,
        end: usize,
        bounds: &Range<usize>,
    ) -> bool {
        let led = start > bounds.start
            && (analysis.is(start - 1, Class::Determiner)
                || analysis.ordinal(start - 1).is_some()
                || analysis.is(start - 1, Class::EventModifier));
        led && end + 1 < bounds.end
            && analysis.is_mark(end, ':')
            && subtitle_end(analysis, end + 1, bounds.end)
                .is_some_and(|noun| !analysis.is(noun, Class::WeakEventNoun))
    }

    /// "the trade fair EuroBend", "The world's largest fair for sheet metal, EuroBend, starts": a
    /// noun for one certain fair with its name behind it.
    fn named_after_noun(
        &self,
        analysis: &Analysis<'_>,
        start: usize,
        end: usize,
        bounds: &Range<usize>,
    ) -> bool {
        let floor = bounds.start.max(start.saturating_sub(14));
        if start <= floor + 1 {
            return false;
        }
        let comma = analysis.is_mark(start - 1, ',');
        let mut noun = start - 1 - usize::from(comma);
        if comma {
            // The name closes with a comma, or its verb follows: a list goes on otherwise.
            let closes = end < bounds.end
                && (analysis.is_mark(end, ',') || !analysis.verb_forms(end).is_empty())
                || end + 1 >= bounds.end;
            if !closes {
                return false;
            }
            // "fair for sheet metal working"
            while noun > floor
                && !analysis.is_lower(noun, Class::FairNoun)
                && analysis.mark(noun).is_none()
                && analysis.tokens[noun].shape == Shape::Lower
                && !analysis.is(noun, Class::Auxiliary)
                && !analysis.is(noun, Class::Relative)
            {
                noun -= 1;
            }
            // "spoke at the fair, NAME," may be anyone: the phrase opens the sentence or follows
            // a preposition of place.
        }
        if !analysis.is_lower(noun, Class::FairNoun) {
            return false;
        }
        // "the show Acme put on"
        let verb = end < bounds.end
            && analysis.tokens[end].shape == Shape::Lower
            && analysis.verb_forms(end).iter().any(|f| f.past || f.third)
            && !analysis.is(end, Class::Auxiliary)
            && !analysis.is(end, Class::NameNoun);
        if verb && !comma && !self.takes_place(analysis, end, bounds) {
            return false;
        }
        let mut before = noun;
        while before > floor {
            before -= 1;
            if analysis.is(before, Class::Article) {
                // "a fair, EuroBend," names it too; "at the fair, EuroBend," does not.
                let opens = before <= bounds.start + 1 || analysis.mark(before - 1).is_some();
                return !comma || opens || analysis.word(before) == "a";
            }
            if analysis.tokens[before].shape == Shape::Possessive {
                return true;
            }
            // "will hold its annual conference, Moving Forward, at the hotel"
            if comma && matches!(analysis.word(before), "its" | "their" | "our") {
                return end < bounds.end && analysis.is_mark(end, ',');
            }
            let inside = analysis.tokens[before].shape != Shape::Number
                && analysis.mark(before).is_none()
                && !analysis.is(before, Class::Preposition)
                && !analysis.is(before, Class::NoFairModifier)
                && !analysis.is(before, Class::Auxiliary);
            if !inside {
                return false;
            }
        }
        false
    }

    /// "Agrovision, central India's largest ..."
    fn central(&self, analysis: &Analysis<'_>, at: usize, end: usize) -> bool {
        (at..end.min(at + 3)).any(|t| analysis.tokens[t].shape == Shape::Possessive)
    }

    fn take_ordinal(&self, analysis: &Analysis<'_>, mention: &mut Mention, floor: usize) {
        let start = mention.outer.start;
        if start > floor
            && let Some(ordinal) = analysis.ordinal(start - 1)
        {
            mention.ordinal = Some(ordinal);
            mention.outer.start = start - 1;
        }
    }

    /// "the brokerage Hudson Reed", "owner Jane Roe of Casa Luna", "runs the Pension Alpenruh": a
    /// firm that bears a person's name.
    fn firm_of_a_name(&self, analysis: &Analysis<'_>, index: usize, floor: usize) -> bool {
        let mention = &self.mentions[index];
        let start = mention.outer.start;
        // "John Deere chief John May"
        let end = mention.outer.end;
        let titled = self.role_at(end).is_some_and(|r| {
            let role = &self.roles[r];
            role.range.start == end
                && analysis.tokens[role.head].shape == Shape::Lower
                && self
                    .mentions
                    .get(index + 1)
                    .is_some_and(|m| m.sort == Sort::Person && m.outer.start == role.range.end)
        });
        if titled {
            return true;
        }
        if mention.outer.start != mention.range.start {
            return false;
        }
        if self.described_as_firm(analysis, index) {
            return true;
        }
        if start < floor + 1 {
            return false;
        }
        let before = start - 1;
        if analysis.is_lower(before, Class::OrgNoun) && !analysis.is(before, Class::RoleHead) {
            return before > floor;
        }
        // "U.S. truck manufacturer Harlan Haulage": no surname known, and what bears the name may
        // be a firm.
        if analysis.is_lower(before, Class::OrgNoun)
            && analysis.is(before, Class::ThingRole)
            && before > floor
            && mention.range.len() == 2
            && (analysis.is(end - 1, Class::NameNoun) || analysis.is(end - 1, Class::Common))
            && !analysis.is(end - 1, Class::Surname)
            && !analysis.is(end - 1, Class::SurnameAmbiguous)
        {
            return true;
        }
        if matches!(analysis.word(before), "of" | "at" | "with" | "from") && before > floor {
            let person_before = index > 0 && self.mentions[index - 1].outer.end == before && {
                let previous = &self.mentions[index - 1];
                previous.sort == Sort::Person
            };
            if analysis.says(before, "of") && person_before {
                return true;
            }
            return (person_before || self.role_ending(before).is_some())
                && !analysis.is(mention.range.start, Class::GivenName);
        }
        let verb = if analysis.is(before, Class::Article) && before > floor {
            before - 1
        } else {
            before
        };
        verb < before && analysis.is_lower(verb, Class::LeadVerb)
    }

    /// "Ada Power, a Kisumu company": described as a firm, in words that fit no person.
    fn described_as_firm(&self, analysis: &Analysis<'_>, index: usize) -> bool {
        let end = self.mentions[index].outer.end;
        let bound = analysis.sentences[analysis.sentence_of(end - 1)].tokens.end;
        if end + 2 >= bound
            || !analysis.is_mark(end, ',')
            || !matches!(analysis.word(end + 1), "a" | "an")
        {
            return false;
        }
        let noun = (end + 2..bound.min(end + 7))
            .take_while(|t| {
                analysis.tokens[*t].shape.is_nameish()
                    || analysis.tokens[*t].shape == Shape::Lower
                        && !analysis.is(*t, Class::Preposition)
                        && !analysis.is(*t, Class::Relative)
            })
            .last();
        noun.is_some_and(|t| {
            analysis.is_lower(t, Class::OrgNoun)
                && !analysis.is(t, Class::ThingRole)
                && !analysis.is(t, Class::RoleHead)
                && !(t + 1 < bound
                    && (analysis.tokens[t + 1].shape == Shape::Possessive
                        || self.role_at(t + 1).is_some()))
        })
    }

    fn organisation_context(
        &self,
        analysis: &Analysis<'_>,
        index: usize,
        bounds: &Range<usize>,
    ) -> bool {
        let mention = &self.mentions[index];
        let Range { start, end } = mention.range.clone();
        // "Kreisel, an Austrian firm", "Elbforum, a think-tank in Hamburg"
        if end + 2 < bounds.end
            && analysis.is_mark(end, ',')
            && (analysis.is(end + 1, Class::Article)
                && (end + 2..bounds.end.min(end + 7))
                    .take_while(|t| {
                        analysis.tokens[*t].shape == Shape::Lower
                            && !analysis.is(*t, Class::Preposition)
                            && !analysis.is(*t, Class::Relative)
                            || analysis.tokens[*t].shape.is_nameish()
                    })
                    .any(|t| {
                        analysis.is_lower(t, Class::OrgNoun)
                            && (t + 1 >= bounds.end
                                || analysis.mark(t + 1).is_some()
                                || analysis.is(t + 1, Class::Preposition)
                                || analysis.is(t + 1, Class::Relative))
                    }))
        {
            return true;
        }
        // "Acme chief executive Jane Roe", "Acme's sales director"
        let behind = if end < bounds.end && analysis.tokens[end].shape == Shape::Possessive {
            end + 1
        } else {
            end
        };
        if behind < bounds.end
            && self.role_at(behind).is_some_and(|r| {
                let role = &self.roles[r];
                // "State Handlooms Minister", "Forbren farmer", "a Certified Cider Taster"
                let no_firm = analysis.is(role.head, Class::CountryRole)
                    || analysis.is(role.head, Class::TownTrade)
                    || behind == end
                        && analysis.is(start, Class::Common)
                        && start > bounds.start
                        && matches!(analysis.word(start - 1), "a" | "an");
                role.range.start <= behind + 1 && !no_firm
            })
        {
            return true;
        }
        // "sales director of Acme", "at Acme"
        start > bounds.start + 1
            && matches!(analysis.word(start - 1), "of" | "at" | "for" | "with")
            && self.role_ending(start - 1).is_some()
    }
}

/// Where what a name is billed as begins, if words say so: behind "as" of ", billed as".
fn billed(analysis: &Analysis<'_>, end: usize, limit: usize) -> usize {
    let billed = end + 2 < limit
        && analysis.is_mark(end, ',')
        && analysis.is_lower(end + 1, Class::BillingWord)
        && analysis.says(end + 2, "as");
    if billed { end + 2 } else { end }
}

/// The longest subtitle behind a colon in a fair's name.
const SUBTITLE: usize = 16;

/// The common noun for a fair that ends the capitalised words from `at` on: "Firm Strategies and
/// Challenges in a Changing World [conference]".
fn subtitle_end(analysis: &Analysis<'_>, at: usize, limit: usize) -> Option<usize> {
    let mut next = at;
    while next < limit.min(at + SUBTITLE) && in_subtitle(analysis, next) {
        next += 1;
    }
    let noun = next > at
        && next < limit
        && analysis.is_lower(next, Class::EventNoun)
        && analysis.tokens[next - 1].shape.is_nameish();
    noun.then_some(next)
}

fn in_subtitle(analysis: &Analysis<'_>, at: usize) -> bool {
    analysis.tokens[at].shape.is_nameish()
        || analysis.is_mark(at, ',')
        || analysis.is_mark(at, '&')
        || analysis.is_lower(at, Class::Preposition)
        || analysis.is_lower(at, Class::Article)
        || analysis.is_lower(at, Class::Conjunction)
}

/// Whether a name is the end of the subtitle of another: "Water Reuse: Markets and [Membranes]
/// conference".
fn is_subtitle(analysis: &Analysis<'_>, start: usize, end: usize, floor: usize) -> bool {
    let floor = floor.max(end.saturating_sub(SUBTITLE));
    let mut at = start;
    while at > floor && in_subtitle(analysis, at - 1) {
        at -= 1;
    }
    at > floor + 1
        && analysis.is_mark(at - 1, ':')
        && analysis.tokens[at - 2].shape.is_nameish()
        && at < start
}

/// The year that two digits are short for, if the text has it in full.
fn full_year(analysis: &Analysis<'_>, short: &str) -> Option<i32> {
    let all = 0..analysis.tokens.len();
    let origin = analysis.source;
    analysis
        .grid
        .each(all, crate::knowledge::Sign::Number)
        .map(|at| analysis.tokens[at].text(origin))
        .find(|word| word.len() == 4 && word.starts_with("20") && word.ends_with(short))
        .and_then(year_of)
}

/// The year at the end of a name that nothing parts from it: "KLM2031", if the text has that year,
/// or the one before, elsewhere.
fn glued_year(analysis: &Analysis<'_>, name: &str) -> Option<i32> {
    let cut = name.len().checked_sub(4).filter(|cut| *cut > 1)?;
    let (stem, digits) = (name.get(..cut)?, name.get(cut..)?);
    let plain = stem.bytes().all(|b| b.is_ascii_alphabetic());
    let year = year_of(digits).filter(|_| plain && digits.starts_with("20"))?;
    [year, year - 1]
        .iter()
        .any(|year| full_year(analysis, &year.to_string()[2..]) == Some(*year))
        .then_some(year)
}

/// The year of "'24" at a token.
fn apostrophe_year(analysis: &Analysis<'_>, at: usize, end: usize) -> Option<i32> {
    let mark = analysis.mark(at)?;
    let number = at + 1;
    let fits = matches!(mark, '\'' | '\u{2018}' | '\u{2019}')
        // "KELMOB'24", but "the Summer'24 range"
        && (analysis.tokens[at].spaced
            || at > 0 && matches!(analysis.tokens[at - 1].shape, Shape::Upper | Shape::Mixed))
        && number < end
        && analysis.tokens[number].shape == Shape::Number
        && !analysis.tokens[number].spaced
        && analysis.word(number).len() == 2;
    let short: i32 = analysis.word(number.min(end - 1)).parse().ok()?;
    (fits && (10..60).contains(&short)).then_some(2000 + short)
}
