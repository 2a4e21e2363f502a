//! Parts of a decision, in the words and the spelling of the API.

use gateway_api_types::{Duration, Kind};
use gateway_manifests::ObjectKey;
use gateway_route_engine::backend::BackendError;
use gateway_route_engine::decision::MirrorRequest;
use gateway_route_engine::filters::external_auth::ExternalAuthProtocol;
use gateway_route_engine::filters::{self, HeaderModifier};
use gateway_route_engine::retry::Retry;
use gateway_route_engine::timeouts::Timeouts;
use gateway_route_engine::{Backend, BackendTarget, RequestHead, RouteRef};
use http::header::{HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;

/// A header as a pair of lower-case name and value.
pub type HeaderPair = (String, String);

/// A listener: the object that holds it, and its name there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Listener<'a> {
    /// `Gateway` or `ListenerSet`.
    pub kind: &'static str,
    /// Namespace of that object.
    pub namespace: &'a str,
    /// Name of that object.
    pub name: &'a str,
    /// Name of the listener.
    pub section: &'a str,
}

/// A route.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Route<'a> {
    /// The route's kind, such as `HTTPRoute`.
    pub kind: &'static str,
    /// The route's namespace.
    pub namespace: &'a str,
    /// The route's name.
    pub name: &'a str,
}

impl Route<'_> {
    /// The route among the objects of manifests.
    pub fn key(&self) -> ObjectKey {
        let group = Kind::HttpRoute.group();
        ObjectKey::new(group, self.kind, Some(self.namespace), self.name)
    }
}

/// The object that a reference names, defaults filled in, and its port.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Target<'a> {
    /// API group, empty for the core group.
    pub group: &'a str,
    /// Kind.
    pub kind: &'a str,
    /// Namespace.
    pub namespace: &'a str,
    /// Name.
    pub name: &'a str,
    /// Port, as the API object counts it.
    pub port: Option<u16>,
}

/// One of the backends that share the requests of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct WeightedBackend<'a> {
    /// The object that is referred to.
    #[serde(flatten)]
    pub target: Target<'a>,
    /// Its share in relation to the sum of all weights.
    pub weight: u32,
    /// The status that requests drawn to it get, where it cannot be used: 500 or 503.
    pub error: Option<u16>,
    /// Why it cannot be used, as a condition's reason.
    pub reason: Option<&'static str>,
}

/// The head of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Request {
    /// The method.
    pub method: String,
    /// The `Host` header or `:authority`.
    pub authority: Option<String>,
    /// The path with its query.
    pub path: String,
    /// The headers, `host` excepted, sorted by name.
    pub headers: Vec<HeaderPair>,
}

/// Edits of headers, to be carried out in the order remove, set, add.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct HeaderEdits {
    /// Headers that replace those of their name.
    pub set: Vec<HeaderPair>,
    /// Headers that are appended.
    pub add: Vec<HeaderPair>,
    /// Names of headers that are taken away.
    pub remove: Vec<String>,
}

/// A copy of the request that a `RequestMirror` filter asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mirror<'a> {
    /// Where the copy goes.
    pub backend: Target<'a>,
    /// This many requests are copied ...
    pub numerator: u32,
    /// ... out of this many.
    pub denominator: u32,
    /// Whether this one is.
    pub sampled: bool,
    /// The request as it stands at the filter's place in the list.
    pub request: Request,
    /// Why the target gets no copies at all, as a condition's reason.
    pub reason: Option<&'static str>,
}

/// Timeouts of a rule, in the canonical form of GEP-2257; null: none, or switched off.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RuleTimeouts {
    /// Of the whole request.
    pub request: Option<String>,
    /// Of one attempt at a backend.
    pub backend_request: Option<String>,
}

/// Retries of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RuleRetry<'a> {
    /// Response codes after which an attempt is repeated.
    pub codes: &'a [u16],
    /// How many attempts may follow the first one.
    pub attempts: u32,
    /// The base of the wait before an attempt.
    pub backoff: Option<String>,
}

/// An authorization service that is asked first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExternalAuth<'a> {
    /// `GRPC` or `HTTP`.
    pub protocol: &'static str,
    /// The service.
    pub backend_ref: Target<'a>,
    /// What only the gRPC protocol has.
    pub grpc: Option<GrpcAuth<'a>>,
    /// What only the HTTP protocol has.
    pub http: Option<HttpAuth<'a>>,
    /// How much of the body the service gets to see.
    pub forward_body: ForwardBody,
}

/// A filter of a listener that comes before the routes, under the member that its type names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type")]
pub enum ListenerFilter<'a> {
    /// Asks an authorization service.
    #[serde(rename_all = "camelCase")]
    ExternalAuth {
        /// Its settings.
        external_auth: ExternalAuth<'a>,
    },
    /// Refers to an object that nothing implements.
    #[serde(rename_all = "camelCase")]
    ExtensionRef {
        /// The object, in the listener's namespace.
        extension_ref: ExtensionRef<'a>,
    },
}

/// An object that a filter names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ExtensionRef<'a> {
    /// API group.
    pub group: &'a str,
    /// Kind.
    pub kind: &'a str,
    /// Name.
    pub name: &'a str,
}

/// Authorization by gRPC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GrpcAuth<'a> {
    /// Request headers that are sent; none: all.
    pub allowed_headers: &'a [String],
}

/// Authorization by HTTP.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HttpAuth<'a> {
    /// Stands before the request's path.
    pub path: &'a str,
    /// Request headers that are sent besides those that always are.
    pub allowed_headers: &'a [String],
    /// Response headers that are copied into the request; none: all.
    pub allowed_response_headers: &'a [String],
}

