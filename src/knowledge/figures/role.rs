//! The grammatical roles that single words play around numbers and dates. Which words play them
//! is data; each role is a list in one of the figure tables.

macro_rules! roles {
    ($($file:ident { $($role:ident $name:literal),+ $(,)? })+) => {
        /// What a word can be to a number or a date.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Role { $($($role),+),+ }

        $(
            /// The roles whose words this table lists, with the names of the lists.
            pub const $file: &[(&str, Role)] = &[$(($name, Role::$role)),+];
        )+
    };
}

roles! {
    NUMBERS {
        Article "article",
        The "the",
        Of "of",
        Joiner "joiner",
        OrdinalEnding "ordinal_ending",
        NumberRange "range",
        ChangeStart "change_start",
        Between "between",
        Hyphen "hyphen",
        PronounBeforeOne "pronoun_before_one",
        Numbered "numbered",
        Clock "clock",
        ClockPreposition "clock_preposition",
        Opener "opener",
        Alternative "alternative",
        AlternativeFiller "alternative_filler",
        Share "share",
        Ever "ever",
        PerSecond "per_second",
        Proportion "proportion",
        Sign "sign",
    }
    MONTHS {
        Ambiguous "ambiguous",
        DateRange "date_range",
        DateJoin "date_join",
        MonthPreposition "month_preposition",
        YearPreposition "year_preposition",
        WeakYearPreposition "weak_year_preposition",
        InYear "in_year",
        Last "last",
        Next "next",
        This "this",
        Ago "ago",
        Earlier "earlier",
        Later "later",
        YearWord "year",
        MonthWord "month",
        WeekWord "week",
        WeekendWord "weekend",
        WeekendPreposition "weekend_preposition",
        DayWord "day",
    }
    BOUNDS {
        During "during",
    }
    MEASURES {
        Boundary "boundary",
        Clutter "clutter",
        Anaphor "anaphor",
        PureAnaphor "pure_anaphor",
        Qualifier "qualifier",
        NumberNoun "number_noun",
        Link "link",
        Per "per",
        PerArticle "per_article",
        PerUnit "per_unit",
        NotPlural "not_plural",
        Plural "plural",
        Growth "growth",
        Addition "addition",
        Including "including",
        Copula "copula",
        Attend "attend",
        Comparative "comparative",
        Phrasal "phrasal",
        ComparisonFiller "comparison_filler",
        Ones "ones",
        Acting "acting",
    }
}

/// A set of roles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roles(u64);

impl Roles {
    /// The empty set.
    pub const NONE: Roles = Roles(0);

    /// Adds a role.
    pub fn insert(&mut self, role: Role) {
        self.0 |= 1 << role as u8;
    }

    /// Whether the role is in the set.
    pub fn has(self, role: Role) -> bool {
        self.0 & (1 << role as u8) != 0
    }
}
