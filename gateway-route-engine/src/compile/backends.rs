//! Backends: what a reference to a backend resolves to (spec 6.1, 6.3, 12.63).

use gateway_api_types::{BackendObjectReference, NamespacedName};

use super::context::{Context, Finding, GATEWAY_GROUP};
use super::endpoints::declared_port;
use super::field::Field;
use super::grants::{Referent, Referrer};
use crate::backend::{AppProtocol, Backend, BackendError, BackendTarget};
use crate::rule::RouteKind;

/// A reference to a backend, whichever type holds it, without its defaults.
#[derive(Clone, Copy)]
pub(crate) struct BackendReference<'a> {
    pub(crate) group: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) namespace: Option<&'a str>,
    pub(crate) name: &'a str,
    pub(crate) port: Option<i32>,
}

/// Who refers to a backend.
#[derive(Clone, Copy)]
pub(crate) struct Asker<'a> {
    /// Kind of the Gateway API, as grants name it.
    pub(crate) kind: &'a str,
    pub(crate) namespace: &'a str,
    /// The kind of routes whose protocols the backend has to speak.
    pub(crate) route: RouteKind,
    /// Whether references may cross namespaces without a grant, as in a mesh (spec 8.1.10).
    pub(crate) in_mesh: bool,
}

/// A reference that does not resolve, for `ResolvedRefs`.
#[derive(Clone, Debug)]
pub(crate) struct RefProblem {
    pub(crate) reason: &'static str,
    pub(crate) message: String,
}

impl<'a> From<&'a BackendObjectReference> for BackendReference<'a> {
    fn from(reference: &'a BackendObjectReference) -> Self {
        Self {
            group: reference.group(),
            kind: reference.kind(),
            namespace: reference.namespace.as_deref(),
            name: &reference.name,
            port: reference.port,
        }
    }
}

/// Resolves a reference of a route or listener. What comes back has weight 1 and no filters; where the
/// reference is invalid it carries the error, and the finding says what to write instead.
pub(crate) fn resolve(
    context: &Context<'_>,
    asker: Asker<'_>,
    field: Field<'_>,
    reference: BackendReference<'_>,
) -> (Backend, Option<Finding>) {
    let target = BackendTarget {
        group: reference.group.into(),
        kind: reference.kind.into(),
        namespace: reference.namespace.unwrap_or(asker.namespace).into(),
        name: reference.name.into(),
        port: reference
            .port
            .and_then(|port| u16::try_from(port).ok())
            .filter(|port| *port > 0),
    };
    let (error, app_protocol, finding) = match check(context, asker, &target) {
        Ok(found) if found.ready => (None, found.app_protocol, None),
        Ok(found) => {
            let finding = Finding::warning(
                field,
                "no-ready-endpoints",
                format!("{target} has no endpoint that is ready"),
            );
            let finding = finding.help("requests to it are answered with 503 until one is");
            (
                Some(BackendError::NoReadyEndpoints),
                found.app_protocol,
                Some(finding),
            )
        }
        Err((error, message, help)) => {
            let finding = Finding::error(field, finding_id(error), message).help(help);
            (Some(error), None, Some(finding))
        }
    };
    (
        Backend {
            target,
            weight: 1,
            filters: Vec::new(),
            error,
            app_protocol,
        },
        finding,
    )
}

/// What is known of a backend that exists.
struct Found {
    ready: bool,
    app_protocol: Option<AppProtocol>,
}

type Refusal = (BackendError, String, String);

/// Kind, grant, existence, port, protocol, in this order (spec 12.63).
fn check(
    context: &Context<'_>,
    asker: Asker<'_>,
    target: &BackendTarget,
) -> Result<Found, Refusal> {
    let kind = kind(target)?;
    if !asker.in_mesh {
        permitted(context, asker, target)?;
    }
    match kind {
        Kind::Service => service(context, asker.route, target),
        Kind::ServiceImport if context.options.assume.missing("ServiceImport") => Err((
            BackendError::BackendNotFound,
            format!("{target} does not exist"),
            "create it".to_owned(),
        )),
        Kind::ServiceImport => Ok(Found {
            ready: true,
            app_protocol: None,
        }),
    }
}

/// The kinds of backends that routes can name.
enum Kind {
    Service,
    ServiceImport,
}

fn kind(target: &BackendTarget) -> Result<Kind, Refusal> {
    match (&*target.group, &*target.kind) {
        ("", "Service") => Ok(Kind::Service),
        ("multicluster.x-k8s.io", "ServiceImport") => Ok(Kind::ServiceImport),
        (group, kind) => {
            let help = match (group, kind) {
                ("core" | "v1", "Service") => "the core group is written `group: \"\"`",
                _ => {
                    "name a Service (group `\"\"`) or a ServiceImport (group `multicluster.x-k8s.io`)"
                }
            };
            let message = format!("`{kind}` of group `{group}` is not a backend that is supported");
            Err((BackendError::InvalidKind, message, help.to_owned()))
        }
    }
}

