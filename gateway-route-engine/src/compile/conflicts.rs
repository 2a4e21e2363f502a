//! Conflicts: listeners of one port that cannot all be served (spec 2.3, 2.12.4, 12.1 to 12.5).

use std::collections::BTreeMap;

use super::listeners::ListenerState;
use super::many;
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
            let mut own = Taken::default();
            let mut standing = Vec::new();
            for &index in resource {
                listeners[index].conflict = taken.precedes(&listeners[index], shared);
                if listeners[index].conflict.is_none() {
                    own.take(index, &listeners[index]);
                    standing.push(index);
                }
            }
            for &index in &standing {
                taken.take(index, &listeners[index]);
                listeners[index].conflict = own.barred(listeners, index, shared);
            }
        }
    }
}

/// What listeners have of a port, each list in their order. A listener is asked about here and not
/// against each of them, for there may be thousands.
#[derive(Default)]
struct Taken {
    udp: Vec<usize>,
    tcp: Vec<usize>,
    http: Named,
    /// Of HTTPS and TLS, by protocol and by what is done with TLS.
    encrypted: BTreeMap<Encryption, Named>,
}

/// A protocol with TLS, and what is done with it.
type Encryption = (ListenerProtocol, Option<TlsMode>);

/// Listeners of one protocol, which hostnames tell apart.
#[derive(Default)]
struct Named {
    all: Vec<usize>,
    by_hostname: BTreeMap<Option<Hostname>, Vec<usize>>,
}

impl Named {
    fn take(&mut self, index: usize, hostname: Option<Hostname>) {
        self.all.push(index);
        self.by_hostname.entry(hostname).or_default().push(index);
    }

    fn of_hostname(&self, hostname: Option<&Hostname>) -> &[usize] {
        let found = self.by_hostname.get(&hostname.cloned());
        found.map_or(&[], Vec::as_slice)
    }
}

impl Taken {
    fn take(&mut self, index: usize, listener: &ListenerState<'_>) {
        use ListenerProtocol::{Http, Https, Tcp, Tls, Udp};
        let hostname = listener.hostname.clone().unwrap_or_default();
        match listener.protocol {
            Some(Udp) => self.udp.push(index),
            Some(Tcp) => self.tcp.push(index),
            Some(Http) => self.http.take(index, hostname),
            Some(protocol @ (Https | Tls)) => {
                let encryption = (protocol, listener.tls_mode());
                let named = self.encrypted.entry(encryption).or_default();
                named.take(index, hostname);
            }
            None => {}
        }
    }

    /// Those that a listener cannot share the port with, itself included where it is one of them
    /// (spec 2.3.2 to 2.3.7, 12.4).
    fn against(
        &self,
        listener: &ListenerState<'_>,
        shared: Sharable,
    ) -> Vec<(ConflictReason, &[usize])> {
        use ConflictReason::{Hostname as SameHostname, Protocol};
        use ListenerProtocol::{Http, Https, Tcp, Tls, Udp};
        let (Ok(hostname), Some(protocol)) = (&listener.hostname, listener.protocol) else {
            return Vec::new();
        };
        let hostname = hostname.as_ref();
        let encrypted = || self.encrypted.values().map(|named| (Protocol, &*named.all));
        let mut found: Vec<(_, &[usize])> = match protocol {
            Udp => vec![(Protocol, &self.udp)],
            Tcp => [(Protocol, &*self.tcp), (Protocol, &*self.http.all)]
                .into_iter()
                .chain(encrypted())
                .collect(),
            Http => [
                (Protocol, &*self.tcp),
                (SameHostname, self.http.of_hostname(hostname)),
            ]
            .into_iter()
            .chain(encrypted())
            .collect(),
            Https | Tls => {
                let own = (protocol, listener.tls_mode());
                let others = self.encrypted.iter().map(|(other, named)| {
                    if shared.permits(own, *other) {
                        (SameHostname, named.of_hostname(hostname))
                    } else {
                        (Protocol, &*named.all)
                    }
                });
                let clear = [(Protocol, &*self.tcp), (Protocol, &*self.http.all)];
                clear.into_iter().chain(others).collect()
            }
        };
        found.retain(|(_, members)| !members.is_empty());
        found
    }

    /// Why a listener falls to those of earlier resources. Listeners of another tenant's ListenerSet
    /// are not named (spec 2.12.14).
    fn precedes(&self, listener: &ListenerState<'_>, shared: Sharable) -> Option<Conflict> {
        let against = self.against(listener, shared);
        let (first, _) = *against.first()?;
        let one_kind = against.iter().all(|(reason, _)| *reason == first);
        Some(Conflict {
            reason: if one_kind {
                first
            } else {
                ConflictReason::Listener
            },
            message: "a listener of higher precedence has this port already".to_owned(),
        })
    }

    /// Why a listener conflicts with others of its own resource.
    fn barred(
        &self,
        listeners: &[ListenerState<'_>],
        index: usize,
        shared: Sharable,
    ) -> Option<Conflict> {
        let against = self.against(&listeners[index], shared);
        let mut worst = None;
        let mut total = 0;
        let mut first: Vec<usize> = Vec::new();
        for (reason, members) in against {
            let count = members.len() - usize::from(members.binary_search(&index).is_ok());
            if count > 0 {
                worst = worst.max(Some(reason));
                total += count;
                let others = members.iter().copied().filter(|other| *other != index);
                first.extend(others.take(many::MOST));
            }
        }
        first.sort_unstable();
        let names = first.into_iter();
        let names = names.map(|other| format!("`{}`", listeners[other].id.section));
        let message = format!(
            "the listener cannot share its port with {}",
            many::first_of(names, total)
        );
        worst.map(|reason| Conflict { reason, message })
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
