//! mention

pub mod date;
pub mod measure;
pub mod quantity;
mod scan;

pub use scan::Scan;
