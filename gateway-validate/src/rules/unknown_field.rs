//! Fields that do not exist.

use super::closest::closest;
use super::subject::Schemas;
use super::{Check, Findings, Level, Rule, Site, field_of_another_channel, snippet};

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
  parentRefs: [{name: edge}]
  Hostnames: [web.example.com]
  rules:
  - backendRefs: [{name: web, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  hostnames: [web.example.com]
  rules:
  - backendRefs: [{name: web, port: 80}]
",
    source: "spec 1.2.7, 10",
    explains: &[],
    // Asked by the walk itself, where no other rule knows the field.
    check: Check::Unknown(|_, _| None),
};

/// Objects with more fields than this are not told in a help text.
const MOST_NAMED: usize = 8;

/// The fields of the metadata, which are the same for all kinds.
const METADATA: [&str; 15] = [
    "annotations",
    "creationTimestamp",
    "deletionGracePeriodSeconds",
    "deletionTimestamp",
    "finalizers",
    "generateName",
    "generation",
    "labels",
    "managedFields",
    "name",
    "namespace",
    "ownerReferences",
    "resourceVersion",
    "selfLink",
    "uid",
];

/// Reports a member of the metadata that is no field there.
pub(super) fn report_metadata(site: Site<'_, '_>, findings: &mut Findings) {
    let key = site.key();
    if METADATA.contains(&key) {
        return;
    }
    let finding = findings.key(&RULE, site, format!("there is no field `{key}` here"));
    if let Some(meant) = closest(key, METADATA) {
        finding.help(format!("write `{meant}: {}`", snippet::of(site.node)));
    }
}

/// Reports a field that no rule knows. What it most likely means is returned, to be looked at as that.
pub(super) fn report<'s, 't>(
    site: Site<'s, 't>,
    schemas: Schemas,
    elsewhere: Schemas,
    findings: &mut Findings,
) -> Option<(Site<'s, 't>, Schemas)> {
    for (found, of_this_release) in [(elsewhere.experimental, true), (elsewhere.newest, false)] {
        if found.is_some() {
            field_of_another_channel::report(site, of_this_release, findings);
            let read_as = Schemas {
                here: found,
                ..elsewhere
            };
            return Some((site, read_as));
        }
    }
    let key = site.key();
    let properties = schemas.here.map_or(&[][..], |schema| schema.properties);
    let meant = closest(key, properties.iter().map(|property| property.name));
    let finding = findings.key(&RULE, site, format!("there is no field `{key}` here"));
    let Some(meant) = meant else {
        if (1..=MOST_NAMED).contains(&properties.len()) {
            let names: Vec<_> = properties
                .iter()
                .map(|property| format!("`{}`", property.name))
                .collect();
            finding.help(format!("there is {}", names.join(", ")));
        }
        return None;
    };
    finding.help(format!("write `{meant}: {}`", snippet::of(site.node)));
    // A slip is looked at as what it means, unless that is there already.
    let taken = site.parent.is_some_and(|holder| holder.has(meant));
    (!taken).then(|| (site.named(meant), schemas.field(meant, &mut 0)))
}
