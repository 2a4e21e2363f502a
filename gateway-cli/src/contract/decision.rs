//! Decision record: everything that a decision says of a request, as `gapi eval` prints it.

use gateway_route_engine::decision::Matched;
use gateway_route_engine::filters::{Cors, Filter};
use gateway_route_engine::{
    AppProtocol, Decision, Forward, Redirect, Reject, Respond, ResponseCause, RoutingTable,
    TlsMode, Unrouted,
};
use serde::Serialize;
use serde_json::value::RawValue;

use super::connection::{BackendTls, RetryBudget, SessionPersistence};
use super::frontend::EvalFrontend;
use super::parts::{
    ExternalAuth, HeaderEdits, HeaderPair, Listener, ListenerFilter, Mirror, Request, Route,
    RuleRetry, RuleTimeouts, Target, WeightedBackend, header_pairs,
};
use super::request::EvalRequest;

/// What becomes of a request, and why. Every key is always there; a value is null or empty where
/// nothing in the configuration speaks of it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DecisionRecord<'a> {
    /// The request's `id` as it was written.
    pub id: Option<&'a RawValue>,
    /// What the data plane does.
    pub outcome: Outcome,
    /// The HTTP status of an answer that the gateway gives itself.
    pub status: Option<u16>,
    /// The gRPC status of such an answer, for a gRPC caller: 12 or 14.
    pub grpc_status: Option<u8>,
    /// The listener that the connection and the host chose, also where no rule matches.
    pub listener: Option<Listener<'a>>,
    /// The route that won.
    pub route: Option<Route<'a>>,
    /// The place of the rule in the route, counted from 0.
    pub rule: Option<usize>,
    /// The name of the rule.
    pub rule_name: Option<&'a str>,
    /// The place of the match in the rule, counted from 0; null below HTTP.
    #[serde(rename = "match")]
    pub match_index: Option<usize>,
    /// The backend that gets the request.
    pub backend: Option<Target<'a>>,
    /// The backends that share the rule's requests, in list order.
    pub backends: Vec<WeightedBackend<'a>>,
    /// The request as the backend sees it.
    pub request: Option<Request>,
    /// What is done to the backend's answer.
    pub response_headers: HeaderEdits,
    /// The headers of an answer that the gateway gives itself, after all filters that touch it.
    pub headers: Vec<HeaderPair>,
    /// Where a redirect leads.
    pub location: Option<String>,
    /// Copies of the request, those that are not sampled or not usable included.
    pub mirrors: Vec<Mirror<'a>>,
    /// Timeouts of the rule.
    pub timeouts: RuleTimeouts,
    /// Retries of the rule; null where they are switched off.
    pub retry: Option<RuleRetry<'a>>,
    /// Limit on the retries to the backend.
    pub retry_budget: Option<RetryBudget>,
    /// Session persistence of the backend, and where it is configured.
    pub session_persistence: Option<SessionPersistence<'a>>,
    /// The authorization service that is asked first.
    pub external_auth: Option<ExternalAuth<'a>>,
    /// Filters of the listener that come before the routes, in order.
    pub listener_filters: Vec<ListenerFilter<'a>>,
    /// What the backend's port, or its XBackend, says it speaks.
    pub app_protocol: Option<&'static str>,
    /// How TLS to the backend is set up, the gateway's own certificate included.
    #[serde(rename = "backendTls")]
    pub backend_tls: Option<BackendTls<'a>>,
    /// What the listener does with TLS.
    pub tls_mode: Option<&'static str>,
    /// Why the gateway answers with an error or not at all.
    pub error: Option<String>,
}

/// What a data plane does with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Sends it to a backend.
    Forward,
    /// Answers with a redirect.
    Redirect,
    /// Answers it itself.
    Respond,
    /// Gives no HTTP answer: closes the connection.
    Reject,
}

/// Decides on a request, and writes the decision down.
pub fn decision<'a>(table: &'a RoutingTable, request: &'a EvalRequest) -> DecisionRecord<'a> {
    record(&table.route(&request.view(), request.entropy), request)
}

/// Writes a decision on a request down.
pub fn record<'a>(decision: &Decision<'a>, request: &'a EvalRequest) -> DecisionRecord<'a> {
    match decision {
        Decision::Forward(forward) => forwarded(request, forward),
        Decision::Redirect(redirect) => redirected(request, redirect),
        Decision::Respond(respond) => responded(request, respond),
        Decision::Unrouted(unrouted) => unrouted_to_service(request, *unrouted),
        Decision::Reject(reject) => rejected(request, reject),
    }
}

fn forwarded<'a>(request: &'a EvalRequest, forward: &Forward<'a>) -> DecisionRecord<'a> {
    let mut record = DecisionRecord::matched(Outcome::Forward, request, forward.matched);
    record.backend = Some(Target::from(&forward.backend.target));
    if request.is_http() {
        let mut head = request.head();
        // What is relayed as bytes nobody on the way reads (spec 7.2.5).
        if forward.matched.match_index.is_some() {
            let mirrors = &mut record.mirrors;
            forward.apply_request(&mut head, request.entropy, |copy| mirrors.push(copy.into()));
        }
        record.request = Some(Request::from(&head));
        record.response_headers = (&forward.response_edits(&request.view()).headers).into();
    }
    let backend = forward.backend;
    record.app_protocol = backend.app_protocol.map(AppProtocol::as_str);
    record.backend_tls = BackendTls::of(forward);
    record.retry_budget = backend.retry_budget.as_deref().map(RetryBudget::from);
    let sessions = backend.session_persistence.as_deref();
    record.session_persistence = sessions.map(SessionPersistence::from);
    record
}

