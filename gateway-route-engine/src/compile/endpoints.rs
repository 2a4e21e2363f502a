//! Endpoints: the addresses behind a Service port, out of EndpointSlices (spec 6.1.6, 12.28).

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};

use gateway_api_types::NamespacedName;
use k8s_openapi::api::core::v1::{Service, ServicePort};
use k8s_openapi::api::discovery::v1::{Endpoint, EndpointSlice};
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;

use super::resources::Resources;
use crate::backend::BackendTarget;
use crate::options::{Assume, Options};

/// The label of an EndpointSlice that names its Service.
const SERVICE_NAME_LABEL: &str = "kubernetes.io/service-name";

/// The EndpointSlices of the input by the Service that they belong to.
pub(crate) struct Slices<'a> {
    by_service: BTreeMap<NamespacedName, Vec<&'a EndpointSlice>>,
}

impl<'a> Slices<'a> {
    /// In files, a slice that leaves `endpoints` out says nothing of them; in a cluster it is how an
    /// empty one looks.
    pub(crate) fn new(resources: &'a Resources, options: &Options) -> Self {
        let in_files = options.assume.default == Assume::Present;
        let mut by_service: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (name, slice) in &resources.endpoint_slices {
            let labels = slice.metadata.labels.as_ref();
            let service = labels.and_then(|labels| labels.get(SERVICE_NAME_LABEL));
            if let Some(service) = service
                && !(in_files && slice.endpoints.is_none())
            {
                let service = NamespacedName::new(&*name.namespace, service);
                by_service.entry(service).or_default().push(&**slice);
            }
        }
        Self { by_service }
    }

    /// Whether a Service has an endpoint that is ready behind a port; `None` when it has no
    /// EndpointSlice at all. `port` is absent where the Service is not in the input.
    pub(crate) fn ready(
        &self,
        service: &NamespacedName,
        port: Option<&ServicePort>,
    ) -> Option<bool> {
        let slices = self.by_service.get(service)?;
        Some(slices.iter().any(|slice| {
            let served = port.is_none_or(|port| target_port(slice, port).is_some());
            served && slice.endpoints.iter().flatten().any(is_ready)
        }))
    }
}

impl Resources {
    /// The addresses of the ready endpoints behind a Service port, sorted; empty where there are
    /// none, and for other kinds of backends.
    pub fn endpoints(&self, target: &BackendTarget) -> Vec<SocketAddr> {
        let service = NamespacedName::new(&*target.namespace, &*target.name);
        let port = (target.group.is_empty() && &*target.kind == "Service")
            .then(|| {
                self.services
                    .get(&service)
                    .and_then(|found| declared_port(found, target.port?))
            })
            .flatten();
        let Some(port) = port else {
            return Vec::new();
        };
        let in_namespace = self.endpoint_slices.iter().filter(|(name, slice)| {
            let label = slice
                .metadata
                .labels
                .as_ref()
                .and_then(|labels| labels.get(SERVICE_NAME_LABEL));
            name.namespace == service.namespace && label == Some(&service.name)
        });
        let mut addresses: Vec<_> = in_namespace
            .flat_map(|(_, slice)| slice_addresses(slice, port))
            .collect();
        addresses.sort_unstable();
        addresses.dedup();
        addresses
    }
}

/// The port of a Service that a reference means.
pub(crate) fn declared_port(service: &Service, number: u16) -> Option<&ServicePort> {
    service
        .spec
        .as_ref()?
        .ports
        .iter()
        .flatten()
        .find(|port| port.port == i32::from(number))
}

fn slice_addresses(slice: &EndpointSlice, port: &ServicePort) -> Vec<SocketAddr> {
    let Some(target) = target_port(slice, port) else {
        return Vec::new();
    };
    let ready = slice
        .endpoints
        .iter()
        .flatten()
        .filter(|endpoint| is_ready(endpoint));
    ready
        .flat_map(|endpoint| &endpoint.addresses)
        .filter_map(|address| address.parse::<IpAddr>().ok())
        .map(|address| SocketAddr::new(address, target))
        .collect()
}

/// The port of a slice's endpoints that stands behind a Service port: the one of the same name, an
/// absent name being the empty one; or the only one there is, whatever its name, which is how
/// slices written by hand look.
fn target_port(slice: &EndpointSlice, port: &ServicePort) -> Option<u16> {
    let name = port.name.as_deref().unwrap_or_default();
    let ports = slice.ports.as_deref().unwrap_or_default();
    let named = ports
        .iter()
        .find(|found| found.name.as_deref().unwrap_or_default() == name);
    let number = match (named, ports) {
        (Some(found), _) => found.port?,
        (None, [only]) => only.port?,
        (None, []) => target_number(port),
        (None, _) => return None,
    };
    u16::try_from(number).ok()
}

/// The target port of a Service port, where it is a number; a slice without ports has all of them.
fn target_number(port: &ServicePort) -> i32 {
    match port.target_port {
        Some(IntOrString::Int(number)) => number,
        _ => port.port,
    }
}

/// An endpoint that says nothing of its readiness is ready.
fn is_ready(endpoint: &Endpoint) -> bool {
    let ready = endpoint
        .conditions
        .as_ref()
        .and_then(|conditions| conditions.ready);
    ready.unwrap_or(true) && !endpoint.addresses.is_empty()
}
