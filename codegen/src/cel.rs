//! The rules of the CRDs: CEL is parsed here and turned into Rust, so that nothing is interpreted later.

pub(crate) mod ast;
mod functions;
pub(crate) mod lower;
pub(crate) mod parse;
mod token;
mod unique;
