//! Copies are found whatever was done to their heads and ends; other reports on the same matter
//! are not, though they share a paragraph.

use super::*;
use crate::document::{Document, OriginWords, read_text};
use crate::knowledge::Source;
use proptest::prelude::*;

/// An agency's report on an invented fair.
const REPORT: &str = "\
The Kestrel Bay Ferry Show opened on Tuesday with 214 exhibitors from 31 countries, the most since the \
show moved to the old grain quay nine years ago.

Harbour minister Oda Lindqvist cut a rope of eelgrass instead of a ribbon and told the crowd that the \
short crossing was where electric ships would prove themselves first. Three yards signed letters of \
intent within the hour, among them Morrow & Daughters, which is to build four hulls for the island \
council of Strand.

The halls are fuller than last year and so is the car park. Battery makers have taken the whole of the \
lower floor; the engine builders, who used to have it, are upstairs and not pleased. \"We were here when \
the quay still smelled of barley,\" said Piet Varga of Varga Diesel, who has shown at every edition. He \
said he would come back next year all the same.

On Thursday the show turns to crews. A round table will ask why one mate in five leaves within two \
years, and the seamen's mission is offering soup. The organizers expect 9,000 visitors by Friday \
evening, when the prize for the quietest landing is awarded.

Tickets at the gate cost twelve crowns. Children under ten get in free, and dogs are welcome on the \
outer quay only.";

/// The same day by another writer.
const OTHER: &str = "\
Battery makers crowd out the engine builders at this year's Kestrel Bay Ferry Show, which began on \
Tuesday on the old grain quay.

Some 210 firms are showing what they have, according to the organizers, and minister Oda Lindqvist \
promised them that the state would order early. \"Somebody has to be first across,\" she said after \
cutting a rope of eelgrass. The island council of Strand has chosen Morrow & Daughters for four new \
hulls, a contract that the yard had fought for since spring.

Upstairs Piet Varga polishes a cylinder head. The family firm Varga Diesel has not missed an edition, \
and he means to keep it that way, whatever they think downstairs. Visitors can judge for themselves \
until Friday; the organizers hope for nine thousand of them.";

/// What the organizers put at the end of everything.
const ABOUT: &str = "\
About the Kestrel Bay Ferry Show: The Kestrel Bay Ferry Show is the meeting place of those who build, \
buy and run ships for short crossings. Held every year on the old grain quay, it brings together yards, \
suppliers and ferry companies from around the northern seas. It is organized by Kestrel Bay Fairs, a \
company of the town, and supported by the chamber of shipping.";

fn likeness() -> Likeness {
    Likeness::load(&Source::embedded()).unwrap()
}

fn document(text: &str) -> Document {
    let words = Source::embedded();
    let words = OriginWords::parse(&words.read("lexicon/document-origin.toml").unwrap()).unwrap();
    read_text("a.txt", "a.txt", text.as_bytes().to_vec(), &words).unwrap()
}

/// Pairs of positions: a copy and the first of its group.
fn found(texts: &[(&str, &str)]) -> Vec<(usize, usize)> {
    let likeness = likeness();
    let sketches: Vec<Sketch> = texts
        .iter()
        .map(|(_, text)| Sketch::of(&document(text), likeness.words))
        .collect();
    let names: Vec<String> = (0..texts.len())
        .map(|n| format!("https://x.org/{n:03}"))
        .collect();
    let mut all: Vec<Text<'_>> = (0..texts.len())
        .map(|n| Text {
            document: &names[n],
            published: texts[n].0,
            sketch: &sketches[n],
        })
        .collect();
    let place = |name: &str| names.iter().position(|known| known == name).unwrap();
    let pairs = |copies: &[Copy<'_>]| -> Vec<(usize, usize)> {
        copies
            .iter()
            .map(|copy| (place(copy.document), place(copy.first)))
            .collect()
    };
    let one = copies(&all, &likeness);
    all.reverse();
    let other = copies(&all, &likeness);
    assert_eq!(one, other, "the order of texts matters");
    pairs(&one)
}

