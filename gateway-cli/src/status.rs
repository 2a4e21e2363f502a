//! `gapi status`: every Gateway API object with the status that was computed for it.

use std::io::{self, Write};

use gateway_api_types::{Kind, NamespacedName};
use gateway_manifests::{LoadedObject, ObjectKey};
use serde_json::Value;

use crate::args::StatusOutput;
use crate::contract::{list, with_status};
use crate::input::Input;
use crate::yaml;

/// Prints a `List` of the objects, in the order in which they were read.
pub(crate) fn print(
    input: &Input,
    format: StatusOutput,
    output: &mut impl Write,
) -> io::Result<()> {
    let items: Result<_, _> = input
        .objects
        .gateway_api
        .iter()
        .filter_map(|key| item(input, key))
        .collect();
    let list = list(items?);
    match format {
        StatusOutput::Yaml => yaml::write(output, &list),
        StatusOutput::Json => {
            serde_json::to_writer_pretty(&mut *output, &list)?;
            writeln!(output)
        }
    }
}

fn item(input: &Input, key: &ObjectKey) -> Option<serde_json::Result<Value>> {
    let kind = Kind::find(&key.group, &key.kind)?;
    let object = input.manifests.object(key).map(LoadedObject::to_json)?;
    let name = NamespacedName::new(key.namespace.as_str(), key.name.as_str());
    Some(with_status(object, kind, &name, &input.compiled.statuses))
}
