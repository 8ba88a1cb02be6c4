//! The `expograph` program: parse, run, exit code.

use mimalloc::MiMalloc;
use std::process::ExitCode;

/// Gives memory back when a large query has ended, which glibc's keeps for threads that are gone.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Gives memory that was freed back to the system, where the allocator would wait for the next use.
fn give_back() {
    // SAFETY: it takes no pointer, may be called on any thread, and touches nothing that is in use.
    unsafe { libmimalloc_sys::mi_collect(true) }
}

fn main() -> ExitCode {
    expograph::cli::main(give_back)
}
