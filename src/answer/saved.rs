//! One saved query: its header and text, checked against each other.

use super::argument::Arguments;
use super::error::AnswerError;
use super::evaluate::Answer;
use super::header;
use super::judge::Judge;
use super::node::{HeaderError, Node};
use super::parameter::{Parameter, ParameterKind, read_variable};
use super::token::{TokenKind, tokens};

/// A question with a name, read from a `.rq` file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedQuery {
    /// The file's stem: "speakers-of-edition".
    pub name: String,
    pub summary: String,
    pub description: String,
    /// In the header's order.
    pub parameters: Vec<Parameter>,
    /// Example wordings; `{name}` stands for a parameter's value.
    pub questions: Vec<String>,
    pub tags: Vec<String>,
    /// How the program sorts the rows; empty where the text's own ORDER BY holds.
    pub sort: Vec<SortKey>,
    /// Who makes the answer of the rows, if it is not the rows themselves.
    pub judge: Option<Judge>,
    /// The whole file, header included; valid SPARQL as it stands.
    pub text: String,
    /// The file, as errors name it.
    pub origin: String,
}

/// What a header says under a key of its own kind of query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderValue {
    pub key: String,
    /// Its line in the file, from 1.
    pub line: usize,
    pub value: String,
}

/// A column to sort by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SortKey {
    pub column: String,
    pub descending: bool,
}

/// A saved query's file is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{origin}:{line}: {problem}")]
pub struct SavedQueryError {
    /// The name the query would have.
    pub name: String,
    pub origin: String,
    pub line: usize,
    pub problem: String,
}

/// The keys of a header. Those that only grlc's server uses are accepted and left alone.
const KEYS: [&str; 13] = [
    "summary",
    "description",
    "params",
    "questions",
    "tags",
    "sort",
    "judge",
    "defaults",
    "endpoint",
    "endpoint_in_url",
    "enumerate",
    "method",
    "pagination",
];

impl SavedQuery {
    /// Reads a query file.
    ///
    /// # Errors
    /// If the header is malformed, lacks its summary, or describes other parameters than the
    /// text has.
    pub fn parse(name: &str, origin: &str, text: &str) -> Result<SavedQuery, SavedQueryError> {
        SavedQuery::parse_with(name, origin, text, &[]).map(|(query, _)| query)
    }

    /// Reads a query file whose header may have more keys, and the values of those it has.
    ///
    /// # Errors
    /// As [`SavedQuery::parse`], and if one of these keys has no single value.
    pub fn parse_with(
        name: &str,
        origin: &str,
        text: &str,
        more: &[&str],
    ) -> Result<(SavedQuery, Vec<HeaderValue>), SavedQueryError> {
        read(name, origin, text, more).map_err(|HeaderError { line, problem }| SavedQueryError {
            name: name.to_owned(),
            origin: origin.to_owned(),
            line,
            problem,
        })
    }

    /// The parameter of that name.
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|p| p.name == name)
    }

    /// The answer from what the text finds with these values for its parameters: judged and
    /// sorted as the header says.
    ///
    /// # Errors
    /// If what judges it needs other columns, or does not know a value.
    pub fn finish(&self, answer: Answer, arguments: &Arguments) -> Result<Answer, AnswerError> {
        let mut table = match (answer, &self.judge) {
            (Answer::Rows(table), None) => table,
            (Answer::Rows(table), Some(judge)) => judge.judge(self, &table, arguments)?,
            (answer, None) => return Ok(answer),
            (_, Some(_)) => {
                return Err(AnswerError::NoRows {
                    origin: self.origin.clone(),
                });
            }
        };
        if !self.sort.is_empty() {
            table.sort(&self.sort);
        }
        Ok(Answer::Rows(table))
    }

    /// The query without its header's lines.
    pub fn sparql(&self) -> String {
        let body = self.text.lines().filter(|line| !line.starts_with("#+"));
        let body: Vec<&str> = body.collect();
        body.join("\n").trim().to_owned()
    }
}

