//! Matches that stand twice in one route.

use std::collections::BTreeMap;

use gateway_api_types::Kind;

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "duplicate-match",
    level: Level::Warning,
    title: "A match that stands in the route already",
    what_it_does: "Finds matches of one route that ask for the same, whatever the order and case of their headers.",
    why: "The first rule in the list takes the requests, also when its backends fail. The second one never sees any.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - matches: [{path: {value: /shop}}]
    backendRefs: [{name: blue, port: 80}]
  - matches: [{path: {type: PathPrefix, value: /shop/}}]
    backendRefs: [{name: green, port: 80}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  rules:
  - matches: [{path: {value: /shop}}]
    backendRefs: [{name: blue, port: 80}, {name: green, port: 80}]
",
    source: "spec 4.4.7, 4.4.9",
    explains: &[],
    check: Check::Field(&["rules"], check),
};

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    let grpc = site.is(Kind::GrpcRoute);
    if !grpc && !site.is(Kind::HttpRoute) {
        return;
    }
    let mut seen = Seen::new();
    for rule in site.items() {
        let matches = rule
            .field("matches")
            .filter(|matches| matches.items().len() > 0);
        let Some(matches) = matches else {
            // A rule without matches takes everything.
            if rule.node.as_map().is_some() {
                let key = if grpc { grpc_key(None) } else { http_key(None) };
                note(rule, key, &mut seen, findings);
            }
            continue;
        };
        for one in matches.items() {
            let key = if grpc {
                grpc_key(Some(one))
            } else {
                http_key(Some(one))
            };
            note(one, key, &mut seen, findings);
        }
    }
}

/// Rule and match of the first that asks for something; no match for a rule without any.
type Seen = BTreeMap<String, (usize, Option<usize>)>;

fn note(site: Site<'_, '_>, key: Option<String>, seen: &mut Seen, findings: &mut Findings) {
    let Some(key) = key else { return };
    let place = match site.within("rules").and_then(Site::index) {
        Some(rule) => (rule, site.index()),
        None => (site.index().unwrap_or(0), None),
    };
    match seen.get(&key) {
        None => {
            seen.insert(key, place);
        }
        Some((rule, one)) => {
            let one = one.map_or_else(String::new, |one| format!(".matches[{one}]"));
            findings
                .start(
                    &RULE,
                    site,
                    format!("`rules[{rule}]{one}` asks for the same, and goes first"),
                )
                .help("remove one of the two, or tell them apart");
        }
    }
}

/// What an HTTP match asks for, in one spelling; `None` for what is none.
fn http_key(one: Option<Site<'_, '_>>) -> Option<String> {
    let Some(one) = one else {
        return Some("PathPrefix\0/\0\0\0".to_owned());
    };
    only(one, &["path", "method", "headers", "queryParams"])?;
    if let Some(path) = one.field("path") {
        only(path, &["type", "value"])?;
    }
    let path = one.field("path");
    let kind = path
        .and_then(|path| path.text("type"))
        .unwrap_or("PathPrefix");
    let value = path.and_then(|path| path.text("value")).unwrap_or("/");
    let value = match kind {
        "PathPrefix" if value.len() > 1 => value.strip_suffix('/').unwrap_or(value),
        _ => value,
    };
    let method = one.text("method").unwrap_or_default();
    let headers = entries(one, "headers", true)?;
    let params = entries(one, "queryParams", false)?;
    Some(format!("{kind}\0{value}\0{method}\0{headers}\0{params}"))
}

fn grpc_key(one: Option<Site<'_, '_>>) -> Option<String> {
    let Some(one) = one else {
        return Some("\0\0\0".to_owned());
    };
    only(one, &["method", "headers"])?;
    let method = one.field("method");
    let text = |name| {
        method
            .and_then(|method| method.text(name))
            .unwrap_or_default()
    };
    let (service, name) = (text("service"), text("method"));
    let kind = match text("type") {
        _ if service.is_empty() && name.is_empty() => "",
        "" => "Exact",
        kind => kind,
    };
    let service = if kind == "Exact" {
        service.trim_start_matches('.')
    } else {
        service
    };
    let headers = entries(one, "headers", true)?;
    Some(format!("{kind}\0{service}\0{name}\0{headers}"))
}

/// An object of these fields alone. Others are dropped, and what is left then is not what was meant.
fn only(site: Site<'_, '_>, fields: &[&str]) -> Option<()> {
    let mut members = site.node.as_map()?.iter();
    members
        .all(|member| fields.contains(&member.key))
        .then_some(())
}

/// Headers or query parameters in order of their names, the first of a name only.
fn entries(one: Site<'_, '_>, list: &str, fold: bool) -> Option<String> {
    let Some(site) = one.field(list) else {
        return Some(String::new());
    };
    site.node.as_list()?;
    let mut entries: Vec<_> = site
        .items()
        .map(|entry| {
            let name = entry.text("name").unwrap_or_default();
            let name = if fold {
                name.to_ascii_lowercase()
            } else {
                name.to_owned()
            };
            (name, entry)
        })
        .collect();
    // Stable, so that the first of a name stays the first.
    entries.sort_by(|(one, _), (other, _)| one.cmp(other));
    entries.dedup_by(|(one, _), (other, _)| one == other);
    let mut key = String::new();
    for (name, entry) in entries {
        for part in [
            &name,
            entry.text("type").unwrap_or("Exact"),
            entry.text("value").unwrap_or_default(),
        ] {
            key.push_str(part);
            key.push('\u{1}');
        }
    }
    Some(key)
}
