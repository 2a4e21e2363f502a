//! Observed: what a data plane did with a request of the suite, seen from outside.

use serde_json::{Value, json};

use super::requests::{
    check_backend_request, check_known, check_redirect, check_response, expect, text_of,
};

/// An answer that came over a socket.
#[derive(Clone, Debug, Default)]
pub struct Observed {
    /// The HTTP status; 0 below HTTP.
    pub status: u16,
    /// The gRPC status, where one was told in the head or the trailers.
    pub grpc_status: Option<u16>,
    /// The header lines, in the order in which they came.
    pub headers: Vec<(String, String)>,
    /// What the suite's backend says of the request that reached it: `method`, `path`, `host`, `headers` as pairs, `namespace`,
    /// `pod`; over TLS also `tls` with `serverName`; below HTTP `echo`, what was sent. `None`: the gateway answered by itself.
    pub echo: Option<Value>,
}

impl Observed {
    /// What is wrong with the answer to a recorded request, a line for each difference. Mirrors and shares are seen elsewhere
    /// than in one answer, and are not compared.
    pub fn differences(&self, item: &Value) -> Vec<String> {
        let expected = &item["expected"];
        let mut wrong = Vec::new();
        check_known(expected, &mut wrong);
        let decision = self.as_decision();
        self.check_status(expected, &mut wrong);
        self.check_origin(item, &mut wrong);
        if matches!(self.status, 200 | 204) {
            check_backend_request(&decision, item, &mut wrong);
        }
        let path = item["request"]["path"].as_str().unwrap_or_default();
        check_redirect(&decision, item, path, &mut wrong);
        check_response(&decision, item, &mut wrong);
        if !wrong.is_empty() {
            wrong.push(format!("the answer was {self:?}"));
        }
        wrong
    }

    /// The answer in the form of a decision: what the client got, and what the backend did.
    fn as_decision(&self) -> Value {
        let location = self
            .headers
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case("location"));
        let mut decision = json!({
            "outcome": if self.status < 300 || location.is_none() { "respond" } else { "redirect" },
            "headers": self.headers,
            "location": location.map(|(_, value)| value),
        });
        if let Some(echo) = &self.echo {
            decision["request"] = json!({
                "method": echo["method"],
                "path": echo["path"],
                "authority": echo["host"],
                "headers": echo["headers"],
            });
        }
        decision
    }

    fn check_status(&self, expected: &Value, wrong: &mut Vec<String>) {
        if expected["grpcCode"].is_number() {
            let found = json!(self.grpc_status);
            expect("gRPC status", &found, &expected["grpcCode"], wrong);
        }
        if let Some(accepted) = expected["status"].as_array()
            && !accepted.contains(&json!(self.status))
        {
            let accepted = &expected["status"];
            wrong.push(format!("status is {}, not one of {accepted}", self.status));
        }
        if expected["notForwarded"].is_string() && self.echo.is_some() {
            wrong.push("the request was forwarded".to_owned());
        }
    }

    /// Who answered, and what it saw of TLS.
    fn check_origin(&self, item: &Value, wrong: &mut Vec<String>) {
        let expected = &item["expected"];
        let echo = self.echo.as_ref().unwrap_or(&Value::Null);
        if let Some(name) = expected["backend"].as_str() {
            let pod = text_of(&echo["pod"]);
            if !pod.starts_with(name) {
                wrong.push(format!("`{pod}` answered, not `{name}`"));
            }
        }
        if expected["namespace"].is_string() {
            let found = &echo["namespace"];
            expect(
                "namespace of the backend",
                found,
                &expected["namespace"],
                wrong,
            );
        }
        let backend = &expected["backendRequest"];
        for wanted in [&backend["backendTLSServerName"], &expected["backendSNI"]] {
            if wanted.is_string() {
                let found = &echo["tls"]["serverName"];
                expect("server name at the backend", found, wanted, wrong);
            }
        }
        if expected["backendIsTLS"].is_boolean() {
            let found = json!(!echo["tls"].is_null());
            expect(
                "TLS at the backend",
                &found,
                &expected["backendIsTLS"],
                wrong,
            );
        }
        if expected["service"].is_string() {
            expect("Service", &echo["service"], &expected["service"], wrong);
        }
        if expected["echo"] == true {
            expect("echo", &echo["echo"], &item["request"]["payload"], wrong);
        }
        let any = ["connects", "podNameRecorded"];
        if any.iter().any(|member| expected[*member] == true) && echo.is_null() {
            wrong.push("no backend answered".to_owned());
        }
        if !expected["tlsProtocol"].is_null() {
            wrong.push("nothing checks `tlsProtocol`".to_owned());
        }
    }
}
