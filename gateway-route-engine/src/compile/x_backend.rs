//! XBackend: a backend that is described on its own, judged once for all references to it (spec
//! 6.9, 12.71, 12.92 to 12.95, 12.98).

use std::sync::Arc;

use gateway_api_types::x_backend::{
    BackendProtocol as WireProtocol, BackendSpec, BackendTls as WireTls, BackendTlsMode,
    BackendType,
};
use gateway_api_types::{NamespacedName, XBackend};

use super::certificates::check_secret;
use super::context::{Context, Finding, Findings};
use super::diagnostics::ObjectRef;
use super::field::Field;
use super::session_persistence::{Stanza, lower};
use super::tls_validation;
use crate::backend::{BackendError, BackendProtocol};
use crate::backend_tls::{Authorities, BackendTls, ClientCertificate};
use crate::hostname::Hostname;
use crate::session_persistence::SessionScope;

/// An XBackend that was judged.
pub(crate) struct XBackendState<'a> {
    pub(crate) x_backend: &'a XBackend,
    pub(crate) object: ObjectRef,
    pub(crate) port: Option<u16>,
    pub(crate) protocol: Option<BackendProtocol>,
    pub(crate) tls: Option<Arc<BackendTls>>,
    pub(crate) external_hostname: Option<Arc<str>>,
    /// Its own sessions, where it has a say; a stanza that cannot be used is one without sessions.
    pub(crate) session_persistence: Option<Stanza>,
    /// Why it cannot be used, whoever refers to it.
    pub(crate) fault: Option<(BackendError, String)>,
    /// Why its status says so (spec 12.94, 12.98): a protocol that does not go with its TLS alone
    /// does not show there.
    pub(crate) invalid: Option<String>,
    pub(crate) ready: bool,
}

/// Judges all XBackends.
pub(super) fn judge<'a>(
    context: &Context<'a>,
    findings: &mut Findings,
) -> Vec<(&'a NamespacedName, XBackendState<'a>)> {
    let all = context.resources.x_backends.iter();
    all.map(|(name, x_backend)| (name, judge_one(context, findings, name, x_backend)))
        .collect()
}

fn judge_one<'a>(
    context: &Context<'a>,
    findings: &mut Findings,
    name: &NamespacedName,
    x_backend: &'a XBackend,
) -> XBackendState<'a> {
    let spec = &x_backend.spec;
    let mut state = XBackendState {
        x_backend,
        object: ObjectRef::experimental("XBackend", name),
        port: None,
        protocol: None,
        tls: None,
        external_hostname: None,
        session_persistence: None,
        fault: None,
        invalid: None,
        ready: true,
    };
    state.judge_endpoints(context, findings, spec);
    state.judge_protocol(findings, spec);
    state.judge_tls(context, findings, spec);
    state.judge_sessions(findings, spec);
    if spec.r#type == BackendType::EndpointSelector {
        // Without any Pod in the input they are taken to be somewhere else (spec 12.95).
        let selected = context.endpoints.selected(name, x_backend);
        state.ready = selected.unwrap_or_else(|| !context.options.assume.missing("Pod"));
    }
    state
}

