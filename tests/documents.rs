//! Reading documents of every format: blocks, headline, date, publisher, dateline, and what bad
//! input is answered with. All texts are invented.

use expograph::document::{
    BlockKind, Document, DocumentError, Format, OriginWords, StopWords, is_english, read_html,
    read_json_lines, read_markdown, read_stream, read_text,
};
use expograph::knowledge::Source;

fn words() -> OriginWords {
    let file = Source::embedded().read("lexicon/document-origin.toml");
    OriginWords::parse(&file.expect("embedded file")).expect("valid file")
}

fn text(content: &str) -> Document {
    let read = read_text("a.txt", "a.txt", content.as_bytes().to_vec(), &words());
    check(read.expect("a document"))
}

fn markdown(content: &str) -> Document {
    let read = read_markdown("a.md", "a.md", content.as_bytes().to_vec(), &words());
    check(read.expect("a document"))
}

fn html(content: &str) -> Document {
    let read = read_html("a.html", "a.html", content.as_bytes().to_vec(), &words());
    check(read.expect("a document"))
}

/// What holds for every document: blocks are in order, disjoint, not empty, on character
/// boundaries, without white space at their ends.
fn check(document: Document) -> Document {
    let mut at = 0;
    for block in &document.blocks {
        assert!(block.range.start >= at && block.range.start < block.range.end);
        at = block.range.end;
        let part = document
            .text
            .get(block.range.clone())
            .expect("on character boundaries");
        assert_eq!(part.trim(), part);
    }
    if let Some(range) = &document.dateline {
        let origin = document.blocks.iter().any(|block| {
            block.kind == BlockKind::Origin
                && block.range.start <= range.start
                && range.end <= block.range.end
        });
        assert!(origin, "the dateline {range:?} stands in no origin block");
    }
    document
}

/// The blocks as "Kind text", one on a line.
fn shown(document: &Document) -> Vec<String> {
    document
        .blocks
        .iter()
        .map(|block| format!("{:?} {}", block.kind, &document.text[block.range.clone()]))
        .collect()
}

fn published(document: &Document) -> Option<String> {
    document.published.map(|date| date.to_string())
}

const LEAD: &str = "More than 300 makers of hand tools have brought their goods to the fair, which \
    opened its gates on Monday and will keep them open until the end of the week.";

#[test]
fn a_news_report() {
    let document = text(&format!(
        "\u{feff}Home > Trade > News\r\n\r\nTool makers gather in Turin\r\n\r\nUpdated: Mar 5,2024 09:15 AM    Alpine Press\r\n\r\n{LEAD}\r\n\r\nWhat they show:\r\n- hammers\r\n-- saws\r\n• files\r\n"
    ));
    assert_eq!(
        shown(&document),
        [
            "Origin Home > Trade > News".to_owned(),
            "Title Tool makers gather in Turin".to_owned(),
            "Origin Updated: Mar 5,2024 09:15 AM    Alpine Press".to_owned(),
            format!("Paragraph {LEAD}"),
            "Paragraph What they show:".to_owned(),
            "ListItem hammers".to_owned(),
            "ListItem saws".to_owned(),
            "ListItem files".to_owned(),
        ]
    );
    assert_eq!(
        document.title.as_deref(),
        Some("Tool makers gather in Turin")
    );
    assert_eq!(published(&document).as_deref(), Some("2024-03-05"));
    assert_eq!(document.publisher.as_deref(), Some("Alpine Press"));
    assert!(document.text.starts_with('\u{feff}') && document.text.contains("\r\n"));
    assert_eq!(document.digest.len(), 64);
}

#[test]
fn kickers_standfirsts_and_bylines_are_not_the_headline() {
    let document = text(&format!(
        "TRADE REPORT\nA quiet week in Leipzig\nThe fair that nobody noticed has found its public\nBy Anna Vogel\n{LEAD}"
    ));
    assert_eq!(
        shown(&document)[..4],
        [
            "Heading TRADE REPORT",
            "Title A quiet week in Leipzig",
            "Heading The fair that nobody noticed has found its public",
            "Origin By Anna Vogel",
        ]
    );
}

#[test]
fn a_lone_line_in_capitals_is_the_headline() {
    let document = text(&format!("TOOL FAIR OPENS IN TURIN\n\n{LEAD}"));
    assert_eq!(document.title.as_deref(), Some("TOOL FAIR OPENS IN TURIN"));
}

#[test]
fn text_without_a_headline_has_none() {
    let document = text(&format!("{LEAD}\n\n{LEAD}"));
    assert_eq!(document.title, None);
    assert_eq!(published(&document), None);
    assert!(
        document
            .blocks
            .iter()
            .all(|b| b.kind == BlockKind::Paragraph)
    );
}

