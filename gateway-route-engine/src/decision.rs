//! Decision: what a data plane has to do with a request, and the pure functions that say how.

use http::header::{self, HeaderMap, HeaderValue};

use crate::backend::{AppProtocol, Backend, BackendError};
use crate::filters::{
    Cors, Filter, HeaderModifier, ListenerFilter, RequestMirror, RequestRedirect,
    UnresolvedExtension,
};
use crate::listener::Listener;
use crate::request::{RequestHead, RequestView};
use crate::request_filters::{RequestFilters, RequestStep};
use crate::rule::{RouteKind, Rule};
use crate::scan::normal_path;

/// What becomes of a request.
#[derive(Clone, Debug)]
pub enum Decision<'t> {
    /// Send it to a backend.
    Forward(Forward<'t>),
    /// Answer with a redirect.
    Redirect(Redirect<'t>),
    /// Answer it here.
    Respond(Respond<'t>),
    /// Send it to the Service that it is for, as if there were no mesh.
    Unrouted(Unrouted),
    /// It gets no HTTP answer: close the connection.
    Reject(Reject<'t>),
}

/// The rule that won, and where.
#[derive(Clone, Copy, Debug)]
pub struct Matched<'t> {
    /// The listener that the connection and the host chose; a Service of a mesh has none.
    pub listener: Option<&'t Listener>,
    /// The rule.
    pub rule: &'t Rule,
    /// The place of the match in the rule; `None` for rules without matches, those below HTTP.
    pub match_index: Option<usize>,
}

/// A request for a backend.
#[derive(Clone, Copy, Debug)]
pub struct Forward<'t> {
    /// The rule that won.
    pub matched: Matched<'t>,
    /// The backend that was drawn; it is usable.
    pub backend: &'t Backend,
}

/// A request that a `RequestRedirect` filter answers.
#[derive(Clone, Copy, Debug)]
pub struct Redirect<'t> {
    /// The rule that won.
    pub matched: Matched<'t>,
    /// The filter.
    pub redirect: &'t RequestRedirect,
    /// The backend whose filter it is, if it is not the rule's own.
    pub backend: Option<&'t Backend>,
}

/// A request for a Service port without routes for this client (spec 8.1.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unrouted {
    /// What the port says it speaks, where it says so.
    pub app_protocol: Option<AppProtocol>,
}

/// A request that the gateway answers itself.
#[derive(Clone, Copy, Debug)]
pub struct Respond<'t> {
    /// The listener, where one was found.
    pub listener: Option<&'t Listener>,
    /// The rule, where one won.
    pub matched: Option<Matched<'t>>,
    /// Why.
    pub cause: ResponseCause<'t>,
    /// Whether the client gets the error as gRPC trailers (spec 7.1.9).
    pub grpc: bool,
}

/// Why the gateway answers a request itself.
#[derive(Clone, Copy, Debug)]
pub enum ResponseCause<'t> {
    /// No listener has this host: 404.
    NoListener,
    /// No rule on the listener matches: 404.
    NoRule,
    /// The host belongs to another listener than the one that TLS chose: 421 (spec 2.5).
    Misdirected,
    /// A filter of the listener does not resolve, or its service cannot be used: 500, before any
    /// rule is matched (spec 12.88).
    UnusableListenerFilter(&'t ListenerFilter),
    /// The rule has no backends, or only such of weight 0: 500.
    NoBackends,
    /// The backend that was drawn cannot be used: 500 or 503.
    Backend(&'t Backend, BackendError),
    /// A filter of the rule does not resolve: 500, for a filter is never skipped (spec 5.8).
    UnresolvedFilter(&'t UnresolvedExtension),
    /// The authorization service of the rule cannot be used: the request is denied with 500 (spec
    /// 5.7.2).
    UnusableAuth(BackendError),
    /// A CORS preflight: 204.
    Preflight(&'t Cors, Option<&'t Backend>),
}

/// A connection that is not served.
#[derive(Clone, Copy, Debug)]
pub struct Reject<'t> {
    /// The listener, where one was found.
    pub listener: Option<&'t Listener>,
    /// The rule, where one won.
    pub matched: Option<Matched<'t>>,
    /// Why.
    pub cause: RejectCause,
}

/// Why a connection is not served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RejectCause {
    /// The Gateway is not in the table.
    UnknownGateway,
    /// There is no such Service.
    UnknownService,
    /// Nothing listens on the port.
    ClosedPort,
    /// The port listens for another protocol than the client speaks.
    WrongProtocol,
    /// No listener has the server name of the TLS handshake (spec 12.38).
    UnknownServerName,
    /// The client has to show a certificate that verifies, and does not (spec 2.7.2).
    ClientCertificate,
    /// No route of the listener has the server name, or none is attached.
    NoRoute,
    /// The route has no backends, or only such of weight 0.
    NoBackends,
    /// The backend that was drawn cannot be used.
    Backend(BackendError),
}

