//! Gateways and their listeners.

use crate::gateway::{GatewaySpec, Listener};
use crate::gateway_class::GatewayClassSpec;
use crate::listener_set::{ListenerEntry, ListenerSetSpec, ParentGatewayReference};
use crate::shared::{ListenerTlsConfig, ProtocolType, SecretObjectReference};

/// Declares constructors of a listener, and its conversion into the other form.
macro_rules! listeners {
    ($($name:ident from $other:ident;)*) => {$(
        impl $name {
            /// A listener for any hostname, routes of its own namespace and no TLS (spec 2.2).
            pub fn new(
                name: impl Into<String>,
                port: i32,
                protocol: impl Into<ProtocolType>,
            ) -> Self {
                Self {
                    name: name.into(),
                    port,
                    protocol: protocol.into(),
                    hostname: None,
                    tls: None,
                    allowed_routes: None,
                    filters: None,
                }
            }

            /// A listener for HTTP.
            pub fn http(name: impl Into<String>, port: i32) -> Self {
                Self::new(name, port, ProtocolType::Http)
            }

            /// A listener for HTTPS that ends TLS with the certificate of a Secret (spec 2.6.3).
            pub fn https(
                name: impl Into<String>,
                port: i32,
                secret: impl Into<String>,
            ) -> Self {
                let certificate = SecretObjectReference::secret(secret);
                Self {
                    tls: Some(ListenerTlsConfig {
                        certificate_refs: Some(vec![certificate]),
                        ..ListenerTlsConfig::default()
                    }),
                    ..Self::new(name, port, ProtocolType::Https)
                }
            }
        }

        impl From<$other> for $name {
            fn from(listener: $other) -> Self {
                let $other { name, hostname, port, protocol, tls, allowed_routes, filters } =
                    listener;
                Self { name, hostname, port, protocol, tls, allowed_routes, filters }
            }
        }
    )*};
}

listeners! {
    Listener from ListenerEntry;
    ListenerEntry from Listener;
}

impl GatewaySpec {
    /// A Gateway of that class with these listeners (spec 2.2).
    pub fn new(class: impl Into<String>, listeners: impl IntoIterator<Item = Listener>) -> Self {
        Self {
            gateway_class_name: class.into(),
            listeners: listeners.into_iter().collect(),
            addresses: None,
            infrastructure: None,
            allowed_listeners: None,
            tls: None,
            default_scope: None,
        }
    }
}

impl GatewayClassSpec {
    /// A class of that controller (spec 2.1).
    pub fn new(controller: impl Into<String>) -> Self {
        Self {
            controller_name: controller.into(),
            parameters_ref: None,
            description: None,
        }
    }
}

impl ListenerSetSpec {
    /// Listeners for the Gateway of that name in the same namespace (spec 2.12).
    pub fn new(
        gateway: impl Into<String>,
        listeners: impl IntoIterator<Item = ListenerEntry>,
    ) -> Self {
        let parent_ref = ParentGatewayReference {
            name: gateway.into(),
            group: None,
            kind: None,
            namespace: None,
        };
        Self {
            parent_ref,
            listeners: listeners.into_iter().collect(),
        }
    }
}
