//! Offices described behind a name, and whom each is held for: "chairman and CEO of Acme".

use super::{Holder, Reader, is_verbal};
use crate::knowledge::Class;
use crate::mention::{RoleSpan, Sort};
use crate::text::Shape;

/// What stands behind "of the Japanese".
pub(super) enum Described {
    /// The country or place itself.
    Plain,
    /// A name behind the nouns.
    Named(usize),
    /// A body of the country, and where it ends.
    Body(Holder, usize),
    /// An organisation spoken of before, by that noun.
    Unnamed(usize),
}

/// So many words a field of work may have.
const FIELD: usize = 6;

impl Reader<'_, '_> {
    /// An office, or several, that begin at `at`: "[the|its] [Acme's] chairman and CEO of Acme".
    pub(super) fn apposition(&mut self, at: usize, rule: &str) {
        let a = self.view.analysis;
        let end = self.bounds.end;
        let mut at = at;
        let mut first = true;
        let mut held: Option<Holder> = None;
        let mut pending: Vec<RoleSpan> = Vec::new();
        while at < end {
            let Some((role, before)) = self.role_from(at, first) else {
                break;
            };
            let mut span = self.view.inventory.roles[role].clone();
            if let Some(past) = self.field(span.range.end) {
                span.range.end = past;
            }
            // The next person's title: "Jane Roe, Acme president John Doe and".
            if self.titles_another(span.range.end) {
                break;
            }
            // ", ministers from three states": others.
            let several = a.word(span.head).ends_with('s') && !a.word(span.head).ends_with("ss");
            if before.is_none() && several {
                break;
            }
            // ", the organizer" behind a firm is the firm.
            if !first
                && a.is(span.head, Class::ThingRole)
                && before.is_none()
                && self.holder_behind(span.range.end).0.is_none()
            {
                break;
            }
            if before.is_some() {
                held = before;
            }
            let (behind, mut next) = self.holder_behind(span.range.end);
            if let Some(behind) = behind {
                // "chairman and CEO of Acme": the firm is both offices'.
                for earlier in pending.drain(..) {
                    self.state(&earlier, &behind, rule);
                }
                self.state(&span, &behind, rule);
                if let Some(holder) = &held {
                    self.countries_of(holder, rule, &span);
                }
                if let Some((second, past)) = self.second_firm(&span, next) {
                    self.affiliate(second, rule);
                    next = past;
                }
                held = Some(behind);
            } else if let Some(holder) = &held {
                for earlier in pending.drain(..) {
                    self.state(&earlier, holder, rule);
                }
                self.state(&span, holder, rule);
            } else {
                pending.push(span);
            }
            first = false;
            // "the minister who chairs Acme"
            if next < end && a.says(next, "who") {
                self.predicate(next + 1, "person.who-leads");
                break;
            }
            // "and ..." or ", ..." and another office.
            if next >= end {
                break;
            }
            let joined = a.says(next, "and") || a.is_mark(next, '&') || a.is_mark(next, ',');
            if !joined {
                break;
            }
            next += 1;
            if next < end && a.says(next, "and") {
                next += 1;
            }
            // A new person's own office must not be taken for this one's.
            let Some((role, _)) = self.role_from(next, false) else {
                break;
            };
            let after = self.view.inventory.roles[role].range.end;
            let titled = self.view.inventory.mention_at(after).is_some_and(|m| {
                let mention = &self.view.inventory.mentions[m];
                mention.sort == Sort::Person && mention.outer.start == after
            });
            if titled {
                break;
            }
            at = next;
        }
        for span in pending {
            self.state(&span, &Holder::default(), rule);
        }
    }

