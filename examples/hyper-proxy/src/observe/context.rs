//! Context: which trace and which request a request belongs to, for everybody on its way to say (W3C Trace Context).

use bytes::Bytes;
use http::header::{HeaderMap, HeaderName, HeaderValue};

const TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");
const TRACESTATE: HeaderName = HeaderName::from_static("tracestate");
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// `00-<trace, 32 digits>-<parent, 16 digits>-<flags, 2 digits>`.
const LENGTH: usize = 55;

/// The longest identifier of a request that is believed.
const LONGEST_ID: usize = 128;

/// The names that a request goes by.
#[derive(Clone, Debug)]
pub struct Context {
    /// `traceparent`.
    pub trace: HeaderValue,
    /// `x-request-id`.
    pub request: HeaderValue,
}

impl Context {
    /// Keeps what a request says of itself, and starts a trace and makes a name where it does not. A trace that is started
    /// here is not recorded, and says so.
    pub fn of(headers: &mut HeaderMap) -> Self {
        let mut given = headers.get_all(&TRACEPARENT).iter();
        let trace = given
            .next()
            .filter(|value| is_trace(value.as_bytes()))
            .cloned();
        let trace = trace.filter(|_| given.next().is_none()).unwrap_or_else(|| {
            headers.remove(&TRACESTATE);
            let trace = start(rand::random::<u128>().max(1), rand::random::<u64>().max(1));
            headers.insert(TRACEPARENT, trace.clone());
            trace
        });
        let mut given = headers.get_all(&REQUEST_ID).iter();
        let request = given
            .next()
            .filter(|id| (1..=LONGEST_ID).contains(&id.len()))
            .cloned();
        let request = request
            .filter(|_| given.next().is_none())
            .unwrap_or_else(|| {
                // The digits of the trace, so that one is found by the other.
                let id = trace
                    .as_bytes()
                    .get(3..35)
                    .and_then(|id| HeaderValue::from_bytes(id).ok());
                let id = id.unwrap_or_else(|| trace.clone());
                headers.insert(REQUEST_ID, id.clone());
                id
            });
        Self { trace, request }
    }
}

fn start(trace: u128, parent: u64) -> HeaderValue {
    let mut text = [b'0'; LENGTH];
    let mut write = |at: usize, length: usize, number: u128| {
        for (digit, place) in text.iter_mut().skip(at).take(length).rev().zip(0_u32..) {
            let value = (number >> (4 * place)) & 15;
            let value = u8::try_from(value).unwrap_or_default();
            *digit = if value < 10 {
                b'0' + value
            } else {
                b'a' - 10 + value
            };
        }
    };
    write(3, 32, trace);
    write(36, 16, parent.into());
    for dash in [2, 35, 52] {
        if let Some(byte) = text.get_mut(dash) {
            *byte = b'-';
        }
    }
    HeaderValue::from_maybe_shared(Bytes::copy_from_slice(&text))
        .unwrap_or_else(|_| HeaderValue::from_static("00"))
}

/// Whether a value is one of version 0, or of a later one that begins like it.
fn is_trace(value: &[u8]) -> bool {
    let hex = |from: usize, to: usize| {
        let digits = value.get(from..to).unwrap_or_default();
        let is_digit = |digit: &u8| matches!(digit, b'0'..=b'9' | b'a'..=b'f');
        (!digits.is_empty() && digits.iter().all(is_digit)).then_some(digits)
    };
    let is_set = |digits: &[u8]| digits.iter().any(|digit| *digit != b'0');
    let dashes = [2, 35, 52].iter().all(|at| value.get(*at) == Some(&b'-'));
    let version = hex(0, 2).filter(|version| *version != b"ff");
    let length = match version {
        Some(b"00") => value.len() == LENGTH,
        _ => value.len() == LENGTH || value.get(LENGTH) == Some(&b'-'),
    };
    version.is_some()
        && dashes
        && length
        && hex(3, 35).is_some_and(is_set)
        && hex(36, 52).is_some_and(is_set)
        && hex(53, 55).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GIVEN: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    fn context(traces: &[&str], id: Option<&str>) -> (Context, HeaderMap) {
        let mut headers = HeaderMap::new();
        headers.insert(TRACESTATE, HeaderValue::from_static("a=b"));
        for trace in traces {
            headers.append(TRACEPARENT, trace.parse().unwrap());
        }
        headers.extend(id.map(|id| (REQUEST_ID, id.parse().unwrap())));
        (Context::of(&mut headers), headers)
    }

    #[test]
    fn a_trace_is_passed_on_as_it_is() {
        let later = format!("01{}-more", &GIVEN[2..]);
        for given in [GIVEN, &later] {
            let (context, headers) = context(&[given], Some("mine"));
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
        let upper = GIVEN.to_uppercase();
        let (zero, short) = (GIVEN.replace(&GIVEN[3..35], &"0".repeat(32)), &GIVEN[..54]);
        let (version, long) = (format!("ff{}", &GIVEN[2..]), format!("{GIVEN}-more"));
        for given in [
            &[][..],
            &[GIVEN, GIVEN],
            &[&upper],
            &[&zero],
            &[short],
            &[&version],
            &[&long],
            &[""],
        ] {
            let (context, headers) = context(given, None);
            let text = context.trace.to_str().unwrap();
            assert!(
                is_trace(text.as_bytes())
                    && text.ends_with("-00")
                    && !text.starts_with(&GIVEN[..35]),
                "{text}"
            );
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
        assert_eq!(
            start(0xab, 0xc),
            format!("00-{:032x}-{:016x}-00", 0xab, 0xc)
        );
    }
}
