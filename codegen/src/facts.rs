//! Facts of one release as they lie in `codegen/api/<release>/`.
//!
//! A schema node that has a Go struct type is stored once, under the name of that type, and is
//! replaced by `{"$ref": "v1.HTTPRouteRule"}` wherever it stands. Other nodes keep their place and
//! carry the name of their Go type as `$go`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::ordered::Ordered;
use crate::print;
use crate::schema;

/// Release channel of a CRD.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, clap::ValueEnum,
)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Channel {
    Standard,
    Experimental,
}

impl Channel {
    pub(crate) const ALL: [Self; 2] = [Self::Standard, Self::Experimental];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Experimental => "experimental",
        }
    }
}

/// Everything that is known of a release, without prose.
#[derive(Debug)]
pub(crate) struct Facts {
    pub(crate) release: String,
    /// Checksum of each file that was read, by its path below the input folder.
    pub(crate) inputs: BTreeMap<String, String>,
    /// CRDs of a channel, ordered by name, the schema of each version being a `$ref`.
    pub(crate) crds: BTreeMap<Channel, Vec<Value>>,
    /// Schema nodes by Go type.
    pub(crate) definitions: BTreeMap<String, Definition>,
    /// Go types by qualified name.
    pub(crate) types: BTreeMap<String, GoType>,
    /// Constants by Go type: name and value.
    pub(crate) constants: Ordered<Ordered<String>>,
}

/// Schema node of a Go type; the channels are kept apart only where they differ.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Definition {
    Both(Value),
    #[serde(untagged)]
    Each(BTreeMap<Channel, Value>),
}

impl Definition {
    /// The node in one channel, if the type is reached there.
    pub(crate) fn in_channel(&self, channel: Channel) -> Option<&Value> {
        match self {
            Self::Both(node) => Some(node),
            Self::Each(nodes) => nodes.get(&channel),
        }
    }
}

/// A type declared in Go.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct GoType {
    /// `struct`, the underlying type, or the type that this one is an alias of.
    pub(crate) kind: String,
    /// Fields of a struct in the order of their declaration: wire name, and type as written, such
    /// as `*PortNumber` or `[]Listener`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) fields: Option<Ordered<String>>,
}

#[derive(Serialize, Deserialize)]
struct ReleaseFile {
    release: String,
    inputs: BTreeMap<String, String>,
}

#[derive(Serialize, Deserialize)]
struct GoFile {
    types: BTreeMap<String, GoType>,
    constants: Ordered<Ordered<String>>,
}

impl Facts {
    pub(crate) fn load(dir: &Path) -> Result<Self> {
        let ReleaseFile { release, inputs } = read(dir, "release.json")?;
        let GoFile { types, constants } = read(dir, "go-types.json")?;
        let definitions = read(dir, "definitions.json")?;
        let crds = read(dir, "crds.json")?;
        Ok(Self {
            release,
            inputs,
            crds,
            definitions,
            types,
            constants,
        })
    }

    /// CRDs of a channel as they are installed.
    pub(crate) fn crds_in(&self, channel: Channel) -> Result<Vec<Value>> {
        let mut crds = self.crds.get(&channel).cloned().unwrap_or_default();
        for crd in &mut crds {
            let versions = crd
                .pointer_mut("/spec/versions")
                .and_then(Value::as_array_mut);
            for version in versions.into_iter().flatten() {
                if let Some(schema) = version.pointer_mut("/schema/openAPIV3Schema") {
                    *schema = schema::expand(schema, &self.definitions, channel)?;
                }
            }
        }
        Ok(crds)
    }

    pub(crate) fn save(&self, dir: &Path) -> Result<()> {
        fs::create_dir_all(dir).with_context(|| format!("creating {}", dir.display()))?;
        let release = ReleaseFile {
            release: self.release.clone(),
            inputs: self.inputs.clone(),
        };
        write(dir, "release.json", &release)?;
        let go = GoFile {
            types: self.types.clone(),
            constants: self.constants.clone(),
        };
        write(dir, "go-types.json", &go)?;
        write(dir, "definitions.json", &self.definitions)?;
        write(dir, "crds.json", &self.crds)
    }
}

fn read<T: DeserializeOwned>(dir: &Path, name: &str) -> Result<T> {
    let path = dir.join(name);
    let text = fs::read_to_string(&path).with_context(|| {
        format!(
            "reading {}; run `codegen import` for this release first",
            path.display()
        )
    })?;
    serde_json::from_str(&text).with_context(|| format!("parsing {}", path.display()))
}

fn write<T: Serialize>(dir: &Path, name: &str, facts: &T) -> Result<()> {
    let path = dir.join(name);
    let text = print::to_string(facts)?;
    fs::write(&path, text).with_context(|| format!("writing {}", path.display()))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    /// CRDs as published, without prose.
    fn published(dir: &Path) -> Vec<Value> {
        let files = crate::import::crd_files(dir).unwrap();
        let crds = files.iter().map(|path| fs::read_to_string(path).unwrap());
        let crds = crds.map(|text| serde_saphyr::from_str::<Value>(&text).unwrap());
        crds.map(without_descriptions).collect()
    }

    /// Removes every description: in a schema, one is a string, and a property of that name is not.
    fn without_descriptions(mut value: Value) -> Value {
        match &mut value {
            Value::Object(members) => {
                members.retain(|key, value| key != "description" || !value.is_string());
                members
                    .values_mut()
                    .for_each(|value| *value = without_descriptions(value.take()));
            }
            Value::Array(items) => {
                for item in items {
                    *item = without_descriptions(item.take());
                }
            }
            _ => {}
        }
        value
    }

    #[test]
    fn crds_are_the_published_ones_without_prose() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        for (release, counts) in [("v1.7.0", [10, 14]), ("v1.6.1", [10, 13])] {
            let facts = Facts::load(&root.join("api").join(release)).unwrap();
            for (channel, count) in Channel::ALL.into_iter().zip(counts) {
                let crds = facts.crds_in(channel).unwrap();
                assert_eq!(crds.len(), count);
                let dir = root
                    .join("../../shared/api")
                    .join(release)
                    .join("crds")
                    .join(channel.name());
                if !dir.is_dir() {
                    // Past the test harness, which keeps to itself what passing tests print.
                    let note = format!(
                        "SKIPPED: {} is absent, nothing was compared\n",
                        dir.display()
                    );
                    std::io::stderr().write_all(note.as_bytes()).unwrap();
                    continue;
                }
                assert_eq!(crds, published(&dir), "{release} {}", channel.name());
            }
        }
    }
}
