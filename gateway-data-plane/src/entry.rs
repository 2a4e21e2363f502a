//! Entry: how a client came in, as far as it is known before the first request.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use gateway_api_types::NamespacedName;
use gateway_route_engine::RequestView;
use gateway_route_engine::request::{ClientCertificate, Frontend, Protocol};
use http::HeaderValue;
use tokio_util::sync::CancellationToken;

use crate::headers::forwarded_for;
use crate::relay::Activity;

/// Where a connection came in, and what its TLS handshake told.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The Gateway whose listener it is.
    pub gateway: NamespacedName,
    /// The listener's port.
    pub port: u16,
    /// The client's address.
    pub client: IpAddr,
    /// The port there.
    pub client_port: u16,
    /// Its address as backends are told it.
    pub forwarded_for: HeaderValue,
    /// What the client speaks.
    pub protocol: Protocol,
    /// The server name of the TLS handshake.
    pub sni: Option<Box<str>>,
    /// What the client has shown in the TLS handshake.
    pub client_certificate: ClientCertificate,
    /// When it last asked for something, or was done with that.
    pub activity: Arc<Activity>,
    /// Cancelled when no further requests are to be taken on the connection.
    pub stop: CancellationToken,
}

impl Entry {
    /// A connection of which nothing has been read.
    pub fn new(
        gateway: NamespacedName,
        port: u16,
        client: SocketAddr,
        protocol: Protocol,
        stop: CancellationToken,
    ) -> Self {
        Self {
            gateway,
            port,
            client: client.ip(),
            client_port: client.port(),
            forwarded_for: forwarded_for(client.ip()),
            protocol,
            sni: None,
            client_certificate: ClientCertificate::Absent,
            activity: Arc::default(),
            stop,
        }
    }

    /// What the engine has to know of it. For a request the HTTP fields are filled in.
    pub fn view(&self) -> RequestView<'_> {
        let frontend = Frontend::Gateway(&self.gateway);
        RequestView {
            client_certificate: self.client_certificate,
            ..RequestView::connection(frontend, self.port, self.protocol, self.sni.as_deref())
        }
    }
}
