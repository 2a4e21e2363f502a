//! What is said beside the server's checks, habits and the engine's diagnostics, one line each.

use gateway_manifests::Severity::{self, Error, Info, Warning};

/// What is wrong with files and documents before anyone asks what they mean.
#[rustfmt::skip]
pub(super) const DOCUMENTS: &[(&str, Severity, &str)] = &[
    ("duplicate-key", Error, "a key that stands twice in one mapping; the last one counts"),
    ("duplicate-object", Error, "an object that is defined twice"),
    ("incomplete-object", Error, "an object without `apiVersion`, `kind` or `metadata.name`"),
    ("invalid-document", Error, "a document that is neither YAML nor JSON, or beyond the bounds of what is read"),
    ("no-manifests", Warning, "a folder without manifests"),
    ("not-an-object", Error, "a document that is no mapping"),
    ("unreadable-file", Error, "a file that cannot be read, or is not UTF-8"),
    ("wrong-type", Error, "a value of another type than its field has"),
];

/// What a server says beside its checks.
#[rustfmt::skip]
pub(super) const SERVER: &[(&str, Severity, &str)] = &[
    ("not-served", Error, "a kind or version that the release and channel do not have"),
    ("server-warning", Warning, "what a server warns of and accepts, such as a version that is on its way out"),
];

/// Checks of the server that say nothing by themselves.
pub(super) const NOTES: &[(&str, Severity)] = &[("rules-not-run", Info)];
