//! The words that mark lines of origin and the parts around a page's text, as the caller hands
//! them over. The tables stand in `data/lexicon/document-origin.toml`; none here.

use super::error::WordsError;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

/// The raw file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    months: Vec<Vec<String>>,
    weekdays: Vec<String>,
    ordinal_endings: Vec<String>,
    particles: Vec<String>,
    published: Vec<String>,
    updated: Vec<String>,
    clock: Vec<String>,
    actions: Vec<String>,
    byline_starts: Vec<String>,
    byline_words: Vec<String>,
    kickers: Vec<String>,
    mastheads: Vec<String>,
    closings: Vec<String>,
    sources: Vec<String>,
    pointers: Vec<String>,
    ago: Vec<String>,
    rights: Vec<String>,
    not_places: Vec<String>,
    openers: Vec<String>,
    page: Page,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    around: Vec<String>,
    main: Vec<String>,
    related: Vec<String>,
    furniture: Vec<String>,
}

/// Phrases of one or more lower-case words, found by their first word.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrases {
    by_first: FxHashMap<String, Vec<Vec<String>>>,
}

impl Phrases {
    fn new(phrases: &[String]) -> Self {
        let mut by_first: FxHashMap<String, Vec<Vec<String>>> = FxHashMap::default();
        for phrase in phrases {
            let words: Vec<String> = phrase.split_whitespace().map(str::to_owned).collect();
            if let Some(first) = words.first() {
                by_first.entry(first.clone()).or_default().push(words);
            }
        }
        for list in by_first.values_mut() {
            list.sort_by_key(|words| std::cmp::Reverse(words.len()));
        }
        Phrases { by_first }
    }

    /// All words of all phrases.
    fn words(&self) -> impl Iterator<Item = &String> {
        self.by_first.values().flatten().flatten()
    }

    /// Whether a phrase begins with that word.
    pub(super) fn opens(&self, word: &str) -> bool {
        self.by_first.contains_key(word)
    }

    /// How many of `words`, from their beginning, make the longest phrase; 0 if none.
    pub(super) fn prefix<S: AsRef<str>>(&self, words: &[S]) -> usize {
        let Some(first) = words.first() else { return 0 };
        let Some(list) = self.by_first.get(first.as_ref()) else {
            return 0;
        };
        list.iter()
            .find(|phrase| {
                phrase.len() <= words.len()
                    && phrase.iter().zip(words).all(|(a, b)| a == b.as_ref())
            })
            .map_or(0, Vec::len)
    }

    /// Whether `words` are made of phrases from end to end.
    pub(super) fn cover<S: AsRef<str>>(&self, words: &[S]) -> bool {
        let mut at = 0;
        while at < words.len() {
            match self.prefix(&words[at..]) {
                0 => return false,
                length => at += length,
            }
        }
        at > 0
    }

    /// Whether one of the phrases stands anywhere in `words`.
    pub(super) fn within<S: AsRef<str>>(&self, words: &[S]) -> bool {
        (0..words.len()).any(|at| self.prefix(&words[at..]) > 0)
    }
}

/// Words that mark bylines, dates, breadcrumbs, kickers, end matter and page furniture.
#[derive(Clone, Debug)]
pub struct OriginWords {
    pub(super) months: FxHashMap<String, i8>,
    pub(super) weekdays: FxHashSet<String>,
    pub(super) ordinal_endings: FxHashSet<String>,
    pub(super) particles: FxHashSet<String>,
    pub(super) published: Phrases,
    pub(super) updated: Phrases,
    pub(super) clock: FxHashSet<String>,
    pub(super) actions: Phrases,
    pub(super) byline_starts: Phrases,
    pub(super) byline_words: Phrases,
    pub(super) kickers: Phrases,
    pub(super) mastheads: Phrases,
    pub(super) closings: Phrases,
    pub(super) sources: Phrases,
    pub(super) pointers: Phrases,
    pub(super) ago: Phrases,
    pub(super) rights: Phrases,
    pub(super) not_places: FxHashSet<String>,
    pub(super) openers: FxHashSet<String>,
    pub(super) around: FxHashSet<String>,
    pub(super) main: FxHashSet<String>,
    pub(super) related: Phrases,
    pub(super) furniture: Vec<String>,
    /// Every word that a line of origin with a date may have beside names.
    pub(super) of_origin: FxHashSet<String>,
}

