//! What a Kubernetes API server would say of a Gateway API object, without one.

pub mod document;
pub mod field_path;
pub mod json;
pub mod jsonl;
pub mod kinds;
pub mod release;
pub mod rules;

mod cel_runtime;
mod check;
mod checks;
mod correlate;
mod distinct;
mod first_look;
mod fit;
mod generated;
mod go;
mod help;
mod list_types;
mod message;
mod metadata;
mod names;
mod path;
mod pattern;
mod property;
mod run_rules;
mod schema;
pub mod server;
mod structural;
mod utc;
mod val;
mod validator;
pub mod violation;

pub use checks::{Check, Place, checks};
pub use release::{Channel, Release};
pub use validator::{Refusal, Report, Validator, validate, validate_object, validate_update};
pub use violation::{Reason, Violation};

/// Holds the README to its example.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
