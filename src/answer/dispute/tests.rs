//! Texts held against each other, without a graph: the rows are those that the query collects.

use super::*;
use crate::answer::argument::Arguments;
use crate::answer::{Answer, AnswerError, SavedQuery};
use crate::knowledge::Source;

/// The question as it is delivered, with its words and measures.
fn question() -> SavedQuery {
    let text = Source::embedded()
        .read("queries/disputes.rq")
        .expect("the query");
    SavedQuery::parse("disputes", "disputes.rq", &text).expect("a good header")
}

/// Cells by column, "column=cell" parted by "|"; on Demo Fair 2024, if no edition is named.
fn rows(lines: &[&str]) -> Table {
    let known = [
        "edition",
        "about",
        "kind",
        "words",
        "number",
        "unit",
        "low",
        "high",
        "slack",
        "basis",
        "country",
        "year",
        "first_month",
        "last_month",
        "document",
        "publisher",
        "published",
        "quotation",
        "edition_iri",
        "document_iri",
        "text_iri",
    ];
    let row = |line: &&str| {
        let cells: BTreeMap<&str, &str> = line
            .split('|')
            .map(|cell| cell.trim().split_once('=').expect("column=cell"))
            .collect();
        let get = |column: &str| cells.get(column).copied();
        let cell = |column: &&str| {
            let document = get("document").expect("a document");
            let value = get(column).map(str::to_owned);
            let value = match *column {
                "edition" => value.or(Some("Demo Fair 2024".to_owned())),
                "edition_iri" => value.or(Some("id:fair".to_owned())),
                "year" => match value {
                    Some(none) if none.is_empty() => None,
                    other => other.or(Some("2024".to_owned())),
                },
                "document_iri" => Some(format!("id:{document}")),
                "text_iri" => value.or(Some(format!("id:{document}"))),
                "quotation" => value.or(Some(format!("As {document} says."))),
                "number" | "low" | "high" if get("kind") == Some("figure") => {
                    value.or(get("words").map(str::to_owned))
                }
                "slack" => value.or(Some("0".to_owned())),
                "basis" => value.or(Some("reported".to_owned())),
                _ => value,
            };
            value.map(|value| match column.ends_with("_iri") {
                true => oxigraph::model::NamedNode::new_unchecked(value).into(),
                false => Term::from(Literal::from(value)),
            })
        };
        known.iter().map(cell).collect()
    };
    Table {
        columns: known.map(str::to_owned).to_vec(),
        rows: lines.iter().map(row).collect(),
    }
}

fn answer(table: Table, arguments: &Arguments) -> Result<Table, AnswerError> {
    match question().finish(Answer::Rows(table), arguments)? {
        Answer::Rows(table) => Ok(table),
        other => panic!("{other:?}"),
    }
}

/// "verdict: about value / against (document)" for each row.
fn told(lines: &[&str]) -> Vec<String> {
    let table = answer(rows(lines), &Arguments::new()).expect("judged");
    let told = table.rows.iter().map(|row| {
        let get = |column: &str| table.get(row, column);
        format!(
            "{}: {} {} / {} ({})",
            get("verdict"),
            get("about"),
            get("value"),
            get("against"),
            get("document")
        )
    });
    told.collect()
}

#[test]
fn bounds_and_round_numbers_that_agree_are_no_dispute() {
    let figure = "kind=figure|about=visitors";
    let more = format!(
        "{figure}|words=more than 800|number=800|low=800|high=10000000000000000000.0|document=a"
    );
    let exact = format!("{figure}|words=843|document=b");
    assert!(told(&[&more, &exact]).is_empty());
    let less = format!("{figure}|words=790|document=c");
    assert_eq!(
        told(&[&more, &exact, &less]),
        [
            "dispute: visitors 790 / 843; more than 800 (c)",
            "dispute: visitors 843 / 790 (b)",
            "dispute: visitors more than 800 / 790 (a)",
        ]
    );
    let round = format!("{figure}|words=1,000|number=1000|low=1000|high=1000|slack=50|document=a");
    let near = format!("{figure}|words=1,050|number=1050|low=1050|high=1050|document=b");
    let not = format!("{figure}|words=1,051|number=1051|low=1051|high=1051|document=b");
    assert!(told(&[&round, &near]).is_empty());
    assert_eq!(told(&[&round, &not]).len(), 2);
}

