//! The numbers that a document gives of an edition: which quantities are about the fair, and
//! about which edition of it.

use super::collect::{Collector, Qualifier, View};
use super::edition::{identify, stands_for_event};
use super::event::Edition;
use super::model::{Basis, Bound, Figure, Object, Relation};
use super::scope::Scope;
use crate::document::{BlockKind, Document};
use crate::knowledge::Class;
use crate::knowledge::figures::{MetricClass, Unit};
use crate::mention::date::dates;
use crate::mention::measure::{Measure, measures};
use crate::mention::quantity::{Quantity, quantities};
use crate::mention::{Scan, Sort};
use std::ops::Range;

/// Reads the figures of all sentences.
pub(super) fn read(document: &Document, view: View<'_>, scope: &Scope, facts: &mut Collector) {
    let Some(main) = view.events.main else {
        return;
    };
    let a = view.analysis;
    let mut earlier: Option<(usize, Measure)> = None;
    for index in 0..a.sentences.len() {
        let sentence = &a.sentences[index];
        if sentence.kind == BlockKind::Origin || sentence.tokens.is_empty() {
            continue;
        }
        let tokens = sentence.tokens.clone();
        let bytes = a.bytes(tokens.clone());
        let scan = Scan::new(&a.source[bytes.clone()], &a.knowledge.figures);
        if !scan.speaks {
            continue;
        }
        let dates = dates(&scan, document.published);
        let quantities = quantities(&scan, &dates);
        if quantities.is_empty() {
            continue;
        }
        let mut found = measures(&scan, &dates, &quantities);
        for measure in &mut found {
            if measure.open
                && let Some((block, before)) = &earlier
                && *block == sentence.block
            {
                measure.go_on_from(before);
            }
        }
        let anchored = anchored(view, &tokens, index);
        for measure in &found {
            let quantity = &quantities[measure.quantity];
            let token = tokens.start
                + a.tokens[tokens.clone()]
                    .partition_point(|t| (t.end as usize) <= bytes.start + quantity.number.start);
            if token >= tokens.end {
                continue;
            }
            let reader = Reader {
                view,
                scope,
                main,
                tokens: tokens.clone(),
                anchored,
            };
            if let Some((edition, figure)) =
                reader.figure(quantity, measure, token, &a.source[bytes.clone()])
            {
                if edition != main {
                    identify(view, facts, edition, token);
                }
                let subject = facts.edition(view, edition);
                facts.add(
                    view,
                    subject,
                    Relation::Figure,
                    Object::Figure(figure),
                    token,
                    "figure.counted",
                    Qualifier::default(),
                );
            }
        }
        if let Some(last) = found
            .iter()
            .rev()
            .find(|m| m.metric.is_some() && m.unit.is_none() && !m.partial)
        {
            earlier = Some((sentence.block, last.clone()));
        }
    }
}

/// Whether a sentence speaks of the fair: names it, stands for it, or goes on from one that does.
fn anchored(view: View<'_>, tokens: &Range<usize>, index: usize) -> bool {
    let a = view.analysis;
    let main = view.inventory.by_sentence[index]
        .0
        .clone()
        .any(|m| view.events.series_of.get(&view.inventory.of[m]) == Some(&0));
    main || tokens.clone().any(|t| stands_for_event(view, t))
        || a.is(tokens.start, Class::UnnamedSubject)
        || a.says(tokens.start, "there")
        || a.sentences[index].kind == BlockKind::ListItem
}

struct Reader<'a> {
    view: View<'a>,
    scope: &'a Scope,
    main: Edition,
    tokens: Range<usize>,
    anchored: bool,
}

