//! A parsed HTML page as a flat list of nodes in reading order, with the parts that surround the
//! main text marked: what the selection and the walk work on, without recursion.

use super::label::one_line;
use super::origin::OriginWords;
use dom_query::{NodeData, NodeRef};

/// An element or a text of the page.
#[derive(Debug)]
pub(super) struct Node {
    /// The element's name; empty for text.
    pub tag: String,
    /// The text, for text.
    pub text: String,
    /// How many of its characters are no white space.
    pub letters: usize,
    /// Index after the last node inside this one.
    pub end: usize,
    /// Index of the element around this one.
    pub parent: usize,
    /// What `class`, `id` and `role` say, in lower-case words.
    names: Vec<String>,
    pub role: String,
    /// No part of the text: script, navigation, footer, hidden ...
    pub skip: bool,
    /// Whether a cell spans columns.
    pub colspan: bool,
}

/// The page; the counts are sums from the beginning, so that any stretch is a subtraction.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub nodes: Vec<Node>,
    /// Characters of text that are no white space, before each node.
    letters: Vec<usize>,
    /// The same, inside links.
    linked: Vec<usize>,
    /// `h1` elements before each node, and `a` and `li` elements.
    titles: Vec<usize>,
    links: Vec<usize>,
    items: Vec<usize>,
}

impl Page {
    /// Flattens a document tree.
    ///
    /// `title` is what the page's head calls it.
    pub(super) fn new(root: NodeRef<'_>, title: Option<&str>, words: &OriginWords) -> Page {
        let mut page = Page::default();
        page.flatten(root);
        if let Some(title) = title {
            page.settle_headline(title);
        }
        page.count(false);
        page.mark(words);
        page.count(true);
        page
    }

    fn flatten(&mut self, root: NodeRef<'_>) {
        enum Step<'t> {
            Enter(NodeRef<'t>, usize),
            Leave(usize),
        }
        let mut steps = vec![Step::Enter(root, 0)];
        while let Some(step) = steps.pop() {
            match step {
                Step::Leave(at) => self.nodes[at].end = self.nodes.len(),
                Step::Enter(node, parent) => {
                    let at = self.nodes.len();
                    let around = match made(&node, parent) {
                        Some(made) => {
                            self.nodes.push(made);
                            steps.push(Step::Leave(at));
                            at
                        }
                        None if node.is_document() => parent,
                        None => continue,
                    };
                    steps.extend(
                        node.children_it(true)
                            .map(|child| Step::Enter(child, around)),
                    );
                }
            }
        }
    }

    /// Many pages give `h1` to the name of the site and `h2` to the headline. Where the page's
    /// title begins with the text of another heading than an `h1`, that is the headline.
    fn settle_headline(&mut self, title: &str) {
        const SHORTEST: usize = 12;
        let title = title.to_lowercase();
        let fits = |at: &usize| {
            let text = self.text(*at).to_lowercase();
            text.len() >= SHORTEST && (title.starts_with(&text) || text.starts_with(&title))
        };
        let of = |wanted: &dyn Fn(&str) -> bool| -> Vec<usize> {
            (0..self.nodes.len())
                .filter(|at| wanted(&self.nodes[*at].tag))
                .collect()
        };
        let firsts = of(&|tag| tag == "h1");
        if firsts.is_empty() || firsts.iter().any(fits) {
            return;
        }
        let Some(headline) = of(&|tag| matches!(tag, "h2" | "h3")).into_iter().find(fits) else {
            return;
        };
        for at in firsts {
            if at < headline {
                self.nodes[at].skip = true;
            }
            "h2".clone_into(&mut self.nodes[at].tag);
        }
        "h1".clone_into(&mut self.nodes[headline].tag);
    }

    /// The text inside a node, on one line.
    fn text(&self, at: usize) -> String {
        let inside = &self.nodes[at..self.nodes[at].end];
        one_line(
            &inside
                .iter()
                .map(|node| node.text.as_str())
                .collect::<String>(),
        )
    }

    /// Sums up letters and links; with `visible`, of what is not to be skipped.
    fn count(&mut self, visible: bool) {
        let size = self.nodes.len() + 1;
        self.letters = vec![0; size];
        self.linked = vec![0; size];
        self.titles = vec![0; size];
        self.links = vec![0; size];
        self.items = vec![0; size];
        let (mut link_end, mut skip_end) = (0, 0);
        for at in 0..self.nodes.len() {
            let node = &self.nodes[at];
            if visible && node.skip {
                skip_end = skip_end.max(node.end);
            }
            if node.tag == "a" {
                link_end = link_end.max(node.end);
            }
            let silent = at < skip_end || self.raw(at);
            let letters = if silent { 0 } else { node.letters };
            self.letters[at + 1] = self.letters[at] + letters;
            self.linked[at + 1] = self.linked[at] + if at < link_end { letters } else { 0 };
            self.links[at + 1] = self.links[at] + usize::from(node.tag == "a");
            self.items[at + 1] = self.items[at] + usize::from(node.tag == "li");
            self.titles[at + 1] = self.titles[at] + usize::from(node.tag == "h1" && at >= skip_end);
        }
    }

