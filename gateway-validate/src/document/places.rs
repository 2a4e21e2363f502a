//! Places of values: from the YAML parser's count of characters to bytes of the source text.

use saphyr_parser::{ScalarStyle, Span as CharSpan};

use super::source::Span;

/// Turns the parser's character offsets into byte offsets of the source text.
pub(super) struct Places<'s> {
    text: &'s str,
    offset: u32,
    /// The byte offset of every [`STRIDE`]th character; empty if the text is ASCII.
    marks: Vec<u32>,
    /// Where the last value ended.
    last: u32,
}

const STRIDE: usize = 64;

impl<'s> Places<'s> {
    /// For a text whose first byte is at `offset` of its source.
    pub(super) fn new(text: &'s str, offset: u32) -> Self {
        let marks = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices()
                .step_by(STRIDE)
                .map(|(byte, _)| u32::try_from(byte).unwrap_or(u32::MAX))
                .collect()
        };
        Self {
            text,
            offset,
            marks,
            last: offset,
        }
    }

    /// The bytes of a value.
    pub(super) fn span(&mut self, chars: CharSpan) -> Span {
        let start = self.byte(chars.start.index());
        let end = self.byte(chars.end.index());
        if end > start {
            // A block scalar reaches over the blank lines behind it.
            let slice = self
                .text
                .get((start - self.offset) as usize..(end - self.offset) as usize);
            let kept = slice.map_or(0, |slice| slice.trim_end_matches(['\n', '\r', ' ']).len());
            let end = start + u32::try_from(kept.max(1)).unwrap_or_default();
            self.last = end;
            return Span::new(start, end);
        }
        Span::new(start, end)
    }

    /// A block scalar without the line end that the parser invents where the text ends without one.
    pub(super) fn as_written<'v>(
        &self,
        value: &'v str,
        style: ScalarStyle,
        chars: CharSpan,
    ) -> &'v str {
        let block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
        let cut_off = block
            && !self.text.ends_with('\n')
            && self.byte(chars.end.index())
                == self.offset + u32::try_from(self.text.len()).unwrap_or_default();
        if cut_off {
            value.strip_suffix('\n').unwrap_or(value)
        } else {
            value
        }
    }

    /// The place of a value that is not there: behind the colon or dash that announces it.
    pub(super) fn absent(&self, at: Span) -> Span {
        let rest = self
            .text
            .get((self.last - self.offset) as usize..)
            .unwrap_or_default();
        let announced = rest.trim_start();
        let place = if announced.starts_with([':', '-']) {
            self.last + u32::try_from(rest.len() - announced.len() + 1).unwrap_or_default()
        } else {
            at.start
        };
        Span::new(place, place)
    }

    /// The place where a list starts. The parser starts a list that is not indented behind its dash.
    pub(super) fn list_start(&self, span: Span) -> Span {
        let (before, rest) = self
            .text
            .split_at_checked((span.start - self.offset) as usize)
            .unwrap_or_default();
        if span.end > span.start || rest.starts_with('-') {
            return span;
        }
        match before.trim_end_matches(' ').strip_suffix('-') {
            Some(dashed) => {
                let start = self.offset + u32::try_from(dashed.len()).unwrap_or_default();
                Span::new(start, span.end)
            }
            None => span,
        }
    }

    /// The byte offset of a character.
    pub(super) fn byte(&self, index: usize) -> u32 {
        let bytes = if self.marks.is_empty() {
            index.min(self.text.len())
        } else {
            let mark = self
                .marks
                .get(index / STRIDE)
                .map_or(self.text.len(), |mark| *mark as usize);
            let rest = self.text.get(mark..).unwrap_or_default();
            mark + rest
                .char_indices()
                .nth(index % STRIDE)
                .map_or(rest.len(), |(byte, _)| byte)
        };
        self.offset + u32::try_from(bytes).unwrap_or_default()
    }

    /// The text from a byte offset on.
    pub(super) fn rest(&self, from: u32) -> &'s str {
        self.text
            .get((from - self.offset) as usize..)
            .unwrap_or_default()
    }
}
