//! How fast dates, quantities and what they measure are read, in megabytes a second on one core:
//! `cargo run --release --example figure_speed -- FILE...`.

use expograph::knowledge::Source;
use expograph::knowledge::figures::FigureTables;
use expograph::mention::{Scan, date, measure, quantity};
use std::time::Instant;

/// Rounds over the files, so that the clock has something to measure.
const ROUNDS: usize = 200;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let tables = FigureTables::load(&Source::embedded())?;
    let mut texts = Vec::new();
    for path in std::env::args().skip(1) {
        texts.push(std::fs::read_to_string(path)?);
    }
    let (mut bytes, mut found) = (0, 0);
    let start = Instant::now();
    for _ in 0..ROUNDS {
        for line in texts.iter().flat_map(|text| text.split_inclusive(". ")) {
            bytes += line.len();
            let scan = Scan::new(line, &tables);
            if !scan.speaks {
                continue;
            }
            let dates = date::dates(&scan, None);
            let quantities = quantity::quantities(&scan, &dates);
            found += measure::measures(&scan, &dates, &quantities).len();
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    println!("{found} measures, {:.0} MB/s", bytes as f64 / 1e6 / seconds);
    Ok(())
}
