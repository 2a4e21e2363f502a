//! The first look at an object: whether there is anything to say of it but what rules say. It reads the object where
//! it lies, builds nothing and writes nothing down; of most objects it is all that types, ranges and list types need.

use crate::distinct::{Distinct, FEW};
use crate::fit::Present;
use crate::go;
use crate::json::{Json, View};
use crate::schema::{Constant, Format, Kind, ListType, Property, Schema, Version};

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
    let View::Object(members) = object.view() else {
        return Look::Unsure;
    };
    let mut seen = Seen::new(version.schema);
    for (name, value) in members {
        let Some((_, property)) = seen.property(name) else {
            continue;
        };
        let found = match name {
            // They have no schema: who reads them checks them.
            "metadata" => Look::Sound,
            // It is taken out before anything but the names of its fields is checked.
            "status" if version.status => look(value, property.schema).min(Look::Unsure),
            _ => look(value, property.schema),
        };
        seen.found(found);
    }
    seen.end()
}

/// Looks at a value and everything in it.
pub(crate) fn look<'a, J: Json<'a>>(value: J, schema: &'static Schema) -> Look {
    look_at_view(value, value.view(), schema)
}

fn look_at_view<'a, J: Json<'a>>(value: J, view: View<'a, J>, schema: &'static Schema) -> Look {
    match (schema.kind, view) {
        (Kind::String, View::Text(text)) => sound_if(is_text(text, schema)),
        (Kind::Integer, View::Int(value)) => sound_if(is_number(value, schema)),
        (Kind::Boolean, View::Bool(_)) => sound_if(schema.enumeration.is_empty()),
        (Kind::Array, View::List(items)) => look_at_list(items, schema),
        (Kind::Object, View::Object(members)) => match schema.additional {
            Some(additional) => look_at_map(members, schema, additional),
            None if schema.address && !is_address(value, schema) => Look::Unsure,
            None => look_at_members(members, schema, None).0,
        },
        _ => Look::Unsure,
    }
}

fn look_at_list<'a, J: Json<'a>>(
    items: impl ExactSizeIterator<Item = J> + Clone,
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
            let key = of_items.property(key, 0);
            least.max(look_at_keyed(items, of_items, key))
        }
        ListType::Map(_) => Look::Unsure,
    }
}

/// Items that each have another text as their key; with other keys they take a closer look.
fn look_at_keyed<'a, J: Json<'a>>(
    items: impl Iterator<Item = J> + Clone,
    schema: &'static Schema,
    key: Option<usize>,
) -> Look {
    items.clone().take(FEW).for_each(J::touch);
    items.clone().take(FEW).for_each(J::touch_members);
    let mut keys = Distinct::new();
    let looks = items.map(|item| match item.view() {
        View::Object(members) => {
            let (found, key) = look_at_members(members, schema, key);
            found.max(sound_if(key.is_some_and(|key| keys.add(key))))
        }
        _ => Look::Unsure,
    });
    let found = worst(Look::Sound, looks);
    found.max(sound_if(keys.are_distinct()))
}

/// A set of texts; other sets take a closer look.
fn look_at_set<'a, J: Json<'a>>(items: impl Iterator<Item = J>, schema: &'static Schema) -> Look {
    let mut texts = Distinct::new();
    let looks = items.map(|item| {
        let is_new = item.text().is_some_and(|text| texts.add(text));
        look(item, schema).max(sound_if(is_new))
    });
    let found = worst(Look::Sound, looks);
    found.max(sound_if(texts.are_distinct()))
}

fn look_at_map<'a, J: Json<'a>>(
    members: impl ExactSizeIterator<Item = (&'a str, J)>,
    schema: &'static Schema,
    additional: &'static Schema,
) -> Look {
    let fits = fits(members.len(), schema);
    let looks = members.map(|(_, value)| look(value, additional));
    worst(sound_if(fits), looks)
}

/// Looks at an object that has properties. The text of one of them comes along.
fn look_at_members<'a, J: Json<'a>>(
    members: impl Iterator<Item = (&'a str, J)>,
    schema: &'static Schema,
    key: Option<usize>,
) -> (Look, Option<&'a str>) {
    let mut seen = Seen::new(schema);
    let mut text = None;
    for (name, value) in members {
        let Some((position, property)) = seen.property(name) else {
            continue;
        };
        let schema = property.schema;
        // Most values are texts, and of them there is little to ask.
        let found = match value.view() {
            View::Text(found) if schema.kind == Kind::String => {
                if key == Some(position) {
                    text = Some(found);
                }
                sound_if(is_text(found, schema))
            }
            view => look_at_view(value, view, schema),
        };
        seen.found(found);
    }
    (seen.end(), text)
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
    fn property(&mut self, name: &str) -> Option<(usize, &'static Property)> {
        let position = self.schema.property(name, self.next);
        let found =
            position.and_then(|position| Some((position, self.schema.properties.get(position)?)));
        match found {
            Some((position, _)) => {
                self.next = position + 1;
                self.present
                    .add(u16::try_from(position).unwrap_or(u16::MAX));
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
    fn end(mut self) -> Look {
        let schema = self.schema;
        for position in schema.defaulted {
            self.present.add(*position);
        }
        let mut required = schema.required.iter();
        let is_whole = required.all(|position| self.present.has(*position));
        self.worst
            .max(sound_if(is_whole && fits(self.present.count(), schema)))
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
fn fits(size: usize, schema: &Schema) -> bool {
    schema.max_properties.is_none_or(|limit| size <= limit)
        && schema.min_properties.is_none_or(|limit| size >= limit)
}

#[inline]
fn is_text(text: &str, schema: &Schema) -> bool {
    let characters = || text.chars().count();
    // A text has at most as many characters as bytes, and at least a quarter: its length alone tells of most.
    schema
        .max_length
        .is_none_or(|limit| text.len() <= limit || characters() <= limit)
        && schema
            .min_length
            .is_none_or(|limit| text.len() + 4 > limit * 4 || characters() >= limit)
        && schema.pattern.is_none_or(|pattern| pattern.matches(text))
        && (schema.format != Format::DateTime || go::is_date_time(text))
        && is_known(
            schema,
            |known| matches!(known, Constant::Text(known) if *known == text),
        )
}

#[inline]
fn is_number(value: i64, schema: &Schema) -> bool {
    (schema.format != Format::Int32 || i32::try_from(value).is_ok())
        && schema.maximum.is_none_or(|limit| value <= limit)
        && schema.minimum.is_none_or(|limit| value >= limit)
        && is_known(
            schema,
            |known| matches!(known, Constant::Int(known) if *known == value),
        )
}

fn is_known(schema: &Schema, is_same: impl Fn(&Constant) -> bool) -> bool {
    schema.enumeration.is_empty() || schema.enumeration.iter().any(is_same)
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

#[cfg(test)]
mod tests;
