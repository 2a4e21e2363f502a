//! Texts that must differ from each other: a few are compared at once, many are sorted.

/// Up to this many are compared with each other; no list of the API that must be distinct is mostly longer.
pub(crate) const FEW: usize = 16;

/// Texts that are distinct as far as they are few.
#[derive(Debug)]
pub(crate) struct Distinct<'t> {
    /// Of each text; 0 where there is none yet.
    marks: [u32; FEW],
    texts: [&'t str; FEW],
    length: usize,
    /// Texts beyond the few, not compared yet.
    more: Vec<&'t str>,
}

impl<'t> Distinct<'t> {
    #[inline]
    pub(crate) fn new() -> Self {
        Self {
            marks: [0; FEW],
            texts: [""; FEW],
            length: 0,
            more: Vec::new(),
        }
    }

    /// Adds a text; false if it is there already. Of many [`Self::are_distinct`] tells.
    #[inline]
    pub(crate) fn add(&mut self, text: &'t str) -> bool {
        let length = self.length;
        if length == FEW {
            self.more.push(text);
            return true;
        }
        let mark = mark_of(text);
        // All of them at once, and texts only where a mark is the same.
        let same = self.marks.iter().map(|known| u32::from(*known == mark));
        let mut before = self.texts.iter().take(length);
        let is_there = same.sum::<u32>() > 0 && before.any(|known| *known == text);
        if let (Some(mark_place), Some(text_place)) =
            (self.marks.get_mut(length), self.texts.get_mut(length))
        {
            *mark_place = mark;
            *text_place = text;
        }
        self.length += 1;
        !is_there
    }

    /// Whether no text of many is there twice.
    #[inline]
    pub(crate) fn are_distinct(mut self) -> bool {
        if self.more.is_empty() {
            return true;
        }
        self.more.extend(self.texts);
        self.more.sort_unstable();
        self.more.windows(2).all(|pair| pair[0] != pair[1])
    }
}

/// The end of a text and its length: what differs between names that are counted. Never 0.
#[inline]
fn mark_of(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let of = u32::from_le_bytes;
    let end = match (bytes.last_chunk::<4>(), bytes.first_chunk::<4>()) {
        (Some(end), Some(start)) => of(*end) ^ of(*start).rotate_left(13),
        _ => bytes
            .iter()
            .fold(0, |end, byte| (end << 8) | u32::from(*byte)),
    };
    (end ^ u32::try_from(bytes.len())
        .unwrap_or_default()
        .rotate_right(8))
        | 1 << 31
}

#[cfg(test)]
mod tests {
    use super::*;

    fn are_distinct(texts: &[String]) -> bool {
        let mut distinct = Distinct::new();
        let added = texts.iter().all(|text| distinct.add(text));
        added && distinct.are_distinct()
    }

    #[test]
    fn a_text_that_is_there_twice_is_found_wherever_it_stands() {
        for (count, length) in [(2, 1), (5, 3), (16, 6), (17, 8), (40, 20)] {
            let texts: Vec<String> = (0..count)
                .map(|index| format!("{index:0length$}"))
                .collect();
            assert!(are_distinct(&texts), "{texts:?}");
            for (one, other) in [(0, 1), (0, count - 1), (count / 2, count - 1)] {
                let mut texts = texts.clone();
                texts[other] = texts[one].clone();
                assert!(one == other || !are_distinct(&texts), "{texts:?}");
            }
        }
    }

    #[test]
    fn texts_of_one_mark_are_told_apart() {
        let texts = ["a-same-end".to_owned(), "b-same-end".to_owned()];
        assert!(are_distinct(&texts));
    }
}
