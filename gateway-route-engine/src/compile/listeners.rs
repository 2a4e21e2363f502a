//! Listeners: each listener of a Gateway and its ListenerSets, and what can be said of it alone
//! (spec 2.2, 2.6, 2.10).

use std::collections::BTreeSet;

use gateway_api_types::{
    AllowedRoutes, Feature, FromNamespaces, Listener, ListenerEntry, ListenerFilter as WireFilter,
    ListenerFilters, ListenerTlsConfig, NamespacedName, TlsModeType,
};

use super::attach::Refusal;
use super::conflicts::Conflict;
use super::context::{Context, Finding, Findings};
use super::diagnostics::ObjectRef;
use super::field::Field;
use super::frontend_tls::FrontendTls;
use super::{certificates, features, listener_filters, route_kinds};
use crate::backend_tls::Bundle;
use crate::filters::ListenerFilter;
use crate::hostname::Hostname;
use crate::listener::{ClientValidation, ListenerId, ListenerParent, ListenerProtocol, TlsMode};
use crate::rule::RouteKind;

/// A listener on its way through compile.
pub(crate) struct ListenerState<'a> {
    pub(crate) id: ListenerId,
    /// Its place in the list of its object.
    index: usize,
    /// The place of the resource in the order of precedence: the Gateway is 0, then its
    /// ListenerSets (spec 2.12.3).
    pub(crate) rank: usize,
    pub(crate) port: Option<u16>,
    /// `None`: a protocol that nothing here serves.
    pub(crate) protocol: Option<ListenerProtocol>,
    /// `Err`: a hostname that none is; the listener is not accepted.
    pub(crate) hostname: Result<Option<Hostname>, ()>,
    pub(crate) tls: Option<&'a ListenerTlsConfig>,
    pub(crate) allowed_routes: Option<&'a AllowedRoutes>,
    /// The kinds of routes that may attach, in the order in which they are listed.
    pub(crate) supported: Vec<RouteKind>,
    pub(crate) conflict: Option<Conflict>,
    /// Why references do not resolve, in the order in which they are judged (spec 12.63).
    pub(crate) unresolved: Vec<Unresolved>,
    /// Why TLS cannot end here, where TLSRoutes would need it (spec 2.10.3).
    pub(crate) unsupported_mode: Option<Refusal>,
    /// Why it needs a feature that is switched off.
    pub(crate) unsupported_feature: Option<Refusal>,
    /// The Secrets of the certificates that resolve; with none TLS cannot end here.
    pub(crate) certificates: Vec<NamespacedName>,
    /// Whether clients have to show certificates and no authority for them resolves (spec 2.7.4).
    pub(crate) hopeless_clients: bool,
    /// What clients have to show.
    pub(crate) client_validation: Option<ClientValidation>,
    /// The certificate authorities for clients that resolve.
    pub(crate) client_authorities: Vec<Bundle>,
    /// What requests pass before routes are matched.
    pub(crate) filters: Vec<ListenerFilter>,
    /// Why the filters make the listener unacceptable (spec 5.9.7).
    pub(crate) bad_filter: Option<Refusal>,
    /// Whether its TLS hostnames overlap those of another listener (spec 2.5.4).
    pub(crate) overlapping: bool,
    pub(crate) attached_routes: i32,
}

/// A reference of a listener that does not resolve.
#[derive(Clone, Debug)]
pub(crate) struct Unresolved {
    pub(crate) reason: &'static str,
    pub(crate) message: String,
}

/// What a Gateway's listener and a ListenerSet's entry have in common, which is everything.
pub(crate) struct ListenerSpec<'a> {
    pub(crate) name: &'a str,
    pub(crate) hostname: Option<&'a str>,
    pub(crate) port: i32,
    pub(crate) protocol: &'a str,
    pub(crate) tls: Option<&'a ListenerTlsConfig>,
    pub(crate) allowed_routes: Option<&'a AllowedRoutes>,
    pub(crate) filters: &'a [WireFilter],
}

/// The resource that listeners are read from.
pub(crate) struct Holder<'a> {
    pub(crate) parent: ListenerParent,
    pub(crate) name: &'a NamespacedName,
    pub(crate) rank: usize,
    /// What the Gateway asks of clients, its ListenerSets' included (spec 12.55).
    pub(crate) frontend: &'a FrontendTls,
}

