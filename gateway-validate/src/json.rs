//! JSON trees: what can be validated, from wherever it comes.

use serde_json::Value;

use crate::document::{self, Node, Number};

/// A value of a JSON tree, a cheap reference to where it lies.
///
/// `serde_json` values and the [`Node`]s of documents are such trees. Numbers keep how they were spelled:
/// to a server 80 and 80.0 are different values.
pub trait Json<'a>: Copy {
    /// The items of a list.
    type Items: ExactSizeIterator<Item = Self>;
    /// The members of an object, each key once.
    type Members: ExactSizeIterator<Item = (&'a str, Self)>;

    /// What the value is.
    fn view(self) -> View<'a, Self>;

    /// The member of that name, if the value is an object that has it.
    fn member(self, name: &str) -> Option<Self> {
        match self.view() {
            View::Object(mut members) => members
                .find(|(key, _)| *key == name)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// The bytes of the text, if the value is one. Trees that keep all texts in one need not check where each is cut.
    #[inline]
    fn bytes(self) -> Option<&'a [u8]> {
        self.text().map(str::as_bytes)
    }

    /// Hands out each member of an object, with the bytes of its name; false if the value is no object.
    #[inline]
    fn each_member(self, mut visit: impl FnMut(&'a [u8], Self)) -> bool {
        let View::Object(members) = self.view() else {
            return false;
        };
        members.for_each(|(name, value)| visit(name.as_bytes(), value));
        true
    }

    /// The text, if the value is one.
    fn text(self) -> Option<&'a str> {
        match self.view() {
            View::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// What a [`Json`] value is.
#[derive(Debug)]
pub enum View<'a, J: Json<'a>> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number without fraction and exponent that fits 64 bits.
    Int(i64),
    /// Any other number.
    Float(f64),
    /// A text.
    Text(&'a str),
    /// A list.
    List(J::Items),
    /// An object.
    Object(J::Members),
}

/// The members of a `serde_json` object.
#[derive(Debug)]
pub struct ValueMembers<'a>(serde_json::map::Iter<'a>);

/// The items of a document's list.
#[derive(Clone, Debug)]
pub struct NodeItems<'t>(document::Items<'t>);

/// The members of a document's mapping.
#[derive(Debug)]
pub struct NodeMembers<'t>(document::Map<'t>, usize);

impl<'a> Json<'a> for &'a Value {
    type Items = std::slice::Iter<'a, Value>;
    type Members = ValueMembers<'a>;

    #[inline]
    fn view(self) -> View<'a, Self> {
        match self {
            Value::Null => View::Null,
            Value::Bool(value) => View::Bool(*value),
            Value::String(text) => View::Text(text),
            Value::Array(items) => View::List(items.iter()),
            Value::Object(members) => View::Object(ValueMembers(members.iter())),
            Value::Number(number) => match (number.as_i64(), number.as_f64()) {
                (Some(value), _) => View::Int(value),
                (None, value) => View::Float(value.unwrap_or_default()),
            },
        }
    }

    fn member(self, name: &str) -> Option<Self> {
        self.get(name)
    }
}

impl<'t> Json<'t> for Node<'t> {
    type Items = NodeItems<'t>;
    type Members = NodeMembers<'t>;

    #[inline]
    fn view(self) -> View<'t, Self> {
        match self.value() {
            document::Value::Null => View::Null,
            document::Value::Bool(value) => View::Bool(value),
            document::Value::Number(Number::Int(value)) => View::Int(value),
            document::Value::Number(Number::Float(value)) => View::Float(value),
            document::Value::String(text) => View::Text(text),
            document::Value::List(list) => View::List(NodeItems(list.items())),
            document::Value::Map(map) => View::Object(NodeMembers(map, 0)),
        }
    }

    #[inline]
    fn bytes(self) -> Option<&'t [u8]> {
        self.as_bytes()
    }

    #[inline]
    fn each_member(self, visit: impl FnMut(&'t [u8], Self)) -> bool {
        self.visit_members(visit)
    }
}

impl<'a> Iterator for ValueMembers<'a> {
    type Item = (&'a str, &'a Value);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(key, value)| (key.as_str(), value))
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl ExactSizeIterator for ValueMembers<'_> {}

impl<'t> Iterator for NodeItems<'t> {
    type Item = Node<'t>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl ExactSizeIterator for NodeItems<'_> {}

impl<'t> Iterator for NodeMembers<'t> {
    type Item = (&'t str, Node<'t>);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let member = self.0.at(self.1)?;
        self.1 += 1;
        Some((member.key, member.node))
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.0.len() - self.1;
        (left, Some(left))
    }
}

impl ExactSizeIterator for NodeMembers<'_> {}
