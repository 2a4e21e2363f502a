//! Short: a line a finding, as compilers and `grep -n` print them.

use std::io::{self, Write};

use super::Report;

pub(super) fn write(report: &Report<'_>, output: &mut impl Write) -> io::Result<()> {
    for finding in report.findings {
        let (place, severity, rule) = (&finding.place, finding.severity, &finding.rule);
        let statement = finding.statement();
        let help = finding.help.as_ref().map(|help| format!("; help: {help}"));
        let text = format!(
            "{place}: {severity}[{rule}]: {statement}{}",
            help.unwrap_or_default()
        );
        writeln!(output, "{}", one_line(&text))?;
    }
    Ok(())
}

/// The text without what would end the line or move a terminal's cursor.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => line.push(' '),
            _ if character.is_control() => line.extend(character.escape_default()),
            _ => line.push(character),
        }
    }
    line
}
