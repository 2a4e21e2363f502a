//! What is asked of texts.

use crate::go;
use crate::property::Lengths;
use crate::schema::{Constant, Format, Kind, Schema};

/// Whether all texts are sound. What most of them are asked for is looked up once.
pub(super) fn are_texts(texts: &[&[u8]], schema: &Schema) -> bool {
    let is_free = schema.format == Format::None && schema.enumeration.is_empty();
    match schema.pattern {
        _ if schema.kind != Kind::String => texts.is_empty(),
        Some(pattern) if is_free && pattern.letters => {
            let lengths = Lengths::of(schema);
            texts.iter().all(|text| {
                (lengths.hold(text.len()) || has_length(text, schema))
                    && pattern.matches_letters(text)
            })
        }
        _ => texts.iter().all(|text| is_text(text, schema)),
    }
}

/// Whether a text is sound.
#[inline]
pub(super) fn is_text(text: &[u8], schema: &Schema) -> bool {
    has_length(text, schema)
        && schema.pattern.is_none_or(|pattern| pattern.matches(text))
        && (schema.format == Format::None || is_in_format(text, schema.format))
        && (schema.enumeration.is_empty() || is_known_text(text, schema))
}

/// A text has at most as many characters as bytes, and at least a quarter: its length alone tells of most.
#[inline]
fn has_length(text: &[u8], schema: &Schema) -> bool {
    schema
        .max_length
        .is_none_or(|limit| text.len() <= limit || characters(text) <= limit)
        && schema
            .min_length
            .is_none_or(|limit| text.len() + 4 > limit * 4 || characters(text) >= limit)
}

#[cold]
fn characters(text: &[u8]) -> usize {
    let is_start = |byte: &&u8| **byte & 0b1100_0000 != 0b1000_0000;
    text.iter().filter(is_start).count()
}

#[cold]
fn is_in_format(text: &[u8], format: Format) -> bool {
    format != Format::DateTime || str::from_utf8(text).is_ok_and(go::is_date_time)
}

fn is_known_text(text: &[u8], schema: &Schema) -> bool {
    let is_same =
        |known: &Constant| matches!(known, Constant::Text(known) if known.as_bytes() == text);
    schema.enumeration.iter().any(is_same)
}
