//! Connections: so many at once, each of which has to say what it wants within a time.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower::ServiceExt;

/// So long the head of a request may take to arrive, and a connection may lie unused.
const HEAD: Duration = Duration::from_secs(20);
/// After a signal to end, requests that are under way have so long.
const LAST: Duration = Duration::from_secs(30);
/// After a failure to accept, such as too many open files.
const PAUSE: Duration = Duration::from_millis(100);
/// The most connections, however many files may be open.
const MOST: usize = 4096;
/// Files that are open besides: the database, its readers, a workbook.
const OTHER_FILES: u64 = 96;

/// Serves until `end` comes, then lets what is under way finish. Who comes when all places are taken waits for one:
/// those who say nothing are sent away after [`HEAD`].
pub(crate) async fn serve(listener: TcpListener, router: Router, end: impl Future<Output = ()>) {
    let (room, under_way) = (Arc::new(Semaphore::new(places())), GracefulShutdown::new());
    let mut end = std::pin::pin!(end);
    loop {
        let next = async {
            let place = Arc::clone(&room).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            next = next => next,
            () = &mut end => break,
        };
        match (place, accepted) {
            (Ok(place), Ok((stream, peer))) => talk(stream, peer, router.clone(), place, &under_way),
            (_, Err(error)) => {
                tracing::warn!(%error, "a connection was not accepted");
                tokio::time::sleep(PAUSE).await;
            }
            (Err(_), _) => break,
        }
    }
    drop(listener);
    let _ = tokio::time::timeout(LAST, under_way.shutdown()).await;
}

fn talk(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    place: OwnedSemaphorePermit,
    under_way: &GracefulShutdown,
) {
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let router = router.clone();
        async move {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(peer));
            let answered: Result<Response<Body>, Infallible> = router.oneshot(request).await;
            answered
        }
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD);
    let connection = under_way.watch(http.serve_connection(TokioIo::new(stream), service));
    tokio::spawn(async move {
        // Whoever goes away in the middle is no fault of ours.
        let _ = connection.await;
        drop(place);
    });
}

/// How many connections there is room for: as many files as the system lets us open, which is asked for first.
#[cfg(unix)]
fn places() -> usize {
    use nix::sys::resource::{Resource, getrlimit, setrlimit};
    let wanted = MOST as u64 + OTHER_FILES;
    let Ok((soft, hard)) = getrlimit(Resource::RLIMIT_NOFILE) else { return MOST };
    let raised = soft.max(wanted.min(hard));
    let open = if setrlimit(Resource::RLIMIT_NOFILE, raised, hard).is_ok() { raised } else { soft };
    usize::try_from(open.saturating_sub(OTHER_FILES)).unwrap_or(MOST).clamp(16, MOST)
}

#[cfg(not(unix))]
fn places() -> usize {
    MOST
}
