//! Every IRI the program writes or asks for, once. Tests hold the terms of our own namespace
//! against `ontology/expo.ttl` in both directions.

use crate::fact::{Kind, Relation};
use oxigraph::model::NamedNodeRef;

/// A term of a vocabulary, for those who write it thousands of times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    pub node: NamedNodeRef<'static>,
    /// As N-Quads write it, with a space behind.
    spaced: &'static str,
}

impl Name {
    /// As N-Quads write it.
    pub fn written(self) -> &'static str {
        &self.spaced[..self.spaced.len() - 1]
    }

    /// As N-Quads write it, with a space behind.
    pub fn spaced(self) -> &'static str {
        self.spaced
    }
}

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
            /// The same terms as names.
            pub mod name {
                use super::super::Name;
                $(
                    #[doc = concat!("`", $local, "`")]
                    pub const $name: Name = Name {
                        node: super::$name,
                        spaced: concat!("<", $namespace, $local, "> "),
                    };
                )+
            }
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
    TOPIC_SCHEME = "TopicScheme",
    FOUND_TOPICS = "FoundTopics",
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
    COUNTRY_CODE = "countryCode",
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
    SKETCH = "sketch",
    SAME_TEXT_AS = "sameTextAs",
    SHARED_TEXT = "sharedText",
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
    INFERENCE = "inference",
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
    DESCRIPTION = "description",
    LICENSE = "license",
    PUBLISHER = "publisher",
    ISSUED = "issued",
    SOURCE = "source",
}

terms! {
    /// Simple Knowledge Organization System.
    skos, "http://www.w3.org/2004/02/skos/core#",
    PREF_LABEL = "prefLabel",
    ALT_LABEL = "altLabel",
    BROADER = "broader",
    IN_SCHEME = "inScheme",
    EXACT_MATCH = "exactMatch",
    CONCEPT = "Concept",
    CONCEPT_SCHEME = "ConceptScheme",
}

terms! {
    /// Vocabulary of Interlinked Datasets.
    void, "http://rdfs.org/ns/void#",
    DATASET = "Dataset",
    DATASET_DESCRIPTION = "DatasetDescription",
    LINKSET = "Linkset",
    TRIPLES = "triples",
    ENTITIES = "entities",
    CLASSES = "classes",
    PROPERTIES = "properties",
    DISTINCT_SUBJECTS = "distinctSubjects",
    DISTINCT_OBJECTS = "distinctObjects",
    URI_SPACE = "uriSpace",
    VOCABULARY = "vocabulary",
    EXAMPLE_RESOURCE = "exampleResource",
    DATA_DUMP = "dataDump",
    FEATURE = "feature",
    SPARQL_ENDPOINT = "sparqlEndpoint",
    CLASS_PARTITION = "classPartition",
    CLASS = "class",
    PROPERTY_PARTITION = "propertyPartition",
    PROPERTY = "property",
    SUBSET = "subset",
    SUBJECTS_TARGET = "subjectsTarget",
    OBJECTS_TARGET = "objectsTarget",
    LINK_PREDICATE = "linkPredicate",
}

terms! {
    /// Friend of a Friend.
    foaf, "http://xmlns.com/foaf/0.1/",
    HOMEPAGE = "homepage",
    PRIMARY_TOPIC = "primaryTopic",
}

terms! {
    /// The vocabulary of the web's search engines.
    schema, "https://schema.org/",
    SAME_AS = "sameAs",
}

terms! {
    /// The provenance ontology.
    prov, "http://www.w3.org/ns/prov#",
    WAS_DERIVED_FROM = "wasDerivedFrom",
    WAS_QUOTED_FROM = "wasQuotedFrom",
}

terms! {
    /// RDF.
    rdf, "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    TYPE = "type",
    PROPERTY = "Property",
    FIRST = "first",
    REST = "rest",
    NIL = "nil",
}

terms! {
    /// The result sets of the W3C's RDF Data Access working group: rows as RDF.
    result_set, "http://www.w3.org/2001/sw/DataAccess/tests/result-set#",
    RESULT_SET = "ResultSet",
    RESULT_VARIABLE = "resultVariable",
    SOLUTION = "solution",
    INDEX = "index",
    BINDING = "binding",
    VARIABLE = "variable",
    VALUE = "value",
}

terms! {
    /// RDF Schema.
    rdfs, "http://www.w3.org/2000/01/rdf-schema#",
    LABEL = "label",
    COMMENT = "comment",
    CLASS = "Class",
    RESOURCE = "Resource",
    SUB_CLASS_OF = "subClassOf",
    SUB_PROPERTY_OF = "subPropertyOf",
    DOMAIN = "domain",
    RANGE = "range",
}

terms! {
    /// The Web Ontology Language.
    owl, "http://www.w3.org/2002/07/owl#",
    CLASS = "Class",
    THING = "Thing",
    RESTRICTION = "Restriction",
    OBJECT_PROPERTY = "ObjectProperty",
    DATATYPE_PROPERTY = "DatatypeProperty",
    ANNOTATION_PROPERTY = "AnnotationProperty",
    SYMMETRIC_PROPERTY = "SymmetricProperty",
    TRANSITIVE_PROPERTY = "TransitiveProperty",
    FUNCTIONAL_PROPERTY = "FunctionalProperty",
    INVERSE_FUNCTIONAL_PROPERTY = "InverseFunctionalProperty",
    EQUIVALENT_CLASS = "equivalentClass",
    EQUIVALENT_PROPERTY = "equivalentProperty",
    INVERSE_OF = "inverseOf",
    PROPERTY_CHAIN_AXIOM = "propertyChainAxiom",
    ALL_VALUES_FROM = "allValuesFrom",
    SOME_VALUES_FROM = "someValuesFrom",
    HAS_VALUE = "hasValue",
    HAS_KEY = "hasKey",
    IMPORTS = "imports",
    INTERSECTION_OF = "intersectionOf",
    UNION_OF = "unionOf",
    DISJOINT_UNION_OF = "disjointUnionOf",
    ONE_OF = "oneOf",
    SAME_AS = "sameAs",
    MAX_CARDINALITY = "maxCardinality",
    MAX_QUALIFIED_CARDINALITY = "maxQualifiedCardinality",
}

