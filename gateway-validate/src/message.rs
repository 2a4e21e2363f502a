//! The server's words.

use crate::fit::Data;
use crate::go;
use crate::schema::{Constant, Schema};
use crate::val::Val;

/// A value as an error shows it.
pub(crate) fn shown(value: Val<'_>, schema: Option<&'static Schema>) -> String {
    match value.data() {
        Data::Text(text) => go::quoted(text),
        Data::Float(value) => go::float(value),
        _ => json(value, schema),
    }
}

/// A value as JSON, keys sorted as Go sorts them.
pub(crate) fn json(value: Val<'_>, schema: Option<&'static Schema>) -> String {
    match value.data() {
        Data::Null => "null".to_owned(),
        Data::Bool(value) => value.to_string(),
        Data::Int(value) => value.to_string(),
        Data::Float(value) => go::json_float(value),
        Data::Text(text) => go::json_text(text),
        Data::List(_) => {
            let items = schema.and_then(|schema| schema.items);
            let items: Vec<String> = value
                .parts()
                .iter()
                .map(|slot| json(value.part(slot), items))
                .collect();
            format!("[{}]", items.join(","))
        }
        Data::Object(..) | Data::Map(_) => {
            let mut members: Vec<(&str, String)> = value
                .members(schema)
                .map(|(name, member, schema)| (name, json(member, schema)))
                .collect();
            members.sort_unstable();
            let members: Vec<String> = members
                .iter()
                .map(|(name, value)| format!("{}:{value}", go::json_text(name)))
                .collect();
            format!("{{{}}}", members.join(","))
        }
    }
}

/// The type of a value as the server names it.
pub(crate) fn type_name(data: Data<'_>) -> &'static str {
    match data {
        Data::Null => "null",
        Data::Bool(_) => "boolean",
        Data::Int(_) => "integer",
        Data::Float(_) => "number",
        Data::Text(_) => "string",
        Data::List(_) => "array",
        Data::Object(..) | Data::Map(_) => "object",
    }
}

/// The values of an enumeration, each in quotes.
pub(crate) fn supported(values: &[Constant]) -> String {
    let quoted: Vec<String> = values
        .iter()
        .map(|value| match value {
            Constant::Text(text) => go::quoted(text),
            Constant::Int(value) => format!("\"{value}\""),
            Constant::List(_) | Constant::Map(_) => String::new(),
        })
        .collect();
    quoted.join(", ")
}
