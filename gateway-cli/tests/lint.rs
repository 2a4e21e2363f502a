//! `gapi lint`: every form of its output, exit statuses, and input that nobody should write.

#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

mod support;

use std::path::Path;

use serde_json::Value;

/// Compares the output with a file of `tests/data/lint/expected`. With `UPDATE_EXPECTED=1` it is written anew, to be
/// read before it is committed.
#[track_caller]
fn check(arguments: &str, expected: &str, code: i32) {
    let run = support::gapi(&format!("lint {arguments}"), "");
    assert_eq!(run.stderr, "", "{arguments}");
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/lint/expected")
        .join(expected);
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(&file, &run.stdout).unwrap();
    }
    let wanted = std::fs::read_to_string(&file).unwrap();
    assert_eq!(run.stdout, wanted, "{arguments}");
    assert_eq!(run.code, code, "{arguments}");
}

/// Runs `lint` with `-o json` on a text from standard input, and returns `rule path line:column` of each finding.
fn found(arguments: &str, input: &str) -> (Vec<String>, i32) {
    let run = support::gapi(&format!("lint -f - -o json {arguments}"), input);
    assert_eq!(run.stderr, "");
    let findings: Vec<Value> = serde_json::from_str(&run.stdout).unwrap();
    let line = |finding: &Value| {
        let text = |key: &str| finding[key].as_str().unwrap().to_owned();
        let (rule, path) = (text("rule"), text("path"));
        format!("{rule} {path} {}:{}", finding["line"], finding["column"])
    };
    (findings.iter().map(line).collect(), run.code)
}

fn route(spec: &str) -> String {
    format!(
        "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {{name: a}}\nspec:\n  {{parentRefs: [{{name: edge}}],\n   {spec}}}\n"
    )
}

#[test]
fn every_form_says_the_same() {
    check("-f lint/shop.yaml", "shop.txt", 1);
    check("-f lint/shop.yaml -o short", "shop.short", 1);
    check("-f lint/shop.yaml -o json", "shop.json", 1);
    check("-f lint/shop.yaml -o sarif", "shop.sarif", 1);
    check("-f lint/shop.yaml -o github", "shop.github", 1);
}

#[test]
fn what_is_hard_to_show_is_shown_well() {
    check("-f lint/crlf.yaml", "crlf.txt", 1);
    check("-f lint/crlf.yaml -o sarif", "crlf.sarif", 1);
    check("-f lint/long.json", "long.txt", 1);
    check("-f lint/shop.yaml --color always", "shop.ansi", 1);
}

#[test]
fn nothing_to_say_is_a_success() {
    check("-f lint/clean.yaml", "clean.txt", 0);
    check("-f lint/clean.yaml -o short", "nothing", 0);
    check("-f lint/clean.yaml -o github", "nothing", 0);
    check("-f lint/clean.yaml -o json", "clean.json", 0);
    check("-f lint/empty.yaml -o short", "nothing", 0);
}

#[test]
fn objects_of_other_apis_are_none_of_our_business() {
    let kinds = [
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: 7\n",
        "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: a}\n",
        "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\n",
        "apiVersion: gateway.envoyproxy.io/v1alpha1\nkind: BackendTrafficPolicy\nmetadata: {name: a}\n",
    ];
    assert_eq!(found("--fail-on info", &kinds.join("---\n")), (vec![], 0));
}

#[test]
fn definitions_of_our_kinds_have_a_version_that_we_know() {
    let definition = |metadata: &str| {
        format!(
            "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: gateways.gateway.networking.k8s.io\n{metadata}spec: {{group: gateway.networking.k8s.io}}\n"
        )
    };
    let annotation = |version: &str| {
        definition(&format!(
            "  annotations:\n    gateway.networking.k8s.io/bundle-version: {version}\n"
        ))
    };
    let check = |text: &str, expected: &[&str]| {
        assert_eq!(found("--fail-on warning", text).0, expected, "{text}");
    };
    check(&annotation("v1.7.0"), &[]);
    let field = "metadata.annotations[gateway.networking.k8s.io/bundle-version]";
    check(
        &annotation("v0.8.0"),
        &[&format!("unsupported-api-version {field} 6:47")],
    );
    check(
        &definition(""),
        &["unsupported-api-version metadata.annotations 3:1"],
    );
}

