//! What we say of the rules: a name that stays, and what to write instead.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

/// Names and help of the rules, by a digest of the rule's text.
#[derive(Debug)]
pub(super) struct RuleDocs {
    rules: BTreeMap<String, RuleDoc>,
}

/// What we say of one rule.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleDoc {
    /// The first 12 hexadecimal digits of the SHA-256 of the rule's text.
    digest: String,
    /// The name, in kebab case.
    pub(super) id: String,
    /// What to write instead.
    pub(super) help: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    rule: Vec<RuleDoc>,
}

impl RuleDocs {
    pub(super) fn load(path: &Path) -> Result<Self> {
        let text =
            fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
        let file: RuleFile =
            toml::from_str(&text).with_context(|| format!("parsing {}", path.display()))?;
        let mut rules = BTreeMap::new();
        for rule in file.rule {
            if let Some(other) = rules.insert(rule.digest.clone(), rule) {
                bail!(
                    "the digest {} stands twice, once for `{}`",
                    other.digest,
                    other.id
                );
            }
        }
        Ok(Self { rules })
    }

    /// What we say of a rule.
    pub(super) fn of(&self, rule: &str) -> Result<&RuleDoc> {
        let digest = digest(rule);
        self.rules.get(&digest).with_context(|| {
            format!("codegen/rules.toml has no entry with digest {digest} for the rule `{rule}`")
        })
    }

    /// Fails if a rule has no entry, an entry no rule, or two rules one name.
    pub(super) fn verify<'r>(&self, rules: impl Iterator<Item = &'r str>) -> Result<()> {
        let mut ids = BTreeMap::new();
        let mut missing = Vec::new();
        for rule in rules {
            let digest = digest(rule);
            match self.rules.get(&digest) {
                Some(doc) => ensure!(
                    ids.insert(&doc.id, digest).is_none(),
                    "two rules are called `{}`",
                    doc.id
                ),
                None => missing.push(format!("{digest} {rule}")),
            }
        }
        ensure!(
            missing.is_empty(),
            "rules without an entry in codegen/rules.toml:\n{}",
            missing.join("\n")
        );
        let idle = self.rules.values().find(|doc| !ids.contains_key(&doc.id));
        if let Some(doc) = idle {
            bail!(
                "the entry `{}` of codegen/rules.toml is for no rule",
                doc.id
            );
        }
        Ok(())
    }
}

fn digest(rule: &str) -> String {
    let hash = Sha256::digest(rule.as_bytes());
    hash.iter().take(6).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