#[test]
fn lines_of_origin_and_their_days() {
    for (line, day) in [
        ("Published 8 May 2023", Some("2023-05-08")),
        ("2023-03-02", Some("2023-03-02")),
        ("Posted: 25/06/2024", Some("2024-06-25")),
        ("Posted: 06/25/2024", Some("2024-06-25")),
        ("Posted: 05/06/2024", Some("2024-06-05")),
        ("21.04.2023, 17:45", Some("2023-04-21")),
        ("Thursday, 5 September 2024 | Business", Some("2024-09-05")),
        ("LODZ -- Jan. 6, 2023", Some("2023-01-06")),
        (
            "First published on: 14-01-2024 at 07:25 IST",
            Some("2024-01-14"),
        ),
        ("Sat Nov 11 2023 - 06:00", Some("2023-11-11")),
        ("PUBLISHED AUG 23, 2018, 8:14 PM SGT", Some("2018-08-23")),
        (
            "By our Basel correspondent | June 13, 2024",
            Some("2024-06-13"),
        ),
        ("2024-08-09 // TOOLS", Some("2024-08-09")),
        (
            "Published: 3 May 2024 | Updated: 9 May 2024",
            Some("2024-05-03"),
        ),
        (
            "Last updated: 9 May 2024 | Published: 3 May 2024",
            Some("2024-05-03"),
        ),
        ("Turin, 14 January 2025", Some("2025-01-14")),
        ("9th of November, 2023", Some("2023-11-09")),
        (
            "By the editors | Published 28 March 2018 | 3 min read",
            Some("2018-03-28"),
        ),
        ("Tue, 5 Mar 2024 10:00:00 +0100", Some("2024-03-05")),
        ("- Share Print", None),
        ("App | 中文 |", None),
        ("Our correspondent", None),
        ("TRADE / TOOLS", None),
    ] {
        let document = text(&format!("Tool makers gather again\n{line}\n{LEAD}"));
        assert_eq!(published(&document).as_deref(), day, "{line}");
        assert_eq!(
            document.title.as_deref(),
            Some("Tool makers gather again"),
            "{line}"
        );
        assert_eq!(document.blocks[1].kind, BlockKind::Origin, "{line}");
        assert_eq!(document.blocks.len(), 3, "{line}");
    }
}

#[test]
fn the_line_of_origin_may_come_first() {
    let document = text(&format!(
        "Tuesday, 5 March 2024\nTool makers gather again\n{LEAD}"
    ));
    assert_eq!(document.title.as_deref(), Some("Tool makers gather again"));
    assert_eq!(published(&document).as_deref(), Some("2024-03-05"));
}

#[test]
fn days_of_running_text_are_no_day_of_publication() {
    for body in [
        "The fair was held from 3 to 5 March 2024 in Turin, and it will return on 4 April 2026 if the city agrees to pay for it again.",
        "Published in 1998, the catalogue of 4 May 1998 still lists every maker of hand tools between the Alps and the sea, says its editor.",
    ] {
        let document = text(&format!("Tool makers gather again\n\n{body}"));
        assert_eq!(published(&document), None, "{body}");
    }
    // A headline is none either, nor is a line with the days of the fair.
    let document = text(&format!(
        "What happened on 3 March 2024 at the tool fair\n4-8 March 2024, Turin\n{LEAD}"
    ));
    assert_eq!(published(&document), None);
}

#[test]
fn datelines_open_a_block_of_their_own() {
    for (opening, agency, day) in [
        ("TURIN, March 5 (Alpina) -- ", Some("Alpina"), None),
        (
            "TURIN, Italy, March 5, 2024 /WireDesk/ -- ",
            Some("WireDesk"),
            Some("2024-03-05"),
        ),
        ("NEW TURIN -- ", None, None),
        ("TURIN, Italy - ", None, None),
        ("TURIN: ", None, None),
        ("Turin: ", None, None),
        ("TURIN, July 6 - ", None, None),
        ("ALBA, Piedm. — ", None, None),
        ("TURIN/MILAN. ", None, None),
        ("Turin, 5 March 2024 – ", None, Some("2024-03-05")),
        ("TURIN--(TRADE WIRE)--", Some("TRADE WIRE"), None),
        ("ST. GALLEN, March 5, 2024 - ", None, Some("2024-03-05")),
    ] {
        let document = text(&format!("Tool makers gather again\n\n{opening}{LEAD}"));
        assert_eq!(
            shown(&document)[1..],
            [
                format!("Origin {}", opening.trim()),
                format!("Paragraph {LEAD}")
            ],
            "{opening}"
        );
        let dateline = document.dateline.clone().map(|range| &document.text[range]);
        assert_eq!(dateline, Some(opening.trim()));
        assert_eq!(document.publisher.as_deref(), agency, "{opening}");
        assert_eq!(published(&document).as_deref(), day, "{opening}");
    }
}

