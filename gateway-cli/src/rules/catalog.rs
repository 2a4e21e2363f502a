//! The catalog of rules: what files are read for, the server's checks, habits, and the engine's diagnostics.

use std::collections::BTreeMap;

use gateway_manifests::Severity;
use gateway_route_engine::DiagnosticRule;
use gateway_route_engine::compile::diagnostics;
use gateway_validate::rules::{self, Level};
use gateway_validate::{Check, checks};

use super::texts::{DOCUMENTS, NOTES, SERVER};
use crate::alike::alike;

/// All rules, sorted by id.
#[derive(Debug)]
pub(crate) struct Catalog {
    entries: BTreeMap<&'static str, Entry>,
}

/// A rule.
#[derive(Debug)]
pub(crate) struct Entry {
    /// The stable id.
    pub(crate) id: &'static str,
    /// Who says it.
    pub(crate) group: Group,
    /// How much it matters.
    pub(crate) level: Severity,
    /// What is found, in one line.
    pub(crate) title: String,
    /// What the habit rule of this id has to say.
    pub(crate) habit: Option<&'static rules::Rule>,
    /// What the server checks under this id.
    pub(crate) check: Option<Check>,
    /// What the engine has to say under this id.
    pub(crate) diagnostic: Option<DiagnosticRule>,
}

/// Who says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Group {
    /// Whoever reads the files.
    Document,
    /// An API server.
    Server,
    /// A linter, of one object.
    Habit,
    /// A gateway, of all objects together.
    Engine,
}

impl Catalog {
    pub(crate) fn new() -> Self {
        let mut entries: BTreeMap<&'static str, Entry> = BTreeMap::new();
        let tables = [(Group::Document, DOCUMENTS), (Group::Server, SERVER)];
        for (group, table) in tables {
            for (id, level, title) in table {
                entries.insert(id, Entry::new(id, group, *level, title));
            }
        }
        for rule in diagnostics::all() {
            entries.insert(rule.id, Entry::of_diagnostic(rule));
        }
        for check in checks() {
            let diagnostic = entries.remove(check.id).and_then(|entry| entry.diagnostic);
            let entry = Entry::of_check(check);
            entries.insert(
                entry.id,
                Entry {
                    diagnostic,
                    ..entry
                },
            );
        }
        for rule in rules::all() {
            // A habit that goes beyond a check has its name.
            let before = entries.remove(rule.id);
            let (check, diagnostic) =
                before.map_or((None, None), |entry| (entry.check, entry.diagnostic));
            let entry = Entry {
                check,
                diagnostic,
                ..Entry::of_habit(rule)
            };
            entries.insert(rule.id, entry);
        }
        Self { entries }
    }

    /// All rules, sorted by id.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values()
    }

    pub(crate) fn get(&self, id: &str) -> Option<&Entry> {
        self.entries.get(id)
    }

    /// The rule of an id; an error names the one that is spelled like it.
    pub(crate) fn find(&self, id: &str) -> Result<&Entry, String> {
        if let Some(entry) = self.get(id) {
            return Ok(entry);
        }
        let hint = match alike(id, self.entries.keys().copied()) {
            Some(known) => format!("did you mean `{known}`?"),
            None => "`gapi rules` lists all".to_owned(),
        };
        Err(format!("there is no rule `{id}`; {hint}"))
    }
}

impl Entry {
    fn new(id: &'static str, group: Group, level: Severity, title: &str) -> Self {
        Self {
            id,
            group,
            level,
            title: title.to_owned(),
            habit: None,
            check: None,
            diagnostic: None,
        }
    }

    fn of_diagnostic(rule: DiagnosticRule) -> Self {
        let severity = rule.severity.into();
        Self {
            diagnostic: Some(rule),
            ..Self::new(rule.id, Group::Engine, severity, rule.what)
        }
    }

    fn of_check(check: Check) -> Self {
        let note = NOTES.iter().find(|(id, _)| *id == check.id);
        let level = note.map_or(Severity::Error, |(_, level)| *level);
        let title = check.messages.last().copied().unwrap_or_default();
        let entry = Self::new(check.id, Group::Server, level, title);
        Self {
            check: Some(check),
            ..entry
        }
    }

    fn of_habit(rule: &'static rules::Rule) -> Self {
        Self {
            habit: Some(rule),
            ..Self::new(rule.id, Group::Habit, severity(rule.level), rule.title)
        }
    }
}

impl Group {
    /// The group as JSON spells it.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Server => "server",
            Self::Habit => "habit",
            Self::Engine => "engine",
        }
    }

    /// What its rules have in common.
    pub(crate) const fn about(self) -> &'static str {
        match self {
            Self::Document => "what keeps files and objects from being read",
            Self::Server => "why an API server refuses an object",
            Self::Habit => "what no server checks, of one object",
            Self::Engine => "what becomes of the objects together",
        }
    }
}

/// The severity of a habit's level.
pub(crate) fn severity(level: Level) -> Severity {
    match level {
        Level::Error => Severity::Error,
        Level::Warning => Severity::Warning,
        Level::Info => Severity::Info,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reads_files_shares_no_id() {
        let catalog = Catalog::new();
        for (id, ..) in DOCUMENTS.iter().chain(SERVER) {
            let entry = catalog.get(id).unwrap();
            assert!(entry.habit.is_none() && entry.check.is_none(), "{id}");
        }
    }

    #[test]
    fn every_diagnostic_of_the_engine_is_listed() {
        let catalog = Catalog::new();
        for rule in diagnostics::all() {
            let entry = catalog.get(rule.id).unwrap();
            assert_eq!(entry.diagnostic, Some(rule), "{}", rule.id);
        }
    }

    #[test]
    fn an_unknown_id_leads_to_the_one_that_is_spelled_like_it() {
        let catalog = Catalog::new();
        let error = |id| catalog.find(id).map(|entry| entry.id).unwrap_err();
        assert_eq!(
            error("no-wieght"),
            "there is no rule `no-wieght`; did you mean `no-weight`?"
        );
        assert_eq!(
            error("zzz"),
            "there is no rule `zzz`; `gapi rules` lists all"
        );
    }
}
