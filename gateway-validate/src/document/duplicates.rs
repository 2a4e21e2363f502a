//! Keys that stand twice in one mapping.

use std::collections::HashMap;

use super::tree::MemberData;

/// Up to this many members are compared pair by pair.
const FEW_MEMBERS: usize = 16;

/// Pairs of positions with one key: a member that is overridden, and the next with its key.
pub(super) fn overridden(members: &[MemberData], texts: &str) -> Vec<(usize, usize)> {
    let text = |member: &MemberData| texts.get(member.key.range()).unwrap_or_default();
    let mut pairs = Vec::new();
    if members.len() <= FEW_MEMBERS {
        for (later, member) in members.iter().enumerate() {
            let before = members.get(..later).unwrap_or_default();
            if let Some(earlier) = before.iter().rposition(|other| text(other) == text(member)) {
                pairs.push((earlier, later));
            }
        }
        return pairs;
    }
    let mut seen = HashMap::with_capacity(members.len());
    for (later, member) in members.iter().enumerate() {
        if let Some(earlier) = seen.insert(text(member), later) {
            pairs.push((earlier, later));
        }
    }
    pairs
}

/// The members that are not overridden, in order.
pub(super) fn without(members: &[MemberData], pairs: &[(usize, usize)]) -> Vec<MemberData> {
    let mut gone: Vec<usize> = pairs.iter().map(|(earlier, _)| *earlier).collect();
    gone.sort_unstable();
    let mut gone = gone.into_iter().peekable();
    let numbered = members.iter().enumerate();
    numbered
        .filter(|(position, _)| gone.next_if_eq(position).is_none())
        .map(|(_, member)| *member)
        .collect()
}
