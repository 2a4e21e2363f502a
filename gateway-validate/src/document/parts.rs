//! Parts of a text that can be read each by itself, one after another or on several threads.

use std::ops::Range;

use super::builder::Builder;
use super::error::{DocumentError, DocumentErrorKind};
use super::source::{BYTE_ORDER_MARK, SourceText};
use super::tree::Value;
use super::{Document, Limits, Parsed, Raw, json, split, yaml};

/// A part of a text that can be read by itself: from one `---` line up to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part(Range<usize>);

/// What was read of a [`Part`].
#[derive(Debug)]
pub struct Piece {
    documents: Vec<Raw>,
    outcome: Result<(), DocumentError>,
}

/// Reads one part after another, and keeps the memory that this takes.
#[derive(Debug)]
pub struct PartReader {
    limits: Limits,
    builder: Builder,
}

/// The parts of a text, in order. What one holds does not affect the others: the [`Piece`]s that a
/// [`PartReader`] makes of them, in the order of the parts, are what [`parse`](super::parse) reads.
///
/// ```
/// use gateway_validate::document::{self, Limits, Parsed, PartReader, SourceText};
///
/// let source = SourceText::new("a: 1\n---\na: 2\n")?;
/// let parts = document::parts(&source);
/// let read = |part| PartReader::new(Limits::default()).read(&source, part);
/// let pieces: Vec<_> = parts.iter().rev().map(read).collect();
/// let parsed = Parsed::of(pieces.into_iter().rev(), Limits::default());
/// assert_eq!(parsed.documents.len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn parts(source: &SourceText) -> Vec<Part> {
    let parts = split::parts(source.text(), source.content_start());
    parts.into_iter().map(Part).collect()
}

impl PartReader {
    /// A reader that keeps to the given limits.
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            builder: Builder::new(limits),
        }
    }

    /// Reads a part of a text, YAML or JSON.
    pub fn read(&mut self, source: &SourceText, part: &Part) -> Piece {
        let offset = u32::try_from(part.0.start).unwrap_or(u32::MAX);
        let text = source.text().get(part.0.clone()).unwrap_or_default();
        let mut documents = Vec::new();
        let outcome = parse_part(text, offset, &mut self.builder, &mut documents);
        if outcome.is_err() {
            self.builder = Builder::new(self.limits);
        }
        Piece { documents, outcome }
    }
}

impl Parsed {
    /// What the pieces of a text are together, in the order of its parts.
    pub fn of(pieces: impl IntoIterator<Item = Piece>, limits: Limits) -> Self {
        let limit = limits.alias_values * 4;
        let mut parsed = Self::default();
        let mut aliased = 0;
        let mut index = 0;
        for piece in pieces {
            let mut outcome = piece.outcome;
            for raw in piece.documents {
                aliased += raw.aliased;
                if aliased > limit {
                    let kind = DocumentErrorKind::TooManyAliases { limit };
                    outcome = Err(DocumentError::new(kind, raw.tree.root().span()));
                    break;
                }
                let empty = matches!(raw.tree.root().value(), Value::Null);
                if !empty {
                    parsed.documents.push(Document {
                        index,
                        duplicates: raw.duplicates,
                        tree: raw.tree,
                    });
                    index += 1;
                }
            }
            if let Err(error) = outcome {
                parsed.errors.push(DocumentError {
                    document: index,
                    ..error
                });
                index += 1;
            }
        }
        parsed
    }
}

/// Reads the documents between two `---` lines: JSON if the text starts like it and is, else YAML.
fn parse_part(
    text: &str,
    offset: u32,
    builder: &mut Builder,
    raws: &mut Vec<Raw>,
) -> Result<(), DocumentError> {
    let (body, skipped) = split::body(text);
    let behind = |bytes: usize| offset + u32::try_from(bytes).unwrap_or_default();
    // Files that were put together have marks behind `---`, too.
    if let Some(body) = body.strip_prefix(BYTE_ORDER_MARK) {
        let offset = behind(skipped + BYTE_ORDER_MARK.len());
        return yaml::parse(body, offset, builder, raws);
    }
    if !body.trim_start().starts_with(['{', '[']) {
        return yaml::parse(text, offset, builder, raws);
    }
    let json_error = match parse_json_values(body, behind(skipped), builder, raws) {
        Ok(()) => return Ok(()),
        Err(error) => error,
    };
    if raws.len() > 1 || !matches!(json_error.kind, DocumentErrorKind::Syntax { .. }) {
        return Err(json_error);
    }
    builder.clear();
    let mut documents = Vec::new();
    match yaml::parse(text, offset, builder, &mut documents) {
        Ok(()) => {
            *raws = documents;
            Ok(())
        }
        // Braces and double quotes are meant as JSON, and its errors are the clearer ones.
        Err(_) if body.trim_start().starts_with("{\"") => Err(json_error),
        Err(yaml_error) => Err(yaml_error),
    }
}

fn parse_json_values(
    mut text: &str,
    mut offset: u32,
    builder: &mut Builder,
    raws: &mut Vec<Raw>,
) -> Result<(), DocumentError> {
    while !text.trim_start().is_empty() {
        let (raw, taken) = json::parse(text, offset, builder)?;
        raws.push(raw);
        text = text.get(taken..).unwrap_or_default();
        offset += u32::try_from(taken).unwrap_or_default();
    }
    Ok(())
}
