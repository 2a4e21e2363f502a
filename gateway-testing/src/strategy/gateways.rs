//! Classes, Gateways, ListenerSets, and the Namespaces and Secrets that they look at.

use gateway_api_types::{
    AllowedListeners, AllowedRoutes, FromNamespaces, Gateway, GatewayClass, GatewayClassSpec,
    GatewaySpec, Listener, ListenerEntry, ListenerNamespaces, ListenerSet, ListenerSetSpec,
    ListenerTlsConfig, NamespacedName, ParentGatewayReference, ProtocolType, RouteGroupKind,
    RouteNamespaces, SecretObjectReference, TlsModeType,
};
use k8s_openapi::ByteString;
use k8s_openapi::api::core::v1::{Namespace, Secret};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::{
    LabelSelector, LabelSelectorRequirement, ObjectMeta,
};
use proptest::prelude::*;

use super::alphabet::{self, NAMESPACES, named};
use super::{Mix, maybe, mostly, or_invalid, pick, rarely, text};

/// A class of ours and one that may be someone else's.
pub(super) fn classes() -> impl Strategy<Value = Vec<GatewayClass>> {
    let class = |name: &'static str| {
        alphabet::controller().prop_map(move |controller_name| {
            let spec = GatewayClassSpec {
                controller_name,
                parameters_ref: None,
                description: None,
            };
            GatewayClass::new(NamespacedName::cluster(name), spec)
        })
    };
    (class("one"), rarely(1, class("two")))
        .prop_map(|(one, two)| std::iter::once(one).chain(two).collect())
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
    (first, rarely(1, gateway(mix, false)))
        .prop_map(|(first, other)| std::iter::once(first).chain(other).collect())
}

fn gateway(mix: Mix, main: bool) -> impl Strategy<Value = Gateway> {
    let class = prop_oneof![8 => Just("one".to_owned()), 1 => text(&["two", "none"])];
    let metadata = alphabet::metadata(text(&["gw", "gw2"]));
    let allowed = maybe(namespaces_of()).prop_map(|namespaces| {
        namespaces.map(|(from, selector)| AllowedListeners {
            namespaces: Some(ListenerNamespaces {
                from: Some(from),
                selector,
            }),
        })
    });
    (metadata, class, listeners(mix, 5, main), allowed).prop_map(
        |(metadata, gateway_class_name, listeners, allowed_listeners)| {
            let spec = GatewaySpec {
                gateway_class_name,
                listeners,
                addresses: None,
                infrastructure: None,
                allowed_listeners,
                tls: None,
                default_scope: None,
            };
            Gateway::new(metadata, spec)
        },
    )
}

/// Listeners with unique names, `l0` and so on, so that routes find them, those of a main Gateway
/// on the usual ports. Most often their hostnames and ports differ too, so that they do not all
/// conflict.
fn listeners(mix: Mix, most: usize, main: bool) -> impl Strategy<Value = Vec<Listener>> {
    let distinct = prop_oneof![5 => Just(true), 1 => Just(false)];
    (prop::collection::vec(listener(mix), 1..most), distinct).prop_map(
        move |(mut listeners, distinct)| {
            if main {
                settle(&mut listeners);
            }
            let mut seen = Vec::new();
            listeners.retain(|listener| {
                let slot = (listener.port, listener.hostname.clone());
                let first = !seen.contains(&slot);
                seen.push(slot);
                first || !distinct
            });
            for (index, listener) in listeners.iter_mut().enumerate() {
                listener.name = format!("l{index}");
            }
            listeners
        },
    )
}

/// Makes the first listener one of HTTP and the second one of HTTPS.
fn settle(listeners: &mut [Listener]) {
    if let Some(first) = listeners.first_mut() {
        (first.port, first.protocol, first.tls) = (80, ProtocolType::Http, None);
    }
    if let Some(second) = listeners.get_mut(1) {
        let reference = SecretObjectReference {
            group: None,
            kind: None,
            name: "good".to_owned(),
            namespace: None,
        };
        let tls = ListenerTlsConfig {
            certificate_refs: Some(vec![reference]),
            ..ListenerTlsConfig::default()
        };
        (second.port, second.protocol, second.tls) = (443, ProtocolType::Https, Some(tls));
    }
}

