//! Of Gateways, ListenerSets and their listeners.

use super::Severity::{Error, Warning};
use super::{DiagnosticRule, rule};

pub(super) const RULES: &[DiagnosticRule] = &[
    rule(
        "unsupported-api-version",
        Warning,
        "A CustomResourceDefinition of the Gateway API is of a version that is not supported, or says none.",
        "GatewayClasses show `SupportedVersion=False`; objects are read as well as can be (spec 1.2.6, 2.1.4).",
        "annotations: {gateway.networking.k8s.io/bundle-version: v0.8.0}",
    ),
    rule(
        "duplicate-listener",
        Error,
        "Two listeners of one object have one name.",
        "The second is ignored: a status has one entry for each name (spec 2.2.1).",
        "listeners: [{name: http, port: 80, protocol: HTTP}, {name: http, port: 81, protocol: HTTP}]",
    ),
    rule(
        "listener-conflict",
        Error,
        "A listener cannot share its port with others: one hostname twice, or protocols that cannot be told apart.",
        "Inside one object all of them lose; across ListenerSets the one of lower precedence does (spec 2.3, 12.1).",
        "listeners: [{name: a, port: 80, protocol: HTTP}, {name: b, port: 80, protocol: TCP}]",
    ),
    rule(
        "invalid-port",
        Error,
        "A port is no number from 1 to 65535.",
        "Nothing can listen there (spec 2.3.13).",
        "port: 0",
    ),
    rule(
        "invalid-hostname",
        Error,
        "A hostname is none: an IP address, a `*` in the wrong place, a character that names do not have.",
        "It never matches; a listener with it is not accepted (spec 3.3.6, 9.2.1).",
        "hostnames: [192.0.2.1]",
    ),
    rule(
        "invalid-route-kind",
        Error,
        "`allowedRoutes.kinds` lists a kind that the listener's protocol cannot carry.",
        "It is left out, and the listener shows `InvalidRouteKinds` (spec 2.10.2).",
        "protocol: UDP # with kinds: [{kind: TCPRoute}]",
    ),
    rule(
        "insufficient-tls",
        Error,
        "An HTTPS or TLS listener lacks what ending TLS takes.",
        "It is not programmed: `InvalidTLSConfig` (spec 2.2.6, 12.8).",
        "{name: https, port: 443, protocol: HTTPS}",
    ),
    rule(
        "invalid-certificate-ref",
        Error,
        "A reference to a certificate or to certificate authorities does not resolve: another kind, no such object, or no PEM in it.",
        "A listener without any certificate serves nothing (spec 2.6.4, 2.7.4).",
        "certificateRefs: [{name: no-such-secret}]",
    ),
    rule(
        "invalid-listener-filter",
        Error,
        "A listener has filters, and its protocol is neither HTTP nor HTTPS.",
        "The listener is not accepted: there is no request that they could run on (spec 5.9.2, 12.84).",
        "protocol: TCP # with filters: {requests: [{type: ExternalAuth}]}",
    ),
    rule(
        "invalid-parameters",
        Error,
        "`parametersRef` does not lead to a ConfigMap.",
        "The Gateway, GatewayClass or XMesh is not accepted: `InvalidParameters` (spec 2.1.3, 2.9.6).",
        "parametersRef: {group: example.com, kind: Settings, name: fast}",
    ),
    rule(
        "unsupported-address",
        Error,
        "A Gateway asks for an address of a type that is not supported.",
        "The Gateway is not accepted: `UnsupportedAddress` (spec 2.9.2).",
        "addresses: [{type: NamedAddress, value: edge}]",
    ),
    rule(
        "unusable-address",
        Error,
        "A Gateway asks for an address that it cannot have.",
        "The Gateway is not programmed: `AddressNotUsable` (spec 2.9.2).",
        "addresses: [{value: 198.51.100.9}] # which somebody else has",
    ),
    rule(
        "unsatisfied-routability",
        Error,
        "No address has the `routability` that a Gateway asks for.",
        "It is a requirement, and never met by another one (spec 2.9.9, 12.85).",
        "addresses: [{type: Hostname, routability: Cluster}]",
    ),
];
