//! Functions and methods of CEL that the rules use.

use anyhow::{Result, bail, ensure};

use super::ast::{Expr, Macro};
use super::lower::{Code, Lowerer, Type, code, fallible};

impl Lowerer<'_> {
    pub(super) fn call(&mut self, name: &str, arguments: &[Expr]) -> Result<Code> {
        let [argument] = arguments else {
            bail!("`{name}` takes one argument here")
        };
        match name {
            "size" => self.size(argument),
            "duration" => Ok(fallible(
                format!("duration({})", self.text(argument)?),
                Type::Duration,
            )),
            "isIP" => Ok(code(format!("is_ip({})", self.text(argument)?), Type::Bool)),
            _ => bail!("the function `{name}` is not known"),
        }
    }

    fn size(&mut self, operand: &Expr) -> Result<Code> {
        let operand = self.expr(operand)?;
        Ok(match &operand.ty {
            Type::Value(_) => fallible(format!("{}.size()", operand.text), Type::Int),
            Type::Text => code(format!("characters({})", operand.text), Type::Int),
            other => bail!("`size` of {other:?} is not known"),
        })
    }

    pub(super) fn method(
        &mut self,
        operand: &Expr,
        name: &str,
        arguments: &[Expr],
    ) -> Result<Code> {
        match (name, arguments) {
            ("size", []) => match operand {
                Expr::Macro {
                    kind: Macro::Filter,
                    operand,
                    variable,
                    body,
                } => {
                    let (items, body) = self.bound(operand, variable, body)?;
                    Ok(fallible(format!("count({items}, {body})"), Type::Int))
                }
                _ => self.size(operand),
            },
            ("hasValue", []) => {
                let operand = self.expr(operand)?;
                ensure!(
                    operand.ty == Type::Findings,
                    "`hasValue` of {:?} is not known",
                    operand.ty
                );
                Ok(code(operand.text, Type::Bool))
            }
            ("validate", [text]) => {
                let Expr::Method(library, format, none) = operand else {
                    bail!("not a format: {operand:?}")
                };
                ensure!(
                    **library == Expr::Name("format".to_owned()) && none.is_empty(),
                    "not a format: {operand:?}"
                );
                let check = match format.as_str() {
                    "dns1123Label" => "is_dns1123_label",
                    "dns1123Subdomain" => "is_dns1123_subdomain",
                    "qualifiedName" => "is_qualified_name",
                    _ => bail!("the format `{format}` is not known"),
                };
                Ok(code(
                    format!("!{check}({})", self.text(text)?),
                    Type::Findings,
                ))
            }
            ("matches", [Expr::Text(pattern)]) => {
                self.uses.patterns.insert(pattern.clone());
                let text = self.text(operand)?;
                Ok(code(
                    format!("{{pattern:{pattern}}}.matches({text})"),
                    Type::Bool,
                ))
            }
            ("contains", [part]) => self.text_test("contains", operand, part),
            ("startsWith", [part]) => self.text_test("starts_with", operand, part),
            ("endsWith", [part]) => self.text_test("ends_with", operand, part),
            ("split", [Expr::Text(separator)]) => Ok(code(
                format!("split({}, {separator:?})", self.text(operand)?),
                Type::Texts,
            )),
            ("substring", [Expr::Int(start)]) => Ok(fallible(
                format!("substring({}, {start})", self.text(operand)?),
                Type::Text,
            )),
            _ => bail!(
                "the method `{name}` with {} arguments is not known",
                arguments.len()
            ),
        }
    }

    fn text_test(&mut self, method: &str, operand: &Expr, part: &Expr) -> Result<Code> {
        let Expr::Text(part) = part else {
            bail!("`{method}` of a part that is no literal is not known")
        };
        let operand = self.text(operand)?;
        let mut characters = part.chars();
        let part = match (characters.next(), characters.next()) {
            (Some(character), None) => format!("{character:?}"),
            _ => format!("{part:?}"),
        };
        Ok(code(format!("{operand}.{method}({part})"), Type::Bool))
    }
}
