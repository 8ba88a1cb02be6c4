//! Offices and organisations before a name: "BMW chief executive Oliver Zipse", "Alibaba's Jack Ma".

use super::{Holder, Reader};
use crate::knowledge::Class;
use crate::mention::{RoleSpan, Sort};
use crate::text::Shape;

impl Reader<'_, '_> {
    /// "Zambia's President Edgar Lungu", "BMW chief executive Oliver Zipse", "its president, Loo
    /// Kok Seong,", "the president of Acme, Jane Roe,", "Alibaba's Jack Ma".
    pub(super) fn before(&mut self) {
        let a = self.view.analysis;
        let mut end = self.mention().outer.start;
        let floor = self.bounds.start;
        while end > floor
            && a.is(end - 1, Class::Honorific)
            && a.tokens[end - 1].shape != Shape::Lower
        {
            end -= 1;
        }
        self.scholar(end);
        // "the Minister for Tourism, the Hon Jane Roe"
        let honored = end < self.mention().outer.start || a.is(end, Class::Honorific);
        if honored && end > floor + 1 && a.says(end - 1, "the") {
            end -= 1;
        }
        if end == floor {
            return;
        }
        if let Some(role) = self.view.inventory.role_ending(end) {
            // "the visit to the Queen Elizabeth": a ship's name.
            let span = &self.view.inventory.roles[role].range;
            let ship = span.len() == 1
                && span.start > floor
                && a.says(span.start - 1, "the")
                && a.tokens[span.start].shape == Shape::Capital
                && a.is(span.start, Class::Royal)
                && self.mention().range.len() == 1;
            if ship {
                return;
            }
            if self.aide(role, end) {
                return;
            }
            self.title_chain(role, "person.title-before");
            // "his Peruvian counterpart, minister of tourism Jane Roe"
            let start = self.view.inventory.roles[role].range.start;
            if start > floor + 2
                && a.is_mark(start - 1, ',')
                && a.is_lower(start - 2, Class::Counterpart)
                && let Some(m) = self.view.inventory.mention_at(start - 3)
                && self.view.inventory.mentions[m].sort == Sort::Demonym
            {
                self.represent(m, "person.counterpart");
            }
            return;
        }
        if self.shared_title() {
            return;
        }
        let before = end - 1;
        // "President of the Republic of Ghana Nana Akufo-Addo"
        if let Some(m) = self.view.inventory.mention_at(before)
            && let mention = &self.view.inventory.mentions[m]
            && matches!(mention.sort, Sort::Country | Sort::Organisation(_))
            && mention.outer.end == end
        {
            let mut of = mention.outer.start;
            while of > floor + 1 && !a.says(of - 1, "of") && a.is(of - 1, Class::Determiner) {
                of -= 1;
            }
            if of > floor + 1
                && a.says(of - 1, "of")
                && let Some(role) = self.view.inventory.role_ending(of - 1)
                && !self.describes_previous(self.view.inventory.roles[role].range.start)
            {
                if self.aide(role, end) {
                    return;
                }
                let span = self.view.inventory.roles[role].clone();
                self.state(&span, &Holder::of(m), "person.title-before");
                return;
            }
        }
        // "his Chinese counterpart, Wang Wentao", "her Polish colleague Jan Nowak"
        let noun = before - usize::from(a.is_mark(before, ',') && before > floor);
        if a.is_lower(noun, Class::Counterpart)
            && noun > floor
            && let Some(m) = self.view.inventory.mention_at(noun - 1)
            && self.view.inventory.mentions[m].sort == Sort::Demonym
        {
            self.represent(m, "person.counterpart");
            return;
        }
        if a.is_mark(before, ',') && before > floor {
            if let Some(role) = self.leading_title(before) {
                self.title_chain(role, "person.title-comma");
                return;
            }
            let closes = self.mention().outer.end >= self.bounds.end
                || a.mark(self.mention().outer.end)
                    .is_some_and(|c| matches!(c, ',' | '.' | ';' | ')' | ':'))
                || a.is_lower(self.mention().outer.end, Class::Auxiliary);
            if closes {
                if let Some(role) = self.view.inventory.role_ending(before) {
                    let start = self.view.inventory.roles[role].range.start;
                    let led = start > floor
                        && (a.tokens[start - 1].shape == Shape::Possessive
                            || a.is(start - 1, Class::Determiner)
                            || a.says(start - 1, "whose")
                            || self.holder_before(start).is_some());
                    if led {
                        self.title_chain(role, "person.title-comma");
                        return;
                    }
                }
                // "the head of the Finnish delegation, Jane Roe,"
                if let Some(role) = self.office_of_body(before) {
                    let (holder, _) = self.holder_behind(self.view.inventory.roles[role].range.end);
                    let span = self.view.inventory.roles[role].clone();
                    self.state(&span, &holder.unwrap_or_default(), "person.title-comma");
                    return;
                }
                // "the chairperson of the committee, Mrs Jane Roe,"
                if let Some(role) = self.office_of_noun(before) {
                    let span = self.view.inventory.roles[role].clone();
                    let (holder, _) = self.holder_behind(span.range.end);
                    self.state(&span, &holder.unwrap_or_default(), "person.title-comma");
                    return;
                }
                // "Sweden's ambassador to Denmark, Jane Roe,"
                if let Some(role) = self.envoy_before(before) {
                    self.title_chain(role, "person.title-comma");
                    return;
                }
                // "the president of Acme (AC), Jane Roe,"
                let mut close = before;
                if a.is_mark(close - 1, ')') && close > floor + 3 {
                    let open = (floor + 1..close)
                        .rev()
                        .take(7)
                        .find(|t| a.is_mark(*t, '('));
                    close = open.unwrap_or(close);
                }
                // "the head of Acme in Norland, Jane Roe,", "Norland's consul in Faro, Jane Roe,"
                if let Some(seat) = self.seat_before(close) {
                    close = seat;
                    if let Some(role) = self.view.inventory.role_ending(close) {
                        let start = self.view.inventory.roles[role].range.start;
                        if self.holder_before(start).is_some() && !self.describes_previous(start) {
                            self.title_chain(role, "person.title-comma");
                            return;
                        }
                    }
                }
                if let Some(m) = self.view.inventory.mention_at(close - 1) {
                    let other = &self.view.inventory.mentions[m];
                    if other.outer.end == close
                        && matches!(
                            other.sort,
                            Sort::Organisation(_)
                                | Sort::Name
                                | Sort::Country
                                | Sort::Event
                                | Sort::Place
                        )
                    {
                        let mut at = other.outer.start;
                        if at > floor && a.is(at - 1, Class::Determiner) {
                            at -= 1;
                        }
                        // "a deputy minister of forests from Ruritania, Jane Roe,"
                        let land = other.sort == Sort::Country;
                        // "the secretary of state in the Ministry of Fisheries, Jane Roe,"
                        let body = matches!(other.sort, Sort::Organisation(_));
                        if at > floor + 1
                            && (matches!(a.word(at - 1), "of" | "at" | "for")
                                || body && a.says(at - 1, "in")
                                || land && a.says(at - 1, "from"))
                            && let Some(role) = self.view.inventory.role_ending(at - 1)
                            && !self.describes_previous(self.view.inventory.roles[role].range.start)
                        {
                            let span = self.view.inventory.roles[role].clone();
                            let holder = Holder::of(m);
                            self.state(&span, &holder, "person.title-comma");
                        }
                    }
                }
            }
        }
        // "Alibaba's Jack Ma", "Britain's Keir Starmer"
        if a.tokens[before].shape == Shape::Possessive
            && before > floor
            && let Some(m) = self.view.inventory.mention_at(before - 1)
            && self.view.inventory.mentions[m].outer.end == before
        {
            self.belongs(m, "person.possessive");
        }
    }

