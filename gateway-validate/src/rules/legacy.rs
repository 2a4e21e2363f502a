//! What rules about former spellings have in common.

#![allow(
    clippy::unnecessary_wraps,
    reason = "they return what the check of a rule returns"
)]

use super::{Claim, Findings, Rule, Site, snippet};

/// Reports that a field has another name today.
pub(super) fn renamed(
    rule: &'static Rule,
    site: Site<'_, '_>,
    today: &'static str,
    findings: &mut Findings,
) -> Option<Claim> {
    let help = format!("write `{today}: {}`", snippet::of(site.node));
    findings
        .key(
            rule,
            site,
            format!("`{}` is called `{today}` today", site.key()),
        )
        .help(help);
    Some(Claim::As(today))
}

/// Reports that a field is a list of another name today.
pub(super) fn listed(
    rule: &'static Rule,
    site: Site<'_, '_>,
    today: &'static str,
    findings: &mut Findings,
) -> Option<Claim> {
    let value = snippet::of(site.node);
    let value = if site.node.as_list().is_some() {
        value
    } else {
        format!("[{value}]")
    };
    findings
        .key(
            rule,
            site,
            format!("`{}` is the list `{today}` today", site.key()),
        )
        .help(format!("write `{today}: {value}`"));
    Some(Claim::As(today))
}

/// Reports that a field no longer exists, and what to do instead.
pub(super) fn removed(
    rule: &'static Rule,
    site: Site<'_, '_>,
    help: impl Into<String>,
    findings: &mut Findings,
) -> Option<Claim> {
    findings
        .key(
            rule,
            site,
            format!("there is no `{}` here today", site.key()),
        )
        .help(help);
    Some(Claim::Alone)
}
