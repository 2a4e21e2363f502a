//! Every constant of the Go API is a value of an enum of the same name, and nothing else is one.
#![cfg(feature = "experimental")]
#![allow(clippy::unwrap_used, reason = "a test fails loudly")]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::shared;
use gateway_api_types::*;
use serde_json::Value;

/// Values of enums, by the name of the enum in lower case.
macro_rules! values_of {
    ($($name:ident,)*) => {
        [$((
            stringify!($name).to_lowercase(),
            $name::KNOWN.iter().map(|value| value.as_str().to_owned()).collect(),
        ),)*]
    };
}

#[test]
fn constants_are_those_of_the_go_api() {
    let ours: BTreeMap<String, BTreeSet<String>> = values_of![
        AddressType,
        AttributeSourceType,
        BackendConditionReason,
        BackendConditionType,
        BackendProtocol,
        BackendTlsMode,
        BackendType,
        CookieLifetimeType,
        FromNamespaces,
        FrontendValidationModeType,
        GatewayAddressRoutabilityType,
        GatewayClassConditionReason,
        GatewayClassConditionType,
        GatewayConditionReason,
        GatewayConditionType,
        GatewayDefaultScope,
        GrpcHeaderMatchType,
        GrpcMethodMatchType,
        GrpcRouteFilterType,
        HeaderMatchType,
        HttpMethod,
        HttpPathModifierType,
        HttpRouteExternalAuthProtocol,
        HttpRouteFilterType,
        ListenerConditionReason,
        ListenerConditionType,
        ListenerEntryConditionReason,
        ListenerEntryConditionType,
        ListenerFilterType,
        ListenerSetConditionReason,
        ListenerSetConditionType,
        MeshConditionReason,
        MeshConditionType,
        ParentBasedSamplingMode,
        PathMatchType,
        PolicyConditionReason,
        PolicyConditionType,
        ProtocolType,
        QueryParamMatchType,
        RouteConditionReason,
        RouteConditionType,
        SessionPersistenceType,
        SubjectAltNameType,
        TlsModeType,
        TracingMode,
        WellKnownCaCertificatesType,
    ]
    .into();
    let Some(shared) = shared() else { return };
    let text = std::fs::read_to_string(shared.join("api/v1.7.0/go-types.json")).unwrap();
    let go: Value = serde_json::from_str(&text).unwrap();
    let mut theirs: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut count = 0;
    for (ty, constants) in go["constants"].as_object().unwrap() {
        let name = ty.rsplit('.').next().unwrap().to_lowercase();
        for value in constants.as_object().unwrap().values() {
            let values = theirs.entry(name.clone()).or_default();
            values.insert(value.as_str().unwrap().to_owned());
            count += 1;
        }
    }
    assert_eq!((theirs.len(), count), (46, 218));
    assert_eq!(ours, theirs);
}
