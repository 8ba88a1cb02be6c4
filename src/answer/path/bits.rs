//! How telling a way is, in bits. Whole numbers of thousandths, so that sums are the same in any
//! order and on any machine.

use serde::{Serialize, Serializer};
use std::fmt;
use std::iter::Sum;
use std::ops::Add;

/// An amount of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bits(u64);

impl Bits {
    /// One bit: a thing that leads from one other to one more costs no less.
    pub const ONE: Bits = Bits(1000);

    /// What a thing costs on the way that stands in facts with so many others.
    pub fn of(degree: usize) -> Bits {
        // A degree is far below 2^52, and a logarithm of it below 64.
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "small numbers"
        )]
        Bits(((degree.max(1) as f64).log2() * 1000.0).round() as u64)
    }

    /// Half of it, rounded down.
    pub fn half(self) -> Bits {
        Bits(self.0 / 2)
    }

    /// Less so many; none where it is not as many.
    pub fn less(self, other: Bits) -> Option<Bits> {
        self.0.checked_sub(other.0).map(Bits)
    }
}

impl Add for Bits {
    type Output = Bits;

    fn add(self, other: Bits) -> Bits {
        Bits(self.0.saturating_add(other.0))
    }
}

impl Sum for Bits {
    fn sum<I: Iterator<Item = Bits>>(bits: I) -> Bits {
        bits.fold(Bits::default(), Add::add)
    }
}

impl fmt::Display for Bits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = (self.0 + 50) / 100;
        write!(f, "{}.{}", tenths / 10, tenths % 10)
    }
}

impl Serialize for Bits {
    /// A number.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[expect(clippy::cast_precision_loss, reason = "small numbers")]
        serializer.serialize_f64(self.0 as f64 / 1000.0)
    }
}
