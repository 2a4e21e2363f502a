//! Sources of objects: files and texts now, a cluster's watch one day. Nothing else knows where objects come from.

use std::fmt;
use std::path::PathBuf;

use gateway_manifests::{Finding, Manifests, ObjectKey, Place, Severity, TypedObject, short};
use gateway_route_engine::compile::Resource;
use gateway_route_engine::{Diagnostic, Resources};

/// Gives the objects to serve.
pub trait Source: fmt::Debug + Send + Sync {
    /// Reads all objects. What cannot be read is left out, and said.
    fn read(&self) -> Input;
}

/// The objects of a source.
#[derive(Debug)]
pub struct Input {
    /// The objects.
    pub resources: Resources,
    /// How many there are, those that no outcome depends on included.
    pub objects: usize,
    /// What could not be read, each with its place.
    pub problems: Vec<Problem>,
    manifests: Manifests,
}

/// Something to tell the people who wrote the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// How much it matters.
    pub severity: Severity,
    /// Where, what, and what to write instead.
    pub text: String,
}

/// Files and folders of manifests.
#[derive(Clone, Debug)]
pub struct ManifestFiles {
    /// What the command line names.
    pub paths: Vec<PathBuf>,
}

/// A manifest that is at hand as a text.
#[derive(Clone, Debug)]
pub struct ManifestText {
    /// What to call it.
    pub name: String,
    /// YAML or JSON.
    pub text: String,
}

impl Source for ManifestFiles {
    fn read(&self) -> Input {
        Input::new(Manifests::read(&self.paths, true))
    }
}

impl Source for ManifestText {
    fn read(&self) -> Input {
        Input::new(Manifests::from_texts([(
            self.name.as_str(),
            self.text.as_str(),
        )]))
    }
}

impl Input {
    fn new(manifests: Manifests) -> Self {
        let mut resources = Resources::default();
        let untyped = manifests.each_typed(|object, _| insert(&mut resources, object));
        let problems = manifests
            .findings()
            .iter()
            .chain(&untyped)
            .map(Problem::new)
            .collect();
        let objects = manifests.objects().len() - untyped.len();
        Self {
            resources,
            objects,
            problems,
            manifests,
        }
    }

    /// A diagnostic of the engine, with the place of what it is about.
    pub fn locate(&self, diagnostic: &Diagnostic) -> Problem {
        let object = &diagnostic.object;
        let key = ObjectKey::new(
            &object.group,
            &object.kind,
            Some(&object.name.namespace),
            &object.name.name,
        );
        let field = diagnostic.path.parse().unwrap_or_default();
        Problem::new(&Finding {
            rule: diagnostic.id.to_owned(),
            severity: match diagnostic.severity {
                gateway_route_engine::Severity::Error => Severity::Error,
                gateway_route_engine::Severity::Warning => Severity::Warning,
                gateway_route_engine::Severity::Info => Severity::Info,
            },
            place: self
                .manifests
                .place(&key, &field)
                .unwrap_or_else(|| Place::file("-")),
            document: None,
            message: format!("{key}: {}: {}", diagnostic.path, diagnostic.message),
            object: Some(key),
            path: diagnostic.path.clone(),
            reason: None,
            help: diagnostic.help.clone(),
        })
    }
}

impl Problem {
    fn new(finding: &Finding) -> Self {
        Self {
            severity: finding.severity,
            text: short(finding),
        }
    }

    /// Something that the proxy itself found.
    pub(crate) fn error(text: String) -> Self {
        Self {
            severity: Severity::Error,
            text,
        }
    }
}

/// Kinds that no outcome depends on are passed over.
fn insert(resources: &mut Resources, object: TypedObject) {
    match object {
        TypedObject::GatewayApi(object) => {
            resources.insert_object(object);
        }
        TypedObject::Namespace(object) => put(resources, *object),
        TypedObject::Service(object) => put(resources, *object),
        TypedObject::EndpointSlice(object) => put(resources, *object),
        TypedObject::Pod(object) => put(resources, *object),
        TypedObject::Secret(object) => put(resources, *object),
        TypedObject::ConfigMap(object) => put(resources, *object),
        _ => {}
    }
}

/// A key comes once: the manifests keep the first object of a name and report the others.
fn put<R: Resource>(resources: &mut Resources, object: R) {
    resources.insert(object);
}
