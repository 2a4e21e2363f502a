//! Elements: the prefixes of a path by whole elements, of which only those of a length that occurs
//! are looked up.

use super::discriminator::place;
use super::hash::{chain, chain_start};
use crate::scan::find;

/// How long the texts are that were added.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lengths {
    /// Bit n: a text of n bytes; bit 63: of 63 or more.
    mask: u64,
    longest: u32,
}

/// So many hashes are kept while a path is read, for them to be visited in reverse.
const KEPT: usize = 8;
/// Texts of so many bytes and more are found by the slashes of a path.
const LONG: usize = 63;

impl Lengths {
    /// Adds elements, each behind a `/`.
    pub(crate) fn add(&mut self, elements: &str) {
        self.mask |= 1 << elements.len().min(LONG);
        self.longest = self.longest.max(place(elements.len()));
    }

    /// The hash under which elements that were added are visited, once all have been.
    pub(crate) fn hash(&self, elements: &str) -> u64 {
        self.prefixes(elements).last().unwrap_or_default()
    }

    /// Calls `each` with the hashes of all elements that `path` starts with and that can have been
    /// added, the longest first as far as they are no more than eight.
    #[inline]
    pub(crate) fn visit(&self, path: &str, mut each: impl FnMut(u64)) {
        let mut prefixes = self.prefixes(path);
        loop {
            let (mut kept, mut count) = ([0; KEPT], 0);
            while let Some(room) = kept.get_mut(count)
                && let Some(hash) = prefixes.next()
            {
                *room = hash;
                count += 1;
            }
            kept[..count].iter().rev().copied().for_each(&mut each);
            if count < KEPT {
                return;
            }
        }
    }

    #[inline]
    fn prefixes<'p>(&self, path: &'p str) -> Prefixes<'p> {
        Prefixes {
            path: path.as_bytes(),
            lengths: self.mask,
            longest: self.longest as usize,
            long: LONG,
            hash: chain_start(),
            hashed: 0,
        }
    }
}

/// The hashes of those prefixes of a path that are of a length that occurs, the shortest first. What
/// stands between two of them is hashed in one piece.
struct Prefixes<'p> {
    path: &'p [u8],
    /// The lengths that are still to come.
    lengths: u64,
    longest: usize,
    /// The shortest of the long ones that are still to come.
    long: usize,
    /// The hash of the last prefix, and its length.
    hash: u64,
    hashed: usize,
}

impl Prefixes<'_> {
    /// The length of the next one that there can be.
    #[inline]
    fn next_length(&mut self) -> Option<usize> {
        let length = self.lengths.trailing_zeros() as usize;
        if length < LONG {
            self.lengths &= self.lengths - 1;
            return Some(length);
        }
        let rest = self.path.get(self.long..).filter(|_| length == LONG)?;
        let length = self.long + find(rest, b'/').unwrap_or(rest.len());
        self.long = length + 1;
        (length <= self.longest).then_some(length)
    }
}

impl Iterator for Prefixes<'_> {
    type Item = u64;

    #[inline]
    fn next(&mut self) -> Option<u64> {
        loop {
            let length = self.next_length()?;
            let (_, behind) = self.path.split_at_checked(length)?;
            // Everything has the root, a path or not.
            if length == 0 || matches!(behind, [] | [b'/', ..]) {
                self.hash = chain(self.hash, &self.path[self.hashed..length]);
                self.hashed = length;
                return Some(self.hash);
            }
        }
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
