//! Scan: whether a text holds certain bytes, eight or sixteen at a time. Most hosts and paths hold none
//! of those that ask for work, and are known to be as they should be after one look.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Whether a text holds any of these bytes, none of them 0.
#[inline]
pub(crate) fn holds_any<const N: usize>(text: &[u8], wanted: [u8; N]) -> bool {
    let any = |word| {
        let marks = wanted.iter().fold(0, |all, byte| all | marks(word, *byte));
        marks & HIGH != 0
    };
    let (words, rest) = text.as_chunks::<8>();
    words.iter().any(|word| any(u64::from_le_bytes(*word))) || (!rest.is_empty() && any(end(text)))
}

/// Whether two texts are the same: for short ones, where a call takes longer than the comparison.
#[inline]
pub(crate) fn same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    // The last bytes are compared together with some before them.
    if let (Some(last), Some(other_last)) = (one.last_chunk::<8>(), other.last_chunk()) {
        let mut words = one.as_chunks::<8>().0.iter().zip(other.as_chunks().0);
        last == other_last && words.all(|(one, other)| one == other)
    } else if let (Some(last), Some(other_last)) = (one.last_chunk::<4>(), other.last_chunk()) {
        last == other_last && one.first_chunk::<4>() == other.first_chunk()
    } else {
        one.iter().eq(other)
    }
}

/// Where a byte first stands in a text.
#[inline]
pub(crate) fn find(text: &[u8], byte: u8) -> Option<usize> {
    let (words, rest) = text.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let found = marks(u64::from_le_bytes(*word), byte);
        if found & HIGH != 0 {
            return Some(index * 8 + first(found));
        }
    }
    let at = rest.iter().position(|found| *found == byte);
    at.map(|at| words.len() * 8 + at)
}

/// The length of the path that a request target starts with, up to its end, a `?` or a `#`, if that
/// path is in normal form: it starts with `/`, and holds no escape, no empty element and none that
/// starts with a dot.
#[inline]
pub(crate) fn normal_path(target: &[u8]) -> Option<usize> {
    let [b'/', bytes @ ..] = target else {
        return None;
    };
    // Each byte beside the one before it.
    let before = &target[..bytes.len()];
    let pairs = before.as_chunks().0.iter().zip(bytes.as_chunks().0);
    let clean = pairs.take_while(|(before, bytes)| !may_stop::<16>(before, bytes));
    let clean = clean.count() * 16;
    if bytes.len() - clean < 16 && !tail_may_stop(before, bytes) {
        return Some(target.len());
    }
    // Most often it is a query that stands there.
    let query = find(&bytes[clean..], b'?').map(|at| clean + at);
    if let Some(end) = query
        && end - clean < 16
        && !tail_may_stop(&before[..end], &bytes[..end])
    {
        return Some(end + 1);
    }
    let mut pairs = before.iter().zip(bytes).skip(clean);
    match pairs.position(|(before, byte)| is_stop(*before, *byte)) {
        Some(at) => matches!(bytes[clean + at], b'?' | b'#').then_some(clean + at + 1),
        None => Some(target.len()),
    }
}

/// Whether a path in normal form ends at this byte, or is not one because of it.
#[inline]
fn is_stop(before: u8, byte: u8) -> bool {
    matches!(byte, b'?' | b'#' | b'%') || (before == b'/' && matches!(byte, b'/' | b'.'))
}

/// Whether one of some bytes may be a [stop](is_stop): one up to `%` is taken for one.
///
/// Not in line, where the compiler makes one of two loads that overlap, and takes long to part it.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "all bytes are looked at at once where no answer ends the search"
)]
#[inline(never)]
fn may_stop<const N: usize>(before: &[u8; N], bytes: &[u8; N]) -> bool {
    before.iter().zip(bytes).fold(false, |any, (before, byte)| {
        let empty = (*before == b'/') & (*byte | 1 == b'/');
        any | empty | (*byte <= b'%') | (*byte == b'?')
    })
}

/// The same for the last bytes, up to sixteen, together with some before them.
#[inline]
fn tail_may_stop(before: &[u8], bytes: &[u8]) -> bool {
    if let (Some(before), Some(bytes)) = (before.last_chunk(), bytes.last_chunk()) {
        return may_stop::<16>(before, bytes);
    }
    let first = before.first_chunk().zip(bytes.first_chunk());
    let last = before.last_chunk().zip(bytes.last_chunk());
    let may_stop = |(before, bytes)| may_stop::<8>(before, bytes);
    first.is_none_or(may_stop) || last.is_none_or(may_stop)
}

