//! Overlaps: listeners of one port whose TLS hostnames a client may take for one (spec 2.5.4, 12.37).

use super::listeners::ListenerState;
use crate::hostname::Hostname;

/// Marks the listeners that end TLS on one port for hostnames that overlap.
pub(crate) fn mark(listeners: &mut [ListenerState<'_>]) {
    let overlapping: Vec<_> = (0..listeners.len())
        .map(|index| {
            (0..listeners.len())
                .any(|other| other != index && overlap(&listeners[index], &listeners[other]))
        })
        .collect();
    for (listener, overlapping) in listeners.iter_mut().zip(overlapping) {
        listener.overlapping = overlapping;
    }
}

fn overlap(one: &ListenerState<'_>, other: &ListenerState<'_>) -> bool {
    let (Ok(left), Ok(right)) = (&one.hostname, &other.hostname) else {
        return false;
    };
    one.port.is_some()
        && one.port == other.port
        && one.terminates_tls()
        && other.terminates_tls()
        && intersect(left.as_ref(), right.as_ref())
}

/// A listener without a hostname overlaps every other.
fn intersect(one: Option<&Hostname>, other: Option<&Hostname>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.intersection(other).is_some(),
        _ => true,
    }
}
