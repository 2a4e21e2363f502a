//! What finds the values of a struct that the API does not take.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::checked::checked;
use crate::model::{Field, Model, Struct, Type};
use crate::module::Module;

/// Writes which fields of a struct follow which rule, and which ones have such fields inside.
pub(crate) fn emit_values(found: &Struct, module: &mut Module<'_>) {
    let model = module.model;
    if !has_values(found, model) {
        return;
    }
    let mut ruled: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut within = Vec::new();
    for field in &found.fields {
        let entry = format!("{} {:?}", field.rust, field.wire);
        if let Some(rule) = rule(field, model) {
            ruled.entry(rule).or_default().push(entry);
        } else if struct_of(&field.ty, model).is_some_and(|inner| has_values(inner, model)) {
            within.push(entry);
        }
    }
    module.import("crate::values", "values");
    module.gate(&found.home);
    let within = within.join(", ");
    let _ = write!(
        module.body,
        "values! {{ {} => within [{within}]",
        found.rust
    );
    for (rule, fields) in &ruled {
        let _ = write!(module.body, " {rule} [{}]", fields.join(", "));
    }
    module.body.push_str(" }\n\n");
}

/// Whether a struct has a value with a rule, itself or inside.
fn has_values(found: &Struct, model: &Model) -> bool {
    found.fields.iter().any(|field| {
        let inner = struct_of(&field.ty, model);
        rule(field, model).is_some() || inner.is_some_and(|inner| has_values(inner, model))
    })
}

/// The struct that a field, or each item of it, is.
fn struct_of<'a>(ty: &Type, model: &'a Model) -> Option<&'a Struct> {
    ty.named().and_then(|go| model.structs.get(go))
}

/// Name of the type that knows the rule of a field's values.
fn rule<'a>(field: &Field, model: &'a Model) -> Option<&'a str> {
    let leaf = match &field.ty {
        Type::List(item) | Type::Map(item) => item,
        ty => ty,
    };
    match leaf {
        Type::Code(rust) => Some(rust),
        Type::Enum(go) => {
            let found = model.enums.get(go).filter(|found| found.closed);
            found.map(|found| found.rust.as_str())
        }
        Type::String => checked(&field.scalar),
        _ => None,
    }
}
