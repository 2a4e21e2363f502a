//! The heart of a controller: compile what the cluster holds, write the statuses that changed.
//!
//! `cargo run -p gateway-route-engine --example write_statuses`

#![allow(
    clippy::disallowed_methods,
    reason = "the caller of the engine does IO"
)]

use std::error::Error;
use std::io::{self, Write as _};

use gateway_api_types::Object;
use gateway_route_engine::{Assumptions, Options, Resources, compile};
use serde_json::json;

/// Runs once over a cluster of a class, a Gateway and a route.
pub(crate) fn main() -> Result<(), Box<dyn Error>> {
    let mut cluster = cluster()?;
    let options = Options {
        controller_name: Some("example.com/controller".to_owned()),
        // What is not in the snapshot does not exist.
        assume: Assumptions::complete(),
        // The engine has no clock: conditions that change get the time that yours shows.
        now: serde_json::from_value(json!("2026-01-01T00:00:00Z"))?,
        ..Options::default()
    };
    let changed = reconcile(&cluster, &options);
    for object in &changed {
        // A controller sends this to the object's `status` subresource.
        writeln!(io::stdout(), "{}", serde_json::to_string_pretty(object)?)?;
    }
    for object in changed {
        cluster.insert_object(object);
    }
    // What is written stays written: later runs find nothing to do until something changes.
    let rest = reconcile(&cluster, &options);
    writeln!(io::stdout(), "{} more to write", rest.len())?;
    if rest.is_empty() {
        Ok(())
    } else {
        Err("a second run should have nothing to write".into())
    }
}

/// The objects to write. Readers of the old table finish with it; new ones get
/// `compiled.table`, which is immutable and cheap to clone.
fn reconcile(cluster: &Resources, options: &Options) -> Vec<Object> {
    let compiled = compile(cluster, options);
    compiled.statuses.diff(cluster)
}

/// What a controller's watches would have collected.
fn cluster() -> Result<Resources, Box<dyn Error>> {
    let mut cluster = Resources::default();
    for object in [
        json!({
            "apiVersion": "gateway.networking.k8s.io/v1", "kind": "GatewayClass",
            "metadata": {"name": "example", "generation": 1},
            "spec": {"controllerName": "example.com/controller"},
        }),
        json!({
            "apiVersion": "gateway.networking.k8s.io/v1", "kind": "Gateway",
            "metadata": {"namespace": "infra", "name": "edge", "generation": 2},
            "spec": {
                "gatewayClassName": "example",
                "listeners": [{"name": "http", "port": 80, "protocol": "HTTP"}],
            },
        }),
        json!({
            "apiVersion": "gateway.networking.k8s.io/v1", "kind": "HTTPRoute",
            "metadata": {"namespace": "infra", "name": "cart", "generation": 1},
            "spec": {"parentRefs": [{"name": "edge"}], "rules": [{"backendRefs": [{"name": "gone", "port": 80}]}]},
        }),
    ] {
        cluster.insert_object(Object::from_value(object)?);
    }
    Ok(cluster)
}
