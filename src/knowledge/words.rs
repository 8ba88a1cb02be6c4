//! The vocabulary: every word that some list or rule mentions has a number, its classes and the
//! verb forms it can be.

use super::class::{Class, Classes};
use super::table::{content, invalid, optional, rows};
use super::{KnowledgeError, Source};
use crate::kind::Kind;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A word of the vocabulary; [`WordId::UNKNOWN`] for all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordId(pub u32);

impl WordId {
    pub const UNKNOWN: WordId = WordId(0);

    pub fn is_known(self) -> bool {
        self.0 != 0
    }
}

/// A verb by its base form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct VerbId(pub u16);

/// What a word can be as a form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerbForm {
    pub verb: VerbId,
    pub base: bool,
    pub third: bool,
    pub past: bool,
    pub participle: bool,
    pub ing: bool,
}

/// All words with their classes and verb forms.
#[derive(Debug, Default)]
pub struct Words {
    ids: FxHashMap<Box<str>, WordId>,
    classes: Vec<Classes>,
    forms: FxHashMap<WordId, Vec<VerbForm>>,
    verbs: FxHashMap<Box<str>, VerbId>,
    org_kinds: FxHashMap<WordId, Kind>,
    ordinals: FxHashMap<WordId, i64>,
    /// Classes of verbs, by their base form's classes.
    verb_words: Vec<WordId>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClassFile {
    #[expect(
        dead_code,
        reason = "read to demand that every class says what belongs in it"
    )]
    about: String,
    words: String,
}

/// Lists of one word a line, and the class each makes.
const LISTS: [(&str, Class); 9] = [
    ("lexicon/adverbs.txt", Class::Adverb),
    ("lexicon/common-words.txt", Class::Common),
    ("lexicon/name-nouns.txt", Class::NameNoun),
    ("lexicon/name-particles.txt", Class::Particle),
    ("lexicon/given-names.txt", Class::GivenName),
    (
        "lexicon/given-names-ambiguous.txt",
        Class::GivenNameAmbiguous,
    ),
    ("lexicon/surnames.txt", Class::Surname),
    ("lexicon/surnames-ambiguous.txt", Class::SurnameAmbiguous),
    ("lexicon/surnames-family-first.txt", Class::FamilyFirst),
];

impl Words {
    pub(super) fn load(source: &Source) -> Result<Words, KnowledgeError> {
        let mut words = Words {
            classes: vec![Classes::default()],
            ..Words::default()
        };
        words.load_classes(source)?;
        for (file, class) in LISTS {
            let text = optional(source, file)?;
            for (_, entry) in content(&text) {
                words.add(entry.trim(), class);
            }
        }
        let honorifics = optional(source, "lexicon/honorifics.txt")?;
        for (_, entry) in content(&honorifics) {
            for part in entry.split_whitespace() {
                words.add(part, Class::Honorific);
            }
        }
        words.load_org_heads(source)?;
        words.load_verbs(source)?;
        words.load_ordinals(source)?;
        Ok(words)
    }

    fn load_ordinals(&mut self, source: &Source) -> Result<(), KnowledgeError> {
        let file = "lexicon/ordinals.tsv";
        let text = source.read(file)?;
        for row in rows(file, &text, &["word", "value"])? {
            let value = row.cell(1).parse().map_err(|_| {
                let problem = format!("the value must be a whole number, found {:?}", row.cell(1));
                invalid(file, row.line, problem)
            })?;
            let id = self.intern(row.cell(0));
            self.ordinals.insert(id, value);
        }
        Ok(())
    }

    fn load_classes(&mut self, source: &Source) -> Result<(), KnowledgeError> {
        for path in source.list("lexicon/classes/")? {
            let text = source.read(&path)?;
            let file = source.display(&path);
            let parsed: BTreeMap<String, ClassFile> = toml::from_str(&text).map_err(|error| {
                let line = error
                    .span()
                    .map_or(1, |span| text[..span.start].matches('\n').count() + 1);
                invalid(&file, line, error.message().to_owned())
            })?;
            for (name, entry) in parsed {
                let heading = format!("[{name}]");
                let line = || {
                    let at = text.lines().position(|line| line.trim() == heading);
                    at.map_or(1, |index| index + 1)
                };
                let class = Class::from_name(&name).ok_or_else(|| {
                    invalid(&file, line(), format!("unknown word class {name:?}"))
                })?;
                for word in entry.words.split_whitespace() {
                    self.add(word, class);
                }
            }
        }
        Ok(())
    }

    fn load_org_heads(&mut self, source: &Source) -> Result<(), KnowledgeError> {
        let file = "lexicon/organisation-heads.tsv";
        let text = optional(source, file)?;
        for row in rows(file, &text, &["word", "kind", "position"])? {
            let kind = super::authority::organisation_kind(row.cell(1)).ok_or_else(|| {
                invalid(file, row.line, format!("unknown kind {:?}", row.cell(1)))
            })?;
            let classes: &[Class] = match row.cell(2) {
                "first" => &[Class::OrgFirst],
                "last" => &[Class::OrgLast],
                "any" => &[Class::OrgFirst, Class::OrgLast],
                other => {
                    return Err(invalid(
                        file,
                        row.line,
                        format!("position must be first, last or any, found {other:?}"),
                    ));
                }
            };
            for class in classes {
                let id = self.add(row.cell(0), *class);
                self.org_kinds.insert(id, kind);
            }
        }
        Ok(())
    }

