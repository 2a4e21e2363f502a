//! The first look at an object: whether there is anything to say of it but what rules say. It reads the object where
//! it lies, builds nothing and writes nothing down; of most objects it is all that types, ranges and list types need.

use std::mem::take;

use self::shape::Shape;
use self::text::{are_texts, is_text};
use crate::distinct::Distinct;
use crate::go;
use crate::json::{Json, View};
use crate::property::{Present, Property};
use crate::schema::{Constant, Format, Kind, ListType, Schema, Version};

/// What a first look tells, from the best to the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Look {
    /// No field is unknown, none is null, and there is nothing to say of types, ranges and list types.
    Sound,
    /// It takes a closer look.
    Unsure,
    /// A list is too long, so that no rule will run, whatever else is found.
    TooMany,
}

/// Looks at a whole object that is to be created in a version of its kind.
pub(crate) fn look_at_object<'a, J: Json<'a>>(object: J, version: &Version) -> Look {
    let mut seen = Seen::new(version.schema);
    let is_object = object.each_member(|name, value| {
        let Some((_, property)) = seen.property(name) else {
            return;
        };
        let found = match name {
            // They have no schema: who reads them checks them.
            b"metadata" => Look::Sound,
            // It is taken out before anything but the names of its fields is checked.
            b"status" if version.status => look(value, property.schema).min(Look::Unsure),
            _ => look(value, property.schema),
        };
        seen.found(found);
    });
    seen.end().max(sound_if(is_object))
}

/// Looks at a value and everything in it.
#[inline]
pub(crate) fn look<'a, J: Json<'a>>(value: J, schema: &'static Schema) -> Look {
    // Most values are texts, and of them there is little to ask.
    match schema.kind {
        Kind::String => look_at_text(value.bytes(), schema),
        _ => look_inside(value, schema),
    }
}

#[inline]
fn look_at_text(text: Option<&[u8]>, schema: &'static Schema) -> Look {
    sound_if(text.is_some_and(|text| is_text(text, schema)))
}

/// Looks at a value that should not be a text.
fn look_inside<'a, J: Json<'a>>(value: J, schema: &'static Schema) -> Look {
    if schema.kind == Kind::Object {
        return match schema.additional {
            Some(additional) => look_at_map(value, schema, additional),
            None if schema.address && !is_address(value, schema) => Look::Unsure,
            None => look_at_members(value, schema, NO_KEY).0,
        };
    }
    match (schema.kind, value.view()) {
        (Kind::Integer, View::Int(value)) => sound_if(is_number(value, schema)),
        (Kind::Boolean, View::Bool(_)) => sound_if(schema.enumeration.is_empty()),
        (Kind::Array, View::List(items)) => look_at_list(items, schema),
        _ => Look::Unsure,
    }
}

fn look_at_list<'a, J: Json<'a>>(
    items: impl ExactSizeIterator<Item = J>,
    schema: &'static Schema,
) -> Look {
    let size = items.len();
    if schema.max_items.is_some_and(|limit| size > limit) {
        return Look::TooMany;
    }
    let Some(of_items) = schema.items else {
        return Look::Unsure;
    };
    let least = sound_if(schema.min_items.is_none_or(|limit| size >= limit));
    match schema.list_type {
        ListType::Set if size > 1 => least.max(look_at_set(items, of_items)),
        ListType::Atomic | ListType::Set => worst(least, items.map(|item| look(item, of_items))),
        ListType::Map([key]) if !of_items.address => {
            let key = of_items.find(key.as_bytes(), 0);
            key.map_or(Look::Unsure, |key| {
                least.max(look_at_keyed(items, of_items, key))
            })
        }
        ListType::Map(_) => Look::Unsure,
    }
}

