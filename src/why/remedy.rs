//! What to do about a fact that was missed: which list of a folder given with `--data` to add
//! to, or where the reading itself is wanting.

use super::marked::What;
use crate::fact::{Refusal, Relation};

/// The folder in which users put words and rules of their own.
const OWN: &str = "with --data DIR";

pub(super) fn no_fair() -> String {
    format!("teach the fair's name {OWN}: a line in DIR/authority/series.mine.tsv")
}

pub(super) fn other_subject(relation: Relation, series: bool) -> String {
    match relation {
        Relation::Post | Relation::Affiliation | Relation::Represents => {
            "the construction that joins persons and offices took the wrong one; \
             see data/rules/constructions-names.toml"
                .to_owned()
        }
        _ if series => format!(
            "the year of the edition is not told in a way that is read; \
             a name that carries it helps {OWN}: DIR/authority/series.mine.tsv"
        ),
        _ => "see which words tell the edition: `why DOCUMENT` shows what each sentence is about"
            .to_owned(),
    }
}

pub(super) fn unknown_subject() -> String {
    format!(
        "if the fair goes by another name in the text, teach that as an alias {OWN}: \
         DIR/authority/series.mine.tsv; a year that is only implied is not read"
    )
}

pub(super) fn near_spelling() -> String {
    "ask for the words as the text spells them; a misspelt name is kept as it stands".to_owned()
}

pub(super) fn no_words(relation: Relation) -> String {
    match relation {
        Relation::Topic => {
            format!(
                "if the text says it in other words, make them aliases {OWN}: DIR/authority/topics.mine.tsv"
            )
        }
        Relation::Figure | Relation::StartDate | Relation::EndDate | Relation::Year => {
            "ask for it as the text has it; what has to be computed is not stated".to_owned()
        }
        _ => format!(
            "if the text says it in other words, make them aliases {OWN}: {}",
            list(relation)
        ),
    }
}

pub(super) fn metric() -> String {
    format!(
        "what is counted is named by its noun; teach the noun, or the name it goes by, {OWN}: \
         a copy of lexicon/metrics.tsv with a line more"
    )
}

/// The list that holds the names a relation takes.
pub(super) fn list(relation: Relation) -> &'static str {
    match relation {
        Relation::Speaker => "DIR/lexicon/given-names.mine.txt and surnames.mine.txt",
        Relation::Attendee => {
            "DIR/lexicon/given-names.mine.txt and surnames.mine.txt, or DIR/authority/organisations.mine.tsv"
        }
        Relation::ParticipatingCountry | Relation::Represents => "DIR/authority/countries.mine.tsv",
        Relation::Venue => "DIR/authority/venues.mine.tsv",
        Relation::HeldIn => "DIR/authority/places.mine.tsv",
        Relation::EditionOf => "DIR/authority/series.mine.tsv",
        Relation::Topic => "DIR/authority/topics.mine.tsv",
        Relation::Post => "DIR/lexicon/classes/mine.toml, class role-head",
        Relation::Session => "DIR/lexicon/classes/mine.toml, class session-head",
        _ => "DIR/authority/organisations.mine.tsv",
    }
}

pub(super) fn name(relation: Relation) -> String {
    format!("teach it {OWN}: {}", list(relation))
}

pub(super) fn other_kind(relation: Relation, what: What) -> String {
    match what {
        What::Name => format!(
            "nothing tells what the name is; teach it {OWN}: {}",
            list(relation)
        ),
        _ => format!(
            "if it is no {}, teach what it is {OWN}: {}",
            what.name(),
            list(relation)
        ),
    }
}

pub(super) fn edition() -> String {
    "the words for time or for another fair in the sentence decide; `why DOCUMENT` shows what each stretch is about"
        .to_owned()
}

pub(super) fn not_read() -> String {
    "only sentences are read for this; headlines in capitals and lines of origin are not".to_owned()
}

/// For a relation whose rules are data.
pub(super) fn trigger(relation: Relation) -> String {
    let relation = relation.name();
    format!(
        "teach the verb {OWN}: a [[frame]] with relation = \"{relation}\" in DIR/rules/mine.toml, \
         or a noun in a class that a rule looks at"
    )
}

/// For a relation that the program's own constructions read.
pub(super) fn construction(relation: Relation) -> String {
    let file = match relation {
        Relation::Post | Relation::Affiliation | Relation::Represents => "names",
        Relation::Figure => "figures",
        Relation::Topic | Relation::Session => "topics",
        Relation::Speaker
        | Relation::Attendee
        | Relation::Exhibitor
        | Relation::ParticipatingCountry
        | Relation::CongratulatedBy
        | Relation::Organizer
        | Relation::Host => "participants",
        _ => "editions",
    };
    format!("data/rules/constructions-{file}.toml lists what is read; this way of saying it is not")
}

pub(super) fn refused(
    rule: &str,
    refusal: Refusal,
    classes: &[&str],
    relation: Relation,
) -> String {
    match (refusal, classes) {
        (Refusal::NotTheFairs, _) => {
            format!(
                "if it counts something of the fair, teach the noun {OWN}: \
                 a copy of lexicon/metrics.tsv with a line more"
            )
        }
        (Refusal::Edition, _) => edition(),
        (Refusal::Itself, _) => format!("teach it as what it is {OWN}: {}", list(relation)),
        (_, []) => format!("see {rule} in data/rules; another rule {OWN}: DIR/rules/mine.toml"),
        (_, classes) => format!(
            "{rule} wants a word of class {}: teach it {OWN}: DIR/lexicon/classes/mine.toml",
            classes.join(" or ")
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{Class, Source};

    #[test]
    fn what_is_to_be_taught_has_a_place() {
        let source = Source::embedded();
        for relation in Relation::ALL {
            let list = list(relation);
            if let Some((_, class)) = list.split_once("class ") {
                assert!(Class::from_name(class).is_some(), "{list}");
                continue;
            }
            let words = list.split([' ', ',']);
            let files = words.filter(|word| word.contains(".mine."));
            let mut folder = "";
            for file in files {
                let file = file.trim_start_matches("DIR/");
                let file = match file.rsplit_once('/') {
                    Some((own, name)) => {
                        folder = own;
                        name
                    }
                    None => file,
                };
                let path = format!("{folder}/{}", file.replace(".mine", ""));
                assert!(source.read(&path).is_ok(), "{list}: {path}");
            }
            let construction = construction(relation);
            let file = construction.split(' ').next().unwrap_or_default();
            let file = file.trim_start_matches("data/");
            assert!(source.read(file).is_ok(), "{construction}");
        }
    }
}
