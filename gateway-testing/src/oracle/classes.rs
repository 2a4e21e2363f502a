//! Statuses of GatewayClasses and meshes of ours (spec 2.1, 8.2).

use gateway_api_types::{GatewayApiObject, GatewayClass, XMesh};
use serde_json::{Value, json};

use super::cluster::{Cluster, GROUP, X_GROUP, is_accepted};
use super::conditions::{OF_CLASS, condition, kept_conditions, plain};

/// Our classes are accepted, unless they refer to parameters: there is no kind of them that we know
/// (spec 2.1.2 to 2.1.4).
pub(super) fn class_status(cluster: Cluster<'_>, class: &GatewayClass) -> Value {
    let generation = class.generation();
    let current = class.status.as_ref();
    let mut conditions = kept_conditions(
        current.and_then(|status| status.conditions.as_deref()),
        OF_CLASS,
    );
    let refused = (!is_accepted(class)).then_some("InvalidParameters");
    conditions.extend([
        plain("Accepted", refused, generation),
        plain("SupportedVersion", unsupported_version(cluster), generation),
    ]);
    json!({ "conditions": conditions })
}

/// The definitions of the API are all of the one release that this is written from (spec 1.2.6).
fn unsupported_version(cluster: Cluster<'_>) -> Option<&'static str> {
    let definitions = cluster.world.custom_resource_definitions.iter();
    let mut versions = definitions
        .filter(|found| [GROUP, X_GROUP].contains(&&*found.spec.group))
        .map(|found| {
            let annotations = found.metadata.annotations.as_ref()?;
            annotations.get("gateway.networking.k8s.io/bundle-version")
        });
    versions
        .any(|version| version.is_none_or(|version| version != "v1.7.0"))
        .then_some("UnsupportedVersion")
}

/// The same for a mesh (spec 8.2.1).
pub(super) fn mesh_status(mesh: &XMesh) -> Value {
    let generation = mesh.generation();
    let current = mesh.status.as_ref();
    let mut conditions = kept_conditions(
        current.and_then(|status| status.conditions.as_deref()),
        OF_CLASS,
    );
    let refused = mesh
        .spec
        .parameters_ref
        .is_some()
        .then_some("InvalidParameters");
    conditions.push(condition("Accepted", refused, "Accepted", generation));
    json!({ "conditions": conditions })
}
