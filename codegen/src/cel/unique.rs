//! Uniqueness rules in less than quadratic time.
//!
//! A rule that compares each item of a list with each other one is recognized by its shape:
//!
//! - `all(x, G(x) ? exists_one(y, E(x, y)) : true)`: no two items that meet the guard G are equal by E
//! - `all(x, all(y, E(x, y) ? F(x) == F(y) : true))`: items that are equal by E agree in F
//!
//! where E is a conjunction of equalities of the same field of both. Such an E is equality of keys, so that
//! items are grouped by key instead of compared. The Rust that comes out still holds the rule as it is
//! written: it runs for short lists, and wherever a key cannot be read, so that errors stay the same.

use anyhow::Result;

use super::ast::{Expr, Macro, Operator};
use super::lower::Lowerer;

/// The faster way to evaluate a rule.
pub(super) struct Fast {
    function: &'static str,
    closures: Vec<String>,
}

/// A field of both items that takes part in the equality.
#[derive(Debug, PartialEq)]
enum KeyPart {
    /// `x.f == y.f`
    Strict(Expr),
    /// `has(y.f)`, which the guard asks of x
    Present(Expr),
    /// `has(x.f) && has(y.f) ? x.f == y.f : !has(x.f) && !has(y.f)`
    Optional(Expr),
    /// `x.f` and `y.f` are both absent or empty, or both there and equal
    OrEmpty(Expr, Expr),
}

impl Fast {
    pub(super) fn wrap(&self, items: &str, naive: &str) -> String {
        format!(
            "{}({items}, {}, || {naive})",
            self.function,
            self.closures.join(", ")
        )
    }
}

/// Recognizes the body of an `all` over a list.
pub(super) fn recognize(
    lowerer: &mut Lowerer<'_>,
    list: &Expr,
    x: &str,
    body: &Expr,
) -> Result<Option<Fast>> {
    let (guard, inner) = guarded(body);
    let Expr::Macro {
        kind,
        operand,
        variable: y,
        body: inner,
    } = inner
    else {
        return Ok(None);
    };
    if **operand != *list {
        return Ok(None);
    }
    let pair = Pair { x, y };
    match (kind, &**inner) {
        (Macro::ExistsOne, equality) => {
            let Some(parts) = pair.key(equality) else {
                return Ok(None);
            };
            if !Pair::guard_fits(&guard, &parts) {
                return Ok(None);
            }
            let ty = lowerer.item_type(list)?;
            let key = lowerer.with(x, ty, |lowerer| {
                let key = key_code(lowerer, &parts)?;
                let Some(guard) = conjunction(&guard) else {
                    return Ok(format!("Some({key})"));
                };
                let guard = lowerer.bool(&guard)?.text;
                Ok(format!("if {guard} {{ Some({key}) }} else {{ None }}"))
            })?;
            Ok(Some(Fast {
                function: "each_once",
                closures: vec![format!("|{x}| Ok({key})")],
            }))
        }
        (Macro::All, Expr::Conditional(equality, agreement, otherwise))
            if guard.is_empty() && **otherwise == Expr::Bool(true) =>
        {
            let (Some(parts), Some(shared)) = (pair.key(equality), pair.agreement(agreement))
            else {
                return Ok(None);
            };
            let ty = lowerer.item_type(list)?;
            let (key, shared) = lowerer.with(x, ty, |lowerer| {
                let shared: Result<Vec<String>> = shared
                    .iter()
                    .map(|expr| Ok(lowerer.bool(expr)?.text))
                    .collect();
                Ok((key_code(lowerer, &parts)?, tuple(&shared?)))
            })?;
            let closures = vec![format!("|{x}| Ok({key})"), format!("|{x}| Ok({shared})")];
            Ok(Some(Fast {
                function: "agree",
                closures,
            }))
        }
        _ => Ok(None),
    }
}

/// The conditions under which an item takes part, and what is asked of it then.
fn guarded(body: &Expr) -> (Vec<Expr>, &Expr) {
    match body {
        Expr::Conditional(guard, inner, otherwise) if **otherwise == Expr::Bool(true) => {
            (guard.conjuncts().into_iter().cloned().collect(), inner)
        }
        Expr::Binary(Operator::Or, left, inner) => match &**left {
            Expr::Not(guard) => (vec![(**guard).clone()], inner),
            _ => (Vec::new(), body),
        },
        _ => (Vec::new(), body),
    }
}

/// The two variables of a comparison.
struct Pair<'e> {
    x: &'e str,
    y: &'e str,
}

