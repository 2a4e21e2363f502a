//! Parameters: the settings that Gateways, GatewayClasses and `XMeshes` refer to (spec 2.1.3, 2.9.6,
//! 8.2.1). The one kind that holds some is a ConfigMap; what is in it is the data plane's business.

use gateway_api_types::{
    Feature, Gateway, GatewayClass, NamespacedName, ParametersReference, XMesh,
};

use super::asked::AskedKind;
use super::context::{Context, Finding, Findings, X_GROUP};
use super::diagnostics::ObjectRef;
use super::features::switched_off;
use super::field::Field;

/// Why the parameters of a Gateway cannot be used; they are in its own namespace.
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
    let supported = context.options.has(&Feature::GatewayInfrastructure);
    let message = match refusal(context, &reference.group, &reference.kind, &name) {
        _ if !supported => switched_off(&Feature::GatewayInfrastructure),
        refusal => refusal?,
    };
    let field = Field::Root("spec.infrastructure.parametersRef");
    let finding = Finding::error(field, "invalid-parameters", message.clone());
    let help = "name a ConfigMap of the Gateway's namespace, with `group: \"\"`";
    findings.push(object, finding.help(help));
    Some(message)
}

/// Why the parameters of a GatewayClass cannot be used.
pub(crate) fn of_class(context: &Context<'_>, class: &GatewayClass) -> Option<String> {
    of_cluster(context, class.spec.parameters_ref.as_ref())
}

/// Why the parameters of an XMesh cannot be used.
pub(crate) fn of_mesh(context: &Context<'_>, mesh: &XMesh) -> Option<String> {
    of_cluster(context, mesh.spec.parameters_ref.as_ref())
}

/// Reports the parameters of GatewayClasses and `XMeshes` of ours that cannot be used.
pub(crate) fn report(context: &Context<'_>, findings: &mut Findings) {
    let own = context.options.controller_name.as_deref();
    let ours = |controller: &str| own.is_none_or(|own| own == controller);
    let mut push = |object: ObjectRef, message: Option<String>| {
        if let Some(message) = message {
            let field = Field::Root("spec.parametersRef");
            let finding = Finding::error(field, "invalid-parameters", message);
            let help = "name a ConfigMap by `group: \"\"`, `name` and `namespace`";
            findings.push(&object, finding.help(help));
        }
    };
    for (name, class) in &context.resources.gateway_classes {
        if ours(&class.spec.controller_name) {
            let object = ObjectRef::gateway_api("GatewayClass", &NamespacedName::cluster(&**name));
            push(object, of_class(context, class));
        }
    }
    let meshes = context.resources.x_meshes.iter();
    for (name, mesh) in meshes.filter(|_| context.experimental()) {
        if ours(&mesh.spec.controller_name) {
            let object = ObjectRef {
                group: X_GROUP.to_owned(),
                kind: "XMesh".to_owned(),
                name: NamespacedName::cluster(&**name),
            };
            push(object, of_mesh(context, mesh));
        }
    }
}

fn of_cluster(context: &Context<'_>, reference: Option<&ParametersReference>) -> Option<String> {
    let reference = reference?;
    let namespace = reference.namespace.as_deref().unwrap_or_default();
    let name = NamespacedName::new(namespace, &*reference.name);
    let known = (&*reference.group, &*reference.kind) == ("", "ConfigMap");
    if known && namespace.is_empty() {
        return Some("a ConfigMap has a namespace, and the reference names none".to_owned());
    }
    refusal(context, &reference.group, &reference.kind, &name)
}

fn refusal(
    context: &Context<'_>,
    group: &str,
    kind: &str,
    name: &NamespacedName,
) -> Option<String> {
    match (group, kind) {
        ("", "ConfigMap") => {
            context.ask(AskedKind::ConfigMap, name);
            let known = context.resources.config_maps.contains_key(name);
            let exists = known || !context.options.assume.missing("ConfigMap");
            (!exists).then(|| format!("ConfigMap `{name}` does not exist"))
        }
        (group, kind) => Some(format!(
            "`{kind}` of group `{group}` cannot hold parameters"
        )),
    }
}
