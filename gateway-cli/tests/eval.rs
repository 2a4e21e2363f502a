//! `gapi eval`: requests in, decisions out, as design.md section 7 fixes them.

#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

#[path = "support/requests.rs"]
mod requests;
mod support;

use requests::to;
use serde_json::{Value, json};

/// Answers one request by a file; nothing is wrong with its manifests.
fn eval(file: &str, request: &str) -> Value {
    let run = support::gapi(&format!("eval -f {file}"), &format!("{request}\n"));
    assert_eq!((run.stderr.as_str(), run.code), ("", 0), "{request}");
    assert_eq!(run.stdout.lines().count(), 1, "{}", run.stdout);
    serde_json::from_str(&run.stdout).unwrap()
}

/// Checks some values of the answer to a request by `shop.yaml`, by JSON pointer.
#[track_caller]
fn check(request: &str, expected: &[(&str, Value)]) {
    check_by("shop.yaml", request, expected);
}

/// The same by another file.
#[track_caller]
fn check_by(file: &str, request: &str, expected: &[(&str, Value)]) {
    let answer = eval(file, request);
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
    let forward = r#"{"id":null,"outcome":"forward","status":null,"grpcStatus":null,"listener":{"kind":"Gateway","namespace":"default","name":"edge","section":"http"},"route":{"kind":"HTTPRoute","namespace":"default","name":"canary"},"rule":0,"ruleName":null,"match":0,"backend":{"group":"","kind":"Service","namespace":"default","name":"shop-v1","port":8080},"backends":[{"group":"","kind":"Service","namespace":"default","name":"shop-v1","port":8080,"weight":90,"error":null,"reason":null},{"group":"","kind":"Service","namespace":"default","name":"shop-v2","port":8080,"weight":10,"error":null,"reason":null}],"request":{"method":"GET","authority":"shop.example.com","path":"/","headers":[]},"responseHeaders":{"set":[],"add":[],"remove":[]},"headers":[],"location":null,"mirrors":[],"timeouts":{"request":null,"backendRequest":null},"retry":null,"retryBudget":null,"sessionPersistence":null,"externalAuth":null,"listenerFilters":[],"appProtocol":null,"backendTls":null,"tlsMode":null,"error":null}"#;
    let respond = r#"{"id":null,"outcome":"respond","status":404,"grpcStatus":null,"listener":null,"route":null,"rule":null,"ruleName":null,"match":null,"backend":null,"backends":[],"request":null,"responseHeaders":{"set":[],"add":[],"remove":[]},"headers":[],"location":null,"mirrors":[],"timeouts":{"request":null,"backendRequest":null},"retry":null,"retryBudget":null,"sessionPersistence":null,"externalAuth":null,"listenerFilters":[],"appProtocol":null,"backendTls":null,"tlsMode":null,"error":"no listener on this port has the request's host"}"#;
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
        let answer = eval("shop.yaml", &request);
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
fn below_http_there_is_a_rule_but_no_match_and_no_request() {
    let connection = |more: &str| format!(r#"{{"gateway":{{"name":"edge"}},{more}}}"#);
    for (request, route, backend) in [
        (r#""protocol":"TCP","port":5432"#, "tcp", "database"),
        (r#""protocol":"TLS","sni":"tls.example.com""#, "tls", "tls"),
    ] {
        check_by(
            "protocols.yaml",
            &connection(request),
            &[
                ("/outcome", json!("forward")),
                ("/listener/section", json!(route)),
                ("/route/name", json!(route)),
                ("/rule", json!(0)),
                ("/match", json!(null)),
                ("/backend/name", json!(backend)),
                ("/request", json!(null)),
            ],
        );
    }
    let unknown = connection(r#""protocol":"TLS","sni":"other.example.com""#);
    check_by(
        "protocols.yaml",
        &unknown,
        &[("/outcome", json!("reject")), ("/status", json!(null))],
    );
}

#[test]
fn a_grpc_caller_gets_its_errors_as_grpc_status() {
    let call = |method| {
        let headers = r#","method":"POST","headers":[["content-type","application/grpc+proto"]]"#;
        to("grpc.example.com", &format!("/shop.Cart/{method}"), headers)
    };
    check_by(
        "protocols.yaml",
        &call("Add"),
        &[("/backend/name", json!("cart")), ("/match", json!(0))],
    );
    check_by(
        "protocols.yaml",
        &call("Drop"),
        &[
            ("/outcome", json!("respond")),
            ("/status", json!(200)),
            ("/grpcStatus", json!(12)),
        ],
    );
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
