//! Addresses: what a Gateway asks for and what it gets (spec 2.9, 12.79, 12.85, 12.86, 12.90).

use std::net::IpAddr;

use gateway_api_types::{AddressType, Gateway, GatewayApiObject, GatewaySpecAddress};
use serde_json::{Value, json};

use super::cluster::Cluster;
use crate::choices::{AssignedAddress, PartialAddresses};
use crate::options::Channel;

/// What becomes of the addresses of a Gateway.
#[derive(Clone, Debug, Default)]
pub(super) struct Assignment {
    /// Some type of address is none of ours (spec 2.9.2).
    pub(super) unsupported: bool,
    /// Some value cannot be had.
    pub(super) refused: bool,
    /// How many were asked for, and how many of them are there.
    pub(super) asked: usize,
    pub(super) satisfied: usize,
    /// Those that are known by value.
    pub(super) known: Vec<Value>,
}

/// An entry of `spec.addresses`, defaults filled in.
struct Entry {
    kind: String,
    value: String,
    routability: String,
}

impl Assignment {
    /// Reason of the Gateway's `Programmed=False` (spec 12.90).
    pub(super) fn not_programmed(&self) -> Option<&'static str> {
        if self.refused {
            Some("AddressNotUsable")
        } else if self.asked > 0 && self.satisfied == 0 {
            Some("AddressNotAssigned")
        } else {
            None
        }
    }

    /// Reason of `AddressesAssigned=False` (spec 2.9.11).
    pub(super) fn not_assigned(&self) -> Option<&'static str> {
        if self.satisfied == self.asked {
            None
        } else if self.satisfied == 0 {
            Some("NotAssigned")
        } else {
            Some("PartiallyAssigned")
        }
    }
}

/// Each address is judged alone (spec 2.9.10), but two entries do not get the same one.
pub(super) fn assignment(cluster: Cluster<'_>, gateway: &Gateway) -> Assignment {
    let given = given(cluster, gateway);
    let entries = gateway.spec.addresses.iter().flatten();
    let entries: Vec<_> = entries.map(|entry| Entry::of(cluster, entry)).collect();
    if entries.is_empty() {
        return chosen(cluster, &given);
    }
    let mut assignment = Assignment::default();
    for (index, entry) in entries.iter().enumerate() {
        let supported = ["IPAddress", "Hostname"].contains(&entry.kind.as_str());
        assignment.asked += 1;
        assignment.unsupported |= !supported;
        let refused = supported && entry.is_refused(cluster);
        assignment.refused |= refused;
        if !supported || refused {
            continue;
        }
        let found = if entry.value.is_empty() {
            any_address(cluster, &given, &entries, index)
        } else {
            entry.found(cluster, &given)
        };
        if let Some(known) = found {
            assignment.satisfied += 1;
            assignment.known.extend(known);
        }
    }
    let all = assignment.satisfied == assignment.asked;
    if !all && cluster.options.partial_addresses == PartialAddresses::Refuse {
        assignment.satisfied = 0;
        assignment.known.clear();
    }
    assignment
}

/// The addresses that the options give a Gateway, where they speak of any.
fn given<'w>(cluster: Cluster<'w>, gateway: &Gateway) -> Vec<&'w AssignedAddress> {
    let all = cluster.options.assigned_addresses.iter();
    all.filter(|address| {
        address
            .gateway
            .as_ref()
            .is_none_or(|of| of.namespace == gateway.namespace() && of.name == gateway.name())
    })
    .collect()
}

/// Who asks for nothing gets what the options give; of unnamed addresses nothing is known (spec
/// 2.9.3, 12.79).
fn chosen(cluster: Cluster<'_>, given: &[&AssignedAddress]) -> Assignment {
    if cluster.options.assigned_addresses.is_empty() {
        return Assignment::default();
    }
    let free = given.iter().filter(|address| is_free(cluster, address));
    let known: Vec<_> = free
        .take(16)
        .map(|address| {
            status(
                cluster,
                &address.r#type,
                &address.value,
                &address.routability,
            )
        })
        .collect();
    Assignment {
        asked: 1,
        satisfied: usize::from(!known.is_empty()),
        known,
        ..Assignment::default()
    }
}

