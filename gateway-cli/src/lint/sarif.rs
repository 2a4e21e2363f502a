//! SARIF 2.1.0: findings for code scanning. Columns are counted in UTF-16 code units.

use std::collections::BTreeMap;
use std::io::{self, Write};

use gateway_manifests::{Finding, Place, Severity};
use gateway_validate::document::SourceText;
use serde_json::{Value, json};

use super::Report;
use crate::rules::Catalog;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

pub(super) fn write(
    report: &Report<'_>,
    catalog: &Catalog,
    output: &mut impl Write,
) -> io::Result<()> {
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in report.findings {
        rules.insert(&finding.rule, 0);
    }
    for (index, place) in rules.values_mut().enumerate() {
        *place = index;
    }
    let texts: BTreeMap<&str, &SourceText> = report
        .manifests
        .sources()
        .iter()
        .map(|source| (source.name(), source.text()))
        .collect();
    let results = report.findings.iter().map(|finding| {
        let text = texts.get(&*finding.place.file).copied();
        result(finding, rules.get(finding.rule.as_str()).copied(), text)
    });
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "gapi",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.keys().map(|id| rule(id, catalog)).collect::<Vec<_>>(),
            } },
            "columnKind": "utf16CodeUnits",
            "invocations": [{ "executionSuccessful": report.complete }],
            "results": results.collect::<Vec<_>>(),
        }],
    });
    serde_json::to_writer_pretty(&mut *output, &log)?;
    writeln!(output)
}

fn rule(id: &str, catalog: &Catalog) -> Value {
    let mut rule = json!({ "id": id });
    if let (Some(entry), Some(rule)) = (catalog.get(id), rule.as_object_mut()) {
        let text = |text: &str| json!({ "text": text });
        rule.insert("shortDescription".to_owned(), text(&entry.title));
        rule.insert(
            "defaultConfiguration".to_owned(),
            json!({ "level": level(entry.level) }),
        );
    }
    rule
}

fn result(finding: &Finding, rule: Option<usize>, text: Option<&SourceText>) -> Value {
    let help = finding.help.as_ref().map(|help| format!("\nhelp: {help}"));
    let message = format!("{}{}", finding.statement(), help.unwrap_or_default());
    let mut location = json!({ "physicalLocation": physical(&finding.place, text) });
    if let (Some(object), Some(location)) = (&finding.object, location.as_object_mut()) {
        let name = match object.namespace.as_str() {
            "" => object.name.clone(),
            namespace => format!("{namespace}/{}", object.name),
        };
        let path = if finding.path.is_empty() {
            String::new()
        } else {
            format!("/{}", finding.path)
        };
        location.insert(
            "logicalLocations".to_owned(),
            json!([{ "name": name, "fullyQualifiedName": format!("{}/{name}{path}", object.kind), "kind": "object" }]),
        );
    }
    json!({
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": level(finding.severity),
        "message": { "text": message },
        "locations": [location],
    })
}

fn physical(place: &Place, text: Option<&SourceText>) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(&place.file) } });
    if let (Some(range), Some(physical)) = (place.range, physical.as_object_mut()) {
        let (start, end) = match text {
            Some(text) => (
                text.position_utf16(range.span.start),
                text.position_utf16(range.span.end),
            ),
            None => (range.start, range.end),
        };
        physical.insert(
            "region".to_owned(),
            json!({
                "startLine": start.line,
                "startColumn": start.column,
                "endLine": end.line,
                "endColumn": end.column,
            }),
        );
    }
    physical
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// The name of a file as a reference: relative as it was named, absolute with its scheme.
fn uri(file: &str) -> String {
    const KEPT: &[u8] = b"-._~/!$&'()*+,;=@";
    let file = match file {
        "-" => "stdin",
        file => file.strip_prefix("./").unwrap_or(file),
    };
    let scheme = if file.starts_with('/') { "file://" } else { "" };
    let encoded = file.bytes().map(|byte| {
        if byte.is_ascii_alphanumeric() || KEPT.contains(&byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    });
    format!("{scheme}{}", encoded.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn names_of_files_are_written_as_references() {
        assert_eq!(uri("./a/b c.yaml"), "a/b%20c.yaml");
        assert_eq!(uri("/tmp/ä#1.yaml"), "file:///tmp/%C3%A4%231.yaml");
        assert_eq!(uri("c:d%.yaml"), "c%3Ad%25.yaml");
        assert_eq!(uri("-"), "stdin");
    }
}
