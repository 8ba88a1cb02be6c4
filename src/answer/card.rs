//! An entity's card: what it is called, what it is, and every fact of it with the sentence that
//! states it. Asked with `queries/card/*.rq`.

use super::bind::bind_list;
use super::engine::{Engine, own_query};
use super::error::AnswerError;
use super::evidence::Evidence;
use super::table::Table;
use crate::knowledge::Source;
use oxigraph::model::{NamedNode, Term};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What is known of one entity.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Card {
    pub iri: String,
    pub label: String,
    /// Other names, sorted.
    pub aliases: Vec<String>,
    /// Local names of its classes, sorted.
    pub classes: Vec<String>,
    pub groups: Vec<Group>,
}

/// The facts of one relation, in one direction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Group {
    /// Whether the entity is the relation's object.
    pub is_object: bool,
    /// The relation's local name.
    pub relation: String,
    /// For people: the relation's label, or that of its inverse ("spoke at").
    pub heading: String,
    pub statements: Vec<Statement>,
}

/// One fact as one document states it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Statement {
    /// The label at the relation's other end.
    pub other: String,
    /// Its IRI; empty for a literal.
    pub iri: String,
    #[serde(flatten)]
    pub evidence: Evidence,
}

impl Group {
    /// The statements of each fact, in their order.
    pub fn facts(&self) -> Vec<&[Statement]> {
        let same = |a: &Statement, b: &Statement| a.other == b.other && a.iri == b.iri;
        self.statements.chunk_by(same).collect()
    }

    /// What the group is called in a page of the thing, where each has a name of its own.
    pub fn anchor(&self) -> String {
        let direction = if self.is_object { "of-" } else { "" };
        format!("{direction}{}", self.relation)
    }
}

impl Statement {
    /// Whether another document or sentence states the same.
    pub fn is_same_fact(&self, other: &Statement) -> bool {
        self.other == other.other && self.evidence.details == other.evidence.details
    }

    /// What it says and where: what a document says twice in the same words is one.
    fn said(&self) -> impl Ord {
        let sentence = &self.evidence.sentence;
        (
            [&self.other, &self.iri],
            &self.evidence.details,
            [&sentence.quotation, &sentence.document, &sentence.published],
        )
    }
}

/// The card of an entity. What relations are called is asked, unless `headings` are known.
///
/// # Errors
/// If the graph knows nothing of it, or cannot be asked in time.
pub fn card(
    engine: Engine<'_>,
    source: &Source,
    entity: &NamedNode,
    known: Option<&Headings>,
) -> Result<Card, AnswerError> {
    let terms = BTreeMap::from([("_entity_iri".to_owned(), Term::from(entity.clone()))]);
    let description = engine.own(source, "card/description", &terms)?;
    let statements = engine.own(source, "card/statements", &terms)?;
    if description.rows.is_empty() && statements.rows.is_empty() {
        return Err(AnswerError::UnknownName {
            name: entity.as_str().to_owned(),
            class: String::new(),
            nearest: Vec::new(),
        });
    }
    let mut card = Card {
        iri: entity.as_str().to_owned(),
        ..Card::default()
    };
    for row in &description.rows {
        let value = description.get(row, "value");
        match description.get(row, "what").as_str() {
            "label" if card.label.is_empty() => card.label = value,
            "class" => card.classes.push(value),
            _ => card.aliases.push(value),
        }
    }
    if card.label.is_empty() {
        card.label = card.iri.clone();
    }
    card.aliases.sort();
    card.aliases.dedup();
    card.aliases.retain(|alias| *alias != card.label);
    card.classes.sort();
    card.classes.dedup();
    let details = match statements.rows.is_empty() {
        true => Details::default(),
        false => details(&engine.own(source, "card/details", &terms)?),
    };
    let asked;
    let headings = match known {
        Some(known) => known,
        None => {
            asked = Headings::of(engine, source, &relations(&statements))?;
            &asked
        }
    };
    card.groups = groups(&statements, &details, headings);
    Ok(card)
}

/// What is said of each claim beside its sentence, by the properties' local names; of several
/// values the first in order.
type Details = BTreeMap<String, BTreeMap<String, String>>;

fn details(table: &Table) -> Details {
    let mut details = Details::new();
    for row in &table.rows {
        let get = |column: &str| table.get(row, column);
        let property = get("detail");
        let name = property.rsplit(['#', '/']).next().unwrap_or_default();
        let of_claim = details.entry(get("claim_iri")).or_default();
        let value = get("value");
        match of_claim.get_mut(name) {
            Some(known) if *known <= value => {}
            Some(known) => *known = value,
            None => {
                of_claim.insert(name.to_owned(), value);
            }
        }
    }
    details
}

/// What states a fact: a row of `card/statements` with the details of its claim.
fn evidence(table: &Table, row: &[Option<Term>], details: &Details) -> Evidence {
    let mut evidence = Evidence::of_row(table, row);
    let Some(details) = details.get(&evidence.claim_iri) else {
        return evidence;
    };
    let get = |name: &str| details.get(name).cloned().unwrap_or_default();
    evidence.rule = get("rule");
    let offices = ["capacity", "mode"].map(get).into_iter();
    evidence.details = offices.filter(|detail| !detail.is_empty()).collect();
    let sentence = &mut evidence.sentence;
    sentence.start = get("start").parse().ok();
    sentence.end = get("end").parse().ok();
    sentence.publisher = get("publisher");
    sentence.published = get("issued");
    sentence.url = get("source");
    evidence
}

