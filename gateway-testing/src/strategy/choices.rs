//! Choices of options: most often the default ones, one or the other elsewhere.

use super::generate::{Just, Strategy, prop, prop_oneof};

use super::{rarely, text};
use crate::choices::{
    AssignedAddress, CorsWildcard, ForwardedPath, GatewayName, HttpsBesideTls, InvalidRules,
    PartialAddresses, RegexExtent, SharedHostnames, UnusableAddress,
};
use crate::options::Options;

/// Options that hold nothing but choices and addresses.
pub(super) fn choices() -> impl Strategy<Value = Options> {
    let ways = (
        way(SharedHostnames::OldestWins),
        way(HttpsBesideTls::Conflict),
        way(RegexExtent::Search),
        way(InvalidRules::RejectRoute),
        way(ForwardedPath::AsMatched),
        way(CorsWildcard::Echo),
        way(PartialAddresses::Refuse),
    );
    let statuses = (rarely(15, Just(503)), rarely(15, Just(500)));
    (ways, statuses, addresses()).prop_map(|(ways, statuses, addresses)| Options {
        shared_hostnames: ways.0,
        https_beside_tls: ways.1,
        regex_extent: ways.2,
        invalid_rules: ways.3,
        forwarded_path: ways.4,
        cors_wildcard: ways.5,
        partial_addresses: ways.6,
        no_weight_status: statuses.0,
        no_endpoints_status: statuses.1,
        ..addresses
    })
}

/// The other way, now and then.
fn way<T: Default + Clone + std::fmt::Debug + 'static>(other: T) -> impl Strategy<Value = T> {
    prop_oneof![15 => Just(T::default()), 1 => Just(other)]
}

/// What is known of addresses.
fn addresses() -> impl Strategy<Value = Options> {
    let assigned = rarely(4, prop::collection::vec(assigned(), 1..4));
    let unusable = rarely(4, unusable());
    let ranges = rarely(4, text(&["192.0.2.0/29", "10.0.0.0/8", "::/0"]));
    (assigned, unusable, ranges).prop_map(|(assigned, unusable, ranges)| {
        let always = UnusableAddress::Value("192.0.2.9".to_owned());
        Options {
            assigned_addresses: assigned.unwrap_or_default(),
            unusable_addresses: std::iter::once(always).chain(unusable).collect(),
            service_cidrs: ranges.into_iter().collect(),
            ..Options::default()
        }
    })
}

fn assigned() -> impl Strategy<Value = AssignedAddress> {
    let gateway = rarely(2, (text(&["a", "b"]), text(&["gw", "gw2"])));
    let address = prop_oneof![
        3 => text(&["192.0.2.1", "192.0.2.2", "192.0.2.9"]).prop_map(|value| ("IPAddress", value)),
        1 => text(&["gw.example.com", "h.example.com"]).prop_map(|value| ("Hostname", value)),
    ];
    let routability = text(&[
        "",
        "",
        "Cluster",
        "testing.x-k8s.io/sentinel",
        "example.com/known",
    ]);
    (gateway, address, routability).prop_map(|(gateway, (kind, value), routability)| {
        AssignedAddress {
            gateway: gateway.map(|(namespace, name)| GatewayName { namespace, name }),
            r#type: kind.to_owned(),
            value,
            routability,
        }
    })
}

fn unusable() -> impl Strategy<Value = UnusableAddress> {
    let members = (
        rarely(1, text(&["IPAddress", "Hostname"])),
        rarely(1, text(&["192.0.2.1", "gw.example.com"])),
        rarely(1, text(&["", "Cluster"])),
    );
    members.prop_map(|(kind, value, routability)| {
        let members = [
            ("type", kind),
            ("value", value),
            ("routability", routability),
        ];
        let there = members
            .into_iter()
            .filter_map(|(key, value)| Some((key.to_owned(), value?)));
        UnusableAddress::Members(there.collect())
    })
}
