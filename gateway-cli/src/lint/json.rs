//! JSON: the findings for programs. Keys keep their order and are always there.

use std::io::{self, Write};

use gateway_manifests::Finding;
use serde::Serialize;

use super::Report;

/// A finding as programs read it. Lines and columns are counted from 1, columns in characters; the end is the
/// first character after it. What is not known is null.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Record<'f> {
    file: &'f str,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    document: Option<usize>,
    kind: Option<&'f str>,
    namespace: Option<&'f str>,
    name: Option<&'f str>,
    path: &'f str,
    /// The server's reason.
    r#type: Option<&'f str>,
    rule: &'f str,
    severity: String,
    message: &'f str,
    help: Option<&'f str>,
}

pub(super) fn write(report: &Report<'_>, output: &mut impl Write) -> io::Result<()> {
    let records: Vec<Record<'_>> = report.findings.iter().map(Record::of).collect();
    serde_json::to_writer_pretty(&mut *output, &records)?;
    writeln!(output)
}

impl<'f> Record<'f> {
    fn of(finding: &'f Finding) -> Self {
        let range = finding.place.range;
        let object = finding.object.as_ref();
        let namespace = object.map(|object| object.namespace.as_str());
        Self {
            file: &finding.place.file,
            line: range.map(|range| range.start.line),
            column: range.map(|range| range.start.column),
            end_line: range.map(|range| range.end.line),
            end_column: range.map(|range| range.end.column),
            document: finding.document,
            kind: object.map(|object| object.kind.as_str()),
            namespace: namespace.filter(|namespace| !namespace.is_empty()),
            name: object.map(|object| object.name.as_str()),
            path: &finding.path,
            r#type: finding.reason,
            rule: &finding.rule,
            severity: finding.severity.to_string(),
            message: &finding.message,
            help: finding.help.as_deref(),
        }
    }
}
