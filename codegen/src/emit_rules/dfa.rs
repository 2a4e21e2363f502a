//! Regular expressions as tables: what is known when the code is generated need not be compiled later.
//!
//! A table tells whether an expression is found anywhere in a text, as Go's regexp does with its RE2
//! syntax: `$` is the end of the text, `\d`, `\s` and `\w` are ASCII.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use regex_automata::dfa::{Automaton, dense};
use regex_automata::util::primitives::StateID;
use regex_automata::util::syntax;
use regex_automata::{Anchored, Input};

/// A finite automaton over classes of bytes.
#[derive(Debug)]
pub(super) struct Table {
    /// The class of each byte.
    pub(super) classes: Vec<u8>,
    /// How many classes there are.
    pub(super) stride: usize,
    /// The next state by state and class. State 0 is final failure, state 1 final success, 2 the start.
    pub(super) next: Vec<u16>,
    /// Whether the text may end in each state.
    pub(super) accepting: Vec<bool>,
}

/// More than any expression of the CRDs needs; a table grows with it.
const MAX_STATES: usize = 1000;

const FAILURE: u16 = 0;
const SUCCESS: u16 = 1;

impl Table {
    /// Whether the expression is one as `^[a-z]+$`: of two classes one fails and one leads to a state that it stays in.
    pub(super) fn letters(&self) -> bool {
        self.next == [0, 0, 1, 1, 0, 3, 0, 3] && self.accepting.last() == Some(&true)
    }
}

/// Builds the table of an expression.
pub(super) fn table(pattern: &str) -> Result<Table> {
    ensure!(
        ![
            "\\d", "\\D", "\\s", "\\S", "\\w", "\\W", "\\b", "\\B", "[[:"
        ]
        .iter()
        .any(|class| pattern.contains(class)),
        "`{pattern}` has a class that Go and Rust read differently"
    );
    let dfa = dense::Builder::new()
        .configure(dense::Config::new().minimize(true))
        .syntax(syntax::Config::new().unicode(true).utf8(true))
        .build(pattern)
        .with_context(|| format!("compiling `{pattern}`"))?;
    let start = dfa.start_state_forward(&Input::new("").anchored(Anchored::No))?;
    let mut states = States {
        ids: BTreeMap::new(),
        found: Vec::new(),
    };
    states.number(&dfa, start);
    let mut rows = Vec::new();
    let mut at = 0;
    while let Some(state) = states.found.get(at).copied() {
        let row: Vec<u16> = (0..=u8::MAX)
            .map(|byte| states.number(&dfa, dfa.next_state(state, byte)))
            .collect();
        rows.push((row, dfa.is_match_state(dfa.next_eoi_state(state))));
        at += 1;
        ensure!(
            states.found.len() < MAX_STATES,
            "`{pattern}` has too many states"
        );
    }
    Ok(compressed(&rows))
}

struct States {
    ids: BTreeMap<StateID, u16>,
    found: Vec<StateID>,
}

impl States {
    /// The number of a state, a new one if need be.
    fn number(&mut self, dfa: &dense::DFA<Vec<u32>>, state: StateID) -> u16 {
        if dfa.is_dead_state(state) {
            return FAILURE;
        }
        if dfa.is_match_state(state) {
            return SUCCESS;
        }
        let next = u16::try_from(self.found.len())
            .unwrap_or(u16::MAX)
            .saturating_add(2);
        *self.ids.entry(state).or_insert_with(|| {
            self.found.push(state);
            next
        })
    }
}

/// Merges the bytes that no state tells apart.
fn compressed(rows: &[(Vec<u16>, bool)]) -> Table {
    let mut columns: BTreeMap<Vec<u16>, u8> = BTreeMap::new();
    let mut classes = Vec::new();
    let mut order: Vec<usize> = Vec::new();
    for byte in 0..256 {
        let column: Vec<u16> = rows.iter().map(|(row, _)| row[byte]).collect();
        let next = u8::try_from(columns.len()).unwrap_or(u8::MAX);
        let class = *columns.entry(column).or_insert_with(|| {
            order.push(byte);
            next
        });
        classes.push(class);
    }
    let stride = order.len();
    let mut next = vec![FAILURE; stride];
    next.extend(vec![SUCCESS; stride]);
    let mut accepting = vec![false, true];
    for (row, accepts) in rows {
        next.extend(order.iter().map(|byte| row[*byte]));
        accepting.push(*accepts);
    }
    Table {
        classes,
        stride,
        next,
        accepting,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_match(table: &Table, text: &str) -> bool {
        let step = |state: u16, byte: u8| {
            table.next
                [usize::from(state) * table.stride + usize::from(table.classes[usize::from(byte)])]
        };
        table.accepting[usize::from(text.bytes().fold(2, step))]
    }

    #[track_caller]
    fn check(pattern: &str, matching: &[&str], others: &[&str]) {
        let table = table(pattern).unwrap();
        for text in matching {
            assert!(
                is_match(&table, text),
                "`{pattern}` is not found in {text:?}"
            );
        }
        for text in others {
            assert!(!is_match(&table, text), "`{pattern}` is found in {text:?}");
        }
    }

    #[test]
    fn expressions_are_searched_not_matched_whole() {
        check("b", &["abc", "b"], &["", "ac"]);
        check(
            "^Hostname|IPAddress$",
            &["HostnameX", "XIPAddress"],
            &["XHostname", "IPAddressX"],
        );
    }

    #[test]
    fn anchors_mean_the_text() {
        check("^a$", &["a"], &["a\n", "\na", "aa", ""]);
        check("^$|^b$", &["", "b"], &["\n", "bb"]);
    }

    #[test]
    fn characters_are_code_points() {
        check("^[^a]{2}$", &["é😀", "bc"], &["é", "ab"]);
        check("^.+$", &["é"], &["", "a\nb"]);
        check("(?i)^k$", &["k", "K", "\u{212a}"], &["x"]);
    }

    #[test]
    fn one_class_to_the_end_is_told_from_others() {
        let letters = |pattern| table(pattern).unwrap().letters();
        for pattern in ["^[a-z]+$", "^[-a-zA-Z0-9_.]+$"] {
            assert!(letters(pattern), "`{pattern}`");
        }
        for pattern in [
            "[a-z]+",
            "^[a-z]+",
            "^[a-z]*$",
            "^[a-z]$",
            "^[a-z]{2,}$",
            "^[a-z]+[0-9]$",
            "^é+$",
        ] {
            assert!(!letters(pattern), "`{pattern}`");
        }
    }

    #[test]
    fn classes_that_go_reads_otherwise_are_refused() {
        assert!(table(r"\d").is_err());
        assert!(table("[[:alpha:]]").is_err());
    }
}
