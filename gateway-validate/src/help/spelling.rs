//! The word that was meant.

/// The known word that is spelled almost like this one: but for case, or for a slip or two.
pub(super) fn closest<'k>(written: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let wanted = plain(written);
    // Of longer texts none is a slip of a word.
    if wanted.is_empty() || wanted.len() > 64 {
        return None;
    }
    let near = known.filter_map(|word| {
        let plain = plain(word);
        let distance = distance(&wanted, &plain);
        (distance <= plain.len() / 4).then_some((distance, word))
    });
    near.min().map(|(_, word)| word)
}

fn plain(word: &str) -> Vec<char> {
    let letters = word.chars().filter(|next| next.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// How many letters are to be changed, added or left out.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut before: Vec<usize> = (0..=other.len()).collect();
    for (row, left) in one.iter().enumerate() {
        let mut corner = row;
        let mut last = row + 1;
        let mut now = vec![last];
        for (right, above) in other.iter().zip(before.iter().skip(1)) {
            let changed = corner + usize::from(left != right);
            last = changed.min(above + 1).min(last + 1);
            now.push(last);
            corner = *above;
        }
        before = now;
    }
    before.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn slips_lead_to_the_word_that_was_meant() {
        let check = |written: &str, meant: Option<&str>| {
            let known = ["Exact", "PathPrefix", "RegularExpression"];
            assert_eq!(closest(written, known.into_iter()), meant, "{written}");
        };
        check("exact", Some("Exact"));
        check("path-prefix", Some("PathPrefix"));
        check("PathPrefx", Some("PathPrefix"));
        check("RegularExpresion", Some("RegularExpression"));
        check("Prefix", None);
        check("", None);
    }
}
