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
        .filter(|(score, _)| *score >= ALIKE)
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

/// The likeness from which on a name is suggested.
const ALIKE: f64 = 0.6;

/// From 0 to 1; below [`ALIKE`] it may be told as 0. A name of which the wanted one is a
/// whole-word part is like it ("Teo").
fn likeness(wanted: &str, candidate: &str) -> f64 {
    let lengths = [wanted, candidate].map(|text| text.chars().count());
    let (shorter, longer) = (lengths[0].min(lengths[1]), lengths[0].max(lengths[1]));
    // What one has more is all different. Counting differences takes as long as both lengths
    // multiplied: a visitor's 4,000 letters against every name took a minute.
    let letters = match (shorter as f64) < ALIKE * longer as f64 {
        true => 0.0,
        false => strsim::normalized_damerau_levenshtein(wanted, candidate),
    };
    let is_part = !wanted.is_empty() && format!(" {candidate} ").contains(&format!(" {wanted} "));
    if is_part { letters.max(0.9) } else { letters }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes hours if every difference is counted.
    #[test]
    fn a_text_is_like_no_name() {
        let text = "tea fair ".repeat(100_000);
        let names: Vec<String> = (0..500).map(|n| format!("Tea Fair {n}")).collect();
        assert!(nearest(&text, names.iter().map(String::as_str)).is_empty());
        assert_eq!(
            nearest("tea fari 7", names.iter().map(String::as_str))[0],
            "Tea Fair 7"
        );
    }

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
