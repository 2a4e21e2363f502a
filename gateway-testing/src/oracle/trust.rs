//! Trust: certificate authorities that are referred to (spec 2.7.3, 2.7.6, 6.8.8, 6.8.14, 12.87).

use super::certificates::is_pem;
use super::cluster::{Cluster, Found, GROUP, Reference};
use crate::options::Channel;

/// Why a reference to certificate authorities is invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Its kind holds none.
    Kind,
    /// No ReferenceGrant permits it.
    NotPermitted,
    /// There is nothing, or nothing that parses.
    Content,
}

/// A reference to authorities, out of an object in a namespace.
#[derive(Clone, Copy, Debug)]
pub(super) struct Authorities<'a> {
    pub(super) from_kind: &'a str,
    pub(super) from_namespace: &'a str,
    pub(super) group: &'a str,
    pub(super) kind: &'a str,
    pub(super) namespace: Option<&'a str>,
    pub(super) name: &'a str,
}

/// What is wrong about a reference: its kind, then the grant, then the object (spec 12.63).
pub(super) fn fault(cluster: Cluster<'_>, found: Authorities<'_>) -> Option<Fault> {
    match (found.group, found.kind) {
        ("", "ConfigMap") => config_map_fault(cluster, found),
        ("certificates.k8s.io", "ClusterTrustBundle")
            if cluster.options.channel == Channel::Experimental
                && cluster.options.has("ClusterTrustBundle") =>
        {
            // It is of the cluster, so that a namespace makes no sense (spec 12.87).
            if found
                .namespace
                .is_some_and(|namespace| !namespace.is_empty())
            {
                return Some(Fault::Content);
            }
            let usable = match cluster.bundle(found.name) {
                Found::Object(bundle) => is_pem(&bundle.spec.trust_bundle, "CERTIFICATE-----"),
                Found::Assumed => true,
                Found::Missing => false,
            };
            (!usable).then_some(Fault::Content)
        }
        _ => Some(Fault::Kind),
    }
}

fn config_map_fault(cluster: Cluster<'_>, found: Authorities<'_>) -> Option<Fault> {
    let namespace = found.namespace.unwrap_or(found.from_namespace);
    let reference = Reference {
        from_group: GROUP,
        from_kind: found.from_kind,
        from_namespace: found.from_namespace,
        group: found.group,
        kind: found.kind,
        namespace,
        name: found.name,
    };
    if !cluster.permits(reference) {
        return Some(Fault::NotPermitted);
    }
    let usable = match cluster.config_map(namespace, found.name) {
        Found::Object(object) => {
            let text = object.data.as_ref().and_then(|data| data.get("ca.crt"));
            let bytes = object
                .binary_data
                .as_ref()
                .and_then(|data| data.get("ca.crt"));
            let bytes = bytes.map(|bytes| String::from_utf8_lossy(&bytes.0).into_owned());
            text.cloned()
                .or(bytes)
                .is_some_and(|text| is_pem(&text, "CERTIFICATE-----"))
        }
        Found::Assumed => true,
        Found::Missing => false,
    };
    (!usable).then_some(Fault::Content)
}
