//! Fields that do not exist.

use super::closest::closest;
use super::subject::Schemas;
use super::{Check, Findings, Level, Rule, Site};
use crate::schema::Schema;

pub(super) static RULE: Rule = Rule {
    id: "unknown-field",
    level: Level::Warning,
    title: "A field that does not exist",
    what_it_does: "Finds fields that the kind does not have in this release, and names the field that is spelled like it.",
    why: "A server drops such fields, with a warning that not every client shows; `kubectl` refuses the object. What the field should say is lost.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  Hostnames: [web.example.com]
  rules:
  - backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  hostnames: [web.example.com]
  rules:
  - backendRefs: [{name: web, port: 80}]
",
    source: "spec 1.2.7, 10",
    // Asked by the walk itself, where no other rule knows the field.
    check: Check::Unknown(|_, _| None),
};

/// Reports a field that no rule knows. What it most likely means is returned, to be looked at as that.
pub(super) fn report(
    site: Site<'_, '_>,
    schemas: Schemas,
    _elsewhere: Schemas,
    findings: &mut Findings,
) -> Option<Schemas> {
    let key = site.key();
    let names = |schema: Option<&'static Schema>| {
        schema
            .map_or(&[][..], |schema| schema.properties)
            .iter()
            .map(|property| property.name)
    };
    let finding = findings.key(&RULE, site, format!("there is no field `{key}` here"));
    let meant = closest(key, names(schemas.here))?;
    finding.help(format!("write `{meant}`"));
    None
}
