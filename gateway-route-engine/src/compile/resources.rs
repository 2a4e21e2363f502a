//! Resources: the objects that an outcome depends on.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::rule::RouteKind;
use gateway_api_types::{
    BackendTlsPolicy, Gateway, GatewayClass, GrpcRoute, HttpRoute, ListenerSet, NamespacedName,
    Object, ReferenceGrant, ServiceImport, TcpRoute, TlsRoute, UdpRoute, XBackend,
    XBackendTrafficPolicy, XMesh, XTelemetryPolicy,
};
use k8s_openapi::api::certificates::v1beta1::ClusterTrustBundle;
use k8s_openapi::api::core::v1::{ConfigMap, Namespace, Pod, Secret, Service};
use k8s_openapi::api::discovery::v1::EndpointSlice;
use k8s_openapi::apiextensions_apiserver::pkg::apis::apiextensions::v1::CustomResourceDefinition;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

/// The objects of a cluster or of a set of manifests, by kind and name. An object without a
/// namespace is in `default`; inserting one again replaces it. Shared, so that a clone costs a map
/// and not the objects.
#[derive(Clone, Debug, Default)]
#[allow(
    missing_docs,
    reason = "each field holds the objects of the kind that it is named after"
)]
pub struct Resources {
    pub gateway_classes: BTreeMap<String, Arc<GatewayClass>>,
    pub gateways: BTreeMap<NamespacedName, Arc<Gateway>>,
    pub listener_sets: BTreeMap<NamespacedName, Arc<ListenerSet>>,
    pub http_routes: BTreeMap<NamespacedName, Arc<HttpRoute>>,
    pub grpc_routes: BTreeMap<NamespacedName, Arc<GrpcRoute>>,
    pub tls_routes: BTreeMap<NamespacedName, Arc<TlsRoute>>,
    pub tcp_routes: BTreeMap<NamespacedName, Arc<TcpRoute>>,
    pub udp_routes: BTreeMap<NamespacedName, Arc<UdpRoute>>,
    pub reference_grants: BTreeMap<NamespacedName, Arc<ReferenceGrant>>,
    pub backend_tls_policies: BTreeMap<NamespacedName, Arc<BackendTlsPolicy>>,
    pub x_backends: BTreeMap<NamespacedName, Arc<XBackend>>,
    pub x_backend_traffic_policies: BTreeMap<NamespacedName, Arc<XBackendTrafficPolicy>>,
    pub x_telemetry_policies: BTreeMap<NamespacedName, Arc<XTelemetryPolicy>>,
    pub x_meshes: BTreeMap<String, Arc<XMesh>>,
    pub namespaces: BTreeMap<String, Arc<Namespace>>,
    pub services: BTreeMap<NamespacedName, Arc<Service>>,
    pub service_imports: BTreeMap<NamespacedName, Arc<ServiceImport>>,
    pub endpoint_slices: BTreeMap<NamespacedName, Arc<EndpointSlice>>,
    pub pods: BTreeMap<NamespacedName, Arc<Pod>>,
    pub secrets: BTreeMap<NamespacedName, Arc<Secret>>,
    pub config_maps: BTreeMap<NamespacedName, Arc<ConfigMap>>,
    pub cluster_trust_bundles: BTreeMap<String, Arc<ClusterTrustBundle>>,
    pub custom_resource_definitions: BTreeMap<String, Arc<CustomResourceDefinition>>,
}

/// An object that can be put into [`Resources`].
pub trait Resource: Sized {
    /// The kind of route, if it is a route.
    const ROUTE: Option<RouteKind>;

    /// The name under which it is kept; of an object without namespace only the name counts.
    fn kept_as(&self) -> NamespacedName;

    /// Puts the object in, and returns the one of the same kind and name that it takes the place
    /// of.
    fn insert_into(self, resources: &mut Resources) -> Option<Arc<Self>>;

    /// The object of this kind and name.
    fn of<'r>(resources: &'r Resources, name: &NamespacedName) -> Option<&'r Arc<Self>>;

    /// Puts a shared object in, or takes it out.
    fn set_in(resources: &mut Resources, name: &NamespacedName, object: Option<Arc<Self>>);
}

