//! Backends: what a reference to a backend resolves to (spec 6.1, 6.3, 12.63).

use std::sync::Arc;

use gateway_api_types::{BackendObjectReference, NamespacedName};

use super::context::{Context, Finding};
use super::field::Field;
use super::grants::{Referent, Referrer};
use super::policies::{Target, TargetId, TargetKind};
use super::services;
use super::x_backend::XBackendState;
use crate::backend::{AppProtocol, Backend, BackendError, BackendProtocol, BackendTarget};
use crate::backend_tls::BackendTls;
use crate::rule::RouteKind;
use crate::table::Transport;

/// A reference to a backend, whichever type holds it, without its defaults.
#[derive(Clone, Copy)]
pub(crate) struct BackendReference<'a> {
    pub(crate) group: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) namespace: Option<&'a str>,
    pub(crate) name: &'a str,
    pub(crate) port: Option<i32>,
}

/// Who refers to a backend, and what is going to be sent to it.
#[derive(Clone, Copy)]
pub(crate) struct Asker<'a> {
    pub(crate) from: Referrer<'a>,
    pub(crate) traffic: Traffic,
    /// Whether references may cross namespaces without a grant, as in a mesh (spec 8.1.10).
    pub(crate) in_mesh: bool,
    /// The Gateway that it is sent from, where policies do not hold for every one (spec 8.3.8).
    pub(crate) gateway: Option<&'a NamespacedName>,
}

/// What is sent to a backend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Traffic {
    Http,
    Grpc,
    /// Bytes of a TLS connection that ends at the gateway.
    Terminated,
    /// Bytes of a TLS connection that ends at the backend.
    Passthrough,
    Tcp,
    Udp,
    /// Spans of a Gateway.
    Telemetry,
}

/// A reference that was resolved.
pub(crate) struct Resolved {
    /// With weight 1 and no filters; where the reference is invalid it carries the error.
    pub(crate) backend: Backend,
    /// Why the reference is invalid.
    pub(crate) problem: Option<RefProblem>,
    pub(crate) findings: Vec<Finding>,
    /// The target of policies, or the XBackend, that it names.
    pub(crate) named: Option<TargetId>,
}

/// A reference that does not resolve, for `ResolvedRefs`.
#[derive(Clone, Debug)]
pub(crate) struct RefProblem {
    pub(crate) reason: &'static str,
    pub(crate) message: String,
}

/// What is known of a backend that exists.
#[derive(Default)]
pub(crate) struct Found {
    pub(crate) ready: bool,
    /// The port, where the object tells it.
    pub(crate) port: Option<u16>,
    pub(crate) app_protocol: Option<AppProtocol>,
    pub(crate) tls: Option<Arc<BackendTls>>,
    pub(crate) external_hostname: Option<Arc<str>>,
}

/// Why a reference is invalid, and what to do about it.
pub(crate) struct Refusal {
    pub(crate) error: BackendError,
    pub(crate) message: String,
    pub(crate) help: String,
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

impl Traffic {
    /// What a kind of route sends; of TLSRoutes, whose listeners end TLS.
    pub(crate) fn of(route: RouteKind) -> Self {
        match route {
            RouteKind::Http => Self::Http,
            RouteKind::Grpc => Self::Grpc,
            RouteKind::Tls => Self::Terminated,
            RouteKind::Tcp => Self::Tcp,
            RouteKind::Udp => Self::Udp,
        }
    }

    /// Whether a BackendTLSPolicy applies to it (spec 6.8.1).
    pub(crate) fn takes_policies(self) -> bool {
        matches!(
            self,
            Self::Http | Self::Grpc | Self::Terminated | Self::Telemetry
        )
    }

    /// Whether an XBackend's own TLS applies to it: to all that does not encrypt itself, and runs
    /// over TCP.
    fn takes_tls(self) -> bool {
        self.takes_policies() || self == Self::Tcp
    }

    /// What carries it.
    pub(crate) fn transport(self) -> Transport {
        if self == Self::Udp {
            Transport::Udp
        } else {
            Transport::Tcp
        }
    }

