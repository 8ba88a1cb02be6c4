//! Short words as numbers made of their bytes: compared, folded and looked up in one step instead
//! of byte by byte.

/// The top bit of each of eight bytes: set beyond ASCII.
const HIGH: u64 = 0x8080_8080_8080_8080;

/// One in each byte.
const ONES: u64 = 0x0101_0101_0101_0101;

/// Whether eight bytes are ASCII.
pub fn is_ascii(word: u64) -> bool {
    word & HIGH == 0
}

/// Makes the capital letters among eight bytes of ASCII small.
pub fn small(word: u64) -> u64 {
    let from_a = word + ONES * (0x80 - b'A' as u64);
    let beyond_z = word + ONES * (0x7f - b'Z' as u64);
    word | ((from_a & !beyond_z & HIGH) >> 2)
}

/// Up to eight bytes as a number, the first in the lowest place; of longer words the first eight.
/// Two reads that may overlap cover any length.
#[inline]
pub fn eight(bytes: &[u8]) -> u64 {
    let length = bytes.len();
    if let Some(all) = bytes.first_chunk::<8>() {
        return u64::from_le_bytes(*all);
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        return u64::from(first) | u64::from(last) << (8 * (length - 4));
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk::<2>(), bytes.last_chunk::<2>()) {
        let (first, last) = (u16::from_le_bytes(*first), u16::from_le_bytes(*last));
        return u64::from(first) | u64::from(last) << (8 * (length - 2));
    }
    bytes.first().map_or(0, |byte| u64::from(*byte))
}

/// Nine to sixteen bytes as two numbers, the first in the lower; zeros for other lengths.
#[inline]
pub fn sixteen(bytes: &[u8]) -> (u64, u64) {
    match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        (Some(first), Some(last)) if (9..=16).contains(&bytes.len()) => {
            let last = u64::from_le_bytes(*last) >> (8 * (16 - bytes.len()));
            (u64::from_le_bytes(*first), last)
        }
        _ => (0, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_length_packs_all_its_bytes() {
        let text = b"AbcdefGhijklMnoP";
        for length in 0..=16 {
            let mut padded = [0; 16];
            padded[..length].copy_from_slice(&text[..length]);
            let number = u128::from_le_bytes(padded);
            let packed = match length {
                0..=8 => u128::from(eight(&text[..length])),
                _ => {
                    let (low, high) = sixteen(&text[..length]);
                    u128::from(low) | u128::from(high) << 64
                }
            };
            assert_eq!(packed, number, "{length}");
        }
        assert_eq!(small(eight(b"AZaz@[`{")), eight(b"azaz@[`{"));
        assert!(!is_ascii(eight("é".as_bytes())));
    }
}
