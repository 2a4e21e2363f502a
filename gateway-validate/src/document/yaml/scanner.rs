//! From text to tokens.
//!
//! What is a token, and what a mapping's key, is decided as Go's yaml.v2 (a descendant of libyaml) decides it:
//! inside brackets and quotes indentation means nothing, and a key without `?` is known by the `:` that
//! follows it in the same line.

use std::collections::VecDeque;

use super::super::error::DocumentError;
use super::super::source::Span;
use super::cursor::Cursor;
use super::faults;
use super::keys::Candidate;
use super::token::{Token, TokenKind};

#[derive(Debug)]
pub(super) struct Scanner<'s> {
    pub(super) cursor: Cursor<'s>,
    /// Tokens that nobody took yet.
    pub(super) tokens: VecDeque<Token<'s>>,
    /// Whether the first of them is known to be no key.
    ready: bool,
    /// How many were taken.
    pub(super) taken: usize,
    /// The first column in which the parts of the innermost list or mapping without brackets can stand deeper than
    /// itself: its own column and 1, or 0 outside.
    pub(super) margin: usize,
    /// Those around it.
    margins: Vec<usize>,
    /// Whether a key without `?` may start here.
    pub(super) key_allowed: bool,
    /// What may turn out to be a key: the last in the document, and in each open bracket.
    pub(super) keys: Vec<Candidate>,
}

/// How deep brackets, and indentation, may go.
const DEPTH: usize = 10_000;

pub(super) type Scanned<T> = Result<T, DocumentError>;

impl<'s> Scanner<'s> {
    pub(super) fn new(text: &'s str, offset: u32) -> Self {
        Self {
            cursor: Cursor::new(text, offset),
            tokens: VecDeque::new(),
            ready: false,
            taken: 0,
            margin: 0,
            margins: Vec::new(),
            key_allowed: true,
            keys: vec![Candidate::default()],
        }
    }

