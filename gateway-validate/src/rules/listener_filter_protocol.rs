//! Filters on a listener that cannot run them.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "listener-filter-protocol",
    level: Level::Error,
    title: "Filters on a listener that cannot run them",
    what_it_does: "Finds `filters.requests` on listeners of other protocols than HTTP and HTTPS.",
    why: "Filters act on requests. The schema of Gateways says so, that of ListenerSets does not: the entry is not accepted, with reason `InvalidListenerFilter`.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: ListenerSet
metadata: {name: edge}
spec:
  parentRef: {name: edge}
  listeners:
  - name: db
    port: 5432
    protocol: TCP
    filters: {requests: [{type: ExtensionRef, extensionRef: {group: example.com, kind: Filter, name: a}}]}
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: ListenerSet
metadata: {name: edge}
spec:
  parentRef: {name: edge}
  listeners:
  - name: web
    port: 80
    protocol: HTTP
    filters: {requests: [{type: ExtensionRef, extensionRef: {group: example.com, kind: Filter, name: a}}]}
",
    source: "spec 5.9.2, 12.84",
    explains: &[("filters-on-other-protocol", "^")],
    check: Check::Field(&["requests"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let Some(listener) = site.within("listeners") else {
        return;
    };
    let protocol = listener.text("protocol").unwrap_or("HTTP");
    if !matches!(protocol, "HTTP" | "HTTPS") && site.items().len() > 0 {
        findings
            .key(
                &RULE,
                site,
                format!(
                    "a listener of protocol {protocol} sees no requests that could be filtered"
                ),
            )
            .help("remove the filters, or use protocol HTTP or HTTPS");
    }
}
