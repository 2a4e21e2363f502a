//! Requests of a test, and what has to come back.

use serde_json::{Map, Value, json};

use super::{Snapshot, connections, echo, sent};
use crate::engine::Engine;
use crate::request::Request;

/// How many numbers a sweep over the range of `u64` draws with.
const SWEEP: u64 = 1000;

/// What an engine gets wrong about a request.
pub(super) fn differences(
    engine: &dyn Engine,
    snapshot: &Snapshot,
    item: &Value,
) -> Result<Vec<String>, String> {
    let Some(request) = sent::request(snapshot, item)? else {
        return Ok(Vec::new());
    };
    let decide = |requests: &[Request]| engine.decide(&snapshot.world, &snapshot.options, requests);
    let decision = decide(std::slice::from_ref(&request))
        .pop()
        .unwrap_or_default();
    let expected = &item["expected"];
    let mut wrong = Vec::new();
    check_known(expected, &mut wrong);
    let sweep = || {
        let step = u64::MAX / SWEEP;
        let drawn = (0..SWEEP).map(|number| Request {
            entropy: number * step,
            ..request.clone()
        });
        decide(&drawn.collect::<Vec<_>>())
    };
    if let Some(fractions) = item["weights"]["fractions"].as_object() {
        check_weights(snapshot, fractions, &sweep(), &mut wrong);
    }
    if expected["seeNotes"] == true {
        check_own_names(snapshot, &sweep(), &mut wrong);
    }
    if let Some(failure) = expected["failure"].as_str() {
        if failure.starts_with("any status except") {
            check_unverified(&decision, &mut wrong);
            return Ok(wrong);
        }
        expect(
            "outcome",
            &decision["outcome"],
            &json!("reject"),
            &mut wrong,
        );
        return Ok(wrong);
    }
    check_status(&decision, expected, &mut wrong);
    connections::check(&decision, &request, expected, &mut wrong);
    check_backend(snapshot, &decision, expected, &mut wrong);
    check_backend_request(&decision, item, &mut wrong);
    check_backend_tls(&decision, expected, &mut wrong);
    check_redirect(&decision, item, &request.path, &mut wrong);
    check_response(&decision, item, &mut wrong);
    check_mirrors(&decision, expected, &mut wrong);
    if !wrong.is_empty() {
        wrong.push(format!("the decision was {decision}"));
    }
    Ok(wrong)
}

/// Every expectation is one that is checked here.
pub(super) fn check_known(expected: &Value, wrong: &mut Vec<String>) {
    let known = [
        "backend",
        "backendHint",
        "backendIsTLS",
        "backendRequest",
        "backendSNI",
        "connects",
        "echo",
        "failure",
        "grpcCode",
        "mirroredTo",
        "namespace",
        "notCompared",
        "notForwarded",
        "podNameRecorded",
        "redirect",
        "redirectDefaults",
        "responseHeaders",
        "seeNotes",
        "service",
        "status",
        "tlsProtocol",
    ];
    let members = expected
        .as_object()
        .into_iter()
        .flatten()
        .map(|(member, _)| member);
    for member in members.filter(|member| !known.contains(&member.as_str())) {
        wrong.push(format!("nothing checks `{member}`"));
    }
}

/// Whether a certificate verifies is seen on sockets alone: what is not answered at once has to be
/// sent over TLS.
fn check_unverified(decision: &Value, wrong: &mut Vec<String>) {
    if decision["outcome"] == "forward" && decision["backendTls"].is_null() {
        wrong.push("the request was forwarded in cleartext".to_owned());
    }
}

/// The TLS towards the backend: the server name and the certificate that the backend sees.
fn check_backend_tls(decision: &Value, expected: &Value, wrong: &mut Vec<String>) {
    let (tls, wanted) = (&decision["backendTls"], &expected["backendRequest"]);
    if wanted["backendTLSServerName"].is_string() {
        expect(
            "server name at the backend",
            &tls["hostname"],
            &wanted["backendTLSServerName"],
            wrong,
        );
    }
    if let Some(certificate) = wanted["backendClientCert"].as_str() {
        let found = &tls["clientCertificateRef"];
        let found = format!(
            "secret:{}/{}#tls.crt",
            text_of(&found["namespace"]),
            text_of(&found["name"])
        );
        expect(
            "certificate at the backend",
            &json!(found),
            &json!(certificate),
            wrong,
        );
    }
}

fn check_status(decision: &Value, expected: &Value, wrong: &mut Vec<String>) {
    let forwarded = decision["outcome"] == "forward";
    let status = if forwarded {
        json!(echo::status(decision))
    } else {
        decision["status"].clone()
    };
    if expected["grpcCode"].is_number() {
        let code = if forwarded {
            json!(0)
        } else {
            decision["grpcStatus"].clone()
        };
        expect("gRPC status", &code, &expected["grpcCode"], wrong);
    }
    if let Some(accepted) = expected["status"].as_array()
        && !accepted.contains(&status)
    {
        wrong.push(format!(
            "status is {status}, not one of {}",
            expected["status"]
        ));
    }
    if expected["notForwarded"].is_string() && forwarded {
        wrong.push("the request was forwarded".to_owned());
    }
    let any = ["echo", "connects", "podNameRecorded"];
    if any.iter().any(|member| expected[*member] == true) && !forwarded {
        wrong.push("the request was not forwarded".to_owned());
    }
}

