//! Listeners of Gateways and `ListenerSets`.

use super::generate::{Just, Strategy, prop, prop_oneof};
use gateway_api_types::{
    AllowedRoutes, FromNamespaces, Listener, ListenerFilter, ListenerFilterType, ListenerFilters,
    ListenerTlsConfig, LocalObjectReference, ProtocolType, RouteGroupKind, RouteNamespaces,
    SecretObjectReference, TlsModeType,
};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::{LabelSelector, LabelSelectorRequirement};

use super::alphabet::{self, NAMESPACES};
use super::{Mix, filters, maybe, mostly, or_invalid, pick, rarely, text};

/// Listeners with unique names, `l0` and so on, so that routes find them, those of a main Gateway
/// on the usual ports. Most often their hostnames and ports differ too, so that they do not all
/// conflict.
pub(super) fn listeners(mix: Mix, most: usize, main: bool) -> impl Strategy<Value = Vec<Listener>> {
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

fn listener(mix: Mix) -> impl Strategy<Value = Listener> {
    let http = Just((ProtocolType::Http, None));
    let https = tls().prop_map(|tls| (ProtocolType::Https, tls));
    let other = prop_oneof![
        4 => tls().prop_map(|tls| (ProtocolType::Tls, tls)),
        3 => Just((ProtocolType::Tcp, None)),
        2 => Just((ProtocolType::Udp, None)),
    ];
    let unknown = Just((ProtocolType::from("example.com/own"), None));
    let protocol = prop_oneof![6 => http, 5 => https, 4 => other];
    let protocol = or_invalid(mix, protocol, unknown);
    // A port for each protocol as a rule, so that most listeners do not collide.
    let usual = protocol.prop_flat_map(|(protocol, tls)| {
        let port = match protocol {
            ProtocolType::Https | ProtocolType::Tls => 443,
            ProtocolType::Tcp | ProtocolType::Udp => 9000,
            _ => 80,
        };
        let port = prop_oneof![24 => Just(port), 4 => Just(8080), 1 => pick(&[80, 443])];
        (Just(protocol), Just(tls), port)
    });
    (
        usual,
        rarely(1, alphabet::hostname()),
        maybe(allowed_routes(mix)),
        rarely(20, listener_filters(mix)),
    )
        .prop_map(
            |((protocol, tls, port), hostname, allowed_routes, filters)| {
                let named = !matches!(protocol, ProtocolType::Tcp | ProtocolType::Udp);
                Listener {
                    name: String::new(),
                    hostname: hostname.filter(|_| named),
                    port,
                    tls: passing(&protocol, tls),
                    protocol,
                    allowed_routes,
                    filters,
                }
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
        maybe(pick(&[TlsModeType::Terminate, TlsModeType::Passthrough])),
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
        text(&[
            "HTTPRoute",
            "HTTPRoute",
            "GRPCRoute",
            "TLSRoute",
            "TCPRoute",
        ]),
        text(&["Route"]),
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

pub(super) fn namespaces_of() -> impl Strategy<Value = (FromNamespaces, Option<LabelSelector>)> {
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

/// Only TLS passes bytes through (spec 2.2.5).
fn passing(protocol: &ProtocolType, tls: Option<ListenerTlsConfig>) -> Option<ListenerTlsConfig> {
    tls.map(|tls| ListenerTlsConfig {
        mode: tls.mode.filter(|_| *protocol == ProtocolType::Tls),
        ..tls
    })
}

/// Filters that come before the routes, those that find nothing included.
fn listener_filters(mix: Mix) -> impl Strategy<Value = ListenerFilters> {
    let auth = filters::external_auth(mix).prop_map(|auth| ListenerFilter {
        r#type: ListenerFilterType::ExternalAuth,
        external_auth: Some(Box::new(auth)),
        extension_ref: None,
    });
    let broken =
        pick(&["ExternalAuth", "ExtensionRef", "Teleport"]).prop_map(|kind| ListenerFilter {
            r#type: ListenerFilterType::from(kind),
            external_auth: None,
            extension_ref: Some(Box::new(LocalObjectReference {
                group: "example.com".to_owned(),
                kind: "Plugin".to_owned(),
                name: "p".to_owned(),
            })),
        });
    let filter = prop_oneof![6 => auth, 1 => broken];
    let requests = prop::collection::vec(filter, 0..3);
    maybe(requests).prop_map(|requests| ListenerFilters { requests })
}
