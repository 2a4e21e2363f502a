//! Field: the path to a place in an object, built without allocating and printed only when
//! something is wrong there.

use std::fmt;

/// A field path, each part borrowing the one before it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Field<'a> {
    /// A field at the top of the object.
    Root(&'static str),
    /// A member of the field before.
    Member(&'a Field<'a>, &'static str),
    /// An item of the list before, counted from 0.
    Item(&'a Field<'a>, usize),
}

impl Field<'_> {
    /// A member of this field.
    pub(crate) fn member(&self, name: &'static str) -> Field<'_> {
        Field::Member(self, name)
    }

    /// An item of this list.
    pub(crate) fn item(&self, index: usize) -> Field<'_> {
        Field::Item(self, index)
    }
}

impl fmt::Display for Field<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root(name) => f.write_str(name),
            Self::Member(parent, name) => write!(f, "{parent}.{name}"),
            Self::Item(parent, index) => write!(f, "{parent}[{index}]"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_print_as_an_api_server_spells_them() {
        let rules = Field::Root("spec").member("rules").to_string();
        assert_eq!(rules, "spec.rules");
        let spec = Field::Root("spec");
        let rules = spec.member("rules");
        let rule = rules.item(2);
        assert_eq!(rule.member("matches").to_string(), "spec.rules[2].matches");
    }
}
