//! Rust sources of the types: a file a kind, one for what kinds share, one for constants.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::Result;

use crate::docs::Docs;
use crate::emit_accessors::emit_accessors;
use crate::emit_kinds::emit_kinds;
use crate::emit_values::emit_values;
use crate::model::{Enum, Field, Kind, Model, Struct, Type};
use crate::module::{Module, header};
use crate::names;

/// Names and unformatted texts of all files.
pub(crate) fn emit(model: &Model, docs: &Docs, release: &str) -> Result<BTreeMap<String, String>> {
    let mut modules: BTreeMap<&str, Module<'_>> = BTreeMap::new();
    for go in &model.order {
        let Some((home, _)) = model.home_of(go) else {
            continue;
        };
        let name = home.module.as_str();
        let module = modules
            .entry(name)
            .or_insert_with(|| Module::new(name, model));
        if let Some(found) = model.structs.get(go) {
            emit_struct(found, docs, module)?;
        }
        if let Some(found) = model.enums.get(go) {
            emit_enum(found, docs, module);
        }
    }
    let mut files = BTreeMap::new();
    for (name, module) in &modules {
        files.insert(format!("{name}.rs"), module.text(release));
    }
    files.insert("kinds.rs".to_owned(), emit_kinds(&model.kinds, release)?);
    let names: Vec<_> = modules.keys().copied().collect();
    files.insert("mod.rs".to_owned(), emit_mod(&names, model, release));
    Ok(files)
}

fn emit_struct(found: &Struct, docs: &Docs, module: &mut Module<'_>) -> Result<()> {
    let model = module.model;
    let kind = model.kinds.iter().find(|kind| kind.go == found.go);
    module.doc(docs.of_type(&found.go), "");
    if let Some(kind) = kind {
        let _ = writeln!(
            module.body,
            "#[doc = include_str!(\"../../docs/{}.md\")]",
            kind.module
        );
    }
    module.gate(&found.home);
    let mut derives = vec!["Clone", "Debug"];
    if model.is_default(found) {
        derives.push("Default");
    }
    derives.push("PartialEq");
    if kind.is_none() {
        if !model.holds_foreign(found) {
            derives.extend(["Eq", "Hash"]);
        }
        derives.extend(["Serialize", "Deserialize"]);
        module.import("serde", "Deserialize");
        module.import("serde", "Serialize");
    }
    let _ = writeln!(module.body, "#[derive({})]", derives.join(", "));
    if kind.is_none() && found.fields.iter().any(|field| field.rust.contains('_')) {
        module
            .body
            .push_str("#[serde(rename_all = \"camelCase\")]\n");
    }
    let _ = writeln!(module.body, "pub struct {} {{", found.rust);
    if let Some(kind) = kind {
        emit_common_fields(kind, found, module);
    }
    for field in &found.fields {
        module.doc(docs.of_field(&found.go, &field.wire), "    ");
        emit_field(field, kind.is_some(), module);
    }
    module.body.push_str("}\n\n");
    if let Some(kind) = kind {
        emit_object(kind, found, module);
    }
    emit_accessors(found, module)?;
    emit_values(found, module);
    Ok(())
}

/// Fields of a kind that its Go type does not describe.
fn emit_common_fields(kind: &Kind, found: &Struct, module: &mut Module<'_>) {
    module.import("crate::version", "Version");
    let meta = module.type_text(&Type::ObjectMeta);
    let _ = writeln!(
        module.body,
        "    /// Version that the object was read in and is written in; by default `{}`.\n    \
         pub version: Version<{}>,\n    /// Standard metadata of the object.\n    \
         pub metadata: {meta},",
        kind.versions.first().map_or("", String::as_str),
        found.rust,
    );
}

fn emit_field(field: &Field, in_kind: bool, module: &mut Module<'_>) {
    let mut ty = module.type_text(&field.ty);
    if field.boxed {
        ty = format!("Box<{ty}>");
    }
    let mut attributes = Vec::new();
    if names::serde_camel_case(&field.rust) != field.wire {
        attributes.push(format!("rename = {:?}", field.wire));
    }
    if let Some(reader) = reader(field) {
        if !field.required {
            attributes.push("default".to_owned());
        }
        attributes.push(format!("deserialize_with = \"crate::wire::{reader}\""));
    }
    if !field.required {
        attributes.push("skip_serializing_if = \"Option::is_none\"".to_owned());
        ty = format!("Option<{ty}>");
    }
    // A kind reads and writes its fields by itself.
    if !attributes.is_empty() && !in_kind {
        let _ = writeln!(module.body, "    #[serde({})]", attributes.join(", "));
    }
    let _ = writeln!(module.body, "    pub {}: {ty},", field.rust);
}

/// Function that reads a value as an API server does, where serde would be stricter: an integer also
/// where it is spelled with a point or an exponent, a map also where an entry of it is null; and
/// features as older releases wrote them.
fn reader(field: &Field) -> Option<&'static str> {
    match (&field.ty, field.required) {
        (Type::I32 | Type::I64, true) => Some("integer"),
        (Type::I32 | Type::I64, false) => Some("optional_integer"),
        (Type::List(item), false) if matches!(**item, Type::I32 | Type::I64) => {
            Some("optional_integers")
        }
        (Type::List(item), false) if item.named() == Some("v1.SupportedFeature") => {
            Some("optional_features")
        }
        (Type::Map(_), true) => Some("map"),
        (Type::Map(_), false) => Some("optional_map"),
        (Type::LabelSelector, false) => Some("optional_selector"),
        _ => None,
    }
}

/// What makes a struct one of our kinds.
fn emit_object(kind: &Kind, found: &Struct, module: &mut Module<'_>) {
    module.gate(&found.home);
    module.import("crate::object", "object");
    let scope = if kind.namespaced {
        "NamespaceResourceScope"
    } else {
        "ClusterResourceScope"
    };
    let mut fields = Vec::new();
    for field in &found.fields {
        fields.push(format!("{}: {}", field.rust, module.type_text(&field.ty)));
    }
    let fields = fields.join(", ");
    let _ = writeln!(
        module.body,
        "object!({}: {scope} {{ {fields} }});\n",
        found.rust
    );
}

/// An open enum: a variant a value, and one for values that this release does not have.
fn emit_enum(found: &Enum, docs: &Docs, module: &mut Module<'_>) {
    module.import("crate::open_enum", "open_enum");
    module.body.push_str("open_enum! {\n");
    module.doc(docs.of_type(&found.go), "    ");
    let _ = writeln!(module.body, "    pub enum {} {{", found.rust);
    for (variant, value) in &found.variants {
        module.doc(docs.of_value(&found.go, value), "        ");
        let _ = writeln!(module.body, "        {variant} = {value:?},");
    }
    module.body.push_str("    }\n}\n\n");
}

fn emit_mod(modules: &[&str], model: &Model, release: &str) -> String {
    let mut text = header(release);
    for name in modules {
        let kind = model.kinds.iter().find(|kind| kind.module == *name);
        if kind.is_some_and(|kind| kind.experimental) {
            text.push_str("#[cfg(feature = \"experimental\")]\n");
        }
        let _ = writeln!(text, "pub mod {name};");
    }
    text.push_str(
        "pub(crate) mod kinds;\n#[cfg(any(feature = \"schemars\", feature = \"proptest\"))]\npub(crate) mod schemas;\npub(crate) mod string_docs;\n",
    );
    text
}
