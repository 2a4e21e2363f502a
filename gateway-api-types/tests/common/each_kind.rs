//! A test for each kind, so that they run side by side.

/// Declares a test for each kind, which calls a generic function with the kind's struct.
macro_rules! test_each_kind {
    ($check:ident) => {
        test_each_kind! {
            $check:
            backend_tls_policies: BackendTlsPolicy;
            gateways: Gateway;
            gateway_classes: GatewayClass;
            grpc_routes: GrpcRoute;
            http_routes: HttpRoute;
            listener_sets: ListenerSet;
            reference_grants: ReferenceGrant;
            tcp_routes: TcpRoute;
            tls_routes: TlsRoute;
            udp_routes: UdpRoute;
            x_backends: XBackend;
            x_backend_traffic_policies: XBackendTrafficPolicy;
            x_meshes: XMesh;
            x_telemetry_policies: XTelemetryPolicy;
        }
    };
    ($check:ident: $($test:ident: $name:ident;)*) => {$(
        #[test]
        fn $test() {
            $check::<gateway_api_types::$name>();
        }
    )*};
}
