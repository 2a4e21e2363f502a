//! Services as backends: existence, port, protocol, TLS and endpoints (spec 6.1, 6.3, 6.8).

use gateway_api_types::NamespacedName;
use k8s_openapi::api::core::v1::{Service, ServicePort};

use super::backends::{Found, Refusal, Traffic, required_tls};
use super::context::Context;
use super::many;
use super::policies::Target;
use crate::backend::{AppProtocol, BackendError, BackendTarget};

const NO_PORT: &str = "write the `port` of the Service, a number from 1 to 65535";

/// What a reference to a Service finds.
pub(crate) fn check(
    context: &Context<'_>,
    traffic: Traffic,
    target: &BackendTarget,
    name: &NamespacedName,
    policies: Option<&Target<'_>>,
) -> Result<Found, Refusal> {
    let policies = policies.filter(|_| traffic.takes_policies());
    let service = context.resources.services.get(name);
    if service.is_none() && context.options.assume.missing("Service") {
        return Err(Refusal::new(
            BackendError::BackendNotFound,
            format!("Service {name} does not exist"),
            "create it, or name one that exists",
        ));
    }
    if service.is_some_and(|service| is_external_name(service)) {
        return Err(Refusal::new(
            BackendError::BackendNotFound,
            format!("{target} is of type ExternalName"),
            "route to a Service with endpoints; names outside the cluster could be pointed at anything",
        ));
    }
    let Some(number) = target.port else {
        let message = format!("the reference to {target} has no port");
        return Err(Refusal::new(
            BackendError::BackendNotFound,
            message,
            NO_PORT,
        ));
    };
    let port = match service {
        None => None,
        Some(service) => {
            let declared = declared_port(service, number, traffic == Traffic::Udp);
            Some(declared.ok_or_else(|| no_such_port(service, name, number))?)
        }
    };
    let verdict = policies.and_then(|target| target.tls(port));
    let declared = port.and_then(|port| port.app_protocol.as_deref());
    let app_protocol = declared.and_then(AppProtocol::parse);
    if let Some(protocol) =
        app_protocol.filter(|protocol| !usable(traffic, *protocol, verdict.is_some()))
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
        ready: ready(context, name, port),
        app_protocol,
        tls: required_tls(verdict)?,
        external_hostname: None,
    })
}

/// The port of a Service that a number means. Where TCP and UDP share it, the traffic decides.
pub(crate) fn declared_port(service: &Service, number: u16, udp: bool) -> Option<&ServicePort> {
    let of_number = || ports(service).filter(|port| port.port == i32::from(number));
    let mut fitting = of_number().filter(|port| (port.protocol.as_deref() == Some("UDP")) == udp);
    fitting.next().or_else(|| of_number().next())
}

fn ports(service: &Service) -> impl Iterator<Item = &ServicePort> {
    let spec = service.spec.iter();
    spec.flat_map(|spec| spec.ports.iter().flatten())
}

fn is_external_name(service: &Service) -> bool {
    service.spec.as_ref().and_then(|spec| spec.type_.as_deref()) == Some("ExternalName")
}

fn no_such_port(service: &Service, name: &NamespacedName, number: u16) -> Refusal {
    let ports = many::listed(ports(service).map(|port| port.port));
    let help = if ports.is_empty() {
        "it has no ports".to_owned()
    } else {
        format!("its ports are {ports}")
    };
    let message = format!("Service {name} has no port {number}");
    Refusal::new(BackendError::BackendNotFound, message, &help)
}

/// A Service without any EndpointSlice counts as ready, unless the options say that it is not (spec
/// 12.28).
fn ready(context: &Context<'_>, service: &NamespacedName, port: Option<&ServicePort>) -> bool {
    context
        .endpoints
        .ready(context.options, service, port)
        .unwrap_or_else(|| !context.options.assume.missing("EndpointSlice"))
}

/// Which protocols a kind of route can use, WebSocket over TLS only with a policy that brings the
/// TLS; below HTTP bytes are relayed whatever they are (spec 6.3.2, 12.62).
fn usable(traffic: Traffic, protocol: AppProtocol, over_tls: bool) -> bool {
    match traffic {
        Traffic::Http => match protocol {
            AppProtocol::H2c | AppProtocol::Ws => true,
            _ => over_tls,
        },
        Traffic::Grpc => protocol == AppProtocol::H2c,
        _ => true,
    }
}
