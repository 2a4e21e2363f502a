//! What can be wrong with the grammar of a YAML text, in words for people.

use super::super::error::DocumentError;
use super::super::source::Span;

/// A message, and what to write instead.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fault {
    message: &'static str,
    help: &'static str,
}

impl Fault {
    const fn new(message: &'static str, help: &'static str) -> Self {
        Self { message, help }
    }

    pub(super) fn at(self, span: Span) -> DocumentError {
        DocumentError::syntax(self.message, Some(self.help), span)
    }
}

const COLUMNS: &str = "members of one mapping, and items of one list, start in the same column";
const QUOTE: &str = "quote the value";
const DIRECTIVE: &str =
    "quote the value if it is one; directives are `%YAML 1.1` and `%TAG ! prefix`";
const DROP_TAG: &str = "drop the tag; Kubernetes reads values by their form";
const BLOCK: &str =
    "write `|` or `>` and nothing else behind the colon, and indent the text with spaces";
const CLOSE: &str = "close the quotes";
const ESCAPES: &str = "write a backslash as `\\\\`, or put the value in single quotes";
const NAME: &str =
    "a plain value must not start with `*` or `&`; quote it, as in `\"*.example.com\"`";

pub(super) const CONTROL: Fault = Fault::new(
    "the text holds a control character",
    "remove it, or write it in double quotes as `\\u001f`",
);
pub(super) const TAB: Fault = Fault::new(
    "a tab cannot indent",
    "indent with spaces; YAML takes no tabs there",
);
pub(super) const START: Fault = Fault::new(
    "a value cannot start with this character",
    "a plain value must not start with it; quote it",
);
pub(super) const NO_COLON: Fault = Fault::new("no `:` follows this key", COLUMNS);
pub(super) const ITEM: Fault = Fault::new(
    "an item of a list cannot start here",
    "start the list on a line of its own; quote a value that starts with `- `",
);
pub(super) const KEY: Fault = Fault::new(
    "a key cannot start here",
    "quote a value that starts with `? `",
);
pub(super) const VALUE: Fault = Fault::new(
    "a value cannot start with `:` here",
    "quote a value that contains `: `, or check the indentation of this line and the one above",
);
pub(super) const DEEP: Fault = Fault::new(
    "values are nested deeper than 10000 levels",
    "look for a missing bracket",
);
pub(super) const UNKNOWN_DIRECTIVE: Fault = Fault::new(
    "a line that starts with `%` is a directive, and this is none",
    DIRECTIVE,
);
pub(super) const BAD_DIRECTIVE: Fault = Fault::new("the directive is not complete", DIRECTIVE);
pub(super) const VERSION: Fault = Fault::new(
    "Kubernetes reads YAML 1.1 and no other version",
    "remove the line",
);
pub(super) const REPEATED_DIRECTIVE: Fault =
    Fault::new("the directive is given twice", "remove one of them");
pub(super) const ALIAS_NAME: Fault = Fault::new("`*` starts an alias, and no name follows", NAME);
pub(super) const ANCHOR_NAME: Fault = Fault::new("`&` starts an anchor, and no name follows", NAME);
pub(super) const UNKNOWN_ALIAS: Fault =
    Fault::new("no anchor of that name stands before the alias", NAME);
pub(super) const TAG: Fault = Fault::new(
    "`!` starts a tag, and this is none",
    "quote a value that starts with `!`",
);
pub(super) const UNKNOWN_HANDLE: Fault = Fault::new("the tag's prefix is not defined", DROP_TAG);
pub(super) const BLOCK_HEADER: Fault =
    Fault::new("`|` and `>` start a text on the next line", BLOCK);
pub(super) const BLOCK_INDENT: Fault = Fault::new("the text cannot be indented by 0", BLOCK);
pub(super) const QUOTED_MARK: Fault = Fault::new(
    "the quotes are still open where the next document starts",
    CLOSE,
);
pub(super) const QUOTED_END: Fault = Fault::new("the quotes are never closed", CLOSE);
pub(super) const ESCAPE: Fault = Fault::new("no such escape", ESCAPES);
pub(super) const HEX: Fault = Fault::new("hexadecimal digits are missing", ESCAPES);
pub(super) const CODE: Fault = Fault::new("no such character", ESCAPES);
pub(super) const SECOND_VALUE: Fault = Fault::new(
    "the value of the document has ended before",
    "start a document with a line `---`, or check the indentation",
);
pub(super) const NO_VALUE: Fault = Fault::new("a value is missing before this", QUOTE);
pub(super) const NO_ITEM: Fault = Fault::new("this is no item of the list it stands in", COLUMNS);
pub(super) const NO_KEY: Fault = Fault::new("this is no key of the mapping it stands in", COLUMNS);
pub(super) const BEHIND: Fault = Fault::new(
    "a value ends before this",
    "put quotes around the whole value, or a new line before this",
);
pub(super) const LIST_GOES_ON: Fault = Fault::new(
    "`,` or `]` is missing before this",
    "close the bracket, or put a comma between the items",
);
pub(super) const MAP_GOES_ON: Fault = Fault::new(
    "`,` or `}` is missing before this",
    "close the bracket, or put a comma between the members",
);
pub(super) const QUESTION: Fault = Fault::new("a plain value in brackets ends before `?`", QUOTE);
pub(super) const OPEN_LIST: Fault =
    Fault::new("the bracket is never closed", "close the list with `]`");
pub(super) const OPEN_MAP: Fault =
    Fault::new("the bracket is never closed", "close the mapping with `}`");