/// What a response from a backend gets on its way to the client.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResponseEdits {
    /// Edits of its headers.
    pub headers: HeaderModifier,
    /// Whether `Access-Control-Expose-Headers` has to name the headers that are present
    /// ([`crate::filters::cors::CorsResponse`]).
    pub expose_present: bool,
}

/// A copy that a `RequestMirror` filter asks for.
#[derive(Clone, Copy, Debug)]
pub struct MirrorRequest<'a, 't> {
    /// The filter.
    pub mirror: &'t RequestMirror,
    /// Whether this request is in the filter's share.
    pub sampled: bool,
    /// The request as it stands at the filter's place in the list (spec 12.58).
    pub head: &'a RequestHead,
}

impl<'t> Decision<'t> {
    /// The rule that won, where one did.
    pub fn matched(&self) -> Option<Matched<'t>> {
        match self {
            Self::Forward(forward) => Some(forward.matched),
            Self::Redirect(redirect) => Some(redirect.matched),
            Self::Respond(respond) => respond.matched,
            Self::Reject(reject) => reject.matched,
            Self::Unrouted(_) => None,
        }
    }

    /// The filters that a request has to pass before this decision counts, for they come before any
    /// rule is matched (spec 5.9.3); most listeners have none. Whoever runs them asks again with
    /// the head that they have edited.
    pub fn listener_filters(&self) -> &'t [ListenerFilter] {
        let listener = match self {
            Self::Respond(Respond {
                cause:
                    ResponseCause::NoListener
                    | ResponseCause::Misdirected
                    | ResponseCause::UnusableListenerFilter(_),
                ..
            })
            | Self::Reject(_)
            | Self::Unrouted(_) => None,
            Self::Respond(respond) => respond.listener,
            Self::Forward(Forward { matched, .. }) | Self::Redirect(Redirect { matched, .. }) => {
                matched.listener
            }
        };
        listener.map_or(&[], |listener| &listener.filters)
    }
}

impl<'t> Matched<'t> {
    /// The filters of the rule that a request passes, one after the other, up to one that answers.
    /// `entropy` is the number that drew the backend.
    pub fn request_filters(self, head: &mut RequestHead, entropy: u64) -> RequestFilters<'t> {
        RequestFilters::new(self.rule, head, entropy)
    }

    /// The filters that a request passes, the rule's before the backend's (spec 12.59).
    fn filters(self, backend: Option<&'t Backend>) -> impl Iterator<Item = &'t Filter> {
        let of_backend = backend.map_or(&[][..], |backend| &backend.filters);
        self.rule.filters.iter().chain(of_backend)
    }
}

impl<'t> Forward<'t> {
    /// The same request to another backend of the rule: for a retry that must not meet again what
    /// has `failed`. Weights count among those that are left; `None` where none is left that could
    /// take it, for it cannot be used or would answer with one of its own filters.
    pub fn again(&self, entropy: u64, failed: &[&Backend]) -> Option<Self> {
        let backends = &self.matched.rule.backends;
        let has_failed = |backend| failed.iter().any(|failed| std::ptr::eq(*failed, backend));
        let list = backends.as_slice().iter().enumerate();
        let excluded =
            list.filter(|(_, backend)| !backend.takes_requests() || has_failed(*backend));
        let excluded: Vec<usize> = excluded.map(|(index, _)| index).collect();
        let backend = backends.draw_except(entropy, &excluded)?;
        Some(Self { backend, ..*self })
    }

