// Written by `codegen generate` from the facts of v1.7.0 and v1.6.1. Do not edit.

//! What the validator knows of each release: schemas, rules and regular expressions.

pub(crate) mod field;
mod patterns;
#[allow(
    clippy::bool_to_int_with_if,
    clippy::if_not_else,
    clippy::needless_question_mark,
    clippy::nonminimal_bool,
    clippy::too_many_lines,
    reason = "functions keep the shape of the rules above them"
)]
mod rules;
mod schemas;

pub(crate) use schemas::resources;
