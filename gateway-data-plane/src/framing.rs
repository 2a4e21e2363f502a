//! Framing: a request that says both how long its body is and that it comes in chunks is refused (RFC 9112 section 6.1).
//!
//! hyper takes the chunks, drops the length, and closes the connection afterwards. That is safe here; yet whoever sends such a
//! request means that somebody on its way reads it in another way, and gets 400. Since hyper tells nobody of the length, the
//! bytes are watched on their way to it, and the end of such a head is made into what hyper refuses. Wherever the watch is in
//! doubt it ends, and hyper's way is left.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// A client's stream of HTTP.
#[derive(Debug)]
pub struct Framing<S> {
    stream: S,
    watch: Watch,
}

/// What is known of the request that is being read.
#[derive(Debug, Default)]
struct Watch {
    at: At,
    /// The start of a line whose end has not come.
    line: Vec<u8>,
    /// Whether the head has begun.
    begun: bool,
    length: Length,
    chunked: bool,
}

/// What a head says of the length of its body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Length {
    #[default]
    Untold,
    Bytes(u64),
    /// Something that is not read here, and may be a length to hyper.
    Unclear,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum At {
    #[default]
    Head,
    /// In so many bytes of a body without chunks.
    Body(u64),
    ChunkSize,
    /// In so many bytes of a chunk.
    Chunk(u64),
    Trailers,
    /// Not watching any more: what comes is not HTTP/1.1, or none that hyper takes.
    Over,
}

/// So many bytes of a line are looked at, however it comes.
const LONGEST: usize = 128;

impl<S> Framing<S> {
    /// A stream of which nothing was read.
    pub fn new(stream: S) -> Self {
        Self {
            stream,
            watch: Watch::default(),
        }
    }
}

impl Watch {
    /// Looks at bytes before hyper does.
    fn pass(&mut self, mut bytes: &mut [u8]) {
        while !bytes.is_empty() {
            match self.at {
                At::Over => return,
                At::Body(length) => bytes = self.skip(length, bytes, At::Body, At::Head),
                At::Chunk(length) => bytes = self.skip(length, bytes, At::Chunk, At::ChunkSize),
                At::Head | At::ChunkSize | At::Trailers => {
                    let end = memchr::memchr(b'\n', bytes);
                    let (line, rest) = bytes.split_at_mut(end.map_or(bytes.len(), |end| end + 1));
                    // Most lines come in one piece.
                    let whole = end.is_some() && self.line.is_empty();
                    if !whole {
                        let room = LONGEST.saturating_sub(self.line.len());
                        self.line
                            .extend_from_slice(line.get(..room).unwrap_or(line));
                    }
                    if end.is_some() {
                        let start = std::mem::take(&mut self.line);
                        let text = if whole { &*line } else { &start };
                        let text = text.get(..LONGEST).unwrap_or(text);
                        if self.refuses(text)
                            && let Some(last) = line.last_mut()
                        {
                            *last = 0;
                        }
                    }
                    bytes = rest;
                }
            }
        }
    }

