//! Rows for people at a terminal: a table as wide as the terminal, or, where its columns would
//! be too narrow to read, one record below the other.

use super::table::{Table, display};
use super::wrap::{characters, push_hanging};
use comfy_table::{Cell, ColumnConstraint, ContentArrangement, Width, presets};
use oxigraph::model::NamedNode;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Columns that may have words broken before records are easier to read than a table.
const BROKEN: usize = 2;

/// Writes rows at most `width` characters wide, headings in bold where `styled`.
pub fn write_table(
    table: &Table,
    labels: &BTreeMap<NamedNode, String>,
    width: u16,
    styled: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let columns: Vec<String> = table.columns.iter().map(|c| c.replace('_', " ")).collect();
    let rows: Vec<Vec<String>> = table
        .rows
        .iter()
        .map(|row| row.iter().map(|cell| display(cell, labels)).collect())
        .collect();
    let layout = Layout::new(&columns, &rows, usize::from(width));
    if layout.broken > BROKEN {
        return write_records(&columns, &rows, usize::from(width), out);
    }
    let mut shown = comfy_table::Table::new();
    shown
        .load_preset(presets::UTF8_FULL_CONDENSED)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width);
    // Whether to style was decided by the caller, not by what comfy-table finds out.
    if styled {
        shown.enforce_styling();
    } else {
        shown.force_no_tty();
    }
    let head = |column: &String| Cell::new(column).add_attribute(comfy_table::Attribute::Bold);
    shown.set_header(columns.iter().map(head));
    for (at, width) in layout.widths.into_iter().enumerate() {
        if let Some(column) = shown.column_mut(at) {
            // The width of a column counts a space on either side.
            let fixed = Width::Fixed(u16::try_from(width + 2).unwrap_or(u16::MAX));
            column.set_constraint(ColumnConstraint::Absolute(fixed));
        }
    }
    shown.add_rows(rows);
    for line in shown.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// Each row as lines of `column  value`, empty cells left out.
fn write_records(
    columns: &[String],
    rows: &[Vec<String>],
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let names = columns
        .iter()
        .map(|column| column.chars().count())
        .max()
        .unwrap_or(0);
    let first = |column| format!("{column:names$}  ");
    let columns: Vec<String> = columns.iter().map(first).collect();
    let others = " ".repeat(names + 2);
    let mut text = String::new();
    for (number, row) in rows.iter().enumerate() {
        text.clear();
        if number > 0 {
            text.push('\n');
        }
        let cells = columns.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
        for (first, cell) in cells {
            push_hanging(&mut text, cell, first, &others, width);
            text.push('\n');
        }
        out.write_all(text.as_bytes())?;
    }
    Ok(())
}

/// How many characters each column gets so that all fit a width.
#[derive(Debug, PartialEq, Eq)]
struct Layout {
    widths: Vec<usize>,
    /// Columns too narrow for their longest word.
    broken: usize,
}

impl Layout {
    /// Where there is not enough for everything, words stay whole as far as they can, and what
    /// is left is shared out evenly, so that the columns that lack little get all they want.
    fn new(columns: &[String], rows: &[Vec<String>], width: usize) -> Layout {
        let count = columns.len();
        let longest = |at: usize, length: fn(&str) -> usize| {
            let cells = rows.iter().map(|row| row[at].as_str());
            let lengths = cells.chain([columns[at].as_str()]).map(length);
            lengths.max().unwrap_or(0).max(1)
        };
        let word = |text: &str| {
            let words = text.split(' ').map(characters);
            words.max().unwrap_or(0)
        };
        let wanted: Vec<usize> = (0..count).map(|at| longest(at, characters)).collect();
        let words: Vec<usize> = (0..count).map(|at| longest(at, word)).collect();
        // A border and two spaces to each column, and the last border.
        let room = width.saturating_sub(3 * count + 1).max(count);
        let capped = |cap: usize| words.iter().map(move |&word| word.min(cap));
        let cap = (1..=room)
            .rev()
            .find(|&cap| capped(cap).sum::<usize>() <= room);
        let mut widths: Vec<usize> = capped(cap.unwrap_or(1)).collect();
        let mut left = room.saturating_sub(widths.iter().sum());
        let mut order: Vec<usize> = (0..count).collect();
        order.sort_by_key(|&at| wanted[at] - widths[at]);
        for (done, at) in order.into_iter().enumerate() {
            let share = left / (count - done);
            let more = share.min(wanted[at] - widths[at]);
            widths[at] += more;
            left -= more;
        }
        let broken = widths.iter().zip(&words).filter(|(has, word)| has < word);
        Layout {
            broken: broken.count(),
            widths,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::{Literal, Term};

    fn layout(width: usize) -> Layout {
        let columns = ["name".to_owned(), "text".to_owned(), "number".to_owned()];
        let row = ["speakers-of-edition", &"many words ".repeat(9), "12"];
        Layout::new(&columns, &[row.map(str::to_owned).to_vec()], width)
    }

    #[test]
    fn widths_go_where_they_are_needed() {
        assert_eq!(layout(60).widths, [19, 25, 6], "names stay whole");
        assert_eq!(layout(60).broken, 0);
        assert_eq!(layout(200).widths, [19, 99, 6]);
        let narrow = layout(20);
        assert!(narrow.widths.iter().sum::<usize>() + 10 <= 20, "{narrow:?}");
        assert_eq!(narrow.broken, 3);
    }

    #[test]
    fn too_many_columns_become_records() {
        let cell = |text: &str| Some(Term::from(Literal::from(text)));
        let row = vec![
            cell("document.txt"),
            None,
            cell("exhibitors of it"),
            cell("participating"),
        ];
        let table = Table {
            columns: ["document", "value", "object", "evidence"]
                .map(str::to_owned)
                .to_vec(),
            rows: vec![row.clone(), row],
        };
        let mut out = Vec::new();
        write_table(&table, &BTreeMap::new(), 30, false, &mut out).expect("written");
        let text = String::from_utf8(out).expect("UTF-8");
        let record =
            "document  document.txt\nobject    exhibitors of it\nevidence  participating\n";
        assert_eq!(text, format!("{record}\n{record}"));
    }
}
