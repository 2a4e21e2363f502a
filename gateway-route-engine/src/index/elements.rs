//! Elements: the prefixes of a path by whole elements, of which only those of a length that occurs
//! are looked up.

use super::discriminator::place;
use super::hash::{chain, chain_start, hash};
use crate::scan::find;

/// How long the texts are that were added.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lengths {
    /// Bit n: a text of n bytes; bit 63: of 63 or more.
    mask: u64,
    longest: u32,
}

/// Texts of so many bytes and more are found by the slashes of a path.
pub(crate) const LONG: u32 = 63;

impl Lengths {
    /// Adds elements, each behind a `/`.
    pub(crate) fn add(&mut self, elements: &str) {
        let length = place(elements.len());
        self.mask |= 1 << length.min(LONG);
        self.longest = self.longest.max(length);
    }

    /// The hash under which elements that were added are visited, once all have been.
    pub(crate) fn hash(&self, elements: &str) -> u64 {
        let text = elements.as_bytes();
        if text.len() < LONG as usize {
            return hash(text);
        }
        let mut long = LongPrefixes::new(self.longest);
        std::iter::from_fn(|| long.next(text))
            .last()
            .unwrap_or_default()
    }

    /// Calls `each` with the hashes of all elements that `path` starts with and that can have been
    /// added.
    pub(crate) fn visit(self, path: &str, mut each: impl FnMut(u64)) {
        self.visit_long(path, &mut each);
        for (_, hash) in self.short(path) {
            each(hash);
        }
    }

    /// The same for those of [`LONG`] bytes and more.
    pub(crate) fn visit_long(self, path: &str, mut each: impl FnMut(u64)) {
        let mut long = LongPrefixes::new(self.longest);
        while let Some(hash) = long.next(path.as_bytes()) {
            each(hash);
        }
    }

    /// Whether there can be some.
    #[inline]
    pub(crate) fn has_long(self, path: &str) -> bool {
        self.longest >= LONG && path.len() >= LONG as usize
    }

    /// The others, with their lengths.
    #[inline]
    pub(crate) fn short(self, path: &str) -> ShortPrefixes<'_> {
        let none_longer = u64::MAX >> (LONG - place(path.len()).min(LONG));
        ShortPrefixes {
            path: path.as_bytes(),
            lengths: self.mask & none_longer & !(1 << LONG),
        }
    }
}

/// The prefixes of a path that end with an element and have one of some lengths below [`LONG`], the
/// longest first: length and hash.
pub(crate) struct ShortPrefixes<'p> {
    path: &'p [u8],
    /// Those still to come, a bit each.
    lengths: u64,
}

impl ShortPrefixes<'_> {
    /// Whether none can come any more.
    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.lengths == 0
    }
}

impl Iterator for ShortPrefixes<'_> {
    type Item = (u32, u64);

    #[inline]
    fn next(&mut self) -> Option<(u32, u64)> {
        loop {
            let length = self.lengths.checked_ilog2()?;
            self.lengths ^= 1 << length;
            if let Some(hash) = short_prefix(self.path, length as usize) {
                return Some((length, hash));
            }
        }
    }
}

/// The hash of the prefix of this length, which is no more than that of the path, if it ends with an
/// element. Everything has the root, a path or not.
#[inline]
fn short_prefix(path: &[u8], length: usize) -> Option<u64> {
    let (prefix, behind) = path.split_at_checked(length)?;
    (length == 0 || matches!(behind, [] | [b'/', ..])).then(|| hash(prefix))
}

/// The hashes of the long prefixes of a path, the shortest first. What stands between two of them is
/// hashed in one piece.
struct LongPrefixes {
    longest: usize,
    /// The shortest that is still to come.
    next: usize,
    /// The hash of the last one, and its length.
    hash: u64,
    hashed: usize,
}

impl LongPrefixes {
    fn new(longest: u32) -> Self {
        Self {
            longest: longest as usize,
            next: LONG as usize,
            hash: chain_start(),
            hashed: 0,
        }
    }

    fn next(&mut self, path: &[u8]) -> Option<u64> {
        let rest = path.get(self.next..)?;
        let length = self.next + find(rest, b'/').unwrap_or(rest.len());
        if length > self.longest {
            return None;
        }
        self.hash = chain(self.hash, &path[self.hashed..length]);
        self.hashed = length;
        self.next = length + 1;
        Some(self.hash)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_led_to_its_prefixes_by_element_and_nowhere_else() {
        let deep = "/x".repeat(100);
        let deeper = format!("{deep}/y");
        let texts = [
            "", "/a", "/a/b", "/a/", "/ab", "/b", "/a/b/c/d", &deep, &deeper,
        ];
        let mut lengths = Lengths::default();
        for text in texts {
            lengths.add(text);
        }
        let hashes = texts.map(|text| lengths.hash(text));
        for (path, expected) in [
            ("/a/b", &["/a/b", "/a", ""][..]),
            ("/a/b/", &["/a/b", "/a", ""]),
            ("/a/", &["/a/", "/a", ""]),
            ("/ab/c", &["/ab", ""]),
            ("/abc", &[""]),
            ("/", &[""]),
            ("*", &[""]),
            ("/a/b/c/d/e", &["/a/b/c/d", "/a/b", "/a", ""]),
            (&format!("{deeper}/z"), &[&deeper, &deep, ""]),
        ] {
            let mut seen = Vec::new();
            lengths.visit(path, |hash| {
                let mut all = hashes.iter().zip(texts);
                seen.extend(all.find(|(found, _)| **found == hash).map(|(_, text)| text));
            });
            seen.sort_by_key(|text| std::cmp::Reverse(text.len()));
            assert_eq!(seen, expected, "{path}");
        }
    }

    #[test]
    fn prefixes_are_visited_whatever_their_length_and_number() {
        let path = "/ab/c".repeat(40);
        let texts: Vec<_> = path.match_indices('/').map(|(at, _)| &path[..at]).collect();
        for step in [1, 2, 3, 7, 20] {
            let added: Vec<_> = texts.iter().step_by(step).collect();
            let mut lengths = Lengths::default();
            for text in &added {
                lengths.add(text);
            }
            for (at, text) in texts.iter().enumerate() {
                let mut expected: Vec<_> = added.iter().map(|text| lengths.hash(text)).collect();
                expected.truncate(at.div_euclid(step) + 1);
                for behind in ["", "/", "/x/y"] {
                    let mut seen = Vec::new();
                    lengths.visit(&format!("{text}{behind}"), |hash| seen.push(hash));
                    let found = expected.iter().filter(|hash| seen.contains(hash)).count();
                    assert_eq!(found, expected.len(), "{step} {text}{behind}");
                }
            }
        }
    }
}
