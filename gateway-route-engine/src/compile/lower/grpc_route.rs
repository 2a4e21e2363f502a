//! Lowering of GRPCRoutes (spec 7.1).

use std::sync::Arc;

use gateway_api_types::{
    GrpcBackendRef, GrpcHeaderMatch, GrpcHeaderMatchType, GrpcMethodMatch, GrpcMethodMatchType,
    GrpcRouteFilter, GrpcRouteFilterType, GrpcRouteMatch, GrpcRouteRule, GrpcRouteSpec,
    HeaderMatchType, HttpHeaderMatch, HttpRouteFilter, HttpRouteFilterType,
};

use super::{LoweredRoute, LoweredRule, Lowering, Matches};
use crate::backend::Backend;
use crate::compile::backends::BackendReference;
use crate::compile::context::Finding;
use crate::compile::field::Field;
use crate::filters::Filter;
use crate::grpc_match::GrpcMatch;
use crate::pattern::Pattern;
use crate::rule::Actions;
use crate::timeouts::Timeouts;
use crate::value::ValueMatch;

/// The longest service or method, in characters (spec 7.1.4).
const MAX_LENGTH: usize = 1024;

impl Lowering<'_, '_> {
    /// Lowers all rules of a GRPCRoute; there is no default rule (spec 7.1.10).
    pub(crate) fn grpc_route(mut self, spec: &GrpcRouteSpec) -> LoweredRoute {
        let list = Field::Root("spec.rules");
        if spec.rules().is_empty() {
            let message = "the route has no rules; every call is answered with UNIMPLEMENTED";
            self.note(Finding::warning(list, "no-rules", message).help("add a rule"));
        }
        let rules = spec.rules().iter().enumerate();
        let rules = rules
            .map(|(index, rule)| {
                self.rule(|lowering| lowering.grpc_rule(list.item(index), index, rule))
            })
            .collect();
        self.finish(rules)
    }

    fn grpc_rule(&mut self, field: Field<'_>, index: usize, wire: &GrpcRouteRule) -> LoweredRule {
        let list = field.member("matches");
        let matches = wire.matches().iter().enumerate();
        let mut matches: Vec<_> = matches
            .map(|(index, one)| Arc::new(self.grpc_match(list.item(index), one)))
            .collect();
        if matches.is_empty() {
            matches.push(Arc::default());
        }
        let mut backends = self.grpc_backends(field, wire.backend_refs());
        self.sessions(field, wire.session_persistence.as_ref(), &mut backends);
        let filters = self.grpc_filters(field, wire.filters());
        let actions = Actions {
            name: self.rule_name(wire.name.as_deref()),
            filters,
            backends: self.split(backends),
            path_form: self.context.path_form(),
            timeouts: Timeouts::default(),
            retry: None,
        };
        LoweredRule {
            matches: Matches::Grpc(matches),
            rule: self.lowered_rule(index, actions),
            passthrough: None,
        }
    }

    fn grpc_filters(&mut self, field: Field<'_>, wire: &[GrpcRouteFilter]) -> Vec<Filter> {
        let filters = as_http_filters(wire);
        self.check_grpc_features(field, &filters);
        self.http_filters(field, &filters, None)
    }

    fn grpc_backends(&mut self, field: Field<'_>, wire: &[GrpcBackendRef]) -> Vec<Backend> {
        let list = field.member("backendRefs");
        let lowered = wire.iter().enumerate().map(|(index, reference)| {
            let field = list.item(index);
            let mut backend = self.backend(
                field,
                BackendReference {
                    group: reference.group(),
                    kind: reference.kind(),
                    namespace: reference.namespace.as_deref(),
                    name: &reference.name,
                    port: reference.port,
                },
            );
            backend.weight = self.weight(field, reference.weight());
            backend.filters = self.grpc_filters(field, reference.filters());
            backend
        });
        lowered.collect()
    }

    fn grpc_match(&mut self, field: Field<'_>, wire: &GrpcRouteMatch) -> GrpcMatch {
        let headers = self.header_matches(field, &as_http_headers(wire.headers()));
        match &wire.method {
            Some(method) => GrpcMatch {
                headers,
                ..self.grpc_method(field.member("method"), method)
            },
            None => GrpcMatch {
                headers,
                ..GrpcMatch::default()
            },
        }
    }