/// What a group is known by: whether the entity is the object, and the relation's local name.
type Key = (bool, String);

/// What relations are called for people, in either direction. Asked apart from the facts: joined
/// to every row, these few labels would cost more than all the rest.
#[derive(Clone, Debug, Default)]
pub struct Headings(BTreeMap<Key, String>);

impl Headings {
    /// Of all relations that the graph's claims have.
    ///
    /// # Errors
    /// If the graph cannot be asked in time.
    pub fn all(engine: Engine<'_>, source: &Source) -> Result<Headings, AnswerError> {
        let table = engine.own(source, "card/relations", &BTreeMap::new())?;
        Headings::of(engine, source, &relations(&table))
    }

    /// Of these relations, as SPARQL writes them.
    fn of(
        engine: Engine<'_>,
        source: &Source,
        relations: &BTreeSet<String>,
    ) -> Result<Headings, AnswerError> {
        let mut headings = Headings::default();
        if relations.is_empty() {
            return Ok(headings);
        }
        let query = own_query(source, "card/headings")?;
        let relations: Vec<&str> = relations.iter().map(String::as_str).collect();
        let text = bind_list(&query.text, "urn:x-expograph:things", &relations.join(" "));
        let table = engine.rows(&query.origin, &text)?;
        for row in &table.rows {
            let get = |column: &str| table.get(row, column);
            let property = get("property");
            let (_, relation) = property.rsplit_once('#').unwrap_or_default();
            let key = (get("direction") == "object", relation.to_owned());
            // Of several labels the first in order.
            headings.0.entry(key).or_insert_with(|| get("heading"));
        }
        Ok(headings)
    }
}

/// The relations in a table's column "property", as SPARQL writes them.
fn relations(table: &Table) -> BTreeSet<String> {
    let at = table.column("property");
    let cells = table.rows.iter().filter_map(|row| row.get(at?)?.as_ref());
    cells.map(Term::to_string).collect()
}

fn groups(table: &Table, details: &Details, headings: &Headings) -> Vec<Group> {
    let mut groups: BTreeMap<Key, Vec<Statement>> = BTreeMap::new();
    for row in &table.rows {
        let get = |column: &str| table.get(row, column);
        let statement = Statement {
            other: get("other"),
            iri: get("other_iri"),
            evidence: evidence(table, row, details),
        };
        let key = (get("direction") == "object", get("relation"));
        groups.entry(key).or_default().push(statement);
    }
    groups
        .into_iter()
        .map(|(key, mut statements)| {
            call_alike(&mut statements);
            let place = |statement: &Statement| statement.evidence.sentence.start;
            statements.sort_by(|a, b| (a.said(), place(a)).cmp(&(b.said(), place(b))));
            statements.dedup_by(|next, kept| next.said() == kept.said());
            let heading = headings.0.get(&key).filter(|heading| !heading.is_empty());
            let (is_object, relation) = key;
            let plain = if is_object {
                format!("{relation} of")
            } else {
                relation.clone()
            };
            Group {
                is_object,
                relation,
                heading: heading.cloned().unwrap_or(plain),
                statements,
            }
        })
        .collect()
}

/// Calls a thing by one name wherever it is stated, though documents write it differently
/// ("minister for manpower"): by the one of most statements, of equally many the first in order.
fn call_alike(statements: &mut [Statement]) {
    let mut names: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for statement in statements.iter().filter(|one| !one.iri.is_empty()) {
        let of = names.entry(statement.iri.clone()).or_default();
        *of.entry(statement.other.clone()).or_default() += 1;
    }
    names.retain(|_, names| names.len() > 1);
    let best = |names: &BTreeMap<String, usize>| {
        let most = names.values().max().copied();
        let mut names = names.iter();
        let found = names.find(|(_, count)| Some(**count) == most);
        found.map(|(name, _)| name.clone())
    };
    for statement in statements {
        if let Some(name) = names.get(&statement.iri).and_then(best) {
            statement.other = name;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thing_that_documents_write_differently_is_one_fact() {
        let said = [
            ("Chair", "http://x/chair"),
            ("chair", "http://x/chair"),
            ("acting chair", "http://x/acting"),
            ("Acting Chair", "http://x/acting"),
            ("acting chair", "http://x/acting"),
            ("2021", ""),
            ("2022", ""),
        ];
        let mut statements = said.map(|(other, iri)| Statement {
            other: other.to_owned(),
            iri: iri.to_owned(),
            evidence: Evidence::default(),
        });
        call_alike(&mut statements);
        let group = Group {
            is_object: false,
            relation: String::new(),
            heading: String::new(),
            statements: statements.to_vec(),
        };
        let facts = group.facts();
        let told: Vec<_> = facts
            .iter()
            .map(|fact| (fact[0].other.as_str(), fact.len()))
            .collect();
        assert_eq!(
            told,
            [("Chair", 2), ("acting chair", 3), ("2021", 1), ("2022", 1)]
        );
    }
}
