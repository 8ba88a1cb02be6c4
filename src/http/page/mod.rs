//! The pages, one file for each kind. A page reads what was asked, asks the graph, and shows the
//! answer; what it asks stands in [`crate::answer`] or `queries/`.

pub mod about;
pub mod ask;
pub mod browse;
mod chart;
pub mod checks;
pub mod choice;
pub mod compare;
pub mod disputes;
pub mod document;
pub mod entity;
mod example;
pub mod health;
pub mod parts;
pub mod path;
pub mod picture;
pub mod question;
pub mod questions;
pub mod search;
pub mod start;
pub mod table;
