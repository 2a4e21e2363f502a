//! Keys without `?`: what turns out to be one once its `:` is seen.

use super::faults;
use super::scanner::{Scanned, Scanner};

/// A value that is a key if a `:` follows.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Candidate {
    pub(super) possible: bool,
    /// Whether it can be nothing but a key, because of its column.
    pub(super) required: bool,
    /// The number of its token.
    pub(super) number: usize,
    pub(super) start: usize,
    pub(super) line: usize,
    pub(super) column: usize,
    /// How many characters were counted from its start, and up to where.
    pub(super) counted: (usize, usize),
}

/// A `:` further behind makes no key.
const KEY_LENGTH: usize = 1024;
impl Scanner<'_> {
    /// Whether the next token may still become a key: then a key token goes before it.
    pub(super) fn awaits_colon(&mut self) -> Scanned<bool> {
        let next = self.taken;
        let from = self.keys.partition_point(|key| key.number < next);
        for position in from..self.keys.len() {
            match self.keys.get(position) {
                Some(key) if key.number > next => break,
                Some(key) if key.possible => return self.is_still_possible(position),
                _ => {}
            }
        }
        Ok(false)
    }

    pub(super) fn is_still_possible(&mut self, position: usize) -> Scanned<bool> {
        let cursor = self.cursor;
        let Some(key) = self.keys.get_mut(position).filter(|key| key.possible) else {
            return Ok(false);
        };
        let is_near = key.line == cursor.line() && {
            let (count, upto) = key.counted;
            let passed = cursor.slice(upto.max(key.start), cursor.at());
            // Bytes are at least as many as characters.
            if count + passed.len() > KEY_LENGTH {
                key.counted = (count + passed.chars().count(), cursor.at());
                key.counted.0 <= KEY_LENGTH
            } else {
                true
            }
        };
        if is_near {
            return Ok(true);
        }
        if key.required {
            let start = key.start;
            return Err(cursor.fault(start, faults::NO_COLON));
        }
        key.possible = false;
        Ok(false)
    }

    /// Notes that what starts here may be a key.
    pub(super) fn note_key(&mut self) -> Scanned<()> {
        if !self.key_allowed {
            return Ok(());
        }
        self.forget_key()?;
        let candidate = Candidate {
            possible: true,
            required: !self.is_in_brackets() && self.margin == self.cursor.column() + 1,
            number: self.taken + self.tokens.len(),
            start: self.cursor.at(),
            line: self.cursor.line(),
            column: self.cursor.column(),
            counted: (0, 0),
        };
        if let Some(last) = self.keys.last_mut() {
            *last = candidate;
        }
        Ok(())
    }

    pub(super) fn forget_key(&mut self) -> Scanned<()> {
        let Some(key) = self.keys.last_mut().filter(|key| key.possible) else {
            return Ok(());
        };
        if key.required {
            let start = key.start;
            return Err(self.cursor.fault(start, faults::NO_COLON));
        }
        key.possible = false;
        Ok(())
    }
}
