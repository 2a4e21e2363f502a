//! Upstreams: the endpoints of everything that requests may be sent to.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;
use gateway_api_types::well_known::EXPERIMENTAL_GROUP;
use gateway_api_types::{NamespacedName, ServiceImport};
use gateway_route_engine::backend::BackendTarget;
use gateway_route_engine::{Endpoints, Resources, Transport};
use k8s_openapi::api::core::v1::ServicePort;

use crate::upstream::{Registry, Upstream};

/// Each port of each Service and ServiceImport, and each XBackend.
#[derive(Debug, Default)]
pub struct Upstreams {
    tcp: HashMap<BackendTarget, Arc<Upstream>, RandomState>,
    udp: HashMap<BackendTarget, Arc<Upstream>, RandomState>,
}

impl Upstreams {
    /// Those of a set of objects.
    pub fn of(resources: &Resources, registry: &Registry) -> Self {
        let endpoints = Endpoints::of(resources);
        let mut upstreams = Self::default();
        for (name, service) in &resources.services {
            let ports = service.spec.iter();
            for port in ports.flat_map(|spec| spec.ports.iter().flatten()) {
                let target = target("", "Service", name, port.port);
                upstreams.add_port(target, port, &endpoints, registry);
            }
        }
        for (name, import) in &resources.service_imports {
            for port in &import.spec.ports {
                let target = target(ServiceImport::GROUP, "ServiceImport", name, port.port);
                upstreams.add_port(target, port, &endpoints, registry);
            }
        }
        for (name, x_backend) in &resources.x_backends {
            let spec = &x_backend.spec;
            let number = spec.port.number.unwrap_or_default();
            let target = target(EXPERIMENTAL_GROUP, "XBackend", name, number);
            let host = spec.external_hostname.as_ref();
            let upstream = match (host, target.port) {
                (Some(host), Some(port)) => {
                    let (host, tally) = (host.hostname.as_str().into(), registry.tally(&target));
                    Upstream::named(&target, host, port, registry, tally)
                }
                _ => listed(&target, Transport::Tcp, &endpoints, registry),
            };
            upstreams.tcp.insert(target, Arc::new(upstream));
        }
        upstreams
    }

    fn add_port(
        &mut self,
        target: BackendTarget,
        port: &ServicePort,
        endpoints: &Endpoints<'_>,
        registry: &Registry,
    ) {
        let (transport, upstreams) = match port.protocol.as_deref() {
            Some("UDP") => (Transport::Udp, &mut self.udp),
            _ => (Transport::Tcp, &mut self.tcp),
        };
        let upstream = listed(&target, transport, endpoints, registry);
        upstreams.insert(target, Arc::new(upstream));
    }

    /// That of a backend. A number that a Service has only for the other transport counts, too.
    pub fn get(&self, target: &BackendTarget, transport: Transport) -> Option<&Arc<Upstream>> {
        let (own, other) = match transport {
            Transport::Tcp => (&self.tcp, &self.udp),
            Transport::Udp => (&self.udp, &self.tcp),
        };
        own.get(target).or_else(|| other.get(target))
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &Upstream> {
        let all = self.tcp.values().chain(self.udp.values());
        all.map(|upstream| &**upstream)
    }
}

/// The endpoints that objects list for a port.
fn listed(
    target: &BackendTarget,
    transport: Transport,
    endpoints: &Endpoints<'_>,
    registry: &Registry,
) -> Upstream {
    let addresses = endpoints.addresses(target, transport).into_iter();
    let endpoints = addresses.map(|address| registry.endpoint(address));
    Upstream::listed(target, endpoints.collect(), registry.tally(target))
}

fn target(group: &str, kind: &str, name: &NamespacedName, port: i32) -> BackendTarget {
    BackendTarget {
        group: group.into(),
        kind: kind.into(),
        namespace: name.namespace.as_str().into(),
        name: name.name.as_str().into(),
        port: u16::try_from(port).ok(),
    }
}
