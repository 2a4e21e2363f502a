//! Patterns: many regular expressions on one path, tried at once.
//!
//! A pattern stands under the path elements that it starts with literally, so that most requests
//! never come near it. Those of one place are one automaton, which reads the path once, needs no
//! memory while it does, and says which of them match. Patterns that would make it too large, or
//! that no such automaton can express, are tried one by one.

use regex_automata::Anchored;
use regex_automata::MatchKind;
use regex_automata::dfa::{Automaton, StartKind, dense};
use regex_automata::nfa::thompson;
use regex_automata::util::primitives::StateID;
use regex_automata::util::start;
use regex_syntax::hir::{Hir, HirKind, Look};

use super::discriminator::Node;
use crate::pattern::Pattern;

/// Memory that one automaton may take.
const SIZE_LIMIT: usize = 1 << 18;
/// Memory that building it may take.
const BUILD_LIMIT: usize = 1 << 20;
/// So many patterns are tried at once at most: thousands in one place shall not take a compile's time
/// to find out that they are too many.
const TOGETHER: usize = 64;

/// The patterns of one place.
#[derive(Clone, Debug)]
pub(crate) struct Patterns {
    sets: Box<[Set]>,
    /// The best rank that a candidate with one of them has.
    first: u32,
}

/// Patterns that are tried at once.
#[derive(Clone, Debug)]
struct Set {
    /// `None`: it cannot be built, for the one pattern that there is.
    automaton: Option<Box<dense::DFA<Vec<u32>>>>,
    members: Box<[Member]>,
}

/// A pattern, and the candidates that have it.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) pattern: Pattern,
    pub(crate) node: Node,
}

impl Patterns {
    pub(crate) fn new(mut members: Vec<Member>, first: u32) -> Self {
        let mut sets = Vec::new();
        while !members.is_empty() {
            let rest = members.split_off(members.len().min(TOGETHER));
            split(members, &mut sets);
            members = rest;
        }
        Self {
            sets: sets.into(),
            first,
        }
    }

    /// The best rank that a candidate with one of them has.
    pub(crate) fn first(&self) -> u32 {
        self.first
    }

    /// Calls `each` with the candidates of every pattern that matches.
    pub(crate) fn visit<'t>(&'t self, path: &str, mut each: impl FnMut(&'t Node)) {
        for set in &self.sets {
            set.visit(path.as_bytes(), &mut each);
        }
    }
}

impl Set {
    fn visit<'t>(&'t self, path: &[u8], each: &mut impl FnMut(&'t Node)) {
        if let Some(automaton) = &self.automaton
            && let Ok(end) = run(automaton, path)
        {
            let Some(end) = end else { return };
            for index in 0..automaton.match_len(end) {
                let pattern = automaton.match_pattern(end, index);
                if let Some(member) = self.members.get(pattern.as_usize()) {
                    each(&member.node);
                }
            }
            return;
        }
        let matching = self
            .members
            .iter()
            .filter(|member| member.pattern.matches(path));
        matching.for_each(|member| each(&member.node));
    }
}

/// That an automaton cannot say anything about a path.
struct GaveUp;

/// The state in which the automaton knows which patterns match the whole of `path`; `None`: none
/// does.
fn run(automaton: &dense::DFA<Vec<u32>>, path: &[u8]) -> Result<Option<StateID>, GaveUp> {
    let start = start::Config::new().anchored(Anchored::Yes);
    let mut state = automaton.start_state(&start).map_err(|_| GaveUp)?;
    for byte in path {
        state = automaton.next_state(state, *byte);
        if automaton.is_special_state(state) {
            if automaton.is_dead_state(state) {
                return Ok(None);
            }
            if automaton.is_quit_state(state) {
                return Err(GaveUp);
            }
        }
    }
    state = automaton.next_eoi_state(state);
    Ok(automaton.is_match_state(state).then_some(state))
}

/// Builds as few automata as the limits allow: one, or those of each half.
fn split(mut members: Vec<Member>, sets: &mut Vec<Set>) {
    let automaton = build(&members);
    if automaton.is_some() || members.len() < 2 {
        sets.push(Set {
            automaton: automaton.map(Box::new),
            members: members.into(),
        });
        return;
    }
    let other = members.split_off(members.len() / 2);
    split(members, sets);
    split(other, sets);
}

fn build(members: &[Member]) -> Option<dense::DFA<Vec<u32>>> {
    let patterns = members.iter().map(|member| member.pattern.anchored());
    let patterns: Vec<Hir> = patterns.collect::<Result<_, _>>().ok()?;
    let nfa = thompson::Compiler::new()
        .configure(
            thompson::Config::new()
                .utf8(false)
                .nfa_size_limit(Some(BUILD_LIMIT))
                .which_captures(thompson::WhichCaptures::None),
        )
        .build_many_from_hir(&patterns)
        .ok()?;
    dense::Builder::new()
        .configure(
            dense::Config::new()
                .match_kind(MatchKind::All)
                .start_kind(StartKind::Anchored)
                .accelerate(false)
                .dfa_size_limit(Some(SIZE_LIMIT))
                .determinize_size_limit(Some(BUILD_LIMIT)),
        )
        .build_from_nfa(&nfa)
        .ok()
}