#[test]
fn a_place_and_a_stop_need_a_dated_head() {
    let document = text(&format!(
        "05.03.2024\nTool makers gather again\nTurin. {LEAD}"
    ));
    assert_eq!(shown(&document)[2], "Origin Turin.");
    let document = text(&format!("Tool makers gather again\nSilence. {LEAD}"));
    assert_eq!(document.dateline, None);
}

#[test]
fn openings_that_are_no_datelines() {
    for body in [
        "Three things matter - price, weight and grip - and the makers of hand tools who came to Turin know it better than anybody else in the trade.",
        "President Ada Verdi — who opened the fair — bought a hammer from a maker of hand tools who had come to Turin from the other end of the country.",
        "HTF - The tool fair in Turin, as HTF is known to those who go there every year, has found more makers of hand tools than ever before.",
        "Dr. Verdi opened the fair on Monday and bought a hammer from a maker of hand tools who had come to Turin from the other end of the country.",
        "Theme: the future of the hammer, as seen by more than three hundred makers of hand tools who have come to Turin from all over the country.",
        "\"No fair - no trade,\" said Ada Verdi, who has been selling hand tools in Turin since before most of the other makers there were born.",
    ] {
        let document = text(&format!("5 March 2024\nTool makers gather again\n\n{body}"));
        assert_eq!(document.dateline, None, "{body}");
        assert_eq!(shown(&document)[2], format!("Paragraph {body}"));
    }
}

#[test]
fn a_label_and_date_may_stand_before_the_dateline() {
    let document = text(&format!(
        " date 2024-03-06 TURIN, Italy, March 5, 2024 /WireDesk/ -- {LEAD}"
    ));
    assert_eq!(
        shown(&document),
        [
            "Origin date 2024-03-06 TURIN, Italy, March 5, 2024 /WireDesk/ --".to_owned(),
            format!("Paragraph {LEAD}"),
        ]
    );
    assert_eq!(published(&document).as_deref(), Some("2024-03-06"));
    let dateline = document.dateline.clone().map(|range| &document.text[range]);
    assert_eq!(dateline, Some("TURIN, Italy, March 5, 2024 /WireDesk/ --"));
}

#[test]
fn end_matter() {
    let document = text(&format!(
        "Tool makers gather again\n\n{LEAD}\n\nAbout the fair\n\n{LEAD}\n\nENDS\n\nContact: press@tools.example\n\nSOURCE Turin Tool Fair\n"
    ));
    assert_eq!(
        shown(&document)[2..],
        [
            "Heading About the fair".to_owned(),
            format!("Paragraph {LEAD}"),
            "Origin ENDS".to_owned(),
            "Origin Contact: press@tools.example".to_owned(),
            "Origin SOURCE Turin Tool Fair".to_owned(),
        ]
    );
    assert_eq!(document.publisher.as_deref(), Some("Turin Tool Fair"));
    let document = text(&format!(
        "Tool makers gather again\n\n{LEAD}\n\nPublished 7 March 2024\n"
    ));
    assert_eq!(published(&document).as_deref(), Some("2024-03-07"));
}

#[test]
fn lines_wrapped_by_hand_are_one_paragraph() {
    let document = text(
        "Tool makers gather again\n\nMore than 300 makers of hand tools have brought their goods to the\nfair, which opened its gates on Monday and will keep them open until\nFriday. The next one is to be held in two years, says Ada Verdi of\nTurin, who runs it.\n\n- a hammer with a handle of ash that is said to outlive the man who\n  buys it\n- a saw\n",
    );
    let kinds: Vec<BlockKind> = document.blocks.iter().map(|b| b.kind).collect();
    assert_eq!(
        kinds,
        [
            BlockKind::Title,
            BlockKind::Paragraph,
            BlockKind::ListItem,
            BlockKind::ListItem
        ]
    );
    assert!(shown(&document)[1].ends_with("who runs it."));
    assert!(shown(&document)[2].ends_with("buys it"));
}

#[test]
fn one_paragraph_on_each_line() {
    let document = text(&format!(
        "Tool makers gather again\n{LEAD}\n{LEAD}\nShort one.\n{LEAD}"
    ));
    assert_eq!(document.blocks.len(), 5);
}

#[test]
fn lists_without_bullets() {
    let document = text(&format!(
        "Tool makers gather again\n\n{LEAD}\n\nThe winners are:\nRossi Hammers\nBianchi Saws\n\n{LEAD}"
    ));
    assert_eq!(
        shown(&document)[3..5],
        ["ListItem Rossi Hammers", "ListItem Bianchi Saws"]
    );
}

#[test]
fn one_short_sentence_is_a_document() {
    let document = text("The fair opened in Turin on Monday.");
    assert_eq!(
        shown(&document),
        ["Paragraph The fair opened in Turin on Monday."]
    );
}

