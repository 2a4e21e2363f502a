//! OTLP: a batch of spans as a message, and the call that delivers it: gRPC where the collector's port is 4317 or is said to
//! speak HTTP/2, else HTTP with protobuf.

use std::sync::LazyLock;

use bytes::Bytes;
use gateway_api_types::NamespacedName;
use gateway_route_engine::backend::Backend;
use gateway_route_engine::tracing::Spans;
use gateway_route_engine::{RequestHead, RouteKind};
use http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use http::{Method, Response, StatusCode};
use http_body_util::{BodyExt as _, Limited};
use hyper::body::Incoming;
use opentelemetry_proto::tonic::collector::trace::v1::{
    ExportTraceServiceRequest, ExportTraceServiceResponse,
};
use opentelemetry_proto::tonic::common::v1::InstrumentationScope;
use opentelemetry_proto::tonic::resource::v1::Resource;
use opentelemetry_proto::tonic::trace::v1::{ResourceSpans, ScopeSpans, Span};
use prost::Message as _;

use super::attributes::{attribute, text_value};
use crate::body::RequestBody;
use crate::failure::Failure;
use crate::grpc;
use crate::outgoing::{ConnectionFields, Outgoing};
use crate::telemetry::Collectors;
use crate::upstream::{Lease, Protocol};

/// Where collectors take traces.
const HTTP_PATH: &str = "/v1/traces";
const GRPC_PATH: &str = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";

/// The ports that OTLP has by convention.
const GRPC_PORT: u16 = 4317;
const HTTP_PORT: u16 = 4318;

/// The most bytes that an answer may have.
const LONGEST_ANSWER: usize = 64 << 10;

/// Tells this process from others of the same service.
static INSTANCE: LazyLock<String> = LazyLock::new(|| format!("{:032x}", rand::random::<u128>()));

/// A batch that did not arrive.
#[derive(Debug)]
pub(super) struct Undelivered {
    /// In a word.
    pub(super) reason: &'static str,
    /// Whether it may arrive when it is sent again.
    pub(super) again: bool,
    /// For the log.
    pub(super) why: String,
}

impl Undelivered {
    pub(super) fn lost(reason: &'static str, why: impl Into<String>) -> Self {
        Self {
            reason,
            again: false,
            why: why.into(),
        }
    }

    fn again(reason: &'static str, why: impl Into<String>) -> Self {
        Self {
            again: true,
            ..Self::lost(reason, why)
        }
    }
}

/// The message with the spans of a Gateway.
pub(super) fn message(
    gateway: &NamespacedName,
    service: Option<String>,
    spans: Vec<Span>,
) -> Bytes {
    let service = service.unwrap_or_else(|| format!("{}.{}", gateway.name, gateway.namespace));
    let resource = [
        ("service.name", service),
        ("service.namespace", gateway.namespace.clone()),
        ("service.instance.id", INSTANCE.clone()),
    ];
    let attributes = resource.map(|(key, text)| attribute(key, text_value(text)));
    let scope = InstrumentationScope {
        name: env!("CARGO_PKG_NAME").to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        ..InstrumentationScope::default()
    };
    let request = ExportTraceServiceRequest {
        resource_spans: vec![ResourceSpans {
            resource: Some(Resource {
                attributes: attributes.into(),
                ..Resource::default()
            }),
            scope_spans: vec![ScopeSpans {
                scope: Some(scope),
                spans,
                ..ScopeSpans::default()
            }],
            ..ResourceSpans::default()
        }],
    };
    request.encode_to_vec().into()
}

/// Whether a collector takes calls of gRPC.
fn is_grpc(provider: &Backend) -> bool {
    match provider.target.port {
        Some(GRPC_PORT) => true,
        Some(HTTP_PORT) => false,
        _ => Protocol::of(provider, RouteKind::Http) == Protocol::Http2,
    }
}

