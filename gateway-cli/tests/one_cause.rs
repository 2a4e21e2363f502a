//! `gapi lint` says of each mistake what it is, once, and nothing of what it cannot know.

#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

mod support;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use serde_json::Value;

/// Runs `lint` and returns `line:column severity rule path` of each finding.
fn findings(arguments: &str, input: &str) -> Vec<String> {
    let run = support::gapi(&format!("lint -o json {arguments}"), input);
    assert_eq!(run.stderr, "");
    let findings: Vec<Value> = serde_json::from_str(&run.stdout).unwrap();
    let line = |finding: &Value| {
        let text = |key: &str| finding[key].as_str().unwrap();
        let (line, column) = (&finding["line"], &finding["column"]);
        let (severity, rule, path) = (text("severity"), text("rule"), text("path"));
        format!("{line}:{column} {severity} {rule} {path}")
    };
    let fails = findings
        .iter()
        .any(|finding| finding["severity"] == "error");
    assert_eq!(run.code, i32::from(fails));
    findings.iter().map(line).collect()
}

#[track_caller]
fn check(arguments: &str, kind: &str, spec: &str, expected: &[&str]) {
    let found = findings(&format!("-f - {arguments}"), &object(kind, spec));
    assert_eq!(found, expected, "{spec}");
}

fn object(kind: &str, spec: &str) -> String {
    let group = if kind.starts_with('X') {
        "gateway.networking.x-k8s.io/v1alpha1"
    } else {
        "gateway.networking.k8s.io/v1"
    };
    format!("apiVersion: {group}\nkind: {kind}\nmetadata: {{name: a}}\nspec:\n{spec}\n")
}

/// What `gapi lint` finds in the manifests of articles, one at a time: as listed, and no other file.
#[test]
fn the_articles_give_what_their_comments_name() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let folder = root.join("../shared/manifests/articles");
    if !folder.exists() {
        // Past the test harness, which keeps to itself what passing tests print.
        let note = format!("SKIPPED: {} is not here\n", folder.display());
        std::io::stderr().write_all(note.as_bytes()).unwrap();
        return;
    }
    let listed = std::fs::read_to_string(root.join("testdata/lint/articles.txt")).unwrap();
    let mut expected: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut file = "";
    for line in listed.lines().filter(|line| !line.starts_with('#')) {
        match line.strip_prefix("  ") {
            Some(finding) => expected.entry(file).or_default().push(finding),
            None if line.is_empty() => {}
            None => {
                file = line;
                expected.entry(file).or_default();
            }
        }
    }
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_str().unwrap();
        if path.extension().is_some_and(|end| end == "yaml") {
            let found = findings(&format!("-f {}", path.display()), "");
            let listed = expected.remove(file).unwrap_or_default();
            assert_eq!(found, listed, "{file}");
        }
    }
    assert!(expected.is_empty(), "no such files: {expected:?}");
}

#[test]
fn one_cause_is_one_finding() {
    check(
        "",
        "GRPCRoute",
        "  parentRefs: [{name: edge}]",
        &["4:1 warning grpc-without-rules spec"],
    );
    let route = |rule: &str| {
        format!(
            "  parentRefs: [{{name: edge}}]\n  rules:\n  - backendRefs: [{{name: a, port: 80}}]\n    {rule}"
        )
    };
    check(
        "",
        "HTTPRoute",
        &route("filters: [{type: RequestHeaderModifier, requestHeaderModifier: {add: {x-a: b}}}]"),
        &[
            "1:1 info rules-not-run ",
            "8:69 error header-map spec.rules[0].filters[0].requestHeaderModifier.add",
        ],
    );
    check(
        "",
        "HTTPRoute",
        &route("filters: [{type: RequestHeaderModifier, requestHeaderModifier: {remove: [a, a]}}]"),
        &[
            "8:81 error repeated-header-edit spec.rules[0].filters[0].requestHeaderModifier.remove[1]",
        ],
    );
}

/// A session without the settings of its type, and one that is of no type: nothing of it is told of where it stands.
#[test]
fn a_session_is_told_of_by_its_own_rule() {
    let backend = |session: &str| {
        format!(
            "  type: EndpointSelector\n  port: {{number: 80}}\n  endpointSelector: {{matchLabels: {{a: b}}}}\n  sessionPersistence: {session}"
        )
    };
    check(
        "",
        "XBackend",
        &backend("{type: Header}"),
        &["8:3 error session-member spec.sessionPersistence"],
    );
    let policy = |session: &str| {
        format!(
            "  targetRefs: [{{group: \"\", kind: Service, name: a}}]\n  sessionPersistence: {session}"
        )
    };
    check(
        "",
        "XBackendTrafficPolicy",
        &policy("{type: Tag}"),
        &[
            "1:1 info rules-not-run ",
            "6:3 info session-persistence-place spec.sessionPersistence",
            "6:30 error enum spec.sessionPersistence.type",
        ],
    );
}

