//! Kinds, versions, names and the views of unions.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails loudly, and says what it leaves out"
)]

mod common;

use std::collections::BTreeSet;

use common::shared;
use gateway_api_types::*;
use serde_json::{Value, json};

fn tls_route(version: &str) -> Value {
    json!({
        "apiVersion": format!("gateway.networking.k8s.io/{version}"),
        "kind": "TLSRoute",
        "metadata": {"name": "r", "namespace": "n"},
        "spec": {"rules": [{"backendRefs": [{"name": "a", "port": 443}]}]},
    })
}

#[test]
fn an_object_keeps_its_version_and_converts_without_loss() {
    for version in ["v1", "v1alpha2", "v1alpha3"] {
        let json = tls_route(version);
        let route: TlsRoute = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(route.version.as_str(), version);
        assert_eq!(serde_json::to_value(&route).unwrap(), json);

        let preferred = TlsRoute {
            version: Version::default(),
            ..route.clone()
        };
        assert_eq!(serde_json::to_value(&preferred).unwrap(), tls_route("v1"));
        let back = TlsRoute {
            version: Version::new(version).unwrap(),
            ..preferred.clone()
        };
        assert_eq!(back, route);
        assert_eq!(preferred == route, version == "v1");
    }
    assert_eq!(Version::<TlsRoute>::new("v1beta1"), None);
    assert!(Version::<HttpRoute>::new("v1beta1").is_some_and(|version| !version.is_preferred()));
}

#[test]
fn names_are_ordered_as_the_bytes_of_namespace_slash_name() {
    let name = |text: &str| {
        let (namespace, name) = text.split_once('/').unwrap();
        NamespacedName::new(namespace, name)
    };
    // `-` comes before `/`, so that a longer namespace may come first.
    let sorted = ["a-b/x", "a/a", "a/x", "a/x-1", "ab/a"];
    for pair in sorted.windows(2) {
        assert!(name(pair[0]) < name(pair[1]), "{pair:?}");
    }
    assert_eq!(name("a/x").to_string(), "a/x");
    assert_eq!(NamespacedName::cluster("c").to_string(), "c");
}

#[test]
fn an_object_without_namespace_is_in_default_unless_its_kind_has_none() {
    let route = HttpRoute::new(NamespacedName::cluster("r"), HttpRouteSpec::default());
    assert_eq!(route.namespaced_name(), NamespacedName::new("default", "r"));
    let class = GatewayClass::new(
        NamespacedName::cluster("c"),
        GatewayClassSpec::new("example.com/c"),
    );
    assert_eq!(class.namespaced_name(), NamespacedName::cluster("c"));
    assert_eq!(class.creation_timestamp(), None);
}

#[test]
fn kinds_are_found_by_group_and_name() {
    for kind in Kind::ALL {
        assert_eq!(Kind::find(kind.group(), kind.as_str()), Some(*kind));
        assert_eq!(
            kind.is_experimental(),
            kind.group() == well_known::EXPERIMENTAL_GROUP
        );
        assert_eq!(
            kind.version(),
            if kind.is_experimental() {
                "v1alpha1"
            } else {
                "v1"
            }
        );
    }
    assert_eq!(Kind::ALL.len(), 14);
    assert_eq!(Kind::find("", "HTTPRoute"), None);
    assert_eq!(Kind::Gateway.short_names(), ["gtw"]);
    assert_eq!(Kind::XMesh.scope(), Scope::Cluster);
}

#[cfg(feature = "kube")]
#[test]
fn clients_know_the_kinds() {
    use kube_core::Resource;

    assert_eq!(
        GatewayClass::url_path(&(), None),
        "/apis/gateway.networking.k8s.io/v1/gatewayclasses"
    );
    assert_eq!(
        HttpRoute::url_path(&(), Some("n")),
        "/apis/gateway.networking.k8s.io/v1/namespaces/n/httproutes"
    );
    let route = HttpRoute::new(NamespacedName::new("n", "r"), HttpRouteSpec::default());
    assert_eq!(route.object_ref(&()).kind.as_deref(), Some("HTTPRoute"));
}

#[test]
fn a_union_is_its_one_member_or_an_error() {
    let filter = HttpRouteFilter::from(HttpRequestRedirectFilter::default());
    assert!(matches!(filter.kind(), Ok(HttpFilter::RequestRedirect(_))));

    let missing = HttpRouteFilter {
        request_redirect: None,
        ..filter.clone()
    };
    assert_eq!(
        missing.kind(),
        Err(InvalidUnion::Missing {
            named: "requestRedirect"
        })
    );

    let cors = Some(Box::new(HttpCorsFilter::default()));
    let surplus = HttpRouteFilter {
        cors,
        ..filter.clone()
    };
    let error = surplus.kind().unwrap_err();
    assert_eq!(
        error,
        InvalidUnion::Surplus {
            named: "requestRedirect",
            surplus: "cors"
        }
    );
    assert_eq!(
        error.to_string(),
        "`type` asks for `requestRedirect` alone, and `cors` is there too"
    );

    let unknown = HttpRouteFilter {
        r#type: "FromTheFuture".into(),
        ..filter
    };
    assert_eq!(unknown.kind(), Ok(HttpFilter::Unknown("FromTheFuture")));

    let modifier = HttpPathModifier::replace_prefix_match("/v2");
    assert_eq!(modifier.kind(), Ok(PathModifier::ReplacePrefixMatch("/v2")));
    let grpc = GrpcRouteFilter::from(LocalObjectReference::new("example.com", "Filter", "f"));
    assert!(matches!(grpc.kind(), Ok(GrpcFilter::ExtensionRef(_))));
}

