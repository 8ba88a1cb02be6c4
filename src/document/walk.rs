//! The main part of a page as pieces of text, one for each paragraph, heading, list item,
//! definition and table row, without lists of links to other pages.

use super::header::ends_sentence;
use super::html::Main;
use super::lines::{Shape, bullet};
use super::origin::OriginWords;
use super::page::Page;
use super::related::{is_related, without_masthead, without_related};
use super::table::{gather, is_data_table, rows};

/// A block of the page.
#[derive(Debug, PartialEq)]
pub(super) struct Piece {
    pub text: String,
    pub shape: Shape,
    /// Share of its letters inside links, in hundredths.
    pub linked: usize,
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
                    for row in rows(page, at) {
                        let shape = if row.head {
                            Shape::Heading(6)
                        } else {
                            Shape::Item
                        };
                        self.put(row.text, shape, row.linked);
                    }
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
            // "<span>By Tom Hale</span><time>May 6</time>": boxes side by side, not one word; a
            // first letter in a span of its own stays with its word.
            let boxes = matches!(tag, "span" | "time") && self.closes_box(at);
            if boxes
                && !self.text.ends_with(char::is_whitespace)
                && self.text.chars().nth(1).is_some()
            {
                self.text.push_str("  ");
            }
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

    /// Whether another span, link or time of at least two letters ends right before node `at`.
    fn closes_box(&self, at: usize) -> bool {
        let nodes = &self.page.nodes;
        (at.saturating_sub(4)..at).rev().any(|before| {
            let node = &nodes[before];
            node.end == at
                && matches!(node.tag.as_str(), "span" | "time" | "a")
                && self.page.letters(before) >= 2
        })
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
        let node = &self.page.nodes[at];
        let (text, letters) = (&node.text, node.letters);
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
        let line = super::label::one_line(&text);
        if line.is_empty() {
            return;
        }
        let shape = match self.shapes.last() {
            // Inside a quotation only a short line after it is its credit.
            Some((_, Shape::Credit)) => {
                let follows = self.pieces.last().is_some_and(|p| ends_sentence(&p.text));
                if follows
                    && line.len() <= 160
                    && !ends_sentence(&line)
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
        // Lists typed with hyphens.
        let mark = bullet(&line);
        if shape == Shape::Line && mark > 0 && mark < line.len() {
            self.put(line[mark..].to_owned(), Shape::Item, share);
            return;
        }
        self.put(line, shape, share);
    }

    fn put(&mut self, line: String, shape: Shape, linked: usize) {
        if !line.chars().any(char::is_alphanumeric) {
            return;
        }
        if line.len() <= 200 {
            let lower = line.to_lowercase();
            if self.words.furniture.iter().any(|f| begins(&lower, f)) {
                return;
            }
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
        if page.links(at) < 2 {
            return false;
        }
        // Prose with many links has words between them; a list has marks.
        if node.tag == "p" && free >= 40 {
            return false;
        }
        // Names with links, in the text itself and introduced by it: exhibitors, speakers.
        if self.marked && matches!(node.tag.as_str(), "ul" | "ol") {
            let items = page.items(at);
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
}

/// Whether `text` begins with the words of `phrase`.
fn begins(text: &str, phrase: &str) -> bool {
    text.strip_prefix(phrase)
        .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}
