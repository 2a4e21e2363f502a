//! Gateways: each one of ours with the listeners of its own and of its ListenerSets (spec 2.12).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use gateway_api_types::{
    Feature, FromNamespaces, Gateway, GatewayDefaultScope, ListenerSet, NamespacedName,
};

use super::addresses::Addresses;
use super::certificates::{BadReference, check_secret};
use super::conflicts::{self, Sharable};
use super::context::{Context, Findings, GATEWAY_GROUP};
use super::diagnostics::ObjectRef;
use super::field::Field;
use super::frontend_tls::FrontendTls;
use super::listeners::{Holder, ListenerSpec, ListenerState, selector_missing};
use super::overlaps;
use super::parameters;
use super::routes::age;
use super::scope::{self, OwnGateway};
use crate::choices::HttpsBesideTls;
use crate::listener::{ListenerParent, ListenerProtocol};

/// A Gateway of ours on its way through compile.
pub(crate) struct GatewayState<'a> {
    pub(crate) own: OwnGateway<'a>,
    /// In order of precedence: those of the Gateway, then those of its ListenerSets.
    pub(crate) listeners: Vec<ListenerState<'a>>,
    /// Where the listeners of each rank end.
    ends: Vec<usize>,
    /// In order of precedence; those that are not allowed have rank 0 and no listeners.
    pub(crate) sets: Vec<SetState<'a>>,
    pub(crate) frontend: FrontendTls,
    /// The Secret with the certificate that the Gateway shows to its backends, or why it does not
    /// resolve (spec 2.8).
    pub(crate) client_certificate: Option<Result<Arc<NamespacedName>, BadReference>>,
    /// Why the Gateway's parameters cannot be used (spec 2.9.6).
    pub(crate) parameters: Option<String>,
    pub(crate) addresses: Addresses,
}

/// A ListenerSet that names a Gateway of ours.
pub(crate) struct SetState<'a> {
    pub(crate) name: &'a NamespacedName,
    pub(crate) set: &'a ListenerSet,
    /// The rank of its listeners; `None`: the Gateway does not allow it.
    pub(crate) rank: Option<usize>,
}

/// The Gateways of ours, their listeners judged, no route attached yet.
pub(crate) fn gateways<'a>(
    context: &Context<'a>,
    findings: &mut Findings,
) -> Vec<GatewayState<'a>> {
    let mut sets = sets_by_gateway(context);
    let own = scope::own_gateways(context, findings).into_iter();
    own.map(|own| {
        let sets = sets.remove(own.name).unwrap_or_default();
        let object = ObjectRef::gateway_api("Gateway", own.name);
        let mut state = GatewayState {
            frontend: FrontendTls::new(context, findings, &object, own.gateway),
            client_certificate: client_certificate(context, findings, &object, own.gateway),
            parameters: parameters::check(context, findings, &object, own.gateway),
            addresses: Addresses::new(context, findings, &object, own.gateway),
            own,
            listeners: Vec::new(),
            ends: Vec::new(),
            sets,
        };
        state.judge_listeners(context, findings);
        state
    })
    .collect()
}

impl<'a> GatewayState<'a> {
    /// Whether the Gateway claims routes that ask for default Gateways (spec 2.13).
    pub(crate) fn is_default(&self, context: &Context<'_>) -> bool {
        context.experimental()
            && self.own.gateway.spec.default_scope == Some(GatewayDefaultScope::All)
    }

    /// The listeners that a resource holds, by its rank, each with its place among all.
    pub(crate) fn places_of(
        &self,
        rank: usize,
    ) -> impl Iterator<Item = (usize, &ListenerState<'a>)> {
        let start = rank.checked_sub(1).and_then(|before| self.ends.get(before));
        let start = start.copied().unwrap_or(0);
        let end = self.ends.get(rank).copied().unwrap_or(start);
        (start..end).zip(&self.listeners[start..end])
    }

    /// For each listener, how many routes are attached.
    pub(crate) fn attached(&self) -> Vec<i32> {
        let listeners = self.listeners.iter();
        listeners.map(|listener| listener.attached_routes).collect()
    }

