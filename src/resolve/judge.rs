//! Whether two things of one kind are one: by their names first, then by what ties them. Each
//! rule has an id, documented with examples in `data/rules/resolution.toml`.

use super::name::{
    LegalForms, PersonMatch, is_acronym, person_match, squashed, stands_for, without_form, words,
};
use super::thing::{Thing, Tie};
use std::collections::BTreeSet;

/// What is thought of two things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub strength: Strength,
    /// The rule's id.
    pub rule: &'static str,
    /// Why, for people to read.
    pub reason: String,
}

/// How sure a verdict is; the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// One thing.
    Same,
    /// One thing, unless another thing could be it, too.
    SameIfAlone,
    /// Perhaps one thing: a person should look.
    Near,
}

/// Judges things of a kind.
pub struct Judge<'a> {
    pub forms: &'a LegalForms,
}

/// A thing with what is compared again and again.
pub struct Candidate<'a> {
    pub id: &'a str,
    pub thing: &'a Thing,
    /// The label as words.
    words: Vec<String>,
    /// All names, folded; with an organisation's legal form taken off.
    keys: BTreeSet<String>,
    /// Those of labels alone.
    label_keys: BTreeSet<String>,
    /// The legal forms that its labels have.
    form: BTreeSet<String>,
}

impl<'a> Judge<'a> {
    /// Prepares a thing for comparison.
    pub fn candidate<'t>(&self, kind: &str, id: &'t str, thing: &'t Thing) -> Candidate<'t> {
        let key = |name: &str| match kind {
            "organization" => without_form(&words(name), self.forms),
            _ => (squashed(&words(name)), String::new()),
        };
        let labels: Vec<(String, String)> = thing.labels.keys().map(|name| key(name)).collect();
        let label_keys: BTreeSet<String> = labels.iter().map(|(key, _)| key.clone()).collect();
        let mut keys = label_keys.clone();
        keys.extend(thing.aliases.iter().map(|name| key(name).0));
        let mut form: BTreeSet<String> = labels.into_iter().map(|(_, form)| form).collect();
        form.remove("");
        Candidate {
            id,
            thing,
            words: words(thing.label()),
            keys,
            label_keys,
            form,
        }
    }

    /// The keys under which candidates meet: two that share none are not compared.
    pub fn blocks(&self, kind: &str, candidate: &Candidate<'_>) -> BTreeSet<String> {
        let thing = candidate.thing;
        let mut blocks = BTreeSet::new();
        match kind {
            "person" => {
                let mut ties: Vec<&str> = thing.tied(Tie::Edition).collect();
                ties.extend(thing.tied(Tie::Affiliation));
                for word in candidate.words.iter().filter(|word| word.len() > 1) {
                    blocks.extend(ties.iter().map(|tie| format!("{word} {tie}")));
                }
                blocks.insert(candidate.words.concat());
                let mut sorted = candidate.words.clone();
                sorted.sort_unstable();
                blocks.insert(sorted.join(" "));
            }
            "expo" => {
                for series in thing.tied(Tie::Series) {
                    for tie in [Tie::Year, Tie::Number, Tie::Start] {
                        blocks.extend(thing.tied(tie).map(|at| format!("{series} {at}")));
                    }
                }
            }
            _ => {
                blocks.extend(candidate.keys.iter().cloned());
                if kind == "series" {
                    blocks.extend(thing.tied(Tie::Place).map(str::to_owned));
                }
                if matches!(kind, "series" | "organization") && candidate.words.len() > 1 {
                    let initials = candidate
                        .words
                        .iter()
                        .filter_map(|word| word.chars().next());
                    blocks.insert(initials.collect());
                }
            }
        }
        blocks
    }

    /// Judges two things of a kind; none if nothing speaks for their being one.
    pub fn judge(&self, kind: &str, a: &Candidate<'_>, b: &Candidate<'_>) -> Option<Verdict> {
        match kind {
            "person" => self.people(a, b),
            "expo" => editions(a, b),
            "series" => self.named(a, b).or_else(|| same_days(a, b)),
            "topic" | "place" => spacing(a, b),
            _ => self.named(a, b),
        }
    }

