//! Names: which trace and which request a request belongs to, for everybody on its way to say.

use bytes::Bytes;
use gateway_route_engine::Tracing;
use http::header::{HeaderMap, HeaderName, HeaderValue};

use super::traceparent::TraceParent;
use crate::fields::{Fields, REQUEST_ID, TRACEPARENT, TRACESTATE};

/// The longest identifier of a request that is believed.
const LONGEST_ID: usize = 128;

/// The span that this proxy records, and the one that the request was sent in.
pub type Recorded = Option<(TraceParent, Option<TraceParent>)>;

/// Keeps what a request says of itself, and starts a trace and makes a name where it does not. Whether the trace is said
/// to be recorded is for the policy of the Gateway to decide, where there is one. Who decides otherwise than the sender
/// has to name a span of its own, and so has who records one.
pub fn give(headers: &mut HeaderMap, fields: Fields, tracing: Option<&Tracing>) -> Recorded {
    let given = fields.has(Fields::TRACEPARENT);
    let sender = given.then(|| single(headers, &TRACEPARENT)).flatten();
    let sender = sender.and_then(|value| TraceParent::parse(value.as_bytes()));
    let caller = sender.map(TraceParent::sampled);
    let sampled = tracing.and_then(|tracing| tracing.samples(caller, rand::random));
    let records = cfg!(feature = "otlp") && sampled == Some(true);
    let same = |sender: &TraceParent| sampled.is_none_or(|sampled| sampled == sender.sampled());
    let (own, made) = match sender {
        Some(sender) if same(&sender) && !records => (sender, None),
        Some(sender) => made(sender.child(sampled == Some(true))),
        None => made(TraceParent::begin(sampled == Some(true))),
    };
    if let Some(text) = &made {
        insert(headers, TRACEPARENT, text.clone());
    }
    if sender.is_none() && fields.has(Fields::TRACESTATE) {
        headers.remove(&TRACESTATE);
    }
    let id = fields.has(Fields::REQUEST_ID);
    let id = id.then(|| single(headers, &REQUEST_ID)).flatten();
    if id.is_none_or(|id| !(1..=LONGEST_ID).contains(&id.len())) {
        // The digits of the trace, so that one is found by the other.
        let text = made.unwrap_or_else(|| own.text());
        insert(headers, REQUEST_ID, text.slice(3..35));
    }
    records.then_some((own, sender))
}

fn made(own: TraceParent) -> (TraceParent, Option<Bytes>) {
    (own, Some(own.text()))
}

/// What this proxy makes is valid.
fn insert(headers: &mut HeaderMap, name: HeaderName, value: Bytes) {
    if let Ok(value) = HeaderValue::from_maybe_shared(value) {
        headers.insert(name, value);
    }
}

/// The value of a header that stands once.
fn single<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h HeaderValue> {
    let mut given = headers.get_all(name).iter();
    given.next().filter(|_| given.next().is_none())
}

#[cfg(test)]
mod tests {
    use gateway_api_types::NamespacedName;

    use super::*;
    use crate::testing::compiled;

    /// The members of a policy that asks for spans.
    const ENABLED: &str = "mode: Enabled, provider: {backendRef: {name: collector, port: 4318}}";

    /// The tracing of a Gateway by a policy of these members.
    fn tracing(members: &str) -> Option<Tracing> {
        let (_, table) = compiled(&format!(
            "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {{name: edge}}
spec: {{gatewayClassName: test, listeners: [{{name: http, protocol: HTTP, port: 80}}]}}
---
apiVersion: gateway.networking.x-k8s.io/v1alpha1
kind: XTelemetryPolicy
metadata: {{name: traces}}
spec:
  targetRefs: [{{group: gateway.networking.k8s.io, kind: Gateway, name: edge}}]
  tracing: {{{members}}}
"
        ));
        table
            .tracing(&NamespacedName::new("default", "edge"))
            .cloned()
    }

    const GIVEN: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    fn context(
        traces: &[&str],
        id: Option<&str>,
        tracing: Option<&Tracing>,
    ) -> (Recorded, HeaderMap) {
        let mut headers = HeaderMap::new();
        headers.insert(TRACESTATE, HeaderValue::from_static("a=b"));
        for trace in traces {
            headers.append(TRACEPARENT, trace.parse().unwrap());
        }
        headers.extend(id.map(|id| (REQUEST_ID, id.parse().unwrap())));
        let fields = Fields::of(&headers);
        (give(&mut headers, fields, tracing), headers)
    }

    #[test]
    fn a_trace_is_passed_on_as_it_is() {
        let later = format!("01{}-more", &GIVEN[2..]);
        for given in [GIVEN, &later] {
            let (_, headers) = context(&[given], Some("mine"), Some(&Tracing::Disabled));
            let names = [TRACEPARENT, REQUEST_ID, TRACESTATE];
            assert_eq!(names.map(|name| &headers[name]), [given, "mine", "a=b"]);
        }
    }

    #[test]
    fn a_trace_is_started_where_there_is_none() {
        let (short, long) = (&GIVEN[..54], format!("{GIVEN}-more"));
        for given in [&[][..], &[GIVEN, GIVEN], &[short], &[&long], &[""]] {
            let (_, headers) = context(given, None, None);
            let text = headers[TRACEPARENT].to_str().unwrap();
            assert!(TraceParent::parse(text.as_bytes()).is_some(), "{text}");
            assert!(text.ends_with("-00") && !text.starts_with(&GIVEN[..35]));
            assert_eq!(
                (
                    headers.get(TRACESTATE),
                    headers.get_all(TRACEPARENT).iter().count()
                ),
                (None, 1),
                "{given:?}"
            );
            assert_eq!(headers[REQUEST_ID], text[3..35]);
        }
    }

    #[test]
    fn a_policy_decides_whether_the_trace_is_said_to_be_recorded() {
        let unsampled = GIVEN.replace("-01", "-00");
        let passed_on = !cfg!(feature = "otlp");
        for (policy, given, flags, same) in [
            ("", None, "-01", false),
            ("samplingRate: {numerator: 0}", None, "-00", false),
            (
                "samplingRate: {numerator: 0}",
                Some(GIVEN),
                "-01",
                passed_on,
            ),
            ("", Some(&*unsampled), "-00", true),
            (
                "parentBasedSampling: {mode: Disabled}",
                Some(&*unsampled),
                "-01",
                false,
            ),
            (
                "parentBasedSampling: {mode: Disabled}, samplingRate: {numerator: 0}",
                Some(GIVEN),
                "-00",
                false,
            ),
        ] {
            let given = given.as_slice();
            let tracing = tracing(&format!("{ENABLED}, {policy}"));
            let (recorded, headers) = context(given, None, tracing.as_ref());
            let text = headers[TRACEPARENT].to_str().unwrap();
            assert!(text.ends_with(flags), "{given:?} {text}");
            assert_eq!(given.first() == Some(&text), same, "{given:?} {text}");
            if let Some(given) = given.first() {
                assert_eq!(
                    (&text[..35], &headers[TRACESTATE]),
                    (&given[..35], &HeaderValue::from_static("a=b"))
                );
            }
            let records = cfg!(feature = "otlp") && flags == "-01";
            assert_eq!(recorded.is_some(), records);
        }
    }
}
