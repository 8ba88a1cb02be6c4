//! "Did you mean": the names nearest to one that is not there. Used by every error that names
//! a question, a parameter or an entity.

/// The form in which names are compared by people: no accents, no case, single spaces.
pub fn fold(text: &str) -> String {
    let ascii = any_ascii::any_ascii(text).to_lowercase();
    let spaced: String = ascii
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// At most three of `candidates` that look like `wanted`, best first.
pub fn nearest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let wanted = fold(wanted);
    let mut scored: Vec<(f64, &str)> = candidates
        .into_iter()
        .map(|candidate| (likeness(&wanted, &fold(candidate)), candidate))
        .filter(|(score, _)| *score >= 0.6)
        .collect();
    scored.sort_by(|(a, x), (b, y)| b.total_cmp(a).then_with(|| x.cmp(y)));
    scored.dedup_by(|(_, x), (_, y)| x == y);
    scored.truncate(3);
    scored
        .into_iter()
        .map(|(_, name)| name.to_owned())
        .collect()
}

/// "; did you mean a, b or c?", or nothing.
pub fn did_you_mean(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => format!("; did you mean {one:?}?"),
        [most @ .., last] => {
            let most: Vec<String> = most.iter().map(|name| format!("{name:?}")).collect();
            format!("; did you mean {} or {last:?}?", most.join(", "))
        }
    }
}

/// From 0 to 1. A name of which the wanted one is a whole-word part is like it ("Teo").
fn likeness(wanted: &str, candidate: &str) -> f64 {
    let letters = strsim::normalized_damerau_levenshtein(wanted, candidate);
    let is_part = !wanted.is_empty() && format!(" {candidate} ").contains(&format!(" {wanted} "));
    if is_part { letters.max(0.9) } else { letters }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests_the_nearest_only() {
        let names = ["speakers-of-edition", "exhibitors-of-edition", "facts"];
        assert_eq!(
            nearest("speaker-of-edition", names)[0],
            "speakers-of-edition"
        );
        assert_eq!(nearest("fact", names), ["facts"]);
        assert!(nearest("zzz", names).is_empty());
        assert_eq!(
            nearest("teo", ["Josephine Teo", "Teodor"])[0],
            "Josephine Teo"
        );
    }

    #[test]
    fn phrases_the_question() {
        assert_eq!(did_you_mean(&[]), "");
        let names = ["a".to_owned(), "b".to_owned(), "c".to_owned()];
        assert_eq!(
            did_you_mean(&names),
            "; did you mean \"a\", \"b\" or \"c\"?"
        );
    }
}
