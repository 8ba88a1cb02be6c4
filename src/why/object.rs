//! The objects of facts as text, and the forms that stand for them.

use crate::fact::{Fact, Object, Reading};

/// The object as people read it; a figure's metric with its value and unit.
pub(super) fn text(reading: &Reading, object: &Object) -> String {
    match object {
        Object::Entity(id) => reading.entity(*id).label.clone(),
        Object::Text(text) => text.clone(),
        Object::Integer(number) => number.to_string(),
        Object::Date(day) => day.to_string(),
        Object::Figure(figure) => {
            let unit = figure.unit.as_deref().unwrap_or_default();
            let text = format!("{} {} {unit}", figure.metric, figure.value);
            text.trim_end().to_owned()
        }
    }
}

/// "subject · relation · object"
pub(super) fn statement(reading: &Reading, fact: &Fact) -> String {
    let subject = &reading.entity(fact.subject).label;
    let object = text(reading, &fact.object);
    format!("{subject} \u{b7} {} \u{b7} {object}", fact.relation.name())
}

/// All names of the object: label and other forms.
pub(super) fn forms<'r>(reading: &'r Reading, object: &'r Object) -> Vec<&'r str> {
    match object {
        Object::Entity(id) => {
            let entity = reading.entity(*id);
            let aliases = entity.aliases.iter().map(String::as_str);
            std::iter::once(entity.label.as_str())
                .chain(aliases)
                .collect()
        }
        Object::Text(text) => vec![text],
        Object::Figure(figure) => vec![&figure.metric],
        Object::Integer(_) | Object::Date(_) => Vec::new(),
    }
}
