//! A graph as questions read it where many are asked: every quad in six orders, every term a
//! number.
//!
//! The engine's own store cannot be asked to stop: joins of what was collected go on for hours
//! without a look at the cancellation token. Here each copy of a term looks at it now and then,
//! and no evaluation does anything for long without copying terms. It is also smaller and
//! faster: a row takes eight bytes for each variable, not forty.

use oxigraph::model::vocab::xsd;
use oxigraph::model::{
    GraphName, Literal, NamedNode, NamedOrBlankNode, NamedOrBlankNodeRef, Term, TermRef, TripleRef,
};
use oxigraph::sparql::CancellationToken;
use oxigraph::store::{StorageError, Store};
use rustc_hash::FxHashMap;
use spareval::{ExpressionTerm, InternalQuad, QueryableDataset};
use std::cell::{Cell, RefCell};
use std::convert::Infallible;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

/// Why an evaluation was unwound.
pub struct Halted {
    /// A text became too long; else the token was cancelled.
    pub text: bool,
}

/// A quad by the numbers of its terms; the default graph is [`DEFAULT`].
type Row = [u32; 4];

/// The number of the default graph.
const DEFAULT: u32 = u32::MAX;

/// The orders: of the places in a quad (subject 0, predicate 1, object 2, graph 3), those of one
/// graph first, then those of all.
const ORDERS: [[usize; 4]; 6] = [
    [3, 0, 1, 2],
    [3, 1, 2, 0],
    [3, 2, 0, 1],
    [0, 1, 2, 3],
    [1, 2, 0, 3],
    [2, 0, 1, 3],
];

/// The quads of a graph, in memory.
pub struct Index {
    terms: Vec<Term>,
    numbers: FxHashMap<Term, u32>,
    /// The quads in each of [`ORDERS`], their numbers in that order. Those of all graphs are of
    /// named graphs only.
    orders: [Vec<Row>; 6],
    graphs: Vec<u32>,
}

impl Index {
    /// Of all quads of a store.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn new(store: &Store) -> Result<Index, StorageError> {
        let mut index = Index {
            terms: Vec::new(),
            numbers: FxHashMap::default(),
            orders: Default::default(),
            graphs: Vec::new(),
        };
        let mut rows: Vec<Row> = Vec::new();
        for quad in store {
            let quad = quad?;
            let graph = match quad.graph_name {
                GraphName::DefaultGraph => DEFAULT,
                GraphName::NamedNode(node) => index.number(node.into()),
                GraphName::BlankNode(node) => index.number(node.into()),
            };
            let subject = match quad.subject {
                NamedOrBlankNode::NamedNode(node) => index.number(node.into()),
                NamedOrBlankNode::BlankNode(node) => index.number(node.into()),
            };
            let predicate = index.number(quad.predicate.into());
            rows.push([subject, predicate, index.number(quad.object), graph]);
        }
        for (order, places) in index.orders.iter_mut().zip(ORDERS) {
            let wanted = rows
                .iter()
                .filter(|row| places[0] == 3 || row[3] != DEFAULT);
            order.extend(wanted.map(|row| places.map(|place| row[place])));
            order.sort_unstable();
        }
        index.graphs = rows
            .iter()
            .map(|row| row[3])
            .filter(|graph| *graph != DEFAULT)
            .collect();
        for graph in store.named_graphs() {
            // An empty graph is one, too.
            let graph = index.number(graph?.into());
            index.graphs.push(graph);
        }
        index.graphs.sort_unstable();
        index.graphs.dedup();
        Ok(index)
    }

    /// Whether it has a named graph.
    pub fn has_graph(&self, name: &NamedNode) -> bool {
        let number = self.numbers.get(&Term::from(name.clone()));
        number.is_some_and(|number| self.graphs.binary_search(number).is_ok())
    }

    /// The triples of a graph, by their subjects; of the default graph without a name.
    pub fn triples(&self, graph: Option<&NamedNode>) -> impl Iterator<Item = TripleRef<'_>> {
        let number = match graph {
            None => Some(DEFAULT),
            Some(name) => self.numbers.get(&Term::from(name.clone())).copied(),
        };
        let range = number.map(|number| self.find([None, None, None, Some(number)]).1);
        let rows = &self.orders[0][range.unwrap_or(0..0)];
        rows.iter().filter_map(|[_, subject, predicate, object]| {
            let term = |number: u32| self.terms.get(number as usize).map(Term::as_ref);
            let subject = match term(*subject)? {
                TermRef::NamedNode(node) => NamedOrBlankNodeRef::from(node),
                TermRef::BlankNode(node) => NamedOrBlankNodeRef::from(node),
                TermRef::Literal(_) => return None,
            };
            let TermRef::NamedNode(predicate) = term(*predicate)? else {
                return None;
            };
            Some(TripleRef::new(subject, predicate, term(*object)?))
        })
    }

    fn number(&mut self, term: Term) -> u32 {
        if let Some(number) = self.numbers.get(&term) {
            return *number;
        }
        let number = u32::try_from(self.terms.len()).unwrap_or(DEFAULT - 1);
        self.terms.push(term.clone());
        self.numbers.insert(term, number);
        number
    }

    /// Where the quads are that have these numbers: the order and the stretch of it.
    fn find(&self, wanted: [Option<u32>; 4]) -> (usize, Range<usize>) {
        let first = if wanted[3].is_some() { 0 } else { 3 };
        let order = first
            + match wanted {
                [Some(_), None, Some(_), _] => 2,
                [Some(_), ..] => 0,
                [None, Some(_), ..] => 1,
                [None, None, Some(_), _] => 2,
                [None, None, None, _] => 0,
            };
        let mut prefix = [0; 4];
        let mut length = 0;
        for place in ORDERS[order] {
            let Some(number) = wanted[place] else {
                break;
            };
            prefix[length] = number;
            length += 1;
        }
        let prefix = &prefix[..length];
        let rows = &self.orders[order];
        let start = rows.partition_point(|row| &row[..length] < prefix);
        let end = start + rows[start..].partition_point(|row| &row[..length] == prefix);
        (order, start..end)
    }
}

