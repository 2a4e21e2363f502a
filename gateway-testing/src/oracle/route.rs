//! Route: what the five kinds of routes have in common, and their rules in one form.

use gateway_api_types::{
    BackendRef, GatewayApiObject, GatewayDefaultScope, GrpcBackendRef, GrpcRoute, GrpcRouteFilter,
    GrpcRouteMatch, HttpBackendRef, HttpRoute, HttpRouteFilter, HttpRouteFilterType,
    HttpRouteMatch, HttpRouteRule, ParentReference, RouteParentStatus, SessionPersistence,
    TlsRoute,
};

use super::backends::MULTICLUSTER;
use super::cluster::{Cluster, seniority};
use super::features;
use super::grpc_validity;
use super::layer4::layer4_rules;
use super::parents::{claims, distinct, identity};
use super::validity::{self, Fault};
use crate::choices::InvalidRules;

/// A route of any kind.
#[derive(Clone, Debug)]
pub(super) struct Route<'w> {
    pub(super) kind: &'static str,
    pub(super) namespace: &'w str,
    pub(super) name: &'w str,
    /// Place among others by age and name (spec 3.8.1).
    pub(super) seniority: (i64, String),
    pub(super) generation: Option<i64>,
    /// Distinct parents, those of default Gateways included.
    pub(super) parents: Vec<ParentReference>,
    pub(super) hostnames: Vec<&'w str>,
    pub(super) rules: Vec<Rule>,
    /// The entries of its current status, if it has one.
    pub(super) status: Option<&'w [RouteParentStatus]>,
}

/// A rule of a route, in the form of HTTPRoute's, which has everything but gRPC matches.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    /// Of a rule of HTTP there is at least one match.
    pub(super) http: HttpRouteRule,
    /// Of a rule of gRPC there is at least one match.
    pub(super) grpc: Vec<GrpcRouteMatch>,
    /// Why it is dropped.
    pub(super) fault: Option<Fault>,
}

impl Route<'_> {
    /// An invalid rule takes the others with it (spec 12.61).
    fn fail_together(&mut self) {
        let first = self.rules.iter().find_map(|rule| rule.fault);
        for rule in &mut self.rules {
            rule.fault = rule.fault.or(first);
        }
    }

    /// Whether a rule is left to serve. A route that has none by its own will is as good (spec
    /// 12.32).
    pub(super) fn is_valid(&self) -> bool {
        self.rules.is_empty() || self.rules.iter().any(|rule| rule.fault.is_none())
    }
}

/// All routes.
pub(super) fn routes(cluster: Cluster<'_>, mesh: bool) -> Vec<Route<'_>> {
    let world = cluster.world;
    let mut routes = Vec::new();
    routes.extend(
        world
            .http_routes
            .iter()
            .map(|route| of_http(cluster, route, mesh)),
    );
    routes.extend(
        world
            .grpc_routes
            .iter()
            .map(|route| of_grpc(cluster, route)),
    );
    macro_rules! layer4 {
        ($($kind:literal $field:ident $hostnames:ident;)*) => {
            $(for route in &world.$field {
                let rules = route.spec.rules.iter();
                let rules = rules.map(|rule| (rule.name.as_ref(), rule.backend_refs.as_slice()));
                let status = route.status.as_ref().map(|status| status.parents.as_slice());
                let (refs, scope) = (&route.spec.parent_refs, &route.spec.use_default_gateways);
                routes.push(Route {
                    hostnames: $hostnames(route),
                    rules: layer4_rules(rules.collect()),
                    ..common($kind, cluster, route, refs.as_deref(), scope.as_ref(), status)
                });
            })*
        };
    }
    layer4! {
        "TLSRoute" tls_routes tls_hostnames;
        "TCPRoute" tcp_routes no_hostnames;
        "UDPRoute" udp_routes no_hostnames;
    }
    if cluster.options.invalid_rules == InvalidRules::RejectRoute {
        routes.iter_mut().for_each(Route::fail_together);
    }
    routes
}

fn tls_hostnames(route: &TlsRoute) -> Vec<&str> {
    strings(route.spec.hostnames.as_ref())
}

fn no_hostnames<T>(_: &T) -> Vec<&str> {
    Vec::new()
}

fn strings(list: Option<&Vec<String>>) -> Vec<&str> {
    list.into_iter().flatten().map(String::as_str).collect()
}

/// What does not depend on the kind.
fn common<'w, K: GatewayApiObject>(
    kind: &'static str,
    cluster: Cluster<'w>,
    route: &'w K,
    parent_refs: Option<&[ParentReference]>,
    scope: Option<&GatewayDefaultScope>,
    status: Option<&'w [RouteParentStatus]>,
) -> Route<'w> {
    let namespace = route.namespace();
    let mut parents = parent_refs.unwrap_or_default().to_vec();
    if scope == Some(&GatewayDefaultScope::All) {
        parents.extend(claims(cluster));
    }
    // Without a mesh for the kind nobody serves its Services (spec 3.2.1).
    let served = cluster.options.has("Mesh") && cluster.options.has(kind);
    parents.retain(|parent| {
        let (group, kind, ..) = identity(namespace, parent);
        served || ![("", "Service"), (MULTICLUSTER, "ServiceImport")].contains(&(group, kind))
    });
    Route {
        kind,
        namespace,
        name: route.name(),
        seniority: seniority(route.creation_timestamp(), namespace, route.name()),
        generation: route.generation(),
        parents: distinct(namespace, parents),
        hostnames: Vec::new(),
        rules: Vec::new(),
        status,
    }
}

