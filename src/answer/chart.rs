//! Figures as bars in the terminal, one block for each metric. A bound is drawn as a bound: only
//! an exact value has an end; "more than 500" goes on, "up to 500" may end anywhere before.

use super::table::Table;
use super::wrap::characters;
use std::collections::BTreeSet;
use std::fmt::Write;

/// A table that no chart can be drawn of.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "a chart is drawn of rows with the columns metric, value and bound, and year or edition where there are any, as figures-over-editions has them; {}",
    has(.columns)
)]
pub struct ChartError {
    pub columns: Vec<String>,
}

fn has(columns: &[String]) -> String {
    match columns {
        [] => "these have no columns".to_owned(),
        columns => format!("these have {}", columns.join(", ")),
    }
}

/// The figures of one metric in one unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// The metric, and the unit where it says more.
    pub heading: String,
    /// In the order of the rows.
    pub bars: Vec<Bar>,
}

impl Block {
    /// How long a bar is beside the longest of its block, from 0 to 1.
    pub fn share(&self, bar: &Bar) -> f64 {
        let most = self
            .bars
            .iter()
            .filter_map(|bar| bar.value)
            .fold(0.0, f64::max);
        match bar.value {
            Some(value) if most > 0.0 => (value / most).clamp(0.0, 1.0),
            _ => 0.0,
        }
    }
}

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// The year, or the edition where there is none.
    pub label: String,
    /// None for a value that is no number.
    pub value: Option<f64>,
    pub bound: Bound,
    /// As printed, with what is not reported said.
    pub words: String,
    /// Reported, not announced or expected.
    pub happened: bool,
}

/// How a bar ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bound {
    Exact,
    Min,
    Max,
    About,
}

impl Bound {
    fn read(text: &str) -> Bound {
        match text {
            "min" => Bound::Min,
            "max" => Bound::Max,
            "about" => Bound::About,
            _ => Bound::Exact,
        }
    }

    /// What stands at the end of a bar.
    fn end(self) -> &'static str {
        match self {
            Bound::Exact => "|",
            Bound::Min => "→",
            Bound::Max => "┤",
            Bound::About => "~",
        }
    }

    /// What it says: "at least".
    pub fn meaning(self) -> &'static str {
        match self {
            Bound::Exact => "exactly",
            Bound::Min => "at least",
            Bound::Max => "at most",
            Bound::About => "about",
        }
    }
}

/// The fewest characters that bars are drawn with.
const NARROWEST: usize = 4;

/// Bars are filled where the value is known to be reached, and hatched where it was only
/// announced or expected; below an upper bound they are open.
const FULL: char = '█';
const HATCHED: char = '▒';
const OPEN: char = '·';

/// What a chart of a table shows.
///
/// # Errors
/// If the table has not the columns that a chart needs.
pub fn blocks(table: &Table) -> Result<Vec<Block>, ChartError> {
    let needed = ["metric", "value", "bound"];
    if needed.iter().any(|name| table.column(name).is_none()) {
        let columns = table.columns.iter().filter(|name| !name.ends_with("_iri"));
        return Err(ChartError {
            columns: columns.cloned().collect(),
        });
    }
    let mut blocks: Vec<Block> = Vec::new();
    for row in &table.rows {
        let heading = heading(table, row);
        let bar = bar(table, row);
        match blocks.iter_mut().find(|known| known.heading == heading) {
            Some(block) => block.bars.push(bar),
            None => blocks.push(Block {
                heading,
                bars: vec![bar],
            }),
        }
    }
    Ok(blocks)
}

