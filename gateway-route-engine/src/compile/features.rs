//! Features: what this engine decides on, whatever data plane carries it out (spec 11.8).

use gateway_api_types::{Feature, SupportedFeature};

use super::attach::Refusal;
use super::context::Context;
use super::listeners::ListenerState;
use crate::listener::ClientValidation;
use crate::options::Channel;

/// The features of Gateways, which GatewayClasses claim.
pub(crate) const GATEWAY: &[Feature] = &[
    Feature::BackendTlsPolicy,
    Feature::BackendTlsPolicySanValidation,
    Feature::ClusterTrustBundle,
    Feature::Gateway,
    Feature::GatewayAddressEmpty,
    Feature::GatewayAddressRoutability,
    Feature::GatewayAddressRoutabilityCluster,
    Feature::GatewayBackendClientCertificate,
    Feature::GatewayFrontendClientCertificateValidation,
    Feature::GatewayFrontendClientCertificateValidationInsecureFallback,
    Feature::GatewayHttpListenerIsolation,
    Feature::GatewayHttpsListenerDetectMisdirectedRequests,
    Feature::GatewayInfrastructure,
    Feature::GatewayListenerFilters,
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

/// The features of a mesh, which an XMesh claims.
pub(crate) const MESH: &[Feature] = &[
    Feature::GrpcRoute,
    Feature::HttpRoute,
    Feature::Mesh,
    Feature::MeshClusterIpMatching,
    Feature::MeshConsumerRoute,
    Feature::MeshHttpRouteBackendRequestHeaderModification,
    Feature::MeshHttpRouteNamedRouteRule,
    Feature::MeshHttpRouteQueryParamMatching,
    Feature::MeshHttpRouteRedirectPath,
    Feature::MeshHttpRouteRedirectPort,
    Feature::MeshHttpRouteRewritePath,
    Feature::MeshHttpRouteSchemeRedirect,
    Feature::TcpRoute,
    Feature::TlsRoute,
    Feature::UdpRoute,
];

/// The features out of a list that are switched on, sorted by name; those of the experimental
/// channel only where it is in use.
pub(crate) fn claimed(context: &Context<'_>, features: &[Feature]) -> Vec<SupportedFeature> {
    let options = context.options;
    let experimental = options.channel == Channel::Experimental;
    let mut names: Vec<_> = features
        .iter()
        .filter(|feature| options.has(feature) && (experimental || !feature.is_experimental()))
        .map(|feature| feature.as_str().to_owned())
        .collect();
    names.sort_unstable();
    names
        .into_iter()
        .map(|name| SupportedFeature { name })
        .collect()
}

/// Why a listener is not accepted that needs a feature which is switched off. Clients are never let
/// through unchecked because we cannot check them.
pub(crate) fn refusal(context: &Context<'_>, listener: &ListenerState<'_>) -> Option<Refusal> {
    let validation = listener.client_validation;
    let needs = [
        (
            Feature::GatewayPort8080,
            listener.port == Some(8080),
            "PortUnavailable",
        ),
        (
            Feature::GatewayFrontendClientCertificateValidation,
            validation.is_some(),
            "UnsupportedValue",
        ),
        (
            Feature::GatewayFrontendClientCertificateValidationInsecureFallback,
            validation == Some(ClientValidation::InsecureFallback),
            "UnsupportedValue",
        ),
    ];
    let off = |(feature, needed, _): &&(Feature, bool, _)| *needed && !context.options.has(feature);
    let (feature, _, reason) = needs.iter().find(off)?;
    Some((reason, switched_off(feature)))
}

/// What is said of something that needs a feature.
pub(crate) fn switched_off(feature: &Feature) -> String {
    format!("this needs the feature `{feature}`, which is switched off")
}
