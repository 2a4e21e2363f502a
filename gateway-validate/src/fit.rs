//! Fitting an object to its schema: unknown fields and nulls go, defaults come.
//!
//! This is what a server does before it validates. The outcome is flat: objects hold their members by the
//! number of the property, so that rules need not compare names.

use std::marker::PhantomData;

use crate::field_path::FieldPath;
use crate::first_look::{self, Look};
use crate::json::{Json, View};
use crate::path::Path;
use crate::property::{Present, Property};
use crate::schema::{Constant, Field, Kind, ListType, Schema};
use crate::val::Val;

/// An object as its schema has it.
#[derive(Debug)]
pub(crate) struct Fitted<'a> {
    slots: Vec<Slot<'a>>,
    root: Slot<'a>,
    /// Fields that the schema does not know.
    pub(crate) unknown: Vec<FieldPath>,
}

/// A value of a fitted object.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot<'a> {
    pub(crate) data: Data<'a>,
    /// The property of the object around it.
    property: u16,
    pub(crate) field: Field,
    /// The type that the schema asks for and the value does not have.
    pub(crate) wanted: Option<Kind>,
    /// Whether it stands for a value of which there is nothing to say.
    pub(crate) is_sound: bool,
}

/// What a value is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Data<'a> {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(&'a str),
    List(Range),
    /// Members that are properties, and which ones those are.
    Object(Range, Present),
    /// Members of any name: keys and values in turn.
    Map(Range),
}

/// A part of the slots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Range {
    start: u32,
    pub(crate) length: u32,
}

/// How to fit an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// As a server does with an object of the right kind.
    Whole,
    /// As it does when it converts between versions: no defaults come.
    Pruned,
    /// As it does when the kind is wrong: nothing goes and nothing comes. Unknown fields are left out all
    /// the same, as nobody looks at them.
    Bare,
}

/// What a fitted object is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Need {
    /// All of it is.
    Everything,
    /// Rules alone look at it: what none of them reads is left out.
    Rules,
    /// No rule will run: of items that are sound nothing is kept but that they are there.
    Faults,
}

/// Lists in lists are followed this far where no schema says that there are any.
const MAX_UNKNOWN_DEPTH: usize = 128;

struct Fitter<'a> {
    slots: Vec<Slot<'a>>,
    unknown: Vec<FieldPath>,
    mode: Mode,
    need: Need,
}

impl<'a> Fitted<'a> {
    /// Fits an object to the schema of its kind. `metadata` is not looked at, it has no schema.
    pub(crate) fn new<J: Json<'a>>(object: J, schema: &'static Schema, mode: Mode) -> Self {
        Self::of(object, schema, mode, Need::Everything)
    }

    /// Fits an object to the schema of its kind as far as it takes after a first look.
    pub(crate) fn after<J: Json<'a>>(look: Look, object: J, schema: &'static Schema) -> Self {
        let need = match look {
            Look::Sound => Need::Rules,
            Look::Unsure => Need::Everything,
            Look::TooMany => Need::Faults,
        };
        Self::of(object, schema, Mode::Whole, need)
    }

    fn of<J: Json<'a>>(object: J, schema: &'static Schema, mode: Mode, need: Need) -> Self {
        let mut fitter = Fitter {
            slots: Vec::with_capacity(64),
            unknown: Vec::new(),
            mode,
            need,
        };
        let root = fitter.value(object, Some(schema), &Path::ROOT, 0);
        Self {
            slots: fitter.slots,
            root,
            unknown: fitter.unknown,
        }
    }

    /// How many values were built.
    #[cfg(test)]
    pub(crate) fn size(&self) -> usize {
        self.slots.len()
    }

    /// Takes a property of the whole object out.
    pub(crate) fn remove(&mut self, name: &str, schema: &Schema) {
        let Data::Object(range, present) = &mut self.root.data else {
            return;
        };
        let members = range.of(&self.slots);
        for slot in self.slots.get_mut(members).unwrap_or_default() {
            if slot
                .property(schema)
                .is_some_and(|property| property.name == name)
            {
                present.remove(usize::from(slot.property));
                *slot = Slot::EMPTY;
            }
        }
    }

    pub(crate) fn root(&self) -> Val<'_> {
        Val::new(&self.slots, &self.root)
    }
}

