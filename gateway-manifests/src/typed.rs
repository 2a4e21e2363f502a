//! Typed objects: the Gateway API's kinds, and those of other APIs that routing depends on.

use gateway_api_types::{Kind, Object, ServiceImport};
use gateway_validate::field_path::FieldPath;
use gateway_validate::kinds::{self, Mistake, Named};
use k8s_openapi::Resource as _;
use k8s_openapi::api::certificates::v1beta1::ClusterTrustBundle;
use k8s_openapi::api::core::v1::{ConfigMap, Namespace, Pod, Secret, Service};
use k8s_openapi::api::discovery::v1::EndpointSlice;
use k8s_openapi::apiextensions_apiserver::pkg::apis::apiextensions::v1::CustomResourceDefinition;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::finding::{Finding, Severity};
use crate::from_node;
use crate::load::Manifests;
use crate::object::LoadedObject;
use crate::parallel;

/// An object that routing depends on.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum TypedObject {
    /// An object of the Gateway API.
    GatewayApi(Object),
    /// A Namespace, for its labels.
    Namespace(Box<Namespace>),
    /// A Service.
    Service(Box<Service>),
    /// A Service of other clusters.
    ServiceImport(Box<ServiceImport>),
    /// Endpoints of a Service.
    EndpointSlice(Box<EndpointSlice>),
    /// A Pod, which an XBackend may select.
    Pod(Box<Pod>),
    /// A Secret, for certificates.
    Secret(Box<Secret>),
    /// A `ConfigMap`, for certificate authorities.
    ConfigMap(Box<ConfigMap>),
    /// A `ClusterTrustBundle`, for certificate authorities.
    ClusterTrustBundle(Box<ClusterTrustBundle>),
    /// A `CustomResourceDefinition`, for the version that it is of: its metadata and group alone.
    CustomResourceDefinition(Box<CustomResourceDefinition>),
}

impl Manifests {
    /// Hands each object of a kind that routing depends on to `sink`, typed, and returns what could not be
    /// read as its kind wants it. Objects of other APIs are passed over.
    pub fn each_typed<'m>(
        &'m self,
        mut sink: impl FnMut(TypedObject, &'m LoadedObject),
    ) -> Vec<Finding> {
        let read = parallel::in_chunks(self.objects(), |objects| {
            objects.iter().map(LoadedObject::typed).collect()
        });
        let mut findings = Vec::new();
        for (typed, object) in read.into_iter().zip(self.objects()) {
            match typed {
                Ok(Some(typed)) => sink(typed, object),
                Ok(None) => {}
                Err(finding) => {
                    let restored = object.without_status(&finding);
                    findings.push(
                        restored
                            .as_ref()
                            .map_or(*finding, |(_, warning)| warning.clone()),
                    );
                    if let Some((typed, _)) = restored {
                        sink(typed, object);
                    }
                }
            }
        }
        findings
    }
}

impl LoadedObject {
    /// The object as its kind, or nothing if routing does not depend on that kind.
    pub fn typed(&self) -> Result<Option<TypedObject>, Box<Finding>> {
        let read = match kinds::named(&self.api_version, &self.key.kind) {
            Named::Known(kind) => self.gateway_api(kind),
            Named::Foreign => self.foreign(),
            Named::Mistaken(mistake) => return Err(Box::new(self.mistaken(mistake))),
        };
        read.map_err(|error| Box::new(self.unreadable(&error)))
    }

    /// The object without its `status`, where nothing else could not be read: controllers write it, and
    /// an API server drops what a manifest says there. The warning tells what was left out.
    fn without_status(&self, finding: &Finding) -> Option<(TypedObject, Finding)> {
        if finding.path != "status" && !finding.path.starts_with("status.") {
            return None;
        }
        let mut value = self.to_json();
        value.as_object_mut()?.remove("status");
        let object = Object::from_value(value).ok()?;
        let warning = Finding {
            severity: Severity::Warning,
            message: format!("{}; the status is left out", finding.message),
            ..finding.clone()
        };
        Some((TypedObject::GatewayApi(object), warning))
    }

    fn gateway_api(&self, kind: Kind) -> Result<Option<TypedObject>, Unreadable> {
        if let Some(object) = self.node().and_then(|node| from_node::object(kind, node)) {
            return Ok(Some(TypedObject::GatewayApi(object)));
        }
        let object = Object::from_value(self.to_json()).map_err(|error| Unreadable {
            path: error.path().to_owned(),
            message: error.message().to_owned(),
        })?;
        Ok(Some(TypedObject::GatewayApi(object)))
    }

