//! What an edition's motto is.

use super::Reader;
use crate::fact::model::{Object, Relation};
use crate::knowledge::Class;
use crate::mention::Sort;
use crate::text::Shape;
use std::ops::Range;

impl Reader<'_, '_> {
    /// "themed X", `under the theme "X"`, `theme: X`, `its motto is "X"`.
    pub(super) fn theme(&mut self, sentence: &Range<usize>, _index: usize) {
        let a = self.view.analysis;
        for at in a
            .grid
            .each(sentence.clone(), [Class::ThemeNoun, Class::BannerNoun])
        {
            let banner = a.is_lower(at, Class::BannerNoun)
                && (sentence.start.max(at.saturating_sub(3))..at).any(|t| a.says(t, "under"));
            if !a.is(at, Class::ThemeNoun) && !banner {
                continue;
            }
            let Some(edition) = self.scope.at(a, at) else {
                continue;
            };
            let behind = self
                .theme_behind(at, sentence)
                .or_else(|| self.theme_next(at, sentence));
            if let Some((text, token)) = behind {
                self.add(
                    edition,
                    Relation::Theme,
                    Object::Text(text),
                    token,
                    "edition.theme",
                );
            } else if let Some((text, token)) = self.theme_before(at, sentence) {
                self.add(
                    edition,
                    Relation::Theme,
                    Object::Text(text),
                    token,
                    "edition.theme-before",
                );
            }
        }
    }

    /// `A theme. "X" was chosen`: the quotation opens the next sentence of the block.
    fn theme_next(&self, at: usize, sentence: &Range<usize>) -> Option<(String, usize)> {
        let a = self.view.analysis;
        if at + 2 != sentence.end || !a.is_mark(at + 1, '.') || sentence.len() > 4 {
            return None;
        }
        let index = a.sentence_of(at) + 1;
        let next = a.sentences.get(index)?;
        if next.block != a.sentences[index - 1].block || !a.is_quote(next.tokens.start) {
            return None;
        }
        let open = next.tokens.start;
        let close = closing(a, open, next.tokens.end)?;
        ((2..=20).contains(&(close - open - 1))).then(|| (tidy(a.slice(open + 1..close)), open))
    }

    fn theme_behind(&self, at: usize, sentence: &Range<usize>) -> Option<(String, usize)> {
        let a = self.view.analysis;
        // A quotation within the next words of the clause.
        let mut depth = 0;
        for open in at + 1..sentence.end.min(at + 22) {
            if a.is_quote(open)
                || (a.mark(open) == Some('\'') || a.mark(open) == Some('\u{2018}'))
                    && a.tokens[open].spaced
            {
                let close = closing(a, open, sentence.end)?;
                let inner = open + 1..close;
                if inner.len() < 2
                    && !(inner.len() == 1 && a.tokens[inner.start].shape.is_nameish())
                {
                    return None;
                }
                // Words of a speaker rather than a theme: long, or a full clause with a comma.
                if inner.len() > 22 {
                    return None;
                }
                return Some((tidy(a.slice(inner)), open));
            }
            if a.mark(open).is_some_and(|c| matches!(c, ';' | '.')) {
                break;
            }
            if a.is_mark(open, ',') {
                depth += 1;
                // "The theme, chosen in spring, was "X"": the insertion is closed.
                if depth > 1
                    && !(depth == 2 && open + 1 < sentence.end && a.is(open + 1, Class::Be))
                {
                    break;
                }
            }
            if a.is(open, Class::ThemeNoun) {
                return None;
            }
        }
        // Without quotation marks: "themed with Developing the Digital Economy and ...", "Theme: X".
        let under = at > sentence.start + 1
            && a.is(at - 1, Class::Article)
            && (a.says(at - 2, "under") || a.word(at - 2) == "Under");
        let mut start = at + 1;
        let keyed = start < sentence.end && a.is_mark(start, ':');
        if keyed {
            start += 1;
        } else {
            while start < sentence.end
                && (a.is_lower(start, Class::ThemeLink)
                    || matches!(a.mark(start), Some(':' | ',' | '\u{2013}' | '\u{2014}')))
            {
                start += 1;
            }
            if start == at + 1 && !a.says(at, "themed") && !under {
                return None;
            }
        }
        if start >= sentence.end {
            return None;
        }
        // "X is the theme of the Harbour Expo"
        let fair = start + usize::from(a.is(start, Class::Article));
        if !keyed
            && a.says(start - 1, "of")
            && (self.view.inventory.mention_at(fair)).is_some_and(|m| {
                self.view.inventory.mentions[m].sort == crate::mention::Sort::Event
            })
        {
            return None;
        }
        if keyed {
            let mut end = sentence.end;
            if a.is_mark(end - 1, '.') {
                end -= 1;
            }
            return (end > start + 1 && end - start < 24)
                .then(|| (tidy(a.slice(start..end)), start));
        }
        if let Some(end) = self.plain_end(at, start, sentence.end) {
            return Some((tidy(a.slice(start..end)), start));
        }
        if under
            && at <= sentence.start + 3
            && let Some(end) = self.clause_end(start, sentence.end)
        {
            return Some((tidy(a.slice(start..end)), start));
        }
        let mut end = start;
        let mut capitals = 0;
        // "The theme - Roots and Shoots - was": the second dash closes it.
        let dash = matches!(a.mark(start - 1), Some('\u{2013}' | '\u{2014}'));
        while end < sentence.end {
            let shape = a.tokens[end].shape;
            let capital = shape.is_nameish() || shape == Shape::Number;
            capitals += usize::from(capital);
            let small = shape == Shape::Lower
                && (a.is(end, Class::Preposition)
                    || a.is(end, Class::Conjunction)
                    || a.is(end, Class::Article));
            let mark = a.mark(end).is_some_and(|c| {
                matches!(c, ':' | '-') || !dash && matches!(c, '\u{2013}' | '\u{2014}')
            }) || (a.is_mark(end, ',')
                && end + 1 < sentence.end
                && a.tokens[end + 1].shape.is_nameish());
            if !(capital || small || mark || shape == Shape::Possessive) {
                break;
            }
            end += 1;
        }
        while end > start && !a.tokens[end - 1].shape.is_nameish() {
            end -= 1;
        }
        // "under the theme Beyond the Falls."
        let closes = end + 1 >= sentence.end || a.mark(end).is_some();
        let short = under && closes && end > start + 1;
        // "under the banner of Blue Fields"
        let banner = a.is_lower(at, Class::BannerNoun)
            && a.says(at + 1, "of")
            && self.view.inventory.mention_at(start).is_none_or(|m| {
                let mention = &self.view.inventory.mentions[m];
                mention.record.is_none() && mention.sort == Sort::Name
            });
        // "Our theme is Blue Growth.", "The theme - Roots and Shoots - was"
        let apart = closes && (a.is(start - 1, Class::Be) || a.mark(start - 1).is_some());
        // "This year's theme, Pathfinders, honours"
        let person =
            self.view.inventory.mention_at(start).is_some_and(|m| {
                self.view.inventory.mentions[m].sort == crate::mention::Sort::Person
            });
        let enclosed =
            a.is_mark(start - 1, ',') && end < sentence.end && a.is_mark(end, ',') && !person;
        let least = 3 - usize::from(short || banner || apart) - usize::from(enclosed);
        (capitals >= least && end > start).then(|| (tidy(a.slice(start..end)), start))
    }

