//! What a Kubernetes API server would say of a Gateway API object, without one.

pub mod document;
pub mod field_path;
pub mod kinds;
pub mod json;
pub mod release;

mod cel_runtime;
mod fit;
mod generated;
mod go;
mod names;
mod path;
mod pattern;
mod schema;