#[test]
fn markdown_blocks() {
    let document = markdown(&format!(
        "---\ntitle: unused\ndate: 2024-03-05\npublisher: \"Alpine Press\"\nurl: https://tools.example/1\n---\n# Tool makers gather #\n\n{}\n\n## Who came\n\n* Rossi\n+ Bianchi,\n  with sons\n1. Neri\n\n> A good week.\n\n```\nnot text\n```\n<!-- nor this -->\n| Name | Stand |\n|------|-------|\n| Rossi | 12 |\n\nUnder\n-----\n![picture](x.png)\n",
        LEAD.replace(", which", ",\nwhich")
    ));
    let blocks = shown(&document);
    assert_eq!(blocks[0], "Title Tool makers gather");
    assert_eq!(
        blocks[1],
        format!("Paragraph {}", LEAD.replace(", which", ",\nwhich"))
    );
    assert_eq!(
        blocks[2..],
        [
            "Heading Who came",
            "ListItem Rossi",
            "ListItem Bianchi,\n  with sons",
            "ListItem Neri",
            "Paragraph A good week.",
            "ListItem Name | Stand",
            "ListItem Rossi | 12",
            "Heading Under",
        ]
    );
    assert_eq!(document.format, Format::Markdown);
    assert_eq!(document.title.as_deref(), Some("Tool makers gather"));
    assert_eq!(published(&document).as_deref(), Some("2024-03-05"));
    assert_eq!(document.publisher.as_deref(), Some("Alpine Press"));
    assert_eq!(document.url.as_deref(), Some("https://tools.example/1"));
}

fn page(head: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
    )
}

#[test]
fn an_html_page_with_landmarks() {
    let document = html(&page(
        "<title>Tools | Turin</title><meta property=og:site_name content='Alpine Press'><link rel=canonical href='https://tools.example/1'>",
        &format!(
            "<div id=cookie-bar>We use cookies. <button>OK</button></div><header><a href=/>Alpine</a><nav><ul><li><a href=/a>Start</a><li><a href=/b>Fairs</a></ul></nav></header>\
             <main><h1>Tool makers &amp; friends</h1><p class=byline>Tuesday, 5 March 2024</p><p>{LEAD}</p>\
             <h2>Who came</h2><ul><li>Rossi<li>Bianchi &ndash; <b>saws</b></ul>\
             <dl><dt>Theme</dt><dd>The <i>hammer</i></dd><dt>Stands:<dd>300</dl>\
             <blockquote><p>“A good week.”</p><cite>Ada Verdi, director</cite></blockquote>\
             <p>First line<br>Second line</p><script>var x = 1;</script><p style='display: none'>hidden</p></main>\
             <aside><h3>Related</h3><ul><li><a href=/x>Another fair opens in Genoa</a></ul></aside><footer>© 2024 Alpine Press</footer>"
        ),
    ));
    assert_eq!(
        shown(&document),
        [
            "Title Tool makers & friends".to_owned(),
            "Origin Tuesday, 5 March 2024".to_owned(),
            format!("Paragraph {LEAD}"),
            "Heading Who came".to_owned(),
            "ListItem Rossi".to_owned(),
            "ListItem Bianchi – saws".to_owned(),
            "ListItem Theme: The hammer".to_owned(),
            "ListItem Stands: 300".to_owned(),
            "Paragraph “A good week.”".to_owned(),
            "ListItem Ada Verdi, director".to_owned(),
            "Heading First line".to_owned(),
            "Heading Second line".to_owned(),
        ]
    );
    assert_eq!(document.title.as_deref(), Some("Tool makers & friends"));
    assert_eq!(published(&document).as_deref(), Some("2024-03-05"));
    assert_eq!(document.publisher.as_deref(), Some("Alpine Press"));
    assert_eq!(document.url.as_deref(), Some("https://tools.example/1"));
}

#[test]
fn an_old_page_laid_out_in_tables() {
    let links = "<a href=/1>Home</a> | <a href=/2>Fairs</a> | <a href=/3>Archive</a>";
    let document = html(&page(
        "<title>Tools</title>",
        &format!(
            "<table width=100%><tr><td colspan=2>{links}</td></tr><tr><td><b>Latest news</b><br><a href=/4>Genoa fair sold out</a><br><a href=/5>Milan fair put off to the autumn</a></td>\
             <td><h1>Tool makers gather</h1><p>{LEAD}</p><p>{LEAD}</p>\
             <table border=1><caption>Figures</caption><tr><th></th><th>2024</th><th>2022</th></tr><tr><td>Makers</td><td>300</td><td>250</td></tr></table>\
             <table><tr><td>Space</td><td>1,200&nbsp;m&sup2;</td><td>more<br>than ever</td></tr></table></td></tr>\
             <tr><td colspan=2>{links}</td></tr></table>"
        ),
    ));
    assert_eq!(
        shown(&document),
        [
            "Title Tool makers gather".to_owned(),
            format!("Paragraph {LEAD}"),
            format!("Paragraph {LEAD}"),
            "Heading Figures".to_owned(),
            "ListItem Makers: 300 (2024)".to_owned(),
            "ListItem Makers: 250 (2022)".to_owned(),
            "ListItem Space: 1,200 m²: more; than ever".to_owned(),
        ]
    );
}

