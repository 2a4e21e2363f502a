//! `gapi route`: one request, shown to a person.

#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

mod support;

use serde_json::Value;

/// Checks the whole text; the arguments are split at spaces.
#[track_caller]
fn check(arguments: &str, expected: &str) {
    let run = support::gapi(
        &format!("route -f shop.yaml --gateway default/edge {arguments}"),
        "",
    );
    assert_eq!(
        (run.stdout.as_str(), run.stderr.as_str(), run.code),
        (expected, "", 0),
        "{arguments}"
    );
}

#[test]
fn a_split_shows_every_share() {
    check(
        "GET http://shop.example.com/a?b=c",
        "\
GET http://shop.example.com/a?b=c at Gateway default/edge port 80

forward   to Service default/shop-v1:8080
listener  http of Gateway default/edge
route     HTTPRoute default/canary
rule      0, match 0 (shop.yaml:46:5)
backends   90.0 % Service default/shop-v1:8080
           10.0 % Service default/shop-v2:8080
request   GET /a?b=c
          host: shop.example.com
",
    );
}

#[test]
fn edits_timeouts_and_retries_are_shown() {
    check(
        "POST https://secure.example.com/users --header accept:*/* -H X-Many:a --entropy 7",
        "\
POST https://secure.example.com/users at Gateway default/edge port 443

forward   to Service default/users:8080
listener  https of Gateway default/edge
route     HTTPRoute default/api
rule      0 `users`, match 0 (shop.yaml:65:5)
request   POST /users
          host: secure.example.com
          accept: */*
          x-many: a
          x-many: c
          x-rule: users
response  remove server
          set x-frame-options: DENY
timeout   1m30s for the request
timeout   1s500ms for an attempt
retry     2 times on 502, 503
",
    );
}

#[test]
fn mirrors_are_shown_with_what_they_get() {
    check(
        "GET http://10.0.0.1:8000/copied/x --port 80 -H Host:api.example.com",
        "\
GET http://api.example.com/copied/x at Gateway default/edge port 80

forward   to Service default/users:8080
listener  http of Gateway default/edge
route     HTTPRoute default/api
rule      1, match 0 (shop.yaml:100:5)
request   GET /new/x
          host: internal.example.com
          x-before: 1
mirror    Service default/shadow:9090, 100 of 100 requests, this one is copied
          GET /copied/x
          host: api.example.com
          x-before: 1
mirror    Service default/never:9090, 0 of 100 requests, this one is not copied
",
    );
}

#[test]
fn answers_of_the_gateway_say_why() {
    check(
        "GET http://old.example.com/a",
        "\
GET http://old.example.com/a at Gateway default/edge port 80

redirect  to https://shop.example.com/a with 301
listener  http of Gateway default/edge
route     HTTPRoute default/old
rule      0, match 0 (shop.yaml:140:5)
headers   location: https://shop.example.com/a
          x-moved: yes
",
    );
    check(
        "GET http://api.example.com/nothing",
        "\
GET http://api.example.com/nothing at Gateway default/edge port 80

respond   with 404: no rule of the routes on this listener matches the request
listener  http of Gateway default/edge
",
    );
    check(
        "GET https://nobody.example.com/",
        "\
GET https://nobody.example.com/ at Gateway default/edge port 443

reject    no listener on this port has the server name of the handshake
",
    );
}

#[test]
fn json_is_what_eval_prints() {
    let run = support::gapi(
        "route -f shop.yaml --gateway edge -o json GET http://shop.example.com/",
        "",
    );
    let request = r#"{"gateway":{"name":"edge"},"authority":"shop.example.com"}"#;
    let eval = support::gapi("eval -f shop.yaml", request);
    let parse = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    assert_eq!(parse(&run.stdout), parse(&eval.stdout));
    assert!(
        run.stdout
            .starts_with("{\n  \"id\": null,\n  \"outcome\": \"forward\","),
        "{}",
        run.stdout
    );
}

#[test]
fn an_explanation_names_every_match_that_the_request_could_have_meant() {
    check(
        "GET http://api.example.com/copied/x --explain",
        "\
GET http://api.example.com/copied/x at Gateway default/edge port 80

forward   to Service default/users:8080
listener  http of Gateway default/edge
route     HTTPRoute default/api
rule      1, match 0 (shop.yaml:100:5)
request   GET /new/x
          host: internal.example.com
          x-before: 1
mirror    Service default/shadow:9090, 100 of 100 requests, this one is copied
          GET /copied/x
          host: api.example.com
          x-before: 1
mirror    Service default/never:9090, 0 of 100 requests, this one is not copied

failed    HTTPRoute default/api rule 0, match 1 (shop.yaml:65:5)
          the path is `/copied/x` and does not start with `/v1/users`
won       HTTPRoute default/api rule 1, match 0 (shop.yaml:100:5)
          matches, and goes before all others that do
failed    HTTPRoute default/api rule 0, match 0 (shop.yaml:65:5)
          the path is `/copied/x` and does not start with `/users`
",
    );
}

#[test]
fn an_explanation_is_part_of_the_json() {
    let run = support::gapi(
        "route -f shop.yaml --gateway default/edge GET http://shop.example.com/a --explain -o json",
        "",
    );
    let answer: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(answer["outcome"], "forward");
    let candidates = answer["explanation"]["candidates"].as_array().unwrap();
    let won: Vec<_> = candidates
        .iter()
        .filter(|candidate| candidate["verdict"] == "won")
        .collect();
    assert_eq!(won.len(), 1);
    assert_eq!(won[0]["route"], answer["route"]);
    assert_eq!(won[0]["rule"], answer["rule"]);
    assert_eq!(won[0]["file"], "shop.yaml");
    assert_eq!(won[0]["line"], 46);
}
