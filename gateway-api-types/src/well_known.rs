//! Labels, annotations and finalizers that the API gives a meaning.

/// Label of the resources that an implementation makes for a Gateway: the Gateway's name (spec 2.9.5).
pub const GATEWAY_NAME_LABEL: &str = "gateway.networking.k8s.io/gateway-name";

/// Label of the resources that an implementation makes for a Gateway: its class (spec 2.9.5).
pub const GATEWAY_CLASS_NAME_LABEL: &str = "gateway.networking.k8s.io/gateway-class-name";

/// Label of the CRD of a policy: how it takes effect, such as `Direct` (spec 1.1).
pub const POLICY_LABEL: &str = "gateway.networking.k8s.io/policy";

/// Annotation of every CRD: the release that it belongs to, such as `v1.7.0` (spec 1.1.6).
pub const BUNDLE_VERSION_ANNOTATION: &str = "gateway.networking.k8s.io/bundle-version";

/// Annotation of every CRD: `standard` or `experimental` (spec 1.1.6).
pub const CHANNEL_ANNOTATION: &str = "gateway.networking.k8s.io/channel";

/// Release of the API that this crate follows.
pub const BUNDLE_VERSION: &str = "v1.7.0";

/// Finalizer of a GatewayClass that Gateways use (spec 2.1.6).
pub const GATEWAY_CLASS_FINALIZER: &str = "gateway-exists-finalizer.gateway.networking.k8s.io";

/// Group of the standard kinds, and of experimental fields in them (spec 1.1).
pub const GROUP: &str = "gateway.networking.k8s.io";

/// Group of the kinds that only the experimental channel has (spec 1.1).
pub const EXPERIMENTAL_GROUP: &str = "gateway.networking.x-k8s.io";

/// `appProtocol` of a Service port that speaks HTTP/2 without TLS (spec 6.3.1).
pub const APP_PROTOCOL_H2C: &str = "kubernetes.io/h2c";

/// `appProtocol` of a Service port that speaks WebSocket (spec 6.3.1).
pub const APP_PROTOCOL_WS: &str = "kubernetes.io/ws";

/// `appProtocol` of a Service port that speaks WebSocket over TLS (spec 6.3.1).
pub const APP_PROTOCOL_WSS: &str = "kubernetes.io/wss";
