//! Same cause: when two findings on an object are one.
//!
//! Several may speak of one mistake: a server refuses a value, a habit rule knows what was meant, and compile drops the
//! rule that the value stands in. Two errors of different tellers are one if they are about
//! - the same field, which is a plain value or missing; or
//! - a field, and the mapping around it that the engine cannot use for it; or
//! - the same field or one within the other, and their rules are a pair of [`PAIRS`]; or
//! - what a habit rule says that it explains.
//!
//! A field that does not exist and stands in the place of one that does (`forwardTo`) also explains what the object lacks
//! without that one, see [`Misnamed`].

use std::collections::BTreeSet;

use gateway_manifests::{LoadedObject, Manifests, ObjectKey, Severity};
use gateway_validate::field_path::FieldPath;

use super::collect::{Teller, Told};

/// Diagnostics of the engine and checks of the server, and the checks and habit rules that are told first and find the same;
/// `*` stands for anything.
const PAIRS: &[(&str, &str)] = &[
    ("backend-not-found", "missing-port"),
    ("backend-not-found", "service-without-port"),
    (
        "backend-timeout-too-long",
        "backend-request-timeout-above-request",
    ),
    ("backends-beside-redirect", "redirect-and-backends"),
    ("backends-beside-redirect", "redirect-with-backends"),
    ("duplicate", "repeated-header-edit"),
    ("duplicate", "repeated-header-match"),
    ("duplicate-header-edit", "duplicate"),
    ("duplicate-header-edit", "repeated-header-edit"),
    ("duplicate-header-match", "duplicate"),
    ("duplicate-header-match", "repeated-header-match"),
    ("duplicate-listener", "duplicate"),
    ("duplicate-listener", "listener-*-repeated"),
    ("duplicate-listener", "listener-repeated"),
    ("duplicate-parent-ref", "duplicate-parent"),
    ("duplicate-parent-ref", "parent-*"),
    ("duplicate-query-match", "duplicate"),
    ("empty-method-match", "empty-method"),
    ("empty-method-match", "grpc-method-match-empty"),
    ("insufficient-tls", "https-*"),
    ("insufficient-tls", "terminating-without-certificate"),
    ("insufficient-tls", "tls-listener-without-mode"),
    ("invalid-backend-kind", "port-of-xbackend"),
    ("invalid-certificate-ref", "trust-bundle-namespace"),
    ("invalid-grpc-name", "grpc-*-name"),
    ("invalid-hostname", "tls-hostname*"),
    ("invalid-listener-filter", "listener-filter-protocol"),
    ("invalid-mirror-share", "fraction-above-one"),
    ("invalid-mirror-share", "minimum"),
    ("invalid-mirror-share", "mirror-percent-and-fraction"),
    ("invalid-path", "path-*"),
    ("invalid-tls-validation", "backend-tls-*"),
    ("invalid-tls-validation", "max-items"),
    ("invalid-tls-validation", "min-items"),
    ("invalid-tls-validation", "san-*"),
    ("invalid-tracing", "*-by-source"),
    ("invalid-tracing", "*-of-disabled-tracing"),
    ("invalid-tracing", "fraction-above-one"),
    ("invalid-tracing", "min-length"),
    ("invalid-tracing", "telemetry-without-signal"),
    ("invalid-tracing", "tracing-provider-by-mode"),
    ("invalid-x-backend", "client-certificate-by-mode"),
    ("invalid-x-backend", "endpoint-selector-by-type"),
    ("invalid-x-backend", "external-hostname-by-type"),
    ("invalid-x-backend", "min-properties"),
    ("no-rules", "grpc-without-rules"),
    ("no-session-persistence", "enum"),
    ("no-session-persistence", "min-length"),
    ("no-session-persistence", "pattern"),
    ("no-session-persistence", "session-member"),
    ("no-session-persistence", "session-name"),
    (
        "no-session-persistence",
        "session-persistence-of-other-backend",
    ),
    ("no-session-persistence", "session-without-*"),
    ("no-weight", "zero-weights"),
    ("not-served", "alpha-version"),
    (
        "permanent-cookie-without-timeout",
        "permanent-cookie-without-timeout",
    ),
    ("policy-without-route", "core-group"),
    ("policy-without-route", "tls-policy-target"),
    ("port-of-x-backend", "port-of-xbackend"),
    ("port-of-x-backend", "port-on-xbackend"),
    ("redirect-beside-rewrite", "redirect-and-rewrite"),
    ("redirect-beside-rewrite", "redirect-beside-rewrite"),
    ("redirect-cycle", "redirect-loop"),
    ("repeated-filter", "*-repeated"),
    ("replace-without-prefix", "*-prefix-without-prefix-match"),
    ("replace-without-prefix", "prefix-replacement"),
    ("surplus-rule", "max-items"),
    ("union-mismatch", "*-auth-without-*"),
    ("union-mismatch", "*-filter-without-member"),
    ("union-mismatch", "*-member-of-other-filter"),
    ("union-mismatch", "*-missing"),
    ("union-mismatch", "*-of-other-auth-protocol"),
    ("union-mismatch", "*-of-other-modifier"),
    ("union-mismatch", "filter-member"),
    ("unknown-field", "header-map"),
    ("unknown-field", "match-map"),
    ("unsupported-address", "named-address"),
    ("unsupported-parent-kind", "core-group"),
    ("unsupported-parent-kind", "former-group"),
    ("unsupported-parent-kind", "reference-kind"),
    ("unsupported-parent-kind", "versioned-group"),
    ("unused-grant", "core-group"),
    ("unused-grant", "grant-*"),
    ("unused-grant", "reference-kind"),
];

