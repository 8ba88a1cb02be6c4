//! Reads the figure tables. Every refusal names the table, the line and the value.

use super::schema::{Bounds, Measures, Months, Numbers, UnitWords, Units, Values, Words};
use super::{
    FigureTables, MetricClass, MetricNoun, Phrases, Piece, Role, Sense, Unit, UnitWord, Vocabulary,
    role,
};
use crate::bound::Bound;
use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::sync::Arc;
use toml::Spanned;

/// The texts of the tables.
#[derive(Clone, Copy, Debug)]
pub struct FigureTexts<'a> {
    pub numbers: &'a str,
    pub months: &'a str,
    pub bounds: &'a str,
    pub units: &'a str,
    pub measures: &'a str,
    pub metrics: &'a str,
}

/// A table does not say what it should.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {problem}")]
pub struct TableError {
    /// The table's file name ("units.toml").
    pub file: &'static str,
    /// From 1.
    pub line: usize,
    pub problem: String,
}

type MakeUnit = fn(Arc<str>) -> Unit;

/// A table's name and text, for errors.
#[derive(Clone, Copy)]
struct Table<'a> {
    file: &'static str,
    text: &'a str,
}

impl<'a> Table<'a> {
    fn read<T: Deserialize<'a>>(self) -> Result<T, TableError> {
        toml::from_str(self.text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            self.wrong(at, error.message().to_owned())
        })
    }

    fn wrong(self, at: usize, problem: String) -> TableError {
        let before = self.text.as_bytes().get(..at).unwrap_or_default();
        TableError {
            file: self.file,
            line: 1 + before.iter().filter(|&&b| b == b'\n').count(),
            problem,
        }
    }
}

impl FigureTables {
    /// Checks the tables and ties them together.
    ///
    /// # Errors
    /// If a table is not well formed, a list is unknown or missing, or a value is out of range.
    pub fn parse(texts: &FigureTexts) -> Result<FigureTables, TableError> {
        let mut tables = FigureTables::default();
        tables.numbers(Table {
            file: "numbers.toml",
            text: texts.numbers,
        })?;
        tables.months(Table {
            file: "months.toml",
            text: texts.months,
        })?;
        tables.bounds(Table {
            file: "bounds.toml",
            text: texts.bounds,
        })?;
        tables.units(Table {
            file: "units.toml",
            text: texts.units,
        })?;
        tables.measures(Table {
            file: "measures.toml",
            text: texts.measures,
        })?;
        tables.metric_nouns(Table {
            file: "metrics.tsv",
            text: texts.metrics,
        })?;
        let size = tables.vocabulary.len() + 1;
        tables.senses.resize(size, Sense::default());
        let seconds: FxHashSet<u32> = tables
            .years
            .seconds()
            .chain(tables.context_years.seconds())
            .chain(tables.day_phrases.seconds())
            .collect();
        for (id, sense) in (0..).zip(&tables.senses) {
            let mut hint = 0;
            if opens_number(sense) {
                hint |= Piece::NUMBER;
            }
            if opens_date(sense)
                || tables.years.opens(id)
                || tables.context_years.opens(id)
                || tables.day_phrases.opens(id)
            {
                hint |= Piece::DATE;
            }
            if sense.ordinal > 0 {
                hint |= Piece::ORDINAL;
            }
            if hint != 0
                && leads_only(sense)
                && !tables.years.is_phrase(id)
                && !tables.context_years.is_phrase(id)
                && !tables.day_phrases.is_phrase(id)
            {
                hint |= Piece::LEADS;
            }
            if is_led(sense) || seconds.contains(&id) {
                hint |= Piece::LED;
            }
            tables.vocabulary.set_hint(id, hint);
        }
        tables.vocabulary.settle();
        Ok(tables)
    }

    fn sense_mut(&mut self, word: &str) -> &mut Sense {
        let id = self.vocabulary.learn(word) as usize;
        if self.senses.len() <= id {
            self.senses.resize(id + 1, Sense::default());
        }
        &mut self.senses[id]
    }

    fn roles(
        &mut self,
        table: Table,
        words: &Words,
        expected: &[(&str, Role)],
    ) -> Result<(), TableError> {
        for (name, list) in words {
            let Some((_, role)) = expected.iter().find(|(known, _)| known == name) else {
                let known: Vec<&str> = expected.iter().map(|(known, _)| *known).collect();
                let problem = format!("no such list: {name:?}; known are {}", known.join(", "));
                return Err(table.wrong(list.span().start, problem));
            };
            for word in list.get_ref() {
                if self.vocabulary.learn_phrase(word).len() == 1 {
                    self.sense_mut(word).roles.insert(*role);
                }
            }
        }
        match expected.iter().find(|(name, _)| !words.contains_key(*name)) {
            Some((name, _)) => {
                let problem = format!("the list {name:?} is missing from [words]");
                Err(table.wrong(table.text.len(), problem))
            }
            None => Ok(()),
        }
    }

