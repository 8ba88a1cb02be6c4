//! Short words as numbers made of their bytes: compared, folded and looked up in one step instead
//! of byte by byte.

/// The top bit of each of eight bytes: set beyond ASCII.
const HIGH: u64 = 0x8080_8080_8080_8080;

/// One in each byte.
const ONES: u64 = 0x0101_0101_0101_0101;

/// Whether eight bytes are ASCII.
#[inline]
pub fn is_ascii(word: u64) -> bool {
    word & HIGH == 0
}

/// Makes the capital letters among eight bytes of ASCII small.
#[inline]
pub fn small(word: u64) -> u64 {
    let from_a = word + ONES * (0x80 - b'A' as u64);
    let beyond_z = word + ONES * (0x7f - b'Z' as u64);
    word | ((from_a & !beyond_z & HIGH) >> 2)
}

/// The letters of ASCII among eight bytes and the capitals among these: the top bit of each such
/// byte.
#[inline]
pub fn letters(word: u64) -> (u64, u64) {
    // Without the top bits nothing is carried from one byte to the next.
    let low = (word | (ONES * 0x20)) & !HIGH;
    let from_a = low + ONES * (0x80 - b'a' as u64);
    let beyond_z = low + ONES * (0x7f - b'z' as u64);
    let letters = from_a & !beyond_z & !word & HIGH;
    (letters, (!word << 2) & letters)
}

/// The top bits of the bytes before the first that lacks its own, and how many these are.
#[inline]
pub fn leading(bits: u64) -> (u64, usize) {
    let first = !bits & HIGH;
    // Below the lowest bit that is set; all of them where none is.
    (
        first.wrapping_sub(1) & !first & HIGH,
        first.trailing_zeros() as usize / 8,
    )
}

/// Bytes of a text as [`eight`] and [`sixteen`] pack them, one to sixteen of them; in one step
/// where enough of the text follows them.
#[inline]
pub fn within(text: &[u8], start: usize, end: usize) -> (u64, u64) {
    let length = end - start;
    let Some((first, rest)) = text.get(start..).and_then(<[u8]>::split_first_chunk::<8>) else {
        return packed(&text[start..end]);
    };
    let first = u64::from_le_bytes(*first);
    if length <= 8 {
        return (first & (u64::MAX >> (64 - 8 * length.max(1))), 0);
    }
    match rest.first_chunk::<8>() {
        Some(last) if length <= 16 => {
            let last = u64::from_le_bytes(*last) & (u64::MAX >> (128 - 8 * length));
            (first, last)
        }
        _ => packed(&text[start..end]),
    }
}

/// A word of up to sixteen bytes as two numbers.
fn packed(word: &[u8]) -> (u64, u64) {
    match word.len() {
        ..=8 => (eight(word), 0),
        _ => sixteen(word),
    }
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
        for start in 0..16 {
            for end in start + 1..=16 {
                let expected = packed(&text[start..end]);
                assert_eq!(within(text, start, end), expected, "{start}..{end}");
                let longer = [text.as_slice(), text].concat();
                assert_eq!(within(&longer, start, end), expected, "{start}..{end}");
            }
        }
        assert_eq!(small(eight(b"AZaz@[`{")), eight(b"azaz@[`{"));
        assert!(!is_ascii(eight("é".as_bytes())));
    }

    #[test]
    fn letters_are_told_from_all_other_bytes() {
        for byte in 0..=255u8 {
            for place in 0..8 {
                let mut bytes = *b"aZ@[`{zA";
                bytes[place] = byte;
                let (letters, capitals) = letters(u64::from_le_bytes(bytes));
                for (at, byte) in bytes.iter().enumerate() {
                    let bit = |bits: u64| bits >> (8 * at + 7) & 1 == 1;
                    assert_eq!(bit(letters), byte.is_ascii_alphabetic(), "{bytes:?}");
                    assert_eq!(bit(capitals), byte.is_ascii_uppercase(), "{bytes:?}");
                }
                let first = bytes.iter().position(|byte| !byte.is_ascii_alphabetic());
                let (bits, length) = leading(letters);
                assert_eq!(length, first.unwrap_or(8), "{bytes:?}");
                assert_eq!(bits.count_ones() as usize, length, "{bytes:?}");
            }
        }
    }
}
