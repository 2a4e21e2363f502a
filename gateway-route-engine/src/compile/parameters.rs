//! Parameters: `spec.infrastructure.parametersRef` of a Gateway (spec 2.9.6).

use gateway_api_types::{Gateway, NamespacedName};

use super::context::{Context, Finding, Findings};
use super::diagnostics::ObjectRef;
use super::field::Field;

/// Why the parameters cannot be used. The one kind that can is a ConfigMap of the Gateway's namespace;
/// what it holds is the data plane's business.
pub(crate) fn check(
    context: &Context<'_>,
    findings: &mut Findings,
    object: &ObjectRef,
    gateway: &Gateway,
) -> Option<String> {
    let reference = gateway
        .spec
        .infrastructure
        .as_ref()?
        .parameters_ref
        .as_ref()?;
    let name = NamespacedName::new(&*object.name.namespace, &*reference.name);
    let message = match (&*reference.group, &*reference.kind) {
        ("", "ConfigMap") => {
            let known = context.resources.config_maps.contains_key(&name);
            if known || !context.options.assume.missing("ConfigMap") {
                return None;
            }
            format!("ConfigMap `{name}` does not exist")
        }
        (group, kind) => format!("`{kind}` of group `{group}` cannot hold parameters"),
    };
    let field = Field::Root("spec.infrastructure.parametersRef");
    let finding = Finding::error(field, "invalid-parameters", message.clone());
    let help = "name a ConfigMap of the Gateway's namespace, with `group: \"\"`";
    findings.push(object, finding.help(help));
    Some(message)
}
