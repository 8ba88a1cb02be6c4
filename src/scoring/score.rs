//! Counts, and the measures that follow from them.

/// Counts for one relation, one document or all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Gold rows that must be found.
    pub must: usize,
    /// Of those, the ones found.
    pub found: usize,
    /// Facts that match no gold row.
    pub wrong: usize,
}

impl Score {
    /// The part of the facts that is right, from 0 to 1.
    pub fn precision(self) -> f64 {
        match self.found + self.wrong {
            0 if self.must == 0 => 1.0,
            0 => 0.0,
            all => self.found as f64 / all as f64,
        }
    }

    /// The part of the gold that was found, from 0 to 1.
    pub fn recall(self) -> f64 {
        match self.must {
            0 => 1.0,
            must => self.found as f64 / must as f64,
        }
    }

    /// The harmonic mean of precision and recall, from 0 to 1.
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 {
            2.0 * p * r / (p + r)
        } else {
            0.0
        }
    }

    /// Adds the counts of another score.
    pub fn add(&mut self, other: Score) {
        self.must += other.must;
        self.found += other.found;
        self.wrong += other.wrong;
    }
}
