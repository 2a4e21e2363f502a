//! Backends: references, and the Services, EndpointSlices and ReferenceGrants that nearly fit them.

use super::generate::{Just, Strategy, any, prop, prop_oneof};
use gateway_api_types::{
    BackendObjectReference, HttpBackendRef, NamespacedName, ReferenceGrant, ReferenceGrantFrom,
    ReferenceGrantSpec, ReferenceGrantTo,
};
use k8s_openapi::api::core::v1::{Service, ServicePort, ServiceSpec};
use k8s_openapi::api::discovery::v1::{Endpoint, EndpointConditions, EndpointPort, EndpointSlice};

use super::alphabet::{self, named};
use super::{Mix, filters, maybe, or_invalid, pick, rarely, text};

const SERVICES: &[&str] = &["s", "t", "u"];

/// References, the same one twice and weights of nothing included.
pub(super) fn backend_refs(mix: Mix) -> impl Strategy<Value = Option<Vec<HttpBackendRef>>> {
    let weight = or_invalid(
        mix,
        pick(&[0, 1, 1, 3, 9, 1_000_000]),
        pick(&[-1, 1_000_001]),
    );
    let reference = (
        object_reference(mix),
        rarely(1, weight),
        rarely(6, filters::filter(mix)),
    )
        .prop_map(|(object, weight, filter)| HttpBackendRef {
            group: object.group,
            kind: object.kind,
            name: object.name,
            namespace: object.namespace,
            port: object.port,
            weight,
            filters: filter.map(|filter| vec![filter]),
        });
    prop_oneof![
        1 => Just(None),
        1 => Just(Some(Vec::new())),
        20 => prop::collection::vec(reference, 1..4).prop_map(Some),
    ]
}

/// A reference as rules and mirrors make it.
pub(super) fn object_reference(mix: Mix) -> impl Strategy<Value = BackendObjectReference> {
    let kind = prop_oneof![
        40 => Just((None, None)),
        1 => Just((Some(String::new()), Some("Service".to_owned()))),
        1 => Just((Some("core".to_owned()), None)),
        1 => Just((Some("example.com".to_owned()), Some("Bucket".to_owned()))),
        4 => Just((Some("gateway.networking.x-k8s.io".to_owned()), Some("XBackend".to_owned()))),
        2 => Just((Some("multicluster.x-k8s.io".to_owned()), Some("ServiceImport".to_owned()))),
    ];
    let port = prop_oneof![24 => Just(Some(80)), 2 => Just(Some(8080)), 1 => Just(None)];
    let port = or_invalid(mix, port, pick(&[Some(0), Some(70_000)]));
    (kind, text(SERVICES), rarely(3, alphabet::namespace()), port).prop_map(
        |((group, kind), name, namespace, port)| BackendObjectReference {
            group,
            kind,
            name,
            namespace,
            port,
        },
    )
}

/// Services of some names in some namespaces, those of `a` most often.
pub(super) fn services() -> impl Strategy<Value = Vec<Service>> {
    let protocol = text(&[
        "kubernetes.io/h2c",
        "kubernetes.io/ws",
        "kubernetes.io/wss",
        "http",
        "HTTPS",
    ]);
    let number = prop_oneof![8 => Just(80), 1 => Just(8080)];
    let transport = rarely(12, text(&["TCP", "UDP"]));
    let port = (
        number,
        maybe(text(&["web", "other"])),
        rarely(6, protocol),
        transport,
    )
        .prop_map(|(port, name, app_protocol, protocol)| ServicePort {
            port,
            name,
            app_protocol,
            protocol,
            ..ServicePort::default()
        });
    let names = (alphabet::namespace(), text(SERVICES));
    let service = (
        names,
        prop::collection::vec(port, 1..3),
        rarely(15, pick(&[true, false])),
    )
        .prop_map(|((namespace, name), mut ports, odd)| {
            // A number and a protocol name one port.
            ports.dedup_by_key(|port| port.port);
            Service {
                metadata: named(&namespace, &name),
                spec: Some(ServiceSpec {
                    ports: Some(ports),
                    cluster_ip: (odd == Some(true)).then(|| "None".to_owned()),
                    type_: (odd == Some(false)).then(|| "ExternalName".to_owned()),
                    ..ServiceSpec::default()
                }),
                ..Service::default()
            }
        });
    prop::collection::vec(service, 0..14)
}

