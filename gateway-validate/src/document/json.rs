//! JSON texts, which may follow one another.

use super::Raw;
use super::builder::Builder;
use super::error::DocumentError;
use super::number::Number;
use super::scalar::{KeyKind, Scalar};
use super::source::Span;

/// Reads one JSON value at the start of `text`, which starts at byte `offset` of its source. Returns it
/// with the number of bytes it took, white space around it included.
pub(super) fn parse(
    text: &str,
    offset: u32,
    builder: &mut Builder,
) -> Result<(Raw, usize), DocumentError> {
    let mut reader = Reader {
        text,
        at: 0,
        offset,
        builder,
        open: Vec::new(),
    };
    reader.blanks();
    reader.value()?;
    while let Some(close) = reader.open.last().copied() {
        reader.part(close)?;
    }
    reader.blanks();
    let (tree, duplicates, aliased) = reader.builder.finish();
    Ok((
        Raw {
            tree,
            duplicates,
            aliased,
        },
        reader.at,
    ))
}

struct Reader<'s, 'b> {
    text: &'s str,
    at: usize,
    offset: u32,
    builder: &'b mut Builder,
    /// The brackets that close the open lists and objects, and whether they have parts yet.
    open: Vec<Open>,
}

#[derive(Clone, Copy)]
struct Open {
    close: u8,
    empty: bool,
}

const NAMES: &str = "JSON keys and texts stand in double quotes";
const COMMA: &str = "parts are separated by one comma, and none follows the last";