impl XBackendState<'_> {
    /// What its type needs, without which nothing can be dialled (spec 12.98).
    fn judge_endpoints(
        &mut self,
        context: &Context<'_>,
        findings: &mut Findings,
        spec: &BackendSpec,
    ) {
        let field = Field::Root("spec");
        let number = spec.port.number.and_then(|port| u16::try_from(port).ok());
        self.port = number.filter(|port| *port > 0);
        if self.port.is_none() {
            let finding = Finding::error(
                field.member("port"),
                "invalid-x-backend",
                "an XBackend needs a port",
            );
            let help = "write `port.number`, from 1 to 65535; `port.port` is how v1.6 spelled it";
            self.refuse(findings, BackendError::BackendNotFound, finding.help(help));
        }
        match &spec.r#type {
            BackendType::ExternalHostname => {
                let text = spec
                    .external_hostname
                    .as_ref()
                    .map_or("", |external| &external.hostname);
                match external_hostname(text, &context.options.cluster_domain) {
                    Ok(hostname) => self.external_hostname = Some(hostname),
                    Err(help) => {
                        let message = format!("`{text}` is not a host outside the cluster");
                        let place = field.member("externalHostname");
                        let place = place.member("hostname");
                        let finding = Finding::error(place, "invalid-x-backend", message);
                        self.refuse(findings, BackendError::BackendNotFound, finding.help(help));
                    }
                }
            }
            BackendType::EndpointSelector => {
                let labels = spec.endpoint_selector.as_ref();
                if labels.is_none_or(|selector| selector.match_labels.is_empty()) {
                    let place = field.member("endpointSelector");
                    let message = "an XBackend of type `EndpointSelector` needs labels";
                    let finding = Finding::error(place, "invalid-x-backend", message);
                    let help = "write `matchLabels` with the labels of the pods";
                    self.refuse(findings, BackendError::BackendNotFound, finding.help(help));
                }
            }
            unknown => {
                let message = format!("`{unknown}` is not a type of XBackend");
                let finding = Finding::error(field.member("type"), "invalid-x-backend", message);
                let help = "write `ExternalHostname` or `EndpointSelector`";
                self.refuse(findings, BackendError::BackendNotFound, finding.help(help));
            }
        }
    }

    /// What it speaks, and whether that goes with TLS or without (spec 12.93).
    fn judge_protocol(&mut self, findings: &mut Findings, spec: &BackendSpec) {
        let Some(wire) = &spec.protocol else {
            return;
        };
        let encrypted = spec.tls().mode != BackendTlsMode::None;
        let (protocol, contradicts) = match wire {
            WireProtocol::Mcp => (Some(BackendProtocol::Mcp), false),
            WireProtocol::Tcp => (Some(BackendProtocol::Tcp), false),
            WireProtocol::Http => (Some(BackendProtocol::Http), false),
            WireProtocol::Http2 => (Some(BackendProtocol::Http2), !encrypted),
            WireProtocol::Http11 => (Some(BackendProtocol::Http11), false),
            WireProtocol::H2c => (Some(BackendProtocol::H2c), encrypted),
            WireProtocol::Grpc => (Some(BackendProtocol::Grpc), false),
            WireProtocol::Wss => (Some(BackendProtocol::Wss), !encrypted),
            _ => (None, true),
        };
        self.protocol = protocol;
        if contradicts {
            let (message, help) = match (protocol, encrypted) {
                (None, _) => (
                    format!("`{wire}` is not a protocol of backends"),
                    "leave it out to speak what the route speaks",
                ),
                (_, true) => (
                    format!("`{wire}` is spoken in cleartext"),
                    "write `HTTP2`, or `tls.mode: None`",
                ),
                (_, false) => (
                    format!("`{wire}` is spoken over TLS"),
                    "write `tls` with a mode other than `None`",
                ),
            };
            let place = Field::Root("spec.protocol");
            let finding = Finding::error(place, "invalid-x-backend", message);
            self.refuse(
                findings,
                BackendError::UnsupportedProtocol,
                finding.help(help),
            );
        }
    }

    /// How it is reached over TLS. What cannot be met is never made up for by cleartext (spec
    /// 12.71, 12.94).
    fn judge_tls(&mut self, context: &Context<'_>, findings: &mut Findings, spec: &BackendSpec) {
        let wire = spec.tls();
        let field = Field::Root("spec.tls");
        let client_certificate = match &wire.mode {
            BackendTlsMode::None => return,
            BackendTlsMode::ServerOnly => Ok(ClientCertificate::None),
            BackendTlsMode::ClientAndServer => self.client_certificate(context, field, wire),
            unknown => {
                let message = format!("`{unknown}` is not a mode of TLS");
                let finding = Finding::error(field.member("mode"), "invalid-x-backend", message);
                Err(finding.help("write `None`, `ServerOnly` or `ClientAndServer`"))
            }
        };
        let client_certificate = match client_certificate {
            Ok(found) => found,
            Err(finding) => {
                self.refuse(findings, BackendError::InvalidBackendTlsPolicy, finding);
                ClientCertificate::None
            }
        };
        match (&wire.validation, &self.external_hostname) {
            (Some(validation), _) => {
                let object = self.object.clone();
                let place = field.member("validation");
                let judged = tls_validation::judge(
                    context,
                    findings,
                    &object,
                    place,
                    validation,
                    client_certificate,
                );
                match judged.tls {
                    Ok(tls) => self.tls = Some(Arc::new(tls)),
                    Err((_, message)) => self.fail(BackendError::InvalidBackendTlsPolicy, message),
                }
            }
            (None, Some(hostname)) => {
                self.tls = Some(Arc::new(BackendTls {
                    hostname: (&**hostname).into(),
                    subject_alt_names: Vec::new(),
                    authorities: Authorities::System,
                    client_certificate,
                }));
            }
            (None, None) => {
                let message = "TLS needs to know whom to take for the backend";
                let finding = Finding::error(field, "invalid-x-backend", message);
                let help = "write `validation` with a `hostname` and whom to trust";
                self.refuse(
                    findings,
                    BackendError::InvalidBackendTlsPolicy,
                    finding.help(help),
                );
            }
        }
    }

    fn client_certificate(
        &self,
        context: &Context<'_>,
        field: Field<'_>,
        wire: &WireTls,
    ) -> Result<ClientCertificate, Finding> {
        let place = field.member("clientCertificateRef");
        let Some(reference) = &wire.client_certificate_ref else {
            let message = "mode `ClientAndServer` needs a certificate to show";
            let finding = Finding::error(place, "invalid-x-backend", message);
            return Err(finding.help("name a Secret, or write `mode: ServerOnly`"));
        };
        check_secret(
            context,
            &self.object,
            reference,
            "InvalidClientCertificateRef",
        )
        .map(ClientCertificate::Secret)
        .map_err(|bad| bad.finding(place))
    }

    /// Sessions are kept among pods; one host has no endpoints to choose from (spec 6.6.1).
    fn judge_sessions(&mut self, findings: &mut Findings, spec: &BackendSpec) {
        let Some(wire) = &spec.session_persistence else {
            return;
        };
        let field = Field::Root("spec.sessionPersistence");
        if spec.r#type != BackendType::EndpointSelector {
            let message = "only an XBackend of type `EndpointSelector` can keep sessions";
            let finding = Finding::warning(field, "no-session-persistence", message);
            findings.push(&self.object, finding.help("remove it"));
            return;
        }
        let mut lowered = lower(field, wire, SessionScope::XBackend);
        let (notes, faults) = (lowered.notes.drain(..), lowered.faults.drain(..));
        for finding in notes.chain(faults) {
            findings.push(&self.object, finding);
        }
        self.session_persistence = Some(lowered.stanza());
    }

    /// Notes why it cannot be used, and tells of it. The first reason stays.
    fn refuse(&mut self, findings: &mut Findings, error: BackendError, finding: Finding) {
        self.fail(error, finding.message.clone());
        findings.push(&self.object, finding);
    }

    fn fail(&mut self, error: BackendError, message: String) {
        if error != BackendError::UnsupportedProtocol {
            self.invalid.get_or_insert(message.clone());
        }
        self.fault.get_or_insert((error, message));
    }
}

/// A host outside the cluster: names of the cluster could be pointed at anything (spec 6.9.1).
fn external_hostname(text: &str, cluster_domain: &str) -> Result<Arc<str>, String> {
    let hostname = Hostname::parse(text).map_err(|error| error.to_string())?;
    let name = hostname.as_str();
    if hostname.is_wildcard() {
        return Err("write one host, without a wildcard".to_owned());
    }
    let within = |domain: &str| {
        name.strip_suffix(domain)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    if within("cluster.local") || within(&cluster_domain.to_ascii_lowercase()) {
        return Err("name a Service in `backendRefs` instead of its DNS name".to_owned());
    }
    Ok(name.into())
}
