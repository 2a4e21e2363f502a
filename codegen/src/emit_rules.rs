//! Rust sources of the validator: the rules as functions, the regular expressions as tables.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::cel::lower::{Uses, lower, symbol};
use crate::cel::parse::parse;
use crate::facts::Facts;
use crate::write;

mod dfa;
mod docs;
pub(crate) mod model;
mod tables;

use docs::RuleDocs;
use model::ValidatorModel;

/// Releases that the validator knows, the current one first.
const RELEASES: [&str; 2] = [crate::CURRENT_RELEASE, "v1.6.1"];

/// Writes the validator's sources, or compares them with `check`.
pub(crate) fn generate(root: &Path, check: bool) -> Result<()> {
    let codegen = root.join("codegen");
    let load = |release: &&str| Facts::load(&codegen.join("api").join(release));
    let releases: Result<Vec<Facts>> = RELEASES.iter().map(load).collect();
    let docs = RuleDocs::load(&codegen.join("rules.toml"))?;
    let files = emit(&releases?, &docs)?;
    write::write_files(&root.join("gateway-validate/src/generated"), &files, check)
}

/// Names and unformatted texts of all files.
fn emit(releases: &[Facts], docs: &RuleDocs) -> Result<BTreeMap<String, String>> {
    let model = ValidatorModel::build(releases)?;
    let rules = Rules::collect(&model);
    docs.verify(rules.sites.keys().map(String::as_str))?;
    let names: Vec<&str> = releases
        .iter()
        .map(|facts| facts.release.as_str())
        .collect();
    let header = header(&names);

    let mut uses = Uses::default();
    let functions = rules.functions(&model, docs, &mut uses)?;
    let patterns = Patterns::collect(&model, &uses);
    let functions = patterns.named_in(&functions)?;
    let mut files = BTreeMap::new();
    files.insert("rules.rs".to_owned(), format!("{header}{functions}"));
    files.insert(
        "patterns.rs".to_owned(),
        format!("{header}{}", patterns.tables()?),
    );
    files.insert("field.rs".to_owned(), format!("{header}{}", fields(&uses)?));
    let schemas = tables::emit_tables(&model, &patterns, docs, &uses)?;
    files.insert("schemas.rs".to_owned(), format!("{header}{schemas}"));
    files.insert("mod.rs".to_owned(), format!("{header}{MODULES}"));
    Ok(files)
}

const MODULES: &str = "//! What the validator knows of each release: schemas, rules and regular expressions.\n\n\
    pub(crate) mod field;\nmod patterns;\n\
    #[allow(\n    clippy::bool_to_int_with_if,\n    clippy::if_not_else,\n    clippy::needless_question_mark,\n    clippy::nonminimal_bool,\n    \
    clippy::too_many_lines,\n    reason = \"functions keep the shape of the rules above them\"\n)]\n\
    mod rules;\nmod schemas;\n\n\
    pub(crate) use schemas::resources;\n";

fn header(releases: &[&str]) -> String {
    let releases = releases.join(" and ");
    format!("// Written by `codegen generate` from the facts of {releases}. Do not edit.\n\n")
}

/// The distinct rules, each with the schema nodes at which it stands.
struct Rules {
    sites: BTreeMap<String, BTreeSet<usize>>,
}

impl Rules {
    fn collect(model: &ValidatorModel) -> Self {
        let mut sites: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (id, node) in model.nodes.iter().enumerate() {
            for site in &node.rules {
                sites.entry(site.rule.clone()).or_default().insert(id);
            }
        }
        Self { sites }
    }

    fn functions(
        &self,
        model: &ValidatorModel,
        docs: &RuleDocs,
        uses: &mut Uses,
    ) -> Result<String> {
        let mut functions = String::new();
        let mut table = String::new();
        let mut by_id: Vec<(&str, &String)> = Vec::new();
        for rule in self.sites.keys() {
            by_id.push((docs.of(rule)?.id.as_str(), rule));
        }
        by_id.sort_unstable();
        for (id, rule) in by_id {
            let nodes: Vec<usize> = self.sites[rule].iter().copied().collect();
            let lowered = parse(rule)
                .and_then(|expr| lower(&expr, model, &nodes, uses))
                .with_context(|| format!("the rule `{rule}`"))?;
            let function = id.replace('-', "_");
            let arguments = if lowered.transition {
                "this: Val<'_>, old: Val<'_>"
            } else {
                "this: Val<'_>"
            };
            functions.push_str(&comment(rule));
            let _ = writeln!(
                functions,
                "fn {function}({arguments}) -> Outcome<bool> {{ {} }}\n",
                lowered.body
            );
            let kind = if lowered.transition {
                "Transition"
            } else {
                "State"
            };
            let help = docs.of(rule)?.help.as_deref();
            let name = constant_name(id);
            let _ = writeln!(
                table,
                "pub(super) static {name}: Rule = Rule {{ id: {id:?}, expression: {rule:?}, help: {help:?}, check: Check::{kind}({function}) }};"
            );
        }
        functions.push_str(&table);
        Ok(rules_head(&functions) + &functions)
    }
}

