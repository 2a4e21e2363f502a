//! Peers: what else a proxy could look a request up in. They are given the host and the path ready
//! to use and answer with a number, so they do less than the engine: no listener, no normalisation,
//! no filters, no backend.

use std::collections::HashMap;

use crate::workload::{Request, Shape, Workload};

/// `matchit`, with a `HashMap` of hosts in front, for workloads of prefixes.
#[derive(Debug)]
pub struct Matchit {
    hosts: HashMap<String, matchit::Router<u32>>,
}

/// A list of rules, the most specific one first, tried one by one.
#[derive(Debug)]
pub struct SortedList {
    rules: Vec<(String, String, u32)>,
}

impl Matchit {
    /// The routes of a workload; `None` where paths alone do not tell them apart.
    pub fn new(workload: Workload) -> Option<Self> {
        if workload.shape != Shape::Prefix {
            return None;
        }
        let mut hosts = HashMap::with_capacity(workload.hosts);
        for host in 0..workload.hosts {
            let mut router = matchit::Router::new();
            for place in 0..workload.per_host {
                let number = number(workload, host, place);
                // A prefix by elements is two patterns: the path itself, and what is below it.
                let prefix = format!("/svc-{place:04}/v1");
                router.insert(prefix.clone(), number).ok()?;
                router.insert(format!("{prefix}/{{*rest}}"), number).ok()?;
            }
            for hostname in workload.hostnames(host) {
                hosts.insert(hostname, router.clone());
            }
        }
        Some(Self { hosts })
    }

    /// The number of the route that a request hits.
    pub fn route(&self, request: &Request) -> Option<u32> {
        let router = self.hosts.get(&*request.authority)?;
        router.at(&request.target).ok().map(|found| *found.value)
    }
}

impl SortedList {
    /// The routes of a workload; `None` where paths alone do not tell them apart.
    pub fn new(workload: Workload) -> Option<Self> {
        if workload.shape != Shape::Prefix {
            return None;
        }
        let mut rules = Vec::with_capacity(workload.routes());
        for host in 0..workload.hosts {
            for place in 0..workload.per_host {
                let number = number(workload, host, place);
                for hostname in workload.hostnames(host) {
                    rules.push((hostname, format!("/svc-{place:04}/v1"), number));
                }
            }
        }
        rules.sort_by_key(|(_, prefix, _)| std::cmp::Reverse(prefix.len()));
        Some(Self { rules })
    }

    /// The number of the route that a request hits.
    pub fn route(&self, request: &Request) -> Option<u32> {
        let found = self.rules.iter().find(|(host, prefix, _)| {
            let rest = || request.target.strip_prefix(&**prefix);
            *host == request.authority
                && rest().is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        });
        found.map(|(_, _, number)| *number)
    }
}

/// The number in a route's name.
pub fn number_of(request: &Request) -> Option<u32> {
    request
        .winner
        .as_ref()?
        .strip_prefix("route-")?
        .parse()
        .ok()
}

fn number(workload: Workload, host: usize, place: usize) -> u32 {
    u32::try_from(host * workload.per_host + place).unwrap_or(u32::MAX)
}
