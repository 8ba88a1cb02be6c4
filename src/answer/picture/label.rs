//! Labels that fit: how wide a text is about, and breaking it into lines.

/// About how wide a text is, in pixels, in a sans-serif face of `size` pixels. What the reader's
/// face does is not known, so this is a little generous.
pub fn width(text: &str, size: i64) -> i64 {
    let hundredths: i64 = text.chars().map(of_em).sum();
    (hundredths * size + 99) / 100
}

/// About how many hundredths of its height a character is wide.
fn of_em(c: char) -> i64 {
    match c {
        'i' | 'j' | 'l' | '\'' | '|' | '!' | '.' | ',' | ':' | ';' => 30,
        ' ' | 'f' | 'r' | 't' | 'I' | '(' | ')' | '[' | ']' | '-' | '/' | '"' => 38,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 90,
        'A'..='Z' | '&' => 70,
        c if c.is_ascii() => 58,
        // Scripts of the Far East, and pictures.
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' => 105,
        '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' => 105,
        '\u{1f000}'.. => 125,
        // Marks that stand above or below the letter before.
        '\u{300}'..='\u{36f}' => 0,
        _ => 64,
    }
}

/// The text in at most `lines` lines that are no wider than `widest`; what is left out is shown
/// by a mark.
pub fn wrapped(text: &str, size: i64, widest: i64, lines: usize) -> Vec<String> {
    let mut out: Vec<String> = vec![String::new()];
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        if word.is_empty() {
            continue;
        }
        let last = out.last_mut().map(std::mem::take).unwrap_or_default();
        let joined = match last.is_empty() {
            true => word.to_owned(),
            false => format!("{last} {word}"),
        };
        out.pop();
        if width(&joined, size) <= widest {
            out.push(joined);
            continue;
        }
        if !last.is_empty() {
            out.push(last);
        }
        out.extend(pieces(word, size, widest));
        if out.len() > lines {
            break;
        }
    }
    let is_cut = out.len() > lines;
    out.truncate(lines);
    if let Some(last) = out.last_mut().filter(|_| is_cut) {
        while !last.is_empty() && width(&format!("{last}…"), size) > widest {
            last.pop();
        }
        *last = format!("{}…", last.trim_end());
    }
    out
}

/// A word in pieces no wider than `widest`.
fn pieces(word: &str, size: i64, widest: i64) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for c in word.chars() {
        if let Some(last) = pieces.last_mut() {
            last.push(c);
            if width(last, size) > widest && last.chars().count() > 1 {
                last.pop();
                pieces.push(c.to_string());
            }
        }
    }
    pieces
}

/// A text for XML: what means something is escaped, what may not stand in it becomes a space.
pub fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push('\n'),
            '\u{fffe}' | '\u{ffff}' => out.push(' '),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