/// The number of a term; copying it looks at the token of the evaluation now and then.
#[derive(Debug)]
pub struct Number(u32);

impl Clone for Number {
    fn clone(&self) -> Number {
        look();
        Number(self.0)
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Number) -> bool {
        look();
        self.0 == other.0
    }
}

impl Eq for Number {}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        look();
        self.0.hash(state);
    }
}

thread_local! {
    static LOOKS: Cell<u32> = const { Cell::new(0) };
    static TOKEN: RefCell<Option<CancellationToken>> = const { RefCell::new(None) };
}

/// Unwinds the thread when the evaluation on it is to end; looks once in a while.
fn look() {
    let looks = LOOKS.get().wrapping_add(1);
    LOOKS.set(looks);
    if looks.is_multiple_of(256) {
        look_up();
    }
}

#[cold]
fn look_up() {
    let is_over =
        TOKEN.with_borrow(|token| token.as_ref().is_some_and(CancellationToken::is_cancelled));
    // While it unwinds, terms may still be copied.
    if is_over && !std::thread::panicking() {
        std::panic::resume_unwind(Box::new(Halted { text: false }));
    }
}

/// The evaluation on this thread looks at a token as long as this lives.
pub struct Watched(());

impl Watched {
    /// From now on.
    pub fn new(token: &CancellationToken) -> Watched {
        TOKEN.set(Some(token.clone()));
        Watched(())
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        TOKEN.set(None);
    }
}

/// The index as one evaluation reads it, with the terms that it makes.
pub struct Reading {
    index: Arc<Index>,
    made: RefCell<Made>,
}

#[derive(Default)]
struct Made {
    terms: Vec<Term>,
    numbers: FxHashMap<Term, u32>,
}

impl Reading {
    /// Of an index.
    pub fn new(index: &Arc<Index>) -> Reading {
        Reading {
            index: Arc::clone(index),
            made: RefCell::default(),
        }
    }
}

impl<'a> QueryableDataset<'a> for Reading {
    type InternalTerm = Number;
    type Error = Infallible;

    fn internal_quads_for_pattern(
        &self,
        subject: Option<&Number>,
        predicate: Option<&Number>,
        object: Option<&Number>,
        graph_name: Option<Option<&Number>>,
    ) -> impl Iterator<Item = Result<InternalQuad<Number>, Infallible>> + use<'a> {
        look();
        let number = |term: Option<&Number>| term.map(|term| term.0);
        let graph = graph_name.map(|graph| graph.map_or(DEFAULT, |graph| graph.0));
        let wanted = [number(subject), number(predicate), number(object), graph];
        let (order, range) = self.index.find(wanted);
        let index = Arc::clone(&self.index);
        range.map(move |at| {
            look();
            let row = index.orders[order][at];
            let mut quad = [0; 4];
            for (place, number) in ORDERS[order].into_iter().zip(row) {
                quad[place] = number;
            }
            Ok(InternalQuad {
                subject: Number(quad[0]),
                predicate: Number(quad[1]),
                object: Number(quad[2]),
                graph_name: (quad[3] != DEFAULT).then_some(Number(quad[3])),
            })
        })
    }

    fn internal_named_graphs(&self) -> impl Iterator<Item = Result<Number, Infallible>> + use<'a> {
        let index = Arc::clone(&self.index);
        (0..index.graphs.len()).map(move |at| Ok(Number(index.graphs[at])))
    }

    fn contains_internal_graph_name(&self, graph_name: &Number) -> Result<bool, Infallible> {
        Ok(self.index.graphs.binary_search(&graph_name.0).is_ok())
    }

    fn internalize_term(&self, term: Term) -> Result<Number, Infallible> {
        look();
        let term = canonical(term);
        if let Some(number) = self.index.numbers.get(&term) {
            return Ok(Number(*number));
        }
        let mut made = self.made.borrow_mut();
        if let Some(number) = made.numbers.get(&term) {
            return Ok(Number(*number));
        }
        let number = self.index.terms.len() + made.terms.len();
        let number = u32::try_from(number).unwrap_or(DEFAULT - 1);
        if number >= DEFAULT - 1 {
            // Four thousand million terms: out of memory, sooner.
            drop(made);
            std::panic::resume_unwind(Box::new(Halted { text: false }));
        }
        made.terms.push(term.clone());
        made.numbers.insert(term, number);
        Ok(Number(number))
    }

    fn externalize_term(&self, term: Number) -> Result<Term, Infallible> {
        look();
        let at = term.0 as usize;
        let known = self.index.terms.get(at).cloned();
        let term = known.or_else(|| {
            let made = self.made.borrow();
            made.terms.get(at - self.index.terms.len()).cloned()
        });
        Ok(term.unwrap_or_else(|| Literal::from("").into()))
    }
}

/// A value as the store keeps it: `01` is the integer 1.
fn canonical(term: Term) -> Term {
    match &term {
        Term::Literal(literal) if literal.datatype() != xsd::STRING => {
            ExpressionTerm::from(term).into()
        }
        _ => term,
    }
}
