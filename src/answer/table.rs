//! Rows of terms: sorting them and showing their cells to people.

use super::saved::SortKey;
use super::vocabulary::compact;
use oxigraph::model::{NamedNode, Term};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// A result of rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The variables, without their marks.
    pub columns: Vec<String>,
    /// As many cells as columns in each; none where a variable is unbound.
    pub rows: Vec<Vec<Option<Term>>>,
}

impl Table {
    /// The position of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    /// The plain text of a cell: a literal's value, an IRI; nothing where unbound.
    pub fn text(&self, cell: &Option<Term>) -> String {
        cell.as_ref().map(text).unwrap_or_default()
    }

    /// The plain text of a row's cell in a column; empty where there is none.
    pub fn get(&self, row: &[Option<Term>], column: &str) -> String {
        self.column(column)
            .and_then(|at| row.get(at))
            .map(|cell| self.text(cell))
            .unwrap_or_default()
    }

    /// Sorts the rows by `keys`, then by all columns from the left: unbound cells first, numbers
    /// by value, text without regard to case. Keys of columns that are not there do nothing.
    pub fn sort(&mut self, keys: &[SortKey]) {
        let wanted = keys.iter().filter_map(|key| {
            let at = self.column(&key.column)?;
            Some((at, key.descending))
        });
        let rest = (0..self.columns.len()).map(|at| (at, false));
        let order: Vec<(usize, bool)> = wanted.chain(rest).collect();
        // Ranks are made when asked for: most rows differ in the first columns already.
        let ranks: Vec<OnceCell<Rank<'_>>> = (0..self.rows.len() * order.len())
            .map(|_| OnceCell::new())
            .collect();
        let rank = |row: usize, key: usize| {
            let cell = self.rows[row].get(order[key].0);
            ranks[row * order.len() + key].get_or_init(|| rank(cell))
        };
        let mut sorted: Vec<usize> = (0..self.rows.len()).collect();
        sorted.sort_by(|&a, &b| {
            let compare = |key: usize| match rank(a, key).compare(rank(b, key)) {
                Ordering::Equal => None,
                ordering if order[key].1 => Some(ordering.reverse()),
                ordering => Some(ordering),
            };
            (0..order.len())
                .find_map(compare)
                .unwrap_or(Ordering::Equal)
        });
        drop(ranks);
        let mut rows: Vec<_> = std::mem::take(&mut self.rows);
        let taken = |row: usize| std::mem::take(&mut rows[row]);
        self.rows = sorted.into_iter().map(taken).collect();
    }

    /// Takes away columns by their name.
    pub fn drop_columns(&mut self, is_dropped: impl Fn(&str) -> bool) {
        if !self.columns.iter().any(|name| is_dropped(name)) {
            return;
        }
        let kept: Vec<bool> = self.columns.iter().map(|name| !is_dropped(name)).collect();
        for row in &mut self.rows {
            let mut kept = kept.iter();
            row.retain(|_| kept.next() == Some(&true));
        }
        self.columns.retain(|name| !is_dropped(name));
    }

    /// The table without the columns that only link: those whose name ends in `_iri`.
    pub fn without_links(&self) -> Table {
        let kept: Vec<usize> = (0..self.columns.len())
            .filter(|&at| !self.columns[at].ends_with("_iri"))
            .collect();
        Table {
            columns: kept.iter().map(|&at| self.columns[at].clone()).collect(),
            rows: self
                .rows
                .iter()
                .map(|row| kept.iter().map(|&at| row[at].clone()).collect())
                .collect(),
        }
    }

    /// Every IRI in the cells.
    pub fn iris(&self) -> BTreeSet<NamedNode> {
        let cells = self.rows.iter().flatten().flatten();
        cells
            .filter_map(|term| match term {
                Term::NamedNode(iri) => Some(iri.clone()),
                _ => None,
            })
            .collect()
    }
}

/// A cell for people: an IRI as its label, else with a known prefix; a literal as its value.
/// Control characters become spaces, so that no text can drive the terminal.
pub fn display(cell: &Option<Term>, labels: &BTreeMap<NamedNode, String>) -> String {
    let shown = match cell {
        None => String::new(),
        Some(Term::NamedNode(iri)) => labels
            .get(iri)
            .cloned()
            .or_else(|| compact(iri.as_str()))
            .unwrap_or_else(|| iri.as_str().to_owned()),
        Some(term) => text(term),
    };
    if !shown.contains(char::is_control) {
        return shown;
    }
    let printable = |c: char| if c.is_control() { ' ' } else { c };
    shown.chars().map(printable).collect()
}

