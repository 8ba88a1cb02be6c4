//! Names folded to the ASCII path segments of IRIs. Whatever goes in, only `a-z`, `0-9` and
//! single inner hyphens come out (for documents also `A-Z . _ ~ /`), so an IRI made of slugs is
//! always valid.

use sha2::{Digest, Sha256};

/// Longer slugs are cut here and get a digest of the whole name.
const LONGEST: usize = 96;

/// The slug of a name: transliterated to ASCII, in lower case, words joined by hyphens.
pub fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 8);
    push_slug(&mut out, name);
    out
}

/// Appends the slug of `name`. Names that differ only in case, accents, apostrophes, the dots of
/// initials ("J.P.", "U.S.") or the kind of space and dash have one slug; a name without any
/// letter or digit gets one made from its digest, so that a slug is never empty.
pub fn push_slug(out: &mut String, name: &str) {
    let start = out.len();
    // Letters and digits since the last separator: a dot after exactly one is an initial's.
    let mut run = 0;
    let mut separate = false;
    for c in name.chars() {
        if c.is_ascii() {
            push_ascii(out, start, c as u8, &mut run, &mut separate);
        } else if !matches!(c, '\u{2018}' | '\u{2019}' | '\u{02bc}') {
            for byte in any_ascii::any_ascii_char(c).bytes() {
                push_ascii(out, start, byte, &mut run, &mut separate);
            }
        }
    }
    if out.len() == start {
        out.push_str("x-");
        push_digest(out, name, 8);
    } else if out.len() - start > LONGEST {
        out.truncate(start + LONGEST);
        while out.ends_with('-') {
            out.pop();
        }
        out.push('-');
        push_digest(out, name, 8);
    }
}

fn push_ascii(out: &mut String, start: usize, byte: u8, run: &mut usize, separate: &mut bool) {
    match byte {
        b'a'..=b'z' | b'0'..=b'9' | b'A'..=b'Z' => {
            if *separate && out.len() > start {
                out.push('-');
            }
            *separate = false;
            // A digit is no initial: "1.5" keeps its dot as a separator.
            *run += if byte.is_ascii_digit() { 2 } else { 1 };
            out.push(byte.to_ascii_lowercase() as char);
        }
        b'\'' | b'`' => {}
        b'.' if *run == 1 && !*separate => *run = 0,
        // "C++" is not "C", and "Johnson & Johnson" is "Johnson and Johnson".
        b'&' | b'+' => {
            if out.len() > start {
                out.push('-');
            }
            out.push_str(if byte == b'&' { "and" } else { "plus" });
            *run = 0;
            *separate = true;
        }
        _ => {
            *separate = true;
            *run = 0;
        }
    }
}

/// The slug of a document's key. Keys of plain file names stay as they are ("news/a_1.txt"), the
/// `#` before a JSON line's id becomes `~`; every other key is folded and gets its digest, so
/// different keys have different slugs.
pub fn document_slug(key: &str) -> String {
    let path = key.split_once('#').map_or(key, |(path, _)| path);
    let line = key.get(path.len() + 1..).unwrap_or("");
    let plain = |text: &str| {
        text.bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'/'))
    };
    let segments = |text: &str| {
        text.split('/')
            .all(|part| !matches!(part, "" | "." | "..") && !part.ends_with('.'))
    };
    let has_line = path.len() < key.len();
    if key.len() <= 200
        && plain(path)
        && segments(path)
        && (!has_line || plain(line) && segments(line))
    {
        return key.replace('#', "~");
    }
    let mut out = String::with_capacity(key.len() + 24);
    push_slug(&mut out, key);
    out.push('~');
    push_digest(&mut out, key, 16);
    out
}

fn push_digest(out: &mut String, text: &str, digits: usize) {
    let digest = Sha256::digest(text.as_bytes());
    let hex = digest
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|nibble| char::from_digit(u32::from(nibble), 16));
    out.extend(hex.take(digits));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_fold() {
        for (name, expected) in [
            ("Smart China Expo 2020", "smart-china-expo-2020"),
            ("  São Paulo–Expo ", "sao-paulo-expo"),
            ("U.S. Department of State", "us-department-of-state"),
            ("J.P. Morgan", "jp-morgan"),
            ("JD.com Inc.", "jd-com-inc"),
            ("Alibaba's Cloud", "alibabas-cloud"),
            ("L’Oréal", "loreal"),
            ("Johnson & Johnson", "johnson-and-johnson"),
            ("C++", "c-plus-plus"),
            ("重庆", "zhongqing"),
            ("5G", "5g"),
            ("Web 1.5 & more", "web-1-5-and-more"),
        ] {
            assert_eq!(slug(name), expected, "{name}");
        }
    }

    #[test]
    fn names_without_letters_still_differ() {
        assert_ne!(slug("!!!"), slug("???"));
        assert!(slug("").starts_with("x-"));
        let long = "very long name ".repeat(40);
        assert!(slug(&long).len() < 120);
        assert_ne!(slug(&long), slug(&format!("{long} two")));
    }

    #[test]
    fn documents_keep_plain_names() {
        assert_eq!(document_slug("a/sce_2020-1.txt"), "a/sce_2020-1.txt");
        assert_eq!(document_slug("corpus.jsonl#17"), "corpus.jsonl~17");
    }

    #[test]
    fn documents_with_odd_keys_never_collide() {
        let keys = [
            "a b.txt",
            "a-b.txt",
            "a  b.txt",
            "a/b.txt",
            "a/../b.txt",
            "../b.txt",
            "/b.txt",
            "b.txt",
            "x.jsonl#1",
            "x.jsonl~1",
            "x.jsonl#1#2",
            "x.jsonl##1",
            "",
            ".",
            "é.txt",
            "e.txt",
            "a.",
        ];
        let slugs: std::collections::BTreeSet<String> =
            keys.iter().map(|key| document_slug(key)).collect();
        assert_eq!(slugs.len(), keys.len(), "{slugs:?}");
    }

    proptest! {
        #[test]
        fn slugs_are_safe(name in any::<String>()) {
            let slug = slug(&name);
            prop_assert!(!slug.is_empty());
            prop_assert!(slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
            prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
            let document = document_slug(&name);
            prop_assert!(!document.is_empty());
            prop_assert!(document.bytes().all(|b| b.is_ascii_alphanumeric() || b"._~/-".contains(&b)));
        }
    }
}
