//! Outcome: what the winning rule does with a request (spec 4.5, 5, 12.24, 12.26, 12.59).

use gateway_api_types::{
    HttpRouteFilter, HttpRouteFilterType, HttpRouteRetry, HttpRouteTimeouts, ProtocolType,
};
use serde_json::{Value, json};

use super::backends::{self, Backend};
use super::candidates::Candidate;
use super::cluster::Cluster;
use super::cors;
use super::decision::on_listener;
use super::edits::{Edits, combined};
use super::forward::Forwarding;
use super::grammar;
use super::listeners::Listener;
use super::matching::View;
use super::redirect;
use super::split::draw;

/// A request on its way through the winning rule.
struct Passage<'a> {
    cluster: Cluster<'a>,
    listener: &'a Listener<'a>,
    candidate: &'a Candidate<'a>,
    view: &'a View,
    entropy: u64,
}

/// The decision of the rule that won.
pub(super) fn outcome(
    cluster: Cluster<'_>,
    listener: &Listener<'_>,
    candidate: &Candidate<'_>,
    view: &View,
    entropy: u64,
) -> Value {
    Passage {
        cluster,
        listener,
        candidate,
        view,
        entropy,
    }
    .decide()
}

impl Passage<'_> {
    fn decide(&self) -> Value {
        let own: Vec<&HttpRouteFilter> = self.candidate.rule.filters.iter().flatten().collect();
        if let Some(answer) = self.answer(&own) {
            return answer;
        }
        let refs: Vec<_> = self.candidate.rule.backend_refs.iter().flatten().collect();
        let weights: Vec<u64> = refs
            .iter()
            .map(|found| u64::try_from(found.weight.unwrap_or(1)).unwrap_or(0))
            .collect();
        // Nothing to draw from: 500 (spec 4.5, 12.25).
        let Some(drawn) = draw(&weights, self.entropy).and_then(|index| refs.get(index)) else {
            return self.respond(500, "the rule has no backend");
        };
        let mut filters = own;
        filters.extend(drawn.filters.iter().flatten());
        // Filters of a backend act after the draw, and one that answers does so whatever the
        // backend is (spec 12.24, 12.26).
        if let Some(answer) = self.answer(&filters) {
            return answer;
        }
        let backend = backends::of_rule(self.cluster, self.candidate.route_name().0, drawn);
        match backend.status() {
            Some(status) => self.respond(status, backend.error.unwrap_or_default()),
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
        let scheme = if *self.listener.protocol == ProtocolType::Https {
            "https"
        } else {
            "http"
        };
        let prefix = self.candidate.prefix(self.cluster.options.raw_paths);
        let location =
            redirect::location(&redirect, self.view, (scheme, self.listener.port), &prefix);
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

    fn respond(&self, status: u16, error: &str) -> Value {
        self.decision(json!({ "outcome": "respond", "status": status, "error": error }))
    }

    fn forward(&self, backend: &Backend, filters: &[&HttpRouteFilter]) -> Value {
        let prefix = self.candidate.prefix(self.cluster.options.raw_paths);
        let mut forwarding = Forwarding::new(
            self.cluster,
            self.candidate.route_name().0,
            self.view,
            &prefix,
        );
        forwarding.run(filters);
        self.decision(json!({
            "outcome": "forward",
            "backend": backend.to_value(),
            "request": forwarding.request(),
            "responseHeaders": combined(&self.response_edits(filters)),
            "mirrors": forwarding.mirrors,
            "appProtocol": backend.app_protocol,
        }))
    }

    /// All backends of the rule, those that cannot be used included.
    fn backends(&self) -> Vec<Value> {
        let refs = self.candidate.rule.backend_refs.iter().flatten();
        let value = refs.map(|found| {
            let backend = backends::of_rule(self.cluster, self.candidate.route_name().0, found);
            let mut value = backend.to_value();
            value["weight"] = json!(found.weight.unwrap_or(1));
            value["error"] = json!(backend.status());
            value["reason"] = json!(backend.error);
            value
        });
        value.collect()
    }

    /// A decision of this rule.
    fn decision(&self, members: Value) -> Value {
        let (namespace, name) = self.candidate.route_name();
        let rule = &self.candidate.rule;
        let mut value = on_listener(self.listener, members);
        value["route"] = json!({ "kind": "HTTPRoute", "namespace": namespace, "name": name });
        value["rule"] = json!(self.candidate.rule_index);
        value["ruleName"] = json!(rule.name);
        value["match"] = json!(self.candidate.match_index);
        value["backends"] = json!(self.backends());
        value["timeouts"] = timeouts(rule.timeouts.as_ref());
        value["retry"] = retry(rule.retry.as_ref());
        value
    }
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
