//! Prints the dates, quantities and what they measure of each line of the files given, or of standard input:
//! `cargo run --example measures -- FILE...`. The first argument may be `--date YYYY-MM-DD`.

use expograph::knowledge::Source;
use expograph::knowledge::figures::FigureTables;
use expograph::mention::{Scan, date, measure, quantity};
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
            println!(
                "  date {:?} {:?} {}",
                &line[date.range.clone()],
                date.kind,
                date.year_stated
            );
        }
        for m in measure::measures(&scan, &dates, &quantities) {
            let q = &quantities[m.quantity];
            println!(
                "  quantity\t{}\t{}\t{}\t{}\t{}\t{}\t{:?} {:?}{}{}{}{}{}{}",
                &line[q.range.clone()],
                q.value,
                q.bound.name(),
                m.unit.as_ref().map_or("", |unit| unit.code()),
                m.metric.as_deref().unwrap_or("-"),
                m.canonical.as_deref().unwrap_or("-"),
                m.class,
                m.position,
                if m.partial { " partial" } else { "" },
                if m.comparison { " comparison" } else { "" },
                if m.per { " per" } else { "" },
                if m.growth { " growth" } else { "" },
                if m.open { " open" } else { "" },
                m.part_of.map_or(String::new(), |of| format!(" of {of}")),
            );
        }
        for o in quantity::ordinals(&scan) {
            println!("  ordinal {:?} {}", &line[o.range.clone()], o.value);
        }
    }
    Ok(())
}
