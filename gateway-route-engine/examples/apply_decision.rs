//! The heart of a data plane: route a request, apply the decision to the types of `http`.
//!
//! `cargo run -p gateway-route-engine --example apply_decision`

#![allow(
    clippy::disallowed_methods,
    reason = "the caller of the engine does IO"
)]

use std::error::Error;
use std::io::{self, Write as _};

use gateway_api_types::{Gateway, HttpRoute, NamespacedName};
use gateway_route_engine::{
    ClientCertificate, Decision, Frontend, Options, Protocol, RequestHead, RequestView, Resources,
    compile,
};
use http::{HeaderValue, Request, Response, StatusCode, header::HOST};
use serde_json::json;

/// Decides on one request.
pub(crate) fn main() -> Result<(), Box<dyn Error>> {
    let mut resources = Resources::default();
    resources.insert::<Gateway>(serde_json::from_value(json!({
        "apiVersion": "gateway.networking.k8s.io/v1", "kind": "Gateway", "metadata": {"name": "edge"},
        "spec": {"gatewayClassName": "example", "listeners": [{"name": "http", "port": 80, "protocol": "HTTP"}]},
    }))?);
    resources.insert::<HttpRoute>(serde_json::from_value(json!({
        "apiVersion": "gateway.networking.k8s.io/v1", "kind": "HTTPRoute", "metadata": {"name": "cart"},
        "spec": {"parentRefs": [{"name": "edge"}], "rules": [{"backendRefs": [{"name": "cart", "port": 80}]}]},
    }))?);
    let table = compile(&resources, &Options::default()).table;
    // Once for each socket and each new table.
    let edge = NamespacedName::new("default", "edge");
    let Some(port) = table.port(&edge, 80) else {
        return Err("no listener has the port".into());
    };

    let request = Request::get("/items?page=2").header(HOST, "shop.example.com");
    let (mut parts, ()) = request.body(())?.into_parts();
    let host = parts.headers.remove(HOST);
    let authority = host.as_ref().and_then(|host| host.to_str().ok());
    let target = parts.uri.path_and_query().map_or("/", |all| all.as_str());
    let view = RequestView {
        frontend: Frontend::Gateway(&edge),
        port: 80,
        protocol: Protocol::Http,
        sni: None,
        client_certificate: ClientCertificate::Absent,
        method: parts.method.as_str(),
        authority,
        target,
        headers: &parts.headers,
    };
    // A random number of the data plane's own: it draws the backend and samples mirrors.
    let entropy = 42;
    let (status, headers) = match port.route(&view, entropy) {
        Decision::Forward(forward) => {
            let mut head = RequestHead {
                method: view.method.to_owned(),
                authority: authority.map(str::to_owned),
                target: target.to_owned(),
                headers: parts.headers.clone(),
            };
            forward.apply_request(&mut head, entropy, |_mirror| {});
            let request = Request::builder().method(&*head.method).uri(&head.target);
            let mut request = request.body(())?;
            *request.headers_mut() = head.headers;
            if let Some(host) = &head.authority {
                let host = HeaderValue::from_str(host)?;
                request.headers_mut().insert(HOST, host);
            }
            let backend = &forward.backend.target;
            return Ok(writeln!(io::stdout(), "{request:?}\nto {backend}")?);
        }
        Decision::Redirect(redirect) => (redirect.status(), redirect.headers(&view)),
        Decision::Respond(respond) => (respond.status(), respond.headers(&view)),
        Decision::Reject(_) | Decision::Unrouted(_) => return Err("close the connection".into()),
    };
    let mut response = Response::new(());
    *response.status_mut() = StatusCode::from_u16(status)?;
    *response.headers_mut() = headers;
    Ok(writeln!(io::stdout(), "{response:?}")?)
}
