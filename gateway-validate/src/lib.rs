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
mod correlate;
mod fit;
#[allow(
    dead_code,
    unused_imports,
    clippy::if_not_else,
    reason = "rules keep the shape of their text, and their list is for a command that is to come"
)]
mod generated;
mod go;
mod list_types;
mod message;
mod metadata;
mod names;
mod path;
mod pattern;
mod run_rules;
mod schema;
pub mod server;
mod structural;
mod val;
mod validator;
pub mod violation;

pub use release::{Channel, Release};
pub use validator::{Refusal, Report, Validator, validate, validate_update};
pub use violation::{Reason, Violation};
