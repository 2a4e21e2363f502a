//! Versions: which release of the API the CRDs of the input are of (spec 1.2.6,
//! 2.1.4). Of a release that we do not know the objects are read as well as can be.

use std::collections::BTreeSet;

use gateway_api_types::NamespacedName;
use gateway_api_types::well_known::{BUNDLE_VERSION, BUNDLE_VERSION_ANNOTATION};
use k8s_openapi::apiextensions_apiserver::pkg::apis::apiextensions::v1::CustomResourceDefinition;

use super::context::{Context, Finding, Findings, GATEWAY_GROUP, X_GROUP};
use super::diagnostics::ObjectRef;
use super::field::Field;

/// What was found of the versions.
pub(crate) struct Versions<'a> {
    /// Those of the API's definitions; `None`: one that does not say.
    found: BTreeSet<Option<&'a str>>,
}

impl<'a> Versions<'a> {
    /// Of the definitions of the input, which may be none.
    pub(crate) fn of(context: &Context<'a>) -> Self {
        Self {
            found: definitions(context)
                .map(|(_, definition)| version(definition))
                .collect(),
        }
    }

    /// Whether all of them are of the release that we follow.
    pub(crate) fn are_supported(&self) -> bool {
        self.found.iter().copied().all(is_supported)
    }

    /// What was found, and what is supported.
    pub(crate) fn message(&self) -> String {
        if self.found.is_empty() {
            return format!("the objects are those of Gateway API {BUNDLE_VERSION}");
        }
        let found: Vec<_> = self
            .found
            .iter()
            .map(|version| version.map_or("no version".to_owned(), |found| format!("`{found}`")))
            .collect();
        let found = found.join(", ");
        format!("the CustomResourceDefinitions are of {found}; supported is `{BUNDLE_VERSION}`")
    }
}

/// Reports the definitions of versions that we do not know.
pub(crate) fn report(context: &Context<'_>, findings: &mut Findings) {
    for (name, definition) in definitions(context) {
        let version = version(definition);
        if is_supported(version) {
            continue;
        }
        let object = ObjectRef {
            group: "apiextensions.k8s.io".to_owned(),
            kind: "CustomResourceDefinition".to_owned(),
            name: NamespacedName::cluster(&**name),
        };
        let (field, message) = match version {
            Some(version) => (
                "metadata.annotations[gateway.networking.k8s.io/bundle-version]",
                format!("the definition is of Gateway API `{version}`, which is not supported"),
            ),
            None => (
                "metadata.annotations",
                "the definition does not say of which version of Gateway API it is".to_owned(),
            ),
        };
        let finding = Finding::warning(Field::Root(field), "unsupported-api-version", message);
        let help = format!("install the definitions of {BUNDLE_VERSION}, unchanged");
        findings.push(&object, finding.help(help));
    }
}

fn definitions<'a>(
    context: &Context<'a>,
) -> impl Iterator<Item = (&'a String, &'a CustomResourceDefinition)> + use<'a> {
    let all = context.resources.custom_resource_definitions.iter();
    let ours = |group: &str| group == GATEWAY_GROUP || group == X_GROUP;
    all.map(|(name, definition)| (name, &**definition))
        .filter(move |(_, definition)| ours(&definition.spec.group))
}

fn version(definition: &CustomResourceDefinition) -> Option<&str> {
    let annotations = definition.metadata.annotations.as_ref()?;
    let version = annotations.get(BUNDLE_VERSION_ANNOTATION)?;
    Some(version.as_str()).filter(|version| !version.is_empty())
}

fn is_supported(version: Option<&str>) -> bool {
    version == Some(BUNDLE_VERSION)
}
