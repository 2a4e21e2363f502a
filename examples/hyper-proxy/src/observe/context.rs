//! Context: which trace and which request a request belongs to, for everybody on its way to say.

use gateway_route_engine::Tracing;
use http::header::{HeaderMap, HeaderName, HeaderValue};

use super::sampling;
use super::traceparent::{TRACEPARENT, TraceParent};

pub(super) const TRACESTATE: HeaderName = HeaderName::from_static("tracestate");
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The longest identifier of a request that is believed.
const LONGEST_ID: usize = 128;

/// The names that a request goes by.
#[derive(Clone, Debug)]
pub struct Context {
    /// `traceparent`.
    pub trace: HeaderValue,
    /// `x-request-id`.
    pub request: HeaderValue,
    /// The span that this proxy records, and the one that the request was sent in.
    pub span: Option<(TraceParent, Option<TraceParent>)>,
}

impl Context {
    /// Keeps what a request says of itself, and starts a trace and makes a name where it does not. Whether the trace is said
    /// to be recorded is for the policy of the Gateway to decide, where there is one. Who decides otherwise than the sender
    /// has to name a span of its own, and so has who records one.
    pub fn of(headers: &mut HeaderMap, tracing: Option<&Tracing>) -> Self {
        let given = single(headers, &TRACEPARENT, |value| {
            TraceParent::parse(value.as_bytes()).map(|given| (value.clone(), given))
        });
        let (value, sender) = given.unzip();
        let sampled = sampling::decide(tracing, sender.map(TraceParent::sampled), rand::random());
        let records = cfg!(feature = "otlp") && sampled == Some(true);
        let same = |sender: &TraceParent| sampled.is_none_or(|sampled| sampled == sender.sampled());
        let (trace, own) = match (value, sender.filter(same)) {
            (Some(value), Some(sender)) if !records => (value, sender),
            _ => {
                let own = match sender {
                    Some(sender) => sender.child(sampled == Some(true)),
                    None => TraceParent::begin(sampled == Some(true)),
                };
                let trace = own.header();
                headers.insert(TRACEPARENT, trace.clone());
                (trace, own)
            }
        };
        if sender.is_none() {
            headers.remove(&TRACESTATE);
        }
        let request = single(headers, &REQUEST_ID, |id| {
            let believed = (1..=LONGEST_ID).contains(&id.len());
            believed.then(|| id.clone())
        });
        let request = request.unwrap_or_else(|| {
            // The digits of the trace, so that one is found by the other.
            let digits = trace.as_bytes().get(3..35);
            let id = digits.and_then(|id| HeaderValue::from_bytes(id).ok());
            let id = id.unwrap_or_else(|| trace.clone());
            headers.insert(REQUEST_ID, id.clone());
            id
        });
        Self {
            trace,
            request,
            span: records.then_some((own, sender)),
        }
    }
}

/// What is read of a header that stands once.
fn single<T>(
    headers: &HeaderMap,
    name: &HeaderName,
    read: impl FnOnce(&HeaderValue) -> Option<T>,
) -> Option<T> {
    let mut given = headers.get_all(name).iter();
    given
        .next()
        .filter(|_| given.next().is_none())
        .and_then(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::observe::sampling::tests::ENABLED;

    const GIVEN: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    fn context(
        traces: &[&str],
        id: Option<&str>,
        tracing: Option<&Tracing>,
    ) -> (Context, HeaderMap) {
        let mut headers = HeaderMap::new();
        headers.insert(TRACESTATE, HeaderValue::from_static("a=b"));
        for trace in traces {
            headers.append(TRACEPARENT, trace.parse().unwrap());
        }
        headers.extend(id.map(|id| (REQUEST_ID, id.parse().unwrap())));
        (Context::of(&mut headers, tracing), headers)
    }

    #[test]
    fn a_trace_is_passed_on_as_it_is() {
        let later = format!("01{}-more", &GIVEN[2..]);
        for given in [GIVEN, &later] {
            let (context, headers) = context(&[given], Some("mine"), Some(&Tracing::Disabled));
            assert_eq!(
                (&context.trace, &context.request),
                (&given.parse().unwrap(), &"mine".parse().unwrap())
            );
            assert_eq!(
                (&headers[TRACEPARENT], &headers[TRACESTATE]),
                (&context.trace, &"a=b".parse().unwrap())
            );
        }
    }

    #[test]
    fn a_trace_is_started_where_there_is_none() {
        let (short, long) = (&GIVEN[..54], format!("{GIVEN}-more"));
        for given in [&[][..], &[GIVEN, GIVEN], &[short], &[&long], &[""]] {
            let (context, headers) = context(given, None, None);
            let text = context.trace.to_str().unwrap();
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
            assert_eq!(
                (&headers[REQUEST_ID], context.request.to_str().unwrap()),
                (&context.request, &text[3..35])
            );
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
            let tracing = sampling::tests::tracing(&format!("{ENABLED}, {policy}"));
            let (context, headers) = context(given, None, tracing.as_ref());
            let text = context.trace.to_str().unwrap();
            assert!(text.ends_with(flags), "{given:?} {text}");
            assert_eq!(headers[TRACEPARENT], text);
            assert_eq!(given.first() == Some(&text), same, "{given:?} {text}");
            if let Some(given) = given.first() {
                assert_eq!(
                    (&text[..35], &headers[TRACESTATE]),
                    (&given[..35], &HeaderValue::from_static("a=b"))
                );
            }
            let records = cfg!(feature = "otlp") && flags == "-01";
            assert_eq!(context.span.is_some(), records);
        }
    }
}