#[test]
fn figures_that_may_be_of_different_things_are_unclear() {
    let figure = "kind=figure|about=booths";
    let one = format!("{figure}|words=90|document=a");
    let far = format!("{figure}|words=181|document=b");
    let reason = "unclear: so far apart that one may be of a part";
    assert_eq!(
        told(&[&one, &far])[0],
        format!("{reason}: booths 181 / 90 (b)")
    );
    let twice = format!("{figure}|words=180|document=b");
    assert_eq!(told(&[&one, &twice])[0], "dispute: booths 180 / 90 (b)");
    let announced = format!("{figure}|words=120|basis=announced|document=b");
    assert_eq!(
        told(&[&one, &announced]),
        [
            "not as announced: booths 120 (announced) / 90 (b)",
            "not as announced: booths 90 / 120 (announced) (a)",
        ]
    );
    let other = format!("{figure}|words=100|document=b");
    assert_eq!(
        told(&[&one, &twice, &other])[1],
        "unclear: a text gives several numbers: booths 90 / 100 to 180 (a)"
    );
    // Of one metric in another unit nothing follows.
    let unit = format!("{figure}|words=120|unit=USD|document=b");
    assert!(told(&[&one, &unit]).is_empty());
    // A text may announce one number and report another.
    let itself = format!("{figure}|words=120|basis=expected|document=a");
    assert_eq!(told(&[&one, &itself]).len(), 2);
}

#[test]
fn days_and_places_are_judged_by_what_they_leave_open() {
    let day = "kind=day|about=start date";
    let held = format!("{day}|words=2024-05-06|published=2024-05-08|document=a");
    let other = format!("{day}|words=2024-05-07|published=2024-05-09|document=b");
    assert_eq!(
        told(&[&held, &other])[0],
        "dispute: start date 2024-05-06 / 2024-05-07 (a)"
    );
    let planned = format!("{day}|words=2024-05-20|published=2024-01-02|document=b");
    assert_eq!(
        told(&[&held, &planned])[0],
        "not as announced: start date 2024-05-06 / 2024-05-20 (a)"
    );
    let later = format!("{day}|words=2024-05-27|published=2024-02-02|document=c");
    let moved = "unclear: said beforehand, perhaps moved: start date 2024-05-20 / 2024-05-27 (b)";
    assert_eq!(told(&[&planned, &later])[0], moved);
    let same_day = format!("{day}|words=2024-05-27|published=2024-01-02|document=c");
    assert_eq!(
        told(&[&planned, &same_day])[0],
        "dispute: start date 2024-05-20 / 2024-05-27 (b)"
    );

    let place = "kind=place|about=held in";
    let town = format!("{place}|words=Lagos|document=a");
    let country = format!("{place}|words=Nigeria|country=yes|document=b");
    let elsewhere = format!("{place}|words=Kano|document=c");
    assert!(told(&[&town, &country]).is_empty());
    assert_eq!(
        told(&[&town, &elsewhere])[0],
        "unclear: one may lie in the other, or it was held at both: held in Kano / Lagos (c)"
    );
    let theme = "kind=theme|about=theme";
    let long = format!("{theme}|words=Clay for All: Fire and Form|document=a");
    let short = format!("{theme}|words=Clay for all|document=b");
    assert!(told(&[&long, &short]).is_empty());
}

#[test]
fn an_edition_that_may_be_two_has_no_disputes() {
    let number = "kind=number|about=edition number";
    let unknown = [
        format!("{number}|words=3|year=|document=a"),
        format!("{number}|words=4|year=|document=b"),
    ];
    let unknown: Vec<&str> = unknown.iter().map(String::as_str).collect();
    assert!(told(&unknown)[0].starts_with("unclear: perhaps not of the same year: "));
    let apart = [
        format!("{number}|words=3|first_month=4|last_month=10|document=a"),
        format!("{number}|words=4|document=b"),
    ];
    let apart: Vec<&str> = apart.iter().map(String::as_str).collect();
    assert!(told(&apart)[1].starts_with("unclear: perhaps of two editions in one year: "));
    let next = apart[0].replace("last_month=10", "last_month=5");
    assert!(told(&[&next, apart[1]])[0].starts_with("dispute: "));
}

#[test]
fn posts_differ_by_their_rank_only() {
    let post = "kind=post|about=post of Nora Quist";
    let head = format!("{post}|words=Minister of Crafts|document=a");
    let deputy = format!("{post}|words=deputy minister of crafts|document=b");
    let another = format!("{post}|words=president of the potters|document=c");
    let both = [
        "dispute: post of Nora Quist Minister of Crafts / deputy minister of crafts (a)",
        "dispute: post of Nora Quist deputy minister of crafts / Minister of Crafts (b)",
    ];
    let mut found = told(&[&head, &deputy, &another]);
    found.sort();
    assert_eq!(found, both);
    assert!(told(&[&head, &another]).is_empty());
    // Who was promoted is both.
    let promoted = [
        format!("{post}|words=minister of crafts|document=d"),
        format!("{post}|words=deputy minister of crafts|document=d"),
    ];
    assert!(told(&[&head, &promoted[0], &promoted[1]]).is_empty());
}

