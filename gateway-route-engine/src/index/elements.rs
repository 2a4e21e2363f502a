//! Elements: the prefixes of a path by whole elements, of which only those of a depth that occurs
//! are looked up.

use super::discriminator::place;
use super::hash::{chain, chain_start};
use crate::scan::find;

/// How many elements the texts have that were added, and how long they are.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Depths {
    /// Bit n: a text of n elements; bit 63: of 63 or more.
    mask: u64,
    longest: u32,
}

/// So many hashes are kept while a path is read, for them to be visited in reverse.
const KEPT: usize = 8;
const LAST_BIT: u32 = 63;

impl Depths {
    /// Adds elements, each behind a `/`, and returns their hash.
    pub(crate) fn add(&mut self, elements: &str) -> u64 {
        let (mut hash, mut depth) = (chain_start(), 0);
        let mut rest = elements.as_bytes().strip_prefix(b"/");
        while let Some(elements) = rest {
            let end = find(elements, b'/');
            hash = chain(hash, &elements[..end.unwrap_or(elements.len())]);
            depth += 1;
            rest = end.map(|end| &elements[end + 1..]);
        }
        self.mask |= 1 << depth.min(LAST_BIT);
        self.longest = self.longest.max(place(elements.len()));
        hash
    }

    /// Calls `each` with the hashes of all elements that `path` starts with and that can have been
    /// added, the longest first as far as they are no more than eight.
    #[inline]
    pub(crate) fn visit(&self, path: &str, mut each: impl FnMut(u64)) {
        let (mut kept, mut count) = ([0; KEPT], 0);
        let mut keep = |hash| {
            if count == KEPT {
                kept.iter().rev().copied().for_each(&mut each);
                count = 0;
            }
            kept[count] = hash;
            count += 1;
        };
        if self.mask & 1 == 1 {
            keep(chain_start());
        }
        let mut rest = path.as_bytes().strip_prefix(b"/");
        let (mut hash, mut depth, mut length) = (chain_start(), 0_u32, 0);
        let longest = self.longest as usize;
        while let Some(elements) = rest
            && (depth >= LAST_BIT || self.mask >> depth > 1)
        {
            let end = find(elements, b'/');
            let element = &elements[..end.unwrap_or(elements.len())];
            length += 1 + element.len();
            if length > longest {
                break;
            }
            hash = chain(hash, element);
            depth += 1;
            if self.mask >> depth.min(LAST_BIT) & 1 == 1 {
                keep(hash);
            }
            rest = end.map(|end| &elements[end + 1..]);
        }
        kept[..count].iter().rev().copied().for_each(each);
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
        let mut depths = Depths::default();
        let hashes: Vec<_> = texts.iter().map(|text| depths.add(text)).collect();
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
            depths.visit(path, |hash| {
                let mut all = hashes.iter().zip(texts);
                seen.extend(all.find(|(found, _)| **found == hash).map(|(_, text)| text));
            });
            seen.sort_by_key(|text| std::cmp::Reverse(text.len()));
            assert_eq!(seen, expected, "{path}");
        }
    }
}
