//! Footnotes: for each row of an answer the sentences behind it. The facts that made a row are
//! found from the query's own patterns (`witness`), the sentences from the claims of these facts
//! (`claims`). A row that no sentence states gets none.

mod claims;
mod rename;
mod witness;

use super::engine::{Engine, own_query};
use super::error::AnswerError;
use super::evidence::Sentence;
use super::table::Table;
use claims::{Fact, sentences};
use oxigraph::model::Term;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use witness::{Part, Slot, witness};

/// The footnotes of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Footnotes {
    /// Each sentence once, in the order of its first row; footnote 1 is the first.
    pub sentences: Vec<Sentence>,
    /// For each row the footnotes, counted from 1.
    pub rows: Vec<Notes>,
}

/// The footnotes of one row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// In the order of what they tell.
    pub numbers: Vec<usize>,
    /// How many more sentences there are.
    pub more: usize,
}

/// How rows are cited: `queries/citation.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CitationRules {
    /// Local names of properties that say what an edition is called rather than what happened.
    pub naming: BTreeSet<String>,
    /// How many sentences a row shows.
    pub sentences: usize,
    #[serde(skip)]
    look_ups: LookUps,
}

/// The texts of `queries/evidence/*.rq`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct LookUps {
    facts: String,
    claims: String,
    inverses: String,
}

/// `queries/citation.toml` or `queries/evidence/*.rq` cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CitationError {
    #[error("{origin}: {problem}")]
    Rules { origin: String, problem: String },
    #[error(transparent)]
    Query(AnswerError),
}

/// What asks for footnotes, in errors.
const ORIGIN: &str = "footnotes";

impl CitationRules {
    /// Loads the rules.
    ///
    /// # Errors
    /// If the file cannot be read or says something else.
    pub fn load(source: &crate::knowledge::Source) -> Result<CitationRules, CitationError> {
        let path = "queries/citation.toml";
        let broken = |problem: String| CitationError::Rules {
            origin: source.display(path),
            problem,
        };
        let text = source
            .read(path)
            .map_err(|error| broken(error.to_string()))?;
        let rules: CitationRules = toml::from_str(&text)
            .map_err(|error| broken(error.to_string().trim_end().to_owned()))?;
        let text = |name: &str| {
            let query = own_query(source, name).map_err(CitationError::Query)?;
            Ok(query.text)
        };
        Ok(CitationRules {
            look_ups: LookUps {
                facts: text(super::evidence::QUERY)?,
                claims: text("evidence/claims")?,
                inverses: text("evidence/inverses")?,
            },
            ..rules
        })
    }

    /// What citing asks of a graph besides the patterns of the question.
    pub fn look_ups(&self) -> [&str; 3] {
        let LookUps {
            facts,
            claims,
            inverses,
        } = &self.look_ups;
        [facts, claims, inverses]
    }
}

/// The footnotes of the rows that `query` gave, at most `limit` to a row; none for no limit.
///
/// # Errors
/// If the graph cannot be asked in time.
pub fn footnotes(
    engine: Engine<'_>,
    rules: &CitationRules,
    query: &str,
    table: &Table,
    limit: Option<usize>,
) -> Result<Footnotes, AnswerError> {
    let mut supports = supports(engine, query, table)?;
    turned(engine, &rules.look_ups.inverses, &mut supports)?;
    let stated = sentences(engine, &rules.look_ups, supports.iter().flatten())?;
    let is_naming = |support: &Support| match support {
        Support::Claim(_) => false,
        Support::Fact(fact) => {
            let local = fact
                .predicate
                .trim_end_matches('>')
                .rsplit(['#', '/'])
                .next();
            local.is_some_and(|local| rules.naming.contains(local))
        }
    };
    let mut numbers: HashMap<Sentence, usize> = HashMap::new();
    let mut notes = Footnotes::default();
    for supports in &supports {
        let all: Vec<&Support> = (supports.iter())
            .filter(|support| stated.contains_key(support))
            .collect();
        // That the edition of 2021 is one of 2021 is no news, unless it is all there is.
        let telling: Vec<&Support> = all.iter().copied().filter(|s| !is_naming(s)).collect();
        let cited = if telling.is_empty() { all } else { telling };
        let lists = cited.iter().filter_map(|support| stated.get(support));
        let chosen = in_turn(&lists.map(Vec::as_slice).collect::<Vec<_>>());
        let shown = limit.unwrap_or(usize::MAX).min(chosen.len());
        let mut row = Notes {
            numbers: Vec::new(),
            more: chosen.len() - shown,
        };
        for sentence in &chosen[..shown] {
            let next = numbers.len() + 1;
            let number = *numbers.entry((*sentence).clone()).or_insert(next);
            if number == next {
                notes.sentences.push((*sentence).clone());
            }
            row.numbers.push(number);
        }
        notes.rows.push(row);
    }
    Ok(notes)
}

