//! Options: the settings of an evaluation, as data. They are those of `gapi eval`.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::choices::{
    AssignedAddress, CorsWildcard, ForwardedPath, HttpsBesideTls, InvalidRules, PartialAddresses,
    RegexExtent, SharedHostnames, UnusableAddress,
};

/// Settings of an evaluation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Options {
    /// Only `GatewayClasses` of this controller are ours; absent: all of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub controller: Option<String>,
    /// The input is a whole cluster: what is absent is missing. Endpoints alone are not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub complete: bool,
    /// What the absence of an object of a kind means, over what `complete` says.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub assume: BTreeMap<String, Assume>,
    /// The release channel whose fields and kinds count.
    #[serde(skip_serializing_if = "is_default")]
    pub channel: Channel,
    /// Where regular-expression paths rank (spec 4.4.4, 12.18).
    #[serde(skip_serializing_if = "is_default")]
    pub regex_rank: RegexRank,
    /// Paths are matched as they were sent, without normalisation (spec 12.17).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub raw_paths: bool,
    /// Addresses that Gateways have (spec 12.79).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assigned_addresses: Vec<AssignedAddress>,
    /// Addresses that a Gateway cannot have (spec 12.79).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unusable_addresses: Vec<UnusableAddress>,
    /// Ranges of the addresses of Services (spec 2.9.8).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[serde(rename = "serviceCIDRs")]
    pub service_cidrs: Vec<String>,
    /// Values of `routability` that addresses can have, besides `Cluster` (spec 12.85).
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub known_routability: BTreeSet<String>,
    /// Features that are switched off, by their names (spec 11.8).
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub disabled_features: BTreeSet<String>,
    /// GRPCRoutes and HTTPRoutes with one hostname on one listener (spec 12.14).
    #[serde(skip_serializing_if = "is_default")]
    pub shared_hostnames: SharedHostnames,
    /// HTTPS and TLS listeners on one port (spec 12.4, 12.78).
    #[serde(skip_serializing_if = "is_default")]
    pub https_beside_tls: HttpsBesideTls,
    /// How much of a value a regular expression has to match (spec 12.18).
    #[serde(skip_serializing_if = "is_default")]
    pub regex_extent: RegexExtent,
    /// What an invalid rule does to its route (spec 12.61).
    #[serde(skip_serializing_if = "is_default")]
    pub invalid_rules: InvalidRules,
    /// The path that backends and redirects without path get (spec 12.74).
    #[serde(skip_serializing_if = "is_default")]
    pub forwarded_path: ForwardedPath,
    /// What a `*` of a CORS filter is answered with, without credentials (spec 12.23).
    #[serde(skip_serializing_if = "is_default")]
    pub cors_wildcard: CorsWildcard,
    /// What becomes of a Gateway that gets some of its addresses (spec 12.90).
    #[serde(skip_serializing_if = "is_default")]
    pub partial_addresses: PartialAddresses,
    /// The answer where all weights are 0, by default 500 (spec 12.25).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_weight_status: Option<u16>,
    /// The answer without ready endpoints, by default 503 (spec 12.28).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_endpoints_status: Option<u16>,
}

/// What an object that is not in the input is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Assume {
    /// It exists elsewhere, and is as it should be.
    Present,
    /// It does not exist.
    Missing,
}

/// A release channel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    /// Fields and kinds that are generally available.
    Standard,
    /// All of them.
    #[default]
    Experimental,
}

/// Place of regular-expression paths in the precedence order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RegexRank {
    /// Before `Exact`.
    BeforeExact,
    /// Between `Exact` and `PathPrefix`.
    #[default]
    BetweenExactAndPrefix,
    /// Behind `PathPrefix`.
    AfterPrefix,
}

impl Options {
    /// Whether an object of this kind that the input lacks is missing.
    pub fn is_missing(&self, kind: &str) -> bool {
        match self.assume.get(kind) {
            Some(assume) => *assume == Assume::Missing,
            None => self.complete && kind != "EndpointSlice" && kind != "Pod",
        }
    }
}

impl Options {
    /// Whether a feature is there, by its name (spec 11.8).
    pub fn has(&self, feature: &str) -> bool {
        !self.disabled_features.contains(feature)
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
