//! Addresses: what a data plane tells of the addresses that its Gateways have or cannot have (spec
//! 2.9, 12.79, 12.85).

use std::fmt;
use std::net::{IpAddr, Ipv4Addr};
use std::str::FromStr;

use gateway_api_types::{
    AddressType, GatewayAddressRoutabilityType as Routability, NamespacedName,
};

/// An address that a Gateway has or can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssignedAddress {
    /// Whose it is; `None`: any Gateway's.
    pub gateway: Option<NamespacedName>,
    /// Its type.
    pub r#type: AddressType,
    /// Its value.
    pub value: String,
    /// From where it is reached.
    pub routability: Routability,
}

/// Addresses that no Gateway can have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnusableAddress {
    /// Of this type; `None`: of any.
    pub r#type: Option<AddressType>,
    /// The one of this value; `None`: those that are chosen for entries without a value.
    pub value: Option<String>,
    /// Those of this routability; `None`: of any.
    pub routability: Option<Routability>,
}

/// A range of IP addresses, such as `10.96.0.0/12`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cidr {
    network: u128,
    /// How many bits of an address have to be those of the network.
    bits: u32,
    v6: bool,
}

/// Why a text is not a range of IP addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidCidr;

impl UnusableAddress {
    /// The address of a value, whatever its type and routability.
    pub fn of_value(value: impl Into<String>) -> Self {
        Self {
            value: Some(value.into()),
            ..Self::default()
        }
    }
}

impl Cidr {
    /// Whether an address is in the range.
    pub fn contains(&self, address: IpAddr) -> bool {
        let (bits, v6) = bits_of(address);
        self.v6 == v6 && masked(bits, self.bits) == self.network
    }
}

impl FromStr for Cidr {
    type Err = InvalidCidr;

    fn from_str(text: &str) -> Result<Self, InvalidCidr> {
        let (address, length) = text.split_once('/').ok_or(InvalidCidr)?;
        let address: IpAddr = address.parse().map_err(|_| InvalidCidr)?;
        let digits = length.bytes().all(|byte| byte.is_ascii_digit());
        let length: u32 = length.parse().map_err(|_| InvalidCidr)?;
        let (bits, v6) = bits_of(address);
        let most = if v6 { 128 } else { 32 };
        if !digits || length > most {
            return Err(InvalidCidr);
        }
        Ok(Self {
            network: masked(bits, length),
            bits: length,
            v6,
        })
    }
}

impl fmt::Display for InvalidCidr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a range of addresses is written `10.96.0.0/12`")
    }
}

impl std::error::Error for InvalidCidr {}

/// The bits of an address, from the left, and whether it is one of IPv6.
fn bits_of(address: IpAddr) -> (u128, bool) {
    match address {
        IpAddr::V4(address) => (u128::from(address.to_bits()) << 96, false),
        IpAddr::V6(address) => (address.to_bits(), true),
    }
}

/// The first bits of an address.
fn masked(address: u128, bits: u32) -> u128 {
    if bits == 0 {
        0
    } else {
        address & (u128::MAX << (128 - bits))
    }
}

/// Reads an IP address as a server does, which lets zeros lead the parts of one.
pub(crate) fn ip_address(text: &str) -> Option<IpAddr> {
    let bare = |part: &str| match part.trim_start_matches('0') {
        "" if !part.is_empty() => "0".to_owned(),
        digits => digits.to_owned(),
    };
    text.parse().ok().or_else(|| {
        let parts: Vec<_> = text.split('.').map(bare).collect();
        parts.join(".").parse::<Ipv4Addr>().ok().map(IpAddr::V4)
    })
}

/// Whether two texts mean the same address.
pub(crate) fn same_address(one: &str, other: &str) -> bool {
    match (ip_address(one), ip_address(other)) {
        (Some(one), Some(other)) => one == other,
        _ => one.eq_ignore_ascii_case(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_holds_the_addresses_that_begin_as_it_does() {
        for (range, address, expected) in [
            ("10.96.0.0/12", "10.96.0.1", true),
            ("10.96.0.0/12", "10.111.255.255", true),
            ("10.96.0.0/12", "10.112.0.0", false),
            ("10.99.1.1/12", "10.96.0.1", true),
            ("0.0.0.0/0", "255.1.2.3", true),
            ("0.0.0.0/0", "::1", false),
            ("192.0.2.7/32", "192.0.2.7", true),
            ("192.0.2.7/32", "192.0.2.6", false),
            ("fd00::/8", "fd12::1", true),
            ("fd00::/8", "fe00::1", false),
            ("fd00::/8", "10.0.0.1", false),
        ] {
            let found: Cidr = range.parse().unwrap();
            let address = address.parse().unwrap();
            assert_eq!(found.contains(address), expected, "{range} {address}");
        }
    }

    #[test]
    fn what_is_no_range_is_refused() {
        for text in [
            "",
            "10.0.0.0",
            "10.0.0.0/33",
            "10.0.0.0/+8",
            "::/129",
            "a/8",
            "10.0.0.0/",
        ] {
            assert_eq!(text.parse::<Cidr>(), Err(InvalidCidr), "{text}");
        }
    }

    #[test]
    fn addresses_are_equal_however_they_are_written() {
        for (one, other, expected) in [
            ("10.0.0.1", "10.0.0.01", true),
            ("2001:DB8::1", "2001:db8:0::1", true),
            ("gw.example.com", "GW.example.com", true),
            ("10.0.0.1", "10.0.0.2", false),
        ] {
            assert_eq!(same_address(one, other), expected, "{one} {other}");
        }
    }
}