    /// Whether there are requests, which can be retried and belong to sessions.
    fn has_requests(self) -> bool {
        matches!(self, Self::Http | Self::Grpc)
    }
}

impl Refusal {
    pub(crate) fn new(error: BackendError, message: String, help: &str) -> Self {
        Self {
            error,
            message,
            help: help.to_owned(),
        }
    }
}

/// Resolves a reference: kind, grant, existence, port, protocol, TLS, in this order (spec 12.63).
pub(crate) fn resolve(
    context: &Context<'_>,
    asker: &Asker<'_>,
    field: Field<'_>,
    reference: BackendReference<'_>,
) -> Resolved {
    let namespace = reference.namespace.unwrap_or(asker.from.namespace);
    let name = NamespacedName::new(namespace, reference.name);
    let kind = TargetKind::of(reference.group, reference.kind)
        .filter(|kind| *kind != TargetKind::XBackend || context.experimental());
    let target = kind.and_then(|kind| context.policies.target(kind, &name));
    let is_x_backend = kind == Some(TargetKind::XBackend);
    // One of another namespace is none of the asker's business, and nothing is said of it (spec
    // 12.92, 12.94).
    let target = target.filter(|_| !is_x_backend || name.namespace == asker.from.namespace);
    let x_backend = (is_x_backend && target.is_some())
        .then(|| context.policies.x_backends.get(&name))
        .flatten();
    let mut backend = Backend {
        target: BackendTarget {
            group: reference.group.into(),
            kind: reference.kind.into(),
            namespace: namespace.into(),
            name: reference.name.into(),
            port: port(reference).filter(|_| !is_x_backend),
        },
        weight: 1,
        filters: Vec::new(),
        error: None,
        app_protocol: None,
        tls: None,
        external_hostname: None,
        retry_budget: None,
        session_persistence: None,
    };
    if let Some(found) = x_backend {
        backend.target.port = found.port;
    }
    // Only routes of its namespace have to do with an XBackend (spec 12.94).
    let own = kind != Some(TargetKind::XBackend) || *namespace == *asker.from.namespace;
    let mut resolved = Resolved {
        named: target.filter(|_| own).map(|target| target.id),
        problem: None,
        findings: Vec::new(),
        backend,
    };
    let checked = match kind {
        None => Err(unsupported(reference)),
        Some(TargetKind::XBackend) => own_namespace(asker, &name)
            .and_then(|()| self::x_backend(context, asker.traffic, &name, x_backend)),
        Some(kind) => permitted(context, asker, &resolved.backend.target).and_then(|()| {
            let target_ref = &resolved.backend.target;
            services::check(context, asker, target_ref, kind, &name, target)
        }),
    };
    if is_x_backend && reference.port.is_some() {
        let message = "the port of an XBackend is its own; this one is ignored";
        let finding = Finding::warning(field.member("port"), "port-of-x-backend", message);
        resolved.findings.push(finding.help("remove it"));
    }
    match checked {
        Ok(found) => resolved.accept(context, field, asker, found, target, x_backend),
        Err(refusal) => resolved.refuse(field, refusal),
    }
    resolved
}

impl Resolved {
    fn accept(
        &mut self,
        context: &Context<'_>,
        field: Field<'_>,
        asker: &Asker<'_>,
        found: Found,
        target: Option<&Target<'_>>,
        x_backend: Option<&XBackendState<'_>>,
    ) {
        let backend = &mut self.backend;
        backend.target.port = backend.target.port.or(found.port);
        backend.app_protocol = found.app_protocol;
        backend.tls = found.tls;
        backend.external_hostname = found.external_hostname;
        if asker.traffic.has_requests() {
            let left_out = &context.policies.left_out;
            let settings = target.and_then(|target| target.traffic(left_out, asker.gateway));
            let budget = settings.and_then(|settings| settings.retry_budget.as_ref());
            backend.retry_budget = budget.cloned();
            let own = x_backend.and_then(|own| own.session_persistence.as_ref());
            let policy = settings.and_then(|settings| settings.session_persistence.as_ref());
            let stanza = own.or(policy);
            backend.session_persistence = stanza.and_then(|stanza| stanza.0.clone());
        }
        if !found.ready {
            let error = context.options.choices.unready();
            backend.error = Some(error);
            let message = format!("{} has no endpoint that is ready", backend.target);
            let finding = Finding::warning(field, "no-ready-endpoints", message);
            let help = format!(
                "requests to it are answered with {} until one is",
                error.status()
            );
            self.findings.push(finding.help(help));
        }
    }