    /// Edits the head of a request as the backend has to see it, and reports each mirror on the
    /// way, those that are not sampled or not usable included. `entropy` is the number that drew
    /// the backend.
    pub fn apply_request(
        &self,
        head: &mut RequestHead,
        entropy: u64,
        mut mirrors: impl FnMut(MirrorRequest<'_, 't>),
    ) {
        let mut filters = self.matched.request_filters(head, entropy);
        let mut walk = |filters: &mut RequestFilters<'t>| {
            while let Some(step) = filters.next(head) {
                if let RequestStep::Mirror(mirror) = step {
                    mirrors(mirror);
                }
            }
        };
        walk(&mut filters);
        walk(&mut filters.toward(self.backend));
    }

    /// Whether the backend is sent the head as it came: no filter is on its way, and its path, that of `target`, is one that is
    /// sent as it is. Where that is left to be found out by going there, it is not.
    pub fn keeps_head(&self, target: &str) -> bool {
        let filters = (&self.matched.rule.filters, &self.backend.filters);
        filters.0.is_empty() && filters.1.is_empty() && normal_path(target.as_bytes()).is_some()
    }

    /// What the backend's response gets on its way to the client.
    pub fn response_edits(&self, request: &RequestView<'_>) -> ResponseEdits {
        response_edits(request, self.matched.filters(Some(self.backend)))
    }
}

impl Redirect<'_> {
    /// The status code.
    pub fn status(&self) -> u16 {
        self.redirect.status
    }

    /// The value of the `Location` header.
    pub fn location(&self, request: &RequestView<'_>) -> String {
        self.redirect.location(request, self.matched.rule.path_form)
    }

    /// The headers of the answer, `Location` included. Response header modifiers act wherever they
    /// stand; CORS does where it stands before the redirect (spec 12.24).
    pub fn headers(&self, request: &RequestView<'_>) -> HeaderMap {
        let mut passed = false;
        let filters = self.matched.filters(self.backend).filter(|filter| {
            passed |= matches!(filter, Filter::RequestRedirect(_));
            !(passed && matches!(filter, Filter::Cors(_)))
        });
        let edits = response_edits(request, filters);
        let mut headers = HeaderMap::new();
        if let Ok(location) = HeaderValue::try_from(self.location(request)) {
            headers.insert(header::LOCATION, location);
        }
        edits.headers.apply(&mut headers);
        headers
    }
}

impl Respond<'_> {
    /// The HTTP status code. A gRPC caller gets 200 and finds the error in the trailers; any other
    /// caller of a GRPCRoute without a usable backend gets 503, which is what gRPC makes of
    /// UNAVAILABLE (spec 12.31).
    pub fn status(&self) -> u16 {
        if self.grpc_status().is_some() {
            return 200;
        }
        let on_grpc_route = self
            .matched
            .is_some_and(|matched| matched.rule.route().kind == RouteKind::Grpc);
        match self.cause {
            ResponseCause::NoBackends | ResponseCause::Backend(..) if on_grpc_route => 503,
            ResponseCause::NoBackends => self
                .matched
                .map_or(500, |matched| matched.rule.backends.undrawn_status()),
            cause => cause.status(),
        }
    }

    /// The gRPC status of an error for a gRPC caller: 12 is UNIMPLEMENTED, 14 UNAVAILABLE.
    pub fn grpc_status(&self) -> Option<u8> {
        match self.cause.status() {
            404 | 421 if self.grpc => Some(12),
            500 | 503 if self.grpc => Some(14),
            _ => None,
        }
    }

    /// The headers of the answer: those of a preflight and of the response header modifiers before
    /// it.
    pub fn headers(&self, request: &RequestView<'_>) -> HeaderMap {
        let mut headers = HeaderMap::new();
        if let (ResponseCause::Preflight(cors, backend), Some(matched)) = (self.cause, self.matched)
        {
            let before = matched.filters(backend).take_while(
                |filter| !matches!(filter, Filter::Cors(found) if std::ptr::eq(found, cors)),
            );
            let edits = response_edits(request, before);
            headers = cors.preflight(request);
            edits.headers.apply(&mut headers);
        }
        headers
    }
}

