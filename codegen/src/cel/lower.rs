//! Lowering: from CEL to Rust over the validator's values.
//!
//! An expression becomes Rust that has the plain value and passes errors on with `?`; what CEL absorbs or
//! evaluates lazily stands in closures. Types come from the schemas at which a rule stands, so that a
//! construct that does not fit its operands is an error here.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail, ensure};

use super::ast::{Expr, Macro, Operator};
use super::unique;
use crate::emit_rules::model::ValidatorModel;
use crate::names;

/// What the generated functions refer to.
#[derive(Debug, Default)]
pub(crate) struct Uses {
    /// Fields by their name, with how rules spell them, and so the errors of rules.
    pub(crate) fields: BTreeMap<String, String>,
    /// Regular expressions.
    pub(crate) patterns: BTreeSet<String>,
}

/// A rule as Rust.
#[derive(Debug)]
pub(crate) struct Lowered {
    /// The body of the function; `this` is the value, `old` the one before.
    pub(crate) body: String,
    /// Whether it compares with the value before.
    pub(crate) transition: bool,
}

/// What an expression is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Type {
    Bool,
    Int,
    Text,
    Duration,
    /// Texts that a function made.
    Texts,
    /// The outcome of a format's check: texts, or nothing when all is well.
    Findings,
    /// A value of the object, at any of these schema nodes.
    Value(Vec<usize>),
}

/// An expression as Rust, in two forms.
#[derive(Clone, Debug)]
pub(super) struct Code {
    /// The plain value; errors leave the function or closure around it.
    pub(super) text: String,
    /// The value or its error.
    pub(super) outcome: String,
    pub(super) ty: Type,
}

pub(super) struct Lowerer<'m> {
    model: &'m ValidatorModel,
    pub(super) uses: &'m mut Uses,
    variables: BTreeMap<String, Code>,
    transition: bool,
}

/// Lowers a rule that stands at the given schema nodes.
pub(crate) fn lower(
    rule: &Expr,
    model: &ValidatorModel,
    nodes: &[usize],
    uses: &mut Uses,
) -> Result<Lowered> {
    let value = |name: &str| code(name, Type::Value(nodes.to_vec()));
    let variables = BTreeMap::from([
        ("self".to_owned(), value("this")),
        ("oldSelf".to_owned(), value("old")),
    ]);
    let mut lowerer = Lowerer {
        model,
        uses,
        variables,
        transition: false,
    };
    let body = lowerer.bool(rule)?.outcome;
    Ok(Lowered {
        body,
        transition: lowerer.transition,
    })
}

