//! The checks of a request in the server's order: metadata, structure, list types, rules.

use crate::correlate::Old;
use crate::first_look::Look;
use crate::fit::Fitted;
use crate::go;
use crate::list_types;
use crate::metadata::Metadata;
use crate::path::Path;
use crate::run_rules::{Before, Runner};
use crate::schema::{Resource, Schema, Version};
use crate::structural::Checker;
use crate::val::Val;
use crate::violation::{Reason, Violation};

/// An object as it is checked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Subject<'t> {
    pub(crate) fitted: &'t Fitted<'t>,
    pub(crate) metadata: &'t Metadata<'t>,
    pub(crate) kind: &'t str,
}

/// What the checks of a kind found.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) violations: Vec<Violation>,
    /// Failed rules that an update is forgiven.
    pub(crate) forgiven: Vec<Violation>,
}

/// What an object is held against.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Definition {
    pub(crate) resource: &'static Resource,
    pub(crate) version: &'static Version,
}

impl Definition {
    fn schema(self) -> &'static Schema {
        self.version.schema
    }

    /// Checks a new object, as closely as it takes after a first look.
    pub(crate) fn check_create(self, new: Subject<'_>, look: Look) -> Findings {
        let mut findings = Findings::default();
        let violations = &mut findings.violations;
        let is_of_kind = self.check_kind(new, violations);
        if is_of_kind {
            new.metadata.check(self.resource.namespaced, violations);
        }
        if look != Look::Sound {
            if is_of_kind {
                let mut checker = Checker::of_object(violations);
                checker.check(new.root(), self.schema(), &Path::ROOT, None);
            }
            list_types::check(new.root(), self.schema(), &Path::ROOT, violations);
        }
        self.check_rules(new, None, &mut findings);
        findings
    }

    /// Checks a new state of an object.
    pub(crate) fn check_update(self, new: Subject<'_>, old: Subject<'_>) -> Findings {
        let mut findings = Findings::default();
        let before = Old::new(old.root(), self.schema());
        self.check_metadata(new, old, &mut findings.violations);
        if self.check_kind(new, &mut findings.violations) {
            new.metadata
                .check_update(old.metadata, &mut findings.violations);
            let mut checker = Checker::of_object(&mut findings.violations);
            checker.check(new.root(), self.schema(), &Path::ROOT, Some(before));
        }
        self.check_list_types(new, old, &mut findings);
        self.check_rules(new, Some(before), &mut findings);
        findings
    }

    /// Checks a new status. `new` is the old object with it, metadata included.
    pub(crate) fn check_status(self, new: Subject<'_>, old: Subject<'_>) -> Findings {
        let mut findings = Findings::default();
        let before = Old::new(old.root(), self.schema());
        self.check_metadata(new, old, &mut findings.violations);
        new.metadata
            .check_update(old.metadata, &mut findings.violations);
        let mut members = new.root().members(Some(self.schema()));
        if let Some((name, value, Some(schema))) = members.find(|(name, ..)| *name == "status") {
            let mut checker = Checker::of_status(&mut findings.violations);
            checker.check(
                value,
                schema,
                &Path::ROOT.field(name),
                before.members().of(name),
            );
        }
        self.check_list_types(new, old, &mut findings);
        self.check_rules(new, Some(before), &mut findings);
        findings
    }

    /// Checks what all objects have in common, before the kind's own checks look at the same again.
    fn check_metadata(self, new: Subject<'_>, old: Subject<'_>, violations: &mut Vec<Violation>) {
        new.metadata
            .check_stored(self.resource.namespaced, violations);
        new.metadata.check_update(old.metadata, violations);
    }

    /// Whether the object is of the right kind; of another one, only list types and rules are looked at.
    fn check_kind(self, new: Subject<'_>, violations: &mut Vec<Violation>) -> bool {
        let kind = self.resource.kind;
        if new.kind != kind {
            let message = format!("Invalid value: {}: must be {kind}", go::quoted(new.kind));
            let path = Path::ROOT.field("kind").to_field_path();
            violations.push(Violation::new(path, Reason::Invalid, message, "kind"));
        }
        new.kind == kind
    }

    /// An object that had an item twice may have more of them.
    fn check_list_types(self, new: Subject<'_>, old: Subject<'_>, findings: &mut Findings) {
        let before = findings.violations.len();
        list_types::check(
            new.root(),
            self.schema(),
            &Path::ROOT,
            &mut findings.violations,
        );
        if findings.violations.len() > before {
            let mut of_old = Vec::new();
            list_types::check(old.root(), self.schema(), &Path::ROOT, &mut of_old);
            if !of_old.is_empty() {
                findings.violations.truncate(before);
            }
        }
    }

    fn check_rules(self, new: Subject<'_>, before: Option<Old<'_>>, findings: &mut Findings) {
        if !self.schema().has_rules {
            return;
        }
        if findings
            .violations
            .iter()
            .any(|violation| violation.reason.blocks_rules())
        {
            findings.violations.push(Violation::rules_not_run());
            return;
        }
        let before = before.map(Before::of);
        let Findings {
            violations,
            forgiven,
        } = findings;
        Runner::new(violations, forgiven).run(new.root(), self.schema(), &Path::ROOT, before);
    }
}

impl<'t> Subject<'t> {
    fn root(self) -> Val<'t> {
        self.fitted.root()
    }
}