const ROUTE: &str = "  parentRefs: [{name: edge}]\n  rules:\n  - ";
const X_BACKEND: &str = "  port: {number: 80}\n  ";
const TRACING: &str =
    "  targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: a}]\n";

/// Kinds, what their specs begin with, a mistake in each, and the rule that tells of it.
const MISTAKES: &[(&str, &str, &str, &str)] = &[
    (
        "GRPCRoute",
        ROUTE,
        "backendRefs: [{name: a, port: 80}]\n    matches: [{method: {type: Exact}}]",
        "empty-method",
    ),
    (
        "GRPCRoute",
        ROUTE,
        "backendRefs: [{name: a, port: 80}]\n    matches: [{method: {service: \"\", method: \"\"}}]",
        "empty-method",
    ),
    (
        "GRPCRoute",
        ROUTE,
        "backendRefs: [{name: a, port: 80}]\n    filters: [{type: URLRewrite}]",
        "enum",
    ),
    (
        "HTTPRoute",
        ROUTE,
        "filters: [{type: RequestRedirect}]",
        "filter-member",
    ),
    (
        "HTTPRoute",
        ROUTE,
        "backendRefs: [{name: a, port: 80}]\n    filters: [{type: RequestMirror, requestMirror: {backendRef: {name: a, port: 80}, fraction: {numerator: -1}}}]",
        "minimum",
    ),
    (
        "HTTPRoute",
        ROUTE,
        "backendRefs: [{name: a, port: 80}]\n    sessionPersistence: {cookie: {lifetimeType: Permanent}}",
        "permanent-cookie-without-timeout",
    ),
    (
        "HTTPRoute",
        ROUTE,
        "backendRefs: [{name: a, port: 80}]\n    sessionPersistence: {type: Header, header: {name: \"a b\"}}",
        "pattern",
    ),
    (
        "HTTPRoute",
        ROUTE,
        "backendRefs: [{group: gateway.networking.x-k8s.io, kind: XBackend, name: a, port: 80}]",
        "port-on-xbackend",
    ),
    (
        "HTTPRoute",
        "  parentRefs: [{kind: Ingress, name: edge}]\n  rules:\n  - ",
        "backendRefs: [{name: a, port: 80}]",
        "unsupported-parent-kind",
    ),
    (
        "XBackend",
        X_BACKEND,
        "type: ExternalHostname",
        "external-hostname-by-type",
    ),
    (
        "XBackend",
        X_BACKEND,
        "type: EndpointSelector\n  endpointSelector: {matchLabels: {}}",
        "min-properties",
    ),
    (
        "XBackend",
        X_BACKEND,
        "type: ExternalHostname\n  externalHostname: {hostname: a.org}\n  tls: {mode: Mutual}",
        "enum",
    ),
    (
        "XBackend",
        X_BACKEND,
        "type: ExternalHostname\n  externalHostname: {hostname: a.org}\n  tls: {mode: ClientAndServer, validation: {hostname: a.org, wellKnownCACertificates: System}}",
        "client-certificate-by-mode",
    ),
    (
        "XBackend",
        X_BACKEND,
        "type: ExternalHostname\n  externalHostname: {hostname: a.org}\n  sessionPersistence: {cookie: {}}",
        "session-persistence-of-other-backend",
    ),
    ("XTelemetryPolicy", TRACING, "", "telemetry-without-signal"),
    (
        "XTelemetryPolicy",
        TRACING,
        "  tracing: {mode: Enabled}",
        "tracing-provider-by-mode",
    ),
    (
        "XTelemetryPolicy",
        TRACING,
        "  tracing: {mode: Disabled, provider: {backendRef: {name: a, port: 80}}}",
        "tracing-provider-by-mode",
    ),
    (
        "XTelemetryPolicy",
        TRACING,
        "  tracing: {spanName: a}",
        "span-name-of-disabled-tracing",
    ),
];

/// What the engine makes of a value that a server or a habit rule has told of is not told again.
#[test]
fn a_mistake_of_each_kind_is_told_once() {
    for (kind, start, rest, rule) in MISTAKES {
        let group = if kind.starts_with('X') {
            "x-k8s.io/v1alpha1"
        } else {
            "k8s.io/v1"
        };
        let object = format!(
            "apiVersion: gateway.networking.{group}\nkind: {kind}\nmetadata: {{name: a}}\nspec:\n{start}{rest}\n"
        );
        let told = findings("-f - --disable policy-target-not-found", &object);
        let told: Vec<_> = told
            .iter()
            .filter(|line| !line.contains(" info "))
            .collect();
        assert!(
            matches!(told[..], [one] if one.contains(&format!(" {rule} "))),
            "{kind} {rest}: {told:#?}"
        );
    }
}

