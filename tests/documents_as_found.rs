//! Reports as they are found on the web: days of the page, names before dates, datelines of many
//! agencies, links to other pages, pages built of boxes and tables. All texts are invented.

use expograph::document::{BlockKind, Document, OriginWords, read_html, read_text};
use expograph::knowledge::Source;

const LEAD: &str = "More than 300 makers of hand tools have brought their goods to the fair, which \
    opened its gates on Monday and will keep them open until the end of the week.";

fn words() -> OriginWords {
    let file = Source::embedded().read("lexicon/document-origin.toml");
    OriginWords::parse(&file.expect("embedded file")).expect("valid file")
}

fn text(content: &str) -> Document {
    let bytes = content.as_bytes().to_vec();
    read_text("a.txt", "a.txt", bytes, &words()).expect("a document")
}

fn html(content: &str) -> Document {
    let bytes = content.as_bytes().to_vec();
    read_html("a.html", "a.html", bytes, &words()).expect("a document")
}

fn published(document: &Document) -> Option<String> {
    document.published.map(|date| date.to_string())
}

#[test]
fn a_dateline_that_ends_with_its_agency_or_year() {
    for (line, day) in [
        ("Turin, Mar 5 (HNA) ", None),
        ("TURIN, March 5. /HNA/. ", None),
        ("Turin, Mar. 5, 2024 ", Some("2024-03-05")),
        (
            "TURIN, (Harbour Net / Alpine News - 5th Mar, 2024) ",
            Some("2024-03-05"),
        ),
    ] {
        let document = text(&format!("Tool makers gather again\n\n{line}{LEAD}\n"));
        let place = document
            .dateline
            .clone()
            .map(|r| document.text[r].to_lowercase());
        assert!(place.is_some_and(|p| p.starts_with("turin")), "{line}");
        assert_eq!(published(&document).as_deref(), day, "{line}");
    }
}

#[test]
fn the_day_of_the_page_above_the_headline_is_not_that_of_the_report() {
    let document = text(&format!(
        "Friday, 19th April 2024\nTo alpinepost.example\nSearch\n\nTool makers gather again\n\nBy Anna Vogel\n05 March 2019   |   3:24 am\n{LEAD}\n"
    ));
    assert_eq!(document.title.as_deref(), Some("Tool makers gather again"));
    assert_eq!(published(&document).as_deref(), Some("2019-03-05"));
}

#[test]
fn a_name_before_the_label_of_a_day_wrote_the_report() {
    for line in [
        "Anna Vogel Published March 5, 2024 | 05:00 PM",
        "updatetime:2024-03-05 12:44:20   Views:0 Source:alpine.example",
    ] {
        let document = text(&format!("Tool makers gather again\n\n{line}\n\n{LEAD}\n"));
        assert_eq!(
            published(&document).as_deref(),
            Some("2024-03-05"),
            "{line}"
        );
        assert_eq!(document.blocks[1].kind, BlockKind::Origin, "{line}");
    }
}

#[test]
fn headlines_below_a_label_of_links_are_no_text() {
    let document = text(&format!(
        "Tool makers gather again\n\n{LEAD}\n\nYou May Also Like\n\nThe Lyra Boat Show opens\n\n2024 Corvia Book Fair in numbers\n"
    ));
    let kinds: Vec<BlockKind> = document.blocks.iter().map(|b| b.kind).collect();
    use BlockKind::{Origin, Paragraph, Title};
    assert_eq!(kinds, [Title, Paragraph, Origin, Origin, Origin]);
    let document = text(&format!(
        "Tool makers gather again\n\nMore From This Section\n\n{LEAD}\n"
    ));
    assert_eq!(document.blocks.last().map(|b| b.kind), Some(Paragraph));
}

#[test]
fn boxes_side_by_side_are_no_one_word() {
    let document = html(&format!(
        "<article><h1>Tool makers gather again</h1><div><span class=a>By Staff Reporter</span><span class=d>March 5, 2024</span><span>120</span></div><p><span>M</span><span>ore tools.</span></p><p>{LEAD}</p></article>"
    ));
    assert_eq!(published(&document).as_deref(), Some("2024-03-05"));
    assert!(document.text.contains("More tools."));
}

