//! Of matches.

use super::Severity::{Error, Warning};
use super::{DiagnosticRule, rule};

pub(super) const RULES: &[DiagnosticRule] = &[
    rule(
        "invalid-path",
        Error,
        "A path to match or to write is none.",
        "The rule is dropped (spec 4.2.4, 12.76).",
        "path: {type: Exact, value: cart}",
    ),
    rule(
        "invalid-regular-expression",
        Error,
        "A regular expression cannot be read.",
        "The rule is dropped (spec 12.18, 12.61).",
        "path: {type: RegularExpression, value: \"/(\"}",
    ),
    rule(
        "invalid-value-length",
        Error,
        "A value to match, or a replacement, is empty or too long.",
        "The rule is dropped (spec 1.4, 12.76).",
        "headers: [{name: x-tenant, value: \"\"}]",
    ),
    rule(
        "invalid-header-name",
        Error,
        "A name of a header or query parameter holds characters that it cannot have.",
        "The rule is dropped (spec 9.3, 12.76).",
        "headers: [{name: \"x tenant\", value: a}]",
    ),
    rule(
        "invalid-header-value",
        Error,
        "A value of a header holds characters that it cannot have.",
        "The rule is dropped (spec 9.3, 12.76).",
        "set: [{name: x-a, value: \"a\\nb\"}]",
    ),
    rule(
        "duplicate-header-match",
        Warning,
        "A match names a header twice.",
        "The first one counts (spec 4.3.1).",
        "headers: [{name: x-a, value: \"1\"}, {name: X-A, value: \"2\"}]",
    ),
    rule(
        "duplicate-query-match",
        Warning,
        "A match names a query parameter twice.",
        "The first one counts (spec 4.3.5).",
        "queryParams: [{name: a, value: \"1\"}, {name: a, value: \"2\"}]",
    ),
    rule(
        "empty-method-match",
        Error,
        "A method match of a GRPCRoute names neither service nor method.",
        "The rule is dropped (spec 7.1.3).",
        "method: {type: Exact}",
    ),
    rule(
        "invalid-grpc-name",
        Error,
        "A service or method is no name of gRPC.",
        "The rule is dropped (spec 7.1.4).",
        "method: {service: shop/Cart}",
    ),
    rule(
        "unknown-value",
        Error,
        "A value is none of those that the API knows.",
        "What holds it is dropped, or not accepted: `UnsupportedValue` (spec 4.3.8, 12.61).",
        "path: {type: Prefix, value: /}",
    ),
];
