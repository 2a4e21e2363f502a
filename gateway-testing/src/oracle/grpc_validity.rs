//! Validity of GRPCRoute rules (spec 7.1.3, 7.1.4, 7.1.7, 12.61, 12.76).

use gateway_api_types::{
    GrpcHeaderMatchType, GrpcMethodMatch, GrpcMethodMatchType, GrpcRouteMatch, HttpRouteRule,
};

use super::grammar;
use super::regex::is_pattern;
use super::validity::{self, Fault};

/// What is wrong with a rule, whose filters and backends are in HTTPRoute's form.
pub(super) fn fault(rule: &HttpRouteRule, matches: &[GrpcRouteMatch]) -> Option<Fault> {
    if matches.iter().all(match_is_valid) {
        validity::fault(rule)
    } else {
        Some(Fault::UnsupportedValue)
    }
}

fn match_is_valid(found: &GrpcRouteMatch) -> bool {
    let headers = found.headers.iter().flatten().all(|header| {
        grammar::is_header_name(&header.name)
            && grammar::is_header_value(&header.value)
            && match &header.r#type {
                None | Some(GrpcHeaderMatchType::Exact) => true,
                Some(GrpcHeaderMatchType::RegularExpression) => is_pattern(&header.value),
                Some(_) => false,
            }
    });
    headers && found.method.as_ref().is_none_or(method_is_valid)
}

/// A service or a method has to be given; an empty one is none (spec 7.1.2, 7.1.3).
fn method_is_valid(found: &GrpcMethodMatch) -> bool {
    let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let (service, method) = (given(&found.service), given(&found.method));
    let short = |text: &String| text.chars().count() <= 1024;
    let values = [service.as_ref(), method.as_ref()];
    let any = values.iter().any(Option::is_some);
    let short = values.into_iter().flatten().all(short);
    let valid = match found.r#type {
        None | Some(GrpcMethodMatchType::Exact) => {
            service.as_deref().is_none_or(is_service) && method.as_deref().is_none_or(is_word)
        }
        Some(GrpcMethodMatchType::RegularExpression) => {
            values_are_patterns(service.as_deref(), method.as_deref())
        }
        Some(_) => false,
    };
    any && short && valid
}

fn values_are_patterns(service: Option<&str>, method: Option<&str>) -> bool {
    service.is_none_or(is_pattern) && method.is_none_or(is_pattern)
}

/// Words with points between them, and perhaps one before them.
fn is_service(service: &str) -> bool {
    let service = service.strip_prefix('.').unwrap_or(service);
    service.split('.').all(is_word)
}

fn is_word(word: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_alphabetic() || byte == b'_';
    let bytes = word.as_bytes();
    bytes.first().is_some_and(|&byte| letter(byte))
        && bytes
            .iter()
            .all(|&byte| letter(byte) || byte.is_ascii_digit())
}
