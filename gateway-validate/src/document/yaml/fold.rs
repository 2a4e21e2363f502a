//! Lines that become one: an end of a line is a blank, and blank lines are ends of lines.

use std::borrow::Cow;

use super::chars;

/// Adds a part of the text, which is borrowed as long as it is the only one.
pub(super) fn push<'s>(text: &mut Cow<'s, str>, part: &'s str) {
    if text.is_empty() {
        *text = Cow::Borrowed(part);
    } else if !part.is_empty() {
        text.to_mut().push_str(part);
    }
}

/// Adds what ends of lines, with blanks between them, are in a value.
pub(super) fn push_gap(text: &mut String, gap: &str) {
    let mut ends = line_ends(gap);
    let first = ends.next().unwrap_or_default();
    let before = text.len();
    if first != "\n" {
        text.push_str(first);
    }
    text.extend(ends);
    if first == "\n" && text.len() == before {
        text.push(' ');
    }
}

/// Adds what the ends of lines behind an escaped one are in a value.
pub(super) fn push_line_ends(text: &mut String, gap: &str) {
    text.extend(line_ends(gap));
}

fn line_ends(gap: &str) -> impl Iterator<Item = &str> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let width = chars::break_width(gap.as_bytes(), at);
            if width > 0 {
                at += width;
                return gap.get(at - width..at).map(chars::line_end);
            }
            if at >= gap.len() {
                return None;
            }
            at += 1;
        }
    })
}
