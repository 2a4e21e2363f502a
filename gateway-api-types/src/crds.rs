//! Complete CRDs of the kinds.

use k8s_openapi::apiextensions_apiserver::pkg::apis::apiextensions::v1::CustomResourceDefinition;

use crate::channel::Channel;
use crate::schema_facts;

/// CRDs of a channel, sorted by name, ready to be installed: with every version, default, pattern,
/// rule, printer column, label and annotation of the release, and without descriptions.
///
/// ```
/// use gateway_api_types::{Channel, crds};
///
/// let names: Vec<_> = crds(Channel::Standard).map(|crd| crd.metadata.name.unwrap()).collect();
/// assert_eq!(names[0], "backendtlspolicies.gateway.networking.k8s.io");
/// assert_eq!(names.len(), 10);
/// ```
// Compiled where it is used: reading a CRD takes more code than all of our types.
#[inline]
pub fn crds(channel: Channel) -> impl Iterator<Item = CustomResourceDefinition> {
    // The data is made of CRDs alone, which a test compares one by one with the published ones.
    schema_facts::crds(channel).filter_map(|crd| serde_json::from_value(crd).ok())
}