    /// Whether a text stands in a script or style.
    fn raw(&self, at: usize) -> bool {
        let parent = &self.nodes[self.nodes[at].parent];
        matches!(
            parent.tag.as_str(),
            "script" | "style" | "noscript" | "template" | "title"
        )
    }

    /// Characters of text inside a node, without white space.
    pub(super) fn letters(&self, at: usize) -> usize {
        self.letters[self.nodes[at].end] - self.letters[at]
    }

    /// The same, inside links.
    pub(super) fn linked(&self, at: usize) -> usize {
        self.linked[self.nodes[at].end] - self.linked[at]
    }

    /// How many links a node is or holds.
    pub(super) fn links(&self, at: usize) -> usize {
        self.links[self.nodes[at].end] - self.links[at]
    }

    /// How many list items a node is or holds.
    pub(super) fn items(&self, at: usize) -> usize {
        self.items[self.nodes[at].end] - self.items[at]
    }

    /// Whether the node is or holds the page's headline.
    pub(super) fn holds_title(&self, at: usize) -> bool {
        self.titles[self.nodes[at].end] > self.titles[at]
    }

    /// Whether class, id or role hold one of the words that mark the main part.
    pub(super) fn named_main(&self, at: usize, words: &OriginWords) -> bool {
        self.nodes[at]
            .names
            .iter()
            .any(|name| words.main.contains(name))
    }

    /// Whether two nodes have the same class, id and role, and any at all.
    pub(super) fn same_names(&self, a: usize, b: usize) -> bool {
        !self.nodes[a].names.is_empty() && self.nodes[a].names == self.nodes[b].names
    }

    /// Marks what is no part of the text.
    fn mark(&mut self, words: &OriginWords) {
        let all = self.letters.last().copied().unwrap_or(0);
        for at in 0..self.nodes.len() {
            let node = &self.nodes[at];
            let skip = match node.tag.as_str() {
                "script" | "style" | "noscript" | "template" | "svg" | "math" | "iframe"
                | "object" | "head" | "button" | "select" | "option" | "input" | "textarea"
                | "dialog" | "audio" | "video" | "canvas" | "map" => true,
                "nav" | "footer" | "aside" => !self.holds_title(at),
                "html" | "body" | "main" | "article" | "" => false,
                // A form may be wrapped around a whole page.
                "form" | "header" => !self.holds_title(at) && self.letters(at) * 2 < all,
                _ => {
                    node.names.iter().any(|name| words.around.contains(name))
                        && !self.holds_title(at)
                        && self.letters(at) * 2 < all
                }
            };
            self.nodes[at].skip |= skip;
        }
    }
}

/// The flat form of an element or text; none for comments and the like.
fn made(node: &NodeRef<'_>, parent: usize) -> Option<Node> {
    let blank = Node {
        tag: String::new(),
        text: String::new(),
        letters: 0,
        end: 0,
        parent,
        names: Vec::new(),
        role: String::new(),
        skip: false,
        colspan: false,
    };
    node.query(|n| match &n.data {
        NodeData::Element(element) => {
            let attr = |name: &str| {
                element
                    .attrs
                    .iter()
                    .find(|a| &*a.name.local == name)
                    .map(|a| &*a.value)
            };
            let value = |name: &str| attr(name).unwrap_or_default();
            let style: String = value("style").to_lowercase().split_whitespace().collect();
            Some(Node {
                tag: element.name.local.to_string(),
                names: ["class", "id", "role"]
                    .into_iter()
                    .flat_map(|name| name_words(value(name)))
                    .collect(),
                role: value("role").to_lowercase(),
                skip: attr("hidden").is_some()
                    || value("aria-hidden") == "true"
                    || style.contains("display:none")
                    || style.contains("visibility:hidden"),
                colspan: !matches!(value("colspan"), "" | "1"),
                ..blank
            })
        }
        NodeData::Text { contents } => Some(Node {
            letters: contents.chars().filter(|c| !c.is_whitespace()).count(),
            text: contents.to_string(),
            ..blank
        }),
        _ => None,
    })
    .flatten()
}

/// "site-nav mainFooter" as its words.
fn name_words(value: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut lower = false;
    for c in value.chars().take(400) {
        let new = !c.is_alphanumeric() || (c.is_uppercase() && lower);
        if new && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
        lower = c.is_lowercase();
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}
