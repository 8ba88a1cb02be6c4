//! The examples and counter-examples of the constructions on editions, and what must hold for
//! texts that name no fair, no date or two fairs.

use expograph::document::{OriginWords, read_text};
use expograph::fact::{Object, Reading, Relation, read};
use expograph::knowledge::{Knowledge, Source};

struct Reader {
    knowledge: Knowledge,
    origin: OriginWords,
}

impl Reader {
    fn new() -> Reader {
        let source = Source::embedded();
        let knowledge = Knowledge::load(&source).expect("the embedded knowledge");
        let words = source
            .read("lexicon/document-origin.toml")
            .expect("the words of origin lines");
        let origin = OriginWords::parse(&words).expect("the words of origin lines");
        Reader { knowledge, origin }
    }

    fn read(&self, text: &str) -> Reading {
        let bytes = text.as_bytes().to_vec();
        let document = read_text("a.txt", "a.txt", bytes, &self.origin).expect("a document");
        read(&document, &self.knowledge)
    }

    /// The facts by a rule as "relation: object", with the subject's year where it is another.
    fn facts(&self, rule: &str, text: &str) -> Vec<String> {
        let reading = self.read(text);
        reading
            .facts
            .iter()
            .filter(|fact| &*fact.evidence.rule == rule)
            .filter_map(|fact| {
                let object = match &fact.object {
                    Object::Entity(id) => reading.entity(*id).label.clone(),
                    Object::Text(text) => text.clone(),
                    Object::Integer(n) => n.to_string(),
                    Object::Date(date) => date.to_string(),
                    Object::Figure(_) => return None,
                };
                let label = &reading.entity(fact.subject).label;
                let year = label.rsplit(' ').next().unwrap_or_default();
                let own = year == "2031" || year.len() != 4;
                let year = if own {
                    String::new()
                } else {
                    format!(" ({year})")
                };
                Some(format!("{}: {object}{year}", fact.relation.name()))
            })
            .collect()
    }
}

