//! Documents: YAML and JSON texts as trees that know where each value stands.
//!
//! Texts are read as Kubernetes reads them: YAML as `kubectl` does (Go's yaml.v2: YAML 1.1 booleans and
//! octals, merge keys), one text may hold many documents, and `List` objects stand for their items. A
//! document that cannot be read does not affect the others. Input is bounded in size, depth and what its
//! aliases stand for, so that a hostile file costs little.
//!
//! ```
//! use gateway_validate::document::{self, SourceText};
//! use gateway_validate::field_path::FieldPath;
//!
//! let source = SourceText::new("spec:\n  hostnames: [a.example.com, b.example.com]\n")?;
//! let parsed = document::parse(&source);
//! let path: FieldPath = "spec.hostnames[1]".parse()?;
//! let node = parsed.documents[0].root().at(&path).expect("the path exists");
//! assert_eq!(node.as_str(), Some("b.example.com"));
//! assert_eq!(source.position(node.span().start).to_string(), "2:30");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod base64;
mod builder;
mod duplicates;
mod error;
mod json;
mod number;
mod objects;
mod places;
mod scalar;
mod source;
mod split;
mod tree;
mod yaml;

pub use error::{DocumentError, DocumentErrorKind};
pub use number::Number;
pub use objects::{Object, Objects};
pub use source::{MAX_TEXT, Position, SourceText, Span};
pub use tree::{Found, List, Map, Member, Node, Tree, Value};

use crate::field_path::FieldPath;

/// What one text may make of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How deep lists and mappings may nest.
    pub depth: usize,
    /// How many values the aliases of one document may stand for, and four times that in the whole text.
    pub alias_values: u64,
}

/// One document of a text.
#[derive(Clone, Debug)]
pub struct Document {
    /// Which document of its text this is, counted from 0; documents that hold nothing are not counted.
    pub index: usize,
    /// Keys that stand twice in one mapping. The last one counts.
    pub duplicates: Vec<DuplicateKey>,
    tree: Tree,
}

/// A key that stands twice in one mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DuplicateKey {
    /// The field.
    pub path: FieldPath,
    /// The place of the key whose value is lost.
    pub first: Span,
    /// The place of the key that takes over.
    pub second: Span,
    /// The place of the value that takes over.
    pub value: Span,
    /// The key.
    pub name: String,
    /// Whether the key was a text; other keys of YAML become one.
    pub is_text: bool,
    /// Whether one of the two comes by a merge key (`<<`), where overriding is the purpose.
    pub merged: bool,
}

/// The documents of a text, and what could not be read.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// The documents that could be read, in order.
    pub documents: Vec<Document>,
    /// Why others could not, in order.
    pub errors: Vec<DocumentError>,
}

/// A document before it has its number.
struct Raw {
    tree: Tree,
    duplicates: Vec<DuplicateKey>,
    /// How many values its aliases stand for.
    aliased: u64,
}

impl Default for Limits {
    /// More than any manifest needs, and no danger to the stack of what walks the tree.
    fn default() -> Self {
        Self {
            depth: 512,
            alias_values: 250_000,
        }
    }
}

impl Document {
    /// The value of the whole document.
    pub fn root(&self) -> Node<'_> {
        self.tree.root()
    }

    /// The objects of the document: itself, or the items of a `List`.
    pub fn objects(&self) -> Objects<'_> {
        Objects::new(self.root())
    }
}

/// Reads all documents of a text, YAML or JSON.
pub fn parse(source: &SourceText) -> Parsed {
    parse_within(source, Limits::default())
}

/// Reads all documents of a text within the given limits.
pub fn parse_within(source: &SourceText, limits: Limits) -> Parsed {
    parse_parts(source, limits, parse_part)
}

fn parse_parts(
    source: &SourceText,
    limits: Limits,
    parse_part: impl Fn(&str, u32, Limits, &mut Vec<Raw>) -> Result<(), DocumentError>,
) -> Parsed {
    let mut parsed = Parsed::default();
    let mut aliased = 0;
    let mut index = 0;
    for part in split::parts(source.text(), source.content_start()) {
        let offset = u32::try_from(part.start).unwrap_or(u32::MAX);
        let text = source.text().get(part).unwrap_or_default();
        let mut raws = Vec::new();
        let mut outcome = parse_part(text, offset, limits, &mut raws);
        for raw in raws {
            aliased += raw.aliased;
            if aliased > limits.alias_values * 4 {
                let kind = DocumentErrorKind::TooManyAliases {
                    limit: limits.alias_values * 4,
                };
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

/// Reads all documents of a text as YAML, even what could be JSON: there `80.0` is the integer.
pub fn parse_yaml(source: &SourceText, limits: Limits) -> Parsed {
    parse_parts(source, limits, yaml::parse)
}

/// Reads a text that is one JSON value and nothing else, as an API server reads the body of a request.
pub fn parse_json(source: &SourceText, limits: Limits) -> Result<Document, DocumentError> {
    let start = source.content_start();
    let text = source.text().get(start..).unwrap_or_default();
    let offset = u32::try_from(start).unwrap_or_default();
    let (raw, taken) = json::parse(text, offset, limits)?;
    if let Some(rest) = text.get(taken..).filter(|rest| !rest.is_empty()) {
        let place = offset + u32::try_from(taken).unwrap_or_default();
        return Err(json::unexpected(
            rest,
            place,
            "one value and nothing else stands in a request",
        ));
    }
    Ok(Document {
        index: 0,
        duplicates: raw.duplicates,
        tree: raw.tree,
    })
}

/// Reads the documents between two `---` lines: JSON if the text starts like it and is, else YAML.
fn parse_part(
    text: &str,
    offset: u32,
    limits: Limits,
    raws: &mut Vec<Raw>,
) -> Result<(), DocumentError> {
    let (body, skipped) = split::body(text);
    if !body.trim_start().starts_with(['{', '[']) {
        return yaml::parse(text, offset, limits, raws);
    }
    let offset_of_body = offset + u32::try_from(skipped).unwrap_or_default();
    let json_error = match parse_json_values(body, offset_of_body, limits, raws) {
        Ok(()) => return Ok(()),
        Err(error) => error,
    };
    if raws.len() > 1 || !matches!(json_error.kind, DocumentErrorKind::Syntax { .. }) {
        return Err(json_error);
    }
    let mut documents = Vec::new();
    match yaml::parse(text, offset, limits, &mut documents) {
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
    limits: Limits,
    raws: &mut Vec<Raw>,
) -> Result<(), DocumentError> {
    while !text.trim_start().is_empty() {
        let (raw, taken) = json::parse(text, offset, limits)?;
        raws.push(raw);
        text = text.get(taken..).unwrap_or_default();
        offset += u32::try_from(taken).unwrap_or_default();
    }
    Ok(())
}
