//! Bad input: each mistake is told with its place and what to write instead, and harms nothing but the rule or object that
//! it stands in.

#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

mod support;

use serde_json::Value;

/// Reads `gateway.yaml` and a file of `wrong`, in which everything about `/good` is right. Checks what becomes of `/bad`,
/// the complaint that standard error starts with, and the exit status.
#[track_caller]
fn check(arguments: &str, bad: (&str, Option<u16>), complaint: &str, code: i32) {
    let requests =
        ["/good", "/bad"].map(|path| format!(r#"{{"gateway":{{"name":"edge"}},"path":"{path}"}}"#));
    let run = support::gapi(
        &format!("eval -f gateway.yaml -f {arguments}"),
        &requests.join("\n"),
    );
    let answers: Vec<Value> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let outcome = |answer: &Value| (answer["outcome"].clone(), answer["status"].as_u64());
    assert_eq!(
        outcome(&answers[0]),
        ("forward".into(), None),
        "{arguments}"
    );
    assert_eq!(
        outcome(&answers[1]),
        (bad.0.into(), bad.1.map(u64::from)),
        "{arguments}"
    );
    assert!(
        run.stderr.starts_with(complaint),
        "{arguments}\n{}",
        run.stderr
    );
    assert_eq!(run.code, code, "{arguments}");
}

const DROPPED: (&str, Option<u16>) = ("respond", Some(404));
const ERROR: (&str, Option<u16>) = ("respond", Some(500));
const SERVED: (&str, Option<u16>) = ("forward", None);

#[test]
fn an_object_that_cannot_be_read_is_left_out() {
    check(
        "wrong/invalid-yaml.yaml",
        DROPPED,
        "wrong/invalid-yaml.yaml:22:3: error: ",
        1,
    );
    check(
        "wrong/unknown-kind.yaml",
        DROPPED,
        "wrong/unknown-kind.yaml:17:7: error: HttpRoute `default/bad`: kind: the Gateway API has no kind `HttpRoute` in the group `gateway.networking.k8s.io`
  help: write `apiVersion: gateway.networking.k8s.io/v1` and `kind: HTTPRoute`\n",
        1,
    );
    check(
        "wrong/wrong-type.yaml",
        DROPPED,
        "wrong/wrong-type.yaml:29:13: error: ",
        1,
    );
    check(
        "wrong/time.yaml",
        DROPPED,
        "wrong/time.yaml:19:22: error: HTTPRoute `default/bad`: metadata.creationTimestamp: failed to parse four digit integer as year: invalid digit, expected 0-9 but got y
  help: write a time such as `2026-01-31T12:00:00Z`\n",
        1,
    );
    check(
        "wrong/duplicate-object.yaml",
        DROPPED,
        "wrong/duplicate-object.yaml:19:9: error: HTTPRoute `default/web` is defined twice, first at wrong/duplicate-object.yaml:4:9
  help: give one of them another name, or remove it\n",
        1,
    );
}

#[test]
fn a_rule_that_is_not_valid_is_dropped_alone() {
    check(
        "wrong/unknown-enum-value.yaml",
        DROPPED,
        "wrong/unknown-enum-value.yaml:17:15: error: HTTPRoute `default/web`: spec.rules[1].matches[0].path.type: `Prefix` is not a type of path match
  help: today's spelling is `PathPrefix`\n",
        0,
    );
    check(
        "wrong/regular-expression.yaml",
        DROPPED,
        "wrong/regular-expression.yaml:18:16: error: HTTPRoute `default/web`: spec.rules[1].matches[0].path.value: `/bad(` is not a regular expression
  help: ",
        0,
    );
    check(
        "wrong/relative-path.yaml",
        DROPPED,
        "wrong/relative-path.yaml:18:16: error: HTTPRoute `default/web`: spec.rules[1].matches[0].path.value: `bad` is not a path that can be matched
  help: a path starts with `/`\n",
        0,
    );
    check(
        "wrong/header-name.yaml",
        DROPPED,
        "wrong/header-name.yaml:19:15: error: HTTPRoute `default/web`: spec.rules[1].matches[0].headers[0].name: `x y` cannot be a name here
  help: ",
        0,
    );
}

#[test]
fn a_weight_out_of_range_drops_its_rule() {
    for file in ["weight", "negative-weight"] {
        check(
            &format!("wrong/{file}.yaml"),
            DROPPED,
            &format!("wrong/{file}.yaml:"),
            0,
        );
    }
    let run = support::gapi("status -f gateway.yaml -f wrong/weight.yaml", "");
    let complaint = "wrong/weight.yaml:21:15: error: HTTPRoute `default/web`: spec.rules[1].backendRefs[0].weight: `1000001` is not a weight
  help: a weight is a number from 0 to 1000000\n";
    assert!(run.stderr.contains(complaint), "{}", run.stderr);
}

#[test]
fn a_backend_that_is_missing_answers_its_share_with_500_in_a_complete_input() {
    let complaint = "wrong/missing-backend.yaml:19:7: error: HTTPRoute `default/web`: spec.rules[1].backendRefs[0]: Service default/bad does not exist
  help: create it, or name one that exists\n";
    check("wrong/missing-backend.yaml --complete", ERROR, complaint, 0);
    check(
        "wrong/missing-backend.yaml --assume Service=missing",
        ERROR,
        complaint,
        0,
    );
    check("wrong/missing-backend.yaml", SERVED, "", 0);
    check(
        "wrong/missing-backend.yaml --complete --assume Service=present",
        SERVED,
        "",
        0,
    );
}

#[test]
fn nothing_to_read_is_a_failure() {
    for (arguments, complaint) in [
        (
            "-f absent.yaml",
            "absent.yaml: error: cannot be read: no such file or directory\n",
        ),
        ("-f nothing.yaml", "error: no object could be read\n"),
    ] {
        let run = support::gapi(
            &format!("eval {arguments}"),
            "{\"id\":1,\"gateway\":{\"name\":\"edge\"}}\n",
        );
        assert_eq!(run.code, 2, "{arguments}");
        assert!(
            run.stderr.starts_with(complaint),
            "{arguments}\n{}",
            run.stderr
        );
        assert_eq!(
            run.stdout,
            "{\"id\":1,\"error\":\"there is no Gateway `default/edge` in the input\"}\n",
            "{arguments}"
        );
    }
}
