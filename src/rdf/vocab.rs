//! Every IRI the program writes or asks for, once. Tests hold the terms of our own namespace
//! against `ontology/expo.ttl` in both directions.

use crate::fact::{Kind, Relation};
use oxigraph::model::NamedNodeRef;

/// Declares the terms of a namespace as constants, and lists them.
macro_rules! terms {
    ($(#[$doc:meta])* $module:ident, $namespace:literal, $($name:ident = $local:literal),+ $(,)?) => {
        $(#[$doc])*
        pub mod $module {
            use oxigraph::model::NamedNodeRef;
            /// The namespace.
            pub const NAMESPACE: &str = $namespace;
            $(
                #[doc = concat!("`", $local, "`")]
                pub const $name: NamedNodeRef<'static> =
                    NamedNodeRef::new_unchecked(concat!($namespace, $local));
            )+
            /// All terms above.
            pub const ALL: &[NamedNodeRef<'static>] = &[$($name),+];
        }
    };
}

terms! {
    /// Our own ontology.
    expo, "https://w3id.org/expograph/ontology#",
    // Classes.
    EXPO_SERIES = "ExpoSeries",
    EXPO = "Expo",
    SESSION_CLASS = "Session",
    PERSON = "Person",
    ORGANIZATION = "Organization",
    COMPANY = "Company",
    GOVERNMENT_BODY = "GovernmentBody",
    INTERNATIONAL_ORGANIZATION = "InternationalOrganization",
    ACADEMIC_INSTITUTION = "AcademicInstitution",
    COUNTRY = "Country",
    PLACE = "Place",
    TOPIC_CLASS = "Topic",
    POST_CLASS = "Post",
    FIGURE_CLASS = "Figure",
    PARTICIPATION = "Participation",
    DOCUMENT = "Document",
    CLAIM = "Claim",
    QUOTATION_CLASS = "Quotation",
    GRAPH = "Graph",
    RESOLUTION = "Resolution",
    // The relations of facts.
    EDITION_OF = "editionOf",
    YEAR = "year",
    EDITION_NUMBER = "editionNumber",
    START_DATE = "startDate",
    END_DATE = "endDate",
    HELD_IN = "heldIn",
    VENUE = "venue",
    THEME = "theme",
    ORGANIZER = "organizer",
    HOST = "host",
    SPEAKER = "speaker",
    ATTENDEE = "attendee",
    EXHIBITOR = "exhibitor",
    PARTICIPATING_COUNTRY = "participatingCountry",
    CONGRATULATED_BY = "congratulatedBy",
    TOPIC = "topic",
    SESSION = "session",
    FIGURE = "figure",
    POST = "post",
    AFFILIATION = "affiliation",
    REPRESENTS = "represents",
    // Entities.
    AUTHORITY = "authority",
    HELD_BY = "heldBy",
    // Figures.
    METRIC = "metric",
    VALUE = "value",
    UNIT = "unit",
    BOUND = "bound",
    MIN_VALUE = "minValue",
    MAX_VALUE = "maxValue",
    WORDS = "words",
    BASIS = "basis",
    // Participations.
    IN_EDITION = "inEdition",
    PARTICIPANT = "participant",
    ROLE = "role",
    MODE = "mode",
    CAPACITY = "capacity",
    // Documents.
    KEY = "key",
    DIGEST = "digest",
    FORMAT = "format",
    READER = "reader",
    // Claims and quotations.
    CLAIM_SUBJECT = "claimSubject",
    CLAIM_PROPERTY = "claimProperty",
    CLAIM_OBJECT = "claimObject",
    QUOTATION = "quotation",
    RULE = "rule",
    EXACT = "exact",
    START = "start",
    END = "end",
    // Graphs.
    FORMAT_VERSION = "formatVersion",
    BASE = "base",
    // Resolutions.
    RESOLVED = "resolved",
    DECISION = "decision",
    KEPT = "kept",
    OTHER = "other",
    KEPT_LABEL = "keptLabel",
    OTHER_LABEL = "otherLabel",
}

terms! {
    /// Dublin Core terms.
    dcterms, "http://purl.org/dc/terms/",
    TITLE = "title",
    PUBLISHER = "publisher",
    ISSUED = "issued",
    SOURCE = "source",
}

terms! {
    /// Simple Knowledge Organization System.
    skos, "http://www.w3.org/2004/02/skos/core#",
    ALT_LABEL = "altLabel",
    CONCEPT = "Concept",
}

terms! {
    /// The provenance ontology.
    prov, "http://www.w3.org/ns/prov#",
    WAS_DERIVED_FROM = "wasDerivedFrom",
    WAS_QUOTED_FROM = "wasQuotedFrom",
}

pub use oxigraph::model::vocab::{rdf, rdfs, xsd};

/// The ontology, as a node and as the name of its graph.
pub const ONTOLOGY: NamedNodeRef<'static> =
    NamedNodeRef::new_unchecked("https://w3id.org/expograph/ontology");

/// The name of the graph of resolutions: which names of different documents are one thing.
pub const RESOLUTIONS: NamedNodeRef<'static> =
    NamedNodeRef::new_unchecked("https://w3id.org/expograph/id/resolutions");

/// What is known of a graph itself: its format version and base. A node and the name of its
/// graph; the same whatever the base, so that it is found before the base is known.
pub const GRAPH: NamedNodeRef<'static> =
    NamedNodeRef::new_unchecked("https://w3id.org/expograph/id/graph");

/// The property of a relation.
pub fn property(relation: Relation) -> NamedNodeRef<'static> {
    match relation {
        Relation::EditionOf => expo::EDITION_OF,
        Relation::Year => expo::YEAR,
        Relation::EditionNumber => expo::EDITION_NUMBER,
        Relation::StartDate => expo::START_DATE,
        Relation::EndDate => expo::END_DATE,
        Relation::HeldIn => expo::HELD_IN,
        Relation::Venue => expo::VENUE,
        Relation::Theme => expo::THEME,
        Relation::Organizer => expo::ORGANIZER,
        Relation::Host => expo::HOST,
        Relation::Speaker => expo::SPEAKER,
        Relation::Attendee => expo::ATTENDEE,
        Relation::Exhibitor => expo::EXHIBITOR,
        Relation::ParticipatingCountry => expo::PARTICIPATING_COUNTRY,
        Relation::CongratulatedBy => expo::CONGRATULATED_BY,
        Relation::Topic => expo::TOPIC,
        Relation::Session => expo::SESSION,
        Relation::Figure => expo::FIGURE,
        Relation::Post => expo::POST,
        Relation::Affiliation => expo::AFFILIATION,
        Relation::Represents => expo::REPRESENTS,
    }
}

/// The classes that an entity of a kind is stated to be in: its own, and those above it that
/// questions ask for.
pub fn classes(kind: Kind) -> &'static [NamedNodeRef<'static>] {
    match kind {
        Kind::ExpoSeries => &[expo::EXPO_SERIES],
        Kind::Expo => &[expo::EXPO],
        Kind::Session => &[expo::SESSION_CLASS],
        Kind::Person => &[expo::PERSON],
        Kind::Organization => &[expo::ORGANIZATION],
        Kind::Company => &[expo::COMPANY, expo::ORGANIZATION],
        Kind::GovernmentBody => &[expo::GOVERNMENT_BODY, expo::ORGANIZATION],
        Kind::InternationalOrganization => &[expo::INTERNATIONAL_ORGANIZATION, expo::ORGANIZATION],
        Kind::AcademicInstitution => &[expo::ACADEMIC_INSTITUTION, expo::ORGANIZATION],
        Kind::Country => &[expo::COUNTRY],
        Kind::Place => &[expo::PLACE],
        Kind::Topic => &[expo::TOPIC_CLASS, skos::CONCEPT],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_and_classes_carry_the_names_of_the_model() {
        for relation in Relation::ALL {
            assert_eq!(
                property(relation).as_str(),
                format!("{}{}", expo::NAMESPACE, relation.name())
            );
        }
        for kind in [
            Kind::ExpoSeries,
            Kind::Expo,
            Kind::Session,
            Kind::Person,
            Kind::Organization,
            Kind::Company,
            Kind::GovernmentBody,
            Kind::InternationalOrganization,
            Kind::AcademicInstitution,
            Kind::Country,
            Kind::Place,
            Kind::Topic,
        ] {
            assert_eq!(
                classes(kind)[0].as_str(),
                format!("{}{}", expo::NAMESPACE, kind.name())
            );
        }
    }
}
