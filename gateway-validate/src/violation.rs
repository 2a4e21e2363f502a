//! Violations: what a server says against an object.

use std::fmt;

use crate::document::Span;
use crate::field_path::FieldPath;

/// Something that makes a server refuse an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The field it is about.
    pub path: FieldPath,
    /// The field as the server names it. That is mostly the path; for errors of the whole object it is
    /// `<nil>`, at the status path `status`.
    pub field: String,
    /// The kind of error.
    pub reason: Reason,
    /// What the server says.
    pub message: String,
    /// The stable name of the check: `required`, `max-length`, the name of a rule.
    pub rule: &'static str,
    /// What to write instead, where that is known.
    pub help: Option<String>,
    /// The place of the field, when the object's source is known.
    pub span: Option<Span>,
}

/// The kind of a [`Violation`], spelled as the server does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// `FieldValueDuplicate`: an item is there twice.
    Duplicate,
    /// `FieldValueForbidden`: a value must not be given here.
    Forbidden,
    /// `FieldValueInvalid`: a value is malformed, or fails a rule.
    Invalid,
    /// `FieldValueNotSupported`: a value is not in an enumeration.
    NotSupported,
    /// `FieldValueRequired`: a value is missing.
    Required,
    /// `FieldValueTooLong`: a text is too long.
    TooLong,
    /// `FieldValueTooMany`: a list or map has too many entries.
    TooMany,
    /// `FieldValueTypeInvalid`: a value is of another type.
    TypeInvalid,
}

impl Reason {
    /// The reason as the server spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Duplicate => "FieldValueDuplicate",
            Self::Forbidden => "FieldValueForbidden",
            Self::Invalid => "FieldValueInvalid",
            Self::NotSupported => "FieldValueNotSupported",
            Self::Required => "FieldValueRequired",
            Self::TooLong => "FieldValueTooLong",
            Self::TooMany => "FieldValueTooMany",
            Self::TypeInvalid => "FieldValueTypeInvalid",
        }
    }

    /// Whether a server does not run the rules of an object that has such an error.
    pub(crate) const fn blocks_rules(self) -> bool {
        matches!(
            self,
            Self::NotSupported | Self::Required | Self::TooLong | Self::TooMany | Self::TypeInvalid
        )
    }
}

impl Violation {
    /// What the server calls an error of the whole object.
    pub(crate) const WHOLE: &'static str = "<nil>";

    pub(crate) fn new(
        path: FieldPath,
        reason: Reason,
        message: String,
        rule: &'static str,
    ) -> Self {
        Self {
            field: path.text(),
            path,
            reason,
            message,
            rule,
            help: None,
            span: None,
        }
    }

    /// An error that the server gives no field.
    pub(crate) fn of_whole(path: FieldPath, message: String, rule: &'static str) -> Self {
        Self {
            field: Self::WHOLE.to_owned(),
            ..Self::new(path, Reason::Invalid, message, rule)
        }
    }

    /// That rules were not run because of other errors.
    pub(crate) fn rules_not_run() -> Self {
        let message = "Invalid value: null: some validation rules were not checked because the object was invalid; \
                       correct the existing errors to complete validation";
        Self::of_whole(FieldPath::root(), message.to_owned(), "rules-not-run")
    }
}

impl fmt::Display for Violation {
    /// `field: message`, as a server's answer lists it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.message)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
