//! Texts of several lines behind `|` or `>`.

use super::super::error::DocumentError;
use super::chars;
use super::faults;
use super::scanner::Scanner;
use super::token::TokenKind;

/// What becomes of the ends of lines at the end of a text.
#[derive(Clone, Copy, PartialEq)]
enum Chomping {
    /// None stays (`-`).
    Strip,
    /// One stays.
    Clip,
    /// All stay (`+`).
    Keep,
}

type Scanned<T> = Result<T, DocumentError>;

impl Scanner<'_> {
    pub(super) fn scan_block(&mut self) -> Scanned<()> {
        let start = self.cursor.at();
        let folded = self.cursor.peek() == b'>';
        self.cursor.advance(1);
        let (chomping, increment) = self.block_header(start)?;
        let mut end = self.cursor.at();
        self.end_of_header(start)?;

        let mut indent = increment.map(|increment| self.margin.saturating_sub(1) + increment);
        let mut text = String::new();
        let mut blank_lines = self.blank_lines(&mut indent)?;
        let indent = indent.unwrap_or_default();
        // The end of the line before, and whether that line was indented deeper.
        let mut line_end = "";
        let mut was_deeper = false;
        while self.cursor.column() == indent && self.cursor.peek() != 0 {
            let deeper = chars::is_blank(self.cursor.peek());
            if folded && !was_deeper && !deeper && line_end == "\n" {
                if blank_lines.is_empty() {
                    text.push(' ');
                }
            } else {
                text.push_str(line_end);
            }
            text.push_str(&blank_lines);
            was_deeper = deeper;
            let from = self.cursor.at();
            self.cursor.skip_line();
            end = self.cursor.at();
            text.push_str(self.cursor.slice(from, end));
            self.cursor.skip_break();
            line_end = chars::line_end(self.cursor.slice(end, self.cursor.at()));
            blank_lines = self.blank_lines(&mut Some(indent))?;
        }
        if chomping != Chomping::Strip {
            text.push_str(line_end);
        }
        if chomping == Chomping::Keep {
            text.push_str(&blank_lines);
        }
        let text = text.into();
        self.token(TokenKind::Scalar { text, plain: false }, start, end);
        Ok(())
    }

    /// A sign and a digit, in this order or the other.
    fn block_header(&mut self, start: usize) -> Scanned<(Chomping, Option<usize>)> {
        let (mut chomping, mut increment) = (None, None);
        loop {
            match self.cursor.peek() {
                sign @ (b'+' | b'-') if chomping.is_none() => {
                    chomping = Some(if sign == b'+' {
                        Chomping::Keep
                    } else {
                        Chomping::Strip
                    });
                }
                b'0' if increment.is_none() => {
                    return Err(self.cursor.fault(start, faults::BLOCK_INDENT));
                }
                digit @ b'1'..=b'9' if increment.is_none() => {
                    increment = Some(usize::from(digit - b'0'));
                }
                _ => return Ok((chomping.unwrap_or(Chomping::Clip), increment)),
            }
            self.cursor.advance(1);
        }
    }

    fn end_of_header(&mut self, start: usize) -> Scanned<()> {
        self.cursor.skip_blanks();
        if self.cursor.peek() == b'#' {
            self.cursor.skip_line();
        }
        if !self.cursor.is_line_end() {
            return Err(self.cursor.fault(start, faults::BLOCK_HEADER));
        }
        self.cursor.skip_break();
        Ok(())
    }

    /// Moves over blank lines and the indentation of the next line, which decides on the indentation of the text
    /// where it is not known. Gives the ends of the blank lines.
    fn blank_lines(&mut self, indent: &mut Option<usize>) -> Scanned<String> {
        let mut ends = String::new();
        let mut deepest = 0;
        loop {
            let is_indented = |column: usize| indent.is_none_or(|indent| column < indent);
            while self.cursor.peek() == b' ' && is_indented(self.cursor.column()) {
                self.cursor.advance(1);
            }
            deepest = deepest.max(self.cursor.column());
            if self.cursor.peek() == b'\t' && is_indented(self.cursor.column()) {
                return Err(self.cursor.fault(self.cursor.at(), faults::TAB));
            }
            let from = self.cursor.at();
            if !self.cursor.skip_break() {
                break;
            }
            ends.push_str(chars::line_end(self.cursor.slice(from, self.cursor.at())));
        }
        indent.get_or_insert(deepest.max(self.margin).max(1));
        Ok(ends)
    }
}
