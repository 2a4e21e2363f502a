//! Sites: the places of an object, each with the way to it.

use gateway_api_types::Kind;

use crate::document::{List, Node, Number, Span, Value};
use crate::field_path::{FieldPath, Segment};
use crate::schema::Schema;

/// A value of an object, where it stands and what its schema is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Site<'s, 't> {
    pub(super) parent: Option<&'s Site<'s, 't>>,
    step: Step<'t>,
    /// The kind of the whole object.
    kind: Option<Kind>,
    /// The name of the field as it is spelled today, of items that of their list; empty at the root.
    pub(super) name: &'t str,
    pub(super) node: Node<'t>,
    pub(super) key_span: Option<Span>,
    /// The schema; `None` in fields that are unknown.
    pub(super) schema: Option<&'static Schema>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'t> {
    Root,
    Field(&'t str),
    Index(usize),
}

impl<'s, 't> Site<'s, 't> {
    pub(super) fn root(
        node: Node<'t>,
        kind: Option<Kind>,
        schema: Option<&'static Schema>,
    ) -> Self {
        Self {
            parent: None,
            step: Step::Root,
            kind,
            name: "",
            node,
            key_span: None,
            schema,
        }
    }

    /// The same place, held against another schema.
    pub(super) fn with_schema(self, schema: Option<&'static Schema>) -> Self {
        Self { schema, ..self }
    }

    /// The same place, read as the field of today's name.
    pub(super) fn named(self, name: &'t str) -> Self {
        Self { name, ..self }
    }

    /// The member at a position in the source's order.
    pub(super) fn member(&'s self, position: usize) -> Option<Self> {
        let member = self.node.as_map()?.at(position)?;
        Some(self.below(
            Step::Field(member.key),
            member.key,
            member.node,
            Some(member.key_span),
        ))
    }

    /// A field that is there and not null.
    pub(super) fn field(&'s self, name: &str) -> Option<Self> {
        let member = self.node.as_map()?.get(name)?;
        if matches!(member.node.value(), Value::Null) {
            return None;
        }
        let site = self.below(
            Step::Field(member.key),
            member.key,
            member.node,
            Some(member.key_span),
        );
        let schema = self.schema.and_then(|schema| {
            let position = schema.property(name, 0)?;
            Some(schema.properties.get(position)?.schema)
        });
        Some(Self { schema, ..site })
    }

    /// The items, if the value is a list.
    pub(super) fn items(
        &'s self,
    ) -> impl ExactSizeIterator<Item = Site<'s, 't>> + DoubleEndedIterator + Clone {
        let list = self.node.as_list();
        let count = list.map_or(0, List::len);
        let schema = self.schema.and_then(|schema| schema.items);
        (0..count).map(move |index| {
            let node = list.and_then(|list| list.get(index)).unwrap_or(self.node);
            Site {
                schema,
                ..self.below(Step::Index(index), self.name, node, None)
            }
        })
    }

    /// The items of a list that is a field of this one.
    pub(super) fn list(&self, name: &str) -> Option<List<'t>> {
        self.node.get(name)?.as_list()
    }

    /// The text of a field.
    pub(super) fn text(&self, name: &str) -> Option<&'t str> {
        self.node.get(name)?.as_str()
    }

    /// The integer of a field.
    pub(super) fn integer(&self, name: &str) -> Option<i64> {
        match self.node.get(name)?.value() {
            Value::Number(Number::Int(value)) => Some(value),
            _ => None,
        }
    }

    /// Whether a field is there and not null.
    pub(super) fn has(&self, name: &str) -> bool {
        self.node
            .get(name)
            .is_some_and(|node| !matches!(node.value(), Value::Null))
    }

    /// The index, if this is an item of a list.
    pub(super) fn index(&self) -> Option<usize> {
        match self.step {
            Step::Index(index) => Some(index),
            _ => None,
        }
    }

    /// The key as it is written, or nothing.
    pub(super) fn key(&self) -> &'t str {
        match self.step {
            Step::Field(key) => key,
            _ => "",
        }
    }

    /// Today's name of the field or list that holds the object around this one: `rules` in a rule.
    pub(super) fn parent_name(&self) -> &'t str {
        self.parent.map_or("", |parent| parent.name)
    }

    /// Whether a server has a check of this name at the value or at the list around it.
    pub(super) fn has_check(&self, id: &str) -> bool {
        let rules = self.schema.map_or(&[][..], |schema| schema.rules);
        rules.iter().any(|site| site.rule.id == id)
    }

    /// Whether the object is of a kind, or of one that it took the place of.
    pub(super) fn is(&self, kind: Kind) -> bool {
        self.kind == Some(kind)
    }

    /// Whether the object is a route.
    pub(super) fn is_route(&self) -> bool {
        use Kind::{GrpcRoute, HttpRoute, TcpRoute, TlsRoute, UdpRoute};
        matches!(
            self.kind,
            Some(HttpRoute | GrpcRoute | TcpRoute | TlsRoute | UdpRoute)
        )
    }

    /// The object that holds the field, or the list that this is an item of.
    pub(super) fn holder(&self) -> Option<&'s Site<'s, 't>> {
        let parent = self.parent?;
        match self.step {
            Step::Index(_) => parent.parent,
            _ => Some(parent),
        }
    }

    /// The closest site around this one that is of a name: an item, or the object itself.
    pub(super) fn within(&self, name: &str) -> Option<&'s Site<'s, 't>> {
        let mut at = self.parent;
        while let Some(site) = at {
            if site.name == name && site.node.as_list().is_none() {
                return Some(site);
            }
            at = site.parent;
        }
        None
    }

    /// The object as a whole.
    pub(super) fn top(&self) -> Site<'s, 't> {
        let mut at = *self;
        while let Some(parent) = at.parent {
            at = *parent;
        }
        at
    }

    /// The field path as it is written.
    pub(super) fn path(&self) -> FieldPath {
        let mut segments = Vec::new();
        let mut at = Some(self);
        while let Some(site) = at {
            match site.step {
                Step::Root => {}
                Step::Field(name) => segments.push(Segment::Field(name.to_owned())),
                Step::Index(index) => segments.push(Segment::Index(index)),
            }
            at = site.parent;
        }
        segments.reverse();
        segments.into()
    }

    /// Where the value starts: its key, else its first key, else itself.
    pub(super) fn start(&self) -> Span {
        let first = || {
            let member = self.node.as_map()?.at(0)?;
            Some(member.key_span)
        };
        self.key_span
            .or_else(first)
            .unwrap_or_else(|| self.node.span())
    }

    fn below(
        &'s self,
        step: Step<'t>,
        name: &'t str,
        node: Node<'t>,
        key_span: Option<Span>,
    ) -> Self {
        Self {
            parent: Some(self),
            step,
            kind: self.kind,
            name,
            node,
            key_span,
            schema: None,
        }
    }
}
