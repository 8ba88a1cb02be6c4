//! A text in blocks, each in pieces that are marked or not: where sentences overlap or one stands
//! within another, a piece belongs to all of them. Whatever the places are, the pieces together
//! are the text, and no character is cut.

use std::ops::Range;

/// The longest block, about, in bytes, and the most marks that begin in one: a text without
/// paragraphs is parted all the same, so that it can be paged through.
const LONGEST: usize = 4000;
const MOST_MARKS: usize = 40;

/// A paragraph, or a part of a long one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block<'a> {
    pub pieces: Vec<Piece<'a>>,
}

/// A stretch of text that is marked alike.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece<'a> {
    pub text: &'a str,
    /// The marks it belongs to, by their numbers, the longest first.
    pub marks: Vec<usize>,
    /// Those that begin with it.
    pub begins: Vec<usize>,
    /// Those that end with it.
    pub ends: Vec<usize>,
}

impl Block<'_> {
    /// The marks that begin in it, in order.
    pub fn begins(&self) -> impl Iterator<Item = usize> {
        self.pieces.iter().flat_map(|piece| &piece.begins).copied()
    }
}

/// The text with its marks, each of which has a number.
pub fn blocks<'a>(text: &'a str, marks: &[(usize, Range<usize>)]) -> Vec<Block<'a>> {
    let mut marks: Vec<(usize, Range<usize>)> = marks
        .iter()
        .map(|(number, place)| (*number, within(text, place)))
        .filter(|(_, place)| !place.is_empty())
        .collect();
    marks.sort_by_key(|(number, place)| (place.start, std::cmp::Reverse(place.end), *number));
    let paragraphs = paragraphs(text);
    let mut cuts: Vec<usize> = marks
        .iter()
        .flat_map(|(_, place)| [place.start, place.end])
        .chain(paragraphs.iter().flat_map(|place| [place.start, place.end]))
        .collect();
    cuts.sort_unstable();
    cuts.dedup();

    let mut blocks = Vec::new();
    let mut open: Vec<(usize, Range<usize>)> = Vec::new();
    let mut waiting = marks.into_iter().peekable();
    for paragraph in paragraphs {
        let mut block = Block::default();
        let (mut length, mut begun) = (0, 0);
        let from = cuts.partition_point(|cut| *cut < paragraph.start);
        let until = cuts.partition_point(|cut| *cut < paragraph.end);
        for place in cuts[from..=until.min(cuts.len() - 1)].windows(2) {
            let (start, end) = (place[0], place[1]);
            open.retain(|(_, mark)| mark.end > start);
            let mut begins = Vec::new();
            // A mark may begin between two paragraphs: its first piece is the next there is.
            while let Some((number, mark)) = waiting.next_if(|(_, mark)| mark.start <= start) {
                if mark.end > start {
                    begins.push(number);
                    open.push((number, mark));
                }
            }
            if length + (end - start) > LONGEST || begun + begins.len() > MOST_MARKS {
                let rest = Block {
                    pieces: begun_line(&mut block).into_iter().collect(),
                };
                let whole = std::mem::replace(&mut block, rest);
                blocks.extend(Some(whole).filter(|block| !block.pieces.is_empty()));
                (length, begun) = (0, 0);
            }
            length += end - start;
            begun += begins.len();
            let mut piece = Piece {
                text: "",
                marks: open.iter().map(|(number, _)| *number).collect(),
                begins,
                ends: Vec::new(),
            };
            // Text that no sentence is in may be of any length.
            let mut rest = &text[start..end];
            while rest.len() > LONGEST {
                let (head, tail) = rest.split_at(break_before(rest, LONGEST));
                block.pieces.push(Piece {
                    text: head,
                    begins: std::mem::take(&mut piece.begins),
                    ..piece.clone()
                });
                blocks.push(std::mem::take(&mut block));
                rest = tail;
            }
            piece.text = rest;
            let last = open.iter().filter(|(_, mark)| mark.end == end);
            piece.ends = last.map(|(number, _)| *number).collect();
            block.pieces.push(piece);
        }
        blocks.extend(Some(block).filter(|block| !block.pieces.is_empty()));
    }
    blocks
}

/// Takes what stands before a mark on the last line of a block, such as the sign of a list.
fn begun_line<'a>(block: &mut Block<'a>) -> Option<Piece<'a>> {
    let last = block.pieces.last_mut()?;
    let at = last.text.rfind('\n')? + 1;
    if !last.marks.is_empty() || at == last.text.len() {
        return None;
    }
    let (head, tail) = last.text.split_at(at);
    last.text = head;
    Some(Piece {
        text: tail,
        ..Piece::default()
    })
}

