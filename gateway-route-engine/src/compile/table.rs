//! Building the table: from attached routes and lowered rules to sorted candidates.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::attach::{Attachment, RouteHostnames};
use super::gateways::GatewayState;
use super::lower::{LoweredRoute, LoweredRule};
use super::routes::Route;
use super::status::gateway::is_programmed;
use crate::options::Options;
use crate::precedence::{Age, HostnameRank, PathRank, Precedence, Specificity};
use crate::table::{GatewayTable, HttpCandidate, ListenerTable, RoutingTable};

use std::cmp::Reverse;

/// The table under construction: for each Gateway, for each of its listeners, the candidates.
pub(crate) struct Builder {
    http: Vec<Vec<Vec<HttpCandidate>>>,
}

impl Builder {
    pub(crate) fn new(gateways: &[GatewayState<'_>]) -> Self {
        let empty =
            |gateway: &GatewayState<'_>| gateway.listeners.iter().map(|_| Vec::new()).collect();
        Self {
            http: gateways.iter().map(empty).collect(),
        }
    }

    /// Adds the valid rules of an accepted HTTPRoute to the listeners that it is attached to, each listener once.
    pub(crate) fn add_http(
        &mut self,
        options: &Options,
        gateways: &[GatewayState<'_>],
        route: &Route<'_>,
        hostnames: &RouteHostnames,
        attachments: &[Attachment<'_>],
        lowered: &LoweredRoute,
    ) {
        let age = route.age();
        for (gateway, listener) in distinct(attachments) {
            let Ok(hostname) = &gateways[gateway].listeners[listener].hostname else {
                continue;
            };
            let candidates = &mut self.http[gateway][listener];
            for own in hostnames.on_listener(hostname.as_ref()) {
                for rule in lowered.rules.iter().flatten() {
                    candidates.extend(http_candidates(options, own.as_ref(), &age, rule));
                }
            }
        }
    }

    /// The table of the listeners that are programmed.
    pub(crate) fn finish(self, options: &Options, gateways: &[GatewayState<'_>]) -> RoutingTable {
        let mut tables = BTreeMap::new();
        for (gateway, http) in gateways.iter().zip(self.http) {
            let mut table = GatewayTable::default();
            let programmed = is_programmed(gateway);
            for (listener, mut http) in gateway.listeners.iter().zip(http) {
                let (Some(port), Some(protocol), Ok(hostname)) =
                    (listener.port, listener.protocol, &listener.hostname)
                else {
                    continue;
                };
                if !(programmed && listener.is_programmed()) {
                    continue;
                }
                http.sort_by(|one, other| one.precedence.cmp(&other.precedence));
                table.ports.entry(port).or_default().push(ListenerTable {
                    id: listener.id.clone(),
                    protocol,
                    hostname: hostname.clone(),
                    http,
                });
            }
            for listeners in table.ports.values_mut() {
                listeners.sort_by_key(|listener| HostnameRank::of(listener.hostname.as_ref()));
            }
            tables.insert(gateway.own.name.clone(), table);
        }
        RoutingTable {
            gateways: Arc::new(tables),
            normalize_paths: options.normalize_paths,
        }
    }
}

/// The listeners that a route is attached to by any of its references.
pub(crate) fn distinct(attachments: &[Attachment<'_>]) -> Vec<(usize, usize)> {
    let mut all: Vec<_> = attachments
        .iter()
        .filter_map(|attachment| Some((attachment.gateway, attachment.listeners.as_ref().ok()?)))
        .flat_map(|(gateway, listeners)| listeners.iter().map(move |listener| (gateway, *listener)))
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn http_candidates(
    options: &Options,
    hostname: Option<&crate::hostname::Hostname>,
    age: &Age,
    lowered: &LoweredRule,
) -> impl Iterator<Item = HttpCandidate> {
    lowered
        .matches
        .iter()
        .enumerate()
        .map(move |(match_index, matches)| HttpCandidate {
            precedence: Precedence {
                hostname: HostnameRank::of(hostname),
                specificity: Specificity::Http {
                    path: PathRank::of(&matches.path, options.regex_rank),
                    any_method: matches.method.is_none(),
                    headers: Reverse(matches.headers.len()),
                    query_params: Reverse(matches.query_params.len()),
                },
                age: age.clone(),
                rule: lowered.rule.index,
                match_index,
            },
            hostname: hostname.cloned(),
            matches: Arc::clone(matches),
            match_index,
            rule: Arc::clone(&lowered.rule),
        })
}
