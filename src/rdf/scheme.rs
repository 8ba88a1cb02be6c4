//! Topics as concepts of a SKOS scheme: which scheme each is in, and the wider one it belongs to.

use super::sink::{Part, Sink, Value};
use super::vocab::expo::name as expo;
use super::vocab::rdf::name as rdf;
use super::vocab::skos::name as skos;
use crate::fact::Entity;

/// Places a topic, the subject of the triples before: those of the authority by the topic that is
/// wider, if any, those found in a document in a scheme of their own, too.
pub(super) fn place(topic: &Entity, broader: Option<&str>, sink: &mut impl Sink) {
    sink.add(skos::PREF_LABEL, Value::Text(&topic.label));
    sink.add(skos::IN_SCHEME, Value::Name(expo::TOPIC_SCHEME));
    if topic.authority.is_none() {
        sink.add(skos::IN_SCHEME, Value::Name(expo::FOUND_TOPICS));
    }
    if let Some(broader) = broader {
        sink.add(skos::BROADER, Value::Node(broader));
    }
}

/// Declares the schemes, for those who have no ontology at hand.
pub(super) fn declare(sink: &mut impl Sink) {
    for scheme in [expo::TOPIC_SCHEME, expo::FOUND_TOPICS] {
        sink.begin(Part::Facts, scheme.spaced().trim_end());
        sink.add(rdf::TYPE, Value::Name(skos::CONCEPT_SCHEME));
    }
}
