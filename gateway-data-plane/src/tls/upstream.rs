//! Upstream: what TLS towards backends is made of, looked at when it is loaded rather than when the first request needs it.

use std::collections::{BTreeMap, BTreeSet};

use gateway_api_types::NamespacedName;
use gateway_route_engine::backend_tls::Bundle;
use gateway_route_engine::compile::ObjectRef;
use gateway_route_engine::{Diagnostic, Resources, RoutingTable, Severity};

use super::Material;
use super::material::out_of_date;
use super::trust::Trust;

/// What is wrong with the authorities that backends are verified by, and with the certificates that they are shown. Requests
/// that need them are answered with 502; nothing else suffers.
pub fn unusable(
    resources: &Resources,
    table: &RoutingTable,
    material: &Material,
) -> Vec<Diagnostic> {
    let mut diagnostics = authorities(resources, material);
    diagnostics.extend(certificates(resources, table, material));
    diagnostics
}

fn authorities(resources: &Resources, material: &Material) -> Vec<Diagnostic> {
    let policies = resources.backend_tls_policies.iter();
    let policies =
        policies.map(|(name, policy)| ("BackendTLSPolicy", name, Some(&policy.spec.validation)));
    let backends = resources.x_backends.iter().map(|(name, backend)| {
        let tls = backend.spec.tls.as_ref();
        (
            "XBackend",
            name,
            tls.and_then(|tls| tls.validation.as_ref()),
        )
    });
    let mut told = BTreeSet::new();
    let mut diagnostics = Vec::new();
    for (kind, name, validation) in policies.chain(backends) {
        let references = validation.and_then(|validation| validation.ca_certificate_refs.as_ref());
        for reference in references.into_iter().flatten() {
            let object = match &*reference.kind {
                "ConfigMap" => NamespacedName::new(&*name.namespace, &*reference.name),
                "ClusterTrustBundle" => NamespacedName::cluster(&*reference.name),
                _ => continue,
            };
            let (bundle, path) = match &*reference.kind {
                "ConfigMap" => (Bundle::ConfigMap(object.clone()), "data[ca.crt]"),
                _ => (
                    Bundle::ClusterTrustBundle((&*reference.name).into()),
                    "spec.trustBundle",
                ),
            };
            let text = material.bundle(&bundle);
            // What is missing, or no PEM at all, the engine has told.
            let is_pem = text.contains("-----BEGIN CERTIFICATE-----");
            if is_pem && Trust::of([text]).is_empty() && told.insert(bundle) {
                diagnostics.push(diagnostic(
                    (&reference.group, &reference.kind, object, path),
                    Severity::Error,
                    format!(
                        "there is no X.509 certificate in it to verify backends by ({kind} `{name}`)"
                    ),
                ));
            }
        }
    }
    diagnostics
}

fn certificates(
    resources: &Resources,
    table: &RoutingTable,
    material: &Material,
) -> Vec<Diagnostic> {
    let mut shown = BTreeMap::new();
    for gateway in table.gateways() {
        let ports = table.ports(gateway);
        for listener in ports.flat_map(|(port, _)| table.listeners(gateway, port)) {
            if let Some(secret) = listener.client_certificate.as_deref() {
                shown.insert(secret.clone(), format!("Gateway `{gateway}`"));
            }
        }
    }
    for (name, backend) in &resources.x_backends {
        let tls = backend.spec.tls.as_ref();
        if let Some(reference) = tls.and_then(|tls| tls.client_certificate_ref.as_ref()) {
            let namespace = reference.namespace.as_deref().unwrap_or(&name.namespace);
            let secret = NamespacedName::new(namespace, &*reference.name);
            // What is missing the engine has told.
            if resources.secrets.contains_key(&secret) {
                shown.insert(secret, format!("XBackend `{name}`"));
            }
        }
    }
    let wrong = shown.into_iter().filter_map(|(secret, by)| {
        let (entry, severity, what) = match material.certified_key(&secret) {
            Ok(key) => {
                let date = key.cert.first().and_then(out_of_date)?;
                ("tls.crt", Severity::Warning, date.to_owned())
            }
            Err((entry, what)) => (entry, Severity::Error, format!("cannot be used: {what}")),
        };
        let message = format!("the certificate {what} (shown to backends by {by})");
        let path = format!("data[{entry}]");
        Some(diagnostic(("", "Secret", secret, &path), severity, message))
    });
    wrong.collect()
}

fn diagnostic(
    (group, kind, name, path): (&str, &str, NamespacedName, &str),
    severity: Severity,
    message: String,
) -> Diagnostic {
    Diagnostic {
        object: ObjectRef {
            group: group.to_owned(),
            kind: kind.to_owned(),
            name,
        },
        path: path.to_owned(),
        severity,
        id: "unusable-certificate",
        message,
        help: None,
    }
}
