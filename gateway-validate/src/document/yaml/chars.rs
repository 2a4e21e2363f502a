//! Characters as YAML 1.1 sorts them.

/// Whether a byte is a space or a tab.
pub(super) const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

/// Whether a byte may stand in the name of an anchor or a directive.
pub(super) const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

/// The length of the end of a line at this byte; 0 where none is. YAML 1.1 has more of them than most:
/// next line (U+0085), line and paragraph separator (U+2028, U+2029).
pub(super) fn break_width(bytes: &[u8], at: usize) -> usize {
    let next = |distance: usize| bytes.get(at + distance).copied();
    match next(0) {
        Some(b'\r') if next(1) == Some(b'\n') => 2,
        Some(b'\n' | b'\r') => 1,
        Some(0xC2) if next(1) == Some(0x85) => 2,
        Some(0xE2) if next(1) == Some(0x80) && matches!(next(2), Some(0xA8 | 0xA9)) => 3,
        _ => 0,
    }
}

/// Whether the end of a line may start with a byte.
pub(super) const fn may_break(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r' | 0xC2 | 0xE2)
}

/// What an end of a line is in a value: separators stay, all others are a line feed. At the end of the text there
/// is none.
pub(super) fn line_end(written: &str) -> &str {
    match written.len() {
        0 | 3 => written,
        _ => "\n",
    }
}

/// The first character that no YAML text may hold: control characters, and what Unicode calls no character.
pub(super) fn first_forbidden(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_suspect = |byte: u8| match byte {
        b'\t' | b'\n' | b'\r' => false,
        0xC2 | 0xEF => true,
        _ => byte < b' ' || byte == 0x7F,
    };
    let mut from = 0;
    loop {
        let found = bytes
            .get(from..)?
            .iter()
            .position(|byte| is_suspect(*byte))?;
        let at = from + found;
        let next = |distance: usize| bytes.get(at + distance).copied().unwrap_or_default();
        let is_forbidden = match next(0) {
            0xC2 => next(1) < 0xA0 && next(1) != 0x85,
            0xEF => next(1) == 0xBF && next(2) >= 0xBE,
            _ => true,
        };
        if is_forbidden {
            return Some(at);
        }
        from = at + 1;
    }
}
