//! What compile says of objects, one line each. The texts of single diagnostics are the engine's.

use gateway_manifests::Severity::{self, Error, Info, Warning};

/// The id of each diagnostic that is not also a check of the server, how much it matters, and what is found.
#[rustfmt::skip]
pub(super) const DIAGNOSTICS: &[(&str, Severity, &str)] = &[
    ("backend-not-found", Error, "a backend that does not exist; its share of requests is answered with 500"),
    ("backend-timeout-too-long", Error, "a timeout of one attempt that is longer than that of the whole request"),
    ("backends-beside-redirect", Error, "backends of a rule that redirects every request"),
    ("duplicate-header-edit", Warning, "a header that one filter names more than once"),
    ("duplicate-header-match", Warning, "a header that one match names more than once; only the first counts"),
    ("duplicate-listener", Error, "a listener whose name another one before it has; it is ignored"),
    ("duplicate-parent-ref", Error, "a parent that a route refers to twice"),
    ("duplicate-query-match", Warning, "a query parameter that one match names more than once; only the first counts"),
    ("empty-method-match", Error, "a gRPC method match that names neither service nor method"),
    ("gateway-class-not-found", Error, "a GatewayClass that does not exist; the Gateway is not served"),
    ("insufficient-tls", Error, "a listener whose TLS a route cannot do with"),
    ("invalid-backend-kind", Error, "a backend of a kind that requests cannot be sent to"),
    ("invalid-backend-tls-policy", Error, "a backend whose BackendTLSPolicy cannot be used; its share of requests is answered with 500"),
    ("invalid-body-size", Error, "a size of forwarded bodies that is no number of bytes"),
    ("invalid-certificate-ref", Error, "a reference to a certificate that does not exist or is not usable"),
    ("invalid-cookie-name", Error, "a name that no cookie can have"),
    ("invalid-duration", Error, "a duration that cannot be read"),
    ("invalid-grpc-name", Error, "a name that no gRPC service or method can have"),
    ("invalid-header-name", Error, "a name that no header can have"),
    ("invalid-header-value", Error, "a value that no header can have"),
    ("invalid-hostname", Error, "a hostname that no request can be for"),
    ("invalid-listener-filter", Error, "a filter of a listener that is not one it can have"),
    ("invalid-max-age", Error, "an age that is no number of seconds"),
    ("invalid-mirror-share", Error, "a share of mirrored requests that is none"),
    ("invalid-origin", Error, "a CORS origin that no browser sends"),
    ("invalid-parameters", Error, "parameters of a Gateway that cannot be used"),
    ("invalid-path", Error, "a path that no request can have"),
    ("invalid-policy-target", Error, "a target that the policy cannot apply to"),
    ("invalid-port", Error, "a port outside of 1 to 65535"),
    ("invalid-regular-expression", Error, "a regular expression that cannot be read"),
    ("invalid-retry-attempts", Error, "a number of retries that is none"),
    ("invalid-retry-budget", Error, "a retry budget that is no share in percent"),
    ("invalid-retry-code", Error, "a status that cannot be retried on"),
    ("invalid-route-kind", Error, "a kind of route that a listener of this protocol cannot serve"),
    ("invalid-tls-validation", Error, "a validation of TLS that cannot be done"),
    ("invalid-tracing", Error, "tracing that cannot be set up; the policy does not apply"),
    ("invalid-value-length", Error, "a value that is longer than it may be"),
    ("invalid-weight", Error, "a weight outside of 0 to 1000000"),
    ("invalid-x-backend", Error, "an XBackend that requests cannot be sent to"),
    ("no-backends", Warning, "a rule without backends; it answers its requests with 500"),
    ("no-matching-listener-hostname", Error, "a route whose hostnames no listener of its parent has"),
    ("no-matching-parent", Error, "a parent reference that names no listener"),
    ("no-ready-endpoints", Warning, "a backend without a ready endpoint; its share of requests is answered with 503"),
    ("no-rules", Warning, "a route without rules"),
    ("no-session-persistence", Error, "session persistence that cannot be set up"),
    ("no-weight", Warning, "a rule whose backends all have the weight 0; it answers its requests with 500"),
    ("not-allowed-by-listeners", Error, "a route that no listener of its parent allows"),
    ("parent-not-found", Warning, "a parent that is not there; the route does not attach to it"),
    ("policy-conflict", Error, "a policy whose target has an older one; it does not apply there"),
    ("policy-on-udp-port", Warning, "a policy for TLS on a UDP port"),
    ("policy-target-not-found", Error, "a target of a policy that does not exist"),
    ("policy-without-route", Info, "a policy whose targets no accepted route leads to"),
    ("port-of-x-backend", Warning, "a port beside an XBackend, which has its own"),
    ("reference-not-permitted", Error, "a reference into another namespace that no ReferenceGrant there permits"),
    ("repeated-filter", Error, "a filter that stands twice in one list"),
    ("replace-without-prefix", Error, "a replaced prefix in a rule that does not match by one prefix"),
    ("surplus-rule", Error, "a second rule of a route that can have one"),
    ("too-many-ancestors", Error, "a policy with more ancestors than its status has room for"),
    ("union-mismatch", Error, "a type whose field is missing, or another type's field"),
    ("unknown-attribute", Warning, "an attribute of traces that is not known"),
    ("unknown-value", Error, "a value that is none of those that the field has"),
    ("unsatisfied-routability", Error, "a routability that no address of the Gateway can have"),
    ("unsupported-address", Error, "an address of a type that is not supported"),
    ("unsupported-backend-protocol", Error, "a backend whose port says it speaks a protocol that the route cannot be served with"),
    ("unsupported-extension", Error, "a filter of a kind of its own; its rule answers with 500"),
    ("unsupported-parent-kind", Warning, "a parent of a kind that routes cannot attach to"),
    ("unusable-address", Error, "an address that the Gateway cannot have"),
];

/// What is wrong with files and documents before anyone asks what they mean.
#[rustfmt::skip]
pub(super) const DOCUMENTS: &[(&str, Severity, &str)] = &[
    ("duplicate-key", Error, "a key that stands twice in one mapping; the last one counts"),
    ("duplicate-object", Error, "an object that is defined twice"),
    ("incomplete-object", Error, "an object without `apiVersion`, `kind` or `metadata.name`"),
    ("invalid-document", Error, "a document that is neither YAML nor JSON, or beyond the bounds of what is read"),
    ("no-manifests", Warning, "a folder without manifests"),
    ("not-an-object", Error, "a document that is no mapping"),
    ("unreadable-file", Error, "a file that cannot be read, or is not UTF-8"),
    ("wrong-type", Error, "a value of another type than its field has"),
];

/// What a server says beside its checks.
#[rustfmt::skip]
pub(super) const SERVER: &[(&str, Severity, &str)] = &[
    ("not-served", Error, "a kind or version that the release and channel do not have"),
    ("server-warning", Warning, "what a server warns of and accepts, such as a version that is on its way out"),
];

/// Checks of the server that say nothing by themselves.
pub(super) const NOTES: &[(&str, Severity)] = &[("rules-not-run", Info)];
