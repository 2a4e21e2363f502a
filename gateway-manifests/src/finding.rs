//! Findings: what is said about a manifest, and where.

use std::fmt;
use std::sync::Arc;

use gateway_validate::document::{Position, SourceText, Span};

use crate::object::ObjectKey;

/// Something to say about a manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The stable name of the rule, in kebab case.
    pub rule: String,
    /// How much it matters.
    pub severity: Severity,
    /// Where it is to be seen.
    pub place: Place,
    /// Which document of the file, counted from 0.
    pub document: Option<usize>,
    /// The object it is about.
    pub object: Option<ObjectKey>,
    /// The field it is about, in the server's spelling; empty for the object itself.
    pub path: String,
    /// The reason that an API server gives, such as `FieldValueRequired`, where it is one that speaks.
    pub reason: Option<&'static str>,
    /// What is wrong.
    pub message: String,
    /// What to write instead, where that is known.
    pub help: Option<String>,
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Part of the configuration is refused or has no effect.
    Error,
    /// It works, most likely not as it is meant.
    Warning,
    /// Worth knowing.
    Info,
}

/// A range of a file; of a file that could not be read, only its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file as it was named, `-` for the standard input.
    pub file: Arc<str>,
    /// The range, if the file could be read.
    pub range: Option<Range>,
}

/// A range of a file that could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Range {
    /// Line and column of the first character.
    pub start: Position,
    /// Line and column after the last character.
    pub end: Position,
    /// The same in bytes.
    pub span: Span,
}

impl Finding {
    pub(crate) fn error(rule: &str, place: Place, message: impl Into<String>) -> Self {
        Self {
            rule: rule.to_owned(),
            severity: Severity::Error,
            place,
            document: None,
            object: None,
            path: String::new(),
            reason: None,
            message: message.into(),
            help: None,
        }
    }

    /// The message with what it is about, unless it names that itself: ``HTTPRoute `shop/cart`:
    /// spec.rules[0]: message``.
    pub fn statement(&self) -> String {
        let object = self.object.as_ref().map(ObjectKey::to_string);
        let names = |name: &str| self.message.contains(name);
        if object.as_deref().is_some_and(names) {
            return self.message.clone();
        }
        let field = (!self.path.is_empty() && !names(&format!("`{}`", self.path)))
            .then(|| self.path.clone());
        let parts = [object, field, Some(self.message.clone())];
        parts.into_iter().flatten().collect::<Vec<_>>().join(": ")
    }

    pub(crate) fn with_help(mut self, help: Option<impl Into<String>>) -> Self {
        self.help = help.map(Into::into);
        self
    }
}

impl Place {
    /// A whole file that could not be read.
    pub fn file(file: impl Into<Arc<str>>) -> Self {
        Self {
            file: file.into(),
            range: None,
        }
    }

    /// A range of a file.
    pub fn of_span(file: Arc<str>, text: &SourceText, span: Span) -> Self {
        let (start, end) = (text.position(span.start), text.position(span.end));
        Self {
            file,
            range: Some(Range { start, end, span }),
        }
    }
}

impl fmt::Display for Place {
    /// `file:line:column`, or the file alone.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.range {
            Some(range) => write!(f, "{}:{}", self.file, range.start),
            None => f.write_str(&self.file),
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        })
    }
}
