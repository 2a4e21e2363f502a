//! Keys that stand twice in one mapping.

use std::collections::HashMap;

use super::scalar::KeyKind;
use super::tree::MemberData;

/// Up to this many members are compared pair by pair.
const FEW_MEMBERS: usize = 16;

/// Two members with one key.
pub(super) struct Pair {
    /// The position of the member that is overridden.
    pub(super) earlier: usize,
    /// The position of the next with its key.
    pub(super) later: usize,
    /// Whether the key stood before as what it is here: 1 and 1, not 1 and "1".
    pub(super) repeats: bool,
}

/// The members with the key of an earlier one.
pub(super) fn overridden(members: &[MemberData], texts: &str) -> Vec<Pair> {
    let text = |member: &MemberData| texts.get(member.key.range()).unwrap_or_default();
    let mut pairs = Vec::new();
    if members.len() <= FEW_MEMBERS {
        for (later, member) in members.iter().enumerate() {
            let before = members.get(..later).unwrap_or_default();
            let same = |other: &&MemberData| text(other) == text(member);
            if let Some(earlier) = before.iter().rposition(|other| same(&other)) {
                let repeats = before
                    .iter()
                    .filter(same)
                    .any(|other| other.kind == member.kind);
                pairs.push(Pair {
                    earlier,
                    later,
                    repeats,
                });
            }
        }
        return pairs;
    }
    let mut seen = HashMap::with_capacity(members.len());
    for (later, member) in members.iter().enumerate() {
        let (last, kinds) = seen
            .entry(text(member))
            .or_insert((None, [false; KeyKind::Float as usize + 1]));
        let known = &mut kinds[member.kind as usize];
        if let Some(earlier) = last.replace(later) {
            pairs.push(Pair {
                earlier,
                later,
                repeats: *known,
            });
        }
        *known = true;
    }
    pairs
}

/// The members that are not overridden, in order.
pub(super) fn without(members: &[MemberData], pairs: &[Pair]) -> Vec<MemberData> {
    let mut gone: Vec<usize> = pairs.iter().map(|pair| pair.earlier).collect();
    gone.sort_unstable();
    let mut gone = gone.into_iter().peekable();
    let numbered = members.iter().enumerate();
    numbered
        .filter(|(position, _)| gone.next_if_eq(position).is_none())
        .map(|(_, member)| *member)
        .collect()
}
