//! Pod: a backend of the suite, on a loopback address of its own and the ports that the manifests name.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use serde_json::Value;
use tokio::net::TcpListener;

use crate::{echo, grpc};

/// A pod of a Deployment.
#[derive(Clone, Debug)]
pub(crate) struct Pod {
    pub(crate) namespace: String,
    pub(crate) name: String,
    pub(crate) address: Ipv4Addr,
    /// The paths of the requests that it got.
    log: Arc<Mutex<Vec<String>>>,
}

impl Pod {
    /// Starts what the Deployment's container does by its environment.
    pub(crate) async fn start(deployment: &Value, index: u64, address: Ipv4Addr) -> Self {
        let text = |value: &Value| value.as_str().unwrap_or("default").to_owned();
        let metadata = &deployment["metadata"];
        let pod = Self {
            namespace: text(&metadata["namespace"]),
            name: format!("{}-{index}", text(&metadata["name"])),
            address,
            log: Arc::default(),
        };
        let environment = &deployment["spec"]["template"]["spec"]["containers"][0]["env"];
        let is_set = |name: &str| {
            let entries = environment.as_array().into_iter().flatten();
            entries.clone().any(|entry| entry["name"] == name)
        };
        if is_set("GRPC_ECHO_SERVER") {
            tokio::spawn(grpc::serve(pod.clone(), pod.listen(3000).await));
        } else if !is_set("TCP_ECHO_SERVER") && !is_set("UDP_ECHO_SERVER") {
            tokio::spawn(echo::serve(
                pod.clone(),
                pod.listen(3000).await,
                echo::Speaks::Http1,
            ));
            tokio::spawn(echo::serve(
                pod.clone(),
                pod.listen(3001).await,
                echo::Speaks::H2c,
            ));
        }
        pod
    }

    async fn listen(&self, port: u16) -> TcpListener {
        let address = SocketAddr::from((self.address, port));
        TcpListener::bind(address)
            .await
            .unwrap_or_else(|error| panic!("{address} of pod {}: {error}", self.name))
    }

    /// Notes a request.
    pub(crate) fn note(&self, path: &str) {
        self.log.lock().unwrap().push(path.to_owned());
    }

    /// How many requests for a path it got.
    pub(crate) fn count(&self, path: &str) -> usize {
        self.log
            .lock()
            .unwrap()
            .iter()
            .filter(|seen| *seen == path)
            .count()
    }
}