impl Holder<'_> {
    /// The listeners that are read from the resource. Of several with one name the first counts,
    /// for a status has one entry for each name.
    pub(crate) fn listeners<'a>(
        &self,
        context: &Context<'_>,
        findings: &mut Findings,
        specs: impl Iterator<Item = ListenerSpec<'a>>,
    ) -> Vec<ListenerState<'a>> {
        let mut names = BTreeSet::new();
        let mut listeners = Vec::new();
        for (index, spec) in specs.enumerate() {
            if names.insert(spec.name) {
                listeners.push(ListenerState::new(context, findings, self, index, &spec));
                continue;
            }
            let object = ObjectRef::gateway_api(self.parent.as_str(), self.name);
            let list = Field::Root("spec.listeners");
            let message = format!(
                "a listener before it is called `{}`, too; this one is ignored",
                spec.name
            );
            let finding = Finding::error(list.item(index), "duplicate-listener", message);
            findings.push(&object, finding.help("give it a name of its own"));
        }
        listeners
    }
}

impl<'a> ListenerState<'a> {
    pub(crate) fn new(
        context: &Context<'_>,
        findings: &mut Findings,
        holder: &Holder<'_>,
        index: usize,
        spec: &ListenerSpec<'a>,
    ) -> Self {
        let object = ObjectRef::gateway_api(holder.parent.as_str(), holder.name);
        let listeners = Field::Root("spec.listeners");
        let field = listeners.item(index);
        let mut state = Self {
            id: ListenerId {
                parent: holder.parent,
                name: holder.name.clone(),
                section: spec.name.to_owned(),
            },
            index,
            rank: holder.rank,
            port: u16::try_from(spec.port).ok().filter(|port| *port > 0),
            protocol: ListenerProtocol::parse(spec.protocol)
                .filter(|protocol| route_kinds::serves(context, *protocol)),
            hostname: hostname(findings, &object, field, spec.hostname),
            tls: spec.tls,
            allowed_routes: spec.allowed_routes,
            supported: Vec::new(),
            conflict: None,
            unresolved: Vec::new(),
            unsupported_mode: None,
            unsupported_feature: None,
            certificates: Vec::new(),
            hopeless_clients: false,
            client_validation: None,
            client_authorities: Vec::new(),
            filters: Vec::new(),
            bad_filter: None,
            overlapping: false,
            attached_routes: 0,
        };
        if state.port.is_none() {
            let message = format!("`{}` is not a port", spec.port);
            let finding = Finding::error(field.member("port"), "invalid-port", message);
            findings.push(&object, finding.help("a port is a number from 1 to 65535"));
        }
        certificates::resolve(context, findings, &object, field, &mut state);
        if state.protocol == Some(ListenerProtocol::Https)
            && let Some(validation) = holder.frontend.on_port(spec.port)
        {
            state
                .unresolved
                .extend(validation.unresolved.iter().cloned());
            state.hopeless_clients = validation.hopeless;
            state.client_validation = Some(validation.mode);
            state.client_authorities.clone_from(&validation.authorities);
        }
        let terminates = state.protocol == Some(ListenerProtocol::Tls) && state.terminates_tls();
        if terminates && !context.options.has(&Feature::TlsRouteModeTerminate) {
            let message = "TLS is passed through alone, and cannot end at a TLS listener";
            state.unsupported_mode = Some(("UnsupportedValue", message.to_owned()));
        }
        state.unsupported_feature = features::refusal(context, &state);
        if let Some((_, message)) = &state.unsupported_feature {
            let finding = Finding::error(field, "unsupported-feature", message.clone());
            findings.push(&object, finding.help("switch the feature on"));
        }
        state.check_tls(findings, &object, field);
        if let Some(namespaces) = spec
            .allowed_routes
            .and_then(|allowed| allowed.namespaces.as_ref())
            && *namespaces.from() == FromNamespaces::Selector
            && namespaces.selector.is_none()
        {
            let allowed = field.member("allowedRoutes");
            findings.push(&object, selector_missing(allowed.member("namespaces")));
        }
        state.resolve_kinds(context, findings, &object, field);
        let (protocol, filters) = (state.protocol, spec.filters);
        let judged = listener_filters::judge(context, findings, &object, field, protocol, filters);
        state.unresolved.extend(judged.unresolved);
        state.filters = judged.filters;
        state.bad_filter = judged.refusal;
        state
    }