fn text(term: &Term) -> String {
    plain(term).map_or_else(|| term.to_string(), str::to_owned)
}

/// The text of a term that has one.
fn plain(term: &Term) -> Option<&str> {
    match term {
        Term::NamedNode(iri) => Some(iri.as_str()),
        Term::Literal(literal) => Some(literal.value()),
        _ => None,
    }
}

/// What a cell is sorted by.
enum Rank<'a> {
    Unbound,
    Number(f64),
    Text { lower: Cow<'a, str>, term: &'a Term },
}

impl Rank<'_> {
    fn compare(&self, other: &Rank<'_>) -> Ordering {
        match (self, other) {
            (Rank::Unbound, Rank::Unbound) => Ordering::Equal,
            (Rank::Unbound, _) | (Rank::Number(_), Rank::Text { .. }) => Ordering::Less,
            (_, Rank::Unbound) | (Rank::Text { .. }, Rank::Number(_)) => Ordering::Greater,
            (Rank::Number(a), Rank::Number(b)) => a.total_cmp(b),
            (Rank::Text { lower, term }, Rank::Text { lower: l, term: t }) => {
                let exact = || match term == t {
                    true => Ordering::Equal,
                    false => (text(term).cmp(&text(t)))
                        .then_with(|| term.to_string().cmp(&t.to_string())),
                };
                lower.cmp(l).then_with(exact)
            }
        }
    }
}

fn rank(cell: Option<&Option<Term>>) -> Rank<'_> {
    let Some(Some(term)) = cell else {
        return Rank::Unbound;
    };
    if let Term::Literal(literal) = term
        && is_number(literal.datatype().as_str())
        && let Ok(number) = literal.value().parse()
    {
        return Rank::Number(number);
    }
    let is_lower = |text: &&str| text.is_ascii() && !text.bytes().any(|b| b.is_ascii_uppercase());
    let lower = match plain(term).filter(is_lower) {
        Some(text) => Cow::Borrowed(text),
        None => Cow::Owned(text(term).to_lowercase()),
    };
    Rank::Text { lower, term }
}

fn is_number(datatype: &str) -> bool {
    let name = datatype.strip_prefix(super::vocabulary::XSD);
    matches!(
        name,
        Some("integer" | "decimal" | "double" | "float" | "int" | "long")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::Literal;

    #[test]
    fn sorts_numbers_by_value_and_text_without_case() {
        let text = |s: &str| Some(Term::from(Literal::from(s)));
        let number = |n: i64| Some(Term::from(Literal::from(n)));
        let mut table = Table {
            columns: vec!["a".to_owned(), "n".to_owned()],
            rows: vec![
                vec![text("b"), number(10)],
                vec![text("A"), number(10)],
                vec![text("c"), number(9)],
                vec![None, number(100)],
            ],
        };
        let column = |table: &Table| {
            let cells = table.rows.iter().map(|row| table.get(row, "a"));
            cells.collect::<Vec<_>>().join(",")
        };
        table.sort(&[]);
        assert_eq!(column(&table), ",A,b,c");
        table.sort(&[SortKey {
            column: "n".to_owned(),
            descending: true,
        }]);
        assert_eq!(
            column(&table),
            ",A,b,c",
            "ties by the columns from the left"
        );
        table.sort(&[SortKey {
            column: "n".to_owned(),
            descending: false,
        }]);
        assert_eq!(column(&table), "c,A,b,");
    }

    #[test]
    fn cells_cannot_drive_the_terminal() {
        let hostile = Some(Term::from(Literal::from("a\u{1b}[2Jb\nc\u{9b}")));
        assert_eq!(display(&hostile, &BTreeMap::new()), "a [2Jb c ");
    }

    #[test]
    fn iris_are_shown_by_label_or_prefix() {
        let iri = NamedNode::new_unchecked("https://w3id.org/expograph/ontology#speaker");
        let cell = Some(Term::from(iri.clone()));
        assert_eq!(display(&cell, &BTreeMap::new()), "expo:speaker");
        let labels = BTreeMap::from([(iri, "has speaker".to_owned())]);
        assert_eq!(display(&cell, &labels), "has speaker");
    }
}
