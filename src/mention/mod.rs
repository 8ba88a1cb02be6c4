//! Names, dates and quantities in a text: what could take part in a fact, before any fact is read.

mod analysis;
pub mod date;
mod inventory;
pub mod measure;
mod name;
mod person;
pub mod quantity;
mod role;
mod scan;

pub use analysis::{Analysis, Cut, Sentence};
pub use inventory::{Inventory, Thing, ThingId};
pub use name::{Mention, Sort};
pub use role::RoleSpan;
pub use scan::Scan;
