//! The IRIs of a reading's entities.

use super::{Base, document_slug, push_slug};
use crate::fact::{Entity, EntityId, Kind, Object, Reading, Relation};

/// The IRI of the document with that key; it is also the name of its graph.
pub fn document_iri(base: &Base, key: &str) -> String {
    format!("{base}document/{}", document_slug(key))
}

/// The IRIs of the entities of one reading.
pub struct Identities {
    /// In angle brackets, each with the offset at which the part after the kind begins.
    iris: Vec<(String, usize)>,
}

impl Identities {
    /// Mints the IRIs. Two entities of a reading with the same IRI are one thing; sessions belong
    /// to the edition that names them.
    pub fn of(reading: &Reading, base: &Base) -> Identities {
        let mut iris: Vec<(String, usize)> = reading
            .entities
            .iter()
            .map(|entity| mint(base, entity, None))
            .collect();
        // An edition of a known series is that series' and year's, whatever the text calls it.
        for fact in &reading.facts {
            let (Relation::Year, Object::Integer(year)) = (fact.relation, &fact.object) else {
                continue;
            };
            let entity = reading.entity(fact.subject);
            let series = entity
                .authority
                .as_deref()
                .and_then(|authority| authority.strip_prefix("series/"));
            if let (Kind::Expo, Some(series)) = (entity.kind, series) {
                let (iri, start) = &mut iris[fact.subject.0 as usize];
                iri.truncate(*start);
                push_slug(iri, series);
                let year = year.to_string();
                if !series.contains(&year) {
                    iri.push('-');
                    iri.push_str(&year);
                }
            }
        }
        for fact in &reading.facts {
            let (Relation::Session, Object::Entity(session)) = (fact.relation, &fact.object) else {
                continue;
            };
            let entity = reading.entity(*session);
            let (iri, start) = &iris[session.0 as usize];
            // The first edition that claims a session keeps it.
            if entity.kind == Kind::Session && !iri[*start..].contains('/') {
                let (edition, start) = &iris[fact.subject.0 as usize];
                let minted = mint(base, entity, Some(&edition[*start..]));
                iris[session.0 as usize] = minted;
            }
        }
        for (iri, _) in &mut iris {
            iri.push('>');
        }
        Identities { iris }
    }

    /// The IRI of an entity, in angle brackets.
    ///
    /// # Panics
    /// If the id is of another reading and out of range.
    pub fn written(&self, id: EntityId) -> &str {
        &self.iris[id.0 as usize].0
    }

    /// The part of the IRI after the kind ("smart-china-expo-2020").
    ///
    /// # Panics
    /// If the id is of another reading and out of range.
    pub fn slug(&self, id: EntityId) -> &str {
        let (iri, start) = &self.iris[id.0 as usize];
        &iri[*start..iri.len() - 1]
    }
}

/// An IRI in angle brackets that wants its slug and the closing one, and where the slug begins.
fn mint(base: &Base, entity: &Entity, scope: Option<&str>) -> (String, usize) {
    let segment = segment(entity.kind);
    let mut iri = String::with_capacity(base.as_str().len() + segment.len() + 64);
    iri.push('<');
    iri.push_str(base.as_str());
    iri.push_str(segment);
    iri.push('/');
    let start = iri.len();
    if let Some(scope) = scope {
        iri.push_str(scope);
        iri.push('/');
    }
    match stable_authority(entity) {
        Some(id) => push_slug(&mut iri, id),
        None => push_slug(&mut iri, &entity.label),
    }
    (iri, start)
}

/// The id of the authority record if it identifies this very thing: an edition's record may be
/// its series', which all editions share.
fn stable_authority(entity: &Entity) -> Option<&str> {
    let (table, id) = entity.authority.as_deref()?.split_once('/')?;
    (entity.kind != Kind::Expo || table != "series").then_some(id)
}

/// The path segment of a kind. The classes of organisations share one: which class an
/// organisation has may differ from document to document, the organisation does not.
fn segment(kind: Kind) -> &'static str {
    match kind {
        Kind::ExpoSeries => "series",
        Kind::Expo => "expo",
        Kind::Session => "session",
        Kind::Person => "person",
        Kind::Organization
        | Kind::Company
        | Kind::GovernmentBody
        | Kind::InternationalOrganization
        | Kind::AcademicInstitution => "organization",
        Kind::Country => "country",
        Kind::Place => "place",
        Kind::Topic => "topic",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::{Evidence, Fact};

    fn entity(kind: Kind, label: &str, authority: Option<&str>) -> Entity {
        Entity {
            kind,
            label: label.to_owned(),
            aliases: Vec::new(),
            authority: authority.map(Into::into),
            broader: None,
        }
    }

    #[test]
    fn an_authority_or_the_folded_label_makes_the_iri() {
        let reading = Reading {
            entities: vec![
                entity(Kind::Country, "Singapore", Some("countries/sg")),
                entity(Kind::Company, "Alibaba Group", None),
                entity(Kind::Organization, "ALIBABA group", None),
                entity(Kind::Expo, "Smart China Expo 2020", Some("series/sce")),
                entity(Kind::Session, "Opening Ceremony", None),
                entity(Kind::Person, "<>\"{} \u{202e}", None),
            ],
            facts: vec![Fact {
                subject: EntityId(3),
                relation: Relation::Session,
                object: Object::Entity(EntityId(4)),
                evidence: Evidence {
                    span: 0..1,
                    rule: "session.test".into(),
                },
                mode: None,
                capacity: None,
            }],
        };
        let base = Base::default();
        let names = Identities::of(&reading, &base);
        let id = |n| {
            let iri = names.written(EntityId(n)).strip_prefix('<').unwrap();
            let iri = iri.strip_suffix('>').unwrap();
            iri.strip_prefix(base.as_str()).unwrap()
        };
        assert_eq!(id(0), "country/sg");
        assert_eq!(id(1), "organization/alibaba-group");
        assert_eq!(id(1), id(2));
        assert_eq!(id(3), "expo/smart-china-expo-2020");
        assert_eq!(id(4), "session/smart-china-expo-2020/opening-ceremony");
        assert_eq!(
            names.slug(EntityId(4)),
            "smart-china-expo-2020/opening-ceremony"
        );
        assert!(id(5).starts_with("person/x-"));
    }
}
