//! Tokens: what a text is made of before one looks at its structure.

use std::borrow::Cow;

use super::super::source::Span;

#[derive(Clone, Debug)]
pub(super) struct Token<'s> {
    pub(super) kind: TokenKind<'s>,
    pub(super) span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum TokenKind<'s> {
    StreamEnd,
    /// `%YAML 1.1`, by major and minor number.
    Version(u8, u8),
    /// `%TAG !e! tag:example.com:`
    TagPrefix {
        handle: &'s str,
        prefix: Cow<'s, str>,
    },
    DocumentStart,
    DocumentEnd,
    /// Lists and mappings without brackets start and end where the indentation says so.
    BlockListStart,
    BlockMapStart,
    BlockEnd,
    FlowListStart,
    FlowListEnd,
    FlowMapStart,
    FlowMapEnd,
    /// `-`
    Item,
    /// `,`
    Comma,
    /// What follows is a key: `?`, or nothing at all.
    Key,
    /// `:`
    Value,
    Alias(&'s str),
    Anchor(&'s str),
    Tag {
        handle: &'s str,
        suffix: Cow<'s, str>,
    },
    Scalar {
        text: Cow<'s, str>,
        /// Whether it stands without quotes and is no block.
        plain: bool,
    },
}
