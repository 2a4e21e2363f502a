//! Endpoints: the addresses behind a Service port, out of EndpointSlices, and behind an XBackend, out
//! of Pods (spec 6.1.6, 6.9.6, 12.28, 12.95).

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, SocketAddr};

use gateway_api_types::{NamespacedName, ServiceImport, XBackend};
use k8s_openapi::api::core::v1::{Pod, ServicePort};
use k8s_openapi::api::discovery::v1::{Endpoint, EndpointPort, EndpointSlice};
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;

use super::policies::TargetKind;
use super::resources::Resources;
use super::services::Declared;
use crate::backend::BackendTarget;
use crate::options::{Assume, Options};
use crate::table::Transport;

/// The label of an EndpointSlice that names its Service.
const SERVICE_NAME_LABEL: &str = "kubernetes.io/service-name";

/// The endpoints behind backends, EndpointSlices found by the Service that they belong to.
#[derive(Clone, Debug)]
pub struct Endpoints<'a> {
    resources: &'a Resources,
    pub(super) slices: Cow<'a, SliceIndex>,
}

/// The names of EndpointSlices by the Service or ServiceImport that they belong to.
#[derive(Clone, Debug, Default)]
pub(crate) struct SliceIndex {
    by_service: BTreeMap<NamespacedName, BTreeSet<NamespacedName>>,
    by_import: BTreeMap<NamespacedName, BTreeSet<NamespacedName>>,
}

impl SliceIndex {
    /// Of all EndpointSlices of the input.
    pub(crate) fn of(resources: &Resources) -> Self {
        let mut index = Self::default();
        for (name, slice) in &resources.endpoint_slices {
            index.replace(name, None, Some(slice));
        }
        index
    }

    /// Follows a change of one.
    pub(crate) fn replace(
        &mut self,
        name: &NamespacedName,
        old: Option<&EndpointSlice>,
        new: Option<&EndpointSlice>,
    ) {
        for (kind, owner) in old.into_iter().flat_map(|old| owners(name, old)) {
            let index = self.index_mut(kind);
            if let Some(slices) = index.get_mut(&owner) {
                slices.remove(name);
                if slices.is_empty() {
                    index.remove(&owner);
                }
            }
        }
        for (kind, owner) in new.into_iter().flat_map(|new| owners(name, new)) {
            let slices = self.index_mut(kind).entry(owner).or_default();
            slices.insert(name.clone());
        }
    }

    /// Those of a Service or ServiceImport, in the order of their names.
    pub(crate) fn slices_of(
        &self,
        kind: TargetKind,
        name: &NamespacedName,
    ) -> impl Iterator<Item = &NamespacedName> + Clone {
        let index = match kind {
            TargetKind::ServiceImport => &self.by_import,
            _ => &self.by_service,
        };
        index.get(name).into_iter().flatten()
    }

    fn index_mut(
        &mut self,
        kind: TargetKind,
    ) -> &mut BTreeMap<NamespacedName, BTreeSet<NamespacedName>> {
        match kind {
            TargetKind::ServiceImport => &mut self.by_import,
            _ => &mut self.by_service,
        }
    }
}

/// The Service and the ServiceImport that an EndpointSlice belongs to.
pub(crate) fn owners(
    name: &NamespacedName,
    slice: &EndpointSlice,
) -> impl Iterator<Item = (TargetKind, NamespacedName)> {
    let labels = slice.metadata.labels.as_ref();
    let of = |label: &str, kind| {
        let owner = labels?.get(label)?;
        Some((kind, NamespacedName::new(&*name.namespace, owner)))
    };
    let owners = [
        of(SERVICE_NAME_LABEL, TargetKind::Service),
        of(ServiceImport::SERVICE_NAME_LABEL, TargetKind::ServiceImport),
    ];
    owners.into_iter().flatten()
}

/// Whether some of the slices of a Service has an endpoint that is ready behind a port; `None` when
/// there is none that says so or not. `port` is absent where the Service is not in the input. In
/// files, a slice that leaves `endpoints` out says nothing of them; in a cluster it is how an empty
/// one looks.
pub(crate) fn ready_among<'s>(
    options: &Options,
    slices: impl Iterator<Item = &'s EndpointSlice>,
    port: Option<&ServicePort>,
) -> Option<bool> {
    let in_files = options.assume.default == Assume::Present;
    let mut telling = slices
        .filter(|slice| !(in_files && slice.endpoints.is_none()))
        .peekable();
    telling.peek()?;
    Some(telling.any(|slice| {
        let served = port.is_none_or(|port| target_port(slice, port).is_some());
        served && slice.endpoints.iter().flatten().any(is_ready)
    }))
}

impl<'a> Endpoints<'a> {
    /// Those of a set of objects.
    pub fn of(resources: &'a Resources) -> Self {
        Self::with(resources, Cow::Owned(SliceIndex::of(resources)))
    }

    /// Those of a set of objects whose EndpointSlices are indexed already.
    pub(crate) fn with(resources: &'a Resources, slices: Cow<'a, SliceIndex>) -> Self {
        Self { resources, slices }
    }

