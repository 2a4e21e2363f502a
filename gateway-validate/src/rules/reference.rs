//! Groups and kinds that references name.

use crate::kinds::{self, Named, Place};

const GATEWAY: &str = "gateway.networking.k8s.io";
const EXPERIMENTAL: &str = "gateway.networking.x-k8s.io";

/// Kinds that people refer to, with their groups.
const GROUPS: [(&str, &str); 8] = [
    ("ConfigMap", ""),
    ("Namespace", ""),
    ("Pod", ""),
    ("Secret", ""),
    ("Service", ""),
    ("ClusterTrustBundle", "certificates.k8s.io"),
    ("EndpointSlice", "discovery.k8s.io"),
    ("ServiceImport", "multicluster.x-k8s.io"),
];

/// Groups whose kinds are known. Others may well have a kind `Service` of their own.
const KNOWN: [&str; 7] = [
    "",
    GATEWAY,
    EXPERIMENTAL,
    "networking.gateway.k8s.io",
    "networking.x-k8s.io",
    "multicluster.x-k8s.io",
    "certificates.k8s.io",
];

/// Why a group does not have a kind, and what to write instead.
pub(super) fn mistake(group: &str, kind: &str) -> Option<(String, Option<String>)> {
    if !KNOWN.contains(&group) {
        return None;
    }
    let known = GROUPS.iter().find(|(name, _)| *name == kind);
    if let Some((_, right)) = known {
        let help = format!("write `group: {}`", quoted(right));
        return (*right != group).then(|| (belongs(kind, group), Some(help)));
    }
    let version = if group == EXPERIMENTAL {
        "v1alpha1"
    } else {
        "v1"
    };
    match kinds::named(&format!("{group}/{version}"), kind) {
        Named::Mistaken(mistake) if mistake.place != Place::Version => {
            let today = mistake.kind.zip(mistake.api_version);
            let help = today.map(|(kind, api_version)| {
                let group = api_version.split_once('/').map_or("", |(group, _)| group);
                format!("write `group: {group}` and `kind: {kind}`")
            });
            Some((mistake.message, help))
        }
        // The core group has no kinds of the Gateway API.
        Named::Foreign => {
            let own = [(GATEWAY, "v1"), (EXPERIMENTAL, "v1alpha1")];
            let right = own.iter().find(|(own, version)| {
                matches!(
                    kinds::named(&format!("{own}/{version}"), kind),
                    Named::Known(_)
                )
            });
            right.map(|(right, _)| {
                (
                    belongs(kind, group),
                    Some(format!("write `group: {right}`")),
                )
            })
        }
        _ => None,
    }
}

fn belongs(kind: &str, group: &str) -> String {
    match group {
        "" => format!("the core group has no kind `{kind}`"),
        group => format!("the group `{group}` has no kind `{kind}`"),
    }
}

fn quoted(group: &str) -> &str {
    if group.is_empty() { "\"\"" } else { group }
}
