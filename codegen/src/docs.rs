//! Our own docs: `codegen/docs/*.toml`, a table for each Go type by its name without package.
//!
//! ```toml
//! [PathMatchType]
//! doc = "Way of comparing a path."
//! [PathMatchType.values]
//! Exact = "Whole path equal."
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::checked::CHECKED;
use crate::model::Model;
use crate::names;

/// Docs by name of the Go type.
#[derive(Debug, Default)]
pub(crate) struct Docs(BTreeMap<String, TypeDoc>);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TypeDoc {
    doc: String,
    /// Text by wire name of the field.
    #[serde(default)]
    fields: BTreeMap<String, String>,
    /// Text by value.
    #[serde(default)]
    values: BTreeMap<String, String>,
}

impl Docs {
    pub(crate) fn load(dir: &Path) -> Result<Self> {
        let mut docs = Self::default();
        let entries = fs::read_dir(dir).with_context(|| format!("listing {}", dir.display()))?;
        let mut files = entries.collect::<Result<Vec<_>, _>>()?;
        files.sort_by_key(fs::DirEntry::path);
        for path in files.iter().map(fs::DirEntry::path) {
            let text = fs::read_to_string(&path)?;
            docs.add(&text)
                .with_context(|| format!("in {}", path.display()))?;
        }
        Ok(docs)
    }

    fn add(&mut self, text: &str) -> Result<()> {
        for (name, doc) in toml::from_str::<BTreeMap<String, TypeDoc>>(text)? {
            if self.0.insert(name.clone(), doc).is_some() {
                bail!("`{name}` is documented twice");
            }
        }
        Ok(())
    }

    /// Text of a type, empty if there is none.
    pub(crate) fn of_type(&self, go: &str) -> &str {
        self.0
            .get(names::unqualified(go))
            .map_or("", |found| &found.doc)
    }

    /// Text of a field, empty if there is none.
    pub(crate) fn of_field(&self, go: &str, wire: &str) -> &str {
        let found = self.0.get(names::unqualified(go));
        found
            .and_then(|found| found.fields.get(wire))
            .map_or("", String::as_str)
    }

    /// Text of an enum's value, empty if there is none.
    pub(crate) fn of_value(&self, go: &str, value: &str) -> &str {
        let found = self.0.get(names::unqualified(go));
        found
            .and_then(|found| found.values.get(value))
            .map_or("", String::as_str)
    }

    /// Fails unless exactly what there is has a text.
    pub(crate) fn verify(&self, model: &Model) -> Result<()> {
        let mut wanted = BTreeSet::new();
        for found in model.structs.values() {
            let name = names::unqualified(&found.go);
            wanted.insert(format!("[{name}]"));
            for field in &found.fields {
                wanted.insert(format!("[{name}.fields] {}", field.wire));
            }
        }
        for found in model.enums.values() {
            let name = names::unqualified(&found.go);
            wanted.insert(format!("[{name}]"));
            for (_, value) in &found.variants {
                wanted.insert(format!("[{name}.values] {value:?}"));
            }
        }
        let checked = CHECKED
            .iter()
            .map(|(go, _)| format!("[{}]", names::unqualified(go)));
        wanted.extend(checked);
        let mut there = BTreeSet::new();
        for (name, found) in &self.0 {
            let filled = |text: &String| !text.trim().is_empty();
            there.extend(Some(format!("[{name}]")).filter(|_| filled(&found.doc)));
            let fields = found.fields.iter().filter(|(_, text)| filled(text));
            there.extend(fields.map(|(wire, _)| format!("[{name}.fields] {wire}")));
            let values = found.values.iter().filter(|(_, text)| filled(text));
            there.extend(values.map(|(value, _)| format!("[{name}.values] {value:?}")));
        }
        let listed = |text: String, item: &String| text + "\n  " + item;
        let missing = wanted.difference(&there).fold(String::new(), listed);
        let surplus = there.difference(&wanted).fold(String::new(), listed);
        match (missing.is_empty(), surplus.is_empty()) {
            (true, true) => Ok(()),
            (false, true) => bail!("codegen/docs has no text for{missing}"),
            (true, false) => bail!("codegen/docs has texts for what does not exist:{surplus}"),
            (false, false) => bail!(
                "codegen/docs has no text for{missing}\nand texts for what does not exist:{surplus}"
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Facts;

    fn check(change: impl FnOnce(&mut Docs), expected: &str) {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let facts = Facts::load(&root.join("api").join(crate::CURRENT_RELEASE)).unwrap();
        let model = Model::build(&facts).unwrap();
        let mut docs = Docs::load(&root.join("docs")).unwrap();
        docs.verify(&model).unwrap();
        change(&mut docs);
        let error = docs.verify(&model).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }

    #[test]
    fn what_has_no_text_is_an_error() {
        check(
            |docs| drop(docs.0.remove("PathMatchType")),
            "\n  [PathMatchType]",
        );
        let without_field = |docs: &mut Docs| {
            docs.0
                .get_mut("HTTPRouteRule")
                .unwrap()
                .fields
                .remove("filters");
        };
        check(
            without_field,
            "no text for\n  [HTTPRouteRule.fields] filters",
        );
        let blank = |docs: &mut Docs| {
            let values = &mut docs.0.get_mut("PathMatchType").unwrap().values;
            values.insert("Exact".to_owned(), " ".to_owned());
        };
        check(blank, "no text for\n  [PathMatchType.values] \"Exact\"");
    }

    #[test]
    fn a_text_for_what_does_not_exist_is_an_error() {
        let add = |docs: &mut Docs| docs.add("[Nothing]\ndoc = 'x'").unwrap();
        check(add, "does not exist:\n  [Nothing]");
    }

    #[test]
    fn a_type_in_two_files_is_an_error() {
        let mut docs = Docs::default();
        docs.add("[A]\ndoc = 'x'").unwrap();
        assert_eq!(
            docs.add("[A]\ndoc = 'y'").unwrap_err().to_string(),
            "`A` is documented twice"
        );
    }
}