#[test]
fn linked_names_that_the_text_introduces_stay() {
    let document = html(&page(
        "",
        &format!(
            "<main><h1>Tool makers gather</h1><p>{LEAD}</p><p>Among the exhibitors are:</p><ul><li><a href=/r>Rossi</a><li><a href=/b>Bianchi Saws</a></ul>\
             <h3>You may also like</h3><ul><li><a href=/x>Genoa fair sold out</a><li><a href=/y>Milan fair put off</a></ul></main>"
        ),
    ));
    assert_eq!(
        shown(&document)[2..],
        [
            "Paragraph Among the exhibitors are:",
            "ListItem Rossi",
            "ListItem Bianchi Saws"
        ]
    );
}

#[test]
fn a_headline_above_the_marked_part_counts() {
    let document = html(&page(
        "",
        &format!(
            "<div class=wrap><h1>Tool makers gather</h1><div class=content><p>{LEAD}</p><p>{LEAD}</p></div><div class=sidebar><p>{LEAD}</p></div></div>"
        ),
    ));
    assert_eq!(document.blocks.len(), 3);
    assert_eq!(document.title.as_deref(), Some("Tool makers gather"));
}

#[test]
fn the_name_of_the_site_is_not_the_headline() {
    let document = html(&page(
        "<title>Tool makers gather again – Alpine Press</title>",
        &format!(
            "<header><h1><a href=/>Alpine Press</a></h1></header><article><header><h2>Tool makers gather again</h2><p>Posted on March 5, 2024</p></header><p>{LEAD}</p></article>"
        ),
    ));
    assert_eq!(document.blocks.len(), 3);
    assert_eq!(document.title.as_deref(), Some("Tool makers gather again"));
    assert_eq!(published(&document).as_deref(), Some("2024-03-05"));
}

#[test]
fn lines_parted_by_breaks_are_blocks() {
    let document = html(&page(
        "",
        &format!(
            "<font size=5><b>Tool makers gather again</b></font><br><i>5 March 2024</i><br><br>{LEAD}<br><br>{LEAD}<br>- hammers<br>- saws<hr><a href=/>Back</a> | <a href=/2>Next</a>"
        ),
    ));
    assert_eq!(
        shown(&document),
        [
            "Title Tool makers gather again".to_owned(),
            "Origin 5 March 2024".to_owned(),
            format!("Paragraph {LEAD}"),
            format!("Paragraph {LEAD}"),
            "ListItem hammers".to_owned(),
            "ListItem saws".to_owned(),
        ]
    );
}

#[test]
fn a_press_release_with_its_contact_on_top() {
    let document = text(&format!(
        "FOR IMMEDIATE RELEASE\n\nContact: Anna Vogel, press@tools.example\n\nTool makers gather again\n\nTURIN (March 5, 2024) — {LEAD}\n\n###\n"
    ));
    assert_eq!(document.title.as_deref(), Some("Tool makers gather again"));
    assert_eq!(published(&document).as_deref(), Some("2024-03-05"));
    assert_eq!(document.publisher, None);
    let kinds: Vec<BlockKind> = document.blocks.iter().map(|b| b.kind).collect();
    use BlockKind::{Heading, Origin, Paragraph, Title};
    assert_eq!(kinds, [Heading, Origin, Title, Origin, Paragraph, Origin]);
}

#[test]
fn a_list_of_names_below_a_headline() {
    let document = text("Exhibitors\nRossi Hammers\nBianchi Saws\nNeri & Sons\n");
    let kinds: Vec<BlockKind> = document.blocks.iter().map(|b| b.kind).collect();
    assert_eq!(kinds[0], BlockKind::Title);
    assert!(kinds[1..].iter().all(|kind| *kind == BlockKind::ListItem));
}

