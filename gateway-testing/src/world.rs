//! World: the objects of a cluster or of a set of manifests, typed, in no particular order.

use gateway_api_types::{
    BackendTlsPolicy, Gateway, GatewayClass, GrpcRoute, HttpRoute, ListenerSet, ReferenceGrant,
    ServiceImport, TcpRoute, TlsRoute, UdpRoute, XBackend, XBackendTrafficPolicy, XMesh,
    XTelemetryPolicy,
};
use k8s_openapi::Resource as _;
use k8s_openapi::api::certificates::v1beta1::ClusterTrustBundle;
use k8s_openapi::api::core::v1::{ConfigMap, Namespace, Pod, Secret, Service};
use k8s_openapi::api::discovery::v1::EndpointSlice;
use k8s_openapi::apiextensions_apiserver::pkg::apis::apiextensions::v1::CustomResourceDefinition;
use serde_json::Value;

/// Declares [`World`] over the kinds that an outcome may depend on.
macro_rules! world {
    ($($kind:ident in $group:literal => $field:ident;)*) => {
        /// Objects by kind.
        #[derive(Clone, Debug, Default, PartialEq)]
        #[allow(missing_docs, reason = "each field holds the objects of the kind that it is named after")]
        pub struct World {
            $(pub $field: Vec<$kind>,)*
        }

        impl World {
            /// Whether an object is of a kind that an outcome may depend on.
            pub fn knows(object: &Value) -> bool {
                let (group, kind) = (group_of(object), text(object, "kind"));
                $((group == $group && wire_kind(kind) == stringify!($kind)))||*
            }

            /// Adds an object by its `apiVersion` and `kind`. The error says what is wrong with it.
            pub fn add(&mut self, mut object: Value) -> Result<(), String> {
                // Our reader knows one version; all of them have the same schema.
                if text(&object, "kind") == ClusterTrustBundle::KIND {
                    object["apiVersion"] = ClusterTrustBundle::API_VERSION.into();
                }
                let kind = text(&object, "kind").to_owned();
                match (group_of(&object), wire_kind(&kind)) {
                    $(($group, stringify!($kind)) => {
                        let read = serde_json::from_value(object).map_err(|error| format!("{kind}: {error}"))?;
                        self.$field.push(read);
                    })*
                    _ => return Err(format!("`{kind}` is no kind that an outcome depends on")),
                }
                Ok(())
            }

            /// All objects as JSON, `apiVersion` and `kind` included.
            pub fn to_values(&self) -> Vec<Value> {
                let mut values = Vec::new();
                $(values.extend(self.$field.iter().filter_map(|object| serde_json::to_value(object).ok()));)*
                values
            }

            /// The same objects, each kind in the opposite order.
            #[must_use]
            pub fn reversed(mut self) -> Self {
                $(self.$field.reverse();)*
                self
            }
        }
    };
}

world! {
    GatewayClass in "gateway.networking.k8s.io" => gateway_classes;
    Gateway in "gateway.networking.k8s.io" => gateways;
    ListenerSet in "gateway.networking.k8s.io" => listener_sets;
    HttpRoute in "gateway.networking.k8s.io" => http_routes;
    GrpcRoute in "gateway.networking.k8s.io" => grpc_routes;
    TlsRoute in "gateway.networking.k8s.io" => tls_routes;
    TcpRoute in "gateway.networking.k8s.io" => tcp_routes;
    UdpRoute in "gateway.networking.k8s.io" => udp_routes;
    ReferenceGrant in "gateway.networking.k8s.io" => reference_grants;
    BackendTlsPolicy in "gateway.networking.k8s.io" => backend_tls_policies;
    XBackend in "gateway.networking.x-k8s.io" => x_backends;
    XBackendTrafficPolicy in "gateway.networking.x-k8s.io" => x_backend_traffic_policies;
    XTelemetryPolicy in "gateway.networking.x-k8s.io" => x_telemetry_policies;
    XMesh in "gateway.networking.x-k8s.io" => x_meshes;
    Namespace in "" => namespaces;
    Service in "" => services;
    ServiceImport in "multicluster.x-k8s.io" => service_imports;
    EndpointSlice in "discovery.k8s.io" => endpoint_slices;
    Secret in "" => secrets;
    ConfigMap in "" => config_maps;
    Pod in "" => pods;
    ClusterTrustBundle in "certificates.k8s.io" => cluster_trust_bundles;
    CustomResourceDefinition in "apiextensions.k8s.io" => custom_resource_definitions;
}

fn text<'a>(object: &'a Value, member: &str) -> &'a str {
    object[member].as_str().unwrap_or_default()
}

/// API group, empty for the core kinds.
fn group_of(object: &Value) -> &str {
    text(object, "apiVersion")
        .rsplit_once('/')
        .map_or("", |(group, _)| group)
}

/// The name of our type for a kind.
fn wire_kind(kind: &str) -> &str {
    match kind {
        "HTTPRoute" => "HttpRoute",
        "GRPCRoute" => "GrpcRoute",
        "TLSRoute" => "TlsRoute",
        "TCPRoute" => "TcpRoute",
        "UDPRoute" => "UdpRoute",
        "BackendTLSPolicy" => "BackendTlsPolicy",
        other => other,
    }
}
