//! Status of `XMeshes` (spec 8.2).

use std::collections::BTreeMap;

use gateway_api_types::MeshStatus;

use super::conditions::{Stamp, Verdict, merge};
use crate::compile::context::Context;
use crate::compile::{features, parameters};

/// The condition types that this engine removes from an XMesh when they no longer hold.
pub(super) const OWNED: [&str; 1] = ["Accepted"];

/// The status of every XMesh of ours. Its message names the mesh (spec 8.2.2).
pub(crate) fn statuses(context: &Context<'_>) -> BTreeMap<String, MeshStatus> {
    if !context.experimental() {
        return BTreeMap::new();
    }
    let own = context.options.controller_name.as_deref();
    let meshes = context.resources.x_meshes.iter();
    let meshes = meshes.filter(|(_, mesh)| own.is_none_or(|own| own == mesh.spec.controller_name));
    meshes
        .map(|(name, mesh)| {
            let stamp = Stamp {
                generation: mesh.metadata.generation,
                now: &context.options.now,
            };
            let refusal =
                parameters::of_mesh(context, mesh).map(|message| ("InvalidParameters", message));
            let message = format!("the mesh `{name}` is run by this controller");
            let verdicts = vec![Verdict::unless("Accepted", refusal, &message)];
            let current = mesh
                .status
                .as_ref()
                .and_then(|status| status.conditions.as_deref());
            let status = MeshStatus {
                conditions: Some(merge(current.unwrap_or_default(), verdicts, &OWNED, stamp)),
                supported_features: Some(features::claimed(context, features::MESH)),
            };
            (name.clone(), status)
        })
        .collect()
}