fn paragraphs(text: &str, kept: usize) -> String {
    let kept: Vec<&str> = text.split("\n\n").take(kept).collect();
    kept.join("\n\n")
}

#[test]
fn a_copy_under_another_headline_is_found() {
    let one = format!(
        "Electric ferries take the floor\n\nKESTREL BAY, May 6, 2025 (North Wire) -- {REPORT}"
    );
    let two = format!("Quayside show draws 214 firms\n\nBy our staff writer\n\n{REPORT}");
    assert_eq!(
        found(&[("2025-05-07", &one), ("2025-05-06", &two)]),
        [(0, 1)]
    );
    assert_eq!(found(&[("", &one), ("", &two)]), [(1, 0)]);
    assert_eq!(found(&[("", &one), ("2025-05-07", &two)]), [(0, 1)]);
}

#[test]
fn a_copy_without_its_end_is_found_and_so_is_one_with_more() {
    let short = paragraphs(REPORT, 2);
    let longer = format!("{REPORT}\n\n{}", OTHER.replace("Ferry", "Boat"));
    let texts = [
        ("2025-05-06", REPORT),
        ("2025-05-07", &short),
        ("2025-05-08", &longer),
    ];
    assert_eq!(found(&texts), [(1, 0), (2, 0)]);
    // Two cuts of one text, of which the whole is known.
    let end: Vec<&str> = REPORT.split("\n\n").skip(2).collect();
    let end = end.join("\n\n");
    let texts = [
        ("2025-05-06", short.as_str()),
        ("2025-05-07", &end),
        ("2025-05-08", REPORT),
    ];
    assert_eq!(found(&texts), [(1, 0), (2, 0)]);
}

#[test]
fn a_lightly_edited_copy_is_found() {
    let edited = REPORT
        .replace("Tuesday", "6 May")
        .replace("nine years ago", "in 2016")
        .replace("said Piet Varga", "Piet Varga says")
        .replace("organizers", "organisers")
        .replace("Three yards", "3 yards")
        .replace('\u{27}', "\u{2019}");
    assert_eq!(found(&[("", REPORT), ("", &edited)]), [(1, 0)]);
}

/// What a paper's newsroom made of it.
const REWRITTEN: &str = "\
The Kestrel Bay Ferry Show opened on Tuesday with some 200 exhibitors, more than ever since the show \
moved to the old grain quay.

Minister Oda Lindqvist cut a rope of eelgrass instead of a ribbon and told visitors that the short \
crossing was where electric ships would prove themselves. Morrow & Daughters, one of three yards \
that signed letters of intent, is to build four hulls for Strand.

The lower floor belongs to the battery makers now; the engine builders are upstairs. \"We were here \
when the quay still smelled of barley,\" Piet Varga of Varga Diesel complains. His firm has shown at \
every edition, and he means to come back next year all the same.

A round table on Thursday will ask why one mate in five leaves within two years. The seamen's mission is \
offering soup. The fair hopes for 9,000 people until Friday, when the prize for the quietest \
landing is awarded. Dogs are welcome on the outer quay only.";

#[test]
fn a_copy_that_was_worked_over_is_found() {
    let [one, other] = [REPORT, REWRITTEN].map(|text| Sketch::of(&document(text), 5));
    let share = one.share(&other);
    assert!(share < likeness().share, "{share}: too easy");
    assert_eq!(found(&[("", REPORT), ("", REWRITTEN)]), [(1, 0)]);
}

#[test]
fn two_reports_on_one_day_are_two_texts() {
    assert_eq!(found(&[("", REPORT), ("", OTHER)]), []);
}

#[test]
fn a_paragraph_about_the_organizer_makes_no_copy() {
    let one = format!("{REPORT}\n\n{ABOUT}");
    let two = format!("{OTHER}\n\n{ABOUT}");
    assert_eq!(found(&[("", &one), ("", &two)]), []);
    // The paragraph alone is a copy of the longest text that has it.
    assert_eq!(found(&[("1", &one), ("2", &two), ("3", ABOUT)]), [(2, 0)]);
}

