// Written by `codegen generate` from the facts of v1.7.0 and v1.6.1. Do not edit.

//! What the validator knows of each release: schemas, rules and regular expressions.

pub(crate) mod field;
mod patterns;
mod rules;
mod schemas;

pub(crate) use rules::RULES;
pub(crate) use schemas::resources;
