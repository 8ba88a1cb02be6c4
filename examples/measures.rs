//! Prints the dates and quantities of each line of the files given, or of standard input:
//! `cargo run --example measures -- FILE...`. The first argument may be `--date YYYY-MM-DD`.

use expograph::knowledge::Source;
use expograph::knowledge::figures::FigureTables;
use expograph::mention::{Scan, date, quantity};
use std::io::Read;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let tables = FigureTables::load(&Source::embedded())?;
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut anchor = None;
    if arguments.len() > 1 && arguments[0] == "--date" {
        anchor = Some(arguments[1].parse()?);
        arguments.drain(..2);
    }
    let mut texts = Vec::new();
    if arguments.is_empty() {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text)?;
        texts.push(text);
    }
    for path in &arguments {
        texts.push(std::fs::read_to_string(path)?);
    }
    for line in texts.iter().flat_map(|text| text.lines()) {
        let scan = Scan::new(line, &tables);
        let dates = date::dates(&scan, anchor);
        let quantities = quantity::quantities(&scan, &dates);
        println!("> {line}");
        for date in &dates {
            println!("  date {:?} {:?} {}", &line[date.range.clone()], date.kind, date.year_stated);
        }
        for q in &quantities {
            println!(
                "  quantity {:?} {} {} {} {:?} {:?}",
                &line[q.range.clone()],
                q.value,
                q.bound.name(),
                q.unit.as_ref().map_or("", |unit| unit.code()),
                q.span,
                q.equivalent_of
            );
        }
        for o in quantity::ordinals(&scan) {
            println!("  ordinal {:?} {}", &line[o.range.clone()], o.value);
        }
    }
    Ok(())
}
