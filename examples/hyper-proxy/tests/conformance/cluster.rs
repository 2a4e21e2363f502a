//! Cluster: the pods of the suite's Deployments, and a proxy on the suite's manifests.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use gateway_route_engine::Transport;
use hyper_proxy::{Addresses, Config, ManifestText, Proxy};
use serde_json::{Value, json};

use crate::credentials::Credentials;
use crate::pod::Pod;

/// The pods that run, by namespace and name of their Deployment. They outlive a test: most tests have the same.
pub(crate) struct Cluster {
    pub(crate) credentials: Credentials,
    pods: BTreeMap<(String, String), Vec<Pod>>,
    addresses: u8,
}

/// Whose pods the suite writes into the EndpointSlices that it makes by hand.
const PODS_OF_SLICES: &str = "infra-backend-v1";

impl Cluster {
    pub(crate) fn new(credentials: Credentials) -> Self {
        Self {
            credentials,
            pods: BTreeMap::new(),
            addresses: 0,
        }
    }

    /// Starts the pods that are wanted, and gives the objects with EndpointSlices that lead to them.
    async fn deploy(&mut self, objects: &[Value]) -> Vec<Value> {
        for deployment in of_kind(objects, "Deployment") {
            self.start(deployment).await;
        }
        let slices = of_kind(objects, "Service").map(|service| self.slice(service, objects));
        let mut all: Vec<_> = objects.iter().cloned().chain(slices.flatten()).collect();
        for slice in all
            .iter_mut()
            .filter(|object| object["kind"] == "EndpointSlice")
        {
            self.fill_in(slice);
        }
        for object in &mut all {
            self.credentials.fill_in(object);
        }
        all
    }

    async fn start(&mut self, deployment: &Value) {
        let key = name(deployment);
        if self.pods.contains_key(&key) {
            return;
        }
        let mut pods = Vec::new();
        for index in 0..deployment["spec"]["replicas"].as_u64().unwrap_or(1) {
            self.addresses += 1;
            // Loopback addresses of this process, so that another run of the test is not in the way.
            let [_, _, high, low] = std::process::id().to_be_bytes();
            let address = Ipv4Addr::new(127, 64 | (high & 63), low, self.addresses);
            pods.push(Pod::start(deployment, index, address, &self.credentials).await);
        }
        self.pods.insert(key, pods);
    }

    /// The EndpointSlice that a cluster makes for a Service with a selector.
    fn slice(&self, service: &Value, objects: &[Value]) -> Option<Value> {
        let selector = service["spec"]["selector"].as_object()?;
        let (namespace, of) = name(service);
        let selected = of_kind(objects, "Deployment").filter(|deployment| {
            let labels = &deployment["spec"]["template"]["metadata"]["labels"];
            name(deployment).0 == namespace
                && selector
                    .iter()
                    .all(|(label, value)| labels[label] == *value)
        });
        let pods = selected.flat_map(|deployment| &self.pods[&name(deployment)]);
        let ports = service["spec"]["ports"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|port| {
                let target = if port["targetPort"].is_null() {
                    &port["port"]
                } else {
                    &port["targetPort"]
                };
                json!({ "name": port["name"], "port": target, "protocol": port["protocol"] })
            });
        Some(json!({
            "apiVersion": "discovery.k8s.io/v1",
            "kind": "EndpointSlice",
            "metadata": {
                "namespace": namespace, "name": of, "labels": { "kubernetes.io/service-name": of },
            },
            "addressType": "IPv4",
            "ports": ports.collect::<Vec<_>>(),
            "endpoints": pods.map(|pod| json!({ "addresses": [pod.address] })).collect::<Vec<_>>(),
        }))
    }

    /// Puts the addresses of pods into an EndpointSlice that was made by hand.
    fn fill_in(&self, slice: &mut Value) {
        let (namespace, _) = name(slice);
        if slice["endpoints"][0]["addresses"] != json!(["10.0.0.1"]) {
            return;
        }
        let pods = &self.pods[&(namespace, PODS_OF_SLICES.to_owned())];
        let pods = pods.iter().filter(|_| slice["addressType"] == "IPv4");
        slice["endpoints"] = pods
            .map(|pod| json!({ "addresses": [pod.address] }))
            .collect();
    }

    /// How many requests for a path the pods of a Deployment got.
    pub(crate) fn count(&self, namespace: &str, deployment: &str, path: &str) -> usize {
        let pods = &self.pods[&(namespace.to_owned(), deployment.to_owned())];
        pods.iter().map(|pod| pod.count(path)).sum()
    }
}

/// A proxy that serves the Gateways of a test.
#[derive(Debug)]
pub(crate) struct Gateways {
    proxy: Proxy,
}

impl Gateways {
    /// Serves these objects.
    pub(crate) async fn serve(cluster: &mut Cluster, objects: &[Value]) -> Self {
        let objects = cluster.deploy(objects).await;
        let text = json!({ "apiVersion": "v1", "kind": "List", "items": objects });
        let source = ManifestText::new("suite", text.to_string());
        let config = Config::new(Addresses::AnyPort(IpAddr::V4(Ipv4Addr::LOCALHOST)));
        let proxy = hyper_proxy::start(Arc::new(source), config).await;
        Self {
            proxy: proxy.unwrap(),
        }
    }

    /// Where the Gateway of a request listens; `None` if it does not.
    pub(crate) fn address(&self, item: &Value) -> Option<SocketAddr> {
        let gateway = &item["gateway"];
        let transport = if item["request"]["protocol"] == "UDP" {
            Transport::Udp
        } else {
            Transport::Tcp
        };
        let listening = self.proxy.listening();
        let listening = listening.iter().find(|listening| {
            let listener = &listening.listener;
            listener.gateway.namespace == *gateway["namespace"].as_str().unwrap()
                && listener.gateway.name == *gateway["name"].as_str().unwrap()
                && gateway["port"] == listener.port
                && listener.transport == transport
        });
        listening.map(|listening| listening.address)
    }

    pub(crate) async fn shutdown(self) {
        self.proxy.shutdown().await;
    }
}

fn of_kind<'a>(
    objects: &'a [Value],
    kind: &'static str,
) -> impl Iterator<Item = &'a Value> + Clone {
    objects.iter().filter(move |object| object["kind"] == kind)
}

fn name(object: &Value) -> (String, String) {
    let text = |member: &str| {
        object["metadata"][member]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    (text("namespace"), text("name"))
}
