//! Connection to the backend, as a decision tells of it: TLS, sessions, limits on retries. Data keep
//! the API's names, with defaults filled in.

use gateway_api_types::NamespacedName;
use gateway_route_engine::backend_tls::{Authorities, Bundle, SubjectAltName};
use gateway_route_engine::session_persistence::SessionCarrier;
use gateway_route_engine::{Backend, Forward, retry_budget, session_persistence};
use serde::Serialize;

use super::parts::canonical;

/// How TLS to a backend is set up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BackendTls<'a> {
    /// Server name of the handshake, and the name to verify where there are no others.
    pub hostname: &'a str,
    /// Names of which the certificate has to carry one.
    pub subject_alt_names: Vec<AltName<'a>>,
    /// Bundles whose authorities are trusted, those that cannot be used left out.
    #[serde(rename = "caCertificateRefs")]
    pub ca_certificate_refs: Vec<ObjectRef<'a>>,
    /// `System`, where its authorities are trusted.
    #[serde(rename = "wellKnownCACertificates")]
    pub well_known_ca_certificates: Option<&'static str>,
    /// The certificate that is shown to the backend.
    pub client_certificate_ref: Option<SecretRef<'a>>,
}

/// A name in a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type")]
pub enum AltName<'a> {
    /// A DNS name.
    Hostname {
        /// The name.
        hostname: &'a str,
    },
    /// A URI.
    #[serde(rename = "URI")]
    Uri {
        /// The URI.
        uri: &'a str,
    },
}

/// A reference without a namespace: the object is beside the one that refers to it, or in none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ObjectRef<'a> {
    /// API group, empty for the core group.
    pub group: &'static str,
    /// Kind.
    pub kind: &'static str,
    /// Name.
    pub name: &'a str,
}

/// A reference to a Secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct SecretRef<'a> {
    /// The core group, which is empty.
    pub group: &'static str,
    /// `Secret`.
    pub kind: &'static str,
    /// Namespace.
    pub namespace: &'a str,
    /// Name.
    pub name: &'a str,
}

/// Limit on the retries to a backend, as `retryConstraint` spells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RetryBudget {
    /// The share of the requests that may be retries.
    pub budget: Budget,
    /// The rate of retries that is always allowed.
    pub min_retry_rate: RequestRate,
}

/// A share of requests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Budget {
    /// In percent.
    pub percent: u8,
    /// The time in which they are counted.
    pub interval: String,
}

/// A rate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RequestRate {
    /// This many ...
    pub count: u32,
    /// ... in this time.
    pub interval: String,
}

/// What keeps a client at one endpoint of the backend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SessionPersistence<'a> {
    /// `Cookie` or `Header`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// How long a session lasts at most.
    pub absolute_timeout: Option<String>,
    /// What only type `Cookie` has.
    pub cookie: Option<Cookie<'a>>,
    /// What only type `Header` has.
    pub header: Option<Header<'a>>,
    /// Where it is configured: `XBackend`, `rule` or `XBackendTrafficPolicy`.
    pub from: &'static str,
}

/// A cookie with the token of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Cookie<'a> {
    /// Its name; null: of the data plane's making.
    pub name: Option<&'a str>,
    /// Its path.
    pub path: &'a str,
    /// `Session` or `Permanent`.
    pub lifetime_type: &'static str,
}

/// A header with the token of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Header<'a> {
    /// Its name, in lower case.
    pub name: &'a str,
}

impl<'a> BackendTls<'a> {
    /// The TLS of a request that is forwarded.
    pub(super) fn of(forward: &Forward<'a>) -> Option<Self> {
        let backend: &'a Backend = forward.backend;
        let tls = backend.tls.as_deref()?;
        let (ca_certificate_refs, well_known_ca_certificates) = match &tls.authorities {
            Authorities::System => (Vec::new(), Some("System")),
            Authorities::Bundles(bundles) => (bundles.iter().map(ObjectRef::from).collect(), None),
        };
        let certificate = backend.client_certificate(forward.matched.listener);
        Some(Self {
            hostname: &tls.hostname,
            subject_alt_names: tls.subject_alt_names.iter().map(AltName::from).collect(),
            ca_certificate_refs,
            well_known_ca_certificates,
            client_certificate_ref: certificate.map(SecretRef::from),
        })
    }
}

impl<'a> From<&'a SubjectAltName> for AltName<'a> {
    fn from(name: &'a SubjectAltName) -> Self {
        match name {
            SubjectAltName::Hostname(hostname) => Self::Hostname { hostname },
            SubjectAltName::Uri(uri) => Self::Uri { uri },
        }
    }
}

impl<'a> From<&'a Bundle> for ObjectRef<'a> {
    fn from(bundle: &'a Bundle) -> Self {
        let (group, kind, name) = match bundle {
            Bundle::ConfigMap(name) => ("", "ConfigMap", &*name.name),
            Bundle::ClusterTrustBundle(name) => {
                ("certificates.k8s.io", "ClusterTrustBundle", &**name)
            }
        };
        Self { group, kind, name }
    }
}

impl<'a> From<&'a NamespacedName> for SecretRef<'a> {
    fn from(name: &'a NamespacedName) -> Self {
        Self {
            group: "",
            kind: "Secret",
            namespace: &name.namespace,
            name: &name.name,
        }
    }
}

impl From<&retry_budget::RetryBudget> for RetryBudget {
    fn from(budget: &retry_budget::RetryBudget) -> Self {
        Self {
            budget: Budget {
                percent: budget.percent,
                interval: canonical(budget.interval),
            },
            min_retry_rate: RequestRate {
                count: budget.min_retry_count,
                interval: canonical(budget.min_retry_interval),
            },
        }
    }
}

impl<'a> From<&'a session_persistence::SessionPersistence> for SessionPersistence<'a> {
    fn from(sessions: &'a session_persistence::SessionPersistence) -> Self {
        let (kind, cookie, header) = match &sessions.carrier {
            SessionCarrier::Cookie {
                name,
                path,
                permanent,
            } => {
                let cookie = Cookie {
                    name: name.as_deref(),
                    path,
                    lifetime_type: if *permanent { "Permanent" } else { "Session" },
                };
                ("Cookie", Some(cookie), None)
            }
            SessionCarrier::Header(name) => {
                let header = Header {
                    name: name.as_str(),
                };
                ("Header", None, Some(header))
            }
        };
        Self {
            kind,
            absolute_timeout: sessions.absolute_timeout.map(canonical),
            cookie,
            header,
            from: sessions.from.as_str(),
        }
    }
}
