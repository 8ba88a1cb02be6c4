//! How two names of different documents compare: words, spacing, legal forms, initials, spelling.
//! Names are compared as slugs, so case, accents, dots and apostrophes never count.

use crate::entity::slug;
use crate::knowledge::{Source, SourceError};

/// The words at the end of organisations' names that tell their legal form ("GmbH", "Co Ltd").
#[derive(Clone, Debug, Default)]
pub struct LegalForms {
    /// Each as the words of its slug, longest first.
    forms: Vec<Vec<String>>,
}

impl LegalForms {
    /// Reads `lexicon/legal-forms.txt`, one form a line, and the lists that add to it
    /// (`lexicon/legal-forms.mine.txt`).
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn load(source: &Source) -> Result<LegalForms, SourceError> {
        let mut lists = String::new();
        for path in source.list("lexicon/legal-forms.")? {
            lists += &source.read(&path)?;
            lists.push('\n');
        }
        Ok(LegalForms::parse(&lists))
    }

    /// The forms of a list: one a line, comments begin with `#`.
    pub fn parse(list: &str) -> LegalForms {
        let mut forms: Vec<Vec<String>> = list
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .map(words)
            .collect();
        forms.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        forms.dedup();
        LegalForms { forms }
    }

    /// Splits the words of a name into the name proper and its legal form, which may be empty.
    fn split<'w>(&self, words: &'w [String]) -> (&'w [String], &'w [String]) {
        let mut proper = words;
        while let Some(form) = self
            .forms
            .iter()
            .find(|form| proper.len() > form.len() && proper.ends_with(form))
        {
            proper = &proper[..proper.len() - form.len()];
        }
        (proper, &words[proper.len()..])
    }
}

/// The words of a name, folded to ASCII in lower case.
pub fn words(name: &str) -> Vec<String> {
    slug(name).split('-').map(str::to_owned).collect()
}

/// A name folded to its letters and digits, without a leading article.
pub fn squashed(words: &[String]) -> String {
    match words {
        [article, rest @ ..] if article == "the" && !rest.is_empty() => rest.concat(),
        _ => words.concat(),
    }
}

/// An organisation's name without its legal form, squashed; and the form, squashed.
pub fn without_form(words: &[String], forms: &LegalForms) -> (String, String) {
    let (proper, form) = forms.split(words);
    (squashed(proper), form.concat())
}

/// Whether a name looks like an acronym: one word, mostly capitals, at least two letters.
pub fn is_acronym(name: &str) -> bool {
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    let small = name.chars().filter(|c| c.is_lowercase()).count();
    !name.contains(char::is_whitespace) && capitals >= 2 && capitals > 2 * small
}

/// Whether an acronym is the initials of a name: of all its words, or of those written with a
/// capital.
pub fn stands_for(acronym: &str, name: &str) -> bool {
    let wanted = squashed(&words(acronym));
    let initials = |of: &mut dyn Iterator<Item = &str>| -> String {
        of.filter_map(|word| slug(word).chars().next()).collect()
    };
    let split = || {
        name.split([' ', '-', '\u{a0}'])
            .filter(|word| !word.is_empty())
    };
    let all = initials(&mut split());
    let capital = initials(&mut split().filter(|word| word.starts_with(char::is_uppercase)));
    wanted.len() >= 2 && (wanted == all || wanted == capital)
}

/// How one personal name is a form of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersonMatch {
    /// The same letters with other spaces or hyphens ("Al Hosani", "Alhosani"), or with umlauts
    /// written out ("Schaefer", "Schäfer").
    Spacing,
    /// The same words in another order ("Li Wei", "Wei Li").
    Order,
    /// Initials for words ("J. Garrison", "John Garrison"), or left out in the middle.
    Initial,
    /// Some of the words, several ("Andrew Chan", "Andrew Chan Ho").
    Part,
    /// One of the words ("Chan", "Andrew Chan").
    Single,
    /// One word is spelled a little differently ("Mohammed", "Mohamed").
    Spelling,
}

/// Letters with the "e" dropped by which umlauts are written out: slugs have "a" for both.
fn plain_vowels(letters: &str) -> String {
    let mut plain = String::with_capacity(letters.len());
    for letter in letters.chars() {
        if letter != 'e' || !plain.ends_with(['a', 'o', 'u']) {
            plain.push(letter);
        }
    }
    plain
}