impl ResponseCause<'_> {
    /// The HTTP status code for callers that do not speak gRPC.
    pub fn status(&self) -> u16 {
        match self {
            Self::NoListener | Self::NoRule => 404,
            Self::Misdirected => 421,
            Self::NoBackends
            | Self::UnresolvedFilter(_)
            | Self::UnusableListenerFilter(_)
            | Self::UnusableAuth(_) => 500,
            Self::Backend(_, error) => error.status(),
            Self::Preflight(..) => 204,
        }
    }

    /// The cause in words, for logs and for people; `None` for a preflight, which is no error.
    pub fn explanation(&self) -> Option<String> {
        Some(match self {
            Self::NoListener => "no listener on this port has the request's host".to_owned(),
            Self::NoRule => "no rule of the routes on this listener matches the request".to_owned(),
            Self::Misdirected => {
                "the request's host belongs to another listener than the connection's server name"
                    .to_owned()
            }
            Self::UnusableListenerFilter(ListenerFilter::Unresolved(filter)) => {
                format!(
                    "the filter {} `{}` of the listener does not resolve",
                    filter.kind, filter.name
                )
            }
            Self::UnusableListenerFilter(ListenerFilter::ExternalAuth(auth)) => {
                format!(
                    "{}, the authorization service of the listener, cannot be used",
                    auth.backend.target
                )
            }
            Self::NoBackends => {
                "the rule that matches has no backend with a weight above 0".to_owned()
            }
            Self::Backend(backend, error) => {
                format!("{} cannot be used: {}", backend.target, error.as_str())
            }
            Self::UnresolvedFilter(filter) => {
                format!(
                    "the filter {} `{}` of the rule that matches does not resolve",
                    filter.kind, filter.name
                )
            }
            Self::UnusableAuth(error) => {
                format!(
                    "the authorization service of the rule that matches cannot be used: {}",
                    error.as_str()
                )
            }
            Self::Preflight(..) => return None,
        })
    }
}

impl RejectCause {
    /// The cause in words, for logs and for people.
    pub fn explanation(self) -> &'static str {
        match self {
            Self::UnknownGateway => "the Gateway is not in the input, or its class is not ours",
            Self::UnknownService => "the Service does not exist",
            Self::ClosedPort => "nothing listens on this port",
            Self::WrongProtocol => "this port listens for another protocol",
            Self::UnknownServerName => {
                "no listener on this port has the server name of the handshake"
            }
            Self::ClientCertificate => {
                "the listener takes clients with a certificate that verifies alone"
            }
            Self::NoRoute => "no route of the listener takes the connection",
            Self::NoBackends => "the route has no backend with a weight above 0",
            Self::Backend(BackendError::NoReadyEndpoints | BackendError::NoEndpoints) => {
                "the backend has no endpoint that is ready"
            }
            Self::Backend(_) => "the backend cannot be used",
        }
    }
}

/// What the response to a request gets from the filters that it passed.
fn response_edits<'t>(
    request: &RequestView<'_>,
    filters: impl Iterator<Item = &'t Filter>,
) -> ResponseEdits {
    filters.fold(ResponseEdits::default(), |edits, filter| match filter {
        Filter::ResponseHeaderModifier(modifier) => ResponseEdits {
            headers: edits.headers.then(modifier),
            ..edits
        },
        Filter::Cors(cors) => {
            let response = cors.response(request.headers);
            ResponseEdits {
                headers: edits.headers.then(&response.edits),
                expose_present: response.expose_present,
            }
        }
        _ => edits,
    })
}