    /// "This year's theme was mobile computing.": where a few small words end that are the theme.
    fn plain_end(&self, at: usize, start: usize, limit: usize) -> Option<usize> {
        let a = self.view.analysis;
        if start != at + 2 || !a.is(at + 1, Class::Be) {
            return None;
        }
        let end = (start..limit)
            .find(|t| a.mark(*t).is_some())
            .unwrap_or(limit);
        let other = [
            Class::Determiner,
            Class::Adverb,
            Class::Auxiliary,
            Class::Preposition,
            Class::Negation,
            Class::Relative,
            Class::Pronoun,
        ];
        let plain = (start..end).all(|t| {
            let joint = a.says(t, "and") || t > start && a.is(t, Class::Preposition);
            a.tokens[t].shape == Shape::Lower
                && (joint || other.iter().all(|class| !a.is(t, *class)))
        });
        let verb = a
            .verb_forms(start)
            .iter()
            .any(|form| form.past || form.participle);
        ((2..=5).contains(&(end - start)) && plain && !verb).then_some(end)
    }

    /// "Under the motto Ships, not slides, it asks": the comma before the clause that the motto
    /// opens.
    fn clause_end(&self, start: usize, limit: usize) -> Option<usize> {
        let a = self.view.analysis;
        if !a.tokens[start].shape.is_nameish() {
            return None;
        }
        let opens = |t: usize| {
            a.is(t, Class::Determiner) || a.is(t, Class::Pronoun) || self.view.standing.own.has(t)
        };
        let end = (start + 1..limit.min(start + 14))
            .find(|t| a.is_mark(*t, ',') && *t + 1 < limit && opens(*t + 1))?;
        (end > start + 1).then_some(end)
    }

    /// `"X" is the theme of`, `"X" was the slogan`.
    fn theme_before(&self, at: usize, sentence: &Range<usize>) -> Option<(String, usize)> {
        let a = self.view.analysis;
        let mut back = at;
        while back > sentence.start && at - back < 5 {
            back -= 1;
            if a.is_quote(back) && back > sentence.start + 2 {
                let open = (sentence.start..back - 1).rev().find(|t| a.is_quote(*t))?;
                let be = (back + 1..at).any(|t| a.is(t, Class::Be))
                    // 'has chosen "X" as its theme'
                    || a.says(back + 1, "as");
                let inner = open + 1..back;
                return (be && (2..=20).contains(&inner.len()))
                    .then(|| (tidy(a.slice(inner)), open));
            }
        }
        None
    }
}

fn closing(a: &crate::mention::Analysis<'_>, open: usize, end: usize) -> Option<usize> {
    let double = a.is_quote(open);
    (open + 1..end).find(|t| {
        if double {
            a.is_quote(*t)
        } else {
            matches!(a.mark(*t), Some('\'' | '\u{2019}'))
                || (a.tokens[*t].shape == Shape::Possessive && a.word(*t).chars().count() == 1)
        }
    })
}

/// A theme's words without the punctuation that closes the sentence around it.
fn tidy(text: &str) -> String {
    let text = text.trim().trim_end_matches([',', '.', ';']).trim();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
