//! `gapi lint`: everything that is wrong with manifests, as one list of one form.
//!
//! ```text
//! files -> documents -> objects -> server checks + habit rules ┐
//!                              └-> compile ───────────────────┴-> one list, sorted, each cause once
//! ```

mod collect;
mod github;
mod json;
mod merge;
mod same_cause;
mod sarif;
mod short;
mod summary;
mod text;
mod unknown;

use std::io::{IsTerminal as _, Write};
use std::mem::ManuallyDrop;
use std::path::Path;

use gateway_manifests::{Finding, Manifests, Severity};

use crate::args::{ColorArg, FailOnArg, LintArgs, LintOutput};
use crate::rules::Catalog;
use crate::{FAILED, INCOMPLETE, Stop, options};

use collect::Question;

/// What was found, and what it was found in.
struct Report<'m> {
    manifests: &'m Manifests,
    /// Sorted by file and place.
    findings: &'m [Finding],
    /// Whether every file that was named could be read.
    complete: bool,
}

/// Prints what is wrong with the manifests, and returns the exit status.
pub(crate) fn lint(args: &LintArgs, output: &mut impl Write) -> Result<u8, Stop> {
    let catalog = Catalog::new();
    for id in &args.disable {
        catalog.find(id).map_err(Stop::Failed)?;
    }
    let options = options::options(&args.input).map_err(Stop::Failed)?;
    // The process ends with what is said of them: nobody has to wait until they are taken apart.
    let manifests = ManuallyDrop::new(Manifests::read(&args.input.paths, args.input.recursive));
    let old = old(args)?;
    let question = Question {
        manifests: &manifests,
        old: &old,
        release: args.release,
        options: &options,
        disabled: args.disable.iter().cloned().collect(),
    };
    let findings = merge::merge(collect::collect(&question), &manifests);
    let report = Report {
        manifests: &manifests,
        findings: &findings,
        complete: is_complete(&manifests),
    };
    match args.output {
        LintOutput::Text => text::write(&report, is_coloured(args.color), output)?,
        LintOutput::Short => short::write(&report, output)?,
        LintOutput::Json => json::write(&report, output)?,
        LintOutput::Sarif => sarif::write(&report, &catalog, output)?,
        LintOutput::Github => github::write(&report, output)?,
    }
    Ok(status(&report, args.fail_on))
}

/// The objects as they were before. What cannot be read there cannot be compared with.
fn old(args: &LintArgs) -> Result<Manifests, Stop> {
    let is_stdin = |path: &&std::path::PathBuf| path.as_path() == Path::new("-");
    if args.old.iter().any(|path| is_stdin(&path))
        && args.input.paths.iter().any(|path| is_stdin(&path))
    {
        let error = "standard input can be read once: write a file in place of one `-`";
        return Err(Stop::Failed(error.to_owned()));
    }
    let old = Manifests::read(&args.old, args.input.recursive);
    match unread(old.findings()) {
        Some(finding) => Err(Stop::Failed(format!(
            "{}: {}",
            finding.place, finding.message
        ))),
        None => Ok(old),
    }
}

/// Whether there was something to look at, and all of it was.
fn is_complete(manifests: &Manifests) -> bool {
    let mut findings = manifests.findings().iter();
    let looked_at = !manifests.is_empty() || findings.any(|finding| finding.place.range.is_some());
    looked_at && unread(manifests.findings()).is_none()
}

/// A file that could not be read, whatever stands in it.
fn unread(findings: &[Finding]) -> Option<&Finding> {
    let mut findings = findings.iter();
    findings.find(|finding| finding.rule == "unreadable-file" && finding.place.range.is_none())
}

fn status(report: &Report<'_>, fail_on: FailOnArg) -> u8 {
    let limit = match fail_on {
        FailOnArg::Error => Severity::Error,
        FailOnArg::Warning => Severity::Warning,
        FailOnArg::Info => Severity::Info,
    };
    if !report.complete {
        return FAILED;
    }
    let fails = |finding: &Finding| finding.severity <= limit;
    if report.findings.iter().any(fails) {
        INCOMPLETE
    } else {
        0
    }
}

fn is_coloured(color: ColorArg) -> bool {
    match color {
        ColorArg::Always => true,
        ColorArg::Never => false,
        ColorArg::Auto => {
            let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
            !unwanted && std::io::stdout().is_terminal()
        }
    }
}
