//! Backend TLS: how a backend is reached over TLS, and whom the data plane takes it for (spec 6.8,
//! 6.9.3, 2.8).

use gateway_api_types::NamespacedName;

use crate::backend::Backend;
use crate::listener::Listener;

/// The TLS towards a backend: what a BackendTLSPolicy or the backend's own XBackend says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackendTls {
    /// The server name of the handshake, and the name to verify where there are no
    /// [`subject_alt_names`](Self::subject_alt_names) (spec 6.8.5).
    pub hostname: Box<str>,
    /// Names of which the certificate has to carry at least one; empty: the hostname (spec 6.8.6).
    pub subject_alt_names: Vec<SubjectAltName>,
    /// Whose signatures are trusted.
    pub authorities: Authorities,
    /// The certificate that is shown to the backend.
    pub client_certificate: ClientCertificate,
}

/// The certificate authorities that vouch for a backend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Authorities {
    /// Those that the data plane's system trusts (`wellKnownCACertificates: System`).
    System,
    /// Those of these bundles; references that do not resolve are left out, and at least one is
    /// there (spec 6.8.8).
    Bundles(Vec<Bundle>),
}

/// An object with the certificates of authorities in PEM.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bundle {
    /// A ConfigMap, under the key `ca.crt`.
    ConfigMap(NamespacedName),
    /// A ClusterTrustBundle, in `spec.trustBundle` (spec 6.8.14).
    ClusterTrustBundle(Box<str>),
}

/// A name that the certificate of a backend may carry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SubjectAltName {
    /// A DNS name in lower case, perhaps with a wildcard as its first label.
    Hostname(Box<str>),
    /// A URI, compared as it is written.
    Uri(Box<str>),
}

/// Which certificate the data plane shows to a backend that asks for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClientCertificate {
    /// That of the Gateway that the request came through, if it has one (spec 2.8.1).
    OfGateway,
    /// That of a Secret, which the backend's own object names (spec 6.9.3).
    Secret(NamespacedName),
    /// None: the backend's own object says so.
    None,
}

impl Backend {
    /// The Secret with the certificate that is shown to this backend for a request that came
    /// through a listener (`None`: through no Gateway).
    pub fn client_certificate<'a>(
        &'a self,
        listener: Option<&'a Listener>,
    ) -> Option<&'a NamespacedName> {
        match &self.tls.as_deref()?.client_certificate {
            ClientCertificate::OfGateway => listener?.client_certificate.as_deref(),
            ClientCertificate::Secret(name) => Some(name),
            ClientCertificate::None => None,
        }
    }
}

impl BackendTls {
    /// Whether a certificate with these names is the backend's: DNS names and URIs among its
    /// subject alternative names.
    pub fn accepts<'n>(
        &self,
        mut dns_names: impl Iterator<Item = &'n str>,
        mut uris: impl Iterator<Item = &'n str>,
    ) -> bool {
        if self.subject_alt_names.is_empty() {
            return dns_names.any(|name| covers(name, &self.hostname));
        }
        let (names, addresses): (Vec<_>, Vec<_>) = self
            .subject_alt_names
            .iter()
            .partition(|name| matches!(name, SubjectAltName::Hostname(_)));
        dns_names.any(|name| names.iter().any(|wanted| wanted.matches(name)))
            || uris.any(|uri| addresses.iter().any(|wanted| wanted.matches(uri)))
    }
}

impl SubjectAltName {
    /// Whether a name of the same type in a certificate is this one. A wildcard on either side
    /// stands for one label (spec 12.35).
    pub fn matches(&self, presented: &str) -> bool {
        match self {
            Self::Hostname(name) => covers(presented, name) || covers(name, presented),
            Self::Uri(uri) => **uri == *presented,
        }
    }
}

/// Whether two DNS names are equal, or the first one's wildcard stands for the first label of the
/// second.
fn covers(pattern: &str, name: &str) -> bool {
    let equal = pattern.eq_ignore_ascii_case(name);
    let suffix = |rest: &str| {
        name.split_once('.')
            .is_some_and(|(label, below)| !label.is_empty() && below.eq_ignore_ascii_case(rest))
    };
    equal || pattern.strip_prefix("*.").is_some_and(suffix)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(alt_names: &[SubjectAltName], presented: &str, expected: bool) {
        let tls = BackendTls {
            hostname: "db.example.com".into(),
            subject_alt_names: alt_names.to_vec(),
            authorities: Authorities::System,
            client_certificate: ClientCertificate::None,
        };
        let (dns, uri) = if presented.contains("://") {
            (None, Some(presented))
        } else {
            (Some(presented), None)
        };
        assert_eq!(
            tls.accepts(dns.into_iter(), uri.into_iter()),
            expected,
            "{presented} for {alt_names:?}"
        );
    }

    #[test]
    fn a_certificate_needs_one_of_the_names() {
        let host = |name: &str| SubjectAltName::Hostname(name.into());
        check(&[], "db.example.com", true);
        check(&[], "DB.example.com", true);
        check(&[], "*.example.com", true);
        check(&[], "*.com", false);
        check(&[], "other.example.com", false);
        check(&[host("other.example.com")], "db.example.com", false);
        check(&[host("*.example.com")], "db.example.com", true);
        check(&[host("*.example.com")], "*.example.com", true);
        check(&[host("*.example.com")], "a.db.example.com", false);
        check(&[host("*.example.com")], "example.com", false);
        let uri = SubjectAltName::Uri("spiffe://cluster/db".into());
        check(std::slice::from_ref(&uri), "spiffe://cluster/db", true);
        check(&[uri], "spiffe://cluster/web", false);
    }
}
