//! The turns in which queries of visitors are evaluated, and who watches that none takes more
//! time or memory than it may.
//!
//! A turn is over when the thread of its evaluation has ended, not when its client has gone, so
//! that threads never pile up.

use crate::http::limits::Limits;
use crate::http::metrics::resident_memory;
use oxigraph::sparql::CancellationToken;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread::Builder;
use std::time::{Duration, Instant};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};
use tokio::time::timeout;

/// How often the watch looks.
const TICK: Duration = Duration::from_millis(20);

/// How long a client may take for each piece of an answer that it is sent without its query
/// being charged for it: who reads more slowly uses up the query's own time.
const FREE: Duration = Duration::from_secs(1);

/// How many times the time limit a query may wait for its client altogether.
const PATIENCE: u32 = 60;

/// How often it looks while no query is running.
const REST: Duration = Duration::from_millis(60);

/// How long a query waits for a turn before it is refused.
const WAIT: Duration = Duration::from_secs(1);

/// How many times memory is given back after the last query: its thread may still be freeing some.
const LOOKS: u32 = 10;

/// How long a query that was stopped for its memory may take to give it back before the next
/// one is stopped.
const GIVE_BACK: Duration = Duration::from_millis(200);

/// Why an evaluation was stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    Time,
    Memory,
    /// Nobody waits for the answer.
    Abandoned,
}

/// An evaluation under way.
pub struct Run {
    pub token: CancellationToken,
    state: Mutex<State>,
}

struct State {
    /// When it has taken as long as it may.
    deadline: Instant,
    /// How much longer it may wait for its client.
    patience: Duration,
    /// All has been found, and written but for what waits for the client.
    is_finished: bool,
    /// Since when it waits for its client to take what it has written.
    waiting: Option<Instant>,
    stopped: Option<(Reason, Instant)>,
    /// Wakes who waits for the answer when it is stopped.
    bell: Option<oneshot::Sender<()>>,
}

impl Run {
    /// One that may take so long; the bell rings when it is stopped.
    pub fn new(time: Duration) -> (Arc<Run>, oneshot::Receiver<()>) {
        let (bell, rung) = oneshot::channel();
        let now = Instant::now();
        let run = Run {
            token: CancellationToken::new(),
            state: Mutex::new(State {
                deadline: now.checked_add(time).unwrap_or(now),
                patience: time.saturating_mul(PATIENCE),
                is_finished: false,
                waiting: None,
                stopped: None,
                bell: Some(bell),
            }),
        };
        (Arc::new(run), rung)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Stops it. The first reason counts.
    pub fn stop(&self, reason: Reason) {
        let mut state = self.state();
        state.stopped.get_or_insert((reason, Instant::now()));
        self.token.cancel();
        if let Some(bell) = state.bell.take() {
            // Nobody may be listening any more.
            let _gone = bell.send(());
        }
    }

    /// Why it was stopped.
    pub fn stopped(&self) -> Option<Reason> {
        self.state().stopped.map(|(reason, _)| reason)
    }

    /// Nothing more is to be found: neither time nor memory is a reason to stop it any more.
    pub fn finish(&self) {
        self.state().is_finished = true;
    }

    /// Does something that waits for the client. That time is not the query's, within reason.
    pub fn waiting<T>(&self, wait: impl FnOnce() -> T) -> T {
        let since = Instant::now();
        self.state().waiting = Some(since);
        let result = wait();
        let mut state = self.state();
        state.waiting = None;
        let free = state.free(since.elapsed());
        state.deadline += free;
        state.patience -= free;
        result
    }

    fn is_late(&self, now: Instant) -> bool {
        let state = self.state();
        let waited = state
            .waiting
            .map(|since| now.saturating_duration_since(since));
        let free = state.free(waited.unwrap_or_default());
        !state.is_finished && now > state.deadline + free
    }

    fn is_finished(&self) -> bool {
        self.state().is_finished
    }
}

impl State {
    /// How much of a wait for the client is not the query's time.
    fn free(&self, waited: Duration) -> Duration {
        waited.min(FREE).min(self.patience)
    }
}

/// Gives turns and watches them.
pub struct Warden {
    turns: Arc<Semaphore>,
    running: Mutex<Vec<Weak<Run>>>,
    memory: u64,
    /// What the process held when no query was running.
    idle: Mutex<u64>,
}

/// A turn; over when it is dropped.
pub struct Turn {
    _permit: OwnedSemaphorePermit,
}

impl Warden {
    /// With the number of turns and the memory of these limits; `give_back` is called when queries
    /// have ended and no other is running, so that what they held is not kept for the next one.
    pub fn new(limits: &Limits, give_back: fn()) -> Arc<Warden> {
        let warden = Arc::new(Warden {
            turns: Arc::new(Semaphore::new(limits.queries.max(1))),
            running: Mutex::new(Vec::new()),
            memory: limits.memory,
            idle: Mutex::new(resident_memory().unwrap_or(u64::MAX)),
        });
        let watched = Arc::downgrade(&warden);
        let watch = move || {
            let mut held = 0;
            while let Some(warden) = watched.upgrade() {
                let busy = warden.look();
                drop(warden);
                if busy {
                    held = LOOKS;
                } else if held > 0 {
                    held -= 1;
                    give_back();
                }
                std::thread::sleep(if busy { TICK } else { REST });
            }
        };
        // Without a watch there are no limits, and so no turns.
        if Builder::new()
            .name("warden".to_owned())
            .spawn(watch)
            .is_err()
        {
            warden.turns.close();
        }
        warden
    }

