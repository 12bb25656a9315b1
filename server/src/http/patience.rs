//! How long a body may take to arrive: it may not pause for long, nor trickle. Time that the program itself takes does not count.

use axum::{
    body::{Body, Bytes},
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Response},
};
use futures::{Stream, StreamExt, stream};
use http::header::{CONNECTION, HeaderValue};
use model::AppError;
use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::time::{Instant, timeout};

/// How long a body may pause.
const PAUSE: Duration = Duration::from_secs(30);

/// What a body must bring in a second, in bytes, once it has been waited for as long as [`PAUSE`] in all.
const RATE: f64 = 1000.0;

/// Give up on bodies that take too long. Whatever became of the request then, the answer is `timed_out`.
pub async fn limit(request: Request, next: Next) -> Response {
    if request.method().is_safe() {
        return next.run(request).await;
    }
    let given_up = Arc::new(AtomicBool::new(false));
    let (parts, body) = request.into_parts();
    let body = Body::from_stream(patiently(body.into_data_stream(), given_up.clone()));
    let response = next.run(Request::from_parts(parts, body)).await;
    if !given_up.load(Ordering::Relaxed) {
        return response;
    }
    let mut response = AppError::TimedOut.into_response();
    response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    response
}

/// The body, until it takes too long.
fn patiently<E>(
    body: impl Stream<Item = Result<Bytes, E>> + Unpin + Send,
    given_up: Arc<AtomicBool>,
) -> impl Stream<Item = io::Result<Bytes>> + Send
where
    E: Into<axum::BoxError> + Send,
{
    let state = (body, given_up, Duration::ZERO, 0.0);
    stream::unfold(state, async |(mut body, given_up, waited, arrived)| {
        let begun = Instant::now();
        let next = timeout(PAUSE, body.next()).await;
        let waited = waited + begun.elapsed();
        let (chunk, arrived) = match next {
            Ok(None) => return None,
            Ok(Some(Ok(chunk))) => {
                let arrived = arrived + f64::from(u32::try_from(chunk.len()).unwrap_or(u32::MAX));
                let is_trickle = waited > PAUSE && arrived < RATE * waited.as_secs_f64();
                (if is_trickle { Err(io::ErrorKind::TimedOut.into()) } else { Ok(chunk) }, arrived)
            }
            Ok(Some(Err(error))) => (Err(io::Error::other(error)), arrived),
            Err(_) => (Err(io::ErrorKind::TimedOut.into()), arrived),
        };
        if matches!(&chunk, Err(error) if error.kind() == io::ErrorKind::TimedOut) {
            given_up.store(true, Ordering::Relaxed);
        }
        Some((chunk, (body, given_up, waited, arrived)))
    })
}

#[cfg(test)]
mod tests {
    use super::patiently;
    use axum::body::Bytes;
    use futures::{StreamExt, TryStreamExt, stream};
    use std::{
        io,
        sync::{
            Arc,
            atomic::{AtomicBool, Ordering},
        },
        time::Duration,
    };
    use tokio::time::sleep;

    /// What arrives, in bytes, of a body of 100 chunks that come every so often, and whether it was given up.
    async fn arrives(size: usize, every: Duration) -> (Option<usize>, bool) {
        let chunks = stream::iter(0..100).then(move |_| async move {
            sleep(every).await;
            Ok::<_, io::Error>(Bytes::from(vec![0; size]))
        });
        let given_up = Arc::new(AtomicBool::new(false));
        let whole: io::Result<Vec<Bytes>> = patiently(chunks.boxed(), given_up.clone()).try_collect().await;
        (whole.ok().map(|chunks| chunks.iter().map(Bytes::len).sum()), given_up.load(Ordering::Relaxed))
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_may_be_slow_but_neither_stop_nor_trickle() {
        assert_eq!(arrives(20_000, Duration::from_secs(10)).await, (Some(2_000_000), false));
        assert_eq!(arrives(10, Duration::from_millis(100)).await, (Some(1000), false), "it is over before it matters");
        assert_eq!(arrives(100, Duration::from_secs(1)).await, (None, true), "100 bytes in a second");
        assert_eq!(arrives(1_000_000, Duration::from_secs(31)).await, (None, true), "a pause of 31 seconds");
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_breaks_off_is_not_given_up() {
        let broken = stream::iter([Ok(Bytes::from_static(b"half")), Err(io::Error::other("lost"))]);
        let given_up = Arc::new(AtomicBool::new(false));
        let whole: io::Result<Vec<Bytes>> = patiently(broken, given_up.clone()).try_collect().await;
        assert!(whole.is_err() && !given_up.load(Ordering::Relaxed));
    }
}
