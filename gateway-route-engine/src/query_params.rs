//! Query-parameter match (spec 4.3.5, 12.70).

use crate::index::buffer::Buffer;
use crate::normalize::escape;
use crate::scan::{find, holds_any, same};
use crate::value::ValueMatch;

/// The condition on one query parameter: its name, case-sensitive, and the value of its first
/// occurrence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryParamMatch {
    /// The parameter's name, decoded.
    pub name: Box<str>,
    /// What its value has to be.
    pub value: ValueMatch,
}

/// How many parameters are remembered; the rest is looked up again.
const REMEMBERED: usize = 4;

/// A query, of which each parameter is looked for once. `'t` is the table's lifetime, whose names are
/// remembered, `'q` the query's.
pub(crate) struct Query<'t, 'q> {
    text: Option<&'q [u8]>,
    /// Whether it holds nothing to decode, once that is known.
    plain: Option<bool>,
    seen: [Option<(&'t str, Option<Encoded<'q>>)>; REMEMBERED],
}

/// A name or a value as a query has it: with escapes, and `+` for a space.
#[derive(Clone, Copy)]
pub(crate) struct Encoded<'q> {
    text: &'q [u8],
    /// Whether it is known to hold nothing to decode.
    plain: bool,
}

impl<'t, 'q> Query<'t, 'q> {
    /// A query that is not read before the first parameter is asked for.
    #[inline]
    pub(crate) fn new(text: Option<&'q str>) -> Self {
        Self {
            text: text.map(str::as_bytes),
            plain: None,
            seen: [None; REMEMBERED],
        }
    }

    /// The value of the first parameter of this name, empty for a parameter without `=`; `None`
    /// when there is none.
    pub(crate) fn first(&mut self, name: &'t str) -> Option<Encoded<'q>> {
        let text = self.text?;
        let plain = self
            .plain
            .get_or_insert_with(|| !holds_any(text, [b'%', b'+']));
        let look_up = || {
            if *plain {
                first_plain(text, name.as_bytes())
            } else {
                first_encoded(text, name)
            }
        };
        for place in &mut self.seen {
            match place {
                Some((known, value)) if same(known.as_bytes(), name.as_bytes()) => return *value,
                Some(_) => {}
                None => {
                    let value = look_up();
                    *place = Some((name, value));
                    return value;
                }
            }
        }
        look_up()
    }
}

/// In a query that holds nothing to decode a name stands as it is.
fn first_plain<'q>(query: &'q [u8], name: &[u8]) -> Option<Encoded<'q>> {
    let mut rest = query;
    loop {
        let named = rest.split_at_checked(name.len());
        let behind = named.filter(|(start, _)| same(start, name));
        let value = behind.and_then(|(_, behind)| match behind {
            [] | [b'&', ..] => Some(&[][..]),
            [b'=', value @ ..] => Some(&value[..find(value, b'&').unwrap_or(value.len())]),
            _ => None,
        });
        // A name that holds one of these is none that a query can have in plain.
        if let Some(text) = value
            && !holds_any(name, [b'&', b'='])
        {
            return Some(Encoded { text, plain: true });
        }
        rest = &rest[find(rest, b'&')? + 1..];
    }
}

#[inline(never)]
fn first_encoded<'q>(query: &'q [u8], name: &str) -> Option<Encoded<'q>> {
    let mut pairs = query.split(|byte| *byte == b'&').map(|pair| {
        let sign = find(pair, b'=').unwrap_or(pair.len());
        let part = |range| Encoded {
            text: pair.get(range).unwrap_or_default(),
            plain: false,
        };
        (part(0..sign), part(sign + 1..pair.len()))
    });
    let (_, value) = pairs.find(|(found, _)| found.is(name))?;
    Some(value)
}

impl Encoded<'_> {
    /// Whether this decodes to `text`.
    #[inline]
    pub(crate) fn is(self, text: &str) -> bool {
        if self.plain {
            same(self.text, text.as_bytes())
        } else {
            self.decodes_to(text)
        }
    }

    /// Not in line, for most queries hold nothing to decode.
    #[inline(never)]
    fn decodes_to(self, text: &str) -> bool {
        let mut expected = Some(text.as_bytes());
        self.decode(|piece| expected = expected.and_then(|text| text.strip_prefix(piece)));
        expected == Some(b"")
    }

    /// Hands the decoded text to `read`.
    pub(crate) fn with<R>(self, read: impl FnOnce(&[u8]) -> R) -> R {
        if self.plain {
            read(self.text)
        } else {
            read(self.decoded().as_bytes())
        }
    }

    #[inline(never)]
    fn decoded(self) -> Buffer {
        let mut decoded = Buffer::new();
        self.decode(|piece| decoded.push(piece));
        decoded
    }

    /// Decodes escapes and turns `+` into a space, piece by piece. Escapes that are none, or that
    /// give no UTF-8, stay as they are written.
    fn decode(self, mut emit: impl FnMut(&[u8])) {
        let mut rest = self.text;
        while let Some(at) = rest.iter().position(|byte| matches!(byte, b'%' | b'+')) {
            let (before, behind) = rest.split_at(at);
            emit(before);
            rest = decode_one(behind, &mut emit);
        }
        emit(rest);
    }
}

