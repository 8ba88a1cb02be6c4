//! Rows of terms: sorting them and showing their cells to people.

use super::saved::SortKey;
use super::vocabulary::compact;
use oxigraph::model::{NamedNode, Term};
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
        let rows = std::mem::take(&mut self.rows);
        // Ranks are made when asked for: most rows differ in the first columns already.
        let unranked =
            || -> Vec<OnceCell<Rank>> { order.iter().map(|_| OnceCell::new()).collect() };
        let mut keyed: Vec<_> = rows.into_iter().map(|row| (unranked(), row)).collect();
        keyed.sort_by(|a, b| {
            order
                .iter()
                .enumerate()
                .find_map(|(key, (at, descending))| {
                    let rank_a = a.0[key].get_or_init(|| rank(a.1.get(*at)));
                    let rank_b = b.0[key].get_or_init(|| rank(b.1.get(*at)));
                    match rank_a.compare(rank_b) {
                        Ordering::Equal => None,
                        ordering if *descending => Some(ordering.reverse()),
                        ordering => Some(ordering),
                    }
                })
                .unwrap_or(Ordering::Equal)
        });
        self.rows = keyed.into_iter().map(|(_, row)| row).collect();
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
    let printable = |c: char| if c.is_control() { ' ' } else { c };
    shown.chars().map(printable).collect()
}

fn text(term: &Term) -> String {
    match term {
        Term::NamedNode(iri) => iri.as_str().to_owned(),
        Term::Literal(literal) => literal.value().to_owned(),
        other => other.to_string(),
    }
}

/// What a cell is sorted by.
enum Rank {
    Unbound,
    Number(f64),
    Text { lower: String, exact: String },
}

impl Rank {
    fn compare(&self, other: &Rank) -> Ordering {
        match (self, other) {
            (Rank::Unbound, Rank::Unbound) => Ordering::Equal,
            (Rank::Unbound, _) | (Rank::Number(_), Rank::Text { .. }) => Ordering::Less,
            (_, Rank::Unbound) | (Rank::Text { .. }, Rank::Number(_)) => Ordering::Greater,
            (Rank::Number(a), Rank::Number(b)) => a.total_cmp(b),
            (Rank::Text { lower, exact }, Rank::Text { lower: l, exact: e }) => {
                lower.cmp(l).then_with(|| exact.cmp(e))
            }
        }
    }
}

fn rank(cell: Option<&Option<Term>>) -> Rank {
    let Some(Some(term)) = cell else {
        return Rank::Unbound;
    };
    if let Term::Literal(literal) = term
        && is_number(literal.datatype().as_str())
        && let Ok(number) = literal.value().parse()
    {
        return Rank::Number(number);
    }
    let text = text(term);
    Rank::Text {
        lower: text.to_lowercase(),
        exact: format!("{text}\u{0}{term}"),
    }
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
