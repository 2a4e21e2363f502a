//! Parsing CEL. What is not known here is an error, so that no rule is silently skipped.

use anyhow::{Context, Result, bail, ensure};

use super::ast::{Expr, Macro, Operator};
use super::token::{Token, tokens};

/// Parses a rule.
pub(crate) fn parse(rule: &str) -> Result<Expr> {
    let mut parser = Parser {
        tokens: tokens(rule)?,
        at: 0,
    };
    let expr = parser.conditional()?;
    ensure!(
        parser.at == parser.tokens.len(),
        "nothing may follow {:?}",
        parser.tokens.get(parser.at)
    );
    Ok(expr)
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
}

/// Operators from the loosest to the tightest.
const LEVELS: [&[(&str, Operator)]; 5] = [
    &[("||", Operator::Or)],
    &[("&&", Operator::And)],
    &[
        ("==", Operator::Equal),
        ("!=", Operator::NotEqual),
        ("<=", Operator::LessOrEqual),
        (">=", Operator::GreaterOrEqual),
        ("<", Operator::Less),
        (">", Operator::Greater),
        ("in", Operator::In),
    ],
    &[("+", Operator::Add), ("-", Operator::Subtract)],
    &[
        ("*", Operator::Multiply),
        ("/", Operator::Divide),
        ("%", Operator::Remainder),
    ],
];

impl Parser {
    fn conditional(&mut self) -> Result<Expr> {
        let condition = self.binary(0)?;
        if !self.take("?") {
            return Ok(condition);
        }
        let then = self.binary(0)?;
        self.expect(":")?;
        let otherwise = self.conditional()?;
        Ok(Expr::Conditional(
            Box::new(condition),
            Box::new(then),
            Box::new(otherwise),
        ))
    }

    fn binary(&mut self, level: usize) -> Result<Expr> {
        let Some(operators) = LEVELS.get(level) else {
            return self.unary();
        };
        let mut left = self.binary(level + 1)?;
        while let Some(operator) = self.operator(operators) {
            let right = self.binary(level + 1)?;
            left = Expr::Binary(operator, Box::new(left), Box::new(right));
        }
        Ok(left)
    }

    fn operator(&mut self, operators: &[(&str, Operator)]) -> Option<Operator> {
        let spelling = match self.tokens.get(self.at)? {
            Token::Sign(sign) => *sign,
            Token::Name(name) if name == "in" => "in",
            _ => return None,
        };
        let (_, operator) = operators.iter().find(|(known, _)| *known == spelling)?;
        self.at += 1;
        Some(*operator)
    }

    fn unary(&mut self) -> Result<Expr> {
        if self.take("!") {
            return Ok(Expr::Not(Box::new(self.unary()?)));
        }
        if self.take("-") {
            return Ok(Expr::Negate(Box::new(self.unary()?)));
        }
        self.member()
    }

    fn member(&mut self) -> Result<Expr> {
        let mut expr = self.primary()?;
        loop {
            if self.take(".") {
                let name = self.name()?;
                expr = if self.take("(") {
                    self.method(expr, name)?
                } else {
                    Expr::Select(Box::new(expr), name)
                };
            } else if self.take("[") {
                let index = self.conditional()?;
                self.expect("]")?;
                expr = Expr::Index(Box::new(expr), Box::new(index));
            } else {
                return Ok(expr);
            }
        }
    }

    fn method(&mut self, operand: Expr, name: String) -> Result<Expr> {
        let kind = match name.as_str() {
            "all" => Macro::All,
            "exists" => Macro::Exists,
            "exists_one" => Macro::ExistsOne,
            "filter" => Macro::Filter,
            _ => {
                let arguments = self.list(")")?;
                return Ok(Expr::Method(Box::new(operand), name, arguments));
            }
        };
        let variable = self.name()?;
        self.expect(",")?;
        let body = Box::new(self.conditional()?);
        self.expect(")")?;
        Ok(Expr::Macro {
            kind,
            operand: Box::new(operand),
            variable,
            body,
        })
    }

