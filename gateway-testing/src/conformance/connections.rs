//! Connections: what a test expects of a connection below HTTP.

use serde_json::{Value, json};

use super::requests::expect;
use crate::request::{Protocol, Request};

/// What is wrong about where a connection goes, and about its TLS there.
pub(super) fn check(
    decision: &Value,
    request: &Request,
    expected: &Value,
    wrong: &mut Vec<String>,
) {
    if matches!(request.protocol, Protocol::Http | Protocol::Https) {
        return;
    }
    expect("outcome", &decision["outcome"], &json!("forward"), wrong);
    if expected["service"].is_string() {
        let service = &decision["backend"]["name"];
        expect("Service", service, &expected["service"], wrong);
    }
    // Bytes that are passed through are encrypted as the client did it; else the gateway may do it.
    let passed = decision["tlsMode"] == "Passthrough";
    let encrypted = passed || !decision["backendTls"].is_null();
    if expected["backendIsTLS"].is_boolean() {
        let found = json!(encrypted);
        expect(
            "TLS at the backend",
            &found,
            &expected["backendIsTLS"],
            wrong,
        );
    }
    if expected["backendSNI"].is_string() {
        let name = if passed {
            json!(request.sni)
        } else {
            decision["backendTls"]["hostname"].clone()
        };
        expect(
            "server name at the backend",
            &name,
            &expected["backendSNI"],
            wrong,
        );
    }
    if !expected["tlsProtocol"].is_null() {
        wrong.push("nothing checks `tlsProtocol`".to_owned());
    }
}
