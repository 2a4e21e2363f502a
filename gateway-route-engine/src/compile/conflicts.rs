//! Conflicts: listeners of one port that cannot all be served (spec 2.3, 2.12.4, 12.1 to 12.5).

use std::collections::{BTreeMap, BTreeSet};

use super::listeners::ListenerState;
use crate::hostname::Hostname;
use crate::listener::{ListenerProtocol, TlsMode};

/// What may share a port.
#[derive(Clone, Copy)]
pub(crate) struct Sharable {
    /// Whether TLS may be ended and passed through on one (spec 2.3.6).
    pub(crate) mixed_tls: bool,
    /// Whether HTTPS and TLS may stand side by side (spec 12.4).
    pub(crate) https_beside_tls: bool,
}

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
/// then, inside each resource, all that conflict with each other lose (spec 12.1). `shared`: what may
/// share a port.
pub(crate) fn resolve(listeners: &mut [ListenerState<'_>], shared: Sharable) {
    let mut ports: BTreeMap<u16, Vec<usize>> = BTreeMap::new();
    for (index, listener) in listeners.iter().enumerate() {
        if let (Some(port), Some(_), Ok(_)) = (listener.port, listener.protocol, &listener.hostname)
        {
            ports.entry(port).or_default().push(index);
        }
    }
    for members in ports.values().filter(|members| members.len() > 1) {
        let mut taken = Taken::default();
        let rank = |index: &usize| listeners[*index].rank;
        let resources: Vec<_> = members
            .chunk_by(|one, other| rank(one) == rank(other))
            .collect();
        for resource in resources {
            let (lost, standing): (Vec<_>, Vec<_>) = resource
                .iter()
                .map(|&index| (index, taken.clash(&listeners[index], shared)))
                .partition(|(_, conflict)| conflict.is_some());
            let standing: Vec<_> = standing.into_iter().map(|(index, _)| index).collect();
            let within = standing.iter().map(|&index| {
                let siblings = standing.iter().copied().filter(|other| *other != index);
                conflict(listeners, index, siblings, shared)
            });
            let within: Vec<_> = within.collect();
            for &index in &standing {
                taken.take(&listeners[index]);
            }
            for (index, found) in lost.into_iter().chain(standing.into_iter().zip(within)) {
                listeners[index].conflict = found;
            }
        }
    }
}

/// What the listeners of earlier resources have of a port. One of a later resource is asked about
/// here and not against each of them, for a Gateway may have thousands of ListenerSets.
#[derive(Default)]
struct Taken {
    udp: bool,
    tcp: bool,
    http: BTreeSet<Option<Hostname>>,
    /// Of HTTPS and TLS, by protocol and by what is done with TLS.
    encrypted: BTreeMap<Encryption, BTreeSet<Option<Hostname>>>,
}

/// A protocol with TLS, and what is done with it.
type Encryption = (ListenerProtocol, Option<TlsMode>);

impl Taken {
    fn take(&mut self, listener: &ListenerState<'_>) {
        use ListenerProtocol::{Http, Https, Tcp, Tls, Udp};
        let hostname = listener.hostname.clone().unwrap_or_default();
        match listener.protocol {
            Some(Udp) => self.udp = true,
            Some(Tcp) => self.tcp = true,
            Some(Http) => drop(self.http.insert(hostname)),
            Some(protocol @ (Https | Tls)) => {
                let encryption = (protocol, listener.tls_mode());
                self.encrypted
                    .entry(encryption)
                    .or_default()
                    .insert(hostname);
            }
            None => {}
        }
    }

    /// The same as [`clash`] with each of those that have something, all at once. Listeners of
    /// another tenant's ListenerSet are not named (spec 2.12.14).
    fn clash(&self, listener: &ListenerState<'_>, shared: Sharable) -> Option<Conflict> {
        use ListenerProtocol::{Http, Https, Tcp, Tls, Udp};
        let hostname = listener.hostname.as_ref().ok()?;
        let (same, protocol) = match listener.protocol? {
            Udp => (false, self.udp),
            Tcp => (
                false,
                self.tcp || !self.http.is_empty() || !self.encrypted.is_empty(),
            ),
            Http => (
                self.http.contains(hostname),
                self.tcp || !self.encrypted.is_empty(),
            ),
            protocol @ (Https | Tls) => {
                let own = (protocol, listener.tls_mode());
                let mut others = self.encrypted.iter();
                let same = |(other, names): (&Encryption, &BTreeSet<_>)| {
                    shared.permits(own, *other) && names.contains(hostname)
                };
                let barred = self
                    .encrypted
                    .keys()
                    .any(|other| !shared.permits(own, *other));
                (
                    others.any(same),
                    barred || self.tcp || !self.http.is_empty(),
                )
            }
        };
        let reason = match (same, protocol) {
            (false, false) => return None,
            (true, false) => ConflictReason::Hostname,
            (false, true) => ConflictReason::Protocol,
            (true, true) => ConflictReason::Listener,
        };
        let message = "a listener of higher precedence has this port already".to_owned();
        Some(Conflict { reason, message })
    }
}

impl Sharable {
    /// Whether two protocols with TLS may share a port where their hostnames differ.
    fn permits(self, one: Encryption, other: Encryption) -> bool {
        if one.0 == other.0 {
            self.mixed_tls || one.0 != ListenerProtocol::Tls || one.1 == other.1
        } else {
            self.https_beside_tls
        }
    }
}

/// Why a listener conflicts with any of these others of its own resource.
fn conflict(
    listeners: &[ListenerState<'_>],
    index: usize,
    others: impl Iterator<Item = usize>,
    shared: Sharable,
) -> Option<Conflict> {
    let found: Vec<_> = others
        .filter_map(|other| {
            let reason = clash(&listeners[index], &listeners[other], shared)?;
            Some((reason, other))
        })
        .collect();
    let worst = found.iter().map(|(reason, _)| *reason).max()?;
    let names: Vec<_> = found
        .iter()
        .map(|(_, other)| format!("`{}`", listeners[*other].id.section))
        .collect();
    Some(Conflict {
        reason: worst,
        message: format!(
            "the listener cannot share its port with {}",
            names.join(", ")
        ),
    })
}

/// Why two listeners of one port cannot both be served (spec 2.3.2 to 2.3.7, 12.4).
fn clash(
    one: &ListenerState<'_>,
    other: &ListenerState<'_>,
    shared: Sharable,
) -> Option<ConflictReason> {
    use ListenerProtocol::{Http, Https, Tcp, Tls, Udp};
    let same_hostname = || (one.hostname == other.hostname).then_some(ConflictReason::Hostname);
    match (one.protocol?, other.protocol?) {
        (Udp, Udp) => Some(ConflictReason::Protocol),
        (Udp, _) | (_, Udp) => None,
        (protocol @ (Https | Tls), other_protocol @ (Https | Tls)) => {
            let modes = (one.tls_mode(), other.tls_mode());
            if shared.permits((protocol, modes.0), (other_protocol, modes.1)) {
                same_hostname()
            } else {
                Some(ConflictReason::Protocol)
            }
        }
        (Http, Http) => same_hostname(),
        (Tcp | Http, _) | (_, Tcp | Http) => Some(ConflictReason::Protocol),
    }
}
