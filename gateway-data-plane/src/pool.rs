//! Pool: which addresses of this machine listeners are bound to.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

/// Maps Gateways and their listeners to addresses of this machine. A Gateway that asks for addresses which are this machine's
/// has those (spec 2.9).
#[derive(Clone, Copy, Debug)]
pub enum Addresses {
    /// Every other Gateway has this address; its listeners' ports plus an offset.
    Offset(IpAddr, u16),
    /// Every other Gateway has this address; its listeners have any free ports.
    AnyPort(IpAddr),
    /// Every other Gateway has the next address that no other has; its listeners' ports plus an offset.
    Pool(Pool, u16),
}

/// Addresses that Gateways are given in turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pool {
    /// The first one.
    pub first: IpAddr,
    /// The last one, of the same family.
    pub last: IpAddr,
}

/// What is no [`Pool`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidPool;

impl Addresses {
    /// The port to bind for a listener's port; `None` if the offset leads beyond the last one.
    pub fn port(self, port: u16) -> Option<u16> {
        match self {
            Self::Offset(_, offset) | Self::Pool(_, offset) => port.checked_add(offset),
            Self::AnyPort(_) => Some(0),
        }
    }
}

impl Pool {
    /// The addresses in order.
    pub fn addresses(self) -> impl Iterator<Item = IpAddr> {
        let number = |address| match address {
            IpAddr::V4(address) => u128::from(u32::from(address)),
            IpAddr::V6(address) => u128::from(address),
        };
        (number(self.first)..=number(self.last)).map(move |number| match self.first {
            IpAddr::V4(_) => Ipv4Addr::from(u32::try_from(number).unwrap_or(u32::MAX)).into(),
            IpAddr::V6(_) => Ipv6Addr::from(number).into(),
        })
    }
}

impl Default for Pool {
    /// The loopback addresses that end like those of a small network.
    fn default() -> Self {
        Self {
            first: Ipv4Addr::LOCALHOST.into(),
            last: Ipv4Addr::new(127, 0, 0, 254).into(),
        }
    }
}

impl FromStr for Pool {
    type Err = InvalidPool;

    /// `127.0.0.1-127.0.0.9`, or an address alone.
    fn from_str(text: &str) -> Result<Self, InvalidPool> {
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        let parse = |text: &str| text.parse().map_err(|_| InvalidPool);
        let (first, last): (IpAddr, IpAddr) = (parse(first)?, parse(last)?);
        let same_family = first.is_ipv4() == last.is_ipv4();
        (same_family && first <= last)
            .then_some(Self { first, last })
            .ok_or(InvalidPool)
    }
}

impl fmt::Display for InvalidPool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an address, or the first and the last one with `-` between them")
    }
}

impl std::error::Error for InvalidPool {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pool_is_an_address_or_a_range() {
        for (text, expected) in [
            ("127.0.0.1", Some(vec!["127.0.0.1"])),
            (
                "127.0.0.254-127.0.1.1",
                Some(vec!["127.0.0.254", "127.0.0.255", "127.0.1.0", "127.0.1.1"]),
            ),
            ("::1-::2", Some(vec!["::1", "::2"])),
            ("127.0.0.2-127.0.0.1", None),
            ("127.0.0.2-::1", None),
            ("", None),
            ("localhost", None),
        ] {
            let pool = text.parse::<Pool>().ok();
            let addresses = pool.map(|pool| {
                pool.addresses()
                    .map(|ip| ip.to_string())
                    .collect::<Vec<_>>()
            });
            assert_eq!(
                addresses,
                expected.map(|list| list.into_iter().map(str::to_owned).collect()),
                "{text}"
            );
        }
    }
}