impl Resources {
    /// Puts an object in, and returns the one of the same kind and name that it takes the place of.
    pub fn insert<R: Resource>(&mut self, object: R) -> Option<Arc<R>> {
        object.insert_into(self)
    }
}

impl Resources {
    /// Puts in an object of whichever kind of the Gateway API, and returns whether it is of one that
    /// an outcome depends on.
    pub fn insert_object(&mut self, object: Object) -> bool {
        macro_rules! insert {
            ($($kind:ident)*) => {
                match object {
                    $(Object::$kind(object) => drop(self.insert(*object)),)*
                    _ => return false,
                }
            };
        }
        insert!(
            GatewayClass Gateway ListenerSet HttpRoute GrpcRoute TlsRoute TcpRoute UdpRoute
            ReferenceGrant BackendTlsPolicy XBackend XBackendTrafficPolicy XTelemetryPolicy XMesh
        );
        true
    }
}

/// The name under which a namespaced object is kept.
pub fn namespaced_name(metadata: &ObjectMeta) -> NamespacedName {
    let namespace = metadata
        .namespace
        .as_deref()
        .filter(|namespace| !namespace.is_empty())
        .unwrap_or("default");
    NamespacedName::new(namespace, metadata.name.as_deref().unwrap_or_default())
}

macro_rules! route_kind {
    () => {
        None
    };
    ($kind:ident) => {
        Some(RouteKind::$kind)
    };
}

macro_rules! resource {
    ($($kind:ty => $field:ident by $key:ident $(, route $route:ident)?;)*) => {
        $(impl Resource for $kind {
            const ROUTE: Option<RouteKind> = route_kind!($($route)?);

            fn kept_as(&self) -> NamespacedName {
                namespaced_name(&self.metadata)
            }

            fn insert_into(self, resources: &mut Resources) -> Option<Arc<Self>> {
                let key = $key(&self.kept_as());
                resources.$field.insert(key, Arc::new(self))
            }

            fn of<'r>(resources: &'r Resources, name: &NamespacedName) -> Option<&'r Arc<Self>> {
                resources.$field.get(&$key(name))
            }

            fn set_in(
                resources: &mut Resources,
                name: &NamespacedName,
                object: Option<Arc<Self>>,
            ) {
                match object {
                    Some(object) => drop(resources.$field.insert($key(name), object)),
                    None => drop(resources.$field.remove(&$key(name))),
                }
            }
        })*
    };
}

/// The key of an object in a namespace.
fn namespaced(name: &NamespacedName) -> NamespacedName {
    name.clone()
}

/// The key of an object without namespace.
fn cluster(name: &NamespacedName) -> String {
    name.name.clone()
}

resource! {
    GatewayClass => gateway_classes by cluster;
    Gateway => gateways by namespaced;
    ListenerSet => listener_sets by namespaced;
    HttpRoute => http_routes by namespaced, route Http;
    GrpcRoute => grpc_routes by namespaced, route Grpc;
    TlsRoute => tls_routes by namespaced, route Tls;
    TcpRoute => tcp_routes by namespaced, route Tcp;
    UdpRoute => udp_routes by namespaced, route Udp;
    ReferenceGrant => reference_grants by namespaced;
    BackendTlsPolicy => backend_tls_policies by namespaced;
    XBackend => x_backends by namespaced;
    XBackendTrafficPolicy => x_backend_traffic_policies by namespaced;
    XTelemetryPolicy => x_telemetry_policies by namespaced;
    XMesh => x_meshes by cluster;
    Namespace => namespaces by cluster;
    Service => services by namespaced;
    ServiceImport => service_imports by namespaced;
    EndpointSlice => endpoint_slices by namespaced;
    Pod => pods by namespaced;
    Secret => secrets by namespaced;
    ConfigMap => config_maps by namespaced;
    ClusterTrustBundle => cluster_trust_bundles by cluster;
    CustomResourceDefinition => custom_resource_definitions by cluster;
}
