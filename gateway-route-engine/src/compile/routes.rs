//! Routes: the five kinds in the one form in which they attach and are answered for.

use std::sync::Arc;

use gateway_api_types::{
    GatewayDefaultScope, GrpcRouteSpec, HttpRouteSpec, NamespacedName, ParentReference,
    RouteParentStatus, TcpRouteSpec, TlsRouteSpec, UdpRouteSpec,
};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

use super::diagnostics::ObjectRef;
use super::resources::Resources;
use crate::precedence::Age;
use crate::route_names::{Named, RouteNames};
use crate::rule::{RouteId, RouteKind};

/// A route of any kind.
pub(crate) struct Route<'a> {
    pub(crate) id: Arc<RouteId>,
    /// The same as the table has it.
    pub(crate) named: Named,
    pub(crate) metadata: &'a ObjectMeta,
    pub(crate) parent_refs: &'a [ParentReference],
    pub(crate) use_default_gateways: Option<&'a GatewayDefaultScope>,
    /// Empty for kinds without hostnames.
    pub(crate) hostnames: &'a [String],
    /// The `status.parents` that the route has now.
    pub(crate) parents: &'a [RouteParentStatus],
    pub(crate) spec: RouteSpec<'a>,
}

/// What differs between the kinds.
#[derive(Clone, Copy)]
pub(crate) enum RouteSpec<'a> {
    Http(&'a HttpRouteSpec),
    Grpc(&'a GrpcRouteSpec),
    Tls(&'a TlsRouteSpec),
    Tcp(&'a TcpRouteSpec),
    Udp(&'a UdpRouteSpec),
}

impl Route<'_> {
    /// The route as diagnostics name it.
    pub(crate) fn object(&self) -> ObjectRef {
        ObjectRef::gateway_api(self.id.kind.as_str(), &self.id.name)
    }

    /// The route's age, for precedence.
    pub(crate) fn age(&self) -> Age {
        Age::of(self.named.clone())
    }
}

/// What other objects are sorted by, the oldest first as routes are: the creation time, where there
/// is one, and `namespace/name`.
pub(crate) fn age(metadata: &ObjectMeta, name: &NamespacedName) -> impl Ord + use<> {
    let created = created(metadata);
    (created.is_none(), created, name.to_string())
}

/// Every route of these objects, by kind and name.
pub(crate) fn routes<'a>(resources: &'a Resources) -> Vec<Route<'a>> {
    let mut routes = Vec::new();
    macro_rules! collect {
        ($field:ident, $kind:ident, $hostnames:expr) => {
            let all = &resources.$field;
            let names = all
                .iter()
                .map(|(name, route)| (name, created(&route.metadata)));
            let names = RouteNames::number(RouteKind::$kind, names);
            for ((name, route), named) in all.iter().zip(names) {
                routes.push(Route {
                    id: Arc::new(RouteId {
                        kind: RouteKind::$kind,
                        name: name.clone(),
                    }),
                    named,
                    metadata: &route.metadata,
                    parent_refs: route.spec.parent_refs(),
                    use_default_gateways: route.spec.use_default_gateways.as_ref(),
                    hostnames: $hostnames(&route.spec),
                    parents: route.status.as_ref().map_or(&[], |status| &status.parents),
                    spec: RouteSpec::$kind(&route.spec),
                });
            }
        };
    }
    collect!(http_routes, Http, HttpRouteSpec::hostnames);
    collect!(grpc_routes, Grpc, GrpcRouteSpec::hostnames);
    collect!(tls_routes, Tls, |spec: &'a TlsRouteSpec| spec
        .hostnames
        .as_deref()
        .unwrap_or_default());
    collect!(tcp_routes, Tcp, |_| &[]);
    collect!(udp_routes, Udp, |_| &[]);
    routes
}

/// The creation time of an object, in seconds since the epoch.
fn created(metadata: &ObjectMeta) -> Option<i64> {
    let created = metadata.creation_timestamp.as_ref();
    created.map(|time| time.0.as_second())
}
