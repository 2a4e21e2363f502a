//! Listeners: those of a Gateway and of its `ListenerSets`, their conflicts and conditions (spec
//! 2.2 to 2.4, 2.6, 2.12, 12.1 to 12.10).

use gateway_api_types::{
    AllowedRoutes, FromNamespaces, FrontendTlsValidation, FrontendValidationModeType, Gateway,
    GatewayApiObject, ListenerFilters, ListenerSet, ListenerTlsConfig, ProtocolType, TlsModeType,
};

use super::certificates;
use super::cluster::{Cluster, GROUP, seniority};
use super::{frontend, listener_filters};
use crate::choices::HttpsBesideTls;

/// A listener of a Gateway or an entry of a ListenerSet, with what becomes of it.
#[derive(Clone, Debug)]
pub(super) struct Listener<'w> {
    /// The object that holds it.
    pub(super) parent: Parent<'w>,
    pub(super) name: &'w str,
    pub(super) hostname: Option<&'w str>,
    pub(super) port: i32,
    pub(super) protocol: &'w ProtocolType,
    pub(super) tls: Option<&'w ListenerTlsConfig>,
    pub(super) allowed: Option<&'w AllowedRoutes>,
    pub(super) filters: Option<&'w ListenerFilters>,
    /// What clients have to prove in the handshake (spec 2.7).
    pub(super) validation: Option<&'w FrontendTlsValidation>,
    /// Reason of `Conflicted=True`.
    pub(super) conflict: Option<&'static str>,
    /// Kinds of the Gateway API's group that may attach (spec 2.10.3).
    pub(super) kinds: Vec<&'static str>,
    /// Reason of `ResolvedRefs=False`.
    pub(super) unresolved: Option<&'static str>,
    /// Whether a certificate is there to serve with.
    certified: bool,
    /// Reason of `Accepted=False` beside conflicts.
    refused: Option<&'static str>,
    /// Whether a filter of its own refers to what is not there, so that nothing passes (spec
    /// 12.88).
    pub(super) blocked: bool,
}

/// What holds listeners.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parent<'w> {
    pub(super) kind: &'static str,
    pub(super) namespace: &'w str,
    pub(super) name: &'w str,
}

impl<'w> Listener<'w> {
    /// A listener of which nothing is known but its parent and its protocol.
    fn new(parent: Parent<'w>, protocol: &'w ProtocolType) -> Self {
        Self {
            parent,
            name: "",
            hostname: None,
            port: 0,
            protocol,
            tls: None,
            allowed: None,
            filters: None,
            validation: None,
            conflict: None,
            kinds: Vec::new(),
            unresolved: None,
            certified: true,
            refused: None,
            blocked: false,
        }
    }
}

impl Listener<'_> {
    fn is_tls(&self) -> bool {
        matches!(self.protocol, ProtocolType::Https | ProtocolType::Tls)
    }

    /// Whether there is something to shake hands with: with Terminate, certificates or options
    /// (spec 2.2.6, 2.6.2).
    fn has_tls(&self) -> bool {
        self.tls.is_some_and(|tls| {
            let refs = tls
                .certificate_refs
                .as_ref()
                .is_some_and(|refs| !refs.is_empty());
            let options = tls
                .options
                .as_ref()
                .is_some_and(|options| !options.is_empty());
            !self.terminates() || refs || options
        })
    }

    /// Whether the handshake ends here.
    pub(super) fn terminates(&self) -> bool {
        let mode = self.tls.and_then(|tls| tls.mode.as_ref());
        self.is_tls() && mode.is_none_or(|mode| *mode == TlsModeType::Terminate)
    }

    /// Reason of `Accepted=False` (spec 2.2.2, 12.2, 12.3).
    pub(super) fn not_accepted(&self) -> Option<&'static str> {
        self.conflict.or(self.refused)
    }

    /// Reason of `Programmed=False`. TLS without configuration serves nothing (spec 2.2.6, 12.8),
    /// nor does a listener without a certificate (spec 12.9) or without a kind that could attach
    /// (spec 12.81).
    pub(super) fn not_programmed(&self) -> Option<&'static str> {
        if self.conflict.is_some() {
            return self.conflict;
        }
        if self.refused.is_some() {
            return Some("Invalid");
        }
        if self.is_tls() && !self.has_tls() {
            return Some("InvalidTLSConfig");
        }
        (!self.certified || self.kinds.is_empty()).then_some("Invalid")
    }
}

