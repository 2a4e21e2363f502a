//! Scan: whether a text holds certain bytes, eight at a time. Most hosts and paths hold none of those
//! that ask for work, and are known to be as they should be after one look.

const ONES: u64 = 0x0101_0101_0101_0101;
/// What fills a word behind the end of a text.
const LETTERS: u64 = ONES * 0x61;
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
    if target.first() != Some(&b'/') {
        return None;
    }
    let (words, rest) = target.as_chunks::<8>();
    // The marks of slashes in the word before.
    let mut before = 0;
    for (index, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let slashes = marks(word, b'/');
        let behind = slashes << 8 | before;
        if may_stop(word, behind)
            && let Some(at) = stop(word, behind).ok()?
        {
            return Some(index * 8 + at);
        }
        before = slashes >> 56;
    }
    if !rest.is_empty() {
        let word = filled(target, rest);
        let behind = marks(word, b'/') << 8 | before;
        if may_stop(word, behind)
            && let Some(at) = stop(word, behind).ok()?
        {
            return Some(words.len() * 8 + at);
        }
    }
    Some(target.len())
}

/// The bytes of `rest`, fewer than eight with which `text` ends, and letters behind them.
#[inline]
fn filled(text: &[u8], rest: &[u8]) -> u64 {
    let bits = 8 * rest.len();
    if let Some(last) = text.last_chunk::<8>() {
        u64::from_le_bytes(*last) >> (64 - bits) | LETTERS << bits
    } else {
        let rest = rest.iter().rev();
        rest.fold(LETTERS, |word, byte| word << 8 | u64::from(*byte))
    }
}

/// Whether a text is a path in normal form, and nothing else.
pub(crate) fn is_normal_path(text: &[u8]) -> bool {
    normal_path(text) == Some(text.len())
}

/// Whether a word may hold the end of the path or something that is not normal, given the marks of
/// bytes behind slashes: a `?`, something up to `%`, or a slash or a dot behind a slash.
#[inline]
fn may_stop(word: u64, behind: u64) -> bool {
    let up_to_percent = word.wrapping_sub(ONES * 0x26) & !word;
    let empty = behind & marks(word | ONES, b'/');
    (up_to_percent | empty | marks(word, b'?')) & HIGH != 0
}

/// Something that a path in normal form does not hold.
struct NotNormal;

/// Where the path ends in a word, if it does, and is normal as far as there. Behind a first mark
/// others may be false, and are not looked at: what is marked falsely as standing behind a slash is a
/// dot behind a dot, back to one that does.
fn stop(word: u64, behind: u64) -> Result<Option<usize>, NotNormal> {
    let end = first(marks(word, b'?')).min(first(marks(word, b'#')));
    let odd = first(marks(word, b'%')).min(first(behind & marks(word | ONES, b'/')));
    if odd < end {
        return Err(NotNormal);
    }
    Ok((end < 8).then_some(end))
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
        for length in 1..40 {
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
