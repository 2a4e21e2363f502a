//! The law between validator and engine (design.md section 1): an object without a violation and without
//! an error-level finding is compiled without an invalid-configuration diagnostic.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by a panic")]

use std::fs;
use std::io::Write as _;
use std::path::Path;

use gateway_api_types::{
    Gateway, GatewayApiObject, GrpcRoute, HttpRoute, ListenerSet, Object, TcpRoute, TlsRoute,
    UdpRoute,
};
use gateway_route_engine::compile::{Diagnostic, Severity};
use gateway_route_engine::{Channel as EngineChannel, Options, Resources, compile};
use gateway_testing::strategy::{Mix, world};
use gateway_validate::document::{self, SourceText};
use gateway_validate::rules::{self, Context, Level};
use gateway_validate::{Channel, Release, Validator};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestError, TestRunner};
use serde_json::{Value, json};

/// Diagnostics that are about other objects, or about what an implementation supports.
const NOT_CONFIGURATION: [&str; 15] = [
    "backend-not-found",
    "gateway-class-not-found",
    "invalid-backend-kind",
    "invalid-ca-certificate-kind",
    "invalid-ca-certificate-ref",
    "invalid-certificate-ref",
    "invalid-client-certificate-ref",
    "invalid-listener-filter-ref",
    "invalid-parameters",
    // It takes the listeners of another object.
    "listener-conflict",
    "reference-not-permitted",
    "unsatisfied-routability",
    "unsupported-address",
    "unsupported-backend-protocol",
    "unsupported-extension",
];

/// Whether nobody has anything against an object.
fn is_clean(object: &Value, release: Release, channel: Channel) -> bool {
    let source = SourceText::new(object.to_string()).unwrap();
    let parsed = document::parse(&source);
    let root = parsed.documents[0].root();
    let report = Validator::new(release, channel).validate_node(root);
    let context = Context {
        release,
        channel,
        ..Context::default()
    };
    report.refusal.is_none()
        && report.violations.is_empty()
        && rules::check(root, &context)
            .iter()
            .all(|finding| finding.rule.level < Level::Error)
}

/// What compile has against an object's configuration, with parents that take it.
fn complaints(object: &Value, channel: Channel) -> Result<Vec<Diagnostic>, String> {
    let mut object = object.clone();
    object["metadata"]["name"] = json!("subject");
    let kind = object["kind"].as_str().unwrap_or_default().to_owned();
    let mut resources = Resources::default();
    for parent in parents(&mut object, &kind) {
        let _ = resources.insert_object(Object::from_value(parent).unwrap());
    }
    let object = Object::from_value(object)
        .map_err(|error| format!("cannot be read: {}: {}", error.path(), error.message()))?;
    let _ = resources.insert_object(object);
    let options = Options {
        channel: match channel {
            Channel::Standard => EngineChannel::Standard,
            Channel::Experimental => EngineChannel::Experimental,
        },
        ..Options::default()
    };
    let mut diagnostics = compile(&resources, &options).diagnostics;
    diagnostics.retain(|diagnostic| {
        diagnostic.severity == Severity::Error
            && diagnostic.object.name.name == "subject"
            && diagnostic.object.kind == kind
            && !NOT_CONFIGURATION.contains(&diagnostic.id)
    });
    Ok(diagnostics)
}

/// Objects that an object needs around it, to be looked at by compile at all.
fn parents(object: &mut Value, kind: &str) -> Vec<Value> {
    let class = json!({
        "apiVersion": "gateway.networking.k8s.io/v1",
        "kind": "GatewayClass",
        "metadata": { "name": "class" },
        "spec": { "controllerName": "example.com/gateways" },
    });
    let listeners = [("HTTP", 80), ("TCP", 81), ("UDP", 82)].map(|(protocol, port)| {
        json!({
            "name": protocol.to_lowercase(), "port": port, "protocol": protocol,
            "allowedRoutes": { "namespaces": { "from": "All" } },
        })
    });
    let tls = json!({
        "name": "tls", "port": 443, "protocol": "TLS", "tls": { "mode": "Passthrough" },
        "allowedRoutes": { "namespaces": { "from": "All" } },
    });
    let gateway = json!({
        "apiVersion": "gateway.networking.k8s.io/v1",
        "kind": "Gateway",
        "metadata": { "name": "around", "namespace": "around" },
        "spec": {
            "gatewayClassName": "class",
            "allowedListeners": { "namespaces": { "from": "All" } },
            "listeners": listeners.into_iter().chain([tls]).collect::<Vec<_>>(),
        },
    });
    let around = json!({ "name": "around", "namespace": "around" });
    match kind {
        "Gateway" => object["spec"]["gatewayClassName"] = json!("class"),
        "ListenerSet" => object["spec"]["parentRef"] = around,
        _ => match object["spec"]["parentRefs"].as_array_mut() {
            Some(list) => list.push(around),
            None => object["spec"]["parentRefs"] = json!([around]),
        },
    }
    vec![class, gateway]
}