impl<'s> Reader<'s, '_> {
    /// Reads the next part of the innermost list or object, or its end.
    fn part(&mut self, open: Open) -> Result<(), DocumentError> {
        self.blanks();
        if self.peek() == Some(open.close) {
            self.at += 1;
            self.open.pop();
            self.builder.end(Some(self.place(self.at)))?;
            return Ok(());
        }
        if !open.empty {
            self.expect(b',', COMMA)?;
            self.blanks();
        }
        if let Some(open) = self.open.last_mut() {
            open.empty = false;
        }
        if open.close == b'}' {
            let start = self.at;
            if self.peek() != Some(b'"') {
                return Err(self.unexpected(if open.empty { NAMES } else { COMMA }));
            }
            let key = self.string()?;
            self.builder.key(&key, self.span(start), KeyKind::Text);
            self.blanks();
            self.expect(b':', "a colon stands between key and value")?;
            self.blanks();
        }
        self.value()
    }

    fn value(&mut self) -> Result<(), DocumentError> {
        let start = self.at;
        match self.peek() {
            Some(b'{') => self.begin(b'}'),
            Some(b'[') => self.begin(b']'),
            Some(b'"') => {
                let text = self.string()?;
                self.scalar(Scalar::String(&text), start)
            }
            Some(b'-' | b'0'..=b'9') => {
                let number = self.number()?;
                self.scalar(Scalar::Number(number), start)
            }
            _ => match self.literal() {
                Some(value) => self.scalar(value, start),
                None => Err(self.unexpected(NAMES)),
            },
        }
    }

    fn begin(&mut self, close: u8) -> Result<(), DocumentError> {
        let start = self.span_from(self.at, self.at + 1);
        if close == b'}' {
            self.builder.begin_map(start)?;
        } else {
            self.builder.begin_list(start)?;
        }
        self.at += 1;
        self.open.push(Open { close, empty: true });
        Ok(())
    }

    fn scalar(&mut self, value: Scalar<'_>, start: usize) -> Result<(), DocumentError> {
        let span = self.span(start);
        self.builder.scalar(value, span).map(|_| ())
    }

    fn literal(&mut self) -> Option<Scalar<'static>> {
        let rest = self.rest();
        let (word, value) = [
            ("true", Scalar::Bool(true)),
            ("false", Scalar::Bool(false)),
            ("null", Scalar::Null),
        ]
        .into_iter()
        .find(|(word, _)| rest.starts_with(word))?;
        self.at += word.len();
        Some(value)
    }

    fn number(&mut self) -> Result<Number, DocumentError> {
        let start = self.at;
        self.skip(b'-');
        if !self.skip(b'0') {
            self.digits()?;
        }
        if self.skip(b'.') {
            self.digits()?;
        }
        if self.skip(b'e') || self.skip(b'E') {
            let _signed = self.skip(b'+') || self.skip(b'-');
            self.digits()?;
        }
        let text = self.text.get(start..self.at).unwrap_or_default();
        Number::from_json(text).ok_or_else(|| {
            DocumentError::syntax(
                "the number is too large",
                Some("Kubernetes holds numbers up to 1.8e308"),
                self.span(start),
            )
        })
    }

    fn digits(&mut self) -> Result<(), DocumentError> {
        let count = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        self.at += count;
        if count == 0 {
            return Err(self.unexpected("a digit must stand here"));
        }
        Ok(())
    }

    fn string(&mut self) -> Result<std::borrow::Cow<'s, str>, DocumentError> {
        self.at += 1;
        let mut owned: Option<String> = None;
        loop {
            let rest = self.rest();
            let plain = rest
                .bytes()
                .position(|byte| byte == b'"' || byte == b'\\' || byte < b' ');
            let (text, end) = match plain {
                Some(length) => (
                    rest.get(..length).unwrap_or_default(),
                    rest.as_bytes().get(length),
                ),
                None => (rest, None),
            };
            self.at += text.len();
            match (end, &mut owned) {
                (Some(b'"'), None) => {
                    self.at += 1;
                    return Ok(text.into());
                }
                (Some(b'"'), Some(owned)) => {
                    self.at += 1;
                    owned.push_str(text);
                    return Ok(std::mem::take(owned).into());
                }
                (Some(b'\\'), _) => {
                    let mut unescaped = owned.take().unwrap_or_default();
                    unescaped.push_str(text);
                    unescaped.push(self.escape()?);
                    owned = Some(unescaped);
                }
                (Some(_), _) => {
                    return Err(
                        self.unexpected("write control characters as `\\n`, `\\t` or `\\u001f`")
                    );
                }
                (None, _) => return Err(self.unexpected("close the quotes")),
            }
        }
    }

    /// The character of an escape sequence. A lone surrogate becomes U+FFFD, as Go has it.
    fn escape(&mut self) -> Result<char, DocumentError> {
        let letter = self.rest().as_bytes().get(1).copied();
        let simple = match letter {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(),
            _ => return Err(self.unexpected("no such escape; write a backslash as `\\\\`")),
        };
        self.at += 2;
        Ok(simple)
    }

    fn unicode_escape(&mut self) -> Result<char, DocumentError> {
        let Some(unit) = hex_unit(self.rest()) else {
            return Err(self.unexpected("`\\u` is followed by four hexadecimal digits"));
        };
        self.at += 6;
        if let Some(character) = char::from_u32(unit) {
            return Ok(character);
        }
        let low = hex_unit(self.rest()).filter(|low| (0xDC00..0xE000).contains(low));
        let (0xD800..0xDC00, Some(low)) = (unit, low) else {
            return Ok(char::REPLACEMENT_CHARACTER);
        };
        self.at += 6;
        let code = 0x1_0000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
        Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn blanks(&mut self) {
        self.at += self
            .rest()
            .bytes()
            .take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'))
            .count();
    }

    fn expect(&mut self, byte: u8, help: &'static str) -> Result<(), DocumentError> {
        if self.skip(byte) {
            Ok(())
        } else {
            Err(self.unexpected(help))
        }
    }

    fn skip(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn peek(&self) -> Option<u8> {
        self.rest().as_bytes().first().copied()
    }

    fn rest(&self) -> &'s str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn unexpected(&self, help: &'static str) -> DocumentError {
        unexpected(self.rest(), self.place(self.at), help)
    }

    fn span(&self, start: usize) -> Span {
        self.span_from(start, self.at)
    }

    fn span_from(&self, start: usize, end: usize) -> Span {
        Span::new(self.place(start), self.place(end))
    }

    fn place(&self, at: usize) -> u32 {
        self.offset + u32::try_from(at).unwrap_or_default()
    }
}

/// The error of a text that does not go on like this.
pub(super) fn unexpected(rest: &str, place: u32, help: &'static str) -> DocumentError {
    let Some(found) = rest.chars().next() else {
        let span = Span::new(place, place);
        return DocumentError::syntax("unexpected end of JSON input", Some(help), span);
    };
    let width = u32::try_from(found.len_utf8()).unwrap_or_default();
    let shown = if found.is_control() {
        found.escape_debug().to_string()
    } else {
        found.to_string()
    };
    let message = format!("unexpected character `{shown}`");
    DocumentError::syntax(message, Some(help), Span::new(place, place + width))
}

/// The number in `\u0041` at the start of a text.
fn hex_unit(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    u32::from_str_radix(digits, 16).ok()
}
