//! Header fields that concern a connection or the way of a message, and not the message.

use std::net::IpAddr;

use gateway_route_engine::decision::ResponseEdits;
use http::header::{
    ACCESS_CONTROL_EXPOSE_HEADERS, CONNECTION, CONTENT_LENGTH, HeaderMap, HeaderName, HeaderValue,
    TE, UPGRADE,
};

use crate::fields::{Fields, X_FORWARDED_FOR, X_FORWARDED_HOST, X_FORWARDED_PROTO};

/// Removes what concerns only the connection that a message came on: the hop-by-hop fields, and those that `Connection`
/// names.
pub fn strip_hop_by_hop(headers: &mut HeaderMap, fields: Fields) {
    if fields.has(Fields::CONNECTION) {
        let lines = headers.get_all(CONNECTION).iter();
        // `close` names no field, and that of `keep-alive` ends here anyway.
        let naming = lines.filter(|line| *line != "keep-alive" && *line != "close");
        let naming: Vec<_> = naming.cloned().collect();
        for option in members(naming.iter()) {
            // What says how long a body is cannot be given away by naming it.
            if !option.eq_ignore_ascii_case(CONTENT_LENGTH.as_str()) {
                headers.remove(option);
            }
        }
    }
    fields.remove(headers, Fields::HOP_BY_HOP);
}

/// The members of a field that is a list of tokens.
fn tokens<'h>(headers: &'h HeaderMap, name: &HeaderName) -> impl Iterator<Item = &'h str> {
    members(headers.get_all(name).iter())
}

fn members<'h>(lines: impl Iterator<Item = &'h HeaderValue>) -> impl Iterator<Item = &'h str> {
    lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .filter(|token| !token.is_empty())
}

/// The protocol that a message wants to change to; `None` if it does not. A change to HTTP/2 is not one to pass on: this
/// proxy and the endpoint each speak for themselves.
pub fn upgrade(headers: &HeaderMap, fields: Fields) -> Option<HeaderValue> {
    if !fields.has(Fields::UPGRADE) {
        return None;
    }
    tokens(headers, &CONNECTION).find(|option| option.eq_ignore_ascii_case("upgrade"))?;
    let protocol = headers.get(UPGRADE)?;
    let http = tokens(headers, &UPGRADE).any(|protocol| {
        let protocol = protocol.to_ascii_lowercase();
        protocol.starts_with("h2") || protocol.starts_with("http")
    });
    (!http).then(|| protocol.clone())
}

/// Whether a client takes trailers, which gRPC and chunked bodies carry.
pub fn accepts_trailers(headers: &HeaderMap, fields: Fields) -> bool {
    fields.has(Fields::TE)
        && tokens(headers, &TE).any(|coding| coding.eq_ignore_ascii_case("trailers"))
}

/// A client's address as `X-Forwarded-For` has it.
pub fn forwarded_for(client: IpAddr) -> HeaderValue {
    let text = client.to_canonical().to_string();
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("unknown"))
}

/// Says where a request came from. What the client says of it counts only if it is `trusted`.
pub fn set_forwarded(
    (headers, fields): (&mut HeaderMap, Fields),
    client: &HeaderValue,
    scheme: &'static str,
    host: Option<&HeaderValue>,
    trusted: bool,
) {
    let mut chain = None;
    if !trusted {
        fields.remove(headers, Fields::FORWARDED);
    } else if fields.has(Fields::X_FORWARDED_FOR) {
        let name = X_FORWARDED_FOR;
        let all: Vec<&str> = tokens(headers, &name).chain(client.to_str()).collect();
        chain = HeaderValue::try_from(all.join(", ")).ok();
    }
    headers.insert(X_FORWARDED_FOR, chain.unwrap_or_else(|| client.clone()));
    headers
        .entry(X_FORWARDED_PROTO)
        .or_insert(HeaderValue::from_static(scheme));
    if let Some(host) = host {
        headers
            .entry(X_FORWARDED_HOST)
            .or_insert_with(|| host.clone());
    }
}

/// Whether a field says how a message is framed or for which connection it is, so that no filter or service has a say in it.
pub fn is_framing(name: &HeaderName) -> bool {
    *name == CONTENT_LENGTH || Fields::named(name).has(Fields::HOP_BY_HOP)
}

/// Puts back what frames the body, in case a filter touched it: a length that is not the body's would let one message
/// pass for two.
pub fn restore_framing(headers: &mut HeaderMap, length: Option<HeaderValue>) {
    Fields::of(headers).remove(headers, Fields::HOP_BY_HOP);
    if headers.get(CONTENT_LENGTH) == length.as_ref()
        && headers.get_all(CONTENT_LENGTH).iter().nth(1).is_none()
    {
        return;
    }
    match length {
        Some(length) => drop(headers.insert(CONTENT_LENGTH, length)),
        None => drop(headers.remove(CONTENT_LENGTH)),
    }
}

