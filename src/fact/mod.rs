//! Mentions into facts: rules, scope, attribution.

mod actor;
mod agenda;
mod clause;
mod collect;
mod delegation;
mod edition;
mod event;
mod figure;
mod frames;
mod list;
mod listing;
mod matter;
mod model;
mod organizer;
mod participant;
mod person;
mod phrase;
mod presence;
mod scope;
mod session;
mod speech;
mod stand;
mod standing;
mod subject;
mod topic;

pub use model::{
    Basis, Bound, Entity, EntityId, Evidence, Fact, Figure, Kind, Mode, Object, Reading, Relation,
};

use crate::document::Document;
use crate::knowledge::Knowledge;
use crate::mention::{Analysis, Inventory};
use collect::{Collector, View};
use event::Events;
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
    let scope = Scope::new(document, &analysis, &inventory, &events, &cuts);
    let standing = Standing::new(&analysis, &inventory, &events);
    let view = View {
        analysis: &analysis,
        inventory: &inventory,
        events: &events,
        standing: &standing,
    };
    let mut facts = Collector::default();
    edition::read(document, view, &scope, &mut facts);
    let offices = person::read(view, &mut facts);
    participant::read(view, &scope, &offices, &mut facts);
    figure::read(&cuts, view, &scope, &mut facts);
    topic::read(view, &scope, &mut facts);
    session::read(view, &scope, &mut facts);
    facts.finish()
}
