//! Running the rules of the CRDs.

use std::cell::OnceCell;

use crate::correlate::{Counterparts, Members, Old};
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
pub(crate) struct Before<'t, 'n> {
    /// The value that a transition rule calls `oldSelf`.
    old_self: Option<Old<'t>>,
    /// The value's counterpart.
    current: Option<Old<'t>>,
    /// The closest ancestor with a counterpart, when the value has none. Metadata always differ, and so does
    /// the whole object.
    nearest: Option<&'n Ancestor<'t>>,
}

/// A value with a counterpart, as those see it in it that have none. They may be many, so it is compared once.
#[derive(Debug)]
struct Ancestor<'t> {
    value: Val<'t>,
    schema: &'static Schema,
    old: Old<'t>,
    is_same: OnceCell<bool>,
}

impl Ancestor<'_> {
    fn is_same(&self) -> bool {
        *self
            .is_same
            .get_or_init(|| self.old.equals(self.value, self.schema))
    }
}

/// What the parts of a value are compared with on an update.
struct Inside<'t, 'n> {
    around: Before<'t, 'n>,
    /// The value itself, where it has a counterpart and is not the whole object.
    ancestor: Option<Ancestor<'t>>,
    is_root: bool,
    parts: [Option<Parts<'t>>; 2],
}

/// The parts of a value before.
enum Parts<'t> {
    Items(Counterparts<'t>),
    Members(Members<'t>),
}

impl<'t, 'n> Before<'t, 'n> {
    pub(crate) fn of(old: Old<'t>) -> Self {
        Self {
            old_self: Some(old),
            current: Some(old),
            nearest: None,
        }
    }

    /// What the parts of a value are compared with.
    fn inside(self, value: Val<'t>, schema: &'static Schema, path: &Path<'_>) -> Inside<'t, 'n> {
        let ancestor = |old| Ancestor {
            value,
            schema,
            old,
            is_same: OnceCell::new(),
        };
        let parts = |old: Old<'t>| match value.data() {
            Data::List(_) => Parts::Items(old.items(schema)),
            _ => Parts::Members(old.members()),
        };
        Inside {
            around: self,
            ancestor: self.current.filter(|_| !path.is_root()).map(ancestor),
            is_root: path.is_root(),
            parts: [self.old_self, self.current].map(|old| old.map(parts)),
        }
    }

    /// Whether failures of a value are forgiven.
    fn forgives(self, value: Val<'_>, schema: &'static Schema, path: &Path<'_>) -> bool {
        match (self.current, self.nearest) {
            (Some(old), _) => !path.is_root() && old.equals(value, schema),
            (None, Some(ancestor)) => ancestor.is_same(),
            (None, None) => false,
        }
    }
}

impl<'t> Inside<'t, '_> {
    fn part(&self, find: impl Fn(&Parts<'t>) -> Option<Old<'t>>) -> Before<'t, '_> {
        let [old_self, current] = self
            .parts
            .each_ref()
            .map(|parts| parts.as_ref().and_then(&find));
        match self.around.current {
            None => Before {
                old_self,
                ..self.around
            },
            Some(_) => Before {
                old_self,
                current,
                nearest: self.ancestor.as_ref(),
            },
        }
    }

    fn member(&self, name: &str) -> Before<'t, '_> {
        let before = self.part(|parts| match parts {
            Parts::Members(members) => members.of(name),
            Parts::Items(_) => None,
        });
        let type_meta = self.is_root && matches!(name, "apiVersion" | "kind");
        match before.current.filter(|_| type_meta) {
            Some(_) => Before {
                current: None,
                nearest: None,
                ..before
            },
            None => before,
        }
    }

    fn item(&self, item: Val<'t>) -> Before<'t, '_> {
        self.part(|parts| match parts {
            Parts::Items(items) => items.of(item),
            Parts::Members(_) => None,
        })
    }
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
        before: Option<Before<'t, '_>>,
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
            let forgives = |before: Before<'_, '_>| before.forgives(value, schema, path);
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
        before: Option<Before<'t, '_>>,
    ) {
        let inside = before.map(|before| before.inside(value, schema, path));
        match value.data() {
            Data::List(_) => {
                let Some(items) = schema.items.filter(|items| items.has_rules) else {
                    return;
                };
                for (index, slot) in value.parts().iter().enumerate() {
                    let item = value.part(slot);
                    let before = inside.as_ref().map(|inside| inside.item(item));
                    self.run(item, items, &path.index(index), before);
                }
            }
            Data::Object(..) | Data::Map(_) => {
                for (name, member, member_schema) in value.members(Some(schema)) {
                    let Some(member_schema) = member_schema.filter(|schema| schema.has_rules)
                    else {
                        continue;
                    };
                    let before = inside.as_ref().map(|inside| inside.member(name));
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
        Kind::Object | Kind::Array => ["Invalid value: ", message].concat(),
        _ => {
            let shown = message::shown(value, Some(schema));
            ["Invalid value: ", &shown, ": ", message].concat()
        }
    }
}