    /// "Director of Energy, Port of Esbjerg", "Chair of Hydrography, University of Porto": where the
    /// field ends that an office is for, the body being told behind it.
    fn field(&self, of: usize) -> Option<usize> {
        let a = self.view.analysis;
        let field = of + 1;
        if field + 1 >= self.bounds.end || !a.says(of, "of") {
            return None;
        }
        let stop = (field..self.bounds.end.min(field + FIELD)).find(|t| a.is_mark(*t, ','))?;
        let plain = stop > field
            && (field..stop).all(|t| {
                let word = a.tokens[t].shape == Shape::Capital
                    && (a.is(t, Class::Common) || a.is(t, Class::NameNoun));
                word || a.says(t, "and") || a.is_mark(t, '&')
            });
        let body = |m: usize| {
            let mention = &self.view.inventory.mentions[m];
            matches!(mention.sort, Sort::Organisation(_) | Sort::Name)
        };
        // A field is no body that a list holds.
        let inventory = self.view.inventory;
        let known = (field..stop).any(|t| {
            inventory
                .mention_at(t)
                .map(|m| &inventory.mentions[m])
                .is_some_and(|m| {
                    // Its office alone makes a firm of a capital.
                    let firm = matches!(m.sort, Sort::Organisation(_));
                    m.sort != Sort::Name && !(firm && m.record.is_none() && m.range.len() <= 2)
                })
        });
        let (holder, _) = self.holder_behind(stop);
        let told = holder.is_some_and(|holder| holder.mentions.iter().any(|m| body(*m)));
        // "Chair of Hydrography": capitals that no list holds.
        let one = stop <= field + 2 && (field..stop).all(|t| a.tokens[t].shape == Shape::Capital);
        ((plain || one) && !known && told).then_some(stop)
    }

    /// "founder of Acme and Bolt Works,": the second firm of an office that one can hold twice,
    /// and where it ends.
    fn second_firm(&self, role: &RoleSpan, and: usize) -> Option<(usize, usize)> {
        let a = self.view.analysis;
        if !a.is(role.head, Class::FirmOffice) || and + 1 >= self.bounds.end || !a.says(and, "and")
        {
            return None;
        }
        let m = self.view.inventory.mention_at(and + 1)?;
        let mention = &self.view.inventory.mentions[m];
        let past = mention.outer.end;
        let firm = matches!(mention.sort, Sort::Organisation(_) | Sort::Name);
        let closed = past >= self.bounds.end || a.mark(past).is_some() || is_verbal(a, past);
        let titled = self.view.inventory.role_at(past).is_some();
        (firm && closed && !titled && mention.outer.start == and + 1).then_some((m, past))
    }

    /// The office that begins at `at`, articles and a holder before it left aside.
    pub(super) fn role_from(&self, at: usize, first: bool) -> Option<(usize, Option<Holder>)> {
        let a = self.view.analysis;
        let end = self.bounds.end;
        let mut at = at;
        let mut holder = None;
        let mut no_body = false;
        let mut steps = 0;
        while at < end && steps < 9 {
            if let Some(role) = self.view.inventory.role_at(at) {
                let start = self.view.inventory.roles[role].range.start;
                if start == at {
                    let before = match no_body {
                        true => None,
                        false => self.holder_before(start),
                    };
                    return Some((role, holder.or(before)));
                }
                return None;
            }
            if let Some(m) = self.view.inventory.mention_at(at) {
                let mention = &self.view.inventory.mentions[m];
                if mention.sort == Sort::Person {
                    return None;
                }
                let next = mention.outer.end;
                if next >= end {
                    return None;
                }
                let possessive = a.tokens[next].shape == Shape::Possessive;
                let role_next = self
                    .view
                    .inventory
                    .role_at(next + usize::from(possessive))
                    .is_some();
                let company = a.is(next, Class::OrgNoun)
                    && next + 1 < end
                    && a.tokens[next + 1].shape == Shape::Possessive;
                if !possessive && !role_next && !company && mention.sort != Sort::Demonym {
                    return None;
                }
                if company {
                    at = next;
                    steps += 1;
                    continue;
                }
                // "a Certified Cider Taster"
                let article = at > self.bounds.start && matches!(a.word(at - 1), "a" | "an");
                let described = article
                    && mention.sort == Sort::Name
                    && a.is(mention.range.start, Class::Common)
                    && !possessive;
                no_body |= described;
                holder = (!described).then(|| Holder::of(m)).or(holder);
                at = next + usize::from(possessive);
                steps += 1;
                continue;
            }
            let lower = a.tokens[at].shape == Shape::Lower;
            let passes = a.is(at, Class::Determiner)
                || (a.is(at, Class::GenericName) && a.tokens[at].shape == Shape::Capital)
                || a.is_lower(at, Class::PastRole)
                || a.tokens[at].shape == Shape::Possessive
                || (lower && first && a.is(at, Class::Adverb))
                || a.is_compound(at)
                || (lower
                    && (a.is(at, Class::RoleModifier)
                        || a.is(at, Class::Common)
                        || a.word(at).contains('-'))
                    && !a.is(at, Class::Preposition)
                    && !a.is(at, Class::Relative)
                    && !a.is(at, Class::Auxiliary)
                    && !a.is(at, Class::Conjunction)
                    && !a.is(at, Class::SaidForm)
                    && (first || !is_verbal(a, at))
                    && steps < 6);
            if !passes {
                return None;
            }
            at += 1;
            steps += 1;
        }
        None
    }

