//! Policies, and the backends that need none.

use std::collections::BTreeMap;

use super::generate::{Just, Strategy, any, prop, prop_oneof};
use gateway_api_types::{
    BackendObjectReference, BackendPort, BackendProtocol, BackendSpec, BackendTls, BackendTlsMode,
    BackendTlsPolicy, BackendTlsPolicySpec, BackendTrafficPolicySpec, BackendType, BudgetDetails,
    CookieConfig, CookieLifetimeType, EndpointSelectorBackend, ExternalHostnameBackend,
    HeaderConfig, LocalObjectReference, LocalPolicyTargetReference,
    LocalPolicyTargetReferenceWithSectionName, RequestRate, RetryConstraint, SessionPersistence,
    SessionPersistenceType, TelemetryPolicySpec, TracingConfig, TracingMode, TracingProvider,
    XBackend, XBackendTrafficPolicy, XTelemetryPolicy,
};
use k8s_openapi::api::core::v1::{Pod, PodCondition, PodStatus};

use super::alphabet::{self, named};
use super::{Mix, backends, maybe, mostly, or_invalid, pick, rarely, text, trust};

const IMPORT: (&str, &str) = ("multicluster.x-k8s.io", "ServiceImport");

const TARGETS: &[&str] = &["s", "s", "t", "u"];

pub(super) fn backend_tls_policies(mix: Mix) -> impl Strategy<Value = Vec<BackendTlsPolicy>> {
    let other = pick(&[("example.com", "Bucket"), IMPORT]);
    let kind = or_invalid(mix, Just(("", "Service")), other);
    let section = rarely(2, text(&["web", "web", "other"]));
    let target = (kind, text(TARGETS), section).prop_map(|((group, kind), name, section_name)| {
        LocalPolicyTargetReferenceWithSectionName {
            group: group.to_owned(),
            kind: kind.to_owned(),
            name,
            section_name,
        }
    });
    let policy = (
        alphabet::metadata(alphabet::name()),
        prop::collection::vec(target, 1..3),
        trust::validation(mix),
    )
        .prop_map(|(metadata, target_refs, validation)| {
            let spec = BackendTlsPolicySpec {
                target_refs,
                validation,
                options: None,
            };
            BackendTlsPolicy::new(metadata, spec)
        });
    few(policy)
}

/// Most often none.
fn few<S: Strategy<Value: Clone> + 'static>(strategy: S) -> impl Strategy<Value = Vec<S::Value>> {
    prop_oneof![4 => Just(Vec::new()), 3 => prop::collection::vec(strategy, 1..4)]
}

pub(super) fn traffic_policies(mix: Mix) -> impl Strategy<Value = Vec<XBackendTrafficPolicy>> {
    let kind = prop_oneof![
        4 => Just(("", "Service")),
        2 => Just(("gateway.networking.x-k8s.io", "XBackend")),
        1 => Just(IMPORT),
    ];
    let target =
        (kind, text(TARGETS)).prop_map(|((group, kind), name)| LocalPolicyTargetReference {
            group: group.to_owned(),
            kind: kind.to_owned(),
            name,
        });
    let time = || text(&["1s", "10s", "1m"]);
    let budget = (maybe(0..101_i64), maybe(time()))
        .prop_map(|(percent, interval)| BudgetDetails { percent, interval });
    let rate = (maybe(1..20_i64), maybe(time()))
        .prop_map(|(count, interval)| RequestRate { count, interval });
    let constraint =
        (maybe(budget), maybe(rate)).prop_map(|(budget, min_retry_rate)| RetryConstraint {
            budget,
            min_retry_rate,
        });
    let policy = (
        alphabet::metadata(alphabet::name()),
        prop::collection::vec(target, 1..3),
        maybe(constraint),
        rarely(2, session(mix)),
    )
        .prop_map(
            |(metadata, target_refs, retry_constraint, session_persistence)| {
                let spec = BackendTrafficPolicySpec {
                    target_refs,
                    retry_constraint,
                    session_persistence,
                };
                XBackendTrafficPolicy::new(metadata, spec)
            },
        );
    few(policy)
}

