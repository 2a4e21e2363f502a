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

mod aliasing;
mod base64;
mod builder;
mod duplicates;
mod error;
mod json;
mod number;
mod objects;
mod parts;
mod scalar;
mod source;
mod split;
mod tree;
mod yaml;

pub use error::{DocumentError, DocumentErrorKind};
pub use number::Number;
pub use objects::{Object, Objects};
pub use parts::{Part, PartReader, Piece, parts};
pub use scalar::KeyKind;
pub use source::{MAX_TEXT, Position, SourceText, Span};
pub(crate) use tree::Items;
pub use tree::{Found, List, Map, Member, Node, Tree, Value};

use crate::field_path::FieldPath;
use builder::Builder;

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
    /// What the key is; whatever it is, it becomes a text.
    pub kind: KeyKind,
    /// Whether it stood before as what it is here. `1` and `"1"` are two keys of YAML, and a server does not say that
    /// JSON has room for one of them only; which one is chance.
    pub repeats: bool,
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
#[derive(Debug, Default)]
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
    let mut reader = PartReader::new(limits);
    let parts = parts(source);
    Parsed::of(parts.iter().map(|part| reader.read(source, part)), limits)
}

/// Reads the first document of a text as YAML, even what could be JSON: there `80.0` is the integer. An API server
/// looks at no other; a text without any is null.
pub fn parse_first_yaml(source: &SourceText, limits: Limits) -> Result<Document, DocumentError> {
    let start = source.content_start();
    let text = source.text().get(start..).unwrap_or_default();
    let offset = u32::try_from(start).unwrap_or_default();
    let raw = yaml::parse_first(text, offset, &mut Builder::new(limits))?;
    let raw = raw.unwrap_or_default();
    Ok(Document {
        index: 0,
        duplicates: raw.duplicates,
        tree: raw.tree,
    })
}

/// The line of a byte, counted from 1, as YAML 1.1 counts lines: it has more ends of a line than [`SourceText`].
pub(crate) fn yaml_line(source: &SourceText, offset: u32) -> usize {
    yaml::line_of(source.text(), offset as usize)
}

/// Reads a text that is one JSON value and nothing else, as an API server reads the body of a request.
pub fn parse_json(source: &SourceText, limits: Limits) -> Result<Document, DocumentError> {
    let start = source.content_start();
    let text = source.text().get(start..).unwrap_or_default();
    let offset = u32::try_from(start).unwrap_or_default();
    let (raw, taken) = json::parse(text, offset, &mut Builder::new(limits))?;
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
