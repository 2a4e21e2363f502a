//! Bad input gives an error that names the JSON path, and an odd value never hides its object.
#![allow(clippy::unwrap_used, reason = "a test fails loudly")]

use gateway_api_types::{HttpRoute, Object};
use serde_json::{Value, json};

/// An HTTPRoute with one rule.
fn route(rule: &Value) -> Value {
    json!({
        "apiVersion": "gateway.networking.k8s.io/v1",
        "kind": "HTTPRoute",
        "metadata": {"name": "r"},
        "spec": {"rules": [rule]},
    })
}

#[track_caller]
fn check_unreadable(object: Value, expected: &str) {
    let error = Object::from_value(object).unwrap_err();
    assert_eq!(error.to_string(), expected);
}

/// The object can be read, is written back as it was, and says which of its values are invalid.
#[track_caller]
fn check_readable(object: &Value, expected: &[&str]) {
    let read = Object::from_value(object.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), *object);
    let found: Vec<_> = read
        .invalid_values()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn a_value_of_another_json_type_is_named_by_its_path() {
    let weight = |weight: Value| route(&json!({"backendRefs": [{"name": "a", "weight": weight}]}));
    check_unreadable(
        weight(json!("1")),
        "spec.rules[0].backendRefs[0].weight: invalid type: string \"1\", expected a whole number \
         of 32 bits",
    );
    check_unreadable(
        weight(json!(1.5)),
        "spec.rules[0].backendRefs[0].weight: invalid value: floating point `1.5`, expected a whole \
         number of 32 bits",
    );
    check_unreadable(
        weight(json!(3_000_000_000_u32)),
        "spec.rules[0].backendRefs[0].weight: invalid value: integer `3000000000`, expected a whole \
         number of 32 bits",
    );
    check_unreadable(
        route(&json!({"matches": {"path": {}}})),
        "spec.rules[0].matches: invalid type: map, expected a sequence",
    );
    check_unreadable(
        route(&json!({"backendRefs": [{"port": 80}]})),
        "spec.rules[0].backendRefs[0]: missing field `name`",
    );
}

#[test]
fn null_where_a_required_list_stands_is_an_error() {
    let grant = json!({
        "apiVersion": "gateway.networking.k8s.io/v1",
        "kind": "ReferenceGrant",
        "metadata": {"name": "g"},
        "spec": {"from": null, "to": []},
    });
    check_unreadable(grant, "spec.from: invalid type: null, expected a sequence");
}

#[test]
fn null_where_an_item_or_the_items_of_a_list_stand_is_an_error() {
    let mut object = route(&json!({}));
    object["spec"]["rules"] = json!([{}, null]);
    check_unreadable(
        object,
        "spec.rules[1]: invalid type: null, expected struct HttpRouteRule",
    );
    for kind in ["List", "HTTPRouteList"] {
        let api_version = "gateway.networking.k8s.io/v1";
        let list = json!({"apiVersion": api_version, "kind": kind, "items": null});
        let read = Object::from_list(list);
        let error = read[0].as_ref().unwrap_err().to_string();
        assert_eq!(
            (read.len(), error.as_str()),
            (1, "items: invalid type: null, expected a sequence")
        );
    }
    let foreign = json!({"apiVersion": "example.com/v1", "kind": "AllowList", "items": null});
    assert_eq!(
        Object::from_list(foreign.clone()),
        [Ok(Object::Unknown(foreign))]
    );
}

#[test]
fn null_where_something_may_be_absent_is_as_good_as_absent() {
    let mut object = route(&json!({"filters": null, "backendRefs": [{"name": "a", "port": null}]}));
    object["metadata"] = json!({"name": "r", "labels": {"a": null}, "annotations": null});
    let read = Object::from_value(object).unwrap();
    let mut expected = route(&json!({"backendRefs": [{"name": "a"}]}));
    expected["metadata"] = json!({"name": "r", "labels": {"a": ""}});
    assert_eq!(serde_json::to_value(&read).unwrap(), expected);

    let namespaces = |labels: &Value| json!({"namespaces": {"selector": {"matchLabels": labels}}});
    let gateway = |labels: &Value| {
        json!({
            "apiVersion": "gateway.networking.k8s.io/v1",
            "kind": "Gateway",
            "metadata": {},
            "spec": {
                "gatewayClassName": "c",
                "infrastructure": {"labels": labels},
                "allowedListeners": namespaces(labels),
                "listeners": [],
            },
        })
    };
    let read = Object::from_value(gateway(&json!({"a": null, "b": "c"}))).unwrap();
    assert_eq!(
        serde_json::to_value(&read).unwrap(),
        gateway(&json!({"b": "c"}))
    );
    check_unreadable(
        gateway(&json!({"a": 5})),
        "spec.allowedListeners.namespaces.selector.matchLabels.a: invalid type: integer `5`, expected \
         a string",
    );
}

