//! Material: certificates, keys and authorities, as they stand in objects (spec 2.6.3, 2.7.3, 6.8.8).

use std::collections::BTreeMap;
use std::sync::Arc;

use gateway_api_types::NamespacedName;
use gateway_route_engine::Resources;
use gateway_route_engine::backend_tls::Bundle;
use k8s_openapi::api::certificates::v1beta1::ClusterTrustBundle;
use k8s_openapi::api::core::v1::{ConfigMap, Secret};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, UnixTime};
use rustls::sign::CertifiedKey;
use rustls::{Error, InconsistentKeys};
use webpki::{EndEntityCert, KeyUsage};

use super::provider;

/// The objects that hold it.
#[derive(Clone, Debug, Default)]
pub struct Material {
    secrets: BTreeMap<NamespacedName, Arc<Secret>>,
    config_maps: BTreeMap<NamespacedName, Arc<ConfigMap>>,
    trust_bundles: BTreeMap<String, Arc<ClusterTrustBundle>>,
}

/// The entry of a Secret because of which its certificate cannot be used, and what is wrong with it.
pub type Unusable = (&'static str, String);

impl Material {
    /// That of a set of objects.
    pub fn of(resources: &Resources) -> Self {
        Self {
            secrets: resources.secrets.clone(),
            config_maps: resources.config_maps.clone(),
            trust_bundles: resources.cluster_trust_bundles.clone(),
        }
    }

    /// An entry of a Secret, empty if it is not there; what is written as text goes before what is encoded.
    pub fn entry(&self, secret: &NamespacedName, key: &str) -> &[u8] {
        let Some(secret) = self.secrets.get(secret) else {
            return &[];
        };
        let text = secret.string_data.as_ref().and_then(|data| data.get(key));
        let encoded = || Some(&*secret.data.as_ref()?.get(key)?.0);
        let entry = text.map(String::as_bytes).or_else(encoded);
        entry.unwrap_or_default()
    }

    /// The certificate of a Secret with its chain and key.
    pub fn certified_key(&self, secret: &NamespacedName) -> Result<CertifiedKey, Unusable> {
        let chain = CertificateDer::pem_slice_iter(self.entry(secret, "tls.crt"));
        let chain: Vec<_> = chain.collect::<Result<_, _>>().unwrap_or_default();
        let leaf = chain.first().map(EndEntityCert::try_from);
        if !matches!(leaf, Some(Ok(_))) {
            return Err(("tls.crt", "`tls.crt` holds no X.509 certificate".to_owned()));
        }
        let key = PrivateKeyDer::from_pem_slice(self.entry(secret, "tls.key"));
        let key = key.map_err(|_| ("tls.key", "`tls.key` holds no private key".to_owned()))?;
        let fitting = CertifiedKey::from_der(chain, key, provider());
        fitting.map_err(|error| match error {
            Error::InconsistentKeys(InconsistentKeys::KeyMismatch) => {
                ("tls.key", "the key does not fit the certificate".to_owned())
            }
            error => ("tls.key", format!("the key cannot be used: {error}")),
        })
    }

    /// The PEM text of a bundle of authorities, empty if it is not there.
    pub fn bundle(&self, bundle: &Bundle) -> &str {
        let found = match bundle {
            Bundle::ConfigMap(name) => {
                let data = self
                    .config_maps
                    .get(name)
                    .and_then(|found| found.data.as_ref());
                data.and_then(|data| data.get("ca.crt"))
            }
            Bundle::ClusterTrustBundle(name) => {
                let found = self.trust_bundles.get(&**name);
                found.map(|found| &found.spec.trust_bundle)
            }
        };
        found.map_or("", String::as_str)
    }
}

/// Why a certificate does not hold today, which clients will not take kindly.
pub fn out_of_date(certificate: &CertificateDer<'_>) -> Option<&'static str> {
    let certificate = EndEntityCert::try_from(certificate).ok()?;
    let algorithms = provider().signature_verification_algorithms.all;
    let (now, usage) = (UnixTime::now(), KeyUsage::server_auth());
    // Its dates are looked at before its issuer, of whom nothing is known here.
    match certificate.verify_for_usage(algorithms, &[], &[], now, usage, None, None) {
        Err(webpki::Error::CertExpired { .. }) => Some("has expired"),
        Err(webpki::Error::CertNotValidYet { .. }) => Some("is not valid yet"),
        _ => None,
    }
}
