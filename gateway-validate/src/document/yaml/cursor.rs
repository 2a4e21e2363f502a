//! A place in a text that moves forward, with its line and column.

use super::super::error::DocumentError;
use super::super::source::Span;
use super::chars;
use super::faults::Fault;

#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'s> {
    text: &'s str,
    /// Where the text starts in its source.
    offset: u32,
    at: usize,
    line: usize,
    /// Where the line starts; columns are counted from there. Wherever a column counts, there is nothing but
    /// ASCII before it in its line, so that bytes are characters.
    line_start: usize,
}

impl<'s> Cursor<'s> {
    pub(super) fn new(text: &'s str, offset: u32) -> Self {
        Self {
            text,
            offset,
            at: 0,
            line: 0,
            line_start: 0,
        }
    }

    pub(super) fn at(&self) -> usize {
        self.at
    }

    pub(super) fn line(&self) -> usize {
        self.line
    }

    pub(super) fn column(&self) -> usize {
        self.at - self.line_start
    }

    /// The next byte; 0 at the end, as no text holds it.
    pub(super) fn peek(&self) -> u8 {
        self.peek_at(0)
    }

    pub(super) fn peek_at(&self, distance: usize) -> u8 {
        let byte = self.text.as_bytes().get(self.at + distance);
        byte.copied().unwrap_or_default()
    }

    /// Whether there is nothing but blanks before a place of the source in its line.
    pub(super) fn starts_line(&self, place: u32) -> bool {
        let before = self.slice(0, place.saturating_sub(self.offset) as usize);
        let before = before.trim_end_matches([' ', '\t']);
        before.is_empty() || before.ends_with(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'])
    }

    /// The byte at a place of the source.
    pub(super) fn byte_at(&self, place: u32) -> u8 {
        let at = place.saturating_sub(self.offset) as usize;
        self.text.as_bytes().get(at).copied().unwrap_or_default()
    }

    pub(super) fn rest(&self) -> &'s str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn slice(&self, from: usize, to: usize) -> &'s str {
        self.text.get(from..to).unwrap_or_default()
    }

    pub(super) fn advance(&mut self, bytes: usize) {
        self.at += bytes;
    }

    /// The length of the end of a line here; 0 where none is.
    pub(super) fn break_width(&self) -> usize {
        chars::break_width(self.text.as_bytes(), self.at)
    }

    /// Whether the byte at a distance separates: a blank, the end of a line or of the text.
    pub(super) fn is_separated(&self, distance: usize) -> bool {
        let byte = self.peek_at(distance);
        byte == 0
            || chars::is_blank(byte)
            || (chars::may_break(byte)
                && chars::break_width(self.text.as_bytes(), self.at + distance) > 0)
    }

    /// Whether a line or the text ends here.
    pub(super) fn is_line_end(&self) -> bool {
        self.peek() == 0 || self.break_width() > 0
    }

    /// Moves behind an end of a line; false where none is.
    pub(super) fn skip_break(&mut self) -> bool {
        let width = self.break_width();
        if width > 0 {
            self.at += width;
            self.line += 1;
            self.line_start = self.at;
        }
        width > 0
    }

    pub(super) fn skip_blanks(&mut self) {
        while chars::is_blank(self.peek()) {
            self.at += 1;
        }
    }

    /// Moves to the end of the line.
    pub(super) fn skip_line(&mut self) {
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            if chars::may_break(*byte) && chars::break_width(bytes, self.at) > 0 {
                return;
            }
            self.at += 1;
        }
    }

    /// What ends without the end of a line ends a line all the same.
    pub(super) fn end_line(&mut self) {
        if self.column() > 0 {
            self.line += 1;
            self.line_start = self.at;
        }
    }

    /// Whether a line starts here with `---` or `...` and nothing directly behind it.
    pub(super) fn is_document_mark(&self) -> bool {
        self.column() == 0
            && matches!(self.peek(), b'-' | b'.')
            && (self.rest().starts_with("---") || self.rest().starts_with("..."))
            && self.is_separated(3)
    }

    /// A place of the text in its source.
    pub(super) fn place(&self, at: usize) -> u32 {
        self.offset + u32::try_from(at).unwrap_or_default()
    }

    /// What is wrong at a place of the source.
    pub(super) fn fault_at(&self, place: u32, fault: Fault) -> DocumentError {
        self.fault(place.saturating_sub(self.offset) as usize, fault)
    }

    /// What is wrong at a place of the text: the character there, unless a line or the text ends.
    pub(super) fn fault(&self, at: usize, fault: Fault) -> DocumentError {
        let next = self.slice(at, self.text.len()).chars().next();
        let width = next
            .filter(|next| !matches!(next, '\n' | '\r'))
            .map_or(0, char::len_utf8);
        let span = Span::new(self.place(at), self.place(at + width));
        fault.at(span)
    }
}
