//! Listeners that cannot share their port.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "listener-conflict",
    level: Level::Error,
    title: "Listeners that cannot share their port",
    what_it_does: "Finds listeners of one object whose protocols cannot share a port, and TLS listeners of one port and hostname.",
    why: "The first bytes have to tell which listener a connection is for. Such listeners have no winner: none of them is served.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  listeners:
  - {name: web, port: 80, protocol: HTTP}
  - {name: db, port: 80, protocol: TCP}
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  listeners:
  - {name: web, port: 80, protocol: HTTP}
  - {name: db, port: 5432, protocol: TCP}
",
    source: "spec 2.3, 12.4",
    explains: &[],
    check: Check::Field(&["listeners"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let mut ports: std::collections::BTreeMap<i64, Vec<Site<'_, '_>>> =
        std::collections::BTreeMap::new();
    for listener in site.items() {
        if let Some(port) = listener.integer("port") {
            ports.entry(port).or_default().push(listener);
        }
    }
    for (port, listeners) in ports.iter().filter(|(_, listeners)| listeners.len() > 1) {
        let mut seen: Vec<(&str, Site<'_, '_>)> = Vec::new();
        let mut names: std::collections::BTreeMap<&str, Site<'_, '_>> =
            std::collections::BTreeMap::new();
        for listener in listeners {
            let protocol = listener.text("protocol").unwrap_or_default();
            if !matches!(protocol, "HTTP" | "HTTPS" | "TLS" | "TCP") {
                continue;
            }
            let hostname = listener.text("hostname").unwrap_or_default();
            let other = seen
                .iter()
                .find(|(other, _)| conflict(protocol, other))
                .map(|(_, other)| *other);
            let encrypted = matches!(protocol, "HTTPS" | "TLS");
            let same = encrypted.then(|| *names.entry(hostname).or_insert(*listener));
            let same = same.filter(|same| same.text("protocol") != Some(protocol));
            if let Some(other) = other.or(same) {
                let name = other.text("name").unwrap_or_default();
                let (what, help) = if conflict(protocol, other.text("protocol").unwrap_or_default())
                {
                    ("another protocol", "give it a port of its own")
                } else {
                    (
                        "the same hostname",
                        "give it a port or a hostname of its own",
                    )
                };
                findings
                    .start(
                        &RULE,
                        *listener,
                        format!("port {port} is that of `{name}`, with {what}"),
                    )
                    .help(help);
            }
            if seen.iter().all(|(other, _)| *other != protocol) {
                seen.push((protocol, *listener));
            }
        }
    }
}

/// Whether two protocols cannot share a port (spec 12.4).
fn conflict(one: &str, other: &str) -> bool {
    let pair = |first: &[&str], second: &[&str]| {
        (first.contains(&one) && second.contains(&other))
            || (first.contains(&other) && second.contains(&one))
    };
    pair(&["HTTP"], &["HTTPS", "TLS"]) || pair(&["TCP"], &["HTTP", "HTTPS", "TLS"])
}
