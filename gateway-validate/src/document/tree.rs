//! Spanned trees: the values of a document, each with its place in the source.

use std::collections::BTreeMap;

use super::number::Number;
use super::scalar::KeyKind;
use super::source::Span;
use crate::field_path::{FieldPath, Segment};

/// The values of one document.
///
/// Values lie in one arena and refer to each other by position, so that a tree is cheap to build and to
/// drop however deep it is, and an alias shares the values of its anchor instead of repeating them.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    pub(super) nodes: Vec<Data>,
    pub(super) items: Vec<u32>,
    pub(super) members: Vec<MemberData>,
    /// Every text of the tree, one after the other.
    pub(super) text: String,
    pub(super) root: u32,
    /// The positions of the members of each large mapping by their keys, for where those start in `members`.
    pub(super) sorted: BTreeMap<u32, Vec<u32>>,
}

/// Up to this many members are looked through for a key.
const FEW_MEMBERS: usize = 64;

#[derive(Clone, Copy, Debug)]
pub(super) struct Data {
    pub(super) value: Shape,
    pub(super) span: Span,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    Null,
    Bool(bool),
    Number(Number),
    /// A range of `text`.
    String(Span),
    /// A range of `items`.
    List(Span),
    /// A range of `members`.
    Map(Span),
}

#[derive(Clone, Copy, Debug)]
pub(super) struct MemberData {
    pub(super) key: Span,
    pub(super) key_span: Span,
    pub(super) node: u32,
    /// What the key was.
    pub(super) kind: KeyKind,
    /// Whether the member came by a merge key.
    pub(super) merged: bool,
}

/// A value of a [`Tree`].
#[derive(Clone, Copy, Debug)]
pub struct Node<'t> {
    tree: &'t Tree,
    id: u32,
}

/// What a [`Node`] holds.
#[derive(Clone, Copy, Debug)]
pub enum Value<'t> {
    /// `null`, or nothing.
    Null,
    /// `true` or `false`, or another YAML 1.1 spelling of them.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A text.
    String(&'t str),
    /// A list.
    List(List<'t>),
    /// A mapping.
    Map(Map<'t>),
}

/// The items of a list.
#[derive(Clone, Copy, Debug)]
pub struct List<'t> {
    tree: &'t Tree,
    items: &'t [u32],
}

/// The items of a [`List`], one after another.
#[derive(Clone, Debug)]
pub(crate) struct Items<'t> {
    tree: &'t Tree,
    ids: std::slice::Iter<'t, u32>,
}

/// The members of a mapping in the order of the source, each key once.
#[derive(Clone, Copy, Debug)]
pub struct Map<'t> {
    tree: &'t Tree,
    start: u32,
    members: &'t [MemberData],
}

/// One member of a [`Map`].
#[derive(Clone, Copy, Debug)]
pub struct Member<'t> {
    /// The key.
    pub key: &'t str,
    /// The place of the key.
    pub key_span: Span,
    /// The value.
    pub node: Node<'t>,
}

/// Where a field path leads in a document.
#[derive(Clone, Copy, Debug)]
pub struct Found<'t> {
    /// The value, or its closest ancestor that exists.
    pub node: Node<'t>,
    /// The place of the value's key, when it is a member of a mapping.
    pub key_span: Option<Span>,
    /// How many steps of the path were found.
    pub depth: usize,
    /// Whether that is the whole path.
    pub complete: bool,
}

impl Tree {
    /// The value of the whole document.
    pub fn root(&self) -> Node<'_> {
        Node {
            tree: self,
            id: self.root,
        }
    }

    #[inline]
    fn text(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    #[inline]
    fn bytes(&self, span: Span) -> &[u8] {
        self.text.as_bytes().get(span.range()).unwrap_or_default()
    }

    /// Sorts the members of a mapping by their keys if they are many, so that finding each takes no square.
    pub(super) fn sort_members(&mut self, members: Span) {
        let of_map = self.members.get(members.range()).unwrap_or_default();
        if of_map.len() <= FEW_MEMBERS {
            return;
        }
        let key = |position: &u32| {
            of_map
                .get(*position as usize)
                .map(|member| self.text(member.key))
        };
        let mut sorted: Vec<u32> = (0..members.end - members.start).collect();
        sorted.sort_unstable_by_key(key);
        self.sorted.insert(members.start, sorted);
    }
}