fn check_backend(snapshot: &Snapshot, decision: &Value, expected: &Value, wrong: &mut Vec<String>) {
    let backend = &decision["backend"];
    let Some(name) = expected["backend"].as_str() else {
        return;
    };
    if !snapshot.has_pods(backend, name) {
        wrong.push(format!("backend is {backend}, not `{name}`"));
    }
    if expected["namespace"].is_string() {
        expect(
            "namespace of the backend",
            &backend["namespace"],
            &expected["namespace"],
            wrong,
        );
    }
}

/// What the backend must see, where it answers with 200 or 204.
pub(super) fn check_backend_request(decision: &Value, item: &Value, wrong: &mut Vec<String>) {
    let (seen, wanted) = (&decision["request"], &item["expected"]["backendRequest"]);
    if seen.is_null() || wanted.is_null() {
        return;
    }
    let compared = [
        ("method", "method"),
        ("path", "path"),
        ("authority", "host"),
    ];
    // In mesh tests the suite compares headers alone.
    for (member, name) in compared.into_iter().filter(|_| item["mesh"].is_null()) {
        if wanted[name].is_string() {
            expect(
                &format!("{name} at the backend"),
                &seen[member],
                &wanted[name],
                wrong,
            );
        }
    }
    let lines = lines(&seen["headers"]);
    let headers = wanted["headers"].as_object().into_iter().flatten();
    for (name, value) in headers.filter(|(name, _)| !name.eq_ignore_ascii_case("host")) {
        let found = joined(&lines, name);
        if found.as_deref().map(unspaced) != value.as_str().map(unspaced) {
            wrong.push(format!(
                "header {name} at the backend is {found:?}, not {value}"
            ));
        }
    }
    for name in wanted["absentHeaders"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
    {
        if let Some(found) = joined(&lines, name) {
            wrong.push(format!("header {name} reaches the backend as `{found}`"));
        }
    }
}

/// What is not given takes the request's scheme and path, and the scheme's port or none.
pub(super) fn check_redirect(
    decision: &Value,
    item: &Value,
    path_sent: &str,
    wrong: &mut Vec<String>,
) {
    let Some(expected) = item["expected"]["redirect"].as_object() else {
        return;
    };
    let location = decision["location"].as_str().unwrap_or_default();
    let Some((scheme, rest)) = location.split_once("://") else {
        wrong.push(format!("`{location}` is no location"));
        return;
    };
    let (authority, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
    let (host, port) = authority.split_once(':').unwrap_or((authority, ""));
    let text = |member: &str| expected.get(member).and_then(Value::as_str);
    let wanted_scheme =
        text("scheme").unwrap_or(item["request"]["scheme"].as_str().unwrap_or("http"));
    expect(
        "scheme of the location",
        &json!(scheme),
        &json!(wanted_scheme),
        wrong,
    );
    if let Some(wanted) = text("host") {
        expect("host of the location", &json!(host), &json!(wanted), wrong);
    }
    let wanted_path = text("path").unwrap_or(path_sent);
    expect(
        "path of the location",
        &json!(path),
        &json!(wanted_path),
        wrong,
    );
    let usual = if scheme == "https" { "443" } else { "80" };
    match text("port") {
        Some(wanted) => expect("port of the location", &json!(port), &json!(wanted), wrong),
        None if port.is_empty() || port == usual => {}
        None => wrong.push(format!("port of the location is {port}")),
    }
}

/// The headers of the response: those that the backend was asked to set, edited by the decision, or
/// those of the gateway's own answer.
pub(super) fn check_response(decision: &Value, item: &Value, wrong: &mut Vec<String>) {
    let wanted = &item["expected"]["responseHeaders"];
    let mut lines = lines(&decision["headers"]);
    if decision["outcome"] == "forward" {
        let set = item["request"]["backendSetResponseHeaders"]
            .as_object()
            .into_iter()
            .flatten();
        lines = set
            .map(|(name, value)| (name.to_lowercase(), text_of(value)))
            .collect();
        edit(&mut lines, &decision["responseHeaders"]);
    }
    let same = |found: &str, value: &str| {
        found == value || (wanted["ignoreWhitespace"] == true && unspaced(found) == unspaced(value))
    };
    for (name, value) in wanted["equal"].as_object().into_iter().flatten() {
        let found = joined_with(&lines, name, ",");
        if !found
            .as_deref()
            .is_some_and(|found| same(found, &text_of(value)))
        {
            wrong.push(format!("response header {name} is {found:?}, not {value}"));
        }
    }
    for (name, values) in wanted["oneOf"].as_object().into_iter().flatten() {
        let found = joined_with(&lines, name, ",");
        let values = values.as_array().into_iter().flatten();
        let one = |found: &str| {
            values
                .clone()
                .any(|value| same(found, &text_of(value)) || lists(found, &text_of(value)))
        };
        if !found.as_deref().is_some_and(one) {
            wrong.push(format!("response header {name} is {found:?}"));
        }
    }
    for name in wanted["absent"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
    {
        if let Some(found) = joined(&lines, name) {
            wrong.push(format!("response header {name} is `{found}`"));
        }
    }
}

/// A list that has an expected value among others, as `PUT` among the methods.
fn lists(found: &str, value: &str) -> bool {
    !value.contains(',') && found.split(',').any(|item| item.trim() == value)
}

/// Remove, set, add, in this order.
fn edit(lines: &mut Vec<(String, String)>, edits: &Value) {
    let removed: Vec<_> = edits["remove"]
        .as_array()
        .into_iter()
        .flatten()
        .map(text_of)
        .collect();
    lines.retain(|(name, _)| !removed.contains(name));
    for (name, value) in self::lines(&edits["set"]) {
        lines.retain(|(other, _)| *other != name);
        lines.push((name, value));
    }
    lines.extend(self::lines(&edits["add"]));
}

fn check_mirrors(decision: &Value, expected: &Value, wrong: &mut Vec<String>) {
    let mirrors: Vec<_> = decision["mirrors"]
        .as_array()
        .into_iter()
        .flatten()
        .collect();
    let wanted: Vec<_> = expected["mirroredTo"]
        .as_array()
        .into_iter()
        .flatten()
        .collect();
    if mirrors.len() != wanted.len() {
        wrong.push(format!("{} mirrors, not {}", mirrors.len(), wanted.len()));
    }
    for (mirror, wanted) in mirrors.into_iter().zip(wanted) {
        for member in ["namespace", "name"] {
            expect("mirror", &mirror["backend"][member], &wanted[member], wrong);
        }
        let percent = wanted["percent"].as_u64().unwrap_or(100);
        let share = |member: &str| mirror[member].as_u64().unwrap_or(0);
        if share("numerator") * 100 != percent * share("denominator") || !mirror["reason"].is_null()
        {
            wrong.push(format!("the mirror is {mirror}, not {percent} %"));
        }
    }
}

/// The shares of the backends in a sweep.
fn check_weights(
    snapshot: &Snapshot,
    fractions: &Map<String, Value>,
    sweep: &[Value],
    wrong: &mut Vec<String>,
) {
    for (name, fraction) in fractions {
        let drawn = |decision: &&Value| {
            decision["outcome"] == "forward" && snapshot.has_pods(&decision["backend"], name)
        };
        let hits = sweep.iter().filter(drawn).count();
        let expected =
            fraction.as_f64().unwrap_or(-1.0) * f64::from(u16::try_from(sweep.len()).unwrap_or(0));
        // A sweep is exact but for one number at each end of the share.
        let found = f64::from(u16::try_from(hits).unwrap_or(u16::MAX));
        if (found - expected).abs() > 2.0 {
            wrong.push(format!(
                "{name} gets {hits} of {} requests, not {expected}",
                sweep.len()
            ));
        }
    }
}

/// Each backend sees its own name in the header `Backend`, and no other.
fn check_own_names(snapshot: &Snapshot, sweep: &[Value], wrong: &mut Vec<String>) {
    for decision in sweep {
        let seen = joined(&lines(&decision["request"]["headers"]), "backend").unwrap_or_default();
        if seen.is_empty() || !snapshot.has_pods(&decision["backend"], &seen) {
            wrong.push(format!(
                "{} sees the header `Backend` as `{seen}`",
                decision["backend"]
            ));
            return;
        }
    }
}

pub(super) fn expect(what: &str, found: &Value, expected: &Value, wrong: &mut Vec<String>) {
    if found != expected {
        wrong.push(format!("{what} is {found}, not {expected}"));
    }
}

fn lines(list: &Value) -> Vec<(String, String)> {
    let list = list.as_array().into_iter().flatten();
    list.map(|line| (text_of(&line[0]).to_lowercase(), text_of(&line[1])))
        .collect()
}

fn joined(lines: &[(String, String)], name: &str) -> Option<String> {
    joined_with(lines, name, ",")
}

fn joined_with(lines: &[(String, String)], name: &str, separator: &str) -> Option<String> {
    let of_name = lines
        .iter()
        .filter(|(other, _)| other.eq_ignore_ascii_case(name));
    let values: Vec<_> = of_name.map(|(_, value)| value.as_str()).collect();
    (!values.is_empty()).then(|| values.join(separator))
}

/// A list without the spaces behind its commas.
fn unspaced(list: &str) -> String {
    list.split(',').map(str::trim).collect::<Vec<_>>().join(",")
}

pub(super) fn text_of(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
