//! Input: the manifests that a command was given, read and compiled.

use std::io::{self, Write};

use gateway_manifests::{
    Finding, LoadedObject, Manifests, ObjectKey, Place, Severity, TypedObject, short,
};
use gateway_route_engine::compile::{ObjectRef, Resource};
use gateway_route_engine::{Compiled, Diagnostic, Options, Resources, compile};

use crate::args::InputArgs;

/// The manifests, what became of them, and what there is to say about them.
pub(crate) struct Input {
    pub(crate) manifests: Manifests,
    pub(crate) resources: Resources,
    pub(crate) compiled: Compiled,
    /// The objects of the Gateway API, in the order in which they were read.
    pub(crate) gateway_api: Vec<ObjectKey>,
    /// What could not be read as what it says it is.
    findings: Vec<Finding>,
    /// How many objects could be read.
    read: usize,
}

/// How much of the input could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Readable {
    All,
    Some,
    Nothing,
}

impl Input {
    /// Reads what the arguments name. What cannot be read is left out alone.
    pub(crate) fn load(args: &InputArgs, options: &Options) -> Self {
        let manifests = Manifests::read(&args.paths, args.recursive);
        let mut resources = Resources::default();
        let mut gateway_api = Vec::new();
        let findings = manifests.each_typed(|typed, object| {
            if matches!(typed, TypedObject::GatewayApi(_)) {
                gateway_api.push(object.key().clone());
            }
            insert(&mut resources, typed);
        });
        let unread = findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .count();
        let read = manifests.objects().len() - unread;
        let compiled = compile(&resources, options);
        Self {
            manifests,
            resources,
            compiled,
            gateway_api,
            findings,
            read,
        }
    }

    /// How much could be read; warnings do not count.
    pub(crate) fn readable(&self) -> Readable {
        let mut findings = self.manifests.findings().iter().chain(&self.findings);
        match self.read {
            0 => Readable::Nothing,
            _ if findings.any(|finding| finding.severity == Severity::Error) => Readable::Some,
            _ => Readable::All,
        }
    }

    /// Says what is wrong, each with its place: first what could not be read, then what compile
    /// found.
    pub(crate) fn report(&self, out: &mut impl Write) -> io::Result<()> {
        for finding in self.manifests.findings().iter().chain(&self.findings) {
            writeln!(out, "{}", short(finding))?;
        }
        for diagnostic in &self.compiled.diagnostics {
            writeln!(out, "{}", short(&self.finding(diagnostic)))?;
        }
        if self.read == 0 {
            writeln!(out, "error: no object could be read")?;
        }
        Ok(())
    }

    /// A diagnostic of the engine as a finding in the text.
    fn finding(&self, diagnostic: &Diagnostic) -> Finding {
        let ObjectRef { group, kind, name } = &diagnostic.object;
        let key = ObjectKey::new(group, kind, Some(&name.namespace), &name.name);
        let path = diagnostic.path.parse().unwrap_or_default();
        let place = self
            .manifests
            .place(&key, &path)
            .unwrap_or_else(|| Place::file("-"));
        Finding {
            rule: diagnostic.id.to_owned(),
            severity: match diagnostic.severity {
                gateway_route_engine::Severity::Error => Severity::Error,
                gateway_route_engine::Severity::Warning => Severity::Warning,
                gateway_route_engine::Severity::Info => Severity::Info,
            },
            place,
            document: self.manifests.object(&key).map(LoadedObject::document),
            message: format!("{key}: {}: {}", diagnostic.path, diagnostic.message),
            object: Some(key),
            path: diagnostic.path.clone(),
            reason: None,
            help: diagnostic.help.clone(),
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
        TypedObject::EndpointSlice(object) => put(resources, *object),
        TypedObject::Pod(object) => put(resources, *object),
        TypedObject::Secret(object) => put(resources, *object),
        TypedObject::ConfigMap(object) => put(resources, *object),
        // The engine asks for no other kind.
        _ => {}
    }
}

/// Every key is there once: the manifests keep the first object of a name, and report the others.
fn put<R: Resource>(resources: &mut Resources, object: R) {
    resources.insert(object);
}
