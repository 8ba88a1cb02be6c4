//! Content negotiation: which of the media types on offer an Accept header prefers (RFC 9110,
//! section 12.5.1).

/// A media range of an Accept header with its weight.
struct Range<'a> {
    kind: &'a str,
    subtype: &'a str,
    /// In thousandths.
    weight: u32,
}

/// The place in `offered` of the media type that `accept` weighs highest; of several the first.
/// An empty header accepts everything; none if nothing on offer is accepted.
pub fn best(accept: &str, offered: &[&str]) -> Option<usize> {
    let ranges: Vec<Range<'_>> = accept.split(',').filter_map(range).collect();
    if ranges.is_empty() {
        return (!offered.is_empty()).then_some(0);
    }
    let weights = offered
        .iter()
        .enumerate()
        .map(|(at, offered)| (weight(&ranges, offered), at));
    let best = weights.max_by_key(|(weight, at)| (*weight, usize::MAX - at));
    best.filter(|(weight, _)| *weight > 0).map(|(_, at)| at)
}

fn range(text: &str) -> Option<Range<'_>> {
    let mut parts = text.split(';').map(str::trim);
    let (kind, subtype) = parts.next()?.split_once('/')?;
    let mut weight = 1000;
    for parameter in parts {
        if let Some((name, value)) = parameter.split_once('=')
            && name.trim().eq_ignore_ascii_case("q")
        {
            weight = thousandths(value.trim())?;
        }
    }
    Some(Range {
        kind: kind.trim(),
        subtype: subtype.trim(),
        weight,
    })
}

/// A weight such as 0.8; none if it is no number from 0 to 1.
fn thousandths(text: &str) -> Option<u32> {
    let value: f64 = text.parse().ok()?;
    (0.0..=1.0)
        .contains(&value)
        .then(|| (value * 1000.0).round() as u32)
}

/// What the most specific range says of a media type.
fn weight(ranges: &[Range<'_>], offered: &str) -> u32 {
    let essence = offered.split(';').next().unwrap_or_default().trim();
    let Some((kind, subtype)) = essence.split_once('/') else {
        return 0;
    };
    let found = ranges.iter().filter_map(|range| {
        let specific = match (range.kind, range.subtype) {
            ("*", "*") => 0,
            (wanted, "*") if wanted.eq_ignore_ascii_case(kind) => 1,
            (wanted, other)
                if wanted.eq_ignore_ascii_case(kind) && other.eq_ignore_ascii_case(subtype) =>
            {
                2
            }
            _ => return None,
        };
        Some((specific, range.weight))
    });
    found.max().map_or(0, |(_, weight)| weight)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_on_offer_wins() {
        let offered = ["text/html", "text/turtle", "application/ld+json"];
        for (accept, expected) in [
            ("", Some(0)),
            ("*/*", Some(0)),
            ("text/turtle", Some(1)),
            ("TEXT/Turtle;q=0.5, application/ld+json; q=0.9", Some(2)),
            ("text/*;q=0.3, text/turtle;q=0.2, */*;q=0.1", Some(0)),
            ("text/html;q=0, */*", Some(1)),
            ("image/png", None),
            ("text/turtle;q=0", None),
            ("text/turtle;q=2", Some(0)),
            ("nonsense", Some(0)),
            (
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                Some(0),
            ),
        ] {
            assert_eq!(best(accept, &offered), expected, "{accept}");
        }
    }
}
