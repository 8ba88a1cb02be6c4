//! What a text says of a matter, and the texts that say the same, held against all others.

use super::given::{Given, Said};
use super::verdict::{Rules, Verdict};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// All that a text can say of a matter.
pub trait Stance {
    /// Whether a text can differ from itself: it may announce one number and report another.
    const WITHIN_A_TEXT: bool;

    /// As an answer shows it.
    fn value(&self) -> String;

    /// What the two are to each other; none where they agree.
    fn against(&self, other: &Self, rules: &Rules) -> Option<Verdict>;
}

/// A text with its copies.
#[derive(Clone, Debug)]
pub struct Text<'t> {
    pub id: &'t str,
    /// The first place.
    pub said: Said<'t>,
    /// The first day of publication, where one is known.
    pub issued: Option<&'t str>,
    documents: BTreeSet<&'t str>,
}

/// A text whose value others differ from.
#[derive(Clone, Debug)]
pub struct Differing<'t> {
    pub verdict: Verdict,
    /// What the others say; the same for all texts that say the same.
    pub against: Rc<BTreeSet<String>>,
    pub said: Said<'t>,
    /// How many documents carry the text.
    pub documents: usize,
}

/// By text and value.
pub type Answers<'t> = BTreeMap<(&'t str, String), Differing<'t>>;

/// The texts that say the same: by a part in which they are held apart (`apart`: such as
/// beforehand or not) and by all that they say there (`item`).
pub fn grouped<'g, 't: 'g, P: Ord + Clone, I: Ord>(
    givens: impl IntoIterator<Item = &'g Given<'t>>,
    part: impl Fn(&'g Given<'t>) -> (P, I),
) -> BTreeMap<(P, BTreeSet<I>), Vec<Text<'t>>> {
    let mut texts: BTreeMap<(&str, P), (BTreeSet<I>, Text<'t>)> = BTreeMap::new();
    for given in givens {
        let (apart, item) = part(given);
        let issued = Some(given.said.published).filter(|day| !day.is_empty());
        let of = texts.entry((given.text, apart));
        let (items, text) = of.or_insert_with(|| {
            let text = Text {
                id: given.text,
                said: given.said,
                issued,
                documents: BTreeSet::new(),
            };
            (BTreeSet::new(), text)
        });
        items.insert(item);
        text.said = text.said.min(given.said);
        text.issued = text.issued.into_iter().chain(issued).min();
        text.documents.insert(given.said.document_iri);
    }
    let mut groups: BTreeMap<_, Vec<Text<'t>>> = BTreeMap::new();
    for ((_, apart), (items, text)) in texts {
        groups.entry((apart, items)).or_default().push(text);
    }
    groups
}

/// Adds the texts that others differ from. Texts that say the same are judged once, so that a
/// number which a thousand documents repeat costs no more than one.
pub fn compare<'t, S: Stance>(
    stances: &[(S, Vec<Text<'t>>)],
    rules: &Rules,
    answers: &mut Answers<'t>,
) {
    let mut opponents: Vec<Vec<(usize, Verdict)>> = vec![Vec::new(); stances.len()];
    for (at, (one, _)) in stances.iter().enumerate() {
        for (behind, (other, _)) in stances[at + 1..].iter().enumerate() {
            if let Some(verdict) = one.against(other, rules) {
                opponents[at].push((at + 1 + behind, verdict));
                opponents[at + 1 + behind].push((at, verdict));
            }
        }
    }
    let values: Vec<String> = stances.iter().map(|(stance, _)| stance.value()).collect();
    let judged = |opponents: &[&(usize, Verdict)]| {
        let verdict = opponents.iter().map(|(_, verdict)| *verdict).min()?;
        let against = opponents.iter().map(|(other, _)| values[*other].clone());
        Some((verdict, Rc::new(against.collect::<BTreeSet<String>>())))
    };
    for (at, (_, texts)) in stances.iter().enumerate() {
        let all: Vec<&(usize, Verdict)> = opponents[at].iter().collect();
        let of_all = judged(&all);
        for text in texts {
            let is_another = |(other, _): &&&(usize, Verdict)| {
                let of = &stances[*other].1;
                S::WITHIN_A_TEXT || of.iter().any(|other| other.id != text.id)
            };
            // Nearly always it is all of them.
            let found = match all.iter().all(|other| is_another(&other)) {
                true => of_all.clone(),
                false => judged(&all.iter().filter(is_another).copied().collect::<Vec<_>>()),
            };
            let Some((verdict, against)) = found else {
                continue;
            };
            let differing = Differing {
                verdict,
                against,
                said: text.said,
                documents: text.documents.len(),
            };
            match answers.entry((text.id, values[at].clone())) {
                Entry::Vacant(vacant) => {
                    vacant.insert(differing);
                }
                Entry::Occupied(mut known) => known.get_mut().add(&differing),
            }
        }
    }
}

impl<'t> Differing<'t> {
    /// The same text and value in another respect.
    fn add(&mut self, other: &Differing<'t>) {
        self.verdict = self.verdict.min(other.verdict);
        let against = Rc::make_mut(&mut self.against);
        against.extend(other.against.iter().cloned());
        self.said = self.said.min(other.said);
        self.documents = self.documents.max(other.documents);
    }
}
