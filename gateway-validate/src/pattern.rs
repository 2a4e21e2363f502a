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
}

/// The state that no text leaves, and in which nothing is found.
const FAILURE: u16 = 0;
/// The state in which something is found, whatever follows.
const SUCCESS: u16 = 1;
const START: u16 = 2;

impl Pattern {
    /// Whether the expression is found anywhere in the text.
    #[inline]
    pub(crate) fn matches(&self, text: &str) -> bool {
        let mut bytes = text.bytes();
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
}
