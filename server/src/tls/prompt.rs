//! A time-out for what comes first on a connection.

use axum_server::accept::Accept;
use futures::future::BoxFuture;
use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Sleep, sleep},
};

/// The first bytes of a client that speaks HTTP/2 (RFC 9113 §3.4). hyper waits until it has seen them all, or one that differs,
/// to know which version it is; while it waits, none of its own time-outs runs.
const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// Accepts connections as the acceptor inside does, and breaks those off whose client does not say in time which version of HTTP
/// it speaks.
#[derive(Clone)]
pub struct Prompt<A> {
    inner: A,
    patience: Duration,
}

impl<A> Prompt<A> {
    pub fn new(inner: A, patience: Duration) -> Self {
        Self { inner, patience }
    }
}

impl<A, I, S> Accept<I, S> for Prompt<A>
where
    A: Accept<I, S>,
    A::Future: Send + 'static,
    A::Stream: Send,
    A::Service: Send,
{
    type Stream = Opening<A::Stream>;
    type Service = A::Service;
    type Future = BoxFuture<'static, io::Result<(Self::Stream, Self::Service)>>;

    fn accept(&self, stream: I, service: S) -> Self::Future {
        let (accepted, patience) = (self.inner.accept(stream, service), self.patience);
        Box::pin(async move {
            let (stream, service) = accepted.await?;
            Ok((Opening { stream, waiting: Some(Waiting { heard: 0, deadline: Box::pin(sleep(patience)) }) }, service))
        })
    }
}

/// A connection of which the version of HTTP may not be known yet.
pub struct Opening<S> {
    stream: S,
    /// None once it is known.
    waiting: Option<Waiting>,
}

struct Waiting {
    /// How many bytes have come, all of them those of [`PREFACE`].
    heard: usize,
    deadline: Pin<Box<Sleep>>,
}

impl Waiting {
    /// Whether the version is known after these bytes too.
    fn ends_with(&mut self, bytes: &[u8]) -> bool {
        let expected = &PREFACE[self.heard..];
        self.heard += bytes.len();
        !expected.starts_with(bytes) || bytes.len() == expected.len()
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Opening<S> {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        let before = buffer.filled().len();
        let polled = Pin::new(&mut this.stream).poll_read(context, buffer);
        let Some(waiting) = &mut this.waiting else { return polled };
        if polled.is_pending() {
            ready!(waiting.deadline.as_mut().poll(context));
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        if waiting.ends_with(&buffer.filled()[before..]) {
            this.waiting = None;
        }
        polled
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Opening<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, buffer)
    }

    fn poll_write_vectored(mut self: Pin<&mut Self>, context: &mut Context<'_>, buffers: &[io::IoSlice<'_>]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, buffers)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::{PREFACE, Waiting};
    use std::time::Duration;
    use tokio::time::sleep;

    #[tokio::test]
    async fn the_version_is_known_by_the_whole_preface_or_by_the_first_byte_that_differs() {
        let known_after = |parts: &[&[u8]]| {
            let mut waiting = Waiting { heard: 0, deadline: Box::pin(sleep(Duration::ZERO)) };
            parts.iter().map(|part| waiting.ends_with(part)).collect::<Vec<_>>()
        };
        assert_eq!(known_after(&[b"GET / HTTP/1.1"]), [true]);
        assert_eq!(known_after(&[b"P", b"RI * ", b"X"]), [false, false, true]);
        assert_eq!(known_after(&[&PREFACE[..20], &PREFACE[20..]]), [false, true]);
        assert_eq!(known_after(&[&[PREFACE, b"more"].concat()]), [true]);
        assert_eq!(known_after(&[b"P", b"OST /"]), [false, true]);
    }
}
