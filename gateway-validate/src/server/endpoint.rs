//! Endpoints: which kind and version a request is about.

use serde_json::Value;

use super::stored::{self, Numbers, to_value};
use super::{Request, Stored};
use crate::check::Definition;
use crate::document::Node;
use crate::fit::{Fitted, Mode};
use crate::generated;
use crate::json::Json;
use crate::metadata::Metadata;
use crate::schema::{Resource, Version};

/// A collection of objects.
#[derive(Clone, Copy, Debug)]
pub(super) struct Endpoint<'a> {
    pub(super) definition: Definition,
    /// The version in which objects are stored.
    storage: &'static Version,
    pub(super) namespace: &'a str,
}

/// What an `apiVersion` names, seen from an endpoint.
#[derive(Clone, Copy, Debug)]
pub(super) enum Named {
    OtherGroup,
    /// The group, and a version that the kind does not have.
    NoVersion,
    Version(&'static Version),
}

const DEFAULT_NAMESPACE: &str = "default";

impl<'a> Endpoint<'a> {
    /// The endpoint at the path of a request, if the server has it.
    pub(super) fn at(request: &Request<'_>, path: &'a str) -> Option<Self> {
        Self::by_path(generated::resources(request.release, request.channel), path)
    }

    /// The endpoint that an object belongs to, if the server has it.
    pub(super) fn of_object(request: &Request<'_>, object: Node<'a>) -> Option<Self> {
        let resources = generated::resources(request.release, request.channel);
        let text = |node: Node<'a>, name| node.member(name).and_then(Json::text);
        let (group, version) = text(object, "apiVersion")?.rsplit_once('/')?;
        let kind = text(object, "kind")?;
        let resource = resources
            .iter()
            .find(|known| known.kind == kind && known.group == group)?;
        let namespace = object
            .member("metadata")
            .and_then(|metadata| text(metadata, "namespace"));
        let namespace = namespace
            .filter(|namespace| !namespace.is_empty())
            .unwrap_or(DEFAULT_NAMESPACE);
        Self::new(
            resource,
            version,
            if resource.namespaced { namespace } else { "" },
        )
    }

    fn by_path(resources: &'static [Resource], path: &'a str) -> Option<Self> {
        let path = path.trim_matches('/').strip_prefix("apis/")?;
        let parts: Vec<&str> = path.split('/').collect();
        let (group, version, namespace, plural) = match parts[..] {
            [group, version, plural] => (group, version, None, plural),
            [group, version, "namespaces", namespace, plural] => {
                (group, version, Some(namespace), plural)
            }
            _ => return None,
        };
        let resource = resources
            .iter()
            .find(|known| known.plural == plural && known.group == group)?;
        if namespace.is_some() != resource.namespaced {
            return None;
        }
        Self::new(resource, version, namespace.unwrap_or_default())
    }

    fn new(resource: &'static Resource, version: &str, namespace: &'a str) -> Option<Self> {
        let version = resource
            .versions
            .iter()
            .find(|known| known.name == version && known.served)?;
        let storage = resource.versions.iter().find(|version| version.storage)?;
        Some(Self {
            definition: Definition { resource, version },
            storage,
            namespace,
        })
    }

    /// The metadata of an object that is here.
    pub(super) fn in_namespace<'m>(&self, metadata: &Metadata<'m>) -> Metadata<'m>
    where
        'a: 'm,
    {
        Metadata {
            namespace: self.namespace,
            ..metadata.clone()
        }
    }

    /// An object as it comes out of the store, in the version of this endpoint.
    pub(super) fn stored_before(&self, old: Stored<'_>) -> Value {
        let version = self.version_of(old.object);
        let mut fitted = Fitted::new(old.object, version.schema, Mode::Whole);
        if version.status && !old.forced {
            fitted.remove("status", version.schema);
        }
        // What was put into the store unchecked is as it was sent, 80.0 included.
        let numbers = if old.forced {
            Numbers::Sent
        } else {
            Numbers::Stored
        };
        let object = to_value(fitted.root(), Some(version.schema), numbers);
        self.through_store(&object, numbers)
    }

    /// What a client gets of an object that was put into the store.
    #[allow(
        clippy::needless_pass_by_value,
        reason = "the object is spent: what comes back takes its place"
    )]
    pub(super) fn read_back(
        &self,
        object: Value,
        metadata: &Metadata<'_>,
        has_namespace: bool,
    ) -> Value {
        let mut object = self.through_store(&object, Numbers::Stored);
        if let Some(members) = object.as_object_mut() {
            members.insert(
                "metadata".to_owned(),
                stored::metadata(metadata, has_namespace),
            );
        }
        object
    }

    /// Objects are stored in one version, and get the defaults of that when they are read.
    fn through_store(&self, object: &Value, numbers: Numbers) -> Value {
        let storage = self.storage.schema;
        let read = Fitted::new(object, storage, Mode::Whole);
        let read = to_value(read.root(), Some(storage), numbers);
        let requested = self.definition.version.schema;
        if std::ptr::eq(requested, storage) {
            return read;
        }
        let converted = Fitted::new(&read, requested, Mode::Pruned);
        to_value(converted.root(), Some(requested), numbers)
    }

    fn version_of(&self, object: Node<'_>) -> &'static Version {
        let api_version = object
            .member("apiVersion")
            .and_then(Json::text)
            .unwrap_or_default();
        match self.version(api_version) {
            Named::Version(version) => version,
            Named::NoVersion | Named::OtherGroup => self.definition.version,
        }
    }

    /// What an `apiVersion` names.
    pub(super) fn version(&self, api_version: &str) -> Named {
        let resource = self.definition.resource;
        match api_version.rsplit_once('/') {
            Some((group, name)) if group == resource.group => {
                let mut versions = resource.versions.iter();
                let version = versions.find(|version| version.name == name);
                version.map_or(Named::NoVersion, Named::Version)
            }
            _ => Named::OtherGroup,
        }
    }
}
