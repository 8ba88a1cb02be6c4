//! `weights/`: how much each trait of a name speaks for each part that it can have in a fair, and each
//! trait of a number for its being the fair's. Learned from annotated documents by
//! `training/weights.py`; what is not listed weighs nothing.

use super::class::{Class, Classes};
use super::table::{invalid, rows};
use super::{KnowledgeError, Source};
use rustc_hash::FxHashMap;

/// The relations of names that are weighed, by the ontology's names: the columns of their table.
pub const WEIGHED: [&str; 8] = [
    "exhibitor",
    "speaker",
    "attendee",
    "organizer",
    "venue",
    "participatingCountry",
    "heldIn",
    "session",
];

/// What a trait of a name is about; its value says more ("verb-right" is "unveil").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Aspect {
    /// Of every name: where the scale begins.
    Always,
    /// What the name is: person, company ...
    Sort,
    /// How often it stands in the document: 1 to 4, where 4 is "more".
    Mentions,
    /// Whether it stands in the first three sentences.
    Opens,
    /// The kind of block it stands in.
    Block,
    /// Whether it stands in quotation marks.
    Quoted,
    /// How many words it has: 1 to 4, where 4 is "more".
    Words,
    /// Written in capitals.
    Capitals,
    /// Whether its clause is about the main edition, another one or none.
    About,
    /// The word, mark or sort of name next to it, three steps to each side.
    Left1,
    Left2,
    Left3,
    Right1,
    Right2,
    Right3,
    /// The classes of the words next to it.
    LeftClass,
    RightClass,
    /// The nearest verb on each side, by its base form, and that one's classes.
    VerbLeft,
    VerbRight,
    VerbLeftClass,
    VerbRightClass,
    /// The nearest preposition before it.
    Preposition,
    /// The classes of the words of its sentence.
    SentenceClass,
    /// What its sentence is known to state of something else.
    SentenceFact,
    /// The sorts of names close to it, and what is known of them.
    Near,
    NearFact,
    /// The same of names that it is joined to by commas and "and".
    Beside,
    BesideFact,
    /// The classes of its last word, and of its first.
    LastClass,
    FirstClass,
    /// What the sentences before and behind are known to state.
    AroundFact,
    /// What is known of the thing itself.
    OwnFact,
    /// What is known of its people; of a person, what is known of its organisations.
    StaffFact,
    /// The words of a person's offices.
    Post,
    /// What a number counts: the class of the metric, and its last word.
    Metric,
    Counted,
    /// How many digits a number has before the point; how many years an edition lies from the text's.
    Size,
    /// Where the words for what it counts stand, and how it is joined to other numbers.
    Position,
    /// What the rules on numbers found of it.
    Check,
}

impl Aspect {
    pub const ALL: [Aspect; 39] = [
        Aspect::Always,
        Aspect::Sort,
        Aspect::Mentions,
        Aspect::Opens,
        Aspect::Block,
        Aspect::Quoted,
        Aspect::Words,
        Aspect::Capitals,
        Aspect::About,
        Aspect::Left1,
        Aspect::Left2,
        Aspect::Left3,
        Aspect::Right1,
        Aspect::Right2,
        Aspect::Right3,
        Aspect::LeftClass,
        Aspect::RightClass,
        Aspect::VerbLeft,
        Aspect::VerbRight,
        Aspect::VerbLeftClass,
        Aspect::VerbRightClass,
        Aspect::Preposition,
        Aspect::SentenceClass,
        Aspect::SentenceFact,
        Aspect::Near,
        Aspect::NearFact,
        Aspect::Beside,
        Aspect::BesideFact,
        Aspect::LastClass,
        Aspect::FirstClass,
        Aspect::AroundFact,
        Aspect::OwnFact,
        Aspect::StaffFact,
        Aspect::Post,
        Aspect::Metric,
        Aspect::Counted,
        Aspect::Size,
        Aspect::Position,
        Aspect::Check,
    ];