    /// What common nouns behind a country, place or nation's adjective make of it: "Japanese
    /// drugmaker Acme", "Australian embassy", "American group".
    pub(super) fn described(&self, m: usize, from: usize) -> Described {
        let a = self.view.analysis;
        let mention = &self.view.inventory.mentions[m];
        if !matches!(mention.sort, Sort::Demonym | Sort::Country | Sort::Place)
            || mention.outer.end >= self.bounds.end
        {
            return Described::Plain;
        }
        let behind = mention.outer.end;
        let possessive = a.tokens[behind].shape == Shape::Possessive;
        if a.tokens[behind].shape != Shape::Lower && !possessive {
            return Described::Plain;
        }
        if let Some(named) = self.named_after_nouns(from) {
            return Described::Named(named);
        }
        let mut at = behind + usize::from(possessive);
        while at < self.bounds.end && at < behind + 4 && a.tokens[at].shape == Shape::Lower {
            if a.is(at, Class::Preposition) || a.is(at, Class::Auxiliary) {
                break;
            }
            // "director at Ruritania's forest ministry"
            let works = possessive && a.is(at, Class::StateBody);
            if (works || a.is(at, Class::DelegationNoun)) && mention.sort != Sort::Place {
                let body = if possessive {
                    behind + 1
                } else {
                    mention.range.start
                };
                return Described::Body(
                    Holder {
                        mentions: vec![m],
                        body: (!possessive || works).then_some(body..at + 1),
                    },
                    at + 1,
                );
            }
            if a.is(at, Class::OrgNoun) {
                // "the Dutch bank bunq": a name in small letters.
                let goes_on = at + 1 < self.bounds.end
                    && a.tokens[at + 1].shape == Shape::Lower
                    && !a.is(at + 1, Class::Preposition)
                    && !a.is(at + 1, Class::Conjunction)
                    && !a.is(at + 1, Class::Relative)
                    && !is_verbal(a, at + 1);
                if goes_on {
                    return Described::Plain;
                }
                let definite = mention.outer.start > self.bounds.start
                    && !a.says(mention.outer.start - 1, "a")
                    && !a.says(mention.outer.start - 1, "an");
                return if definite {
                    Described::Unnamed(at)
                } else {
                    Described::Plain
                };
            }
            at += 1;
        }
        Described::Plain
    }

    /// Whether a name of one word stands before what a body is, and the body's name behind that:
    /// "the Silesian bakery Acme", "the Faro helmet printer Acme".
    fn is_place_word(&self, m: usize) -> bool {
        let (a, inventory) = (self.view.analysis, self.view.inventory);
        let mention = &inventory.mentions[m];
        let first = mention.outer.end;
        let plain = |t: usize| {
            a.tokens[t].shape == Shape::Lower
                && !a.is(t, Class::Preposition)
                && !a.is(t, Class::Conjunction)
                && !a.is(t, Class::Auxiliary)
                && inventory.mention_at(t).is_none()
        };
        let mut named = first;
        while named < self.bounds.end && named < first + 3 && plain(named) {
            named += 1;
        }
        let kind = named > first
            && (a.is(named - 1, Class::OrgNoun) || a.is_lower(named - 1, Class::ThingRole));
        let body = named < self.bounds.end
            && inventory.mention_at(named).is_some_and(|m| {
                let sort = inventory.mentions[m].sort;
                matches!(sort, Sort::Organisation(_) | Sort::Name)
            });
        mention.sort == Sort::Name && mention.range.len() == 1 && kind && body
    }