/// The listeners of a Gateway in order of precedence: its own, then those of `ListenerSets` by age
/// (spec 2.12.3).
pub(super) fn listeners_of<'w>(cluster: Cluster<'w>, gateway: &'w Gateway) -> Vec<Listener<'w>> {
    let parent = Parent {
        kind: "Gateway",
        namespace: gateway.namespace(),
        name: gateway.name(),
    };
    let own = gateway.spec.listeners.iter().map(|found| Listener {
        name: &found.name,
        hostname: found.hostname.as_deref().filter(|name| !name.is_empty()),
        port: found.port,
        tls: found.tls.as_ref(),
        allowed: found.allowed_routes.as_ref(),
        filters: found.filters.as_ref(),
        ..Listener::new(parent, &found.protocol)
    });
    let mut listeners: Vec<Listener<'w>> = own.collect();
    for set in listener_sets_of(cluster, gateway) {
        listeners.extend(entries(set));
    }
    for listener in &mut listeners {
        listener.protocol = served(cluster, listener.protocol);
        listener.validation = frontend::validation(gateway, listener);
        resolve(cluster, gateway, listener);
    }
    find_conflicts(cluster, &mut listeners);
    listeners
}

/// The `ListenerSets` that refer to a Gateway and are allowed to, oldest first.
pub(super) fn listener_sets_of<'w>(
    cluster: Cluster<'w>,
    gateway: &'w Gateway,
) -> Vec<&'w ListenerSet> {
    let sets = cluster.world.listener_sets.iter();
    let mut sets: Vec<&ListenerSet> = sets
        .filter(|set| refers_to(set, gateway) && allows_set(cluster, gateway, set.namespace()))
        .collect();
    sets.sort_by_key(|set| seniority(set.creation_timestamp(), set.namespace(), set.name()));
    sets
}

/// Whether a ListenerSet's `parentRef` names a Gateway (spec 2.12.1).
pub(super) fn refers_to(set: &ListenerSet, gateway: &Gateway) -> bool {
    let parent = &set.spec.parent_ref;
    parent.group.as_deref().unwrap_or(GROUP) == GROUP
        && parent.kind.as_deref().unwrap_or("Gateway") == "Gateway"
        && parent.namespace.as_deref().unwrap_or(set.namespace()) == gateway.namespace()
        && parent.name == gateway.name()
}

/// The Gateway's side of the handshake: by default no ListenerSet may attach (spec 2.12.2).
pub(super) fn allows_set(cluster: Cluster<'_>, gateway: &Gateway, namespace: &str) -> bool {
    let namespaces = gateway
        .spec
        .allowed_listeners
        .as_ref()
        .and_then(|allowed| allowed.namespaces.as_ref());
    match namespaces.and_then(|namespaces| namespaces.from.as_ref()) {
        Some(FromNamespaces::Same) => namespace == gateway.namespace(),
        Some(FromNamespaces::All) => true,
        Some(FromNamespaces::Selector) => cluster.selects(
            namespaces.and_then(|namespaces| namespaces.selector.as_ref()),
            namespace,
        ),
        _ => false,
    }
}

fn entries(set: &ListenerSet) -> impl Iterator<Item = Listener<'_>> {
    let parent = Parent {
        kind: "ListenerSet",
        namespace: set.namespace(),
        name: set.name(),
    };
    set.spec.listeners.iter().map(move |found| Listener {
        name: &found.name,
        hostname: found.hostname.as_deref().filter(|name| !name.is_empty()),
        port: found.port,
        tls: found.tls.as_ref(),
        allowed: found.allowed_routes.as_ref(),
        filters: found.filters.as_ref(),
        ..Listener::new(parent, &found.protocol)
    })
}

