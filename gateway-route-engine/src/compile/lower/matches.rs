//! Lowering of HTTPRoute matches (spec 4.1 to 4.3).

use gateway_api_types::{
    HeaderMatchType, HttpHeaderMatch, HttpMethod, HttpQueryParamMatch, HttpRouteMatch,
    PathMatchType, QueryParamMatchType,
};
use http::header::HeaderName;

use super::Lowering;
use crate::compile::context::Finding;
use crate::compile::field::Field;
use crate::compile::known::Known;
use crate::headers::HeaderMatch;
use crate::http_match::HttpMatch;
use crate::path::{InvalidPath, PathMatch, PathPrefix};
use crate::pattern::Pattern;
use crate::query_params::QueryParamMatch;
use crate::value::ValueMatch;

/// The longest name of a header or query parameter, in characters (spec 9.3).
const MAX_NAME: usize = 256;
/// The longest header value, in characters.
const MAX_HEADER_VALUE: usize = 4096;
/// The longest query-parameter value, in characters.
const MAX_QUERY_VALUE: usize = 1024;

/// The match that a rule without matches has (spec 4.1.2).
pub(crate) fn match_all() -> HttpMatch {
    HttpMatch {
        path: PathMatch::Prefix(PathPrefix::root()),
        method: None,
        headers: Box::default(),
        query_params: Box::default(),
    }
}

impl Lowering<'_, '_> {
    /// Lowers a match. What is invalid is reported, and something harmless stands in its place.
    pub(crate) fn http_match(&mut self, field: Field<'_>, wire: &HttpRouteMatch) -> HttpMatch {
        HttpMatch {
            path: self.path_match(field, wire),
            method: wire
                .method
                .as_ref()
                .and_then(|method| self.method(field, method)),
            headers: self.header_matches(field, wire.headers()).into(),
            query_params: self.query_param_matches(field, wire.query_params()).into(),
        }
    }

