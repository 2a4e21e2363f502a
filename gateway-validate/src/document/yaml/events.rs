//! From tokens to events: the values of a document, outermost first.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::super::error::DocumentError;
use super::super::source::Span;
use super::faults::{self, Fault};
use super::scanner::Scanner;
use super::token::{Token, TokenKind};

/// What comes next in a text.
#[derive(Debug)]
pub(super) enum Event<'s> {
    StreamEnd,
    DocumentStart,
    DocumentEnd,
    Scalar {
        text: Cow<'s, str>,
        /// Whether it stands without quotes and is no block.
        plain: bool,
        properties: Properties<'s>,
    },
    ListStart(Properties<'s>),
    MapStart(Properties<'s>),
    /// The end of a list or mapping, with its last byte where a bracket is there.
    End(Option<u32>),
    Alias(&'s str),
}

/// What stands before a value.
#[derive(Debug, Default)]
pub(super) struct Properties<'s> {
    pub(super) anchor: Option<&'s str>,
    /// The tag, written out.
    pub(super) tag: Option<Cow<'s, str>>,
}

/// What the grammar asks for next, innermost last.
#[derive(Clone, Copy, Debug)]
pub(super) enum Expect {
    /// A document, which may only be the first if no `---` starts it.
    Document {
        first: bool,
    },
    /// The value of a document without `---`.
    Value,
    /// That of one with it, which may be left out.
    Content,
    DocumentEnd,
    BlockItem,
    /// An item of a list that is not indented deeper than its key.
    UnindentedItem,
    BlockKey,
    BlockValue,
    /// An item of the list whose bracket is at a place.
    FlowItem {
        open: Span,
        first: bool,
    },
    /// A mapping of one member in a list: `[a: b]`.
    PairKey,
    PairValue,
    PairEnd,
    FlowKey {
        open: Span,
        first: bool,
    },
    FlowValue {
        open: Span,
    },
    /// The value of a member that is a key alone.
    NoValue {
        open: Span,
    },
}

pub(super) type Parsed<T> = Result<T, DocumentError>;

#[derive(Debug)]
pub(super) struct Events<'s> {
    pub(super) scanner: Scanner<'s>,
    pub(super) expected: Vec<Expect>,
    /// Prefixes of tags by handle.
    prefixes: BTreeMap<&'s str, Cow<'s, str>>,
}

const PREFIXES: [(&str, &str); 2] = [("!", "!"), ("!!", "tag:yaml.org,2002:")];

impl<'s> Events<'s> {
    /// The events of a text that starts at byte `offset` of its source.
    pub(super) fn new(text: &'s str, offset: u32) -> Self {
        Self {
            scanner: Scanner::new(text, offset),
            expected: vec![Expect::Document { first: true }],
            prefixes: BTreeMap::new(),
        }
    }

    /// How many bytes were looked at.
    pub(super) fn scanned(&self) -> usize {
        self.scanner.cursor.at()
    }

    pub(super) fn next(&mut self) -> Parsed<(Event<'s>, Span)> {
        let here = self.scanner.span(self.scanner.cursor.at());
        match self.expected.pop() {
            None => Ok((Event::StreamEnd, here)),
            Some(Expect::Document { first }) => self.document(first),
            Some(Expect::Value) => self.value(true, false),
            Some(Expect::Content) => self.content(),
            Some(Expect::DocumentEnd) => self.document_end(),
            Some(Expect::BlockItem) => self.block_item(),
            Some(Expect::UnindentedItem) => self.unindented_item(),
            Some(Expect::BlockKey) => self.block_key(),
            Some(Expect::BlockValue) => self.block_value(),
            Some(Expect::FlowItem { open, first }) => self.flow_item(open, first),
            Some(Expect::PairKey) => self.pair_key(),
            Some(Expect::PairValue) => self.pair_value(),
            Some(Expect::PairEnd) => self.unwritten_end(),
            Some(Expect::FlowKey { open, first }) => self.flow_key(open, first),
            Some(Expect::FlowValue { open }) => self.flow_value(open),
            Some(Expect::NoValue { open }) => {
                self.expected.push(Expect::FlowKey { open, first: false });
                self.absent_here()
            }
        }
    }