#[test]
fn an_absent_object_is_unknown_unless_the_input_is_complete() {
    let text = route("rules: [{backendRefs: [{name: a, port: 80}]}]");
    assert_eq!(found("--fail-on info", &text), (vec![], 0));
    let (missing, code) = found("--complete --fail-on warning", &text);
    assert_eq!(
        missing,
        [
            "parent-not-found spec.parentRefs[0] 5:17",
            "backend-not-found spec.rules[0].backendRefs[0] 6:27"
        ]
    );
    assert_eq!(code, 1);
    let (missing, _) = found("--assume Service=missing", &text);
    assert_eq!(
        missing,
        ["backend-not-found spec.rules[0].backendRefs[0] 6:27"]
    );
}

#[test]
fn each_cause_is_told_once() {
    // Server and engine, at one field and at neighbouring ones.
    let (findings, _) = found(
        "",
        &route("rules: [{backendRefs: [{name: a, port: 80, weight: -1}]}]"),
    );
    assert_eq!(
        findings,
        ["minimum spec.rules[0].backendRefs[0].weight 6:55"]
    );
    let (findings, _) = found(
        "",
        &route(
            "rules: [{matches: [{path: {type: Exact, value: a}}], backendRefs: [{name: a, port: 80}]}]",
        ),
    );
    assert_eq!(
        findings,
        ["path-not-absolute spec.rules[0].matches[0].path 6:30"]
    );
    // Reader and server.
    let (findings, _) = found(
        "",
        &route("hostnames: a, rules: [{backendRefs: [{name: a, port: 80}]}]"),
    );
    assert_eq!(findings, ["rules-not-run  1:1", "type spec.hostnames 6:15"]);
    // A former name explains what is missing under today's.
    let (findings, _) = found(
        "",
        &route("rules: [{forwardTo: [{serviceName: a, port: 80}]}]"),
    );
    assert_eq!(
        findings,
        [
            "forward-to spec.rules[0].forwardTo 6:13",
            "service-name spec.rules[0].forwardTo[0].serviceName 6:26"
        ]
    );
}

#[test]
fn what_the_server_says_keeps_its_reason() {
    let text = route("hostnames: [\"-\"], rules: [{backendRefs: [{name: a, port: 80}]}]");
    let run = support::gapi("lint -f - -o json", &text);
    let findings: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(findings[0]["type"], "FieldValueInvalid");
    assert_eq!(findings[0]["path"], "spec.hostnames[0]");
    assert_eq!(findings[0]["severity"], "error");
}

#[test]
fn updates_are_held_against_what_is_stored() {
    check("-f lint/updates/new.yaml -o short", "create.short", 1);
    check(
        "-f lint/updates/new.yaml --old lint/updates/old.yaml -o short",
        "update.short",
        1,
    );
}

#[test]
fn release_and_channel_say_what_is_known() {
    let text = "apiVersion: gateway.networking.k8s.io/v1alpha2\nkind: TCPRoute\nmetadata: {name: a}\nspec: {parentRefs: [{name: a}], rules: [{backendRefs: [{name: a, port: 80}]}]}\n";
    assert_eq!(
        found("", text),
        (vec!["alpha-version apiVersion 1:13".to_owned()], 0)
    );
    let (findings, code) = found("--channel standard --release v1.6.1", text);
    assert_eq!(
        (findings[0].as_str(), code),
        ("alpha-version apiVersion 1:13", 1)
    );
    let retry = route("rules: [{retry: {attempts: 1}, backendRefs: [{name: a, port: 80}]}]");
    assert_eq!(found("--channel standard", &retry), (vec![], 0));
    let (findings, _) = found("--channel standard --release v1.6.1", &retry);
    assert_eq!(
        findings,
        ["field-of-another-channel spec.rules[0].retry 6:13"]
    );
}

#[test]
fn the_level_to_fail_on_decides_the_status() {
    let text = route("rules: [{}]");
    for (level, code) in [("error", 0), ("warning", 1), ("info", 1)] {
        assert_eq!(
            found(&format!("--fail-on {level}"), &text).1,
            code,
            "{level}"
        );
    }
    assert_eq!(
        found("--fail-on warning --disable no-backends", &text),
        (vec![], 0)
    );
}