    fn foreign(&self) -> Result<Option<TypedObject>, Unreadable> {
        let value = || self.to_json();
        let typed = match (self.api_version.as_str(), self.key.kind.as_str()) {
            ("v1", "Namespace") => TypedObject::Namespace(read(value())?),
            ("v1", "Service") => TypedObject::Service(read(value())?),
            ("v1", "Pod") => TypedObject::Pod(read(value())?),
            ("v1", "Secret") => TypedObject::Secret(read(value())?),
            ("v1", "ConfigMap") => TypedObject::ConfigMap(read(value())?),
            ("discovery.k8s.io/v1", "EndpointSlice") => TypedObject::EndpointSlice(read(value())?),
            (_, ServiceImport::KIND) if self.key.group == ServiceImport::GROUP => {
                TypedObject::ServiceImport(read(value())?)
            }
            (_, "CustomResourceDefinition") if self.key.group == "apiextensions.k8s.io" => {
                TypedObject::CustomResourceDefinition(read(without_schemas(&value()))?)
            }
            (version, "ClusterTrustBundle") if BUNDLE_VERSIONS.contains(&version) => {
                TypedObject::ClusterTrustBundle(read(in_version(
                    value(),
                    ClusterTrustBundle::API_VERSION,
                ))?)
            }
            _ => return Ok(None),
        };
        Ok(Some(typed))
    }

    fn mistaken(&self, mistake: Mistake) -> Finding {
        let same_kind = mistake.kind == Some(self.key.kind.as_str());
        let field = FieldPath::root().field(if same_kind { "apiVersion" } else { "kind" });
        self.finding("unknown-kind", &field, mistake.message)
            .with_help(mistake.help)
    }

    fn unreadable(&self, error: &Unreadable) -> Finding {
        let field = error.path.parse().unwrap_or_default();
        let message = in_plain_words(&error.message);
        let finding = self.finding("wrong-type", &field, message);
        let is_time = error.path.ends_with("Timestamp") || error.path.ends_with("Time");
        finding.with_help(is_time.then_some("write a time such as `2026-01-31T12:00:00Z`"))
    }
}

/// Versions of `ClusterTrustBundle`, which differ in nothing.
const BUNDLE_VERSIONS: &[&str] = &[
    "certificates.k8s.io/v1alpha1",
    "certificates.k8s.io/v1beta1",
    "certificates.k8s.io/v1",
];

/// Why an object is not what its kind wants.
struct Unreadable {
    path: String,
    message: String,
}

fn read<T: DeserializeOwned>(value: Value) -> Result<Box<T>, Unreadable> {
    serde_path_to_error::deserialize(value)
        .map(Box::new)
        .map_err(|error| {
            let path = error.path().to_string();
            Unreadable {
                path: if path == "." { String::new() } else { path },
                message: error.into_inner().to_string(),
            }
        })
}

/// What a definition says of itself, whatever it says of its kind.
fn without_schemas(definition: &Value) -> Value {
    json!({
        "apiVersion": CustomResourceDefinition::API_VERSION,
        "kind": CustomResourceDefinition::KIND,
        "metadata": definition["metadata"],
        "spec": { "group": definition["spec"]["group"] },
    })
}

fn in_version(mut value: Value, api_version: &str) -> Value {
    if let Some(member) = value.get_mut("apiVersion") {
        *member = api_version.into();
    }
    value
}

/// A message of the deserializer in terms of YAML instead of Rust. What a parser of texts says, that of
/// times, is none of the deserializer's and says enough.
fn in_plain_words(message: &str) -> String {
    const WORDS: &[(&str, &str)] = &[
        ("invalid type: ", ""),
        ("invalid value: ", ""),
        ("integer `", "the number `"),
        ("floating point `", "the number `"),
        ("boolean `", "the boolean `"),
        ("string \"", "the text \""),
        ("sequence", "a list"),
        ("map", "a mapping"),
    ];
    const WANTED: &[(&str, &str)] = &[
        ("a sequence", "a list"),
        ("a map", "a mapping"),
        ("struct ", "a mapping"),
        ("a string", "a text"),
        ("a timestamp string", "a time"),
        ("i32", "a whole number of 32 bits"),
        ("i64", "a whole number of 64 bits"),
        ("u16", "a whole number from 0 to 65535"),
        ("u32", "a whole number from 0 to 4294967295"),
    ];
    let own = message.starts_with("invalid ") || message.starts_with("unknown ");
    let split = message.split_once(", expected ").filter(|_| own);
    let Some((found, wanted)) = split else {
        return message.to_owned();
    };
    let mut found = found.to_owned();
    for (term, word) in WORDS {
        if let Some(rest) = found.strip_prefix(term) {
            found = format!("{word}{rest}");
        }
    }
    let wanted = WANTED
        .iter()
        .find(|(term, _)| wanted.starts_with(term))
        .map_or(wanted, |(_, word)| word);
    format!("expected {wanted}, found {found}")
}
