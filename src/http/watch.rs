//! Reading the graph again when its files change or SIGHUP asks for it.

use super::site::Site;
use super::snapshot::Stamp;
use std::io::Write;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;
use tokio::task::spawn_blocking;
use tokio::time::{interval, sleep};

/// How often the files are looked at. They are replaced whole, so nothing half-written is read.
const EVERY: Duration = Duration::from_secs(1);

/// Reads the graph again whenever its files have changed and stay so for a moment, or `asked`
/// is notified.
pub async fn watch(site: Site, asked: Arc<Notify>) {
    let location = site.options().location.clone();
    // What has changed since the graph was read is read again at once.
    let mut seen = site.snapshot().stamp.clone();
    let mut ticks = interval(EVERY);
    loop {
        let by_hand = tokio::select! {
            _ = ticks.tick() => false,
            () = asked.notified() => true,
        };
        let now = Stamp::of(&location);
        if !by_hand {
            if now == seen || now.is_empty() {
                continue;
            }
            sleep(EVERY / 2).await;
            if Stamp::of(&location) != now {
                continue;
            }
        }
        seen = now;
        let again = site.clone();
        let told = match spawn_blocking(move || again.reload()).await {
            Ok(Ok(())) => "the graph was read again".to_owned(),
            Ok(Err(error)) => {
                format!(
                    "warning: the graph was not read again, the former is still served: {error}"
                )
            }
            Err(error) => format!("warning: the graph was not read again: {error}"),
        };
        let _closed = writeln!(std::io::stderr(), "{told}");
    }
}