    fn load_verbs(&mut self, source: &Source) -> Result<(), KnowledgeError> {
        let file = "lexicon/verbs.tsv";
        let text = optional(source, file)?;
        for row in rows(file, &text, &["base", "s", "past", "participle", "ing"])? {
            let base = row.cell(0).to_lowercase();
            // A verb with several sets of forms ("travelled", "traveled") has several rows.
            let known = self.verbs.get(base.as_str()).copied();
            let verb = known.unwrap_or(VerbId(self.verbs.len() as u16));
            let word = self.intern(&base);
            if known.is_none() {
                self.verb_words.push(word);
            }
            self.verbs.insert(base.into_boxed_str(), verb);
            for column in 0..5 {
                for form in row.entries(column) {
                    let id = self.intern(form);
                    let forms = self.forms.entry(id).or_default();
                    let position = forms.iter().position(|f| f.verb == verb);
                    let position = position.unwrap_or_else(|| {
                        forms.push(VerbForm {
                            verb,
                            base: false,
                            third: false,
                            past: false,
                            participle: false,
                            ing: false,
                        });
                        forms.len() - 1
                    });
                    let entry = &mut forms[position];
                    match column {
                        0 => entry.base = true,
                        1 => entry.third = true,
                        2 => entry.past = true,
                        3 => entry.participle = true,
                        _ => entry.ing = true,
                    }
                }
            }
        }
        Ok(())
    }

    /// The number of a word, adding it to the vocabulary.
    pub(super) fn intern(&mut self, word: &str) -> WordId {
        let folded = fold(word);
        if let Some(&id) = self.ids.get(folded.as_str()) {
            return id;
        }
        let id = WordId(self.classes.len() as u32);
        self.classes.push(Classes::default());
        self.ids.insert(folded.into_boxed_str(), id);
        id
    }

    fn add(&mut self, word: &str, class: Class) -> WordId {
        let id = self.intern(word);
        self.classes[id.0 as usize].insert(class);
        id
    }

    /// The number of a word as written, of any case; diacritics do not count.
    pub fn id(&self, word: &str) -> WordId {
        let bytes = word.as_bytes();
        if word.is_ascii() && bytes.len() <= 48 {
            let mut buffer = [0u8; 48];
            let lower = &mut buffer[..bytes.len()];
            lower.copy_from_slice(bytes);
            lower.make_ascii_lowercase();
            return std::str::from_utf8(lower)
                .ok()
                .and_then(|word| self.ids.get(word).copied())
                .unwrap_or(WordId::UNKNOWN);
        }
        if bytes.len() > 96 {
            return WordId::UNKNOWN;
        }
        self.ids
            .get(fold(word).as_str())
            .copied()
            .unwrap_or(WordId::UNKNOWN)
    }

    pub fn classes(&self, word: WordId) -> Classes {
        self.classes[word.0 as usize]
    }

    /// The verb forms that a word can be.
    pub fn forms(&self, word: WordId) -> &[VerbForm] {
        self.forms.get(&word).map_or(&[], Vec::as_slice)
    }

    /// Whether the verb's base form is of a class: classes of verbs list base forms.
    pub fn verb_class(&self, verb: VerbId, class: Class) -> bool {
        self.classes(self.verb_words[verb.0 as usize]).has(class)
    }

    /// The verb with that base form.
    pub fn verb(&self, base: &str) -> Option<VerbId> {
        self.verbs.get(base).copied()
    }

    /// The number of an ordinal: "20th", "fifth", "twenty-first", "inaugural".
    pub fn ordinal(&self, word: &str) -> Option<i64> {
        let bytes = word.as_bytes();
        if bytes.first()?.is_ascii_digit() {
            let (digits, ending) = word.split_at_checked(word.len().checked_sub(2)?)?;
            let ending = ending.to_ascii_lowercase();
            return matches!(ending.as_str(), "st" | "nd" | "rd" | "th")
                .then(|| digits.replace(',', "").parse().ok())
                .flatten();
        }
        if let Some(value) = self.ordinals.get(&self.id(word)) {
            return Some(*value);
        }
        let (tens, unit) = word.split_once('-')?;
        let unit = *self.ordinals.get(&self.id(unit)).filter(|v| **v < 10)?;
        // "twenty" is the stem of "twentieth".
        let stem = tens.strip_suffix('y')?;
        let tens = self.ordinals.get(&self.id(&format!("{stem}ieth")))?;
        Some(tens + unit)
    }

    /// The kind of organisation that a head noun makes.
    pub fn org_kind(&self, word: WordId) -> Option<Kind> {
        self.org_kinds.get(&word).copied()
    }
}

/// Lower case without diacritics, as words are compared.
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    // Typographic apostrophes and hyphens are one with the plain ones.
    let plain: String = word
        .chars()
        .map(|c| match c {
            '\u{2019}' | '\u{2018}' | '\u{2bc}' => '\'',
            '\u{2010}' | '\u{2011}' => '-',
            c => c,
        })
        .collect();
    any_ascii::any_ascii(&plain.to_lowercase()).to_ascii_lowercase()
}