    pub(super) fn kind(&mut self) -> Parsed<&TokenKind<'s>> {
        Ok(&self.scanner.peek()?.kind)
    }

    pub(super) fn place(&mut self) -> Parsed<Span> {
        Ok(self.scanner.peek()?.span)
    }

    pub(super) fn fault<T>(&mut self, fault: Fault) -> Parsed<T> {
        let start = self.place()?.start;
        Err(self.scanner.cursor.fault_at(start, fault))
    }

    fn document(&mut self, first: bool) -> Parsed<(Event<'s>, Span)> {
        while !first && matches!(self.kind()?, TokenKind::DocumentEnd) {
            self.scanner.take();
        }
        let start = self.place()?;
        if matches!(self.kind()?, TokenKind::StreamEnd) {
            return Ok((Event::StreamEnd, start));
        }
        let implicit = first
            && !matches!(
                self.scanner.peek()?.kind,
                TokenKind::Version(..) | TokenKind::TagPrefix { .. } | TokenKind::DocumentStart
            );
        self.directives()?;
        let value = if implicit {
            Expect::Value
        } else if matches!(self.kind()?, TokenKind::DocumentStart) {
            self.scanner.take();
            Expect::Content
        } else {
            return self.fault(faults::SECOND_VALUE);
        };
        let next = Expect::Document { first: false };
        self.expected.extend([next, Expect::DocumentEnd, value]);
        Ok((Event::DocumentStart, start))
    }

    fn directives(&mut self) -> Parsed<()> {
        let mut has_version = false;
        loop {
            match self.scanner.peek()?.kind {
                TokenKind::Version(..) if has_version => {
                    return self.fault(faults::REPEATED_DIRECTIVE);
                }
                TokenKind::Version(1, 1) => has_version = true,
                TokenKind::Version(..) => return self.fault(faults::VERSION),
                TokenKind::TagPrefix { handle, .. } => {
                    if self.prefixes.contains_key(handle) {
                        return self.fault(faults::REPEATED_DIRECTIVE);
                    }
                }
                _ => break,
            }
            if let Some(Token {
                kind: TokenKind::TagPrefix { handle, prefix },
                ..
            }) = self.scanner.take()
            {
                self.prefixes.insert(handle, prefix);
            }
        }
        Ok(())
    }

    fn content(&mut self) -> Parsed<(Event<'s>, Span)> {
        match self.scanner.peek()?.kind {
            TokenKind::Version(..)
            | TokenKind::TagPrefix { .. }
            | TokenKind::DocumentStart
            | TokenKind::DocumentEnd
            | TokenKind::StreamEnd => self.absent_here(),
            _ => self.value(true, false),
        }
    }

    fn document_end(&mut self) -> Parsed<(Event<'s>, Span)> {
        let span = self.place()?;
        if matches!(self.kind()?, TokenKind::DocumentEnd) {
            self.scanner.take();
        }
        self.prefixes.clear();
        Ok((Event::DocumentEnd, span))
    }

    /// A value with what stands before it. Lists and mappings without brackets cannot stand in brackets, and a list
    /// that is not indented only behind a key.
    pub(super) fn value(&mut self, block: bool, unindented: bool) -> Parsed<(Event<'s>, Span)> {
        if let TokenKind::Alias(name) = self.scanner.peek()?.kind {
            let span = self.place()?;
            self.scanner.take();
            return Ok((Event::Alias(name), span));
        }
        let start = self.place()?;
        let (properties, end) = self.properties(start)?;
        let token = self.scanner.peek()?;
        let span = Span::new(start.start, token.span.end);
        let open = token.span;
        let event = match token.kind {
            TokenKind::Item if unindented => {
                self.expected.push(Expect::UnindentedItem);
                return Ok((Event::ListStart(properties), span));
            }
            TokenKind::Scalar { .. } => {
                let Some(Token {
                    kind: TokenKind::Scalar { text, plain },
                    ..
                }) = self.scanner.take()
                else {
                    return self.fault(faults::NO_VALUE);
                };
                return Ok((
                    Event::Scalar {
                        text,
                        plain,
                        properties,
                    },
                    span,
                ));
            }
            TokenKind::FlowListStart => {
                self.expected.push(Expect::FlowItem { open, first: true });
                Event::ListStart(properties)
            }
            TokenKind::FlowMapStart => {
                self.expected.push(Expect::FlowKey { open, first: true });
                Event::MapStart(properties)
            }
            TokenKind::BlockListStart if block => {
                self.expected.push(Expect::BlockItem);
                Event::ListStart(properties)
            }
            TokenKind::BlockMapStart if block => {
                self.expected.push(Expect::BlockKey);
                Event::MapStart(properties)
            }
            _ if properties.anchor.is_some() || properties.tag.is_some() => {
                let span = Span::new(start.start, end);
                let text = Cow::Borrowed("");
                return Ok((
                    Event::Scalar {
                        text,
                        plain: true,
                        properties,
                    },
                    span,
                ));
            }
            _ => return self.fault(faults::NO_VALUE),
        };
        self.scanner.take();
        Ok((event, span))
    }

    /// An anchor and a tag, in this order or the other, and where they end.
    fn properties(&mut self, start: Span) -> Parsed<(Properties<'s>, u32)> {
        let mut properties = Properties::default();
        let mut end = start.start;
        loop {
            let token = self.scanner.peek()?;
            let span = token.span;
            match token.kind {
                TokenKind::Anchor(name) if properties.anchor.is_none() => {
                    properties.anchor = Some(name);
                    self.scanner.take();
                }
                TokenKind::Tag { .. } if properties.tag.is_none() => {
                    if let Some(Token {
                        kind: TokenKind::Tag { handle, suffix },
                        ..
                    }) = self.scanner.take()
                    {
                        let tag = self.tag(handle, suffix);
                        properties.tag = Some(tag.ok_or_else(|| faults::UNKNOWN_HANDLE.at(span))?);
                    }
                }
                _ => return Ok((properties, end)),
            }
            end = span.end;
        }
    }

    /// A tag written out; `None` if nothing says what its handle stands for.
    fn tag(&self, handle: &str, suffix: Cow<'s, str>) -> Option<Cow<'s, str>> {
        if handle.is_empty() {
            return Some(suffix);
        }
        let own = self.prefixes.get(handle).map(AsRef::as_ref);
        let standard = || {
            PREFIXES
                .iter()
                .find(|(known, _)| *known == handle)
                .map(|(_, prefix)| *prefix)
        };
        own.or_else(standard)
            .map(|prefix| format!("{prefix}{suffix}").into())
    }

    fn block_item(&mut self) -> Parsed<(Event<'s>, Span)> {
        if matches!(self.kind()?, TokenKind::Item) {
            let item = self.place()?;
            self.scanner.take();
            self.expected.push(Expect::BlockItem);
            if matches!(self.kind()?, TokenKind::Item | TokenKind::BlockEnd) {
                return Ok(absent(item.end));
            }
            return self.value(true, false);
        }
        self.block_end(faults::NO_ITEM)
    }

    fn unindented_item(&mut self) -> Parsed<(Event<'s>, Span)> {
        if !matches!(self.kind()?, TokenKind::Item) {
            return self.unwritten_end();
        }
        let item = self.place()?;
        self.scanner.take();
        self.expected.push(Expect::UnindentedItem);
        if matches!(
            self.kind()?,
            TokenKind::Item | TokenKind::Key | TokenKind::Value | TokenKind::BlockEnd
        ) {
            return Ok(absent(item.end));
        }
        self.value(true, false)
    }

    fn block_key(&mut self) -> Parsed<(Event<'s>, Span)> {
        if !matches!(self.kind()?, TokenKind::Key) {
            return self.block_end(faults::NO_KEY);
        }
        self.expected.push(Expect::BlockValue);
        self.block_member()
    }

    fn block_value(&mut self) -> Parsed<(Event<'s>, Span)> {
        self.expected.push(Expect::BlockKey);
        if matches!(self.kind()?, TokenKind::Value) {
            return self.block_member();
        }
        self.absent_here()
    }

    /// What follows `?` or `:`.
    fn block_member(&mut self) -> Parsed<(Event<'s>, Span)> {
        let mark = self.place()?;
        self.scanner.take();
        if matches!(
            self.kind()?,
            TokenKind::Key | TokenKind::Value | TokenKind::BlockEnd
        ) {
            return Ok(absent(mark.end));
        }
        self.value(true, true)
    }

    fn block_end(&mut self, fault: Fault) -> Parsed<(Event<'s>, Span)> {
        if !matches!(self.kind()?, TokenKind::BlockEnd) {
            let start = self.place()?.start;
            let starts_line = self.scanner.cursor.starts_line(start);
            return self.fault(if starts_line { fault } else { faults::BEHIND });
        }
        let span = self.place()?;
        self.scanner.take();
        Ok((Event::End(None), span))
    }

    /// The end of what no token ends.
    fn unwritten_end(&mut self) -> Parsed<(Event<'s>, Span)> {
        Ok((Event::End(None), self.place()?))
    }

    /// A value that is not there.
    pub(super) fn absent_here(&mut self) -> Parsed<(Event<'s>, Span)> {
        Ok(absent(self.place()?.start))
    }
}

fn absent<'s>(at: u32) -> (Event<'s>, Span) {
    let event = Event::Scalar {
        text: Cow::Borrowed(""),
        plain: true,
        properties: Properties::default(),
    };
    (event, Span::new(at, at))
}