    fn slices(
        &self,
        kind: TargetKind,
        name: &NamespacedName,
    ) -> impl Iterator<Item = &'a EndpointSlice> + Clone {
        let (all, names) = (
            &self.resources.endpoint_slices,
            self.slices.slices_of(kind, name),
        );
        names.filter_map(|name| all.get(name).map(|slice| &**slice))
    }

    /// The addresses of the ready endpoints behind a port of a Service or ServiceImport, or an XBackend that selects pods,
    /// sorted; empty where there are none, and for other kinds of backends. Where TCP and UDP share the number of a port,
    /// `transport` says which of the two is meant.
    pub fn addresses(&self, target: &BackendTarget, transport: Transport) -> Vec<SocketAddr> {
        let name = NamespacedName::new(&*target.namespace, &*target.name);
        let mut addresses: Vec<_> = match TargetKind::of(&target.group, &target.kind) {
            Some(kind @ (TargetKind::Service | TargetKind::ServiceImport)) => {
                let declared = Declared::of(self.resources, kind, &name);
                let port = declared.and_then(|found| found.port(target.port?, transport));
                let slices = self.slices(kind, &name);
                port.into_iter()
                    .flat_map(|port| {
                        slices
                            .clone()
                            .flat_map(move |slice| slice_addresses(slice, port))
                    })
                    .collect()
            }
            Some(TargetKind::XBackend) => {
                let found = self.resources.x_backends.get(&name);
                let pods = found.and_then(|x_backend| self.pods_of(&name, x_backend));
                let port = target.port;
                pods.into_iter()
                    .flatten()
                    .flat_map(pod_addresses)
                    .filter_map(|address| Some(SocketAddr::new(address, port?)))
                    .collect()
            }
            _ => Vec::new(),
        };
        addresses.sort_unstable();
        addresses.dedup();
        addresses
    }

    /// Whether a Service or ServiceImport has an endpoint that is ready behind a port; `None` when no
    /// EndpointSlice says so or not. `port` is absent where the object is not in the input.
    pub(crate) fn ready(
        &self,
        options: &Options,
        kind: TargetKind,
        name: &NamespacedName,
        port: Option<&ServicePort>,
    ) -> Option<bool> {
        ready_among(options, self.slices(kind, name), port)
    }

    /// Whether an XBackend selects a pod that is ready; `None` when its namespace has no pods at
    /// all.
    pub(crate) fn selected(&self, name: &NamespacedName, x_backend: &XBackend) -> Option<bool> {
        Some(self.pods_of(name, x_backend)?.next().is_some())
    }

    /// The ready pods that an XBackend selects: those of its namespace with all of its labels (spec
    /// 6.9.6).
    fn pods_of<'n>(
        &self,
        name: &'n NamespacedName,
        x_backend: &'a XBackend,
    ) -> Option<impl Iterator<Item = &'a Pod> + use<'a, 'n>> {
        let selector = x_backend.spec.endpoint_selector.as_ref();
        let wanted = selector.map(|selector| &selector.match_labels);
        let namespace = &name.namespace;
        let first = NamespacedName::new(&**namespace, "");
        let pods = self.resources.pods.range(first..);
        let mut pods = pods
            .take_while(move |(pod, _)| pod.namespace == *namespace)
            .map(|(_, pod)| &**pod)
            .peekable();
        pods.peek()?;
        Some(pods.filter(move |pod| {
            let labels = pod.metadata.labels.as_ref();
            let carries = |(key, value): (&String, &String)| {
                labels.and_then(|labels| labels.get(key)) == Some(value)
            };
            wanted.is_some_and(|wanted| wanted.iter().all(carries)) && pod_is_ready(pod)
        }))
    }
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
/// absent name being the empty one; or the only one there is, where one of the two has no name, which
/// is how slices written by hand look. A slice with another name alone is of another port: a Service
/// with several ports may have slices for each.
fn target_port(slice: &EndpointSlice, port: &ServicePort) -> Option<u16> {
    let name = port.name.as_deref().unwrap_or_default();
    let ports = slice.ports.as_deref().unwrap_or_default();
    let named = ports.iter().find(|found| name_of(found) == name);
    let found = match (named, ports) {
        (Some(found), _) => found.port,
        (None, [only]) if name.is_empty() || name_of(only).is_empty() => only.port,
        (None, []) => None,
        (None, _) => return None,
    };
    u16::try_from(found.unwrap_or_else(|| target_number(port))).ok()
}

fn name_of(port: &EndpointPort) -> &str {
    port.name.as_deref().unwrap_or_default()
}

/// The target port of a Service port, where it is a number; a slice without ports, or with one that has no number,
/// has all of them.
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

/// A pod is ready that says so, as long as it is not on its way out; one without a status, in a file,
/// says nothing and is taken to be.
fn pod_is_ready(pod: &Pod) -> bool {
    let status = pod.status.as_ref();
    let ready = status
        .into_iter()
        .flat_map(|status| status.conditions.iter().flatten())
        .find(|condition| condition.type_ == "Ready");
    let phase = status.and_then(|status| status.phase.as_deref());
    let ready = ready.map_or_else(
        || phase.is_none_or(|phase| phase == "Running"),
        |condition| condition.status == "True",
    );
    ready && pod.metadata.deletion_timestamp.is_none()
}

/// The addresses of a pod, of each family.
fn pod_addresses(pod: &Pod) -> Vec<IpAddr> {
    let Some(status) = &pod.status else {
        return Vec::new();
    };
    let all = status.pod_ips.iter().flatten();
    let all = all
        .map(|address| &*address.ip)
        .chain(status.pod_ip.as_deref());
    all.filter_map(|address| address.parse().ok()).collect()
}