    /// An empty text counts as not given (spec 7.1.2); the dot in front of a fully qualified
    /// service is dropped (spec 12.67).
    fn grpc_method(&mut self, field: Field<'_>, wire: &GrpcMethodMatch) -> GrpcMatch {
        let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        let (service, method) = (given(&wire.service), given(&wire.method));
        if service.is_none() && method.is_none() {
            let message = "a method match names a service, a method or both";
            self.invalid(
                Finding::error(field, "empty-method-match", message)
                    .help("leave `method` out to match every call"),
            );
        }
        let regex = match wire.r#type() {
            GrpcMethodMatchType::Exact => false,
            GrpcMethodMatchType::RegularExpression => true,
            unknown => {
                self.unknown_match_type(field, unknown.as_str());
                false
            }
        };
        let service = service.and_then(|text| {
            let name = if regex {
                &*text
            } else {
                text.strip_prefix('.').unwrap_or(&text)
            };
            self.grpc_name(field.member("service"), name, regex, is_service)
        });
        let method = method
            .and_then(|text| self.grpc_name(field.member("method"), &text, regex, is_identifier));
        GrpcMatch {
            service,
            method,
            headers: Vec::new(),
        }
    }

    fn grpc_name(
        &mut self,
        field: Field<'_>,
        text: &str,
        regex: bool,
        valid: fn(&str) -> bool,
    ) -> Option<ValueMatch> {
        if text.chars().count() > MAX_LENGTH {
            self.invalid(Finding::error(
                field,
                "invalid-value-length",
                "the name has more than 1024 characters",
            ));
            return None;
        }
        if regex {
            return match Pattern::parse_as(text, self.context.options.choices.regex_extent) {
                Ok(pattern) => Some(ValueMatch::Regex(pattern)),
                Err(error) => {
                    let message = format!("`{text}` is not a regular expression");
                    self.invalid(
                        Finding::error(field, "invalid-regular-expression", message)
                            .help(error.to_string()),
                    );
                    None
                }
            };
        }
        if !valid(text) {
            let finding = Finding::error(
                field,
                "invalid-grpc-name",
                format!("`{text}` is not a name of gRPC"),
            );
            self.invalid(finding.help("a service is `package.Service`, a method `Method`: letters, digits and `_`, no slashes"));
        }
        Some(ValueMatch::Exact(text.into()))
    }
}

fn is_service(text: &str) -> bool {
    text.split('.').all(is_identifier)
}

fn is_identifier(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// The filters of a GRPCRoute are four of those of an HTTPRoute, and are lowered as such.
fn as_http_filters(wire: &[GrpcRouteFilter]) -> Vec<HttpRouteFilter> {
    let filters = wire.iter().map(|filter| HttpRouteFilter {
        r#type: match &filter.r#type {
            GrpcRouteFilterType::RequestHeaderModifier => {
                HttpRouteFilterType::RequestHeaderModifier
            }
            GrpcRouteFilterType::ResponseHeaderModifier => {
                HttpRouteFilterType::ResponseHeaderModifier
            }
            GrpcRouteFilterType::RequestMirror => HttpRouteFilterType::RequestMirror,
            GrpcRouteFilterType::ExtensionRef => HttpRouteFilterType::ExtensionRef,
            unknown => HttpRouteFilterType::Unknown(unknown.as_str().to_owned()),
        },
        request_header_modifier: filter.request_header_modifier.clone(),
        response_header_modifier: filter.response_header_modifier.clone(),
        request_mirror: filter.request_mirror.clone(),
        extension_ref: filter.extension_ref.clone(),
        request_redirect: None,
        url_rewrite: None,
        cors: None,
        external_auth: None,
    });
    filters.collect()
}

/// Header matches of a GRPCRoute are those of an HTTPRoute by another name.
fn as_http_headers(wire: &[GrpcHeaderMatch]) -> Vec<HttpHeaderMatch> {
    let headers = wire.iter().map(|header| HttpHeaderMatch {
        r#type: Some(match header.r#type() {
            GrpcHeaderMatchType::Exact => HeaderMatchType::Exact,
            GrpcHeaderMatchType::RegularExpression => HeaderMatchType::RegularExpression,
            unknown => HeaderMatchType::Unknown(unknown.as_str().to_owned()),
        }),
        name: header.name.clone(),
        value: header.value.clone(),
    });
    headers.collect()
}
