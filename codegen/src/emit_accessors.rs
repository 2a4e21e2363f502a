//! Methods that give what a field means where it is absent.

use std::fmt::Write as _;

use anyhow::Result;

use crate::literal::Literals;
use crate::model::{Field, Struct, Type};
use crate::module::Module;

/// Writes the methods of a struct, if it has fields that may be absent and yet mean something.
pub(crate) fn emit_accessors(found: &Struct, module: &mut Module<'_>) -> Result<()> {
    let mut lines = String::new();
    let mut literals = Literals::new(module.model);
    for field in found.fields.iter().filter(|field| !field.required) {
        if let Some(line) = accessor(field, &mut literals, module)? {
            let _ = writeln!(lines, "    ({line})");
        }
        if field.scalar == "v1.Duration" {
            let name = &field.rust;
            let line = match &field.default {
                Some(_) => format!("duration {name}_duration: {name}"),
                None => format!("optional_duration {name}_duration: {name}"),
            };
            let _ = writeln!(lines, "    ({line})");
        }
    }
    for go in &literals.mentions {
        module.import_type(go);
    }
    if !lines.is_empty() {
        module.import("crate::accessors", "accessors");
        module.gate(&found.home);
        let _ = writeln!(
            module.body,
            "accessors! {{\n    {} =>\n{lines}}}\n",
            found.rust
        );
    }
    // Kinds have the method whether or not it finds something to do.
    let is_kind = module.model.kinds.iter().any(|kind| kind.go == found.go);
    if is_kind || module.model.has_defaults(found) {
        emit_defaults(found, module);
    }
    Ok(())
}

/// Writes what puts a struct's defaults in, and those of what it holds.
fn emit_defaults(found: &Struct, module: &mut Module<'_>) {
    module.import("crate::defaults", "defaults");
    let model = module.model;
    let names = |wanted: &dyn Fn(&Field) -> bool| {
        let names = found
            .fields
            .iter()
            .filter(|field| wanted(field))
            .map(|field| field.rust.as_str());
        names.collect::<Vec<_>>().join(", ")
    };
    let set = names(&|field| field.default.is_some());
    let within = names(&|field| model.holds_defaults(&field.ty));
    module.gate(&found.home);
    let _ = writeln!(
        module.body,
        "defaults! {{ {} => set: [{set}], within: [{within}] }}\n",
        found.rust
    );
}

fn accessor(
    field: &Field,
    literals: &mut Literals<'_>,
    module: &mut Module<'_>,
) -> Result<Option<String>> {
    let name = &field.rust;
    let ty = module.type_text(&field.ty);
    let default = match &field.default {
        Some(value) => Some(literals.expression(&field.ty, value)?),
        None => None,
    };
    Ok(match (&field.ty, default) {
        (Type::List(item), None) => Some(format!("list {name}: {}", module.type_text(item))),
        (Type::List(item), Some(value)) => {
            Some(format!("list {name}: {} = {value}", module.type_text(item)))
        }
        (Type::Map(item), None) => Some(format!("map {name}: {}", module.type_text(item))),
        (_, None) => None,
        (Type::I32 | Type::I64 | Type::Bool | Type::Code(_), Some(value)) => {
            Some(format!("copied {name}: {ty} = {value}"))
        }
        (Type::String, Some(value)) => Some(format!(
            "text {name} = {}",
            value.trim_end_matches(".to_owned()")
        )),
        (Type::Enum(_), Some(value)) => Some(format!("value {name}: {ty} = {value}")),
        (_, Some(value)) => Some(format!("object {name}: {ty} = {value}")),
    })
}
