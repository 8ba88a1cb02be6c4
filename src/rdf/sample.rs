//! Readings made by hand for tests.

use crate::document::{Block, BlockKind, Document, Format};
use crate::fact::{
    Basis, Bound, Entity, EntityId, Evidence, Fact, Figure, Kind, Mode, Object, Reading, Relation,
};

/// Collects a reading sentence by sentence.
#[derive(Clone, Default)]
pub(crate) struct Sample {
    pub text: String,
    pub reading: Reading,
}

impl Sample {
    pub fn entity(&mut self, kind: Kind, label: &str) -> EntityId {
        self.record(kind, label, None, &[])
    }

    pub fn record(
        &mut self,
        kind: Kind,
        label: &str,
        authority: Option<&str>,
        aliases: &[&str],
    ) -> EntityId {
        self.reading.entities.push(Entity {
            kind,
            label: label.to_owned(),
            aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
            authority: authority.map(Into::into),
            broader: None,
        });
        EntityId(self.reading.entities.len() as u32 - 1)
    }

    pub fn fact(&mut self, sentence: &str, subject: EntityId, relation: Relation, object: Object) {
        let start = match self.text.rfind(sentence) {
            Some(start) => start,
            None => {
                if !self.text.is_empty() {
                    self.text.push(' ');
                }
                self.text.push_str(sentence);
                self.text.len() - sentence.len()
            }
        };
        self.reading.facts.push(Fact {
            subject,
            relation,
            object,
            evidence: Evidence {
                span: start..start + sentence.len(),
                rule: format!("{}.test", relation.name()).into(),
            },
            mode: None,
            capacity: None,
        });
    }

    pub fn document(&self, key: &str) -> Document {
        use sha2::Digest;
        Document {
            name: key.rsplit('/').next().unwrap_or(key).to_owned(),
            key: key.to_owned(),
            format: Format::Text,
            text: self.text.clone(),
            blocks: vec![Block {
                kind: BlockKind::Paragraph,
                range: 0..self.text.len(),
            }],
            title: Some("Expo opens".to_owned()),
            url: Some("https://example.org/news?id=1".to_owned()),
            publisher: None,
            published: jiff::civil::date(2020, 9, 15).into(),
            dateline: None,
            digest: format!("{:x}", sha2::Sha256::digest(self.text.as_bytes())),
        }
    }
}

/// An edition with a speaker in an office by video link, a figure, a session and dates.
pub(crate) fn edition(year: i64, speaker: &str) -> Sample {
    let mut sample = Sample::default();
    let expo = sample.entity(Kind::Expo, &format!("Sample Expo {year}"));
    let series = sample.record(
        Kind::ExpoSeries,
        "Sample Expo",
        Some("series/sample-expo"),
        &["SE", "the expo"],
    );
    let country = sample.record(Kind::Country, "Singapore", Some("countries/sg"), &[]);
    let person = sample.entity(Kind::Person, speaker);
    let company = sample.entity(Kind::Company, "Acme \"Works\" Ltd");
    let session = sample.entity(Kind::Session, "Opening Ceremony");
    let topic = sample.entity(Kind::Topic, "artificial intelligence");

    let first = format!("The Sample Expo {year} opened in Singapore on 15 September {year}.");
    let sentence = first.as_str();
    sample.fact(sentence, expo, Relation::EditionOf, Object::Entity(series));
    sample.fact(sentence, expo, Relation::Year, Object::Integer(year));
    let day = jiff::civil::date(year as i16, 9, 15);
    sample.fact(sentence, expo, Relation::StartDate, Object::Date(day));
    sample.fact(sentence, expo, Relation::HeldIn, Object::Entity(country));
    let second = format!("\"It's about A.I.,\"\nsaid {speaker}, the minister, by video link.");
    let sentence = second.as_str();
    sample.fact(sentence, expo, Relation::Speaker, Object::Entity(person));
    if let Some(fact) = sample.reading.facts.last_mut() {
        fact.mode = Some(Mode::VideoLink);
        fact.capacity = Some("Minister for Samples".to_owned());
    }
    let post = Object::Text("Minister for Samples".to_owned());
    sample.fact(sentence, person, Relation::Post, post);
    sample.fact(sentence, expo, Relation::Topic, Object::Entity(topic));
    let sentence = "More than 800 companies such as Acme joined the opening ceremony.";
    sample.fact(sentence, expo, Relation::Exhibitor, Object::Entity(company));
    sample.fact(sentence, expo, Relation::Session, Object::Entity(session));
    let figure = Figure {
        metric: "exhibitors".to_owned(),
        value: 800.0,
        bound: Bound::Min,
        range: None,
        unit: None,
        words: "More than 800".to_owned(),
        basis: Basis::Reported,
    };
    sample.fact(sentence, expo, Relation::Figure, Object::Figure(figure));
    sample
}
