//! Status of GatewayClasses (spec 2.1, 11.8).

use std::collections::BTreeMap;

use gateway_api_types::{Feature, GatewayClassStatus, SupportedFeature};

use super::conditions::{Stamp, Verdict, merge};
use crate::compile::context::Context;

/// The condition types that this engine removes from a GatewayClass when they no longer hold.
const OWNED: [&str; 2] = ["Accepted", "SupportedVersion"];

/// The features that this engine decides on, whatever data plane carries them out. The one table of
/// them; more come with the kinds that are still missing.
const FEATURES: [Feature; 48] = [
    Feature::Gateway,
    Feature::GatewayAddressEmpty,
    Feature::GatewayBackendClientCertificate,
    Feature::GatewayFrontendClientCertificateValidation,
    Feature::GatewayFrontendClientCertificateValidationInsecureFallback,
    Feature::GatewayHttpListenerIsolation,
    Feature::GatewayHttpsListenerDetectMisdirectedRequests,
    Feature::GatewayInfrastructure,
    Feature::GatewayPort8080,
    Feature::GatewayRouteHostnameIntersectionPrecedence,
    Feature::GatewayStaticAddresses,
    Feature::GrpcRoute,
    Feature::GrpcRouteNamedRouteRule,
    Feature::GrpcRouteRequestHeaderModifier,
    Feature::HttpRoute,
    Feature::HttpRoute303RedirectStatusCode,
    Feature::HttpRoute307RedirectStatusCode,
    Feature::HttpRoute308RedirectStatusCode,
    Feature::HttpRouteBackendProtocolH2c,
    Feature::HttpRouteBackendProtocolWebSocket,
    Feature::HttpRouteBackendRequestHeaderModification,
    Feature::HttpRouteBackendTimeout,
    Feature::HttpRouteBackendUrlRewrite,
    Feature::HttpRouteCors,
    Feature::HttpRouteDestinationPortMatching,
    Feature::HttpRouteHostRewrite,
    Feature::HttpRouteMethodMatching,
    Feature::HttpRouteNamedRouteRule,
    Feature::HttpRouteParentRefPort,
    Feature::HttpRoutePathRedirect,
    Feature::HttpRoutePathRewrite,
    Feature::HttpRoutePortRedirect,
    Feature::HttpRouteQueryParamMatching,
    Feature::HttpRouteRequestMirror,
    Feature::HttpRouteRequestMultipleMirrors,
    Feature::HttpRouteRequestPercentageMirror,
    Feature::HttpRouteRequestTimeout,
    Feature::HttpRouteResponseHeaderModification,
    Feature::HttpRouteRetryCodes,
    Feature::HttpRouteRetryConnectionError,
    Feature::HttpRouteSchemeRedirect,
    Feature::ListenerSet,
    Feature::ReferenceGrant,
    Feature::TcpRoute,
    Feature::TlsRoute,
    Feature::TlsRouteModeMixed,
    Feature::TlsRouteModeTerminate,
    Feature::UdpRoute,
];

/// The status of every GatewayClass of ours.
pub(crate) fn statuses(context: &Context<'_>) -> BTreeMap<String, GatewayClassStatus> {
    let own = context.options.controller_name.as_deref();
    let classes = context.resources.gateway_classes.iter();
    let classes =
        classes.filter(|(_, class)| own.is_none_or(|own| own == class.spec.controller_name));
    classes
        .map(|(name, class)| {
            let stamp = Stamp {
                generation: class.metadata.generation,
                now: &context.options.now,
            };
            let verdicts = vec![
                Verdict::holds("Accepted", "the GatewayClass is handled by this controller"),
                Verdict::holds(
                    "SupportedVersion",
                    "the objects are those of Gateway API v1.7.0",
                ),
            ];
            let current = class
                .status
                .as_ref()
                .and_then(|status| status.conditions.as_deref());
            let status = GatewayClassStatus {
                conditions: Some(merge(current.unwrap_or_default(), verdicts, &OWNED, stamp)),
                supported_features: Some(supported_features()),
            };
            (name.clone(), status)
        })
        .collect()
}

fn supported_features() -> Vec<SupportedFeature> {
    let mut names: Vec<_> = FEATURES
        .iter()
        .map(|feature| feature.as_str().to_owned())
        .collect();
    names.sort_unstable();
    names
        .into_iter()
        .map(|name| SupportedFeature { name })
        .collect()
}
