//! YAML documents.

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span as CharSpan, StrInput, Tag};

use super::Raw;
use super::builder::Builder;
use super::error::{DocumentError, DocumentErrorKind};
use super::places::Places;
use super::scalar::{self, InvalidScalar, Scalar};
use super::source::Span;

/// Reads the documents of a part of a source text that starts at byte `offset`. What was read before an
/// error stays.
pub(super) fn parse(
    text: &str,
    offset: u32,
    builder: &mut Builder,
    documents: &mut Vec<Raw>,
) -> Result<(), DocumentError> {
    let mut reader = Reader {
        parser: Parser::new_from_str(text),
        places: Places::new(text, offset),
        builder,
        anchors: Vec::new(),
        open: Vec::new(),
    };
    while let Some(event) = reader.parser.next_event() {
        let (event, span) = event.map_err(|error| reader.syntax_error(&error, text))?;
        match event {
            Event::DocumentEnd => documents.extend(reader.finish()),
            Event::StreamEnd => break,
            event => reader.read(event, span)?,
        }
    }
    Ok(())
}

struct Reader<'s, 'b> {
    parser: Parser<'s, StrInput<'s>>,
    places: Places<'s>,
    builder: &'b mut Builder,
    /// The value of each anchor by the parser's number; `None` while it is open.
    anchors: Vec<Option<u32>>,
    /// Anchors of the open lists and mappings; 0 is none.
    open: Vec<usize>,
}

impl<'s> Reader<'s, '_> {
    fn read(&mut self, event: Event<'s>, chars: CharSpan) -> Result<(), DocumentError> {
        let span = self.places.span(chars);
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let span = if chars.is_empty() {
                    self.places.absent(span)
                } else {
                    span
                };
                let text = self.places.as_written(&text, style, chars);
                self.scalar(text, style, anchor, tag.as_deref(), span)
            }
            Event::SequenceStart(anchor, _) => {
                self.refuse_as_key(span)?;
                self.builder.begin_list(self.places.list_start(span))?;
                self.opened(anchor);
                Ok(())
            }
            Event::MappingStart(anchor, _) => {
                self.refuse_as_key(span)?;
                self.builder.begin_map(span)?;
                self.opened(anchor);
                Ok(())
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let end = (!chars.is_empty()).then_some(span.end);
                let id = self.builder.end(end)?;
                let anchor = self.open.pop().unwrap_or_default();
                self.name(anchor, Some(id));
                Ok(())
            }
            Event::Alias(anchor) => self.alias(anchor, span),
            _ => Ok(()),
        }
    }

    fn scalar(
        &mut self,
        text: &str,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Tag>,
        span: Span,
    ) -> Result<(), DocumentError> {
        let plain = style == ScalarStyle::Plain;
        if plain
            && text == "<<"
            && self.builder.wants_key()
            && tag.is_none_or(|tag| core_tag(tag) == Some("merge"))
        {
            self.builder.merge_key(span);
            return Ok(());
        }
        let decoded;
        let value = match tag {
            None if plain => scalar::plain(text),
            Some(tag) if core_tag(tag) == Some("binary") => {
                decoded = super::base64::decode(text);
                decoded
                    .as_deref()
                    .map(Scalar::String)
                    .ok_or(InvalidScalar::Tag)
            }
            Some(tag) => scalar::tagged(core_tag(tag).unwrap_or_default(), text),
            None => Ok(Scalar::String(text)),
        };
        let value = value.map_err(|error| invalid_scalar(&error, text, tag, span))?;
        if self.builder.wants_key() {
            let key = scalar::key_text(&value)
                .ok_or_else(|| DocumentError::new(DocumentErrorKind::InvalidKey, span))?;
            self.builder
                .key(&key, span, matches!(value, Scalar::String(_)));
            if anchor > 0 {
                let id = self.builder.detached(value, span);
                self.name(anchor, Some(id));
            }
            return Ok(());
        }
        let id = self.builder.scalar(value, span)?;
        self.name(anchor, Some(id));
        Ok(())
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Result<(), DocumentError> {
        let target = self.anchors.get(anchor).copied().flatten();
        let target =
            target.ok_or_else(|| DocumentError::new(DocumentErrorKind::RecursiveAlias, span))?;
        if !self.builder.wants_key() {
            self.builder.alias(target, span)?;
            return Ok(());
        }
        let key = self
            .builder
            .scalar_at(target)
            .as_ref()
            .and_then(scalar::key_text)
            .map(std::borrow::Cow::into_owned);
        let key = key.ok_or_else(|| DocumentError::new(DocumentErrorKind::InvalidKey, span))?;
        self.builder.key(&key, span, true);
        Ok(())
    }

    fn refuse_as_key(&self, span: Span) -> Result<(), DocumentError> {
        if self.builder.wants_key() {
            return Err(DocumentError::new(DocumentErrorKind::InvalidKey, span));
        }
        Ok(())
    }

    fn opened(&mut self, anchor: usize) {
        self.open.push(anchor);
        self.name(anchor, None);
    }

    fn name(&mut self, anchor: usize, value: Option<u32>) {
        if anchor == 0 {
            return;
        }
        if self.anchors.len() <= anchor {
            self.anchors.resize(anchor + 1, None);
        }
        if let Some(slot) = self.anchors.get_mut(anchor) {
            *slot = value;
        }
    }

    fn finish(&mut self) -> Option<Raw> {
        self.open.clear();
        if self.builder.is_empty() {
            self.builder.clear();
            return None;
        }
        let (tree, duplicates, aliased) = self.builder.finish();
        Some(Raw {
            tree,
            duplicates,
            aliased,
        })
    }

    fn syntax_error(&mut self, error: &ScanError, text: &str) -> DocumentError {
        let start = self.places.byte(error.marker().index());
        let at = self.places.rest(start);
        let width = at
            .chars()
            .next()
            .filter(|next| *next != '\n')
            .map_or(0, char::len_utf8);
        let end = start + u32::try_from(width).unwrap_or_default();
        if error.info() == PARSER_TOO_DEEP {
            let kind = DocumentErrorKind::TooDeep {
                limit: PARSER_DEPTH,
            };
            return DocumentError::new(kind, Span::new(start, end));
        }
        let line = error.marker().line().saturating_sub(1);
        let line = text.lines().nth(line).unwrap_or_default();
        DocumentError::syntax(
            error.info(),
            help(error.info(), at, line),
            Span::new(start, end),
        )
    }
}

