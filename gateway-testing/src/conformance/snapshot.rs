//! Snapshot: the objects of a test's cluster between two mutations.

use std::collections::BTreeMap;

use gateway_manifests::Manifests;
use serde_json::{Value, json};

use super::settings::{ADDRESSES, CONTROLLER};
use crate::engine::{Engine, Statuses};
use crate::options::Options;
use crate::world::World;

/// Our class.
const CLASS: &str = "gateway-conformance";
/// Where the pods of a Service are that selects none: the suite writes their addresses into its
/// EndpointSlices by hand.
const PODS_WITHOUT_SELECTOR: &str = "infra-backend-v1";

/// Objects, with what a server adds to them, and the statuses that an engine computes.
#[derive(Clone, Debug)]
pub(crate) struct Snapshot {
    /// By `Kind namespace/name`.
    objects: BTreeMap<String, Value>,
    pub(crate) world: World,
    pub(crate) options: Options,
    pub(crate) statuses: Statuses,
    /// What other controllers wrote into statuses, with the object's key.
    pub(crate) added: Vec<(String, Value)>,
    /// Who signed a certificate of the suite, or which authority a bundle holds, by key.
    signers: BTreeMap<String, String>,
}

impl Snapshot {
    /// A cluster with our class and the certificates that the suite makes itself.
    pub(crate) fn new(certificates: &Value, options: Options) -> Self {
        let mut snapshot = Self {
            objects: BTreeMap::new(),
            world: World::default(),
            options,
            statuses: Statuses::new(),
            added: Vec::new(),
            signers: BTreeMap::new(),
        };
        snapshot.put(
            json!({
                "apiVersion": "gateway.networking.k8s.io/v1",
                "kind": "GatewayClass",
                "metadata": { "name": CLASS },
                "spec": { "controllerName": CONTROLLER },
            }),
            0,
        );
        for object in certificates["objects"].as_array().into_iter().flatten() {
            let signer = object["signer"].as_str().unwrap_or_default().to_owned();
            snapshot.signers.insert(key(object), signer);
            snapshot.put(certificate(object), 0);
        }
        snapshot
    }

    /// Applies the documents of a manifest.
    pub(crate) fn apply(&mut self, text: &str) -> Result<(), String> {
        let manifests = Manifests::from_texts([("manifest", filled_in(text))]);
        if let Some(finding) = manifests.findings().first() {
            return Err(format!("{finding:?}"));
        }
        for object in manifests.objects() {
            self.put(object.to_json(), 0);
        }
        Ok(())
    }

    /// Carries out the mutation that leads to a phase.
    pub(crate) fn mutate(&mut self, mutation: &Value, phase: usize) -> Result<(), String> {
        let key = key(&mutation["object"]);
        match mutation["op"].as_str().unwrap_or_default() {
            "create" | "patch" => {
                let text = filled_in(&mutation["to"].to_string());
                let mut object: Value =
                    serde_json::from_str(&text).map_err(|error| error.to_string())?;
                put_certificates(&mut object["data"]);
                if let Some(members) = object.as_object_mut() {
                    members.remove("status");
                }
                object["kind"] = mutation["object"]["kind"].clone();
                object["apiVersion"] = json!(match object["kind"].as_str() {
                    Some("ConfigMap") => "v1",
                    _ => "gateway.networking.k8s.io/v1",
                });
                self.put(object, phase);
            }
            "delete" => drop(self.objects.remove(&key)),
            "addStatus" => {
                let object = self
                    .objects
                    .get_mut(&key)
                    .ok_or_else(|| format!("there is no {key}"))?;
                let added = with_time(&mutation["add"]);
                add(&mut object["status"], &added);
                self.added.push((key, added));
            }
            other => return Err(format!("`{other}` is no mutation")),
        }
        Ok(())
    }

    /// Lets the engine write its statuses, as a controller would before the next step.
    pub(crate) fn settle(&mut self, engine: &dyn Engine) -> Result<(), String> {
        self.world = self.to_world()?;
        self.statuses = engine.statuses(&self.world, &self.options);
        for (key, status) in &self.statuses {
            if let Some(object) = self.objects.get_mut(key) {
                object["status"] = status.clone();
            }
        }
        self.world = self.to_world()?;
        Ok(())
    }

    /// All objects, in the order of their kinds and names.
    pub(crate) fn objects(&self) -> Vec<Value> {
        self.objects.values().cloned().collect()
    }

    /// The object of this kind and name.
    pub(crate) fn object(&self, reference: &Value) -> Option<&Value> {
        self.objects.get(&key(reference))
    }

    /// The status of an object as it stands in the cluster.
    pub(crate) fn status(&self, reference: &Value) -> &Value {
        self.object(reference)
            .map_or(&Value::Null, |object| &object["status"])
    }

    /// Who signed a certificate of the suite, or which authority a bundle holds.
    pub(crate) fn signer(&self, key: &str) -> Option<&str> {
        self.signers.get(key).map(String::as_str)
    }

