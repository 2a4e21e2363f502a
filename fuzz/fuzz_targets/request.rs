//! Bytes as a request on a fixed table: no panic, and the same answer twice. What
//! fails prints itself as a scenario for `testdata`.

#![no_main]

use std::sync::LazyLock;

use gateway_api_types::NamespacedName;
use gateway_fuzz::reported;
use gateway_manifests::{Manifests, TypedObject};
use gateway_route_engine::{
    ClientCertificate, Decision, Frontend, Options, Protocol, RequestHead, RequestView, Resources,
    RoutingTable, compile,
};
use gateway_testing::{ObjectName, Options as Settings, Request, World, strategy::Case};
use http::{HeaderMap, HeaderName, HeaderValue};
use libfuzzer_sys::fuzz_target;

/// The objects that the table is made of.
const OBJECTS: &str = include_str!("../table.yaml");

static TABLE: LazyLock<RoutingTable> = LazyLock::new(|| {
    let manifests = Manifests::from_texts([("table.yaml", OBJECTS)]);
    let mut resources = Resources::default();
    let findings = manifests.each_typed(|object, _| match object {
        TypedObject::GatewayApi(object) => drop(resources.insert_object(object)),
        _ => {}
    });
    assert!(findings.is_empty() && manifests.findings().is_empty(), "{findings:?}");
    compile(&resources, &Options::default()).table
});

/// Lines: method, authority, target, then headers as `name: value`.
fn read(text: &str) -> Request {
    let mut lines = text.split('\n');
    let (method, authority, target) = (lines.next(), lines.next(), lines.next());
    let headers = lines.take(32).filter_map(|line| line.split_once(": "));
    Request {
        gateway: Some(ObjectName { namespace: "default".to_owned(), name: "edge".to_owned() }),
        service: None,
        source_namespace: None,
        port: Some(80),
        protocol: gateway_testing::Protocol::Http,
        sni: None,
        client_cert: None,
        method: method.unwrap_or("GET").to_owned(),
        authority: authority.map(str::to_owned),
        path: target.unwrap_or("/").to_owned(),
        headers: headers.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        entropy: 0,
    }
}

/// The request on the objects of the table.
fn scenario(request: &Request) -> String {
    let mut world = World::default();
    for mut object in gateway_fuzz::objects(OBJECTS) {
        object["metadata"]["namespace"] = "default".into();
        world.add(object).expect("our own objects can be read");
    }
    let case = Case { world, options: Settings::default(), requests: vec![request.clone()] };
    gateway_fuzz::case("a request panics", &case)
}

fn decide(read: &Request) -> String {
    let mut headers = HeaderMap::new();
    for (name, value) in &read.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            headers.append(name, value);
        }
    }
    let gateway = NamespacedName::new("default", "edge");
    let authority = read.authority.as_deref();
    let request = RequestView {
        frontend: Frontend::Gateway(&gateway),
        port: 80,
        protocol: Protocol::Http,
        sni: None,
        client_certificate: ClientCertificate::Absent,
        method: &read.method,
        authority,
        target: &read.path,
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
    let request = read(text);
    let printed = request.clone();
    reported(move || scenario(&printed), || assert_eq!(decide(&request), decide(&request)));
});