#[test]
fn days_from_json_ld_and_meta_tags() {
    let body = format!("<article><h1>Tools</h1><p>Updated: 9 May 2024</p><p>{LEAD}</p></article>");
    for (head, day, publisher) in [
        (
            r#"<script type="application/ld+json">{"@graph":[{"@type":"Organization","@id":"o","name":"Alpine Press"},{"@type":["NewsArticle"],"datePublished":"2024-03-05T10:00:00+01:00","dateModified":"2024-03-07","publisher":{"@id":"o"}}]}</script>"#,
            "2024-03-05",
            Some("Alpine Press"),
        ),
        (
            r#"<script type="application/ld+json">{"@type":"Event","startDate":"2024-06-01","name":"Fair"}</script>"#,
            "2024-05-09",
            None,
        ),
        (
            r#"<script type="application/ld+json">{broken</script>"#,
            "2024-05-09",
            None,
        ),
        (
            r#"<meta property="article:published_time" content="2024-03-05T23:30:00-08:00">"#,
            "2024-03-05",
            None,
        ),
        (
            r#"<meta name="DC.date" content="20240305">"#,
            "2024-03-05",
            None,
        ),
        (
            r#"<meta name="pubdate" content="Tue, 05 Mar 2024 10:00:00 GMT">"#,
            "2024-03-05",
            None,
        ),
        (
            r#"<meta name="date" content="0000-00-00">"#,
            "2024-05-09",
            None,
        ),
    ] {
        let document = html(&page(head, &body));
        assert_eq!(published(&document).as_deref(), Some(day), "{head}");
        assert_eq!(document.publisher.as_deref(), publisher, "{head}");
    }
    let document = html(&page(
        "",
        "<p><time datetime=2024-03-05>Tuesday</time></p><p>The fair is on.</p>",
    ));
    assert_eq!(published(&document).as_deref(), Some("2024-03-05"));
}