impl OriginWords {
    /// Reads the text of `lexicon/document-origin.toml`.
    ///
    /// # Errors
    /// If it is no TOML of that shape, a list is empty, a word is not in lower case, or there
    /// are not twelve months.
    pub fn parse(text: &str) -> Result<OriginWords, WordsError> {
        let wrong = |problem: String| WordsError::Value {
            file: "lexicon/document-origin.toml",
            problem,
        };
        let file: File = toml::from_str(text)?;
        for (name, list) in [
            ("weekdays", &file.weekdays),
            ("ordinal_endings", &file.ordinal_endings),
            ("particles", &file.particles),
            ("published", &file.published),
            ("updated", &file.updated),
            ("clock", &file.clock),
            ("actions", &file.actions),
            ("byline_starts", &file.byline_starts),
            ("byline_words", &file.byline_words),
            ("kickers", &file.kickers),
            ("mastheads", &file.mastheads),
            ("closings", &file.closings),
            ("sources", &file.sources),
            ("pointers", &file.pointers),
            ("ago", &file.ago),
            ("rights", &file.rights),
            ("not_places", &file.not_places),
            ("openers", &file.openers),
            ("page.around", &file.page.around),
            ("page.main", &file.page.main),
            ("page.related", &file.page.related),
            ("page.furniture", &file.page.furniture),
        ] {
            for word in list {
                if word.trim().is_empty() || word.chars().any(char::is_uppercase) {
                    return Err(wrong(format!(
                        "{name}: {word:?} must be a word or phrase in lower case"
                    )));
                }
            }
        }
        if file.months.len() != 12 {
            return Err(wrong(format!(
                "months: {} lists of names, wanted 12 from January to December",
                file.months.len()
            )));
        }
        let mut months = FxHashMap::default();
        for (number, names) in (1i8..).zip(file.months) {
            for name in names {
                months.insert(name.to_lowercase(), number);
            }
        }
        let set = |list: Vec<String>| list.into_iter().collect();
        let mut words = OriginWords {
            months,
            weekdays: set(file.weekdays),
            ordinal_endings: set(file.ordinal_endings),
            particles: set(file.particles),
            published: Phrases::new(&file.published),
            updated: Phrases::new(&file.updated),
            clock: set(file.clock),
            actions: Phrases::new(&file.actions),
            byline_starts: Phrases::new(&file.byline_starts),
            byline_words: Phrases::new(&file.byline_words),
            kickers: Phrases::new(&file.kickers),
            mastheads: Phrases::new(&file.mastheads),
            closings: Phrases::new(&file.closings),
            sources: Phrases::new(&file.sources),
            pointers: Phrases::new(&file.pointers),
            ago: Phrases::new(&file.ago),
            rights: Phrases::new(&file.rights),
            not_places: set(file.not_places),
            openers: set(file.openers),
            around: set(file.page.around),
            main: set(file.page.main),
            related: Phrases::new(&file.page.related),
            furniture: file.page.furniture,
            of_origin: FxHashSet::default(),
        };
        let single = words
            .months
            .keys()
            .chain(&words.weekdays)
            .chain(&words.ordinal_endings)
            .chain(&words.particles)
            .chain(&words.clock);
        let phrases = [&words.published, &words.updated, &words.actions];
        let all = single.chain(phrases.into_iter().flat_map(Phrases::words));
        words.of_origin = all.cloned().collect();
        Ok(words)
    }
}