/// What usually is behind an error of the grammar.
fn help(info: &str, at: &str, line: &str) -> Option<&'static str> {
    if at.starts_with('\t') || line.starts_with('\t') {
        return Some("indent with spaces; YAML takes no tabs there");
    }
    if at.starts_with('*') || info.contains("alias") || info.contains("anchor") {
        return Some(
            "a plain value must not start with `*` or `&`; quote it, as in `\"*.example.com\"`",
        );
    }
    if at.starts_with(['@', '`', '%']) {
        return Some("a plain value must not start with this character; quote it");
    }
    if info.contains("mapping values are not allowed") {
        return Some(
            "quote a value that contains `: `, or check the indentation of this line and the one above",
        );
    }
    if info.contains("did not find expected key") || info.contains("block") {
        return Some("members of one mapping, and items of one list, start in the same column");
    }
    if info.contains("quoted scalar") {
        return Some("close the quotes");
    }
    if info.contains("flow") || info.contains("',' or") {
        return Some("close the bracket, or put a comma between the items");
    }
    None
}

fn invalid_scalar(
    error: &InvalidScalar,
    text: &str,
    tag: Option<&Tag>,
    span: Span,
) -> DocumentError {
    let value = text.to_owned();
    let kind = match (error, tag.and_then(core_tag)) {
        (InvalidScalar::Tag, Some(tag)) => DocumentErrorKind::Tag {
            tag: format!("!!{tag}"),
            value,
        },
        _ => DocumentErrorKind::NoJson { value },
    };
    DocumentError::new(kind, span)
}

/// The name of a tag of YAML's own: `int` for `!!int`.
fn core_tag(tag: &Tag) -> Option<&str> {
    match tag.handle.as_str() {
        "tag:yaml.org,2002:" => Some(&tag.suffix),
        "" => tag.suffix.strip_prefix("tag:yaml.org,2002:"),
        _ => None,
    }
}

/// The parser's own limit of brackets in brackets, and how it says so.
const PARSER_DEPTH: usize = 255;
const PARSER_TOO_DEEP: &str = "recursion limit exceeded";
