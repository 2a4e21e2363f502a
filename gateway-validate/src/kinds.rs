//! Kinds: what stands in `apiVersion` and `kind`, and what people write there from memory (spec 1.1, 10).

use gateway_api_types::Kind;

/// What an `apiVersion` and a `kind` name together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// A kind of the Gateway API, in a version that it has.
    Known(Kind),
    /// A kind of another API.
    Foreign,
    /// Something of the Gateway API that does not exist, or no longer does.
    Mistaken(Mistake),
}

/// A kind that does not exist, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Which of the two is wrong.
    pub place: Place,
    /// What is wrong.
    pub message: String,
    /// What to write instead, where that is known.
    pub help: Option<String>,
    /// The `apiVersion` to write, where one is known.
    pub api_version: Option<String>,
    /// The kind to write, where one is known.
    pub kind: Option<&'static str>,
}

/// What of an object's identity does not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The group holds nothing today, or never did.
    Group,
    /// The kind has another name today.
    Renamed,
    /// The kind is not one of the group.
    Kind,
    /// The kind has no such version.
    Version,
}

const GROUP: &str = "gateway.networking.k8s.io";
const EXPERIMENTAL_GROUP: &str = "gateway.networking.x-k8s.io";

/// Groups that never held what they are written for: the one of v1alpha1, and a slip of the documentation.
const FORMER_GROUPS: &[&str] = &["networking.x-k8s.io", "networking.gateway.k8s.io"];

/// Former names of kinds, and slips, with what took their place (spec 10).
const RENAMED: &[(&str, Kind)] = &[
    ("Backend", Kind::XBackend),
    ("BackendLBPolicy", Kind::XBackendTrafficPolicy),
    ("BackendPolicy", Kind::BackendTlsPolicy),
    ("BackendTrafficPolicy", Kind::XBackendTrafficPolicy),
    ("Mesh", Kind::XMesh),
    ("ReferencePolicy", Kind::ReferenceGrant),
    ("TelemetryPolicy", Kind::XTelemetryPolicy),
    ("XListenerSet", Kind::ListenerSet),
];

/// Finds out what an `apiVersion` and a `kind` name.
pub fn named(api_version: &str, kind: &str) -> Named {
    let (group, version) = api_version.rsplit_once('/').unwrap_or(("", api_version));
    let former = FORMER_GROUPS.contains(&group);
    if !former && group != GROUP && group != EXPERIMENTAL_GROUP {
        return Named::Foreign;
    }
    if let Some(known) = Kind::find(group, kind) {
        if known.versions().contains(&version) {
            return Named::Known(known);
        }
        return Named::Mistaken(other_version(known, version));
    }
    let renamed = RENAMED
        .iter()
        .find(|(name, _)| *name == kind)
        .map(|(_, today)| *today);
    let meant = renamed.or_else(|| closest(kind));
    let message = match (meant, former) {
        (_, true) => format!("the group `{group}` holds no kinds today"),
        (Some(_), _) if renamed.is_some() => format!("the kind `{kind}` no longer exists"),
        (Some(today), _) if today.as_str() == kind => {
            format!("the kind `{kind}` does not belong to the group `{group}`")
        }
        _ => format!("the Gateway API has no kind `{kind}` in the group `{group}`"),
    };
    let place = match renamed {
        _ if former => Place::Group,
        Some(_) => Place::Renamed,
        None => Place::Kind,
    };
    Named::Mistaken(Mistake {
        place,
        message,
        help: meant.map(|today| {
            format!(
                "write `apiVersion: {}` and `kind: {today}`",
                api_version_of(today)
            )
        }),
        api_version: meant.map(api_version_of),
        kind: meant.map(Kind::as_str),
    })
}

fn other_version(kind: Kind, version: &str) -> Mistake {
    let api_version = api_version_of(kind);
    Mistake {
        place: Place::Version,
        message: format!("{kind} has no version `{version}`"),
        help: Some(format!("write `apiVersion: {api_version}`")),
        api_version: Some(api_version),
        kind: Some(kind.as_str()),
    }
}

fn api_version_of(kind: Kind) -> String {
    format!("{}/{}", kind.group(), kind.version())
}

