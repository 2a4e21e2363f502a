//! Bytes as a manifest: whatever they are, they are read, compiled and reported without a panic, and twice alike.
//! What fails prints itself as a scenario for `testdata`, or as it is where it holds no objects.

#![no_main]

use gateway_fuzz::reported;
use gateway_manifests::{Manifests, TypedObject};
use gateway_route_engine::{Options, Resources, compile};
use libfuzzer_sys::fuzz_target;

fn check(text: &str) {
    let manifests = Manifests::from_texts([("fuzz.yaml", text)]);
    let mut resources = Resources::default();
    manifests.each_typed(|object, _| match object {
        TypedObject::GatewayApi(object) => drop(resources.insert_object(object)),
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
}

fuzz_target!(|text: &str| {
    let printed = text.to_owned();
    reported(move || gateway_fuzz::manifest("panics", &printed), || check(text));
});
