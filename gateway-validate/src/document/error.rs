//! What can be wrong with a document before anyone asks what it means.

use std::fmt;

use super::source::{Position, SourceText, Span};

/// One error of a source text, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentError {
    /// What is wrong.
    pub kind: DocumentErrorKind,
    /// Where in the text.
    pub span: Span,
    /// Which document of the text, counted from 0; documents that hold nothing are not counted.
    pub document: usize,
}

/// What is wrong with a document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DocumentErrorKind {
    /// The text breaks the grammar of YAML or JSON.
    Syntax {
        /// What the parser met.
        message: String,
        /// What to write instead, where the place tells it.
        help: Option<&'static str>,
    },
    /// The bytes are not UTF-8; the span is the first byte that is not.
    NotUtf8 {
        /// Line and column of that byte.
        position: Position,
    },
    /// The text is longer than [`MAX_TEXT`](super::MAX_TEXT).
    TooLarge,
    /// Lists and mappings are nested deeper than the limit.
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// Aliases of one document, or of all together, stand for more values than the limit.
    TooManyAliases {
        /// The limit.
        limit: u64,
    },
    /// Aliases of a document of some length stand for more of it than `kubectl` and API servers allow.
    MostlyAliases {
        /// The share that is allowed, in percent.
        percent: u64,
    },
    /// An anchor's value holds an alias of itself.
    RecursiveAlias,
    /// A mapping has a list, a mapping or null as a key.
    InvalidKey,
    /// `<<` is given something other than mappings.
    InvalidMerge,
    /// A value that JSON, and so Kubernetes, cannot hold: `.inf` and `.nan`.
    NoJson {
        /// The value as written.
        value: String,
    },
    /// A value that its tag does not fit, such as `!!int x`.
    Tag {
        /// The tag, as `!!int`.
        tag: String,
        /// The value as written.
        value: String,
    },
}

impl DocumentError {
    pub(super) fn new(kind: DocumentErrorKind, span: Span) -> Self {
        Self {
            kind,
            span,
            document: 0,
        }
    }

    pub(super) fn syntax(
        message: impl Into<String>,
        help: Option<&'static str>,
        span: Span,
    ) -> Self {
        Self::new(
            DocumentErrorKind::Syntax {
                message: message.into(),
                help,
            },
            span,
        )
    }

    /// Line and column of the error in its text.
    pub fn position(&self, source: &SourceText) -> Position {
        match &self.kind {
            DocumentErrorKind::NotUtf8 { position } => *position,
            _ => source.position(self.span.start),
        }
    }

    /// What to do about it.
    pub fn help(&self) -> Option<&'static str> {
        match &self.kind {
            DocumentErrorKind::Syntax { help, .. } => *help,
            DocumentErrorKind::NotUtf8 { .. } => Some("save the file as UTF-8"),
            DocumentErrorKind::TooLarge => Some("split the file"),
            DocumentErrorKind::TooDeep { .. } => {
                Some("no Gateway API object nests this deep; look for a missing bracket")
            }
            DocumentErrorKind::TooManyAliases { .. }
            | DocumentErrorKind::MostlyAliases { .. }
            | DocumentErrorKind::RecursiveAlias => {
                Some("write the values out instead of repeating anchors")
            }
            DocumentErrorKind::InvalidKey => {
                Some("keys are texts; write `key: value`, and quote braces that belong to a text")
            }
            DocumentErrorKind::InvalidMerge => {
                Some("write `<<: *anchor` with the anchor of a mapping")
            }
            DocumentErrorKind::NoJson { .. } => Some("write a number, or quote it if it is a text"),
            DocumentErrorKind::Tag { .. } => {
                Some("drop the tag; Kubernetes reads values by their form")
            }
        }
    }
}

impl fmt::Display for DocumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            DocumentErrorKind::Syntax { message, .. } => f.write_str(message),
            DocumentErrorKind::NotUtf8 { .. } => {
                write!(f, "the byte at offset {} is not UTF-8", self.span.start)
            }
            DocumentErrorKind::TooLarge => {
                write!(f, "the input is longer than {} MiB", super::MAX_TEXT >> 20)
            }
            DocumentErrorKind::TooDeep { limit } => {
                write!(f, "values are nested deeper than {limit} levels")
            }
            DocumentErrorKind::TooManyAliases { limit } => {
                write!(f, "aliases stand for more than {limit} values")
            }
            DocumentErrorKind::MostlyAliases { percent } => {
                write!(f, "aliases stand for more than {percent} % of the document")
            }
            DocumentErrorKind::RecursiveAlias => {
                f.write_str("the value of an anchor contains itself")
            }
            DocumentErrorKind::InvalidKey => {
                f.write_str("a list, a mapping or null cannot be a key")
            }
            DocumentErrorKind::InvalidMerge => {
                f.write_str("the merge key `<<` wants a mapping or a list of mappings")
            }
            DocumentErrorKind::NoJson { value } => {
                write!(f, "the number `{value}` cannot be written in JSON")
            }
            DocumentErrorKind::Tag { tag, value } => {
                write!(f, "the value `{value}` does not fit its tag `{tag}`")
            }
        }
    }
}

impl std::error::Error for DocumentError {}
