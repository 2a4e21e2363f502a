//! Bytes as a manifest: whatever they are, they are read, compiled and reported without a panic, and twice alike.

#![no_main]

use gateway_api_types::Object;
use gateway_manifests::{Manifests, TypedObject};
use gateway_route_engine::{Options, Resources, compile};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let manifests = Manifests::from_texts([("fuzz.yaml", text)]);
    let mut resources = Resources::default();
    manifests.each_typed(|object, _| match object {
        TypedObject::GatewayApi(Object::GatewayClass(object)) => drop(resources.insert(*object)),
        TypedObject::GatewayApi(Object::Gateway(object)) => drop(resources.insert(*object)),
        TypedObject::GatewayApi(Object::ListenerSet(object)) => drop(resources.insert(*object)),
        TypedObject::GatewayApi(Object::HttpRoute(object)) => drop(resources.insert(*object)),
        TypedObject::GatewayApi(Object::GrpcRoute(object)) => drop(resources.insert(*object)),
        TypedObject::GatewayApi(Object::TlsRoute(object)) => drop(resources.insert(*object)),
        TypedObject::GatewayApi(Object::TcpRoute(object)) => drop(resources.insert(*object)),
        TypedObject::GatewayApi(Object::UdpRoute(object)) => drop(resources.insert(*object)),
        TypedObject::GatewayApi(Object::ReferenceGrant(object)) => drop(resources.insert(*object)),
        TypedObject::Service(object) => drop(resources.insert(*object)),
        TypedObject::EndpointSlice(object) => drop(resources.insert(*object)),
        TypedObject::Namespace(object) => drop(resources.insert(*object)),
        TypedObject::Secret(object) => drop(resources.insert(*object)),
        _ => {}
    });
    let options = Options::default();
    let (one, two) = (compile(&resources, &options), compile(&resources, &options));
    assert_eq!(one.diagnostics, two.diagnostics);
    assert_eq!(one.statuses, two.statuses);
});
