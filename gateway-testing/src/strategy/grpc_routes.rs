//! GRPCRoutes: few services and methods, so that counts tie.

use super::generate::{Just, Strategy, prop, prop_oneof};
use gateway_api_types::{
    GrpcBackendRef, GrpcHeaderMatch, GrpcHeaderMatchType, GrpcMethodMatch, GrpcMethodMatchType,
    GrpcRoute, GrpcRouteFilter, GrpcRouteFilterType, GrpcRouteMatch, GrpcRouteRule, GrpcRouteSpec,
    HttpBackendRef, HttpRouteFilter,
};

use super::matches::BAD_PATTERNS;
use super::routes::common;
use super::{Mix, alphabet, backends, filters, maybe, or_invalid, policies, rarely, text};

const SERVICES: &[&str] = &["a.B", "a.B", ".a.B", "a.C", "x", ""];
const METHODS: &[&str] = &["Get", "Get", "Put", "g", ""];
const PATTERNS: &[&str] = &["a..", "a.[BC]", "G.*", ".*", "Get|Put"];

pub(super) fn route(mix: Mix) -> impl Strategy<Value = GrpcRoute> {
    let rules = prop::collection::vec(rule(mix), 1..4);
    let rules =
        prop_oneof![20 => rules.prop_map(Some), 1 => Just(None), 1 => Just(Some(Vec::new()))];
    let hostnames = prop::collection::vec(alphabet::hostname(), 0..4);
    (common(), rarely(1, hostnames), rules).prop_map(|(common, hostnames, rules)| {
        let spec = GrpcRouteSpec {
            parent_refs: Some(common.parent_refs),
            use_default_gateways: common.use_default_gateways,
            hostnames,
            rules,
        };
        GrpcRoute::new(common.metadata, spec)
    })
}

fn rule(mix: Mix) -> impl Strategy<Value = GrpcRouteRule> {
    let matches = prop::collection::vec(matched(mix), 0..3);
    (
        rarely(6, text(&["first", "second"])),
        maybe(matches),
        filters::filters(mix),
        backends::backend_refs(mix),
        rarely(20, policies::session(mix)),
    )
        .prop_map(
            |(name, matches, filters, backend_refs, session_persistence)| GrpcRouteRule {
                name,
                matches,
                filters: filters.map(of_grpc),
                backend_refs: backend_refs.map(|refs| refs.into_iter().map(backend).collect()),
                session_persistence,
            },
        )
}

fn backend(found: HttpBackendRef) -> GrpcBackendRef {
    GrpcBackendRef {
        group: found.group,
        kind: found.kind,
        name: found.name,
        namespace: found.namespace,
        port: found.port,
        weight: found.weight,
        filters: found.filters.map(of_grpc),
    }
}

/// Those of HTTP's filters that gRPC has too.
fn of_grpc(filters: Vec<HttpRouteFilter>) -> Vec<GrpcRouteFilter> {
    let filters = filters.into_iter().filter_map(|filter| {
        let r#type = GrpcRouteFilterType::from(filter.r#type.as_str());
        r#type.is_known().then(|| GrpcRouteFilter {
            r#type,
            request_header_modifier: filter.request_header_modifier,
            response_header_modifier: filter.response_header_modifier,
            request_mirror: filter.request_mirror,
            extension_ref: filter.extension_ref,
        })
    });
    filters.collect()
}

fn matched(mix: Mix) -> impl Strategy<Value = GrpcRouteMatch> {
    let exact = (
        maybe(Just(GrpcMethodMatchType::Exact)),
        maybe(text(SERVICES)),
        maybe(text(METHODS)),
    );
    let value = move || or_invalid(mix, text(PATTERNS), text(BAD_PATTERNS));
    let pattern = (
        Just(Some(GrpcMethodMatchType::RegularExpression)),
        maybe(value()),
        maybe(value()),
    );
    let unknown = (
        Just(Some(GrpcMethodMatchType::from("Prefix"))),
        Just(Some("x".to_owned())),
        Just(None),
    );
    let method = or_invalid(mix, prop_oneof![3 => exact, 1 => pattern], unknown);
    let method = method.prop_map(|(r#type, service, method)| {
        let given = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.is_empty());
        // One of both has to be there (spec 7.1.3).
        (given(&service) || given(&method)).then_some(GrpcMethodMatch {
            r#type,
            service,
            method,
        })
    });
    let value = prop_oneof![
        3 => (Just(None), text(&["1", "2"])),
        1 => (Just(Some(GrpcHeaderMatchType::RegularExpression)), text(&["[12]", "1.*"])),
    ];
    let header =
        (text(&["x-a", "X-A", "x-b"]), value).prop_map(|(name, (r#type, value))| GrpcHeaderMatch {
            r#type,
            name,
            value,
        });
    (method, rarely(2, prop::collection::vec(header, 0..3)))
        .prop_map(|(method, headers)| GrpcRouteMatch { method, headers })
}
