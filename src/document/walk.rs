//! The main part of a page as pieces of text, one for each paragraph, heading, list item,
//! definition and table row, without lists of links to other pages.

use super::date::words as split;
use super::header::{ends_sentence, origin_line};
use super::html::Main;
use super::lines::Shape;
use super::origin::OriginWords;
use super::page::Page;

/// A block of the page.
#[derive(Debug, PartialEq)]
pub(super) struct Piece {
    pub text: String,
    pub shape: Shape,
    /// Share of its letters inside links, in hundredths.
    linked: usize,
}

/// The walk's state.
struct Walk<'p> {
    page: &'p Page,
    words: &'p OriginWords,
    marked: bool,
    pieces: Vec<Piece>,
    text: String,
    letters: usize,
    linked: usize,
    /// Elements that shape the text inside them, and where they end.
    shapes: Vec<(usize, Shape)>,
    /// Elements that end a block where they end.
    blocks: Vec<usize>,
    link_end: usize,
    term: String,
}

/// Collects the pieces of the main part.
pub(super) fn pieces(page: &Page, main: Main, words: &OriginWords) -> Vec<Piece> {
    let mut walk = Walk {
        page,
        words,
        marked: main.marked,
        pieces: Vec::new(),
        text: String::new(),
        letters: 0,
        linked: 0,
        shapes: Vec::new(),
        blocks: Vec::new(),
        link_end: 0,
        term: String::new(),
    };
    walk.run(main.at);
    let pieces = without_related(walk.pieces, words);
    without_masthead(pieces, main.marked, words)
}

