//! Addresses: what a Gateway asks for and what it gets (spec 2.9, 12.79, 12.85, 12.86, 12.90).

use std::net::IpAddr;

use gateway_api_types::{AddressType, Gateway, GatewaySpecAddress};
use serde_json::{Value, json};

use super::cluster::Cluster;
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

/// Each address is judged alone (spec 2.9.10).
pub(super) fn assignment(cluster: Cluster<'_>, gateway: &Gateway) -> Assignment {
    let mut assignment = Assignment::default();
    for address in gateway.spec.addresses.iter().flatten() {
        let kind = address.r#type.clone().unwrap_or(AddressType::IpAddress);
        let value = address.value.as_deref().unwrap_or_default();
        let supported = matches!(kind, AddressType::IpAddress | AddressType::Hostname);
        let usable = is_usable(cluster, &kind, value);
        let routable = is_routable(cluster, &kind, address);
        assignment.asked += 1;
        assignment.unsupported |= !supported;
        assignment.refused |= supported && !usable;
        if supported && usable && routable {
            assignment.satisfied += 1;
            if !value.is_empty() {
                let routability = address
                    .routability
                    .as_ref()
                    .map_or("", |found| found.as_str());
                let mut known = json!({ "type": kind.as_str(), "value": value });
                if cluster.options.channel == Channel::Experimental {
                    known["routability"] = json!(routability);
                }
                assignment.known.push(known);
            }
        }
    }
    assignment
}

/// Whether a value can be had; none leaves the choice to us (spec 2.9.1).
fn is_usable(cluster: Cluster<'_>, kind: &AddressType, value: &str) -> bool {
    let known = !cluster.options.unusable_addresses.contains(value);
    let parses = *kind != AddressType::IpAddress || value.parse::<IpAddr>().is_ok();
    value.is_empty() || (known && parses)
}

/// Spec 12.85.
fn is_routable(cluster: Cluster<'_>, kind: &AddressType, address: &GatewaySpecAddress) -> bool {
    match address
        .routability
        .as_ref()
        .map_or("", |found| found.as_str())
    {
        "" => true,
        "Cluster" | "testing.x-k8s.io/sentinel" => *kind == AddressType::IpAddress,
        other => cluster.options.known_routability.contains(other),
    }
}
