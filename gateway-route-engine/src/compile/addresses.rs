//! Addresses: those that a Gateway asks for, and what it gets (spec 2.9, 12.79, 12.85, 12.90).

use std::collections::BTreeSet;

use gateway_api_types::{
    AddressType, Feature, Gateway, GatewayAddressRoutabilityType as Routability,
    GatewaySpecAddress, GatewayStatusAddress, NamespacedName,
};

use super::context::{Context, Finding, Findings};
use super::diagnostics::ObjectRef;
use super::field::Field;
use super::many;
use crate::address::{AssignedAddress, ip_address, same_address};
use crate::choices::PartialAddresses;

/// The prefixed routability that conformance tests use, which whoever claims the feature supports.
const SENTINEL: &str = "testing.x-k8s.io/sentinel";
/// The most addresses of a status (spec 1.4).
const MAX_ADDRESSES: usize = 16;

/// The addresses of a Gateway, judged one by one.
#[derive(Default)]
pub(crate) struct Addresses {
    /// Those that are known by value, in the order in which they were asked for.
    pub(crate) assigned: Vec<GatewayStatusAddress>,
    /// An address type that is not supported.
    pub(crate) unsupported: Option<String>,
    /// Values that cannot be had.
    refused: Vec<String>,
    /// How many entries are not satisfied, for their value or for their routability.
    unsatisfied: usize,
    /// How many entries there are; one where the choice is left to us altogether.
    requested: usize,
}

/// Why an entry is not satisfied.
enum Unsatisfied {
    /// Its type is not supported.
    Kind(AddressType),
    /// Its value cannot be had.
    Value(String),
    /// Nothing is chosen for an entry without a value.
    NoChoice,
    /// No address of this routability can be had.
    Routability(String),
    /// No address is left to be chosen.
    NoneLeft,
}

/// An entry of a Gateway on its way to an address.
struct Judge<'j, 'a> {
    context: &'j Context<'a>,
    /// The addresses that the options give the Gateway; `None`: they do not speak of addresses.
    pool: Option<Vec<&'a AssignedAddress>>,
    /// The places of those that entries have.
    taken: BTreeSet<usize>,
}

