//! What the tests of this crate share.

use gateway_manifests::{Manifests, short};

/// Compares the objects and the findings.
#[track_caller]
pub(crate) fn compare(manifests: &Manifests, objects: &[&str], findings: &[&str]) {
    let keys: Vec<String> = manifests
        .objects()
        .iter()
        .map(|object| object.key().to_string())
        .collect();
    assert_eq!(keys, objects);
    let lines: Vec<String> = manifests.findings().iter().map(short).collect();
    assert_eq!(lines, findings);
}
