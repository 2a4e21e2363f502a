//! HTTPRoutes.

use gateway_api_types::{
    HttpRoute, HttpRouteRetry, HttpRouteRule, HttpRouteSpec, HttpRouteTimeouts, ParentReference,
};
use proptest::prelude::*;

use super::{Mix, alphabet, backends, filters, matches, maybe, or_invalid, rarely, text};

pub(super) fn route(mix: Mix) -> impl Strategy<Value = HttpRoute> {
    let parents = prop::collection::vec(parent(), 0..3);
    let hostnames = prop::collection::vec(alphabet::hostname(), 0..4);
    let rules = prop::collection::vec(rule(mix), 1..4);
    let rules =
        prop_oneof![20 => rules.prop_map(Some), 1 => Just(None), 1 => Just(Some(Vec::new()))];
    (
        alphabet::metadata(alphabet::name()),
        parents,
        rarely(1, hostnames),
        rules,
    )
        .prop_map(|(metadata, mut parent_refs, hostnames, rules)| {
            // Most routes get somewhere.
            if parent_refs.is_empty() {
                parent_refs.push(gateway_of("gw"));
            }
            let spec = HttpRouteSpec {
                parent_refs: Some(parent_refs),
                use_default_gateways: None,
                hostnames,
                rules,
            };
            HttpRoute::new(metadata, spec)
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
    let kind = prop_oneof![
        12 => Just(None),
        2 => Just(Some("ListenerSet".to_owned())),
        1 => text(&["Gateway", "Service"]).prop_map(Some),
    ];
    let group = rarely(12, text(&["gateway.networking.k8s.io", "example.com"]));
    let name = prop_oneof![8 => Just("gw".to_owned()), 1 => text(&["gw2", "set", "none"])];
    let namespace = prop_oneof![3 => Just(Some("a".to_owned())), 1 => maybe(alphabet::namespace())];
    let section = rarely(3, text(&["l0", "l0", "l1", "l2", "none"]));
    let port = rarely(6, prop::sample::select(vec![80, 443, 8080]));
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
    )
        .prop_map(
            |(name, matches, filters, backend_refs, timeouts, retry)| HttpRouteRule {
                name,
                matches,
                filters,
                backend_refs,
                timeouts,
                retry,
                session_persistence: None,
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
    let code = or_invalid(
        mix,
        prop::sample::select(vec![500_i64, 503, 429]),
        Just(200),
    );
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
