//! Regular expressions as tables, see `codegen/src/emit_rules/dfa.rs`.

/// A regular expression that is searched in a text.
#[derive(Debug)]
pub(crate) struct Pattern {
    /// The expression as it is written.
    pub(crate) text: &'static str,
    /// The class of each byte.
    pub(crate) classes: &'static [u8; 256],
    /// How many classes there are.
    pub(crate) stride: usize,
    /// The next state by state and class.
    pub(crate) next: &'static [u16],
    /// Whether the text may end in each state.
    pub(crate) accepting: &'static [bool],
    /// Whether the expression is one as `^[a-z]+$`: of two classes one fails and one leads to a state that it stays in.
    pub(crate) letters: bool,
}

/// The state that no text leaves, and in which nothing is found.
const FAILURE: u16 = 0;
/// The state in which something is found, whatever follows.
const SUCCESS: u16 = 1;
const START: u16 = 2;

impl Pattern {
    /// Whether the expression is found anywhere in the text.
    #[inline]
    pub(crate) fn matches(&self, text: impl AsRef<[u8]>) -> bool {
        let text = text.as_ref();
        if self.letters {
            self.matches_letters(text)
        } else {
            self.is_found(text)
        }
    }

    /// The same where [`letters`](Self::letters) is true.
    #[inline]
    pub(crate) fn matches_letters(&self, text: &[u8]) -> bool {
        if text.is_empty() {
            return self.is_found(text);
        }
        self.are_letters(text)
    }

    fn is_found(&self, text: &[u8]) -> bool {
        let mut bytes = text.iter().copied();
        let mut state = START;
        loop {
            // The table has a row for every state and a column for every class.
            let start = usize::from(state) * self.stride;
            let row = self.next.get(start..start + self.stride);
            let row = row.unwrap_or_default();
            let step = |byte: u8| {
                let class = usize::from(self.classes[usize::from(byte)]);
                row.get(class).copied().unwrap_or(FAILURE)
            };
            // Most bytes leave the state as it is, and none of those waits for the one before.
            match bytes.by_ref().map(step).find(|next| *next != state) {
                Some(next) if next > SUCCESS => state = next,
                Some(next) => return next == SUCCESS,
                None => break,
            }
        }
        self.accepting
            .get(usize::from(state))
            .copied()
            .unwrap_or(false)
    }

    /// Whether all bytes are of class 1, where there is no other but 0. No byte waits for the one before.
    /// Apart, so that what looks at texts without a pattern is short.
    #[inline(never)]
    fn are_letters(&self, text: &[u8]) -> bool {
        let all = |bytes: &[u8]| {
            let class = |byte: &u8| self.classes[usize::from(*byte)];
            bytes.iter().fold(1, |all, byte| all & class(byte)) == 1
        };
        // Most names are of such a length; the halves overlap, and none of them needs a loop.
        match (text.first_chunk::<8>(), text.last_chunk::<8>()) {
            (Some(start), Some(end)) if text.len() <= 16 => all(start) & all(end),
            _ => all(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `^[a-z]+$`, and with `*` for the `+`.
    fn letters(is_optional: bool) -> Pattern {
        const CLASSES: [u8; 256] = {
            let mut classes = [0; 256];
            let mut letter = b'a';
            while letter <= b'z' {
                classes[letter as usize] = 1;
                letter += 1;
            }
            classes
        };
        let accepting: &[bool] = if is_optional {
            &[false, true, true, true]
        } else {
            &[false, true, false, true]
        };
        Pattern {
            text: "",
            classes: &CLASSES,
            stride: 2,
            next: &[0, 0, 1, 1, 0, 3, 0, 3],
            accepting,
            letters: true,
        }
    }

    #[test]
    fn letters_are_all_of_their_class() {
        for is_optional in [false, true] {
            let pattern = letters(is_optional);
            for length in 1..40 {
                let text = "z".repeat(length);
                assert!(pattern.matches(&text), "{text:?}");
                for place in 0..length {
                    let mut text = text.clone();
                    text.replace_range(place..=place, "Z");
                    assert!(!pattern.matches(&text), "{text:?}");
                }
            }
            for text in ["A", "zebrA", "a1b", "1", "é", "a\n"] {
                assert!(!pattern.matches(text), "{text:?}");
            }
            assert_eq!(pattern.matches(""), is_optional);
        }
    }
}