    fn values(
        &mut self,
        table: Table,
        values: &Values,
        (low, high): (f64, f64),
        set: impl Fn(&mut Sense, f64),
    ) -> Result<(), TableError> {
        for (word, value) in values {
            let number = *value.get_ref();
            if !(low..=high).contains(&number) {
                let problem = format!("{word} = {number}: not between {low} and {high}");
                return Err(table.wrong(value.span().start, problem));
            }
            set(self.sense_mut(word), number);
        }
        Ok(())
    }

    fn numbers(&mut self, table: Table) -> Result<(), TableError> {
        let read: Numbers = table.read()?;
        self.values(table, &read.cardinals, (0.0, 99.0), |sense, n| {
            sense.cardinal = n as u8;
            sense.is_cardinal = true;
        })?;
        self.values(table, &read.scales, (2.0, 1e15), |s, n| s.scale = n)?;
        self.values(table, &read.suffixes, (2.0, 1e15), |s, n| s.suffix = n)?;
        self.values(table, &read.fractions, (1e-3, 0.999), |s, n| s.fraction = n)?;
        self.values(table, &read.ordinals, (1.0, 1000.0), |s, n| {
            s.ordinal = n as u16;
        })?;
        self.roles(table, &read.words, role::NUMBERS)
    }

    fn months(&mut self, table: Table) -> Result<(), TableError> {
        let read: Months = table.read()?;
        self.values(table, &read.months, (1.0, 12.0), |s, n| s.month = n as i8)?;
        self.values(table, &read.weekdays, (1.0, 7.0), |s, n| {
            s.weekday = n as i8;
        })?;
        self.values(table, &read.days, (-9.0, 9.0), |s, n| {
            s.day = n as i8;
            s.is_day = true;
        })?;
        for (phrase, days) in &read.day_phrases {
            let words = self.vocabulary.learn_phrase(phrase);
            self.day_phrases.add(words, *days.get_ref() as i32);
        }
        for (phrase, years) in &read.years {
            let words = self.vocabulary.learn_phrase(phrase);
            self.years.add(words, *years.get_ref() as i32);
        }
        for (phrase, years) in &read.context_years {
            let words = self.vocabulary.learn_phrase(phrase);
            self.context_years.add(words, *years.get_ref() as i32);
        }
        self.roles(table, &read.words, role::MONTHS)
    }

    fn bounds(&mut self, table: Table) -> Result<(), TableError> {
        let read: Bounds = table.read()?;
        let bound = |name: &Spanned<String>| {
            [Bound::Exact, Bound::Min, Bound::Max, Bound::About]
                .into_iter()
                .find(|bound| bound.name() == name.get_ref())
                .ok_or_else(|| {
                    let problem = format!(
                        "no such bound: {:?}; known are exact, min, max, about",
                        name.get_ref()
                    );
                    table.wrong(name.span().start, problem)
                })
        };
        for entry in &read.before {
            let bound = bound(&entry.bound)?;
            add_reversed(
                &mut self.vocabulary,
                &mut self.bounds_before,
                &entry.phrases,
                bound,
            );
        }
        for entry in &read.after {
            let bound = bound(&entry.bound)?;
            for phrase in &entry.phrases {
                let words = self.vocabulary.learn_phrase(phrase);
                self.bounds_after.add(words, bound);
            }
        }
        self.roles(table, &read.words, role::BOUNDS)
    }

    fn units(&mut self, table: Table) -> Result<(), TableError> {
        let read: Units = table.read()?;
        for currency in read.currency {
            let code = currency.code.get_ref();
            if code.len() != 3 || !code.bytes().all(|b| b.is_ascii_uppercase()) {
                let problem = format!("{code:?} is no currency code: three capital letters");
                return Err(table.wrong(currency.code.span().start, problem));
            }
            let unit = Unit::Currency(Arc::from(code.as_str()));
            let word = |capitals, scaled| UnitWord {
                unit: unit.clone(),
                capitals,
                scaled,
            };
            let (vocabulary, before) = (&mut self.vocabulary, &mut self.units_before);
            add_reversed(vocabulary, before, &currency.before, word(false, false));
            add_reversed(vocabulary, before, &currency.capitals, word(true, false));
            if !currency.no_capitals {
                let codes = [code.clone()];
                add_reversed(vocabulary, before, &codes, word(true, false));
            }
            for phrase in &currency.after {
                let words = self.vocabulary.learn_phrase(phrase);
                self.units_after.add(words, word(false, false));
            }
            for phrase in &currency.scaled {
                let words = self.vocabulary.learn_phrase(phrase);
                self.units_after.add(words, word(false, true));
            }
        }
        let kinds: [(Vec<UnitWords>, MakeUnit); 4] = [
            (read.area, Unit::Area),
            (read.share, Unit::Share),
            (read.time, Unit::Time),
            (read.other, Unit::Other),
        ];
        for (list, make) in kinds {
            for entry in list {
                let unit = make(Arc::from(entry.unit.as_str()));
                for phrase in &entry.words {
                    let words = self.vocabulary.learn_phrase(phrase);
                    let word = UnitWord {
                        unit: unit.clone(),
                        capitals: false,
                        scaled: false,
                    };
                    self.units_after.add(words, word);
                }
            }
        }
        Ok(())
    }