/// Sends a message to an endpoint of the collector, and returns how many spans it did not want.
pub(super) async fn deliver(
    collectors: &dyn Collectors,
    gateway: &NamespacedName,
    policy: &Spans,
    message: &Bytes,
) -> Result<u64, Undelivered> {
    let provider = &policy.provider;
    if let Some(error) = provider.error {
        let why = format!("the provider cannot be used: {}", error.as_str());
        return Err(Undelivered::lost("unusable_provider", why));
    }
    let is_grpc = is_grpc(provider);
    let kind = if is_grpc {
        RouteKind::Grpc
    } else {
        RouteKind::Http
    };
    let nowhere = || Undelivered::again("no_endpoint", "the collector has no endpoint");
    let collector = collectors.collector(gateway, provider, kind);
    let (dial, upstream) = collector.map_err(|failure| match failure {
        Failure::NoEndpoints => nowhere(),
        _ => Undelivered::lost(failure.reason(), failure.to_string()),
    })?;
    let endpoint = upstream.pick(None, &[]).await.ok_or_else(nowhere)?;
    let (mut outgoing, body) = call(policy, is_grpc, message)?;
    let (address, mut sent) = (endpoint.address(), false);
    let asked = endpoint.send(&dial, false, &mut sent, |_| {
        outgoing.request(
            &dial,
            address,
            RequestBody::Whole(Box::new(body.clone())),
            true,
        )
    });
    let asked = asked.await.map_err(|failure| match failure {
        Failure::Connect(..) | Failure::Send(..) => {
            endpoint.note(false);
            Undelivered::again("connect_failed", failure.to_string())
        }
        _ => Undelivered::lost("unusable_provider", failure.to_string()),
    });
    let (response, lease) = asked?;
    endpoint.note(true);
    if is_grpc {
        let answer = grpc::message::<ExportTraceServiceResponse>(response).await;
        let answer = answer.map_err(|why| Undelivered::again("refused", why))?;
        return Ok(rejected(&answer));
    }
    answer(response, lease).await
}

/// The head and the body of the call.
fn call(policy: &Spans, is_grpc: bool, message: &Bytes) -> Result<(Outgoing, Bytes), Undelivered> {
    let target = &policy.provider.target;
    let host = match &policy.provider.external_hostname {
        Some(host) => host.to_string(),
        None => format!("{}.{}", target.name, target.namespace),
    };
    let port = target.port.map(|port| format!(":{port}"));
    let (path, kind, body) = if is_grpc {
        (GRPC_PATH, "application/grpc", grpc::frame(message))
    } else {
        let body = Some(message.clone());
        (HTTP_PATH, "application/x-protobuf", body)
    };
    let body = body.ok_or_else(|| Undelivered::lost("too_many", "the batch is too large"))?;
    let mut headers = HeaderMap::new();
    for (name, value) in &policy.headers {
        headers.append(name, value.clone());
    }
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    let head = RequestHead {
        method: Method::POST.to_string(),
        authority: Some(format!("{host}{}", port.unwrap_or_default())),
        target: path.to_owned(),
        headers,
    };
    let connection = ConnectionFields {
        trailers: is_grpc,
        length: Some(HeaderValue::from(body.len())),
        ..ConnectionFields::default()
    };
    let outgoing = Outgoing::edited(Method::POST, head, connection);
    let unusable = |failure: crate::failure::Failure| {
        Undelivered::lost("unusable_provider", failure.to_string())
    };
    Ok((outgoing.map_err(unusable)?, body))
}

/// What an answer over HTTP means: one of success may hold that some spans are not wanted, one of these errors that it is worth
/// another attempt.
async fn answer(response: Response<Incoming>, lease: Lease) -> Result<u64, Undelivered> {
    let status = response.status();
    let body = Limited::new(response.into_body(), LONGEST_ANSWER)
        .collect()
        .await;
    let body = body.map(|body| {
        lease.release();
        body.to_bytes()
    });
    if status.is_success() {
        let answer = body
            .ok()
            .and_then(|body| ExportTraceServiceResponse::decode(body).ok());
        return Ok(answer.as_ref().map_or(0, rejected));
    }
    let why = format!("the collector answered with status {status}");
    let again = [
        StatusCode::TOO_MANY_REQUESTS,
        StatusCode::BAD_GATEWAY,
        StatusCode::SERVICE_UNAVAILABLE,
        StatusCode::GATEWAY_TIMEOUT,
    ];
    Err(Undelivered {
        again: again.contains(&status),
        ..Undelivered::lost("refused", why)
    })
}

fn rejected(answer: &ExportTraceServiceResponse) -> u64 {
    let partial = answer.partial_success.as_ref();
    let rejected = partial.map_or(0, |partial| partial.rejected_spans);
    u64::try_from(rejected).unwrap_or_default()
}
