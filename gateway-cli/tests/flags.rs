//! Flags that say how the input is to be understood.

#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

mod support;

use serde_json::Value;

/// Asks for `path` and returns the answer, with what stands on standard error.
fn eval(arguments: &str, path: &str) -> (Value, String) {
    let request = format!(r#"{{"gateway":{{"name":"edge"}},"path":"{path}"}}"#);
    let run = support::gapi(&format!("eval {arguments}"), &request);
    (serde_json::from_str(&run.stdout).unwrap(), run.stderr)
}

/// Checks the outcome and the rule of a request.
#[track_caller]
fn check(arguments: &str, path: &str, outcome: &str, rule: Option<u64>) {
    let (answer, stderr) = eval(arguments, path);
    let actual = (answer["outcome"].as_str(), answer["rule"].as_u64());
    assert_eq!(
        actual,
        (Some(outcome), rule),
        "{arguments} {path}\n{stderr}"
    );
}

#[test]
fn a_folder_is_read_and_with_recursion_its_folders_too() {
    check("-f folder", "/top", "forward", Some(0));
    check("-f folder", "/deep", "respond", None);
    check("-f folder -R", "/deep", "forward", Some(0));
}

#[test]
fn objects_come_from_json_lists_and_several_documents() {
    check("-f gateway.yaml -f routes.json", "/one", "forward", Some(0));
    check("-f gateway.yaml -f routes.json", "/two", "forward", Some(0));
}

#[test]
fn a_controller_name_says_which_classes_are_ours() {
    check(
        "-f folder --controller example.com/edge",
        "/top",
        "forward",
        Some(0),
    );
    check(
        "-f folder --controller example.com/other",
        "/top",
        "reject",
        None,
    );
}

#[test]
fn the_standard_channel_knows_no_experimental_filter() {
    let arguments = "-f gateway.yaml -f experimental.yaml";
    check(arguments, "/auth", "forward", Some(0));
    check(
        &format!("{arguments} --channel standard"),
        "/auth",
        "respond",
        None,
    );
    check(
        &format!("{arguments} --channel standard"),
        "/",
        "forward",
        Some(1),
    );
    check(
        &format!("{arguments} --options options/standard.yaml"),
        "/auth",
        "respond",
        None,
    );
    check(
        &format!("{arguments} --options options/standard.yaml --channel experimental"),
        "/auth",
        "forward",
        Some(0),
    );
}

#[test]
fn options_are_set_by_name() {
    let arguments = "-f gateway.yaml -f ranks.yaml";
    check(arguments, "/a/b", "forward", Some(1));
    check(
        &format!("{arguments} --options options/regex-last.yaml"),
        "/a/b",
        "forward",
        Some(0),
    );
    check(arguments, "/a//b", "forward", Some(1));
    check(
        &format!("{arguments} --options options/raw-paths.yaml"),
        "/a//b",
        "forward",
        Some(0),
    );
    check(
        &format!("{arguments} --options options/empty.yaml"),
        "/a/b",
        "forward",
        Some(1),
    );
    check(
        &format!("{arguments} --options options/missing.yaml"),
        "/a/b",
        "respond",
        Some(1),
    );
}

#[test]
fn wrong_options_are_told_with_their_place_and_the_known_ones() {
    for (file, expected) in [
        (
            "unknown",
            "error: options/unknown.yaml:2:1: unknown field `regexRanks`; did you mean `regexRank`?\n",
        ),
        (
            "unknown-value",
            "error: options/unknown-value.yaml:3:5: unknown variant `absent`, expected `present` or `missing`\n",
        ),
        (
            "unknown-feature",
            "error: options/unknown-feature.yaml:3:5: `HTTPRouteTeleport` is not a feature of Gateway API\n",
        ),
        (
            "unknown-address-member",
            "error: options/unknown-address-member.yaml:2:17: unknown field `adress`, expected one of `type`, `value`, `routability`\n",
        ),
        (
            "wrong-range",
            "error: options/wrong-range.yaml:1:16: `10.96.0.0/40`: a range of addresses is written `10.96.0.0/12`\n",
        ),
        (
            "wrong-status",
            "error: options/wrong-status.yaml:1:1: invalid value: integer `404`, expected 500 or 503\n",
        ),
        (
            "absent",
            "error: options/absent.yaml: cannot be read: no such file or directory\n",
        ),
        (
            "unknown-kind",
            "error: options/unknown-kind.yaml:2:11: `Servce` is no kind that an outcome depends on; did you mean `Service`?\n",
        ),
        (
            "like-a-feature",
            "error: options/like-a-feature.yaml:1:20: `HTTPRouteCors` is not a feature of Gateway API; did you mean `HTTPRouteCORS`?\n",
        ),
        (
            "list",
            "error: options/list.yaml:1:1: options are names with values, such as `regexRank: afterPrefix`\n",
        ),
        (
            "twice",
            "error: options/twice.yaml:2:1: `regexRank` is given twice, first at 1:1\n",
        ),
        (
            "like-a-value",
            "error: options/like-a-value.yaml:1:1: unknown variant `afterprefix`; did you mean `afterPrefix`?\n",
        ),
    ] {
        let run = support::gapi(
            &format!("eval -f gateway.yaml --options options/{file}.yaml"),
            "{}",
        );
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{file}");
        assert!(run.stderr.starts_with(expected), "{}", run.stderr);
    }
}

#[test]
fn a_wrong_flag_says_what_to_write() {
    for (arguments, expected) in [
        ("eval", "--filename <PATH>"),
        (
            "eval -f gateway.yaml --assume Service",
            "write `KIND=present` or `KIND=missing`",
        ),
        (
            "eval -f gateway.yaml --assume Service=gone",
            "`gone` is neither `present` nor `missing`",
        ),
        (
            "eval -f gateway.yaml --assume service=missing",
            "`service` is no kind that an outcome depends on; did you mean `Service`?",
        ),
        (
            "eval -f gateway.yaml --assume Deployment=missing",
            "`Deployment` is no kind that an outcome depends on, such as `Service`",
        ),
        (
            "route -f gateway.yaml --gateway edge GET a.example.com/b",
            "`a.example.com/b` is no URL; write one such as `http://example.com/path`",
        ),
        (
            "eval -f gateway.yaml --channel beta",
            "[possible values: standard, experimental]",
        ),
        (
            "route -f gateway.yaml --gateway a/b/c GET http://a/",
            "write `NAMESPACE/NAME`",
        ),
        (
            "route -f gateway.yaml --gateway edge GET a.example.com",
            "`a.example.com` has no scheme; write `http://a.example.com`",
        ),
        (
            "route -f gateway.yaml --gateway edge -H x GET http://a/",
            "write `NAME: VALUE`",
        ),
        (
            "route -f gateway.yaml --gateway edge --port 0 GET http://a/",
            "0 is not in 1..=65535",
        ),
        (
            "route -f gateway.yaml --gateway none GET http://a/",
            "there is no Gateway `default/none` in the input",
        ),
    ] {
        let run = support::gapi(arguments, "");
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments}");
        assert!(run.stderr.contains(expected), "{arguments}\n{}", run.stderr);
    }
}