impl Lowerer<'_> {
    pub(super) fn bool(&mut self, expr: &Expr) -> Result<Code> {
        let found = self.scalar(expr)?;
        ensure!(
            found.ty == Type::Bool,
            "a condition is {:?}: {expr:?}",
            found.ty
        );
        Ok(found)
    }

    pub(super) fn expr(&mut self, expr: &Expr) -> Result<Code> {
        match expr {
            Expr::Bool(value) => Ok(code(value.to_string(), Type::Bool)),
            Expr::Int(value) => Ok(code(value.to_string(), Type::Int)),
            Expr::Text(value) => Ok(code(format!("{value:?}"), Type::Text)),
            Expr::Name(name) => self.name(name),
            Expr::Select(operand, field) => self.select(operand, field),
            Expr::Has(operand, field) => {
                let operand = self.expr(operand)?;
                let (_, field) = self.field(&operand, field)?;
                Ok(fallible(
                    format!("{}.has({field})", operand.text),
                    Type::Bool,
                ))
            }
            Expr::Index(operand, index) => self.index(operand, index),
            Expr::Call(name, arguments) => self.call(name, arguments),
            Expr::Method(operand, name, arguments) => self.method(operand, name, arguments),
            Expr::Macro {
                kind,
                operand,
                variable,
                body,
            } => self.each(*kind, operand, variable, body),
            Expr::Not(operand) => Ok(code(negated(&self.bool(operand)?.text), Type::Bool)),
            Expr::Binary(operator, left, right) => self.binary(*operator, left, right),
            Expr::Conditional(condition, then, otherwise) => {
                self.conditional(condition, then, otherwise)
            }
            Expr::Null | Expr::List(_) | Expr::Negate(_) => bail!("not known here: {expr:?}"),
        }
    }

    fn name(&mut self, name: &str) -> Result<Code> {
        self.transition |= name == "oldSelf";
        self.variables
            .get(name)
            .cloned()
            .with_context(|| format!("the variable `{name}` is not known"))
    }

    fn select(&mut self, operand: &Expr, field: &str) -> Result<Code> {
        let operand = self.expr(operand)?;
        let (nodes, field) = self.field(&operand, field)?;
        Ok(fallible(
            format!("{}.get({field})", operand.text),
            Type::Value(nodes),
        ))
    }

    /// The nodes of a field of an object, and its symbol.
    fn field(&mut self, operand: &Code, field: &str) -> Result<(Vec<usize>, String)> {
        let Type::Value(nodes) = &operand.ty else {
            bail!("`{}` has no field `{field}`", operand.text)
        };
        let wire = unescaped(field);
        let find = |node: &usize| {
            let node = self.model.node(*node);
            let found = node.properties.iter().find(|(name, _)| name == wire);
            found
                .map(|(_, child)| *child)
                .with_context(|| format!("{} has no field `{wire}`", node.place))
        };
        let children = nodes.iter().map(find).collect::<Result<_>>()?;
        let spelling = self.uses.fields.entry(wire.to_owned()).or_default();
        if field.len() > spelling.len() {
            field.clone_into(spelling);
        }
        Ok((children, format!("field::{}", symbol(wire)?)))
    }

    fn index(&mut self, operand: &Expr, index: &Expr) -> Result<Code> {
        let Expr::Int(position) = index else {
            bail!("an index is a number: {index:?}")
        };
        let operand = self.expr(operand)?;
        if operand.ty == Type::Texts {
            return Ok(fallible(
                format!("item_of(&{}, {position})", operand.text),
                Type::Text,
            ));
        }
        let items = self.items(&operand)?;
        Ok(fallible(
            format!("{}.at({position})", operand.text),
            Type::Value(items),
        ))
    }

    fn items(&self, operand: &Code) -> Result<Vec<usize>> {
        let Type::Value(nodes) = &operand.ty else {
            bail!("`{}` is not a list", operand.text)
        };
        let item = |node: &usize| self.model.node(*node).items;
        nodes
            .iter()
            .map(item)
            .collect::<Option<_>>()
            .with_context(|| format!("`{}` is not a list", operand.text))
    }

    pub(super) fn text(&mut self, expr: &Expr) -> Result<String> {
        let code = self.scalar(expr)?;
        ensure!(code.ty == Type::Text, "not a text: {expr:?}");
        Ok(code.text)
    }

    /// An expression as a boolean, number, text or duration.
    pub(super) fn scalar(&mut self, expr: &Expr) -> Result<Code> {
        let found = self.expr(expr)?;
        let Type::Value(nodes) = &found.ty else {
            return Ok(found);
        };
        let kinds: BTreeSet<&str> = nodes
            .iter()
            .map(|node| self.model.node(*node).kind.as_str())
            .collect();
        let (method, ty) = match kinds.into_iter().collect::<Vec<_>>()[..] {
            ["boolean"] => ("bool", Type::Bool),
            ["integer"] => ("int", Type::Int),
            ["string"] => ("text", Type::Text),
            ref other => bail!("`{}` is {other:?}, which has no plain value", found.text),
        };
        Ok(fallible(format!("{}.{method}()", found.text), ty))
    }

    fn each(&mut self, kind: Macro, operand: &Expr, variable: &str, body: &Expr) -> Result<Code> {
        let (items, naive) = self.bound(operand, variable, body)?;
        let function = match kind {
            Macro::All => "all",
            Macro::Exists => "exists",
            Macro::ExistsOne => "exists_one",
            Macro::Filter => bail!("`filter` is known in front of `size()` only"),
        };
        let naive = format!("{function}({items}, {naive})");
        if kind == Macro::All
            && let Some(fast) = unique::recognize(self, operand, variable, body)?
        {
            return Ok(fallible(fast.wrap(&items, &naive), Type::Bool));
        }
        Ok(fallible(naive, Type::Bool))
    }

    /// The items of a list, or keys of a map, and a closure over one of them.
    pub(super) fn bound(
        &mut self,
        operand: &Expr,
        variable: &str,
        body: &Expr,
    ) -> Result<(String, String)> {
        let operand = self.expr(operand)?;
        let Type::Value(nodes) = &operand.ty else {
            bail!("`{}` has no items", operand.text)
        };
        let is_map = nodes
            .iter()
            .all(|node| self.model.node(*node).additional.is_some());
        let (items, ty) = if is_map {
            (format!("{}.keys()?", operand.text), Type::Text)
        } else {
            (
                format!("{}.items()?", operand.text),
                Type::Value(self.items(&operand)?),
            )
        };
        let body = self.with(variable, ty, |lowerer| lowerer.bool(body))?;
        Ok((items, format!("|{variable}| {}", body.outcome)))
    }

    /// Lowers something with a variable bound.
    pub(super) fn with<T>(
        &mut self,
        variable: &str,
        ty: Type,
        lower: impl FnOnce(&mut Self) -> Result<T>,
    ) -> Result<T> {
        let bound = code(variable, ty);
        let hidden = self.variables.insert(variable.to_owned(), bound);
        let lowered = lower(self);
        match hidden {
            Some(hidden) => self.variables.insert(variable.to_owned(), hidden),
            None => self.variables.remove(variable),
        };
        lowered
    }

    /// The type of the items of a list.
    pub(super) fn item_type(&mut self, list: &Expr) -> Result<Type> {
        let list = self.expr(list)?;
        Ok(Type::Value(self.items(&list)?))
    }

    fn binary(&mut self, operator: Operator, left: &Expr, right: &Expr) -> Result<Code> {
        let compare = |sign: &str, left: Code, right: Code| {
            ensure!(
                left.ty == right.ty,
                "{:?} is not comparable with {:?}",
                left.ty,
                right.ty
            );
            if right.text == "\"\"" {
                let test = if sign == "==" { "" } else { "!" };
                return Ok(code(format!("{test}{}.is_empty()", left.text), Type::Bool));
            }
            Ok(code(
                format!("{} {sign} {}", operand(&left.text), operand(&right.text)),
                Type::Bool,
            ))
        };
        match operator {
            Operator::And | Operator::Or => {
                let function = if operator == Operator::And {
                    "and"
                } else {
                    "or"
                };
                let (left, right) = (self.bool(left)?, self.bool(right)?);
                Ok(fallible(
                    format!("{function}(|| {}, || {})", left.outcome, right.outcome),
                    Type::Bool,
                ))
            }
            Operator::In => self.contained(left, right),
            Operator::Equal if *right == Expr::Null => {
                // An optional is never null: not when it has a value, and not when it has none.
                let left = self.expr(left)?;
                ensure!(
                    left.ty == Type::Findings,
                    "only an optional is compared with null: {left:?}"
                );
                Ok(code(format!("is_null({})", left.text), Type::Bool))
            }
            Operator::Equal => compare("==", self.scalar(left)?, self.scalar(right)?),
            Operator::NotEqual => compare("!=", self.scalar(left)?, self.scalar(right)?),
            Operator::Less => compare("<", self.scalar(left)?, self.scalar(right)?),
            Operator::LessOrEqual => compare("<=", self.scalar(left)?, self.scalar(right)?),
            Operator::Greater => compare(">", self.scalar(left)?, self.scalar(right)?),
            Operator::GreaterOrEqual => compare(">=", self.scalar(left)?, self.scalar(right)?),
            Operator::Add => {
                let (left, right) = (self.scalar(left)?, self.scalar(right)?);
                ensure!(
                    left.ty == Type::Int && right.ty == Type::Int,
                    "`+` is known for integers only"
                );
                Ok(code(
                    format!("{} + {}", operand(&left.text), operand(&right.text)),
                    Type::Int,
                ))
            }
            Operator::Subtract | Operator::Multiply | Operator::Divide | Operator::Remainder => {
                bail!("the operator {operator:?} is not known")
            }
        }
    }

    fn contained(&mut self, item: &Expr, list: &Expr) -> Result<Code> {
        if let Expr::List(items) = list {
            let texts: Option<Vec<String>> = items.iter().map(literal).collect();
            let texts = texts.context("a list of other things than texts is not known")?;
            let item = self.text(item)?;
            return Ok(code(
                format!("[{}].contains(&{item})", texts.join(", ")),
                Type::Bool,
            ));
        }
        let item = self.text(item)?;
        let list = self.expr(list)?;
        self.items(&list)?;
        Ok(fallible(
            format!("{}.contains_text({item})", list.text),
            Type::Bool,
        ))
    }

    fn conditional(&mut self, condition: &Expr, then: &Expr, otherwise: &Expr) -> Result<Code> {
        let condition = self.bool(condition)?.text;
        let (then, otherwise) = (self.scalar(then)?, self.scalar(otherwise)?);
        ensure!(
            then.ty == otherwise.ty,
            "a conditional is {:?} or {:?}",
            then.ty,
            otherwise.ty
        );
        let written = |then: &str, otherwise: &str| {
            format!("if {condition} {{ {then} }} else {{ {otherwise} }}")
        };
        Ok(Code {
            text: written(&then.text, &otherwise.text),
            outcome: written(&then.outcome, &otherwise.outcome),
            ty: then.ty,
        })
    }
}

