//! `gapi eval`: requests in, decisions out, as design.md section 7 fixes them.

#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

mod support;

use serde_json::{Value, json};

/// Answers one request by `shop.yaml`; every line has an answer, and nothing is wrong with the manifests.
fn eval(request: &str) -> Value {
    let run = support::gapi("eval -f shop.yaml", &format!("{request}\n"));
    assert_eq!((run.stderr.as_str(), run.code), ("", 0), "{request}");
    assert_eq!(run.stdout.lines().count(), 1, "{}", run.stdout);
    serde_json::from_str(&run.stdout).unwrap()
}

/// A request to the Gateway of `shop.yaml`, with further keys.
fn to(host: &str, path: &str, more: &str) -> String {
    let gateway = r#""gateway":{"namespace":"default","name":"edge"}"#;
    format!(r#"{{{gateway},"authority":"{host}","path":"{path}"{more}}}"#)
}

/// Checks some values of the answer to a request, by JSON pointer.
#[track_caller]
fn check(request: &str, expected: &[(&str, Value)]) {
    let answer = eval(request);
    for (pointer, value) in expected {
        assert_eq!(
            answer.pointer(pointer),
            Some(value),
            "{request} {pointer}\n{answer:#}"
        );
    }
}

#[test]
fn a_forward_says_who_matched_and_what_the_backend_sees() {
    let users = json!({"group": "", "kind": "Service", "namespace": "default", "name": "users", "port": 8080});
    check(
        &to(
            "api.example.com",
            "/users/1?x=y",
            r#","id":"a","method":"POST","headers":[["X-Many","b"],["Cookie","c=1"],["x-many","a"],["Accept","*/*"]]"#,
        ),
        &[
            ("/id", json!("a")),
            ("/outcome", json!("forward")),
            ("/status", json!(null)),
            (
                "/listener",
                json!({"kind": "Gateway", "namespace": "default", "name": "edge", "section": "http"}),
            ),
            (
                "/route",
                json!({"kind": "HTTPRoute", "namespace": "default", "name": "api"}),
            ),
            ("/rule", json!(0)),
            ("/ruleName", json!("users")),
            ("/match", json!(0)),
            ("/backend", users),
            ("/backends/0/weight", json!(1)),
            ("/backends/0/error", json!(null)),
            ("/backends/0/reason", json!(null)),
            (
                "/request",
                json!({
                    "method": "POST", "authority": "api.example.com", "path": "/users/1?x=y",
                    "headers": [["accept", "*/*"], ["x-many", "b"], ["x-many", "a"], ["x-many", "c"], ["x-rule", "users"]],
                }),
            ),
            (
                "/responseHeaders",
                json!({"set": [["x-frame-options", "DENY"]], "add": [], "remove": ["server"]}),
            ),
            ("/headers", json!([])),
            (
                "/timeouts",
                json!({"request": "1m30s", "backendRequest": "1s500ms"}),
            ),
            (
                "/retry",
                json!({"codes": [502, 503], "attempts": 2, "backoff": "100ms"}),
            ),
            ("/tlsMode", json!(null)),
            ("/error", json!(null)),
        ],
    );
    check(
        &to("api.example.com", "/v1/users", ""),
        &[("/match", json!(1))],
    );
}

#[test]
fn every_key_is_there_in_the_order_of_the_contract() {
    let forward = r#"{"id":null,"outcome":"forward","status":null,"grpcStatus":null,"listener":{"kind":"Gateway","namespace":"default","name":"edge","section":"http"},"route":{"kind":"HTTPRoute","namespace":"default","name":"canary"},"rule":0,"ruleName":null,"match":0,"backend":{"group":"","kind":"Service","namespace":"default","name":"shop-v1","port":8080},"backends":[{"group":"","kind":"Service","namespace":"default","name":"shop-v1","port":8080,"weight":90,"error":null,"reason":null},{"group":"","kind":"Service","namespace":"default","name":"shop-v2","port":8080,"weight":10,"error":null,"reason":null}],"request":{"method":"GET","authority":"shop.example.com","path":"/","headers":[]},"responseHeaders":{"set":[],"add":[],"remove":[]},"headers":[],"location":null,"mirrors":[],"timeouts":{"request":null,"backendRequest":null},"retry":null,"retryBudget":null,"sessionPersistence":null,"externalAuth":null,"listenerFilters":[],"appProtocol":null,"backendTls":null,"clientCertificateRef":null,"tlsMode":null,"error":null}"#;
    let respond = r#"{"id":null,"outcome":"respond","status":404,"grpcStatus":null,"listener":null,"route":null,"rule":null,"ruleName":null,"match":null,"backend":null,"backends":[],"request":null,"responseHeaders":{"set":[],"add":[],"remove":[]},"headers":[],"location":null,"mirrors":[],"timeouts":{"request":null,"backendRequest":null},"retry":null,"retryBudget":null,"sessionPersistence":null,"externalAuth":null,"listenerFilters":[],"appProtocol":null,"backendTls":null,"clientCertificateRef":null,"tlsMode":null,"error":"no listener on this port has the request's host"}"#;
    for (host, expected) in [("shop.example.com", forward), ("example.org", respond)] {
        let run = support::gapi("eval -f shop.yaml", &to(host, "/", ""));
        assert_eq!(run.stdout, format!("{expected}\n"));
    }
}

#[test]
fn absent_keys_have_their_defaults() {
    let shortest = r#"{"gateway":{"name":"edge"},"headers":[["Host","shop.example.com"]]}"#;
    check(
        shortest,
        &[
            ("/id", json!(null)),
            ("/listener/section", json!("http")),
            ("/backend/name", json!("shop-v1")),
            (
                "/request",
                json!({"method": "GET", "authority": "shop.example.com", "path": "/", "headers": []}),
            ),
        ],
    );
    check(
        &to(
            "secure.example.com",
            "/users",
            r#","protocol":"HTTPS","sni":"secure.example.com","method":"POST""#,
        ),
        &[
            ("/listener/section", json!("https")),
            ("/tlsMode", json!("Terminate")),
            ("/outcome", json!("forward")),
        ],
    );
}

#[test]
fn the_authority_goes_before_a_host_header() {
    check(
        &to(
            "shop.example.com",
            "/",
            r#","headers":[["host","api.example.com"]]"#,
        ),
        &[
            ("/route/name", json!("canary")),
            ("/request/authority", json!("shop.example.com")),
            ("/request/headers", json!([])),
        ],
    );
}

#[test]
fn a_redirect_has_its_location_and_its_headers() {
    check(
        &to("old.example.com", "/a?b=c", ""),
        &[
            ("/outcome", json!("redirect")),
            ("/status", json!(301)),
            ("/location", json!("https://shop.example.com/a?b=c")),
            (
                "/headers",
                json!([
                    ["location", "https://shop.example.com/a?b=c"],
                    ["x-moved", "yes"]
                ]),
            ),
            ("/rule", json!(0)),
            ("/backend", json!(null)),
            ("/request", json!(null)),
            ("/error", json!(null)),
        ],
    );
}

#[test]
fn what_the_gateway_answers_itself_says_why() {
    for (request, status, section, error) in [
        (
            to("api.example.com", "/nothing", ""),
            404,
            json!("http"),
            "no rule of the routes on this listener matches the request",
        ),
        (
            to("example.org", "/", ""),
            404,
            json!(null),
            "no listener on this port has the request's host",
        ),
        (
            to(
                "other.example.com",
                "/",
                r#","protocol":"HTTPS","sni":"secure.example.com""#,
            ),
            421,
            json!("https"),
            "the request's host belongs to another listener than the connection's server name",
        ),
    ] {
        let answer = eval(&request);
        let listener = answer
            .pointer("/listener/section")
            .cloned()
            .unwrap_or_default();
        let actual = (
            &answer["outcome"],
            &answer["status"],
            &listener,
            &answer["error"],
        );
        assert_eq!(
            actual,
            (&json!("respond"), &json!(status), &section, &json!(error)),
            "{request}"
        );
    }
}

#[test]
fn what_has_no_http_answer_is_rejected() {
    for (request, error) in [
        (
            to("shop.example.com", "/", r#","port":81"#),
            "nothing listens on this port",
        ),
        (
            to("shop.example.com", "/", r#","port":443"#),
            "this port listens for another protocol",
        ),
        (
            to(
                "secure.example.com",
                "/",
                r#","protocol":"HTTPS","sni":"nobody.example.com""#,
            ),
            "no listener on this port has the server name of the handshake",
        ),
    ] {
        check(
            &request,
            &[
                ("/outcome", json!("reject")),
                ("/status", json!(null)),
                ("/error", json!(error)),
            ],
        );
    }
}

#[test]
fn a_preflight_is_answered_here_after_authorization() {
    let preflight = r#","method":"OPTIONS","headers":[["origin","https://www.example.org"],["access-control-request-method","PUT"]]"#;
    let auth = json!({
        "protocol": "HTTP",
        "backendRef": {"group": "", "kind": "Service", "namespace": "default", "name": "auth", "port": 9000},
        "grpc": null,
        "http": {"path": "/check", "allowedHeaders": ["x-token"], "allowedResponseHeaders": []},
        "forwardBody": {"maxSize": 1024},
    });
    check(
        &to("cors.example.com", "/", preflight),
        &[
            ("/outcome", json!("respond")),
            ("/status", json!(204)),
            (
                "/headers",
                json!([
                    ["access-control-allow-methods", "GET, PUT"],
                    ["access-control-allow-origin", "https://www.example.org"],
                    ["access-control-max-age", "60"],
                    ["vary", "Origin"],
                ]),
            ),
            ("/externalAuth", auth.clone()),
            ("/error", json!(null)),
        ],
    );
    check(
        &to(
            "cors.example.com",
            "/",
            r#","headers":[["origin","https://www.example.org"]]"#,
        ),
        &[
            ("/outcome", json!("forward")),
            ("/externalAuth", auth),
            (
                "/responseHeaders/set",
                json!([["access-control-allow-origin", "https://www.example.org"]]),
            ),
        ],
    );
}

#[test]
fn mirrors_show_the_request_at_their_place_in_the_list() {
    let never = json!({"group": "", "kind": "Service", "namespace": "default", "name": "never", "port": 9090});
    check(
        &to("api.example.com", "/copied/x?y", ""),
        &[
            ("/request/authority", json!("internal.example.com")),
            ("/request/path", json!("/new/x?y")),
            ("/mirrors/0/backend/name", json!("shadow")),
            ("/mirrors/0/sampled", json!(true)),
            ("/mirrors/0/reason", json!(null)),
            (
                "/mirrors/0/request",
                json!({
                    "method": "GET", "authority": "api.example.com", "path": "/copied/x?y",
                    "headers": [["x-before", "1"]],
                }),
            ),
            ("/mirrors/1/backend", never),
            ("/mirrors/1/numerator", json!(0)),
            ("/mirrors/1/denominator", json!(100)),
            ("/mirrors/1/sampled", json!(false)),
            ("/mirrors/1/request/path", json!("/new/x?y")),
        ],
    );
}

#[test]
fn a_sweep_over_entropy_gives_exact_shares() {
    let steps = 1000_u64;
    let lines: String = (0..steps)
        .map(|step| {
            to(
                "shop.example.com",
                "/",
                &format!(
                    r#","entropy":{}"#,
                    (u128::from(step) << 64).div_ceil(u128::from(steps))
                ),
            ) + "\n"
        })
        .collect();
    let run = support::gapi("eval -f shop.yaml", &lines);
    let count = |name| {
        run.stdout
            .matches(&format!(
                r#""backend":{{"group":"","kind":"Service","namespace":"default","name":"{name}""#
            ))
            .count()
    };
    assert_eq!((count("shop-v1"), count("shop-v2")), (900, 100));
    check(
        &to(
            "shop.example.com",
            "/",
            r#","entropy":18446744073709551615"#,
        ),
        &[("/backend/name", json!("shop-v2"))],
    );
}

#[test]
fn an_id_comes_back_as_it_was_written() {
    let ids = [
        "null",
        "true",
        "1.50",
        "123456789012345678901234567890",
        "\"x\\u00e4\"",
        "[1, {\"a\": null}]",
        "{\"b\":1,\"a\":2}",
    ];
    let lines: String = ids
        .iter()
        .map(|id| to("shop.example.com", "/", &format!(",\"id\":{id}")) + "\n")
        .collect();
    let run = support::gapi("eval -f shop.yaml", &lines);
    let answers: Vec<_> = run.stdout.lines().collect();
    assert_eq!(answers.len(), ids.len());
    for (answer, id) in answers.iter().zip(ids) {
        assert!(
            answer.starts_with(&format!("{{\"id\":{id},\"outcome\":\"forward\"")),
            "{answer}"
        );
    }
}

#[test]
fn a_line_that_is_no_request_says_why_and_the_next_one_is_answered() {
    let gateway = r#""gateway":{"name":"edge"}"#;
    for (line, expected) in [
        ("", json!({"id": null, "error": "the line is empty"})),
        (
            r#"{"id":1"#,
            json!({"id": null, "error": "the line is not JSON: EOF while parsing an object at column 7"}),
        ),
        (
            r#"{"id":1}"#,
            json!({"id": 1, "error": "missing field `gateway`"}),
        ),
        (
            "not json",
            json!({"id": null, "error": "the line is not JSON: expected ident at column 2"}),
        ),
        (
            r#"{"id":0,"gateway":"edge"}"#,
            json!({"id": 0, "error": "`gateway`: invalid type: string \"edge\", expected an object with `namespace` and `name`"}),
        ),
        (
            "[]",
            json!({"id": null, "error": "the line is not an object"}),
        ),
        (
            r#"{"id":[2],"gateway":{"namespace":"shop","name":"edge"}}"#,
            json!({"id": [2], "error": "there is no Gateway `shop/edge` in the input"}),
        ),
        (
            &format!(r#"{{"id":3,{gateway},"protocol":"http"}}"#),
            json!({"id": 3, "error": "`protocol`: unknown variant `http`, expected one of `HTTP`, `HTTPS`, `TLS`, `TCP`, `UDP`"}),
        ),
        (
            &format!(r#"{{"id":4,{gateway},"port":70000}}"#),
            json!({"id": 4, "error": "`port` is 70000; ports are 1 to 65535"}),
        ),
        (
            &format!(r#"{{"id":5,{gateway},"port":0}}"#),
            json!({"id": 5, "error": "`port` is 0; ports are 1 to 65535"}),
        ),
        (
            &format!(r#"{{"id":6,{gateway},"protocol":"TCP"}}"#),
            json!({"id": 6, "error": "`port` is missing, and TCP and UDP have no default"}),
        ),
        (
            &format!(r#"{{"id":7,{gateway},"entropy":-1}}"#),
            json!({"id": 7, "error": "`entropy` is -1; it is a whole number from 0 to 18446744073709551615"}),
        ),
        (
            &format!(r#"{{"id":8,{gateway},"headers":[["a","b"],["c"]]}}"#),
            json!({"id": 8, "error": "`headers[1]`: invalid length 1, expected a pair of name and value"}),
        ),
        (
            &format!(r#"{{"id":9,{gateway},"headers":[["a b","c"]]}}"#),
            json!({"id": 9, "error": "`a b` is no header name"}),
        ),
        (
            &format!(r#"{{"id":10,{gateway},"headers":[["a","b\n"]]}}"#),
            json!({"id": 10, "error": "header `a`: the value holds a control character"}),
        ),
        (
            &format!(r#"{{"id":11,{gateway},"path":"a"}}"#),
            json!({"id": 11, "error": "`path` has to start with `/`, and is `a`"}),
        ),
        (
            &format!(r#"{{"id":12,{gateway},"path":"/a b"}}"#),
            json!({"id": 12, "error": "`path` holds a space or a control character; percent-encode it"}),
        ),
        (
            &format!(r#"{{"id":13,{gateway},"method":"G T"}}"#),
            json!({"id": 13, "error": "`G T` is no method"}),
        ),
        (
            &format!(r#"{{"id":14,{gateway}}} {{}}"#),
            json!({"id": null, "error": "the line is not JSON: trailing characters at column 37"}),
        ),
    ] {
        let lines = format!("{line}\n{}\n", to("shop.example.com", "/", ""));
        let run = support::gapi("eval -f shop.yaml", &lines);
        let answers: Vec<Value> = run
            .stdout
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(answers.len(), 2, "{line}");
        assert_eq!(answers[0], expected, "{line}");
        assert_eq!(answers[1]["outcome"], "forward", "{line}");
        assert_eq!(run.code, 0);
    }
}

#[test]
fn requests_and_manifests_cannot_share_standard_input() {
    let run = support::gapi("eval -f -", "");
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(
        run.stderr.contains("write a file in place of `-f -`"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    use std::process::{Command, Stdio};
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/shop.yaml");
    let mut gapi = Command::new(env!("CARGO_BIN_EXE_gapi"))
        .args(["status", "-f", data])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(gapi.stdout.take());
    let output = gapi.wait_with_output().unwrap();
    assert_eq!(
        (
            output.status.code(),
            String::from_utf8_lossy(&output.stderr).as_ref()
        ),
        (Some(0), "")
    );
}

#[test]
fn an_answer_comes_before_the_next_request() {
    use std::io::{BufRead as _, BufReader, Write as _};
    use std::process::{Command, Stdio};
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/shop.yaml");
    let mut gapi = Command::new(env!("CARGO_BIN_EXE_gapi"))
        .args(["eval", "-f", data])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut requests = gapi.stdin.take().unwrap();
    let mut answers = BufReader::new(gapi.stdout.take().unwrap());
    for id in 1..=3 {
        writeln!(
            requests,
            "{}",
            to("shop.example.com", "/", &format!(",\"id\":{id}"))
        )
        .unwrap();
        let mut answer = String::new();
        answers.read_line(&mut answer).unwrap();
        assert!(answer.starts_with(&format!("{{\"id\":{id},")), "{answer}");
    }
    drop(requests);
    assert_eq!(gapi.wait().unwrap().code(), Some(0));
}