    /// Whether a Service has pods whose names begin like this. A pod is called after its
    /// Deployment.
    pub(crate) fn has_pods(&self, service: &Value, prefix: &str) -> bool {
        let text = |member: &str| service[member].as_str().unwrap_or_default();
        let namespace = text("namespace");
        let object = self
            .objects
            .get(&format!("Service {namespace}/{}", text("name")));
        let selector = object.map_or(&Value::Null, |service| &service["spec"]["selector"]);
        let Some(selector) = selector.as_object() else {
            return object.is_some() && PODS_WITHOUT_SELECTOR.starts_with(prefix);
        };
        let mut deployments = self.objects.values().filter(|object| {
            object["kind"] == "Deployment"
                && object["metadata"]["namespace"] == namespace
                && selector.iter().all(|(label, value)| {
                    object["spec"]["template"]["metadata"]["labels"][label] == *value
                })
        });
        deployments.any(|object| {
            let name = object["metadata"]["name"].as_str();
            name.is_some_and(|name| name.starts_with(prefix))
        })
    }

    /// Stores an object as a server does: with a generation that counts changes of the spec, and
    /// the time of its creation, a second for each phase.
    fn put(&mut self, mut object: Value, phase: usize) {
        if object["metadata"]["namespace"].is_null() && is_namespaced(&object) {
            object["metadata"]["namespace"] = json!("default");
        }
        let key = key(&json!({
            "kind": object["kind"],
            "namespace": object["metadata"]["namespace"],
            "name": object["metadata"]["name"],
        }));
        let before = self.objects.get(&key);
        let generation = before.map_or(1, |before| {
            let generation = before["metadata"]["generation"].as_u64().unwrap_or(1);
            generation + u64::from(before["spec"] != object["spec"])
        });
        let created = before.map_or_else(
            || json!(format!("2024-01-01T00:00:{phase:02}Z")),
            |before| before["metadata"]["creationTimestamp"].clone(),
        );
        object["metadata"]["generation"] = json!(generation);
        object["metadata"]["creationTimestamp"] = created;
        if let Some(status) = before.and_then(|before| before.get("status")) {
            object["status"] = status.clone();
        }
        if object["kind"] == "EndpointSlice" && object["endpoints"].is_null() {
            // The suite writes the addresses of pods into slices that come without.
            object["endpoints"] = json!([{ "addresses": ["10.0.0.1"] }]);
        }
        self.objects.insert(key, object);
    }

    fn to_world(&self) -> Result<World, String> {
        let mut world = World::default();
        for object in self.objects.values().filter(|object| World::knows(object)) {
            world.add(object.clone())?;
        }
        Ok(world)
    }
}

/// A text of the suite with our names in place of its placeholders.
fn filled_in(text: &str) -> String {
    let names = [
        ("{GATEWAY_CLASS_NAME}", CLASS),
        ("{GATEWAY_CONTROLLER_NAME}", CONTROLLER),
    ];
    let all = names.into_iter().chain(ADDRESSES);
    all.fold(text.to_owned(), |text, (placeholder, value)| {
        text.replace(placeholder, value)
    })
}

/// `Kind namespace/name` of a reference with these three members.
pub(crate) fn key(reference: &Value) -> String {
    let text = |member: &str| reference[member].as_str().unwrap_or_default();
    match text("namespace") {
        "" => format!("{} {}", text("kind"), text("name")),
        namespace => format!("{} {namespace}/{}", text("kind"), text("name")),
    }
}

fn is_namespaced(object: &Value) -> bool {
    !matches!(
        object["kind"].as_str(),
        Some("GatewayClass" | "Namespace" | "XMesh")
    )
}

fn pem(label: &str) -> String {
    format!("-----BEGIN {label}-----\nAAAA\n-----END {label}-----\n")
}

/// Puts contents of the right form where data point to a certificate that the suite makes.
fn put_certificates(data: &mut Value) {
    let values = data.as_object_mut().into_iter().flatten();
    for (_, value) in values {
        let pointer = value.as_str().unwrap_or_default();
        if pointer.starts_with("configmap:") || pointer.starts_with("secret:") {
            // Who has the certificates finds here which one it is; those who read PEM pass over it.
            *value = json!(format!("{pointer}\n{}", pem("CERTIFICATE")));
        }
    }
}

/// A Secret or ConfigMap of the suite, with contents of the right form.
fn certificate(object: &Value) -> Value {
    let metadata = json!({ "namespace": object["namespace"], "name": object["name"] });
    let (crt, key) = (pem("CERTIFICATE"), pem("PRIVATE KEY"));
    if object["kind"] == "ConfigMap" {
        return json!({
            "apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata, "data": { "ca.crt": crt },
        });
    }
    json!({
        "apiVersion": "v1", "kind": "Secret", "metadata": metadata, "type": "kubernetes.io/tls",
        "stringData": { "tls.crt": crt, "tls.key": key },
    })
}

/// Adds what another controller writes: list entries are appended, listeners go by name.
fn add(status: &mut Value, added: &Value) {
    for (member, entries) in added.as_object().into_iter().flatten() {
        let list = &mut status[member];
        if list.is_null() {
            *list = json!([]);
        }
        for entry in entries.as_array().into_iter().flatten() {
            let entry = entry.clone();
            let listed = list.as_array_mut().into_iter().flatten();
            let same = listed
                .into_iter()
                .find(|old| member == "listeners" && old["name"] == entry["name"]);
            match same {
                Some(listener) => add(listener, &json!({ "conditions": entry["conditions"] })),
                None => list
                    .as_array_mut()
                    .into_iter()
                    .for_each(|list| list.push(entry.clone())),
            }
        }
    }
}

/// `TIME` stands for a time stamp.
fn with_time(value: &Value) -> Value {
    let text = value
        .to_string()
        .replace("\"TIME\"", "\"2024-01-01T00:00:00Z\"");
    serde_json::from_str(&text).unwrap_or_default()
}