#[test]
fn examples_give_their_facts_and_counter_examples_none() {
    let reader = Reader::new();
    let mut wrong = Vec::new();
    let mut count = 0;
    for rule in &reader.knowledge.rules.documented {
        if !rule.id.starts_with("edition.") {
            continue;
        }
        for example in &rule.examples {
            count += 1;
            let found = reader.facts(&rule.id, &example.text);
            for expected in &example.facts {
                if !found.contains(expected) {
                    wrong.push(format!("{}: {expected:?} not in {found:?}", rule.id));
                }
            }
        }
        for example in &rule.counter {
            count += 1;
            let found = reader.facts(&rule.id, &example.text);
            if !found.is_empty() {
                wrong.push(format!("{}: {found:?} from {:?}", rule.id, example.text));
            }
        }
    }
    assert!(count > 40, "only {count} examples were found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_of_editions_is_documented() {
    let reader = Reader::new();
    let text = "LITTLE WENTON, May 5, 2031 - The 20th Harbour Expo 2031 opened here on Monday under \
                the theme \"Many Boats\" at the Riverside Convention Center. It runs until Friday.";
    for fact in reader.read(text).facts {
        let id = &*fact.evidence.rule;
        let known = reader
            .knowledge
            .rules
            .documented
            .iter()
            .any(|r| &*r.id == id);
        assert!(
            known || !id.starts_with("edition."),
            "{id} is not documented"
        );
    }
}

#[test]
fn a_text_without_a_fair_states_nothing() {
    let reader = Reader::new();
    for text in [
        "The council met on Monday and agreed to repair the bridge in Leeds.",
        "...\n",
        "It opened on Monday. It runs until Friday. The doors close at 6.",
    ] {
        assert!(reader.read(text).facts.is_empty(), "{text:?}");
    }
}

#[test]
fn without_any_date_weekdays_stay_open() {
    let reader = Reader::new();
    let reading = reader.read("The Harbour Expo opened on Monday and runs until Friday.");
    assert!(
        !reading
            .facts
            .iter()
            .any(|f| matches!(f.relation, Relation::StartDate | Relation::EndDate))
    );
}

#[test]
fn two_fairs_of_a_year_are_told_apart() {
    let reader = Reader::new();
    let text = "8 May 2031\n\nThe 133rd Canton Fair, which had begun on April 15th, closed on \
                Monday. The 134th Canton Fair will open on October 15th.";
    let reading = reader.read(text);
    let of = |label: &str| {
        reading
            .facts
            .iter()
            .filter(|f| reading.entity(f.subject).label == label)
            .map(|f| f.relation)
            .collect::<Vec<_>>()
    };
    assert!(of("Canton Fair 2031").contains(&Relation::EndDate));
    assert!(of("134th Canton Fair").contains(&Relation::StartDate));
}

/// The labels of the editions that a text says something of.
fn editions(reader: &Reader, text: &str) -> Vec<String> {
    let reading = reader.read(text);
    let mut labels: Vec<String> = reading
        .facts
        .iter()
        .filter(|fact| fact.relation == Relation::EditionOf)
        .map(|fact| reading.entity(fact.subject).label.clone())
        .collect();
    labels.dedup();
    labels
}

#[test]
fn a_fair_called_by_parts_of_its_name_is_one() {
    let reader = Reader::new();
    for (text, name) in [
        // A head noun with generic words in the headline, the full name below.
        (
            "Trade Fair opens in Corvia\n\nThe Lyra International Trade Fair, now in its 30th edition, opened in Corvia on 3 May 2031. Over 200 firms take part in the Trade Fair this year.",
            "Lyra International Trade Fair 2031",
        ),
        // Words cut short in the headline.
        (
            "Norvin Agric Show kicks off\n\nThe 41st Norvinia Agricultural Show opened on 3 May 2031 in Corvia. Norvinia Agricultural Show visitors came early.",
            "Norvinia Agricultural Show 2031",
        ),
        // A year behind a hyphen, in the name or with the head alone.
        (
            "LYREX-2031 opens in Corvia\n\nThe LYREX-2031 arms exhibition opened in Corvia on Monday, 5 May 2031. LYREX-2031 has 40 exhibitors.",
            "LYREX 2031",
        ),
        (
            "Lyra Silk Expo 2031 closes in Corvia\n\nThe Lyra Silk Expo closed on Sunday. Guests from 70 countries came to Expo 2031, the organisers said.",
            "Lyra Silk Expo 2031",
        ),
        // Only the words around it make the name a fair's.
        (
            "Nautia Far East grows again\n\nThe fifth outing of Nautia Far East, on 3 May 2031 in Corvia, has 200 exhibitors.",
            "Nautia Far East 2031",
        ),
        // Nouns in a row before the head.
        (
            "Show to grow\n\nThe 11th Corvia Food, Hotel and Equipment Exhibition will be held in Lyra from 19th to 22nd February 2031.",
            "Corvia Food, Hotel and Equipment Exhibition 2031",
        ),
        (
            "The 8th Lyra Hydrogen, Desalination, Resources, and Oceans Exhibition opens in Corvia on 3 May 2031.",
            "Lyra Hydrogen, Desalination, Resources, and Oceans Exhibition 2031",
        ),
        // Matters in a row behind the head.
        (
            "CORVIA, 4 March 2031 - The 9th World Congress on Soil, Water and Crop Health opened here on Tuesday with 700 delegates.",
            "World Congress on Soil, Water and Crop Health 2031",
        ),
        (
            "The fourth International Workshop on Tides, Turbines, and Grids was held online from 7 to 9 June 2031.",
            "International Workshop on Tides, Turbines, and Grids 2031",
        ),
        // A title in quotation marks, and a conference without a name.
        (
            "The conference, \"Water for All\", will be held at the Law School in Corvia on 4 and 5 May 2031. Keynote speakers include Dr Ann Roe.",
            "Water for All 2031",
        ),
        (
            "Corvia College is to host a conference on ageing on 31 August 2031. The conference has 20 speakers.",
            "conference on ageing 2031",
        ),
        // What follows a comma is something else.
        (
            "The Lyra Conference on Housing, Mayor Rhea Dorn and a choir opened the week of 3 May 2031. The conference has 90 speakers.",
            "Lyra Conference on Housing 2031",
        ),
    ] {
        let found = editions(&reader, text);
        assert_eq!(found, [name], "{text}");
    }
}

#[test]
fn fairs_with_other_names_stay_apart() {
    let reader = Reader::new();
    let text = "Lyra Boat Show 2031 opens in Corvia\n\nThe Lyra Boat Show opened in Corvia on Monday. The Faro Motor Show 2031 opens next week.";
    assert_eq!(
        editions(&reader, text),
        ["Lyra Boat Show 2031", "Faro Motor Show 2031"]
    );
}
