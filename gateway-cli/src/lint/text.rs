//! Text: findings for people, in the manner of rustc.

use std::collections::BTreeMap;
use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, Title};
use gateway_manifests::{Finding, Range, Severity};
use gateway_validate::document::SourceText;

use super::Report;
use super::summary::summary;

/// How many bytes of a line are shown before and from the place that matters. Files may be one long line.
const BEFORE: usize = 60;
const FROM: usize = 120;

pub(super) fn write(
    report: &Report<'_>,
    coloured: bool,
    output: &mut impl Write,
) -> io::Result<()> {
    let renderer = if coloured {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let texts: BTreeMap<&str, &SourceText> = report
        .manifests
        .sources()
        .iter()
        .map(|source| (source.name(), source.text()))
        .collect();
    for finding in report.findings {
        let text = texts.get(&*finding.place.file).copied();
        let group = group(finding, text);
        writeln!(output, "{}\n", renderer.render(&[group]))?;
    }
    writeln!(output, "{}", summary(report))
}

fn group<'f>(finding: &'f Finding, text: Option<&'f SourceText>) -> Group<'f> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let title = level.primary_title(&finding.message).id(&finding.rule);
    let file = &*finding.place.file;
    let mut group = match (finding.place.range, text) {
        (Some(range), Some(text)) => Shown::new(text, range).element(title, file),
        (Some(range), None) => title.element(origin(file, range)),
        (None, _) => title.element(Origin::path(file)),
    };
    if let Some(about) = about(finding) {
        group = group.element(Level::NOTE.no_name().message(about));
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(help));
    }
    group
}

/// The object and the field, unless the message names them.
fn about(finding: &Finding) -> Option<String> {
    let object = finding.object.as_ref().map(ToString::to_string);
    let field = (!finding.path.is_empty()).then(|| finding.path.clone());
    let parts: Vec<String> = object.into_iter().chain(field).collect();
    (!parts.is_empty()).then(|| parts.join(": "))
}

fn origin(file: &str, range: Range) -> Origin<'_> {
    let start = range.start;
    Origin::path(file)
        .line(start.line)
        .char_column(start.column)
}

/// The part of the line at the start of a range, with the range marked as far as it is shown.
struct Shown<'t> {
    range: Range,
    window: &'t str,
    marked: std::ops::Range<usize>,
    /// Whether the window starts with the line.
    from_start: bool,
}

impl<'t> Shown<'t> {
    fn new(text: &'t SourceText, range: Range) -> Self {
        let line = text.line_span(range.start.line).range();
        let shown = text.line_text(range.start.line);
        let within = |offset: u32, least: usize| {
            let offset = (offset as usize).clamp(line.start + least, line.end);
            offset - line.start
        };
        let start = within(range.span.start, 0);
        let end = within(range.span.end, start);
        let from = floor(shown, start.saturating_sub(BEFORE));
        let to = floor(shown, (start + FROM).min(shown.len()));
        Self {
            range,
            window: shown.get(from..to).unwrap_or_default(),
            marked: start - from..end.min(to) - from,
            from_start: from == 0,
        }
    }

    fn element<'f>(self, title: Title<'f>, file: &'f str) -> Group<'f>
    where
        't: 'f,
    {
        let snippet = Snippet::source(self.window)
            .line_start(self.range.start.line)
            .annotation(AnnotationKind::Primary.span(self.marked));
        if self.from_start {
            return title.element(snippet.path(file));
        }
        title.element(origin(file, self.range)).element(snippet)
    }
}

/// The start of the character at a byte.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
