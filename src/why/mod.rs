//! Why a document gave the facts it gave: the document with its names and facts marked
//! ([`Marked`]), how far a fact that somebody expected came and what stopped it ([`diagnose`]),
//! and which facts are quoted for what their quotation does not hold ([`lacking`]). All from a
//! [`Trace`](crate::fact::Trace); nothing here reads or states anything.

mod diagnosis;
mod examine;
mod expected;
mod marked;
mod object;
mod place;
mod quotation;
mod remedy;
mod sentence;
mod subject;
mod trigger;
mod words;

pub use diagnosis::{Cause, Diagnosis, Step, diagnose};
pub use expected::{Expected, ExpectedError};
pub use marked::{Mark, Marked, MarkedSentence, Said, What};
pub use quotation::lacking;
