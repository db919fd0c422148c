//! The TCP connection below lettre's SMTP, with the two bounds that lettre 0.11 lacks.
//!
//! Both belong upstream, in `AsyncSmtpConnection`: `starttls` should refuse what its buffer holds behind the
//! answer 220, which it takes for answers that came after the handshake, and `read_response` should count a
//! line while it comes, not when it has ended.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use lettre::transport::smtp::client::AsyncTokioStream;
use tokio::io::{AsyncBufRead as _, AsyncRead, AsyncWrite, BufReader, ReadBuf};
use tokio::net::TcpStream;

/// Most bytes of one answer. RFC 5321 (4.5.3.1.5) gives a line 512, and the longest answer, to EHLO, has
/// some twenty lines; a TLS handshake, which passes here too, has certificates of 10 KiB at most.
pub const ANSWER: usize = 32 * 1024;

/// A server that goes on and on in place of answering.
#[derive(Debug)]
pub struct Endless;

impl fmt::Display for Endless {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "more than {} KiB in one answer", ANSWER / 1024)
    }
}

impl std::error::Error for Endless {}

/// A connection that gives out one line at most per read.
///
/// So lettre never holds what stands behind a line. What was sent behind the 220 of STARTTLS, in its packet or
/// after it, is left to the handshake, which fails on it.
#[derive(Debug)]
pub struct Wire {
    stream: BufReader<TcpStream>,
    /// Bytes that came since the last ones that were sent.
    answered: usize,
}

impl Wire {
    pub async fn connect(host: &str, port: u16) -> io::Result<Self> {
        let stream = BufReader::new(TcpStream::connect((host, port)).await?);
        Ok(Self { stream, answered: 0 })
    }
}

impl AsyncTokioStream for Wire {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.stream.get_ref().peer_addr()
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.answered > ANSWER {
            return Poll::Ready(Err(io::Error::other(Endless)));
        }
        let bytes = ready!(Pin::new(&mut self.stream).poll_fill_buf(cx))?;
        let line = bytes.iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |end| end + 1);
        let count = line.min(buffer.remaining());
        buffer.put_slice(&bytes[..count]);
        tokio::io::AsyncBufRead::consume(Pin::new(&mut self.stream), count);
        self.answered += count;
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Wire {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.answered = 0;
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