fn read(
    name: &str,
    origin: &str,
    text: &str,
    more: &[&str],
) -> Result<(SavedQuery, Vec<HeaderValue>), HeaderError> {
    let header = header::parse(text)?;
    let entries = header.map("the header")?;
    let mut others = Vec::new();
    for (key, node) in entries {
        if more.contains(&key.as_str()) {
            others.push(HeaderValue {
                key: key.clone(),
                line: node.line,
                value: node.text(key)?.to_owned(),
            });
        } else if !KEYS.contains(&key.as_str()) {
            let known = KEYS.iter().chain(more).copied();
            let near = super::did_you_mean(&super::nearest(key, known));
            return Err(node.error(format!("unknown key {key:?}{near}")));
        }
    }
    let find = |key: &str| entries.iter().find(|(k, _)| k == key).map(|(_, node)| node);
    let single = |key: &str| match find(key) {
        Some(node) => node.text(key).map(str::to_owned),
        None => Ok(String::new()),
    };
    let many = |key: &str| -> Result<Vec<String>, HeaderError> {
        let nodes = find(key).map_or(Ok(&[][..]), |node| node.list(key))?;
        nodes
            .iter()
            .map(|node| node.text(key).map(str::to_owned))
            .collect()
    };
    let summary = single("summary")?;
    if summary.is_empty() {
        return Err(header.error("no summary; begin with `#+ summary: ...`".to_owned()));
    }
    let sort = many("sort")?
        .into_iter()
        .map(|key| match key.strip_prefix('-') {
            Some(column) => SortKey {
                column: column.trim().to_owned(),
                descending: true,
            },
            None => SortKey {
                column: key,
                descending: false,
            },
        })
        .collect();
    let judge = find("judge").map(Judge::read).transpose()?;
    let taken = judge.as_ref().map_or(&[][..], Judge::parameters);
    let query = SavedQuery {
        name: name.to_owned(),
        summary,
        description: single("description")?,
        parameters: parameters(text, find("params"), find("defaults"), taken)?,
        questions: many("questions")?,
        tags: many("tags")?,
        sort,
        judge,
        text: text.to_owned(),
        origin: origin.to_owned(),
    };
    Ok((query, others))
}

/// The text's parameters in the header's order, each described there, and those that a judge
/// takes, if they are.
fn parameters(
    text: &str,
    described: Option<&Node>,
    defaults: Option<&Node>,
    judged: &[&str],
) -> Result<Vec<Parameter>, HeaderError> {
    let mut found = variables(text)?;
    for name in judged {
        if !found.iter().any(|parameter| parameter.name == *name) {
            found.push(Parameter {
                name: (*name).to_owned(),
                variable: format!("__{name}_literal"),
                kind: ParameterKind::Text,
                class: None,
                description: String::new(),
                default: None,
                optional: true,
            });
        }
    }
    let mut parameters = Vec::new();
    for node in described.map_or(Ok(&[][..]), |node| node.list("params"))? {
        let entries = node.map("params")?;
        let key = |key: &str| match entries.iter().find(|(k, _)| k == key) {
            Some((_, node)) => node.text(key).map(Some),
            None => Ok(None),
        };
        let known = [
            "name",
            "type",
            "class",
            "description",
            "default",
            "optional",
        ];
        if let Some((other, node)) = entries.iter().find(|(k, _)| !known.contains(&k.as_str())) {
            let near = super::did_you_mean(&super::nearest(other, known));
            return Err(node.error(format!("unknown key {other:?} of a parameter{near}")));
        }
        let name = key("name")?
            .ok_or_else(|| node.error("a parameter without `name:`".to_owned()))?
            .to_owned();
        let Some(at) = found.iter().position(|parameter| parameter.name == name) else {
            let problem = format!("the text has no parameter {name:?} (a variable ?_{name}_TYPE)");
            return Err(node.error(problem));
        };
        let mut parameter = found.remove(at);
        if let Some(kind) = key("type")?.filter(|kind| *kind != parameter.kind.to_string()) {
            let (variable, is) = (&parameter.variable, &parameter.kind);
            let problem = format!("type {kind:?}, but ?{variable} says {is}");
            return Err(node.error(problem));
        }
        match key("optional")? {
            None => {}
            Some("true") if parameter.optional => {}
            Some("false") if !parameter.optional => {}
            Some(other) => {
                let variable = &parameter.variable;
                let problem = format!(
                    "optional: {other}, but ?{variable} says otherwise (?__ is optional, ?_ is not)"
                );
                return Err(node.error(problem));
            }
        }
        parameter.class = key("class")?.map(str::to_owned);
        parameter.description = key("description")?.unwrap_or_default().to_owned();
        parameter.default = key("default")?.map(str::to_owned);
        parameters.push(parameter);
    }
    // Whoever judges does so without them, too.
    found.retain(|parameter| !judged.contains(&parameter.name.as_str()));
    if let Some(missing) = found.first() {
        let variable = &missing.variable;
        let problem = format!("?{variable} is not described under `#+ params:`");
        return Err(HeaderError { line: 1, problem });
    }
    for node in defaults.map_or(Ok(&[][..]), |node| node.list("defaults"))? {
        for (name, value) in node.map("defaults")? {
            let Some(parameter) = parameters.iter_mut().find(|p| p.name == *name) else {
                return Err(value.error(format!("the text has no parameter {name:?}")));
            };
            parameter.default = Some(value.text(name)?.to_owned());
        }
    }
    Ok(parameters)
}

