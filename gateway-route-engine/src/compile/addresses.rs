//! Addresses: those that a Gateway asks for, and what it gets (spec 2.9, 12.79, 12.85, 12.90).

use std::net::{IpAddr, Ipv4Addr};

use gateway_api_types::{
    AddressType, Feature, Gateway, GatewayAddressRoutabilityType as Routability,
    GatewaySpecAddress, GatewayStatusAddress,
};

use super::context::{Context, Finding, Findings};
use super::diagnostics::ObjectRef;
use super::field::Field;

/// The prefixed routability that conformance tests use, which whoever claims the feature supports.
const SENTINEL: &str = "testing.x-k8s.io/sentinel";

/// The addresses of a Gateway, judged one by one.
#[derive(Default)]
pub(crate) struct Addresses {
    /// Those that were asked for by value and can be had.
    pub(crate) assigned: Vec<GatewayStatusAddress>,
    /// An address type that is not supported.
    pub(crate) unsupported: Option<String>,
    /// Values that cannot be had.
    refused: Vec<String>,
    /// How many entries are not satisfied, for their value or for their routability.
    unsatisfied: usize,
    requested: usize,
}

impl Addresses {
    pub(crate) fn new(
        context: &Context<'_>,
        findings: &mut Findings,
        object: &ObjectRef,
        gateway: &Gateway,
    ) -> Self {
        let mut addresses = Self {
            requested: gateway.spec.addresses().len(),
            ..Self::default()
        };
        let list = Field::Root("spec.addresses");
        for (index, address) in gateway.spec.addresses().iter().enumerate() {
            let field = list.item(index);
            if let Some((id, message, help)) = addresses.judge(context, address) {
                findings.push(object, Finding::error(field, id, message).help(help));
            }
        }
        addresses
    }

    /// The reason and message of `AddressesAssigned=False` (spec 2.9.11).
    pub(crate) fn unassigned(&self) -> Option<(&'static str, String)> {
        if self.unsatisfied == 0 {
            return None;
        }
        let message = format!(
            "{} of {} addresses cannot be had",
            self.unsatisfied, self.requested
        );
        let none = self.unsatisfied == self.requested;
        Some((
            if none {
                "NotAssigned"
            } else {
                "PartiallyAssigned"
            },
            message,
        ))
    }

    /// The reason and message of `Programmed=False` (spec 12.90).
    pub(crate) fn unprogrammed(&self) -> Option<(&'static str, String)> {
        if !self.refused.is_empty() {
            let message = format!("the addresses {} cannot be used", self.refused.join(", "));
            return Some(("AddressNotUsable", message));
        }
        let none = self.unsatisfied > 0 && self.unsatisfied == self.requested;
        none.then(|| {
            (
                "AddressNotAssigned",
                "no address can be assigned".to_owned(),
            )
        })
    }

    /// Files one entry, and says what is wrong with it.
    fn judge(
        &mut self,
        context: &Context<'_>,
        address: &GatewaySpecAddress,
    ) -> Option<(&'static str, String, &'static str)> {
        let kind = address.r#type();
        if !matches!(kind, AddressType::IpAddress | AddressType::Hostname) {
            let message = format!("addresses of type `{kind}` are not supported");
            self.unsupported.get_or_insert(message.clone());
            self.unsatisfied += 1;
            return Some((
                "unsupported-address",
                message,
                "write `IPAddress` or `Hostname`",
            ));
        }
        let value = address.value.as_deref().filter(|value| !value.is_empty());
        // What no schema lets through is no address that anybody could have (spec 2.9.1).
        let unusable = |value: &&str| {
            let malformed = *kind == AddressType::IpAddress && !is_ip_address(value);
            malformed || context.options.unusable_addresses.contains(*value)
        };
        if let Some(value) = value.filter(unusable) {
            self.refused.push(format!("`{value}`"));
            self.unsatisfied += 1;
            let message = format!("the address `{value}` cannot be used");
            return Some((
                "unusable-address",
                message,
                "ask for one that can, or leave the value out",
            ));
        }
        if value.is_none() && !context.options.has(&Feature::GatewayAddressEmpty) {
            self.unsatisfied += 1;
            return Some((
                "unusable-address",
                "no address is chosen for an entry without a value".to_owned(),
                "write the address that you want in `value`",
            ));
        }
        let routability = address
            .routability
            .as_ref()
            .filter(|_| context.experimental());
        if !satisfiable(context, kind, routability) {
            self.unsatisfied += 1;
            let routability = routability.map(Routability::as_str).unwrap_or_default();
            let message = format!("no address of routability `{routability}` can be had");
            return Some((
                "unsatisfied-routability",
                message,
                "leave `routability` out to take any",
            ));
        }
        self.assigned.extend(value.map(|value| {
            GatewayStatusAddress {
                r#type: Some(kind.clone()),
                value: value.to_owned(),
                routability: context
                    .experimental()
                    .then(|| routability.cloned().unwrap_or(Routability::Default)),
            }
        }));
        None
    }
}

/// Whether a server takes a text for an IP address: zeros may lead the parts of one.
fn is_ip_address(value: &str) -> bool {
    let bare = |part: &str| match part.trim_start_matches('0') {
        "" if !part.is_empty() => "0".to_owned(),
        digits => digits.to_owned(),
    };
    let parts: Vec<_> = value.split('.').map(bare).collect();
    value.parse::<IpAddr>().is_ok() || parts.join(".").parse::<Ipv4Addr>().is_ok()
}

fn satisfiable(
    context: &Context<'_>,
    kind: &AddressType,
    routability: Option<&Routability>,
) -> bool {
    match routability {
        None | Some(Routability::Default) => true,
        Some(Routability::Cluster) => *kind == AddressType::IpAddress,
        Some(other) => {
            let value = other.as_str();
            let sentinel = value == SENTINEL && *kind == AddressType::IpAddress;
            sentinel || context.options.known_routability.contains(value)
        }
    }
}