/// A session by cookie or header, now and then without what it needs (spec 12.99).
pub(super) fn session(mix: Mix) -> impl Strategy<Value = SessionPersistence> {
    let lifetime = pick(&[CookieLifetimeType::Session, CookieLifetimeType::Permanent]);
    let cookie = (maybe(text(&["sid"])), maybe(text(&["/a"])), maybe(lifetime)).prop_map(
        |(name, path, lifetime_type)| CookieConfig {
            name,
            path,
            lifetime_type,
        },
    );
    let header = text(&["X-Session"]).prop_map(|name| HeaderConfig { name });
    let by_cookie = (
        maybe(Just(SessionPersistenceType::Cookie)),
        mostly(6, cookie),
    )
        .prop_map(|(kind, cookie)| (kind, cookie, None));
    let by_header =
        mostly(6, header).prop_map(|header| (Some(SessionPersistenceType::Header), None, header));
    let kind = or_invalid(
        mix,
        prop_oneof![3 => by_cookie, 1 => by_header],
        Just((Some(SessionPersistenceType::from("Other")), None, None)),
    );
    (kind, text(&["1h", "90m"]), prop::bool::weighted(0.3)).prop_map(
        |((r#type, cookie, header), timeout, timed)| {
            let lifetime = cookie
                .as_ref()
                .and_then(|cookie: &CookieConfig| cookie.lifetime_type.as_ref());
            let lasting = lifetime == Some(&CookieLifetimeType::Permanent);
            SessionPersistence {
                absolute_timeout: (timed || lasting).then_some(timeout),
                r#type,
                cookie,
                header,
            }
        },
    )
}

pub(super) fn x_backends(mix: Mix) -> impl Strategy<Value = Vec<XBackend>> {
    let host = or_invalid(
        mix,
        text(&["api.example.com"]),
        text(&["x.cluster.local", ""]),
    );
    let host = host.prop_map(|hostname| {
        let host = ExternalHostnameBackend { hostname };
        (BackendType::ExternalHostname, Some(host), None)
    });
    let labels = pick(&[("app", "s"), ("app", "t")]).prop_map(|(key, value)| {
        let match_labels = BTreeMap::from([(key.to_owned(), value.to_owned())]);
        let selector = EndpointSelectorBackend { match_labels };
        (BackendType::EndpointSelector, None, Some(selector))
    });
    let none = pick(&["ExternalHostname", "EndpointSelector", "Other"])
        .prop_map(|kind| (BackendType::from(kind), None, None));
    let place = or_invalid(mix, prop_oneof![host, labels], none);
    let port = or_invalid(mix, Just(Some(8443)), pick(&[None, Some(0)]));
    let protocol = pick(&[
        "HTTP", "HTTP2", "HTTP11", "H2C", "TCP", "GRPC", "WSS", "MCP",
    ]);
    let backend = (
        (alphabet::namespace(), text(TARGETS)),
        place,
        port,
        rarely(2, protocol),
        rarely(1, tls(mix)),
        rarely(3, session(mix)),
    )
        .prop_map(
            |((namespace, name), place, number, protocol, tls, session_persistence)| {
                let (r#type, external_hostname, endpoint_selector) = place;
                let spec = BackendSpec {
                    r#type,
                    port: BackendPort { number },
                    external_hostname,
                    endpoint_selector,
                    session_persistence,
                    protocol: protocol.map(BackendProtocol::from),
                    tls,
                };
                XBackend::new(named(&namespace, &name), spec)
            },
        );
    prop_oneof![1 => Just(Vec::new()), 2 => prop::collection::vec(backend, 0..6)]
}

fn tls(mix: Mix) -> impl Strategy<Value = BackendTls> {
    let none = Just((BackendTlsMode::None, None));
    let server = Just((BackendTlsMode::ServerOnly, None));
    let both = mostly(12, trust::certificate())
        .prop_map(|certificate| (BackendTlsMode::ClientAndServer, certificate));
    let mode = prop_oneof![none, server, both];
    (mode, mostly(6, trust::validation(mix))).prop_map(
        |((mode, client_certificate_ref), validation)| BackendTls {
            validation: validation.filter(|_| mode != BackendTlsMode::None),
            mode,
            client_certificate_ref,
        },
    )
}

pub(super) fn pods() -> impl Strategy<Value = Vec<Pod>> {
    let pod = (
        alphabet::namespace(),
        text(&["s", "t"]),
        text(&["1", "2"]),
        maybe(any::<bool>()),
    )
        .prop_map(|(namespace, app, number, ready)| {
            let mut metadata = named(&namespace, &format!("{app}-{number}"));
            metadata.labels = Some([("app".to_owned(), app)].into());
            let condition = ready.map(|ready| PodCondition {
                type_: "Ready".to_owned(),
                status: if ready { "True" } else { "False" }.to_owned(),
                ..PodCondition::default()
            });
            let status = condition.map(|condition| PodStatus {
                conditions: Some(vec![condition]),
                ..PodStatus::default()
            });
            Pod {
                metadata,
                status,
                ..Pod::default()
            }
        });
    prop_oneof![2 => Just(Vec::new()), 1 => prop::collection::vec(pod, 0..4)]
}

pub(super) fn telemetry_policies(mix: Mix) -> impl Strategy<Value = Vec<XTelemetryPolicy>> {
    let kind = prop_oneof![
        12 => Just(("gateway.networking.k8s.io", "Gateway")),
        1 => Just(("", "Service")),
    ];
    let target = (kind, text(&["gw", "gw", "gw2", "none"])).prop_map(|((group, kind), name)| {
        LocalObjectReference {
            group: group.to_owned(),
            kind: kind.to_owned(),
            name,
        }
    });
    let provider =
        backends::object_reference(mix).prop_map(|backend_ref: BackendObjectReference| {
            let provider = TracingProvider {
                backend_ref,
                headers: None,
            };
            (Some(TracingMode::Enabled), Some(provider))
        });
    let plain = prop_oneof![Just(None), Just(Some(TracingMode::Disabled))];
    let mode = prop_oneof![3 => provider, 1 => (plain, Just(None))];
    let tracing = mode.prop_map(|(mode, provider)| TracingConfig {
        mode,
        provider,
        sampling_rate: None,
        parent_based_sampling: None,
        service_name: None,
        span_name: None,
        attributes: None,
    });
    let policy = (
        alphabet::metadata(alphabet::name()),
        prop::collection::vec(target, 1..3),
        tracing,
    )
        .prop_map(|(metadata, target_refs, tracing)| {
            let spec = TelemetryPolicySpec {
                target_refs,
                tracing: Some(tracing),
            };
            XTelemetryPolicy::new(metadata, spec)
        });
    few(policy)
}
