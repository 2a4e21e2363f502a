//! What the engine reads and says, in terms of manifests.

use gateway_route_engine::compile::Resource;
use gateway_route_engine::{Diagnostic, Resources};

use crate::finding::{Finding, Place, Severity};
use crate::load::Manifests;
use crate::object::{LoadedObject, ObjectKey};
use crate::typed::TypedObject;

/// The objects of manifests that routing depends on.
#[derive(Debug, Default)]
pub struct EngineInput {
    /// The objects, typed.
    pub resources: Resources,
    /// Those of the Gateway API, in the order in which they were read.
    pub gateway_api: Vec<ObjectKey>,
    /// What could not be read as its kind wants it.
    pub findings: Vec<Finding>,
    /// How many objects could be read, those of other APIs included.
    pub read: usize,
}

impl Manifests {
    /// The objects that routing depends on. What cannot be read is left out, and said.
    pub fn engine_input(&self) -> EngineInput {
        let mut input = EngineInput::default();
        let (resources, gateway_api) = (&mut input.resources, &mut input.gateway_api);
        input.findings = self.each_typed(|typed, object| {
            if matches!(typed, TypedObject::GatewayApi(_)) {
                gateway_api.push(object.key().clone());
            }
            insert(resources, typed);
        });
        let mut findings = input.findings.iter();
        let is_error = |finding: &Finding| finding.severity == Severity::Error;
        input.read = self.objects().len() - findings.by_ref().filter(|f| is_error(f)).count();
        input
    }

    /// What the engine says of an object, with the place in the text.
    pub fn locate(&self, diagnostic: &Diagnostic) -> Finding {
        let name = &diagnostic.object.name;
        let (group, kind) = (&diagnostic.object.group, &diagnostic.object.kind);
        let key = ObjectKey::new(group, kind, Some(&name.namespace), &name.name);
        let field = diagnostic.path.parse().unwrap_or_default();
        let place = self.place(&key, &field);
        Finding {
            rule: diagnostic.id.to_owned(),
            severity: diagnostic.severity.into(),
            place: place.unwrap_or_else(|| Place::file("-")),
            document: self.object(&key).map(LoadedObject::document),
            object: Some(key),
            path: diagnostic.path.clone(),
            reason: None,
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
        }
    }
}

impl From<gateway_route_engine::Severity> for Severity {
    fn from(severity: gateway_route_engine::Severity) -> Self {
        match severity {
            gateway_route_engine::Severity::Error => Self::Error,
            gateway_route_engine::Severity::Warning => Self::Warning,
            gateway_route_engine::Severity::Info => Self::Info,
        }
    }
}

fn insert(resources: &mut Resources, object: TypedObject) {
    match object {
        TypedObject::GatewayApi(object) => {
            resources.insert_object(object);
        }
        TypedObject::Namespace(object) => put(resources, *object),
        TypedObject::Service(object) => put(resources, *object),
        TypedObject::ServiceImport(object) => put(resources, *object),
        TypedObject::EndpointSlice(object) => put(resources, *object),
        TypedObject::Pod(object) => put(resources, *object),
        TypedObject::Secret(object) => put(resources, *object),
        TypedObject::ConfigMap(object) => put(resources, *object),
        TypedObject::ClusterTrustBundle(object) => put(resources, *object),
        TypedObject::CustomResourceDefinition(object) => put(resources, *object),
    }
}

/// Every key is there once: the manifests keep the first object of a name, and report the others.
fn put<R: Resource>(resources: &mut Resources, object: R) {
    resources.insert(object);
}