/// Draws the rows of a table, at most `width` characters wide, in colour where `styled`.
///
/// # Errors
/// If the table has not the columns that a chart needs.
pub fn chart(table: &Table, width: u16, styled: bool) -> Result<String, ChartError> {
    let blocks = blocks(table)?;
    let mut text = String::new();
    let mut ends: BTreeSet<Bound> = BTreeSet::new();
    let mut hatched = false;
    for block in &blocks {
        let Block { heading, bars } = block;
        if !text.is_empty() {
            text.push('\n');
        }
        let _ = match styled {
            true => writeln!(text, "\u{1b}[1m{heading}\u{1b}[0m"),
            false => writeln!(text, "{heading}"),
        };
        draw(block, usize::from(width), styled, &mut text);
        ends.extend(bars.iter().map(|bar| bar.bound));
        hatched |= bars.iter().any(|bar| !bar.happened);
    }
    let mut legend: Vec<String> = Vec::new();
    if ends.iter().any(|end| *end != Bound::Exact) {
        let told: Vec<String> = ends
            .iter()
            .map(|end| format!("{} {}", end.end(), end.meaning()))
            .collect();
        legend.push(told.join(", "));
    }
    if hatched {
        legend.push(format!("{HATCHED}{HATCHED} announced or expected"));
    }
    if !legend.is_empty() {
        text.push('\n');
    }
    for line in legend {
        let _ = writeln!(text, "{}", super::wrap(&line, "", usize::from(width)));
    }
    Ok(text)
}

type Row = [Option<oxigraph::model::Term>];

/// A text of a cell in which nothing drives the terminal.
fn cell(table: &Table, row: &Row, column: &str) -> String {
    let printable = |c: char| if c.is_control() { ' ' } else { c };
    table.get(row, column).chars().map(printable).collect()
}

/// Values of different units stand in different blocks.
fn heading(table: &Table, row: &Row) -> String {
    let metric = cell(table, row, "metric");
    match cell(table, row, "unit") {
        // "Days (day)" says nothing.
        unit if unit.is_empty() || metric.contains(&unit) => metric,
        unit => format!("{metric} ({unit})"),
    }
}

fn bar(table: &Table, row: &Row) -> Bar {
    let value = cell(table, row, "value");
    let number = value.parse().ok().filter(|number: &f64| number.is_finite());
    let basis = cell(table, row, "basis");
    let happened = basis.is_empty() || basis == "reported";
    let mut words = cell(table, row, "words");
    if words.is_empty() {
        words = value;
    }
    if !happened {
        let _ = write!(words, " ({basis})");
    }
    let year = cell(table, row, "year");
    Bar {
        label: match year.is_empty() {
            true => cell(table, row, "edition"),
            false => year,
        },
        value: number,
        bound: Bound::read(&cell(table, row, "bound")),
        words,
        happened,
    }
}

/// One line for each bar: label, bar, words. The longest bar takes what room there is.
fn draw(block: &Block, width: usize, styled: bool, text: &mut String) {
    let bars = &block.bars;
    let longest = |of: fn(&Bar) -> &String, most: usize| {
        let lengths = bars.iter().map(|bar| characters(of(bar)));
        lengths.max().unwrap_or(0).min(most)
    };
    let labels = longest(|bar| &bar.label, width / 4);
    let words = longest(|bar| &bar.words, width * 2 / 5);
    // Two spaces before, between and after, and the end of the bar.
    let room = width.saturating_sub(labels + words + 7).max(NARROWEST);
    let mut before: Option<&str> = None;
    for bar in bars {
        // A label is told once for the bars that share it.
        let label = match before == Some(bar.label.as_str()) {
            true => String::new(),
            false => cut(&bar.label, labels),
        };
        before = Some(&bar.label);
        let share = block.share(bar);
        // Whatever is above nothing is seen.
        let exact = share * room as f64;
        let length = (exact.round() as usize).max(usize::from(share > 0.0));
        let fill = match (bar.bound, bar.happened) {
            (Bound::Max, _) => OPEN,
            (_, true) => FULL,
            (_, false) => HATCHED,
        };
        let drawn: String = std::iter::repeat_n(fill, length).collect();
        let end = if bar.value.is_some() {
            bar.bound.end()
        } else {
            "?"
        };
        let coloured = match (styled, bar.happened) {
            (false, _) => drawn,
            (true, true) => format!("\u{1b}[36m{drawn}\u{1b}[0m"),
            (true, false) => format!("\u{1b}[33m{drawn}\u{1b}[0m"),
        };
        let padding = " ".repeat(labels.saturating_sub(characters(&label)));
        let left = width.saturating_sub(labels + length + 7).max(words);
        let _ = writeln!(
            text,
            "  {label}{padding}  {coloured}{end} {}",
            cut(&bar.words, left)
        );
    }
}

