//! Classes, Gateways, `ListenerSets`, and the Namespaces that they look at.

use super::generate::{Just, Strategy, prop, prop_oneof};
use gateway_api_types::{
    AddressType, AllowedListeners, Gateway, GatewayAddressRoutabilityType, GatewayClass,
    GatewayClassSpec, GatewayDefaultScope, GatewayInfrastructure, GatewaySpec, GatewaySpecAddress,
    Listener, ListenerEntry, ListenerNamespaces, ListenerSet, ListenerSetSpec,
    LocalParametersReference, MeshSpec, NamespacedName, ParametersReference,
    ParentGatewayReference, XMesh,
};
use k8s_openapi::api::core::v1::Namespace;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

use super::alphabet::{self, NAMESPACES};
use super::listeners::{listeners, namespaces_of};
use super::{Mix, maybe, pick, rarely, text, trust};

/// A class of ours and one that may be someone else's.
pub(super) fn classes() -> impl Strategy<Value = Vec<GatewayClass>> {
    let class = |name: &'static str| {
        let parameters = rarely(30, Just(parameters()));
        (alphabet::controller(), parameters).prop_map(move |(controller_name, parameters_ref)| {
            let spec = GatewayClassSpec {
                controller_name,
                parameters_ref,
                description: None,
            };
            GatewayClass::new(NamespacedName::cluster(name), spec)
        })
    };
    (class("one"), rarely(1, class("two")))
        .prop_map(|(one, two)| std::iter::once(one).chain(two).collect())
}

/// A mesh or two, of ours or someone else's.
pub(super) fn meshes() -> impl Strategy<Value = Vec<XMesh>> {
    let mesh = |name: &'static str| {
        let parameters = rarely(8, Just(parameters()));
        (alphabet::controller(), parameters).prop_map(move |(controller_name, parameters_ref)| {
            let spec = MeshSpec {
                controller_name,
                parameters_ref,
                description: None,
            };
            XMesh::new(NamespacedName::cluster(name), spec)
        })
    };
    (rarely(3, mesh("m")), rarely(9, mesh("n")))
        .prop_map(|(one, other)| one.into_iter().chain(other).collect())
}

fn parameters() -> ParametersReference {
    ParametersReference {
        group: "example.com".to_owned(),
        kind: "Parameters".to_owned(),
        name: "p".to_owned(),
        namespace: None,
    }
}

/// The Gateway `a/gw`, which most routes and requests name and which listens on port 80, and now
/// and then another one.
pub(super) fn gateways(mix: Mix) -> impl Strategy<Value = Vec<Gateway>> {
    let metadata = alphabet::metadata(Just("gw".to_owned()));
    let first = (metadata, gateway(mix, true)).prop_map(|(metadata, mut gateway)| {
        gateway.metadata = ObjectMeta {
            namespace: Some("a".to_owned()),
            ..metadata
        };
        "one".clone_into(&mut gateway.spec.gateway_class_name);
        gateway
    });
    let others = prop::collection::vec(gateway(mix, false), 0..4);
    let others = prop_oneof![3 => Just(Vec::new()), 4 => others];
    (first, others).prop_map(|(first, others)| std::iter::once(first).chain(others).collect())
}

/// Addresses to be had and not to be had.
fn addresses(mix: Mix) -> impl Strategy<Value = Vec<GatewaySpecAddress>> {
    let address = prop_oneof![
        4 => Just((None, Some("192.0.2.1"))),
        2 => Just((None, Some("192.0.2.9"))),
        1 => Just((Some("Hostname"), Some("gw.example.com"))),
        2 => Just((None, None)),
        1 => Just((Some("IPAddress"), Some(""))),
    ];
    let odd = prop_oneof![
        Just((Some("NamedAddress"), Some("x"))),
        Just((Some("example.com/own"), Some("x"))),
        Just((None, Some("no address"))),
    ];
    let routability = prop_oneof![
        4 => Just(None),
        1 => Just(Some("")),
        3 => Just(Some("Cluster")),
        1 => Just(Some("testing.x-k8s.io/sentinel")),
        1 => Just(Some("example.com/known")),
        1 => Just(Some("example.com/unknown")),
    ];
    let address = (super::or_invalid(mix, address, odd), routability);
    let address = address.prop_map(|((kind, value), routability)| GatewaySpecAddress {
        r#type: kind.map(AddressType::from),
        value: value.map(str::to_owned),
        routability: routability.map(GatewayAddressRoutabilityType::from),
    });
    prop::collection::vec(address, 0..3)
}

