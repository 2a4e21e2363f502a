//! Bytes as a request on a fixed table: no panic, and the same answer twice.

#![no_main]

use std::sync::LazyLock;

use gateway_api_types::NamespacedName;
use gateway_manifests::{Manifests, TypedObject};
use gateway_route_engine::{
    ClientCertificate, Decision, Frontend, Options, Protocol, RequestHead, RequestView, Resources,
    RoutingTable, compile,
};
use http::{HeaderMap, HeaderName, HeaderValue};
use libfuzzer_sys::fuzz_target;

static TABLE: LazyLock<RoutingTable> = LazyLock::new(|| {
    let manifests = Manifests::from_texts([("table.yaml", include_str!("../table.yaml"))]);
    let mut resources = Resources::default();
    let findings = manifests.each_typed(|object, _| match object {
        TypedObject::GatewayApi(object) => drop(resources.insert_object(object)),
        _ => {}
    });
    assert!(findings.is_empty() && manifests.findings().is_empty(), "{findings:?}");
    compile(&resources, &Options::default()).table
});

/// Lines: method, authority, target, then headers as `name: value`.
fn decide(text: &str) -> String {
    let mut lines = text.split('\n');
    let (method, authority, target) = (lines.next(), lines.next(), lines.next());
    let mut headers = HeaderMap::new();
    for line in lines.take(32) {
        if let Some((name, value)) = line.split_once(": ")
            && let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value))
        {
            headers.append(name, value);
        }
    }
    let gateway = NamespacedName::new("default", "edge");
    let request = RequestView {
        frontend: Frontend::Gateway(&gateway),
        port: 80,
        protocol: Protocol::Http,
        sni: None,
        client_certificate: ClientCertificate::Absent,
        method: method.unwrap_or("GET"),
        authority,
        target: target.unwrap_or("/"),
        headers: &headers,
    };
    let decision = TABLE.route(&request, 0);
    match &decision {
        Decision::Forward(forward) => {
            let mut head = RequestHead {
                method: request.method.to_owned(),
                authority: authority.map(str::to_owned),
                target: request.target.to_owned(),
                headers: headers.clone(),
            };
            forward.apply_request(&mut head, 0, |mirror| drop(mirror.head.clone()));
            format!("{head:?} {:?}", forward.response_edits(&request))
        }
        Decision::Redirect(redirect) => format!("{:?}", redirect.headers(&request)),
        Decision::Respond(respond) => format!("{} {:?}", respond.status(), respond.headers(&request)),
        Decision::Unrouted(unrouted) => format!("{unrouted:?}"),
        Decision::Reject(reject) => format!("{reject:?}"),
    }
}

fuzz_target!(|text: &str| {
    assert_eq!(decide(text), decide(text));
});