/// Items that each have another text as their key; with other keys they take a closer look.
///
/// The items lie anywhere in memory, and the processor fetches as many at once as it can see ahead. So each is passed
/// in few steps, and the letters of the keys, which take the most, come when all have been fetched.
fn look_at_keyed<'a, J: Json<'a>>(
    items: impl ExactSizeIterator<Item = J>,
    schema: &'static Schema,
    (position, key): (usize, &'static Property),
) -> Look {
    let mut keys = Distinct::new();
    let mut is_first_of_many = items.len() >= shape::MANY;
    let mut shape = None;
    let looks = items.map(|item| {
        if take(&mut is_first_of_many) {
            shape = Shape::of(item, schema);
        }
        let same = shape
            .as_ref()
            .and_then(|shape: &Shape| shape.look_at(item, key));
        let (found, text) = same.unwrap_or_else(|| look_at_members(item, schema, position));
        if let Some(text) = text {
            keys.add(text);
        }
        found.max(sound_if(text.is_some()))
    });
    let found = worst(Look::Sound, looks);
    let [few, more] = keys.texts();
    let are_keys = are_texts(few, key.schema) && are_texts(more, key.schema);
    found.max(sound_if(are_keys && keys.are_distinct()))
}

/// A set of texts; other sets take a closer look.
fn look_at_set<'a, J: Json<'a>>(items: impl Iterator<Item = J>, schema: &'static Schema) -> Look {
    let mut texts = Distinct::new();
    let looks = items.map(|item| {
        let text = item.bytes();
        if let Some(text) = text {
            texts.add(text);
        }
        sound_if(text.is_some()).max(look(item, schema))
    });
    let found = worst(Look::Sound, looks);
    found.max(sound_if(texts.are_distinct()))
}

fn look_at_map<'a, J: Json<'a>>(
    map: J,
    schema: &'static Schema,
    additional: &'static Schema,
) -> Look {
    let (mut worst, mut size) = (Look::Sound, 0);
    let is_map = map.each_member(|_, value| {
        worst = worst.max(look(value, additional));
        size += 1;
    });
    worst.max(sound_if(is_map && fits(|| size, schema)))
}

/// The position of no property.
const NO_KEY: usize = usize::MAX;

/// Looks at an object that has properties. The text of the one at the position of the key comes along, and is looked at
/// by nobody else.
fn look_at_members<'a, J: Json<'a>>(
    object: J,
    schema: &'static Schema,
    key: usize,
) -> (Look, Option<&'a [u8]>) {
    let mut seen = Seen::new(schema);
    let mut text = None;
    let is_object = object.each_member(|name, value| {
        let Some((position, property)) = seen.property(name) else {
            return;
        };
        let found = value.bytes();
        if position == key {
            text = found;
        } else if !found.is_some_and(|text| property.is_sound_at(text.len())) {
            seen.found(look(value, property.schema));
        }
    });
    (seen.end().max(sound_if(is_object)), text)
}

/// Which properties an object has, and what was found in them.
struct Seen {
    schema: &'static Schema,
    present: Present,
    next: usize,
    worst: Look,
}

impl Seen {
    #[inline]
    fn new(schema: &'static Schema) -> Self {
        Self {
            schema,
            present: Present::default(),
            next: 0,
            worst: Look::Sound,
        }
    }

    #[inline]
    fn property(&mut self, name: &[u8]) -> Option<(usize, &'static Property)> {
        let found = self.schema.find(name, self.next);
        match found {
            Some((position, _)) => {
                self.next = position + 1;
                self.present.add(position);
            }
            None => self.found(Look::Unsure),
        }
        found
    }

    #[inline]
    fn found(&mut self, look: Look) {
        self.worst = self.worst.max(look);
    }

    /// Defaults come where a property is missing, and are sound.
    #[inline]
    fn end(self) -> Look {
        let present = self.present.and(self.schema.defaulted);
        let is_whole =
            present.has_all(self.schema.required) && fits(|| present.count(), self.schema);
        self.worst.max(sound_if(is_whole))
    }
}

/// The worst of what is found. Nothing is worse than a list that is too long, so that the rest need not be looked at.
fn worst(mut worst: Look, looks: impl Iterator<Item = Look>) -> Look {
    for look in looks {
        worst = worst.max(look);
        if worst == Look::TooMany {
            break;
        }
    }
    worst
}

#[inline]
fn sound_if(is_sound: bool) -> Look {
    if is_sound { Look::Sound } else { Look::Unsure }
}

/// Whether an object may have that many members.
#[inline]
fn fits(size: impl Fn() -> usize, schema: &Schema) -> bool {
    schema.max_properties.is_none_or(|limit| size() <= limit)
        && schema.min_properties.is_none_or(|limit| size() >= limit)
}

#[inline]
fn is_number(value: i64, schema: &Schema) -> bool {
    let is_same = |known: &Constant| matches!(known, Constant::Int(known) if *known == value);
    (schema.format != Format::Int32 || i32::try_from(value).is_ok())
        && schema.maximum.is_none_or(|limit| value <= limit)
        && schema.minimum.is_none_or(|limit| value >= limit)
        && (schema.enumeration.is_empty() || schema.enumeration.iter().any(is_same))
}

/// Whether an address of type `IPAddress` has an IP address as its value, if any.
fn is_address<'a, J: Json<'a>>(object: J, schema: &'static Schema) -> bool {
    let default = || match schema
        .properties
        .get(schema.property("type", 0)?)?
        .schema
        .default?
    {
        Constant::Text(text) => Some(*text),
        _ => None,
    };
    let kind = match object.member("type") {
        Some(kind) => kind.text(),
        None => default(),
    };
    let is_ip = |value: J| value.text().is_some_and(go::is_sloppy_ip);
    kind.is_some_and(|kind| kind != "IPAddress" || object.member("value").is_none_or(is_ip))
}

mod shape;
#[cfg(test)]
mod tests;
mod text;
