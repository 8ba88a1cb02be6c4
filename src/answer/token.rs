//! The tokens of a SPARQL text, as far as finding its variables needs: what is a variable and
//! what only looks like one inside a string, an IRI or a comment. It refuses nothing; whether
//! the text is SPARQL is for the parser to say.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// `?name` or `$name`
    Variable,
    /// `<...>`
    Iri,
    /// A string in any of the four quotings.
    Text,
    /// `#` to the end of the line
    Comment,
    /// A keyword, a prefixed name, a number.
    Word,
    Space,
    /// Punctuation and operators, one character each.
    Mark,
}

/// A stretch of the text; all tokens together are the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    pub kind: TokenKind,
    pub text: &'a str,
}

/// Cuts a SPARQL text into tokens.
pub fn tokens(query: &str) -> Tokens<'_> {
    Tokens { rest: query }
}

/// Iterator over the tokens of a text.
#[derive(Clone, Debug)]
pub struct Tokens<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let first = self.rest.chars().next()?;
        let (kind, length) = match first {
            '#' => (TokenKind::Comment, until_line_end(self.rest)),
            '"' | '\'' => (TokenKind::Text, string_length(self.rest, first)),
            '<' => match iri_length(self.rest) {
                Some(length) => (TokenKind::Iri, length),
                None => (TokenKind::Mark, 1),
            },
            '?' | '$' => match run(&self.rest[1..], is_name) {
                0 => (TokenKind::Mark, 1),
                length => (TokenKind::Variable, length + 1),
            },
            c if c.is_whitespace() => (TokenKind::Space, run(self.rest, char::is_whitespace)),
            c if is_word(c) => (TokenKind::Word, word_length(self.rest)),
            c => (TokenKind::Mark, c.len_utf8()),
        };
        let (text, rest) = self.rest.split_at(length);
        self.rest = rest;
        Some(Token { kind, text })
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || !c.is_ascii()
}

fn is_word(c: char) -> bool {
    is_name(c) || matches!(c, ':' | '.' | '-' | '%' | '\\')
}

fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

fn until_line_end(text: &str) -> usize {
    text.find(['\n', '\r']).unwrap_or(text.len())
}

/// A prefixed name may escape any punctuation with a backslash, `#` among it.
fn word_length(text: &str) -> usize {
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        if c == '\\' {
            chars.next();
        } else if !is_word(c) {
            return at;
        }
    }
    text.len()
}

/// To the closing quote, or to the end where there is none.
fn string_length(text: &str, quote: char) -> usize {
    let triple: String = std::iter::repeat_n(quote, 3).collect();
    let (open, close) = if text.starts_with(&triple) {
        (3, triple.as_str())
    } else {
        (1, &triple[..1])
    };
    let mut at = open;
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with(close) {
            return at + close.len();
        }
        let mut chars = rest.chars();
        if chars.next() == Some('\\') {
            at += 1 + chars.next().map_or(0, char::len_utf8);
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

/// None where `<` is the comparison.
fn iri_length(text: &str) -> Option<usize> {
    let inside = |c: char| !matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '^' | '`') && c > ' ';
    let end = 1 + run(&text[1..], inside);
    text[end..].starts_with('>').then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variables(query: &str) -> Vec<&str> {
        tokens(query)
            .filter(|token| token.kind == TokenKind::Variable)
            .map(|token| token.text)
            .collect()
    }

    #[test]
    fn finds_variables_and_nothing_that_looks_like_one() {
        let query = "SELECT ?a $b { ?a <http://x/?no#?no> \"?no\\\"?no\" ; ex:p\\#?c '?no' # ?no\n, '''?no' ?no''', \"\"\"?no\"\"\" FILTER(?d<?e && ?f > 1) ex:p?/ex:q }";
        assert_eq!(variables(query), ["?a", "$b", "?a", "?c", "?d", "?e", "?f"]);
    }

    #[test]
    fn loses_nothing_of_odd_texts() {
        for text in [
            "",
            "\"",
            "'''",
            "<",
            "?",
            "#",
            "\\",
            "\"\\",
            "é?ü\u{301}<ö>",
            "'''a''",
        ] {
            let joined: String = tokens(text).map(|token| token.text).collect();
            assert_eq!(joined, text);
        }
    }
}
