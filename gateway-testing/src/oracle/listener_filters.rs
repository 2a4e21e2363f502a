//! Listener filters: what runs on every request of a listener before the routes (spec 5.9, 12.84,
//! 12.88, 12.89).

use gateway_api_types::{ListenerFilter, ListenerFilterType, ProtocolType};
use serde_json::{Value, json};

use super::backends::{self, User};
use super::cluster::Cluster;
use super::external_auth;
use super::listeners::Listener;

/// What is wrong about the filters of a listener.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Faults {
    /// Reason of `Accepted=False`.
    pub(super) refused: Option<&'static str>,
    /// Reason of `ResolvedRefs=False`.
    pub(super) unresolved: Option<&'static str>,
}

/// The first fault of each kind, in list order (spec 5.9.7, 12.63).
pub(super) fn faults(cluster: Cluster<'_>, listener: &Listener<'_>) -> Faults {
    let filters = list(listener);
    let http = matches!(listener.protocol, ProtocolType::Http | ProtocolType::Https);
    if !filters.is_empty() && !http {
        return Faults {
            refused: Some("InvalidListenerFilter"),
            unresolved: None,
        };
    }
    if !filters.is_empty() && !cluster.options.has("GatewayListenerFilters") {
        return Faults {
            refused: Some("UnsupportedValue"),
            unresolved: None,
        };
    }
    Faults {
        refused: filters.iter().find_map(|filter| refused(filter)),
        unresolved: filters
            .iter()
            .find_map(|filter| unresolved(cluster, listener, filter)),
    }
}

fn list<'a>(listener: &Listener<'a>) -> &'a [ListenerFilter] {
    let filters = listener
        .filters
        .and_then(|filters| filters.requests.as_deref());
    filters.unwrap_or_default()
}

/// Types are two, and exactly the member of the type is there (spec 5.9.1, 12.84).
fn refused(filter: &ListenerFilter) -> Option<&'static str> {
    let members = (
        filter.external_auth.is_some(),
        filter.extension_ref.is_some(),
    );
    match (&filter.r#type, members) {
        (ListenerFilterType::ExternalAuth, (true, false)) => {
            let valid = filter
                .external_auth
                .as_deref()
                .is_none_or(external_auth::is_valid);
            (!valid).then_some("InvalidListenerFilter")
        }
        (ListenerFilterType::ExtensionRef, (false, true)) => None,
        (kind, _) if !kind.is_known() => Some("UnsupportedValue"),
        _ => Some("InvalidListenerFilter"),
    }
}

/// What a filter refers to, though its settings may be refused as well. There is no kind of extension
/// that we know (spec 12.80).
fn unresolved(
    cluster: Cluster<'_>,
    listener: &Listener<'_>,
    filter: &ListenerFilter,
) -> Option<&'static str> {
    let members = (&filter.external_auth, &filter.extension_ref);
    let auth = match (&filter.r#type, members) {
        (ListenerFilterType::ExternalAuth, (Some(auth), None)) => auth,
        (ListenerFilterType::ExtensionRef, (None, Some(_))) => {
            return Some("InvalidListenerFilterRef");
        }
        _ => return None,
    };
    let user = User::listener(listener.parent.kind, listener.parent.namespace);
    let backend = backends::resolve(cluster, user, &auth.backend_ref);
    backend.fault().map(|reason| match reason {
        "RefNotPermitted" => reason,
        _ => "InvalidListenerFilterRef",
    })
}

/// What a listener refers to makes no Gateway an ancestor of a policy, and has it whole (spec 12.35).
fn apart<'a>(cluster: Cluster<'a>, listener: &Listener<'a>) -> (Cluster<'a>, User<'a>) {
    let cluster = Cluster {
        gateway: None,
        ..cluster
    };
    let user = User::listener(listener.parent.kind, listener.parent.namespace);
    (cluster, user)
}

/// Whether an authorization service has no endpoint, so that it lets nobody pass (spec 5.7.2,
/// 12.88).
pub(super) fn deny(cluster: Cluster<'_>, listener: &Listener<'_>) -> bool {
    let (cluster, user) = apart(cluster, listener);
    let mut services = list(listener)
        .iter()
        .filter_map(|filter| filter.external_auth.as_ref());
    services.any(|auth| {
        backends::resolve(cluster, user, &auth.backend_ref)
            .error
            .is_some()
    })
}

/// The filters as a decision lists them.
pub(super) fn to_value(cluster: Cluster<'_>, listener: &Listener<'_>) -> Value {
    let (cluster, user) = apart(cluster, listener);
    let filters = list(listener).iter().map(|filter| {
        let kind = filter.r#type.as_str();
        match filter.external_auth.as_deref() {
            Some(auth) => {
                let service = backends::resolve(cluster, user, &auth.backend_ref);
                let auth = external_auth::to_value(&service, auth);
                json!({ "type": kind, "externalAuth": auth })
            }
            None => json!({ "type": kind, "extensionRef": filter.extension_ref }),
        }
    });
    Value::Array(filters.collect())
}