    /// "Prof. Jane Roe": a title in short that is an office, unless another is told behind.
    fn scholar(&mut self, from: usize) {
        let a = self.view.analysis;
        let name = self.mention().range.start;
        let Some(title) = (from..name)
            .find(|t| a.is(*t, Class::ScholarTitle) && self.view.inventory.role_at(*t).is_none())
        else {
            return;
        };
        let point = a.is_mark(title + 1, '.');
        let behind = self.mention().outer.end;
        let told = behind + 1 < self.bounds.end
            && a.is_mark(behind, ',')
            && self.role_from(behind + 1, true).is_some();
        if !told {
            let span = RoleSpan {
                range: title..title + 1 + usize::from(point),
                head: title,
                former: false,
                state: false,
            };
            self.state(&span, &Holder::default(), "person.title-before");
        }
    }

    /// The office of an envoy, with the country he is sent to behind it, that ends at `end`.
    fn envoy_before(&self, end: usize) -> Option<usize> {
        let a = self.view.analysis;
        let m = self.view.inventory.mention_at(end.checked_sub(1)?)?;
        let mention = &self.view.inventory.mentions[m];
        let mut to = mention.outer.start;
        while to > self.bounds.start && a.is(to - 1, Class::Determiner) {
            to -= 1;
        }
        let to = to.checked_sub(1).filter(|to| *to > self.bounds.start)?;
        let role = self.view.inventory.role_ending(to)?;
        let place = matches!(mention.sort, Sort::Country | Sort::Place);
        let start = self.view.inventory.roles[role].range.start;
        (place && mention.outer.end == end && a.says(to, "to") && !self.describes_previous(start))
            .then_some(role)
    }