    fn people(&self, a: &Candidate<'_>, b: &Candidate<'_>) -> Option<Verdict> {
        let (full, short) = fuller(a, b);
        let found = person_match(&full.words, &short.words)?;
        let (one, other) = (full.thing.label(), short.thing.label());
        let editions = bonds(full, short, Tie::Edition);
        let office = offices(full, short);
        let house = bonds(full, short, Tie::Affiliation);
        let names = match found {
            PersonMatch::Spacing => format!("{one} and {other} differ in spacing or umlauts only"),
            PersonMatch::Order => format!("{other} is {one} in another order"),
            PersonMatch::Initial => format!("{other} is {one} but for initials"),
            PersonMatch::Part | PersonMatch::Single => format!("{other} is part of {one}"),
            PersonMatch::Spelling => format!("{one} and {other} differ by a letter or two"),
        };
        let ties: Vec<&String> = [&editions, &office, &house].into_iter().flatten().collect();
        let reason = ties.iter().fold(names, |all, tie| format!("{all}; {tie}"));
        let (at_edition, known) = (editions.is_some(), office.is_some() || house.is_some());
        let (rule, strength) = match found {
            PersonMatch::Spacing if at_edition || known => ("same.person-spacing", Strength::Same),
            PersonMatch::Order if at_edition || known => ("same.person-order", Strength::Same),
            PersonMatch::Initial if at_edition || known => {
                ("same.person-initials", Strength::SameIfAlone)
            }
            PersonMatch::Part if at_edition || known => ("same.person-part", Strength::SameIfAlone),
            PersonMatch::Single if at_edition && known => {
                ("same.person-surname", Strength::SameIfAlone)
            }
            PersonMatch::Spelling if at_edition && known => {
                ("same.person-spelling", Strength::SameIfAlone)
            }
            PersonMatch::Spacing | PersonMatch::Order => ("near.person-name", Strength::Near),
            _ if at_edition || house.is_some() => ("near.person-name", Strength::Near),
            _ => return None,
        };
        Some(Verdict {
            strength,
            rule,
            reason,
        })
    }

    /// Organisations and series: by spacing, legal form, a name that a text states, an acronym.
    fn named(&self, a: &Candidate<'_>, b: &Candidate<'_>) -> Option<Verdict> {
        if let Some(verdict) = spacing(a, b) {
            return Some(verdict);
        }
        let (one, other) = (a.thing.label(), b.thing.label());
        // A document of one says that it also has the other's name.
        for (full, short) in [(a, b), (b, a)] {
            let name = short.thing.label();
            let Some(alias) = full
                .thing
                .aliases
                .iter()
                .find(|alias| short.label_keys.contains(&squashed(&words(alias))))
            else {
                continue;
            };
            let longer = full.thing.label();
            let reason = format!("{longer} is also called {alias}");
            if is_acronym(name) || stands_for(alias, longer) {
                return Some(Verdict {
                    strength: Strength::SameIfAlone,
                    rule: "same.stated-acronym",
                    reason,
                });
            }
            return Some(match bonds(full, short, Tie::Role) {
                Some(bond) => Verdict {
                    strength: Strength::SameIfAlone,
                    rule: "same.stated-name",
                    reason: format!("{reason}; {bond}"),
                },
                None => Verdict {
                    strength: Strength::Near,
                    rule: "near.stated-name",
                    reason,
                },
            });
        }
        for (full, short) in [(a, b), (b, a)] {
            let (name, acronym) = (full.thing.label(), short.thing.label());
            if is_acronym(acronym) && stands_for(acronym, name) {
                let reason = format!("{acronym} is the initials of {name}");
                let bond = bonds(full, short, Tie::Role).or_else(|| bonds(full, short, Tie::Place));
                return Some(match bond {
                    Some(bond) => Verdict {
                        strength: Strength::SameIfAlone,
                        rule: "same.initials",
                        reason: format!("{reason}; {bond}"),
                    },
                    None => Verdict {
                        strength: Strength::Near,
                        rule: "near.initials",
                        reason,
                    },
                });
            }
        }
        if a.keys.is_disjoint(&b.keys) {
            return None;
        }
        Some(Verdict {
            strength: Strength::Near,
            rule: "near.shared-name",
            reason: format!("texts use one name for {one} and for {other}"),
        })
    }
}

/// Names that are the same but for spaces, hyphens, an article and the legal form.
fn spacing(a: &Candidate<'_>, b: &Candidate<'_>) -> Option<Verdict> {
    if a.label_keys.is_disjoint(&b.label_keys) {
        return None;
    }
    let (one, other) = (a.thing.label(), b.thing.label());
    if !a.form.is_empty() && !b.form.is_empty() && a.form.is_disjoint(&b.form) {
        return Some(Verdict {
            strength: Strength::Near,
            rule: "near.legal-form",
            reason: format!("{one} and {other} differ in their legal form"),
        });
    }
    let (strength, rule, what) = match a.form == b.form {
        true => (Strength::Same, "same.spacing", "in spacing or an article"),
        false => (
            Strength::SameIfAlone,
            "same.legal-form",
            "in the legal form",
        ),
    };
    Some(Verdict {
        strength,
        rule,
        reason: format!("{one} and {other} differ {what} only"),
    })
}

