//! Expressions of CEL, as far as the rules of the CRDs use it.

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expr {
    Bool(bool),
    Int(i64),
    Text(String),
    Null,
    List(Vec<Expr>),
    Name(String),
    /// `operand.field`
    Select(Box<Expr>, String),
    /// `has(operand.field)`
    Has(Box<Expr>, String),
    /// `operand[index]`
    Index(Box<Expr>, Box<Expr>),
    /// `function(arguments)`
    Call(String, Vec<Expr>),
    /// `operand.method(arguments)`
    Method(Box<Expr>, String, Vec<Expr>),
    /// `operand.all(variable, body)` and its like
    Macro {
        kind: Macro,
        operand: Box<Expr>,
        variable: String,
        body: Box<Expr>,
    },
    Not(Box<Expr>),
    Negate(Box<Expr>),
    Binary(Operator, Box<Expr>, Box<Expr>),
    /// `condition ? then : otherwise`
    Conditional(Box<Expr>, Box<Expr>, Box<Expr>),
}

/// A macro that binds a variable to each item in turn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Macro {
    All,
    Exists,
    ExistsOne,
    Filter,
}

/// An operator with two operands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Operator {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}

impl Expr {
    /// The parts of a chain of `&&`, or the expression alone.
    pub(crate) fn conjuncts(&self) -> Vec<&Expr> {
        match self {
            Expr::Binary(Operator::And, left, right) => {
                let mut parts = left.conjuncts();
                parts.extend(right.conjuncts());
                parts
            }
            other => vec![other],
        }
    }

    /// The expression with one variable under another name.
    pub(crate) fn renamed(&self, from: &str, to: &str) -> Expr {
        let one = |expr: &Expr| Box::new(expr.renamed(from, to));
        let many = |exprs: &[Expr]| exprs.iter().map(|expr| expr.renamed(from, to)).collect();
        match self {
            Expr::Name(name) if name == from => Expr::Name(to.to_owned()),
            Expr::Bool(_) | Expr::Int(_) | Expr::Text(_) | Expr::Null | Expr::Name(_) => {
                self.clone()
            }
            Expr::List(items) => Expr::List(many(items)),
            Expr::Select(operand, field) => Expr::Select(one(operand), field.clone()),
            Expr::Has(operand, field) => Expr::Has(one(operand), field.clone()),
            Expr::Index(operand, index) => Expr::Index(one(operand), one(index)),
            Expr::Call(name, arguments) => Expr::Call(name.clone(), many(arguments)),
            Expr::Method(operand, name, arguments) => {
                Expr::Method(one(operand), name.clone(), many(arguments))
            }
            Expr::Macro {
                kind,
                operand,
                variable,
                body,
            } => Expr::Macro {
                kind: *kind,
                operand: one(operand),
                variable: variable.clone(),
                body: if variable == from {
                    body.clone()
                } else {
                    one(body)
                },
            },
            Expr::Not(operand) => Expr::Not(one(operand)),
            Expr::Negate(operand) => Expr::Negate(one(operand)),
            Expr::Binary(operator, left, right) => Expr::Binary(*operator, one(left), one(right)),
            Expr::Conditional(condition, then, otherwise) => {
                Expr::Conditional(one(condition), one(then), one(otherwise))
            }
        }
    }
}