/// Whether two findings on an object are of one cause; `kept` was told by whom to listen to first.
pub(super) fn is_same(kept: &Told, told: &Told, object: &ObjectKey, manifests: &Manifests) -> bool {
    let (left, right) = (&kept.finding, &told.finding);
    if kept.by == told.by {
        return false;
    }
    // Also of two fields that are both missing, seen at what should hold them.
    if left.rule == right.rule && (left.path == right.path || left.place == right.place) {
        return true;
    }
    let errors = left.severity == Severity::Error && right.severity == Severity::Error;
    if left.path == right.path {
        // Of a field that does not exist, whoever knows it says enough.
        let unknown = right.rule == "unknown-field";
        // A version on its way out, which a habit rule knows by itself.
        let outdated = right.rule == "server-warning" && right.path == "apiVersion";
        return unknown
            || (told.explained && kept.by == Teller::Habit)
            || outdated
            || (errors && is_plain(&left.path, object, manifests))
            || is_pair(&right.rule, &left.rule);
    }
    let below = told.by == Teller::Engine && field_below(&right.path, &left.path);
    (errors && below && is_plain(&left.path, object, manifests))
        || (is_within(&left.path, &right.path) || is_within(&right.path, &left.path))
            && is_pair(&right.rule, &left.rule)
}

/// Whether a field is a plain value, or missing.
fn is_plain(path: &str, object: &ObjectKey, manifests: &Manifests) -> bool {
    let node = manifests.object(object).and_then(LoadedObject::node);
    let Ok(path) = path.parse::<FieldPath>() else {
        return true;
    };
    let found = node.and_then(|node| node.at(&path));
    found.is_none_or(|found| found.as_list().is_none() && found.as_map().is_none())
}

/// Fields that do not exist, with the one that is meant by each.
#[derive(Debug)]
pub(super) struct Misnamed {
    /// The mapping that the field stands in, and the name that was meant.
    fields: Vec<(String, String)>,
}

impl Misnamed {
    /// Those that the server does not know and a habit rule does.
    pub(super) fn of(told: &[Told]) -> Self {
        let unknown: BTreeSet<&str> = told
            .iter()
            .filter(|told| told.by == Teller::Server && told.finding.rule == "unknown-field")
            .map(|told| told.finding.path.as_str())
            .collect();
        let known = told.iter().filter(|told| {
            told.by == Teller::Habit && unknown.contains(told.finding.path.as_str())
        });
        let fields = known.filter_map(|told| {
            let (around, _) = told.finding.path.rsplit_once('.')?;
            let (_, meant) = told.finding.help.as_deref()?.split_once("write `")?;
            let end = meant.find(|end: char| !end.is_ascii_alphanumeric())?;
            Some((around.to_owned(), meant.get(..end)?.to_owned()))
        });
        Self {
            fields: fields.collect(),
        }
    }

    /// Whether somebody misses only what stands under another name.
    pub(super) fn explains(&self, told: &Told) -> bool {
        if !matches!(told.by, Teller::Server | Teller::Engine) {
            return false;
        }
        let finding = &told.finding;
        self.fields.iter().any(|(around, meant)| {
            if finding.path == *around {
                let help = finding.help.as_deref().unwrap_or_default();
                return mentions(&finding.message, meant) || mentions(help, meant);
            }
            let field = finding.path.strip_prefix(around.as_str());
            field.and_then(|field| field.strip_prefix('.')) == Some(meant)
        })
    }
}

/// Whether a text has a word.
fn mentions(text: &str, word: &str) -> bool {
    text.split(|end: char| !end.is_ascii_alphanumeric())
        .any(|part| part == word)
}

/// Whether something may be told of another field than by whom it was told before.
pub(super) fn looks_further(told: &Told) -> bool {
    let mut pairs = PAIRS.iter();
    told.by == Teller::Engine || pairs.any(|(later, _)| *later == told.finding.rule)
}

fn is_pair(diagnostic: &str, check: &str) -> bool {
    let mut pairs = PAIRS.iter();
    pairs.any(|(engine, server)| *engine == diagnostic && matches(server, check))
}

/// Whether a name is as a pattern has it.
fn matches(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = name.strip_prefix(first) else {
        return false;
    };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        match rest.split_once(part) {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
    true
}

/// Whether a path leads to something within another one.
fn is_within(path: &str, outer: &str) -> bool {
    let rest = path.strip_prefix(outer);
    rest.is_some_and(|rest| rest.starts_with(['.', '[']))
}

/// Whether a path leads to a field of the mapping at another one.
fn field_below(outer: &str, path: &str) -> bool {
    let rest = path
        .strip_prefix(outer)
        .and_then(|rest| rest.strip_prefix('.'));
    rest.is_some_and(|field| !field.contains(['.', '[']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_stand_for_names() {
        assert!(matches("duplicate", "duplicate"));
        assert!(!matches("duplicate", "duplicates"));
        assert!(matches("path-*", "path-with-fragment"));
        assert!(matches("*-missing", "full-path-missing"));
        assert!(matches("grpc-*-name", "grpc-service-name"));
        assert!(!matches("grpc-*-name", "grpc-service-names"));
        assert!(matches("*-auth-without-*", "http-auth-without-http"));
        assert!(!matches("*-auth-without-*", "http-auth"));
    }

    #[test]
    fn paths_lead_within_each_other() {
        assert!(is_within("spec.rules[0].name", "spec.rules"));
        assert!(!is_within("spec.rulesets", "spec.rules"));
        assert!(field_below("spec.rules[0]", "spec.rules[0].name"));
        assert!(!field_below("spec.rules[0]", "spec.rules[0].matches[0]"));
    }
}
