//! Cutting a text into the parts between `---` lines.

use std::ops::Range;

/// The parts of a text that may hold documents, from one `---` line up to the next.
///
/// No value of YAML can hold a line that starts with `---`, so a part that cannot be read leaves the next
/// one whole. Directives (`%YAML`) belong to the part that follows them.
pub(super) fn parts(text: &str, from: usize) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = from;
    // Where what nobody has looked at starts: nothing is looked at twice.
    let mut unseen = from;
    let rest = text.get(from..).unwrap_or_default();
    for (found, _) in rest.match_indices("\n---") {
        let line_start = from + found + 1;
        if is_separator(text.get(line_start..).unwrap_or_default()) {
            if has_content(text.get(unseen..line_start).unwrap_or_default()) {
                parts.push(start..line_start);
                start = line_start;
            }
            unseen = line_start;
        }
    }
    if has_content(text.get(unseen..).unwrap_or_default()) {
        parts.push(start..text.len());
    }
    parts
}

/// The content of a part behind its `---` line, with its offset in the part.
pub(super) fn body(part: &str) -> (&str, usize) {
    let Some(first) = part
        .split_inclusive('\n')
        .next()
        .filter(|line| is_separator(line))
    else {
        return (part, 0);
    };
    let separator = if first.trim_end().len() == 3 {
        first.len()
    } else {
        3
    };
    (part.get(separator..).unwrap_or_default(), separator)
}

fn is_separator(line: &str) -> bool {
    line.strip_prefix("---")
        .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']))
}

/// Whether there is anything but blank lines, comments, directives and document marks.
fn has_content(part: &str) -> bool {
    let json = part.trim_start().starts_with(['{', '[']);
    part.lines().any(|line| {
        let rest = if is_separator(line) {
            line.get(3..).unwrap_or_default()
        } else {
            line
        };
        let rest = rest.trim();
        let mark = rest == "..." || (line.starts_with('%') && !json);
        !(rest.is_empty() || rest.starts_with('#') || mark)
    })
}
