//! The part of schema.org that events for the web are written in.

/// A class of schema.org, and its properties with the classes of what stands behind them.
pub type Terms = (
    &'static str,
    &'static [(&'static str, &'static [&'static str])],
);

/// What may be said in an event for the web: the types with their properties, and what their
/// values are, as schema.org has them.
pub const SCHEMA_ORG: &[Terms] = &[
    (
        "ExhibitionEvent",
        &[
            ("name", &["Text"]),
            ("alternateName", &["Text"]),
            ("description", &["Text"]),
            ("startDate", &["Date"]),
            ("endDate", &["Date"]),
            ("location", &["Place"]),
            ("organizer", &["Organization", "Person"]),
            ("performer", &["Person", "Organization"]),
            ("attendee", &["Person", "Organization"]),
            ("contributor", &["Person", "Organization"]),
            ("about", &["Thing"]),
            ("superEvent", &["EventSeries"]),
            ("subjectOf", &["NewsArticle"]),
            ("sameAs", &["URL"]),
        ],
    ),
    ("EventSeries", &[("name", &["Text"]), ("sameAs", &["URL"])]),
    (
        "Place",
        &[
            ("name", &["Text"]),
            ("address", &["PostalAddress"]),
            ("sameAs", &["URL"]),
        ],
    ),
    (
        "PostalAddress",
        &[
            ("addressLocality", &["Text"]),
            ("addressCountry", &["Text"]),
        ],
    ),
    (
        "Person",
        &[
            ("name", &["Text"]),
            ("jobTitle", &["Text"]),
            ("affiliation", &["Organization"]),
            ("sameAs", &["URL"]),
        ],
    ),
    ("Organization", &[("name", &["Text"]), ("sameAs", &["URL"])]),
    ("Thing", &[("name", &["Text"]), ("sameAs", &["URL"])]),
    (
        "NewsArticle",
        &[
            ("headline", &["Text"]),
            ("name", &["Text"]),
            ("url", &["URL"]),
            ("datePublished", &["Date"]),
            ("publisher", &["Organization"]),
        ],
    ),
];
