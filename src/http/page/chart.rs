//! Figures as bars: filled where the value is known to be reached, hatched where it was announced
//! or expected. A bound is drawn as a bound, and said in words.

use crate::answer::{Bar, Block, Bound};
use maud::{Markup, html};

/// The most bars of a page; the table below has all.
const BARS: usize = 300;

/// The length of the longest bar, in the picture's own units.
const LONGEST: f64 = 100.0;

/// Charts, one of each metric and unit; nothing if there is nothing to draw.
pub fn charts(blocks: &[Block]) -> Markup {
    let mut left = BARS;
    let shown: Vec<&Block> = blocks
        .iter()
        .take_while(|block| {
            let fits = block.bars.len() <= left;
            left = left.saturating_sub(block.bars.len());
            fits
        })
        .collect();
    html! {
        @for block in shown {
            figure.chart {
                figcaption { (block.heading) }
                table {
                    caption.hidden { (block.heading) ": bars, with what each says" }
                    tbody { @for bar in &block.bars { (row(block, bar)) } }
                }
            }
        }
    }
}

fn row(block: &Block, bar: &Bar) -> Markup {
    let length = (block.share(bar) * LONGEST).max(0.5);
    let length = format!("{length:.1}");
    let (bound, happened) = match bar.bound {
        Bound::Exact => ("exact", bar.happened),
        Bound::Min => ("min", bar.happened),
        Bound::Max => ("max", bar.happened),
        Bound::About => ("about", bar.happened),
    };
    let class = format!("bar {bound}{}", if happened { "" } else { " announced" });
    html! {
        tr {
            th scope="row" { (bar.label) }
            td.drawn aria-hidden="true" {
                svg viewBox="0 0 100 10" preserveAspectRatio="none" focusable="false" {
                    rect class=(class) x="0" y="0" width=(length) height="10" {}
                }
            }
            td {
                (bar.words)
                @if bar.bound != Bound::Exact { " " span.note { "(" (bar.bound.meaning()) ")" } }
            }
        }
    }
}
