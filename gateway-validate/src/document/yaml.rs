//! YAML documents, as Go's yaml.v2 reads them: what is a token, what it belongs to, and what it means.

mod block;
mod brackets;
mod chars;
mod cursor;
mod events;
mod faults;
mod fold;
mod keys;
mod plain;
mod properties;
mod quoted;
mod scanner;
mod token;

use std::collections::HashMap;

use super::Raw;
use super::builder::Builder;
use super::error::{DocumentError, DocumentErrorKind};
use super::scalar::{self, InvalidScalar, Plain, Scalar};
use super::source::Span;
use cursor::Cursor;
use events::{Event, Events, Properties};

/// Reads the documents of a part of a source text that starts at byte `offset`. What was read before an
/// error stays.
pub(super) fn parse(
    text: &str,
    offset: u32,
    builder: &mut Builder,
    documents: &mut Vec<Raw>,
) -> Result<(), DocumentError> {
    if let Some(at) = chars::first_forbidden(text) {
        return Err(Cursor::new(text, offset).fault(at, faults::CONTROL));
    }
    let mut reader = Reader::new(text, offset, builder);
    while let Some(document) = reader.document()? {
        documents.push(document);
    }
    Ok(())
}

/// Reads the first document of a text, whatever follows it; `None` if there is none.
pub(super) fn parse_first(
    text: &str,
    offset: u32,
    builder: &mut Builder,
) -> Result<Option<Raw>, DocumentError> {
    let mut reader = Reader::new(text, offset, builder);
    let document = reader.document()?;
    // A text is looked through in blocks, each before it is read.
    let looked_through = (reader.events.scanned() + LOOK_AHEAD).next_multiple_of(BLOCK);
    match chars::first_forbidden(text).filter(|at| *at < looked_through) {
        Some(at) => Err(Cursor::new(text, offset).fault(at, faults::CONTROL)),
        None => Ok(document),
    }
}

/// The line of a byte, counted from 1.
pub(super) fn line_of(text: &str, offset: usize) -> usize {
    let starts_line = |at: &usize| chars::break_width(text.as_bytes(), *at) > 0;
    let breaks = (0..offset.min(text.len())).filter(starts_line).count();
    let halves = text.as_bytes().windows(2).take(offset);
    1 + breaks - halves.filter(|pair| pair == b"\r\n").count()
}

const BLOCK: usize = 512;
const LOOK_AHEAD: usize = 4;

struct Reader<'s, 'b> {
    events: Events<'s>,
    builder: &'b mut Builder,
    /// The value of each anchor; `None` while it is open.
    anchors: HashMap<&'s str, Option<u32>>,
    /// Anchors of the open lists and mappings.
    open: Vec<Option<&'s str>>,
}

impl<'s, 'b> Reader<'s, 'b> {
    fn new(text: &'s str, offset: u32, builder: &'b mut Builder) -> Self {
        Self {
            events: Events::new(text, offset),
            builder,
            anchors: HashMap::new(),
            open: Vec::new(),
        }
    }

    /// Reads the next document.
    fn document(&mut self) -> Result<Option<Raw>, DocumentError> {
        self.anchors.clear();
        loop {
            let (event, span) = self.events.next()?;
            match event {
                Event::DocumentStart => {}
                Event::StreamEnd => return Ok(None),
                Event::DocumentEnd => {
                    let (tree, duplicates, aliased) = self.builder.finish();
                    return Ok(Some(Raw {
                        tree,
                        duplicates,
                        aliased,
                    }));
                }
                Event::Scalar {
                    text,
                    plain,
                    properties,
                } => self.scalar(&text, plain, &properties, span)?,
                Event::ListStart(properties) => {
                    self.refuse_as_key(span)?;
                    self.builder.begin_list(span)?;
                    self.opened(properties.anchor);
                }
                Event::MapStart(properties) => {
                    self.refuse_as_key(span)?;
                    self.builder.begin_map(span)?;
                    self.opened(properties.anchor);
                }
                Event::End(end) => {
                    let id = self.builder.end(end)?;
                    let anchor = self.open.pop().flatten();
                    self.name(anchor, Some(id));
                }
                Event::Alias(name) => self.alias(name, span)?,
            }
        }
    }