    /// The next token.
    pub(super) fn peek(&mut self) -> Scanned<&Token<'s>> {
        while !self.ready {
            if self.tokens.is_empty() || self.awaits_colon()? {
                self.fetch()?;
            } else {
                self.ready = true;
            }
        }
        let cursor = &self.cursor;
        let next = self.tokens.front();
        next.ok_or_else(|| cursor.fault(cursor.at(), faults::NO_VALUE))
    }

    /// Takes the token that was seen last.
    pub(super) fn take(&mut self) -> Option<Token<'s>> {
        self.ready = false;
        let token = self.tokens.pop_front();
        self.taken += usize::from(token.is_some());
        token
    }

    pub(super) fn is_in_brackets(&self) -> bool {
        self.keys.len() > 1
    }

    /// Says that a key may start where the scanner is.
    pub(super) fn allow_key(&mut self) {
        self.key_allowed = true;
    }

    /// The bytes from a place up to the cursor.
    pub(super) fn span(&self, start: usize) -> Span {
        Span::new(
            self.cursor.place(start),
            self.cursor.place(self.cursor.at()),
        )
    }

    fn push(&mut self, kind: TokenKind<'s>, span: Span) {
        self.tokens.push_back(Token { kind, span });
    }

    /// Puts a token before the one of that number.
    fn insert(&mut self, number: usize, kind: TokenKind<'s>, span: Span) {
        let position = number.checked_sub(self.taken);
        let position = position.map_or(self.tokens.len(), |at| at.min(self.tokens.len()));
        self.tokens.insert(position, Token { kind, span });
    }

    /// Opens a list or mapping without brackets, if the column is deeper than what is open.
    fn indent(
        &mut self,
        column: usize,
        number: usize,
        kind: TokenKind<'s>,
        start: usize,
    ) -> Scanned<()> {
        if self.is_in_brackets() || self.margin > column {
            return Ok(());
        }
        self.margins.push(self.margin);
        self.margin = column + 1;
        if self.margins.len() > DEPTH {
            return Err(self.cursor.fault(start, faults::DEEP));
        }
        let place = self.cursor.place(start);
        self.insert(number, kind, Span::new(place, place));
        Ok(())
    }

    fn indent_here(&mut self, kind: TokenKind<'s>) -> Scanned<()> {
        let (column, start) = (self.cursor.column(), self.cursor.at());
        self.indent(column, self.taken + self.tokens.len(), kind, start)
    }

    /// Closes the lists and mappings that are indented deeper than a margin.
    fn dedent(&mut self, margin: usize) {
        while !self.is_in_brackets() && self.margin > margin {
            let here = self.span(self.cursor.at());
            self.push(TokenKind::BlockEnd, here);
            self.margin = self.margins.pop().unwrap_or_default();
        }
    }

    fn fetch(&mut self) -> Scanned<()> {
        self.skip_to_token();
        self.dedent(self.cursor.column() + 1);
        let cursor = self.cursor;
        if cursor.is_document_mark() {
            let kind = if cursor.peek() == b'-' {
                TokenKind::DocumentStart
            } else {
                TokenKind::DocumentEnd
            };
            self.begin_line()?;
            self.indicator(kind, 3);
            return Ok(());
        }
        match cursor.peek() {
            0 => self.stream_end(),
            b'%' if cursor.column() == 0 => {
                self.begin_line()?;
                self.scan_directive()
            }
            b'[' => self.open_bracket(TokenKind::FlowListStart),
            b'{' => self.open_bracket(TokenKind::FlowMapStart),
            b']' => self.close_bracket(TokenKind::FlowListEnd),
            b'}' => self.close_bracket(TokenKind::FlowMapEnd),
            b',' => {
                self.forget_key()?;
                self.key_allowed = true;
                self.indicator(TokenKind::Comma, 1);
                Ok(())
            }
            b'-' if cursor.is_separated(1) => self.item(),
            b'?' if self.is_in_brackets() || cursor.is_separated(1) => self.key(),
            b':' if self.is_in_brackets() || cursor.is_separated(1) => self.value(),
            b'*' | b'&' => {
                self.note_key()?;
                self.key_allowed = false;
                self.scan_anchor()
            }
            b'!' => {
                self.note_key()?;
                self.key_allowed = false;
                self.scan_tag()
            }
            b'|' | b'>' if !self.is_in_brackets() => {
                self.forget_key()?;
                self.key_allowed = true;
                self.scan_block()
            }
            quote @ (b'\'' | b'"') => {
                self.note_key()?;
                self.key_allowed = false;
                self.scan_quoted(quote)
            }
            b'\t' => Err(cursor.fault(cursor.at(), faults::TAB)),
            b'|' | b'>' | b'%' | b'@' | b'`' => Err(cursor.fault(cursor.at(), faults::START)),
            _ => {
                self.note_key()?;
                self.key_allowed = false;
                self.scan_plain()
            }
        }
    }

    fn skip_to_token(&mut self) {
        loop {
            // A tab is no indentation.
            let tabs = self.is_in_brackets() || !self.key_allowed;
            while self.cursor.peek() == b' ' || (tabs && self.cursor.peek() == b'\t') {
                self.cursor.advance(1);
            }
            if self.cursor.peek() == b'#' {
                self.cursor.skip_line();
            }
            if !self.cursor.skip_break() {
                return;
            }
            if !self.is_in_brackets() {
                self.key_allowed = true;
            }
        }
    }

    /// What starts a line of its own ends all that is open.
    fn begin_line(&mut self) -> Scanned<()> {
        self.dedent(0);
        self.forget_key()?;
        self.key_allowed = false;
        Ok(())
    }

    fn stream_end(&mut self) -> Scanned<()> {
        self.cursor.end_line();
        self.begin_line()?;
        self.indicator(TokenKind::StreamEnd, 0);
        Ok(())
    }

    /// A token of so many bytes.
    fn indicator(&mut self, kind: TokenKind<'s>, width: usize) {
        let start = self.cursor.at();
        self.cursor.advance(width);
        let span = self.span(start);
        self.push(kind, span);
    }

    pub(super) fn token(&mut self, kind: TokenKind<'s>, start: usize, end: usize) {
        let span = Span::new(self.cursor.place(start), self.cursor.place(end));
        self.push(kind, span);
    }

    fn open_bracket(&mut self, kind: TokenKind<'s>) -> Scanned<()> {
        self.note_key()?;
        let number = self.taken + self.tokens.len();
        self.keys.push(Candidate {
            number,
            ..Candidate::default()
        });
        if self.keys.len() > DEPTH + 1 {
            return Err(self.cursor.fault(self.cursor.at(), faults::DEEP));
        }
        self.key_allowed = true;
        self.indicator(kind, 1);
        Ok(())
    }

    fn close_bracket(&mut self, kind: TokenKind<'s>) -> Scanned<()> {
        self.forget_key()?;
        if self.is_in_brackets() {
            self.keys.pop();
        }
        self.key_allowed = false;
        self.indicator(kind, 1);
        Ok(())
    }

    fn item(&mut self) -> Scanned<()> {
        // In brackets it is wrong, and who reads the tokens can say so better.
        if !self.is_in_brackets() {
            if !self.key_allowed {
                return Err(self.cursor.fault(self.cursor.at(), faults::ITEM));
            }
            self.indent_here(TokenKind::BlockListStart)?;
        }
        self.forget_key()?;
        self.key_allowed = true;
        self.indicator(TokenKind::Item, 1);
        Ok(())
    }

    /// A key behind `?`.
    fn key(&mut self) -> Scanned<()> {
        let in_brackets = self.is_in_brackets();
        if !in_brackets {
            if !self.key_allowed {
                return Err(self.cursor.fault(self.cursor.at(), faults::KEY));
            }
            self.indent_here(TokenKind::BlockMapStart)?;
        }
        self.forget_key()?;
        self.key_allowed = !in_brackets;
        self.indicator(TokenKind::Key, 1);
        Ok(())
    }

    fn value(&mut self) -> Scanned<()> {
        let last = self.keys.len() - 1;
        let in_brackets = self.is_in_brackets();
        if self.is_still_possible(last)? {
            let key = self.keys.get(last).copied().unwrap_or_default();
            let place = self.cursor.place(key.start);
            self.insert(key.number, TokenKind::Key, Span::new(place, place));
            self.indent(key.column, key.number, TokenKind::BlockMapStart, key.start)?;
            if let Some(key) = self.keys.get_mut(last) {
                key.possible = false;
            }
            self.key_allowed = false;
        } else {
            if !in_brackets {
                if !self.key_allowed {
                    return Err(self.cursor.fault(self.cursor.at(), faults::VALUE));
                }
                self.indent_here(TokenKind::BlockMapStart)?;
            }
            self.key_allowed = !in_brackets;
        }
        self.indicator(TokenKind::Value, 1);
        Ok(())
    }
}