#[test]
fn a_page_laid_out_as_a_table_is_text() {
    let document = html(&format!(
        "<table><tr><td><a>Home</a><br><a>Fairs</a></td><td><b>Tool makers gather again</b><br>Updated: 2024-03-05 10:44<br><br>TURIN, March 5 -- {LEAD}<br><br>A total of 300 makers came.<br><br></td></tr></table>"
    ));
    let body: Vec<&str> = (document.blocks.iter())
        .filter(|b| b.kind == BlockKind::Paragraph)
        .map(|b| &document.text[b.range.clone()])
        .collect();
    assert_eq!(body, [LEAD, "A total of 300 makers came."]);
    assert_eq!(published(&document).as_deref(), Some("2024-03-05"));
}

#[test]
fn the_headline_stands_below_the_menu() {
    let title = "Tool makers gather again for the Porto Tool Fair";
    for above in [
        "ALPINE EVENTS INC.\nOur shows    Exhibit    Visit    News\nNews / Tool Fair",
        "SHAVINGS & RUST\na slow diary about tools\nAbout | Tool index | Travel",
        "The Alpine Chronicle\nNewsSportFarmingPropertyWeather\nHome > Trade > Fairs",
        "Tool Weekly\nThe paper for those who make things | English edition\nYou are here: Home",
    ] {
        let document = text(&format!(
            "{above}\n{title}\n\nBy Anna Vogel\n5 March 2024\n\n{LEAD}\n"
        ));
        assert_eq!(document.title.as_deref(), Some(title), "{above}");
        assert_eq!(
            published(&document).as_deref(),
            Some("2024-03-05"),
            "{above}"
        );
    }
}

#[test]
fn a_headline_above_the_menu_stays_one() {
    let title = "Tool makers gather again in Porto";
    let document = text(&format!(
        "{title}\nShare | Print | Email\nMore than forty firms are new to the town this year\n\n{LEAD}\n"
    ));
    assert_eq!(document.title.as_deref(), Some(title));
}

#[test]
fn rows_of_numbers_are_no_menu() {
    let document = text(&format!(
        "Tool makers gather again\n\n{LEAD}\n\n{LEAD}\n\nExhibitors   318   274\nVisitors   12,640   10,530\n\n{LEAD}\n"
    ));
    let kept = |block: &expograph::document::Block| {
        block.kind != BlockKind::Origin
            && document.text[block.range.clone()].starts_with("Exhibitors")
    };
    assert!(document.blocks.iter().any(kept));
}

#[test]
fn a_line_of_origin_below_the_lead_tells_the_day() {
    let document = text(&format!(
        "Tool makers gather again\n\n{LEAD}\n\n5 March 2024 · 7 minutes · Print\n\n{LEAD}\n"
    ));
    assert_eq!(published(&document).as_deref(), Some("2024-03-05"));
    // The day of the fair alone on its line does not.
    let document = text(&format!(
        "Tool makers gather again\n\n{LEAD}\n\n{LEAD}\n\n5 March 2024\n\n{LEAD}\n"
    ));
    assert_eq!(published(&document), None);
}

#[test]
fn labels_over_links_may_be_in_the_language_of_the_site() {
    for label in [
        "Leia mais",
        "TE PUEDE INTERESAR",
        "Lesen Sie auch",
        "17 comentários",
        "Comments (2)",
    ] {
        let document = text(&format!(
            "Tool makers gather again\n\n{LEAD}\n\n{LEAD}\n\n{label}\nBoat show counts 60 makers\n(c) Alpine Events 2024\n"
        ));
        for line in [label, "Boat show", "(c) Alpine"] {
            let block = document
                .blocks
                .iter()
                .find(|block| document.text[block.range.clone()].starts_with(line));
            assert_eq!(
                block.map(|block| block.kind),
                Some(BlockKind::Origin),
                "{label}: {line}"
            );
        }
    }
}

#[test]
fn what_only_looks_like_a_menu_is_text() {
    let document = text(&format!(
        "Cookie fair opens in Porto\n\n{LEAD}\n\n«Nordfisk» opens in Porto\n\n{LEAD}\n\nAna Costa | Acme Pumps\nRui Melo | Nordfisk\n\n{LEAD}\n\nADVERTISEMENT\n\n{LEAD}\n"
    ));
    assert_eq!(
        document.title.as_deref(),
        Some("Cookie fair opens in Porto")
    );
    let is_text = |line: &str| {
        (document.blocks.iter()).any(|block| {
            block.kind != BlockKind::Origin && document.text[block.range.clone()].starts_with(line)
        })
    };
    for line in ["Cookie", "«Nordfisk»", "Ana Costa", "Rui Melo"] {
        assert!(is_text(line), "{line}");
    }
    assert!(!is_text("ADVERTISEMENT"));
}