/// A protocol that no kind of routes is left for is as good as unknown (spec 2.2.2, 2.3.3).
fn served<'w>(cluster: Cluster<'w>, protocol: &'w ProtocolType) -> &'w ProtocolType {
    static UNKNOWN: ProtocolType = ProtocolType::Unknown(String::new());
    let kinds: &[&str] = match protocol {
        ProtocolType::Http | ProtocolType::Https => &["HTTPRoute", "GRPCRoute"],
        ProtocolType::Tls => &["TLSRoute"],
        ProtocolType::Tcp => &["TCPRoute"],
        ProtocolType::Udp => &["UDPRoute"],
        _ => return protocol,
    };
    if kinds.iter().any(|kind| cluster.options.has(kind)) {
        protocol
    } else {
        &UNKNOWN
    }
}

/// Why a listener is refused that needs what is switched off (spec 2.3.13).
fn lacking(cluster: Cluster<'_>, listener: &Listener<'_>) -> Option<&'static str> {
    let off = |name: &str| !cluster.options.has(name);
    let validation = listener.validation;
    let insecure = validation
        .is_some_and(|found| found.mode == Some(FrontendValidationModeType::AllowInsecureFallback));
    if listener.port == 8080 && off("GatewayPort8080") {
        Some("PortUnavailable")
    } else if (validation.is_some() && off("GatewayFrontendClientCertificateValidation"))
        || (insecure && off("GatewayFrontendClientCertificateValidationInsecureFallback"))
    {
        Some("UnsupportedValue")
    } else {
        None
    }
}

/// Certificates, then client authorities, then route kinds, then filters: the first failure gives
/// the reason (spec 12.63).
fn resolve<'w>(cluster: Cluster<'w>, gateway: &'w Gateway, listener: &mut Listener<'w>) {
    let terminate = cluster.options.has("TLSRouteModeTerminate");
    let possible: &[&'static str] = match listener.protocol {
        ProtocolType::Http | ProtocolType::Https => &["HTTPRoute", "GRPCRoute"],
        // Spec 2.10.3.
        ProtocolType::Tls if listener.terminates() && !terminate => &[],
        ProtocolType::Tls => &["TLSRoute"],
        ProtocolType::Tcp => &["TCPRoute"],
        ProtocolType::Udp => &["UDPRoute"],
        _ => &[],
    };
    let wanted = listener
        .allowed
        .and_then(|allowed| allowed.kinds.as_ref())
        .filter(|kinds| !kinds.is_empty());
    let named = |kind: &str| {
        let mut kinds = wanted.into_iter().flatten();
        kinds.any(|wanted| wanted.kind == kind && wanted.group.as_deref().unwrap_or(GROUP) == GROUP)
    };
    let possible: Vec<_> = possible
        .iter()
        .copied()
        .filter(|kind| cluster.options.has(kind))
        .collect();
    listener.kinds = possible
        .iter()
        .copied()
        .filter(|kind| wanted.is_none() || named(kind))
        .collect();
    let foreign = wanted.into_iter().flatten().any(|wanted| {
        !(wanted.group.as_deref().unwrap_or(GROUP) == GROUP
            && possible.contains(&wanted.kind.as_str()))
    });
    if listener.terminates() {
        let refs = listener
            .tls
            .and_then(|tls| tls.certificate_refs.as_deref())
            .unwrap_or_default();
        let faults: Vec<_> = refs
            .iter()
            .map(|found| certificates::fault(cluster, listener.parent, found))
            .collect();
        listener.certified = refs.is_empty() || faults.iter().any(Option::is_none);
        listener.unresolved = faults.into_iter().flatten().next();
    }
    let (invalid, usable) = frontend::faults(cluster, gateway, listener.validation);
    listener.unresolved = listener.unresolved.or(invalid);
    // Of a protocol that is not known nobody can say which kinds fit.
    if listener.unresolved.is_none() && foreign && !possible.is_empty() {
        listener.unresolved = Some("InvalidRouteKinds");
    }
    let filters = listener_filters::faults(cluster, listener);
    listener.blocked = filters.unresolved.is_some();
    listener.unresolved = listener.unresolved.or(filters.unresolved);
    listener.refused = if !listener.protocol.is_known() {
        Some("UnsupportedProtocol")
    } else if listener.is_tls() && possible.is_empty() {
        Some("UnsupportedValue")
    } else if let Some(reason) = lacking(cluster, listener) {
        Some(reason)
    } else if !usable {
        // Never falls back to no verification (spec 2.7.4).
        Some("NoValidCACertificate")
    } else {
        filters.refused
    };
}

