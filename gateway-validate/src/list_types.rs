//! List types: items of a set, and keys of a list of type map, stand once.

use std::collections::HashMap;

use crate::distinct::Distinct;
use crate::fit::Data;
use crate::go;
use crate::message;
use crate::path::Path;
use crate::schema::{ListType, Schema};
use crate::val::Val;
use crate::violation::{Reason, Violation};

/// Up to this many items are compared pair by pair.
const FEW: usize = 8;

/// Checks all lists of a value.
pub(crate) fn check(
    value: Val<'_>,
    schema: &'static Schema,
    path: &Path<'_>,
    violations: &mut Vec<Violation>,
) {
    if !schema.has_list_types {
        return;
    }
    match value.data() {
        Data::List(_) => check_list(value, schema, path, violations),
        Data::Object(..) | Data::Map(_) => {
            for (name, member, schema) in value.members(Some(schema)) {
                if let Some(schema) = schema {
                    check(member, schema, &path.field(name), violations);
                }
            }
        }
        _ => {}
    }
}

fn check_list(
    list: Val<'_>,
    schema: &'static Schema,
    path: &Path<'_>,
    violations: &mut Vec<Violation>,
) {
    match schema.list_type {
        ListType::Atomic => {}
        ListType::Set if list.parts().len() < 2 => {}
        ListType::Set => {
            let items: Vec<Item<'_>> = list
                .parts()
                .iter()
                .map(|slot| Item::of(list.part(slot), schema.items))
                .collect();
            for index in repeated(&items) {
                let item = list.parts().get(index).map(|slot| list.part(slot));
                let shown = item
                    .map(|item| message::shown(item, schema.items))
                    .unwrap_or_default();
                violations.push(duplicate(path, index, &shown));
            }
        }
        ListType::Map(keys) => check_map(list, schema, keys, path, violations),
    }
    let Some(items) = schema.items else { return };
    for (index, slot) in list.parts().iter().enumerate() {
        check(list.part(slot), items, &path.index(index), violations);
    }
}

fn check_map(
    list: Val<'_>,
    schema: &'static Schema,
    keys: &'static [&'static str],
    path: &Path<'_>,
    violations: &mut Vec<Violation>,
) {
    let items = || list.parts().iter().map(|slot| list.part(slot));
    let is_object = |data| matches!(data, Data::Object(..) | Data::Map(_) | Data::Null);
    if let Some((index, item)) = items()
        .enumerate()
        .find(|(_, item)| !is_object(item.data()))
    {
        let path = path.index(index).to_field_path();
        let shown = message::shown(item, schema.items);
        let message =
            format!("Invalid value: {shown}: must be an object for an array of list-type map");
        violations.push(Violation::new(
            path,
            Reason::Invalid,
            message,
            "list-map-item",
        ));
        return;
    }
    if list.parts().len() < 2 || are_distinct_texts(list, schema, keys) {
        return;
    }
    let found: Vec<Vec<Item<'_>>> = items().map(|item| key_of(item, schema, keys)).collect();
    for index in repeated(&found) {
        let item = list.parts().get(index).map(|slot| list.part(slot));
        let shown = item
            .map(|item| shown_key(item, schema, keys))
            .unwrap_or_default();
        violations.push(duplicate(path, index, &shown));
    }
}

/// Whether the items have texts as keys, and each another one. Nearly all lists are such.
fn are_distinct_texts(list: Val<'_>, schema: &'static Schema, keys: &[&str]) -> bool {
    let (Some(items), [key]) = (schema.items, keys) else {
        return false;
    };
    let Some(position) = items.property(key, 0) else {
        return false;
    };
    let mut texts = Distinct::new();
    let are_texts = list.parts().iter().all(|slot| {
        match list.part(slot).property_at(position).map(Val::data) {
            Some(Data::Text(text)) => {
                texts.add(text.as_bytes());
                true
            }
            _ => false,
        }
    });
    are_texts && texts.are_distinct()
}

fn key_of<'t>(item: Val<'t>, schema: &'static Schema, keys: &[&str]) -> Vec<Item<'t>> {
    let items = schema.items.unwrap_or(&Schema::OBJECT);
    keys.iter()
        .map(|key| {
            item.property(items, key)
                .map_or(Item::Missing, |value| Item::of(value, None))
        })
        .collect()
}

/// The keys of an item that are there, as JSON.
fn shown_key(item: Val<'_>, schema: &'static Schema, keys: &[&str]) -> String {
    let items = schema.items.unwrap_or(&Schema::OBJECT);
    let mut parts: Vec<String> = keys
        .iter()
        .filter_map(|key| Some((key, item.property(items, key)?)))
        .map(|(key, value)| format!("{}:{}", go::json_text(key), message::json(value, None)))
        .collect();
    parts.sort_unstable();
    format!("{{{}}}", parts.join(","))
}

fn duplicate(path: &Path<'_>, index: usize, shown: &str) -> Violation {
    let path = path.index(index).to_field_path();
    Violation::new(
        path,
        Reason::Duplicate,
        format!("Duplicate value: {shown}"),
        "duplicate",
    )
}

/// An item as far as it is compared: the type counts, 500 and 500.0 are different.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Item<'t> {
    Missing,
    Null,
    Bool(bool),
    Int(i64),
    Float(u64),
    Text(&'t str),
    /// A list or object, as JSON.
    Json(String),
}

impl<'t> Item<'t> {
    fn of(value: Val<'t>, schema: Option<&'static Schema>) -> Self {
        match value.data() {
            Data::Null => Self::Null,
            Data::Bool(value) => Self::Bool(value),
            Data::Int(value) => Self::Int(value),
            // The two zeros are equal.
            Data::Float(value) => Self::Float((value + 0.0).to_bits()),
            Data::Text(text) => Self::Text(text),
            _ => Self::Json(message::json(value, schema)),
        }
    }
}

/// The second of each group of equal items; a third is not named.
fn repeated<T: Eq + std::hash::Hash>(items: &[T]) -> Vec<usize> {
    if items.len() <= FEW {
        let second = |index: &usize| {
            let before = items.get(..*index).unwrap_or_default();
            let item = items.get(*index);
            before.iter().filter(|other| Some(*other) == item).count() == 1
        };
        return (0..items.len()).filter(second).collect();
    }
    let mut counts: HashMap<&T, usize> = HashMap::with_capacity(items.len());
    let mut found = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let count = counts.entry(item).or_default();
        *count += 1;
        if *count == 2 {
            found.push(index);
        }
    }
    found
}
