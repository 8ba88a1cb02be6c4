//! Names, dates and quantities in a text: what could take part in a fact, before any fact is read.

mod analysis;
mod context;
pub mod date;
mod dress;
mod forms;
mod inventory;
mod joiner;
pub mod measure;
mod name;
mod person;
pub mod quantity;
mod role;
mod run;
mod scan;
mod sort;

pub use analysis::{Analysis, Cut, Sentence};
pub use inventory::{Inventory, Thing, ThingId};
pub use name::{Mention, Sort};
pub use role::RoleSpan;
pub use scan::Scan;
