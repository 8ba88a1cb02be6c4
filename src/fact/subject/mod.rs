//! What a fair is about, from constructions: "forums on X, Y and Z", "halls devoted to X",
//! "Topics: X, Y". Needs no list of topics; the phrase of the text is the topic.

pub(super) mod fair;
mod opening;
mod talk;

use super::collect::{Collector, View};
use super::matter::{Bounds, ends_in, is_topic, items};
use super::scope::Scope;
use super::topic::add;
use crate::document::BlockKind;
use crate::knowledge::{Class, Sign, Word};
use crate::mention::{Analysis, Cues, Sort};
use crate::text::Shape;
use std::ops::Range;

/// Reads the topics of all sentences.
pub(super) fn read(
    view: View<'_>,
    scope: &Scope,
    facts: &mut Collector,
    taken: &mut Vec<Range<usize>>,
) {
    let a = view.analysis;
    let mut intro = false;
    for index in 0..a.sentences.len() {
        let sentence = &a.sentences[index];
        if sentence.kind == BlockKind::Origin {
            continue;
        }
        if sentence.kind == BlockKind::ListItem {
            // "Important dates", "Abstracts: 28 February": another list.
            if intro && is_deadline(a, &sentence.tokens) {
                intro = false;
            }
            if intro {
                taken.push(sentence.tokens.clone());
                if !super::session::programme(a, index) {
                    bullet(view, scope, facts, sentence.tokens.clone());
                }
                continue;
            }
        } else {
            intro = introduces(view, index);
        }
        if sentence.kind == BlockKind::ListItem
            && let Some(entry) = placed_entry(view, &sentence.tokens)
        {
            let (found, _) = items(view, entry.start, entry.end, Bounds::Line);
            for item in found {
                taken.push(item.clone());
                add(view, scope, facts, item, "topic.placed");
            }
            continue;
        }
        clauses(view, scope, facts, sentence.tokens.clone(), taken);
    }
}

/// Whether the sentence announces a list of topics: "Its sessions will deal with:", a heading
/// "Main topics".
fn introduces(view: View<'_>, index: usize) -> bool {
    let a = view.analysis;
    let sentence = &a.sentences[index];
    let tokens = sentence.tokens.clone();
    let heading = sentence.kind == BlockKind::Heading && tokens.len() <= 5;
    if !heading && !a.is_mark(tokens.end - 1, ':') {
        return false;
    }
    tokens.clone().any(|t| {
        a.is(t, Class::TopicKey)
            || a.is(t, Class::PartNoun) && !heading && grouped(a, &tokens)
            || opening::matched_verb(a, t, tokens.end).is_some()
                && fair::fair_before(view, t, tokens.start)
    })
}

/// "The exhibits were grouped in eight dimensions:" - parts that are counted.
fn grouped(a: &Analysis<'_>, tokens: &Range<usize>) -> bool {
    let floor = tokens.end.saturating_sub(5).max(tokens.start);
    (floor..tokens.end).any(|t| a.is(t, Class::PartNoun))
        && tokens.clone().any(|t| {
            a.says(t, "exhibits")
                || a.says(t, "fair")
                || a.says(t, "show")
                || a.says(t, "exhibition")
        })
}

/// Whether a bullet is about days: "Important dates", "Abstracts: 28 February".
fn is_deadline(a: &Analysis<'_>, tokens: &Range<usize>) -> bool {
    let colon = a.grid.first(tokens.clone(), Sign::Colon);
    let day = |colon: usize| {
        let near = colon + 1..tokens.end.min(colon + 4);
        near.clone().any(|t| a.is(t, Class::Month))
            && near.clone().any(|t| a.tokens[t].shape == Shape::Number)
    };
    tokens.len() <= 4 && a.is(tokens.end - 1, Class::DateKey) || colon.is_some_and(day)
}

fn bullet(view: View<'_>, scope: &Scope, facts: &mut Collector, tokens: Range<usize>) {
    let a = view.analysis;
    let end = tokens
        .clone()
        .find(|t| {
            matches!(
                a.mark(*t),
                Some(':' | '\u{2013}' | '\u{2014}' | '(' | '.' | ';')
            )
        })
        .unwrap_or(tokens.end);
    let mut start = tokens.start;
    while start < end && a.is(start, Class::Article) {
        start += 1;
    }
    // A bullet that is a sentence, a number or a name tells a fact rather than a matter.
    let asks = a.is(tokens.start, Class::Relative)
        || a.says(tokens.start, "what")
        || a.says(tokens.start, "how");
    let sentence = !asks && (start..end).any(|t| a.is(t, Class::Auxiliary));
    let other = start < end
        && ((start..end).any(|t| a.word(t).bytes().all(|b| b.is_ascii_digit()))
            || a.is_quote(start)
            || view.inventory.role_at(start).is_some()
            || view.inventory.mention_at(start).is_some_and(|m| {
                let mention = &view.inventory.mentions[m];
                mention.record.is_some() && !matches!(mention.sort, Sort::Name)
                    || matches!(mention.sort, Sort::Person | Sort::Event)
            }));
    if start < end && end - start <= 12 && !sentence && (asks || !other) {
        add(view, scope, facts, start..end, "topic.bullet");
    }
}

