//! GitHub: workflow commands, which become annotations of a pull request.

use std::io::{self, Write};

use gateway_manifests::{Finding, Severity};

use super::Report;

pub(super) fn write(report: &Report<'_>, output: &mut impl Write) -> io::Result<()> {
    report
        .findings
        .iter()
        .try_for_each(|finding| writeln!(output, "{}", command(finding)))
}

fn command(finding: &Finding) -> String {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let mut properties = vec![format!("file={}", property(&finding.place.file))];
    if let Some(range) = finding.place.range {
        let (start, end) = (range.start, range.end);
        properties.push(format!("line={}", start.line));
        properties.push(format!("endLine={}", end.line));
        // Columns are of use within one line alone.
        if start.line == end.line {
            properties.push(format!("col={}", start.column));
            properties.push(format!("endColumn={}", end.column));
        }
    }
    properties.push(format!("title={}", property(&finding.rule)));
    let help = finding.help.as_ref().map(|help| format!("\nhelp: {help}"));
    let message = format!("{}{}", finding.statement(), help.unwrap_or_default());
    format!("::{level} {}::{}", properties.join(","), data(&message))
}

/// The text of a command, in which line ends would end it.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The value of a property, which also ends at a comma or colon.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use gateway_manifests::Manifests;

    use super::*;

    #[test]
    fn what_would_end_a_command_is_escaped() {
        let manifests = Manifests::from_texts([("a,b:c%.yaml", "x: [\n")]);
        let finding = Finding {
            message: "100 %\r\nof it".to_owned(),
            help: Some("a: b, c".to_owned()),
            ..manifests.findings()[0].clone()
        };
        let line = command(&finding);
        assert!(
            line.starts_with("::error file=a%2Cb%3Ac%25.yaml,line="),
            "{line}"
        );
        assert!(
            line.ends_with("::100 %25%0D%0Aof it%0Ahelp: a: b, c"),
            "{line}"
        );
    }
}
