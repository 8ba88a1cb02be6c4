//! Offices and names in a row, of which the offices come first: "the Minister of Ports, Ana Costa, the
//! Mayor of Faro, Rui Melo".

use super::Reader;
use crate::knowledge::Class;
use crate::mention::Sort;

impl Reader<'_, '_> {
    /// Whether the office that ends at `end`, and those joined to it, stand before the name of
    /// someone else: "the former analyst and whistleblower John Doe".
    pub(super) fn titles_another(&self, end: usize) -> bool {
        let a = self.view.analysis;
        let inventory = self.view.inventory;
        let mut end = end;
        // "the Mayor of Faro, Rui Melo"
        let of = usize::from(end < self.bounds.end && a.says(end, "of"));
        let the = usize::from(of > 0 && end + 1 < self.bounds.end && a.says(end + 1, "the"));
        if of > 0
            && let Some(m) = inventory.mention_at(end + of + the)
            && inventory.mentions[m].sort != Sort::Person
        {
            end = inventory.mentions[m].outer.end;
            if end >= self.bounds.end || !a.is_mark(end, ',') {
                return false;
            }
        }
        loop {
            if end >= self.bounds.end {
                return false;
            }
            if let Some(m) = inventory.mention_at(end) {
                let mention = &inventory.mentions[m];
                return mention.sort == Sort::Person
                    && mention.outer.start == end
                    && m != self.person;
            }
            // "Minister of Ports, Ana Costa, Minister of Fish, Rui Pinto": titles come first.
            if end + 1 < self.bounds.end && a.is_mark(end, ',') {
                return self.is_titled_by_comma(self.person)
                    && (end + 1..end + 3)
                        .find_map(|t| inventory.mention_at(t))
                        .is_some_and(|m| {
                            let mention = &inventory.mentions[m];
                            let close = mention.outer.end;
                            mention.sort == Sort::Person
                                && m != self.person
                                && close < a.tokens.len()
                                && (a.is_mark(close, ',') || a.says(close, "and"))
                        });
            }
            if end + 1 >= self.bounds.end || !a.says(end, "and") {
                return false;
            }
            match inventory.role_at(end + 1) {
                Some(role) if inventory.roles[role].range.start == end + 1 => {
                    end = inventory.roles[role].range.end;
                }
                _ => return false,
            }
        }
    }

    /// Whether an office and a comma stand before a person: "Minister of Ports, Ana Costa", also in a
    /// row: "with the Minister of Ports, Ana Costa, the Mayor of Faro, Rui Melo, ...".
    pub(super) fn is_titled_by_comma(&self, person: usize) -> bool {
        let a = self.view.analysis;
        let inventory = self.view.inventory;
        let mut person = person;
        loop {
            let start = inventory.mentions[person].outer.start;
            let floor = a.sentences[a.sentence_of(start)].tokens.start;
            let mut comma = start;
            while comma > floor && comma + 2 > start && !a.is_mark(comma, ',') {
                comma -= 1;
            }
            if comma <= floor || !a.is_mark(comma, ',') {
                return false;
            }
            let Some(from) = self.office_before(comma, floor) else {
                return false;
            };
            let mut lead = from;
            while lead > floor && a.is(lead - 1, Class::Determiner) {
                lead -= 1;
            }
            // Nobody else holds the office before the comma.
            if (floor..lead).all(|t| a.is_mark(t, ',')) {
                return true;
            }
            let before = lead - 1;
            let led = a.is(lead, Class::Determiner)
                && (a.is_lower(before, Class::Preposition)
                    || a.says(before, "and")
                    || a.is_lower(before, Class::Be));
            // "..., Ana Costa, the Mayor of Faro, Rui Melo": as the one before is titled.
            let next = before
                .checked_sub(1)
                .filter(|_| a.is_mark(before, ','))
                .and_then(|t| inventory.mention_at(t))
                .filter(|m| {
                    let mention = &inventory.mentions[*m];
                    mention.sort == Sort::Person && mention.outer.end == before
                });
            match next {
                Some(previous) if previous != person => person = previous,
                _ => return led,
            }
        }
    }

    /// Where the office begins that ends at the comma, with its body or field: "the Chairman of Acme,".
    fn office_before(&self, comma: usize, floor: usize) -> Option<usize> {
        let (a, inventory) = (self.view.analysis, self.view.inventory);
        let last = comma.checked_sub(1).filter(|t| *t >= floor)?;
        if let Some(role) = inventory.role_at(last) {
            return Some(inventory.roles[role].range.start);
        }
        let m = inventory.mention_at(last)?;
        let mention = &inventory.mentions[m];
        let body = matches!(
            mention.sort,
            Sort::Organisation(_) | Sort::Name | Sort::Place | Sort::Country
        );
        let mut of = mention.outer.start;
        while of > floor && a.is(of - 1, Class::Determiner) {
            of -= 1;
        }
        let of = of.checked_sub(1).filter(|of| *of > floor)?;
        let role = inventory.role_ending(of)?;
        (body && mention.outer.end == comma && a.says(of, "of"))
            .then(|| inventory.roles[role].range.start)
    }
}
