//! Values without quotes.

use std::borrow::Cow;

use super::super::error::DocumentError;
use super::chars;
use super::faults;
use super::fold;
use super::scanner::Scanner;
use super::token::TokenKind;

impl Scanner<'_> {
    pub(super) fn scan_plain(&mut self) -> Result<(), DocumentError> {
        let start = self.cursor.at();
        let in_brackets = self.is_in_brackets();
        let mut text = Cow::Borrowed("");
        // What was read of the present line, and the gap between it and the lines before.
        let mut piece = start;
        let mut end = start;
        let mut gap = None;
        loop {
            if self.cursor.is_document_mark() || self.cursor.peek() == b'#' {
                break;
            }
            let run = self.cursor.at();
            self.skip_plain(in_brackets);
            if self.cursor.at() > run {
                if let Some((from, to)) = gap.take() {
                    fold::push(&mut text, self.cursor.slice(piece, end));
                    fold::push_gap(text.to_mut(), self.cursor.slice(from, to));
                    piece = run;
                }
                end = self.cursor.at();
            }
            let stop = self.cursor.at();
            self.cursor.skip_blanks();
            if self.cursor.break_width() > 0 {
                let from = self.cursor.at();
                self.skip_indented_lines()?;
                gap = Some((from, self.cursor.at()));
                if !in_brackets && self.cursor.column() < self.margin {
                    break;
                }
            } else if self.cursor.at() == stop {
                break;
            }
        }
        if gap.is_some() {
            self.allow_key();
        }
        fold::push(&mut text, self.cursor.slice(piece, end));
        self.token(TokenKind::Scalar { text, plain: true }, start, end);
        Ok(())
    }

    /// Moves to the next blank, end of a line, or indicator that ends a value.
    fn skip_plain(&mut self, in_brackets: bool) {
        loop {
            match self.cursor.peek() {
                0 | b' ' | b'\t' => return,
                b':' if self.cursor.is_separated(1) => return,
                b',' | b'?' | b'[' | b']' | b'{' | b'}' if in_brackets => return,
                next if chars::may_break(next) && self.cursor.break_width() > 0 => return,
                _ => self.cursor.advance(1),
            }
        }
    }

    /// Moves over ends of lines, and the blanks between them and behind them.
    fn skip_indented_lines(&mut self) -> Result<(), DocumentError> {
        loop {
            match self.cursor.peek() {
                b'\t' if self.cursor.column() < self.margin => {
                    return Err(self.cursor.fault(self.cursor.at(), faults::TAB));
                }
                b' ' | b'\t' => self.cursor.advance(1),
                _ if self.cursor.skip_break() => {}
                _ => return Ok(()),
            }
        }
    }
}
