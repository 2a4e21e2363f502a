//! What rules have to say, collected on the way through an object.

use super::{Finding, Rule, Site};

/// The findings of an object.
#[derive(Debug, Default)]
pub(super) struct Findings {
    found: Vec<Finding>,
}

impl Findings {
    /// Something about the value of a field.
    pub(super) fn value(
        &mut self,
        rule: &'static Rule,
        site: Site<'_, '_>,
        message: impl Into<String>,
    ) -> &mut Finding {
        self.push(rule, site, site.node.span(), message.into())
    }

    /// Something about a field that should not be there, or is misnamed: it is shown at its key.
    pub(super) fn key(
        &mut self,
        rule: &'static Rule,
        site: Site<'_, '_>,
        message: impl Into<String>,
    ) -> &mut Finding {
        let span = site.key_span.unwrap_or_else(|| site.start());
        self.push(rule, site, span, message.into())
    }

    /// Something about a whole object, such as a field that it lacks: it is shown where the object starts.
    pub(super) fn start(
        &mut self,
        rule: &'static Rule,
        site: Site<'_, '_>,
        message: impl Into<String>,
    ) -> &mut Finding {
        self.push(rule, site, site.start(), message.into())
    }

    /// Whether something was said about the very value of a site.
    pub(super) fn has_at(&self, site: Site<'_, '_>) -> bool {
        let span = Some(site.node.span());
        // Rules about one value are asked one after the other.
        let last = self.found.iter().rev().take(4);
        last.into_iter().any(|finding| finding.span == span)
    }

    pub(super) fn into_found(self) -> Vec<Finding> {
        self.found
    }

    fn push(
        &mut self,
        rule: &'static Rule,
        site: Site<'_, '_>,
        span: crate::document::Span,
        message: String,
    ) -> &mut Finding {
        let position = self.found.len();
        self.found.push(Finding {
            rule,
            path: site.path(),
            message,
            help: None,
            span: Some(span),
        });
        &mut self.found[position]
    }
}

impl Finding {
    pub(super) fn help(&mut self, help: impl Into<String>) {
        self.help = Some(help.into());
    }
}
