//! Collecting: what everybody has to say.

use std::collections::BTreeSet;
use std::mem::ManuallyDrop;

use gateway_manifests::parallel::in_chunks_beside;
use gateway_manifests::{EngineInput, Finding, LoadedObject, Manifests, Severity};
use gateway_route_engine::{Diagnostic, Options, Resources, judge};
use gateway_validate::field_path::FieldPath;
use gateway_validate::kinds::{self, Named};
use gateway_validate::rules::{self, Context, Explained};
use gateway_validate::{Channel, Refusal, Release, Report, Validator, Violation};

use crate::rules::severity;

use super::unknown::only_unknown;

/// What is to be looked at, and how.
pub(super) struct Question<'q> {
    pub(super) manifests: &'q Manifests,
    /// Objects as they were before; what is here under the key of one is an update of it.
    pub(super) old: &'q Manifests,
    pub(super) release: Release,
    pub(super) options: &'q Options,
    /// Rules that stay silent.
    pub(super) disabled: BTreeSet<String>,
}

/// A finding, and who says it.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub(super) finding: Finding,
    pub(super) by: Teller,
    /// That the server gives it no field of its own: it comes with another one that has.
    pub(super) accompanies: bool,
    /// That a habit rule knows the cause of what the server says.
    pub(super) explained: bool,
}

/// Who says something; whom to listen to first where several say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Teller {
    Habit,
    Server,
    Engine,
    /// Whoever reads an object as its kind.
    Reader,
    /// Whoever reads a file.
    Document,
}

/// What there is to say of the manifests, in no order.
pub(super) fn collect(question: &Question<'_>) -> Vec<Told> {
    let EngineInput {
        resources,
        findings: unread,
        ..
    } = question.manifests.engine_input();
    // As the manifests, these are left to the end of the process.
    let resources = ManuallyDrop::new(resources);
    let (alone, together) = of_each_beside(question, || of_all(question, &resources));
    let documents = question.manifests.findings().iter();
    let documents = documents.map(|finding| told(Teller::Document, finding.clone()));
    let unread = unread.into_iter();
    let unread = unread.map(|finding| told(Teller::Reader, finding));
    let mut told: Vec<Told> = documents
        .chain(unread)
        .chain(alone)
        .chain(together)
        .collect();
    told.retain(|told| !question.disabled.contains(&told.finding.rule));
    told
}

/// What becomes of the objects together.
fn of_all(question: &Question<'_>, resources: &Resources) -> Vec<Told> {
    // Nobody asks for the table.
    let judged = ManuallyDrop::new(judge(resources, question.options));
    let assume = &question.options.assume;
    let heard = |diagnostic: &&Diagnostic| !only_unknown(diagnostic, question.manifests, assume);
    let diagnostics = judged.diagnostics.iter().filter(heard);
    let locate = |diagnostic| told(Teller::Engine, question.manifests.locate(diagnostic));
    diagnostics.map(locate).collect()
}

/// What is to be said of each object alone, found on the processors that `all` leaves.
fn of_each_beside(
    question: &Question<'_>,
    all: impl FnOnce() -> Vec<Told>,
) -> (Vec<Told>, Vec<Told>) {
    let channel = match question.options.channel {
        gateway_route_engine::Channel::Standard => Channel::Standard,
        gateway_route_engine::Channel::Experimental => Channel::Experimental,
    };
    let examiner = Examiner {
        validator: Validator::new(question.release, channel),
        context: Context {
            release: question.release,
            channel,
            disabled: question.disabled.clone(),
        },
        served: format!("the {channel} channel of {}", question.release),
        old: question.old,
    };
    let examine = |objects: &[LoadedObject]| {
        let mut told = Vec::new();
        for object in objects {
            examiner.examine(object, &mut told);
        }
        told
    };
    let (mut told, all) = in_chunks_beside(question.manifests.objects(), examine, all);
    told.extend(examine(question.manifests.repeated()));
    (told, all)
}

/// Holds objects against a server's checks and the habit rules.
struct Examiner<'q> {
    validator: Validator,
    context: Context,
    /// The name of the CRDs.
    served: String,
    old: &'q Manifests,
}

