//! `codegen import`: CRDs and type names of a release become facts.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::facts::{Channel, Definition, Facts, GoType};
use crate::ordered::Ordered;
use crate::schema::{self, Splitter};

/// Definitions as they are collected, channel by channel.
type Collected = BTreeMap<String, BTreeMap<Channel, Value>>;

/// The file of type names, as it is published.
#[derive(Deserialize)]
struct TypeNames {
    types: BTreeMap<String, TypeName>,
    /// Channel, kind and version, schema path, Go type.
    paths: BTreeMap<Channel, BTreeMap<String, BTreeMap<String, String>>>,
    constants: Ordered<Ordered<String>>,
}

#[derive(Deserialize)]
struct TypeName {
    kind: String,
    fields: Option<Ordered<FieldName>>,
}

#[derive(Deserialize)]
struct FieldName {
    go: String,
}

/// Reads the inputs and takes them apart.
pub(crate) fn import(release: &str, crds: &Path, go_types: &Path) -> Result<Facts> {
    let mut inputs = BTreeMap::new();
    let text = read(go_types, "go-types.json", &mut inputs)?;
    let names: TypeNames = serde_json::from_str(&text)
        .with_context(|| format!("parsing the type names in {}", go_types.display()))?;
    let mut collected = Collected::new();
    let mut kept = BTreeMap::new();
    for channel in Channel::ALL {
        let mut in_channel = Vec::new();
        for path in crd_files(&crds.join(channel.name()))? {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let text = read(
                &path,
                &format!("crds/{}/{name}", channel.name()),
                &mut inputs,
            )?;
            let crd: Value = serde_saphyr::from_str(&text)
                .with_context(|| format!("parsing {}", path.display()))?;
            let crd = import_crd(&crd, channel, &names, &mut collected)
                .with_context(|| format!("importing {}", path.display()))?;
            in_channel.push(crd);
        }
        kept.insert(channel, in_channel);
    }
    let definitions = collected
        .into_iter()
        .map(|(name, nodes)| (name, definition(nodes)));
    let types = names.types.into_iter().map(|(name, found)| {
        let fields = found.fields.map(|fields| {
            fields
                .0
                .into_iter()
                .map(|(name, field)| (name, field.go))
                .collect::<Ordered<_>>()
        });
        (
            name,
            GoType {
                kind: found.kind,
                fields,
            },
        )
    });
    Ok(Facts {
        release: release.to_owned(),
        inputs,
        crds: kept,
        definitions: definitions.collect(),
        types: types.collect(),
        constants: names.constants,
    })
}

/// Files with a CRD in them; the folder also has an admission policy and a kustomization.
pub(crate) fn crd_files(dir: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(dir).with_context(|| format!("listing {}", dir.display()))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let is_crd = name.starts_with("gateway.networking.") && !name.contains("vap_safeupgrades");
        if is_crd
            && path
                .extension()
                .is_some_and(|extension| extension == "yaml")
        {
            files.push(path);
        }
    }
    if files.is_empty() {
        bail!("no CRDs (`gateway.networking.*.yaml`) in {}", dir.display());
    }
    files.sort();
    Ok(files)
}

fn read(path: &Path, label: &str, inputs: &mut BTreeMap<String, String>) -> Result<String> {
    let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let mut checksum = String::new();
    for byte in Sha256::digest(text.as_bytes()) {
        write!(checksum, "{byte:02x}")?;
    }
    inputs.insert(label.to_owned(), checksum);
    Ok(text)
}

/// The CRD without prose, the schema of each version taken apart.
fn import_crd(
    crd: &Value,
    channel: Channel,
    names: &TypeNames,
    collected: &mut Collected,
) -> Result<Value> {
    let mut crd = crd.clone();
    let kind = crd["spec"]["names"]["kind"]
        .as_str()
        .context("the CRD names no kind")?
        .to_owned();
    let versions = crd["spec"]["versions"]
        .as_array_mut()
        .context("the CRD has no versions")?;
    let is_struct = |go: &str| {
        names
            .types
            .get(go)
            .is_some_and(|found| found.kind == "struct")
    };
    for version in versions {
        let columns = version
            .get_mut("additionalPrinterColumns")
            .and_then(Value::as_array_mut);
        for column in columns
            .into_iter()
            .flatten()
            .filter_map(Value::as_object_mut)
        {
            column.remove("description");
        }
        let key = format!("{kind}/{}", version["name"].as_str().unwrap_or_default());
        let paths = names.paths.get(&channel).and_then(|kinds| kinds.get(&key));
        let paths = paths.with_context(|| format!("the type names have no paths of {key}"))?;
        let schema = version.pointer_mut("/schema/openAPIV3Schema");
        let schema = schema.with_context(|| format!("{key} has no schema"))?;
        let splitter = Splitter::new(channel, paths, &is_struct, collected);
        let root = splitter.split(schema).with_context(|| key.clone())?;
        let whole = schema::without_prose(schema);
        if reassembled(&root, collected, channel)? != whole {
            bail!("{key}: the definitions do not give back the schema they were taken from");
        }
        *schema = root;
    }
    Ok(crd)
}

fn reassembled(root: &Value, collected: &Collected, channel: Channel) -> Result<Value> {
    let definitions = collected
        .iter()
        .map(|(name, nodes)| (name.clone(), Definition::Each(nodes.clone())));
    schema::expand(root, &definitions.collect(), channel)
}

fn definition(mut nodes: BTreeMap<Channel, Value>) -> Definition {
    match (
        nodes.get(&Channel::Standard),
        nodes.get(&Channel::Experimental),
    ) {
        (Some(standard), Some(experimental)) if standard == experimental => {
            Definition::Both(nodes.remove(&Channel::Standard).unwrap_or_default())
        }
        _ => Definition::Each(nodes),
    }
}