/// Whether a text is a path in normal form, and nothing else.
pub(crate) fn is_normal_path(text: &[u8]) -> bool {
    normal_path(text) == Some(text.len())
}

/// The last bytes of a text that is not empty and whose length is no multiple of eight, some bytes
/// of the text twice.
#[inline]
pub(crate) fn end(text: &[u8]) -> u64 {
    if let Some(last) = text.last_chunk::<8>() {
        u64::from_le_bytes(*last)
    } else if let (Some(first), Some(last)) = (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        u64::from(first) | u64::from(last) << 32
    } else {
        let byte = |index: usize| text.get(index).map_or(0, |byte| u64::from(*byte));
        byte(0) | byte(text.len() / 2) << 8 | byte(text.len().saturating_sub(1)) << 16
    }
}

/// The high bit of each byte of `word` that is `byte`, and other bits. Behind the first byte that is,
/// those that differ in their lowest bit may be marked, too.
#[inline]
fn marks(word: u64, byte: u8) -> u64 {
    let other = word ^ (ONES * u64::from(byte));
    other.wrapping_sub(ONES) & !other
}

/// The high bit of each byte of `word` that is `byte`, and no other bit.
#[inline]
pub(crate) fn exact_marks(word: u64, byte: u8) -> u64 {
    let other = word ^ (ONES * u64::from(byte));
    !(((other & !HIGH) + !HIGH) | other) & HIGH
}

/// The place of the first mark; that behind the word where there is none.
#[inline]
fn first(marks: u64) -> usize {
    (marks & HIGH).trailing_zeros() as usize / 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_is_found_wherever_it_stands() {
        for length in 0..40 {
            let text = vec![b'a'; length];
            assert!(!holds_any(&text, [b':', b'@', 1]));
            for at in 0..length {
                for byte in [b':', b'@', 1] {
                    let mut text = text.clone();
                    text[at] = byte;
                    assert!(holds_any(&text, [b':', b'@', 1]), "{text:?}");
                    assert!(!holds_any(&text, [b'[', 0x80]), "{text:?}");
                }
            }
        }
    }

    #[test]
    fn texts_are_the_same_that_differ_nowhere() {
        for length in 0..40 {
            let text = vec![b'a'; length];
            assert!(same(&text, &text.clone()));
            assert!(!same(&text, &vec![b'a'; length + 1]));
            for at in 0..length {
                let mut other = text.clone();
                other[at] = b'b';
                assert!(!same(&text, &other), "{length} {at}");
            }
        }
    }

    #[test]
    fn the_first_of_a_byte_is_found() {
        for length in 0..40 {
            assert_eq!(find(&vec![b'.'; length], b'/'), None);
            for at in 0..length {
                let mut text = vec![b'.'; length];
                text[at..].fill(b'/');
                assert_eq!(find(&text, b'/'), Some(at), "{length}");
            }
        }
    }

    /// The definition, byte by byte.
    fn normal_path_slowly(target: &[u8]) -> Option<usize> {
        let end = target.iter().position(|byte| matches!(byte, b'?' | b'#'));
        let path = &target[..end.unwrap_or(target.len())];
        let odd = |pair: &[u8]| matches!(pair, [b'/', b'/' | b'.']);
        let normal = path.starts_with(b"/") && !path.contains(&b'%') && !path.windows(2).any(odd);
        normal.then_some(path.len())
    }

    #[test]
    fn a_path_is_normal_as_far_as_it_can_be_seen_byte_by_byte() {
        for length in 1..60 {
            let mut plain = vec![b'a'; length];
            plain[0] = b'/';
            assert!(is_normal_path(&plain));
            for at in 1..length {
                for piece in [
                    &b"?"[..],
                    b"#",
                    b"%",
                    b"//",
                    b"/.",
                    b"/a",
                    b".",
                    b"\xc3",
                    b"/",
                    b"/...",
                    b"?//",
                    b"/?%",
                    b"//?",
                    b"%#",
                    b"?/.",
                    b"a/?/",
                    b"!",
                    b"!?",
                    b"$//",
                    b"?%//",
                    b"/.?",
                    b"\x00",
                    b"\xff/",
                    b"\xaf.",
                ] {
                    let mut text = plain.clone();
                    let end = (at + piece.len()).min(length);
                    text[at..end].copy_from_slice(&piece[..end - at]);
                    let expected = normal_path_slowly(&text);
                    assert_eq!(normal_path(&text), expected, "{}", text.escape_ascii());
                }
            }
        }
        assert!(!is_normal_path(b""));
        assert!(!is_normal_path(b"*"));
        assert!(!is_normal_path(b"//example.com"));
    }
}