const KINDS: [&str; 7] = [
    "Gateway",
    "ListenerSet",
    "HTTPRoute",
    "GRPCRoute",
    "TLSRoute",
    "TCPRoute",
    "UDPRoute",
];

/// The law for one object; whether it had something to say.
fn hold(object: &Value, release: Release, channel: Channel) -> Result<bool, String> {
    if !is_clean(object, release, channel) {
        return Ok(false);
    }
    let complaints = match complaints(object, channel) {
        Ok(complaints) => complaints,
        // The types are those of the current release, which bounds a number that v1.6.1 did not.
        Err(_) if release < Release::default() => return Ok(false),
        Err(error) => return Err(error),
    };
    if complaints.is_empty() {
        return Ok(true);
    }
    let complaints: Vec<_> = complaints
        .iter()
        .map(|complaint| {
            format!(
                "{}: {}: {}",
                complaint.id, complaint.path, complaint.message
            )
        })
        .collect();
    Err(format!("{}\n{object}", complaints.join("\n")))
}

fn hold_for<T: Arbitrary + GatewayApiObject + serde::Serialize>() {
    let config = Config {
        failure_persistence: None,
        ..Config::default()
    };
    let law = |object: T| {
        let mut value = serde_json::to_value(object).unwrap();
        // Names are made elsewhere.
        value["metadata"] = json!({ "name": "subject", "namespace": "default" });
        for channel in Channel::ALL {
            hold(&value, Release::V1_7_0, channel).map_err(TestCaseError::fail)?;
        }
        Ok(())
    };
    match TestRunner::new(config).run(&any::<T>(), law) {
        Ok(()) => {}
        Err(TestError::Fail(reason, _)) => panic!("{reason}"),
        Err(TestError::Abort(reason)) => panic!("no cases: {reason}"),
    }
}

#[test]
fn objects_that_follow_their_schema() {
    hold_for::<HttpRoute>();
    hold_for::<GrpcRoute>();
    hold_for::<TlsRoute>();
    hold_for::<TcpRoute>();
    hold_for::<UdpRoute>();
    hold_for::<Gateway>();
    hold_for::<ListenerSet>();
}

#[test]
fn objects_of_generated_worlds() {
    let config = Config {
        failure_persistence: None,
        ..Config::default()
    };
    let clean = std::cell::Cell::new(0_usize);
    let law = |world: gateway_testing::World| {
        for object in world.to_values() {
            if object["kind"]
                .as_str()
                .is_some_and(|kind| KINDS.contains(&kind))
            {
                for channel in Channel::ALL {
                    let said =
                        hold(&object, Release::V1_7_0, channel).map_err(TestCaseError::fail)?;
                    clean.set(clean.get() + usize::from(said));
                }
            }
        }
        Ok(())
    };
    for mix in [Mix::MostlyValid, Mix::FreeForm] {
        match TestRunner::new(config.clone()).run(&world(mix), law) {
            Ok(()) => {}
            Err(TestError::Fail(reason, _)) => panic!("{reason}"),
            Err(TestError::Abort(reason)) => panic!("no cases: {reason}"),
        }
    }
    assert!(clean.get() > 100, "only {} objects were clean", clean.get());
}

/// What a real API server accepted, where its verdicts lie beside the project.
#[test]
fn objects_that_a_server_accepted() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/validation");
    let mut clean = 0;
    let mut wrong = Vec::new();
    for (release, folder) in [(Release::V1_6_1, "v1.6.1"), (Release::V1_7_0, "v1.7.0")] {
        let Ok(files) = fs::read_dir(root.join(folder)) else {
            // Past the harness, which keeps the output of tests that pass to itself.
            let _ = writeln!(std::io::stderr(), "SKIPPED: {} is not here", root.display());
            return;
        };
        let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
        files.sort();
        for file in files {
            for line in fs::read_to_string(file).unwrap().lines() {
                let case: Value = serde_json::from_str(line).unwrap();
                let object = if case["stored"].is_object() {
                    &case["stored"]
                } else {
                    &case["object"]
                };
                let known = object["kind"]
                    .as_str()
                    .is_some_and(|kind| KINDS.contains(&kind));
                if case["accepted"] != true || case["op"] == "status" || !known {
                    continue;
                }
                let channel = case["channel"].as_str().unwrap().parse().unwrap();
                match hold(object, release, channel) {
                    Ok(said) => clean += usize::from(said),
                    Err(reason) => wrong.push(format!("{}: {reason}", case["id"])),
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong, {clean} clean:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(20)].join("\n")
    );
    assert!(clean > 1000, "only {clean} objects were clean");
}
