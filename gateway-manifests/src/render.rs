//! Findings as text for people.

use std::fmt::Write as _;

use crate::finding::Finding;

/// A finding in one line, `file:line:column: error: object: field: message`, and its help in a second one.
pub fn short(finding: &Finding) -> String {
    let Finding {
        place, severity, ..
    } = finding;
    let mut text = format!("{place}: {severity}: {}", finding.statement());
    if let Some(help) = &finding.help {
        // Writing to a text cannot fail.
        let _infallible = write!(text, "\n  help: {help}");
    }
    text
}
