//! A comparison in words: for every form in which it is told.

use super::{Change, Diff, Entry, Section, Side};

/// What to keep in mind where somebody is new or lapsed.
pub const CAUTION: &str =
    "Documents name only some of those who took part: who is not named may have been there.";

impl Diff {
    /// "Smart China Expo 2019 and Smart China Expo 2020"
    pub fn title(&self) -> String {
        format!("{} and {}", self.earlier.label, self.later.label)
    }

    /// How much is known of each: "2019: 3 documents; 2020: 2 documents (1 text)".
    pub fn covered(&self) -> String {
        format!("{}; {}", self.earlier.covered(), self.later.covered())
    }

    /// What a section is about, and in how many documents something of it stands.
    pub fn heading(&self, section: &Section) -> String {
        format!("{} ({})", section.heading, self.said(section))
    }

    /// In how many documents something of a section stands: "said in 2 documents for 2019, 1 for
    /// 2020".
    pub fn said(&self, section: &Section) -> String {
        let (earlier, later) = section.named;
        format!(
            "said in {} for {}, {} for {}",
            count(earlier, "document"),
            self.earlier.name,
            later,
            self.later.name
        )
    }

    /// What became of something: "grew", "only 2019".
    pub fn label(&self, entry: &Entry) -> String {
        match entry.change {
            Change::OnlyEarlier => format!("only {}", self.earlier.name),
            Change::OnlyLater => format!("only {}", self.later.name),
            change => change.name().to_owned(),
        }
    }

    /// What neither edition has anything of; none if there is something of everything.
    pub fn nothing(&self) -> Option<String> {
        let empty = self
            .sections
            .iter()
            .filter(|section| section.entries.is_empty());
        let names: Vec<&str> = empty.map(|section| section.heading.as_str()).collect();
        (!names.is_empty()).then(|| format!("Nothing to compare of: {}.", names.join(", ")))
    }
}

impl Side {
    /// How much is known of it: "2019: 3 documents", with the texts if these are fewer.
    pub fn covered(&self) -> String {
        let texts = match self.texts == self.documents {
            true => String::new(),
            false => format!(" ({})", count(self.texts, "text")),
        };
        format!(
            "{}: {}{texts}",
            self.name,
            count(self.documents, "document")
        )
    }
}

impl Section {
    /// Whether an entry is a name in a list of those who come and go, rather than a value.
    pub fn is_list(&self, entry: &Entry) -> bool {
        entry.about == self.name && self.name != "figure" && self.name != "post"
    }
}

impl Entry {
    /// What it is about, with its unit: "area (m2)", "start date".
    pub fn name(&self) -> String {
        match (self.what.as_str(), self.unit.as_str()) {
            ("", _) => self.about.clone(),
            (what, unit) if what.contains(unit) => what.to_owned(),
            (what, unit) => format!("{what} ({unit})"),
        }
    }
}

fn count(number: usize, what: &str) -> String {
    match number {
        1 => format!("1 {what}"),
        _ => format!("{number} {what}s"),
    }
}