/// The whole path elements that everything starts with that a pattern matches, each behind a `/`:
/// `/re` of `/re/[a-z]+`, nothing of `/re[0-9]`.
pub(crate) fn literal_elements(pattern: &Pattern) -> String {
    let mut bytes = Vec::new();
    if let Ok(hir) = pattern.anchored() {
        push_literal(&hir, &mut bytes);
    }
    let text = String::from_utf8_lossy(&bytes);
    let valid = text.len() == bytes.len() && text.starts_with('/');
    match text.rfind('/').filter(|_| valid) {
        Some(end) => text[..end].to_owned(),
        None => String::new(),
    }
}

/// Appends what everything starts with that `hir` matches, and says whether that is all that it
/// matches.
fn push_literal(hir: &Hir, bytes: &mut Vec<u8>) -> bool {
    match hir.kind() {
        HirKind::Literal(literal) => {
            bytes.extend_from_slice(&literal.0);
            true
        }
        HirKind::Concat(parts) => parts.iter().all(|part| push_literal(part, bytes)),
        HirKind::Capture(capture) => push_literal(&capture.sub, bytes),
        HirKind::Empty | HirKind::Look(Look::Start) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patterns(texts: &[&str]) -> Patterns {
        let members = texts.iter().zip(0..).map(|(text, index)| Member {
            pattern: Pattern::parse(text).unwrap(),
            node: Node::Leaf(index..index + 1),
        });
        Patterns::new(members.collect(), 0)
    }

    fn matching(patterns: &Patterns, path: &str) -> Vec<u32> {
        let mut found = Vec::new();
        patterns.visit(path, |node| {
            if let Node::Leaf(range) = node {
                found.push(range.start);
            }
        });
        found.sort_unstable();
        found
    }

    #[test]
    fn a_set_finds_what_its_patterns_find() {
        let texts = [
            "/a|/ab",
            "/a.*",
            "/[a-z]+",
            "(?i)/AB",
            "^/ab$",
            "(?m)^/a$",
            "",
            r"/\w+",
            r"/a\b.*",
            "/ab/?",
            "/é",
            "/(a|b){0,9}",
            "(?s).*",
        ];
        let set = patterns(&texts);
        for path in [
            "/a",
            "/ab",
            "/AB",
            "/ab/",
            "",
            "/",
            "/é",
            "/a/b",
            "/x\n",
            "/aaaaaaaaaa",
        ] {
            let expected: Vec<u32> = (0..)
                .zip(texts)
                .filter(|(_, text)| Pattern::parse(text).unwrap().matches(path.as_bytes()))
                .map(|(index, _)| index)
                .collect();
            assert_eq!(matching(&set, path), expected, "{path:?}");
        }
    }

    #[test]
    fn a_set_that_grows_too_large_is_split() {
        let texts: Vec<_> = (0..12)
            .map(|index| format!("/{index}(a|b)*a(a|b){{{}}}", index + 4))
            .chain([r"(?i)/\w{20}".to_owned()])
            .collect();
        let texts: Vec<_> = texts.iter().map(String::as_str).collect();
        let set = patterns(&texts);
        assert!(set.sets.len() > 1);
        for (index, path) in (0..).zip(["/0baaaaa", "/1baaaaaa", "/2baaaaaaa"]) {
            assert_eq!(matching(&set, path), [index], "{path}");
        }
        assert_eq!(matching(&set, "/abcdefghijklmnopqrst"), [12]);
    }

    #[test]
    fn a_pattern_stands_under_the_elements_that_it_starts_with() {
        for (text, expected) in [
            ("/re-001/[a-z]+/[0-9]{1,6}", "/re-001"),
            ("/a/b", "/a"),
            ("/a/b/", "/a/b"),
            ("/re[0-9]", ""),
            ("/re/x*", "/re"),
            ("/re/(x|y)", "/re"),
            ("/re(/x)?", ""),
            ("(/a/(b/))c", "/a/b"),
            ("^/a/.*$", "/a"),
            ("(?i)/a/.*", ""),
            ("/a/.*|/b/.*", ""),
            ("(/a/)?", ""),
            ("a/b/.*", ""),
            ("/é/.*", "/é"),
            ("", ""),
            ("/?a/b", ""),
            ("//a/.*", "//a"),
        ] {
            assert_eq!(
                literal_elements(&Pattern::parse(text).unwrap()),
                expected,
                "{text}"
            );
        }
    }
}