#[test]
fn json_lines_are_documents_one_by_one() {
    let lines = format!(
        "\u{feff}{{\"id\": 17, \"text\": \"{LEAD}\", \"title\": \"Tools\", \"date\": \"2024-03-05\", \"publisher\": \"Alpine\", \"url\": \"https://tools.example/1\"}}\n\nnot json\n{{\"html\": \"<p>{LEAD}</p>\", \"other\": [1]}}\n{{\"title\": \"empty\"}}\n{{\"text\": \"The fair is on.\", \"date\": \"soon\"}}\n{{\"id\": \"a\", \"text\": \"The fair is on.\", \"date\": null}}"
    );
    let words = words();
    let read: Vec<_> = read_json_lines("c.jsonl", "x/c.jsonl", lines.as_bytes(), &words).collect();
    let first = read[0].as_ref().expect("a document");
    assert_eq!(first.key, "x/c.jsonl#17");
    assert_eq!(first.format, Format::JsonLines);
    assert_eq!(first.title.as_deref(), Some("Tools"));
    assert_eq!(first.publisher.as_deref(), Some("Alpine"));
    assert_eq!(first.url.as_deref(), Some("https://tools.example/1"));
    assert_eq!(published(first).as_deref(), Some("2024-03-05"));
    let second = read[2].as_ref().expect("a document");
    assert_eq!(
        (second.key.as_str(), second.text.as_str()),
        ("x/c.jsonl#4", LEAD)
    );
    assert!(read[5].is_ok() && read.len() == 6);
    for (at, line, part) in [(1, 3, "no JSON"), (3, 5, "neither"), (4, 6, "\"soon\"")] {
        match &read[at] {
            Err(error @ DocumentError::Line { line: found, .. }) => {
                assert_eq!(*found, line);
                assert!(error.to_string().contains(part), "{error}");
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn bad_bytes_are_clear_errors() {
    let words = words();
    let error =
        |bytes: &[u8]| read_text("a", "a.txt", bytes.to_vec(), &words).expect_err("an error");
    assert!(matches!(
        error(b"caf\xe9"),
        DocumentError::NotUtf8 { at: 3, .. }
    ));
    assert!(matches!(error(b""), DocumentError::Empty { .. }));
    assert!(matches!(
        error(b"\xef\xbb\xbf \r\n\t"),
        DocumentError::Empty { .. }
    ));
    assert!(matches!(
        error(b"PK\x03\x04\x00"),
        DocumentError::Binary { at: 4, .. }
    ));
    assert!(matches!(
        error(b"\xff\xfea\x00"),
        DocumentError::Encoding { .. }
    ));
    let latin = b"<html><head><meta charset=\"iso-8859-1\"></head><body>caf\xe9</body></html>";
    let error = read_html("a", "a.html", latin.to_vec(), &words).expect_err("an error");
    assert_eq!(
        error.to_string(),
        "a.html: written in iso-8859-1; save the file as UTF-8"
    );
    let empty = read_html(
        "a",
        "a.html",
        b"<nav><a href=/>Home</a></nav>".to_vec(),
        &words,
    );
    assert!(matches!(empty, Err(DocumentError::Empty { .. })));
}

#[test]
fn odd_texts_do_no_harm() {
    for odd in [
        "-",
        "--",
        "•",
        "|",
        "1.",
        "(",
        "()",
        "—",
        "a",
        "\u{200b}x",
        "© 2024",
        "###",
        "SOURCE",
        ":\n:\n:",
        "\r\r\r.",
        "Published",
        "date 2024-13-45 x",
        "31/02/2024",
        "By",
        "- \n- \n",
        "İİİ: x",
        "ß\u{301}-- ",
        "99999999999999999999",
        "TURIN -- ",
        "TURIN, -- x",
        "(Alpina) -- X",
        "/a/ -- ",
        "ＴＵＲＩＮ -- Ａ",
        "》《 > >",
        "SOURCE -",
        "Contact:",
    ] {
        text(odd);
        text(&format!("{odd}\n{odd}\n\n{LEAD}\n{odd}"));
        text(&format!("{odd} {LEAD}"));
        markdown(odd);
        let _ = read_html(
            "a",
            "a",
            format!("<p>{odd}<td>{odd}<li>{odd}").into_bytes(),
            &words(),
        );
    }
}

#[test]
fn deeply_nested_pages_are_read_or_refused() {
    let nested =
        |depth: usize| format!("{}{LEAD}{}", "<div>".repeat(depth), "</div>".repeat(depth));
    assert_eq!(shown(&html(&nested(1000))), [format!("Paragraph {LEAD}")]);
    let refused = read_html("a", "a.html", nested(200_000).into_bytes(), &words());
    assert!(matches!(
        refused,
        Err(DocumentError::Nested { at: 25_000, .. })
    ));
    // Paragraphs that nobody closed are not nested.
    assert_eq!(html(&format!("<p>{LEAD}").repeat(6000)).blocks.len(), 6000);
    let json = format!(
        "<script type=application/ld+json>{}</script><p>{LEAD}</p>",
        "[".repeat(100_000)
    );
    assert_eq!(html(&json).blocks.len(), 1);
}

#[test]
fn a_long_line_is_one_paragraph() {
    let line = "the fair is large and ".repeat(200_000);
    let document = text(&line);
    assert_eq!(document.blocks.len(), 1);
}

#[test]
fn a_stream_tells_its_format_by_its_beginning() {
    let words = words();
    for (content, format, count) in [
        (
            "  {\"text\": \"The fair is on.\"}\n{\"text\": \"On it goes.\"}",
            Format::JsonLines,
            2,
        ),
        ("\u{feff}\n<p>The fair is on.</p>", Format::Html, 1),
        ("The fair is on.", Format::Text, 1),
    ] {
        let read: Vec<Document> = read_stream(content.as_bytes(), "stdin", &words)
            .map(|document| document.expect("a document"))
            .collect();
        assert_eq!(read.len(), count);
        assert!(read.iter().all(|document| document.format == format));
    }
}

#[test]
fn english_is_told_from_other_languages() {
    let file = Source::embedded()
        .read("lexicon/document-stopwords.txt")
        .expect("embedded");
    let words = StopWords::parse(&file).expect("valid");
    for english in [
        LEAD,
        "The fair opened on Monday.",
        "Smart Tool Expo opens Monday, Turin.",
        "Rossi Hammers, Turin, Italy; Bianchi Saws, Alba, Italy; Weiss Werkzeuge, Linz, Austria",
    ] {
        assert!(is_english(english, &words), "{english}");
    }
    for other in [
        "Die Messe wurde am Montag in Turin eröffnet, und die Veranstalter rechnen mit mehr Besuchern als im vergangenen Jahr, wie der Direktor sagte.",
        "La feria abrió sus puertas el lunes en Turín y los organizadores esperan más visitantes que el año pasado, según el director de la muestra.",
        "Le salon a ouvert ses portes lundi.",
        "La fiera è stata aperta lunedì a Torino con più di trecento espositori che sono arrivati da tutta Italia e dalla Francia.",
        "工具博览会星期一在都灵开幕，三百多家企业参加了展览。",
        "Выставка инструментов открылась в понедельник в Турине.",
        "Pameran perkakas tangan yang dibuka pada hari Senin di Torino ini diikuti lebih dari tiga ratus perusahaan dan akan berlangsung selama lima hari.",
    ] {
        assert!(!is_english(other, &words), "{other}");
    }
}

#[test]
fn wrong_word_files_are_refused() {
    let source = Source::embedded();
    let file = source
        .read("lexicon/document-origin.toml")
        .expect("embedded");
    for (from, to, part) in [
        ("[\"may\"], ", "", "months"),
        ("\"posted on\"", "\"Posted on\"", "Posted on"),
        ("weekdays", "weekday", "weekday"),
        ("around = [", "around = [\"\", ", "page.around"),
    ] {
        let wrong = file.replacen(from, to, 1);
        assert_ne!(wrong, *file);
        let error = OriginWords::parse(&wrong).expect_err("refused").to_string();
        assert!(error.contains(part), "{error}");
    }
    assert!(StopWords::parse("# none\n-der\n").is_err());
    assert!(StopWords::parse("the\nof and\n").is_err());
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { failure_persistence: None, ..Default::default() })]
    #[test]
    fn any_text_keeps_the_promises(
        parts in proptest::collection::vec(
            proptest::sample::select(vec![
                "TURIN", "Turin", ", ", " -- ", "--", "\n", "\n\n", "\r\n", " ", ". ", ": ", "- ", "• ", "1. ",
                "March 5, 2024", "5/3/2024", "Updated: ", "date ", "By ", "SOURCE ", "(Alpina)", "/Wire/", "|", " > ",
                "é", "中文", "\u{feff}", "\u{a0}", "“", "”", "the fair opened", "Rossi", "# ", "---\n", "<p>", "</td>",
                "<li>", "<h1>", "<a href=/>", "<table><tr><td>", "&amp;", "\u{301}", "ß", "İ",
            ]),
            1..60,
        )
    ) {
        let content = parts.concat();
        let words = words();
        let read = |result: Result<Document, DocumentError>| if let Ok(document) = result {
            check(document);
        };
        read(read_text("a", "a", content.clone().into_bytes(), &words));
        read(read_markdown("a", "a", content.clone().into_bytes(), &words));
        read(read_html("a", "a", content.into_bytes(), &words));
    }
}

/// Headlines with their age and notices on rights, below the text, are not the text's own.
#[test]
fn what_stands_below_the_text_is_no_text() {
    let lines = [
        (
            "Food fair closes in Faro with visitors from 85 countries 1 hour ago",
            true,
        ),
        ("Copyright\u{a9} 2031, Kelm Herald Publishing Ltd.", true),
        (
            "2031 The Kelm Sentinel, a division of Kelm Newspapers. Unauthorized distribution, transmission or republication strictly prohibited.",
            true,
        ),
        (
            "Smoking in the halls of the fair is strictly prohibited.",
            false,
        ),
        ("The organiser was founded 20 years ago", false),
    ];
    let head = "The Boat Fair opened on Monday, its organisers said in Turin.";
    for (line, is_below) in lines {
        let document = text(&format!(
            "Boats in Turin\n\n{head}\n\n{head}\n\n{head}\n\n{line}\n"
        ));
        let block = document.blocks.last().expect("a block");
        assert_eq!(
            block.kind == BlockKind::Origin,
            is_below,
            "{line}: {:?}",
            block.kind
        );
    }
}

/// A page without another date has the day that stands in its head, but none of a menu there.
#[test]
fn the_day_in_a_page_s_head_dates_it() {
    let page = |head: &str| {
        html(&format!(
            "<html dir=ltr><title>Boats</title><body><header>{head}</header><main><h1>Boat fair opens</h1>\
             <p>The Boat Fair opened in Turin on Tuesday, its organisers said in a statement to the press.</p></main></body></html>"
        ))
        .published
    };
    let day = jiff::civil::date(2031, 3, 25);
    assert_eq!(
        page("<span>Tuesday, March 25, 2031</span><a href=/>News</a>"),
        Some(day)
    );
    assert_eq!(
        page("<ul><li>Boats Canada, Montreal, 29 April - 1 May 2032</li></ul>"),
        None
    );
    assert_eq!(page("<b>25 March 2031</b><b>26 March 2031</b>"), None);
}

/// Lines that lead to other texts, among the paragraphs of any format, are not the text's own.
#[test]
fn pointers_to_other_texts_are_no_text() {
    let pointers = [
        "READ ALSO: Glass Fair 2019 attracts 300 firms",
        "Also read | Glass Fair 2019 opens",
        "(Watch: Glass Fair 2019 in pictures)",
        "RELATED: \u{201c}Glass is back\u{201d}, says mayor",
        "\u{2022} Don't miss: Five days of glass",
    ];
    let own = [
        "Trending upwards, the fair has grown: forty more came.",
        "Related: ",
        "Watch makers from Geneva came: forty of them.",
        "Organiser: Harbour Events",
    ];
    let kind = |document: &Document, line: &str| {
        let has = |block: &&expograph::document::Block| {
            let words = line.trim_start_matches('\u{2022}').trim();
            document.text[block.range.clone()].contains(words)
        };
        document.blocks.iter().find(has).map(|block| block.kind)
    };
    let head = "The Boat Fair opened on Monday, its organisers said in Turin.";
    for (line, is_pointer) in pointers
        .map(|l| (l, true))
        .into_iter()
        .chain(own.map(|l| (l, false)))
    {
        let content = format!("Boats in Turin\n\n{head}\n\n{line}\n\n{head}\n\n{head}\n");
        for document in [text(&content), markdown(&content)] {
            let kind = kind(&document, line);
            assert_eq!(
                kind == Some(BlockKind::Origin),
                is_pointer,
                "{line}: {kind:?}"
            );
        }
        let page = format!(
            "<html><body><article><h1>Boats in Turin</h1><p>{head}</p><div>{line}</div><p>{head}</p></article></body></html>"
        );
        let kind = kind(&html(&page), line);
        assert_eq!(
            matches!(kind, Some(BlockKind::Origin) | None),
            is_pointer,
            "{line}: {kind:?}"
        );
    }
}
