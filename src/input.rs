//! Documents through any number of threads and out in the order they came in. What waits in
//! between is bounded, so memory does not grow with the number of documents.

use crate::document::Document;
use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Where documents come from. `E` is why one could not be read.
pub enum Input<'a, E> {
    /// One document, read by the thread that works on it.
    One(Box<dyn FnOnce() -> Result<Document, E> + Send + 'a>),
    /// Many from one stream, read one after the other by whichever thread is free.
    Many(Box<dyn Iterator<Item = Result<Document, E>> + Send + 'a>),
}

impl<'a, E: Send + 'a> Input<'a, E> {
    /// A document that is there already.
    pub fn ready(document: Document) -> Self {
        Input::One(Box::new(move || Ok(document)))
    }

    /// A document that is read when its turn comes.
    pub fn one(read: impl FnOnce() -> Result<Document, E> + Send + 'a) -> Self {
        Input::One(Box::new(read))
    }

    /// The documents of a stream.
    pub fn many(documents: impl Iterator<Item = Result<Document, E>> + Send + 'a) -> Self {
        Input::Many(Box::new(documents))
    }
}

/// Documents worked on at a time: enough that handing over costs nothing, few enough that their
/// results stay small.
const BATCH: usize = 8;

/// Results that may wait for one before them, about a megabyte each: how many do depends on the
/// scheduler, so this is by how much the memory of two runs differs. A thread that loses its core
/// for some ten milliseconds holds this many up before the others have to wait.
const AHEAD: usize = 8;

/// Does `work` on every document, on `threads` threads, and gives the results to `take` in the
/// order of the inputs, a few documents to a result. `take` leaves the result empty: it is used
/// again, because fresh buffers of a megabyte cost two threads more time in the kernel (page
/// faults) than their work does. With one thread no other is started.
///
/// # Errors
/// The first error of `take`; the rest of the inputs is then left.
pub fn in_order<'a, E, T, X>(
    inputs: impl Iterator<Item = Input<'a, E>> + Send,
    threads: usize,
    work: impl Fn(Result<Document, E>, &mut T) + Sync,
    mut take: impl FnMut(&mut T) -> Result<(), X> + Send,
) -> Result<(), X>
where
    E: Send + 'a,
    T: Default + Send,
    X: Send,
{
    let mut queue = Queue {
        inputs,
        stream: None,
        number: 0,
    };
    if threads <= 1 {
        let mut result = T::default();
        while let Some((_, batch)) = queue.next() {
            finish(batch, &work, &mut result);
            take(&mut result)?;
        }
        return Ok(());
    }
    let queue = Mutex::new(queue);
    let exit = Exit {
        state: Mutex::new(State {
            next: 0,
            ready: BTreeMap::new(),
            spare: Vec::new(),
            take: Some(take),
            error: None,
            stopped: false,
        }),
        moved: Condvar::new(),
        ahead: AHEAD,
    };
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let _guard = StopOnPanic(&exit);
                let mut result = T::default();
                loop {
                    let Some((number, batch)) = lock(&queue).next() else {
                        break;
                    };
                    finish(batch, &work, &mut result);
                    match exit.put(number, result) {
                        Some(spare) => result = spare,
                        None => break,
                    }
                }
            });
        }
    });
    match exit
        .state
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner)
        .error
    {
        Some(error) => Err(error),
        None => Ok(()),
    }
}

fn finish<E, T>(
    batch: Vec<Pulled<'_, E>>,
    work: &impl Fn(Result<Document, E>, &mut T),
    result: &mut T,
) {
    for pulled in batch {
        let document = match pulled {
            Pulled::Later(read) => read(),
            Pulled::Now(document) => *document,
        };
        work(document, result);
    }
}

/// A document that was taken from the queue, to be read yet or read already.
enum Pulled<'a, E> {
    Later(Box<dyn FnOnce() -> Result<Document, E> + Send + 'a>),
    Now(Box<Result<Document, E>>),
}

struct Queue<'a, I, E> {
    inputs: I,
    stream: Option<Box<dyn Iterator<Item = Result<Document, E>> + Send + 'a>>,
    number: usize,
}