/// A server does not run its rules where a required field is missing; that this is so is no news where the field stands
/// there by another name.
#[test]
fn what_only_follows_is_not_told() {
    check(
        "",
        "TCPRoute",
        "  parentRefs: [{name: edge}]\n  rules:\n  - forwardTo: [{name: a, port: 80}]",
        &["7:5 error forward-to spec.rules[0].forwardTo"],
    );
    check(
        "",
        "TCPRoute",
        "  parentRefs: [{name: edge}]\n  rules:\n  - {}",
        &[
            "1:1 info rules-not-run ",
            "7:5 error required spec.rules[0].backendRefs",
        ],
    );
}

#[test]
fn labels_of_a_namespace_that_is_not_in_the_input_are_unknown() {
    let gateway = |from: &str| {
        format!(
            "apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {{name: edge, namespace: infra}}\nspec:\n  \
             gatewayClassName: c\n  listeners: [{{name: a, port: 80, protocol: HTTP, allowedRoutes: {{namespaces: {from}}}}}]\n---\n"
        )
    };
    let route = "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: a, namespace: web}\nspec:\n  \
                 parentRefs: [{name: edge, namespace: infra}]\n  rules: [{backendRefs: [{name: a, port: 80}]}]\n---\n";
    let namespace = "apiVersion: v1\nkind: Namespace\nmetadata: {name: web, labels: {b: c}}\n";
    let selector = gateway("{from: Selector, selector: {matchLabels: {a: b}}}");
    let refused = ["12:16 error not-allowed-by-listeners spec.parentRefs[0]"];

    let unknown = format!("{selector}{route}");
    assert_eq!(findings("-f -", &unknown), [""; 0]);
    assert_eq!(
        findings("-f - --assume Namespace=missing", &unknown),
        refused
    );
    let known = format!("{selector}{route}{namespace}");
    assert_eq!(findings("-f -", &known), refused);
    let same = format!("{}{route}", gateway("{from: Same}"));
    assert_eq!(findings("-f -", &same), refused);
}

#[test]
fn a_parent_of_a_kind_that_is_none_is_told_of_once() {
    for (parent, expected) in [
        (
            "kind: Service",
            "5:23 error reference-kind spec.parentRefs[0].kind",
        ),
        (
            "kind: Ingress, group: networking.k8s.io",
            "5:16 warning unsupported-parent-kind spec.parentRefs[0]",
        ),
        (
            "kind: Service, group: core",
            "5:39 error core-group spec.parentRefs[0].group",
        ),
        (
            "kind: Gateway, group: gateway.networking.k8s.io/v1",
            "5:39 error versioned-group spec.parentRefs[0].group",
        ),
        (
            "kind: XListenerSet, group: gateway.networking.x-k8s.io",
            "5:44 error reference-kind spec.parentRefs[0].group",
        ),
    ] {
        let spec = format!(
            "  parentRefs: [{{{parent}, name: web}}]\n  rules: [{{backendRefs: [{{name: a, port: 80}}]}}]"
        );
        let found = findings("-f -", &object("HTTPRoute", &spec));
        let found: Vec<_> = found
            .iter()
            .filter(|found| !found.contains("pattern"))
            .collect();
        assert_eq!(found, [expected], "{parent}");
    }
}

/// Who needs a grant, leads to the target of a policy, or is one, may be elsewhere.
#[test]
fn what_nothing_in_the_input_uses_is_no_finding_unless_the_input_is_complete() {
    let grant = object(
        "ReferenceGrant",
        "  from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: b}]\n  to: [{group: \"\", kind: Service}]",
    );
    let policy = object(
        "BackendTLSPolicy",
        "  targetRefs: [{group: \"\", kind: Service, name: a}]\n  validation: {hostname: a.example.com, wellKnownCACertificates: System}",
    );
    let telemetry = object(
        "XTelemetryPolicy",
        "  targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: a}]\n  tracing: {mode: Disabled}",
    );
    let service =
        "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {ports: [{port: 80}]}\n";
    for (input, arguments, expected) in [
        (&grant, "--complete", "4:1 info unused-grant spec"),
        (
            &grant,
            "--assume HTTPRoute=missing",
            "4:1 info unused-grant spec",
        ),
        (
            &format!("{service}---\n{policy}"),
            "--complete",
            "10:15 info policy-without-route spec.targetRefs",
        ),
        (
            &telemetry,
            "--complete",
            "5:16 error policy-target-not-found spec.targetRefs[0]",
        ),
    ] {
        assert_eq!(findings("-f -", input), [""; 0], "{input}");
        assert_eq!(findings(&format!("-f - {arguments}"), input), [expected]);
    }
    assert_eq!(findings("-f - --assume GRPCRoute=missing", &grant), [""; 0]);
}
