//! The time limit of questions.

use crate::answer::Limit;
use std::time::Duration;

/// Options of commands that ask the graph.
#[derive(Clone, Copy, Debug, clap::Args)]
pub struct TimeLimit {
    /// Give up after so many seconds, with exit code 5
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    timeout: Option<Duration>,
}

impl TimeLimit {
    /// As answering wants it.
    pub fn limit(self) -> Limit {
        Limit(self.timeout)
    }

    /// As words of another command.
    pub fn words(self) -> Vec<String> {
        let seconds = self.timeout.map(|time| time.as_secs_f64().to_string());
        let words = seconds.map(|seconds| vec!["--timeout".to_owned(), seconds]);
        words.unwrap_or_default()
    }
}

/// A number of seconds above 0.
pub fn seconds(text: &str) -> Result<Duration, String> {
    text.parse::<f64>()
        .ok()
        .filter(|seconds| *seconds > 0.0)
        .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
        .ok_or_else(|| "expected a number of seconds above 0, such as 10 or 0.5".to_owned())
}