    /// The office whose holder is a body told by a nation and a common noun that end at `end`.
    fn office_of_body(&self, end: usize) -> Option<usize> {
        let a = self.view.analysis;
        let noun = end.checked_sub(1)?;
        if !a.is_lower(noun, Class::DelegationNoun) {
            return None;
        }
        let floor = self.bounds.start.max(noun.saturating_sub(6));
        let of = (floor..noun).rev().find(|t| a.says(*t, "of"))?;
        let role = self.view.inventory.role_ending(of)?;
        let start = self.view.inventory.roles[role].range.start;
        let (holder, stop) = self.holder_behind(of);
        (stop == end && holder.is_some_and(|h| h.body.is_some()) && !self.describes_previous(start))
            .then_some(role)
    }

    /// The office with "of the committee" behind it that ends at `end`.
    fn office_of_noun(&self, end: usize) -> Option<usize> {
        let a = self.view.analysis;
        let floor = self.bounds.start.max(end.saturating_sub(5));
        let of = (floor..end).rev().find(|t| a.says(*t, "of"))?;
        let plain = of + 2 < end
            && a.says(of + 1, "the")
            && (of + 2..end).all(|t| {
                a.tokens[t].shape == Shape::Lower && self.view.inventory.role_at(t).is_none()
            });
        let role = self.view.inventory.role_ending(of).filter(|_| plain)?;
        let start = self.view.inventory.roles[role].range.start;
        let led = start > self.bounds.start && a.is(start - 1, Class::Article);
        (led && !self.describes_previous(start)).then_some(role)
    }

    /// The office that opens the sentence and ends at the comma before the name: "Deputy Minister
    /// of Industry and Trade, Ana Costa officially opened ...".
    fn leading_title(&self, comma: usize) -> Option<usize> {
        let a = self.view.analysis;
        let role = self.view.inventory.role_ending(comma)?;
        let start = self.view.inventory.roles[role].range.start;
        let opens = start == self.bounds.start
            || start == self.bounds.start + 1 && a.is(start - 1, Class::Article)
            || self.holder_before(start).is_some_and(|_| {
                (self.bounds.start..start).all(|t| a.tokens[t].shape != Shape::Mark(','))
                    && start <= self.bounds.start + 4
            })
            || self.behind_titled(start);
        (opens && a.tokens[start].shape.is_nameish()).then_some(role)
    }

    /// "Minister of Ports, Ana Costa, Minister of Fish, Rui Pinto": whether an office stands
    /// behind somebody who has one before the name.
    fn behind_titled(&self, start: usize) -> bool {
        let a = self.view.analysis;
        start > self.bounds.start + 2
            && a.is_mark(start - 1, ',')
            && self.view.inventory.mention_at(start - 2).is_some_and(|m| {
                self.view.inventory.mentions[m].sort == Sort::Person && self.is_titled_by_comma(m)
            })
    }

    /// "adviser to the President of Norland Ana Costa": the office is the adviser's.
    fn aide(&mut self, role: usize, end: usize) -> bool {
        let a = self.view.analysis;
        let mut to = self.view.inventory.roles[role].range.start;
        while to > self.bounds.start + 1
            && !a.says(to - 1, "to")
            && (a.is(to - 1, Class::Determiner) || self.view.inventory.mention_at(to - 1).is_some())
        {
            to -= 1;
        }
        if to < self.bounds.start + 2 || !a.says(to - 1, "to") {
            return false;
        }
        let Some(first) = self.view.inventory.role_ending(to - 1) else {
            return false;
        };
        let mut span = self.view.inventory.roles[first].clone();
        span.range.end = end;
        let holder = (to..end)
            .filter_map(|t| self.view.inventory.mention_at(t))
            .find(|m| {
                matches!(
                    self.view.inventory.mentions[*m].sort,
                    Sort::Country | Sort::Demonym
                )
            })
            .map(Holder::of)
            .unwrap_or_default();
        self.state(&span, &holder, "person.title-before");
        true
    }

