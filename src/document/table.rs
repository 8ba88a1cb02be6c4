//! Tables of a page: which hold data, and their rows as lines.

use super::date::words as split;
use super::page::Page;

/// A line made of a table.
pub(super) struct Row {
    pub text: String,
    /// A caption or a row of column names, not of values.
    pub head: bool,
    /// Share of its letters inside links, in hundredths.
    pub linked: usize,
}

impl Row {
    fn head(text: String) -> Row {
        Row {
            text,
            head: true,
            linked: 0,
        }
    }

    fn item(text: String, linked: usize) -> Row {
        Row {
            text,
            head: false,
            linked,
        }
    }
}

/// Rows of a table: "cell: cell". Columns that name editions or years part the row.
pub(super) fn rows(page: &Page, table: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut columns: Vec<String> = Vec::new();
    let mut at = table + 1;
    while at < page.nodes[table].end {
        let node = &page.nodes[at];
        if node.skip {
            at = node.end;
            continue;
        }
        match node.tag.as_str() {
            "caption" => {
                rows.push(Row::head(gather(page, at)));
                at = node.end;
            }
            "tr" => {
                row(page, at, &mut columns, &mut rows);
                at = node.end;
            }
            _ => at += 1,
        }
    }
    rows
}

/// Adds what one row holds.
fn row(page: &Page, row: usize, columns: &mut Vec<String>, rows: &mut Vec<Row>) {
    let cells = cells(page, row);
    let texts: Vec<String> = cells.iter().map(|at| gather(page, *at)).collect();
    let heads = cells.iter().all(|at| page.nodes[*at].tag == "th");
    let filled: Vec<&String> = texts.iter().filter(|text| !text.is_empty()).collect();
    match filled.as_slice() {
        [] => return,
        [one] if heads || cells.iter().any(|at| page.nodes[*at].colspan) => {
            rows.push(Row::head((*one).clone()));
            return;
        }
        _ => {}
    }
    if heads && texts.len() > 1 {
        let dated = texts.iter().skip(1).all(|text| has_year(text));
        columns.clear();
        if dated {
            columns.extend(texts);
        } else {
            let line: Vec<&str> = filled.iter().map(|t| t.as_str()).collect();
            rows.push(Row::head(line.join(": ")));
        }
        return;
    }
    if columns.len() == texts.len() && texts.len() > 1 && !texts[0].is_empty() {
        for (column, value) in columns.iter().zip(&texts).skip(1) {
            if !value.is_empty() {
                let line = format!("{}: {value} ({column})", texts[0].trim_end_matches(':'));
                rows.push(Row::item(line, 0));
            }
        }
        return;
    }
    let line: Vec<&str> = filled.iter().map(|t| t.trim_end_matches(':')).collect();
    let share = (page.linked(row) * 100)
        .checked_div(page.letters(row))
        .unwrap_or(0);
    rows.push(Row::item(line.join(": "), share));
}

fn has_year(text: &str) -> bool {
    split(text).iter().any(|w| {
        w.is_number() && w.text.len() == 4 && (w.text.starts_with("19") || w.text.starts_with("20"))
    })
}

/// The cells of a row, not those of tables inside it.
fn cells(page: &Page, row: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = row + 1;
    while at < page.nodes[row].end {
        let node = &page.nodes[at];
        if node.skip {
            at = node.end;
        } else if matches!(node.tag.as_str(), "td" | "th") {
            found.push(at);
            at = node.end;
        } else {
            at += 1;
        }
    }
    found
}

/// Whether a table holds figures or a programme; other tables lay out a page.
pub(super) fn is_data_table(page: &Page, table: usize) -> bool {
    const LONG: usize = 500;
    let inside = table + 1..page.nodes[table].end;
    let mut rows = 0;
    for at in inside {
        let node = &page.nodes[at];
        match node.tag.as_str() {
            "table" | "h1" | "h2" | "h3" | "article" | "main" | "form" => return false,
            "td" | "th" => {
                let paragraphs = (at..node.end).filter(|i| page.nodes[*i].tag == "p").count();
                // A page laid out as a table has its paragraphs parted by double breaks.
                let inner = &page.nodes[at..node.end];
                let breaks = (inner.windows(2))
                    .filter(|pair| pair[0].tag == "br" && pair[1].tag == "br")
                    .count();
                if paragraphs > 1
                    || page.letters(at) > LONG
                    || breaks > 1 && page.letters(at) > LONG / 4
                {
                    return false;
                }
            }
            "tr" => rows += usize::from(cells(page, at).len() > 1),
            _ => {}
        }
    }
    rows > 0
}

/// The text inside a node on one line; breaks and blocks inside it become semicolons.
pub(super) fn gather(page: &Page, root: usize) -> String {
    let mut parts: Vec<String> = vec![String::new()];
    let mut at = root + 1;
    let mut block_end = usize::MAX;
    while at < page.nodes[root].end {
        let node = &page.nodes[at];
        if node.skip {
            at = node.end;
            continue;
        }
        if at >= block_end {
            parts.push(String::new());
            block_end = usize::MAX;
        }
        match node.tag.as_str() {
            "" => {
                if let Some(last) = parts.last_mut() {
                    last.push_str(&node.text);
                }
            }
            "br" => parts.push(String::new()),
            "p" | "div" | "li" | "ul" | "ol" | "dd" | "dt" => {
                parts.push(String::new());
                block_end = node.end;
            }
            _ => {}
        }
        at += 1;
    }
    let parts: Vec<String> = parts
        .iter()
        .map(|part| super::label::one_line(part))
        .filter(|part| !part.is_empty())
        .collect();
    parts.join("; ")
}
