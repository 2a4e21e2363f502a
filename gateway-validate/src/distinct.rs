//! Texts that must differ from each other: a few are compared at once, many are sorted.

/// Up to this many are compared with each other; no list of the API that must be distinct is mostly longer.
const FEW: usize = 16;

/// Texts that are asked, once all are there, whether they are distinct.
#[derive(Debug)]
pub(crate) struct Distinct<'t> {
    /// Of each text; 0 where there is none yet.
    marks: [u32; FEW],
    texts: [&'t [u8]; FEW],
    length: usize,
    /// Texts beyond the few.
    more: Vec<&'t [u8]>,
}

impl<'t> Distinct<'t> {
    #[inline]
    pub(crate) fn new() -> Self {
        Self {
            marks: [0; FEW],
            texts: [&[]; FEW],
            length: 0,
            more: Vec::new(),
        }
    }

    /// Adds a text.
    #[inline]
    pub(crate) fn add(&mut self, text: &'t [u8]) {
        let places = (
            self.marks.get_mut(self.length),
            self.texts.get_mut(self.length),
        );
        let (Some(mark_place), Some(text_place)) = places else {
            self.more.push(text);
            return;
        };
        *mark_place = mark_of(text);
        *text_place = text;
        self.length += 1;
    }

    /// All texts, in two parts.
    #[inline]
    pub(crate) fn texts(&self) -> [&[&'t [u8]]; 2] {
        let few = self.texts.get(..self.length).unwrap_or_default();
        [few, &self.more]
    }

    /// Whether no text is there twice.
    #[inline]
    pub(crate) fn are_distinct(&mut self) -> bool {
        if self.more.is_empty() && !self.have_twins() {
            return true;
        }
        self.are_distinct_texts()
    }

    /// Whether two have the same mark. All pairs are compared and none of them decides where to go on.
    #[inline]
    fn have_twins(&self) -> bool {
        let mut same = [0; FEW];
        for mark in self.marks.iter().take(self.length) {
            for (count, other) in same.iter_mut().zip(&self.marks) {
                *count += u32::from(mark == other);
            }
        }
        // Each is the same as itself.
        same.iter().sum::<u32>() as usize != self.length
    }

    #[cold]
    fn are_distinct_texts(&mut self) -> bool {
        let few = self.texts.iter().take(self.length);
        self.more.extend(few);
        self.more.sort_unstable();
        self.more.windows(2).all(|pair| pair[0] != pair[1])
    }
}

/// The end of a text, its start and its length: what differs between names that are counted. Never 0.
#[inline]
fn mark_of(text: &[u8]) -> u32 {
    let of = u32::from_le_bytes;
    let end = match (text.last_chunk::<4>(), text.first_chunk::<4>()) {
        (Some(end), Some(start)) => of(*end) ^ of(*start).rotate_left(13),
        _ => text
            .iter()
            .fold(0, |end, byte| (end << 8) | u32::from(*byte)),
    };
    (end ^ u32::try_from(text.len())
        .unwrap_or_default()
        .rotate_right(8))
        | 1 << 31
}

#[cfg(test)]
mod tests {
    use super::*;

    fn are_distinct(texts: &[String]) -> bool {
        let mut distinct = Distinct::new();
        for text in texts {
            distinct.add(text.as_bytes());
        }
        distinct.are_distinct()
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
        let texts = ["a-sa__me-end".to_owned(), "a-sa--me-end".to_owned()];
        assert_eq!(mark_of(texts[0].as_bytes()), mark_of(texts[1].as_bytes()));
        assert!(are_distinct(&texts));
    }

    #[test]
    fn none_and_one_are_distinct() {
        assert!(are_distinct(&[]));
        assert!(are_distinct(&[String::new()]));
        assert!(!are_distinct(&[String::new(), String::new()]));
    }
}
