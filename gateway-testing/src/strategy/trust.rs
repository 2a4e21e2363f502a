//! Trust: Secrets, and the bundles of certificate authorities that are referred to.

use super::generate::{Just, Strategy, prop, prop_oneof};
use gateway_api_types::{
    BackendTlsPolicyValidation, FrontendTlsConfig, FrontendTlsValidation,
    FrontendValidationModeType, GatewayBackendTls, GatewayTlsConfig, LocalObjectReference,
    ObjectReference, SecretObjectReference, SubjectAltName, SubjectAltNameType, TlsConfig,
    TlsPortConfig, WellKnownCaCertificatesType,
};
use k8s_openapi::ByteString;
use k8s_openapi::api::certificates::v1beta1::{ClusterTrustBundle, ClusterTrustBundleSpec};
use k8s_openapi::api::core::v1::{ConfigMap, Secret};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

use super::alphabet::{self, NAMESPACES, named};
use super::{Mix, maybe, mostly, or_invalid, pick, rarely, text};

/// A certificate and a Secret that is none, in some namespaces.
pub(super) fn secrets() -> impl Strategy<Value = Vec<Secret>> {
    let present = prop::collection::vec(prop::bool::weighted(0.8), NAMESPACES.len());
    present.prop_map(|present| {
        let chosen = NAMESPACES
            .iter()
            .zip(present)
            .filter(|(_, present)| *present);
        chosen
            .flat_map(|(namespace, _)| [secret(namespace, true), secret(namespace, false)])
            .collect()
    })
}

fn secret(namespace: &str, good: bool) -> Secret {
    let data =
        |label: &str| ByteString(if good { pem(label) } else { label.to_owned() }.into_bytes());
    Secret {
        metadata: named(namespace, if good { "good" } else { "bad" }),
        type_: Some("kubernetes.io/tls".to_owned()),
        data: Some(
            [("tls.crt", "CERTIFICATE"), ("tls.key", "PRIVATE KEY")]
                .map(|(key, label)| (key.to_owned(), data(label)))
                .into(),
        ),
        ..Secret::default()
    }
}

fn pem(label: &str) -> String {
    format!("-----BEGIN {label}-----\nAAAA\n-----END {label}-----\n")
}

/// A bundle and one that is none, in some namespaces.
pub(super) fn config_maps() -> impl Strategy<Value = Vec<ConfigMap>> {
    let present = prop::collection::vec(prop::bool::weighted(0.8), NAMESPACES.len());
    present.prop_map(|present| {
        let chosen = NAMESPACES.iter().zip(present).filter(|(_, there)| *there);
        let object = |namespace: &str, good: bool| {
            let text = if good {
                pem("CERTIFICATE")
            } else {
                "none".to_owned()
            };
            ConfigMap {
                metadata: named(namespace, if good { "good" } else { "bad" }),
                data: Some([("ca.crt".to_owned(), text)].into()),
                ..ConfigMap::default()
            }
        };
        chosen
            .flat_map(|(namespace, _)| [object(namespace, true), object(namespace, false)])
            .collect()
    })
}

/// Bundles of the cluster.
pub(super) fn bundles() -> impl Strategy<Value = Vec<ClusterTrustBundle>> {
    let bundle = |name: &'static str, trust_bundle: String| ClusterTrustBundle {
        metadata: ObjectMeta {
            name: Some(name.to_owned()),
            ..ObjectMeta::default()
        },
        spec: ClusterTrustBundleSpec {
            trust_bundle,
            ..ClusterTrustBundleSpec::default()
        },
    };
    let both = vec![
        bundle("good", pem("CERTIFICATE")),
        bundle("bad", String::new()),
    ];
    prop_oneof![Just(Vec::new()), Just(both)]
}