    /// Its name in the table.
    pub fn name(self) -> &'static str {
        match self {
            Aspect::Always => "always",
            Aspect::Sort => "sort",
            Aspect::Mentions => "mentions",
            Aspect::Opens => "opens",
            Aspect::Block => "block",
            Aspect::Quoted => "quoted",
            Aspect::Words => "words",
            Aspect::Capitals => "capitals",
            Aspect::About => "about",
            Aspect::Left1 => "left-1",
            Aspect::Left2 => "left-2",
            Aspect::Left3 => "left-3",
            Aspect::Right1 => "right-1",
            Aspect::Right2 => "right-2",
            Aspect::Right3 => "right-3",
            Aspect::LeftClass => "left-class",
            Aspect::RightClass => "right-class",
            Aspect::VerbLeft => "verb-left",
            Aspect::VerbRight => "verb-right",
            Aspect::VerbLeftClass => "verb-left-class",
            Aspect::VerbRightClass => "verb-right-class",
            Aspect::Preposition => "preposition",
            Aspect::SentenceClass => "sentence-class",
            Aspect::SentenceFact => "sentence-fact",
            Aspect::Near => "near",
            Aspect::NearFact => "near-fact",
            Aspect::Beside => "beside",
            Aspect::BesideFact => "beside-fact",
            Aspect::LastClass => "last-class",
            Aspect::FirstClass => "first-class",
            Aspect::AroundFact => "around-fact",
            Aspect::OwnFact => "own-fact",
            Aspect::StaffFact => "staff-fact",
            Aspect::Post => "post",
            Aspect::Metric => "metric",
            Aspect::Counted => "counted",
            Aspect::Size => "size",
            Aspect::Position => "position",
            Aspect::Check => "check",
        }
    }

    /// For those whose values are word classes, their number among them.
    fn of_classes(self) -> Option<usize> {
        Some(match self {
            Aspect::LeftClass => 0,
            Aspect::RightClass => 1,
            Aspect::VerbLeftClass => 2,
            Aspect::VerbRightClass => 3,
            Aspect::SentenceClass => 4,
            Aspect::LastClass => 5,
            Aspect::FirstClass => 6,
            _ => return None,
        })
    }
}

/// What is found of an aspect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    Text(&'a str),
    Class(Class),
}

impl<'a> Value<'a> {
    /// The value in words, of any case.
    pub fn text(self) -> &'a str {
        match self {
            Value::Text(text) => text,
            Value::Class(class) => class.name(),
        }
    }
}

/// A trait of a name as a number, equal for equal traits; case does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Trait(u64);

impl Trait {
    #[inline]
    fn new(aspect: Aspect, value: Value<'_>) -> Trait {
        let value = match value {
            Value::Class(class) => class as u64,
            // FNV-1a (Fowler, Noll, Vo): short words, no table.
            Value::Text(text) => text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
                (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3)
            }),
        };
        Trait((value << 8) | aspect as u64)
    }
}

/// How many aspects have word classes for values.
const OF_CLASSES: usize = 7;

/// The number of [`Aspect::SentenceClass`] among them.
const OF_SENTENCE: usize = 4;

/// The traits of one thing, gathered to be weighed; each counts once, and those without a weight are
/// left out at once.
#[derive(Clone, Debug)]
pub struct Traits<'s, const N: usize> {
    scales: &'s Scales<N>,
    /// The rows of the scales.
    others: Vec<u16>,
    /// By aspect of classes: most traits are classes of words, and come in sets.
    classes: [Classes; OF_CLASSES],
    /// The classes of the sentence that was weighed last, with their weight: neighbours share them.
    last: (Classes, [i32; N]),
}

impl<'s, const N: usize> Traits<'s, N> {
    pub fn put(&mut self, aspect: Aspect, value: Value<'_>) {
        match (value, aspect.of_classes()) {
            (Value::Class(class), Some(index)) => self.classes[index].insert(class),
            _ => {
                if let Some(row) = self.scales.row_of.get(&Trait::new(aspect, value)) {
                    self.others.push(*row);
                }
            }
        }
    }

    #[inline]
    pub fn put_classes(&mut self, aspect: Aspect, classes: Classes) {
        if let Some(index) = aspect.of_classes() {
            self.classes[index].add(classes.both(self.scales.weighed[index]));
        }
    }

    /// Adds all traits of another.
    pub fn add(&mut self, other: &Traits<'s, N>) {
        self.others.extend_from_slice(&other.others);
        for (own, more) in self.classes.iter_mut().zip(other.classes) {
            own.add(more);
        }
    }

    pub fn clear(&mut self) {
        self.others.clear();
        self.classes = Default::default();
    }

    /// The sums of the weights of all traits.
    pub fn sum(&mut self) -> [i32; N] {
        let scales = self.scales;
        self.others.sort_unstable();
        self.others.dedup();
        let mut sums = [0; N];
        for row in &self.others {
            add(&mut sums, scales.rows[usize::from(*row)]);
        }
        for (index, own) in self.classes.iter().enumerate() {
            if index != OF_SENTENCE {
                add(&mut sums, scales.of_set(index, *own));
            }
        }
        let (set, weight) = &mut self.last;
        let own = self.classes[OF_SENTENCE];
        if *set != own {
            (*set, *weight) = (own, scales.of_set(OF_SENTENCE, own));
        }
        add(&mut sums, *weight);
        sums
    }
}

/// Adds weights to sums.
pub fn add<const N: usize>(sums: &mut [i32; N], more: [i32; N]) {
    for (sum, weight) in sums.iter_mut().zip(more) {
        *sum += weight;
    }
}