/// Two passes: what conflicts with a survivor of a higher resource loses alone; then all that
/// conflict inside one resource lose together (spec 2.3.8, 2.12.4, 12.1).
fn find_conflicts(cluster: Cluster<'_>, listeners: &mut [Listener<'_>]) {
    let mixed = cluster.options.has("TLSRouteModeMixed");
    let shared = (mixed, cluster.options.https_beside_tls);
    for index in 0..listeners.len() {
        let (higher, rest) = listeners.split_at(index);
        let survivors = higher
            .iter()
            .filter(|other| other.conflict.is_none() && other.parent != rest[0].parent);
        let reasons: Vec<_> = survivors
            .filter_map(|other| conflict(other, &rest[0], shared))
            .collect();
        let both = reasons.contains(&"HostnameConflict") && reasons.contains(&"ProtocolConflict");
        listeners[index].conflict = if both {
            Some("ListenerConflict")
        } else {
            reasons.first().copied()
        };
    }
    let first = listeners.to_vec();
    for (index, listener) in listeners
        .iter_mut()
        .enumerate()
        .filter(|(_, listener)| listener.conflict.is_none())
    {
        let siblings = first.iter().enumerate().filter(|(other, sibling)| {
            *other != index && sibling.parent == listener.parent && sibling.conflict.is_none()
        });
        let reasons: Vec<_> = siblings
            .filter_map(|(_, sibling)| conflict(sibling, listener, shared))
            .collect();
        // Of both kinds of conflict the one about the whole port is told.
        let protocol = reasons.iter().find(|reason| **reason == "ProtocolConflict");
        listener.conflict = protocol.or(reasons.first()).copied();
    }
    // Of both modes on a port, where they cannot stand together, no kind is left (spec 2.3.6).
    let modes = listeners.to_vec();
    for listener in listeners
        .iter_mut()
        .filter(|listener| listener.conflict.is_some())
    {
        if !mixed && modes.iter().any(|other| are_mixed(other, listener)) {
            listener.kinds.clear();
        }
    }
}

/// Whether two TLS listeners on one port differ in their mode (spec 2.3.6).
fn are_mixed(one: &Listener<'_>, other: &Listener<'_>) -> bool {
    let tls = |listener: &Listener<'_>| *listener.protocol == ProtocolType::Tls;
    one.port == other.port && tls(one) && tls(other) && one.terminates() != other.terminates()
}

/// Why two listeners cannot stand side by side (spec 2.3.2 to 2.3.7, 12.4, 12.78).
fn conflict(
    one: &Listener<'_>,
    other: &Listener<'_>,
    (mixed, beside): (bool, HttpsBesideTls),
) -> Option<&'static str> {
    use ProtocolType::{Http, Https, Tcp, Tls, Udp};
    if one.port != other.port {
        return None;
    }
    if !mixed && are_mixed(one, other) {
        return Some("ProtocolConflict");
    }
    let both = matches!((one.protocol, other.protocol), (Https, Tls) | (Tls, Https));
    if both && beside == HttpsBesideTls::Conflict {
        return Some("ProtocolConflict");
    }
    let name = |listener: &Listener<'_>| listener.hostname.map(str::to_lowercase);
    let same_hostname = || (name(one) == name(other)).then_some("HostnameConflict");
    match (one.protocol, other.protocol) {
        (Http, Http) | (Https | Tls, Https | Tls) => same_hostname(),
        (Udp, Udp) | (Http | Https | Tls | Tcp, Http | Https | Tls | Tcp) => {
            Some("ProtocolConflict")
        }
        _ => None,
    }
}

/// Whether the TLS hostnames of a listener overlap those of another one on its port (spec 2.5.4,
/// 12.37).
pub(super) fn overlaps(listener: &Listener<'_>, listeners: &[Listener<'_>]) -> bool {
    listener.terminates()
        && listeners.iter().any(|other| {
            (other.parent, other.name) != (listener.parent, listener.name)
                && other.terminates()
                && other.port == listener.port
                && super::hostname::intersects(listener.hostname, other.hostname)
        })
}
