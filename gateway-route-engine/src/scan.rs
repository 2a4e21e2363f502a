//! Scan: whether a text holds certain bytes, eight at a time. Most hosts and paths hold none of those
//! that ask for work, and are known to be as they should be after one look.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Whether a text holds any of these bytes.
#[inline]
pub(crate) fn holds_any<const N: usize>(text: &[u8], wanted: [u8; N]) -> bool {
    let any = |word| wanted.iter().any(|byte| equal(word, *byte) != 0);
    let Some(last) = text.last_chunk::<8>() else {
        return text.iter().any(|byte| wanted.contains(byte));
    };
    let (words, _) = text.as_chunks::<8>();
    words.iter().any(|word| any(u64::from_le_bytes(*word))) || any(u64::from_le_bytes(*last))
}

/// Whether a request target is a path in normal form and nothing else: it starts with `/`, and holds
/// no `?`, no `#`, no escape, no empty element and none that starts with a dot.
#[inline]
pub(crate) fn is_normal_path(target: &[u8]) -> bool {
    let Some((b'/', rest)) = target.split_first() else {
        return false;
    };
    // Each step looks at eight pairs of bytes that follow each other; the last one, which ends where
    // the text does, looks at some of them again.
    let Some(last) = rest.len().checked_sub(8) else {
        return is_normal_short(target);
    };
    let normal = |at: usize| {
        let word = |at: usize| target.get(at..)?.first_chunk::<8>();
        let (Some(one), Some(next)) = (word(at), word(at + 1)) else {
            return false;
        };
        let (one, next) = (u64::from_le_bytes(*one), u64::from_le_bytes(*next));
        let special = equal(next, b'?') | equal(next, b'#') | equal(next, b'%');
        let behind_slash = equal(next, b'/') | equal(next, b'.');
        special | (equal(one, b'/') & behind_slash) == 0
    };
    (0..last).step_by(8).all(normal) && normal(last)
}

fn is_normal_short(target: &[u8]) -> bool {
    let special = |byte: &u8| matches!(byte, b'?' | b'#' | b'%');
    let empty = |pair: &[u8]| matches!(pair, [b'/', b'/' | b'.']);
    !target.iter().any(special) && !target.windows(2).any(empty)
}

/// The high bit of each byte of `word` that is `byte`.
fn equal(word: u64, byte: u8) -> u64 {
    let other = word ^ (ONES * u64::from(byte));
    !(((other & !HIGH) + !HIGH) | other) & HIGH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_is_found_wherever_it_stands() {
        for length in 0..40 {
            let text = vec![b'a'; length];
            assert!(!holds_any(&text, [b':', b'@', 0]));
            for at in 0..length {
                for byte in [b':', b'@', 0] {
                    let mut text = text.clone();
                    text[at] = byte;
                    assert!(holds_any(&text, [b':', b'@', 0]), "{text:?}");
                    assert!(!holds_any(&text, [b'[', 0x80]), "{text:?}");
                }
            }
        }
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
                ] {
                    let mut text = plain.clone();
                    let end = (at + piece.len()).min(length);
                    text[at..end].copy_from_slice(&piece[..end - at]);
                    let expected = is_normal_short(&text);
                    assert_eq!(is_normal_path(&text), expected, "{}", text.escape_ascii());
                }
            }
        }
        assert!(!is_normal_path(b""));
        assert!(!is_normal_path(b"*"));
        assert!(!is_normal_path(b"//example.com"));
    }
}
