//! Of filters.

use super::Severity::{Error, Warning};
use super::{DiagnosticRule, rule};

pub(super) const RULES: &[DiagnosticRule] = &[
    rule(
        "union-mismatch",
        Error,
        "A filter does not have exactly the member that its `type` names.",
        "The rule is dropped; a listener is not accepted (spec 5.1.2, 12.84).",
        "filters: [{type: URLRewrite}]",
    ),
    rule(
        "repeated-filter",
        Error,
        "A filter stands more than once in one list.",
        "The rule is dropped: `IncompatibleFilters` (spec 5.1.3, 12.61).",
        "filters: [{type: CORS, cors: {}}, {type: CORS, cors: {}}]",
    ),
    rule(
        "redirect-beside-rewrite",
        Error,
        "A redirect and a rewrite stand in one rule.",
        "The rule is dropped: `IncompatibleFilters` (spec 5.1.4, 12.61).",
        "filters: [{type: RequestRedirect}, {type: URLRewrite}]",
    ),
    rule(
        "replace-without-prefix",
        Error,
        "`ReplacePrefixMatch` stands in a rule that does not have one match, of a prefix.",
        "The rule is dropped: there is no prefix to replace (spec 5.1.8).",
        "matches: [{path: {type: Exact, value: /a}}] # with path: {type: ReplacePrefixMatch}",
    ),
    rule(
        "unsupported-extension",
        Error,
        "An `ExtensionRef` leads to a kind that nothing here implements.",
        "Requests get 500: a filter is never skipped (spec 5.8.1, 12.80).",
        "filters: [{type: ExtensionRef, extensionRef: {group: example.com, kind: Limit, name: few}}]",
    ),
    rule(
        "duplicate-header-edit",
        Warning,
        "A header is edited twice by one filter.",
        "The order remove, set, add decides, and the first in a list (spec 12.20).",
        "set: [{name: x-a, value: \"1\"}] # with remove: [X-A]",
    ),
    rule(
        "invalid-mirror-share",
        Error,
        "The share of requests to mirror is none.",
        "The rule is dropped (spec 5.5.2, 12.76).",
        "requestMirror: {percent: 101}",
    ),
    rule(
        "invalid-body-size",
        Error,
        "The size of a body to forward is negative.",
        "The rule is dropped; a listener is not accepted (spec 5.7.5, 12.76).",
        "forwardBody: {maxSize: -1}",
    ),
    rule(
        "invalid-origin",
        Error,
        "An origin of a CORS filter cannot be read.",
        "It never matches (spec 12.76).",
        "allowOrigins: [example.com]",
    ),
    rule(
        "invalid-max-age",
        Error,
        "`maxAge` of a CORS filter is below 1.",
        "The rule is dropped (spec 5.6.1, 12.76).",
        "cors: {maxAge: 0}",
    ),
];
