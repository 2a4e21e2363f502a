//! Testing: objects of tests, from manifests.

use gateway_manifests::Manifests;
use gateway_route_engine::{Options, Resources, RoutingTable, compile};

/// The objects of a text.
pub(crate) fn resources(text: &str) -> Resources {
    let manifests = Manifests::from_texts([("test.yaml", text)]);
    manifests.engine_input().resources
}

/// The objects of a text beside the GatewayClass `test`, and what the engine makes of them.
pub(crate) fn compiled(text: &str) -> (Resources, RoutingTable) {
    let resources = resources(&format!("{CLASS}{text}"));
    let table = compile(&resources, &Options::default()).table;
    (resources, table)
}

const CLASS: &str = "\
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: test}
spec: {controllerName: test.example/proxy}
---
";