    /// Reports that the listener lost to others.
    pub(crate) fn report_conflict(&self, findings: &mut Findings) {
        let Some(conflict) = &self.conflict else {
            return;
        };
        let list = Field::Root("spec.listeners");
        let message = conflict.message.clone();
        let finding = Finding::error(list.item(self.index), "listener-conflict", message);
        let help =
            "give it another port, or a hostname of its own beside listeners of its protocol";
        let object = ObjectRef::gateway_api(self.id.parent.as_str(), &self.id.name);
        findings.push(&object, finding.help(help));
    }

    /// The reason and message of `Accepted=False`, if the listener is not accepted.
    pub(crate) fn rejection(&self) -> Option<(&'static str, String)> {
        if self.protocol.is_none() {
            let message = "the protocol is not one of HTTP, HTTPS, TLS, TCP and UDP";
            return Some(("UnsupportedProtocol", message.to_owned()));
        }
        if self.port.is_none() {
            return Some((
                "PortUnavailable",
                "the port is not a number from 1 to 65535".to_owned(),
            ));
        }
        if let Some(conflict) = &self.conflict {
            return Some((conflict.reason.as_str(), conflict.message.clone()));
        }
        if self.hostname.is_err() {
            return Some(("UnsupportedValue", "the hostname is not one".to_owned()));
        }
        if self.unsupported_mode.is_some() {
            return self.unsupported_mode.clone();
        }
        if self.unsupported_feature.is_some() {
            return self.unsupported_feature.clone();
        }
        if self.hopeless_clients {
            let message = "no certificate authority for client certificates resolves";
            return Some(("NoValidCACertificate", message.to_owned()));
        }
        self.bad_filter.clone()
    }

    /// The reason and message of `Programmed=False`, if the listener serves nothing.
    pub(crate) fn unprogrammed(&self) -> Option<(&'static str, String)> {
        if let Some((reason, message)) = self.rejection() {
            let reason = if self.conflict.is_some() {
                reason
            } else {
                "Invalid"
            };
            return Some((reason, message));
        }
        if let Some(message) = self.insufficient_tls() {
            return Some(("InvalidTLSConfig", message.to_owned()));
        }
        if self.terminates_tls() && self.certificates.is_empty() {
            return Some(("Invalid", "no certificate resolves".to_owned()));
        }
        // A listener that no kind of route can attach to has nothing to serve (spec 12.81).
        self.supported
            .is_empty()
            .then(|| ("Invalid", "no kind of route can attach".to_owned()))
    }

    /// Whether the listener's resource may be programmed because of it.
    pub(crate) fn is_programmed(&self) -> bool {
        self.unprogrammed().is_none()
    }

    /// What is done with TLS, where the protocol has it.
    pub(crate) fn tls_mode(&self) -> Option<TlsMode> {
        use ListenerProtocol::{Https, Tls};
        let encrypted = matches!(self.protocol, Some(Https | Tls));
        let terminates = self.terminates_tls();
        encrypted.then_some(if terminates {
            TlsMode::Terminate
        } else {
            TlsMode::Passthrough
        })
    }

    /// Whether TLS ends at this listener.
    pub(crate) fn terminates_tls(&self) -> bool {
        use ListenerProtocol::{Https, Tls};
        matches!(self.protocol, Some(Https | Tls))
            && self
                .mode()
                .is_none_or(|mode| *mode == TlsModeType::Terminate)
    }

    fn mode(&self) -> Option<&TlsModeType> {
        self.tls.map(ListenerTlsConfig::mode)
    }

