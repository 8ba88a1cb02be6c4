//! Names, dates and quantities in a text: what could take part in a fact, before any fact is read.

mod analysis;
mod inventory;
mod name;
mod person;
mod role;

pub use analysis::{Analysis, Sentence};
pub use inventory::{Inventory, Thing, ThingId};
pub use name::{Mention, Sort};
pub use role::RoleSpan;
