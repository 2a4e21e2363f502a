//! Running the rules of the CRDs.

use crate::correlate::{Counterparts, Old};
use crate::fit::Data;
use crate::go;
use crate::message;
use crate::path::Path;
use crate::schema::{Check, Kind, Schema};
use crate::val::Val;
use crate::violation::{Reason, Violation};

/// Collects what fails.
#[derive(Debug)]
pub(crate) struct Runner<'v> {
    violations: &'v mut Vec<Violation>,
    /// Failures that an update is forgiven because the value is as it was.
    forgiven: &'v mut Vec<Violation>,
}

/// What a value is compared with on an update.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Before<'t> {
    /// The value that a transition rule calls `oldSelf`.
    old_self: Option<Old<'t>>,
    /// The value's counterpart.
    current: Option<Old<'t>>,
    /// The closest ancestor with a counterpart, when the value has none.
    nearest: Option<(Val<'t>, &'static Schema, Old<'t>)>,
}

impl<'t> Before<'t> {
    pub(crate) fn of(old: Old<'t>) -> Self {
        Self {
            old_self: Some(old),
            current: Some(old),
            nearest: None,
        }
    }

    fn member(self, value: Val<'t>, schema: &'static Schema, name: &str, path: &Path<'_>) -> Self {
        let old_self = self.old_self.and_then(|old| old.member(name));
        let Some(current) = self.current else {
            return Self { old_self, ..self };
        };
        if path.is_root() && matches!(name, "apiVersion" | "kind") {
            return Self {
                old_self,
                current: None,
                nearest: None,
            };
        }
        Self {
            old_self,
            current: current.member(name),
            nearest: nearest(value, schema, current, path),
        }
    }

    /// What the items of a list are compared with.
    fn items(self, schema: &'static Schema) -> [Option<Counterparts<'t>>; 2] {
        [self.old_self, self.current].map(|old| Some(old?.items(schema)))
    }

    fn item(
        self,
        list: Val<'t>,
        schema: &'static Schema,
        items: &[Option<Counterparts<'t>>; 2],
        item: Val<'t>,
        path: &Path<'_>,
    ) -> Self {
        let [old_self, current] = items
            .each_ref()
            .map(|items| items.as_ref().and_then(|items| items.of(item)));
        match self.current {
            None => Self { old_self, ..self },
            Some(old) => Self {
                old_self,
                current,
                nearest: nearest(list, schema, old, path),
            },
        }
    }

    /// Whether failures of a value are forgiven.
    fn forgives(self, value: Val<'_>, schema: &'static Schema, path: &Path<'_>) -> bool {
        match (self.current, self.nearest) {
            (Some(old), _) => !path.is_root() && old.equals(value, schema),
            (None, Some((value, schema, old))) => old.equals(value, schema),
            (None, None) => false,
        }
    }
}

/// An ancestor to compare. Metadata always differ, and so does the whole object.
fn nearest<'t>(
    value: Val<'t>,
    schema: &'static Schema,
    old: Old<'t>,
    path: &Path<'_>,
) -> Option<(Val<'t>, &'static Schema, Old<'t>)> {
    (!path.is_root()).then_some((value, schema, old))
}

impl<'v> Runner<'v> {
    pub(crate) fn new(
        violations: &'v mut Vec<Violation>,
        forgiven: &'v mut Vec<Violation>,
    ) -> Self {
        Self {
            violations,
            forgiven,
        }
    }

    /// Runs the rules of a value and of everything in it.
    pub(crate) fn run<'t>(
        &mut self,
        value: Val<'t>,
        schema: &'static Schema,
        path: &Path<'_>,
        before: Option<Before<'t>>,
    ) {
        if !schema.has_rules || matches!(value.data(), Data::Null) {
            return;
        }
        for site in schema.rules {
            let (outcome, forgivable) = match site.rule.check {
                Check::State(check) => (check(value), true),
                Check::Transition(check) => match before
                    .and_then(|before| before.old_self)
                    .map(Old::value)
                {
                    Some(old) if !matches!(old.data(), Data::Null) => (check(value, old), false),
                    _ => continue,
                },
            };
            let message = match outcome {
                Ok(true) => continue,
                Ok(false) => failed(value, schema, site.message),
                Err(fault) => {
                    let kind = go::quoted(schema.kind.as_str());
                    format!(
                        "Invalid value: {kind}: {fault} evaluating rule: {}",
                        site.message
                    )
                }
            };
            let violation = Violation {
                help: site.rule.help.map(str::to_owned),
                ..Violation::new(path.to_field_path(), Reason::Invalid, message, site.rule.id)
            };
            let forgives = |before: Before<'_>| before.forgives(value, schema, path);
            if forgivable && outcome.is_ok() && before.is_some_and(forgives) {
                self.forgiven.push(violation);
            } else {
                self.violations.push(violation);
            }
        }
        self.run_inside(value, schema, path, before);
    }

    fn run_inside<'t>(
        &mut self,
        value: Val<'t>,
        schema: &'static Schema,
        path: &Path<'_>,
        before: Option<Before<'t>>,
    ) {
        match value.data() {
            Data::List(_) => {
                let Some(items) = schema.items.filter(|items| items.has_rules) else {
                    return;
                };
                let counterparts = before.map(|before| (before, before.items(schema)));
                for (index, slot) in value.parts().iter().enumerate() {
                    let item = value.part(slot);
                    let before = counterparts
                        .as_ref()
                        .map(|(before, found)| before.item(value, schema, found, item, path));
                    self.run(item, items, &path.index(index), before);
                }
            }
            Data::Object(..) | Data::Map(_) => {
                for (name, member, member_schema) in value.members(Some(schema)) {
                    let Some(member_schema) = member_schema.filter(|schema| schema.has_rules)
                    else {
                        continue;
                    };
                    let before = before.map(|before| before.member(value, schema, name, path));
                    self.run(member, member_schema, &path.field(name), before);
                }
            }
            _ => {}
        }
    }
}

/// What a server says of a rule that does not hold. It shows values that are no objects or lists.
fn failed(value: Val<'_>, schema: &'static Schema, message: &str) -> String {
    match schema.kind {
        Kind::Object | Kind::Array => format!("Invalid value: {message}"),
        _ => format!(
            "Invalid value: {}: {message}",
            message::shown(value, Some(schema))
        ),
    }
}