impl Addresses {
    pub(crate) fn new(
        context: &Context<'_>,
        findings: &mut Findings,
        object: &ObjectRef,
        gateway: &Gateway,
    ) -> Self {
        let mut judge = Judge::new(context, &object.name);
        let entries = gateway.spec.addresses();
        if entries.is_empty() {
            return judge.chosen();
        }
        let mut addresses = Self {
            requested: entries.len(),
            ..Self::default()
        };
        let list = Field::Root("spec.addresses");
        let mut order: Vec<_> = entries.iter().enumerate().collect();
        // Who can do with less waits for those who cannot (spec 2.9.10).
        order
            .sort_by_key(|(_, entry)| (value(entry).is_none(), judge.routability(entry).is_none()));
        let mut found = Vec::new();
        for (index, entry) in order {
            match judge.judge(entry) {
                Ok(address) => found.extend(address.map(|address| (index, address))),
                Err(unsatisfied) => {
                    addresses.unsatisfied += 1;
                    let finding = addresses.file(unsatisfied, list.item(index));
                    findings.push(object, finding);
                }
            }
        }
        found.sort_by_key(|(index, _)| *index);
        addresses.assigned = found.into_iter().map(|(_, address)| address).collect();
        if addresses.unsatisfied > 0
            && context.options.choices.partial_addresses == PartialAddresses::Refuse
        {
            addresses.unsatisfied = addresses.requested;
            addresses.assigned.clear();
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
            let refused = many::listed(&self.refused);
            let message = format!("the addresses {refused} cannot be used");
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

    /// Files an entry that is not satisfied, and says what is wrong with it.
    fn file(&mut self, unsatisfied: Unsatisfied, field: Field<'_>) -> Finding {
        let (id, message, help) = match unsatisfied {
            Unsatisfied::Kind(kind) => {
                let message = format!("addresses of type `{kind}` are not supported");
                self.unsupported.get_or_insert(message.clone());
                let help = "write `IPAddress` or `Hostname`";
                ("unsupported-address", message, help)
            }
            Unsatisfied::Value(value) => {
                self.refused.push(format!("`{value}`"));
                let message = format!("the address `{value}` cannot be used");
                let help = "ask for one that can, or leave the value out";
                ("unusable-address", message, help)
            }
            Unsatisfied::NoChoice => {
                let message = "no address is chosen for an entry without a value".to_owned();
                let help = "write the address that you want in `value`";
                ("unusable-address", message, help)
            }
            Unsatisfied::Routability(routability) => {
                let message = format!("no address of routability `{routability}` can be had");
                let help = "leave `routability` out to take any";
                ("unsatisfied-routability", message, help)
            }
            Unsatisfied::NoneLeft => {
                let message = "no address is left for this entry".to_owned();
                let help = "ask for fewer addresses, or for one of another type";
                ("unusable-address", message, help)
            }
        };
        Finding::error(field, id, message).help(help)
    }
}

impl<'j, 'a> Judge<'j, 'a> {
    fn new(context: &'j Context<'a>, gateway: &NamespacedName) -> Self {
        let assigned = &context.options.assigned_addresses;
        let own =
            |address: &&AssignedAddress| address.gateway.as_ref().is_none_or(|of| of == gateway);
        Self {
            context,
            pool: (!assigned.is_empty()).then(|| assigned.iter().filter(own).collect()),
            taken: BTreeSet::new(),
        }
    }

    /// What a Gateway gets that asks for nothing: what the options say; without their word it is
    /// served at addresses that nobody knows (spec 2.9.3, 12.79).
    fn chosen(self) -> Addresses {
        let Some(pool) = &self.pool else {
            return Addresses::default();
        };
        let usable = pool.iter().filter(|address| self.can_be_chosen(address));
        let assigned: Vec<_> = usable
            .take(MAX_ADDRESSES)
            .map(|address| self.status(&address.r#type, &address.value, &address.routability))
            .collect();
        Addresses {
            unsatisfied: usize::from(assigned.is_empty()),
            requested: 1,
            assigned,
            ..Addresses::default()
        }
    }

    /// What an entry asks for beyond type and value; empty is as good as absent (spec 2.9.7). The
    /// standard channel has no such field.
    fn routability<'e>(&self, entry: &'e GatewaySpecAddress) -> Option<&'e Routability> {
        let asked = entry.routability.as_ref();
        asked.filter(|asked| self.context.experimental() && **asked != Routability::Default)
    }

    /// The address for one entry; `None`: one whose value nobody knows.
    fn judge(
        &mut self,
        entry: &GatewaySpecAddress,
    ) -> Result<Option<GatewayStatusAddress>, Unsatisfied> {
        let kind = entry.r#type();
        if !matches!(kind, AddressType::IpAddress | AddressType::Hostname) {
            return Err(Unsatisfied::Kind(kind.clone()));
        }
        let routability = self.routability(entry);
        match value(entry) {
            Some(value) => self.of_value(kind, value, routability).map(Some),
            None => self.any_value(kind, routability),
        }
    }

    fn of_value(
        &mut self,
        kind: &AddressType,
        value: &str,
        routability: Option<&Routability>,
    ) -> Result<GatewayStatusAddress, Unsatisfied> {
        let options = self.context.options;
        // What no schema lets through is no address that anybody could have (spec 2.9.1).
        let malformed = *kind == AddressType::IpAddress && ip_address(value).is_none();
        let mut unusable = options.unusable_addresses.iter();
        let unusable = unusable.any(|one| {
            let named = one.value.as_deref();
            named.is_some_and(|named| same_address(named, value))
                && one.r#type.as_ref().is_none_or(|of| of == kind)
                && one
                    .routability
                    .as_ref()
                    .is_none_or(|of| fits(routability, of))
        });
        if malformed || unusable || !options.has(&Feature::GatewayStaticAddresses) {
            return Err(Unsatisfied::Value(value.to_owned()));
        }
        let of_value = |address: &&AssignedAddress| {
            address.r#type == *kind && same_address(&address.value, value)
        };
        let pool = self.pool.as_deref().unwrap_or_default();
        let known: Vec<_> = pool.iter().copied().filter(of_value).collect();
        if known.is_empty() {
            self.attainable(kind, Some(value), routability)?;
            let routability = routability.unwrap_or(&Routability::Default);
            return Ok(self.status(kind, value, routability));
        }
        let mut fitting = known.iter();
        let Some(found) = fitting.find(|address| fits(routability, &address.routability)) else {
            return Err(unsatisfied_routability(routability));
        };
        let places = pool
            .iter()
            .enumerate()
            .filter(|(_, address)| of_value(address));
        let places: Vec<_> = places.map(|(place, _)| place).collect();
        let routability = found.routability.clone();
        self.taken.extend(places);
        Ok(self.status(kind, value, &routability))
    }

    /// An address of a type is taken out of those that the options give; without their word there is
    /// one somewhere.
    fn any_value(
        &mut self,
        kind: &AddressType,
        routability: Option<&Routability>,
    ) -> Result<Option<GatewayStatusAddress>, Unsatisfied> {
        let options = self.context.options;
        if !options.has(&Feature::GatewayAddressEmpty) {
            return Err(Unsatisfied::NoChoice);
        }
        let mut unusable = options.unusable_addresses.iter();
        if unusable.any(|one| {
            one.value.is_none()
                && one.r#type.as_ref().is_none_or(|of| of == kind)
                && one
                    .routability
                    .as_ref()
                    .is_none_or(|of| fits(routability, of))
        }) {
            return Err(Unsatisfied::NoneLeft);
        }
        let Some(pool) = &self.pool else {
            self.attainable(kind, None, routability)?;
            return Ok(None);
        };
        let mut free = pool.iter().enumerate();
        let found = free.find(|(place, address)| {
            !self.taken.contains(place)
                && address.r#type == *kind
                && fits(routability, &address.routability)
                && self.can_be_chosen(address)
        });
        let Some((place, found)) = found.map(|(place, found)| (place, *found)) else {
            return Err(match routability {
                None => Unsatisfied::NoneLeft,
                some => unsatisfied_routability(some),
            });
        };
        self.taken.insert(place);
        Ok(Some(self.status(kind, &found.value, &found.routability)))
    }

    /// Whether an address that the options give is not one that they take back.
    fn can_be_chosen(&self, address: &AssignedAddress) -> bool {
        let mut unusable = self.context.options.unusable_addresses.iter();
        !unusable.any(|one| {
            let named = one.value.as_deref();
            named.is_some_and(|named| same_address(named, &address.value))
                && one.r#type.as_ref().is_none_or(|of| *of == address.r#type)
                && one
                    .routability
                    .as_ref()
                    .is_none_or(|of| *of == address.routability)
        })
    }

    /// Whether an address that the options do not speak of can have a routability (spec 12.85). One
    /// of the cluster lies in a range of its Services, where those are known (spec 2.9.8).
    fn attainable(
        &self,
        kind: &AddressType,
        value: Option<&str>,
        routability: Option<&Routability>,
    ) -> Result<(), Unsatisfied> {
        let options = self.context.options;
        let is_ip = *kind == AddressType::IpAddress;
        let ranges = &options.service_cidrs;
        let attainable = match routability {
            None => true,
            Some(_) if !options.has(&Feature::GatewayAddressRoutability) => false,
            Some(Routability::Cluster) => {
                let address = value.and_then(ip_address);
                let inside = address.is_none_or(|address| {
                    ranges.is_empty() || ranges.iter().any(|range| range.contains(address))
                });
                is_ip && inside && options.has(&Feature::GatewayAddressRoutabilityCluster)
            }
            Some(other) => {
                let named = other.as_str();
                (named == SENTINEL && is_ip) || options.known_routability.contains(named)
            }
        };
        if attainable {
            Ok(())
        } else {
            Err(unsatisfied_routability(routability))
        }
    }

    fn status(
        &self,
        kind: &AddressType,
        value: &str,
        routability: &Routability,
    ) -> GatewayStatusAddress {
        let told = self.context.experimental()
            && self
                .context
                .options
                .has(&Feature::GatewayAddressRoutability);
        GatewayStatusAddress {
            r#type: Some(kind.clone()),
            value: value.to_owned(),
            routability: told.then(|| routability.clone()),
        }
    }
}

/// The value that an entry asks for; an empty one leaves the choice to us.
fn value(entry: &GatewaySpecAddress) -> Option<&str> {
    entry.value.as_deref().filter(|value| !value.is_empty())
}

/// Whether an address of a routability is what an entry asks for; one that asks for none takes those
/// without a promise and those of the cluster (spec 2.9.10).
fn fits(asked: Option<&Routability>, routability: &Routability) -> bool {
    match asked {
        None => matches!(routability, Routability::Default | Routability::Cluster),
        Some(asked) => asked == routability,
    }
}

fn unsatisfied_routability(asked: Option<&Routability>) -> Unsatisfied {
    let asked = asked.map_or("", Routability::as_str);
    Unsatisfied::Routability(asked.to_owned())
}
