//! Where an office sits and whose it is by a common noun: "Norland's consul in Faro, Jane Roe", "Guild
//! chairwoman Jane Roe".

use super::{Holder, Reader};
use crate::knowledge::Class;
use crate::mention::Sort;

impl Reader<'_, '_> {
    /// Where "in Norland", the seat of an office or of its body, begins that ends at `end`; and "to Norland",
    /// where an envoy is.
    pub(super) fn seat_before(&self, end: usize) -> Option<usize> {
        let a = self.view.analysis;
        let m = self.view.inventory.mention_at(end.checked_sub(1)?)?;
        let mention = &self.view.inventory.mentions[m];
        let place = matches!(mention.sort, Sort::Country | Sort::Place);
        let mut to = mention.outer.start;
        while to > self.bounds.start && a.is(to - 1, Class::Determiner) {
            to -= 1;
        }
        let to = to.checked_sub(1).filter(|to| *to > self.bounds.start)?;
        let seat = a.says(to, "in") || a.says(to, "to");
        (place && mention.outer.end == end && seat).then_some(to)
    }

    /// "The Faro Netmakers' Guild ... Guild chairwoman Jane Roe": the one body whose name holds the
    /// noun that stands before the office or opens it.
    pub(super) fn body_by_noun(&self, role: usize, start: usize) -> Option<Holder> {
        let (a, inventory) = (self.view.analysis, self.view.inventory);
        let before = start.checked_sub(1).filter(|t| *t >= self.bounds.start);
        let noun = [before, Some(start)].into_iter().flatten().find(|t| {
            a.is(*t, Class::OrgNoun)
                && *t < inventory.roles[role].head
                && inventory.mention_at(*t).is_none()
        })?;
        // "company chairwoman Jane Roe of Acme": her own body stands behind.
        let behind = self.mention().outer.end;
        let own = behind < self.bounds.end && matches!(a.word(behind), "of" | "at" | "from");
        if own || a.is(noun, Class::CommonBody) {
            return None;
        }
        let mut named = inventory.things.iter().filter(|thing| {
            matches!(thing.sort, Sort::Organisation(_) | Sort::Name)
                && inventory.mentions[thing.first].outer.end <= noun
                && thing.label.contains(' ')
                && (thing.label.split_whitespace()).any(|w| w.eq_ignore_ascii_case(a.word(noun)))
        });
        let body = named.next()?.first;
        named.next().is_none().then(|| Holder::of(body))
    }
}
