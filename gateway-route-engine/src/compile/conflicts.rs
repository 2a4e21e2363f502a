//! Conflicts: listeners of one port that cannot all be served (spec 2.3, 2.12.4, 12.1 to 12.5).

use std::collections::BTreeMap;

use super::listeners::ListenerState;
use crate::listener::ListenerProtocol;

/// Why a listener lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Conflict {
    pub(crate) reason: ConflictReason,
    pub(crate) message: String,
}

/// The reason of `Conflicted=True`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ConflictReason {
    /// One port and protocol, one hostname.
    Hostname,
    /// One port, protocols that cannot share it.
    Protocol,
    /// Both, against listeners of other resources (spec 12.5).
    Listener,
}

impl ConflictReason {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Hostname => "HostnameConflict",
            Self::Protocol => "ProtocolConflict",
            Self::Listener => "ListenerConflict",
        }
    }
}

/// Finds the conflicts among the listeners of one Gateway and its ListenerSets, given in their
/// order of precedence. First an entry falls to any of a resource before its own that still stands;
/// then, inside each resource, all that conflict with each other lose (spec 12.1). `mixed_tls`:
/// whether one port may both end TLS and pass it through (spec 2.3.6).
pub(crate) fn resolve(listeners: &mut [ListenerState<'_>], mixed_tls: bool) {
    let mut ports: BTreeMap<u16, Vec<usize>> = BTreeMap::new();
    for (index, listener) in listeners.iter().enumerate() {
        if let (Some(port), Some(_), Ok(_)) = (listener.port, listener.protocol, &listener.hostname)
        {
            ports.entry(port).or_default().push(index);
        }
    }
    for members in ports.values().filter(|members| members.len() > 1) {
        let mut standing: Vec<usize> = Vec::with_capacity(members.len());
        for &index in members {
            let earlier = standing
                .iter()
                .filter(|other| listeners[**other].rank < listeners[index].rank);
            match conflict(listeners, index, earlier.copied(), true, mixed_tls) {
                Some(found) => listeners[index].conflict = Some(found),
                None => standing.push(index),
            }
        }
        let lost: Vec<_> = standing
            .iter()
            .map(|&index| {
                let siblings = standing.iter().copied().filter(|other| {
                    *other != index && listeners[*other].rank == listeners[index].rank
                });
                conflict(listeners, index, siblings, false, mixed_tls)
            })
            .collect();
        for (index, found) in standing.into_iter().zip(lost) {
            listeners[index].conflict = found;
        }
    }
}

/// Why a listener conflicts with any of these others.
fn conflict(
    listeners: &[ListenerState<'_>],
    index: usize,
    others: impl Iterator<Item = usize>,
    across: bool,
    mixed_tls: bool,
) -> Option<Conflict> {
    let found: Vec<_> = others
        .filter_map(|other| {
            Some((
                clash(&listeners[index], &listeners[other], mixed_tls)?,
                other,
            ))
        })
        .collect();
    let has = |reason| found.iter().any(|(one, _)| *one == reason);
    let reason = match (has(ConflictReason::Hostname), has(ConflictReason::Protocol)) {
        (false, false) => return None,
        (true, false) => ConflictReason::Hostname,
        (true, true) if across => ConflictReason::Listener,
        (_, true) => ConflictReason::Protocol,
    };
    // Listeners of another tenant's ListenerSet are not named (spec 2.12.14).
    let names: Vec<_> = found
        .iter()
        .map(|(_, other)| format!("`{}`", listeners[*other].id.section))
        .collect();
    let message = if across {
        "a listener of higher precedence has this port already".to_owned()
    } else {
        format!(
            "the listener cannot share its port with {}",
            names.join(", ")
        )
    };
    Some(Conflict { reason, message })
}

/// Whether two listeners of one port cannot both be served (spec 2.3.2 to 2.3.7, 12.4).
fn clash(
    one: &ListenerState<'_>,
    other: &ListenerState<'_>,
    mixed_tls: bool,
) -> Option<ConflictReason> {
    use ListenerProtocol::{Http, Https, Tcp, Tls, Udp};
    let same_hostname = || (one.hostname == other.hostname).then_some(ConflictReason::Hostname);
    match (one.protocol?, other.protocol?) {
        (Udp, Udp) => Some(ConflictReason::Protocol),
        (Udp, _) | (_, Udp) => None,
        (Tls, Tls) if !mixed_tls && one.tls_mode() != other.tls_mode() => {
            Some(ConflictReason::Protocol)
        }
        (Http, Http) | (Https | Tls, Https | Tls) => same_hostname(),
        (Tcp | Http, _) | (_, Tcp | Http) => Some(ConflictReason::Protocol),
    }
}
