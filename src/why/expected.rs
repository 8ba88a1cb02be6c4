//! A fact that somebody expected, as it is written on the command line.

use crate::fact::Relation;

/// An expected fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Expected {
    pub relation: Relation,
    /// The forms of the subject that will do; empty for any.
    pub subjects: Vec<String>,
    /// The forms of the object that will do; of a figure its metric.
    pub objects: Vec<String>,
    /// Of a figure.
    pub value: Option<f64>,
}

/// An expected fact that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExpectedError {
    #[error("unknown relation {0:?}")]
    Relation(String),
    #[error("no object behind {0:?}; write the relation and the object, as in 'speaker Jack Ma'")]
    NoObject(String),
}

impl Expected {
    /// Reads "speaker Jack Ma", "figure visitors 800", or a statement as `eval -v` prints it:
    /// "Smart China Expo 2021 · speaker · Jack Ma". Forms may be separated by `|`.
    ///
    /// # Errors
    /// If the relation is none, or there is no object.
    pub fn parse(text: &str) -> Result<Expected, ExpectedError> {
        let text = text.trim();
        // "miss  some-document: ..."
        let text = text
            .strip_prefix("miss ")
            .and_then(|rest| rest.split_once(": "))
            .map_or(text, |(_, statement)| statement);
        let parts: Vec<&str> = text.split('\u{b7}').map(str::trim).collect();
        let (subject, relation, object) = match parts.as_slice() {
            [subject, relation, object, ..] => (*subject, *relation, *object),
            [relation, object] => ("", *relation, *object),
            _ => match text.split_once(char::is_whitespace) {
                Some((relation, object)) => ("", relation, object.trim()),
                None => ("", text, ""),
            },
        };
        let found = Relation::ALL
            .into_iter()
            .find(|r| r.name().eq_ignore_ascii_case(relation));
        let found = found.ok_or_else(|| ExpectedError::Relation(relation.to_owned()))?;
        if object.is_empty() {
            return Err(ExpectedError::NoObject(found.name().to_owned()));
        }
        let (object, value) = match found {
            Relation::Figure => metric_and_value(object),
            _ => (object.to_owned(), None),
        };
        Ok(Expected {
            relation: found,
            subjects: forms(subject),
            objects: forms(&object),
            value,
        })
    }

    /// "subject · relation · object", by the first forms.
    pub fn statement(&self) -> String {
        let first = |forms: &[String]| forms.first().cloned().unwrap_or_default();
        let (subject, object) = (first(&self.subjects), first(&self.objects));
        let subject = match subject.as_str() {
            "" => String::new(),
            subject => format!("{subject} \u{b7} "),
        };
        let value = self.value.map(|value| format!(" {value}"));
        let relation = self.relation.name();
        let value = value.unwrap_or_default();
        format!("{subject}{relation} \u{b7} {object}{value}")
    }
}

fn forms(text: &str) -> Vec<String> {
    let forms = text.split('|').map(str::trim);
    let forms = forms.filter(|form| !form.is_empty());
    forms.map(str::to_owned).collect()
}

/// "visitors 1,200", "area 30000 m2", "800 visitors": the metric, and the number.
fn metric_and_value(text: &str) -> (String, Option<f64>) {
    let words: Vec<&str> = text.split_whitespace().collect();
    let number = |word: &&str| word.replace(',', "").parse::<f64>().ok();
    let Some(at) = words.iter().rposition(|word| number(word).is_some()) else {
        return (text.to_owned(), None);
    };
    let metric = match at {
        0 => words[1..].join(" "),
        _ => words[..at].join(" "),
    };
    (metric, words.get(at).and_then(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_write_and_what_eval_prints() {
        let short = Expected::parse("speaker Ana Costa").unwrap();
        assert_eq!(short.relation, Relation::Speaker);
        assert_eq!(short.objects, ["Ana Costa"]);
        assert!(short.subjects.is_empty());
        let line = "miss  a-report: Boat Fair 2021|Boats 21 · heldin · Porto";
        let long = Expected::parse(line).unwrap();
        assert_eq!(long.relation, Relation::HeldIn);
        assert_eq!(long.subjects, ["Boat Fair 2021", "Boats 21"]);
        assert_eq!(long.statement(), "Boat Fair 2021 · heldIn · Porto");
        let figure = Expected::parse("figure hall area 30,000 m2").unwrap();
        assert_eq!(
            (&*figure.objects[0], figure.value),
            ("hall area", Some(30_000.0))
        );
        let turned = Expected::parse("figure 800 visitors").unwrap();
        assert_eq!(
            (&*turned.objects[0], turned.value),
            ("visitors", Some(800.0))
        );
    }

    #[test]
    fn says_what_is_missing() {
        let error = Expected::parse("speeker Ana").unwrap_err();
        assert_eq!(error, ExpectedError::Relation("speeker".to_owned()));
        let error = Expected::parse("speaker").unwrap_err();
        assert_eq!(error, ExpectedError::NoObject("speaker".to_owned()));
    }
}