impl<'a> Fitter<'a> {
    fn value<J: Json<'a>>(
        &mut self,
        value: J,
        schema: Option<&'static Schema>,
        path: &Path<'_>,
        depth: usize,
    ) -> Slot<'a> {
        let (kind, data) = match value.view() {
            View::Null => (None, Data::Null),
            View::Bool(value) => (Some(Kind::Boolean), Data::Bool(value)),
            View::Int(value) => (Some(Kind::Integer), Data::Int(value)),
            View::Float(value) => (None, Data::Float(value)),
            View::Text(text) => (Some(Kind::String), Data::Text(text)),
            View::List(items) => (Some(Kind::Array), self.list(items, schema, path, depth)),
            View::Object(members) => (Some(Kind::Object), self.object(members, schema, path)),
        };
        let wanted = schema
            .map(|schema| schema.kind)
            .filter(|wanted| Some(*wanted) != kind);
        Slot {
            data,
            property: 0,
            field: Field(0),
            wanted,
            is_sound: false,
        }
    }

    fn list<J: Json<'a>>(
        &mut self,
        items: impl ExactSizeIterator<Item = J>,
        schema: Option<&'static Schema>,
        path: &Path<'_>,
        depth: usize,
    ) -> Data<'a> {
        let item_schema = schema.and_then(|schema| schema.items);
        let depth = if item_schema.is_some() { 0 } else { depth + 1 };
        if depth > MAX_UNKNOWN_DEPTH {
            return Data::List(Range {
                start: 0,
                length: 0,
            });
        }
        let start = self.reserve(items.len());
        let mut length = 0;
        // Items that must differ are compared later on.
        let atomic = schema.filter(|schema| schema.list_type == ListType::Atomic);
        let by_look = atomic.filter(|_| self.need == Need::Faults);
        let is_sound = |item: J| {
            let items = by_look.and_then(|list| list.items);
            items.is_some_and(|items| first_look::look(item, items) == Look::Sound)
        };
        for (index, item) in items.enumerate() {
            let slot = if is_sound(item) {
                Slot::SOUND
            } else {
                self.value(item, item_schema, &path.index(index), depth)
            };
            self.put(start + index, slot);
            length = index + 1;
        }
        Data::List(Range::new(start, length))
    }

    fn object<J: Json<'a>>(
        &mut self,
        members: impl ExactSizeIterator<Item = (&'a str, J)>,
        schema: Option<&'static Schema>,
        path: &Path<'_>,
    ) -> Data<'a> {
        if let Some(additional) = schema.and_then(|schema| schema.additional) {
            return self.map(members, additional, path);
        }
        let schema = schema.unwrap_or(&Schema::OBJECT);
        let start = self.reserve(members.len() + schema.defaulted.count());
        let mut present = Present::default();
        let mut length = 0;
        let mut hint = 0;
        for (name, value) in members {
            let Some(position) = schema.property(name, hint) else {
                self.unknown(path, name);
                continue;
            };
            hint = position + 1;
            let Some(property) = schema.properties.get(position) else {
                continue;
            };
            if self.need == Need::Rules && !property.is_read_by_rules() {
                continue;
            }
            // A null is dropped; where there is a default, that takes its place below.
            if self.mode != Mode::Bare && matches!(value.view(), View::Null) {
                continue;
            }
            let slot = if path.is_root() && name == "metadata" {
                Slot {
                    data: Data::Object(Range::new(start, 0), Present::default()),
                    ..Slot::EMPTY
                }
            } else {
                self.value(value, Some(property.schema), &path.field(name), 0)
            };
            present.add(position);
            self.put(start + length, slot.of(position, property));
            length += 1;
        }
        if self.mode == Mode::Whole {
            for position in schema.defaulted.without(present).positions() {
                if let Some(slot) = self.default(schema, position, path) {
                    present.add(position);
                    self.put(start + length, slot);
                    length += 1;
                }
            }
        }
        Data::Object(Range::new(start, length), present)
    }

    /// The default of a property.
    fn default(
        &mut self,
        schema: &'static Schema,
        position: usize,
        path: &Path<'_>,
    ) -> Option<Slot<'a>> {
        let property = schema.properties.get(position)?;
        let default = property.schema.default?;
        if self.need == Need::Rules && !property.is_read_by_rules() {
            return None;
        }
        let slot = self.value(
            default,
            Some(property.schema),
            &path.field(property.name),
            0,
        );
        Some(slot.of(position, property))
    }

    fn map<J: Json<'a>>(
        &mut self,
        members: impl ExactSizeIterator<Item = (&'a str, J)>,
        schema: &'static Schema,
        path: &Path<'_>,
    ) -> Data<'a> {
        let start = self.reserve(members.len() * 2);
        let mut length = 0;
        for (name, value) in members {
            if self.mode != Mode::Bare && matches!(value.view(), View::Null) {
                continue;
            }
            let slot = self.value(value, Some(schema), &path.field(name), 0);
            self.put(
                start + length,
                Slot {
                    data: Data::Text(name),
                    ..Slot::EMPTY
                },
            );
            self.put(start + length + 1, slot);
            length += 2;
        }
        Data::Map(Range::new(start, length))
    }

    fn unknown(&mut self, path: &Path<'_>, name: &str) {
        if self.mode == Mode::Whole {
            self.unknown.push(path.field(name).to_field_path());
        }
    }

    fn reserve(&mut self, count: usize) -> usize {
        let start = self.slots.len();
        self.slots.resize(start + count, Slot::EMPTY);
        start
    }

    fn put(&mut self, position: usize, slot: Slot<'a>) {
        if let Some(place) = self.slots.get_mut(position) {
            *place = slot;
        }
    }
}

