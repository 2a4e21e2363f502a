//! Services, of this cluster and of others, as backends: existence, port, protocol, TLS and endpoints (spec 6.1, 6.3, 6.8).

use gateway_api_types::{Feature, NamespacedName, ServiceImport};
use k8s_openapi::api::core::v1::{Service, ServicePort};

use super::backends::{Asker, Found, Refusal, Traffic, required_tls};
use super::context::Context;
use super::many;
use super::policies::{Target, TargetKind};
use super::resources::Resources;
use crate::backend::{AppProtocol, BackendError, BackendTarget};
use crate::table::Transport;

/// What a Service or ServiceImport of the input says of itself.
#[derive(Clone, Copy)]
pub(crate) struct Declared<'a> {
    pub(crate) ports: &'a [ServicePort],
    /// Whether it has an address of its own.
    pub(crate) has_frontend: bool,
    is_external_name: bool,
}

const NO_PORT: &str = "write the `port` of the Service, a number from 1 to 65535";

/// What a reference to a Service or ServiceImport finds.
pub(crate) fn check(
    context: &Context<'_>,
    asker: &Asker<'_>,
    target: &BackendTarget,
    kind: TargetKind,
    name: &NamespacedName,
    policies: Option<&Target<'_>>,
) -> Result<Found, Refusal> {
    let traffic = asker.traffic;
    let policies = policies.filter(|_| traffic.takes_policies());
    let service = Declared::of(context.resources, kind, name);
    if service.is_none() && context.options.assume.missing(kind.as_str()) {
        return Err(Refusal::new(
            BackendError::BackendNotFound,
            format!("{} {name} does not exist", kind.as_str()),
            "create it, or name one that exists",
        ));
    }
    if service.is_some_and(|service| service.is_external_name) {
        return Err(Refusal::new(
            BackendError::BackendNotFound,
            format!("{target} is of type ExternalName"),
            "route to a Service with endpoints; names outside the cluster could be pointed at anything",
        ));
    }
    let port = match (service, target.port) {
        // Of a ServiceImport the port need not be said, and nobody knows which ones it has.
        (None, None) if kind == TargetKind::ServiceImport => None,
        (Some(service), None) if kind == TargetKind::ServiceImport => {
            Some(service.only_port().ok_or_else(|| no_port(target))?)
        }
        (_, None) => return Err(no_port(target)),
        (None, Some(_)) => None,
        (Some(service), Some(number)) => {
            let declared = service.port(number, traffic.transport());
            Some(declared.ok_or_else(|| no_such_port(service, kind, name, number))?)
        }
    };
    let verdict = policies.and_then(|target| {
        let left_out = &context.policies.left_out;
        target.tls(port, left_out, asker.gateway)
    });
    let declared = port.and_then(|port| port.app_protocol.as_deref());
    let app_protocol = declared.and_then(AppProtocol::parse);
    if let Some(protocol) =
        app_protocol.filter(|protocol| !usable(context, traffic, *protocol, verdict.is_some()))
    {
        let protocol = protocol.as_str();
        let message = format!("{target} speaks `{protocol}`, which this route cannot use");
        let help = match app_protocol {
            Some(AppProtocol::Wss) if traffic == Traffic::Http => {
                "an HTTPRoute reaches it with a BackendTLSPolicy on the Service"
            }
            _ => "change the port's `appProtocol`, or route to another port",
        };
        return Err(Refusal::new(
            BackendError::UnsupportedProtocol,
            message,
            help,
        ));
    }
    Ok(Found {
        ready: ready(context, kind, name, port),
        port: port.and_then(|port| u16::try_from(port.port).ok()),
        app_protocol,
        tls: required_tls(verdict)?,
        external_hostname: None,
    })
}

