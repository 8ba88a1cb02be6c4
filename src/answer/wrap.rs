//! Running text broken into lines of a width, for cards, help and narrow tables.

/// Breaks `text` at spaces into lines of at most `width` characters, each after `indent`. A
/// longer word stands on its own line; control characters become spaces.
pub fn wrap(text: &str, indent: &str, width: usize) -> String {
    hanging(text, indent, indent, width)
}

/// As [`wrap`], with another indent for the first line.
pub fn hanging(text: &str, first: &str, others: &str, width: usize) -> String {
    let mut lines = String::with_capacity(first.len() + text.len() + text.len() / 8);
    push_hanging(&mut lines, text, first, others, width);
    lines
}

/// Appends what [`hanging`] gives.
pub fn push_hanging(out: &mut String, text: &str, first: &str, others: &str, width: usize) {
    let parts = text.split(|c: char| c.is_whitespace() || c.is_control());
    let mut length = None;
    for word in parts.filter(|word| !word.is_empty()) {
        let word_length = characters(word);
        match length {
            Some(before) if before + 1 + word_length <= width => {
                out.push(' ');
                length = Some(before + 1 + word_length);
            }
            _ => {
                if length.is_some() {
                    out.push('\n');
                }
                let indent = if length.is_none() { first } else { others };
                out.push_str(indent);
                length = Some(characters(indent) + word_length);
            }
        }
        out.push_str(word);
    }
}

/// How many characters a text has.
pub fn characters(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.chars().count()
    }
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn breaks_at_spaces() {
        assert_eq!(wrap("aa bb  cc\u{1b}dd", "  ", 7), "  aa bb\n  cc dd");
        assert_eq!(wrap("a verylongword b", "", 5), "a\nverylongword\nb");
        assert_eq!(wrap("", "  ", 5), "");
    }
}