impl Examiner<'_> {
    fn examine(&self, object: &LoadedObject, told: &mut Vec<Told>) {
        let (api_version, kind) = (object.api_version(), object.key().kind.as_str());
        let named = kinds::named(api_version, kind);
        let (Some(node), false) = (object.node(), named == Named::Foreign) else {
            return;
        };
        let habits = rules::check_as(node, api_version, kind, &self.context);
        if let Named::Known(_) = named {
            self.ask_server(object, &habits, told);
        }
        for found in habits {
            let place = found.span.map(|span| object.place_of_span(span));
            let finding = Finding {
                severity: severity(found.rule.level),
                place: place.unwrap_or_else(|| object.place(&found.path)),
                help: found.help,
                ..object.finding(found.rule.id, &found.path, found.message)
            };
            told.push(self::told(Teller::Habit, finding));
        }
    }

    fn ask_server(&self, object: &LoadedObject, habits: &[rules::Finding], told: &mut Vec<Told>) {
        let report = self.report(object);
        if let Some(refusal) = &report.refusal {
            told.push(self::told(Teller::Server, self.refused(object, refusal)));
        }
        let explained = Explained::by(habits);
        told.extend(report.violations.into_iter().map(|violation| Told {
            explained: explained.has(&violation),
            ..of_violation(object, violation)
        }));
        for mut forgiven in report
            .forgiven
            .into_iter()
            .map(|found| of_violation(object, found))
        {
            forgiven.finding.severity = Severity::Warning;
            told.push(forgiven);
        }
        for field in report.unknown_fields {
            let key = object
                .node()
                .and_then(|node| node.place_of(&field).key_span);
            let message = format!("unknown field \"{field}\"");
            let found = object.finding("unknown-field", &field, message);
            let finding = Finding {
                severity: Severity::Warning,
                place: key.map_or(found.place, |key| object.place_of_span(key)),
                help: Some("a server drops it, and `kubectl` refuses the object".to_owned()),
                ..found
            };
            told.push(self::told(Teller::Server, finding));
        }
        for warning in report.warnings {
            let finding = Finding {
                severity: Severity::Warning,
                ..object.finding("server-warning", &field_of(&warning), warning)
            };
            told.push(self::told(Teller::Server, finding));
        }
    }

    /// What a server says; as an update where the object is known from before.
    fn report(&self, object: &LoadedObject) -> Report {
        let old = self.old.object(object.key());
        // Items of typed lists have their kind from the list.
        let whole = object
            .node()
            .filter(|node| node.get("kind").is_some() && node.get("apiVersion").is_some());
        match (whole, old.and_then(LoadedObject::node)) {
            (Some(node), None) => self.validator.validate_node(node),
            (Some(node), Some(old)) => self.validator.validate_update(old, node),
            (None, None) => self.validator.validate(&object.to_json()),
            (None, Some(old)) => self.validator.validate_update(old, &object.to_json()),
        }
    }

    fn refused(&self, object: &LoadedObject, refusal: &Refusal) -> Finding {
        let kind = &object.key().kind;
        let (field, message, help) = match refusal {
            Refusal::UnknownKind { .. } => (
                FieldPath::root().field("kind"),
                format!("{} has no kind `{kind}`", self.served),
                self.where_served(object),
            ),
            Refusal::UnknownVersion { .. } => {
                let version = object.api_version().rsplit('/').next().unwrap_or_default();
                (
                    FieldPath::root().field("apiVersion"),
                    format!("{} does not serve `{version}` of {kind}", self.served),
                    self.where_served(object),
                )
            }
            Refusal::Malformed { path, wanted } => {
                let finding = object.finding("metadata", path, format!("this must be {wanted}"));
                return finding;
            }
            _ => (
                FieldPath::root(),
                "a server does not read this object".to_owned(),
                None,
            ),
        };
        Finding {
            help,
            ..object.finding("not-served", &field, message)
        }
    }

    /// Which other release or channel has the kind and version.
    fn where_served(&self, object: &LoadedObject) -> Option<String> {
        let current = (self.context.release, self.context.channel);
        let json = object.to_json();
        let mut others = Vec::new();
        for channel in Channel::ALL {
            for release in Release::ALL.into_iter().rev() {
                let serves = Validator::new(release, channel).validate(&json).refusal;
                if (release, channel) != current && serves.is_none() {
                    others.push(format!("the {channel} channel of {release}"));
                }
            }
        }
        (!others.is_empty()).then(|| format!("it is in {}", others.join(" and ")))
    }
}

fn of_violation(object: &LoadedObject, violation: Violation) -> Told {
    let whole = violation.field == "<nil>";
    let reason = Some(violation.reason.as_str());
    let quiet = violation.rule == "rules-not-run";
    let finding = Finding {
        severity: if quiet {
            Severity::Info
        } else {
            Severity::Error
        },
        reason,
        help: violation.help,
        ..object.finding(violation.rule, &violation.path, violation.message)
    };
    Told {
        accompanies: whole && !quiet,
        ..told(Teller::Server, finding)
    }
}

/// The field that a server's warning is about: it names it in front, if at all.
fn field_of(warning: &str) -> FieldPath {
    let named = warning
        .split(": ")
        .next()
        .filter(|name| !name.contains(' '));
    let field = named.and_then(|name| name.parse().ok());
    field.unwrap_or_else(|| FieldPath::root().field("apiVersion"))
}

fn told(by: Teller, finding: Finding) -> Told {
    Told {
        finding,
        by,
        accompanies: false,
        explained: false,
    }
}
