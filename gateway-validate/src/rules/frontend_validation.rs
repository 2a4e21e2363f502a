//! `frontendValidation` of a listener.

use super::{Check, Claim, Findings, Level, Rule, Site, legacy, snippet};

pub(super) static RULE: Rule = Rule {
    id: "frontend-validation",
    level: Level::Error,
    title: "`frontendValidation` of a listener",
    what_it_does: "Finds `listeners[].tls.frontendValidation`.",
    why: "Which certificates clients have to show is said once for the Gateway today, by port where ports differ. A server drops the field, and clients are let in without certificates.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  listeners:
  - name: https
    port: 443
    protocol: HTTPS
    tls:
      certificateRefs: [{name: cert}]
      frontendValidation:
        caCertificateRefs: [{group: \"\", kind: ConfigMap, name: ca}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: edge
  tls:
    frontend:
      default:
        validation:
          caCertificateRefs: [{group: \"\", kind: ConfigMap, name: ca}]
  listeners:
  - name: https
    port: 443
    protocol: HTTPS
    tls: {certificateRefs: [{name: cert}]}
",
    source: "spec 10 (GEP-91)",
    explains: &[],
    check: Check::Unknown(check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) -> Option<Claim> {
    if !(site.key() == "frontendValidation" && site.parent_name() == "tls") {
        return None;
    }
    let value = snippet::of(site.node);
    let port = site
        .within("listeners")
        .and_then(|listener| listener.field("port"));
    let port = port.map_or_else(|| "443".to_owned(), |port| snippet::of(port.node));
    let help = format!(
        "write `tls: {{frontend: {{default: {{validation: {value}}}}}}}` in `spec` of the Gateway, or `perPort: [{{port: {port}, tls: {{validation: {value}}}}}]` beside a `default`"
    );
    legacy::removed(&RULE, site, help, findings)
}