impl<'t> Node<'t> {
    /// The place of the value. A list or mapping reaches from its first to its last character; a missing
    /// value (`key:`) is an empty place after its key.
    pub fn span(self) -> Span {
        self.data().span
    }

    /// What the value is.
    #[inline]
    pub fn value(self) -> Value<'t> {
        let tree = self.tree;
        match self.data().value {
            Shape::Null => Value::Null,
            Shape::Bool(value) => Value::Bool(value),
            Shape::Number(number) => Value::Number(number),
            Shape::String(text) => Value::String(tree.text(text)),
            Shape::List(items) => Value::List(List {
                tree,
                items: tree.items.get(items.range()).unwrap_or_default(),
            }),
            Shape::Map(members) => Value::Map(Map {
                tree,
                start: members.start,
                members: tree.members.get(members.range()).unwrap_or_default(),
            }),
        }
    }

    /// The text, if the value is one.
    pub fn as_str(self) -> Option<&'t str> {
        match self.value() {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The items, if the value is a list.
    pub fn as_list(self) -> Option<List<'t>> {
        match self.value() {
            Value::List(list) => Some(list),
            _ => None,
        }
    }

    /// The members, if the value is a mapping.
    pub fn as_map(self) -> Option<Map<'t>> {
        match self.value() {
            Value::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The member of that name, if the value is a mapping that has it.
    pub fn get(self, key: &str) -> Option<Node<'t>> {
        self.as_map()?.get(key).map(|member| member.node)
    }

    /// The value at a path below this one.
    pub fn at(self, path: &FieldPath) -> Option<Node<'t>> {
        let found = self.place_of(path);
        found.complete.then_some(found.node)
    }

    /// Where a path leads: to its value, or as far as the document goes. A field that is missing is best
    /// shown at the object that should have it.
    pub fn place_of(self, path: &FieldPath) -> Found<'t> {
        let segments = path.segments();
        let mut found = Found {
            node: self,
            key_span: None,
            depth: 0,
            complete: segments.is_empty(),
        };
        while let Some((node, key_span, taken)) = found
            .node
            .step(segments.get(found.depth..).unwrap_or_default())
        {
            let depth = found.depth + taken;
            found = Found {
                node,
                key_span,
                depth,
                complete: depth == segments.len(),
            };
        }
        found
    }

    /// The value as plain JSON. Floats stay floats also when they are whole.
    pub fn to_json(self) -> serde_json::Value {
        match self.value() {
            Value::Null => serde_json::Value::Null,
            Value::Bool(value) => value.into(),
            Value::Number(Number::Int(value)) => value.into(),
            Value::Number(Number::Float(value)) => value.into(),
            Value::String(text) => text.into(),
            Value::List(list) => list.iter().map(Node::to_json).collect(),
            Value::Map(map) => {
                // One by one: collecting them sorts a list of them first.
                let mut members = serde_json::Map::new();
                for member in map.iter() {
                    members.insert(member.key.to_owned(), member.node.to_json());
                }
                members.into()
            }
        }
    }

    /// Follows the first step of a path; a key with dots in it takes several.
    fn step(self, segments: &[Segment]) -> Option<(Node<'t>, Option<Span>, usize)> {
        match segments.first()? {
            Segment::Index(index) => {
                let node = self.as_list()?.get(*index)?;
                Some((node, None, 1))
            }
            Segment::Field(name) => {
                let map = self.as_map()?;
                if let Some(member) = map.get(name) {
                    return Some((member.node, Some(member.key_span), 1));
                }
                let mut key = name.clone();
                for (taken, segment) in segments.iter().enumerate().skip(1) {
                    let Segment::Field(next) = segment else {
                        return None;
                    };
                    key.push('.');
                    key.push_str(next);
                    if let Some(member) = map.get(&key) {
                        return Some((member.node, Some(member.key_span), taken + 1));
                    }
                }
                None
            }
        }
    }

    /// The bytes of the text, if the value is one. Unlike a text they may be cut anywhere, so that nothing is checked.
    #[inline]
    pub(crate) fn as_bytes(self) -> Option<&'t [u8]> {
        match self.tree.nodes.get(self.id as usize)?.value {
            Shape::String(text) => Some(self.tree.bytes(text)),
            _ => None,
        }
    }

    /// Hands out each member of a mapping, with the bytes of its key; false if the value is no mapping.
    #[inline]
    pub(crate) fn visit_members(self, mut visit: impl FnMut(&'t [u8], Self)) -> bool {
        let tree = self.tree;
        let Some(Shape::Map(members)) = tree.nodes.get(self.id as usize).map(|data| data.value)
        else {
            return false;
        };
        for member in tree.members.get(members.range()).unwrap_or_default() {
            let node = Node {
                tree,
                id: member.node,
            };
            visit(tree.bytes(member.key), node);
        }
        true
    }

    #[inline]
    fn data(self) -> Data {
        const MISSING: Data = Data {
            value: Shape::Null,
            span: Span::new(0, 0),
        };
        self.tree
            .nodes
            .get(self.id as usize)
            .copied()
            .unwrap_or(MISSING)
    }
}

