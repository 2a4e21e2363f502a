//! Gathered: the few bytes of a short message are written as one piece.
//!
//! A head and a short body come as two pieces. To hand over a list of pieces costs the kernel more than it costs to copy them
//! together here.

use std::io;
use std::mem::MaybeUninit;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{AsyncWrite, ReadBuf};

/// So many bytes are copied at most.
const SHORT: usize = 2 << 10;

/// Writes pieces as [`AsyncWrite::poll_write_vectored`] does.
pub(crate) fn poll_write_gathered(
    stream: Pin<&mut impl AsyncWrite>,
    cx: &mut Context<'_>,
    pieces: &[io::IoSlice<'_>],
) -> Poll<io::Result<usize>> {
    let length: usize = pieces.iter().map(|piece| piece.len()).sum();
    match pieces {
        [piece] => stream.poll_write(cx, piece),
        _ if length <= SHORT => {
            let mut space = [MaybeUninit::uninit(); SHORT];
            let mut gathered = ReadBuf::uninit(&mut space);
            for piece in pieces {
                gathered.put_slice(piece);
            }
            stream.poll_write(cx, gathered.filled())
        }
        _ => stream.poll_write_vectored(cx, pieces),
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;

    use tokio::io::AsyncReadExt as _;

    use super::*;

    #[tokio::test]
    async fn pieces_are_written_in_order_whatever_their_lengths() {
        for lengths in [
            &[][..],
            &[3],
            &[200, 12],
            &[0, 5, 0],
            &[SHORT, 0],
            &[SHORT - 1, 1],
            &[SHORT, 1],
            &[5000],
            &[1, 5000, 7],
        ] {
            let (mut ours, mut theirs) = tokio::io::duplex(1 << 16);
            let pieces: Vec<Vec<u8>> = (b'a'..)
                .zip(lengths)
                .map(|(byte, length)| vec![byte; *length])
                .collect();
            let mut slices: Vec<_> = pieces.iter().map(|piece| io::IoSlice::new(piece)).collect();
            let mut left = &mut slices[..];
            while left.iter().any(|piece| !piece.is_empty()) {
                let written = poll_fn(|cx| poll_write_gathered(Pin::new(&mut ours), cx, left));
                let written = written.await.unwrap();
                io::IoSlice::advance_slices(&mut left, written);
            }
            drop(ours);
            let mut read = Vec::new();
            theirs.read_to_end(&mut read).await.unwrap();
            assert_eq!(read, pieces.concat(), "{lengths:?}");
        }
    }
}
