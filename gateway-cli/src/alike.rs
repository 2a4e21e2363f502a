//! Alike: the name that a misspelled one most likely means.

/// How much a name must be like another one to be meant, of 1.
const ALIKE: f64 = 0.75;

/// The most similar of the known names, if one is similar enough.
pub(crate) fn alike<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let name = name.to_ascii_lowercase();
    let likeness =
        |known: &str| strsim::normalized_damerau_levenshtein(&known.to_ascii_lowercase(), &name);
    let rated = known.into_iter().map(|known| (likeness(known), known));
    let closest = rated.max_by(|left, right| left.0.total_cmp(&right.0));
    closest
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .map(|(_, known)| known)
}

/// What a reader says of an unknown name and of all that it knows, with the one that is meant in the
/// place of the list, where there is one that is alike.
pub(crate) fn shortened(message: &str) -> String {
    let mut names = message.split('`').skip(1).step_by(2);
    let unknown = message.starts_with("unknown ");
    let given = names.next().filter(|_| unknown);
    match given.and_then(|given| Some((given, alike(given, names)?))) {
        Some((given, meant)) => {
            let end = message.find(given).unwrap_or_default() + given.len() + 1;
            let start = message.get(..end).unwrap_or(message);
            format!("{start}; did you mean `{meant}`?")
        }
        None => message.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_alike_takes_the_place_of_the_list() {
        for (message, expected) in [
            (
                "unknown field `regexRanks`, expected one of `channel`, `regexRank`",
                "unknown field `regexRanks`; did you mean `regexRank`?",
            ),
            (
                "unknown variant `afterprefix`, expected `beforeExact` or `afterPrefix`",
                "unknown variant `afterprefix`; did you mean `afterPrefix`?",
            ),
            (
                "unknown field `colour`, expected `channel`",
                "unknown field `colour`, expected `channel`",
            ),
            ("`a` is no range, write `b`", "`a` is no range, write `b`"),
            ("unknown", "unknown"),
        ] {
            assert_eq!(shortened(message), expected);
        }
    }
}
