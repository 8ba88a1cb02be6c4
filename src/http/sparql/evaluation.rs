//! A query evaluated on a thread of its own, its answer handed over in pieces.
//!
//! What is found first is held back until it fills a piece, or is the whole answer: as long as
//! nothing was sent, whatever goes wrong is told by a status. After that the connection is
//! broken, so that no client takes a half for the whole.

use super::warden::{Reason, Run, Turn};
use crate::http::failure::Failure;
use crate::http::reply::Reply;
use axum::body::Body;
use axum::http::StatusCode;
use bytes::Bytes;
use http_body::Frame;
use std::io::{self, Write};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

/// How much is sent at once, in bytes.
const PIECE: usize = 32 << 10;

/// How much is held back before anything is sent, in bytes.
const HELD: usize = 64 << 10;

/// As much may wait for a client that reads slowly.
const PIECES: usize = 4;

/// How long to wait before looking whether the client has read on.
const PAUSE: Duration = Duration::from_millis(2);

/// The answer to a client of HTTP/1.0 is sent whole, because it could not tell a broken
/// connection from the end; it may be so long, in bytes.
const WHOLE: usize = 64 << 20;

/// What an answer begins with.
pub enum Head {
    /// All of it.
    Whole(Reply),
    /// What stands above it, its first bytes, and where the others come from.
    Begun(Reply, Bytes, mpsc::Receiver<Piece>),
}

/// A part of an answer. One whose sender goes away before the end is no answer.
pub enum Piece {
    Bytes(Bytes),
    End,
}

/// Takes what is written, and hands it over.
pub struct Sink {
    run: Arc<Run>,
    stall: Duration,
    /// What the answer is sent under, and to whom, until something was sent.
    head: Option<(Reply, oneshot::Sender<Result<Head, Failure>>)>,
    held: Vec<u8>,
    limit: usize,
    is_old: bool,
    pieces: Option<mpsc::Sender<Piece>>,
}

impl Sink {
    fn piece(&mut self, piece: Piece) -> io::Result<()> {
        let gone = || io::Error::new(io::ErrorKind::BrokenPipe, "nobody reads the answer");
        let sender = self.pieces.as_ref().ok_or_else(gone)?;
        // The usual case: there is room.
        let Err(TrySendError::Full(mut piece)) = sender.try_send(piece) else {
            return if sender.is_closed() {
                Err(gone())
            } else {
                Ok(())
            };
        };
        let run = &self.run;
        run.waiting(|| {
            let since = Instant::now();
            while since.elapsed() < self.stall && !run.token.is_cancelled() {
                std::thread::sleep(PAUSE);
                piece = match sender.try_send(piece) {
                    Ok(()) => return Ok(()),
                    Err(TrySendError::Closed(_)) => return Err(gone()),
                    Err(TrySendError::Full(piece)) => piece,
                };
            }
            Err(gone())
        })
    }

    fn hand_over(&mut self) -> io::Result<()> {
        let bytes = Bytes::from(std::mem::take(&mut self.held));
        let Some((reply, waiting)) = self.head.take() else {
            return self.piece(Piece::Bytes(bytes));
        };
        if self.is_old {
            self.head = Some((reply, waiting));
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, TOO_LONG));
        }
        let (sender, receiver) = mpsc::channel(PIECES);
        self.pieces = Some(sender);
        self.limit = PIECE;
        let head = Head::Begun(reply, bytes, receiver);
        let gone = || io::Error::new(io::ErrorKind::BrokenPipe, "nobody waits for the answer");
        waiting.send(Ok(head)).map_err(|_| gone())
    }
}

