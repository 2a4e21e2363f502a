//! Listing: everything in a table, in the order in which it is asked, for people who want to see what is configured.

use gateway_api_types::NamespacedName;

use crate::condition::Condition;
use crate::hostname::Hostname;
use crate::index::{Index, Indexed};
use crate::listener::Listener;
use crate::precedence::HostnameRank;
use crate::rule::Rule;
use crate::table::RoutingTable;

/// A match of a rule under one hostname of its route.
#[derive(Clone, Debug)]
pub struct Listed<'t> {
    /// The hostname; `None`: any.
    pub hostname: Option<&'t Hostname>,
    /// The rule.
    pub rule: &'t Rule,
    /// The place of the match in the rule; `None` for rules without matches, those below HTTP.
    pub match_index: Option<usize>,
    /// What the match asks for; all of it has to hold.
    pub conditions: Vec<Condition<'t>>,
}

impl RoutingTable {
    /// The listeners of a Gateway on a port, the most specific hostname first, each with its matches in the order of precedence
    /// (spec 4.4): of those that hold the first one wins, and a less specific hostname is asked where none of a more specific
    /// one's holds. Matches of GRPCRoutes stand before those of HTTPRoutes, as calls ask them first (spec 12.14). It allocates,
    /// and costs as much as there are matches.
    pub fn listing(
        &self,
        gateway: &NamespacedName,
        port: u16,
    ) -> impl Iterator<Item = (&Listener, Vec<Listed<'_>>)> {
        let found = self.gateway(gateway).and_then(|table| table.port(port));
        let listeners = found.into_iter().flat_map(|table| &table.listeners);
        listeners.map(|table| {
            let routes = &table.routes;
            let mut all = list(&routes.grpc);
            all.extend(list(&routes.http));
            all.extend(list(&routes.layer4).into_iter().map(|listed| Listed {
                match_index: None,
                ..listed
            }));
            (&*table.listener, all)
        })
    }
}

fn list<M: Indexed>(index: &Index<M>) -> Vec<Listed<'_>> {
    let mut hosts: Vec<_> = index.hosts().collect();
    hosts.sort_unstable_by_key(|(hostname, _)| (HostnameRank::of(*hostname), *hostname));
    let mut all = Vec::new();
    for (hostname, paths) in hosts {
        let mut candidates: Vec<_> = paths.candidates().iter().collect();
        candidates.sort_unstable_by_key(|candidate| candidate.rank);
        all.extend(candidates.into_iter().map(|candidate| Listed {
            hostname,
            rule: &candidate.rule,
            match_index: Some(candidate.match_index as usize),
            conditions: candidate.matches.conditions(),
        }));
    }
    all
}