/// A place that is within the text and cuts no character.
fn within(text: &str, place: &Range<usize>) -> Range<usize> {
    let mut start = place.start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = place.end.min(text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    start..end.max(start)
}

/// Where a text that is longer than `length` can be parted before that: after a space, else
/// between two characters.
fn break_before(text: &str, length: usize) -> usize {
    let mut end = length;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    match text[..end].rfind(char::is_whitespace) {
        Some(at) if at > length / 2 => at + text[at..].chars().next().map_or(1, char::len_utf8),
        _ => end,
    }
}

/// The paragraphs: what blank lines part, without the white space around it.
fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    let mut is_open = false;
    for line in text.split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        if line.trim().is_empty() {
            is_open = false;
            continue;
        }
        match paragraphs.last_mut().filter(|_| is_open) {
            Some(last) => last.end = range.end,
            None => paragraphs.push(range),
        }
        is_open = true;
    }
    for paragraph in &mut paragraphs {
        let whole = &text[paragraph.clone()];
        let end = paragraph.start + whole.trim_end().len();
        let start = end - whole.trim().len();
        *paragraph = start..end;
    }
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// "[1 a [1 2 b]1 ]2" for a piece with two marks that begin and end.
    fn shown(text: &str, marks: &[(usize, Range<usize>)]) -> Vec<String> {
        let piece = |piece: &Piece<'_>| match piece.marks.as_slice() {
            [] => piece.text.to_owned(),
            marks => format!(
                "[{}{marks:?}+{:?}-{:?}]",
                piece.text, piece.begins, piece.ends
            ),
        };
        let block = |block: &Block<'_>| block.pieces.iter().map(piece).collect();
        blocks(text, marks).iter().map(block).collect()
    }

    #[test]
    fn overlaps_and_nests_are_parted() {
        assert_eq!(
            shown(
                "one two three",
                &[(1, 0..7), (2, 4..13), (3, 4..7), (4, 4..7)]
            ),
            ["[one [1]+[1]-[]][two[1, 2, 3, 4]+[2, 3, 4]-[1, 3, 4]][ three[2]+[]-[2]]"]
        );
        assert_eq!(shown("a bc d", &[(1, 2..4)]), ["a [bc[1]+[1]-[1]] d"]);
        assert_eq!(shown("abc", &[(1, 3..3), (2, 9..12)]), ["abc"]);
    }

    #[test]
    fn paragraphs_part_marks() {
        let text = "\r\n  Title \n \t\n\nOne\ntwo.\n\n\nThree\n";
        assert_eq!(shown(text, &[]), ["Title", "One\ntwo.", "Three"]);
        let three = text.find("Three").unwrap();
        assert_eq!(
            shown(text, &[(7, 0..three + 2)]),
            [
                "[Title[7]+[7]-[]]",
                "[One\ntwo.[7]+[]-[]]",
                "[Th[7]+[]-[7]]ree"
            ]
        );
        assert!(shown(" \n ", &[(1, 0..3)]).is_empty());
        assert!(shown("", &[]).is_empty());
    }

    #[test]
    fn no_character_is_cut() {
        assert_eq!(shown("aéb", &[(1, 2..2)]), ["a[é[1]+[1]-[1]]b"]);
        assert_eq!(shown("é", &[(1, 1..usize::MAX)]), ["[é[1]+[1]-[1]]"]);
    }

    #[test]
    fn a_text_without_paragraphs_is_parted() {
        let text = "é ".repeat(10_000);
        let all = blocks(&text, &[(1, 3000..20_000)]);
        assert!(all.len() > 6);
        assert!(all.iter().all(|block| {
            block
                .pieces
                .iter()
                .map(|piece| piece.text.len())
                .sum::<usize>()
                <= LONGEST
        }));
        let list = "\n* point".repeat(100);
        let points: Vec<(usize, Range<usize>)> =
            (0..100).map(|n| (n, 8 * n + 3..8 * n + 8)).collect();
        for block in blocks(&list, &points) {
            let first = block.pieces[0].text;
            assert!(first.trim_start().starts_with("* "), "{first:?}");
        }
        let many: Vec<(usize, Range<usize>)> = (0..200).map(|n| (n, 3 * n..3 * n + 2)).collect();
        let all = blocks(&text, &many);
        assert!(all.iter().all(|block| block.begins().count() <= MOST_MARKS));
        assert_eq!(all.iter().flat_map(Block::begins).count(), 200);
    }

    proptest! {
        #[test]
        fn the_pieces_are_the_text(
            text in "[aé \n\u{1f600}]{0,60}",
            places in proptest::collection::vec((0usize..90, 0usize..90), 0..8),
        ) {
            let marks: Vec<(usize, Range<usize>)> = places
                .iter()
                .enumerate()
                .map(|(number, (a, b))| (number, *a..*b))
                .collect();
            let all = blocks(&text, &marks);
            let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            let pieces: Vec<&Piece<'_>> = all.iter().flat_map(|block| &block.pieces).collect();
            let joined: String = pieces.iter().map(|piece| piece.text).collect();
            prop_assert_eq!(letters(&joined), letters(&text));
            for (number, place) in &marks {
                let place = within(&text, place);
                let marked: String = pieces
                    .iter()
                    .filter(|piece| piece.marks.contains(number))
                    .map(|piece| piece.text)
                    .collect();
                prop_assert_eq!(letters(&marked), letters(&text[place]));
                let begins = pieces.iter().filter(|piece| piece.begins.contains(number)).count();
                prop_assert_eq!(begins, usize::from(!marked.is_empty()));
            }
        }
    }
}
