//! Work on many items, on all processors.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Fewer items are not worth a thread.
const FEW: usize = 64;
/// Chunks for each thread, so that one with long items does not keep the others waiting.
const CHUNKS: usize = 8;
/// How much stack a thread gets: what walks values goes as deep as they may nest.
const STACK: usize = 16 << 20;

/// Maps chunks of a slice, in no order and on as many threads as there are processors, and puts what they become
/// one after another: the same as `map(items)` where `map` takes each item by itself.
pub fn in_chunks<T: Sync, R: Send>(items: &[T], map: impl Fn(&[T]) -> Vec<R> + Sync) -> Vec<R> {
    in_chunks_beside(items, map, || ()).0
}

/// As [`in_chunks`], and what cannot be divided beside it: this thread does `whole`, and then helps the others.
pub fn in_chunks_beside<T: Sync, R: Send, W>(
    items: &[T],
    map: impl Fn(&[T]) -> Vec<R> + Sync,
    whole: impl FnOnce() -> W,
) -> (Vec<R>, W) {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    if items.len() < FEW || threads == 1 {
        return (map(items), whole());
    }
    let size = items.len().div_ceil(threads * CHUNKS);
    let chunks: Vec<&[T]> = items.chunks(size).collect();
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(chunks.len()));
    let work = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(chunk) = chunks.get(number) else {
                return;
            };
            let mapped = map(chunk);
            if let Ok(mut done) = done.lock() {
                done.push((number, mapped));
            }
        }
    };
    let whole = thread::scope(|scope| {
        for _ in 1..threads {
            // Where there are no threads to have, this one does it all.
            let _ = thread::Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, work);
        }
        let whole = whole();
        work();
        whole
    });
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_unstable_by_key(|(number, _)| *number);
    let mapped = done.into_iter().flat_map(|(_, mapped)| mapped);
    (mapped.collect(), whole)
}

#[cfg(test)]
mod tests {
    use super::{in_chunks, in_chunks_beside};

    #[test]
    fn what_comes_out_is_in_the_order_of_what_went_in() {
        let items: Vec<usize> = (0..1000).collect();
        let odd = |items: &[usize]| items.iter().copied().filter(|item| item % 2 == 1).collect();
        assert_eq!(in_chunks(&items, odd), odd(&items));
        assert_eq!(in_chunks(&items[..3], odd), [1]);
        assert!(in_chunks(&[], odd).is_empty());
        let total = || items.iter().sum::<usize>();
        assert_eq!(in_chunks_beside(&items, odd, total), (odd(&items), total()));
    }
}
