//! `gapi status`: every Gateway API object with its computed status.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may fail loudly")]

mod support;

use serde_json::{Value, json};

fn items(arguments: &str) -> Vec<Value> {
    let run = support::gapi(&format!("status {arguments} -o json"), "");
    let list: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(
        (&list["apiVersion"], &list["kind"]),
        (&json!("v1"), &json!("List"))
    );
    list["items"].as_array().unwrap().clone()
}

/// Checks the status and reason of a condition, and the generation that it speaks of.
#[track_caller]
fn check(conditions: &Value, r#type: &str, status: &str, reason: &str, generation: Option<i64>) {
    let found = conditions
        .as_array()
        .unwrap()
        .iter()
        .find(|condition| condition["type"] == r#type);
    let condition = found.unwrap_or_else(|| panic!("no {type} in {conditions:#}"));
    assert_eq!(
        (condition["status"].as_str(), condition["reason"].as_str()),
        (Some(status), Some(reason))
    );
    assert_eq!(
        condition.get("observedGeneration").and_then(Value::as_i64),
        generation,
        "{condition:#}"
    );
}

#[test]
fn objects_come_out_as_they_went_in_with_their_status() {
    let items = items("-f shop.yaml");
    let names: Vec<_> = items
        .iter()
        .map(|item| {
            (
                item["kind"].as_str().unwrap(),
                item["metadata"]["name"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        names,
        [
            ("GatewayClass", "edge"),
            ("Gateway", "edge"),
            ("HTTPRoute", "canary"),
            ("HTTPRoute", "api"),
            ("HTTPRoute", "old"),
            ("HTTPRoute", "browsers"),
        ],
    );
    let canary = &items[2];
    assert_eq!(canary["apiVersion"], "gateway.networking.k8s.io/v1");
    assert_eq!(
        canary["metadata"],
        json!({"name": "canary", "namespace": "default", "generation": 3})
    );
    assert_eq!(
        canary["spec"]["rules"][0]["backendRefs"][1],
        json!({"name": "shop-v2", "port": 8080, "weight": 10})
    );
    let parent = &canary["status"]["parents"][0];
    assert_eq!(parent["controllerName"], "example.com/edge");
    assert_eq!(parent["parentRef"]["name"], "edge");
    check(
        &parent["conditions"],
        "Accepted",
        "True",
        "Accepted",
        Some(3),
    );
    check(
        &parent["conditions"],
        "ResolvedRefs",
        "True",
        "ResolvedRefs",
        Some(3),
    );

    let gateway = &items[1]["status"];
    check(&gateway["conditions"], "Accepted", "True", "Accepted", None);
    check(
        &gateway["conditions"],
        "Programmed",
        "True",
        "Programmed",
        None,
    );
    assert_eq!(gateway["listeners"][0]["attachedRoutes"], 4);
    check(
        &gateway["listeners"][0]["conditions"],
        "ResolvedRefs",
        "True",
        "ResolvedRefs",
        None,
    );
}

#[test]
fn what_is_not_ours_keeps_its_status() {
    let items = items("-f foreign.yaml --controller example.com/edge");
    assert_eq!(items.len(), 2, "the Service is no Gateway API object");
    assert_eq!(
        items[1]["status"],
        json!({"addresses": [{"value": "192.0.2.1"}]})
    );
    assert_eq!(items[1]["metadata"]["annotations"], json!({"kept": "yes"}));
}

#[test]
fn what_cannot_be_read_is_left_out() {
    let run = support::gapi(
        "status -f gateway.yaml -f wrong/unknown-kind.yaml -o json",
        "",
    );
    let list: Value = serde_json::from_str(&run.stdout).unwrap();
    let name = |item: &Value| item["metadata"]["name"].as_str().map(str::to_owned);
    let names: Option<Vec<_>> = list["items"].as_array().unwrap().iter().map(name).collect();
    assert_eq!(
        (names.unwrap().join(" "), run.code),
        ("edge edge web".to_owned(), 1)
    );
}

#[test]
fn assumptions_decide_what_resolves() {
    let reason = |flags: &str| {
        let items = items(&format!(
            "-f gateway.yaml -f wrong/missing-backend.yaml {flags}"
        ));
        let conditions = items[2]["status"]["parents"][0]["conditions"]
            .as_array()
            .unwrap()
            .clone();
        conditions
            .into_iter()
            .find(|condition| condition["type"] == "ResolvedRefs")
            .unwrap()["reason"]
            .clone()
    };
    assert_eq!(reason(""), "ResolvedRefs");
    assert_eq!(reason("--complete"), "BackendNotFound");
    assert_eq!(
        reason("--complete --assume Service=present"),
        "ResolvedRefs"
    );
    assert_eq!(reason("--assume Service=missing"), "BackendNotFound");
}

#[test]
fn yaml_holds_the_same_list_and_can_be_read_again() {
    let yaml = support::gapi("status -f shop.yaml", "").stdout;
    let json = support::gapi("status -f shop.yaml -o json", "").stdout;
    let again = support::gapi("status -f - -o json", &yaml);
    assert_eq!(
        (again.stdout, again.stderr.as_str(), again.code),
        (json, "", 0)
    );
    assert!(
        yaml.starts_with("apiVersion: v1\nitems:\n- apiVersion: gateway.networking.k8s.io/v1\n"),
        "{yaml}"
    );
}

#[test]
fn time_stamps_come_from_the_options() {
    let time = |flags: &str| {
        items(&format!("-f shop.yaml {flags}"))[1]["status"]["conditions"][0]["lastTransitionTime"]
            .clone()
    };
    assert_eq!(time(""), "1970-01-01T00:00:00Z");
    assert_eq!(time("--options options/now.yaml"), "2026-11-21T09:30:00Z");
}