/// The share of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ForwardBody {
    /// In bytes; 0: no body.
    pub max_size: u32,
}

impl<'a> From<&'a gateway_route_engine::Listener> for Listener<'a> {
    fn from(listener: &'a gateway_route_engine::Listener) -> Self {
        let id = &listener.id;
        Self {
            kind: id.parent.as_str(),
            namespace: &id.name.namespace,
            name: &id.name.name,
            section: &id.section,
        }
    }
}

impl<'a> From<RouteRef<'a>> for Route<'a> {
    fn from(route: RouteRef<'a>) -> Self {
        Self {
            kind: route.kind.as_str(),
            namespace: route.namespace,
            name: route.name,
        }
    }
}

impl<'a> From<&'a BackendTarget> for Target<'a> {
    fn from(target: &'a BackendTarget) -> Self {
        Self {
            group: &target.group,
            kind: &target.kind,
            namespace: &target.namespace,
            name: &target.name,
            port: target.port,
        }
    }
}

impl<'a> From<&'a Backend> for WeightedBackend<'a> {
    fn from(backend: &'a Backend) -> Self {
        Self {
            target: Target::from(&backend.target),
            weight: backend.weight,
            error: backend.error.map(BackendError::status),
            reason: backend.error.map(BackendError::as_str),
        }
    }
}

impl From<&RequestHead> for Request {
    fn from(head: &RequestHead) -> Self {
        Self {
            method: head.method.clone(),
            authority: head.authority.clone(),
            path: head.target.clone(),
            headers: header_pairs(&head.headers),
        }
    }
}

impl From<&HeaderModifier> for HeaderEdits {
    fn from(modifier: &HeaderModifier) -> Self {
        let mut remove: Vec<_> = modifier.remove.iter().map(ToString::to_string).collect();
        remove.sort();
        Self {
            set: pairs(modifier.set.iter().map(|(name, value)| (name, value))),
            add: pairs(modifier.add.iter().map(|(name, value)| (name, value))),
            remove,
        }
    }
}

impl<'a> From<MirrorRequest<'_, 'a>> for Mirror<'a> {
    fn from(copy: MirrorRequest<'_, 'a>) -> Self {
        Self {
            backend: Target::from(&copy.mirror.backend.target),
            numerator: copy.mirror.numerator,
            denominator: copy.mirror.denominator,
            sampled: copy.sampled,
            request: Request::from(copy.head),
            reason: copy.mirror.backend.error.map(BackendError::as_str),
        }
    }
}

impl From<Timeouts> for RuleTimeouts {
    fn from(timeouts: Timeouts) -> Self {
        Self {
            request: timeouts.request.map(canonical),
            backend_request: timeouts.backend_request.map(canonical),
        }
    }
}

impl<'a> From<&'a Retry> for RuleRetry<'a> {
    fn from(retry: &'a Retry) -> Self {
        Self {
            codes: &retry.codes,
            attempts: retry.attempts,
            backoff: retry.backoff.map(canonical),
        }
    }
}

impl<'a> From<&'a filters::ExternalAuth> for ExternalAuth<'a> {
    fn from(auth: &'a filters::ExternalAuth) -> Self {
        let (protocol, grpc, http) = match &auth.protocol {
            ExternalAuthProtocol::Grpc { allowed_headers } => {
                ("GRPC", Some(GrpcAuth { allowed_headers }), None)
            }
            ExternalAuthProtocol::Http {
                path,
                allowed_headers,
                allowed_response_headers,
            } => (
                "HTTP",
                None,
                Some(HttpAuth {
                    path,
                    allowed_headers,
                    allowed_response_headers,
                }),
            ),
        };
        Self {
            protocol,
            backend_ref: Target::from(&auth.backend.target),
            grpc,
            http,
            forward_body: ForwardBody {
                max_size: auth.forward_body,
            },
        }
    }
}

impl<'a> From<&'a filters::ListenerFilter> for ListenerFilter<'a> {
    fn from(filter: &'a filters::ListenerFilter) -> Self {
        match filter {
            filters::ListenerFilter::ExternalAuth(auth) => Self::ExternalAuth {
                external_auth: auth.into(),
            },
            filters::ListenerFilter::Unresolved(extension) => Self::ExtensionRef {
                extension_ref: ExtensionRef {
                    group: &extension.group,
                    kind: &extension.kind,
                    name: &extension.name,
                },
            },
        }
    }
}

/// Headers sorted by name; the values of one name stay in order.
pub(super) fn header_pairs(headers: &HeaderMap) -> Vec<HeaderPair> {
    pairs(headers.iter())
}

fn pairs<'a>(headers: impl Iterator<Item = (&'a HeaderName, &'a HeaderValue)>) -> Vec<HeaderPair> {
    let mut pairs: Vec<_> = headers
        .map(|(name, value)| (name.to_string(), text(value)))
        .collect();
    pairs.sort_by(|(left, _), (right, _)| left.cmp(right));
    pairs
}

/// A header value as text: UTF-8 where it is, else Latin-1, so that every byte is kept apart.
fn text(value: &HeaderValue) -> String {
    match std::str::from_utf8(value.as_bytes()) {
        Ok(text) => text.to_owned(),
        Err(_) => value.as_bytes().iter().copied().map(char::from).collect(),
    }
}

/// A duration in the canonical form of GEP-2257 (spec 9.1.2), which ends at 99999 hours: sums above
/// it are written in milliseconds.
pub(super) fn canonical(duration: std::time::Duration) -> String {
    let milliseconds = |_| format!("{}ms", duration.as_millis());
    Duration::try_from(duration).map_or_else(milliseconds, |duration| duration.to_string())
}
