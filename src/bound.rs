//! How a printed number bounds the true one. The words that say so are data (`lexicon/bounds.toml`).

/// How a figure's value bounds the true number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Bound {
    Exact,
    /// "more than", "over", "at least"
    Min,
    /// "up to", "fewer than"
    Max,
    /// "nearly", "about", "some"
    About,
}

impl Bound {
    pub fn name(self) -> &'static str {
        match self {
            Bound::Exact => "exact",
            Bound::Min => "min",
            Bound::Max => "max",
            Bound::About => "about",
        }
    }
}
