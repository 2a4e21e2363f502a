//! Served ports: what has to be listened on for a table.

use std::fmt;
use std::net::IpAddr;

use gateway_api_types::NamespacedName;
use gateway_route_engine::{RoutingTable, Transport};

use crate::addresses::Assignment;

/// A port of a Gateway that has to be listened on. Listeners that share it are told apart by the engine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServedPort {
    /// The Gateway.
    pub gateway: NamespacedName,
    /// The port in the Gateway's spec.
    pub port: u16,
    /// The address of the Gateway where it is.
    pub ip: IpAddr,
    /// What is opened there. One number may stand for both.
    pub transport: Transport,
    /// The names of the listeners, for people.
    pub names: Vec<String>,
}

impl ServedPort {
    /// The ports of a table that have to be listened on, at each address of their Gateways. A Gateway without an address has none.
    pub fn all(table: &RoutingTable, addresses: &Assignment) -> Vec<Self> {
        let mut all = Vec::new();
        for gateway in table.gateways() {
            let ips = addresses.of(gateway);
            let ports = table.ports(gateway).map(|(port, _)| port);
            for (port, transport) in ports.flat_map(|port| {
                [Transport::Tcp, Transport::Udp].map(|transport| (port, transport))
            }) {
                let listeners = table.listeners(gateway, port);
                let mut names: Vec<_> = listeners
                    .filter(|listener| listener.protocol.transport() == transport)
                    .map(|listener| listener.id.section.clone())
                    .collect();
                if names.is_empty() {
                    continue;
                }
                names.sort_unstable();
                all.extend(ips.iter().map(|ip| Self {
                    gateway: gateway.clone(),
                    port,
                    ip: *ip,
                    transport,
                    names: names.clone(),
                }));
            }
        }
        all
    }

    /// Whether it is where another one is, so that it can have its socket.
    pub fn is_at(&self, other: &Self) -> bool {
        let place = |one: &Self| (one.port, one.ip, one.transport);
        self.gateway == other.gateway && place(self) == place(other)
    }
}

impl fmt::Display for ServedPort {
    /// ``listener `web` (port 80) of Gateway `default/edge` ``.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            gateway,
            port,
            names,
            ..
        } = self;
        let names = names.join("`, `");
        write!(
            f,
            "listener `{names}` (port {port}) of Gateway `{}/{}`",
            gateway.namespace, gateway.name
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pool::{Addresses, Pool};
    use crate::testing::compiled;

    #[test]
    fn a_port_is_served_at_each_address_once_for_connections_and_once_for_datagrams() {
        let (resources, table) = compiled(
            "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: test
  addresses: [{value: 127.0.0.1}, {value: 127.0.0.2}]
  listeners:
  - {name: web, protocol: HTTP, port: 80, hostname: b.example}
  - {name: all, protocol: HTTP, port: 80}
  - {name: dns, protocol: UDP, port: 53}
  - {name: dns-tcp, protocol: TCP, port: 53}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: late}
spec: {gatewayClassName: test, listeners: [{name: http, protocol: HTTP, port: 80}]}
",
        );
        let one = Pool {
            first: [127, 0, 0, 1].into(),
            last: [127, 0, 0, 1].into(),
        };
        let before = Assignment::default();
        let addresses = Assignment::new(Addresses::Pool(one, 0), &resources, &before);
        let ports = ServedPort::all(&table, &addresses);
        let said = ports.iter().map(|port| {
            let ServedPort { ip, transport, .. } = port;
            format!("{port} {ip} {transport:?}")
        });
        let edge = "of Gateway `default/edge` 127.0.0";
        assert_eq!(
            said.collect::<Vec<_>>(),
            [
                format!("listener `dns-tcp` (port 53) {edge}.1 Tcp"),
                format!("listener `dns-tcp` (port 53) {edge}.2 Tcp"),
                format!("listener `dns` (port 53) {edge}.1 Udp"),
                format!("listener `dns` (port 53) {edge}.2 Udp"),
                format!("listener `all`, `web` (port 80) {edge}.1 Tcp"),
                format!("listener `all`, `web` (port 80) {edge}.2 Tcp"),
            ]
        );
        let places = |at: &ServedPort| ports.iter().filter(|port| port.is_at(at)).count();
        assert!(ports.iter().all(|port| places(port) == 1));
        assert_eq!(
            addresses.of(&NamespacedName::new("default", "late")),
            &[] as &[IpAddr]
        );
    }
}