/// The kind that is spelled like this but for case, a plural or the `X` of experimental kinds.
fn closest(name: &str) -> Option<Kind> {
    let plain = |name: &str| {
        let name = name.to_ascii_lowercase();
        name.strip_prefix('x').unwrap_or(&name).to_owned()
    };
    let wanted = plain(name);
    let matches = |kind: &Kind| {
        let singular = plain(kind.as_str());
        wanted == singular || wanted == plain(kind.plural())
    };
    Kind::ALL.iter().copied().find(matches)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(api_version: &str, kind: &str, message: &str, help: &str) {
        let Named::Mistaken(mistake) = named(api_version, kind) else {
            panic!("`{api_version}` `{kind}` is taken as it is");
        };
        assert_eq!(mistake.message, message);
        assert_eq!(mistake.help.unwrap_or_default(), help);
    }

    #[test]
    fn kinds_of_today_are_known_in_each_of_their_versions() {
        assert_eq!(
            named("gateway.networking.k8s.io/v1", "HTTPRoute"),
            Named::Known(Kind::HttpRoute)
        );
        assert_eq!(
            named("gateway.networking.k8s.io/v1beta1", "Gateway"),
            Named::Known(Kind::Gateway)
        );
        assert_eq!(
            named("gateway.networking.x-k8s.io/v1alpha1", "XMesh"),
            Named::Known(Kind::XMesh)
        );
    }

    #[test]
    fn kinds_of_other_groups_are_foreign() {
        assert_eq!(named("apps/v1", "Deployment"), Named::Foreign);
        assert_eq!(named("v1", "Service"), Named::Foreign);
        assert_eq!(
            named("gateway.envoyproxy.io/v1alpha1", "BackendTrafficPolicy"),
            Named::Foreign
        );
    }

    #[test]
    fn former_names_lead_to_todays() {
        check(
            "gateway.networking.k8s.io/v1alpha2",
            "BackendLBPolicy",
            "the kind `BackendLBPolicy` no longer exists",
            "write `apiVersion: gateway.networking.x-k8s.io/v1alpha1` and `kind: XBackendTrafficPolicy`",
        );
        check(
            "gateway.networking.k8s.io/v1alpha2",
            "ReferencePolicy",
            "the kind `ReferencePolicy` no longer exists",
            "write `apiVersion: gateway.networking.k8s.io/v1` and `kind: ReferenceGrant`",
        );
        check(
            "gateway.networking.x-k8s.io/v1alpha1",
            "XListenerSet",
            "the kind `XListenerSet` no longer exists",
            "write `apiVersion: gateway.networking.k8s.io/v1` and `kind: ListenerSet`",
        );
    }

    #[test]
    fn former_groups_lead_to_todays() {
        check(
            "networking.x-k8s.io/v1alpha1",
            "HTTPRoute",
            "the group `networking.x-k8s.io` holds no kinds today",
            "write `apiVersion: gateway.networking.k8s.io/v1` and `kind: HTTPRoute`",
        );
        check(
            "networking.gateway.k8s.io/v1",
            "Gateway",
            "the group `networking.gateway.k8s.io` holds no kinds today",
            "write `apiVersion: gateway.networking.k8s.io/v1` and `kind: Gateway`",
        );
    }

    #[test]
    fn versions_that_never_were_lead_to_the_one_to_write() {
        check(
            "gateway.networking.k8s.io/v1alpha2",
            "HTTPRoute",
            "HTTPRoute has no version `v1alpha2`",
            "write `apiVersion: gateway.networking.k8s.io/v1`",
        );
        check(
            "gateway.networking.k8s.io/v2",
            "Gateway",
            "Gateway has no version `v2`",
            "write `apiVersion: gateway.networking.k8s.io/v1`",
        );
    }

    #[test]
    fn other_spellings_and_wrong_groups_lead_to_the_kind_that_is_meant() {
        check(
            "gateway.networking.k8s.io/v1",
            "HttpRoute",
            "the Gateway API has no kind `HttpRoute` in the group `gateway.networking.k8s.io`",
            "write `apiVersion: gateway.networking.k8s.io/v1` and `kind: HTTPRoute`",
        );
        check(
            "gateway.networking.k8s.io/v1",
            "XMesh",
            "the kind `XMesh` does not belong to the group `gateway.networking.k8s.io`",
            "write `apiVersion: gateway.networking.x-k8s.io/v1alpha1` and `kind: XMesh`",
        );
        check(
            "gateway.networking.k8s.io/v1",
            "Ingress",
            "the Gateway API has no kind `Ingress` in the group `gateway.networking.k8s.io`",
            "",
        );
    }
}