    /// The title that ends before the name, and titles joined to it: "president and CEO".
    pub(super) fn title_chain(&mut self, role: usize, rule: &str) {
        let a = self.view.analysis;
        let mut roles = vec![role];
        let mut start = self.view.inventory.roles[role].range.start;
        while start > self.bounds.start + 1 {
            let link = start - 1;
            if !(a.says(link, "and") || a.is_mark(link, '&') || a.is_mark(link, ',')) {
                break;
            }
            let Some(previous) = self.view.inventory.role_ending(link) else {
                break;
            };
            // "the minister and chancellor X" are two people; "president and CEO X" one: the
            // former begins with an article or a holder of its own.
            roles.push(previous);
            start = self.view.inventory.roles[previous].range.start;
        }
        let mut holder = self
            .holder_before(start)
            .or_else(|| self.firm_spoken_of(role, start))
            .or_else(|| self.body_by_noun(role, start))
            .unwrap_or_default();
        // "State Handlooms Minister": a portfolio that no list knows.
        let portfolio = self.unlisted_before(&holder, role, start);
        if portfolio.is_some() {
            holder = Holder::default();
        }
        for role in roles {
            let mut span = self.view.inventory.roles[role].clone();
            let capital = a.tokens[span.head].shape == Shape::Capital;
            if let Some(from) = portfolio
                && span.range.start == start
                && capital
                && a.is(span.head, Class::CountryRole)
            {
                span.range.start = from;
            }
            if !self.is_second_title(&span) {
                self.state(&span, &holder, rule);
            }
        }
    }

    /// Where the name begins that stands right before an office and is no body: a minister's
    /// portfolio, a farmer's town, "a Certified Cider Taster".
    fn unlisted_before(&self, holder: &Holder, role: usize, start: usize) -> Option<usize> {
        let a = self.view.analysis;
        let [m] = holder.mentions[..] else {
            return None;
        };
        let mention = &self.view.inventory.mentions[m];
        let head = self.view.inventory.roles[role].head;
        let from = mention.range.start;
        let article = from > self.bounds.start && matches!(a.word(from - 1), "a" | "an");
        let plain = |t: usize| a.is(t, Class::Common) || a.is(t, Class::NameNoun);
        let barred = a.is(head, Class::CountryRole)
            || a.is(head, Class::TownTrade)
            || article && plain(from);
        (mention.sort == Sort::Name
            && mention.record.is_none()
            && mention.outer.end == start
            && barred)
            .then_some(from)
    }

    /// "Professor Jane Roe, president of Acme": a title beside the office that is told behind.
    fn is_second_title(&self, span: &RoleSpan) -> bool {
        let a = self.view.analysis;
        let end = self.mention().outer.end;
        span.range.len() == 1
            && a.says(span.head, "professor")
            && span.range.end == self.mention().outer.start
            && end + 1 < self.bounds.end
            && a.is_mark(end, ',')
            && self.role_from(end + 1, true).is_some()
    }

    /// Whether the office at `start` stands behind a person's name and a comma.
    fn describes_previous(&self, start: usize) -> bool {
        let a = self.view.analysis;
        let mut start = start;
        while start > self.bounds.start && a.is(start - 1, Class::Determiner) {
            start -= 1;
        }
        let comma = start.saturating_sub(1);
        comma > self.bounds.start
            && a.is_mark(comma, ',')
            && self.view.inventory.mention_at(comma - 1).is_some_and(|m| {
                let person = self.view.inventory.mentions[m].sort == Sort::Person;
                // "the Mayor of Faro, Rui Melo, the Chairman of Acme, Ana Costa": titles come first.
                person && !self.is_titled_by_comma(m)
            })
    }

