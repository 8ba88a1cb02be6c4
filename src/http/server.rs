//! Listening, serving connections, stopping: no client can hold the server by being slow, and
//! nothing under way is dropped when it is told to stop.

use super::route::router;
use super::site::Site;
use super::stall::Impatient;
use super::watch::watch;
use axum::extract::{ConnectInfo, Request};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::runtime::Builder;
use tokio::sync::{Notify, Semaphore};
use tokio::time::{sleep, timeout};
use tower::ServiceExt;

/// Serving ends early.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    #[error("cannot listen on {address}: {}", told(.source))]
    Listen {
        address: SocketAddr,
        source: io::Error,
    },
    #[error("cannot start: {0}")]
    Start(io::Error),
}

fn told(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::AddrInUse => {
            "another program listens there; choose another with --port, or --port 0 for any free one"
                .to_owned()
        }
        io::ErrorKind::PermissionDenied => {
            "that port is reserved; choose one above 1023 with --port".to_owned()
        }
        io::ErrorKind::AddrNotAvailable => {
            "this machine has no such address; --host takes one of its own".to_owned()
        }
        _ => error.to_string(),
    }
}

/// Serves until a signal ends it; `listening` is told the address, whose port may have been
/// chosen by the system.
///
/// # Errors
/// If the address cannot be listened on, or the runtime does not start.
pub fn serve(
    site: Site,
    address: SocketAddr,
    log: bool,
    listening: impl FnOnce(SocketAddr),
) -> Result<(), ServeError> {
    let runtime = Builder::new_multi_thread()
        .enable_all()
        .thread_name("serve")
        .build()
        .map_err(ServeError::Start)?;
    let grace = site.limits().farewell;
    let served = runtime.block_on(async {
        let listen = |source| ServeError::Listen { address, source };
        let listener = TcpListener::bind(address).await.map_err(listen)?;
        listening(listener.local_addr().map_err(listen)?);
        let again = Arc::new(Notify::new());
        signals::on_hangup(Arc::clone(&again));
        let watching = tokio::spawn(watch(site.clone(), again));
        accept(site, listener, log).await;
        watching.abort();
        Ok(())
    });
    // A query that outlives its request does not keep the program.
    runtime.shutdown_timeout(grace.min(Duration::from_millis(200)));
    served
}

async fn accept(site: Site, listener: TcpListener, log: bool) {
    let limits = *site.limits();
    let router = router(site.clone(), log);
    let open = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(limits.connections.max(1)));
    let mut end = std::pin::pin!(signals::ended());
    loop {
        let place = tokio::select! {
            place = Arc::clone(&places).acquire_owned() => place,
            () = &mut end => break,
        };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut end => break,
        };
        let Ok((stream, client)) = accepted else {
            // Too many open files, or a client that left at once: neither lasts.
            sleep(Duration::from_millis(20)).await;
            continue;
        };
        // Small answers are sent at once.
        let _slower = stream.set_nodelay(true);
        let counted = site.clone();
        counted.metrics().connections.inc();
        let router = router.clone();
        let service = service_fn(move |request: hyper::Request<Incoming>| {
            let mut request: Request = request.map(axum::body::Body::new);
            request.extensions_mut().insert(ConnectInfo(client));
            router.clone().oneshot(request)
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(limits.head)
            .max_headers(100)
            .max_buf_size(64 << 10)
            .serve_connection(TokioIo::new(Impatient::new(stream, limits.stall)), service);
        let connection = open.watch(connection);
        tokio::spawn(async move {
            // A broken connection concerns its client alone.
            let _broken = connection.await;
            counted.metrics().connections.dec();
            drop(place);
        });
    }
    drop(listener);
    let _late = timeout(limits.farewell, open.shutdown()).await;
}

#[cfg(unix)]
mod signals {
    use std::sync::Arc;
    use tokio::signal::unix::{SignalKind, signal};
    use tokio::sync::Notify;

    /// Waits for SIGTERM or SIGINT.
    pub async fn ended() {
        let (Ok(mut terminate), Ok(mut interrupt)) = (
            signal(SignalKind::terminate()),
            signal(SignalKind::interrupt()),
        ) else {
            return std::future::pending().await;
        };
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    }

    /// Notifies of every SIGHUP.
    pub fn on_hangup(again: Arc<Notify>) {
        let Ok(mut hangup) = signal(SignalKind::hangup()) else {
            return;
        };
        tokio::spawn(async move {
            while hangup.recv().await.is_some() {
                again.notify_one();
            }
        });
    }
}

#[cfg(not(unix))]
mod signals {
    use std::sync::Arc;
    use tokio::sync::Notify;

    /// Waits for Ctrl-C.
    pub async fn ended() {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending().await
        }
    }

    /// There is no such signal here; files are watched all the same.
    pub fn on_hangup(_: Arc<Notify>) {}
}
