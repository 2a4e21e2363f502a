//! Options: the settings of the engine by name, as the file of `--options` gives them.

mod addresses;
mod choices;
mod kinds;

use std::collections::{BTreeMap, BTreeSet};

use gateway_api_types::{Feature, Time};
use gateway_route_engine::choices::{
    CorsWildcard, ErrorStatus, ForwardedPath, HttpsBesideTls, InvalidRules, PartialAddresses,
    RegexExtent, SharedHostnames,
};
use gateway_route_engine::{
    AssignedAddress, Assume, Channel, Choices, Cidr, Options, RegexRank, UnusableAddress,
};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use self::addresses::{assigned_addresses, service_cidrs, unusable_addresses};
pub(crate) use self::kinds::check_kind;
use crate::alike::alike;

/// Features that are named in the text of the API alone, and can be switched off all the same (spec
/// 5.7.1, 8.4.1).
const OF_TEXT: [&str; 8] = [
    "HTTPRouteExternalAuth",
    "HTTPRouteExternalAuthForwardBody",
    "HTTPRouteExternalAuthGRPC",
    "HTTPRouteExternalAuthHTTP",
    "HTTPRouteSessionPersistence",
    "TelemetryPolicyAttribute",
    "TelemetryPolicyParentBasedSampling",
    "TelemetryPolicyTracing",
];

/// Reads options out of an object of names and values: what is absent has its default. Names and
/// values that do not exist are errors, with the path to where they stand.
pub fn options(
    object: serde_json::Value,
) -> Result<Options, serde_path_to_error::Error<serde_json::Error>> {
    let file: OptionsFile = serde_path_to_error::deserialize(object)?;
    Ok(file.into())
}

/// The engine's options by name.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct OptionsFile {
    controller_name: Option<String>,
    #[serde(with = "choices::ChannelName")]
    channel: Channel,
    assume: AssumeFile,
    now: Time,
    #[serde(with = "choices::RegexRankName")]
    regex_rank: RegexRank,
    normalize_paths: bool,
    #[serde(deserialize_with = "assigned_addresses")]
    assigned_addresses: Vec<AssignedAddress>,
    #[serde(deserialize_with = "unusable_addresses")]
    unusable_addresses: Vec<UnusableAddress>,
    #[serde(rename = "serviceCIDRs")]
    #[serde(deserialize_with = "service_cidrs")]
    service_cidrs: Vec<Cidr>,
    known_routability: BTreeSet<String>,
    #[serde(deserialize_with = "features")]
    disabled_features: BTreeSet<String>,
    cluster_domain: String,
    #[serde(with = "choices::SharedHostnamesName")]
    shared_hostnames: SharedHostnames,
    #[serde(with = "choices::HttpsBesideTlsName")]
    https_beside_tls: HttpsBesideTls,
    #[serde(with = "choices::RegexExtentName")]
    regex_extent: RegexExtent,
    #[serde(with = "choices::InvalidRulesName")]
    invalid_rules: InvalidRules,
    #[serde(with = "choices::ForwardedPathName")]
    forwarded_path: ForwardedPath,
    #[serde(with = "choices::CorsWildcardName")]
    cors_wildcard: CorsWildcard,
    #[serde(deserialize_with = "choices::error_status")]
    no_weight_status: ErrorStatus,
    #[serde(deserialize_with = "choices::error_status")]
    no_endpoints_status: ErrorStatus,
    #[serde(with = "choices::PartialAddressesName")]
    partial_addresses: PartialAddresses,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct AssumeFile {
    default: AssumeName,
    kinds: BTreeMap<KindName, AssumeName>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
enum AssumeName {
    #[default]
    Present,
    Missing,
}

impl Default for OptionsFile {
    fn default() -> Self {
        let Options {
            controller_name,
            channel,
            assume: _,
            now,
            regex_rank,
            normalize_paths,
            assigned_addresses,
            unusable_addresses,
            service_cidrs,
            known_routability,
            disabled_features,
            cluster_domain,
            choices,
        } = Options::default();
        Self {
            controller_name,
            channel,
            assume: AssumeFile::default(),
            now,
            regex_rank,
            normalize_paths,
            assigned_addresses,
            unusable_addresses,
            service_cidrs,
            known_routability,
            disabled_features,
            cluster_domain,
            shared_hostnames: choices.shared_hostnames,
            https_beside_tls: choices.https_beside_tls,
            regex_extent: choices.regex_extent,
            invalid_rules: choices.invalid_rules,
            forwarded_path: choices.forwarded_path,
            cors_wildcard: choices.cors_wildcard,
            no_weight_status: choices.no_weight,
            no_endpoints_status: choices.no_endpoints,
            partial_addresses: choices.partial_addresses,
        }
    }
}

impl From<OptionsFile> for Options {
    fn from(file: OptionsFile) -> Self {
        let kinds = file.assume.kinds.into_iter();
        let assume = gateway_route_engine::Assumptions {
            default: file.assume.default.into(),
            kinds: kinds
                .map(|(kind, assume)| (kind.0, assume.into()))
                .collect(),
        };
        Self {
            controller_name: file.controller_name,
            channel: file.channel,
            assume,
            now: file.now,
            regex_rank: file.regex_rank,
            normalize_paths: file.normalize_paths,
            assigned_addresses: file.assigned_addresses,
            unusable_addresses: file.unusable_addresses,
            service_cidrs: file.service_cidrs,
            known_routability: file.known_routability,
            disabled_features: file.disabled_features,
            cluster_domain: file.cluster_domain,
            choices: Choices {
                shared_hostnames: file.shared_hostnames,
                https_beside_tls: file.https_beside_tls,
                regex_extent: file.regex_extent,
                invalid_rules: file.invalid_rules,
                forwarded_path: file.forwarded_path,
                cors_wildcard: file.cors_wildcard,
                no_weight: file.no_weight_status,
                no_endpoints: file.no_endpoints_status,
                partial_addresses: file.partial_addresses,
            },
        }
    }
}

impl From<AssumeName> for Assume {
    fn from(assume: AssumeName) -> Self {
        match assume {
            AssumeName::Present => Self::Present,
            AssumeName::Missing => Self::Missing,
        }
    }
}

/// Reads names of features; one that does not exist is an error.
fn features<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeSet<String>, D::Error> {
    let names = Vec::<FeatureName>::deserialize(from)?;
    Ok(names.into_iter().map(|name| name.0).collect())
}

/// The name of a kind.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct KindName(String);

impl<'de> Deserialize<'de> for KindName {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let name = String::deserialize(from)?;
        match check_kind(&name) {
            Ok(()) => Ok(Self(name)),
            Err(error) => Err(D::Error::custom(error)),
        }
    }
}

/// The name of a feature.
struct FeatureName(String);

impl<'de> Deserialize<'de> for FeatureName {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let name = String::deserialize(from)?;
        let known = Feature::from(name.as_str()).is_known() || OF_TEXT.contains(&name.as_str());
        if known {
            Ok(Self(name))
        } else {
            let known = Feature::KNOWN.iter().map(Feature::as_str).chain(OF_TEXT);
            let meant = alike(&name, known).map(|meant| format!("; did you mean `{meant}`?"));
            Err(D::Error::custom(format!(
                "`{name}` is not a feature of Gateway API{}",
                meant.unwrap_or_default()
            )))
        }
    }
}