impl Reader<'_> {
    fn figure(
        &self,
        quantity: &Quantity,
        measure: &Measure,
        token: usize,
        text: &str,
    ) -> Option<(Edition, Figure)> {
        let a = self.view.analysis;
        if measure.growth || measure.per {
            return None;
        }
        let metric = measure.metric.clone()?;
        let unit = measure.unit.as_ref();
        if matches!(unit, Some(Unit::Share(_))) || matches!(measure.class, MetricClass::Tickets) {
            return None;
        }
        let edition = self.scope.at(a, token)?;
        if edition.series != self.main.series {
            return None;
        }
        if measure.comparison && edition == self.main {
            return None;
        }
        if !self.is_of_the_fair(measure, token) {
            return None;
        }
        let name = match &measure.canonical {
            Some(canonical) if metric.split_whitespace().count() > 2 => canonical.to_string(),
            _ => metric,
        };
        let bound = quantity.bound;
        Some((
            edition,
            Figure {
                metric: name,
                value: quantity.value,
                bound,
                range: quantity.span,
                unit: unit.map(|unit| unit.code().to_string()),
                words: text[quantity.range.clone()].to_owned(),
                basis: self.basis(token, bound),
            },
        ))
    }

    /// Whether the number is the fair's rather than a market's, a firm's or a country's.
    fn is_of_the_fair(&self, measure: &Measure, token: usize) -> bool {
        let a = self.view.analysis;
        if self.is_of_another(token) {
            return false;
        }
        match measure.class {
            MetricClass::Exhibitors
            | MetricClass::Visitors
            | MetricClass::Participants
            | MetricClass::Buyers
            | MetricClass::Journalists
            | MetricClass::Speakers
            | MetricClass::Sessions
            | MetricClass::Booths
            | MetricClass::Halls
            | MetricClass::Pavilions
            | MetricClass::Area
            | MetricClass::Entries => true,
            MetricClass::Countries
            | MetricClass::Products
            | MetricClass::Events
            | MetricClass::Projects
            | MetricClass::Agreements
            | MetricClass::Jobs => true,
            MetricClass::Days => self.anchored,
            MetricClass::Deal
            | MetricClass::Investment
            | MetricClass::Sales
            | MetricClass::Value => {
                self.anchored || self.tokens.clone().any(|t| a.is(t, Class::SignNoun))
            }
            MetricClass::Other => self.anchored,
            MetricClass::Tickets | MetricClass::Flow => false,
        }
    }

    /// Whether the clause's subject is a firm or a person with numbers of its own: "Acme employs
    /// 82,000 people", "the association has 300 members".
    fn is_of_another(&self, token: usize) -> bool {
        let a = self.view.analysis;
        // The nearest verb of having or employing before the number, and its subject.
        let from = self.tokens.start.max(token.saturating_sub(8));
        for at in (from..token).rev() {
            if a.is_mark(at, ';') || a.is_mark(at, ':') {
                return false;
            }
            let own = a
                .verb_forms(at)
                .iter()
                .any(|form| a.knowledge.words.verb_class(form.verb, Class::OwningVerb));
            if !own || a.tokens[at].shape != crate::text::Shape::Lower {
                continue;
            }
            let mut before = at;
            while before > self.tokens.start
                && (a.is(before - 1, Class::Auxiliary)
                    || a.is(before - 1, Class::Adverb)
                    || a.is(before - 1, Class::Relative)
                    || a.is_mark(before - 1, ','))
            {
                before -= 1;
            }
            if before == self.tokens.start {
                return false;
            }
            let employs = a
                .verb_forms(at)
                .iter()
                .any(|f| a.knowledge.words.verb_class(f.verb, Class::EmployVerb));
            let subject = self.view.inventory.mention_at(before - 1);
            let firm = subject.is_some_and(|m| {
                matches!(
                    self.view.inventory.mentions[m].sort,
                    Sort::Organisation(_) | Sort::Person | Sort::Place | Sort::Country
                )
            });
            return firm || employs || a.is(before - 1, Class::OrgNoun);
        }
        false
    }

    fn basis(&self, token: usize, _bound: Bound) -> Basis {
        let a = self.view.analysis;
        let from = self.tokens.start.max(token.saturating_sub(12));
        let near = from..self.tokens.end.min(token + 8);
        if near.clone().any(|t| a.is_lower(t, Class::Expectation)) {
            Basis::Expected
        } else if near
            .clone()
            .any(|t| a.is_lower(t, Class::Future) && !a.is(t, Class::Expectation))
        {
            Basis::Announced
        } else {
            Basis::Reported
        }
    }
}