impl<'a> Declared<'a> {
    /// What an object of the input says.
    pub(crate) fn of(
        resources: &'a Resources,
        kind: TargetKind,
        name: &NamespacedName,
    ) -> Option<Self> {
        match kind {
            TargetKind::ServiceImport => {
                let import = resources.service_imports.get(name)?;
                Some(Self::of_import(import))
            }
            _ => Some(Self::of_service(resources.services.get(name)?)),
        }
    }

    /// Headless Services and names of other hosts have no address to route at (spec 8.1.2).
    pub(crate) fn of_service(service: &'a Service) -> Self {
        let spec = service.spec.as_ref();
        let is_external_name = spec.and_then(|spec| spec.type_.as_deref()) == Some("ExternalName");
        let is_headless = spec.and_then(|spec| spec.cluster_ip.as_deref()) == Some("None");
        Self {
            ports: spec
                .and_then(|spec| spec.ports.as_deref())
                .unwrap_or_default(),
            has_frontend: !is_external_name && !is_headless,
            is_external_name,
        }
    }

    fn of_import(import: &'a ServiceImport) -> Self {
        Self {
            ports: &import.spec.ports,
            has_frontend: import.spec.r#type.as_deref() != Some("Headless"),
            is_external_name: false,
        }
    }

    /// The port that a number means. Where several protocols share it, the traffic decides.
    pub(crate) fn port(&self, number: u16, transport: Transport) -> Option<&'a ServicePort> {
        let mut of_number = self
            .ports
            .iter()
            .filter(|port| port.port == i32::from(number));
        let fitting = |port: &&ServicePort| carries(port, transport);
        of_number.clone().find(fitting).or_else(|| of_number.next())
    }

    fn only_port(&self) -> Option<&'a ServicePort> {
        match self.ports {
            // No port has the number 0.
            [only] if (1..=0xffff).contains(&only.port) => Some(only),
            _ => None,
        }
    }
}

/// Whether a port is of this protocol; one that does not say is of TCP (spec 12.48).
pub(crate) fn carries(port: &ServicePort, transport: Transport) -> bool {
    match port.protocol.as_deref() {
        None | Some("" | "TCP") => transport == Transport::Tcp,
        Some("UDP") => transport == Transport::Udp,
        Some(_) => false,
    }
}

fn no_port(target: &BackendTarget) -> Refusal {
    let message = format!("the reference to {target} has no port");
    Refusal::new(BackendError::BackendNotFound, message, NO_PORT)
}

fn no_such_port(
    service: Declared<'_>,
    kind: TargetKind,
    name: &NamespacedName,
    number: u16,
) -> Refusal {
    let ports = many::listed(service.ports.iter().map(|port| port.port));
    let help = if ports.is_empty() {
        "it has no ports".to_owned()
    } else {
        format!("its ports are {ports}")
    };
    let message = format!("{} {name} has no port {number}", kind.as_str());
    Refusal::new(BackendError::BackendNotFound, message, &help)
}

/// One without any EndpointSlice counts as ready, unless the options say that it is not (spec 12.28).
fn ready(
    context: &Context<'_>,
    kind: TargetKind,
    name: &NamespacedName,
    port: Option<&ServicePort>,
) -> bool {
    context
        .endpoints
        .ready(context.options, kind, name, port)
        .unwrap_or_else(|| !context.options.assume.missing("EndpointSlice"))
}

/// Which protocols a kind of route can use, WebSocket over TLS only with a policy that brings the
/// TLS; below HTTP bytes are relayed whatever they are (spec 6.3.2, 12.62).
fn usable(context: &Context<'_>, traffic: Traffic, protocol: AppProtocol, over_tls: bool) -> bool {
    let has = |feature| context.options.has(&feature);
    match traffic {
        Traffic::Http => match protocol {
            AppProtocol::H2c => has(Feature::HttpRouteBackendProtocolH2c),
            AppProtocol::Ws => has(Feature::HttpRouteBackendProtocolWebSocket),
            _ => over_tls && has(Feature::HttpRouteBackendProtocolWebSocket),
        },
        Traffic::Grpc => protocol == AppProtocol::H2c,
        _ => true,
    }
}
