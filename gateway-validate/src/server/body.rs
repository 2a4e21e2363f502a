//! Bodies of requests: from text to what is checked.

use std::collections::BTreeSet;

use super::endpoint::{Endpoint, Named};
use super::media_type::{MediaType, media_type};
use super::type_meta;
use crate::check::Definition;
use crate::document::{self, Document, DuplicateKey, KeyKind, Limits, Node, SourceText};
use crate::field_path::FieldPath;
use crate::fit::{Fitted, Mode};
use crate::go;
use crate::json::{Json, View};
use crate::metadata::Metadata;
use crate::property::Property;
use crate::schema::{Field, Schema};

/// The body of a request.
#[derive(Clone, Copy, Debug)]
pub enum Body<'a> {
    /// A JSON value that is read already.
    Json(Node<'a>),
    /// A text, read by its media type: JSON, or YAML for `application/yaml`.
    Text {
        /// The text.
        text: &'a str,
        /// The media type; nothing is JSON.
        content_type: Option<&'a str>,
    },
}

/// A body that could be read.
pub(super) enum Source<'a> {
    Node(Node<'a>),
    Document {
        document: Document,
        duplicates: Vec<String>,
    },
}

/// An object that could be decoded.
#[derive(Debug)]
pub(super) struct Decoded<'x> {
    node: Node<'x>,
    pub(super) kind: &'x str,
    pub(super) metadata: Metadata<'x>,
    pub(super) has_namespace: bool,
    /// The schema that the object was pruned by: that of its own version, or of one that does not exist.
    /// Nothing if it is of another group or kind.
    schema: Option<&'static Schema>,
    /// Whether it is of the version and namespace of the request.
    pub(super) fits: bool,
    /// Warnings of keys that stand twice.
    pub(super) duplicates: Vec<String>,
}

/// What a version that does not exist has: what every object has.
static NO_SCHEMA: Schema = Schema {
    properties: &[
        Property::new("apiVersion", Field(0), &Schema::STRING),
        Property::new("kind", Field(0), &Schema::STRING),
        Property::new("metadata", Field(0), &Schema::OBJECT),
    ],
    ..Schema::OBJECT
};

/// Deeper JSON is refused by a server, and it lets no aliases stand for more.
const LIMITS: Limits = Limits {
    depth: 10_000,
    alias_values: 400_000,
};

/// Why a body is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// It is no object of its media type.
    Malformed,
    /// The server does not take its media type.
    MediaType,
}

/// A server says no more of a text, or of metadata, than that.
const MAX_COMPLAINTS: usize = 100;

impl<'a> Body<'a> {
    pub(super) fn read(self) -> Result<Source<'a>, Unreadable> {
        let (text, content_type) = match self {
            Self::Json(node) => return Ok(Source::Node(node)),
            Self::Text { text, content_type } => (text, content_type.unwrap_or_default()),
        };
        let media = media_type(content_type).ok_or(Unreadable::MediaType)?;
        let of_text = |text| SourceText::new(text).map_err(|_| Unreadable::Malformed);
        let read = match media {
            // Go's JSON has no byte order mark.
            MediaType::Json if text.starts_with('\u{feff}') => None,
            MediaType::Json => read_json(&of_text(text.to_owned())?),
            MediaType::Yaml => read_yaml(&of_text(text.to_owned())?),
        };
        read.ok_or(Unreadable::Malformed)
    }
}

fn read_json(source: &SourceText) -> Option<Source<'static>> {
    let document = document::parse_json(source, LIMITS).ok()?;
    let was_readable = |key| type_meta::was_readable(key, source.text());
    if !document.duplicates.iter().all(was_readable) {
        return None;
    }
    let mut known = BTreeSet::new();
    let duplicates = document
        .duplicates
        .iter()
        .map(|key| format!("duplicate field {}", go::quoted(&key.path.to_string())))
        .filter(|warning| known.insert(warning.clone()));
    let duplicates = duplicates.take(MAX_COMPLAINTS).collect();
    Some(Source::Document {
        document,
        duplicates,
    })
}

/// Reads the first document; a server does not look at others.
fn read_yaml(source: &SourceText) -> Option<Source<'static>> {
    let document = document::parse_first_yaml(source, LIMITS).ok()?;
    let warning = |key: &DuplicateKey| {
        let line = document::yaml_line(source, key.value.start);
        let name = match key.kind {
            KeyKind::Text => go::quoted(&key.name),
            _ => key.name.clone(),
        };
        format!("line {line}: key {name} already set in map")
    };
    let repeated = document.duplicates.iter().filter(|key| key.repeats);
    let duplicates = repeated.map(warning).collect();
    Some(Source::Document {
        document,
        duplicates,
    })
}

impl Source<'_> {
    pub(super) fn node(&self) -> Node<'_> {
        match self {
            Self::Node(node) => *node,
            Self::Document { document, .. } => document.root(),
        }
    }

    /// Decodes the object; nothing if a server cannot.
    pub(super) fn decode<'x>(&'x self, endpoint: &Endpoint<'x>) -> Option<Decoded<'x>> {
        let node = self.node();
        if !type_meta::is_readable(node) {
            return None;
        }
        let kind = node
            .member("kind")
            .and_then(Json::text)
            .filter(|kind| !kind.is_empty())?;
        let api_version = match node.member("apiVersion").map(Json::view) {
            None => "",
            Some(View::Text(api_version)) => api_version,
            Some(_) => return None,
        };
        let mut metadata = Metadata::read(node).ok()?;
        let namespaced = endpoint.definition.resource.namespaced;
        let has_namespace = namespaced && !metadata.namespace.is_empty();
        let version = endpoint.version(api_version);
        let requested = endpoint.definition.version;
        let in_version =
            matches!(version, Named::Version(version) if std::ptr::eq(version, requested));
        let fits = in_version && (!has_namespace || metadata.namespace == endpoint.namespace);
        metadata.namespace = endpoint.namespace;
        let duplicates = match self {
            Self::Node(_) => Vec::new(),
            Self::Document { duplicates, .. } => duplicates.clone(),
        };
        let schema = match version {
            _ if kind != endpoint.definition.resource.kind => None,
            Named::OtherGroup => None,
            Named::NoVersion => Some(&NO_SCHEMA),
            Named::Version(version) => Some(version.schema),
        };
        Some(Decoded {
            node,
            kind,
            metadata,
            has_namespace,
            schema,
            fits,
            duplicates,
        })
    }
}

fn texts(paths: &[FieldPath]) -> Vec<String> {
    let mut texts: Vec<String> = paths.iter().map(FieldPath::to_string).collect();
    texts.sort_unstable();
    texts
}

impl<'x> Decoded<'x> {
    /// The object as its schema has it, if it is of the kind that was asked for.
    pub(super) fn fit(&self, definition: Definition) -> Fitted<'x> {
        let mode = if self.kind == definition.resource.kind {
            Mode::Whole
        } else {
            Mode::Bare
        };
        Fitted::new(self.node, definition.version.schema, mode)
    }

    /// The fields that a schema does not have, in the order in which a server tells them: those of the metadata
    /// first.
    pub(super) fn unknown_fields(&self) -> Vec<String> {
        let mut unknown = texts(&self.metadata.unknown);
        unknown.truncate(MAX_COMPLAINTS);
        if let Some(schema) = self.schema {
            unknown.extend(texts(&Fitted::new(self.node, schema, Mode::Whole).unknown));
        }
        unknown
    }
}
