//! Workloads: so many hosts and routes of one shape, and requests that hit or miss them.

use gateway_api_types::{
    Gateway, HeaderMatchType, HttpBackendRef, HttpHeaderMatch, HttpPathMatch, HttpQueryParamMatch,
    HttpRoute, HttpRouteMatch, HttpRouteRule, HttpRouteSpec, NamespacedName, ParentReference,
    PathMatchType,
};
use gateway_route_engine::{Compiled, Options, Resources, compile};
use http::{HeaderMap, HeaderValue};

use crate::{SplitMix64, browser_headers};

/// So many hosts, and so many routes on each. Every route has one rule with one match.
#[derive(Clone, Copy, Debug)]
pub struct Workload {
    /// A letter for those of the comparison, a word for the others.
    pub name: &'static str,
    /// The number of hosts.
    pub hosts: usize,
    /// The number of routes on each host.
    pub per_host: usize,
    /// What the routes match.
    pub shape: Shape,
}

/// What the routes of a workload match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A prefix of two elements.
    Prefix,
    /// One prefix for all, two headers and a query parameter.
    Conditions,
    /// A regular expression.
    Regex,
    /// A prefix, on hosts that are wildcards.
    Wildcard,
    /// A prefix of 32 elements.
    Deep,
    /// An exact path, a regular expression and a prefix in turn, all with the same beginning.
    Mixed,
    /// A prefix, under 16 hostnames.
    Hostnames,
    /// A header that the request repeats.
    Repeated,
}

/// What requests are drawn for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Draw {
    /// Each is won by some route.
    Hit,
    /// The host is known, and no route of it matches.
    PathMiss,
    /// The host is unknown.
    HostMiss,
}

/// A request, and the name of the route that has to win it.
#[derive(Clone, Debug)]
pub struct Request {
    /// The host.
    pub authority: String,
    /// The path and query.
    pub target: String,
    /// Those of a browser, and those that the routes ask for.
    pub headers: HeaderMap,
    /// The name of the route, in namespace `default`.
    pub winner: Option<String>,
}

impl Workload {
    /// The workloads that figures are compared by.
    pub const COMPARED: [Self; 6] = [
        Self::new("a", 1, 10, Shape::Prefix),
        Self::new("b", 100, 10, Shape::Prefix),
        Self::new("c", 1, 1000, Shape::Prefix),
        Self::new("d", 10_000, 10, Shape::Prefix),
        Self::new("e", 1, 100, Shape::Conditions),
        Self::new("f", 1, 100, Shape::Regex),
    ];

    /// Workloads of other shapes.
    pub const FURTHER: [Self; 5] = [
        Self::new("wildcard hosts", 100, 10, Shape::Wildcard),
        Self::new("deep paths", 1, 100, Shape::Deep),
        Self::new("mixed kinds", 1, 99, Shape::Mixed),
        Self::new("16 hostnames", 10, 10, Shape::Hostnames),
        Self::new("repeated headers", 1, 100, Shape::Repeated),
    ];

    /// A workload.
    pub const fn new(name: &'static str, hosts: usize, per_host: usize, shape: Shape) -> Self {
        Self {
            name,
            hosts,
            per_host,
            shape,
        }
    }

    /// How many routes there are.
    pub fn routes(self) -> usize {
        self.hosts * self.per_host
    }

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

    /// Requests, the same for a seed everywhere.
    pub fn requests(self, draw: Draw, count: usize, seed: u64) -> Vec<Request> {
        let mut random = SplitMix64::new(seed);
        let requests = (0..count).map(|_| {
            let (host, place, item) = (
                random.below(self.hosts),
                random.below(self.per_host),
                random.below(100_000),
            );
            self.request(draw, host, place, item)
        });
        requests.collect()
    }

    /// A request of 8 KiB of path and 8 KiB of host, both of as many elements as that can be, which no
    /// route wins.
    pub fn hostile() -> Request {
        Request {
            authority: "a.".repeat(4096),
            target: "/a".repeat(4096),
            headers: browser_headers(),
            winner: None,
        }
    }

    /// The name of a route.
    pub fn route_name(self, host: usize, place: usize) -> String {
        format!("route-{:06}", host * self.per_host + place)
    }

    /// The hostnames of the routes of a host.
    pub fn hostnames(self, host: usize) -> Vec<String> {
        let name = format!("host-{host:05}.example.com");
        match self.shape {
            Shape::Wildcard => vec![format!("*.{name}")],
            Shape::Hostnames => (0..16).map(|index| format!("n{index}.{name}")).collect(),
            _ => vec![name],
        }
    }

