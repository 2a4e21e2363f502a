//! Many: texts that name things of which there may be thousands, so that no message grows with the
//! input.

use std::fmt::{Display, Write as _};

/// How many things are named. No list of the schema in which something can be wrong rule by rule is
/// longer.
pub(crate) const MOST: usize = 16;

/// The first of these, and how many more there are: `a, b and 3 more`.
pub(crate) fn listed<T: Display>(things: impl IntoIterator<Item = T>) -> String {
    joined(", ", things)
}

/// The same for messages.
pub(crate) fn messages<T: Display>(things: impl IntoIterator<Item = T>) -> String {
    joined("; ", things)
}

/// Names that are known to be the first of as many.
pub(crate) fn first_of<T: Display>(first: impl IntoIterator<Item = T>, total: usize) -> String {
    let mut text = String::new();
    let mut named = 0;
    for name in first.into_iter().take(MOST) {
        append(&mut text, ", ", name);
        named += 1;
    }
    more(&mut text, total.saturating_sub(named));
    text
}

fn joined<T: Display>(separator: &str, things: impl IntoIterator<Item = T>) -> String {
    let mut things = things.into_iter();
    let mut text = String::new();
    for thing in things.by_ref().take(MOST) {
        append(&mut text, separator, thing);
    }
    more(&mut text, things.count());
    text
}

fn append(text: &mut String, separator: &str, thing: impl Display) {
    if !text.is_empty() {
        text.push_str(separator);
    }
    // Writing to a text does not fail.
    let _ = write!(text, "{thing}");
}

fn more(text: &mut String, count: usize) {
    if count > 0 {
        let _ = write!(text, " and {count} more");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_names_the_first_and_counts_the_rest() {
        assert_eq!(listed(0..0), "");
        assert_eq!(listed(0..1), "0");
        assert_eq!(messages(["a", "b"]), "a; b");
        let all = "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15";
        assert_eq!(listed(0..MOST), all);
        assert_eq!(listed(0..4000), format!("{all} and 3984 more"));
        assert_eq!(first_of(0..4000, 4000), format!("{all} and 3984 more"));
        assert_eq!(first_of(["a", "b"], 2), "a, b");
        assert_eq!(first_of(["a", "b"], 5), "a, b and 3 more");
    }
}
