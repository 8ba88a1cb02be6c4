//! The colours of pictures, `data/pictures.toml`.

use crate::answer::error::AnswerError;
use crate::knowledge::Source;
use serde::Deserialize;

const FILE: &str = "pictures.toml";

/// The kind of everything that is of no other.
const OTHER: &str = "other";

/// How pictures look.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Style {
    pub background: String,
    pub text: String,
    /// Of what is said by the way.
    pub faint: String,
    pub line: String,
    pub strong: String,
    kind: Vec<Kind>,
}

/// How things of a kind look.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    class: String,
    /// What it is called, if not as its class.
    name: Option<String>,
    pub fill: String,
    pub line: String,
}

impl Kind {
    /// Whether it is a class of things, and not a part of the picture.
    pub fn is_class(&self) -> bool {
        self.class.starts_with(char::is_uppercase)
    }

    /// The class in words: "government body".
    pub fn words(&self) -> String {
        if let Some(name) = &self.name {
            return name.clone();
        }
        let mut words = String::new();
        for c in self.class.chars() {
            if c.is_uppercase() && !words.is_empty() {
                words.push(' ');
            }
            words.extend(c.to_lowercase());
        }
        words
    }
}

impl Style {
    /// Reads the file.
    ///
    /// # Errors
    /// If it is missing or broken.
    pub fn load(source: &Source) -> Result<Style, AnswerError> {
        let broken = |problem: String| AnswerError::Data {
            origin: source.display(FILE),
            problem: problem.trim_end().to_owned(),
        };
        let text = source
            .read(FILE)
            .map_err(|error| broken(error.to_string()))?;
        let style: Style = toml::from_str(&text).map_err(|error| broken(error.to_string()))?;
        let own = [
            &style.background,
            &style.text,
            &style.faint,
            &style.line,
            &style.strong,
        ];
        let kinds = style.kind.iter().flat_map(|kind| [&kind.fill, &kind.line]);
        for colour in own.into_iter().chain(kinds) {
            if !is_colour(colour) {
                return Err(broken(format!(
                    "{colour:?}: expected a colour such as #1f2328"
                )));
            }
        }
        if style.kind.iter().all(|kind| kind.class != OTHER) {
            return Err(broken(format!("no [[kind]] has class = {OTHER:?}")));
        }
        Ok(style)
    }

    /// The same where the page says what is below the boxes and what text beside them looks
    /// like, in the custom properties of its style sheet; it may be light or dark. Boxes stay
    /// light, with dark text.
    pub fn of_page(&self) -> Style {
        let own = |name: &str| format!("var(--{name})");
        Style {
            background: own("page"),
            faint: own("faint"),
            line: own("faint"),
            strong: own("accent"),
            ..self.clone()
        }
    }

    /// The place of how a thing looks among [`Style::kinds`].
    pub fn kind(&self, kinds: &[String]) -> usize {
        let first = self
            .kind
            .iter()
            .position(|kind| kinds.contains(&kind.class));
        let other = || self.kind.iter().position(|kind| kind.class == OTHER);
        first.or_else(other).unwrap_or(0)
    }

    /// How things look.
    pub fn kinds(&self) -> &[Kind] {
        &self.kind
    }
}

fn is_colour(text: &str) -> bool {
    let digits = text.strip_prefix('#').unwrap_or_default();
    digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}