/// Makes a backend's response the gateway's: without what concerned the backend's connection, and with what the rule's filters edit
/// in it.
pub fn finish(headers: &mut HeaderMap, edits: Option<&ResponseEdits>) {
    strip_hop_by_hop(headers, Fields::of(headers));
    let Some(edits) = edits.filter(|edits| !edits.headers.is_empty() || edits.expose_present)
    else {
        return;
    };
    let length = headers.get(CONTENT_LENGTH).cloned();
    edits.headers.apply(headers);
    if edits.expose_present {
        let names: Vec<&str> = headers.keys().map(HeaderName::as_str).collect();
        if let Ok(names) = HeaderValue::try_from(names.join(", ")) {
            headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, names);
        }
    }
    restore_framing(headers, length);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(lines: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(*name, HeaderValue::from_static(value));
        }
        headers
    }

    #[test]
    fn fields_of_the_connection_do_not_travel() {
        for (given, expected) in [
            (&[("x-a", "1")][..], &[("x-a", "1")][..]),
            (&[("connection", "close"), ("x-a", "1")], &[("x-a", "1")]),
            (
                &[
                    ("connection", "X-A, keep-alive"),
                    ("keep-alive", "timeout=5"),
                    ("x-a", "1"),
                    ("x-b", "2"),
                ],
                &[("x-b", "2")],
            ),
            (
                &[
                    ("connection", "x-a"),
                    ("connection", "x-b"),
                    ("x-a", "1"),
                    ("x-b", "2"),
                ],
                &[],
            ),
            (
                &[("connection", "content-length"), ("content-length", "5")],
                &[("content-length", "5")],
            ),
            (
                &[
                    ("transfer-encoding", "chunked"),
                    ("te", "trailers"),
                    ("upgrade", "a"),
                    ("trailer", "x"),
                ],
                &[("trailer", "x")],
            ),
            (
                &[
                    ("proxy-connection", "close"),
                    ("proxy-authorization", "Basic x"),
                ],
                &[],
            ),
        ] {
            let mut actual = headers(given);
            let fields = Fields::of(&actual);
            strip_hop_by_hop(&mut actual, fields);
            assert_eq!(actual, headers(expected), "{given:?}");
        }
    }

    #[test]
    fn clients_do_not_say_where_they_come_from() {
        let client: IpAddr = "::ffff:192.0.2.1".parse().unwrap();
        let host = HeaderValue::from_static("a.example");
        for (trusted, given, expected) in [
            (
                false,
                &[
                    ("x-forwarded-for", "10.0.0.1"),
                    ("x-forwarded-proto", "https"),
                    ("forwarded", "for=b"),
                    ("x-forwarded-port", "1"),
                ][..],
                &[
                    ("x-forwarded-for", "192.0.2.1"),
                    ("x-forwarded-proto", "http"),
                    ("x-forwarded-host", "a.example"),
                ][..],
            ),
            (
                true,
                &[
                    ("x-forwarded-for", "10.0.0.1"),
                    ("x-forwarded-for", "10.0.0.2"),
                    ("x-forwarded-proto", "https"),
                ],
                &[
                    ("x-forwarded-for", "10.0.0.1, 10.0.0.2, 192.0.2.1"),
                    ("x-forwarded-proto", "https"),
                    ("x-forwarded-host", "a.example"),
                ],
            ),
        ] {
            let mut actual = headers(given);
            let client = forwarded_for(client);
            let fields = Fields::of(&actual);
            set_forwarded((&mut actual, fields), &client, "http", Some(&host), trusted);
            assert_eq!(actual, headers(expected));
        }
    }

    #[test]
    fn upgrades_to_http_2_are_not_passed_on() {
        for (connection, protocol, expected) in [
            ("Upgrade", "websocket", Some("websocket")),
            ("keep-alive, upgrade", "foo/2", Some("foo/2")),
            ("keep-alive", "websocket", None),
            ("upgrade, http2-settings", "h2c", None),
            ("upgrade", "websocket, HTTP/2.0", None),
        ] {
            let headers = headers(&[("connection", connection), ("upgrade", protocol)]);
            let actual = upgrade(&headers, Fields::of(&headers));
            assert_eq!(
                actual.as_ref().map(|value| value.to_str().unwrap()),
                expected,
                "{connection} {protocol}"
            );
        }
    }

    #[test]
    fn filters_do_not_decide_on_the_length_of_a_body() {
        let mut actual = headers(&[
            ("content-length", "99"),
            ("transfer-encoding", "chunked"),
            ("x-a", "1"),
        ]);
        restore_framing(&mut actual, Some(HeaderValue::from_static("5")));
        assert_eq!(actual, headers(&[("content-length", "5"), ("x-a", "1")]));
    }
}
