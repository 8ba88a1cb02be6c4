//! `completions`: for the shell.

use super::failure::{Failure, exit};
use super::output::to_stdout;
use clap_complete::Shell;
use std::io::Write;

/// Print a completion script for a shell
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  expograph completions bash > ~/.local/share/bash-completion/completions/expograph
  expograph completions zsh > ~/.zfunc/_expograph
  expograph completions fish > ~/.config/fish/completions/expograph.fish")]
pub struct Completions {
    shell: Shell,
}

impl Completions {
    pub fn run(self, command: &mut clap::Command) -> Result<u8, Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, command, "expograph", &mut script);
        to_stdout(|out| out.write_all(&script))?;
        Ok(exit::FINE)
    }
}