/// Decodes the character at the start of `text`, a `+` or a `%`, and returns what comes behind it.
fn decode_one<'a>(text: &'a [u8], emit: &mut impl FnMut(&[u8])) -> &'a [u8] {
    if let Some(rest) = text.strip_prefix(b"+") {
        emit(b" ");
        return rest;
    }
    // A character has at most four bytes, each of which is an escape of three.
    let (mut bytes, mut count) = ([0; 4], 0);
    while count < bytes.len()
        && let Some(byte) = escape(&text[count * 3..])
    {
        bytes[count] = byte;
        count += 1;
    }
    let Some(chunk) = bytes[..count].utf8_chunks().next() else {
        emit(b"%");
        return &text[1..];
    };
    let character = chunk.valid().chars().next();
    let (decoded, length) = match character {
        Some(character) => (true, character.len_utf8()),
        None => (false, chunk.invalid().len()),
    };
    let (written, rest) = text.split_at(length * 3);
    emit(if decoded {
        &chunk.valid().as_bytes()[..length]
    } else {
        written
    });
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(query: &str, name: &str, expected: Option<&str>) {
        let found = Query::new(Some(query)).first(name);
        let decoded = found.map(|value| value.with(<[u8]>::to_vec));
        let decoded = decoded.map(|value| String::from_utf8(value).unwrap());
        assert_eq!(decoded.as_deref(), expected, "{query} {name}");
        if let (Some(found), Some(expected)) = (found, expected) {
            assert!(found.is(expected), "{query} {name}");
            assert!(!found.is(&format!("{expected}x")), "{query} {name}");
        }
    }

    #[test]
    fn queries_are_read_as_spec_12_70_says() {
        for (query, name, expected) in [
            ("a=1", "a", Some("1")),
            ("a=1&a=2", "a", Some("1")),
            ("a=1&b=2", "b", Some("2")),
            ("A=1", "a", None),
            ("a", "a", Some("")),
            ("a=", "a", Some("")),
            ("a=b=c", "a", Some("b=c")),
            ("&&a=1", "a", Some("1")),
            ("a%20b=c+d", "a b", Some("c d")),
            ("a=%C3%A9", "a", Some("é")),
            ("a=%c3", "a", Some("%c3")),
            ("a=%c3%28", "a", Some("%c3(")),
            ("a=%F0%9F%98%80%41", "a", Some("😀A")),
            ("a=%F0%9F%98%41", "a", Some("%F0%9F%98A")),
            ("a=%41%C3%A9%ff%42", "a", Some("Aé%ffB")),
            ("a=%e2%82%e2%82%ac", "a", Some("%e2%82€")),
            ("a=%zz%4", "a", Some("%zz%4")),
            ("a=%", "a", Some("%")),
            ("a=é%41", "a", Some("éA")),
            ("", "a", None),
            ("", "a&b", None),
            ("a&b=1", "a&b", None),
            ("a=b=1", "a=b", None),
            ("ab=1&a=2", "a", Some("2")),
            ("aa&a", "a", Some("")),
            ("a&b=1", "a", Some("")),
            ("b&a", "a", Some("")),
            ("b&", "a", None),
            ("a%26b=1", "a&b", Some("1")),
            ("a=1&b=%41", "a", Some("1")),
            ("b=%41&a", "a", Some("")),
        ] {
            check(query, name, expected);
        }
    }

    #[test]
    fn long_queries_are_read_to_their_end() {
        let query: Vec<_> = (0..100).map(|index| format!("p{index}={index}")).collect();
        let query = query.join("&");
        let names: Vec<_> = (0..100).map(|index| format!("p{index}")).collect();
        let mut pairs = Query::new(Some(&query));
        for index in [0, 6, 7, 8, 9, 99, 3] {
            check(&query, &format!("p{index}"), Some(&index.to_string()));
            let found = pairs.first(&names[index]);
            assert!(found.is_some_and(|found| found.is(&index.to_string())));
        }
        check(&query, "p100", None);
    }
}
