//! Ids of things replaced by others in the lines of a document's graph, and back. A thing's id
//! also stands in the ids of what belongs to it: an edition's sessions and figures, a person's
//! posts, participations.

use crate::entity::Base;
use crate::graph::{Line, sorted};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;

/// New ids by old ones ("person/chan" to "person/andrew-chan").
pub type Renaming<'a> = BTreeMap<&'a str, &'a str>;

/// The lines with the ids renamed, in order; the lines themselves if that changes nothing.
pub fn rename<'l>(lines: &'l str, renaming: &Renaming<'_>, base: &Base) -> Cow<'l, str> {
    if renaming.is_empty() {
        return lines.into();
    }
    let start = format!("<{base}");
    let mut out = String::with_capacity(lines.len() + 64);
    let mut changed = false;
    for line in lines.split_inclusive('\n') {
        let Some(parts) = Line::split(line.trim_end_matches('\n')) else {
            out.push_str(line);
            continue;
        };
        let renamed = |term: &str| {
            let id = term.strip_prefix(&start)?.strip_suffix('>')?;
            new_id(id, renaming)
        };
        let (subject, object) = (renamed(parts.subject()), renamed(parts.object()));
        if subject.is_none() && object.is_none() {
            out.push_str(line);
            continue;
        }
        changed = true;
        let mut push = |new: Option<String>, old: &str, end: char| {
            // Writing to a string cannot fail.
            let _ = match new {
                Some(id) => write!(out, "{start}{id}>{end}"),
                None => write!(out, "{old}{end}"),
            };
        };
        push(subject, parts.subject(), ' ');
        push(None, parts.predicate(), ' ');
        push(object, parts.object(), ' ');
        if !parts.graph.is_empty() {
            push(None, parts.graph, ' ');
        }
        out.push_str(".\n");
    }
    if changed {
        sorted(out.into_bytes()).into()
    } else {
        lines.into()
    }
}

/// The new id of a thing or of what belongs to a thing; none if it stays.
fn new_id(id: &str, renaming: &Renaming<'_>) -> Option<String> {
    if let Some(new) = renaming.get(id) {
        return Some((*new).to_owned());
    }
    let (kind, rest) = id.split_once('/')?;
    let (owner, rest) = rest.split_once('/')?;
    let new = |kind: &str, slug: &str| {
        let new = renaming.get(format!("{kind}/{slug}").as_str())?;
        new.split_once('/').map(|(_, slug)| slug.to_owned())
    };
    match kind {
        "session" | "figure" => Some(format!("{kind}/{}/{rest}", new("expo", owner)?)),
        "post" => Some(format!("{kind}/{}/{rest}", new("person", owner)?)),
        "participation" => {
            let edition = new("expo", owner);
            // A person goes by slug alone, others by kind and slug.
            let participant = match rest.contains('/') {
                true => new_id(rest, renaming),
                false => new("person", rest),
            };
            if edition.is_none() && participant.is_none() {
                return None;
            }
            let edition = edition.as_deref().unwrap_or(owner);
            let participant = participant.as_deref().unwrap_or(rest);
            Some(format!("{kind}/{edition}/{participant}"))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_to_a_thing_follows_it() {
        let renaming = Renaming::from([
            ("person/chan", "person/andrew-chan"),
            ("expo/glass-fair", "expo/glass-fair-2024"),
            ("organization/egf", "organization/european-glass-federation"),
        ]);
        for (old, new) in [
            ("person/chan", Some("person/andrew-chan")),
            ("person/chan-2", None),
            ("post/chan/director", Some("post/andrew-chan/director")),
            (
                "session/glass-fair/opening",
                Some("session/glass-fair-2024/opening"),
            ),
            (
                "figure/glass-fair/visitors-5",
                Some("figure/glass-fair-2024/visitors-5"),
            ),
            (
                "participation/glass-fair/chan",
                Some("participation/glass-fair-2024/andrew-chan"),
            ),
            (
                "participation/kiln-days/organization/egf",
                Some("participation/kiln-days/organization/european-glass-federation"),
            ),
            ("participation/kiln-days/teo", None),
            ("claim/chan/0", None),
            ("document/chan", None),
        ] {
            assert_eq!(new_id(old, &renaming).as_deref(), new, "{old}");
        }
    }

    #[test]
    fn lines_are_renamed_and_back() {
        let base = Base::new("https://x.org/id").unwrap();
        let iri = |id: &str| format!("<https://x.org/id/{id}>");
        let graph = iri("document/chan");
        let lines = format!(
            "{} <http://p> {} {graph} .\n{} <http://p> \"{}\" {graph} .\n{} <http://p> \"x\" .\n",
            iri("claim/chan/0"),
            iri("person/chan"),
            iri("person/a"),
            iri("person/chan"),
            iri("person/chan"),
        );
        let lines = sorted(lines.into_bytes());
        let there = Renaming::from([("person/chan", "person/andrew-chan")]);
        let back = Renaming::from([("person/andrew-chan", "person/chan")]);
        let renamed = rename(&lines, &there, &base);
        assert_eq!(
            renamed.matches("person/andrew-chan").count(),
            2,
            "{renamed}"
        );
        // Literals and graphs stay.
        assert_eq!(
            renamed
                .matches("\"<https://x.org/id/person/chan>\"")
                .count(),
            1
        );
        assert_eq!(renamed.matches(&graph).count(), 2);
        assert_eq!(rename(&renamed, &back, &base), lines);
        let none = Renaming::from([("person/x", "person/y")]);
        assert!(matches!(rename(&lines, &none, &base), Cow::Borrowed(_)));
    }
}
