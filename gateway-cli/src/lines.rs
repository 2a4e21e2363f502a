//! Lines: a program asks a line at a time, and gets a line back for each.

use std::io::{self, BufRead, BufReader, Read, Write};

use gateway_validate::document::MAX_TEXT;

/// A line of the input.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Line<'l> {
    /// The line without its end.
    Text(&'l [u8]),
    /// A line that is longer than any request.
    TooLong,
}

/// Answers every line of `input` with one line. Memory does not grow with the number of lines nor beyond the
/// longest that is read, and what was answered is flushed before a read that may have to wait, so that a
/// program can ask, read and ask again.
pub(crate) fn each_line<W: Write>(
    mut input: BufReader<impl Read>,
    output: &mut W,
    mut answer: impl FnMut(Line<'_>, &mut W) -> io::Result<()>,
) -> io::Result<()> {
    let mut bytes = Vec::new();
    loop {
        if !input.buffer().contains(&b'\n') {
            output.flush()?;
        }
        bytes.clear();
        let mut bounded = input.by_ref().take(MAX_TEXT as u64 + 1);
        if bounded.read_until(b'\n', &mut bytes)? == 0 {
            return Ok(());
        }
        if bytes.len() > MAX_TEXT && bytes.last() != Some(&b'\n') {
            input.skip_until(b'\n')?;
            answer(Line::TooLong, output)?;
        } else {
            answer(Line::Text(without_end(&bytes)), output)?;
        }
        output.write_all(b"\n")?;
    }
}

fn without_end(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// What to say of a line that is longer than any request.
pub(crate) fn too_long() -> String {
    format!("the line is longer than {} MiB", MAX_TEXT >> 20)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may fail loudly")]
mod tests {
    use super::*;

    #[track_caller]
    fn check(input: &[u8], expected: &str) {
        let mut output = Vec::new();
        each_line(
            BufReader::new(input),
            &mut output,
            |line, output| match line {
                Line::Text(text) => write!(output, "<{}>", String::from_utf8_lossy(text)),
                Line::TooLong => write!(output, "too long"),
            },
        )
        .unwrap();
        assert_eq!(String::from_utf8(output).unwrap(), expected);
    }

    #[test]
    fn every_line_is_answered_whatever_ends_it() {
        check(b"", "");
        check(b"a\nb\r\n\nc", "<a>\n<b>\n<>\n<c>\n");
    }

    #[test]
    fn a_line_beyond_the_bound_harms_no_other() {
        let mut input = vec![b'x'; MAX_TEXT + 2];
        input.extend_from_slice(b"\nb");
        check(&input, "too long\n<b>\n");
        let mut input = vec![b'x'; MAX_TEXT];
        input.extend_from_slice(b"\n");
        assert_eq!(input.len(), MAX_TEXT + 1);
        let mut lines = 0;
        each_line(
            BufReader::new(input.as_slice()),
            &mut io::sink(),
            |line, _| {
                assert!(matches!(line, Line::Text(text) if text.len() == MAX_TEXT));
                lines += 1;
                Ok(())
            },
        )
        .unwrap();
        assert_eq!(lines, 1);
    }
}