    /// A turn, if there is one soon.
    pub async fn turn(&self) -> Option<Turn> {
        let permit = timeout(WAIT, Arc::clone(&self.turns).acquire_owned()).await;
        Some(Turn {
            _permit: permit.ok()?.ok()?,
        })
    }

    /// Watches a run until it is dropped.
    pub fn watch(&self, run: &Arc<Run>) {
        self.running().push(Arc::downgrade(run));
    }

    fn running(&self) -> MutexGuard<'_, Vec<Weak<Run>>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether there was anything to see.
    fn look(&self) -> bool {
        let runs: Vec<Arc<Run>> = {
            let mut running = self.running();
            running.retain(|run| run.upgrade().is_some_and(|run| !run.is_finished()));
            running.iter().filter_map(Weak::upgrade).collect()
        };
        let now = Instant::now();
        for run in &runs {
            if run.is_late(now) {
                run.stop(Reason::Time);
            }
        }
        self.weigh(&runs, now);
        !runs.is_empty()
    }

    /// Stops the query that has been running for longest while all together hold too much.
    fn weigh(&self, runs: &[Arc<Run>], now: Instant) {
        let Some(held) = resident_memory() else {
            return;
        };
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if runs.is_empty() {
            *idle = held;
            return;
        }
        // A graph that was read again may take less than the one before.
        *idle = held.min(*idle);
        let more = held - *idle;
        if more <= self.memory {
            return;
        }
        let stopped = runs.iter().filter_map(|run| run.state().stopped);
        let giving_back = stopped
            .filter(|(_, since)| now.saturating_duration_since(*since) < GIVE_BACK)
            .count();
        if giving_back > 0 && more < self.memory.saturating_mul(2) {
            return;
        }
        // Those that began first stand first.
        if let Some(run) = runs.iter().find(|run| run.stopped().is_none()) {
            run.stop(Reason::Memory);
        }
    }

    /// The graph was read again: what the process holds now is no query's.
    pub fn anew(&self) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        *idle = resident_memory().unwrap_or(u64::MAX);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits() -> Limits {
        Limits {
            queries: 1,
            ..Limits::default()
        }
    }

    fn block_on<T>(future: impl Future<Output = T>) -> T {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        runtime.unwrap().block_on(future)
    }

    #[test]
    fn turns_are_counted_and_come_back() {
        let warden = Warden::new(&limits(), || ());
        block_on(async {
            let turn = warden.turn().await;
            assert!(turn.is_some());
            assert!(warden.turn().await.is_none());
            drop(turn);
            assert!(warden.turn().await.is_some());
        });
    }

    #[test]
    fn who_takes_too_long_is_stopped() {
        let warden = Warden::new(&limits(), || ());
        let (run, rung) = Run::new(Duration::from_millis(100));
        warden.watch(&run);
        assert_eq!(run.stopped(), None);
        block_on(rung).unwrap();
        assert_eq!(run.stopped(), Some(Reason::Time));
        assert!(run.token.is_cancelled());
    }

    #[test]
    fn waiting_for_the_client_takes_no_time() {
        let warden = Warden::new(&limits(), || ());
        let (run, _rung) = Run::new(Duration::from_millis(200));
        warden.watch(&run);
        run.waiting(|| std::thread::sleep(Duration::from_millis(600)));
        assert_eq!(run.stopped(), None);
        std::thread::sleep(Duration::from_millis(400));
        assert_eq!(run.stopped(), Some(Reason::Time));
    }

    #[test]
    fn who_reads_too_slowly_uses_up_the_time() {
        let warden = Warden::new(&limits(), || ());
        let (slow, _rung) = Run::new(Duration::from_millis(200));
        warden.watch(&slow);
        slow.waiting(|| std::thread::sleep(FREE + Duration::from_millis(500)));
        assert_eq!(slow.stopped(), Some(Reason::Time));
        // And nobody waits for ever, however fast the pieces go.
        let (long, _rung) = Run::new(Duration::from_millis(10));
        warden.watch(&long);
        for _ in 0..4 {
            long.waiting(|| std::thread::sleep(Duration::from_millis(250)));
        }
        assert_eq!(long.stopped(), Some(Reason::Time));
    }

    #[test]
    fn what_is_finished_is_not_stopped() {
        let warden = Warden::new(&limits(), || ());
        let (run, _rung) = Run::new(Duration::from_millis(100));
        warden.watch(&run);
        run.finish();
        std::thread::sleep(Duration::from_millis(400));
        assert_eq!(run.stopped(), None);
    }

    #[test]
    fn who_holds_too_much_is_stopped() {
        if resident_memory().is_none() {
            return;
        }
        let limits = Limits {
            memory: 64 << 20,
            ..limits()
        };
        let warden = Warden::new(&limits, || ());
        let (run, rung) = Run::new(Duration::from_secs(60));
        warden.watch(&run);
        let much = vec![1_u8; 256 << 20];
        block_on(async { timeout(Duration::from_secs(10), rung).await })
            .unwrap()
            .unwrap();
        assert_eq!(run.stopped(), Some(Reason::Memory));
        assert!(much.iter().all(|byte| *byte == 1));
    }
}