    fn path_match(&mut self, field: Field<'_>, wire: &HttpRouteMatch) -> PathMatch {
        let (field, path) = (field.member("path"), wire.path());
        let (value, form) = (path.value(), self.context.path_form());
        let lowered = match path.r#type() {
            PathMatchType::Exact => PathMatch::exact(value, form),
            PathMatchType::PathPrefix => PathMatch::prefix(value, form),
            PathMatchType::RegularExpression => {
                PathMatch::regex_as(value, self.context.options.choices.regex_extent)
            }
            unknown => {
                let help = match unknown.as_str() {
                    "Prefix" | "prefix" | "pathPrefix" => "today's spelling is `PathPrefix`",
                    _ => "write `Exact`, `PathPrefix` or `RegularExpression`",
                };
                let message = format!("`{unknown}` is not a type of path match");
                self.invalid(
                    Finding::error(field.member("type"), "unknown-value", message).help(help),
                );
                return PathMatch::Prefix(PathPrefix::root());
            }
        };
        lowered.unwrap_or_else(|error| {
            let (id, message) = match &error {
                InvalidPath::Pattern(_) => {
                    ("invalid-regular-expression", "is not a regular expression")
                }
                _ => ("invalid-path", "is not a path that can be matched"),
            };
            let finding = Finding::error(field.member("value"), id, format!("`{value}` {message}"));
            self.invalid(finding.help(error.to_string()));
            PathMatch::Prefix(PathPrefix::root())
        })
    }

    fn method(&mut self, field: Field<'_>, method: &HttpMethod) -> Option<&'static str> {
        Some(match method {
            HttpMethod::Get => "GET",
            HttpMethod::Head => "HEAD",
            HttpMethod::Post => "POST",
            HttpMethod::Put => "PUT",
            HttpMethod::Delete => "DELETE",
            HttpMethod::Connect => "CONNECT",
            HttpMethod::Options => "OPTIONS",
            HttpMethod::Trace => "TRACE",
            HttpMethod::Patch => "PATCH",
            unknown => {
                let finding = Finding::error(
                    field.member("method"),
                    "unknown-value",
                    format!("`{unknown}` is not a method"),
                );
                let help = "write GET, HEAD, POST, PUT, DELETE, CONNECT, OPTIONS, TRACE or PATCH, in capitals";
                self.invalid(finding.help(help));
                return None;
            }
        })
    }

    pub(crate) fn header_matches(
        &mut self,
        field: Field<'_>,
        wire: &[HttpHeaderMatch],
    ) -> Vec<HeaderMatch> {
        let list = field.member("headers");
        let mut lowered: Vec<HeaderMatch> = Vec::with_capacity(wire.len());
        let mut known = Known::default();
        for (index, header) in wire.iter().enumerate() {
            let field = list.item(index);
            let name = self.header_name(field.member("name"), &header.name);
            let regex = match header.r#type() {
                HeaderMatchType::Exact => false,
                HeaderMatchType::RegularExpression => true,
                unknown => {
                    self.unknown_match_type(field, unknown.as_str());
                    false
                }
            };
            let value = self.value_match(
                field.member("value"),
                &header.value,
                regex,
                MAX_HEADER_VALUE,
            );
            let Some(name) = name else { continue };
            if known.has(&lowered, |other| other.name.as_str(), name.as_str()) {
                let message = format!(
                    "the header `{name}` is matched already; only the first match of a name counts"
                );
                self.note(Finding::warning(field, "duplicate-header-match", message));
            } else {
                lowered.push(HeaderMatch { name, value });
            }
        }
        lowered
    }

    fn query_param_matches(
        &mut self,
        field: Field<'_>,
        wire: &[HttpQueryParamMatch],
    ) -> Vec<QueryParamMatch> {
        let list = field.member("queryParams");
        let mut lowered: Vec<QueryParamMatch> = Vec::with_capacity(wire.len());
        let mut known = Known::default();
        for (index, param) in wire.iter().enumerate() {
            let field = list.item(index);
            // Query parameters are named by the grammar of headers, but compare with their case
            // (spec 4.3.5).
            let name = self
                .header_name(field.member("name"), &param.name)
                .map(|_| &*param.name);
            let regex = match param.r#type() {
                QueryParamMatchType::Exact => false,
                QueryParamMatchType::RegularExpression => true,
                unknown => {
                    self.unknown_match_type(field, unknown.as_str());
                    false
                }
            };
            let value =
                self.value_match(field.member("value"), &param.value, regex, MAX_QUERY_VALUE);
            let Some(name) = name else { continue };
            if known.has(&lowered, |other| &*other.name, name) {
                let message = format!(
                    "the parameter `{name}` is matched already; only the first match of a name counts"
                );
                self.note(Finding::warning(field, "duplicate-query-match", message));
            } else {
                lowered.push(QueryParamMatch {
                    name: name.into(),
                    value,
                });
            }
        }
        lowered
    }

    /// Reads the name of a header, or of a query parameter, which has the same grammar.
    pub(crate) fn header_name(&mut self, field: Field<'_>, name: &str) -> Option<HeaderName> {
        let parsed = HeaderName::from_bytes(name.as_bytes())
            .ok()
            .filter(|_| name.len() <= MAX_NAME);
        if parsed.is_none() {
            let finding = Finding::error(
                field,
                "invalid-header-name",
                format!("`{name}` cannot be a name here"),
            );
            let help = "a name has 1 to 256 letters, digits and characters of ``!#$%&'*+-.^_`|~``, and no spaces or colons";
            self.invalid(finding.help(help));
        }
        parsed
    }

    fn value_match(
        &mut self,
        field: Field<'_>,
        value: &str,
        regex: bool,
        max: usize,
    ) -> ValueMatch {
        let length = value.chars().count();
        if length == 0 || length > max {
            let message = format!("the value has {length} characters");
            let help = format!("a value to match has 1 to {max}");
            self.invalid(Finding::error(field, "invalid-value-length", message).help(help));
        } else if regex {
            match Pattern::parse_as(value, self.context.options.choices.regex_extent) {
                Ok(pattern) => return ValueMatch::Regex(pattern),
                Err(error) => {
                    let message = format!("`{value}` is not a regular expression");
                    let finding = Finding::error(field, "invalid-regular-expression", message);
                    self.invalid(finding.help(error.to_string()));
                }
            }
        }
        ValueMatch::Exact(value.into())
    }

    pub(crate) fn unknown_match_type(&mut self, field: Field<'_>, unknown: &str) {
        let message = format!("`{unknown}` is not a type of match");
        let finding = Finding::error(field.member("type"), "unknown-value", message);
        self.invalid(finding.help("write `Exact` or `RegularExpression`"));
    }
}
