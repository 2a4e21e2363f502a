//! Go string types whose rule a hand-written type of `gateway-api-types` checks.

use std::fmt::Write as _;

use crate::docs::Docs;
use crate::module::header;

/// Go type, and the Rust type that checks its values.
pub(crate) const CHECKED: [(&str, &str); 18] = [
    ("apisx.v1alpha1.AttributeName", "AttributeName"),
    ("v1.AbsoluteURI", "AbsoluteUri"),
    ("v1.AnnotationKey", "AnnotationKey"),
    ("v1.AnnotationValue", "AnnotationValue"),
    ("v1.CORSOrigin", "CorsOrigin"),
    ("v1.CookieName", "CookieName"),
    ("v1.Duration", "Duration"),
    ("v1.GatewayController", "GatewayController"),
    ("v1.Group", "Group"),
    ("v1.HeaderName", "HeaderName"),
    ("v1.Hostname", "Hostname"),
    ("v1.Kind", "KindName"),
    ("v1.LabelKey", "LabelKey"),
    ("v1.LabelValue", "LabelValue"),
    ("v1.Namespace", "Namespace"),
    ("v1.ObjectName", "ObjectName"),
    ("v1.PreciseHostname", "PreciseHostname"),
    ("v1.SectionName", "SectionName"),
];

/// The Rust type that checks the values of a Go type.
pub(crate) fn checked(go: &str) -> Option<&'static str> {
    CHECKED
        .iter()
        .find(|(name, _)| *name == go)
        .map(|(_, rust)| *rust)
}

/// A macro that declares a checked type under the text that the docs have for it.
pub(crate) fn emit_string_docs(docs: &Docs, release: &str) -> String {
    let mut text = header(release);
    text.push_str("//! Texts of the checked strings.\n\n");
    text.push_str("/// Puts the text of a type before an item.\nmacro_rules! with_string_doc {\n");
    for (go, rust) in CHECKED {
        let doc = docs.of_type(go);
        let _ = writeln!(
            text,
            "    ({rust}: $($item:tt)*) => {{ #[doc = {doc:?}] $($item)* }};"
        );
    }
    text.push_str("}\n\npub(crate) use with_string_doc;\n");
    text
}