    /// "of Acme", "at the Acme Institute", ", Acme" behind an office; and where it ends.
    pub(super) fn holder_behind(&self, at: usize) -> (Option<Holder>, usize) {
        let a = self.view.analysis;
        let end = self.bounds.end;
        if at >= end {
            return (None, at);
        }
        // "CEO (Farm Division), Acme"
        if a.is_mark(at, '(')
            && let Some(close) = (at + 1..end.min(at + 6)).find(|t| a.is_mark(*t, ')'))
            && close + 1 < end
        {
            return self.holder_behind(close + 1);
        }
        // "Vice President – Digital, Acme"
        if a.mark(at)
            .is_some_and(|c| matches!(c, '-' | '\u{2013}' | '\u{2014}'))
            && a.tokens[at].spaced
            && let Some(comma) = (at + 1..end.min(at + 6)).find(|t| a.is_mark(*t, ','))
            && comma > at + 1
            && (at + 1..comma)
                .all(|t| a.tokens[t].shape.is_nameish() || a.says(t, "and") || a.is_mark(t, '&'))
        {
            return self.holder_behind(comma);
        }
        let preposition = matches!(
            a.word(at),
            "of" | "at" | "for" | "with" | "in" | "from" | "to"
        );
        let comma = a.is_mark(at, ',') || a.is_mark(at, '(') || a.is_mark(at, '|');
        if !preposition && !comma {
            return (None, at);
        }
        let mut next = at + 1;
        while next < end && a.is(next, Class::Determiner) {
            next += 1;
        }
        if next >= end {
            return (None, at);
        }
        // "General Manager, Security and Collaboration, Acme"
        if comma
            && let Some(further) = (next..end.min(next + 6)).find(|t| a.is_mark(*t, ','))
            && further > next
            && (next..further).all(|t| {
                (a.is(t, Class::NameNoun) && a.tokens[t].shape == Shape::Capital)
                    || a.says(t, "and")
                    || a.is_mark(t, '&')
            })
        {
            return self.holder_behind(further);
        }
        // An ambassador stands for the sender, not for the country that receives.
        if a.says(at, "to")
            && self.view.inventory.mention_at(next).is_some_and(|m| {
                let sort = self.view.inventory.mentions[m].sort;
                matches!(sort, Sort::Country | Sort::Demonym | Sort::Place)
            })
        {
            return (None, at);
        }
        let m = match self.view.inventory.mention_at(next) {
            // "at the Silesian bakery Acme": an adjective that no list holds.
            Some(m) if preposition && self.is_place_word(m) => self
                .named_after_nouns(self.view.inventory.mentions[m].outer.end)
                .or(Some(m)),
            Some(m) => match self.described(m, next) {
                Described::Named(named) => Some(named),
                Described::Body(holder, stop) if preposition => return (Some(holder), stop),
                Described::Unnamed(noun) if preposition => {
                    return (self.spoken_of(noun), noun + 1);
                }
                _ => Some(m),
            },
            None if preposition => self.named_after_nouns(next),
            None => None,
        };
        let Some(m) = m else {
            // "chief executive of the company": what was named before.
            if preposition
                && (a.is(next, Class::OrgNoun) || a.is(next, Class::EventNoun))
                && next > at + 1
            {
                if let Some(m) = self.body_behind(next + 1) {
                    let stop = self.view.inventory.mentions[m].outer.end;
                    let holder = Holder {
                        mentions: vec![m],
                        ..Holder::default()
                    };
                    return (Some(holder), stop);
                }
                // "for the organiser, Acme,"
                if next + 2 < end
                    && a.is_mark(next + 1, ',')
                    && let Some(m) = self.view.inventory.mention_at(next + 2)
                    && matches!(
                        self.view.inventory.mentions[m].sort,
                        Sort::Organisation(_) | Sort::Name
                    )
                    && a.is(next, Class::OrgNoun)
                {
                    return (
                        Some(Holder::of(m)),
                        self.view.inventory.mentions[m].outer.end,
                    );
                }
                return (self.spoken_of(next), next + 1);
            }
            return (None, at);
        };
        let mention = &self.view.inventory.mentions[m];
        let mut stop = mention.outer.end;
        // "president for Asia Pacific at Acme": the region is what the office is for.
        if a.says(at, "for")
            && stop + 1 < end
            && (a.says(stop, "at") || a.says(stop, "of"))
            && mention.sort != Sort::Event
            && (a.says(stop, "at") || !matches!(mention.sort, Sort::Organisation(_)))
            && let (Some(holder), past) = self.holder_behind(stop)
        {
            return (Some(holder), past);
        }
        // "Professor of Hydrology at the University of Faro": a field that no list holds.
        let headed = mention.range.clone().any(|t| {
            a.is(t, Class::OrgFirst)
                || a.is(t, Class::OrgLast)
                || a.tokens[t].shape != Shape::Capital
        });
        let chair = at > self.bounds.start
            && !a.is(at - 1, Class::FirmOffice)
            && !a.is(at - 1, Class::OwnerNoun);
        if a.says(at, "of")
            && chair
            && self.view.inventory.thing(m).count == 1
            && mention.record.is_none()
            && matches!(mention.sort, Sort::Name | Sort::Organisation(_))
            && mention.range.len() <= 2
            && !headed
            && stop + 1 < end
            && a.says(stop, "at")
            && let (Some(holder), past) = self.holder_behind(stop)
            && holder
                .mentions
                .iter()
                .any(|m| matches!(self.view.inventory.mentions[*m].sort, Sort::Organisation(_)))
        {
            return (Some(holder), past);
        }
        if comma {
            // ", Acme": only an organisation, and only if nothing goes on behind it.
            let closed = stop >= end
                || a.mark(stop)
                    .is_some_and(|c| matches!(c, ',' | ';' | '.' | ')' | '(' | ':' | '\u{2013}'))
                || a.says(stop, "and")
                || is_verbal(a, stop);
            // "General Manager, Security and Collaboration, Acme"
            let field = mention.range.clone().all(|t| a.is(t, Class::NameNoun));
            // "Director General, National Rope Centre"
            let house = mention.sort == Sort::Venue && mention.record.is_none();
            let firm = matches!(mention.sort, Sort::Organisation(_) | Sort::Country)
                || house
                || (mention.sort == Sort::Name && !field && a.tokens[next].shape != Shape::Lower);
            if !(closed && firm) || a.is_mark(at, '(') {
                return (None, at);
            }
            return (Some(Holder::of(m)), stop);
        }
        // "a farmer from Podor": a place that no list has.
        if a.says(at, "from")
            && mention.sort == Sort::Name
            && mention.range.len() == 1
            && a.tokens[mention.range.start].shape == Shape::Capital
            && self.view.inventory.thing(m).count == 1
            && mention.outer.start == next
        {
            return (None, at);
        }
        let mut mentions = vec![m];
        // "the head of Acme's rival Bolt Works"
        if stop + 2 < end
            && a.tokens[stop].shape == Shape::Possessive
            && a.tokens[stop + 1].shape == Shape::Lower
            && let Some(other) = self.view.inventory.mention_at(stop + 2)
            && matches!(
                self.view.inventory.mentions[other].sort,
                Sort::Organisation(_) | Sort::Name
            )
            && self.view.inventory.mentions[other].outer.start == stop + 2
        {
            let stop = self.view.inventory.mentions[other].outer.end;
            return (Some(Holder::of(other)), stop);
        }
        // "former Prime Ministers of Sweden, Canada and Australia", "Secretary of the Board of X"
        if stop < end && a.tokens[stop].shape == Shape::Possessive {
            stop += 1;
            while stop < end
                && a.tokens[stop].shape == Shape::Lower
                && !is_verbal(a, stop)
                && !a.is(stop, Class::Preposition)
                && !a.is(stop, Class::Conjunction)
            {
                stop += 1;
            }
        }
        // An acronym in brackets.
        if stop < end && a.is_mark(stop, '(') {
            let mut close = stop;
            while close < end && !a.is_mark(close, ')') && close < stop + 6 {
                close += 1;
            }
            if close < end && a.is_mark(close, ')') {
                stop = close + 1;
            }
        }
        if mention.sort == Sort::Place {
            // "mayor of Chongqing", "director of the Chongqing bureau"
            if let Some(after) = self.view.inventory.mention_at(stop)
                && self.view.inventory.mentions[after].outer.start == stop
                && matches!(
                    self.view.inventory.mentions[after].sort,
                    Sort::Organisation(_)
                )
            {
                mentions = vec![after];
                stop = self.view.inventory.mentions[after].outer.end;
            }
        }
        (
            Some(Holder {
                mentions,
                body: None,
            }),
            stop,
        )
    }
}
