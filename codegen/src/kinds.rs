//! Kinds, as the CRDs of a release describe them.

use anyhow::{Context, Result};
use serde_json::Value;

use crate::facts::{Channel, Facts};
use crate::model::Kind;
use crate::names;
use crate::schema::REF;

/// Every kind of either channel.
pub(crate) fn kinds(facts: &Facts) -> Result<Vec<Kind>> {
    let crds = |channel| facts.crds.get(&channel).into_iter().flatten();
    let mut kinds = Vec::new();
    for crd in crds(Channel::Experimental) {
        let names = &crd["spec"]["names"];
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let name = text(&names["kind"]);
        let mut standard = crds(Channel::Standard);
        let versions = crd["spec"]["versions"]
            .as_array()
            .context("a CRD without versions")?;
        let preferred = versions
            .first()
            .with_context(|| format!("{name} has no versions"))?;
        let go = preferred
            .pointer("/schema/openAPIV3Schema")
            .map(|root| text(&root[REF]));
        kinds.push(Kind {
            module: names::module_name(&name)?,
            go: go.with_context(|| format!("{name} has no schema"))?,
            group: text(&crd["spec"]["group"]),
            plural: text(&names["plural"]),
            singular: text(&names["singular"]),
            short_names: names["shortNames"]
                .as_array()
                .into_iter()
                .flatten()
                .map(text)
                .collect(),
            namespaced: crd["spec"]["scope"] == "Namespaced",
            experimental: !standard
                .any(|other| other["metadata"]["name"] == crd["metadata"]["name"]),
            versions: versions
                .iter()
                .map(|version| text(&version["name"]))
                .collect(),
            name,
        });
    }
    Ok(kinds)
}