/// The name of a field as it stands in objects: names that CEL reserves are written with underscores.
fn unescaped(field: &str) -> &str {
    field
        .strip_prefix("__")
        .and_then(|name| name.strip_suffix("__"))
        .unwrap_or(field)
}

/// The name of a field as a constant.
pub(crate) fn symbol(wire: &str) -> Result<String> {
    Ok(names::field_name(wire)?
        .trim_start_matches("r#")
        .to_uppercase())
}

/// An expression that cannot fail by itself.
pub(super) fn code(text: impl Into<String>, ty: Type) -> Code {
    let text = text.into();
    let outcome = format!("Ok({text})");
    Code { text, outcome, ty }
}

/// An expression whose last step can fail.
pub(super) fn fallible(outcome: String, ty: Type) -> Code {
    let text = format!("{outcome}?");
    Code { text, outcome, ty }
}

fn negated(condition: &str) -> String {
    let is_call = !condition.contains([' ', '!'])
        || condition.starts_with("and(")
        || condition.starts_with("or(");
    match condition.strip_prefix('!') {
        Some(positive) if !positive.contains(' ') => positive.to_owned(),
        _ if is_call => format!("!{condition}"),
        _ => format!("!({condition})"),
    }
}

/// An operand of a comparison or sum.
fn operand(text: &str) -> String {
    let is_compound = text.starts_with(['!'])
        || text.starts_with("if ")
        || text.contains(" == ")
        || text.contains(" != ");
    if is_compound && !text.starts_with("and(") && !text.starts_with("or(") {
        return format!("({text})");
    }
    text.to_owned()
}

fn literal(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Text(text) => Some(format!("{text:?}")),
        _ => None,
    }
}