pub(super) fn listener_set(mix: Mix) -> impl Strategy<Value = ListenerSet> {
    let parent = (
        text(&["gw", "gw", "gw2", "none"]),
        maybe(alphabet::namespace()),
    );
    (
        alphabet::metadata(text(&["set", "gw"])),
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
                filters: None,
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

fn listener(mix: Mix) -> impl Strategy<Value = Listener> {
    let http = Just((ProtocolType::Http, None));
    let https = tls().prop_map(|tls| (ProtocolType::Https, tls));
    let other = prop_oneof![
        tls().prop_map(|tls| (ProtocolType::Tls, tls)),
        Just((ProtocolType::Tcp, None)),
        Just((ProtocolType::Udp, None)),
        Just((ProtocolType::from("example.com/own"), None)),
    ];
    let protocol = or_invalid(mix, prop_oneof![3 => http, 3 => https], other);
    // A port for each protocol as a rule, so that most listeners do not collide.
    let usual = protocol.prop_flat_map(|(protocol, tls)| {
        let port = if tls.is_some() { 443 } else { 80 };
        let port = prop_oneof![24 => Just(port), 4 => Just(8080), 1 => pick(&[80, 443])];
        (Just(protocol), Just(tls), port)
    });
    (
        usual,
        rarely(1, alphabet::hostname()),
        maybe(allowed_routes(mix)),
    )
        .prop_map(
            |((protocol, tls, port), hostname, allowed_routes)| Listener {
                name: String::new(),
                hostname,
                port,
                protocol,
                tls,
                allowed_routes,
                filters: None,
            },
        )
}

fn tls() -> impl Strategy<Value = Option<ListenerTlsConfig>> {
    let reference = (
        prop_oneof![8 => Just("good".to_owned()), 1 => text(&["bad", "missing"])],
        rarely(4, alphabet::namespace()),
        rarely(20, text(&["ConfigMap"])),
    )
        .prop_map(|(name, namespace, kind)| SecretObjectReference {
            group: None,
            kind,
            name,
            namespace,
        });
    let tls = (
        prop::collection::vec(reference, 1..3),
        rarely(8, Just(TlsModeType::Terminate)),
    );
    let tls = tls.prop_map(|(refs, mode)| ListenerTlsConfig {
        mode,
        certificate_refs: Some(refs),
        options: None,
    });
    prop_oneof![12 => tls.prop_map(Some), 1 => Just(None)]
}

fn allowed_routes(mix: Mix) -> impl Strategy<Value = AllowedRoutes> {
    let kind = or_invalid(
        mix,
        text(&["HTTPRoute", "HTTPRoute", "GRPCRoute"]),
        text(&["TLSRoute", "Route"]),
    );
    let group = rarely(20, text(&["gateway.networking.k8s.io", "", "example.com"]));
    let kind = (group, kind).prop_map(|(group, kind)| RouteGroupKind { group, kind });
    let namespaces = namespaces_of().prop_map(|(from, selector)| RouteNamespaces {
        from: Some(from),
        selector,
    });
    (
        maybe(namespaces),
        rarely(5, prop::collection::vec(kind, 0..3)),
    )
        .prop_map(|(namespaces, kinds)| AllowedRoutes { namespaces, kinds })
}

fn namespaces_of() -> impl Strategy<Value = (FromNamespaces, Option<LabelSelector>)> {
    prop_oneof![
        1 => Just((FromNamespaces::Same, None)),
        12 => Just((FromNamespaces::All, None)),
        3 => mostly(8, selector()).prop_map(|selector| (FromNamespaces::Selector, selector)),
        1 => Just((FromNamespaces::from("Elsewhere"), None)),
    ]
}

fn selector() -> impl Strategy<Value = LabelSelector> {
    let name = text(NAMESPACES).prop_map(|name| ("kubernetes.io/metadata.name".to_owned(), name));
    let tier = text(&["x", "y"]).prop_map(|tier| ("tier".to_owned(), tier));
    let labels = prop::collection::btree_map(Just(()), prop_oneof![name, tier], 0..2);
    let labels = labels.prop_map(|labels| labels.into_values().collect());
    let expression = (
        text(&["tier", "kubernetes.io/metadata.name"]),
        text(&["In", "NotIn", "Exists", "DoesNotExist"]),
        prop::collection::vec(text(&["x", "a", "b"]), 1..3),
    )
        .prop_map(|(key, operator, values)| {
            let takes_values = operator.ends_with("In");
            LabelSelectorRequirement {
                key,
                operator,
                values: takes_values.then_some(values),
            }
        });
    (
        maybe(labels),
        maybe(prop::collection::vec(expression, 0..2)),
    )
        .prop_map(|(match_labels, match_expressions)| LabelSelector {
            match_labels,
            match_expressions,
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

/// A certificate and a Secret that is none, in some namespaces.
pub(super) fn secrets() -> impl Strategy<Value = Vec<Secret>> {
    let present = prop::collection::vec(prop::bool::weighted(0.8), NAMESPACES.len());
    present.prop_map(|present| {
        let chosen = NAMESPACES
            .iter()
            .zip(present)
            .filter(|(_, present)| *present);
        chosen
            .flat_map(|(namespace, _)| [secret(namespace, true), secret(namespace, false)])
            .collect()
    })
}

fn secret(namespace: &str, good: bool) -> Secret {
    let pem = |label: &str| format!("-----BEGIN {label}-----\nAAAA\n-----END {label}-----\n");
    let data =
        |label: &str| ByteString(if good { pem(label) } else { label.to_owned() }.into_bytes());
    Secret {
        metadata: named(namespace, if good { "good" } else { "bad" }),
        type_: Some("kubernetes.io/tls".to_owned()),
        data: Some(
            [("tls.crt", "CERTIFICATE"), ("tls.key", "PRIVATE KEY")]
                .map(|(key, label)| (key.to_owned(), data(label)))
                .into(),
        ),
        ..Secret::default()
    }
}
