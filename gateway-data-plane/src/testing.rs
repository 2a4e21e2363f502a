//! Testing: objects of tests, from manifests.

use gateway_manifests::Manifests;
use gateway_route_engine::Resources;

/// The objects of a text.
pub(crate) fn resources(text: &str) -> Resources {
    let manifests = Manifests::from_texts([("test.yaml", text)]);
    manifests.engine_input().resources
}
