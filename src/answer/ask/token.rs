//! A question's words, folded as names are compared: no case, no accents, no possessive.

/// A word of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Folded: "premiere" for "Première".
    pub word: String,
    /// As it was typed, without a possessive ending.
    pub typed: String,
}

impl Token {
    /// Whether it begins with a capital.
    pub fn is_capital(&self) -> bool {
        self.typed.chars().next().is_some_and(char::is_uppercase)
    }
}

/// The words of a text. "Intel's" is "Intel", "didn't" is "did not".
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let plain: String = text
        .chars()
        .map(|c| if c == '\u{2019}' { '\'' } else { c })
        .collect();
    let pieces = plain.split(|c: char| !c.is_alphanumeric() && c != '\'');
    for piece in pieces {
        let piece = piece.trim_matches('\'');
        let lower = piece.to_lowercase();
        let (stem, negated) = match lower.as_str() {
            // Their stems are no words.
            "can't" => ("can", true),
            "won't" => ("will", true),
            _ => match piece.get(..piece.len().saturating_sub(3)) {
                Some(stem) if lower.ends_with("n't") => (stem, true),
                _ => (piece, false),
            },
        };
        let stem = without_ending(stem);
        for typed in stem.split('\'') {
            // One letter of another script may be several in ours.
            let ascii = any_ascii::any_ascii(typed).to_lowercase();
            let words = ascii.split(|c: char| !c.is_ascii_alphanumeric());
            for word in words.filter(|word| !word.is_empty()) {
                found.push(Token {
                    word: word.to_owned(),
                    typed: typed.to_owned(),
                });
            }
        }
        if negated {
            found.push(Token {
                word: "not".to_owned(),
                typed: "not".to_owned(),
            });
        }
    }
    found
}

/// A word without a possessive or a shortened verb: "Intel's", "I'd", "they've".
fn without_ending(word: &str) -> &str {
    let Some((stem, ending)) = word.rsplit_once('\'') else {
        return word;
    };
    let is_verb = matches!(ending, "ve" | "ll" | "re") || matches!(ending, "s" | "S" | "d" | "m");
    if is_verb && !stem.is_empty() {
        stem
    } else {
        word
    }
}

/// The words in one, as names are looked up.
pub fn joined(tokens: &[Token]) -> String {
    let words: Vec<&str> = tokens.iter().map(|token| token.word.as_str()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        joined(&tokens(text))
    }

    #[test]
    fn folds_what_people_type() {
        assert_eq!(words("Who's at Première Vision?"), "who at premiere vision");
        assert_eq!(words("Intel\u{2019}s booth"), "intel booth");
        assert_eq!(words("they didn't, can't"), "they did not can not");
        assert_eq!(words("I'd say they've won"), "i say they won");
        assert_eq!(words("the exhibitors' stands"), "the exhibitors stands");
        assert_eq!(words("start-ups & A.T. Kearney"), "start ups a t kearney");
        assert_eq!(words("O'Brien 'quoted'"), "o brien quoted");
        assert_eq!(words(" ?! '' 🎪"), "");
        assert!(words("n't 's '").len() < 10);
    }
}
