//! Status of a Gateway and of its ListenerSets (spec 2.12.7, 2.14, 12.10).

use std::collections::BTreeMap;

use gateway_api_types::{
    Condition, GatewayStatus, ListenerEntryStatus, ListenerSetStatus, ListenerStatus,
};

use super::conditions::{Stamp, Verdict, merge};
use super::listener::{self, supported_kinds};
use crate::compile::context::Context;
use crate::compile::gateways::{GatewayState, SetState};
use crate::compile::listeners::ListenerState;
use crate::compile::many;

/// The condition types that this engine removes from a Gateway when they no longer hold.
pub(super) const OWNED: [&str; 6] = [
    "Accepted",
    "Programmed",
    "ResolvedRefs",
    "AddressesAssigned",
    "InsecureFrontendValidationMode",
    "DefaultGateway",
];
/// The condition types that this engine removes from a ListenerSet when they no longer hold.
pub(super) const SET_OWNED: [&str; 2] = ["Accepted", "Programmed"];

/// Whether the Gateway serves anything.
pub(crate) fn is_programmed(gateway: &GatewayState<'_>) -> bool {
    unprogrammed(gateway).is_none()
}

/// The status of a Gateway.
pub(crate) fn status(context: &Context<'_>, gateway: &GatewayState<'_>) -> GatewayStatus {
    let object = gateway.own.gateway;
    let current = object.status.as_ref();
    let stamp = Stamp {
        generation: object.metadata.generation,
        now: &context.options.now,
    };
    let mut verdicts = vec![
        accepted(context, gateway),
        Verdict::unless("Programmed", unprogrammed(gateway), "the Gateway is served"),
        Verdict::unless(
            "ResolvedRefs",
            unresolved(gateway),
            "all references resolve",
        ),
    ];
    if context.experimental() {
        let message = "all addresses that were asked for are assigned";
        verdicts.push(Verdict::unless(
            "AddressesAssigned",
            gateway.addresses.unassigned(),
            message,
        ));
    }
    if gateway.frontend.insecure_fallback() {
        verdicts.push(Verdict {
            kind: "InsecureFrontendValidationMode",
            status: true,
            reason: "ConfigurationChanged",
            message: "clients whose certificate does not verify are let through".to_owned(),
        });
    }
    if gateway.is_default(context) {
        let message = "the Gateway takes the routes that ask for default Gateways of scope All";
        verdicts.push(Verdict::holds("DefaultGateway", message));
    }
    let current_conditions = current
        .and_then(|status| status.conditions.as_deref())
        .unwrap_or_default();
    let entries = current.and_then(|status| status.listeners.as_deref());
    let entries = entries.unwrap_or_default().iter();
    let of_listener = by_name(entries.map(|entry| (&*entry.name, &*entry.conditions)));
    let listeners = gateway.listeners_of(0).map(|state| ListenerStatus {
        name: state.id.section.clone(),
        supported_kinds: Some(supported_kinds(state)),
        attached_routes: state.attached_routes,
        conditions: listener::conditions(state, of_listener(&state.id.section), stamp),
    });
    let attached_sets = gateway
        .sets
        .iter()
        .filter(|set| set_rejection(gateway, set).is_none())
        .count();
    GatewayStatus {
        addresses: Some(gateway.addresses.assigned.clone()),
        conditions: Some(merge(current_conditions, verdicts, &OWNED, stamp)),
        listeners: Some(listeners.collect()),
        attached_listener_sets: i32::try_from(attached_sets).ok(),
    }
}

/// The status of a ListenerSet of a Gateway.
pub(crate) fn set_status(
    context: &Context<'_>,
    gateway: &GatewayState<'_>,
    set: &SetState<'_>,
) -> ListenerSetStatus {
    let current = set.set.status.as_ref();
    let stamp = Stamp {
        generation: set.set.metadata.generation,
        now: &context.options.now,
    };
    let rejection = set_rejection(gateway, set);
    let unprogrammed = match &rejection {
        Some((reason @ "NotAllowed", message)) => Some((*reason, message.clone())),
        _ if !is_programmed(gateway) => Some((
            "ParentNotProgrammed",
            "the Gateway is not programmed".to_owned(),
        )),
        _ => rejection.clone(),
    };
    let mut accepted = Verdict::unless(
        "Accepted",
        rejection,
        "the ListenerSet is merged into its Gateway",
    );
    let partial = set.rank.is_some_and(|rank| {
        gateway
            .listeners_of(rank)
            .any(|listener| !listener.is_programmed())
    });
    if accepted.status && partial {
        accepted.reason = "ListenersNotValid";
        "some listeners are not valid".clone_into(&mut accepted.message);
    }
    let verdicts = vec![
        accepted,
        Verdict::unless("Programmed", unprogrammed, "the ListenerSet is served"),
    ];
    let current_conditions = current
        .and_then(|status| status.conditions.as_deref())
        .unwrap_or_default();
    let entries = current.and_then(|status| status.listeners.as_deref());
    let entries = entries.unwrap_or_default().iter();
    let of_entry = by_name(entries.map(|entry| (&*entry.name, &*entry.conditions)));
    let ranks = set.rank.into_iter();
    let entries = ranks.flat_map(|rank| gateway.listeners_of(rank));
    let listeners = entries.map(|state| ListenerEntryStatus {
        name: state.id.section.clone(),
        supported_kinds: Some(supported_kinds(state)),
        attached_routes: state.attached_routes,
        conditions: listener::conditions(state, of_entry(&state.id.section), stamp),
    });
    ListenerSetStatus {
        conditions: Some(merge(current_conditions, verdicts, &SET_OWNED, stamp)),
        listeners: Some(listeners.collect()),
    }
}

