//! Differences between our answers and the recorded ones, and the list of those that are known.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::line::{Aspect, Line};

/// What differs.
#[derive(Default)]
pub(crate) struct Differences {
    /// What was compared: lines with an object and with a text, accepted and rejected ones.
    lines: usize,
    raw: usize,
    accepted: usize,
    /// How answers differ, by line and aspect, as `v1.7.0 a/exp/raw-1 code`.
    found: BTreeMap<String, String>,
    counts: BTreeMap<(Aspect, bool), usize>,
}

impl Differences {
    pub(crate) fn add(&mut self, line: &Line<'_>, differences: Vec<(Aspect, String)>) {
        self.lines += 1;
        self.raw += usize::from(line.is_raw());
        self.accepted += usize::from(line.is_accepted());
        for (aspect, difference) in differences {
            *self.counts.entry((aspect, line.is_raw())).or_default() += 1;
            let key = format!("{} {aspect}", line.id());
            self.found.insert(key, difference);
        }
    }

    /// How many lines are the same in each aspect.
    pub(crate) fn figures(&self) -> String {
        let of_objects = self.lines - self.raw;
        let mut figures = format!(
            "{} lines ({of_objects} objects, {} texts; {} accepted, {} rejected); different: {}",
            self.lines,
            self.raw,
            self.accepted,
            self.lines - self.accepted,
            self.found.len(),
        );
        for ((aspect, raw), count) in &self.counts {
            let of = if *raw { "texts" } else { "objects" };
            let _ = write!(figures, "\n  {aspect} of {count} {of}");
        }
        figures
    }

    /// What is wrong by a list of known differences, lines of `release id aspect: reason`: differences that are
    /// not listed, and listed ones that are none.
    pub(crate) fn judge(&self, listed: &str) -> Result<Vec<String>, String> {
        let mut known = BTreeMap::new();
        for (number, line) in listed.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (key, reason) = line
                .split_once(": ")
                .filter(|(_, reason)| !reason.is_empty())
                .ok_or_else(|| format!("line {}: write `release id aspect: reason`", number + 1))?;
            known.insert(key, reason);
        }
        let unknown = self
            .found
            .iter()
            .filter(|(key, _)| !known.contains_key(key.as_str()))
            .map(|(key, difference)| format!("{key}: {difference}"));
        let gone = known
            .keys()
            .filter(|key| !self.found.contains_key(**key))
            .map(|key| format!("{key} is listed and does not differ: strike it off"));
        Ok(unknown.chain(gone).collect())
    }
}
