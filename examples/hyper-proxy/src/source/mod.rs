//! Sources of objects: files and texts now, a cluster's watch one day. Nothing else knows where objects come from.

mod files;
mod text;

use std::collections::BTreeSet;
use std::fmt;
use std::pin::Pin;

use gateway_cli::contract;
use gateway_manifests::{Finding, Inventory, Manifests, ObjectKey, Severity, short};
use gateway_route_engine::{Diagnostic, Resources, Statuses};
use serde_json::Value;

pub use files::ManifestFiles;
pub use text::ManifestText;

/// Gives the objects to serve.
pub trait Source: fmt::Debug + Send + Sync {
    /// Reads all objects. What cannot be read is left out, and said.
    fn read(&self) -> Input;

    /// Waits until there may be something else to read than the last time.
    fn changed(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>>;
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
    /// Whether an earlier version of something is there in place of one that cannot be read.
    pub outdated: bool,
    manifests: Manifests,
    gateway_api: Vec<ObjectKey>,
    /// Files with something that cannot be read.
    broken: BTreeSet<String>,
}

/// Something to tell the people who wrote the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// How much it matters.
    pub severity: Severity,
    /// Where, what, and what to write instead.
    pub text: String,
}

impl Input {
    fn new(manifests: Manifests) -> Self {
        let input = manifests.engine_input();
        let findings = || manifests.findings().iter().chain(&input.findings);
        let errors = findings().filter(|finding| finding.severity == Severity::Error);
        Self {
            broken: errors
                .map(|finding| finding.place.file.to_string())
                .collect(),
            problems: findings().map(Problem::new).collect(),
            resources: input.resources,
            objects: input.read,
            outdated: false,
            gateway_api: input.gateway_api,
            manifests,
        }
    }

    /// A diagnostic of the engine, with the place of what it is about.
    pub fn locate(&self, diagnostic: &Diagnostic) -> Problem {
        Problem::new(&self.manifests.locate(diagnostic))
    }

    /// Which objects there are, and where they are written.
    pub fn inventory(&self) -> Inventory {
        Inventory::new(&self.manifests)
    }

    /// The objects of the Gateway API with their statuses, as `gapi status` prints them.
    pub fn with_statuses(&self, statuses: &Statuses) -> serde_json::Result<Value> {
        contract::statuses(&self.manifests, &self.gateway_api, statuses)
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

    /// Says it in the log.
    pub fn log(&self) {
        let text = &self.text;
        match self.severity {
            Severity::Error => tracing::error!("{text}"),
            Severity::Warning => tracing::warn!("{text}"),
            Severity::Info => tracing::info!("{text}"),
        }
    }
}
