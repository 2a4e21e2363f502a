//! Help: what to write instead, for what is said of a value by its schema and metadata. Rules bring their own.

mod pattern;
mod spelling;

use crate::field_path::{FieldPath, Segment};
use crate::fit::Data;
use crate::schema::{Constant, Format, Kind, ListType, Schema};
use crate::val::Val;
use crate::violation::Violation;

/// Adds help to what has none.
pub(crate) fn add(violations: &mut [Violation], root: Val<'_>, schema: &'static Schema) {
    for violation in violations.iter_mut().filter(|found| found.help.is_none()) {
        let place = Place::find(root, schema, &violation.path);
        violation.help = place.help(violation.rule);
    }
}

/// What is at the end of a path.
struct Place<'t> {
    /// The last step of the path.
    name: String,
    /// The value, if there is one.
    value: Option<Val<'t>>,
    /// Its schema, if it has one.
    schema: Option<&'static Schema>,
    /// The schema of the list that it is an item of.
    list: Option<&'static Schema>,
    /// Whether this is an entry of the metadata, and which.
    metadata: Option<String>,
}

impl<'t> Place<'t> {
    fn find(root: Val<'t>, schema: &'static Schema, path: &FieldPath) -> Self {
        let mut place = Self {
            name: String::new(),
            value: Some(root),
            schema: Some(schema),
            list: None,
            metadata: None,
        };
        for segment in path.segments() {
            place.step(segment);
        }
        let text = path.to_string();
        place.metadata = text.strip_prefix("metadata.").map(str::to_owned);
        place
    }

    fn step(&mut self, segment: &Segment) {
        let (value, schema) = (self.value, self.schema);
        match segment {
            Segment::Field(name) => {
                self.value = value.and_then(|value| {
                    let mut members = value.members(schema);
                    members
                        .find(|(known, ..)| known == name)
                        .map(|(_, value, _)| value)
                });
                self.schema = schema.and_then(|schema| {
                    let property = schema.properties.iter().find(|known| known.name == name);
                    property.map(|known| known.schema).or(schema.additional)
                });
                self.list = None;
                self.name.clone_from(name);
            }
            Segment::Index(index) => {
                self.value =
                    value.and_then(|value| value.parts().get(*index).map(|slot| value.part(slot)));
                self.list = schema;
                self.schema = schema.and_then(|schema| schema.items);
            }
        }
    }

    fn help(&self, rule: &str) -> Option<String> {
        let name = &self.name;
        match rule {
            "rules-not-run" => {
                return Some("correct the other errors, then the rules are checked".to_owned());
            }
            _ if self.metadata.is_some() => return self.metadata_help(),
            "kind" => {
                return Some(
                    "write the kind of the collection that the object is sent to".to_owned(),
                );
            }
            _ => {}
        }
        let schema = self.schema?;
        match rule {
            "required" if schema.enumeration.is_empty() => Some(format!("add `{name}`")),
            "required" => Some(format!("add `{name}`, {}", one_of(schema))),
            "type" => self.type_help(schema),
            "enum" => Some(self.enumeration_help(schema)),
            "address" => {
                Some("write an IP address, or set another `type`, as `Hostname`".to_owned())
            }
            "pattern" => pattern::help(schema.pattern?.text).map(str::to_owned),
            "max-length" => {
                let (limit, length) = (schema.max_length?, self.characters()?);
                let over = length.saturating_sub(limit);
                Some(format!("shorten it by {over} to {limit} characters"))
            }
            "min-length" if self.list.is_some() => {
                Some("write something here, or remove the item".to_owned())
            }
            "min-length" => Some(format!(
                "give `{name}` a value, or remove it if it is not needed"
            )),
            "minimum" | "maximum" => Some(range(schema)),
            "integer-range" => Some(whole_number(schema).to_owned()),
            "min-items" | "min-properties" => Some(format!(
                "add an entry to `{name}`, or remove it if it is not needed"
            )),
            "max-items" => {
                let limit = schema.max_items?;
                Some(format!(
                    "keep at most {limit} items, and put others into another object"
                ))
            }
            "max-properties" => Some(format!("keep at most {} entries", schema.max_properties?)),
            "duplicate" => Some(self.duplicate_help()),
            "list-map-item" => Some("write the item as a mapping".to_owned()),
            _ => None,
        }
    }

    fn characters(&self) -> Option<usize> {
        match self.value?.data() {
            Data::Text(text) => Some(text.chars().count()),
            _ => None,
        }
    }