/// Adds to each fact what it is the other way round: documents claim that an edition had a
/// speaker, and a question may ask where the speaker spoke.
fn turned(
    engine: Engine<'_>,
    inverses: &str,
    supports: &mut [Vec<Support>],
) -> Result<(), AnswerError> {
    if supports.iter().all(Vec::is_empty) {
        return Ok(());
    }
    let table = engine.rows(ORIGIN, inverses)?;
    let mut inverses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in &table.rows {
        if let [Some(one), Some(other)] = row.as_slice() {
            let (one, other) = (one.to_string(), other.to_string());
            inverses
                .entry(one.clone())
                .or_default()
                .insert(other.clone());
            inverses.entry(other).or_default().insert(one);
        }
    }
    for supports in supports {
        let mut all = Vec::with_capacity(supports.len());
        for support in supports.drain(..) {
            let mut others = Vec::new();
            if let Support::Fact(fact) = &support
                && fact.object.starts_with('<')
            {
                others.extend(
                    inverses
                        .get(&fact.predicate)
                        .into_iter()
                        .flatten()
                        .map(|inverse| {
                            Support::Fact(Fact {
                                subject: fact.object.clone(),
                                predicate: inverse.clone(),
                                object: fact.subject.clone(),
                                graph: fact.graph.clone(),
                            })
                        }),
                );
            }
            all.push(support);
            all.append(&mut others);
        }
        *supports = all;
    }
    Ok(())
}

/// The first of each list, then the second of each, and so on, each sentence once: so that
/// every fact has its sentence before one has two.
fn in_turn<'a>(lists: &[&'a [Sentence]]) -> Vec<&'a Sentence> {
    let mut seen = BTreeSet::new();
    let longest = lists.iter().map(|list| list.len()).max().unwrap_or(0);
    (0..longest)
        .flat_map(|at| lists.iter().filter_map(move |list| list.get(at)))
        .filter(|sentence| seen.insert(*sentence))
        .collect()
}

/// What a row may rest on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Support {
    Fact(Fact),
    Claim(String),
}

/// How many rows are asked for at a time.
const BATCH: usize = 100;

/// What each row may rest on, in the order of the query's patterns.
fn supports(
    engine: Engine<'_>,
    query: &str,
    table: &Table,
) -> Result<Vec<Vec<Support>>, AnswerError> {
    let mut found: Vec<BTreeSet<(usize, usize, Support)>> = vec![BTreeSet::new(); table.rows.len()];
    for (number, part) in witness(query, &table.columns)
        .unwrap_or_default()
        .iter()
        .enumerate()
    {
        let at = |names: &[String]| -> Vec<usize> {
            names.iter().filter_map(|name| table.column(name)).collect()
        };
        let columns = at(&part.columns);
        // Rows that say the same of this part rest on the same.
        let mut rows: HashMap<Vec<&Option<Term>>, Vec<usize>> = HashMap::new();
        for (row, cells) in table.rows.iter().enumerate() {
            let key = columns.iter().map(|&at| &cells[at]).collect();
            rows.entry(key).or_default().push(row);
        }
        for query in queries(part, &at(&part.matched), table) {
            let solutions = engine.rows(ORIGIN, &query)?;
            for solution in &solutions.rows {
                let key: Vec<&Option<Term>> = solution[..columns.len()].iter().collect();
                let Some(rows) = rows.get(&key) else {
                    continue;
                };
                let of = |slot: &Slot| match slot {
                    Slot::Term(term) => Some(term.clone()),
                    Slot::Variable(name) => solutions
                        .column(name)
                        .and_then(|at| solution[at].as_ref())
                        .filter(|term| !matches!(term, Term::BlankNode(_)))
                        .map(Term::to_string),
                };
                for support in rests_on(part, of) {
                    for &row in rows {
                        found[row].insert((number, support.0, support.1.clone()));
                    }
                }
            }
        }
    }
    Ok(found
        .into_iter()
        .map(|supports| {
            let mut seen = BTreeSet::new();
            let supports = supports.into_iter().map(|(_, _, support)| support);
            supports
                .filter(|support| seen.insert(support.clone()))
                .collect()
        })
        .collect())
}