impl<'a, E, I: Iterator<Item = Input<'a, E>>> Queue<'a, I, E> {
    /// The next documents and their place in the order.
    fn next(&mut self) -> Option<(usize, Vec<Pulled<'a, E>>)> {
        let mut batch = Vec::with_capacity(BATCH);
        while batch.len() < BATCH {
            if let Some(stream) = &mut self.stream {
                match stream.next() {
                    Some(document) => batch.push(Pulled::Now(Box::new(document))),
                    None => self.stream = None,
                }
                continue;
            }
            match self.inputs.next() {
                Some(Input::One(read)) => batch.push(Pulled::Later(read)),
                Some(Input::Many(stream)) => self.stream = Some(stream),
                None => break,
            }
        }
        if batch.is_empty() {
            return None;
        }
        self.number += 1;
        Some((self.number - 1, batch))
    }
}

/// Where results wait for those before them.
struct Exit<T, F, X> {
    state: Mutex<State<T, F, X>>,
    moved: Condvar,
    ahead: usize,
}

struct State<T, F, X> {
    next: usize,
    ready: BTreeMap<usize, T>,
    /// Results that were taken, empty.
    spare: Vec<T>,
    /// Out while a thread gives it a result.
    take: Option<F>,
    error: Option<X>,
    stopped: bool,
}

impl<T: Default, F: FnMut(&mut T) -> Result<(), X>, X> Exit<T, F, X> {
    /// Hands a result over, and on if its turn has come. Gives an empty one for the next, or
    /// none if there is no use in going on.
    fn put(&self, number: usize, result: T) -> Option<T> {
        let mut state = lock(&self.state);
        while !state.stopped && number > state.next + self.ahead {
            state = self
                .moved
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
        state.ready.insert(number, result);
        // One thread gives on what is ready, unlocked; the others go back to work.
        while !state.stopped {
            let next = state.next;
            if !state.ready.contains_key(&next) {
                break;
            }
            let Some(mut take) = state.take.take() else {
                break;
            };
            let Some(mut result) = state.ready.remove(&next) else {
                break;
            };
            drop(state);
            let taken = take(&mut result);
            state = lock(&self.state);
            state.spare.push(result);
            state.take = Some(take);
            state.next += 1;
            if let Err(error) = taken {
                state.error = Some(error);
                state.stopped = true;
            }
            self.moved.notify_all();
        }
        if state.stopped {
            return None;
        }
        Some(state.spare.pop().unwrap_or_default())
    }
}

/// Wakes the others if a thread dies, so that they do not wait for its result for ever.
struct StopOnPanic<'a, T, F, X>(&'a Exit<T, F, X>);

impl<T, F, X> Drop for StopOnPanic<'_, T, F, X> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            lock(&self.0.state).stopped = true;
            self.0.moved.notify_all();
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rdf::sample::Sample;

    fn inputs(count: usize) -> impl Iterator<Item = Input<'static, usize>> + Send {
        (0..count).map(|n| {
            let read = move |n: usize| {
                if n % 7 == 3 {
                    Err(n)
                } else {
                    Ok(Sample::default().document(&n.to_string()))
                }
            };
            if n % 10 == 5 {
                Input::many((0..30).map(move |m| read(n * 100 + m)))
            } else {
                Input::one(move || read(n))
            }
        })
    }

    fn run(count: usize, threads: usize) -> Vec<String> {
        let mut all = Vec::new();
        in_order(
            inputs(count),
            threads,
            |document, out: &mut Vec<String>| match document {
                Ok(document) => {
                    if document.key.ends_with('1') {
                        std::thread::sleep(std::time::Duration::from_micros(300));
                    }
                    out.push(document.key);
                }
                Err(n) => out.push(format!("failed {n}")),
            },
            |batch| {
                all.append(batch);
                Ok::<(), ()>(())
            },
        )
        .unwrap();
        all
    }

    #[test]
    fn the_order_is_the_inputs_whatever_the_threads() {
        let one = run(200, 1);
        assert_eq!(one.len(), 180 + 20 * 30);
        for threads in [2, 3, 8] {
            assert_eq!(run(200, threads), one, "{threads} threads");
        }
        assert!(run(0, 4).is_empty());
    }

    #[test]
    fn an_error_of_the_taker_ends_it() {
        for threads in [1, 4] {
            let mut taken = 0;
            let result = in_order(
                inputs(1000),
                threads,
                |_, out: &mut usize| *out += 1,
                |_| {
                    taken += 1;
                    if taken == 3 { Err("full") } else { Ok(()) }
                },
            );
            assert_eq!(result, Err("full"));
            assert_eq!(taken, 3, "{threads} threads");
        }
    }
}