/// The weights of traits for some relations, in thousandths of a logit.
#[derive(Debug)]
pub struct Scales<const N: usize> {
    row_of: FxHashMap<Trait, u16>,
    rows: Vec<[i32; N]>,
    /// By aspect of classes and class; `weighed` are those that are not all zero.
    of_classes: Vec<[i16; N]>,
    weighed: [Classes; OF_CLASSES],
}

impl<const N: usize> Scales<N> {
    fn load(
        source: &Source,
        file: &'static str,
        relations: [&str; N],
    ) -> Result<Scales<N>, KnowledgeError> {
        let text = source.read(file)?;
        let mut columns = vec!["trait"];
        columns.extend(relations);
        let mut scales = Scales {
            row_of: FxHashMap::default(),
            rows: Vec::new(),
            of_classes: vec![[0; N]; OF_CLASSES * Class::ALL.len()],
            weighed: Default::default(),
        };
        for row in rows(file, &text, &columns)? {
            let problem = |what: String| invalid(file, row.line, what);
            let (name, value) = row.cell(0).split_once('=').unwrap_or((row.cell(0), ""));
            let aspect = (Aspect::ALL.into_iter().find(|aspect| aspect.name() == name))
                .ok_or_else(|| problem(format!("no trait is called {name:?}")))?;
            let value = match aspect.of_classes().is_some() {
                true => Value::Class(Class::from_name(value).ok_or_else(|| {
                    problem(format!("no class of lexicon/classes is called {value:?}"))
                })?),
                false => Value::Text(value),
            };
            let mut found = [0; N];
            for (column, weight) in found.iter_mut().enumerate() {
                let cell = row.cell(column + 1);
                if !cell.is_empty() {
                    *weight = cell.parse().map_err(|_| {
                        let (low, high) = (i16::MIN, i16::MAX);
                        problem(format!(
                            "expected a weight from {low} to {high}, found {cell:?}"
                        ))
                    })?;
                }
            }
            let known = match (value, aspect.of_classes()) {
                (Value::Class(class), Some(index)) => {
                    let known = scales.weighed[index].has(class);
                    scales.weighed[index].insert(class);
                    scales.of_classes[index * Class::ALL.len() + class as usize] = found;
                    known
                }
                _ => {
                    let next = u16::try_from(scales.rows.len())
                        .map_err(|_| problem("there is no room for so many traits".to_owned()))?;
                    scales.rows.push(found.map(i32::from));
                    (scales.row_of)
                        .insert(Trait::new(aspect, value), next)
                        .is_some()
                }
            };
            if known {
                return Err(problem(format!("{:?} is listed twice", row.cell(0))));
            }
        }
        Ok(scales)
    }

    /// Nothing gathered yet.
    pub fn traits(&self) -> Traits<'_, N> {
        Traits {
            scales: self,
            others: Vec::new(),
            classes: Default::default(),
            last: (Classes::default(), [0; N]),
        }
    }

    /// What the classes of a set weigh, as values of the aspect with that number.
    fn of_set(&self, index: usize, classes: Classes) -> [i32; N] {
        let mut sums = [0; N];
        let weighed = self.weighed[index].words();
        for (word, (own, weighed)) in classes.words().into_iter().zip(weighed).enumerate() {
            let mut rest = own & weighed;
            while rest != 0 {
                let class = word * 64 + rest.trailing_zeros() as usize;
                rest &= rest - 1;
                let weights = self.of_classes[index * Class::ALL.len() + class];
                add(&mut sums, weights.map(i32::from));
            }
        }
        sums
    }

    /// Whether nothing is weighed at all.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// All weights.
#[derive(Debug)]
pub struct Weights {
    /// Of names, for the relations of [`WEIGHED`].
    pub participants: Scales<{ WEIGHED.len() }>,
    /// Of numbers, for being a figure of the fair.
    pub figures: Scales<1>,
    /// Of names, for being that of the fair the text is about.
    pub fairs: Scales<1>,
    /// Of noun phrases, for being a topic of the fair.
    pub topics: Scales<1>,
    /// Of years in passing, for being those of another edition.
    pub editions: Scales<1>,
    /// Of days, for being an edition's first and last.
    pub days: Scales<2>,
}

impl Weights {
    pub(super) fn load(source: &Source) -> Result<Weights, KnowledgeError> {
        Ok(Weights {
            participants: Scales::load(source, "weights/participants.tsv", WEIGHED)?,
            figures: Scales::load(source, "weights/figures.tsv", ["figure"])?,
            fairs: Scales::load(source, "weights/fair.tsv", ["fair"])?,
            topics: Scales::load(source, "weights/topics.tsv", ["topic"])?,
            editions: Scales::load(source, "weights/editions.tsv", ["edition"])?,
            days: Scales::load(source, "weights/days.tsv", ["startDate", "endDate"])?,
        })
    }
}
