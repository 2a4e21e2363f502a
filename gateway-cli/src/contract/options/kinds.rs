//! Kinds whose objects may be assumed to be there or not.

use crate::alike::alike;

/// Every kind that an outcome depends on.
const KINDS: [&str; 23] = [
    "BackendTLSPolicy",
    "ClusterTrustBundle",
    "ConfigMap",
    "CustomResourceDefinition",
    "EndpointSlice",
    "GRPCRoute",
    "Gateway",
    "GatewayClass",
    "HTTPRoute",
    "ListenerSet",
    "Namespace",
    "Pod",
    "ReferenceGrant",
    "Secret",
    "Service",
    "ServiceImport",
    "TCPRoute",
    "TLSRoute",
    "UDPRoute",
    "XBackend",
    "XBackendTrafficPolicy",
    "XMesh",
    "XTelemetryPolicy",
];

/// Whether a kind is one; an error names the one that is meant.
pub(crate) fn check_kind(kind: &str) -> Result<(), String> {
    if KINDS.contains(&kind) {
        return Ok(());
    }
    Err(match alike(kind, KINDS) {
        Some(meant) => {
            format!("`{kind}` is no kind that an outcome depends on; did you mean `{meant}`?")
        }
        None => format!("`{kind}` is no kind that an outcome depends on, such as `Service`"),
    })
}