    fn scalar(
        &mut self,
        text: &str,
        plain: bool,
        properties: &Properties<'s>,
        span: Span,
    ) -> Result<(), DocumentError> {
        let tag = properties.tag.as_deref();
        let implied = (plain && tag.is_none()) || tag == Some("!");
        let core = tag.map(core_tag);
        if text == "<<" && self.builder.wants_key() && (implied || core == Some("merge")) {
            self.builder.merge_key(span);
            return Ok(());
        }
        let decoded;
        let (plain, text) = match core {
            None if plain => (Ok(scalar::resolve(text)), text),
            None => (Ok(Plain::Text), text),
            Some("binary") => {
                decoded = super::base64::decode(text);
                let plain = decoded.as_ref().map(|_| Plain::Text);
                (
                    plain.ok_or(InvalidScalar::Tag),
                    decoded.as_deref().unwrap_or(text),
                )
            }
            Some(core) => (scalar::tagged(core, text), text),
        };
        let invalid = |error| invalid_scalar(&error, text, core, span);
        let plain = plain.map_err(invalid)?;
        if self.builder.wants_key() {
            let (key, kind) = plain.key(text).ok_or_else(|| invalid_key(span))?;
            self.builder.key(&key, span, kind);
            // What cannot be a value cannot be named.
            if let (Some(_), Ok(value)) = (properties.anchor, plain.value(text)) {
                let id = self.builder.detached(value, span);
                self.name(properties.anchor, Some(id));
            }
            return Ok(());
        }
        let id = self
            .builder
            .scalar(plain.value(text).map_err(invalid)?, span)?;
        self.name(properties.anchor, Some(id));
        Ok(())
    }

    fn alias(&mut self, name: &str, span: Span) -> Result<(), DocumentError> {
        let anchor = self.anchors.get(name).copied();
        let target = anchor.ok_or_else(|| faults::UNKNOWN_ALIAS.at(span))?;
        let target =
            target.ok_or_else(|| DocumentError::new(DocumentErrorKind::RecursiveAlias, span))?;
        if !self.builder.wants_key() {
            self.builder.alias(target, span)?;
            return Ok(());
        }
        let key = self.builder.scalar_at(target).and_then(Scalar::key);
        let (key, kind) = key.ok_or_else(|| invalid_key(span))?;
        let key = key.into_owned();
        self.builder.key(&key, span, kind);
        Ok(())
    }

    fn refuse_as_key(&self, span: Span) -> Result<(), DocumentError> {
        if self.builder.wants_key() {
            return Err(invalid_key(span));
        }
        Ok(())
    }

    fn opened(&mut self, anchor: Option<&'s str>) {
        self.open.push(anchor);
        self.name(anchor, None);
    }

    fn name(&mut self, anchor: Option<&'s str>, value: Option<u32>) {
        if let Some(anchor) = anchor {
            self.anchors.insert(anchor, value);
        }
    }
}

fn invalid_key(span: Span) -> DocumentError {
    DocumentError::new(DocumentErrorKind::InvalidKey, span)
}

fn invalid_scalar(
    error: &InvalidScalar,
    text: &str,
    tag: Option<&str>,
    span: Span,
) -> DocumentError {
    let value = text.to_owned();
    let kind = match (error, tag) {
        (InvalidScalar::Tag, Some(tag)) => DocumentErrorKind::Tag {
            tag: format!("!!{tag}"),
            value,
        },
        _ => DocumentErrorKind::NoJson { value },
    };
    DocumentError::new(kind, span)
}

/// The name of a tag of YAML's own: `int` for `!!int`. Nothing for others, which mean no more than text.
fn core_tag(tag: &str) -> &str {
    tag.strip_prefix("tag:yaml.org,2002:").unwrap_or_default()
}
