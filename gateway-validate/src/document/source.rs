//! Source texts: bytes, lines and columns of a file.

use std::ops::Range;

use super::error::{DocumentError, DocumentErrorKind};

/// A range of bytes in a [`SourceText`], end exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

/// A place in a [`SourceText`] as people name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
}

/// The text of a file, with an index of its lines.
///
/// A byte order mark at the start belongs to no column. Lines end with LF or CR LF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceText {
    text: String,
    /// Offset of the first byte of each line.
    lines: Vec<u32>,
    /// Characters before each block of [`BLOCK`] bytes; empty when every character is one byte. It bounds
    /// the cost of a column in a file that is one long line.
    blocks: Vec<Counts>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    chars: usize,
    utf16: usize,
}

const BLOCK: usize = 4096;
pub(super) const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The longest text that is read, in bytes. Some 100,000 objects; larger input is a mistake or an attack.
pub const MAX_TEXT: usize = 128 << 20;

impl Span {
    /// The range from `start` to `end`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The range as an index into the text.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl SourceText {
    /// Indexes the lines of a text, which must not be longer than [`MAX_TEXT`].
    pub fn new(text: impl Into<String>) -> Result<Self, DocumentError> {
        let text = text.into();
        if text.len() > MAX_TEXT {
            return Err(DocumentError::new(
                DocumentErrorKind::TooLarge,
                Span::default(),
            ));
        }
        let lines = line_starts(&text);
        let blocks = if text.is_ascii() {
            Vec::new()
        } else {
            block_counts(&text)
        };
        Ok(Self {
            text,
            lines,
            blocks,
        })
    }

    /// Reads the bytes of a file: UTF-8, or UTF-16 with a byte order mark, which `kubectl` takes, too.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, DocumentError> {
        if bytes.len() > MAX_TEXT {
            return Err(DocumentError::new(
                DocumentErrorKind::TooLarge,
                Span::default(),
            ));
        }
        if let Some(text) = from_utf16(&bytes) {
            return Self::new(text);
        }
        String::from_utf8(bytes)
            .map_err(|error| not_utf8(&error))
            .and_then(Self::new)
    }

    /// The whole text, a byte order mark included.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The part of the text in a span; empty when the span is not of this text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// Line and column of a byte, in characters.
    pub fn position(&self, offset: u32) -> Position {
        let line = self.line_of(offset);
        Position {
            line,
            column: self.counts_in_line(line, offset).chars + 1,
        }
    }

    /// Line and column of a byte, in UTF-16 code units as SARIF counts them.
    pub fn position_utf16(&self, offset: u32) -> Position {
        let line = self.line_of(offset);
        Position {
            line,
            column: self.counts_in_line(line, offset).utf16 + 1,
        }
    }

    /// The line of a byte, counted from 1.
    pub fn line_of(&self, offset: u32) -> usize {
        self.lines.partition_point(|start| *start <= offset).max(1)
    }

    /// The text of a line (counted from 1) without its end; empty when there is no such line.
    pub fn line_text(&self, line: usize) -> &str {
        self.slice(self.line_span(line))
    }

    /// The bytes of a line (counted from 1) without its end and without a byte order mark; empty when there is
    /// no such line.
    pub fn line_span(&self, line: usize) -> Span {
        let Some(start) = line.checked_sub(1).and_then(|index| self.lines.get(index)) else {
            return Span::default();
        };
        let next = self.lines.get(line).map(|next| *next as usize);
        let whole = *start as usize..next.unwrap_or(self.text.len());
        let text = self.text.get(whole).unwrap_or_default();
        let text = text.trim_end_matches(['\n', '\r']);
        let kept = text.trim_start_matches(BYTE_ORDER_MARK).len();
        let length = |bytes| u32::try_from(bytes).unwrap_or_default();
        let end = start + length(text.len());
        Span::new(end - length(kept), end)
    }

    /// Where the content starts: after the byte order mark, if there is one.
    pub(super) fn content_start(&self) -> usize {
        if self.text.starts_with(BYTE_ORDER_MARK) {
            BYTE_ORDER_MARK.len()
        } else {
            0
        }
    }

    fn counts_in_line(&self, line: usize, offset: u32) -> Counts {
        let start = match line.checked_sub(1).and_then(|index| self.lines.get(index)) {
            Some(0) | None => self.content_start(),
            Some(start) => *start as usize,
        };
        let before = self.counts_before(start);
        let upto = self.counts_before((offset as usize).max(start));
        Counts {
            chars: upto.chars - before.chars,
            utf16: upto.utf16 - before.utf16,
        }
    }

    fn counts_before(&self, offset: usize) -> Counts {
        let offset = floor_char_boundary(&self.text, offset);
        let Some(block) = self.blocks.get(offset / BLOCK) else {
            return Counts {
                chars: offset,
                utf16: offset,
            };
        };
        let start = floor_char_boundary(&self.text, offset / BLOCK * BLOCK);
        let mut counts = *block;
        counts.add(self.text.get(start..offset).unwrap_or_default());
        counts
    }
}

impl Counts {
    fn add(&mut self, text: &str) {
        self.chars += text.chars().count();
        self.utf16 += text.chars().map(char::len_utf16).sum::<usize>();
    }
}

fn line_starts(text: &str) -> Vec<u32> {
    let ends = memchr::memchr_iter(b'\n', text.as_bytes());
    // A text is no longer than what 32 bits count.
    let behind = ends.filter_map(|end| u32::try_from(end + 1).ok());
    std::iter::once(0).chain(behind).collect()
}

fn block_counts(text: &str) -> Vec<Counts> {
    let mut counts = Counts::default();
    let mut done = 0;
    let blocks = 0..=text.len() / BLOCK;
    blocks
        .map(|block| {
            let start = floor_char_boundary(text, block * BLOCK);
            counts.add(text.get(done..start).unwrap_or_default());
            done = start;
            counts
        })
        .collect()
}

fn floor_char_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// The text of UTF-16 that starts with a byte order mark, as some shells write files; `None` for what is none.
fn from_utf16(bytes: &[u8]) -> Option<String> {
    let unit: fn([u8; 2]) -> u16 = match bytes {
        [0xFF, 0xFE, ..] => u16::from_le_bytes,
        [0xFE, 0xFF, ..] => u16::from_be_bytes,
        _ => return None,
    };
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| unit(*pair));
    let text: Result<String, _> = char::decode_utf16(units).collect();
    text.ok().filter(|_| rest.is_empty())
}

fn not_utf8(error: &std::string::FromUtf8Error) -> DocumentError {
    let valid = u32::try_from(error.utf8_error().valid_up_to()).unwrap_or(u32::MAX);
    let before = error.as_bytes().get(..valid as usize).unwrap_or_default();
    let line = before.split(|byte| *byte == b'\n').count();
    let start_of_line = before
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    let in_line = before.get(start_of_line..).unwrap_or_default();
    let column = String::from_utf8_lossy(in_line)
        .trim_start_matches(BYTE_ORDER_MARK)
        .chars()
        .count()
        + 1;
    let kind = DocumentErrorKind::NotUtf8 {
        position: Position { line, column },
    };
    DocumentError::new(kind, Span::new(valid, valid + 1))
}

impl std::fmt::Display for Position {
    /// `line:column`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}
