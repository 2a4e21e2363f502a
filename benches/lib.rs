//! Workloads for the benchmarks: routes and requests drawn by a fixed generator, so that figures can be compared between
//! machines and engines.

use gateway_api_types::{
    Gateway, HttpBackendRef, HttpPathMatch, HttpRoute, HttpRouteMatch, HttpRouteRule,
    HttpRouteSpec, NamespacedName, ParentReference, PathMatchType,
};
use gateway_route_engine::{Compiled, Options, Resources, compile};
use http::{HeaderMap, HeaderValue};

/// `SplitMix64`: small, fast, and the same everywhere.
#[derive(Clone, Debug)]
pub struct SplitMix64(u64);

impl SplitMix64 {
    /// The generator with this seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        let wide = (u128::from(self.next_u64()) * bound as u128) >> 64;
        usize::try_from(wide).unwrap_or(0)
    }
}

/// So many hosts, and so many routes of one rule on each.
#[derive(Clone, Copy, Debug)]
pub struct Workload {
    /// The number of hosts.
    pub hosts: usize,
    /// The number of routes on each host.
    pub per_host: usize,
}

/// A request of a workload, and the name of the route that has to win it.
#[derive(Clone, Debug)]
pub struct Request {
    /// The host.
    pub authority: String,
    /// The path.
    pub target: String,
    /// The name of the route, in namespace `default`.
    pub winner: String,
}

/// The Gateway that all routes are attached to.
pub fn gateway() -> NamespacedName {
    NamespacedName::new("default", "bench")
}

impl Workload {
    /// The objects: a Gateway with one HTTP listener, and the routes.
    pub fn resources(self) -> Resources {
        let mut resources = Resources::default();
        let listener = r#"{
            "apiVersion": "gateway.networking.k8s.io/v1", "kind": "Gateway",
            "metadata": {"namespace": "default", "name": "bench"},
            "spec": {"gatewayClassName": "bench", "listeners": [{"name": "http", "port": 80, "protocol": "HTTP"}]}
        }"#;
        if let Ok(gateway) = serde_json::from_str::<Gateway>(listener) {
            resources.insert(gateway);
        }
        for host in 0..self.hosts {
            for place in 0..self.per_host {
                resources.insert(self.route(host, place));
            }
        }
        resources
    }

    /// The table that answers for the workload, statuses and all.
    pub fn compile(self) -> Compiled {
        compile(&self.resources(), &Options::default())
    }

    /// Requests that hit, the same for a seed everywhere.
    pub fn requests(self, count: usize, seed: u64) -> Vec<Request> {
        let mut random = SplitMix64::new(seed);
        let draw = |_| {
            let (host, place, item) = (
                random.below(self.hosts),
                random.below(self.per_host),
                random.below(100_000),
            );
            Request {
                authority: format!("host-{host:05}.example.com"),
                target: format!("/svc-{place:04}/v1/items/{item}"),
                winner: self.name(host, place),
            }
        };
        (0..count).map(draw).collect()
    }

    fn name(self, host: usize, place: usize) -> String {
        format!("route-{:06}", host * self.per_host + place)
    }

    fn route(self, host: usize, place: usize) -> HttpRoute {
        let path = HttpPathMatch {
            r#type: Some(PathMatchType::PathPrefix),
            value: Some(format!("/svc-{place:04}/v1")),
        };
        HttpRoute {
            metadata: NamespacedName::new("default", self.name(host, place)).into(),
            spec: HttpRouteSpec {
                parent_refs: Some(vec![parent()]),
                hostnames: Some(vec![format!("host-{host:05}.example.com")]),
                rules: Some(vec![HttpRouteRule {
                    matches: Some(vec![HttpRouteMatch {
                        path: Some(path),
                        ..HttpRouteMatch::default()
                    }]),
                    backend_refs: Some(vec![backend()]),
                    ..HttpRouteRule::default()
                }]),
                ..HttpRouteSpec::default()
            },
            ..HttpRoute::default()
        }
    }
}

/// The headers that a browser sends.
pub fn browser_headers() -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in [
        (
            "user-agent",
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36",
        ),
        ("accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"),
        ("accept-encoding", "gzip, deflate, br"),
        ("cookie", "session=0123456789abcdef"),
        ("x-request-id", "5f0c4a52-64f1-4b0a-b9b8-2f6a4b3f7a11"),
        ("x-forwarded-for", "203.0.113.7"),
        (
            "traceparent",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        ),
        ("authorization", "Bearer 0123456789abcdef"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
}

fn parent() -> ParentReference {
    ParentReference {
        group: None,
        kind: None,
        namespace: None,
        name: "bench".to_owned(),
        section_name: None,
        port: None,
    }
}

fn backend() -> HttpBackendRef {
    HttpBackendRef {
        group: None,
        kind: None,
        name: "web".to_owned(),
        namespace: None,
        port: Some(8080),
        weight: None,
        filters: None,
    }
}