    fn measures(&mut self, table: Table) -> Result<(), TableError> {
        let read: Measures = table.read()?;
        for list in &read.comparison {
            add_reversed(
                &mut self.vocabulary,
                &mut self.comparison,
                &list.phrases,
                (),
            );
        }
        for list in &read.worth {
            add_reversed(&mut self.vocabulary, &mut self.worth, &list.phrases, ());
        }
        self.roles(table, &read.words, role::MEASURES)
    }

    fn metric_nouns(&mut self, table: Table) -> Result<(), TableError> {
        let mut offset = 0;
        for line in table.text.split_inclusive('\n') {
            let at = offset;
            offset += line.len();
            let line = line.trim_end_matches(['\n', '\r']);
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let columns: Vec<&str> = line.split('\t').map(str::trim).collect();
            let [singular, plural, class, canonical] = columns[..] else {
                let problem = format!("{line:?} has {} columns, not 4", columns.len());
                return Err(table.wrong(at, problem));
            };
            let found = MetricClass::ALL.iter().find(|(name, _)| *name == class);
            let Some((_, class)) = found else {
                let known: Vec<&str> = MetricClass::ALL.iter().map(|(name, _)| *name).collect();
                let problem = format!("no such class: {class:?}; known are {}", known.join(", "));
                return Err(table.wrong(at, problem));
            };
            if singular.is_empty() || plural.is_empty() || canonical.is_empty() {
                return Err(table.wrong(at, format!("{line:?} has an empty column")));
            }
            let canonical: Arc<str> = Arc::from(canonical);
            for (phrase, plural) in [(plural, true), (singular, false)] {
                let noun = MetricNoun {
                    class: *class,
                    canonical: canonical.clone(),
                    plural,
                };
                let words = self.vocabulary.learn_phrase(phrase);
                let reversed = words.iter().rev().copied();
                self.metrics_before.add(reversed, noun.clone());
                if class.is_money() {
                    self.money_metrics
                        .add(words.iter().rev().copied(), noun.clone());
                }
                self.metrics.add(words, noun);
            }
        }
        Ok(())
    }
}

/// Whether a number can start with a word.
fn opens_number(sense: &Sense) -> bool {
    sense.is_cardinal || sense.fraction > 0.0 || sense.roles.has(Role::Article)
}

/// Whether a word that opens numbers or dates does so only before another that says more.
fn leads_only(sense: &Sense) -> bool {
    !sense.is_cardinal
        && sense.fraction == 0.0
        && sense.month == 0
        && sense.weekday == 0
        && !sense.is_day
        && sense.ordinal == 0
}

/// Whether a word says with an article, "this" or "next" before it what it does not alone: "a
/// million", "the third", "next month", "a year ago".
fn is_led(sense: &Sense) -> bool {
    let roles = [
        Role::YearWord,
        Role::MonthWord,
        Role::WeekWord,
        Role::WeekendWord,
        Role::DayWord,
    ];
    sense.is_cardinal
        || sense.scale > 0.0
        || !leads_only(sense)
        || roles.into_iter().any(|role| sense.roles.has(role))
}

/// Whether a date can start with a word.
fn opens_date(sense: &Sense) -> bool {
    let roles = [Role::The, Role::Article, Role::Last, Role::Next, Role::This];
    sense.month > 0
        || sense.weekday > 0
        || sense.is_day
        || sense.is_cardinal
        || sense.ordinal > 0
        || roles.into_iter().any(|role| sense.roles.has(role))
}

fn add_reversed<T: Clone>(
    vocabulary: &mut Vocabulary,
    phrases: &mut Phrases<T>,
    list: &[String],
    value: T,
) {
    for phrase in list {
        let mut words = vocabulary.learn_phrase(phrase);
        words.reverse();
        phrases.add(words, value.clone());
    }
}
