//! Options: what compile cannot read from the objects, and the choices that the spec leaves to an
//! implementation.

use std::collections::{BTreeMap, BTreeSet};

use gateway_api_types::Feature;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::Time;
use k8s_openapi::jiff::Timestamp;

use crate::address::{AssignedAddress, Cidr, UnusableAddress};
use crate::choices::{Choices, ForwardedPath};
use crate::normalize::PathForm;

/// The controller name in statuses when neither the options nor a GatewayClass of the input gives
/// one.
pub const DEFAULT_CONTROLLER_NAME: &str = "gateway.example.com/controller";

/// The DNS domain of clusters that do not choose another one.
pub const DEFAULT_CLUSTER_DOMAIN: &str = "cluster.local";

/// Settings of [`compile`](crate::compile()). The defaults are the choices of section 12 of the
/// project's specification.
#[derive(Clone, Debug)]
pub struct Options {
    /// Our controller name. With it only GatewayClasses of that name are ours; without it every one
    /// of the input is.
    pub controller_name: Option<String>,
    /// Which channel's fields and kinds count.
    pub channel: Channel,
    /// What an object that the input lacks means.
    pub assume: Assumptions,
    /// The time stamp of conditions that change. The engine has no clock of its own.
    pub now: Time,
    /// Where regular-expression paths rank (spec 12.18).
    pub regex_rank: RegexRank,
    /// Whether paths are normalised before they are matched (spec 12.17).
    pub normalize_paths: bool,
    /// The addresses that Gateways have. Where there are any, a Gateway that asks for none gets those
    /// of its own and those that are any Gateway's, and an entry without a value one of them. A value
    /// that is not among them is taken as assigned all the same (spec 2.9.3, 12.79).
    pub assigned_addresses: Vec<AssignedAddress>,
    /// Addresses that a Gateway cannot have (spec 2.9.2, 12.79).
    pub unusable_addresses: Vec<UnusableAddress>,
    /// The ranges of the addresses of Services: where there are any, a value of routability `Cluster`
    /// lies in one of them (spec 2.9.8, 12.85).
    pub service_cidrs: Vec<Cidr>,
    /// Features that are switched off, by name: they are not claimed, and what needs one is a value that
    /// is not supported (spec 3.2.5, 12.61). `ReferenceGrant`, `GatewayHTTPListenerIsolation`,
    /// `GatewayHTTPSListenerDetectMisdirectedRequests`, `GatewayRouteHostnameIntersectionPrecedence` and
    /// `MeshClusterIPMatching` are how requests are decided on, and are only not claimed.
    pub disabled_features: BTreeSet<String>,
    /// The DNS domain of the cluster, below which no XBackend may name a host; `cluster.local` is
    /// refused besides (spec 6.9.1).
    pub cluster_domain: String,
    /// Values of `routability` that addresses can have, besides `Cluster` (spec 12.85).
    pub known_routability: BTreeSet<String>,
    /// The other choices that the spec leaves to an implementation.
    pub choices: Choices,
}

/// A release channel of the API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// The fields and kinds that are generally available; others are unknown, as a server with
    /// these CRDs sees it.
    Standard,
    /// Everything.
    #[default]
    Experimental,
}

/// What it means that an object is not in the input: a cluster's snapshot is complete, a folder of
/// manifests is not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assumptions {
    /// What holds for kinds without an entry of their own.
    pub default: Assume,
    /// What holds for single kinds, by name (`Service`).
    pub kinds: BTreeMap<String, Assume>,
}

/// What an object that is not in the input is taken for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Assume {
    /// It exists somewhere else, and is as it should be.
    #[default]
    Present,
    /// It does not exist.
    Missing,
}

/// Where a `RegularExpression` path match stands in the precedence order (spec 4.4.4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RegexRank {
    /// Before `Exact`.
    BeforeExact,
    /// Behind `Exact`, before `PathPrefix`.
    #[default]
    BetweenExactAndPrefix,
    /// Behind `PathPrefix`.
    AfterPrefix,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            controller_name: None,
            channel: Channel::default(),
            assume: Assumptions::default(),
            now: Time(Timestamp::UNIX_EPOCH),
            regex_rank: RegexRank::default(),
            normalize_paths: true,
            assigned_addresses: Vec::new(),
            unusable_addresses: Vec::new(),
            service_cidrs: Vec::new(),
            disabled_features: BTreeSet::new(),
            cluster_domain: DEFAULT_CLUSTER_DOMAIN.to_owned(),
            known_routability: BTreeSet::new(),
            choices: Choices::default(),
        }
    }
}

impl Options {
    /// Whether a feature is implemented, as far as the options say.
    pub(crate) fn has(&self, feature: &Feature) -> bool {
        !self.disabled_features.contains(feature.as_str())
    }

    /// In which form paths are matched.
    pub(crate) fn path_form(&self) -> PathForm {
        match (self.normalize_paths, self.choices.forwarded_path) {
            (false, _) => PathForm::Raw,
            (true, ForwardedPath::AsSent) => PathForm::Normalized,
            (true, ForwardedPath::AsMatched) => PathForm::NormalizedForward,
        }
    }
}

impl Assumptions {
    /// Every object that is not in the input is missing: the input is a whole cluster. A Service
    /// without EndpointSlices still counts as ready, and so does an XBackend in a namespace without
    /// Pods, unless `kinds` says otherwise (spec 12.28, 12.95).
    pub fn complete() -> Self {
        Self {
            default: Assume::Missing,
            kinds: ["EndpointSlice", "Pod"]
                .map(|kind| (kind.to_owned(), Assume::Present))
                .into(),
        }
    }

    /// Whether an object of this kind that is not in the input is taken for missing.
    pub fn missing(&self, kind: &str) -> bool {
        self.kinds.get(kind).copied().unwrap_or(self.default) == Assume::Missing
    }
}
