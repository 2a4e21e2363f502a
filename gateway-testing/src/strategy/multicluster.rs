//! Kinds of other APIs that few clusters have: `ServiceImports`, and the definitions of our own kinds.

use super::generate::{Just, Strategy, prop, prop_oneof};
use gateway_api_types::{ServiceImport, ServiceImportSpec};
use k8s_openapi::api::core::v1::ServicePort;
use k8s_openapi::apiextensions_apiserver::pkg::apis::apiextensions::v1::CustomResourceDefinition;

use super::alphabet::{self, named};
use super::{maybe, pick, rarely, text};

/// `ServiceImports` with the names of Services.
pub(super) fn service_imports() -> impl Strategy<Value = Vec<ServiceImport>> {
    let port = (
        prop_oneof![8 => Just(80), 1 => Just(8080)],
        maybe(text(&["web", "other"])),
        rarely(6, text(&["kubernetes.io/h2c", "kubernetes.io/wss"])),
        rarely(12, text(&["TCP", "UDP"])),
    )
        .prop_map(|(port, name, app_protocol, protocol)| ServicePort {
            port,
            name,
            app_protocol,
            protocol,
            ..ServicePort::default()
        });
    let import = (
        alphabet::namespace(),
        text(&["s", "t", "u"]),
        prop::collection::vec(port, 0..3),
        rarely(3, text(&["Headless", "ClusterSetIP"])),
    )
        .prop_map(|(namespace, name, mut ports, r#type)| {
            ports.dedup_by_key(|port| port.port);
            ServiceImport {
                metadata: named(&namespace, &name),
                spec: ServiceImportSpec {
                    ports,
                    r#type,
                    ..ServiceImportSpec::default()
                },
                ..ServiceImport::default()
            }
        });
    prop_oneof![2 => Just(Vec::new()), 1 => prop::collection::vec(import, 1..6)]
}

/// Definitions, most often none, of versions that are known or not.
pub(super) fn definitions() -> impl Strategy<Value = Vec<CustomResourceDefinition>> {
    let group = pick(&[
        "gateway.networking.k8s.io",
        "gateway.networking.x-k8s.io",
        "example.com",
    ]);
    let version = mostly_known();
    let definition =
        (text(&["gateways", "meshes"]), group, version).prop_map(|(plural, group, version)| {
            let mut definition = CustomResourceDefinition::default();
            definition.metadata.name = Some(format!("{plural}.{group}"));
            let annotation = "gateway.networking.k8s.io/bundle-version".to_owned();
            definition.metadata.annotations = version.map(|version| [(annotation, version)].into());
            group.clone_into(&mut definition.spec.group);
            definition
        });
    prop_oneof![6 => Just(Vec::new()), 1 => prop::collection::vec(definition, 1..3)]
}

fn mostly_known() -> impl Strategy<Value = Option<String>> {
    prop_oneof![
        6 => Just(Some("v1.7.0".to_owned())),
        1 => text(&["v0.8.0", ""]).prop_map(Some),
        1 => Just(None),
    ]
}