/// A Gateway is accepted with whatever listeners are (spec 2.3.9).
/// It names the policies that have no room for the Gateway among their ancestors (spec 8.3.8).
fn accepted(context: &Context<'_>, gateway: &GatewayState<'_>) -> Verdict {
    let mut verdict = of_listeners(gateway);
    let mut policies = context.policies.left_out.of(gateway.own.name).peekable();
    if policies.peek().is_some() {
        let names = policies.map(|policy| format!("{} `{}`", policy.kind, policy.name));
        let names = many::listed(names);
        let rest = "whose lists of ancestors are full, are not implemented for it";
        verdict.message = format!("{}; {names}, {rest}", verdict.message);
    }
    verdict
}

fn of_listeners(gateway: &GatewayState<'_>) -> Verdict {
    let rejected: Vec<_> = gateway
        .listeners_of(0)
        .filter(|listener| listener.rejection().is_some())
        .collect();
    if let Some((reason, message)) = rejection(gateway) {
        return Verdict::fails("Accepted", reason, message);
    }
    let mut verdict = Verdict::holds("Accepted", "the Gateway is valid");
    if !rejected.is_empty() {
        verdict.reason = "ListenersNotValid";
        verdict.message = format!("accepted without the listeners {}", names(&rejected));
    }
    verdict
}

/// The reason and message of `Accepted=False` (spec 12.10).
fn rejection(gateway: &GatewayState<'_>) -> Option<(&'static str, String)> {
    let parameters = gateway
        .parameters
        .clone()
        .map(|message| ("InvalidParameters", message));
    let unsupported = gateway.addresses.unsupported.clone();
    let no_listener = || {
        gateway
            .listeners_of(0)
            .all(|listener| listener.rejection().is_some())
    };
    parameters
        .or_else(|| unsupported.map(|message| ("UnsupportedAddress", message)))
        .or_else(|| no_listener().then(|| ("ListenersNotValid", "no listener is valid".to_owned())))
}

/// The reason and message of `Programmed=False` (spec 12.10).
fn unprogrammed(gateway: &GatewayState<'_>) -> Option<(&'static str, String)> {
    if let Some((_, message)) = rejection(gateway) {
        return Some(("Invalid", message));
    }
    if let Some(unprogrammed) = gateway.addresses.unprogrammed() {
        return Some(unprogrammed);
    }
    let none = gateway
        .listeners_of(0)
        .all(|listener| !listener.is_programmed());
    none.then(|| ("Invalid", "no listener can be served".to_owned()))
}

/// The reason and message of `ResolvedRefs=False`: its own reference, then its listeners (spec 12.63).
fn unresolved(gateway: &GatewayState<'_>) -> Option<(&'static str, String)> {
    if let Some(Err(bad)) = &gateway.client_certificate {
        return Some((bad.reason, bad.message.clone()));
    }
    let unresolved: Vec<_> = gateway
        .listeners_of(0)
        .filter(|state| !state.unresolved.is_empty())
        .collect();
    let message = || {
        format!(
            "references of the listeners {} do not resolve",
            names(&unresolved)
        )
    };
    (!unresolved.is_empty()).then(|| ("ListenersNotResolved", message()))
}

fn names(listeners: &[&ListenerState<'_>]) -> String {
    let names = listeners
        .iter()
        .map(|listener| format!("`{}`", listener.id.section));
    many::listed(names)
}

/// The reason and message of a ListenerSet's `Accepted=False` (spec 2.12.7). An entry that cannot
/// be programmed counts as not valid.
fn set_rejection(gateway: &GatewayState<'_>, set: &SetState<'_>) -> Option<(&'static str, String)> {
    let Some(rank) = set.rank else {
        return Some((
            "NotAllowed",
            "the Gateway does not allow ListenerSets of this namespace".to_owned(),
        ));
    };
    if rejection(gateway).is_some() {
        return Some((
            "ParentNotAccepted",
            "the Gateway is not accepted".to_owned(),
        ));
    }
    let none = gateway
        .listeners_of(rank)
        .all(|listener| !listener.is_programmed());
    none.then(|| ("ListenersNotValid", "no listener is valid".to_owned()))
}

/// The conditions that listeners have now, by name; of several with one name the first counts.
fn by_name<'s>(
    entries: impl Iterator<Item = (&'s str, &'s [Condition])>,
) -> impl Fn(&str) -> &'s [Condition] {
    let mut conditions = BTreeMap::new();
    for (name, own) in entries {
        conditions.entry(name).or_insert(own);
    }
    move |name| conditions.get(name).copied().unwrap_or_default()
}