/// The words that can tell matters: nouns of talks, parts and topics, verbs of being about
/// something, of speaking and disputing, "about" behind a verb of talking, a comma before "on".
static CUES: Cues = Cues::new(
    &[
        Class::TalkEvent,
        Class::TopicNoun,
        Class::PartNoun,
        Class::WareNoun,
        Class::TalkPiece,
        Class::EventNoun,
        Class::Be,
        Class::Have,
        Class::MatterVerb,
        Class::MakerNoun,
        Class::ExhibitorNoun,
        Class::TalkVerb,
        Class::TradePlace,
    ],
    &[
        Class::TopicVerbOn,
        Class::TopicVerbTo,
        Class::TopicVerbWith,
        Class::TopicVerbAround,
        Class::TopicVerbFrom,
        Class::TopicVerb,
        Class::MatterVerb,
        Class::ExhibitVerb,
        Class::AddressVerb,
        Class::DisputeVerb,
        Class::SeeVerb,
    ],
    &[Sign::Comma],
    &[Word::Group, Word::Groups],
);

fn clauses(
    view: View<'_>,
    scope: &Scope,
    facts: &mut Collector,
    tokens: Range<usize>,
    taken: &mut Vec<Range<usize>>,
) {
    let a = view.analysis;
    let Range { start, end } = tokens;
    // Behind what has been read.
    let mut next = start;
    // "Hall 1 is given over to X and Hall 2 to Y": the verb is told once.
    let mut given = false;
    for at in a.grid.each(start..end, &CUES) {
        if at < next {
            continue;
        }
        let opened = opening::participle(view, at, start, end);
        let bound = opened.map(|(comma, _)| comma);
        let mut slot = opened.map(|(_, slot)| slot);
        if slot.is_none() && a.is(at, Class::TalkEvent) && a.tokens[at].shape != Shape::Upper {
            slot =
                opening::talk(view, at, end).map(|from| (from, Bounds::Clause, "topic.session-on"));
        }
        if slot.is_none() && a.is(at, Class::TopicNoun) && !fair::of_a_firm(view, at, start) {
            slot = opening::noun(view, at, start, end);
        }
        if slot.is_none() && a.is(at, Class::PartNoun) {
            slot = opening::part(view, at, end, given)
                .or_else(|| opening::parts(view, at, start, end));
        }
        if slot.is_none() && (a.is(at, Class::WareNoun) || a.says(at, "everything")) {
            slot = opening::wares(view, at, start, end);
        }
        if slot.is_none() {
            slot = opening::shown(view, at, start, end);
        }
        let verbal = a.tokens[at].shape == Shape::Lower && !a.verb_forms(at).is_empty();
        if slot.is_none()
            && verbal
            && let Some((from, clear)) = opening::matched_verb(a, at, end)
            && from < end
            && fair::fair_before(view, at, start)
            && !fair::goes_on_of_a_firm(view, at, start)
        {
            slot = opening::verb(view, at, from, clear, end);
            given |= slot.is_some() && a.says(from - 1, "to");
        }
        if slot.is_none()
            && at + 2 < end
            && a.says(at + 1, "about")
            && fair::talked(view, at, start)
        {
            slot = Some((at + 2, Bounds::Clause, "topic.talked"));
        }
        if slot.is_none() {
            slot = talk::slot(view, at, &(start..end));
        }
        if slot.is_none() {
            slot = opening::be(view, at, start, end);
        }
        if slot.is_none()
            && (a.is(at, Class::EventNoun)
                || a.is(at, Class::PartNoun)
                || a.is_lower(at, Class::TradePlace))
        {
            trade(view, scope, facts, at, end);
        }
        if slot.is_none()
            && (a.is(at, Class::Be)
                || a.is(at, Class::Have)
                || a.is(at, Class::MatterVerb)
                || verbal && lead(a, at))
        {
            predicate(view, scope, facts, at, start, end);
        }
        if slot.is_none()
            && a.is(at, Class::MakerNoun)
            && at + 2 < end
            && a.says(at + 1, "of")
            && at > start
            && (fair::counted(a, at, start)
                // "brings together makers of winches"
                || a.says(at - 1, "together")
                || a.is_lower(at - 1, Class::DrawingForm))
        {
            slot = Some((at + 2, Bounds::Clause, "topic.made"));
        }
        // "more than 600 exhibitors across home, gift and fashion"
        if slot.is_none()
            && a.is_lower(at, Class::ExhibitorNoun)
            && at + 3 < end
            && a.says(at + 1, "across")
            && at > start
            && fair::counted(a, at, start)
            && a.tokens[at + 2].shape == Shape::Lower
            && !a.is(at + 2, Class::Determiner)
            && enumerates(view, at + 2, end)
        {
            slot = Some((at + 2, Bounds::Clause, "topic.made"));
        }
        if slot.is_none() && verbal && (fair::shown(view, at, start) || fair::seen(view, at, start))
        {
            slot = Some((at + 1, Bounds::Clause, "topic.shown"));
        }
        if let Some((from, bounds, rule)) = slot {
            // "suppliers of farm equipment, local and foreign, ..."
            let limit = if rule == "topic.made" && !enumerates(view, from, end) {
                (from..end).find(|t| a.is_mark(*t, ',')).unwrap_or(end)
            } else {
                bound.unwrap_or(end)
            };
            let (found, behind) = items(view, from, limit, bounds);
            let found_any = !found.is_empty();
            // One thing shown is a product; several are a range.
            let enough = rule != "topic.shown" && rule != "topic.wares" || found.len() > 1;
            // "on the spot", "on the night"
            let idle = a.is(from, Class::Article)
                && (rule == "topic.talk" || rule == "topic.session-on")
                && found
                    .first()
                    .is_some_and(|item| item.len() == 1 && !is_topic(a, item));
            if enough && !idle {
                for item in found {
                    taken.push(item.clone());
                    add(view, scope, facts, item, rule);
                }
            }
            // "built around four streams: X": what holds no matter may open one.
            next = if found_any { behind } else { at + 1 };
        }
    }
}

