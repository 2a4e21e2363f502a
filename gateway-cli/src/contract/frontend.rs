//! Frontend: where a request arrived, a port of a Gateway or of a Service.

use std::fmt;

use gateway_api_types::NamespacedName;
use gateway_route_engine::{Frontend, Protocol, Resources, RoutingTable};
use serde::Deserialize;
use serde_json::Number;

use super::request::{Wire, port};

/// Namespace of what names none.
const DEFAULT_NAMESPACE: &str = "default";

/// Where a request arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EvalFrontend {
    /// At a Gateway.
    Gateway(NamespacedName),
    /// At a Service of a mesh.
    Service {
        /// The Service.
        service: NamespacedName,
        /// The namespace of the client. Default: the Service's own, which has no consumer routes.
        source_namespace: String,
    },
}

#[derive(Deserialize)]
#[serde(expecting = "an object with `namespace` and `name`")]
pub(super) struct WireName {
    namespace: Option<String>,
    name: String,
}

#[derive(Deserialize)]
#[serde(expecting = "an object with `namespace`, `name` and `port`")]
pub(super) struct WireService {
    namespace: Option<String>,
    name: String,
    port: Option<Number>,
}

impl EvalFrontend {
    /// As the engine reads it.
    pub fn view(&self) -> Frontend<'_> {
        match self {
            Self::Gateway(gateway) => Frontend::Gateway(gateway),
            Self::Service {
                service,
                source_namespace,
            } => Frontend::Service {
                service,
                source_namespace,
            },
        }
    }

    /// What to say where requests cannot be decided on, since the input has no such object.
    pub fn unknown(&self, resources: &Resources, table: &RoutingTable) -> Option<String> {
        let known = match self {
            Self::Gateway(gateway) => resources.gateways.contains_key(gateway),
            Self::Service { service, .. } => table.has_service(service),
        };
        (!known).then(|| format!("there is no {self} in the input"))
    }

    /// The frontend of a line and its port.
    pub(super) fn read(wire: &mut Wire, protocol: Protocol) -> Result<(Self, u16), String> {
        let named = |namespace: Option<String>, name| {
            let namespace = namespace.filter(|namespace| !namespace.is_empty());
            let namespace = namespace.unwrap_or_else(|| DEFAULT_NAMESPACE.to_owned());
            NamespacedName::new(namespace, name)
        };
        match (wire.gateway.take(), wire.service.take()) {
            (Some(gateway), None) => {
                let gateway = named(gateway.namespace, gateway.name);
                Ok((Self::Gateway(gateway), port(wire.port.as_ref(), protocol)?))
            }
            (None, Some(service)) => {
                let number = service.port.as_ref().or(wire.port.as_ref());
                let number = port(number, protocol)?;
                let service = named(service.namespace, service.name);
                let source = wire.source_namespace.take();
                let source_namespace = source.unwrap_or_else(|| service.namespace.clone());
                let frontend = Self::Service {
                    service,
                    source_namespace,
                };
                Ok((frontend, number))
            }
            (None, None) => Err("missing field `gateway`".to_owned()),
            (Some(_), Some(_)) => {
                Err("a request arrives at a `gateway` or at a `service`, not at both".to_owned())
            }
        }
    }
}

impl fmt::Display for EvalFrontend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gateway(gateway) => write!(f, "Gateway `{gateway}`"),
            Self::Service { service, .. } => write!(f, "Service `{service}`"),
        }
    }
}
