//! References of a route: the first one that fails gives the reason (spec 3.6, 12.63).

use gateway_api_types::{HttpRouteFilter, HttpRouteFilterType};

use super::backends::{self, MULTICLUSTER, User};
use super::cluster::{Cluster, X_GROUP};
use super::route::Route;

/// Reason of `ResolvedRefs=False`: the first reference in document order that fails, the backends
/// of a rule, each with its filters, before the rule's own filters.
pub(super) fn unresolved(
    cluster: Cluster<'_>,
    user: User<'_>,
    route: &Route<'_>,
) -> Option<&'static str> {
    route.rules.iter().find_map(|rule| {
        let backends = rule.http.backend_refs.iter().flatten().find_map(|backend| {
            let own = backends::of_rule(cluster, user, backend).fault();
            own.or_else(|| filter_reference(cluster, user, backend.filters.as_deref()))
        });
        backends.or_else(|| filter_reference(cluster, user, rule.http.filters.as_deref()))
    })
}

/// The first reference of a filter list that fails. There is no kind of extension that we know
/// (spec 12.80).
fn filter_reference(
    cluster: Cluster<'_>,
    user: User<'_>,
    filters: Option<&[HttpRouteFilter]>,
) -> Option<&'static str> {
    filters.into_iter().flatten().find_map(|filter| {
        let found = match filter.r#type {
            HttpRouteFilterType::ExtensionRef => return Some("InvalidKind"),
            HttpRouteFilterType::RequestMirror => &filter.request_mirror.as_ref()?.backend_ref,
            HttpRouteFilterType::ExternalAuth => &filter.external_auth.as_ref()?.backend_ref,
            _ => return None,
        };
        backends::resolve(cluster, user, found).fault()
    })
}

/// The group, kind, namespace and name of everything that a route's rules and filters refer to. An
/// `XBackend` has to do with its own namespace alone (spec 12.92, 12.94).
pub(super) fn targets(route: &Route<'_>) -> Vec<(String, String, String, String)> {
    let target =
        |group: &Option<String>, kind: &Option<String>, namespace: &Option<String>, name: &str| {
            (
                group.clone().unwrap_or_default(),
                kind.clone().unwrap_or_else(|| "Service".to_owned()),
                namespace
                    .clone()
                    .unwrap_or_else(|| route.namespace.to_owned()),
                name.to_owned(),
            )
        };
    let mut targets = Vec::new();
    for rule in &route.rules {
        let backends = rule.http.backend_refs.iter().flatten();
        let lists = backends.clone().map(|backend| &backend.filters);
        let filters = lists.chain([&rule.http.filters]).flatten().flatten();
        let of_filters = filters.filter_map(|filter| {
            let mirror = filter
                .request_mirror
                .as_ref()
                .map(|mirror| &mirror.backend_ref);
            let auth = filter.external_auth.as_ref().map(|auth| &auth.backend_ref);
            mirror.or(auth)
        });
        targets.extend(
            of_filters
                .map(|found| target(&found.group, &found.kind, &found.namespace, &found.name)),
        );
        targets.extend(
            backends.map(|found| target(&found.group, &found.kind, &found.namespace, &found.name)),
        );
    }
    targets.retain(
        |(group, kind, namespace, _)| match (group.as_str(), kind.as_str()) {
            (X_GROUP, "XBackend") => namespace == route.namespace,
            // What is no backend that we know is not named (spec 6.1.2).
            other => [("", "Service"), (MULTICLUSTER, "ServiceImport")].contains(&other),
        },
    );
    targets
}