    fn primary(&mut self) -> Result<Expr> {
        let token = self
            .tokens
            .get(self.at)
            .cloned()
            .context("the rule ends too early")?;
        self.at += 1;
        match token {
            Token::Int(value) => Ok(Expr::Int(value)),
            Token::Text(value) => Ok(Expr::Text(value)),
            Token::Sign("(") => {
                let expr = self.conditional()?;
                self.expect(")")?;
                Ok(expr)
            }
            Token::Sign("[") => Ok(Expr::List(self.list("]")?)),
            Token::Sign(sign) => bail!("unexpected `{sign}`"),
            Token::Name(name) if self.take("(") => self.call(name),
            Token::Name(name) => Ok(match name.as_str() {
                "true" => Expr::Bool(true),
                "false" => Expr::Bool(false),
                "null" => Expr::Null,
                _ => Expr::Name(name),
            }),
        }
    }

    fn call(&mut self, name: String) -> Result<Expr> {
        let mut arguments = self.list(")")?;
        if name != "has" {
            return Ok(Expr::Call(name, arguments));
        }
        match (arguments.pop(), arguments.is_empty()) {
            (Some(Expr::Select(operand, field)), true) => Ok(Expr::Has(operand, field)),
            _ => bail!("`has` takes one field selection"),
        }
    }

    /// Expressions up to a closing bracket, the opening one being read.
    fn list(&mut self, close: &'static str) -> Result<Vec<Expr>> {
        let mut items = Vec::new();
        while !self.take(close) {
            if !items.is_empty() {
                self.expect(",")?;
            }
            items.push(self.conditional()?);
        }
        Ok(items)
    }

    fn name(&mut self) -> Result<String> {
        let Some(Token::Name(name)) = self.tokens.get(self.at).cloned() else {
            bail!("a name must stand at token {}", self.at)
        };
        self.at += 1;
        Ok(name)
    }

    fn take(&mut self, sign: &str) -> bool {
        let found = matches!(self.tokens.get(self.at), Some(Token::Sign(next)) if *next == sign);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, sign: &str) -> Result<()> {
        ensure!(
            self.take(sign),
            "`{sign}` must stand before {:?}",
            self.tokens.get(self.at)
        );
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(name: &str) -> Expr {
        Expr::Name(name.to_owned())
    }

    #[track_caller]
    fn check(rule: &str, expected: &Expr) {
        assert_eq!(parse(rule).unwrap(), *expected, "{rule}");
    }

    #[test]
    fn operators_bind_as_cel_says() {
        let and = Expr::Binary(Operator::And, Box::new(name("b")), Box::new(name("c")));
        check(
            "a || b && c",
            &Expr::Binary(Operator::Or, Box::new(name("a")), Box::new(and.clone())),
        );
        check(
            "!a == b",
            &Expr::Binary(
                Operator::Equal,
                Box::new(Expr::Not(Box::new(name("a")))),
                Box::new(name("b")),
            ),
        );
        let inner = Expr::Conditional(
            Box::new(name("c")),
            Box::new(name("d")),
            Box::new(name("e")),
        );
        check(
            "a ? b : c ? d : e",
            &Expr::Conditional(Box::new(name("a")), Box::new(name("b")), Box::new(inner)),
        );
        check("(b && c)", &and);
    }

    #[test]
    fn macros_methods_and_selections_are_told_apart() {
        check("has(a.b)", &Expr::Has(Box::new(name("a")), "b".to_owned()));
        check(
            "a.size()",
            &Expr::Method(Box::new(name("a")), "size".to_owned(), Vec::new()),
        );
        check(
            "a.all(x, x)",
            &Expr::Macro {
                kind: Macro::All,
                operand: Box::new(name("a")),
                variable: "x".to_owned(),
                body: Box::new(name("x")),
            },
        );
        check(
            "a[0].b",
            &Expr::Select(
                Box::new(Expr::Index(Box::new(name("a")), Box::new(Expr::Int(0)))),
                "b".to_owned(),
            ),
        );
    }

    #[test]
    fn texts_are_raw_or_escaped() {
        check(r#"r"""^\.$""""#, &Expr::Text(r"^\.$".to_owned()));
        check(r"'\\.\n'", &Expr::Text("\\.\n".to_owned()));
        check(r#""it's""#, &Expr::Text("it's".to_owned()));
    }

    #[test]
    fn what_is_not_known_is_an_error() {
        for rule in [
            "a @ b",
            "1.5",
            "has(a)",
            "a b",
            "(a",
            "'a",
            "'\\q'",
            "a.all(1, b)",
            "",
        ] {
            assert!(parse(rule).is_err(), "{rule}");
        }
    }
}
