//! Outcome: what the winning rule does with a request (spec 4.5, 5, 12.24, 12.26, 12.59).

use gateway_api_types::{HttpRouteFilter, HttpRouteFilterType, HttpRouteRetry, HttpRouteTimeouts};
use serde_json::{Value, json};

use super::backends::{self, Backend, User};
use super::candidates::Candidate;
use super::cluster::{Cluster, X_GROUP};
use super::cors;
use super::decision::on_listener;
use super::edits::{Edits, combined};
use super::external_auth;
use super::forward::Forwarding;
use super::grammar;
use super::listeners::Listener;
use super::matching::View;
use super::redirect;
use super::route::Rule;
use super::split::draw;
use super::traffic_policy;

/// Where a request came in.
#[derive(Clone, Debug)]
pub(super) struct Place<'a> {
    pub(super) cluster: Cluster<'a>,
    /// The listener; in a mesh there is none.
    pub(super) listener: Option<&'a Listener<'a>>,
    pub(super) mesh: bool,
    /// Scheme and port of the listener, or what stands for them (spec 12.60).
    pub(super) scheme: &'static str,
    pub(super) port: i32,
    /// The certificate that the gateway presents to backends, or null.
    pub(super) certificate: Value,
    /// Whether the caller speaks gRPC.
    pub(super) grpc: bool,
}

/// A request on its way through the winning rule.
struct Passage<'a> {
    place: &'a Place<'a>,
    cluster: Cluster<'a>,
    candidate: &'a Candidate<'a>,
    view: &'a View,
    user: User<'a>,
    entropy: u64,
}

/// The decision of the rule that won.
pub(super) fn outcome(
    place: &Place<'_>,
    candidate: &Candidate<'_>,
    view: &View,
    entropy: u64,
) -> Value {
    let route = candidate.route;
    Passage {
        place,
        cluster: place.cluster,
        candidate,
        view,
        user: User {
            mesh: place.mesh,
            ..User::route(route.kind, route.namespace)
        },
        entropy,
    }
    .decide()
}