fn permitted(
    context: &Context<'_>,
    asker: Asker<'_>,
    target: &BackendTarget,
) -> Result<(), Refusal> {
    let from = Referrer {
        group: GATEWAY_GROUP,
        kind: asker.kind,
        namespace: asker.namespace,
    };
    let to = Referent {
        group: &target.group,
        kind: &target.kind,
        namespace: &target.namespace,
        name: &target.name,
    };
    if context.grants.permit(from, to) {
        return Ok(());
    }
    let help = format!(
        "a ReferenceGrant in namespace `{}` has to allow kind {} of namespace `{}` to refer to kind {}",
        target.namespace, from.kind, from.namespace, target.kind
    );
    Err((
        BackendError::RefNotPermitted,
        format!("no ReferenceGrant permits the reference to {target}"),
        help,
    ))
}

fn service(
    context: &Context<'_>,
    route: RouteKind,
    target: &BackendTarget,
) -> Result<Found, Refusal> {
    let refuse = |error, message, help: &str| Err((error, message, help.to_owned()));
    let name = NamespacedName::new(&*target.namespace, &*target.name);
    let Some(service) = context.resources.services.get(&name) else {
        if context.options.assume.missing("Service") {
            return refuse(
                BackendError::BackendNotFound,
                format!("Service {name} does not exist"),
                "create it, or name one that exists",
            );
        }
        if target.port.is_none() {
            return refuse(
                BackendError::BackendNotFound,
                format!("the reference to {target} has no port"),
                NO_PORT,
            );
        }
        return Ok(Found {
            ready: ready(context, &name, None),
            app_protocol: None,
        });
    };
    if service.spec.as_ref().and_then(|spec| spec.type_.as_deref()) == Some("ExternalName") {
        let help = "route to a Service with endpoints; names outside the cluster could be pointed at anything";
        return refuse(
            BackendError::BackendNotFound,
            format!("{target} is of type ExternalName"),
            help,
        );
    }
    let Some(number) = target.port else {
        return refuse(
            BackendError::BackendNotFound,
            format!("the reference to {target} has no port"),
            NO_PORT,
        );
    };
    let Some(port) = declared_port(service, number) else {
        let ports = service
            .spec
            .iter()
            .flat_map(|spec| spec.ports.iter().flatten());
        let ports: Vec<_> = ports.map(|port| port.port.to_string()).collect();
        let help = format!(
            "its ports are {}",
            if ports.is_empty() {
                "none".to_owned()
            } else {
                ports.join(", ")
            }
        );
        return refuse(
            BackendError::BackendNotFound,
            format!("Service {name} has no port {number}"),
            &help,
        );
    };
    let app_protocol = port.app_protocol.as_deref().and_then(AppProtocol::parse);
    if let Some(protocol) = app_protocol.filter(|protocol| !usable(*protocol, route)) {
        let message = format!(
            "{target} speaks `{}`, which a {} cannot use",
            protocol.as_str(),
            route.as_str()
        );
        return refuse(
            BackendError::UnsupportedProtocol,
            message,
            "change the port's `appProtocol`, or route to another port",
        );
    }
    Ok(Found {
        ready: ready(context, &name, Some(port)),
        app_protocol,
    })
}

const NO_PORT: &str = "write the `port` of the Service, a number from 1 to 65535";

/// A Service without any EndpointSlice counts as ready, unless the options say that it is not (spec
/// 12.28).
fn ready(
    context: &Context<'_>,
    service: &NamespacedName,
    port: Option<&k8s_openapi::api::core::v1::ServicePort>,
) -> bool {
    context
        .slices
        .ready(service, port)
        .unwrap_or_else(|| !context.options.assume.missing("EndpointSlice"))
}

/// Which protocols a kind of route can use; below HTTP bytes are relayed whatever they are (spec
/// 6.3.2, 12.62).
fn usable(protocol: AppProtocol, route: RouteKind) -> bool {
    match route {
        RouteKind::Http => matches!(protocol, AppProtocol::H2c | AppProtocol::Ws),
        RouteKind::Grpc => protocol == AppProtocol::H2c,
        RouteKind::Tls | RouteKind::Tcp | RouteKind::Udp => true,
    }
}

fn finding_id(error: BackendError) -> &'static str {
    match error {
        BackendError::InvalidKind => "invalid-backend-kind",
        BackendError::RefNotPermitted => "reference-not-permitted",
        BackendError::BackendNotFound => "backend-not-found",
        BackendError::UnsupportedProtocol => "unsupported-backend-protocol",
        BackendError::NoReadyEndpoints => "no-ready-endpoints",
    }
}