    fn skip<'b>(
        &mut self,
        length: u64,
        bytes: &'b mut [u8],
        within: fn(u64) -> At,
        behind: At,
    ) -> &'b mut [u8] {
        let skipped = usize::try_from(length).map_or(bytes.len(), |length| length.min(bytes.len()));
        let left = length.saturating_sub(skipped as u64);
        self.at = if left == 0 { behind } else { within(left) };
        bytes.split_at_mut(skipped).1
    }

    /// Takes the start of a line in, and says whether it ends a head that is to be refused.
    fn refuses(&mut self, start: &[u8]) -> bool {
        let line = start.trim_ascii();
        match self.at {
            At::Head if line.is_empty() => {
                if self.chunked && self.length != Length::Untold {
                    self.at = At::Over;
                    return true;
                }
                // Lines before a request are nothing.
                if self.begun {
                    self.end_head();
                }
            }
            At::Head if self.begun => self.field(line, start.len() == LONGEST),
            At::Head => {
                self.begun = true;
                if line.starts_with(b"PRI ") || line.starts_with(b"CONNECT ") {
                    self.at = At::Over;
                }
            }
            At::ChunkSize => {
                let digits = line.split(|byte| *byte == b';').next().unwrap_or_default();
                let digits = std::str::from_utf8(digits.trim_ascii()).unwrap_or_default();
                self.at = match u64::from_str_radix(digits, 16) {
                    Ok(0) => At::Trailers,
                    Ok(size) => At::Chunk(size.saturating_add(2)),
                    Err(_) => At::Over,
                };
            }
            At::Trailers if line.is_empty() => self.at = At::Head,
            _ => {}
        }
        false
    }

    /// Takes a field in, of whose line there may be more than this.
    fn field(&mut self, line: &[u8], goes_on: bool) {
        let value_of = |name: &[u8]| {
            let (start, rest) = line.split_at_checked(name.len())?;
            let value = rest.strip_prefix(b":")?;
            start.eq_ignore_ascii_case(name).then_some(value)
        };
        if value_of(b"transfer-encoding").is_some() {
            self.chunked = true;
        } else if let Some(value) = value_of(b"content-length") {
            let value = std::str::from_utf8(value.trim_ascii()).unwrap_or_default();
            // What is no length is refused by hyper, unless it is one with many zeros.
            self.length = if goes_on || value.len() > 20 {
                Length::Unclear
            } else {
                Length::Bytes(value.parse().unwrap_or_default())
            };
        } else if value_of(b"upgrade").is_some() {
            self.at = At::Over;
        }
    }

    fn end_head(&mut self) {
        let (length, chunked) = (
            std::mem::take(&mut self.length),
            std::mem::take(&mut self.chunked),
        );
        self.begun = false;
        self.at = match length {
            _ if chunked => At::ChunkSize,
            Length::Unclear => At::Over,
            Length::Bytes(length) if length > 0 => At::Body(length),
            Length::Bytes(_) | Length::Untold => At::Head,
        };
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Framing<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(cx, buffer))?;
        let read = buffer.filled_mut().get_mut(before..);
        self.watch.pass(read.unwrap_or_default());
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Framing<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(cx, pieces)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    /// What hyper gets of a text, in pieces of this size.
    fn passed(text: &str, size: usize) -> String {
        let (mut watch, mut bytes) = (Watch::default(), text.as_bytes().to_vec());
        bytes.chunks_mut(size).for_each(|piece| watch.pass(piece));
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn two_lengths_are_made_into_what_nobody_reads() {
        let padded = format!("Content-Length:{}5", " ".repeat(LONGEST));
        let zeros = format!("content-length: {}5", "0".repeat(20));
        for length in ["Content-LENGTH: 5", &padded, &zeros] {
            refused(&format!(
                "POST / HTTP/1.1\r\n{length}\r\nTransfer-Encoding: chunked\r\n"
            ));
        }
    }

    /// Holds that this head is refused, whatever comes before it, and in whatever pieces.
    fn refused(both: &str) {
        for before in [
            "",
            "\r\n",
            "GET / HTTP/1.1\r\nhost: a\r\n\r\n",
            "GET / HTTP/1.1\n\n",
            "PUT / HTTP/1.1\r\ncontent-length: 4\r\n\r\n\r\n\r\n",
            "PUT / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n4;a=b\r\n\r\n\r\n\r\n0\r\nx: y\r\n\r\n",
        ] {
            for (end, refused) in [("\r\n", "\r\0"), ("\n", "\0")] {
                for size in [1, 2, 3, 7, 1000] {
                    let (text, expected) = (
                        format!("{before}{both}{end}behind"),
                        format!("{before}{both}{refused}behind"),
                    );
                    assert_eq!(passed(&text, size), expected, "{text} {size}");
                }
            }
        }
    }

    proptest! {
        /// What is told of bytes does not depend on how they come.
        #[test]
        fn pieces_of_any_size_are_as_good_as_a_whole(
            words in vec(select(WORDS), 0..40),
            size in 1_usize..200,
        ) {
            let text = words.concat();
            prop_assert_eq!(passed(&text, size), passed(&text, text.len().max(1)));
        }
    }

    /// What heads and bodies are made of, and what only looks like it.
    const WORDS: &[&str] = &[
        "GET / HTTP/1.1\r\n",
        "content-length: 5\r\n",
        "Content-Length:7\n",
        "content-length: ",
        "transfer-encoding: chunked\r\n",
        "upgrade: a\r\n",
        "PRI ",
        "\r\n",
        "\r\n\r\n",
        "\n",
        "\r",
        ":",
        ";",
        "0",
        "5",
        "abcde",
        " ",
        "                                                                ",
        "x: y\r\n",
        "5\r\nabcde\r\n",
        "0\r\n\r\n",
    ];

    #[test]
    fn everything_else_passes_as_it_is() {
        let two = "POST / HTTP/1.1\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n";
        let length = two.len();
        let long = format!("x-{}content-length: 5", "a".repeat(200));
        let spaces = " ".repeat(LONGEST);
        for text in [
            format!("PUT / HTTP/1.1\r\ncontent-length: {length}\r\n\r\n{two}"),
            format!(
                "PUT / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n{length:x}\r\n{two}\r\n0\r\n\r\n"
            ),
            format!("PUT / HTTP/1.1\r\ntransfer-encoding: chunked\r\n{long}\r\n\r\n0\r\n\r\n"),
            format!("PUT / HTTP/1.1\r\ncontent-length:{spaces}{length}\r\n\r\n{two}"),
            format!("GET / HTTP/1.1\r\nupgrade: websocket\r\n\r\n{two}"),
            format!("CONNECT a:1 HTTP/1.1\r\n\r\n{two}"),
            format!("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n{two}"),
            format!("PUT / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\nz\r\n\r\n{two}"),
        ] {
            for size in [1, 2, 3, 7, 1000] {
                assert_eq!(passed(&text, size), text, "{size}");
            }
        }
    }
}
