//! Summary: the closing line for people.

use gateway_manifests::Severity;

use super::Report;

/// What was looked at, and how much was found.
pub(super) fn summary(report: &Report<'_>) -> String {
    let objects = report.manifests.objects().len() + report.manifests.repeated().len();
    let looked = format!(
        "{} in {}",
        count(objects, "object"),
        count(report.manifests.sources().len(), "file")
    );
    let levels = [
        (Severity::Error, "error"),
        (Severity::Warning, "warning"),
        (Severity::Info, "remark"),
    ];
    let found: Vec<String> = levels
        .iter()
        .filter_map(|(severity, noun)| {
            let findings = report.findings.iter();
            let number = findings
                .filter(|finding| finding.severity == *severity)
                .count();
            (number > 0).then(|| count(number, noun))
        })
        .collect();
    match found.as_slice() {
        [] => format!("{looked}: nothing to report"),
        found => format!("{looked}: {}", found.join(", ")),
    }
}

fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}