    /// The listeners that a resource holds, by its rank.
    pub(crate) fn listeners_of(&self, rank: usize) -> impl Iterator<Item = &ListenerState<'a>> {
        self.places_of(rank).map(|(_, listener)| listener)
    }

    fn judge_listeners(&mut self, context: &Context<'a>, findings: &mut Findings) {
        let gateway = self.own.gateway;
        let holder = Holder {
            parent: ListenerParent::Gateway,
            name: self.own.name,
            rank: 0,
            frontend: &self.frontend,
        };
        let listeners = gateway.spec.listeners.iter().map(ListenerSpec::from);
        self.listeners
            .extend(holder.listeners(context, findings, listeners));
        self.ends.push(self.listeners.len());
        let namespaces = gateway
            .spec
            .allowed_listeners
            .as_ref()
            .and_then(|allowed| allowed.namespaces.as_ref());
        if namespaces.is_some_and(|namespaces| {
            namespaces.from == Some(FromNamespaces::Selector) && namespaces.selector.is_none()
        }) {
            let object = ObjectRef::gateway_api("Gateway", self.own.name);
            let field = Field::Root("spec.allowedListeners.namespaces");
            findings.push(&object, selector_missing(field));
        }
        let mut rank = 0;
        for set in &mut self.sets {
            let allowed = namespaces.is_some_and(|namespaces| match namespaces.from.as_ref() {
                Some(FromNamespaces::All) => true,
                Some(FromNamespaces::Same) => set.name.namespace == self.own.name.namespace,
                Some(FromNamespaces::Selector) => {
                    context.selects_namespace(namespaces.selector.as_ref(), &set.name.namespace)
                }
                _ => false,
            });
            if !allowed {
                continue;
            }
            rank += 1;
            set.rank = Some(rank);
            let holder = Holder {
                parent: ListenerParent::ListenerSet,
                name: set.name,
                rank,
                frontend: &self.frontend,
            };
            let entries = set.set.spec.listeners.iter().map(ListenerSpec::from);
            self.listeners
                .extend(holder.listeners(context, findings, entries));
            self.ends.push(self.listeners.len());
        }
        let shared = Sharable {
            mixed_tls: context.options.has(&Feature::TlsRouteModeMixed),
            https_beside_tls: context.options.choices.https_beside_tls
                == HttpsBesideTls::ByServerName,
        };
        conflicts::resolve(&mut self.listeners, shared);
        if !shared.mixed_tls {
            self.clear_mixed_kinds();
        }
        overlaps::mark(&mut self.listeners);
        for listener in &self.listeners {
            listener.report_conflict(findings);
        }
    }

    /// Of TLS listeners that lost to the other mode on their port no kind is left (spec 2.3.6).
    fn clear_mixed_kinds(&mut self) {
        let is_tls =
            |listener: &ListenerState<'_>| listener.protocol == Some(ListenerProtocol::Tls);
        let listeners = self.listeners.iter().filter(|listener| is_tls(listener));
        let modes: BTreeSet<_> = listeners
            .map(|listener| (listener.port, listener.tls_mode()))
            .collect();
        for listener in &mut self.listeners {
            let of_port = modes.range((listener.port, None)..);
            let of_port = of_port.take_while(|(port, _)| *port == listener.port);
            if is_tls(listener) && listener.conflict.is_some() && of_port.count() > 1 {
                listener.supported.clear();
            }
        }
    }
}

/// Judges the certificate that the Gateway shows to its backends.
fn client_certificate(
    context: &Context<'_>,
    findings: &mut Findings,
    object: &ObjectRef,
    gateway: &Gateway,
) -> Option<Result<Arc<NamespacedName>, BadReference>> {
    let backend = gateway.spec.tls.as_ref()?.backend.as_ref()?;
    let reference = backend.client_certificate_ref.as_ref()?;
    let reason = "InvalidClientCertificateRef";
    let checked = if context
        .options
        .has(&Feature::GatewayBackendClientCertificate)
    {
        check_secret(context, object, reference, reason)
    } else {
        Err(BadReference::unsupported(
            reason,
            &Feature::GatewayBackendClientCertificate,
        ))
    };
    if let Err(bad) = &checked {
        let field = Field::Root("spec.tls.backend.clientCertificateRef");
        findings.push(object, bad.finding(field));
    }
    Some(checked.map(Arc::new))
}

/// The ListenerSets of the input by the Gateway that they name, oldest first (spec 2.12.3).
fn sets_by_gateway<'a>(context: &Context<'a>) -> BTreeMap<NamespacedName, Vec<SetState<'a>>> {
    let mut by_gateway: BTreeMap<_, Vec<_>> = BTreeMap::new();
    if !context.options.has(&Feature::ListenerSet) {
        return by_gateway;
    }
    for (name, set) in &context.resources.listener_sets {
        let parent = &set.spec.parent_ref;
        if (parent.group(), parent.kind()) == (GATEWAY_GROUP, "Gateway") {
            let namespace = parent.namespace.as_deref().unwrap_or(&name.namespace);
            let gateway = NamespacedName::new(namespace, &*parent.name);
            by_gateway.entry(gateway).or_default().push(SetState {
                name,
                set,
                rank: None,
            });
        }
    }
    for sets in by_gateway.values_mut() {
        sets.sort_by_cached_key(|set| age(&set.set.metadata, set.name));
    }
    by_gateway
}
