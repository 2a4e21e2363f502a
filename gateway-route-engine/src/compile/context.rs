//! Context: what every step of compile reads.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use gateway_api_types::{LabelSelector, NamespacedName};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::LabelSelectorRequirement;

use super::asked::{Asked, AskedKind};
use super::diagnostics::{Diagnostic, ObjectRef, Severity};
use super::endpoints::Endpoints;
use super::field::Field;
use super::grants::Grants;
use super::policies::Policies;
use super::resources::Resources;
use crate::normalize::PathForm;
use crate::options::{Channel, Options};

/// The API group of the kinds that are generally available.
pub(crate) const GATEWAY_GROUP: &str = "gateway.networking.k8s.io";
/// The API group of the kinds that are experiments.
pub(crate) const X_GROUP: &str = "gateway.networking.x-k8s.io";

/// The label by which every namespace of a cluster carries its own name.
const NAMESPACE_NAME_LABEL: &str = "kubernetes.io/metadata.name";

/// The input of compile, and what is read off it once.
pub(crate) struct Context<'a> {
    pub(crate) resources: &'a Resources,
    pub(crate) options: &'a Options,
    pub(crate) grants: Grants<'a>,
    pub(crate) endpoints: Endpoints<'a>,
    pub(crate) policies: Policies<'a>,
    /// What is asked of it besides.
    pub(crate) asked: RefCell<Asked>,
}

/// Where diagnostics are collected.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    list: BTreeSet<Diagnostic>,
}

/// What is wrong with a field, before it is known which object it is in.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) path: String,
    pub(crate) severity: Severity,
    pub(crate) id: &'static str,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(
        resources: &'a Resources,
        options: &'a Options,
        findings: &mut Findings,
    ) -> Self {
        Self::with(resources, options, Endpoints::of(resources), findings)
    }

    /// One with endpoints that are indexed already.
    pub(crate) fn with(
        resources: &'a Resources,
        options: &'a Options,
        endpoints: Endpoints<'a>,
        findings: &mut Findings,
    ) -> Self {
        let mut context = Self {
            resources,
            options,
            grants: Grants::new(resources),
            endpoints,
            policies: Policies::default(),
            asked: RefCell::default(),
        };
        context.policies = Policies::new(&context, findings);
        context
    }

    /// Whether fields and kinds of the experimental channel count.
    pub(crate) fn experimental(&self) -> bool {
        self.options.channel == Channel::Experimental
    }

    /// In which form paths are matched.
    pub(crate) fn path_form(&self) -> PathForm {
        self.options.path_form()
    }

    /// Notes that an outcome depends on an object.
    pub(crate) fn ask(&self, kind: AskedKind, name: &NamespacedName) {
        self.asked.borrow_mut().note(kind, name);
    }

    /// Whether a selector selects a namespace. A namespace that is not in the input has the label
    /// with its name alone (spec 12.53).
    pub(crate) fn selects_namespace(
        &self,
        selector: Option<&LabelSelector>,
        namespace: &str,
    ) -> bool {
        let Some(selector) = selector else {
            return false;
        };
        self.ask(AskedKind::Namespace, &NamespacedName::cluster(namespace));
        let labels = self
            .resources
            .namespaces
            .get(namespace)
            .and_then(|found| found.metadata.labels.as_ref());
        selects(selector, |key| {
            let own = (key == NAMESPACE_NAME_LABEL).then_some(namespace);
            own.or_else(|| labels?.get(key).map(String::as_str))
        })
    }
}

impl Findings {
    /// Keeps a finding on an object.
    pub(crate) fn push(&mut self, object: &ObjectRef, finding: Finding) {
        let Finding {
            path,
            severity,
            id,
            message,
            help,
        } = finding;
        self.list.insert(Diagnostic {
            object: object.clone(),
            path,
            severity,
            id,
            message,
            help,
        });
    }

    /// All findings, sorted.
    pub(crate) fn into_sorted(self) -> Vec<Diagnostic> {
        self.list.into_iter().collect()
    }
}

impl Finding {
    /// An error.
    pub(crate) fn error(field: Field<'_>, id: &'static str, message: impl Into<String>) -> Self {
        Self {
            path: field.to_string(),
            severity: Severity::Error,
            id,
            message: message.into(),
            help: None,
        }
    }

    /// A warning.
    pub(crate) fn warning(field: Field<'_>, id: &'static str, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(field, id, message)
        }
    }

    /// Something worth knowing.
    pub(crate) fn info(field: Field<'_>, id: &'static str, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Info,
            ..Self::error(field, id, message)
        }
    }

    /// The same finding, as a warning.
    pub(crate) fn softened(self) -> Self {
        Self {
            severity: Severity::Warning,
            ..self
        }
    }

    /// The same finding, saying what to write instead.
    pub(crate) fn help(self, help: impl Into<String>) -> Self {
        Self {
            help: Some(help.into()),
            ..self
        }
    }
}

impl ObjectRef {
    /// An object of a Gateway API kind.
    pub(crate) fn gateway_api(kind: &str, name: &NamespacedName) -> Self {
        Self::new(GATEWAY_GROUP, kind, name)
    }

    /// An object of a kind that the experimental channel alone has.
    pub(crate) fn experimental(kind: &str, name: &NamespacedName) -> Self {
        Self::new(X_GROUP, kind, name)
    }

    fn new(group: &str, kind: &str, name: &NamespacedName) -> Self {
        Self {
            group: group.to_owned(),
            kind: kind.to_owned(),
            name: name.clone(),
        }
    }
}

/// Whether a label selector selects what has these labels: all its requirements hold. An operator
/// that does not exist selects nothing (spec 2.10.5).
pub(crate) fn selects<'l>(
    selector: &LabelSelector,
    label: impl Fn(&str) -> Option<&'l str>,
) -> bool {
    let labels = selector
        .match_labels
        .iter()
        .flat_map(BTreeMap::iter)
        .all(|(key, value)| label(key) == Some(value));
    labels
        && selector
            .match_expressions
            .iter()
            .flatten()
            .all(|requirement| requirement_holds(requirement, &label))
}

fn requirement_holds<'l>(
    requirement: &LabelSelectorRequirement,
    label: impl Fn(&str) -> Option<&'l str>,
) -> bool {
    let value = label(&requirement.key);
    let listed =
        || value.is_some_and(|value| requirement.values.iter().flatten().any(|one| one == value));
    match requirement.operator.as_str() {
        "In" => listed(),
        "NotIn" => !listed(),
        "Exists" => value.is_some(),
        "DoesNotExist" => value.is_none(),
        _ => false,
    }
}
