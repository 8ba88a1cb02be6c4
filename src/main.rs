//! The `expograph` program: parse, run, exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    expograph::cli::main()
}