/// What one solution rests on, with the numbers of the patterns.
fn rests_on(part: &Part, of: impl Fn(&Slot) -> Option<String>) -> Vec<(usize, Support)> {
    let mut found = Vec::new();
    for (at, fact) in part.facts.iter().enumerate() {
        let taken = |branch: &String| of(&Slot::Variable(branch.clone())).is_some();
        let graph = fact.graph.as_ref().map(&of);
        if let (Some(subject), Some(predicate), Some(object)) =
            (of(&fact.subject), of(&fact.predicate), of(&fact.object))
            && fact.branches.iter().all(taken)
            && subject.starts_with('<')
            && graph != Some(None)
        {
            let graph = graph.flatten();
            found.push((
                at,
                Support::Fact(Fact {
                    subject,
                    predicate,
                    object,
                    graph,
                }),
            ));
        }
    }
    for (at, claim) in part.claims.iter().enumerate() {
        found.extend(of(claim).map(|claim| (part.facts.len() + at, Support::Claim(claim))));
    }
    found
}

/// The queries for the solutions of a part: for some rows at a time, if these narrow anything.
fn queries(part: &Part, matched: &[usize], table: &Table) -> Vec<String> {
    let mut wanted: Vec<&str> = part.columns.iter().map(String::as_str).collect();
    let slots = part.facts.iter().flat_map(|fact| {
        let triple = [&fact.subject, &fact.predicate, &fact.object];
        triple.into_iter().chain(&fact.graph)
    });
    let branches = part.facts.iter().flat_map(|fact| &fact.branches);
    let variables = slots.chain(&part.claims).filter_map(|slot| match slot {
        Slot::Variable(name) => Some(name),
        Slot::Term(_) => None,
    });
    for name in variables.chain(branches) {
        if !wanted.contains(&name.as_str()) {
            wanted.push(name);
        }
    }
    let select = |values: &str| {
        let names = wanted.join(" ?");
        format!("SELECT DISTINCT ?{names} WHERE {{\n{values}{}}}", part.body)
    };
    // Values are given for the things that a row has; rows with the same columns go together.
    // Texts narrow little and lead the engine astray: asked for texts of 100 rows it took 300
    // times as long as for everything.
    let mut keys: BTreeMap<Vec<usize>, BTreeSet<String>> = BTreeMap::new();
    for row in &table.rows {
        let named = |at: &usize| matches!(row[*at], Some(Term::NamedNode(_)));
        let bound: Vec<usize> = matched.iter().copied().filter(named).collect();
        let terms = bound.iter().filter_map(|&at| row[at].as_ref());
        let terms: Vec<String> = terms.map(Term::to_string).collect();
        keys.entry(bound).or_default().insert(terms.join(" "));
    }
    let mut queries = Vec::new();
    for (bound, values) in keys {
        if bound.is_empty() {
            return vec![select("")];
        }
        let names: Vec<String> = bound
            .iter()
            .map(|&at| format!("?{}", table.columns[at]))
            .collect();
        let values: Vec<String> = values.into_iter().collect();
        for batch in values.chunks(BATCH) {
            let rows = batch.iter().map(|terms| format!("({terms})"));
            let rows = rows.collect::<Vec<_>>().join(" ");
            queries.push(select(&format!(
                "VALUES ({}) {{ {rows} }}\n",
                names.join(" ")
            )));
        }
    }
    queries
}
