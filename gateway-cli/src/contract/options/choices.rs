//! Choices of the engine by name.

use gateway_route_engine::choices::{
    CorsWildcard, ErrorStatus, ForwardedPath, HttpsBesideTls, InvalidRules, PartialAddresses,
    RegexExtent, SharedHostnames,
};
use gateway_route_engine::{Channel, RegexRank};
use serde::de::{Error as _, Unexpected};
use serde::{Deserialize, Deserializer};

/// The channel.
#[derive(Deserialize)]
#[serde(remote = "Channel", rename_all = "camelCase")]
pub(super) enum ChannelName {
    Standard,
    Experimental,
}

/// Where regular expressions rank.
#[derive(Deserialize)]
#[serde(remote = "RegexRank", rename_all = "camelCase")]
pub(super) enum RegexRankName {
    BeforeExact,
    BetweenExactAndPrefix,
    AfterPrefix,
}

/// What becomes of GRPCRoutes and HTTPRoutes with one hostname.
#[derive(Deserialize)]
#[serde(remote = "SharedHostnames", rename_all = "camelCase")]
pub(super) enum SharedHostnamesName {
    Coexist,
    OldestWins,
}

/// What becomes of HTTPS and TLS on one port.
#[derive(Deserialize)]
#[serde(remote = "HttpsBesideTls", rename_all = "camelCase")]
pub(super) enum HttpsBesideTlsName {
    ByServerName,
    Conflict,
}

/// How much a regular expression has to match.
#[derive(Deserialize)]
#[serde(remote = "RegexExtent", rename_all = "camelCase")]
pub(super) enum RegexExtentName {
    Full,
    Search,
}

/// What an invalid rule does to its route.
#[derive(Deserialize)]
#[serde(remote = "InvalidRules", rename_all = "camelCase")]
pub(super) enum InvalidRulesName {
    Drop,
    RejectRoute,
}

/// The path that backends get.
#[derive(Deserialize)]
#[serde(remote = "ForwardedPath", rename_all = "camelCase")]
pub(super) enum ForwardedPathName {
    AsSent,
    AsMatched,
}

/// What a `*` of CORS is answered with.
#[derive(Deserialize)]
#[serde(remote = "CorsWildcard", rename_all = "camelCase")]
pub(super) enum CorsWildcardName {
    Literal,
    Echo,
}

/// What becomes of a Gateway that gets some of its addresses.
#[derive(Deserialize)]
#[serde(remote = "PartialAddresses", rename_all = "camelCase")]
pub(super) enum PartialAddressesName {
    Assign,
    Refuse,
}

/// Reads 500 or 503.
pub(super) fn error_status<'de, D: Deserializer<'de>>(from: D) -> Result<ErrorStatus, D::Error> {
    match u64::deserialize(from)? {
        500 => Ok(ErrorStatus::InternalServerError),
        503 => Ok(ErrorStatus::ServiceUnavailable),
        other => Err(D::Error::invalid_value(
            Unexpected::Unsigned(other),
            &"500 or 503",
        )),
    }
}
