//! Values that several rules read.

use super::Site;

/// The members of HTTP filters by their type.
pub(super) const FILTER_MEMBERS: [(&str, &str); 8] = [
    ("RequestHeaderModifier", "requestHeaderModifier"),
    ("ResponseHeaderModifier", "responseHeaderModifier"),
    ("RequestMirror", "requestMirror"),
    ("RequestRedirect", "requestRedirect"),
    ("URLRewrite", "urlRewrite"),
    ("CORS", "cors"),
    ("ExternalAuth", "externalAuth"),
    ("ExtensionRef", "extensionRef"),
];

/// More filters than any server takes are not looked at, so that a hostile list costs little.
const MOST_FILTERS: usize = 64;

/// Whether a rule of a route, or an entry of its backends, has a filter of a type.
pub(super) fn has_filter(holder: Site<'_, '_>, kind: &str) -> bool {
    holder.list("filters").is_some_and(|filters| {
        let mut filters = filters.iter().take(MOST_FILTERS);
        filters
            .any(|filter| filter.get("type").and_then(crate::document::Node::as_str) == Some(kind))
    })
}

/// Whether a reference names a backend of the core group's kind `Service`, which is the default.
pub(super) fn is_service(reference: Site<'_, '_>) -> bool {
    let group = reference.text("group").unwrap_or_default();
    let kind = reference.text("kind").unwrap_or("Service");
    group.is_empty() && kind == "Service"
}

/// Whether a reference names an `XBackend`.
pub(super) fn is_xbackend(reference: Site<'_, '_>) -> bool {
    reference.text("group") == Some("gateway.networking.x-k8s.io")
        && reference.text("kind") == Some("XBackend")
}

/// The namespace of the object: the one of `kubectl` without other settings where none is written.
pub(super) fn own_namespace<'t>(site: Site<'_, 't>) -> &'t str {
    let metadata = site.top().node.get("metadata");
    metadata
        .and_then(|metadata| metadata.get("namespace")?.as_str())
        .unwrap_or("default")
}