impl Pair<'_> {
    /// The parts of a conjunction that is equality of keys.
    fn key(&self, equality: &Expr) -> Option<Vec<KeyPart>> {
        equality
            .conjuncts()
            .into_iter()
            .map(|part| self.part(part))
            .collect()
    }

    fn part(&self, part: &Expr) -> Option<KeyPart> {
        match part {
            Expr::Binary(Operator::Equal, ..) => self.same_field(part).map(KeyPart::Strict),
            Expr::Has(operand, field) if **operand == variable(self.y) => {
                Some(KeyPart::Present(select(self.x, field)))
            }
            Expr::Conditional(both, equal, neither) => {
                let field = self.same_field(equal)?;
                let expected_both = self.both(&Self::has(&field)?);
                let expected_neither = self.both(&Expr::Not(Box::new(Self::has(&field)?)));
                (**both == expected_both && **neither == expected_neither)
                    .then_some(KeyPart::Optional(field))
            }
            Expr::Binary(Operator::Or, neither, both) => {
                let Expr::Binary(Operator::And, present, equal) = &**both else {
                    return None;
                };
                let field = self.same_field(equal)?;
                let Expr::Binary(Operator::And, absent, _) = &**neither else {
                    return None;
                };
                let Expr::Binary(Operator::Or, _, is_empty) = &**absent else {
                    return None;
                };
                let Expr::Binary(Operator::Equal, _, empty) = &**is_empty else {
                    return None;
                };
                let has = Self::has(&field)?;
                let expected_absent = Expr::Binary(
                    Operator::Or,
                    Box::new(Expr::Not(Box::new(has.clone()))),
                    Box::new(Expr::Binary(
                        Operator::Equal,
                        Box::new(field.clone()),
                        empty.clone(),
                    )),
                );
                let fits = **neither == self.both(&expected_absent) && **present == self.both(&has);
                fits.then(|| KeyPart::OrEmpty(field, (**empty).clone()))
            }
            _ => None,
        }
    }

    /// The field that an equality compares in both items, as a field of x.
    fn same_field(&self, equality: &Expr) -> Option<Expr> {
        let Expr::Binary(Operator::Equal, left, right) = equality else {
            return None;
        };
        let of_x = [left, right]
            .into_iter()
            .find(|side| is_field_of(side, self.x))?;
        let of_y = [left, right]
            .into_iter()
            .find(|side| is_field_of(side, self.y))?;
        (of_x.renamed(self.x, self.y) == **of_y).then(|| (**of_x).clone())
    }

    fn has(field: &Expr) -> Option<Expr> {
        match field {
            Expr::Select(operand, name) => Some(Expr::Has(operand.clone(), name.clone())),
            _ => None,
        }
    }

    /// A condition on x, and the same on y.
    fn both(&self, of_x: &Expr) -> Expr {
        let of_y = of_x.renamed(self.x, self.y);
        Expr::Binary(Operator::And, Box::new(of_x.clone()), Box::new(of_y))
    }

    /// Whether items that do not meet the guard are never equal to one that does, and whether the fields
    /// of those that do can be compared.
    fn guard_fits(guard: &[Expr], parts: &[KeyPart]) -> bool {
        let asked = guard.iter().all(|condition| match condition {
            Expr::Has(operand, name) => parts.contains(&KeyPart::Present(Expr::Select(
                operand.clone(),
                name.clone(),
            ))),
            Expr::Binary(Operator::Equal, field, literal) => {
                matches!(**literal, Expr::Text(_))
                    && parts.contains(&KeyPart::Strict((**field).clone()))
            }
            _ => false,
        });
        let answered = parts.iter().all(|part| match part {
            KeyPart::Present(field) => Self::has(field).is_some_and(|has| guard.contains(&has)),
            _ => true,
        });
        asked && answered
    }

    /// What both items of a pair must have in common, as conditions on x.
    fn agreement(&self, agreement: &Expr) -> Option<Vec<Expr>> {
        let one = |part: &Expr| {
            let Expr::Binary(Operator::Equal, left, right) = part else {
                return None;
            };
            (left.renamed(self.x, self.y) == **right).then(|| (**left).clone())
        };
        agreement.conjuncts().into_iter().map(one).collect()
    }
}

fn key_code(lowerer: &mut Lowerer<'_>, parts: &[KeyPart]) -> Result<String> {
    let mut codes = Vec::new();
    for part in parts {
        match part {
            KeyPart::Present(_) => {}
            KeyPart::Strict(field) => codes.push(lowerer.scalar(field)?.text),
            KeyPart::Optional(field) => {
                let (has, value) = (
                    lowerer.bool(&presence(field))?.text,
                    lowerer.scalar(field)?.text,
                );
                codes.push(format!("if {has} {{ Some({value}) }} else {{ None }}"));
            }
            KeyPart::OrEmpty(field, empty) => {
                let (has, value) = (
                    lowerer.bool(&presence(field))?.text,
                    lowerer.scalar(field)?.text,
                );
                let empty = lowerer.scalar(empty)?.text;
                codes.push(format!("if {has} {{ {value} }} else {{ {empty} }}"));
            }
        }
    }
    Ok(tuple(&codes))
}

fn presence(field: &Expr) -> Expr {
    match field {
        Expr::Select(operand, name) => Expr::Has(operand.clone(), name.clone()),
        other => other.clone(),
    }
}

fn tuple(codes: &[String]) -> String {
    match codes {
        [one] => one.clone(),
        many => format!("({})", many.join(", ")),
    }
}

fn conjunction(conditions: &[Expr]) -> Option<Expr> {
    conditions
        .iter()
        .cloned()
        .reduce(|left, right| Expr::Binary(Operator::And, Box::new(left), Box::new(right)))
}

fn variable(name: &str) -> Expr {
    Expr::Name(name.to_owned())
}

fn select(operand: &str, field: &str) -> Expr {
    Expr::Select(Box::new(variable(operand)), field.to_owned())
}

fn is_field_of(expr: &Expr, name: &str) -> bool {
    matches!(expr, Expr::Select(operand, _) if **operand == variable(name))
}
