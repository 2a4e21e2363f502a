//! ServiceImport: a kind of the Multi-Cluster Services API that routes refer to (spec 6.1.2, 8.1.1). It is no
//! kind of the Gateway API, and k8s-openapi does not have it.

use k8s_openapi::api::core::v1::ServicePort;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;
use serde::{Deserialize, Serialize};

/// A Service of other clusters of the ClusterSet, as far as routing depends on it. Its endpoints are in
/// EndpointSlices that carry its name in [`SERVICE_NAME_LABEL`](Self::SERVICE_NAME_LABEL).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub struct ServiceImport {
    /// Version that the object was read in; all of them have the same fields.
    #[serde(default = "default_version")]
    pub api_version: String,
    /// Standard metadata of the object.
    #[serde(default)]
    pub metadata: ObjectMeta,
    /// Ports and addresses.
    #[serde(default)]
    pub spec: ServiceImportSpec,
}

/// Ports and addresses of a ServiceImport.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ServiceImportSpec {
    /// Ports that it is reached at; of a Service's port it lacks `targetPort` and `nodePort`.
    #[serde(default, deserialize_with = "or_empty")]
    pub ports: Vec<ServicePort>,
    /// Addresses of a `ClusterSetIP`.
    #[serde(default, deserialize_with = "or_empty")]
    pub ips: Vec<String>,
    /// `ClusterSetIP`, or `Headless` for one without an address of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
}

impl ServiceImport {
    /// API group of the kind.
    pub const GROUP: &str = "multicluster.x-k8s.io";
    /// Name of the kind.
    pub const KIND: &str = "ServiceImport";
    /// Label of an EndpointSlice that names the ServiceImport it belongs to.
    pub const SERVICE_NAME_LABEL: &str = "multicluster.kubernetes.io/service-name";
}

impl Default for ServiceImport {
    fn default() -> Self {
        Self {
            api_version: default_version(),
            metadata: ObjectMeta::default(),
            spec: ServiceImportSpec::default(),
        }
    }
}

fn default_version() -> String {
    format!("{}/v1alpha1", ServiceImport::GROUP)
}

/// Reads a list that may be null.
fn or_empty<'de, D: serde::Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}