/// At most so many characters of a text.
fn cut(text: &str, most: usize) -> String {
    if characters(text) <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::{Literal, Term};

    fn table(rows: &[[&str; 7]]) -> Table {
        let columns = ["metric", "year", "words", "value", "bound", "unit", "basis"];
        let cell = |text: &&str| (!text.is_empty()).then(|| Term::from(Literal::from(*text)));
        Table {
            columns: columns.map(str::to_owned).to_vec(),
            rows: rows
                .iter()
                .map(|row| row.iter().map(cell).collect())
                .collect(),
        }
    }

    fn drawn(rows: &[[&str; 7]], width: u16) -> String {
        chart(&table(rows), width, false).expect("a chart")
    }

    #[test]
    fn bounds_are_drawn_as_bounds() {
        let text = drawn(
            &[
                ["boats", "2018", "more than 50", "50", "min", "", "reported"],
                ["boats", "2019", "100", "100", "exact", "", "reported"],
                ["boats", "2020", "up to 80", "80", "max", "", "reported"],
                ["boats", "2021", "some 20", "20", "about", "", "expected"],
            ],
            48,
        );
        assert_eq!(
            text,
            "boats
  2018  ██████████→ more than 50
  2019  ███████████████████| 100
  2020  ···············┤ up to 80
  2021  ▒▒▒▒~ some 20 (expected)

| exactly, → at least, ┤ at most, ~ about
▒▒ announced or expected
"
        );
    }

    #[test]
    fn metrics_and_units_have_blocks_of_their_own() {
        let text = drawn(
            &[
                ["value", "2018", "3 euros", "3", "exact", "EUR", ""],
                ["value", "2018", "9 dollars", "9", "exact", "USD", ""],
                ["area", "2018", "5 m2", "5", "exact", "m2", ""],
                ["area", "2018", "4 m2", "4", "exact", "m2", ""],
            ],
            40,
        );
        let headings: Vec<&str> = text.lines().filter(|l| l.ends_with(')')).collect();
        assert_eq!(headings, ["value (EUR)", "value (USD)", "area (m2)"]);
        assert_eq!(text.matches("2018").count(), 3, "{text}");
        assert!(!text.contains("exactly"), "no legend where all is exact");
    }

    #[test]
    fn odd_values_and_widths_are_drawn() {
        let long = "an edition with a name that goes on and on";
        let rows = [
            ["m", long, "none at all", "0", "exact", "", "reported"],
            ["m", "", "minus\u{1b}[2J", "-5", "min", "", ""],
            ["m", "2020", "?", "many", "exact", "", ""],
            ["m", "2021", "a trillion", "1e300", "odd", "", "announced"],
        ];
        for width in [1, 20, 33, 80, 500] {
            let text = drawn(&rows, width);
            assert!(!text.contains('\u{1b}'));
            assert_eq!(
                text.lines().filter(|line| line.starts_with("  ")).count(),
                4
            );
            let widest = text.lines().map(characters).max().unwrap_or(0);
            assert!(widest <= usize::from(width).max(30), "{width}:\n{text}");
        }
        assert!(drawn(&rows, 80).contains("? ?"), "no number has no bar");
    }

    #[test]
    fn other_tables_are_refused() {
        let table = Table {
            columns: vec!["person".to_owned(), "person_iri".to_owned()],
            rows: Vec::new(),
        };
        let problem = chart(&table, 80, false)
            .expect_err("no figures")
            .to_string();
        assert!(problem.ends_with("these have person"), "{problem}");
    }
}
