//! Names, dates and quantities in a text. No file is touched and no text is an error.

pub mod date;
pub mod measure;
pub mod quantity;
mod scan;

pub use scan::Scan;