    fn refuse(&mut self, field: Field<'_>, refusal: Refusal) {
        let Refusal {
            error,
            message,
            help,
        } = refusal;
        self.backend.error = Some(error);
        self.problem = Some(RefProblem {
            reason: error.as_str(),
            message: message.clone(),
        });
        let finding = Finding::error(field, finding_id(error), message);
        self.findings.push(finding.help(help));
    }
}

fn port(reference: BackendReference<'_>) -> Option<u16> {
    let port = u16::try_from(reference.port?).ok()?;
    (port > 0).then_some(port)
}

fn unsupported(reference: BackendReference<'_>) -> Refusal {
    let (group, kind) = (reference.group, reference.kind);
    let help = match (group, kind) {
        ("core" | "v1", "Service") => "the core group is written `group: \"\"`",
        _ => "name a Service (group `\"\"`) or a ServiceImport (group `multicluster.x-k8s.io`)",
    };
    let message = format!("`{kind}` of group `{group}` is not a backend that is supported");
    Refusal::new(BackendError::InvalidKind, message, help)
}

fn permitted(
    context: &Context<'_>,
    asker: &Asker<'_>,
    target: &BackendTarget,
) -> Result<(), Refusal> {
    let from = asker.from;
    let to = Referent {
        group: &target.group,
        kind: &target.kind,
        namespace: &target.namespace,
        name: &target.name,
    };
    if asker.in_mesh || context.grants.permit(from, to) {
        return Ok(());
    }
    let help = format!(
        "a ReferenceGrant in namespace `{}` has to allow kind {} of namespace `{}` to refer to kind {}",
        target.namespace, from.kind, from.namespace, target.kind
    );
    let message = format!("no ReferenceGrant permits the reference to {target}");
    Err(Refusal::new(BackendError::RefNotPermitted, message, &help))
}

/// An XBackend serves its own namespace alone, and no grant helps (spec 12.92).
fn own_namespace(asker: &Asker<'_>, name: &NamespacedName) -> Result<(), Refusal> {
    if name.namespace == asker.from.namespace {
        return Ok(());
    }
    let message = format!("XBackend {name} is of another namespace");
    let help =
        "an XBackend is used from its own namespace alone; a ReferenceGrant does not change that";
    Err(Refusal::new(BackendError::RefNotPermitted, message, help))
}

fn x_backend(
    context: &Context<'_>,
    traffic: Traffic,
    name: &NamespacedName,
    found: Option<&XBackendState<'_>>,
) -> Result<Found, Refusal> {
    let Some(found) = found else {
        if context.options.assume.missing("XBackend") {
            let message = format!("XBackend {name} does not exist");
            let help = "create it, or name one that exists";
            return Err(Refusal::new(BackendError::BackendNotFound, message, help));
        }
        return Ok(Found {
            ready: true,
            ..Found::default()
        });
    };
    // The protocol is judged before TLS (spec 12.63).
    let spoken = found
        .protocol
        .is_none_or(|protocol| speaks(traffic, protocol));
    let told = |error: BackendError| spoken || error != BackendError::InvalidBackendTlsPolicy;
    if let Some((error, message)) = found.fault.as_ref().filter(|(error, _)| told(*error)) {
        let message = format!("XBackend {name} cannot be used: {message}");
        return Err(Refusal::new(*error, message, "mend the XBackend"));
    }
    if let Some(protocol) = found
        .protocol
        .filter(|protocol| !speaks(traffic, *protocol))
    {
        let protocol = protocol.as_str();
        let message = format!("XBackend {name} speaks `{protocol}`, which this route cannot use");
        let help = "change the XBackend's `protocol`, or leave it out";
        return Err(Refusal::new(
            BackendError::UnsupportedProtocol,
            message,
            help,
        ));
    }
    Ok(Found {
        ready: found.ready,
        port: found.port,
        app_protocol: found.protocol.map(AppProtocol::XBackend),
        tls: found.tls.clone().filter(|_| traffic.takes_tls()),
        external_hostname: found.external_hostname.clone(),
    })
}

/// Which protocols of XBackends a kind of route can use; below HTTP bytes are relayed whatever they
/// are (spec 12.93).
fn speaks(traffic: Traffic, protocol: BackendProtocol) -> bool {
    match traffic {
        Traffic::Http => protocol != BackendProtocol::Tcp,
        Traffic::Grpc => !matches!(
            protocol,
            BackendProtocol::Http11 | BackendProtocol::Tcp | BackendProtocol::Wss
        ),
        _ => true,
    }
}

/// The TLS that a policy asks for. Where it cannot be had, nothing is sent (spec 6.8.9, 12.65).
pub(crate) fn required_tls(
    verdict: Option<super::policies::TlsVerdict>,
) -> Result<Option<Arc<BackendTls>>, Refusal> {
    match verdict {
        None => Ok(None),
        Some(Ok(tls)) => Ok(Some(tls)),
        Some(Err(message)) => {
            let message = format!("its BackendTLSPolicy cannot be met: {message}");
            let help =
                "mend the policy; requests get 500 until then, and are never sent in cleartext";
            let error = BackendError::InvalidBackendTlsPolicy;
            Err(Refusal::new(error, message, help))
        }
    }
}

fn finding_id(error: BackendError) -> &'static str {
    match error {
        BackendError::InvalidKind => "invalid-backend-kind",
        BackendError::RefNotPermitted => "reference-not-permitted",
        BackendError::BackendNotFound => "backend-not-found",
        BackendError::UnsupportedProtocol => "unsupported-backend-protocol",
        BackendError::InvalidBackendTlsPolicy => "invalid-backend-tls-policy",
        BackendError::NoReadyEndpoints | BackendError::NoEndpoints => "no-ready-endpoints",
    }
}
