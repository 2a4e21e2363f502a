//! Lowering of CORS filters (spec 5.6).

use gateway_api_types::HttpCorsFilter;
use http::header::HeaderValue;

use super::Lowering;
use crate::compile::context::Finding;
use crate::compile::field::Field;
use crate::filters::Cors;
use crate::filters::cors::{AllowedNames, AllowedOrigins, OriginPattern};

const METHODS: [&str; 9] = [
    "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH",
];

impl Lowering<'_, '_> {
    /// Lowers a CORS filter. An origin that does not parse never matches, and leaves its rule alone
    /// (spec 12.76).
    pub(crate) fn cors(&mut self, field: Field<'_>, wire: &HttpCorsFilter) -> Cors {
        for (index, method) in wire.allow_methods().iter().enumerate() {
            if method != "*" && !METHODS.contains(&method.as_str()) {
                let place = field.member("allowMethods");
                let finding = Finding::error(
                    place.item(index),
                    "unknown-value",
                    format!("`{method}` is not a method"),
                );
                self.invalid(finding.help("write a method in capitals, or `*`"));
            }
        }
        Cors {
            allow_origins: self.origins(field, wire.allow_origins()),
            allow_credentials: wire.allow_credentials.unwrap_or(false),
            allow_methods: names(wire.allow_methods()),
            allow_headers: self.cors_headers(field.member("allowHeaders"), wire.allow_headers()),
            expose_headers: self.cors_headers(field.member("exposeHeaders"), wire.expose_headers()),
            max_age: self.max_age(field, wire.max_age()),
            wildcard: self.context.options.choices.cors_wildcard,
        }
    }

    fn origins(&mut self, field: Field<'_>, wire: &[String]) -> AllowedOrigins {
        if wire.iter().any(|origin| origin == "*") {
            return AllowedOrigins::Any;
        }
        let list = field.member("allowOrigins");
        let mut patterns = Vec::with_capacity(wire.len());
        for (index, origin) in wire.iter().enumerate() {
            if let Some(pattern) = OriginPattern::parse(origin) {
                patterns.push(pattern);
                continue;
            }
            let message = format!("`{origin}` is not an origin, and never matches");
            let finding = Finding::error(list.item(index), "invalid-origin", message);
            let help = "an origin is `http://` or `https://`, a host and, where it is not the scheme's, a port";
            self.note(finding.help(help));
        }
        AllowedOrigins::Listed(patterns)
    }

    fn cors_headers(&mut self, list: Field<'_>, wire: &[String]) -> AllowedNames {
        for (index, name) in wire.iter().enumerate() {
            self.header_name(list.item(index), name);
        }
        names(wire)
    }

    fn max_age(&mut self, field: Field<'_>, seconds: i32) -> u32 {
        let valid = u32::try_from(seconds).ok().filter(|seconds| *seconds > 0);
        valid.unwrap_or_else(|| {
            let finding = Finding::error(
                field.member("maxAge"),
                "invalid-max-age",
                format!("`{seconds}` is not an age"),
            );
            self.invalid(finding.help("an age is a number of seconds, at least 1"));
            1
        })
    }
}

/// A list of names as it goes on the wire; `*` anywhere in it is all names.
fn names(wire: &[String]) -> AllowedNames {
    if wire.iter().any(|name| name == "*") {
        return AllowedNames::Any;
    }
    let joined = (!wire.is_empty())
        .then(|| HeaderValue::try_from(wire.join(", ")).ok())
        .flatten();
    AllowedNames::Listed(joined)
}