    /// "Stripe executives Will Gaybrick and Jeff Titterton": an office in the plural is that of
    /// the whole row of names behind it.
    fn shared_title(&mut self) -> bool {
        let a = self.view.analysis;
        let mut first = self.person;
        while first > 0 {
            let here = self.view.inventory.mentions[first].outer.start;
            let previous = &self.view.inventory.mentions[first - 1];
            let gap = previous.outer.end..here;
            if previous.sort != Sort::Person
                || previous.outer.start < self.bounds.start
                || gap.is_empty()
            {
                break;
            }
            // "plant managers Jane Roe (Acme) and John Doe (Bolt)"
            let mut from = gap.start;
            if a.is_mark(from, '(') {
                let close = (from + 1..gap.end.min(from + 8)).find(|t| a.is_mark(*t, ')'));
                from = close.map_or(from, |close| close + 1);
            }
            let joined =
                |t: usize| a.is_mark(t, ',') || a.says(t, "and") || a.is(t, Class::Honorific);
            if from >= gap.end || gap.end - from > 2 || !(from..gap.end).all(joined) {
                break;
            }
            first -= 1;
        }
        if first == self.person {
            return false;
        }
        let start = self.view.inventory.mentions[first].outer.start;
        let Some(role) = self.view.inventory.role_ending(start) else {
            return false;
        };
        let head = self.view.inventory.roles[role].head;
        if !a.word(head).ends_with('s') {
            return false;
        }
        self.title_chain(role, "person.shared-title");
        true
    }

    /// "For Acme there is no bigger market, chief executive Jane Roe said": the one firm that the
    /// sentence has named before.
    fn firm_spoken_of(&self, role: usize, start: usize) -> Option<Holder> {
        let a = self.view.analysis;
        let span = &self.view.inventory.roles[role];
        let alone = span.range.end == self.mention().outer.start;
        if !alone || span.state && !a.is(span.head, Class::SoleOffice) {
            return None;
        }
        if !a.is(span.head, Class::SoleOffice) || a.tokens[span.head].shape != Shape::Lower {
            return None;
        }
        let sentence = a.sentence_of(start);
        let mut firms = self.view.inventory.by_sentence[sentence]
            .0
            .clone()
            .filter(|m| {
                let mention = &self.view.inventory.mentions[*m];
                mention.outer.end <= start && matches!(mention.sort, Sort::Organisation(_))
            });
        let firm = firms.next()?;
        let of = self.view.inventory.of[firm];
        firms
            .all(|m| self.view.inventory.of[m] == of)
            .then(|| Holder::of(firm))
    }

    /// Whom the office that begins at `start` is held for, by the words before it.
    pub(super) fn holder_before(&self, start: usize) -> Option<Holder> {
        let a = self.view.analysis;
        let floor = self.bounds.start;
        if start <= floor {
            return None;
        }
        let mut at = start - 1;
        // "the country's former prime minister", "Germany's outgoing chancellor"
        while at > floor && (a.is_lower(at, Class::PastRole) || a.is_lower(at, Class::RoleModifier))
        {
            at -= 1;
        }
        if a.tokens[at].shape == Shape::Possessive && at > floor {
            if let Some(m) = self.view.inventory.mention_at(at - 1) {
                return Some(Holder::of(m));
            }
            // "the country's minister": the country named last.
            if a.is(at - 1, Class::CountryNoun) {
                return self.country_spoken_of(at - 1);
            }
            // "the association's president": the organisation named last that is one.
            if a.is(at - 1, Class::OrgNoun) || a.is(at - 1, Class::EventNoun) {
                return self.spoken_of(at - 1);
            }
            return None;
        }
        if a.says(at, "its")
            && self.view.inventory.role_at(start).is_some_and(|r| {
                let role = &self.view.inventory.roles[r];
                a.is(role.head, Class::CountryRole) && role.range.start == start
            })
            && let Some(holder) = self.country_spoken_of(at)
        {
            return Some(holder);
        }
        if matches!(a.word(at), "its" | "Its" | "their") {
            return self.last_organisation(at);
        }
        // "the Town Council, whose leader, Jane Roe,"
        if a.says(at, "whose") && at > floor {
            let owner = at - 1 - usize::from(a.is_mark(at - 1, ',') && at > floor + 1);
            return self.view.inventory.mention_at(owner).map(Holder::of);
        }
        // "the International Labour Organization (ILO) director"
        if a.is_mark(at, ')') && at > floor + 3 {
            let open = (floor + 1..at).rev().take(5).find(|t| a.is_mark(*t, '('));
            let m = open.and_then(|open| self.view.inventory.mention_at(open - 1));
            return m
                .filter(|m| {
                    matches!(
                        self.view.inventory.mentions[*m].sort,
                        Sort::Organisation(_) | Sort::Name
                    )
                })
                .map(Holder::of);
        }
        // "Dole plc CEO"
        if a.is_lower(at, Class::OrgLast) && !a.is(at, Class::Common) && at > floor {
            at -= 1;
        }
        let m = self.view.inventory.mention_at(at)?;
        let mention = &self.view.inventory.mentions[m];
        if mention.sort == Sort::Person {
            return None;
        }
        let mut mentions = vec![m];
        // "German Siemens chief X" is rare; "Singapore's Emeritus" has been read above. An
        // organisation may have a country before it: "Indian Tata chairman".
        if mention.outer.start > floor
            && let Some(previous) = self.view.inventory.mention_at(mention.outer.start - 1)
            && self.view.inventory.mentions[previous].sort == Sort::Demonym
        {
            mentions.push(previous);
        }
        Some(Holder {
            mentions,
            body: None,
        })
    }

