//! Adapter: the real engine behind the trait that the oracle implements too. What `gapi` does with
//! files it does with a world.

use std::collections::BTreeMap;

use gateway_cli::contract::{self, EvalRequest};
use gateway_route_engine::{self as engine, Assumptions, Resources, RoutingTable, compile};
use serde::Serialize;
use serde_json::{Value, json};

use crate::engine::{Engine, Statuses};
use crate::options::{Assume, Options};
use crate::request::Request;
use crate::world::World;

/// The engine of `gateway-route-engine`, spoken to in the contract of `gapi eval`.
#[derive(Clone, Copy, Debug, Default)]
pub struct RouteEngine;

impl Engine for RouteEngine {
    fn name(&self) -> &'static str {
        "engine"
    }

    fn decide(&self, world: &World, options: &Options, requests: &[Request]) -> Vec<Value> {
        let resources = world.to_resources();
        let table = compile(&resources, &settings(options)).table;
        decisions(&resources, &table, requests)
    }

    fn statuses(&self, world: &World, options: &Options) -> Statuses {
        statuses_of(&compile(&world.to_resources(), &settings(options)).statuses)
    }

    fn answer(
        &self,
        world: &World,
        options: &Options,
        requests: &[Request],
    ) -> (Vec<Value>, Statuses) {
        let resources = world.to_resources();
        let compiled = compile(&resources, &settings(options));
        (
            decisions(&resources, &compiled.table, requests),
            statuses_of(&compiled.statuses),
        )
    }
}

fn decisions(resources: &Resources, table: &RoutingTable, requests: &[Request]) -> Vec<Value> {
    let decide = |request: &Request| {
        let read = serde_json::to_vec(request).unwrap_or_default();
        match EvalRequest::parse(&read) {
            Err(failure) => json!({ "error": failure.error }),
            Ok(request) => match request.frontend.unknown(resources, table) {
                Some(error) => json!({ "error": error }),
                None => without_id(value(&contract::decision(table, &request))),
            },
        }
    };
    requests.iter().map(decide).collect()
}

fn statuses_of(statuses: &engine::Statuses) -> Statuses {
    let classes = statuses.gateway_classes.iter();
    let classes = classes.map(|(name, status)| (format!("GatewayClass {name}"), value(status)));
    let meshes = statuses.x_meshes.iter();
    let meshes = meshes.map(|(name, status)| (format!("XMesh {name}"), value(status)));
    let gateways = statuses.gateways.iter();
    let gateways = gateways.map(|(name, status)| (format!("Gateway {name}"), value(status)));
    let sets = statuses.listener_sets.iter();
    let sets = sets.map(|(name, status)| (format!("ListenerSet {name}"), value(status)));
    let routes = statuses.routes.iter().map(|(id, parents)| {
        let key = format!("{} {}", id.kind.as_str(), id.name);
        (key, json!({ "parents": parents }))
    });
    let mut all: Statuses = classes
        .chain(meshes)
        .chain(gateways)
        .chain(sets)
        .chain(routes)
        .collect();
    macro_rules! policies {
            ($($kind:literal $field:ident),*) => {
                $(all.extend(
                    statuses.$field.iter().map(|(name, status)| (format!(concat!($kind, " {}"), name), value(status))),
                );)*
            };
        }
    policies!(
        "BackendTLSPolicy" backend_tls_policies,
        "XBackend" x_backends,
        "XBackendTrafficPolicy" x_backend_traffic_policies,
        "XTelemetryPolicy" x_telemetry_policies
    );
    all
}

impl World {
    /// The objects as the real engine takes them.
    pub fn to_resources(&self) -> Resources {
        let mut resources = Resources::default();
        macro_rules! insert {
            ($($field:ident),*) => {
                $(for object in &self.$field {
                    resources.insert(object.clone());
                })*
            };
        }
        insert!(
            gateway_classes,
            gateways,
            listener_sets,
            http_routes,
            grpc_routes,
            tls_routes,
            tcp_routes,
            udp_routes,
            reference_grants,
            backend_tls_policies,
            x_backends,
            x_backend_traffic_policies,
            x_telemetry_policies,
            x_meshes,
            namespaces,
            services,
            service_imports,
            endpoint_slices,
            secrets,
            config_maps,
            pods,
            cluster_trust_bundles,
            custom_resource_definitions
        );
        resources
    }
}

/// The options as the real engine takes them: through the reader of `gapi`'s options file.
///
/// # Panics
///
/// If `gapi` does not take them, which is a failure of the test that has them.
#[allow(
    clippy::panic,
    reason = "options of a test that cannot be read fail it"
)]
pub fn settings(options: &Options) -> engine::Options {
    let mut names = serde_json::to_value(options).unwrap_or_default();
    let complete = if options.complete {
        Assumptions::complete()
    } else {
        Assumptions::default()
    };
    let word = |assume: Assume| {
        if assume == Assume::Missing {
            "missing"
        } else {
            "present"
        }
    };
    if let Some(names) = names.as_object_mut() {
        names.remove("complete");
        names.remove("rawPaths");
        if let Some(controller) = names.remove("controller") {
            names.insert("controllerName".to_owned(), controller);
        }
        let kinds = complete.kinds.keys().map(|kind| (kind.clone(), "present"));
        let own = options.assume.iter();
        let kinds: BTreeMap<_, _> = kinds
            .chain(own.map(|(kind, assume)| (kind.clone(), word(*assume))))
            .collect();
        let default = if options.complete {
            "missing"
        } else {
            "present"
        };
        let assume = json!({ "default": default, "kinds": kinds });
        names.insert("assume".to_owned(), assume);
        names.insert("normalizePaths".to_owned(), json!(!options.raw_paths));
    }
    match contract::options(names) {
        Ok(options) => options,
        Err(error) => panic!("`gapi` does not take the options of a test: {error}"),
    }
}

fn value(of: &impl Serialize) -> Value {
    serde_json::to_value(of).unwrap_or_default()
}

/// Requests of a world have no `id`.
fn without_id(mut decision: Value) -> Value {
    if let Some(members) = decision.as_object_mut() {
        members.remove("id");
    }
    decision
}