/// How `short` is a form of `full`; the names have different slugs, and `full` has no fewer
/// words.
pub fn person_match(full: &[String], short: &[String]) -> Option<PersonMatch> {
    if plain_vowels(&full.concat()) == plain_vowels(&short.concat()) {
        return Some(PersonMatch::Spacing);
    }
    if full.len() == short.len() {
        let sorted = |words: &[String]| {
            let mut words = words.to_vec();
            words.sort_unstable();
            words
        };
        if sorted(full) == sorted(short) {
            return Some(PersonMatch::Order);
        }
        let initial = |a: &str, b: &str| a.len() == 1 && b.starts_with(a) || a == b;
        let pairs = || full.iter().zip(short);
        let names = pairs().filter(|(a, b)| a == b && a.len() > 1).count();
        if names > 0 && pairs().all(|(a, b)| initial(a, b) || initial(b, a)) {
            return Some(PersonMatch::Initial);
        }
        let mut different = pairs().filter(|(a, b)| a != b);
        let (Some((a, b)), None) = (different.next(), different.next()) else {
            return None;
        };
        let close = match a.len().min(b.len()) {
            0..=3 => 0,
            4..=6 => 1,
            _ => 2,
        };
        let spelled = full.len() > 1 && strsim::osa_distance(a, b) <= close;
        return spelled.then_some(PersonMatch::Spelling);
    }
    let without_initials = || full.iter().filter(|word| word.len() > 1);
    if short.len() > 1 && without_initials().eq(short.iter()) {
        return Some(PersonMatch::Initial);
    }
    let mut rest = full.iter();
    let part = short.iter().all(|word| rest.any(|other| other == word));
    match short {
        _ if !part => None,
        [only] if only.len() < 2 => None,
        [_] => Some(PersonMatch::Single),
        _ => Some(PersonMatch::Part),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legal_forms_are_no_part_of_a_name() {
        let forms = LegalForms::parse("# forms\nGmbH\nCo. Ltd.\nLtd\nCo\nInc.\nS.p.A.\n");
        for (name, proper, form) in [
            ("Nordlicht GmbH", "nordlicht", "gmbh"),
            ("Nordlicht Glas Co., Ltd.", "nordlichtglas", "coltd"),
            ("The Kiln Inc", "kiln", "inc"),
            ("Vetro S.p.A.", "vetro", "spa"),
            ("GmbH", "gmbh", ""),
            ("Inca", "inca", ""),
        ] {
            let found = without_form(&words(name), &forms);
            assert_eq!(found, (proper.to_owned(), form.to_owned()), "{name}");
        }
    }

    #[test]
    fn acronyms_stand_for_names() {
        for (acronym, name, expected) in [
            ("EGF", "European Glass Federation", true),
            ("FoG", "Friends of Glass", true),
            ("FG", "Friends of Glass", true),
            ("EGF", "European Federation of Glass", false),
            ("E", "Europe", false),
        ] {
            assert_eq!(stands_for(acronym, name), expected, "{acronym} {name}");
        }
        assert!(is_acronym("EGF") && is_acronym("U.N."));
        assert!(!is_acronym("Egf") && !is_acronym("EGF Glass") && !is_acronym("BioFach"));
    }

    #[test]
    fn personal_names_are_compared_by_words() {
        for (full, short, expected) in [
            (
                "Omar Al Hosani",
                "Omar Alhosani",
                Some(PersonMatch::Spacing),
            ),
            (
                "Thomas Schaefer",
                "Thomas Schäfer",
                Some(PersonMatch::Spacing),
            ),
            ("Li Wei", "Wei Li", Some(PersonMatch::Order)),
            ("John Garrison", "J. Garrison", Some(PersonMatch::Initial)),
            (
                "John L. Garrison",
                "John Garrison",
                Some(PersonMatch::Initial),
            ),
            ("Ana Maria Souza", "Ana Souza", Some(PersonMatch::Part)),
            ("Ana Souza", "Souza", Some(PersonMatch::Single)),
            (
                "Mohammed Saleh",
                "Mohamed Saleh",
                Some(PersonMatch::Spelling),
            ),
            ("Li Wei", "Li Mei", None),
            ("John Garrison", "James Garrison", None),
            ("Ana Souza", "Souza Lima", None),
            ("J. Garrison", "J. Gardner", None),
        ] {
            let found = person_match(&words(full), &words(short));
            assert_eq!(found, expected, "{full} {short}");
        }
    }
}
