//! HTTPRoutes.

use super::generate::{Just, Strategy, prop, prop_oneof};
use gateway_api_types::{
    GatewayDefaultScope, HttpRoute, HttpRouteRetry, HttpRouteRule, HttpRouteSpec,
    HttpRouteTimeouts, ObjectMeta, ParentReference,
};

use super::{
    Mix, alphabet, backends, filters, matches, maybe, or_invalid, pick, policies, rarely, text,
};

/// What routes of every kind have.
#[derive(Clone, Debug)]
pub(super) struct Common {
    pub(super) metadata: ObjectMeta,
    pub(super) parent_refs: Vec<ParentReference>,
    pub(super) use_default_gateways: Option<GatewayDefaultScope>,
}

pub(super) fn common() -> impl Strategy<Value = Common> {
    let scope = rarely(
        12,
        pick(&[GatewayDefaultScope::All, GatewayDefaultScope::None]),
    );
    let parents = prop::collection::vec(parent(), 0..3);
    (alphabet::metadata(alphabet::name()), parents, scope).prop_map(
        |(metadata, mut parent_refs, use_default_gateways)| {
            // Most routes get somewhere.
            if parent_refs.is_empty() {
                parent_refs.push(gateway_of("gw"));
            }
            Common {
                metadata,
                parent_refs,
                use_default_gateways,
            }
        },
    )
}

pub(super) fn route(mix: Mix) -> impl Strategy<Value = HttpRoute> {
    let hostnames = prop::collection::vec(alphabet::hostname(), 0..4);
    let rules = prop::collection::vec(rule(mix), 1..4);
    let rules =
        prop_oneof![20 => rules.prop_map(Some), 1 => Just(None), 1 => Just(Some(Vec::new()))];
    (common(), rarely(1, hostnames), rules).prop_map(|(common, hostnames, rules)| {
        let spec = HttpRouteSpec {
            parent_refs: Some(common.parent_refs),
            use_default_gateways: common.use_default_gateways,
            hostnames,
            rules,
        };
        HttpRoute::new(common.metadata, spec)
    })
}

fn gateway_of(name: &str) -> ParentReference {
    ParentReference {
        group: None,
        kind: None,
        namespace: Some("a".to_owned()),
        name: name.to_owned(),
        section_name: None,
        port: None,
    }
}

fn parent() -> impl Strategy<Value = ParentReference> {
    prop_oneof![8 => parent_object(), 1 => service()]
}

/// A Service, as in a mesh.
fn service() -> impl Strategy<Value = ParentReference> {
    let port = rarely(2, pick(&[80, 8080]));
    let section = rarely(6, text(&["web", "other"]));
    (
        prop_oneof![5 => Just(("", "Service")), 1 => Just(("multicluster.x-k8s.io", "ServiceImport"))],
        text(&["s", "s", "t"]),
        rarely(1, alphabet::namespace()),
        port,
        section,
    )
        .prop_map(|((group, kind), name, namespace, port, section_name)| ParentReference {
            group: Some(group.to_owned()),
            kind: Some(kind.to_owned()),
            namespace,
            name,
            section_name,
            port,
        })
}

fn parent_object() -> impl Strategy<Value = ParentReference> {
    let kind = prop_oneof![
        12 => Just(None),
        3 => Just(Some("ListenerSet".to_owned())),
        1 => text(&["Gateway", "Service"]).prop_map(Some),
    ];
    let group = rarely(12, text(&["gateway.networking.k8s.io", "example.com"]));
    let name = prop_oneof![
        8 => Just("gw".to_owned()),
        2 => text(&["gw2", "gw3", "set", "set-b", "none"]),
    ];
    let namespace = prop_oneof![3 => Just(Some("a".to_owned())), 1 => maybe(alphabet::namespace())];
    let section = rarely(3, text(&["l0", "l0", "l1", "l2", "none"]));
    let port = rarely(6, pick(&[80, 443, 8080, 9000]));
    (group, kind, namespace, name, section, port).prop_map(
        |(group, kind, namespace, name, section_name, port)| ParentReference {
            group,
            kind,
            namespace,
            name,
            section_name,
            port,
        },
    )
}

fn rule(mix: Mix) -> impl Strategy<Value = HttpRouteRule> {
    (
        rarely(6, text(&["first", "second"])),
        matches::matches(mix),
        filters::filters(mix),
        backends::backend_refs(mix),
        rarely(6, timeouts(mix)),
        rarely(6, retry(mix)),
        rarely(12, policies::session(mix)),
    )
        .prop_map(
            |(name, matches, filters, backend_refs, timeouts, retry, session_persistence)| {
                HttpRouteRule {
                    name,
                    matches,
                    filters,
                    backend_refs,
                    timeouts,
                    retry,
                    session_persistence,
                }
            },
        )
}

fn timeouts(mix: Mix) -> impl Strategy<Value = HttpRouteTimeouts> {
    let time = || {
        or_invalid(
            mix,
            text(&["0s", "1s", "500ms", "1h90m", "00010s"]),
            text(&["1", "1d"]),
        )
    };
    (maybe(time()), rarely(2, time())).prop_map(|(request, backend_request)| HttpRouteTimeouts {
        request,
        backend_request,
    })
}

fn retry(mix: Mix) -> impl Strategy<Value = HttpRouteRetry> {
    let code = or_invalid(mix, pick(&[500_i64, 503, 429]), Just(200));
    let attempts = or_invalid(mix, 0..4_i64, Just(-1));
    let backoff = or_invalid(mix, text(&["100ms", "1s"]), text(&["soon"]));
    (
        maybe(prop::collection::btree_set(code, 0..3)),
        maybe(attempts),
        maybe(backoff),
    )
        .prop_map(|(codes, attempts, backoff)| HttpRouteRetry {
            codes: codes.map(|codes| codes.into_iter().collect()),
            attempts,
            backoff,
        })
}
