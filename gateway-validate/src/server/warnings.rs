//! Warnings: which of them a server says, and how much of each.

use std::collections::BTreeSet;

/// All warnings of an answer together may have this many characters; beyond it each is cut off.
const MAX_CHARACTERS: usize = 4096;
/// What is left of a warning that is cut off.
const MAX_CUT: usize = 256;

/// Takes warnings down in the order in which they come up.
#[derive(Debug, Default)]
pub(super) struct Recorder {
    /// What came up, said or not. Nothing is said twice.
    known: BTreeSet<String>,
    ordered: Vec<String>,
    said: Vec<String>,
    characters: usize,
    cuts: bool,
}

impl Recorder {
    pub(super) fn add(&mut self, text: String) {
        let is_full = self.cuts && self.characters >= MAX_CHARACTERS;
        if text.is_empty() || is_full || !self.known.insert(text.clone()) {
            return;
        }
        self.ordered.push(text.clone());
        if self.cuts {
            self.say(cut(&text));
        } else if !is_sayable(&text) {
            // It does not count, whatever its length.
        } else if self.characters + text.chars().count() <= MAX_CHARACTERS {
            self.say(text);
        } else {
            self.cut_all();
        }
    }

    /// Says everything again, and less of it.
    fn cut_all(&mut self) {
        self.cuts = true;
        self.characters = 0;
        self.said.clear();
        for text in std::mem::take(&mut self.ordered) {
            self.say(cut(&text));
        }
    }

    /// What cannot stand in a header is not said at all.
    fn say(&mut self, text: String) {
        if is_sayable(&text) {
            self.characters += text.chars().count();
            self.said.push(text);
        }
    }

    /// The warnings that were said.
    pub(super) fn into_said(self) -> Vec<String> {
        self.said
    }
}

fn cut(text: &str) -> String {
    text.chars().take(MAX_CUT).collect()
}

fn is_sayable(text: &str) -> bool {
    !text.contains(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::{MAX_CHARACTERS, MAX_CUT, Recorder};

    #[track_caller]
    fn check_lengths(warnings: &[String], expected: &[usize]) {
        let mut recorder = Recorder::default();
        warnings.iter().cloned().for_each(|text| recorder.add(text));
        let said = recorder.into_said();
        let lengths: Vec<usize> = said.iter().map(|text| text.chars().count()).collect();
        assert_eq!(lengths, expected);
    }

    #[test]
    fn long_warnings_are_cut_once_there_are_too_many_characters() {
        let text = |character: &str, length| character.repeat(length);
        check_lengths(&[text("a", MAX_CHARACTERS)], &[MAX_CHARACTERS]);
        check_lengths(&[text("ä", MAX_CHARACTERS)], &[MAX_CHARACTERS]);
        check_lengths(&[text("a", MAX_CHARACTERS + 1)], &[MAX_CUT]);
        let two = [text("a", MAX_CHARACTERS), text("b", 1), text("b", 1)];
        check_lengths(&two, &[MAX_CUT, 1]);
        let control = format!("{}\n", text("c", 300));
        check_lengths(&[control.clone(), text("a", 5)], &[5]);
        check_lengths(&[control, text("a", 5000)], &[MAX_CUT, MAX_CUT]);
        let many: Vec<String> = (0..30).map(|index| text("a", 300 + index)).collect();
        check_lengths(&many, &[MAX_CUT; MAX_CHARACTERS / MAX_CUT]);
    }
}
