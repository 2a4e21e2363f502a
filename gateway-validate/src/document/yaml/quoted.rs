//! Values in quotes.

use std::borrow::Cow;

use super::super::error::DocumentError;
use super::chars;
use super::faults;
use super::fold;
use super::scanner::Scanner;
use super::token::TokenKind;

impl<'s> Scanner<'s> {
    pub(super) fn scan_quoted(&mut self, quote: u8) -> Result<(), DocumentError> {
        let start = self.cursor.at();
        self.cursor.advance(1);
        let mut text = Cow::Borrowed("");
        loop {
            if self.cursor.is_document_mark() {
                return Err(self.cursor.fault(start, faults::QUOTED_MARK));
            }
            let run = self.cursor.at();
            self.skip_run(quote);
            let part = self.cursor.slice(run, self.cursor.at());
            match self.cursor.peek() {
                0 => return Err(self.cursor.fault(start, faults::QUOTED_END)),
                b'\'' if quote == b'\'' && self.cursor.peek_at(1) == b'\'' => {
                    fold::push(&mut text, self.cursor.slice(run, self.cursor.at() + 1));
                    self.cursor.advance(2);
                }
                next if next == quote => {
                    fold::push(&mut text, part);
                    break;
                }
                b'\\' => {
                    fold::push(&mut text, part);
                    self.scan_escape(text.to_mut())?;
                }
                _ => {
                    fold::push(&mut text, part.trim_end_matches([' ', '\t']));
                    fold::push_gap(text.to_mut(), self.skip_gap());
                }
            }
        }
        self.cursor.advance(1);
        self.token(
            TokenKind::Scalar { text, plain: false },
            start,
            self.cursor.at(),
        );
        Ok(())
    }

    /// Moves to the next end of a line, quote, or backslash that escapes.
    fn skip_run(&mut self, quote: u8) {
        loop {
            match self.cursor.peek() {
                0 => return,
                next if next == quote => return,
                b'\\' if quote == b'"' => return,
                next if chars::may_break(next) && self.cursor.break_width() > 0 => return,
                _ => self.cursor.advance(1),
            }
        }
    }

    /// Moves over ends of lines, and the blanks between them and behind them.
    fn skip_gap(&mut self) -> &'s str {
        let from = self.cursor.at();
        loop {
            self.cursor.skip_blanks();
            if !self.cursor.skip_break() {
                return self.cursor.slice(from, self.cursor.at());
            }
        }
    }

    fn scan_escape(&mut self, text: &mut String) -> Result<(), DocumentError> {
        let start = self.cursor.at();
        self.cursor.advance(1);
        if self.cursor.skip_break() {
            fold::push_line_ends(text, self.skip_gap());
            return Ok(());
        }
        let plain = match self.cursor.peek() {
            b'0' => '\0',
            b'a' => '\u{7}',
            b'b' => '\u{8}',
            b't' | b'\t' => '\t',
            b'n' => '\n',
            b'v' => '\u{b}',
            b'f' => '\u{c}',
            b'r' => '\r',
            b'e' => '\u{1b}',
            plain @ (b' ' | b'"' | b'\'' | b'\\') => char::from(plain),
            b'N' => '\u{85}',
            b'_' => '\u{a0}',
            b'L' => '\u{2028}',
            b'P' => '\u{2029}',
            b'x' => return self.scan_code(start, 2, text),
            b'u' => return self.scan_code(start, 4, text),
            b'U' => return self.scan_code(start, 8, text),
            _ => return Err(self.cursor.fault(start, faults::ESCAPE)),
        };
        self.cursor.advance(1);
        text.push(plain);
        Ok(())
    }

    fn scan_code(
        &mut self,
        start: usize,
        digits: usize,
        text: &mut String,
    ) -> Result<(), DocumentError> {
        self.cursor.advance(1);
        let from = self.cursor.at();
        let written = self.cursor.slice(from, from + digits);
        if written.len() < digits || !written.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(self.cursor.fault(start, faults::HEX));
        }
        let code = u32::from_str_radix(written, 16)
            .ok()
            .and_then(char::from_u32);
        text.push(code.ok_or_else(|| self.cursor.fault(start, faults::CODE))?);
        self.cursor.advance(digits);
        Ok(())
    }
}
