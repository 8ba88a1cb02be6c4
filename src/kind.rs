//! The classes of things that documents speak of; names are the ontology's class names.

/// The class of an entity; names are the ontology's class names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    ExpoSeries,
    Expo,
    Session,
    Person,
    Organization,
    Company,
    GovernmentBody,
    InternationalOrganization,
    AcademicInstitution,
    Country,
    Place,
    Topic,
}

impl Kind {
    /// The local name of the class in the ontology.
    pub fn name(self) -> &'static str {
        match self {
            Kind::ExpoSeries => "ExpoSeries",
            Kind::Expo => "Expo",
            Kind::Session => "Session",
            Kind::Person => "Person",
            Kind::Organization => "Organization",
            Kind::Company => "Company",
            Kind::GovernmentBody => "GovernmentBody",
            Kind::InternationalOrganization => "InternationalOrganization",
            Kind::AcademicInstitution => "AcademicInstitution",
            Kind::Country => "Country",
            Kind::Place => "Place",
            Kind::Topic => "Topic",
        }
    }
}