#[test]
fn sentences_are_often_worded_alike_but_the_same_one_is_a_copy() {
    let one = "Nordbrenn exhibited at the Lagos Kiln Show 2024 in hall three.";
    let two = "SolarGlaze exhibited at the Lagos Kiln Show 2024 in hall three.";
    assert_eq!(found(&[("", one), ("", two)]), []);
    assert_eq!(found(&[("", one), ("", one)]), [(1, 0)]);
    assert_eq!(found(&[("", "Rain."), ("", "Rain.")]), [(1, 0)]);
}

#[test]
fn what_very_many_texts_say_is_not_counted() {
    // Eighty notes that say the same but for who it is about.
    let names = |n: usize| -> String { (0..24).map(|word| format!("w{n}x{word} ")).collect() };
    let notes: Vec<String> = (0..80).map(|n| format!("{}. {ABOUT}", names(n))).collect();
    let mut texts: Vec<(&str, &str)> = notes.iter().map(|note| ("", note.as_str())).collect();
    texts.push(("", REPORT));
    let own: Vec<String> = (0..80).map(|n| format!("{} {REPORT}", names(n))).collect();
    texts.extend(own.iter().map(|text| ("", text.as_str())));
    let found = found(&texts);
    // A report in eighty papers is one text; the notes, mostly a common paragraph, are copies
    // of each other only as far as they were not many yet.
    assert_eq!(found.iter().filter(|(copy, _)| *copy >= 80).count(), 80);
}

#[test]
fn sketches_are_written_and_read() {
    let long: String = (0..3000).map(|n| format!("w{} ", n * n % 7919)).collect();
    for text in ["", "one", REPORT, &long] {
        let sketch = Sketch::of_texts([text].into_iter(), 5);
        assert_eq!(Sketch::read(&sketch.written()), Some(sketch.clone()));
        assert!(sketch.runs().len() <= 128);
        if !text.is_empty() {
            assert!((sketch.share(&sketch) - 1.0).abs() < f64::EPSILON);
        }
    }
    // Graphs keep sketches: the numbers must never change.
    let sketch = Sketch::of_texts(["The halls are fuller than last year."].into_iter(), 5);
    assert_eq!(sketch.written(), PINNED);
    for odd in [
        "",
        "x",
        "1",
        "1:0",
        "1:zzzzzzzz",
        "32:",
        "-1:",
        "0:é1234567",
    ] {
        assert_eq!(Sketch::read(odd), None, "{odd:?}");
    }
}

const PINNED: &str = "0:abc5a4b342ec0033a4319fb3";

proptest! {
    #[test]
    fn shares_are_near_the_truth(
        shared in 0_usize..2000, one in 0_usize..2000, other in 0_usize..2000, seed in any::<u32>(),
    ) {
        let words = |from: usize, count: usize| -> String {
            (from..from + count).map(|n| format!("{seed}x{n} ")).collect()
        };
        let common = words(0, shared);
        let a = common.clone() + &words(10_000, one);
        let b = common + &words(20_000, other);
        let (a, b) = [a, b].map(|t| Sketch::of_texts([t.as_str()].into_iter(), 1)).into();
        let shorter = shared + one.min(other);
        prop_assume!(shorter > 0);
        let truth = shared as f64 / shorter as f64;
        // A sample of at least sixty-four at the level of the longer text; where one is many
        // times longer, the sample of the shorter there is thinner.
        let level = a.level().max(b.level());
        let kept = a.at(level).count().min(b.at(level).count());
        let error = 4.5 * (0.25_f64 / kept.max(1) as f64).sqrt();
        prop_assert!((a.share(&b) - truth).abs() <= error, "{} {truth} {kept}", a.share(&b));
    }

    #[test]
    fn no_text_is_too_odd(text in any::<String>(), length in 0_usize..9) {
        let sketch = Sketch::of_texts([text.as_str()].into_iter(), length);
        prop_assert_eq!(Sketch::read(&sketch.written()), Some(sketch));
    }
}