/// Group, kind and name of authorities, most often of some that are there.
fn authorities() -> impl Strategy<Value = (String, String, String)> {
    let kind = prop_oneof![
        8 => Just(("", "ConfigMap")),
        3 => Just(("certificates.k8s.io", "ClusterTrustBundle")),
        1 => Just(("", "Secret")),
    ];
    let name = prop_oneof![6 => Just("good".to_owned()), 1 => text(&["bad", "missing"])];
    (kind, name).prop_map(|((group, kind), name)| (group.to_owned(), kind.to_owned(), name))
}

/// A reference to a client certificate.
pub(super) fn certificate() -> impl Strategy<Value = SecretObjectReference> {
    let name = prop_oneof![6 => Just("good".to_owned()), 1 => text(&["bad", "missing"])];
    (
        name,
        rarely(4, alphabet::namespace()),
        rarely(20, text(&["ConfigMap"])),
    )
        .prop_map(|(name, namespace, kind)| SecretObjectReference {
            group: None,
            kind,
            name,
            namespace,
        })
}

/// What a Gateway says of TLS.
pub(super) fn gateway_tls() -> impl Strategy<Value = GatewayTlsConfig> {
    let per_port = prop::collection::vec(tls_config(), 1..2).prop_map(|configs| {
        let ports = [443, 8080].into_iter().zip(configs);
        ports
            .map(|(port, tls)| TlsPortConfig { port, tls })
            .collect()
    });
    let frontend = (tls_config(), rarely(2, per_port))
        .prop_map(|(default, per_port)| FrontendTlsConfig { default, per_port });
    let backend = mostly(4, certificate()).prop_map(|client_certificate_ref| GatewayBackendTls {
        client_certificate_ref,
    });
    (maybe(backend), maybe(frontend))
        .prop_map(|(backend, frontend)| GatewayTlsConfig { backend, frontend })
}

fn tls_config() -> impl Strategy<Value = TlsConfig> {
    let reference = (authorities(), rarely(6, alphabet::namespace())).prop_map(
        |((group, kind, name), namespace)| ObjectReference {
            group,
            kind,
            name,
            namespace,
        },
    );
    let mode = pick(&[
        FrontendValidationModeType::AllowValidOnly,
        FrontendValidationModeType::AllowInsecureFallback,
    ]);
    let validation = (prop::collection::vec(reference, 1..3), rarely(2, mode)).prop_map(
        |(ca_certificate_refs, mode)| FrontendTlsValidation {
            ca_certificate_refs,
            mode,
        },
    );
    mostly(3, validation).prop_map(|validation| TlsConfig { validation })
}

/// How a backend is verified.
pub(super) fn validation(mix: Mix) -> impl Strategy<Value = BackendTlsPolicyValidation> {
    let refs = prop::collection::vec(authorities(), 1..3).prop_map(|refs| {
        let reference = |(group, kind, name)| LocalObjectReference { group, kind, name };
        Some(refs.into_iter().map(reference).collect())
    });
    let system = or_invalid(mix, Just("System"), Just("example.com/own"));
    let system = system.prop_map(|name| Some(WellKnownCaCertificatesType::from(name)));
    let valid = prop_oneof![3 => (refs, Just(None)), 1 => (Just(None), system)];
    let source = or_invalid(mix, valid, Just((None, None)));
    let name = prop_oneof![
        Just((Some("*.example.com".to_owned()), None)),
        Just((None, Some("spiffe://example.com/x".to_owned()))),
    ];
    let name = name.prop_map(|(hostname, uri)| SubjectAltName {
        r#type: if uri.is_some() {
            SubjectAltNameType::Uri
        } else {
            SubjectAltNameType::Hostname
        },
        hostname,
        uri,
    });
    let names = rarely(3, prop::collection::vec(name, 1..3));
    let hostname = or_invalid(mix, text(&["b.example.com"]), text(&["*.example.com", ""]));
    (source, names, hostname).prop_map(
        |((ca_certificate_refs, well_known_ca_certificates), subject_alt_names, hostname)| {
            BackendTlsPolicyValidation {
                ca_certificate_refs,
                well_known_ca_certificates,
                hostname,
                subject_alt_names,
            }
        },
    )
}
