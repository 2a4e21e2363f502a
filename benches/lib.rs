//! Workloads for the benchmarks: routes and requests drawn by a fixed generator, so that figures can
//! be compared between machines and engines, and the peers that they are compared with.

pub mod chart;
pub mod edit;
pub mod peers;
pub mod workload;

use gateway_api_types::NamespacedName;
use gateway_route_engine::{
    ClientCertificate, Decision, Frontend, GatewayPort, Protocol, RequestView, RoutingTable,
};
use http::{HeaderMap, HeaderValue};

pub use workload::{Draw, Request, Shape, Workload};

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

/// The Gateway that all routes are attached to.
pub fn gateway() -> NamespacedName {
    NamespacedName::new("default", "bench")
}

/// The port that all requests arrive at, as a data plane finds it once.
pub fn port(table: &RoutingTable) -> Option<GatewayPort> {
    table.port(&gateway(), PORT)
}

const PORT: u16 = 80;

/// A request as it arrives at the Gateway.
pub fn view<'a>(gateway: &'a NamespacedName, request: &'a Request) -> RequestView<'a> {
    RequestView {
        frontend: Frontend::Gateway(gateway),
        port: PORT,
        protocol: Protocol::Http,
        sni: None,
        client_certificate: ClientCertificate::Absent,
        method: "GET",
        authority: Some(&request.authority),
        target: &request.target,
        headers: &request.headers,
    }
}

/// The requests whose answer is not the one that they have to get; nothing is timed before this is
/// empty.
pub fn wrong_answers<'r>(table: &RoutingTable, requests: &'r [Request]) -> Vec<&'r Request> {
    let (gateway, port) = (gateway(), port(table));
    let winner = |decision| match decision {
        Some(Decision::Forward(forward)) => Some(forward.matched.rule.route().name),
        _ => None,
    };
    let wrong = requests.iter().filter(|request| {
        let view = view(&gateway, request);
        let at_port = port.as_ref().map(|port| port.route(&view, 0));
        let expected = request.winner.as_deref();
        winner(at_port) != expected || winner(Some(table.route(&view, 0))) != expected
    });
    wrong.collect()
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