    /// The country that "the country's", "its" stands for: the one named last, in this sentence
    /// or the three before.
    fn country_spoken_of(&self, before: usize) -> Option<Holder> {
        let a = self.view.analysis;
        let inventory = self.view.inventory;
        let sentence = a.sentence_of(before);
        let floor = a.sentences[sentence.saturating_sub(3)].tokens.start;
        let index = inventory
            .mentions
            .partition_point(|m| m.outer.start < before);
        (0..index)
            .rev()
            .take_while(|m| inventory.mentions[*m].range.start >= floor)
            .find(|m| inventory.mentions[*m].sort == Sort::Country)
            .map(Holder::of)
    }

    /// The organisation or fair that "the association", "the fair" stands for.
    pub(super) fn spoken_of(&self, noun: usize) -> Option<Holder> {
        let a = self.view.analysis;
        let word = a.word(noun).to_lowercase();
        let index = self
            .view
            .inventory
            .mentions
            .partition_point(|m| m.outer.start < noun);
        let event = a.is(noun, Class::EventNoun);
        let fits = |m: usize| {
            let mention = &self.view.inventory.mentions[m];
            match mention.sort {
                Sort::Organisation(_) => !event,
                Sort::Name => !event && self.view.inventory.thing(m).count > 1,
                Sort::Event => {
                    event && self.view.events.series_of.get(&self.view.inventory.of[m]) == Some(&0)
                }
                _ => false,
            }
        };
        let named = (0..index).rev().find(|m| {
            fits(*m)
                && self
                    .view
                    .inventory
                    .thing(*m)
                    .label
                    .to_lowercase()
                    .contains(&word)
        });
        let recent = (0..index).rev().find(|m| fits(*m));
        // The name that the sentence before opens with, be it told only there.
        let opener = || {
            let before = self.view.analysis.sentence_of(noun).checked_sub(1)?;
            let first = a.sentences[before].tokens.start;
            let m = self.view.inventory.mention_at(first)?;
            (!event && self.view.inventory.mentions[m].sort == Sort::Name).then_some(m)
        };
        named.or_else(opener).or(recent).map(Holder::of)
    }

    fn last_organisation(&self, before: usize) -> Option<Holder> {
        let index = self
            .view
            .inventory
            .mentions
            .partition_point(|m| m.outer.start < before);
        let sentence = self.view.analysis.sentence_of(before);
        let floor = self.view.analysis.sentences[sentence.saturating_sub(1)]
            .tokens
            .start;
        let a = self.view.analysis;
        // "which signed for 18 Acme L90": what is bought, by number or model.
        let bought = |m: usize| {
            let mention = &self.view.inventory.mentions[m];
            let last = mention.range.end - 1;
            mention.outer.start > floor && a.tokens[mention.outer.start - 1].shape == Shape::Number
                || mention.range.len() > 1
                    && a.tokens[last].shape != Shape::Capital
                    && a.word(last).bytes().any(|b| b.is_ascii_digit())
        };
        (0..index)
            .rev()
            .take_while(|m| self.view.inventory.mentions[*m].range.start >= floor)
            .filter(|m| !bought(*m))
            .find(|m| match self.view.inventory.mentions[*m].sort {
                Sort::Organisation(_) => true,
                Sort::Event => self
                    .view
                    .events
                    .series_of
                    .contains_key(&self.view.inventory.of[*m]),
                Sort::Name => {
                    self.view
                        .analysis
                        .sentence_of(self.view.inventory.mentions[*m].range.start)
                        == sentence
                        && self.view.inventory.mentions[*m].range.end < before
                }
                _ => false,
            })
            .map(Holder::of)
    }
}
