//! Of policies and XBackends.

use super::Severity::{Error, Info, Warning};
use super::{DiagnosticRule, rule};

pub(super) const RULES: &[DiagnosticRule] = &[
    rule(
        "invalid-x-backend",
        Error,
        "An XBackend lacks what its type needs, or names what it cannot be.",
        "Routes to it show an error, and its share of the requests gets 500 (spec 12.93, 12.98).",
        "kind: XBackend # spec: {type: ExternalHostname, port: {port: 443}}",
    ),
    rule(
        "invalid-tls-validation",
        Error,
        "What says how a backend is verified cannot be used.",
        "Requests to the backend fail, for nothing is sent in cleartext instead (spec 6.8.7, 6.8.9).",
        "validation: {hostname: \"*.example.com\"}",
    ),
    rule(
        "invalid-backend-tls-policy",
        Error,
        "A backend has a BackendTLSPolicy that cannot be met.",
        "Its share of the requests gets 500 (spec 6.8.9, 12.65).",
        "caCertificateRefs: [{group: \"\", kind: ConfigMap, name: gone}]",
    ),
    rule(
        "invalid-retry-budget",
        Error,
        "A retry budget is out of its bounds.",
        "The policy is not accepted (spec 6.7.2).",
        "budget: {percent: 120}",
    ),
    rule(
        "invalid-policy-target",
        Error,
        "A policy targets what it cannot apply to.",
        "It has no effect there (spec 6.8.2, 12.96).",
        "targetRefs: [{group: \"\", kind: Pod, name: web}]",
    ),
    rule(
        "policy-target-not-found",
        Error,
        "A policy targets an object or section that does not exist.",
        "The policy is not accepted: `TargetNotFound` (spec 8.3.5, 12.35).",
        "targetRefs: [{group: \"\", kind: Service, name: gone}]",
    ),
    rule(
        "policy-conflict",
        Error,
        "An older policy has the target already.",
        "The policy is not accepted: `Conflicted` (spec 6.8.4, 8.4.6).",
        "kind: BackendTLSPolicy # the second one for Service web",
    ),
    rule(
        "policy-without-route",
        Info,
        "No accepted route leads to a target of a policy; told where all routes are known (`--complete`).",
        "The policy has no effect and no status (spec 12.35).",
        "targetRefs: [{group: \"\", kind: Service, name: idle}]",
    ),
    rule(
        "policy-on-udp-port",
        Warning,
        "A BackendTLSPolicy targets UDP ports, too.",
        "TLS is for TCP; it does not apply there (spec 6.8.10).",
        "targetRefs: [{group: \"\", kind: Service, name: dns}]",
    ),
    rule(
        "too-many-ancestors",
        Error,
        "A policy or XBackend has more ancestors than its status has room for.",
        "It is not implemented for the rest: from those Gateways a backend with its TLS is not reached (spec 6.8.11, 8.3.8).",
        "kind: BackendTLSPolicy # for a Service of 17 Gateways",
    ),
    rule(
        "unknown-attribute",
        Warning,
        "A telemetry policy names an attribute that is not in the dictionary.",
        "The attribute is left out (spec 8.5.3).",
        "attributes: [{name: who, sourceType: Attribute, attributeKey: user.name}]",
    ),
    rule(
        "invalid-tracing",
        Error,
        "A telemetry policy asks for tracing in a way that cannot be done.",
        "The policy is not accepted (spec 8.4.2).",
        "tracing: {mode: Enabled}",
    ),
];