#[test]
fn numbers_are_read_however_they_are_spelled() {
    for text in ["80", "80.0", "8e1", "8E+1"] {
        let rule = format!(r#"{{"backendRefs": [{{"name": "a", "port": {text}}}]}}"#);
        let object = route(&serde_json::from_str(&rule).unwrap());
        let read: HttpRoute = serde_json::from_value(object).unwrap();
        assert_eq!(
            read.spec.rules()[0].backend_refs()[0].port,
            Some(80),
            "{text}"
        );
    }
}

#[test]
fn an_enum_in_another_case_is_kept_and_found() {
    check_readable(
        &route(&json!({"matches": [{"path": {"type": "exact", "value": "/"}, "method": "get"}]})),
        &[
            "spec.rules[0].matches[0].path.type: `exact` is not known here: write `Exact`, \
             `PathPrefix` or `RegularExpression`",
            "spec.rules[0].matches[0].method: `get` is not known here: write `GET`, `HEAD`, `POST`, \
             `PUT`, `DELETE`, `CONNECT`, `OPTIONS`, `TRACE` or `PATCH`",
        ],
    );
}

#[test]
fn a_duration_without_a_unit_is_kept_and_found() {
    let object = route(&json!({"timeouts": {"request": "10"}}));
    check_readable(
        &object,
        &[
            "spec.rules[0].timeouts.request: `10` is not a duration: write one to four numbers of up \
           to five digits, each with a unit of h, m, s or ms, such as `1h30m` or `500ms`",
        ],
    );
    let read: HttpRoute = serde_json::from_value(object).unwrap();
    let timeouts = read.spec.rules()[0].timeouts.as_ref().unwrap();
    assert!(timeouts.request_duration().is_err());
    assert_eq!(timeouts.backend_request_duration(), Ok(None));
}

#[test]
fn a_string_that_breaks_its_rule_is_kept_and_found() {
    let redirect = json!({"type": "RequestRedirect", "requestRedirect": {"statusCode": 418}});
    let mut object = route(&json!({"name": "Not_a_name", "filters": [redirect]}));
    object["spec"]["hostnames"] = json!(["ok.example.com", "*"]);
    check_readable(
        &object,
        &[
            "spec.rules[0].filters[0].requestRedirect.statusCode: `418` is not known here: write \
             `301`, `302`, `303`, `307` or `308`",
            "spec.rules[0].name: `Not_a_name` is not a section name: write small letters, digits, \
             hyphens and dots, such as `https` or `https.internal`",
            "spec.hostnames[1]: `*` is not a hostname: write small letters, digits and hyphens in \
             labels joined by dots, such as `www.example.com` or `*.example.com`",
        ],
    );
}

#[test]
fn a_wrong_kind_or_version_is_refused_by_the_type() {
    let read = |api_version: &str, kind: &str| {
        let object = json!({"apiVersion": api_version, "kind": kind, "metadata": {}, "spec": {}});
        serde_json::from_value::<HttpRoute>(object).map_err(|error| error.to_string())
    };
    let v1 = "gateway.networking.k8s.io/v1";
    assert_eq!(
        read(v1, "GRPCRoute").unwrap_err(),
        "kind is `GRPCRoute`, not `HTTPRoute`"
    );
    assert_eq!(
        read("gateway.networking.k8s.io/v1alpha2", "HTTPRoute").unwrap_err(),
        "apiVersion `gateway.networking.k8s.io/v1alpha2` is not one of HTTPRoute; its group is \
         `gateway.networking.k8s.io` and its versions are `v1`, `v1beta1`",
    );
    assert_eq!(
        read("gateway.networking.k8s.io/v1beta1", "HTTPRoute")
            .unwrap()
            .version
            .as_str(),
        "v1beta1"
    );
}

#[test]
fn a_strange_item_leaves_the_rest_of_a_list_alone() {
    let item = |name: &str, filter: &str| {
        let mut item = route(&json!({"filters": [{"type": filter}]}));
        item["metadata"]["name"] = json!(name);
        item
    };
    let mut bare = item("d", "CORS");
    bare.as_object_mut().unwrap().remove("kind");
    bare.as_object_mut().unwrap().remove("apiVersion");
    let list = json!({
        "apiVersion": "gateway.networking.k8s.io/v1",
        "kind": "HTTPRouteList",
        "metadata": {"resourceVersion": "1"},
        "items": [
            item("a", "CORS"),
            item("b", "FromTheFuture"),
            {"apiVersion": "gateway.networking.k8s.io/v1", "kind": "HTTPRoute", "metadata": {"name": "c"},
             "spec": {"rules": 5}},
            bare,
        ],
    });
    let read = Object::from_list(list);
    let names: Vec<_> = read
        .iter()
        .map(|object| match object {
            Ok(object) => object.namespaced_name().unwrap().to_string(),
            Err(error) => error.to_string(),
        })
        .collect();
    let strange = "items[2].spec.rules: invalid type: integer `5`, expected a sequence";
    assert_eq!(names, ["default/a", "default/b", strange, "default/d"]);
}

#[test]
fn unknown_kinds_and_fields_of_metadata_do_no_harm() {
    let foreign = json!({"apiVersion": "v1", "kind": "Secret", "data": {"a": "Yg=="}});
    let read = Object::from_value(foreign.clone()).unwrap();
    assert_eq!(read, Object::Unknown(foreign));
    let mut object = route(&json!({}));
    object["metadata"]["fromTheFuture"] = json!({"a": 1});
    assert!(matches!(
        Object::from_value(object),
        Ok(Object::HttpRoute(_))
    ));
}
