//! A session without the settings of its type.

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "session-member",
    level: Level::Error,
    title: "A session without the settings of its type",
    what_it_does: "Finds sessions of type `Cookie` without `cookie`, which is also what an empty stanza is, and of type `Header` without `header`.",
    why: "Since v1.7.0 the member has to be there. A server refuses the session.",
    example: "\
apiVersion: gateway.networking.x-k8s.io/v1alpha1
kind: XBackend
metadata: {name: web}
spec:
  type: EndpointSelector
  endpointSelector: {matchLabels: {app: web}}
  port: {number: 80}
  sessionPersistence: {type: Cookie}
",
    use_instead: "\
apiVersion: gateway.networking.x-k8s.io/v1alpha1
kind: XBackend
metadata: {name: web}
spec:
  type: EndpointSelector
  endpointSelector: {matchLabels: {app: web}}
  port: {number: 80}
  sessionPersistence: {type: Cookie, cookie: {}}
",
    source: "spec 10, 6.6.2",
    explains: &[
        ("session-without-cookie", ""),
        ("session-without-header", ""),
    ],
    check: Check::Field(&["sessionPersistence"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    // Former spellings of the members are other rules'.
    let otherwise = site.has("sessionName") || site.has("cookieConfig");
    if otherwise || site.node.as_map().is_none() || !site.has_check("session-without-cookie") {
        return;
    }
    let (kind, member, help) = match site.text("type") {
        None | Some("Cookie") => ("Cookie", "cookie", "add `cookie: {}`"),
        Some("Header") => ("Header", "header", "add `header: {name: …}`"),
        Some(_) => return,
    };
    if !site.has(member) {
        findings
            .key(
                &RULE,
                site,
                format!("a session of type `{kind}` needs `{member}`"),
            )
            .help(help);
    }
}