/// The address of an entry that leaves the value to us: those that ask for the least take what the
/// others leave. Empty: one whose value nobody knows.
fn any_address(
    cluster: Cluster<'_>,
    given: &[&AssignedAddress],
    entries: &[Entry],
    index: usize,
) -> Option<Vec<Value>> {
    let exhausted = |entry: &Entry| {
        let mut unusable = cluster.options.unusable_addresses.iter();
        unusable.any(|one| one.value().is_none() && one.covers(&entry.kind, |of| entry.takes(of)))
    };
    if exhausted(&entries[index]) || !cluster.options.has("GatewayAddressEmpty") {
        return None;
    }
    if cluster.options.assigned_addresses.is_empty() {
        return entries[index].is_attainable(cluster).then(Vec::new);
    }
    let named = |address: &&&AssignedAddress| {
        let same =
            |entry: &Entry| entry.kind == address.r#type && is_same(&entry.value, &address.value);
        let taken = entries.iter().any(|entry| {
            same(entry) && !entry.is_refused(cluster) && entry.found(cluster, given).is_some()
        });
        !taken && is_free(cluster, address)
    };
    let mut left: Vec<_> = given.iter().filter(named).collect();
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by_key(|place| entries[*place].routability.is_empty());
    order.retain(|place| entries[*place].value.is_empty() && !exhausted(&entries[*place]));
    for place in order {
        let entry = &entries[place];
        let fitting = left
            .iter()
            .position(|address| address.r#type == entry.kind && entry.takes(&address.routability));
        let found = fitting.map(|at| left.remove(at));
        if place == index {
            return found.map(|found| {
                vec![status(
                    cluster,
                    &found.r#type,
                    &found.value,
                    &found.routability,
                )]
            });
        }
    }
    None
}

/// Whether an address that the options give is not one that they take back.
fn is_free(cluster: Cluster<'_>, address: &AssignedAddress) -> bool {
    let mut unusable = cluster.options.unusable_addresses.iter();
    !unusable.any(|one| {
        one.value()
            .is_some_and(|value| is_same(value, &address.value))
            && one.covers(&address.r#type, |of| of == address.routability)
    })
}

impl Entry {
    fn of(cluster: Cluster<'_>, entry: &GatewaySpecAddress) -> Self {
        let kind = entry.r#type.clone().unwrap_or(AddressType::IpAddress);
        let routability = entry
            .routability
            .as_ref()
            .map_or("", |found| found.as_str());
        let told = cluster.options.channel == Channel::Experimental;
        Self {
            kind: kind.as_str().to_owned(),
            value: entry.value.clone().unwrap_or_default(),
            routability: if told { routability } else { "" }.to_owned(),
        }
    }

    /// Whether an address of a routability will do: without a wish, one without a promise or one of
    /// the cluster (spec 2.9.10).
    fn takes(&self, routability: &str) -> bool {
        if self.routability.is_empty() {
            ["", "Cluster"].contains(&routability)
        } else {
            self.routability == routability
        }
    }

    /// Whether the value cannot be had; none leaves the choice to us (spec 2.9.1).
    fn is_refused(&self, cluster: Cluster<'_>) -> bool {
        let mut unusable = cluster.options.unusable_addresses.iter();
        let unusable = unusable.any(|one| {
            one.value().is_some_and(|value| is_same(value, &self.value))
                && one.covers(&self.kind, |of| self.takes(of))
        });
        let malformed = self.kind == "IPAddress" && parsed(&self.value).is_none();
        let fixed = cluster.options.has("GatewayStaticAddresses");
        !self.value.is_empty() && (unusable || malformed || !fixed)
    }

    /// The address of an entry with a value that can be had, if it is of the right routability.
    fn found(&self, cluster: Cluster<'_>, given: &[&AssignedAddress]) -> Option<Vec<Value>> {
        let same = |address: &&&AssignedAddress| {
            address.r#type == self.kind && is_same(&address.value, &self.value)
        };
        let mut known = given.iter().filter(same).peekable();
        let routability = if known.peek().is_none() {
            self.is_attainable(cluster).then_some(&self.routability)
        } else {
            known
                .map(|address| &address.routability)
                .find(|routability| self.takes(routability))
        };
        routability.map(|routability| vec![status(cluster, &self.kind, &self.value, routability)])
    }

    /// Spec 2.9.8, 12.85.
    fn is_attainable(&self, cluster: Cluster<'_>) -> bool {
        let options = cluster.options;
        let ip = self.kind == "IPAddress";
        if self.routability.is_empty() {
            return true;
        }
        let claimed = options.has("GatewayAddressRoutability");
        claimed
            && match self.routability.as_str() {
                "Cluster" => {
                    let ranges = &options.service_cidrs;
                    let inside = parsed(&self.value).is_none_or(|address| {
                        ranges.is_empty() || ranges.iter().any(|range| is_within(address, range))
                    });
                    ip && inside && options.has("GatewayAddressRoutabilityCluster")
                }
                "testing.x-k8s.io/sentinel" if ip => true,
                other => options.known_routability.contains(other),
            }
    }
}

fn status(cluster: Cluster<'_>, kind: &str, value: &str, routability: &str) -> Value {
    let mut status = json!({ "type": kind, "value": value });
    if cluster.options.channel == Channel::Experimental
        && cluster.options.has("GatewayAddressRoutability")
    {
        status["routability"] = json!(routability);
    }
    status
}

/// An IP address as a server reads it: zeros may lead a part.
fn parsed(value: &str) -> Option<IpAddr> {
    if let Ok(address) = value.parse() {
        return Some(address);
    }
    let parts: Option<Vec<u8>> = value
        .split('.')
        .map(|part| {
            let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| part.parse().ok()).flatten()
        })
        .collect();
    let parts: [u8; 4] = parts?.try_into().ok()?;
    Some(parts.into())
}

fn is_same(one: &str, other: &str) -> bool {
    match (parsed(one), parsed(other)) {
        (Some(one), Some(other)) => one == other,
        _ => one.to_lowercase() == other.to_lowercase(),
    }
}

/// Whether the first bits of an address are those of a range.
fn is_within(address: IpAddr, range: &str) -> bool {
    let bits = |address: IpAddr| -> Vec<bool> {
        let bytes = match address {
            IpAddr::V4(address) => address.octets().to_vec(),
            IpAddr::V6(address) => address.octets().to_vec(),
        };
        let bits = bytes
            .iter()
            .flat_map(|byte| (0..8).rev().map(move |at| byte >> at & 1 == 1));
        bits.collect()
    };
    let Some((network, length)) = range.split_once('/') else {
        return false;
    };
    let (Ok(network), Ok(length)) = (network.parse::<IpAddr>(), length.parse::<usize>()) else {
        return false;
    };
    let (network, address) = (bits(network), bits(address));
    network.len() == address.len()
        && network
            .iter()
            .zip(&address)
            .take(length)
            .all(|(a, b)| a == b)
}