impl Passage<'_> {
    fn decide(&self) -> Value {
        let own: Vec<&HttpRouteFilter> =
            self.candidate.rule.http.filters.iter().flatten().collect();
        if let Some(answer) = self.answer(&own) {
            return answer;
        }
        let refs: Vec<_> = self
            .candidate
            .rule
            .http
            .backend_refs
            .iter()
            .flatten()
            .collect();
        // Nothing to draw from: 500 (spec 4.5, 12.25).
        let weights = split(self.candidate.rule);
        let Some(drawn) = draw(&weights, self.entropy).and_then(|index| refs.get(index)) else {
            let unweighted = self.cluster.options.no_weight_status;
            let status = unweighted.filter(|_| !refs.is_empty()).unwrap_or(500);
            return self.without_backend(status, "the rule has no backend");
        };
        let mut filters = own;
        filters.extend(drawn.filters.iter().flatten());
        // Filters of a backend act after the draw, and one that answers does so whatever the
        // backend is (spec 12.24, 12.26).
        if let Some(answer) = self.answer(&filters) {
            return answer;
        }
        let backend = backends::of_rule(self.cluster, self.user, drawn);
        match backend.status() {
            Some(status) => self.without_backend(status, backend.error.unwrap_or_default()),
            None => self.forward(&backend, &filters),
        }
    }

    /// The first filter of a list that answers a request itself (spec 12.24, 12.80).
    fn answer(&self, filters: &[&HttpRouteFilter]) -> Option<Value> {
        for (index, filter) in filters.iter().enumerate() {
            match filter.r#type {
                HttpRouteFilterType::RequestRedirect => return Some(self.redirect(filters, index)),
                HttpRouteFilterType::Cors if cors::is_preflight(self.view) => {
                    return Some(self.preflight(filters, index));
                }
                HttpRouteFilterType::ExtensionRef => {
                    return Some(self.respond(500, "an extension filter does not resolve"));
                }
                HttpRouteFilterType::ExternalAuth => {
                    let auth = filter.external_auth.as_ref()?;
                    let service = backends::resolve(self.cluster, self.user, &auth.backend_ref);
                    // Fails closed (spec 5.7.2).
                    if let Some(error) = service.error {
                        return Some(self.respond(500, error));
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// What a list of filters does to a response, in list order.
    fn response_edits(&self, filters: &[&HttpRouteFilter]) -> Vec<Edits> {
        let edits = filters.iter().filter_map(|filter| {
            let modifier = filter.response_header_modifier.as_deref().map(Edits::of);
            modifier.or_else(|| {
                filter
                    .cors
                    .as_deref()
                    .map(|cors| cors::response(cors, self.view))
            })
        });
        edits.collect()
    }

    /// Response header modification applies to redirects wherever it stands; other filters only
    /// before them (spec 12.24).
    fn redirect(&self, filters: &[&HttpRouteFilter], index: usize) -> Value {
        let acting = filters
            .iter()
            .enumerate()
            .filter(|(place, filter)| *place < index || filter.cors.is_none());
        let acting: Vec<_> = acting.map(|(_, filter)| *filter).collect();
        let mut headers = Vec::new();
        self.response_edits(&acting)
            .iter()
            .for_each(|edits| edits.apply(&mut headers));
        let redirect = filters[index]
            .request_redirect
            .as_deref()
            .cloned()
            .unwrap_or_default();
        let prefix = self.candidate.prefix(self.cluster.options.raw_paths);
        let listener = (self.place.scheme, self.place.port);
        let location = redirect::location(&redirect, self.view, listener, &prefix);
        let status = redirect
            .status_code
            .map_or(302, gateway_api_types::RedirectStatusCode::code);
        self.decision(json!({ "outcome": "redirect", "status": status, "headers": headers, "location": location }))
    }

    /// The answer to a preflight: 204 (spec 12.23), with the edits of response modifiers before the
    /// filter.
    fn preflight(&self, filters: &[&HttpRouteFilter], index: usize) -> Value {
        let mut headers = filters[index]
            .cors
            .as_deref()
            .map(|found| cors::preflight(found, self.view))
            .unwrap_or_default();
        self.response_edits(&filters[..index])
            .iter()
            .for_each(|edits| edits.apply(&mut headers));
        self.decision(json!({ "outcome": "respond", "status": 204, "headers": headers }))
    }

    /// An answer in place of a backend's. Whatever is wrong with a GRPCRoute's backends, calls find
    /// it UNAVAILABLE, for which HTTP has 503 (spec 7.1.8, 12.28, 12.31).
    fn without_backend(&self, status: u16, error: &str) -> Value {
        match self.candidate.route.kind {
            "GRPCRoute" => self.respond(503, error),
            _ => self.respond(status, error),
        }
    }

    /// An answer of the gateway's own: an HTTP error, which calls find UNAVAILABLE.
    fn respond(&self, status: u16, error: &str) -> Value {
        let (status, grpc_status) = if self.place.grpc {
            (200, Some(14))
        } else {
            (status, None)
        };
        self.decision(json!({
            "outcome": "respond", "status": status, "grpcStatus": grpc_status, "error": error,
        }))
    }

    fn forward(&self, backend: &Backend, filters: &[&HttpRouteFilter]) -> Value {
        let prefix = self.candidate.prefix(self.cluster.options.raw_paths);
        let mut forwarding = Forwarding::new(self.cluster, self.user, self.view, &prefix);
        forwarding.run(filters);
        self.decision(json!({
            "outcome": "forward",
            "backend": backend.to_value(),
            "request": forwarding.request(),
            "responseHeaders": combined(&self.response_edits(filters)),
            "mirrors": forwarding.mirrors,
            "appProtocol": backend.app_protocol,
            "backendTls": backend_tls(self.place, backend),
            "retryBudget": traffic_policy::retry_budget(self.cluster, backend),
            "sessionPersistence": traffic_policy::session(self.cluster, self.candidate.rule, backend),
        }))
    }

    /// The authorization service that is asked, unless a filter before it answers.
    fn external_auth(&self) -> Value {
        for filter in self.candidate.rule.http.filters.iter().flatten() {
            match &filter.r#type {
                HttpRouteFilterType::ExternalAuth => {
                    let auth = filter.external_auth.as_deref().map(|auth| {
                        let found = &auth.backend_ref;
                        let service = backends::resolve(self.cluster, self.user, found);
                        external_auth::to_value(&service, auth)
                    });
                    return json!(auth);
                }
                HttpRouteFilterType::RequestRedirect | HttpRouteFilterType::ExtensionRef => break,
                HttpRouteFilterType::Cors if cors::is_preflight(self.view) => break,
                _ => {}
            }
        }
        Value::Null
    }

    /// A decision of this rule.
    fn decision(&self, members: Value) -> Value {
        let mut value = on_listener(self.place.listener, members);
        rule_value(&mut value, self.place, self.user, self.candidate);
        let rule = &self.candidate.rule.http;
        value["timeouts"] = timeouts(rule.timeouts.as_ref());
        value["retry"] = retry(rule.retry.as_ref());
        value["externalAuth"] = self.external_auth();
        value
    }
}

/// The weights of a rule's backends.
pub(super) fn split(rule: &Rule) -> Vec<u64> {
    let refs = rule.http.backend_refs.iter().flatten();
    refs.map(|found| u64::try_from(found.weight.unwrap_or(1)).unwrap_or(0))
        .collect()
}

/// How TLS to a backend is set up: a Gateway presents its certificate to all of them (spec 2.8.1),
/// but for those that have their own say (spec 6.9.3).
pub(super) fn backend_tls(place: &Place<'_>, backend: &Backend) -> Value {
    let mut tls = backend.tls.clone();
    if !tls.is_null() && backend.group != X_GROUP {
        tls["clientCertificateRef"] = place.certificate.clone();
    }
    tls
}

/// Adds what a decision tells of its rule: the backends that cannot be used included.
pub(super) fn rule_value(
    value: &mut Value,
    place: &Place<'_>,
    user: User<'_>,
    candidate: &Candidate<'_>,
) {
    let route = candidate.route;
    value["route"] =
        json!({ "kind": route.kind, "namespace": route.namespace, "name": route.name });
    value["rule"] = json!(candidate.rule_index);
    value["ruleName"] = json!(candidate.rule.http.name);
    value["match"] = json!(candidate.match_index);
    let backends = candidate
        .rule
        .http
        .backend_refs
        .iter()
        .flatten()
        .map(|found| {
            let backend = backends::of_rule(place.cluster, user, found);
            let mut value = backend.to_value();
            value["weight"] = json!(found.weight.unwrap_or(1));
            value["error"] = json!(backend.status());
            value["reason"] = json!(backend.error);
            value
        });
    value["backends"] = Value::Array(backends.collect());
}

/// Zero switches a timeout off (spec 6.4.3).
fn timeouts(timeouts: Option<&HttpRouteTimeouts>) -> Value {
    let read = |text: Option<&String>| {
        text.and_then(|text| grammar::milliseconds(text))
            .filter(|time| *time > 0)
            .map(grammar::duration)
    };
    json!({
        "request": read(timeouts.and_then(|timeouts| timeouts.request.as_ref())),
        "backendRequest": read(timeouts.and_then(|timeouts| timeouts.backend_request.as_ref())),
    })
}

/// No attempts, no retries (spec 6.5.2).
fn retry(retry: Option<&HttpRouteRetry>) -> Value {
    let Some(retry) = retry.filter(|retry| retry.attempts != Some(0)) else {
        return Value::Null;
    };
    let backoff = retry
        .backoff
        .as_deref()
        .and_then(grammar::milliseconds)
        .map(grammar::duration);
    json!({ "codes": retry.codes.clone().unwrap_or_default(), "attempts": retry.attempts.unwrap_or(1), "backoff": backoff })
}