/// Editions of one series in one year; of one number, where a text does not tell the year.
fn editions(a: &Candidate<'_>, b: &Candidate<'_>) -> Option<Verdict> {
    let at = |tie| a.thing.shared(b.thing, tie).next();
    let series = at(Tie::Series)?;
    let told = |candidate: &Candidate<'_>, tie| candidate.thing.tied(tie).next().is_some();
    let both = |tie| told(a, tie) && told(b, tie);
    // A series may be held twice a year; its editions then differ in number or in days.
    if [Tie::Year, Tie::Number, Tie::Start]
        .into_iter()
        .any(|tie| both(tie) && at(tie).is_none())
    {
        return None;
    }
    let common = match (at(Tie::Year), at(Tie::Number), at(Tie::Start)) {
        (Some(year), _, _) => format!("of {year}"),
        (None, Some(number), _) => format!("number {number}"),
        (None, None, Some(start)) => format!("that began on {start}"),
        _ => return None,
    };
    let (one, other) = (a.thing.label(), b.thing.label());
    let series = series.rsplit('/').next().unwrap_or(series);
    Some(Verdict {
        strength: Strength::SameIfAlone,
        rule: "same.edition",
        reason: format!("{one} and {other} are the edition of {series} {common}"),
    })
}

/// Two series with an edition each at one place from one day on: one fair under two names, or
/// two fairs side by side.
fn same_days(a: &Candidate<'_>, b: &Candidate<'_>) -> Option<Verdict> {
    let day = a.thing.shared(b.thing, Tie::Place).next()?;
    let (one, other) = (a.thing.label(), b.thing.label());
    let (place, start) = day.split_once(' ').unwrap_or((day, ""));
    let place = place.rsplit('/').next().unwrap_or(place);
    let reason = format!("{one} and {other} both began in {place} on {start}");
    let (full, short) = fuller(a, b);
    let mut rest = full.words.iter();
    let part = short.words.len() > 1 && short.words.iter().all(|word| rest.any(|w| w == word));
    Some(if part {
        Verdict {
            strength: Strength::SameIfAlone,
            rule: "same.part-and-days",
            reason: format!("{reason}, and one name is part of the other"),
        }
    } else {
        Verdict {
            strength: Strength::Near,
            rule: "near.same-days",
            reason,
        }
    })
}

/// The one whose name has more words, then more letters, first.
fn fuller<'c, 'a>(
    a: &'c Candidate<'a>,
    b: &'c Candidate<'a>,
) -> (&'c Candidate<'a>, &'c Candidate<'a>) {
    let size = |c: &Candidate<'_>| (c.words.len(), c.words.concat().len());
    if size(b) > size(a) { (b, a) } else { (a, b) }
}

/// What both are tied to in that way, in words.
fn bonds(a: &Candidate<'_>, b: &Candidate<'_>, tie: Tie) -> Option<String> {
    let name = |id: &str| id.rsplit('/').next().unwrap_or(id).to_owned();
    let mut shared = a.thing.shared(b.thing, tie);
    let first = shared.next()?;
    let more = match shared.count() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    Some(match tie {
        Tie::Role => {
            let (role, edition) = first.split_once(' ').unwrap_or(("", first));
            format!("both {role} of {}{more}", name(edition))
        }
        Tie::Affiliation => format!("both of {}{more}", name(first)),
        Tie::Place => format!("both in {}{more}", name(first)),
        _ => format!("both at {}{more}", name(first)),
    })
}

/// An office that both hold: the same words, or one title within the other; or the country that
/// both stand for.
fn offices(a: &Candidate<'_>, b: &Candidate<'_>) -> Option<String> {
    let within = |long: &str, short: &str| {
        let mut long = long.split('-');
        short.split('-').all(|word| long.any(|other| other == word))
    };
    for one in a.thing.tied(Tie::Post) {
        for other in b.thing.tied(Tie::Post) {
            if within(one, other) || within(other, one) {
                let title = if one.len() < other.len() { one } else { other };
                return Some(format!("both {}", title.replace('-', " ")));
            }
        }
    }
    let country = a.thing.shared(b.thing, Tie::Country).next()?;
    let country = country.rsplit('/').next().unwrap_or(country);
    Some(format!("both for {country}"))
}
