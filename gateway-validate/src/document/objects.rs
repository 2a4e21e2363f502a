//! The Kubernetes objects of a document.

use super::tree::{Node, Value};
use crate::field_path::FieldPath;

/// An object of a document.
#[derive(Clone, Debug)]
pub struct Object<'t> {
    /// The object's value.
    pub node: Node<'t>,
    /// The way to it in the document: empty, or into the `items` of a list.
    pub path: FieldPath,
    /// `apiVersion`, or that of the typed list around an item without one.
    pub api_version: Option<&'t str>,
    /// `kind`, or that of the typed list around an item without one (`HTTPRoute` in an `HTTPRouteList`).
    pub kind: Option<&'t str>,
}

/// The objects of a document: itself, or if its kind ends in `List` and it has `items`, those, lists in
/// lists included. The untyped `List` has none where its `items` are absent or null, as Go writes a list of
/// nothing.
#[derive(Clone, Debug)]
pub struct Objects<'t> {
    pending: Vec<Object<'t>>,
}

impl<'t> Objects<'t> {
    pub(super) fn new(node: Node<'t>) -> Self {
        Self {
            pending: vec![Object::new(node, FieldPath::root(), None, None)],
        }
    }
}

impl<'t> Object<'t> {
    fn new(
        node: Node<'t>,
        path: FieldPath,
        api_version: Option<&'t str>,
        kind: Option<&'t str>,
    ) -> Self {
        let text = |key| node.get(key).and_then(Node::as_str);
        let api_version = text("apiVersion").or(api_version);
        let kind = text("kind").or(kind);
        Self {
            node,
            path,
            api_version,
            kind,
        }
    }

    /// The items from the last to the first, if this is a list.
    fn items(&self) -> Option<Vec<Self>> {
        let item_kind = self.kind?.strip_suffix("List")?;
        let items = self
            .node
            .get("items")
            .filter(|items| !matches!(items.value(), Value::Null));
        if items.is_none() && (self.api_version, item_kind) == (Some("v1"), "") {
            return Some(Vec::new());
        }
        let items = items?.as_list()?;
        // Items of the untyped `List` say themselves what they are.
        let (api_version, kind) = match item_kind {
            "" => (None, None),
            kind => (self.api_version, Some(kind)),
        };
        let path = self.path.field("items");
        let items = items.iter().enumerate().rev();
        Some(
            items
                .map(|(index, item)| Self::new(item, path.index(index), api_version, kind))
                .collect(),
        )
    }
}

impl<'t> Iterator for Objects<'t> {
    type Item = Object<'t>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let object = self.pending.pop()?;
            match object.items() {
                Some(items) => self.pending.extend(items),
                None => return Some(object),
            }
        }
    }
}