#[test]
fn a_path_match_has_its_defaults() {
    assert_eq!(HttpPathMatch::default().kind(), PathMatch::PathPrefix("/"));
    assert_eq!(HttpPathMatch::exact("/a").kind(), PathMatch::Exact("/a"));
    let unknown = HttpPathMatch {
        r#type: Some("Glob".into()),
        value: None,
    };
    assert_eq!(unknown.kind(), PathMatch::Unknown("Glob", "/"));
}

#[test]
fn an_open_enum_keeps_the_spelling_of_a_value() {
    for (text, known) in [("PathPrefix", true), ("pathPrefix", false), ("", false)] {
        let value = PathMatchType::from(text);
        assert_eq!((value.as_str(), value.is_known()), (text, known));
        assert_eq!(PathMatchType::from(text.to_owned()), value);
        assert_eq!(text.parse::<PathMatchType>(), Ok(value.clone()));
        assert_eq!(serde_json::to_value(&value).unwrap(), json!(text));
        assert_eq!(String::from(value), text);
    }
    assert_eq!(
        GatewayAddressRoutabilityType::from(""),
        GatewayAddressRoutabilityType::Default
    );
    assert_eq!(
        RedirectStatusCode::new(308),
        RedirectStatusCode::PermanentRedirect
    );
    assert_eq!(RedirectStatusCode::new(418).code(), 418);
}

#[test]
fn filters_are_small() {
    assert!(
        size_of::<HttpRouteFilter>() < 200,
        "{}",
        size_of::<HttpRouteFilter>()
    );
    assert!(
        size_of::<GrpcRouteFilter>() < 200,
        "{}",
        size_of::<GrpcRouteFilter>()
    );
}

#[test]
fn there_is_little_to_generate() {
    let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/generated");
    let (mut lines, mut structs) = (0, 0);
    for entry in std::fs::read_dir(dir).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        lines += text.lines().count();
        structs += text.matches("\npub struct ").count();
    }
    println!("{lines} lines, the data of the schemas included, and {structs} structs");
    assert!(lines < 6_000, "{lines}");
    // Of the 130 Go structs six share the type of another one.
    assert_eq!(structs, 124);
}

#[test]
fn supported_features_may_be_plain_names() {
    let class = |features: Value| {
        json!({
            "apiVersion": "gateway.networking.k8s.io/v1",
            "kind": "GatewayClass",
            "metadata": {},
            "spec": {"controllerName": "example.com/c"},
            "status": {"supportedFeatures": features},
        })
    };
    let read = Object::from_value(class(json!(["Gateway", {"name": "HTTPRoute"}]))).unwrap();
    let written = class(json!([{"name": "Gateway"}, {"name": "HTTPRoute"}]));
    assert_eq!(serde_json::to_value(&read).unwrap(), written);

    let error = Object::from_value(class(json!(["Gateway", {"name": 5}]))).unwrap_err();
    assert_eq!(error.path(), "status.supportedFeatures[1].name");
    let error = Object::from_value(class(json!([5]))).unwrap_err();
    assert_eq!(
        error.to_string(),
        "status.supportedFeatures[0]: invalid type: integer `5`, expected a feature"
    );
}

#[test]
fn features_are_those_of_the_conformance_suite() {
    let known: BTreeSet<_> = Feature::KNOWN.iter().map(Feature::as_str).collect();
    assert_eq!(known.len(), 64);
    let Some(shared) = shared() else { return };
    let text = std::fs::read_to_string(shared.join("conformance/features.json")).unwrap();
    let suite: Value = serde_json::from_str(&text).unwrap();
    let channels = suite["channels"].as_object().unwrap();
    assert_eq!(known, channels.keys().map(String::as_str).collect());
    for (name, channel) in channels {
        let feature = Feature::from(name.as_str());
        assert_eq!(
            feature.is_experimental(),
            channel == "experimental",
            "{name}"
        );
        let mut profiles = suite["profiles"].as_object().unwrap().values();
        let core =
            profiles.any(|profile| profile["core"].as_array().unwrap().contains(&json!(name)));
        assert_eq!(feature.is_core(), core, "{name}");
    }
}