impl Walk<'_> {
    fn run(&mut self, root: usize) {
        let page = self.page;
        let end = page.nodes.get(root).map_or(0, |node| node.end);
        let mut at = root;
        while at < end {
            self.leave(at);
            let node = &page.nodes[at];
            if node.skip || (at != root && self.is_list_of_links(at)) {
                at = node.end;
                continue;
            }
            match node.tag.as_str() {
                "" => self.take(at),
                "br" | "hr" => self.flush(),
                "dt" => {
                    self.flush();
                    self.term = gather(page, at);
                    at = node.end;
                    continue;
                }
                "dd" => {
                    self.flush();
                    let value = gather(page, at);
                    let text = if self.term.is_empty() {
                        value
                    } else {
                        format!("{}: {value}", self.term.trim_end_matches([':', ' ']))
                    };
                    // A second description belongs to the same term.
                    self.put(text, Shape::Item, 0);
                    at = node.end;
                    continue;
                }
                "table" if is_data_table(page, at) => {
                    self.flush();
                    self.table(at);
                    at = node.end;
                    continue;
                }
                tag => self.enter(at, tag),
            }
            at += 1;
        }
        self.leave(end);
        self.flush();
    }

    fn enter(&mut self, at: usize, tag: &str) {
        let end = self.page.nodes[at].end;
        if tag == "a" {
            self.link_end = self.link_end.max(end);
        }
        let inline = matches!(
            tag,
            "a" | "abbr"
                | "acronym"
                | "b"
                | "bdi"
                | "bdo"
                | "big"
                | "code"
                | "data"
                | "del"
                | "dfn"
                | "em"
                | "font"
                | "i"
                | "ins"
                | "kbd"
                | "label"
                | "mark"
                | "nobr"
                | "q"
                | "s"
                | "samp"
                | "small"
                | "span"
                | "strike"
                | "strong"
                | "sub"
                | "sup"
                | "time"
                | "tt"
                | "u"
                | "var"
                | "wbr"
                | "img"
                | "picture"
                | "source"
                | "center"
        );
        let inline = inline || (tag == "cite" && !self.in_quotation());
        if inline {
            return;
        }
        self.flush();
        self.blocks.push(end);
        let shape = match tag {
            "h1" => Some(Shape::Heading(1)),
            "h2" | "h3" | "h4" | "h5" | "h6" => Some(Shape::Heading(tag.as_bytes()[1] - b'0')),
            "caption" | "legend" | "summary" => Some(Shape::Heading(6)),
            "li" => Some(Shape::Item),
            "blockquote" | "cite" => Some(Shape::Credit),
            _ => None,
        };
        if let Some(shape) = shape {
            self.shapes.push((end, shape));
        }
    }

    fn in_quotation(&self) -> bool {
        self.shapes.iter().any(|(_, shape)| *shape == Shape::Credit)
    }

    /// Ends what ends before node `at`.
    fn leave(&mut self, at: usize) {
        while self.blocks.last().is_some_and(|end| *end <= at) {
            self.flush();
            self.blocks.pop();
            while self.shapes.last().is_some_and(|(end, _)| *end <= at) {
                self.shapes.pop();
            }
        }
    }

    fn take(&mut self, at: usize) {
        let text = &self.page.nodes[at].text;
        let letters = text.chars().filter(|c| !c.is_whitespace()).count();
        self.letters += letters;
        if at < self.link_end {
            self.linked += letters;
        }
        self.text.push_str(text);
    }

    /// Ends a block.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let share = (self.linked * 100).checked_div(self.letters).unwrap_or(0);
        self.letters = 0;
        self.linked = 0;
        let line = text.trim();
        if line.is_empty() {
            return;
        }
        let shape = match self.shapes.last() {
            // Inside a quotation only a short line after it is its credit.
            Some((_, Shape::Credit)) => {
                let follows = self.pieces.last().is_some_and(|p| ends_sentence(&p.text));
                if follows
                    && line.len() <= 160
                    && !ends_sentence(line)
                    && !line.starts_with(['"', '“'])
                {
                    Shape::Credit
                } else {
                    Shape::Line
                }
            }
            Some((_, shape)) => *shape,
            None => Shape::Line,
        };
        self.put(text, shape, share);
    }

    fn put(&mut self, text: String, shape: Shape, linked: usize) {
        let line = super::label::one_line(&text);
        if !line.chars().any(char::is_alphanumeric) {
            return;
        }
        let lower = line.to_lowercase();
        let short = line.len() <= 200;
        if short && self.words.furniture.iter().any(|f| begins(&lower, f)) {
            return;
        }
        // A paragraph that is one link leads elsewhere, unless it is a sentence.
        let heading = matches!(shape, Shape::Heading(_));
        if !heading
            && shape != Shape::Item
            && linked >= 80
            && !(ends_sentence(&line) && line.len() > 80)
        {
            return;
        }
        self.pieces.push(Piece {
            text: line,
            shape,
            linked,
        });
    }

    /// Whether an element is made of links to other pages.
    fn is_list_of_links(&self, at: usize) -> bool {
        let page = self.page;
        let node = &page.nodes[at];
        if !matches!(
            node.tag.as_str(),
            "ul" | "ol"
                | "dl"
                | "div"
                | "td"
                | "th"
                | "tr"
                | "table"
                | "section"
                | "p"
                | "form"
                | "menu"
        ) || page.holds_title(at)
        {
            return false;
        }
        let (letters, linked) = (page.letters(at), page.linked(at));
        let free = letters - linked;
        if letters == 0 || linked * 10 < letters * 6 {
            return false;
        }
        let cells = (at..node.end).filter(|i| page.nodes[*i].tag == "a").count();
        if cells < 2 {
            return false;
        }
        // Prose with many links has words between them; a list has marks.
        if node.tag == "p" && free >= 40 {
            return false;
        }
        // Names with links, in the text itself and introduced by it: exhibitors, speakers.
        if self.marked && matches!(node.tag.as_str(), "ul" | "ol") {
            let items = (at..node.end)
                .filter(|i| page.nodes[*i].tag == "li")
                .count();
            let introduced = self.pieces.last().is_some_and(|piece| {
                piece.text.ends_with(':')
                    || (matches!(piece.shape, Shape::Heading(_))
                        && !is_related(&piece.text, self.words))
            });
            if introduced && items > 0 && letters / items <= 32 {
                return false;
            }
        }
        true
    }

    /// Rows of a table: "cell: cell". Columns that name editions or years part the row.
    fn table(&mut self, table: usize) {
        let page = self.page;
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
                    self.put(gather(page, at), Shape::Heading(6), 0);
                    at = node.end;
                }
                "tr" => {
                    self.row(at, &mut columns);
                    at = node.end;
                }
                _ => at += 1,
            }
        }
    }

    fn row(&mut self, row: usize, columns: &mut Vec<String>) {
        let page = self.page;
        let cells = cells(page, row);
        let texts: Vec<String> = cells.iter().map(|at| gather(page, *at)).collect();
        let heads = cells.iter().all(|at| page.nodes[*at].tag == "th");
        let filled: Vec<&String> = texts.iter().filter(|text| !text.is_empty()).collect();
        match filled.as_slice() {
            [] => return,
            [one] if heads || cells.iter().any(|at| page.nodes[*at].colspan) => {
                self.put((*one).clone(), Shape::Heading(6), 0);
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
                self.put(line.join(": "), Shape::Heading(6), 0);
            }
            return;
        }
        if columns.len() == texts.len() && texts.len() > 1 && !texts[0].is_empty() {
            for (column, value) in columns.iter().zip(&texts).skip(1) {
                if !value.is_empty() {
                    let line = format!("{}: {value} ({column})", texts[0].trim_end_matches(':'));
                    self.put(line, Shape::Item, 0);
                }
            }
            return;
        }
        let line: Vec<&str> = filled.iter().map(|t| t.trim_end_matches(':')).collect();
        let share = (page.linked(row) * 100)
            .checked_div(page.letters(row))
            .unwrap_or(0);
        self.put(line.join(": "), Shape::Item, share);
    }
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
fn is_data_table(page: &Page, table: usize) -> bool {
    const LONG: usize = 500;
    let inside = table + 1..page.nodes[table].end;
    let mut rows = 0;
    for at in inside {
        let node = &page.nodes[at];
        match node.tag.as_str() {
            "table" | "h1" | "h2" | "h3" | "article" | "main" | "form" => return false,
            "td" | "th" => {
                let paragraphs = (at..node.end).filter(|i| page.nodes[*i].tag == "p").count();
                if paragraphs > 1 || page.letters(at) > LONG {
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
fn gather(page: &Page, root: usize) -> String {
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

/// Whether `text` begins with the words of `phrase`.
fn begins(text: &str, phrase: &str) -> bool {
    text.strip_prefix(phrase)
        .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// A heading over links to other pages.
fn is_related(text: &str, words: &OriginWords) -> bool {
    let all = split(text);
    all.len() <= 8 && words.related.prefix(&all) > 0
}

/// Drops headings over links to other pages, with the short lines below them.
fn without_related(pieces: Vec<Piece>, words: &OriginWords) -> Vec<Piece> {
    let mut kept: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut pieces = pieces.into_iter().peekable();
    while let Some(piece) = pieces.next() {
        let label = matches!(piece.shape, Shape::Heading(2..) | Shape::Line)
            && piece.text.len() <= 60
            && !ends_sentence(&piece.text)
            && is_related(&piece.text, words);
        let line = matches!(piece.shape, Shape::Line);
        let over_links = pieces.peek().is_none_or(|next| {
            matches!(next.shape, Shape::Heading(_))
                || next.linked >= 50
                || (!line && next.text.len() <= 120)
        });
        if !label || !over_links {
            kept.push(piece);
            continue;
        }
        while pieces
            .next_if(|next| {
                !matches!(next.shape, Shape::Heading(_))
                    && (next.linked >= 50 || (next.text.len() <= 120 && !ends_sentence(&next.text)))
            })
            .is_some()
        {}
    }
    kept
}

/// Drops what stands above the headline of a page whose main part is not marked, except lines of
/// origin with a date: there stand the name of the site and its search box.
fn without_masthead(pieces: Vec<Piece>, marked: bool, words: &OriginWords) -> Vec<Piece> {
    let Some(title) = pieces.iter().position(|p| p.shape == Shape::Heading(1)) else {
        return pieces;
    };
    if marked || title > 12 {
        return pieces;
    }
    pieces
        .into_iter()
        .enumerate()
        .filter(|(at, piece)| {
            *at >= title
                || origin_line(&piece.text, words)
                    .is_some_and(|line| line.published.is_some() || line.updated.is_some())
        })
        .map(|(_, piece)| piece)
        .collect()
}
