//! Lines that a page's navigation leaves in its text: menus, breadcrumbs, words for readers' machines.

use super::header::ends_sentence;
use super::lines::is_space;
use super::origin::OriginWords;

/// The longest line of a menu, in bytes.
const LONGEST: usize = 200;

/// So many borders between words without a space are no name's: "NewsSportFarming".
const RUN_TOGETHER: usize = 2;

/// "Our shows    Exhibit    Visit", "Log in | Subscribe now": whether a line above the text is one of a
/// page's menu. Within the text such lines tell who speaks: "Ana Costa | Acme".
pub(super) fn is_menu(line: &str, words: &OriginWords) -> bool {
    let short = line.len() <= LONGEST && !ends_sentence(line);
    is_left_over(line, words) || short && (is_wide(line) || bars(line))
}

/// "NewsSportFarmingProperty", "Skip to content", "ADVERTISEMENT": whether a line is no text wherever it
/// stands.
pub(super) fn is_left_over(line: &str, words: &OriginWords) -> bool {
    line.len() <= LONGEST
        && !ends_sentence(line)
        && (is_furniture(line, words) || run_together(line))
}

/// Whether a line begins with words that are no text of any page; a word alone must be all of it or its
/// label, for "Cookie fair opens" is text.
fn is_furniture(line: &str, words: &OriginWords) -> bool {
    line.len() <= 80 && {
        let lower = line.to_lowercase();
        (words.furniture.iter()).any(|known| {
            let rest = lower.strip_prefix(known.as_str());
            rest.is_some_and(|rest| match known.contains(' ') {
                true => !rest.starts_with(char::is_alphanumeric),
                false => rest.is_empty() || rest.starts_with(':'),
            })
        })
    }
}

/// Words that lost the space between them.
fn run_together(line: &str) -> bool {
    let borders = |word: &str| {
        let pairs = word.chars().zip(word.chars().skip(1));
        pairs
            .filter(|(a, b)| a.is_lowercase() && b.is_uppercase())
            .count()
    };
    // "MacOS", "eToolBox" are names; a menu has one long word, and no small one.
    line.split_whitespace()
        .any(|word| word.len() > 14 && borders(word) >= RUN_TOGETHER)
        && !line
            .split_whitespace()
            .any(|word| word.len() > 3 && word.chars().all(char::is_lowercase))
}

/// Words in several wide gaps; with numbers it is a row of a table.
fn is_wide(line: &str) -> bool {
    !line.contains(|c: char| c.is_ascii_digit()) && gaps(line) >= 2
}

/// How many gaps of several spaces there are.
fn gaps(line: &str) -> usize {
    let mut gaps = 0;
    let mut width = 0;
    for c in line.chars() {
        match is_space(c) {
            true => {
                width += 1;
                gaps += usize::from(width == 2);
            }
            false => width = 0,
        }
    }
    gaps
}

/// Short parts between bars.
fn bars(line: &str) -> bool {
    let parts = line.split(['|', '›']).map(str::trim);
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    !line.contains(|c: char| c.is_ascii_digit())
        && parts.len() >= 2
        && (parts.iter()).all(|part| part.split_whitespace().count() <= 5)
}
