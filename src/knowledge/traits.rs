//! What a word can be looked for as beside its classes: as a form of certain verbs, as the word
//! that a frame or a topic begins with, as a small word that code asks for by itself.

use super::{Authority, Class, Classes, Rules, Word, WordId, Words};
use rustc_hash::FxHashMap;

/// The classes of verbs whose forms are looked for in a text.
const VERBS: [Class; 29] = [
    Class::AddressVerb,
    Class::CancelVerb,
    Class::ClosingVerb,
    Class::CrowdVerb,
    Class::DisputeVerb,
    Class::EmployVerb,
    Class::ExhibitVerb,
    Class::FillVerb,
    Class::FloorVerb,
    Class::FoundVerb,
    Class::HoldVerb,
    Class::HousingVerb,
    Class::MatterVerb,
    Class::OpeningVerb,
    Class::OwningVerb,
    Class::PlaceVerb,
    Class::PublicSpeech,
    Class::RunVerb,
    Class::SeeVerb,
    Class::ShowVerb,
    Class::SpanVerb,
    Class::SpeechVerb,
    Class::StandVerb,
    Class::TopicVerb,
    Class::TopicVerbAround,
    Class::TopicVerbFrom,
    Class::TopicVerbOn,
    Class::TopicVerbTo,
    Class::TopicVerbWith,
];

/// By class, its place among the sets of [`Verb`]s.
const PLACES: [u8; Class::ALL.len()] = {
    let mut places = [u8::MAX; Class::ALL.len()];
    let mut at = 0;
    while at < VERBS.len() {
        places[VERBS[at] as usize] = at as u8;
        at += 1;
    }
    places
};

/// A form of a verb whose base form is of a class; only classes that some reader looks for.
#[derive(Clone, Copy, Debug)]
pub struct Verb(pub Class);

impl Verb {
    /// Its bit in [`Traits::words`].
    #[inline]
    pub const fn bit(self) -> usize {
        let place = PLACES[self.0 as usize];
        debug_assert!(place != u8::MAX, "no forms are kept of such verbs");
        place as usize
    }
}

/// What a token is beside its word's classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Sign {
    /// A form of some verb.
    Verbal = 32,
    /// A form of a verb that frames of `data/rules` are built around.
    Framed,
    /// The first word of some topic of the authority.
    Topic,
    /// A word in small letters.
    Lower,
    Ordinal,
    Number,
    Possessive,
    /// Any mark.
    Mark,
    Quote,
    Comma,
    Semicolon,
    Colon,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
}

impl Sign {
    /// Its bit in [`Traits::words`].
    #[inline]
    pub const fn bit(self) -> usize {
        self as usize
    }
}

impl Word {
    /// Its bit in [`Traits::words`].
    #[inline]
    pub const fn bit(self) -> usize {
        64 + self as usize
    }
}

/// A set of verbs, signs and small words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traits([u64; 2]);

impl Traits {
    /// The set as bits.
    #[inline]
    pub fn words(self) -> [u64; 2] {
        self.0
    }

    #[inline]
    pub fn insert(&mut self, bit: usize) {
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    /// The set without small words, for a word that is not spelt as they are.
    #[inline]
    pub fn without_words(self) -> Traits {
        Traits([self.0[0], 0])
    }
}

/// The classes and traits of the words of the vocabulary. Most words share theirs with many others,
/// so that a text's sets stay in the nearest memory.
#[derive(Debug)]
pub struct TraitTable {
    /// By word, its sets' place in `sets`.
    places: Vec<u32>,
    sets: Vec<(Classes, Traits)>,
}

impl TraitTable {
    pub(super) fn new(words: &Words, authority: &Authority, rules: &Rules) -> TraitTable {
        let mut table = TraitTable {
            places: Vec::with_capacity(words.len()),
            sets: Vec::new(),
        };
        let mut known: FxHashMap<(u32, [u64; 2]), u32> = FxHashMap::default();
        for index in 0..words.len() {
            let word = WordId(index as u32);
            let classes = words.classes(word);
            let traits = traits(word, words, authority, rules);
            let place = known
                .entry((words.set(word), traits.words()))
                .or_insert_with(|| {
                    table.sets.push((classes, traits));
                    table.sets.len() as u32 - 1
                });
            table.places.push(*place);
        }
        table
    }

    /// The classes of a word of the vocabulary and what else it can be.
    #[inline]
    pub fn of(&self, word: WordId) -> (Classes, Traits) {
        self.sets[self.places[word.0 as usize] as usize]
    }
}

fn traits(word: WordId, words: &Words, authority: &Authority, rules: &Rules) -> Traits {
    let mut traits = Traits::default();
    for form in words.forms(word) {
        traits.insert(Sign::Verbal.bit());
        if !rules.frames_of(form.verb).is_empty() {
            traits.insert(Sign::Framed.bit());
        }
        for class in VERBS {
            if words.verb_class(form.verb, class) {
                traits.insert(Verb(class).bit());
            }
        }
    }
    if authority.starts_topic(word) {
        traits.insert(Sign::Topic.bit());
    }
    if let Some(small) = Word::of(word) {
        traits.insert(small.bit());
    }
    traits
}
