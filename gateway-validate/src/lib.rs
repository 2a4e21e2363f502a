//! What a Kubernetes API server would say of a Gateway API object, without one.

pub mod document;
pub mod field_path;
pub mod kinds;
