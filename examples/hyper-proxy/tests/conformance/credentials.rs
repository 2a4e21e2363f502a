//! Credentials: the certificates and authorities that the suite makes itself, made on the spot.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::common::pki::{Authority, Identity};

/// Everything by its kind, namespace and name.
pub(crate) struct Credentials {
    identities: BTreeMap<String, Identity>,
    authorities: BTreeMap<String, Authority>,
    /// Whose certificate it is, by the key of an identity: the key of the authority's bundle, empty for one that is its own.
    signers: BTreeMap<String, String>,
}

impl Credentials {
    /// Those of the recordings.
    pub(crate) fn new(recorded: &Value) -> Self {
        let objects = recorded["objects"].as_array().unwrap();
        let text = |object: &Value, member: &str| object[member].as_str().unwrap().to_owned();
        // The bundle of an authority, by the authority's name.
        let mut bundles: BTreeMap<String, String> = BTreeMap::new();
        let mut all = Self {
            identities: BTreeMap::new(),
            authorities: BTreeMap::new(),
            signers: BTreeMap::new(),
        };
        for object in objects
            .iter()
            .filter(|object| object["kind"] == "ConfigMap")
        {
            let signer = text(object, "signer");
            let signer = signer.split(' ').next().unwrap();
            all.authorities.insert(key(object), Authority::new(signer));
            bundles.insert(signer.to_owned(), key(object));
        }
        let own = Authority::new("itself");
        for object in objects.iter().filter(|object| object["kind"] == "Secret") {
            let signer = text(object, "signer");
            let (bundle, authority) = match signer.rsplit_once(" signed by ") {
                Some((_, name)) => (bundles[name].clone(), &all.authorities[&bundles[name]]),
                None => (String::new(), &own),
            };
            let names = object["sans"].as_array().into_iter().flatten();
            let names: Vec<_> = names
                .map(|name| name.as_str().unwrap().trim_start_matches("URI:"))
                .collect();
            let identity = if signer.starts_with("client") {
                authority.client()
            } else {
                authority.server(&names)
            };
            all.signers.insert(key(object), bundle);
            all.identities.insert(key(object), identity);
        }
        all
    }

    /// Puts the real contents into a Secret or ConfigMap of the suite.
    pub(crate) fn fill_in(&self, object: &mut Value) {
        let key = key(&json!({
            "kind": object["kind"],
            "namespace": object["metadata"]["namespace"],
            "name": object["metadata"]["name"],
        }));
        if let Some(identity) = self.identities.get(&key) {
            object["stringData"] =
                json!({ "tls.crt": identity.certificate, "tls.key": identity.key });
        }
        if let Some(authority) = self.authorities.get(&key) {
            object["data"] = json!({ "ca.crt": authority.pem() });
        }
        // What a mutation writes points to where the contents are.
        for (_, value) in object["data"].as_object_mut().into_iter().flatten() {
            let pointer = value
                .as_str()
                .and_then(|text| text.lines().next())
                .unwrap_or_default();
            if let Some(pem) = self.pointed_to(pointer) {
                *value = json!(pem);
            }
        }
    }

    /// The identity that `secret:ns/name#tls.crt` points to.
    pub(crate) fn identity(&self, pointer: &str) -> &Identity {
        &self.identities[&pointed(pointer).unwrap()]
    }

    /// The identity in a Secret.
    pub(crate) fn of_secret(&self, namespace: &str, name: &str) -> Option<&Identity> {
        self.identities.get(&format!("Secret {namespace}/{name}"))
    }

    /// The authority that a ConfigMap bundles.
    pub(crate) fn of_config_map(&self, namespace: &str, name: &str) -> &Authority {
        &self.authorities[&format!("ConfigMap {namespace}/{name}")]
    }

    fn pointed_to(&self, pointer: &str) -> Option<String> {
        let key = pointed(pointer)?;
        let identity = self.identities.get(&key);
        let certificate = identity.map(|identity| identity.certificate.clone());
        certificate.or_else(|| Some(self.authorities.get(&key)?.pem()))
    }

    /// Whether who trusts what a pointer points to trusts this certificate.
    pub(crate) fn trusts(&self, pointer: &str, certificate: &[u8]) -> bool {
        let key = pointed(pointer).unwrap();
        let mut shown = self
            .identities
            .iter()
            .filter(|(_, identity)| *identity.chain()[0] == *certificate);
        shown.any(|(name, _)| *name == key || self.signers[name] == key)
    }
}

fn key(object: &Value) -> String {
    let text = |member: &str| object[member].as_str().unwrap_or_default();
    format!("{} {}/{}", text("kind"), text("namespace"), text("name"))
}

/// The key of what a pointer points to.
fn pointed(pointer: &str) -> Option<String> {
    let (kind, rest) = pointer.split_once(':')?;
    let (name, _) = rest.split_once('#')?;
    match kind {
        "secret" => Some(format!("Secret {name}")),
        "configmap" => Some(format!("ConfigMap {name}")),
        _ => None,
    }
}
