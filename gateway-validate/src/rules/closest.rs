//! The closest of some names, for "did you mean".

/// The candidate that is the likeliest meant by a misspelled name: equal but for case and separators, or
/// a few edits away.
pub(super) fn closest<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let plain = folded(name);
    // One edit in four characters, so that short names do not turn into each other.
    let limit = (plain.len() / 4).clamp(1, 3);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let other = folded(candidate);
        let distance = if plain == other {
            0
        } else if is_plural(&plain, &other) {
            1
        } else {
            match edits(&plain, &other, limit) {
                Some(distance) if plain.len() > 2 => distance,
                _ => continue,
            }
        };
        if best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn folded(name: &str) -> Vec<u8> {
    // A longer name is no field, and is not worth comparing.
    name.bytes()
        .filter(|byte| !matches!(byte, b'-' | b'_'))
        .map(|byte| byte.to_ascii_lowercase())
        .take(64)
        .collect()
}

fn is_plural(one: &[u8], other: &[u8]) -> bool {
    let plural = |short: &[u8], long: &[u8]| {
        long.strip_prefix(short)
            .is_some_and(|rest| rest == b"s" || rest == b"es")
    };
    plural(one, other) || plural(other, one)
}

/// How many letters to insert, drop, replace or swap, if at most `limit`.
fn edits(one: &[u8], other: &[u8], limit: usize) -> Option<usize> {
    if one.len().abs_diff(other.len()) > limit {
        return None;
    }
    let width = other.len() + 1;
    let mut before: Vec<usize> = vec![0; width];
    let mut row: Vec<usize> = (0..width).collect();
    for (i, a) in one.iter().enumerate() {
        let mut next = vec![i + 1; width];
        for (j, b) in other.iter().enumerate() {
            let replaced = row[j] + usize::from(a != b);
            let mut least = replaced.min(row[j + 1] + 1).min(next[j] + 1);
            if i > 0 && j > 0 && *a == other[j - 1] && one[i - 1] == *b {
                least = least.min(before[j - 1] + 1);
            }
            next[j + 1] = least;
        }
        before = row;
        row = next;
    }
    row.last().copied().filter(|distance| *distance <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_case_number_and_fingers_are_seen_through() {
        let fields = ["hostnames", "parentRefs", "rules", "useDefaultGateways"];
        for (name, expected) in [
            ("Hostnames", Some("hostnames")),
            ("hostname", Some("hostnames")),
            ("parentRef", Some("parentRefs")),
            ("parent_refs", Some("parentRefs")),
            ("praentRefs", Some("parentRefs")),
            ("rulse", Some("rules")),
            ("useDefaultGateway", Some("useDefaultGateways")),
            ("listeners", None),
            ("r", None),
        ] {
            assert_eq!(closest(name, fields), expected, "{name}");
        }
    }
}
