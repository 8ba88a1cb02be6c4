//! Names, dates and quantities in a text: what could take part in a fact, before any fact is read.

mod analysis;
pub mod around;
mod bracket;
mod context;
pub mod date;
mod dress;
mod fair;
mod forms;
mod glue;
mod grid;
mod happening;
mod headline;
mod inventory;
mod joiner;
mod lead;
pub mod measure;
mod name;
mod person;
mod person_context;
pub mod quantity;
mod role;
mod run;
mod scan;
mod small;
mod sort;
mod titled;
mod town;
mod unheaded;

pub use analysis::{Analysis, Cut, Sentence};
pub use fair::{Claim, FairCandidate};
pub use grid::{Bits, Cues, Grid, Lower, Places, Sought};
pub use inventory::{Inventory, Thing, ThingId};
pub use name::{Mention, Sort};
pub use role::RoleSpan;
pub use scan::Scan;
pub(crate) use unheaded::definite as definite_fair;