/// "the trade fair for plastics and rubber", "the gathering of the oil industry".
fn trade(view: View<'_>, scope: &Scope, facts: &mut Collector, at: usize, end: usize) {
    let a = view.analysis;
    if a.tokens[at].shape != Shape::Lower || at + 2 >= end {
        return;
    }
    let link = at + 1;
    if !a.says(link, "for") && !a.says(link, "of") {
        return;
    }
    let (found, behind) = items(view, link + 1, end, Bounds::Clause);
    // "of" needs the word: "the annual gathering of the oil industry".
    let industry = behind > link + 1 && a.is(behind - 1, Class::IndustryNoun);
    let known = found.len() == 1 && is_topic(a, &found[0]);
    let many = a.says(link, "for") && (found.len() > 1 || known) && a.is(at, Class::EventHead);
    let part = a.says(link, "for")
        && a.is(at, Class::PartNoun)
        && found.iter().all(|item| is_topic(a, item));
    // "Tide & Tin, the international fair of canned fish,"
    let apposed = a.is(at, Class::FairNoun)
        && a.tokens[link + 1].shape == Shape::Lower
        && !a.is(link + 1, Class::Determiner)
        && (at.saturating_sub(6)..at)
            .any(|t| t > 0 && a.is_mark(t, ',') && view.standing.own.has(t - 1));
    if !industry && !many && !part && !apposed {
        return;
    }
    for item in found {
        let mut cut = item.clone();
        while cut.len() > 1 && a.is(cut.end - 1, Class::IndustryNoun) {
            cut.end -= 1;
        }
        add(view, scope, facts, cut, "topic.trade");
    }
}

/// "suppliers of clay, slag cement and mixing gear shared a hall", not "of farm gear, local and foreign":
/// whether an enumeration goes on to its "and", each item ending in a noun.
fn enumerates(view: View<'_>, from: usize, end: usize) -> bool {
    let a = view.analysis;
    let (found, _) = items(view, from, end, Bounds::Clause);
    let quality = |item: &Range<usize>| {
        let word = a.word(item.end - 1);
        let past = a
            .verb_forms(item.end - 1)
            .iter()
            .any(|form| form.past || form.participle);
        (past || ends_in(a, word, Class::AdjectiveEnding)) && !is_topic(a, item)
    };
    found.len() > 2 && !found.iter().any(|item| item.len() == 1 && quality(item))
}

/// "It was hydrogen and shore power that dominated the talks": where the matter begins and ends.
fn cleft(a: &Analysis<'_>, floor: usize, verb: usize) -> Option<(usize, usize)> {
    let that = verb
        .checked_sub(1)
        .filter(|t| *t > floor + 2 && a.says(*t, "that"))?;
    let it = (floor..that - 1).find(|t| a.says(*t, "it") && a.is(t + 1, Class::Be))?;
    Some((it + 2, that))
}

