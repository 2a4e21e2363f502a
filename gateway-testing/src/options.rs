//! Options: the settings of an evaluation, as data. They are those of `gapi eval`.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

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
    /// Addresses that a Gateway cannot have (spec 12.79).
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub unusable_addresses: BTreeSet<String>,
    /// Values of `routability` that addresses can have, besides `Cluster` (spec 12.85).
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub known_routability: BTreeSet<String>,
    /// Features that are switched off, by their names (spec 11.8).
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub disabled_features: BTreeSet<String>,
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
