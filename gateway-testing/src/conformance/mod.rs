//! Conformance: what the official suite sends and expects, recorded as data, held against an engine
//! without a cluster. The data are no part of this repository; [`Suite::open`] finds none then.

mod assertions;
mod connections;
mod echo;
mod observed;
mod requests;
mod sent;
mod settings;
mod snapshot;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::engine::Engine;

pub use observed::Observed;
pub(crate) use snapshot::Snapshot;

/// The recorded suite.
#[derive(Clone, Debug)]
pub struct Suite {
    root: PathBuf,
}

/// Which half of a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Half {
    /// Requests and what comes back.
    Requests,
    /// Statuses that have to be written.
    Statuses,
}

impl Half {
    /// Both, in the order in which they are run.
    pub const ALL: [Self; 2] = [Self::Requests, Self::Statuses];

    /// Name in lists of expected failures.
    pub fn name(self) -> &'static str {
        match self {
            Self::Requests => "requests",
            Self::Statuses => "statuses",
        }
    }

    fn list(self) -> &'static str {
        match self {
            Self::Requests => "requests",
            Self::Statuses => "assertions",
        }
    }

    fn folder(self) -> &'static str {
        match self {
            Self::Requests => "tests",
            Self::Statuses => "status",
        }
    }
}

impl Suite {
    /// The suite in a folder, if it is there.
    pub fn open(root: impl AsRef<Path>) -> Option<Self> {
        let root = root.as_ref().to_owned();
        root.join("index.json").is_file().then_some(Self { root })
    }

    /// Names of the tests that have something in this half.
    pub fn tests(&self, half: Half) -> Result<BTreeSet<String>, String> {
        let folder = self.root.join(half.folder());
        let entries =
            fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let mut names = BTreeSet::new();
        for entry in entries {
            let path = entry.map_err(|error| error.to_string())?.path();
            if let Some(name) = path.file_stem().and_then(|name| name.to_str()) {
                let data = self.read_json(&format!("{}/{name}.json", half.folder()))?;
                if data[half.list()] != json!([]) {
                    names.insert(name.to_owned());
                }
            }
        }
        Ok(names)
    }

    /// What an engine gets wrong in a test, a line for each difference.
    pub fn run(&self, engine: &dyn Engine, test: &str, half: Half) -> Result<Vec<String>, String> {
        let data: Value = self.read_json(&format!("{}/{test}.json", half.folder()))?;
        let mut snapshots = self.snapshots(engine, test, &data)?;
        let mut wrong = Vec::new();
        for item in data[half.list()].as_array().into_iter().flatten() {
            let phase = usize::try_from(item["phase"].as_u64().unwrap_or(0)).unwrap_or(usize::MAX);
            let snapshot = snapshots
                .get_mut(phase)
                .ok_or("a phase without its mutations")?;
            let found = match half {
                Half::Requests => requests::differences(engine, snapshot, item)?,
                Half::Statuses => assertions::differences(snapshot, item),
            };
            let place = format!(
                "{} phase {phase}",
                item["case"].as_str().unwrap_or_default()
            );
            wrong.extend(found.into_iter().map(|wrong| format!("{place}: {wrong}")));
        }
        Ok(wrong)
    }

    /// The recorded requests of a test.
    pub fn requests(&self, test: &str) -> Result<Vec<Value>, String> {
        let data = self.read_json(&format!("{}/{test}.json", Half::Requests.folder()))?;
        Ok(data["requests"].as_array().cloned().unwrap_or_default())
    }

    /// The objects of a test's cluster at the beginning and after each mutation, for a data plane to serve. What they say of
    /// certificates has the right form and no more.
    pub fn objects(&self, test: &str) -> Result<Vec<Vec<Value>>, String> {
        let data = self.read_json(&format!("{}/{test}.json", Half::Requests.folder()))?;
        let mut phases = vec![self.snapshot(test, &data)?];
        for mutation in data["mutations"].as_array().into_iter().flatten() {
            let mut next = phases.last().cloned().ok_or("no snapshot")?;
            next.mutate(mutation, phases.len())?;
            phases.push(next);
        }
        Ok(phases.iter().map(Snapshot::objects).collect())
    }

    /// Which certificates and authorities the suite makes itself, each with who signs it and for which names.
    pub fn certificates(&self) -> Result<Value, String> {
        self.read_json("programmatic-certs.json")
    }

    /// The cluster at the beginning and after each mutation, the engine's statuses written.
    fn snapshots(
        &self,
        engine: &dyn Engine,
        name: &str,
        data: &Value,
    ) -> Result<Vec<Snapshot>, String> {
        let mut snapshot = self.snapshot(name, data)?;
        snapshot.settle(engine)?;
        let mut snapshots = vec![snapshot];
        for mutation in data["mutations"].as_array().into_iter().flatten() {
            let mut next = snapshots.last().cloned().ok_or("no snapshot")?;
            next.mutate(mutation, snapshots.len())?;
            next.settle(engine)?;
            snapshots.push(next);
        }
        Ok(snapshots)
    }

    /// The cluster at the beginning.
    fn snapshot(&self, name: &str, data: &Value) -> Result<Snapshot, String> {
        let certificates = self.read_json("programmatic-certs.json")?;
        let mut snapshot = Snapshot::new(&certificates, settings::options(name));
        for manifest in data["manifests"].as_array().into_iter().flatten() {
            let path = self
                .root
                .join("manifests")
                .join(manifest.as_str().unwrap_or_default());
            let text = fs::read_to_string(&path)
                .map_err(|error| format!("{}: {error}", path.display()))?;
            snapshot.apply(&text)?;
        }
        Ok(snapshot)
    }

    fn read_json(&self, path: &str) -> Result<Value, String> {
        let path = self.root.join(path);
        let text =
            fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
    }
}
