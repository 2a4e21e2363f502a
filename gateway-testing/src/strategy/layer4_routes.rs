//! TLSRoutes, TCPRoutes and UDPRoutes.

use super::generate::{Strategy, prop};
use gateway_api_types::{
    BackendRef, HttpBackendRef, TcpRoute, TcpRouteRule, TcpRouteSpec, TlsRoute, TlsRouteRule,
    TlsRouteSpec, UdpRoute, UdpRouteRule, UdpRouteSpec,
};

use super::routes::common;
use super::{Mix, alphabet, backends, rarely, text};

pub(super) fn tls_route(mix: Mix) -> impl Strategy<Value = TlsRoute> {
    let hostnames = prop::collection::vec(alphabet::hostname(), 1..4);
    let rule = rule(mix).prop_map(|(name, backend_refs)| TlsRouteRule { name, backend_refs });
    (common(), hostnames, rules(rule)).prop_map(|(common, hostnames, rules)| {
        let spec = TlsRouteSpec {
            parent_refs: Some(common.parent_refs),
            use_default_gateways: common.use_default_gateways,
            hostnames: Some(hostnames),
            rules,
        };
        TlsRoute::new(common.metadata, spec)
    })
}

pub(super) fn tcp_route(mix: Mix) -> impl Strategy<Value = TcpRoute> {
    let rule = rule(mix).prop_map(|(name, backend_refs)| TcpRouteRule { name, backend_refs });
    (common(), rules(rule)).prop_map(|(common, rules)| {
        let spec = TcpRouteSpec {
            parent_refs: Some(common.parent_refs),
            use_default_gateways: common.use_default_gateways,
            rules,
        };
        TcpRoute::new(common.metadata, spec)
    })
}

pub(super) fn udp_route(mix: Mix) -> impl Strategy<Value = UdpRoute> {
    let rule = rule(mix).prop_map(|(name, backend_refs)| UdpRouteRule { name, backend_refs });
    (common(), rules(rule)).prop_map(|(common, rules)| {
        let spec = UdpRouteSpec {
            parent_refs: Some(common.parent_refs),
            use_default_gateways: common.use_default_gateways,
            rules,
        };
        UdpRoute::new(common.metadata, spec)
    })
}

/// One rule, as v1 has it, or now and then two, as older objects may (spec 12.33).
fn rules<R: Strategy>(rule: R) -> impl Strategy<Value = Vec<R::Value>>
where
    R::Value: Clone,
{
    (prop::collection::vec(rule, 2), prop::bool::weighted(0.1)).prop_map(|(mut rules, both)| {
        rules.truncate(if both { 2 } else { 1 });
        rules
    })
}

fn rule(mix: Mix) -> impl Strategy<Value = (Option<String>, Vec<BackendRef>)> {
    let refs = backends::backend_refs(mix);
    (rarely(6, text(&["first"])), refs).prop_map(|(name, refs)| {
        let refs = refs.unwrap_or_default().into_iter().map(plain);
        (name, refs.collect())
    })
}

fn plain(found: HttpBackendRef) -> BackendRef {
    BackendRef {
        group: found.group,
        kind: found.kind,
        name: found.name,
        namespace: found.namespace,
        port: found.port,
        weight: found.weight,
    }
}