/// A Service port without routes: the request goes to the Service as it is.
fn unrouted_to_service(request: &EvalRequest, unrouted: Unrouted) -> DecisionRecord<'_> {
    let mut record = DecisionRecord::new(Outcome::Forward, request, None);
    if let EvalFrontend::Service { service, .. } = &request.frontend {
        record.backend = Some(Target {
            group: "",
            kind: "Service",
            namespace: &service.namespace,
            name: &service.name,
            port: Some(request.port),
        });
    }
    if request.is_http() {
        record.request = Some(Request::from(&request.head()));
    }
    record.app_protocol = unrouted.app_protocol.map(AppProtocol::as_str);
    record
}

fn redirected<'a>(request: &'a EvalRequest, redirect: &Redirect<'a>) -> DecisionRecord<'a> {
    let view = request.view();
    let mut record = DecisionRecord::matched(Outcome::Redirect, request, redirect.matched);
    record.status = Some(redirect.status());
    record.location = Some(redirect.location(&view));
    record.headers = header_pairs(&redirect.headers(&view));
    record
}

fn responded<'a>(request: &'a EvalRequest, respond: &Respond<'a>) -> DecisionRecord<'a> {
    let mut record = match respond.matched {
        Some(matched) => DecisionRecord::matched(Outcome::Respond, request, matched),
        None => DecisionRecord::new(Outcome::Respond, request, respond.listener),
    };
    record.status = Some(respond.status());
    record.grpc_status = respond.grpc_status();
    record.headers = header_pairs(&respond.headers(&request.view()));
    record.error = respond.cause.explanation();
    // The connection's listener is no place for these requests, and runs nothing on them.
    if matches!(
        respond.cause,
        ResponseCause::Misdirected | ResponseCause::NoListener
    ) {
        record.listener_filters.clear();
    }
    record
}

fn rejected<'a>(request: &'a EvalRequest, reject: &Reject<'a>) -> DecisionRecord<'a> {
    let mut record = DecisionRecord::new(Outcome::Reject, request, reject.listener);
    record.listener_filters.clear();
    record.error = Some(reject.cause.explanation().to_owned());
    record
}

impl<'a> DecisionRecord<'a> {
    /// A record that says as much as the listener does.
    fn new(
        outcome: Outcome,
        request: &'a EvalRequest,
        listener: Option<&'a gateway_route_engine::Listener>,
    ) -> Self {
        let tls_mode = listener.and_then(|listener| listener.tls_mode);
        Self {
            id: request.id.as_deref(),
            outcome,
            status: None,
            grpc_status: None,
            listener: listener.map(Listener::from),
            route: None,
            rule: None,
            rule_name: None,
            match_index: None,
            backend: None,
            backends: Vec::new(),
            request: None,
            response_headers: HeaderEdits::default(),
            headers: Vec::new(),
            location: None,
            mirrors: Vec::new(),
            timeouts: RuleTimeouts::default(),
            retry: None,
            retry_budget: None,
            session_persistence: None,
            external_auth: None,
            listener_filters: listener
                .iter()
                .flat_map(|listener| &listener.filters)
                .map(ListenerFilter::from)
                .collect(),
            app_protocol: None,
            backend_tls: None,
            tls_mode: tls_mode.map(TlsMode::as_str),
            error: None,
        }
    }

    /// A record that says as much as the rule does.
    fn matched(outcome: Outcome, request: &'a EvalRequest, matched: Matched<'a>) -> Self {
        let rule = matched.rule;
        Self {
            route: Some(rule.route().into()),
            rule: Some(rule.index()),
            rule_name: rule.name.as_deref(),
            match_index: matched.match_index,
            backends: rule
                .backends
                .as_slice()
                .iter()
                .map(WeightedBackend::from)
                .collect(),
            timeouts: RuleTimeouts::from(rule.timeouts),
            retry: rule.retry.as_ref().map(RuleRetry::from),
            external_auth: external_auth(request, matched),
            ..Self::new(outcome, request, matched.listener)
        }
    }
}

/// The authorization service that is asked, unless a filter before it answers the request.
fn external_auth<'a>(request: &EvalRequest, matched: Matched<'a>) -> Option<ExternalAuth<'a>> {
    let preflight = Cors::is_preflight(&request.view());
    let answers = |filter: &Filter| match filter {
        Filter::RequestRedirect(_) | Filter::Unresolved(_) => true,
        Filter::Cors(_) => preflight,
        _ => false,
    };
    let passed = matched
        .rule
        .filters
        .iter()
        .take_while(|filter| !answers(filter));
    let mut services = passed.filter_map(|filter| match filter {
        Filter::ExternalAuth(auth) => Some(ExternalAuth::from(auth)),
        _ => None,
    });
    services.next()
}
