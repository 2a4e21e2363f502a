//! What tests share that compile a Gateway with what stands beside it.

#![allow(dead_code, reason = "not every test looks at diagnostics")]

use gateway_api_types::Object;
use gateway_route_engine::{Options, Resources, compile};
use serde_json::{Value, json};

pub(crate) fn object(kind: &str, name: &str, spec: &Value) -> Value {
    json!({"apiVersion": "gateway.networking.k8s.io/v1", "kind": kind, "metadata": {"name": name}, "spec": spec})
}

/// A Gateway `edge` with these listeners, its class, and further objects.
pub(crate) fn resources(listeners: &Value, objects: &[Value]) -> Resources {
    let controller = json!({"controllerName": "example.com/gateway"});
    let class = object("GatewayClass", "class", &controller);
    let spec = json!({"gatewayClassName": "class", "listeners": listeners});
    let edge = object("Gateway", "edge", &spec);
    let mut resources = Resources::default();
    for object in [class, edge].iter().chain(objects) {
        assert!(resources.insert_object(Object::from_value(object.clone()).unwrap()));
    }
    resources
}

/// What is told under an id of objects beside the Gateway `edge` with these listeners: `name path: message`.
pub(crate) fn told(
    id: &str,
    listeners: &Value,
    objects: &[Value],
    options: &Options,
) -> Vec<String> {
    let told = compile(&resources(listeners, objects), options).diagnostics;
    let told = told.iter().filter(|one| one.id == id);
    told.map(|one| {
        assert!(one.help.is_some());
        format!("{} {}: {}", one.object.name.name, one.path, one.message)
    })
    .collect()
}