/// Without rules there is one that matches everything, and so in a rule without matches (spec
/// 4.1.1, 4.1.2, 12.19).
fn of_http<'w>(cluster: Cluster<'w>, route: &'w HttpRoute, mesh: bool) -> Route<'w> {
    let rules = match &route.spec.rules {
        Some(rules) if !rules.is_empty() => rules.clone(),
        _ => vec![HttpRouteRule::default()],
    };
    let rules = rules.into_iter().map(|mut http| {
        let lacks = features::lacks_http(cluster.options, &http, mesh);
        let fault = validity::fault(&http).max(lacks.then_some(Fault::UnsupportedValue));
        let named = if mesh {
            "MeshHTTPRouteNamedRouteRule"
        } else {
            "HTTPRouteNamedRouteRule"
        };
        http.name = http.name.filter(|_| cluster.options.has(named));
        if http.matches.as_ref().is_none_or(Vec::is_empty) {
            http.matches = Some(vec![HttpRouteMatch::default()]);
        }
        Rule {
            http,
            grpc: Vec::new(),
            fault,
        }
    });
    let status = route
        .status
        .as_ref()
        .map(|status| status.parents.as_slice());
    let (refs, scope) = (&route.spec.parent_refs, &route.spec.use_default_gateways);
    Route {
        hostnames: strings(route.spec.hostnames.as_ref()),
        rules: rules.collect(),
        ..common(
            "HTTPRoute",
            cluster,
            route,
            refs.as_deref(),
            scope.as_ref(),
            status,
        )
    }
}

/// Without rules there is none (spec 7.1.10), without matches every call matches (spec 7.1.2).
fn of_grpc<'w>(cluster: Cluster<'w>, route: &'w GrpcRoute) -> Route<'w> {
    let named = cluster.options.has("GRPCRouteNamedRouteRule");
    let rules = route.spec.rules.iter().flatten().map(|rule| {
        let backends = rule.backend_refs.iter().flatten().map(grpc_backend);
        let filters = rule.filters.iter().flatten().map(grpc_filter);
        let http = HttpRouteRule {
            name: rule.name.clone().filter(|_| named),
            filters: Some(filters.collect()),
            backend_refs: Some(backends.collect()),
            session_persistence: rule.session_persistence.clone(),
            ..HttpRouteRule::default()
        };
        let mut grpc = rule.matches.clone().unwrap_or_default();
        let lacks = features::lacks_grpc(cluster.options, &http);
        let lacks = lacks.then_some(Fault::UnsupportedValue);
        let fault = grpc_validity::fault(&http, &grpc).max(lacks);
        if grpc.is_empty() {
            grpc.push(GrpcRouteMatch::default());
        }
        Rule { http, grpc, fault }
    });
    let status = route
        .status
        .as_ref()
        .map(|status| status.parents.as_slice());
    let (refs, scope) = (&route.spec.parent_refs, &route.spec.use_default_gateways);
    Route {
        hostnames: strings(route.spec.hostnames.as_ref()),
        rules: rules.collect(),
        ..common(
            "GRPCRoute",
            cluster,
            route,
            refs.as_deref(),
            scope.as_ref(),
            status,
        )
    }
}

fn grpc_backend(found: &GrpcBackendRef) -> HttpBackendRef {
    HttpBackendRef {
        group: found.group.clone(),
        kind: found.kind.clone(),
        name: found.name.clone(),
        namespace: found.namespace.clone(),
        port: found.port,
        weight: found.weight,
        filters: found
            .filters
            .as_ref()
            .map(|filters| filters.iter().map(grpc_filter).collect()),
    }
}

/// The filters of gRPC are some of HTTP's (spec 7.1.7); others are unknown.
fn grpc_filter(found: &GrpcRouteFilter) -> HttpRouteFilter {
    let r#type = if found.r#type.is_known() {
        HttpRouteFilterType::from(found.r#type.as_str())
    } else {
        HttpRouteFilterType::from("unknown to GRPCRoute")
    };
    HttpRouteFilter {
        r#type,
        request_header_modifier: found.request_header_modifier.clone(),
        response_header_modifier: found.response_header_modifier.clone(),
        request_mirror: found.request_mirror.clone(),
        request_redirect: None,
        url_rewrite: None,
        cors: None,
        external_auth: None,
        extension_ref: found.extension_ref.clone(),
    }
}

/// A reference of a layer 4 route in HTTPRoute's form.
pub(super) fn plain_backend(found: &BackendRef) -> HttpBackendRef {
    HttpBackendRef {
        group: found.group.clone(),
        kind: found.kind.clone(),
        name: found.name.clone(),
        namespace: found.namespace.clone(),
        port: found.port,
        weight: found.weight,
        filters: None,
    }
}

impl Rule {
    /// Session persistence of the rule, where it speaks of any.
    pub(super) fn session(&self) -> Option<&SessionPersistence> {
        self.http.session_persistence.as_ref()
    }
}
