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
    pub(crate) fn matches(&self, text: &str) -> bool {
        let mut state = START;
        for byte in text.bytes() {
            let class = usize::from(self.classes[usize::from(byte)]);
            // The table has a row for every state and a column for every class.
            state = self
                .next
                .get(usize::from(state) * self.stride + class)
                .copied()
                .unwrap_or(FAILURE);
            if state <= SUCCESS {
                return state == SUCCESS;
            }
        }
        self.accepting
            .get(usize::from(state))
            .copied()
            .unwrap_or(false)
    }
}
