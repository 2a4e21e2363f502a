//! Features: names for what an implementation supports (spec 11.8).

use crate::open_enum::open_enum;

open_enum! {
    /// Feature that an implementation may support and claim in `status.supportedFeatures`, sorted by
    /// name (spec 11.8).
    pub enum Feature {
        /// Gateways and their listeners. Core (spec 2).
        Gateway = "Gateway",
        /// Routes for HTTP. Core (spec 4).
        HttpRoute = "HTTPRoute",
        /// Permission for references across namespaces. Core (spec 3.5).
        ReferenceGrant = "ReferenceGrant",
        /// Routes for gRPC. Core of its profile (spec 7.1).
        GrpcRoute = "GRPCRoute",
        /// Routes for TLS by server name. Core of its profile (spec 7.2).
        TlsRoute = "TLSRoute",
        /// Routes for TCP. Core of its profile (spec 7.3).
        TcpRoute = "TCPRoute",
        /// Routes for UDP. Core of its profile (spec 7.4).
        UdpRoute = "UDPRoute",
        /// Routes attached to Services. Core of the mesh profiles (spec 8.1).
        Mesh = "Mesh",

        /// Listeners on port 8080 (spec 2.2.7).
        GatewayPort8080 = "GatewayPort8080",
        /// Addresses that the Gateway asks for (spec 2.9.2).
        GatewayStaticAddresses = "GatewayStaticAddresses",
        /// Requests stay within the most specific listener (spec 2.4.2).
        GatewayHttpListenerIsolation = "GatewayHTTPListenerIsolation",
        /// Requests whose authority belongs to another listener than their SNI get 421 (spec 2.5.1).
        GatewayHttpsListenerDetectMisdirectedRequests = "GatewayHTTPSListenerDetectMisdirectedRequests",
        /// Labels, annotations and parameters for generated resources (spec 2.9.4).
        GatewayInfrastructure = "GatewayInfrastructure",
        /// Addresses of a type alone, their value left to the implementation (spec 2.9.1).
        GatewayAddressEmpty = "GatewayAddressEmpty",
        /// Reach that is asked of an address. Experimental channel (spec 2.9.7).
        GatewayAddressRoutability = "GatewayAddressRoutability",
        /// Addresses for the cluster alone. Experimental channel (spec 2.9.8).
        GatewayAddressRoutabilityCluster = "GatewayAddressRoutabilityCluster",
        /// Certificate that a Gateway presents to backends (spec 2.8.1).
        GatewayBackendClientCertificate = "GatewayBackendClientCertificate",
        /// Certificates that clients have to present (spec 2.7.1).
        GatewayFrontendClientCertificateValidation = "GatewayFrontendClientCertificateValidation",
        /// Client certificates that may be absent or invalid (spec 2.7).
        GatewayFrontendClientCertificateValidationInsecureFallback =
            "GatewayFrontendClientCertificateValidationInsecureFallback",
        /// Filters that run before routing. Experimental channel (spec 2.2.10).
        GatewayListenerFilters = "GatewayListenerFilters",
        /// Precedence by the route's own hostname (spec 4.4.8).
        GatewayRouteHostnameIntersectionPrecedence = "GatewayRouteHostnameIntersectionPrecedence",
        /// Listeners added to a Gateway by other objects (spec 2.12.1).
        ListenerSet = "ListenerSet",
        /// CA bundles from `ClusterTrustBundle` objects. Experimental channel (spec 2.7.6).
        ClusterTrustBundle = "ClusterTrustBundle",
        /// TLS towards Services (spec 6.8.1).
        BackendTlsPolicy = "BackendTLSPolicy",
        /// Alternative names to accept in a backend's certificate (spec 6.8.1).
        BackendTlsPolicySanValidation = "BackendTLSPolicySANValidation",

        /// Attachment by port, as one test of the conformance suite names it. Experimental channel
        /// (spec 3.1.2).
        HttpRouteDestinationPortMatching = "HTTPRouteDestinationPortMatching",
        /// Attachment by port (spec 3.1.2).
        HttpRouteParentRefPort = "HTTPRouteParentRefPort",
        /// Names of rules in an HTTPRoute (spec 4.1.5).
        HttpRouteNamedRouteRule = "HTTPRouteNamedRouteRule",
        /// Matches on query parameters (spec 4.3.5).
        HttpRouteQueryParamMatching = "HTTPRouteQueryParamMatching",
        /// Matches on the method (spec 4.3.7).
        HttpRouteMethodMatching = "HTTPRouteMethodMatching",
        /// Changes to response headers (spec 5.2.4).
        HttpRouteResponseHeaderModification = "HTTPRouteResponseHeaderModification",
        /// Changes to request headers per backend (spec 5.1.6).
        HttpRouteBackendRequestHeaderModification = "HTTPRouteBackendRequestHeaderModification",
        /// Rewrites per backend (spec 5.4.5).
        HttpRouteBackendUrlRewrite = "HTTPRouteBackendURLRewrite",
        /// Redirects to another port (spec 5.3.5).
        HttpRoutePortRedirect = "HTTPRoutePortRedirect",
        /// Redirects to another scheme (spec 5.3.3).
        HttpRouteSchemeRedirect = "HTTPRouteSchemeRedirect",
        /// Redirects to another path (spec 5.3.4).
        HttpRoutePathRedirect = "HTTPRoutePathRedirect",
        /// Redirects with status 303 (spec 5.3.1).
        HttpRoute303RedirectStatusCode = "HTTPRoute303RedirectStatusCode",
        /// Redirects with status 307 (spec 5.3.1).
        HttpRoute307RedirectStatusCode = "HTTPRoute307RedirectStatusCode",
        /// Redirects with status 308 (spec 5.3.1).
        HttpRoute308RedirectStatusCode = "HTTPRoute308RedirectStatusCode",
        /// Rewrites of the host (spec 5.4.1).
        HttpRouteHostRewrite = "HTTPRouteHostRewrite",
        /// Rewrites of the path (spec 5.4.1).
        HttpRoutePathRewrite = "HTTPRoutePathRewrite",
        /// Copies of requests to another backend (spec 5.5.1).
        HttpRouteRequestMirror = "HTTPRouteRequestMirror",
        /// Several mirrors in one rule (spec 5.5.1).
        HttpRouteRequestMultipleMirrors = "HTTPRouteRequestMultipleMirrors",
        /// Mirrors of a share of the requests (spec 5.5.2).
        HttpRouteRequestPercentageMirror = "HTTPRouteRequestPercentageMirror",
        /// Time limit of the whole exchange (spec 6.4.1).
        HttpRouteRequestTimeout = "HTTPRouteRequestTimeout",
        /// Time limit of one attempt (spec 6.4.2).
        HttpRouteBackendTimeout = "HTTPRouteBackendTimeout",
        /// Retries by status code (spec 6.5.1).
        HttpRouteRetryCodes = "HTTPRouteRetryCodes",
        /// Retries when the connection fails (spec 6.5.1).
        HttpRouteRetryConnectionError = "HTTPRouteRetryConnectionError",
        /// HTTP/2 without TLS towards backends (spec 6.3.1).
        HttpRouteBackendProtocolH2c = "HTTPRouteBackendProtocolH2C",
        /// WebSocket towards backends (spec 6.3.1).
        HttpRouteBackendProtocolWebSocket = "HTTPRouteBackendProtocolWebSocket",
        /// Cross-origin policies (spec 5.6.1).
        HttpRouteCors = "HTTPRouteCORS",

        /// Names of rules in a GRPCRoute (spec 4.1.5).
        GrpcRouteNamedRouteRule = "GRPCRouteNamedRouteRule",
        /// Changes to request headers in a GRPCRoute (spec 7.1.7).
        GrpcRouteRequestHeaderModifier = "GRPCRouteRequestHeaderModifier",
        /// TLS ended at the Gateway for TLSRoutes (spec 7.2.1).
        TlsRouteModeTerminate = "TLSRouteModeTerminate",
        /// Both TLS modes on one port (spec 2.3.6).
        TlsRouteModeMixed = "TLSRouteModeMixed",

        /// Mesh routes that go by the `ClusterIP`, not by the Host header (spec 8.1.7).
        MeshClusterIpMatching = "MeshClusterIPMatching",
        /// Mesh routes in the namespace of the clients (spec 8.1.5).
        MeshConsumerRoute = "MeshConsumerRoute",
        /// Rewrites of the path in a mesh (spec 5.4, 8.1).
        MeshHttpRouteRewritePath = "MeshHTTPRouteRewritePath",
        /// Redirects to another scheme in a mesh (spec 5.3.3, 8.1).
        MeshHttpRouteSchemeRedirect = "MeshHTTPRouteSchemeRedirect",
        /// Redirects to another port in a mesh (spec 5.3.5, 8.1).
        MeshHttpRouteRedirectPort = "MeshHTTPRouteRedirectPort",
        /// Redirects to another path in a mesh (spec 5.3.4, 8.1).
        MeshHttpRouteRedirectPath = "MeshHTTPRouteRedirectPath",
        /// Changes to request headers per backend in a mesh (spec 5.1.6, 8.1).
        MeshHttpRouteBackendRequestHeaderModification =
            "MeshHTTPRouteBackendRequestHeaderModification",
        /// Matches on query parameters in a mesh (spec 4.3.5, 8.1).
        MeshHttpRouteQueryParamMatching = "MeshHTTPRouteQueryParamMatching",
        /// Names of rules in a mesh (spec 4.1.5, 8.1).
        MeshHttpRouteNamedRouteRule = "MeshHTTPRouteNamedRouteRule",
    }
}

impl Feature {
    /// Whether the feature needs the experimental channel's CRDs or may still change.
    pub fn is_experimental(&self) -> bool {
        matches!(
            self,
            Self::ClusterTrustBundle
                | Self::GatewayAddressRoutability
                | Self::GatewayAddressRoutabilityCluster
                | Self::GatewayListenerFilters
                | Self::HttpRouteDestinationPortMatching
        )
    }

    /// Whether the feature is the core of a conformance profile, and not an extension of it.
    pub fn is_core(&self) -> bool {
        matches!(
            self,
            Self::Gateway
                | Self::HttpRoute
                | Self::ReferenceGrant
                | Self::GrpcRoute
                | Self::TlsRoute
                | Self::TcpRoute
                | Self::UdpRoute
                | Self::Mesh
        )
    }
}
