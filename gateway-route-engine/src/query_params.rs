//! Query-parameter match (spec 4.3.5, 12.70).

use crate::index::buffer::Buffer;
use crate::normalize::escape;
use crate::scan::{find_pair, holds_any, same};
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

/// How many parameters are remembered; those behind them are read again when they are asked for.
const REMEMBERED: usize = 8;

/// The parameters of a query, split as far as they were asked for.
pub(crate) struct Pairs<'q> {
    first: [(Encoded<'q>, Encoded<'q>); REMEMBERED],
    count: usize,
    /// What comes behind those.
    rest: Option<&'q str>,
}

/// A name or a value as a query has it: with escapes, and `+` for a space.
#[derive(Clone, Copy)]
pub(crate) struct Encoded<'q>(&'q str);

impl<'q> Pairs<'q> {
    pub(crate) fn new(query: &'q str) -> Self {
        Self {
            first: [(Encoded(""), Encoded("")); REMEMBERED],
            count: 0,
            rest: Some(query),
        }
    }

    /// The value of the first parameter of this name, empty for a parameter without `=`; `None`
    /// when there is none.
    pub(crate) fn first(&mut self, name: &str) -> Option<Encoded<'q>> {
        let mut remembered = self.first[..self.count].iter();
        if let Some((_, value)) = remembered.find(|(key, _)| key.is(name)) {
            return Some(*value);
        }
        let mut rest = self.rest;
        while let Some(pairs) = rest {
            let (pair, behind) = split_pair(pairs);
            rest = behind;
            if let Some(room) = self.first.get_mut(self.count) {
                *room = pair;
                self.count += 1;
                self.rest = behind;
            }
            if pair.0.is(name) {
                return Some(pair.1);
            }
        }
        None
    }
}

/// The first parameter of a query, and what comes behind it.
#[inline]
fn split_pair(query: &str) -> ((Encoded<'_>, Encoded<'_>), Option<&str>) {
    let (sign, end) = find_pair(query.as_bytes());
    let rest = query.get(end + 1..);
    let (key, value) = match query.get(sign + 1..end) {
        Some(value) => (&query[..sign], value),
        None => (&query[..end], ""),
    };
    ((Encoded(key), Encoded(value)), rest)
}

impl Encoded<'_> {
    /// Whether this decodes to `text`.
    #[inline]
    pub(crate) fn is(self, text: &str) -> bool {
        let (written, wanted) = (self.0.as_bytes(), text.as_bytes());
        // Decoding makes nothing longer, and what it makes shorter holds a `%`.
        if written.len() < wanted.len() {
            return false;
        }
        if self.is_plain() {
            return same(written, wanted);
        }
        let mut expected = Some(text);
        self.decode(|piece| expected = expected.and_then(|text| text.strip_prefix(piece)));
        expected == Some("")
    }

    /// Hands the decoded text to `read`.
    pub(crate) fn with<R>(self, read: impl FnOnce(&[u8]) -> R) -> R {
        if self.is_plain() {
            return read(self.0.as_bytes());
        }
        let mut decoded = Buffer::new();
        self.decode(|piece| decoded.push(piece.as_bytes()));
        read(decoded.as_bytes())
    }

    /// Whether it holds nothing to decode.
    fn is_plain(self) -> bool {
        !holds_any(self.0.as_bytes(), [b'%', b'+'])
    }

    /// Decodes escapes and turns `+` into a space, piece by piece. Escapes that are none, or that
    /// give no UTF-8, stay as they are written.
    fn decode(self, mut emit: impl FnMut(&str)) {
        let mut rest = self.0;
        while let Some(at) = rest.find(['%', '+']) {
            let (before, behind) = rest.split_at(at);
            emit(before);
            rest = decode_one(behind, &mut emit);
        }
        emit(rest);
    }
}

/// Decodes the character at the start of `text`, a `+` or a `%`, and returns what comes behind it.
fn decode_one<'a>(text: &'a str, emit: &mut impl FnMut(&str)) -> &'a str {
    if let Some(rest) = text.strip_prefix('+') {
        emit(" ");
        return rest;
    }
    // A character has at most four bytes, each of which is an escape of three.
    let (mut bytes, mut count) = ([0; 4], 0);
    while count < bytes.len()
        && let Some(byte) = escape(&text.as_bytes()[count * 3..])
    {
        bytes[count] = byte;
        count += 1;
    }
    let Some(chunk) = bytes[..count].utf8_chunks().next() else {
        emit("%");
        return &text[1..];
    };
    let character = chunk.valid().chars().next();
    let (decoded, length) = match character {
        Some(character) => (true, character.len_utf8()),
        None => (false, chunk.invalid().len()),
    };
    let (written, rest) = text.split_at(length * 3);
    emit(if decoded {
        &chunk.valid()[..length]
    } else {
        written
    });
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(query: &str, name: &str, expected: Option<&str>) {
        let found = Pairs::new(query).first(name);
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
        ] {
            check(query, name, expected);
        }
    }

    #[test]
    fn long_queries_are_read_to_their_end() {
        let query: Vec<_> = (0..100).map(|index| format!("p{index}={index}")).collect();
        let query = query.join("&");
        let mut pairs = Pairs::new(&query);
        for index in [0, 6, 7, 8, 9, 99, 3] {
            check(&query, &format!("p{index}"), Some(&index.to_string()));
            let found = pairs.first(&format!("p{index}"));
            assert!(found.is_some_and(|found| found.is(&index.to_string())));
        }
        check(&query, "p100", None);
    }
}