#[test]
fn items_of_typed_lists_are_checked() {
    let text = "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRouteList\nitems:\n- metadata: {name: a}\n  spec:\n    parentRefs: [{name: a}]\n    hostnames: [\"-\"]\n    rules: [{backendRefs: [{name: a, port: 80}]}]\n";
    assert_eq!(found("", text).0, ["pattern spec.hostnames[0] 7:17"]);
}

#[test]
fn an_object_that_is_there_twice_is_checked_twice() {
    let good = route("rules: [{backendRefs: [{name: a, port: 80}]}]");
    let bad = route("hostnames: [\"-\"], rules: [{backendRefs: [{name: a, port: 80}]}]");
    let (findings, _) = found("", &format!("{good}---\n{bad}"));
    assert_eq!(
        findings,
        [
            "duplicate-object metadata.name 10:18",
            "pattern spec.hostnames[0] 13:16"
        ]
    );
}

#[test]
fn bad_files_are_told_and_cost_nothing() {
    check("-f lint/binary.yaml", "binary.txt", 1);
    check("-f lint/laughs.yaml", "laughs.txt", 1);
    check("-f lint/deep.json", "deep.txt", 1);
    let long = format!("a: {}\n", "x".repeat(10 << 20));
    let (findings, code) = found("", &long);
    assert_eq!(findings[0], "incomplete-object apiVersion 1:1");
    assert_eq!(code, 1);
}

#[test]
fn what_cannot_be_read_is_a_failure_and_the_rest_is_checked() {
    let run = support::gapi("lint -f lint/none.yaml -f lint/shop.yaml -o short", "");
    let mut lines = run.stdout.lines();
    assert_eq!(
        lines.next().unwrap(),
        "lint/none.yaml: error[unreadable-file]: cannot be read: no such file or directory"
    );
    assert!(lines.count() > 5);
    assert_eq!(run.code, 2);
    let run = support::gapi("lint -f lint/expected/none", "");
    assert_eq!(run.code, 2, "{}", run.stdout);
    let folder = tempfile::tempdir().unwrap();
    let run = support::gapi(&format!("lint -o short -f {}", folder.path().display()), "");
    assert!(
        run.stdout.contains("warning[no-manifests]"),
        "{}",
        run.stdout
    );
    assert_eq!(run.code, 2);
}

#[test]
fn a_question_that_makes_no_sense_is_refused() {
    for (arguments, expected) in [
        (
            "-f - --disable no-wieght",
            "there is no rule `no-wieght`; did you mean `no-weight`?",
        ),
        ("-f - --release v2", "write v1.6.1 or v1.7.0"),
        ("-f - --old -", "standard input can be read once"),
        (
            "-f - --old lint/none.yaml",
            "lint/none.yaml: cannot be read",
        ),
        (
            "-f - -o xml",
            "[possible values: text, short, json, sarif, github]",
        ),
        ("", "--filename <PATH>"),
    ] {
        let run = support::gapi(&format!("lint {arguments}"), "");
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments}");
        assert!(run.stderr.contains(expected), "{arguments}\n{}", run.stderr);
    }
}

/// How long it takes to find what is wrong with labels that stand in one line.
fn time_of_labels(count: usize) -> std::time::Duration {
    let labels: Vec<_> = (0..count).map(|index| format!("_{index}: '-'")).collect();
    let labels = labels.join(", ");
    let route = format!(
        "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {{name: a, labels: {{{labels}}}}}\nspec: {{}}\n"
    );
    let start = std::time::Instant::now();
    let run = support::gapi("lint -f - -o short", &route);
    assert_eq!(run.code, 1);
    start.elapsed()
}

#[test]
fn many_faults_in_one_line_do_not_cost_their_square() {
    let times: Vec<_> = (0..3)
        .map(|_| [time_of_labels(2_000), time_of_labels(8_000)])
        .collect();
    let shortest = |which: usize| times.iter().map(|times| times[which]).min().unwrap();
    let [small, large] = [shortest(0), shortest(1)];
    assert!(
        large < small * 10,
        "{small:?}, four times as many {large:?}"
    );
}
