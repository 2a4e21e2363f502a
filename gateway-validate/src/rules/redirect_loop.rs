//! Redirects that lead back to themselves.

use gateway_api_types::Kind;

use super::{Check, Findings, Level, Rule, Site};

pub(super) static RULE: Rule = Rule {
    id: "redirect-loop",
    level: Level::Warning,
    title: "A redirect that leads back to itself",
    what_it_does: "Finds redirects that keep scheme and port, and whose host and path the same rule takes again.",
    why: "The client comes back and is sent away again, until it gives up.",
    example: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  hostnames: [www.example.com]
  rules:
  - filters: [{type: RequestRedirect, requestRedirect: {hostname: www.example.com}}]
",
    use_instead: "\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  hostnames: [example.com]
  rules:
  - filters: [{type: RequestRedirect, requestRedirect: {hostname: www.example.com}}]
",
    source: "spec 5.3",
    explains: &[],
    check: Check::Field(&["requestRedirect"], check),
};

/// A path match of the route.
struct Matched<'t> {
    kind: &'t str,
    value: &'t str,
    /// Whether the match asks for nothing else that could fail the second time.
    plain: bool,
}

fn check(site: Site<'_, '_>, findings: &mut Findings) {
    // A redirect of one backend depends on the draw; another scheme or port may be another listener.
    let of_rule = site.within("backendRefs").is_none();
    if !of_rule || !site.is(Kind::HttpRoute) || site.has("scheme") || site.has("port") {
        return;
    }
    let Some(rule) = site.within("rules") else {
        return;
    };
    let own = matches(*rule);
    // A route with more rules than any server takes is wrong enough.
    if rule
        .parent
        .is_some_and(|rules| rules.items().len() > MOST_RULES)
    {
        return;
    }
    let others: Vec<_> = rule
        .parent
        .into_iter()
        .flat_map(|rules| {
            let other = move |other: &Site<'_, '_>| other.index() != rule.index();
            rules
                .items()
                .filter(other)
                .flat_map(|other| matches(other).into_iter().collect::<Vec<_>>())
        })
        .collect();
    if !same_host(site) {
        return;
    }
    let Some(target) = target(site, &own) else {
        return;
    };
    let caught = own
        .iter()
        .any(|matched| matched.plain && matched.takes(&target));
    // What another rule takes, at least as specific, ends the loop.
    let escapes = others.iter().any(|other| other.may_take(&target));
    if caught && !escapes {
        let message = match &target {
            Target::Unchanged => "the redirect leads to the request's own URL".to_owned(),
            Target::Full(path) | Target::Below(path) => {
                format!("the redirect leads to `{path}`, which the same rule redirects again")
            }
        };
        findings
            .key(&RULE, site, message)
            .help("redirect to another host, scheme, port or path, or match fewer requests");
    }
}

const MOST_RULES: usize = 64;

/// Where the redirect leads.
enum Target {
    /// The path stays.
    Unchanged,
    Full(String),
    /// A prefix, and whatever stood behind the old one.
    Below(String),
}

/// Whether a request that is redirected meets a host of the route again.
fn same_host(redirect: Site<'_, '_>) -> bool {
    let Some(hostname) = redirect.text("hostname") else {
        return true;
    };
    let spec = redirect.within("spec");
    let hostnames = spec.and_then(|spec| spec.list("hostnames"));
    hostnames.is_some_and(|names| names.iter().any(|name| name.as_str() == Some(hostname)))
}

fn target(redirect: Site<'_, '_>, own: &[Matched<'_>]) -> Option<Target> {
    let Some(path) = redirect.field("path") else {
        return Some(Target::Unchanged);
    };
    match path.text("type")? {
        "ReplaceFullPath" => Some(Target::Full(rooted(path.text("replaceFullPath")?))),
        "ReplacePrefixMatch" => {
            let [only] = own else { return None };
            let replacement = rooted(path.text("replacePrefixMatch")?);
            (only.kind == "PathPrefix").then_some(Target::Below(replacement))
        }
        _ => None,
    }
}

fn rooted(path: &str) -> String {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    if path.starts_with('/') {
        path.to_owned()
    } else {
        format!("/{path}")
    }
}

fn matches<'t>(rule: Site<'_, 't>) -> Vec<Matched<'t>> {
    let list = rule
        .field("matches")
        .filter(|matches| matches.items().len() > 0);
    let Some(list) = list else {
        return vec![Matched {
            kind: "PathPrefix",
            value: "/",
            plain: true,
        }];
    };
    let matched = list.items().map(|one| {
        let path = one.field("path");
        Matched {
            kind: path
                .and_then(|path| path.text("type"))
                .unwrap_or("PathPrefix"),
            value: path.and_then(|path| path.text("value")).unwrap_or("/"),
            plain: !one.has("headers")
                && !one.has("queryParams")
                && matches!(one.text("method"), None | Some("GET")),
        }
    });
    matched.collect()
}

impl Matched<'_> {
    fn takes(&self, target: &Target) -> bool {
        match (self.kind, target) {
            (_, Target::Unchanged) => true,
            ("Exact", Target::Full(path)) => path == self.value,
            ("PathPrefix", Target::Full(path) | Target::Below(path)) => covers(self.value, path),
            _ => false,
        }
    }

    /// Whether a rule of this match might take the target in place of the one that redirects.
    fn may_take(&self, target: &Target) -> bool {
        match target {
            // The same request met the redirect the first time.
            Target::Unchanged => false,
            Target::Full(path) => match self.kind {
                "Exact" => path == self.value,
                "PathPrefix" => self.value.len() > 1 && covers(self.value, path),
                _ => true,
            },
            Target::Below(path) => match self.kind {
                "PathPrefix" => {
                    self.value.len() > 1 && (covers(self.value, path) || covers(path, self.value))
                }
                "Exact" => covers(path, self.value),
                _ => true,
            },
        }
    }
}

/// Whether a prefix covers a path, element by element.
fn covers(prefix: &str, path: &str) -> bool {
    let prefix = prefix.strip_suffix('/').unwrap_or(prefix);
    path.strip_prefix(prefix)
        .is_some_and(|rest| prefix.is_empty() || rest.is_empty() || rest.starts_with('/'))
}
