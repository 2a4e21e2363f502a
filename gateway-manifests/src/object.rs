//! Objects of manifests, and the files they come from.

use std::fmt;
use std::sync::Arc;

use gateway_api_types::{Kind, Scope};
use gateway_validate::document::{Document, Node, SourceText, Span};
use gateway_validate::field_path::FieldPath;

use crate::finding::{Finding, Place};

/// A file that was read.
#[derive(Debug)]
pub struct Source {
    pub(crate) name: Arc<str>,
    pub(crate) text: SourceText,
    pub(crate) documents: Vec<Document>,
}

/// Which object: group, kind, namespace and name. The version does not matter, all versions of a kind show
/// one object.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectKey {
    /// The API group, empty for the core group.
    pub group: String,
    /// The kind.
    pub kind: String,
    /// The namespace: `default` if the object names none, empty for a cluster-scoped kind.
    pub namespace: String,
    /// The name, or the `generateName` of an object that has only that.
    pub name: String,
}

/// An object of a manifest.
#[derive(Clone, Debug)]
pub struct LoadedObject {
    pub(crate) source: Arc<Source>,
    /// Position in the source's documents.
    pub(crate) document: usize,
    /// The way to the object in its document: empty, or into the `items` of a list.
    pub(crate) path: FieldPath,
    pub(crate) api_version: String,
    pub(crate) key: ObjectKey,
}

/// Namespace of a namespaced object that names none.
const DEFAULT_NAMESPACE: &str = "default";

/// Kinds outside the Gateway API that live outside namespaces and that routing depends on.
const CLUSTER_SCOPED: &[(&str, &str)] = &[
    ("", "Namespace"),
    ("certificates.k8s.io", "ClusterTrustBundle"),
    ("apiextensions.k8s.io", "CustomResourceDefinition"),
];

impl Source {
    /// The file as it was named, `-` for the standard input.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text of the file.
    pub fn text(&self) -> &SourceText {
        &self.text
    }

    /// The documents of the file that could be read.
    pub fn documents(&self) -> &[Document] {
        &self.documents
    }
}

impl ObjectKey {
    /// The key of an object; the namespace is put in or left out as the kind wants it.
    pub fn new(group: &str, kind: &str, namespace: Option<&str>, name: &str) -> Self {
        let cluster_scoped = match Kind::find(group, kind) {
            Some(known) => known.scope() == Scope::Cluster,
            None => CLUSTER_SCOPED.contains(&(group, kind)),
        };
        let namespace = match namespace.filter(|namespace| !namespace.is_empty()) {
            _ if cluster_scoped => "",
            Some(namespace) => namespace,
            None => DEFAULT_NAMESPACE,
        };
        Self {
            group: group.to_owned(),
            kind: kind.to_owned(),
            namespace: namespace.to_owned(),
            name: name.to_owned(),
        }
    }
}

impl fmt::Display for ObjectKey {
    /// ``HTTPRoute `shop/cart` ``.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            kind,
            namespace,
            name,
            ..
        } = self;
        match namespace.as_str() {
            "" => write!(f, "{kind} `{name}`"),
            namespace => write!(f, "{kind} `{namespace}/{name}`"),
        }
    }
}

impl LoadedObject {
    /// Which object it is.
    pub fn key(&self) -> &ObjectKey {
        &self.key
    }

    /// `apiVersion` of the object.
    pub fn api_version(&self) -> &str {
        &self.api_version
    }

    /// The file that it comes from.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Which document of its file it stands in, counted from 0.
    pub fn document(&self) -> usize {
        self.source
            .documents
            .get(self.document)
            .map_or(self.document, |document| document.index)
    }

    /// The object's value, with places.
    pub fn node(&self) -> Option<Node<'_>> {
        self.source
            .documents
            .get(self.document)?
            .root()
            .at(&self.path)
    }

    /// The object's value as JSON. Items of typed lists get the kind and version that the list gives them.
    pub fn to_json(&self) -> serde_json::Value {
        let mut value = self.node().map(Node::to_json).unwrap_or_default();
        if let Some(members) = value.as_object_mut() {
            members
                .entry("apiVersion")
                .or_insert_with(|| self.api_version.as_str().into());
            members
                .entry("kind")
                .or_insert_with(|| self.key.kind.as_str().into());
        }
        value
    }

    /// An error-level finding about a field of this object.
    pub fn finding(&self, rule: &str, field: &FieldPath, message: impl Into<String>) -> Finding {
        Finding {
            document: Some(self.document()),
            object: Some(self.key.clone()),
            path: field.to_string(),
            ..Finding::error(rule, self.place(field), message)
        }
    }

    /// The way to the object in its document: empty, or into the `items` of a list.
    pub fn path(&self) -> &FieldPath {
        &self.path
    }

    /// The place of a field: its value, or if it is missing its closest ancestor. For an ancestor that is a
    /// member of a mapping, and for values that fill many lines, its key is the better sight.
    pub fn place(&self, field: &FieldPath) -> Place {
        let span = self.node().map_or_else(Default::default, |node| {
            let found = node.place_of(field);
            let whole = found.node.span();
            let lines = |span| !is_of_one_line(&self.source.text, span);
            match found.key_span {
                Some(key) if !found.complete || lines(whole) => key,
                _ => whole,
            }
        });
        self.place_of_span(span)
    }

    /// The place of a part of the file, or of what stands of it on its first line.
    pub fn place_of_span(&self, span: Span) -> Place {
        let text = &self.source.text;
        Place::of_span(Arc::clone(&self.source.name), text, first_line(text, span))
    }
}

/// The part of a span on its first line.
pub(crate) fn first_line(text: &SourceText, span: Span) -> Span {
    if is_of_one_line(text, span) {
        return span;
    }
    let length = text.slice(span).lines().next().map_or(0, str::len);
    let end = span.start + u32::try_from(length).unwrap_or_default();
    Span::new(span.start, end)
}

/// Without a look at the text: there may be much to say of a long line.
fn is_of_one_line(text: &SourceText, span: Span) -> bool {
    text.line_of(span.start) == text.line_of(span.end)
}