/// The text's parameters in the order of their first use, not yet described.
fn variables(text: &str) -> Result<Vec<Parameter>, HeaderError> {
    let mut found: Vec<Parameter> = Vec::new();
    let mut line = 1;
    for token in tokens(text) {
        if token.kind == TokenKind::Variable && token.text[1..].starts_with('_') {
            let variable = &token.text[1..];
            let (name, kind, optional) = read_variable(variable).ok_or_else(|| HeaderError {
                line,
                problem: format!(
                    "?{variable} begins like a parameter but is none; name it ?_name_type with a type of iri, literal, integer, decimal, boolean, date or xsd_..."
                ),
            })?;
            match found.iter().find(|parameter| parameter.name == name) {
                None => found.push(Parameter {
                    name,
                    variable: variable.to_owned(),
                    kind,
                    class: None,
                    description: String::new(),
                    default: None,
                    optional,
                }),
                Some(other) if other.variable != variable => {
                    let other = &other.variable;
                    let problem = format!("?{variable} and ?{other} are the same parameter");
                    return Err(HeaderError { line, problem });
                }
                Some(_) => {}
            }
        }
        line += token.text.matches('\n').count();
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(text: &str) -> String {
        let error = SavedQuery::parse("x", "x.rq", text).expect_err("a mistake");
        error.to_string()
    }

    #[test]
    fn header_and_text_must_agree() {
        let head = "#+ summary: s\n#+ params:\n#+   - name: a\n";
        let good = format!("{head}#+     default: 2\nSELECT ?x {{ ?x ?y ?_a_integer }}");
        let query = SavedQuery::parse("x", "x.rq", &good).expect("good");
        assert_eq!(query.parameters[0].default.as_deref(), Some("2"));
        assert!(query.sparql().starts_with("SELECT"));
        assert!(problem("SELECT * {}").contains("no summary"));
        assert!(problem(&format!("{head}SELECT * {{}}")).contains("no parameter \"a\""));
        assert!(problem("#+ summary: s\nSELECT * { ?x ?y ?_a_iri }").contains("not described"));
        assert_eq!(
            problem("#+ summary: s\n#+ tag: s\nSELECT * {}"),
            "x.rq:2: unknown key \"tag\"; did you mean \"tags\"?"
        );
        let wrong_type = format!("{head}#+     type: iri\nSELECT * {{ ?x ?y ?_a_integer }}");
        assert!(problem(&wrong_type).contains("says integer"));
        let wrong_option = format!("{head}#+     optional: true\nSELECT * {{ ?x ?y ?_a_integer }}");
        assert!(problem(&wrong_option).contains("says otherwise"));
        assert!(problem("#+ summary: s\nSELECT * {\n ?x ?y ?_a_nonsense }").starts_with("x.rq:3"));
    }
}