/// "Motors and pumps (Halls 1 to 4)": an entry that says where its matter is to be seen.
fn placed_entry(view: View<'_>, tokens: &Range<usize>) -> Option<Range<usize>> {
    let a = view.analysis;
    let mut marks = a.grid.each(tokens.start + 1..tokens.end, Sign::Mark);
    let open = marks.find(|t| a.is_mark(*t, '('))?;
    let part = open + 2 < tokens.end
        && (a.is(open + 1, Class::PartNoun) || a.is(open + 1, Class::FloorNoun))
        && a.tokens[open + 1].shape.is_nameish()
        && (a.tokens[open + 2].shape == Shape::Number || a.word(open + 2).len() == 1);
    let plain = (tokens.start + 1..open).all(|t| {
        a.is_mark(t, ',')
            || matches!(
                a.tokens[t].shape,
                Shape::Lower | Shape::Upper | Shape::Mixed
            ) && !a.is(t, Class::Auxiliary)
            // "3D-printed"
            || a.word(t).bytes().any(|b| b.is_ascii_alphabetic())
                && a.tokens[t].shape == Shape::Number
    });
    (part && plain).then_some(tokens.start..open)
}

fn lead(a: &Analysis<'_>, at: usize) -> bool {
    a.tokens[at].shape == Shape::Lower
        && a.verb_forms(at)
            .iter()
            .any(|f| (f.past || f.third) && a.knowledge.words.verb_class(f.verb, Class::MatterVerb))
}

/// "X, Y and Z were the subjects of the week", "X was everywhere", "X dominated the talks", "X
/// will be discussed".
fn predicate(
    view: View<'_>,
    scope: &Scope,
    facts: &mut Collector,
    at: usize,
    start: usize,
    end: usize,
) {
    let a = view.analysis;
    let be = a.is(at, Class::Be);
    // "Robots take centre stage", not "ministers take the stage".
    let words = &a.knowledge.words;
    let take = !be
        && a.verb_forms(at)
            .iter()
            .any(|f| words.verb_class(f.verb, Class::TakeVerb));
    let gets = !be && matches!(a.word(at), "got" | "gets" | "get");
    let limit = end.min(at + 7);
    let mut said = false;
    for t in at + 1..limit {
        if a.mark(t).is_some() || a.is(t, Class::Be) {
            break;
        }
        let hit = if a.is(at, Class::Have) {
            // "Cybersecurity has a section to itself"
            a.is(t, Class::PartNoun) && a.tokens[at].shape == Shape::Lower && t <= at + 3
        } else if gets {
            // "Sail repair got a hall of its own"
            a.is(t, Class::PartNoun)
                && t <= at + 3
                && (t + 1..end.min(t + 4)).any(|own| a.is_lower(own, Class::OwnWord))
        } else if be {
            a.is(t, Class::TopicPredicate)
                || a.is(t, Class::OnShow) && a.says(t - 1, "on")
                || a.says_all(t, end, &["what", "people"]) && t == at + 1
                || t <= at + 2
                    && a.verb_forms(t).iter().any(|f| {
                        f.participle && a.knowledge.words.verb_class(f.verb, Class::TopicVerb)
                    })
        } else if take {
            let stage = t + 1 < end
                && a.says(t + 1, "stage")
                && (a.says(t, "centre") || a.says(t, "center"));
            // "take up much of the ground"
            // "make up the bulk of the talks"
            let ground = a.says(at + 1, "up")
                && t > at + 1
                && [Class::FairGround, Class::FloorNoun, Class::LeadObject]
                    .iter()
                    .any(|class| a.is_lower(t, *class));
            stage || ground
        } else {
            a.is(t, Class::LeadObject)
        };
        if hit {
            said = true;
            break;
        }
    }
    if !said {
        return;
    }
    // The subject: from the start of the clause to the verb and its auxiliaries.
    let mut verb = at;
    while verb > start && (a.is(verb - 1, Class::Auxiliary) || a.is(verb - 1, Class::Adverb)) {
        verb -= 1;
    }
    let floor = (start..verb)
        .rev()
        .find(|t| {
            matches!(a.mark(*t), Some(';' | ':' | '\u{2014}' | '\u{2013}'))
                || a.is_quote(*t)
                // "the Rope Village, where knots will be on the agenda"
                || *t > start && a.says(*t, "where")
        })
        .map_or(start, |t| t + 1);
    let floor = floor + usize::from(floor < verb && a.is(floor, Class::Conjunction));
    let (floor, verb) = cleft(a, floor, verb).unwrap_or((floor, verb));
    let (found, behind) = items(view, floor, verb, Bounds::Clause);
    if behind != verb || a.says(floor, "there") {
        return;
    }
    for item in found {
        // "Hexa Aero will be at the show": a name, no matter.
        let name = item.len() > 1
            && a.kind_of(at) == BlockKind::Paragraph
            && item.clone().all(|t| a.tokens[t].shape.is_nameish())
            && !is_topic(a, &item);
        if !name {
            add(view, scope, facts, item, "topic.predicate");
        }
    }
}