const TOO_LONG: &str = "the answer is too long for HTTP/1.0; ask by HTTP/1.1";

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        if self.held.len() >= self.limit {
            self.hand_over()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Where an answer is to be told.
pub struct Answerer {
    waiting: oneshot::Sender<Result<Head, Failure>>,
    run: Arc<Run>,
    stall: Duration,
    is_old: bool,
}

impl Answerer {
    /// The evaluation.
    pub fn run(&self) -> &Run {
        &self.run
    }

    /// Tells a whole answer, or why there is none.
    pub fn tell(self, answer: Result<Reply, Failure>) {
        // Nobody may be waiting any more.
        let _gone = self.waiting.send(answer.map(Head::Whole));
    }

    /// Tells what `write` writes, under this head.
    pub fn stream(
        self,
        head: Reply,
        write: impl FnOnce(&mut dyn Write, &Run) -> Result<(), Failure>,
    ) {
        let mut sink = Sink {
            run: Arc::clone(&self.run),
            stall: self.stall,
            head: Some((head, self.waiting)),
            held: Vec::new(),
            limit: if self.is_old { WHOLE } else { HELD },
            is_old: self.is_old,
            pieces: None,
        };
        let written = write(&mut sink, &self.run);
        match (written, sink.head.take()) {
            // Nothing was sent yet.
            (Ok(()), Some((mut reply, waiting))) => {
                reply.body = Bytes::from(std::mem::take(&mut sink.held));
                let _gone = waiting.send(Ok(Head::Whole(reply)));
            }
            (Err(failure), Some((_, waiting))) => {
                let _gone = waiting.send(Err(failure));
            }
            (Ok(()), None) => {
                self.run.finish();
                let _gone = sink.hand_over().and_then(|()| sink.piece(Piece::End));
            }
            // The sender goes away without an end.
            (Err(_), None) => {}
        }
    }
}

/// Evaluates on a thread of its own.
///
/// # Errors
/// Whatever goes wrong before anything is sent.
pub async fn evaluate(
    run: Arc<Run>,
    mut rung: oneshot::Receiver<()>,
    turn: Turn,
    stall: Duration,
    is_old: bool,
    work: impl FnOnce(Answerer) + Send + 'static,
) -> Result<axum::http::Response<Body>, Failure> {
    let (sender, mut receiver) = oneshot::channel();
    let abandoned = Abandoned(Arc::clone(&run));
    let answerer = Answerer {
        waiting: sender,
        run: Arc::clone(&run),
        stall,
        is_old,
    };
    let thread = std::thread::Builder::new()
        .name("visitor".to_owned())
        .stack_size(crate::answer::stream::STACK);
    let spawned = thread.spawn(move || {
        let _turn = turn;
        step_back();
        work(answerer);
    });
    if spawned.is_err() {
        let status = StatusCode::SERVICE_UNAVAILABLE;
        return Err(Failure::new(status, "no thread can be started now"));
    }
    let head = tokio::select! {
        biased;
        head = &mut receiver => head,
        _ = &mut rung => {
            // It tells itself why it stopped, if it looks up soon.
            let soon = timeout(Duration::from_millis(500), &mut receiver).await;
            match (soon, run.stopped()) {
                (Ok(head), _) => head,
                (Err(_), reason) => return Err(told(reason.unwrap_or(Reason::Time))),
            }
        }
    };
    let broken = || {
        Failure::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "the evaluation broke down",
        )
    };
    match head.map_err(|_| broken())?? {
        Head::Whole(reply) => Ok(reply.into_response()),
        Head::Begun(reply, first, pieces) => {
            let response = reply.into_response();
            let (parts, _) = response.into_parts();
            let body = Rest {
                first: Some(first),
                pieces,
                rung: Some(rung),
                is_whole: false,
                _abandoned: abandoned,
            };
            Ok(axum::http::Response::from_parts(parts, Body::new(body)))
        }
    }
}

/// What a client is told whose query was stopped.
pub fn told(reason: Reason) -> Failure {
    let problem = match reason {
        Reason::Memory => {
            "the query takes more memory than the server allows; make it smaller \
             (LIMIT, fewer combinations), or come again when others have finished"
        }
        Reason::Time | Reason::Abandoned => {
            "the query was not answered within the server's time limit; make it smaller \
             (LIMIT, fewer combinations, no ORDER BY over everything)"
        }
    };
    Failure::new(StatusCode::SERVICE_UNAVAILABLE, problem)
}

/// Lets pages go first. Linux has a priority for each thread.
fn step_back() {
    #[cfg(target_os = "linux")]
    {
        // Who may not be nice competes on equal terms.
        let _equal = rustix::process::setpriority_process(None, 10);
    }
}

/// Stops the evaluation when it is dropped: the client has gone, or has it all.
struct Abandoned(Arc<Run>);

impl Drop for Abandoned {
    fn drop(&mut self) {
        self.0.stop(Reason::Abandoned);
    }
}

/// An answer that is still being written.
struct Rest {
    first: Option<Bytes>,
    pieces: mpsc::Receiver<Piece>,
    rung: Option<oneshot::Receiver<()>>,
    is_whole: bool,
    _abandoned: Abandoned,
}

impl http_body::Body for Rest {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(first) = self.first.take() {
            return Poll::Ready(Some(Ok(Frame::data(first))));
        }
        if self.is_whole {
            return Poll::Ready(None);
        }
        let cut = || io::Error::other("the answer was cut off");
        if let Some(rung) = &mut self.rung
            && Pin::new(rung).poll(context).is_ready()
        {
            self.rung = None;
            return Poll::Ready(Some(Err(cut())));
        }
        match ready!(self.pieces.poll_recv(context)) {
            Some(Piece::Bytes(bytes)) => Poll::Ready(Some(Ok(Frame::data(bytes)))),
            Some(Piece::End) => {
                self.is_whole = true;
                Poll::Ready(None)
            }
            None => Poll::Ready(Some(Err(cut()))),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.is_whole
    }
}
