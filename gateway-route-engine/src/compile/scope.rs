//! Scope: which GatewayClasses and Gateways are ours, and under which controller name (spec 2.1).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use gateway_api_types::{Gateway, NamespacedName};

use super::context::{Context, Finding, Findings};
use super::diagnostics::ObjectRef;
use super::field::Field;
use super::parameters;
use crate::options::DEFAULT_CONTROLLER_NAME;

/// A Gateway of ours.
pub(crate) struct OwnGateway<'a> {
    pub(crate) name: &'a NamespacedName,
    pub(crate) gateway: &'a Gateway,
    /// What stands in the statuses that this Gateway brings about.
    pub(crate) controller: Arc<str>,
}

/// The Gateways of ours, sorted by name.
pub(crate) fn own_gateways<'a>(
    context: &Context<'a>,
    findings: &mut Findings,
) -> Vec<OwnGateway<'a>> {
    let mut names = BTreeMap::new();
    let mut own = Vec::new();
    for (name, gateway) in &context.resources.gateways {
        let class = gateway.spec.gateway_class_name.as_str();
        let controller = names
            .entry(class)
            .or_insert_with(|| class_controller(context, class));
        match controller.clone() {
            Some(controller) => own.push(OwnGateway {
                name,
                gateway,
                controller,
            }),
            None if context.resources.gateway_classes.contains_key(class) => {}
            None => {
                let message =
                    format!("GatewayClass `{class}` does not exist; the Gateway is not served");
                let field = Field::Root("spec.gatewayClassName");
                let finding = Finding::error(field, "gateway-class-not-found", message);
                let object = ObjectRef::gateway_api("Gateway", name);
                findings.push(&object, finding.help("create it, or name one that exists"));
            }
        }
    }
    own
}

/// The controller name where no class says it: that of the options, else of the first class by
/// name.
pub(crate) fn own_controller(context: &Context<'_>) -> Arc<str> {
    let first = || {
        context
            .resources
            .gateway_classes
            .values()
            .next()
            .map(|class| class.spec.controller_name.as_str())
    };
    let name = context.options.controller_name.as_deref().or_else(first);
    name.unwrap_or(DEFAULT_CONTROLLER_NAME).into()
}

/// The controller name of the mesh: that of the options, else of the first XMesh by name, else as
/// for Gateways (spec 12.82).
pub(crate) fn mesh_controller(context: &Context<'_>) -> Arc<str> {
    let name = context.options.controller_name.as_deref();
    let mut meshes = context.resources.x_meshes.values();
    let first = meshes
        .next()
        .filter(|_| context.experimental())
        .map(|mesh| mesh.spec.controller_name.as_str());
    name.or(first)
        .map_or_else(|| own_controller(context), Arc::from)
}

/// Every name under which entries in statuses are ours.
pub(crate) fn controllers(context: &Context<'_>) -> BTreeSet<Arc<str>> {
    let mut names = BTreeSet::from([own_controller(context), mesh_controller(context)]);
    if context.options.controller_name.is_none() {
        let classes = context.resources.gateway_classes.values();
        names.extend(classes.map(|class| Arc::from(class.spec.controller_name.as_str())));
    }
    names
}

/// The controller name of a class, if the class is ours and accepted (spec 2.1.8).
fn class_controller(context: &Context<'_>, class: &str) -> Option<Arc<str>> {
    let Some(found) = context.resources.gateway_classes.get(class) else {
        return (!context.options.assume.missing("GatewayClass")).then(|| own_controller(context));
    };
    let name = found.spec.controller_name.as_str();
    let own = context.options.controller_name.as_deref();
    let ours = own.is_none_or(|own| own == name);
    let accepted = parameters::of_class(context, found).is_none();
    (ours && accepted).then(|| name.into())
}