/// The names of the ports of generated Services.
const PORTS: &[Option<&str>] = &[None, Some("web"), Some("other")];
const FEWER_PORTS: &[&[Option<&str>]] = &[&[], &[None], &[Some("web")], &[Some("other")]];

/// Slices with the ports of every generated Service, or some of them.
pub(super) fn endpoint_slices() -> impl Strategy<Value = Vec<EndpointSlice>> {
    let endpoint = rarely(1, any::<bool>()).prop_map(|ready| Endpoint {
        addresses: vec!["10.0.0.1".to_owned()],
        conditions: ready.map(|ready| EndpointConditions {
            ready: Some(ready),
            ..EndpointConditions::default()
        }),
        ..Endpoint::default()
    });
    let endpoints = prop::collection::vec(endpoint, 0..3);
    let slice = (
        alphabet::namespace(),
        text(SERVICES),
        text(&["1", "2"]),
        endpoints,
        rarely(4, Just("multicluster.kubernetes.io/service-name")),
        prop_oneof![
            4 => Just(PORTS),
            1 => pick(FEWER_PORTS),
        ],
    );
    let slice = slice.prop_map(|(namespace, service, suffix, endpoints, label, ports)| {
        let mut metadata = named(&namespace, &format!("{service}-{suffix}"));
        let label = label.unwrap_or("kubernetes.io/service-name").to_owned();
        metadata.labels = Some([(label, service)].into());
        let port = |name: Option<&str>| EndpointPort {
            name: name.map(str::to_owned),
            port: Some(8000),
            ..EndpointPort::default()
        };
        EndpointSlice {
            address_type: "IPv4".to_owned(),
            metadata,
            endpoints: Some(endpoints),
            ports: Some(ports.iter().copied().map(port).collect()),
        }
    });
    prop::collection::vec(slice, 0..3)
}

/// Grants of which some fit, and some fail by one field.
pub(super) fn grants() -> impl Strategy<Value = Vec<ReferenceGrant>> {
    let group = || {
        prop_oneof![
            12 => Just("gateway.networking.k8s.io"),
            2 => Just("gateway.networking.x-k8s.io"),
            1 => Just(""),
        ]
    };
    let from = (
        group(),
        pick(&[
            "HTTPRoute",
            "HTTPRoute",
            "Gateway",
            "GRPCRoute",
            "TCPRoute",
            "TLSRoute",
            "ListenerSet",
            "XBackend",
            "XTelemetryPolicy",
        ]),
        alphabet::namespace(),
    )
        .prop_map(|(group, kind, namespace)| ReferenceGrantFrom {
            group: group.to_owned(),
            kind: kind.to_owned(),
            namespace,
        });
    let to = (
        prop_oneof![12 => Just(""), 1 => Just("core"), 1 => Just("multicluster.x-k8s.io")],
        pick(&["Service", "Service", "Secret", "ConfigMap"]),
        maybe(text(&["s", "t", "good"])),
    )
        .prop_map(|(group, kind, name)| ReferenceGrantTo {
            group: group.to_owned(),
            kind: if group.contains('.') {
                "ServiceImport".to_owned()
            } else {
                kind.to_owned()
            },
            name,
        });
    let lists = (
        prop::collection::vec(from, 1..3),
        prop::collection::vec(to, 1..3),
    );
    let grant = (alphabet::namespace(), alphabet::name(), lists).prop_map(
        |(namespace, name, (from, to))| {
            ReferenceGrant::new(
                NamespacedName::new(namespace, name),
                ReferenceGrantSpec { from, to },
            )
        },
    );
    prop::collection::vec(grant, 0..4)
}
