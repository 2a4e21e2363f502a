//! What stands before a value, and before a document: anchors, aliases, tags, directives.

use std::borrow::Cow;

use super::super::error::DocumentError;
use super::chars;
use super::faults::{self, Fault};
use super::scanner::Scanner;
use super::token::TokenKind;

type Scanned<T> = Result<T, DocumentError>;

impl<'s> Scanner<'s> {
    /// `&name` or `*name`
    pub(super) fn scan_anchor(&mut self) -> Scanned<()> {
        let start = self.cursor.at();
        let is_alias = self.cursor.peek() == b'*';
        self.cursor.advance(1);
        let name = self.word();
        let ends = self.cursor.is_separated(0)
            || matches!(
                self.cursor.peek(),
                b'?' | b':' | b',' | b']' | b'}' | b'%' | b'@' | b'`'
            );
        if name.is_empty() || !ends {
            let fault = if is_alias {
                faults::ALIAS_NAME
            } else {
                faults::ANCHOR_NAME
            };
            return Err(self.cursor.fault(start, fault));
        }
        let kind = if is_alias {
            TokenKind::Alias(name)
        } else {
            TokenKind::Anchor(name)
        };
        self.token(kind, start, self.cursor.at());
        Ok(())
    }

    /// `!name`, `!handle!name`, `!<tag:example.com:name>` or `!`
    pub(super) fn scan_tag(&mut self) -> Scanned<()> {
        let start = self.cursor.at();
        let (handle, suffix) = if self.cursor.peek_at(1) == b'<' {
            self.cursor.advance(2);
            let uri = self.uri(self.cursor.at(), start, faults::TAG)?;
            if uri.is_empty() || self.cursor.peek() != b'>' {
                return Err(self.cursor.fault(start, faults::TAG));
            }
            self.cursor.advance(1);
            ("", uri)
        } else {
            self.cursor.advance(1);
            let name = self.word();
            if self.cursor.peek() == b'!' {
                self.cursor.advance(1);
                let handle = self.cursor.slice(start, self.cursor.at());
                let suffix = self.uri(self.cursor.at(), start, faults::TAG)?;
                // `!!` alone is a handle without what it is a handle of.
                if suffix.is_empty() {
                    return Err(self.cursor.fault(start, faults::TAG));
                }
                (handle, suffix)
            } else {
                let from = self.cursor.at() - name.len();
                match self.uri(from, start, faults::TAG)? {
                    suffix if suffix.is_empty() => ("", Cow::Borrowed("!")),
                    suffix => ("!", suffix),
                }
            }
        };
        if !self.cursor.is_separated(0) {
            return Err(self.cursor.fault(start, faults::TAG));
        }
        self.token(TokenKind::Tag { handle, suffix }, start, self.cursor.at());
        Ok(())
    }

    /// `%YAML 1.1` or `%TAG !e! tag:example.com:`
    pub(super) fn scan_directive(&mut self) -> Scanned<()> {
        let start = self.cursor.at();
        self.cursor.advance(1);
        let name = self.word();
        let kind = match name {
            _ if !self.cursor.is_separated(0) => None,
            "YAML" => Some(self.version(start)?),
            "TAG" => Some(self.tag_prefix(start)?),
            _ => None,
        };
        let Some(kind) = kind else {
            return Err(self.cursor.fault(start, faults::UNKNOWN_DIRECTIVE));
        };
        let end = self.cursor.at();
        self.cursor.skip_blanks();
        if self.cursor.peek() == b'#' {
            self.cursor.skip_line();
        }
        if !self.cursor.is_line_end() {
            return Err(self.cursor.fault(start, faults::BAD_DIRECTIVE));
        }
        self.cursor.skip_break();
        self.token(kind, start, end);
        Ok(())
    }

    fn version(&mut self, start: usize) -> Scanned<TokenKind<'s>> {
        self.cursor.skip_blanks();
        let major = self.version_number(start)?;
        if self.cursor.peek() != b'.' {
            return Err(self.cursor.fault(start, faults::BAD_DIRECTIVE));
        }
        self.cursor.advance(1);
        let minor = self.version_number(start)?;
        Ok(TokenKind::Version(major, minor))
    }

    /// One or two digits.
    fn version_number(&mut self, start: usize) -> Scanned<u8> {
        let from = self.cursor.at();
        while self.cursor.peek().is_ascii_digit() {
            self.cursor.advance(1);
        }
        let digits = self.cursor.slice(from, self.cursor.at());
        let number = digits.parse().ok().filter(|_| digits.len() <= 2);
        number.ok_or_else(|| self.cursor.fault(start, faults::BAD_DIRECTIVE))
    }

    fn tag_prefix(&mut self, start: usize) -> Scanned<TokenKind<'s>> {
        let bad = faults::BAD_DIRECTIVE;
        self.cursor.skip_blanks();
        let from = self.cursor.at();
        if self.cursor.peek() != b'!' {
            return Err(self.cursor.fault(start, bad));
        }
        self.cursor.advance(1);
        let name = self.word();
        if self.cursor.peek() == b'!' {
            self.cursor.advance(1);
        } else if !name.is_empty() {
            return Err(self.cursor.fault(start, bad));
        }
        let handle = self.cursor.slice(from, self.cursor.at());
        if !chars::is_blank(self.cursor.peek()) {
            return Err(self.cursor.fault(start, bad));
        }
        self.cursor.skip_blanks();
        let prefix = self.uri(self.cursor.at(), start, bad)?;
        if prefix.is_empty() || !self.cursor.is_separated(0) {
            return Err(self.cursor.fault(start, bad));
        }
        Ok(TokenKind::TagPrefix { handle, prefix })
    }

    fn word(&mut self) -> &'s str {
        let from = self.cursor.at();
        while chars::is_word(self.cursor.peek()) {
            self.cursor.advance(1);
        }
        self.cursor.slice(from, self.cursor.at())
    }

    /// The characters of a URI from a place on, those that are behind the cursor already included, with `%41` as `A`.
    fn uri(&mut self, from: usize, start: usize, fault: Fault) -> Scanned<Cow<'s, str>> {
        let mut escaped = false;
        loop {
            match self.cursor.peek() {
                b'%' => {
                    let digits = [self.cursor.peek_at(1), self.cursor.peek_at(2)];
                    if !digits.iter().all(u8::is_ascii_hexdigit) {
                        return Err(self.cursor.fault(start, fault));
                    }
                    escaped = true;
                    self.cursor.advance(3);
                }
                next if chars::is_word(next) || b";/?:@&=+$,.!~*'()[]".contains(&next) => {
                    self.cursor.advance(1);
                }
                _ => break,
            }
        }
        let written = self.cursor.slice(from, self.cursor.at());
        if !escaped {
            return Ok(written.into());
        }
        unescape(written)
            .map(Cow::Owned)
            .ok_or_else(|| self.cursor.fault(start, fault))
    }
}

/// A URI without its escapes; `None` if they are not UTF-8.
fn unescape(uri: &str) -> Option<String> {
    let mut parts = uri.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at_checked(2)?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        bytes.extend_from_slice(rest.as_bytes());
    }
    String::from_utf8(bytes).ok()
}
