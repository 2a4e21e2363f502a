//! Sources of objects: files and texts now, a cluster's watch one day. Nothing else knows where objects come from.

use std::fmt;
use std::path::PathBuf;

use gateway_manifests::{Finding, Manifests, Severity, short};
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
        let input = manifests.engine_input();
        let findings = manifests.findings().iter().chain(&input.findings);
        Self {
            problems: findings.map(Problem::new).collect(),
            resources: input.resources,
            objects: input.read,
            manifests,
        }
    }

    /// A diagnostic of the engine, with the place of what it is about.
    pub fn locate(&self, diagnostic: &Diagnostic) -> Problem {
        Problem::new(&self.manifests.locate(diagnostic))
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
