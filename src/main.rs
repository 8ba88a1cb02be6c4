//! The `expograph` program: parse, run, exit code.

use expograph::memory::Pool;
use std::process::ExitCode;

#[global_allocator]
static MEMORY: Pool = Pool;

fn main() -> ExitCode {
    expograph::cli::main()
}