    /// Reports TLS settings that keep the listener from being served.
    fn check_tls(&mut self, findings: &mut Findings, object: &ObjectRef, field: Field<'_>) {
        let tls = field.member("tls");
        if let (Some(_), Some(TlsModeType::Unknown(mode))) = (self.tls_mode(), self.mode()) {
            let message = format!("`{mode}` is not a TLS mode");
            self.unsupported_mode = Some(("UnsupportedValue", message.clone()));
            let finding = Finding::error(tls.member("mode"), "unknown-value", message);
            findings.push(object, finding.help("write `Terminate` or `Passthrough`"));
        } else if let Some(message) = self.insufficient_tls() {
            let finding = Finding::error(tls, "insufficient-tls", message);
            // Options may be enough for an implementation that knows them (spec 2.6.2).
            let options = self.tls.is_some_and(|tls| !tls.options().is_empty());
            let finding = if options { finding.softened() } else { finding };
            let help = "write `certificateRefs` with a Secret of type `kubernetes.io/tls`";
            findings.push(object, finding.help(help));
        }
    }

    /// Why the TLS configuration is not enough to serve anything (spec 2.2.5, 2.2.6, 12.8).
    fn insufficient_tls(&self) -> Option<&'static str> {
        let without = match self.protocol {
            Some(ListenerProtocol::Https) if self.tls.is_none() => {
                Some("an HTTPS listener needs `tls`")
            }
            Some(ListenerProtocol::Tls) if self.tls.is_none() => Some("a TLS listener needs `tls`"),
            Some(ListenerProtocol::Https | ListenerProtocol::Tls) => None,
            _ => return None,
        };
        without.or_else(|| match (self.protocol, self.mode()?) {
            (Some(ListenerProtocol::Https), TlsModeType::Passthrough) => {
                Some("an HTTPS listener has to end TLS")
            }
            (_, TlsModeType::Terminate) if self.tls?.certificate_refs().is_empty() => {
                Some("ending TLS needs `certificateRefs`")
            }
            _ => None,
        })
    }

    /// Whether routes of a namespace may attach (spec 2.10.1).
    pub(crate) fn allows_namespace(&self, context: &Context<'_>, namespace: &str) -> bool {
        use gateway_api_types::FromNamespaces as From;
        let own = || namespace == self.id.name.namespace;
        let Some(namespaces) = self
            .allowed_routes
            .and_then(|allowed| allowed.namespaces.as_ref())
        else {
            return own();
        };
        match namespaces.from() {
            From::Same => own(),
            From::All => true,
            From::Selector => context.selects_namespace(namespaces.selector.as_ref(), namespace),
            _ => false,
        }
    }
}

impl<'a> From<&'a Listener> for ListenerSpec<'a> {
    fn from(listener: &'a Listener) -> Self {
        Self {
            name: &listener.name,
            hostname: listener.hostname.as_deref(),
            port: listener.port,
            protocol: listener.protocol.as_str(),
            tls: listener.tls.as_ref(),
            allowed_routes: listener.allowed_routes.as_ref(),
            filters: listener
                .filters
                .as_ref()
                .map_or(&[], ListenerFilters::requests),
        }
    }
}

impl<'a> From<&'a ListenerEntry> for ListenerSpec<'a> {
    fn from(entry: &'a ListenerEntry) -> Self {
        Self {
            name: &entry.name,
            hostname: entry.hostname.as_deref(),
            port: entry.port,
            protocol: entry.protocol.as_str(),
            tls: entry.tls.as_ref(),
            allowed_routes: entry.allowed_routes.as_ref(),
            filters: entry
                .filters
                .as_ref()
                .map_or(&[], ListenerFilters::requests),
        }
    }
}

/// `from: Selector` without one (spec 12.56).
pub(crate) fn selector_missing(field: Field<'_>) -> Finding {
    let message = "nothing is selected without a `selector`";
    let finding = Finding::error(field, "selector-missing", message);
    finding.help("write `selector: {matchLabels: …}`, or `from: All`")
}

/// Reads a listener's hostname; an empty one is none.
fn hostname(
    findings: &mut Findings,
    object: &ObjectRef,
    field: Field<'_>,
    text: Option<&str>,
) -> Result<Option<Hostname>, ()> {
    let Some(text) = text.filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    match Hostname::parse(text) {
        Ok(hostname) => Ok(Some(hostname)),
        Err(error) => {
            let message = format!("`{text}` is not a hostname");
            let finding = Finding::error(field.member("hostname"), "invalid-hostname", message);
            findings.push(object, finding.help(error.to_string()));
            Err(())
        }
    }
}