    /// The match of a route, by its place on its host.
    pub fn http_match(self, place: usize) -> HttpRouteMatch {
        use PathMatchType::{Exact, PathPrefix, RegularExpression};
        let path = |r#type, value| HttpRouteMatch {
            path: Some(HttpPathMatch {
                r#type: Some(r#type),
                value: Some(value),
            }),
            ..HttpRouteMatch::default()
        };
        match self.shape {
            Shape::Prefix | Shape::Wildcard | Shape::Hostnames => {
                path(PathPrefix, format!("/svc-{place:04}/v1"))
            }
            Shape::Regex => path(
                RegularExpression,
                format!("/re-{place:03}/[a-z]+/[0-9]{{1,6}}"),
            ),
            Shape::Deep => path(PathPrefix, deep_path(place)),
            Shape::Mixed => match place % 3 {
                0 => path(Exact, format!("/mixed/x/{place}")),
                1 => path(RegularExpression, format!("/mixed/x/{place}-[a-z]+")),
                _ => path(PathPrefix, format!("/mixed/x/{place}")),
            },
            Shape::Conditions => HttpRouteMatch {
                headers: Some(vec![
                    header("x-tenant", format!("tenant-{place:03}")),
                    header("x-region", format!("r{}", place % 5)),
                ]),
                query_params: Some(vec![HttpQueryParamMatch {
                    r#type: None,
                    name: "version".to_owned(),
                    value: format!("v{}", place % 4),
                }]),
                ..path(PathPrefix, "/api".to_owned())
            },
            Shape::Repeated => HttpRouteMatch {
                headers: Some(vec![header(
                    "x-tenant",
                    format!("tenant-{place:03}, second"),
                )]),
                ..path(PathPrefix, "/api".to_owned())
            },
        }
    }

    fn request(self, draw: Draw, host: usize, place: usize, item: usize) -> Request {
        let missed = draw == Draw::PathMiss;
        let own = format!("host-{host:05}.example.com");
        let authority = match (draw, self.shape) {
            (Draw::HostMiss, _) => format!("other-{host:05}.example.net"),
            (_, Shape::Wildcard) => format!("a.b.{own}"),
            (_, Shape::Hostnames) => format!("n{}.{own}", item % 16),
            _ => own,
        };
        let mut headers = browser_headers();
        let tenant = if missed { "nobody" } else { "tenant" };
        let target = match self.shape {
            Shape::Prefix | Shape::Wildcard | Shape::Hostnames => {
                let first = if missed { "nope" } else { "svc" };
                format!("/{first}-{place:04}/v1/items/{item}")
            }
            Shape::Regex => {
                let second = if missed { "ABC" } else { "abc" };
                format!("/re-{place:03}/{second}/{item}")
            }
            Shape::Deep if missed => deep_path(place).replace("/31", "/x"),
            Shape::Deep => format!("{}/{item}", deep_path(place)),
            Shape::Mixed => match (missed, place % 3) {
                (true, _) => format!("/mixed/y/{place}"),
                (_, 0) => format!("/mixed/x/{place}"),
                (_, 1) => format!("/mixed/x/{place}-abc"),
                _ => format!("/mixed/x/{place}/{item}"),
            },
            Shape::Conditions => {
                insert(&mut headers, "x-tenant", format!("{tenant}-{place:03}"));
                insert(&mut headers, "x-region", format!("r{}", place % 5));
                format!("/api/items/{item}?a=1&version=v{}&b=2", place % 4)
            }
            Shape::Repeated => {
                insert(&mut headers, "x-tenant", format!("{tenant}-{place:03}"));
                headers.append("x-tenant", HeaderValue::from_static("second"));
                format!("/api/items/{item}")
            }
        };
        Request {
            authority,
            target,
            headers,
            winner: (draw == Draw::Hit).then(|| self.route_name(host, place)),
        }
    }

    /// A route.
    pub fn route(self, host: usize, place: usize) -> HttpRoute {
        HttpRoute {
            metadata: NamespacedName::new("default", self.route_name(host, place)).into(),
            spec: HttpRouteSpec {
                parent_refs: Some(vec![parent()]),
                hostnames: Some(self.hostnames(host)),
                rules: Some(vec![HttpRouteRule {
                    matches: Some(vec![self.http_match(place)]),
                    backend_refs: Some(vec![backend()]),
                    ..HttpRouteRule::default()
                }]),
                ..HttpRouteSpec::default()
            },
            ..HttpRoute::default()
        }
    }
}

fn deep_path(place: usize) -> String {
    let elements = (0..32).map(|depth| match depth {
        30 => format!("/p{place:03}"),
        depth => format!("/{depth}"),
    });
    elements.collect::<Vec<_>>().concat()
}

fn header(name: &str, value: String) -> HttpHeaderMatch {
    HttpHeaderMatch {
        r#type: Some(HeaderMatchType::Exact),
        name: name.to_owned(),
        value,
    }
}

fn insert(headers: &mut HeaderMap, name: &'static str, value: String) {
    if let Ok(value) = HeaderValue::try_from(value) {
        headers.insert(name, value);
    }
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
