//! Settings: the options that a test of the suite runs with.

use crate::choices::UnusableAddress;
use crate::options::Options;

/// Our controller.
pub(super) const CONTROLLER: &str = "example.com/gateway-controller";
/// What the suite puts in place of addresses, and which of them a Gateway can have.
pub(super) const ADDRESSES: [(&str, &str); 2] = [
    ("PLACEHOLDER_UNUSABLE_ADDRS", UNUSABLE),
    ("PLACEHOLDER_USABLE_ADDRS", "198.51.100.1"),
];
const UNUSABLE: &str = "198.51.100.99";

/// A whole cluster with our controller; some tests are about implementations that lack a feature.
pub(super) fn options(test: &str) -> Options {
    let off: &[&str] = match test {
        "TLSRouteListenerTerminateNotSupported" => &["TLSRouteModeTerminate", "TLSRouteModeMixed"],
        "TLSRouteListenerMixedTerminationNotSupported" => &["TLSRouteModeMixed"],
        _ => &[],
    };
    Options {
        controller: Some(CONTROLLER.to_owned()),
        complete: true,
        disabled_features: off.iter().map(|feature| (*feature).to_owned()).collect(),
        unusable_addresses: vec![UnusableAddress::Value(UNUSABLE.to_owned())],
        ..Options::default()
    }
}
