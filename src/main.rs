//! The `expograph` program: parse, run, exit code.

use mimalloc::MiMalloc;
use std::process::ExitCode;

/// Gives memory back when a large query has ended, which glibc's keeps for threads that are gone.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    expograph::cli::main()
}