terms! {
    /// The datatypes of XML Schema.
    xsd, "http://www.w3.org/2001/XMLSchema#",
    STRING = "string",
    BOOLEAN = "boolean",
    INTEGER = "integer",
    DECIMAL = "decimal",
    DATE = "date",
}

/// The ontology, as a node and as the name of its graph.
pub const ONTOLOGY: NamedNodeRef<'static> =
    NamedNodeRef::new_unchecked("https://w3id.org/expograph/ontology");

/// The name of the graph of resolutions: which names of different documents are one thing.
pub const RESOLUTIONS: NamedNodeRef<'static> =
    NamedNodeRef::new_unchecked("https://w3id.org/expograph/id/resolutions");

/// The name of the graph of texts: which documents carry one text.
pub const TEXTS: NamedNodeRef<'static> =
    NamedNodeRef::new_unchecked("https://w3id.org/expograph/id/texts");
/// The name of the graph of what the authority files know of things: the country they are in, and
/// which things of Wikidata they are. No document states it.
pub const AUTHORITIES: NamedNodeRef<'static> =
    NamedNodeRef::new_unchecked("https://w3id.org/expograph/id/authority");

/// How the names of Wikidata's items begin.
pub const WIKIDATA: &str = "http://www.wikidata.org/entity/";

/// The name of the graph of what was inferred: the triples of the default graph that no document
/// states and that the ontology implies. The same whatever the base, so that queries can name it.
pub const INFERRED: NamedNodeRef<'static> =
    NamedNodeRef::new_unchecked("https://w3id.org/expograph/id/inferred");

/// What is known of a graph itself: its format version and base. A node and the name of its
/// graph; the same whatever the base, so that it is found before the base is known.
pub const GRAPH: NamedNodeRef<'static> =
    NamedNodeRef::new_unchecked("https://w3id.org/expograph/id/graph");

/// The property of a relation.
pub fn property(relation: Relation) -> Name {
    use expo::name;
    match relation {
        Relation::EditionOf => name::EDITION_OF,
        Relation::Year => name::YEAR,
        Relation::EditionNumber => name::EDITION_NUMBER,
        Relation::StartDate => name::START_DATE,
        Relation::EndDate => name::END_DATE,
        Relation::HeldIn => name::HELD_IN,
        Relation::Venue => name::VENUE,
        Relation::Theme => name::THEME,
        Relation::Organizer => name::ORGANIZER,
        Relation::Host => name::HOST,
        Relation::Speaker => name::SPEAKER,
        Relation::Attendee => name::ATTENDEE,
        Relation::Exhibitor => name::EXHIBITOR,
        Relation::ParticipatingCountry => name::PARTICIPATING_COUNTRY,
        Relation::CongratulatedBy => name::CONGRATULATED_BY,
        Relation::Topic => name::TOPIC,
        Relation::Session => name::SESSION,
        Relation::Figure => name::FIGURE,
        Relation::Post => name::POST,
        Relation::Affiliation => name::AFFILIATION,
        Relation::Represents => name::REPRESENTS,
    }
}

/// The classes that an entity of a kind is stated to be in: its own, and those above it that
/// questions ask for.
pub fn classes(kind: Kind) -> &'static [Name] {
    use expo::name;
    match kind {
        Kind::ExpoSeries => &[name::EXPO_SERIES],
        Kind::Expo => &[name::EXPO],
        Kind::Session => &[name::SESSION_CLASS],
        Kind::Person => &[name::PERSON],
        Kind::Organization => &[name::ORGANIZATION],
        Kind::Company => &[name::COMPANY, name::ORGANIZATION],
        Kind::GovernmentBody => &[name::GOVERNMENT_BODY, name::ORGANIZATION],
        Kind::InternationalOrganization => &[name::INTERNATIONAL_ORGANIZATION, name::ORGANIZATION],
        Kind::AcademicInstitution => &[name::ACADEMIC_INSTITUTION, name::ORGANIZATION],
        Kind::Country => &[name::COUNTRY],
        Kind::Place => &[name::PLACE],
        Kind::Topic => &[name::TOPIC_CLASS, skos::name::CONCEPT],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_as_their_nodes() {
        for name in [expo::name::START, rdf::name::TYPE, xsd::name::DATE] {
            assert_eq!(name.written(), name.node.to_string());
            assert_eq!(name.spaced(), format!("{} ", name.node));
        }
    }

    #[test]
    fn properties_and_classes_carry_the_names_of_the_model() {
        for relation in Relation::ALL {
            assert_eq!(
                property(relation).node.as_str(),
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
                classes(kind)[0].node.as_str(),
                format!("{}{}", expo::NAMESPACE, kind.name())
            );
        }
    }
}
