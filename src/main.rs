//! The `expograph` program: parse, run, exit code.
fn main() {}
