//! Measures how fast facts are read.
use expograph::document::*;
use expograph::entity::*;
use expograph::fact::*;
use expograph::rdf::*;
use oxigraph::io::*;
use oxigraph::model::*;
fn main() {
    let mut text = String::new();
    let mut r = Reading::default();
    for i in 0..40u32 {
        r.entities.push(Entity {
            kind: if i == 0 {
                Kind::Expo
            } else if i % 3 == 0 {
                Kind::Person
            } else {
                Kind::Company
            },
            label: format!("Entity Number {i} of the Expo"),
            aliases: if i % 4 == 0 {
                vec![format!("EN {i}")]
            } else {
                vec![]
            },
            authority: None,
            broader: None,
        });
    }
    for i in 0..20 {
        text.push_str(&format!("Sentence {i} says that the thing happened at the expo in the city and that more than eight hundred firms were there, too, he said. "));
    }
    let n = text.len() / 20;
    for i in 0..50usize {
        let s = (i * 20 / 50) * n;
        r.facts.push(Fact {
            subject: EntityId(0),
            relation: if i % 10 == 9 {
                Relation::Figure
            } else if i % 2 == 0 {
                Relation::Exhibitor
            } else {
                Relation::Speaker
            },
            object: if i % 10 == 9 {
                Object::Figure(Figure {
                    metric: "exhibitors".into(),
                    value: 800.0 + i as f64,
                    bound: Bound::Min,
                    range: None,
                    unit: None,
                    words: "more than 800".into(),
                    basis: Basis::Reported,
                })
            } else {
                Object::Entity(EntityId(1 + (i as u32 * 7) % 39))
            },
            evidence: Evidence {
                span: s..s + n,
                rule: "speaker.addressed".into(),
            },
            mode: None,
            capacity: None,
        });
    }
    let d = Document {
        name: "report.txt".into(),
        key: "some/folder/report.txt".into(),
        format: Format::Text,
        text: text.clone(),
        blocks: vec![],
        title: Some("A title".into()),
        url: Some("https://example.org/a".into()),
        publisher: Some("Xinhua".into()),
        published: None,
        dateline: None,
        digest: "0".repeat(64),
    };
    let base = Base::default();
    let iri = document_iri(&base, &d.key);
    let rounds = 4000;
    for _ in 0..2 {
        let t = std::time::Instant::now();
        let mut bytes = 0;
        let mut out = Vec::new();
        for _ in 0..rounds {
            out.clear();
            describe(&d, &r, &base, None, &mut NQuads::new(&mut out, &iri));
            bytes += out.len();
        }
        let e = t.elapsed();
        println!(
            "own: {} bytes/doc text {} lines {} {:.1} us/doc {:.0} MB/s",
            out.len(),
            text.len(),
            out.iter().filter(|b| **b == b'\n').count(),
            e.as_micros() as f64 / rounds as f64,
            bytes as f64 / e.as_secs_f64() / 1e6
        );
        let t = std::time::Instant::now();
        let mut count = 0;
        let mut c =
            Triples::new(|_, triple: TripleRef<'_>| count += triple.predicate.as_str().len());
        for _ in 0..rounds {
            describe(&d, &r, &base, None, &mut c);
        }
        println!(
            "describe only {:.1} us/doc {}",
            t.elapsed().as_micros() as f64 / rounds as f64,
            count
        );
        let t = std::time::Instant::now();
        let mut out = Vec::new();
        for _ in 0..rounds / 10 {
            out.clear();
            let mut writer = RdfSerializer::from_format(RdfFormat::NQuads).for_writer(&mut out);
            let graph = NamedNodeRef::new_unchecked(&iri);
            let mut sink = Triples::new(|part, triple: TripleRef<'_>| {
                if part == Part::Facts {
                    writer.serialize_triple(triple).unwrap();
                }
                writer.serialize_quad(triple.in_graph(graph)).unwrap();
            });
            describe(&d, &r, &base, None, &mut sink);
            writer.finish().unwrap();
        }
        println!(
            "oxttl {:.1} us/doc",
            t.elapsed().as_micros() as f64 / (rounds / 10) as f64
        );
    }
}
