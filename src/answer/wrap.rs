//! Running text broken into lines of a width, for cards, help and narrow tables.

/// Breaks `text` at spaces into lines of at most `width` characters, each after `indent`. A
/// longer word stands on its own line; control characters become spaces.
pub fn wrap(text: &str, indent: &str, width: usize) -> String {
    hanging(text, indent, indent, width)
}

/// As [`wrap`], with another indent for the first line.
pub fn hanging(text: &str, first: &str, others: &str, width: usize) -> String {
    let text: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let mut lines: Vec<String> = Vec::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let word_length = word.chars().count();
        match lines.last_mut() {
            Some(line) if length + 1 + word_length <= width => {
                line.push(' ');
                line.push_str(word);
                length += 1 + word_length;
            }
            _ => {
                let indent = if lines.is_empty() { first } else { others };
                lines.push(format!("{indent}{word}"));
                length = indent.chars().count() + word_length;
            }
        }
    }
    lines.join("\n")
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
