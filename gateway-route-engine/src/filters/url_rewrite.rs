//! URL rewrite: the host and path that the backend sees (spec 5.4).

use crate::filters::path_modifier::PathModifier;

/// A `URLRewrite` filter. The request has been matched already and is not matched again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UrlRewrite {
    /// Takes the place of `Host` or `:authority`.
    pub hostname: Option<Box<str>>,
    /// Changes the path; the query is kept (spec 12.21).
    pub path: Option<PathModifier>,
}