#[test]
fn a_text_that_many_documents_carry_is_one() {
    let figure = "kind=figure|about=visitors";
    let lines = [
        format!("{figure}|words=36|document=a|text_iri=id:a|published=2024-05-02|publisher=Wire"),
        format!("{figure}|words=36|document=b|text_iri=id:a"),
        format!("{figure}|words=37|document=c"),
        // Only in a copy: the text gives both.
        format!("{figure}|words=37|document=b|text_iri=id:a"),
    ];
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    assert!(told(&lines).is_empty());
    let table = answer(rows(&lines[..3]), &Arguments::new()).expect("judged");
    let cells = |row: &[Option<Term>]| {
        let cells = ["document", "copies", "publisher", "published", "quotation"];
        cells.map(|column| table.get(row, column)).join("|")
    };
    let found: Vec<String> = table.rows.iter().map(|row| cells(row)).collect();
    assert_eq!(found, ["a|1|Wire|2024-05-02|As a says.", "c||||As c says."]);
}

#[test]
fn only_one_verdict_is_kept() {
    let lines = [
        "kind=number|about=edition number|words=3|document=a",
        "kind=number|about=edition number|words=4|document=b",
    ];
    let kept = |verdict: &str| {
        let given = Literal::from(verdict).into();
        let arguments = Arguments::from([("__verdict_literal".to_owned(), given)]);
        answer(rows(&lines), &arguments).map(|table| table.rows.len())
    };
    assert_eq!(kept("dispute").expect("known"), 2);
    assert_eq!(kept("Unclear").expect("known"), 0);
    assert_eq!(
        kept("disputed").expect_err("unknown").to_string(),
        "verdict=disputed: expected dispute, not as announced or unclear"
    );
}

#[test]
fn what_cannot_be_judged_is_told() {
    let mut table = rows(&["kind=number|about=a|words=3|document=a"]);
    let wrong_kind = rows(&["kind=nonsense|about=a|words=3|document=a"]);
    let problem = |table: Table| {
        answer(table, &Arguments::new())
            .expect_err("wrong")
            .to_string()
    };
    assert_eq!(
        problem(wrong_kind),
        "disputes.rq:1: who judges disputes does not know the ?kind \"nonsense\"; it is one of figure, day, number, place, theme, post"
    );
    table.drop_columns(|name| name == "low");
    assert_eq!(
        problem(table),
        "disputes.rq:1: who judges disputes needs the column ?low"
    );
    // A number that is none is not held against others.
    let figure = "kind=figure|about=visitors";
    let odd = format!("{figure}|words=many|document=a");
    let good = format!("{figure}|words=3|document=b");
    let infinite = format!("{figure}|words=inf|document=c");
    assert!(told(&[&odd, &good, &infinite]).is_empty());
}

#[test]
fn headers_are_checked() {
    let problem = |change: (&str, &str)| {
        let text = question().text;
        assert!(text.contains(change.0), "{}", change.0);
        let text = text.replacen(change.0, change.1, 1);
        SavedQuery::parse("q", "q.rq", &text)
            .expect_err("a mistake")
            .problem
    };
    for (from, to, expected) in [
        (
            "by: disputes",
            "by: dispute",
            "nobody judges by \"dispute\"; did you mean \"disputes\"?; it is one of disputes",
        ),
        (
            "  by: disputes",
            "  buy: disputes",
            "judge needs `by:`, one of disputes",
        ),
        (
            "far: 2",
            "far: two",
            "far must be a whole number, such as 2",
        ),
        (
            "#+   far: 2",
            "#+   fur: 2",
            "unknown key \"fur\" of judge; did you mean \"far\"?",
        ),
        (
            "theme: \"",
            "motto: \"",
            "unknown key \"motto\" of verdicts",
        ),
        ("#+     dispute: dispute\n", "", "verdicts needs `dispute:`"),
    ] {
        assert_eq!(problem((from, to)), expected);
    }
    // Whoever does not offer the verdict to choose leaves it out.
    let text = question().text;
    let (before, rest) = text.split_once("#+   - name: verdict").expect("described");
    let (_, after) = rest.split_once("#+ questions").expect("wordings");
    let text = format!("{before}#+ questions{after}");
    let query = SavedQuery::parse("q", "q.rq", &text).expect("a good header");
    assert_eq!(query.parameters.len(), 1);
}

/// A thousand documents give a thousand numbers, and three thousand repeat one of ten.
#[test]
fn many_texts_are_judged_at_once() {
    let line = |document: usize, number: usize| {
        format!("kind=figure|about=visitors|words={number}|document=d{document}")
    };
    let mut lines: Vec<String> = (0..1000).map(|n| line(n, 1000 + n)).collect();
    lines.extend((0..3000).map(|n| line(2000 + n, 1500 + n % 10)));
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let table = answer(rows(&lines), &Arguments::new()).expect("judged");
    assert_eq!(table.rows.len(), 4000);
}