impl Slot<'_> {
    const EMPTY: Slot<'static> = Slot {
        data: Data::Null,
        property: u16::MAX,
        field: Field(0),
        wanted: None,
        is_sound: false,
    };

    const SOUND: Slot<'static> = Slot {
        is_sound: true,
        ..Slot::EMPTY
    };

    fn of(self, position: usize, property: &Property) -> Self {
        Self {
            property: u16::try_from(position).unwrap_or(u16::MAX),
            field: property.field,
            ..self
        }
    }

    /// Whether it is the property at a position of the schema of the object around it.
    pub(crate) fn is_property(&self, position: usize) -> bool {
        usize::from(self.property) == position
    }

    /// The property of the object around it, by its schema.
    pub(crate) fn property(&self, schema: &Schema) -> Option<&'static Property> {
        schema.properties.get(usize::from(self.property))
    }
}

impl Range {
    fn new(start: usize, length: usize) -> Self {
        // A text has less than 2^32 values, see `document::MAX_TEXT`; of other trees the rest is cut off.
        let narrow = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
        Self {
            start: narrow(start),
            length: narrow(length),
        }
    }

    pub(crate) fn of(self, slots: &[Slot<'_>]) -> std::ops::Range<usize> {
        let start = (self.start as usize).min(slots.len());
        start..(start + self.length as usize).min(slots.len())
    }
}

impl<'a> Json<'a> for &'static Constant {
    type Items = std::slice::Iter<'static, Constant>;
    type Members = ConstantMembers<'a>;

    fn view(self) -> View<'a, Self> {
        match self {
            Constant::Int(value) => View::Int(*value),
            Constant::Text(text) => View::Text(text),
            Constant::List(items) => View::List(items.iter()),
            Constant::Map(members) => View::Object(ConstantMembers(members.iter(), PhantomData)),
        }
    }
}

/// The members of a default.
#[derive(Debug)]
pub(crate) struct ConstantMembers<'a>(
    std::slice::Iter<'static, (&'static str, Constant)>,
    PhantomData<&'a str>,
);

impl<'a> Iterator for ConstantMembers<'a> {
    type Item = (&'a str, &'static Constant);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(name, value)| (*name, value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl ExactSizeIterator for ConstantMembers<'_> {}
