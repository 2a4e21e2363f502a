//! Header match, and the view of a request's headers that it reads (spec 4.3).

use std::borrow::Cow;

use http::header::{COOKIE, HeaderMap, HeaderName};

use crate::value::ValueMatch;

/// A map hashes a name byte by byte, which takes longer than a look at each of so few lines.
const FEW: usize = 16;

/// The headers of a request, as matching needs them.
pub trait RequestHeaders: Sync {
    /// Calls `each` with the field lines of a header, in order; not at all when it is absent.
    fn lines<'h>(&'h self, name: &HeaderName, each: &mut dyn FnMut(&'h [u8]));

    /// The first field line of a header, which its value starts with, and whether there are more. It
    /// allocates nothing.
    fn first_line<'h>(&'h self, name: &HeaderName) -> Option<(&'h [u8], bool)> {
        let mut found = None;
        self.lines(name, &mut |line| {
            found = match found {
                None => Some((line, false)),
                Some((first, _)) => Some((first, true)),
            };
        });
        found
    }

    /// The first field line of a header, which its value starts with. It allocates nothing.
    fn first<'h>(&'h self, name: &HeaderName) -> Option<&'h [u8]> {
        self.first_line(name).map(|(line, _)| line)
    }

    /// The value of a header; field lines of one name are joined with `, ` in order, those of
    /// `cookie` with `; ` (spec 12.69). `None` when the header is absent.
    fn value(&self, name: &HeaderName) -> Option<Cow<'_, [u8]>> {
        let separator = separator(name);
        let mut value: Option<Cow<'_, [u8]>> = None;
        self.lines(name, &mut |line| match &mut value {
            None => value = Some(Cow::Borrowed(line)),
            Some(joined) => {
                let joined = joined.to_mut();
                joined.extend_from_slice(separator);
                joined.extend_from_slice(line);
            }
        });
        value
    }
}

/// What stands between the field lines of a header where they are read as one value.
pub(crate) fn separator(name: &HeaderName) -> &'static [u8] {
    if name == COOKIE { b"; " } else { b", " }
}

impl RequestHeaders for HeaderMap {
    fn lines<'h>(&'h self, name: &HeaderName, each: &mut dyn FnMut(&'h [u8])) {
        if self.len() > FEW {
            self.get_all(name)
                .iter()
                .for_each(|line| each(line.as_bytes()));
        } else {
            let lines = self.iter().filter(|(found, _)| *found == name);
            lines.for_each(|(_, line)| each(line.as_bytes()));
        }
    }

    fn first_line<'h>(&'h self, name: &HeaderName) -> Option<(&'h [u8], bool)> {
        if self.len() > FEW {
            let mut lines = self.get_all(name).iter();
            return Some((lines.next()?.as_bytes(), lines.next().is_some()));
        }
        let mut lines = self.iter();
        let (_, first) = lines.find(|(found, _)| *found == name)?;
        // Where there are more lines than names, those of one name follow each other.
        let repeated = self.len() > self.keys_len();
        let more = repeated && lines.next().is_some_and(|(next, _)| next == name);
        Some((first.as_bytes(), more))
    }
}

/// The condition on one header: its name in any case, its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderMatch {
    /// The header's name, in lower case.
    pub name: HeaderName,
    /// What its value has to be.
    pub value: ValueMatch,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_lines_are_read_as_one_value_among_few_and_among_many() {
        for others in [0, FEW] {
            let mut headers = HeaderMap::new();
            for (name, value) in [
                ("x-a", "1"),
                ("x-a", "2"),
                ("cookie", "a=1"),
                ("cookie", "b=2"),
                ("x-b", "3"),
            ] {
                headers.append(name, value.parse().unwrap());
            }
            for other in 0..others {
                let name: HeaderName = format!("x-other-{other}").parse().unwrap();
                headers.append(name, "4".parse().unwrap());
            }
            for (name, value, first) in [
                ("x-a", Some("1, 2"), Some(("1", true))),
                ("cookie", Some("a=1; b=2"), Some(("a=1", true))),
                ("x-b", Some("3"), Some(("3", false))),
                ("x-c", None, None),
            ] {
                let name = HeaderName::from_static(name);
                let expected = first.map(|(first, more)| (first.as_bytes(), more));
                assert_eq!(headers.first_line(&name), expected, "{name}");
                assert_eq!(
                    headers.first(&name),
                    expected.map(|(first, _)| first),
                    "{name}"
                );
                let found = headers.value(&name);
                assert_eq!(found.as_deref(), value.map(str::as_bytes), "{name}");
            }
        }
    }
}
