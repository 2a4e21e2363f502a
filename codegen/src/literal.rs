//! Default values of the schema as Rust expressions.

use std::collections::BTreeSet;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::model::{Model, Type};

/// Expressions, and the Go types that they name.
pub(crate) struct Literals<'a> {
    model: &'a Model,
    pub(crate) mentions: BTreeSet<String>,
}

impl<'a> Literals<'a> {
    pub(crate) fn new(model: &'a Model) -> Self {
        Self {
            model,
            mentions: BTreeSet::new(),
        }
    }

    /// Expression of a type's value.
    pub(crate) fn expression(&mut self, ty: &Type, value: &Value) -> Result<String> {
        Ok(match (ty, value) {
            (Type::Bool, Value::Bool(value)) => value.to_string(),
            (Type::I32 | Type::I64, Value::Number(value)) => value.to_string(),
            (Type::Code(rust), Value::Number(value)) => format!("{rust}::new({value})"),
            (Type::String, Value::String(value)) => format!("{value:?}.to_owned()"),
            (Type::Enum(go), Value::String(value)) => self.variant(go, value)?,
            (Type::List(item), Value::Array(values)) => {
                let items = values.iter().map(|value| self.expression(item, value));
                format!("vec![{}]", items.collect::<Result<Vec<_>>>()?.join(", "))
            }
            (Type::Struct(go), Value::Object(_)) => self.structure(go, value)?,
            (Type::Condition, Value::Object(_)) => condition(value)?,
            _ => bail!("a default of {value} for {ty:?}"),
        })
    }

    fn variant(&mut self, go: &str, value: &str) -> Result<String> {
        let found = self
            .model
            .enums
            .get(go)
            .with_context(|| format!("no enum `{go}`"))?;
        let variant = found.variants.iter().find(|(_, other)| other == value);
        let (name, _) = variant.with_context(|| format!("no constant of `{go}` is `{value}`"))?;
        self.mentions.insert(go.to_owned());
        Ok(format!("{}::{name}", found.rust))
    }

    fn structure(&mut self, go: &str, value: &Value) -> Result<String> {
        let model = self.model;
        let found = model
            .structs
            .get(go)
            .with_context(|| format!("no struct `{go}`"))?;
        self.mentions.insert(go.to_owned());
        let mut fields = Vec::new();
        let has_default = model.is_default(found);
        let mut rest = false;
        for field in &found.fields {
            if let Some(value) = value.get(&field.wire) {
                let inner = self.expression(&field.ty, value)?;
                let inner = if field.required {
                    inner
                } else {
                    format!("Some({inner})")
                };
                fields.push(format!("{}: {inner}", field.rust));
                continue;
            }
            ensure!(
                !field.required,
                "a default of `{go}` lacks `{}`",
                field.wire
            );
            if has_default {
                rest = true;
            } else {
                fields.push(format!("{}: None", field.rust));
            }
        }
        if rest {
            fields.push("..Default::default()".to_owned());
        }
        Ok(format!("{} {{ {} }}", found.rust, fields.join(", ")))
    }
}

/// A condition as a controller has not yet written it: only its texts vary.
fn condition(value: &Value) -> Result<String> {
    let text = |name: &str| value[name].as_str().with_context(|| format!("no `{name}`"));
    let initial = text("lastTransitionTime")? == "1970-01-01T00:00:00Z";
    ensure!(
        initial && value.get("observedGeneration").is_none(),
        "a default condition that somebody has written: {value}"
    );
    Ok(format!(
        "crate::conditions::initial({:?}, {:?}, {:?}, {:?})",
        text("type")?,
        text("status")?,
        text("reason")?,
        text("message")?
    ))
}
