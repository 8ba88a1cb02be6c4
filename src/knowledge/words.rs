//! The vocabulary: every word that some list or rule mentions has a number, its classes and the
//! verb forms it can be.

use super::class::{Class, Classes};
use super::ids::Ids;
use super::table::{content, invalid, parts, rows};
use super::word::Word;
use super::{KnowledgeError, Source};
use crate::kind::Kind;
use crate::text::Token;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::num::NonZeroU16;

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
    ids: Ids,
    /// By word, its set of classes: an index into `sets`, so that the few sets there are lie close
    /// together.
    set_of: Vec<u32>,
    sets: Vec<Classes>,
    number_of: FxHashMap<Classes, u32>,
    /// Which set a set becomes with a further class.
    joined: FxHashMap<(u32, Class), u32>,
    /// By word, where its forms begin and end in `forms`; words learned later have none.
    forms_of: Vec<(u32, u32)>,
    forms: Vec<VerbForm>,
    verbs: FxHashMap<Box<str>, VerbId>,
    org_kinds: FxHashMap<WordId, Kind>,
    /// By word, its number as an ordinal; zero and words learned later are none.
    ordinals: Vec<u16>,
    /// Classes of verbs, by their base form's classes.
    verb_words: Vec<WordId>,
    /// By verb, its base form.
    verb_bases: Vec<Box<str>>,
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
            ids: Ids::with_room(),
            set_of: vec![0],
            sets: vec![Classes::default()],
            ..Words::default()
        };
        for word in Word::ALL {
            words.intern(word.text());
        }
        words.load_classes(source)?;
        for (file, class) in LISTS {
            for (_, text) in parts(source, file)? {
                for (_, entry) in content(&text) {
                    words.add(entry.trim(), class);
                }
            }
        }
        for (_, honorifics) in parts(source, "lexicon/honorifics.txt")? {
            for (_, entry) in content(&honorifics) {
                for part in entry.split_whitespace() {
                    words.add(part, Class::Honorific);
                }
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
            let value: NonZeroU16 = row.cell(1).parse().map_err(|_| {
                let problem = format!(
                    "the value must be a whole number from 1 to 65535, found {:?}",
                    row.cell(1)
                );
                invalid(file, row.line, problem)
            })?;
            let id = self.intern(row.cell(0)).0 as usize;
            if self.ordinals.len() <= id {
                self.ordinals.resize(id + 1, 0);
            }
            self.ordinals[id] = value.get();
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
        for (file, text) in parts(source, "lexicon/organisation-heads.tsv")? {
            self.add_org_heads(&file, &text)?;
        }
        Ok(())
    }

    fn add_org_heads(&mut self, file: &str, text: &str) -> Result<(), KnowledgeError> {
        for row in rows(file, text, &["word", "kind", "position"])? {
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
        let files = parts(source, "lexicon/verbs.tsv")?;
        let mut all: BTreeMap<WordId, Vec<VerbForm>> = BTreeMap::new();
        let columns = ["base", "s", "past", "participle", "ing"];
        let mut verbs = Vec::new();
        for (file, text) in &files {
            verbs.extend(rows(file, text, &columns)?);
        }
        for row in verbs {
            let base = row.cell(0).to_lowercase();
            // A verb with several sets of forms ("travelled", "traveled") has several rows.
            let known = self.verbs.get(base.as_str()).copied();
            let verb = known.unwrap_or(VerbId(self.verbs.len() as u16));
            let word = self.intern(&base);
            if known.is_none() {
                self.verb_words.push(word);
                self.verb_bases.push(base.as_str().into());
            }
            self.verbs.insert(base.into_boxed_str(), verb);
            for column in 0..5 {
                for form in row.entries(column) {
                    let id = self.intern(form);
                    let forms = all.entry(id).or_default();
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
        self.forms_of = vec![(0, 0); self.set_of.len()];
        for (word, forms) in all {
            let start = self.forms.len() as u32;
            self.forms.extend(forms);
            self.forms_of[word.0 as usize] = (start, self.forms.len() as u32);
        }
        Ok(())
    }

    /// The number of a word, adding it to the vocabulary.
    pub(super) fn intern(&mut self, word: &str) -> WordId {
        let id = self.id(word);
        if id.is_known() {
            return id;
        }
        let id = WordId(self.set_of.len() as u32);
        self.set_of.push(0);
        self.ids.insert(&fold(word), id);
        id
    }

    fn add(&mut self, word: &str, class: Class) -> WordId {
        let id = self.intern(word);
        let set = self.set_of[id.0 as usize];
        self.set_of[id.0 as usize] = match self.joined.get(&(set, class)) {
            Some(joined) => *joined,
            None => self.join(set, class),
        };
        id
    }

    /// The set that a set becomes with a further class.
    fn join(&mut self, set: u32, class: Class) -> u32 {
        let mut classes = self.sets[set as usize];
        classes.insert(class);
        let next = self.sets.len() as u32;
        let joined = *self.number_of.entry(classes).or_insert(next);
        if joined == next {
            self.sets.push(classes);
        }
        self.joined.insert((set, class), joined);
        joined
    }

    /// The number of a word as written, of any case; diacritics do not count.
    pub fn id(&self, word: &str) -> WordId {
        match self.ids.get_any_case(word.as_bytes()) {
            Some(id) => id,
            None => self.ids.get(&fold(word)),
        }
    }

    /// The number of a token's word.
    #[inline]
    pub fn id_of(&self, token: &Token, source: &str) -> WordId {
        let (start, end) = (token.start as usize, token.end as usize);
        match self.ids.get_within(source.as_bytes(), start, end) {
            Some(id) => id,
            None => self.ids.get(&fold(token.text(source))),
        }
    }

    /// The number of a word's set of classes; words with the same classes share it.
    pub(super) fn set(&self, word: WordId) -> u32 {
        self.set_of[word.0 as usize]
    }

    /// How many words the vocabulary has, [`WordId::UNKNOWN`] counted.
    pub(super) fn len(&self) -> usize {
        self.set_of.len()
    }

    #[inline]
    pub fn classes(&self, word: WordId) -> Classes {
        self.sets[self.set_of[word.0 as usize] as usize]
    }

    /// The verb forms that a word can be.
    #[inline]
    pub fn forms(&self, word: WordId) -> &[VerbForm] {
        let (start, end) = self
            .forms_of
            .get(word.0 as usize)
            .copied()
            .unwrap_or_default();
        &self.forms[start as usize..end as usize]
    }

    /// Whether the verb's base form is of a class: classes of verbs list base forms.
    pub fn verb_class(&self, verb: VerbId, class: Class) -> bool {
        self.classes(self.verb_words[verb.0 as usize]).has(class)
    }

    /// The classes of a verb's base form.
    pub fn verb_classes(&self, verb: VerbId) -> Classes {
        self.classes(self.verb_words[verb.0 as usize])
    }

    /// The base form of a verb.
    pub fn verb_base(&self, verb: VerbId) -> &str {
        &self.verb_bases[verb.0 as usize]
    }

    /// The verb with that base form.
    pub fn verb(&self, base: &str) -> Option<VerbId> {
        self.verbs.get(base).copied()
    }

    /// The number of an ordinal: "20th", "fifth", "twenty-first", "inaugural".
    pub fn ordinal(&self, word: &str) -> Option<i64> {
        if word.as_bytes().first()?.is_ascii_digit() {
            digits_ordinal(word)
        } else {
            self.word_ordinal(word, self.id(word))
        }
    }

    /// The same of a word that does not begin with a digit, given its number.
    pub fn word_ordinal(&self, word: &str, id: WordId) -> Option<i64> {
        if let Some(value) = self.listed_ordinal(id) {
            return Some(value);
        }
        // "forty-first" is as short as they come.
        if word.len() < 9 {
            return None;
        }
        let hyphen = word.bytes().position(|byte| byte == b'-')?;
        let (tens, unit) = (&word[..hyphen], &word[hyphen + 1..]);
        let unit = self.listed_ordinal(self.id(unit)).filter(|v| *v < 10)?;
        // "twenty" is the stem of "twentieth".
        let stem = tens.strip_suffix('y')?;
        let tens = self.listed_ordinal(self.id(&format!("{stem}ieth")))?;
        Some(tens + unit)
    }

    /// The number of a word that is listed as an ordinal.
    #[inline]
    pub fn listed_ordinal(&self, id: WordId) -> Option<i64> {
        let value = self.ordinals.get(id.0 as usize).copied().unwrap_or(0);
        (value > 0).then_some(i64::from(value))
    }

    /// The kind of organisation that a head noun makes.
    pub fn org_kind(&self, word: WordId) -> Option<Kind> {
        self.org_kinds.get(&word).copied()
    }
}

/// The number of "20th".
fn digits_ordinal(word: &str) -> Option<i64> {
    let (digits, ending) = word.split_at_checked(word.len().checked_sub(2)?)?;
    let ends = ["st", "nd", "rd", "th"]
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known));
    if !ends {
        return None;
    }
    if digits.contains(',') {
        return digits.replace(',', "").parse().ok();
    }
    digits.parse().ok()
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
