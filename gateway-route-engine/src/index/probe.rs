//! Probe: a request in the form that conditions read, each part of it looked at once.

use http::header::{HOST, HeaderName};

use super::buffer::Buffer;
use crate::headers::{RequestHeaders, separator};
use crate::query_params::{Encoded, Query};
use crate::request::{NoHeaders, RequestView};
use crate::scan::same;

/// How many headers are remembered; the rest is looked up again.
const REMEMBERED: usize = 6;

/// The parts of a request that matches read.
#[derive(Clone, Copy)]
pub(crate) struct Parts<'r> {
    /// As it was sent.
    pub(crate) method: &'r str,
    pub(crate) authority: Option<&'r str>,
    /// In the form in which paths are matched.
    pub(crate) path: &'r str,
    pub(crate) query: Option<&'r str>,
    pub(crate) headers: &'r dyn RequestHeaders,
}

/// A request while its rule is looked for. Headers and the query are read when the first condition
/// asks for them, and remembered for those that follow. `'t` is the table's lifetime, whose header
/// names are remembered, `'r` the request's.
pub(crate) struct Probe<'t, 'r> {
    pub(crate) parts: Parts<'r>,
    seen: [Option<(&'t HeaderName, Value<'r>)>; REMEMBERED],
    joined: Option<Buffer>,
    query: Query<'t, 'r>,
}

/// What a request has under a header's name.
#[derive(Clone, Copy)]
enum Value<'r> {
    Absent,
    Line(&'r [u8]),
    /// Several lines, joined in this part of the buffer.
    Joined(usize, usize),
}

impl Parts<'static> {
    /// Those of a connection below HTTP.
    pub(crate) fn none() -> Self {
        Self {
            method: "",
            authority: None,
            path: "",
            query: None,
            headers: &NoHeaders,
        }
    }
}

impl<'r> Parts<'r> {
    /// Those of a request whose path and query have been read from its target.
    #[inline]
    pub(crate) fn of(request: &RequestView<'r>, path: &'r str, query: Option<&'r str>) -> Self {
        Self {
            method: request.method,
            authority: request.authority,
            path,
            query,
            headers: request.headers,
        }
    }
}

impl<'t, 'r> Probe<'t, 'r> {
    pub(crate) fn new(parts: Parts<'r>) -> Self {
        Self {
            parts,
            seen: [None; REMEMBERED],
            joined: None,
            query: Query::new(parts.query),
        }
    }

    /// The value of a header, its lines joined (spec 12.69). A match on `host` reads the authority:
    /// HTTP/2 has no such header, and that of HTTP/1.1 is kept apart.
    pub(crate) fn header(&mut self, name: &'t HeaderName) -> Option<&[u8]> {
        if *name == HOST {
            return self.parts.authority.map(str::as_bytes);
        }
        let mut value = None;
        for seen in &mut self.seen {
            match seen {
                Some((other, found))
                    if same(other.as_str().as_bytes(), name.as_str().as_bytes()) =>
                {
                    value = Some(*found);
                    break;
                }
                Some(_) => {}
                None => {
                    let found = look_up(self.parts.headers, name, &mut self.joined);
                    *seen = Some((name, found));
                    value = Some(found);
                    break;
                }
            }
        }
        let value = value.unwrap_or_else(|| look_up(self.parts.headers, name, &mut self.joined));
        match value {
            Value::Absent => None,
            Value::Line(line) => Some(line),
            Value::Joined(start, end) => self.joined.as_ref()?.as_bytes().get(start..end),
        }
    }

    /// The value of the first query parameter of this name, still encoded (spec 12.70).
    pub(crate) fn query_param(&mut self, name: &'t str) -> Option<Encoded<'r>> {
        self.query.first(name)
    }
}

#[inline]
fn look_up<'r>(
    headers: &'r dyn RequestHeaders,
    name: &HeaderName,
    joined: &mut Option<Buffer>,
) -> Value<'r> {
    match headers.first_line(name) {
        None => Value::Absent,
        Some((line, false)) => Value::Line(line),
        Some((_, true)) => join(headers, name, joined.get_or_insert_with(Buffer::new)),
    }
}

#[inline(never)]
fn join<'r>(headers: &'r dyn RequestHeaders, name: &HeaderName, joined: &mut Buffer) -> Value<'r> {
    let separator = separator(name);
    let start = joined.len();
    let mut first = true;
    headers.lines(name, &mut |line| {
        if !std::mem::take(&mut first) {
            joined.push(separator);
        }
        joined.push(line);
    });
    Value::Joined(start, joined.len())
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;

    use super::*;

    #[test]
    fn headers_are_read_as_one_value_however_many_are_asked_for() {
        let mut headers = HeaderMap::new();
        for round in 0..2 {
            for name in 'a'..'k' {
                let name: HeaderName = format!("x-{name}").parse().unwrap();
                headers.append(&name, format!("{name}{round}").parse().unwrap());
            }
        }
        headers.append("x-b", "end".parse().unwrap());
        headers.append("cookie", "a=1".parse().unwrap());
        headers.append("cookie", "b=2".parse().unwrap());
        headers.append("x-single", "only".parse().unwrap());
        let names: Vec<HeaderName> = ('a'..'l')
            .map(|name| format!("x-{name}").parse().unwrap())
            .chain(["cookie", "x-single", "host"].map(|name| name.parse().unwrap()))
            .collect();
        let mut probe = Probe::new(Parts {
            method: "GET",
            authority: Some("example.com"),
            path: "/",
            query: None,
            headers: &headers,
        });
        for _ in 0..2 {
            for name in &names {
                let expected = match name.as_str() {
                    "cookie" => Some("a=1; b=2".to_owned()),
                    "x-single" => Some("only".to_owned()),
                    "host" => Some("example.com".to_owned()),
                    "x-b" => Some("x-b0, x-b1, end".to_owned()),
                    "x-k" => None,
                    name => Some(format!("{name}0, {name}1")),
                };
                let value = probe.header(name).map(<[u8]>::to_vec);
                assert_eq!(value, expected.map(String::into_bytes), "{name}");
            }
        }
    }
}