    fn type_help(&self, schema: &Schema) -> Option<String> {
        let data = self.value?.data();
        let help = match (schema.kind, data) {
            (_, Data::Null) => "remove the empty item, or write a value".to_owned(),
            (Kind::String, Data::Bool(_)) => {
                "put the text in quotes; without them it is a boolean".to_owned()
            }
            (Kind::String, Data::Int(_) | Data::Float(_)) => {
                "put the text in quotes; without them it is a number".to_owned()
            }
            (Kind::String, Data::Text(_)) => "write a time as `2026-01-02T03:04:05Z`".to_owned(),
            (Kind::String, Data::List(_)) => "write one text, not a list".to_owned(),
            (Kind::String, Data::Object(..) | Data::Map(_)) => {
                "write a text, not a mapping".to_owned()
            }
            (Kind::Integer, Data::Text(text)) if text.trim().parse::<i64>().is_ok() => {
                format!("write `{}` without quotes", text.trim())
            }
            (Kind::Integer, _) => whole_number(schema).to_owned(),
            (Kind::Boolean, Data::Text(text @ ("true" | "false"))) => {
                format!("write `{text}` without quotes")
            }
            (Kind::Boolean, _) => "write `true` or `false`".to_owned(),
            (Kind::Array, _) => {
                "write a list: each item on a line that begins with `- `".to_owned()
            }
            (Kind::Object, Data::List(_)) => "write one mapping, without `- ` in front".to_owned(),
            (Kind::Object, _) => {
                "write a mapping: each field on a line as `name: value`".to_owned()
            }
        };
        Some(help)
    }

    fn enumeration_help(&self, schema: &Schema) -> String {
        let written = match self.value.map(Val::data) {
            Some(Data::Text(text)) => text,
            _ => "",
        };
        let known = schema.enumeration.iter().filter_map(|known| match known {
            Constant::Text(text) => Some(*text),
            _ => None,
        });
        match spelling::closest(written, known) {
            Some(meant) => format!("write `{meant}`"),
            None => format!("write {}", one_of(schema)),
        }
    }

    fn duplicate_help(&self) -> String {
        match self.list.map(|list| list.list_type) {
            Some(ListType::Map([key])) => format!("remove the item, or give it another `{key}`"),
            Some(ListType::Map(keys)) => {
                let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
                format!("remove the item, or change one of {}", keys.join(", "))
            }
            _ => "remove the item, it is there already".to_owned(),
        }
    }

    fn metadata_help(&self) -> Option<String> {
        let field = self.metadata.as_deref()?;
        let help = match field.split(['.', '[']).next().unwrap_or(field) {
            "name" | "generateName" => {
                "use lower-case letters, digits, `-` and `.`, at most 253 characters, as `my-route`"
            }
            "namespace" => {
                "use lower-case letters, digits and `-`, at most 63 characters, as `shop`"
            }
            "labels" => {
                "use letters, digits, `-`, `_` and `.`, at most 63 characters; a key may have a domain and `/` in front"
            }
            "annotations" => {
                "write keys as labels, of letters, digits, `-`, `_` and `.`; all together hold at most 256 KiB"
            }
            "finalizers" => "write finalizers as `example.com/name`",
            "ownerReferences" => {
                "give each owner `apiVersion`, `kind`, `name` and `uid`, and at most one `controller: true`"
            }
            "deletionTimestamp" | "deletionGracePeriodSeconds" | "generation" | "managedFields" => {
                "remove it, the server keeps it by itself"
            }
            _ => return None,
        };
        Some(help.to_owned())
    }
}

/// The values of an enumeration.
fn one_of(schema: &Schema) -> String {
    let values: Vec<String> = schema
        .enumeration
        .iter()
        .filter_map(|value| match value {
            Constant::Text(text) => Some(format!("`{text}`")),
            Constant::Int(value) => Some(format!("`{value}`")),
            _ => None,
        })
        .collect();
    match &values[..] {
        [one] => one.clone(),
        values => format!("one of {}", values.join(", ")),
    }
}

fn range(schema: &Schema) -> String {
    match (schema.minimum, schema.maximum) {
        (Some(least), Some(most)) => format!("write a number from {least} to {most}"),
        (Some(least), None) => format!("write a number of at least {least}"),
        (None, Some(most)) => format!("write a number of at most {most}"),
        (None, None) => whole_number(schema).to_owned(),
    }
}

fn whole_number(schema: &Schema) -> &'static str {
    match schema.format {
        Format::Int32 => {
            "write a whole number of at most 32 bits, without quotes, fraction and exponent"
        }
        _ => "write a whole number, without quotes, fraction and exponent",
    }
}