impl<'t> List<'t> {
    /// How many items there are.
    #[inline]
    pub fn len(self) -> usize {
        self.items.len()
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.items.is_empty()
    }

    /// The item at a position.
    #[inline]
    pub fn get(self, index: usize) -> Option<Node<'t>> {
        self.items.get(index).map(|id| Node {
            tree: self.tree,
            id: *id,
        })
    }

    /// The items in order.
    pub fn iter(self) -> impl ExactSizeIterator<Item = Node<'t>> + DoubleEndedIterator + Clone {
        self.items()
    }

    #[inline]
    pub(crate) fn items(self) -> Items<'t> {
        Items {
            tree: self.tree,
            ids: self.items.iter(),
        }
    }
}

impl<'t> Items<'t> {
    #[inline]
    fn node(&self, id: u32) -> Node<'t> {
        Node {
            tree: self.tree,
            id,
        }
    }
}

impl<'t> Iterator for Items<'t> {
    type Item = Node<'t>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        self.ids.next().map(|id| self.node(*id))
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.ids.size_hint()
    }
}

impl DoubleEndedIterator for Items<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.ids.next_back().map(|id| self.node(*id))
    }
}

impl ExactSizeIterator for Items<'_> {}

impl<'t> Map<'t> {
    /// How many members there are.
    #[inline]
    pub fn len(self) -> usize {
        self.members.len()
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.members.is_empty()
    }

    /// The member of that name.
    pub fn get(self, key: &str) -> Option<Member<'t>> {
        if self.members.len() <= FEW_MEMBERS {
            return self.iter().find(|member| member.key == key);
        }
        let sorted = self.tree.sorted.get(&self.start)?;
        let at = |position: &u32| self.at(*position as usize);
        let found = sorted
            .binary_search_by(|position| at(position).map(|member| member.key).cmp(&Some(key)));
        at(sorted.get(found.ok()?)?)
    }

    /// The member at a position in the source's order.
    #[inline]
    pub fn at(self, position: usize) -> Option<Member<'t>> {
        let member = self.members.get(position)?;
        Some(Member {
            key: self.tree.text(member.key),
            key_span: member.key_span,
            node: Node {
                tree: self.tree,
                id: member.node,
            },
        })
    }

    /// The members in the order of the source.
    pub fn iter(self) -> impl ExactSizeIterator<Item = Member<'t>> + Clone {
        self.members.iter().map(move |member| Member {
            key: self.tree.text(member.key),
            key_span: member.key_span,
            node: Node {
                tree: self.tree,
                id: member.node,
            },
        })
    }
}