/// Labels, and now and then parameters, of which there are none.
fn infrastructure() -> impl Strategy<Value = GatewayInfrastructure> {
    rarely(2, Just("p")).prop_map(|parameters| GatewayInfrastructure {
        labels: Some([("x".to_owned(), "y".to_owned())].into()),
        annotations: None,
        parameters_ref: parameters.map(|name| LocalParametersReference {
            group: "example.com".to_owned(),
            kind: "Parameters".to_owned(),
            name: name.to_owned(),
        }),
    })
}

fn gateway(mix: Mix, main: bool) -> impl Strategy<Value = Gateway> {
    let class = prop_oneof![8 => Just("one".to_owned()), 1 => text(&["two", "none"])];
    let metadata = alphabet::metadata(text(&["gw", "gw2", "gw3"]));
    let scope = pick(&[GatewayDefaultScope::All, GatewayDefaultScope::None]);
    let rest = (
        rarely(6, addresses(mix)),
        rarely(12, infrastructure()),
        rarely(4, trust::gateway_tls()),
        rarely(3, scope),
    );
    let allowed = maybe(namespaces_of()).prop_map(|namespaces| {
        namespaces.map(|(from, selector)| AllowedListeners {
            namespaces: Some(ListenerNamespaces {
                from: Some(from),
                selector,
            }),
        })
    });
    (metadata, class, listeners(mix, 5, main), allowed, rest).prop_map(
        |(metadata, gateway_class_name, listeners, allowed_listeners, rest)| {
            let (addresses, infrastructure, tls, default_scope) = rest;
            let spec = GatewaySpec {
                gateway_class_name,
                listeners,
                addresses,
                infrastructure,
                allowed_listeners,
                tls,
                default_scope,
            };
            Gateway::new(metadata, spec)
        },
    )
}

pub(super) fn listener_set(mix: Mix) -> impl Strategy<Value = ListenerSet> {
    let parent = (
        text(&["gw", "gw", "gw2", "gw3", "none"]),
        maybe(alphabet::namespace()),
    );
    (
        alphabet::metadata(text(&["set", "gw", "set-b"])),
        parent,
        listeners(mix, 3, false),
    )
        .prop_map(|(metadata, (name, namespace), listeners)| {
            let entry = |listener: Listener| ListenerEntry {
                name: listener.name,
                hostname: listener.hostname,
                port: listener.port,
                protocol: listener.protocol,
                tls: listener.tls,
                allowed_routes: listener.allowed_routes,
                filters: listener.filters,
            };
            let parent_ref = ParentGatewayReference {
                group: None,
                kind: None,
                name,
                namespace,
            };
            let listeners = listeners.into_iter().map(entry).collect();
            ListenerSet::new(
                metadata,
                ListenerSetSpec {
                    parent_ref,
                    listeners,
                },
            )
        })
}

/// Some of the namespaces, with labels.
pub(super) fn namespaces() -> impl Strategy<Value = Vec<Namespace>> {
    let tiers = prop::collection::vec(maybe(maybe(text(&["x", "y"]))), NAMESPACES.len());
    tiers.prop_map(|tiers| {
        let namespace = |(name, tier): (&&str, Option<Option<String>>)| {
            let own = ("kubernetes.io/metadata.name".to_owned(), (*name).to_owned());
            let labels = std::iter::once(own).chain(tier?.map(|tier| ("tier".to_owned(), tier)));
            let metadata = ObjectMeta {
                name: Some((*name).to_owned()),
                labels: Some(labels.collect()),
                ..ObjectMeta::default()
            };
            Some(Namespace {
                metadata,
                ..Namespace::default()
            })
        };
        NAMESPACES.iter().zip(tiers).filter_map(namespace).collect()
    })
}
