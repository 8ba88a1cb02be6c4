//! The small words that constructions in code ask for by themselves. They come first in the
//! vocabulary, so that a word's number tells at once which of them it is.

use super::words::WordId;

macro_rules! words {
    ($($variant:ident = $text:literal,)*) => {
        /// A small word.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Word { $($variant,)* }

        impl Word {
            pub(super) const ALL: &'static [Word] = &[$(Word::$variant,)*];

            /// The word in lower case.
            pub fn text(self) -> &'static str {
                match self { $(Word::$variant => $text,)* }
            }
        }
    };
}

words! {
    About = "about",
    Among = "among",
    And = "and",
    Around = "around",
    As = "as",
    Away = "away",
    By = "by",
    Conversation = "conversation",
    Day = "day",
    Every = "every",
    Exhibitors = "exhibitors",
    From = "from",
    Group = "group",
    Groups = "groups",
    Had = "had",
    Hall = "hall",
    Here = "here",
    In = "in",
    Last = "last",
    Of = "of",
    On = "on",
    One = "one",
    Presence = "presence",
    Previous = "previous",
    So = "so",
    Tells = "tells",
    That = "that",
    This = "this",
    To = "to",
    Told = "told",
    Underway = "underway",
    Way = "way",
    When = "when",
    With = "with",
    Year = "year",
}

impl Word {
    /// The small word of that number.
    #[inline]
    pub fn of(id: WordId) -> Option<Word> {
        let index = id.0.checked_sub(1)?;
        Word::ALL.get(index as usize).copied()
    }
}
