//! Measures how fast facts are read.
use expograph::document::*;
use expograph::entity::*;
use expograph::fact::*;
use expograph::rdf::*;
use oxigraph::io::*;
use oxigraph::model::*;
struct Slow<W: std::io::Write>(oxigraph::io::WriterQuadSerializer<W>, String);
impl<W: std::io::Write> Sink for Slow<W> {
    fn triple(&mut self, part: Part, s: NamedNodeRef<'_>, p: NamedNodeRef<'_>, o: TermRef<'_>) {
        if part == Part::Facts {
            self.0
                .serialize_quad(QuadRef::new(s, p, o, GraphNameRef::DefaultGraph))
                .unwrap();
        }
        self.0
            .serialize_quad(QuadRef::new(s, p, o, NamedNodeRef::new_unchecked(&self.1)))
            .unwrap();
    }
}
struct Count(usize);
impl Sink for Count {
    fn triple(&mut self, _p: Part, s: NamedNodeRef<'_>, p: NamedNodeRef<'_>, _o: TermRef<'_>) {
        self.0 += s.as_str().len() + p.as_str().len();
    }
}
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
        let mut c = Count(0);
        for _ in 0..rounds {
            describe(&d, &r, &base, None, &mut c);
        }
        println!(
            "describe only {:.1} us/doc {}",
            t.elapsed().as_micros() as f64 / rounds as f64,
            c.0
        );
        let t = std::time::Instant::now();
        let mut out = Vec::new();
        for _ in 0..rounds / 10 {
            out.clear();
            let mut s = Slow(
                RdfSerializer::from_format(RdfFormat::NQuads).for_writer(&mut out),
                iri.clone(),
            );
            describe(&d, &r, &base, None, &mut s);
            s.0.finish().unwrap();
        }
        println!(
            "oxttl {:.1} us/doc",
            t.elapsed().as_micros() as f64 / (rounds / 10) as f64
        );
    }
}