/// What generated rules may call in the validator's `cel_runtime`.
const RUNTIME: &[&str] = &[
    "agree",
    "all",
    "and",
    "characters",
    "count",
    "duration",
    "each_once",
    "exists",
    "exists_one",
    "is_dns1123_label",
    "is_dns1123_subdomain",
    "is_ip",
    "is_null",
    "is_qualified_name",
    "item_of",
    "or",
    "split",
    "substring",
];

/// The head of the rules' file, with what its functions import.
fn rules_head(functions: &str) -> String {
    let is_called = |name: &&&str| {
        functions
            .match_indices(&format!("{name}("))
            .any(|(start, _)| {
                let before = functions
                    .get(..start)
                    .and_then(|text| text.chars().next_back());
                !before
                    .is_some_and(|before| before.is_alphanumeric() || ['_', '.'].contains(&before))
            })
    };
    let called: Vec<&str> = RUNTIME.iter().filter(is_called).copied().collect();
    format!(
        "//! The rules of the CRDs, each as a function below its text.\n\n\
         use super::field;\nuse super::patterns;\nuse crate::cel_runtime::{{Outcome, {}}};\n\
         use crate::schema::{{Check, Rule}};\nuse crate::val::Val;\n\n",
        called.join(", ")
    )
}

/// The distinct regular expressions, in order.
struct Patterns {
    texts: Vec<String>,
}

impl Patterns {
    fn collect(model: &ValidatorModel, uses: &Uses) -> Self {
        let of_schemas = model.nodes.iter().filter_map(|node| node.pattern.clone());
        let texts: BTreeSet<String> = of_schemas.chain(uses.patterns.iter().cloned()).collect();
        Self {
            texts: texts.into_iter().collect(),
        }
    }

    /// The name of an expression's table.
    fn name(&self, text: &str) -> Result<String> {
        match self.texts.iter().position(|known| known == text) {
            Some(position) => Ok(format!("patterns::P{position}")),
            None => bail!("the expression `{text}` has no table"),
        }
    }

    /// Puts names where the lowered rules hold `{pattern:...}`, the longest expressions first.
    fn named_in(&self, functions: &str) -> Result<String> {
        let mut functions = functions.to_owned();
        let mut longest_first: Vec<&String> = self.texts.iter().collect();
        longest_first.sort_by_key(|text| std::cmp::Reverse(text.len()));
        for text in longest_first {
            functions = functions.replace(&format!("{{pattern:{text}}}"), &self.name(text)?);
        }
        Ok(functions)
    }

    fn tables(&self) -> Result<String> {
        let mut text =
            String::from("//! Regular expressions as tables.\n\nuse crate::pattern::Pattern;\n\n");
        for (position, pattern) in self.texts.iter().enumerate() {
            let table = dfa::table(pattern)?;
            let dfa::Table {
                classes,
                stride,
                next,
                accepting,
            } = &table;
            let letters = table.letters();
            let _ = writeln!(
                text,
                "pub(super) static P{position}: Pattern = Pattern {{ text: {pattern:?}, classes: &{classes:?}, \
                 stride: {stride}, next: &{next:?}, accepting: &{accepting:?}, letters: {letters} }};\n"
            );
        }
        Ok(text)
    }
}

/// A rule as a comment, in lines of bearable length.
fn comment(rule: &str) -> String {
    const WIDTH: usize = 110;
    let mut lines = vec![String::from("//")];
    for word in rule.split_whitespace() {
        let fits = lines
            .last()
            .is_some_and(|line| line.len() + word.len() < WIDTH);
        if !fits {
            lines.push(String::from("//"));
        }
        if let Some(line) = lines.last_mut() {
            line.push(' ');
            line.push_str(word);
        }
    }
    lines.join("\n") + "\n"
}

/// The constant of a rule.
fn constant_name(id: &str) -> String {
    id.replace('-', "_").to_uppercase()
}

/// Constants for the fields that rules read.
fn fields(uses: &Uses) -> Result<String> {
    let mut text = String::from(
        "//! Fields that rules read.\n\nuse crate::schema::Field;\n\n/// A field that no rule reads.\n\
         pub(crate) const OTHER: Field = Field(0);\n",
    );
    let mut names = vec!["\"\"".to_owned()];
    for (position, (wire, spelling)) in uses.fields.iter().enumerate() {
        let _ = writeln!(
            text,
            "pub(super) const {}: Field = Field({});",
            symbol(wire)?,
            position + 1
        );
        names.push(format!("{spelling:?}"));
    }
    let _ = writeln!(
        text,
        "\n/// The fields as rules spell them, by their number.\npub(crate) static NAMES: &[&str] = &[{}];",
        names.join(", ")
    );
    Ok(text)
}

/// The constant of a field, if a rule reads it.
fn field_constant(wire: &str, uses: &Uses) -> Result<String> {
    if uses.fields.contains_key(wire) {
        return Ok(format!("field::{}", symbol(wire)?));
    }
    Ok("field::OTHER".to_owned())
}
