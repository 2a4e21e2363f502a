//! Unknown objects: what is not in the input is not wrong, unless the input is complete.

use gateway_manifests::{LoadedObject, Manifests, ObjectKey};
use gateway_route_engine::{Assumptions, Diagnostic};
use gateway_validate::document::{List, Node};

const GATEWAY_GROUP: &str = "gateway.networking.k8s.io";

/// Whether a diagnostic says no more than that something is not in the input.
pub(super) fn only_unknown(
    diagnostic: &Diagnostic,
    manifests: &Manifests,
    assume: &Assumptions,
) -> bool {
    match diagnostic.id {
        "parent-not-found" => !assume.missing("Gateway"),
        "not-allowed-by-listeners" => {
            !assume.missing("Namespace") && may_be_selected(diagnostic, manifests)
        }
        _ => false,
    }
}

/// Whether a listener that a route refers to selects namespaces by labels, and those of the route's namespace are not
/// in the input.
fn may_be_selected(diagnostic: &Diagnostic, manifests: &Manifests) -> bool {
    let name = &diagnostic.object.name;
    let namespace = ObjectKey::new("", "Namespace", None, &name.namespace);
    if manifests.object(&namespace).is_some() {
        return false;
    }
    let (group, kind) = (&diagnostic.object.group, &diagnostic.object.kind);
    let route = ObjectKey::new(group, kind, Some(&name.namespace), &name.name);
    let field = diagnostic.path.parse().unwrap_or_default();
    let reference = node_of(manifests, &route).and_then(|route| route.at(&field));
    let Some(reference) = reference else {
        return false;
    };
    let text = |field| reference.get(field).and_then(Node::as_str);
    let parent = ObjectKey::new(
        text("group").unwrap_or(GATEWAY_GROUP),
        text("kind").unwrap_or("Gateway"),
        Some(text("namespace").unwrap_or(&route.namespace)),
        text("name").unwrap_or_default(),
    );
    let listeners = node_of(manifests, &parent)
        .and_then(|parent| parent.get("spec")?.get("listeners")?.as_list());
    let mut listeners = listeners.into_iter().flat_map(List::iter);
    listeners.any(|listener| {
        let named = text("sectionName")
            .is_none_or(|section| listener.get("name").and_then(Node::as_str) == Some(section));
        named && selects_by_labels(listener)
    })
}

fn selects_by_labels(listener: Node<'_>) -> bool {
    let from = || {
        listener
            .get("allowedRoutes")?
            .get("namespaces")?
            .get("from")?
            .as_str()
    };
    from() == Some("Selector")
}

fn node_of<'m>(manifests: &'m Manifests, key: &ObjectKey) -> Option<Node<'m>> {
    manifests.object(key).and_then(LoadedObject::node)
}
