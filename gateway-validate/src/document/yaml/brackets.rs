//! Lists and mappings in brackets.

use super::super::source::Span;
use super::events::{Event, Events, Expect, Parsed, Properties};
use super::faults::{self, Fault};
use super::token::TokenKind;

/// `[]` or `{}`
#[derive(Clone, Copy, Debug)]
enum Brackets {
    List,
    Map,
}

impl Brackets {
    fn are_closed_by(self, kind: &TokenKind<'_>) -> bool {
        match self {
            Self::List => matches!(kind, TokenKind::FlowListEnd),
            Self::Map => matches!(kind, TokenKind::FlowMapEnd),
        }
    }

    fn open_fault(self) -> Fault {
        match self {
            Self::List => faults::OPEN_LIST,
            Self::Map => faults::OPEN_MAP,
        }
    }

    fn comma_fault(self) -> Fault {
        match self {
            Self::List => faults::LIST_GOES_ON,
            Self::Map => faults::MAP_GOES_ON,
        }
    }
}

impl<'s> Events<'s> {
    pub(super) fn flow_item(&mut self, open: Span, first: bool) -> Parsed<(Event<'s>, Span)> {
        if self.is_closed(Brackets::List, open, first)? {
            return self.flow_end();
        }
        self.expected.push(Expect::FlowItem { open, first: false });
        if matches!(self.kind()?, TokenKind::Key) {
            let span = self.place()?;
            self.scanner.take();
            self.expected.push(Expect::PairKey);
            return Ok((Event::MapStart(Properties::default()), span));
        }
        self.value(false, false)
    }

    pub(super) fn pair_key(&mut self) -> Parsed<(Event<'s>, Span)> {
        self.expected.push(Expect::PairValue);
        self.flow_part(Brackets::List)
    }

    pub(super) fn pair_value(&mut self) -> Parsed<(Event<'s>, Span)> {
        self.expected.push(Expect::PairEnd);
        self.flow_member(Brackets::List)
    }

    pub(super) fn flow_key(&mut self, open: Span, first: bool) -> Parsed<(Event<'s>, Span)> {
        if self.is_closed(Brackets::Map, open, first)? {
            return self.flow_end();
        }
        if !matches!(self.kind()?, TokenKind::Key) {
            self.expected.push(Expect::NoValue { open });
            return self.value(false, false);
        }
        self.scanner.take();
        self.expected.push(Expect::FlowValue { open });
        self.flow_part(Brackets::Map)
    }

    pub(super) fn flow_value(&mut self, open: Span) -> Parsed<(Event<'s>, Span)> {
        self.expected.push(Expect::FlowKey { open, first: false });
        self.flow_member(Brackets::Map)
    }

    /// What follows a key in brackets.
    fn flow_member(&mut self, brackets: Brackets) -> Parsed<(Event<'s>, Span)> {
        if !matches!(self.kind()?, TokenKind::Value) {
            return self.absent_here();
        }
        self.scanner.take();
        self.flow_part(brackets)
    }

    /// A key or value in brackets, which may be left out. Where the text ends, whoever looks for the end of the brackets says so.
    fn flow_part(&mut self, brackets: Brackets) -> Parsed<(Event<'s>, Span)> {
        let kind = self.kind()?;
        let left_out = matches!(kind, TokenKind::Value | TokenKind::Comma);
        if left_out || brackets.are_closed_by(kind) || ends_document(kind) {
            return self.absent_here();
        }
        self.value(false, false)
    }

    /// Whether brackets are closed; takes the comma before every part but the first.
    fn is_closed(&mut self, brackets: Brackets, open: Span, first: bool) -> Parsed<bool> {
        match self.kind()? {
            _ if first => {}
            TokenKind::Comma => drop(self.scanner.take()),
            kind if brackets.are_closed_by(kind) || ends_document(kind) => {}
            _ => {
                let start = self.place()?.start;
                let fault = match self.scanner.cursor.byte_at(start) {
                    b'?' => faults::QUESTION,
                    _ => brackets.comma_fault(),
                };
                return self.fault(fault);
            }
        }
        let kind = self.kind()?;
        if ends_document(kind) {
            return Err(brackets.open_fault().at(open));
        }
        Ok(brackets.are_closed_by(kind))
    }

    fn flow_end(&mut self) -> Parsed<(Event<'s>, Span)> {
        let span = self.place()?;
        self.scanner.take();
        Ok((Event::End(Some(span.end)), span))
    }
}

/// Whether nothing more of a document comes.
fn ends_document(kind: &TokenKind<'_>) -> bool {
    matches!(
        kind,
        TokenKind::StreamEnd | TokenKind::DocumentStart | TokenKind::DocumentEnd
    )
}
