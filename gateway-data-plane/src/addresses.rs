//! Addresses: which ones of this machine a Gateway has (spec 2.9).

use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, UdpSocket};

use gateway_api_types::{
    AddressType, Gateway, GatewayAddressRoutabilityType as Routability, NamespacedName,
};
use gateway_route_engine::{AssignedAddress, Resources, UnusableAddress};

use crate::pool::Addresses;

/// The addresses of all Gateways.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assignment {
    /// Those of each Gateway, at least one unless the pool is exhausted.
    pub gateways: BTreeMap<NamespacedName, Vec<IpAddr>>,
    /// What Gateways ask for and this machine does not have.
    pub unusable: BTreeSet<String>,
}

impl Assignment {
    /// Gives each Gateway what it asks for, as far as that can be bound, and one of the pool where it asks for nothing that
    /// can. A Gateway that has an address of the pool keeps it.
    pub fn new(addresses: Addresses, resources: &Resources, before: &Self) -> Self {
        let mut assignment = Self::default();
        let mut without = Vec::new();
        for (name, gateway) in &resources.gateways {
            let (usable, unusable) = asked_for(gateway);
            assignment.unusable.extend(unusable);
            if usable.is_empty() {
                without.push(name);
            } else {
                assignment.gateways.insert(name.clone(), usable);
            }
        }
        let asked: BTreeSet<IpAddr> = assignment.gateways.values().flatten().copied().collect();
        let given = |name: &NamespacedName| before.gateways.get(name).and_then(|list| list.first());
        // Those that have one are asked first, so that no other gets it.
        without.sort_by_key(|name| given(name).is_none());
        let mut taken = asked;
        for name in without {
            let address = match addresses {
                Addresses::Offset(address, _) | Addresses::AnyPort(address) => Some(address),
                Addresses::Pool(pool, _) => {
                    let is_free = |address: &IpAddr| !taken.contains(address);
                    let kept = given(name).copied().filter(is_free);
                    kept.or_else(|| {
                        pool.addresses()
                            .filter(is_free)
                            .find(|address| is_ours(*address))
                    })
                }
            };
            taken.extend(address);
            assignment
                .gateways
                .insert(name.clone(), address.into_iter().collect());
        }
        assignment
    }

    /// The addresses of a Gateway.
    pub fn of(&self, gateway: &NamespacedName) -> &[IpAddr] {
        self.gateways.get(gateway).map_or(&[], Vec::as_slice)
    }

    /// The addresses that Gateways have, for the engine to tell in their statuses.
    pub fn assigned(&self) -> impl Iterator<Item = AssignedAddress> {
        self.gateways.iter().flat_map(|(gateway, addresses)| {
            addresses.iter().map(|address| AssignedAddress {
                gateway: Some(gateway.clone()),
                r#type: AddressType::IpAddress,
                value: address.to_string(),
                routability: Routability::Default,
            })
        })
    }

    /// The addresses that Gateways ask for in vain.
    pub fn unusable(&self) -> impl Iterator<Item = UnusableAddress> {
        self.unusable.iter().map(UnusableAddress::of_value)
    }
}

/// What a Gateway asks for by value: the addresses of this machine, and everything else.
fn asked_for(gateway: &Gateway) -> (Vec<IpAddr>, Vec<String>) {
    let values = gateway.spec.addresses().iter();
    let values = values.filter_map(|address| address.value.as_deref());
    let (mut usable, mut unusable) = (Vec::new(), Vec::new());
    for value in values.filter(|value| !value.is_empty()) {
        match value.parse() {
            Ok(address) if is_ours(address) => {
                if !usable.contains(&address) {
                    usable.push(address);
                }
            }
            _ => unusable.push(value.to_owned()),
        }
    }
    (usable, unusable)
}

/// Whether this machine has the address. Any port shows it.
fn is_ours(address: IpAddr) -> bool {
    UdpSocket::bind((address, 0)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pool::Pool;
    use crate::testing::resources;

    /// Gateways, each with the addresses that it asks for.
    fn gateways(gateways: &[(&str, &[&str])]) -> Resources {
        let one = |(name, addresses): &(&str, &[&str])| {
            let values: Vec<_> = addresses
                .iter()
                .map(|value| format!("{{value: '{value}'}}"))
                .collect();
            format!(
                "apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {{name: {name}}}\nspec: \
                 {{gatewayClassName: a, addresses: [{}], listeners: [{{name: a, port: 80, protocol: HTTP}}]}}\n",
                values.join(", ")
            )
        };
        let texts: Vec<_> = gateways.iter().map(one).collect();
        resources(&texts.join("---\n"))
    }

    fn check(
        addresses: Addresses,
        before: &Assignment,
        gateways: &[(&str, &[&str], &[&str])],
    ) -> Assignment {
        let asked: Vec<_> = gateways
            .iter()
            .map(|(name, asked, _)| (*name, *asked))
            .collect();
        let assignment = Assignment::new(addresses, &self::gateways(&asked), before);
        for (name, _, expected) in gateways {
            let actual = &assignment.gateways[&NamespacedName::new("default", *name)];
            let actual: Vec<_> = actual.iter().map(IpAddr::to_string).collect();
            assert_eq!(actual, *expected, "{name}");
        }
        assignment
    }

    #[test]
    fn each_gateway_has_what_it_asks_for_or_the_next_of_the_pool() {
        let pool = Addresses::Pool(Pool::default(), 0);
        let first = check(
            pool,
            &Assignment::default(),
            &[
                ("b", &[], &["127.0.0.1"]),
                (
                    "c",
                    &["127.0.0.2", "127.0.0.7"],
                    &["127.0.0.2", "127.0.0.7"],
                ),
                ("d", &["192.0.2.7"], &["127.0.0.3"]),
                ("e", &[""], &["127.0.0.4"]),
            ],
        );
        assert_eq!(first.unusable, ["192.0.2.7".to_owned()].into());
        // Who comes later takes nobody's address, and what is given back is given again.
        check(
            pool,
            &first,
            &[
                ("a", &[], &["127.0.0.2"]),
                ("b", &[], &["127.0.0.1"]),
                ("d", &[], &["127.0.0.3"]),
            ],
        );
        check(
            pool,
            &first,
            &[
                ("b", &[], &["127.0.0.2"]),
                ("a", &["127.0.0.1"], &["127.0.0.1"]),
            ],
        );
    }

    #[test]
    fn a_pool_may_be_exhausted_and_one_address_is_for_all() {
        let one = Pool {
            first: [127, 0, 0, 9].into(),
            last: [127, 0, 0, 9].into(),
        };
        let nobody = Assignment::default();
        check(
            Addresses::Pool(one, 0),
            &nobody,
            &[("a", &[], &["127.0.0.9"]), ("b", &[], &[])],
        );
        let all = Addresses::Offset([127, 0, 0, 1].into(), 0);
        check(
            all,
            &nobody,
            &[("a", &[], &["127.0.0.1"]), ("b", &[], &["127.0.0.1"])],
        );
    }
}
