//! Correlation: which value an updated one took the place of, and whether it is the same.

use std::collections::HashMap;

use crate::fit::Data;
use crate::schema::{ListType, Schema};
use crate::val::Val;

/// The value before, and its schema.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Old<'t> {
    value: Val<'t>,
    schema: &'static Schema,
}

impl<'t> Old<'t> {
    pub(crate) fn new(value: Val<'t>, schema: &'static Schema) -> Self {
        Self { value, schema }
    }

    pub(crate) fn value(self) -> Val<'t> {
        self.value
    }

    /// The members before, to be found by their names.
    pub(crate) fn members(self) -> Members<'t> {
        Members::new(self.value, Some(self.schema))
    }

    /// The items of a list by their keys, to find which one an item of the new list took the place of. Items
    /// of lists that are not of type map have no counterparts.
    pub(crate) fn items(self, schema: &'static Schema) -> Counterparts<'t> {
        let mut counterparts = Counterparts {
            keys: &[],
            schema: &Schema::OBJECT,
            items: HashMap::new(),
        };
        let (ListType::Map(keys), Some(item_schema)) = (schema.list_type, self.schema.items) else {
            return counterparts;
        };
        if !matches!(self.value.data(), Data::List(_)) {
            return counterparts;
        }
        counterparts.keys = keys;
        counterparts.schema = item_schema;
        for slot in self.value.parts() {
            let item = self.value.part(slot);
            if let Some(key) = key(item, item_schema, keys) {
                // Of items of one key the first counts.
                counterparts.items.entry(key).or_insert(item);
            }
        }
        counterparts
    }

    /// Whether the new value is the same, as the server compares when it forgives errors: lists of type map
    /// by key, others as they are.
    pub(crate) fn equals(self, new: Val<'_>, schema: &'static Schema) -> bool {
        let old = self.value;
        match (old.data(), new.data()) {
            (Data::Null, Data::Null) => true,
            (Data::List(_), Data::List(_)) if old.parts().len() != new.parts().len() => false,
            (Data::List(_), Data::List(_)) => match (schema.list_type, schema.items) {
                (ListType::Map(_), Some(items)) => {
                    let counterparts = self.items(schema);
                    new.parts().iter().all(|slot| {
                        let item = new.part(slot);
                        counterparts
                            .of(item)
                            .is_some_and(|old| old.equals(item, items))
                    })
                }
                _ => is_identical(old, new, Some(schema)),
            },
            (Data::Object(..) | Data::Map(_), Data::Object(..) | Data::Map(_)) => {
                let members = new.members(Some(schema));
                members.len() == old.members(Some(schema)).len() && {
                    let before = self.members();
                    members.into_iter().all(|(name, value, schema)| {
                        let old = before.of(name);
                        old.is_some_and(|old| {
                            schema.is_some_and(|schema| old.equals(value, schema))
                        })
                    })
                }
            }
            _ => is_identical(old, new, Some(schema)),
        }
    }
}

/// Items of a list before, by their keys.
#[derive(Debug)]
pub(crate) struct Counterparts<'t> {
    keys: &'static [&'static str],
    schema: &'static Schema,
    items: HashMap<Vec<KeyPart<'t>>, Val<'t>>,
}

impl<'t> Counterparts<'t> {
    /// The item that an item of the new list took the place of: the one of the same key.
    pub(crate) fn of(&self, new: Val<'t>) -> Option<Old<'t>> {
        if self.items.is_empty() {
            return None;
        }
        let value = *self.items.get(&key(new, self.schema, self.keys)?)?;
        Some(Old {
            value,
            schema: self.schema,
        })
    }
}

/// The members of an object or map, to be found by their names.
#[derive(Debug)]
pub(crate) struct Members<'t> {
    value: Val<'t>,
    schema: Option<&'static Schema>,
    /// Those of a large map; an object has few.
    entries: HashMap<&'t str, Val<'t>>,
}

/// Up to this many entries of a map are compared one by one.
const FEW: usize = 16;

impl<'t> Members<'t> {
    fn new(value: Val<'t>, schema: Option<&'static Schema>) -> Self {
        let mut entries = HashMap::new();
        if matches!(value.data(), Data::Map(_)) {
            let members = value.members(schema);
            if members.len() > FEW {
                entries.extend(members.map(|(name, value, _)| (name, value)));
            }
        }
        Self {
            value,
            schema,
            entries,
        }
    }

    fn find(&self, name: &str) -> Option<(Val<'t>, Option<&'static Schema>)> {
        if !self.entries.is_empty() {
            let schema = self.schema.and_then(|schema| schema.additional);
            return self.entries.get(name).map(|value| (*value, schema));
        }
        let mut members = self.value.members(self.schema);
        let (_, value, schema) = members.find(|(known, ..)| *known == name)?;
        Some((value, schema))
    }

    /// The member of that name before.
    pub(crate) fn of(&self, name: &str) -> Option<Old<'t>> {
        let (value, schema) = self.find(name)?;
        Some(Old {
            value,
            schema: schema?,
        })
    }
}

/// The key of an item as far as keys can be compared; `None` if a part is missing or no scalar.
fn key<'t>(item: Val<'t>, schema: &'static Schema, keys: &[&str]) -> Option<Vec<KeyPart<'t>>> {
    let part = |name: &&str| match item.property(schema, name)?.data() {
        Data::Bool(value) => Some(KeyPart::Bool(value)),
        Data::Int(value) => Some(KeyPart::Int(value)),
        // The two zeros are equal.
        Data::Float(value) => Some(KeyPart::Float((value + 0.0).to_bits())),
        Data::Text(text) => Some(KeyPart::Text(text)),
        _ => None,
    };
    keys.iter().map(part).collect()
}

#[derive(Debug, PartialEq, Eq, Hash)]
enum KeyPart<'t> {
    Bool(bool),
    Int(i64),
    Float(u64),
    Text(&'t str),
}

/// Whether two values are the same to the last bit.
#[expect(clippy::float_cmp, reason = "the same spelling gives the same float")]
fn is_identical(one: Val<'_>, other: Val<'_>, schema: Option<&'static Schema>) -> bool {
    match (one.data(), other.data()) {
        (Data::Null, Data::Null) => true,
        (Data::Bool(one), Data::Bool(other)) => one == other,
        (Data::Int(one), Data::Int(other)) => one == other,
        (Data::Float(one), Data::Float(other)) => one == other,
        (Data::Text(one), Data::Text(other)) => one == other,
        (Data::List(_), Data::List(_)) => {
            let items = schema.and_then(|schema| schema.items);
            one.parts().len() == other.parts().len()
                && one
                    .parts()
                    .iter()
                    .zip(other.parts())
                    .all(|(left, right)| is_identical(one.part(left), other.part(right), items))
        }
        (Data::Object(..) | Data::Map(_), Data::Object(..) | Data::Map(_)) => {
            let mut members = other.members(schema);
            members.len() == one.members(schema).len() && {
                let before = Members::new(one, schema);
                members.all(|(name, value, schema)| {
                    let found = before.find(name);
                    found.is_some_and(|(old, _)| is_identical(old, value, schema))
                })
            }
        }
        _ => false,
    }
}
