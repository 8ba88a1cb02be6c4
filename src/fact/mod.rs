//! Mentions into facts: rules, scope, attribution.

mod actor;
mod agenda;
mod clause;
mod collect;
mod delegation;
mod doer;
mod edition;
mod event;
mod figure;
mod floor;
mod frames;
mod guests;
mod highlight;
mod keeper;
mod list;
mod listing;
mod live;
mod maker;
mod matter;
mod model;
mod organizer;
mod participant;
mod person;
mod phrase;
mod presence;
mod release;
mod scope;
mod session;
mod showing;
mod speech;
mod stand;
mod standing;
mod subject;
mod topic;
mod trace;
mod weigh;

pub use model::{
    Basis, Bound, Candidate, Entity, EntityId, Evidence, Fact, Figure, Kind, Mode, Object, Reading,
    Relation,
};

pub use trace::{About, Attempt, Refusal, Stretch, Trace, trace};

use crate::document::Document;
use crate::knowledge::Knowledge;
use crate::mention::{Analysis, Cut, Inventory};
use collect::{Collector, View};
use event::Events;
use person::Offices;
use scope::Scope;
use standing::Standing;

/// Reads a document: what it states, each fact with its evidence. Never fails; a text that says
/// nothing of an expo gives an empty reading.
pub fn read(document: &Document, knowledge: &Knowledge) -> Reading {
    let analysis = Analysis::new(document, knowledge);
    let inventory = Inventory::new(&analysis);
    let events = Events::new(document, &analysis, &inventory);
    if events.main.is_none() {
        return Reading::default();
    }
    let cuts = analysis.cuts(document.published);
    let none = Standing::default();
    let view = View {
        analysis: &analysis,
        inventory: &inventory,
        events: &events,
        standing: &none,
    };
    let mut facts = Collector::default();
    gather(document, view, &cuts, &mut facts);
    facts.finish()
}

/// The names of a document that can have a part in its fair and the numbers that can be its figures, with
/// all that is weighed of them and what the rules alone state: what weights are learned from.
pub fn candidates(document: &Document, knowledge: &Knowledge) -> Vec<Candidate> {
    let analysis = Analysis::new(document, knowledge);
    let names = Inventory::before_choice(&analysis).fair_candidates(&analysis);
    let fairs = names.into_iter().map(|name| Candidate {
        label: name.label,
        aliases: Vec::new(),
        sort: "<fair>",
        known: Vec::new(),
        traits: name.traits,
    });
    let inventory = Inventory::new(&analysis);
    let events = Events::new(document, &analysis, &inventory);
    let cuts = analysis.cuts(document.published);
    let none = Standing::default();
    let view = View {
        analysis: &analysis,
        inventory: &inventory,
        events: &events,
        standing: &none,
    };
    let standing = &Standing::new(view);
    let view = View { standing, ..view };
    let mut facts = Collector::learning();
    let Some((scope, offices)) = by_rules(document, view, &cuts, &mut facts) else {
        return fairs.collect();
    };
    let known = &weigh::Known::new(view, &facts);
    topic::weighed::read(view, &scope, known, &mut facts);
    edition::weighed::read(view, &scope, known, &mut facts);
    let mut found = weigh::candidates(view, &scope, &offices, document.published, &mut facts);
    found.append(facts.candidates().unwrap_or(&mut Vec::new()));
    found.extend(fairs);
    found
}

/// Collects the facts of a document, and gives what each stretch of it is about; none if it names
/// no fair.
fn gather(
    document: &Document,
    view: View<'_>,
    cuts: &[Cut<'_>],
    facts: &mut Collector,
) -> Option<Scope> {
    view.events.main?;
    let standing = &Standing::new(view);
    let view = View { standing, ..view };
    let (scope, offices) = by_rules(document, view, cuts, facts)?;
    weigh::read(view, &scope, &offices, document.published, facts);
    let known = &weigh::Known::new(view, facts);
    edition::weighed::read(view, &scope, known, facts);
    topic::weighed::read(view, &scope, known, facts);
    Some(scope)
}

/// What rules and constructions read.
fn by_rules(
    document: &Document,
    view: View<'_>,
    cuts: &[Cut<'_>],
    facts: &mut Collector,
) -> Option<(Scope, Offices)> {
    view.events.main?;
    let scope = Scope::new(document, view.analysis, view.inventory, view.events, cuts);
    edition::read(document, view, &scope, facts);
    let offices = person::read(view, facts);
    participant::read(view, &scope, &offices, document.published, facts);
    figure::read(cuts, view, &scope, facts);
    topic::read(view, &scope, facts);
    session::read(view, &scope, facts);
    Some((scope, offices))
}
