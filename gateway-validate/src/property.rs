//! Properties of schemas, and sets of them.

use crate::generated::field;
use crate::schema::{Field, Format, Kind, Schema};

/// A property of an object.
#[derive(Debug)]
pub(crate) struct Property {
    pub(crate) name: &'static str,
    mark: Mark,
    pub(crate) field: Field,
    pub(crate) schema: &'static Schema,
    /// The lengths of texts that are sound whatever is in them.
    sound: Lengths,
}

/// The first and last bytes of a name, which together with the length tell short names apart without a call.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark(u64, u64);

/// Some properties of a schema, by position. No schema has more than 64, codegen sees to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Present(u64);

/// Names up to this length are told apart by mark and length.
const MARKED: usize = 16;

impl Property {
    pub(crate) const fn new(name: &'static str, field: Field, schema: &'static Schema) -> Self {
        Self {
            name,
            mark: Mark::of(name.as_bytes()),
            field,
            schema,
            sound: sound_lengths(schema),
        }
    }

    /// Whether a text of so many bytes is sound, whatever is in it.
    #[inline]
    pub(crate) fn is_sound_at(&self, length: usize) -> bool {
        self.sound.hold(length)
    }

    /// Whether this is its name, of which the mark is known.
    #[inline]
    pub(crate) fn is_named(&self, name: &[u8], mark: Mark) -> bool {
        self.name.len() == name.len()
            && ((self.mark.0 ^ mark.0) | (self.mark.1 ^ mark.1)) == 0
            && (name.len() <= MARKED || self.has_long_name(name))
    }

    /// Apart, so that what compares short names is short.
    #[inline(never)]
    fn has_long_name(&self, name: &[u8]) -> bool {
        self.name.as_bytes() == name
    }

    /// Whether a rule reads it, or something in it.
    pub(crate) fn is_read_by_rules(&self) -> bool {
        self.field != field::OTHER || self.schema.has_rules
    }
}

/// How many bytes a text may have.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lengths {
    least: usize,
    /// How many more than the least.
    more: usize,
}

impl Lengths {
    /// No text is that long.
    const NONE: Self = Self {
        least: usize::MAX,
        more: 0,
    };

    /// Those at which a text is neither too short nor too long. It has at most as many characters as bytes, and at least
    /// a quarter.
    pub(crate) const fn of(schema: &Schema) -> Self {
        let least = match schema.min_length {
            Some(limit) if limit > 0 => limit * 4 - 3,
            _ => 0,
        };
        let most = match schema.max_length {
            Some(limit) => limit,
            None => usize::MAX - 1,
        };
        match most.checked_sub(least) {
            Some(more) => Self { least, more },
            None => Self::NONE,
        }
    }

    #[inline]
    pub(crate) const fn hold(self, length: usize) -> bool {
        length.wrapping_sub(self.least) <= self.more
    }
}

/// The lengths at which a text needs no look, see [`Property::is_sound_at`].
const fn sound_lengths(schema: &Schema) -> Lengths {
    let is_free = schema.pattern.is_none() && schema.enumeration.is_empty();
    match (schema.kind, schema.format) {
        (Kind::String, Format::None) if is_free => Lengths::of(schema),
        _ => Lengths::NONE,
    }
}

impl Mark {
    #[inline]
    pub(crate) const fn of(name: &[u8]) -> Self {
        if let (Some(start), Some(end)) = (name.first_chunk(), name.last_chunk()) {
            return Self(u64::from_le_bytes(*start), u64::from_le_bytes(*end));
        }
        if let (Some(start), Some(end)) = (name.first_chunk(), name.last_chunk()) {
            let (start, end) = (u32::from_le_bytes(*start), u32::from_le_bytes(*end));
            return Self(start as u64, end as u64);
        }
        match *name {
            [one, two, three] => Self(one as u64, (two as u64) << 8 | three as u64),
            [one, two] => Self(one as u64, two as u64),
            [one] => Self(one as u64, 0),
            _ => Self(0, 0),
        }
    }
}

impl Present {
    pub(crate) const NONE: Self = Self(0);

    /// The properties at these positions.
    pub(crate) const fn of(positions: &[usize]) -> Self {
        let mut all = Self::NONE;
        let mut rest = positions;
        while let [first, others @ ..] = rest {
            all.0 |= Self::bit(*first);
            rest = others;
        }
        all
    }

    #[inline]
    pub(crate) fn add(&mut self, position: usize) {
        self.0 |= Self::bit(position);
    }

    pub(crate) fn remove(&mut self, position: usize) {
        self.0 &= !Self::bit(position);
    }

    #[inline]
    pub(crate) fn has_all(self, others: Self) -> bool {
        self.0 & others.0 == others.0
    }

    #[inline]
    pub(crate) fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    pub(crate) fn without(self, others: Self) -> Self {
        Self(self.0 & !others.0)
    }

    /// Apart, as it takes long and is seldom asked.
    #[inline(never)]
    pub(crate) fn count(self) -> usize {
        self.0.count_ones() as usize
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The positions, going up.
    pub(crate) fn positions(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let position = rest.trailing_zeros() as usize;
            // Takes the lowest one away.
            rest &= rest.checked_sub(1)?;
            Some(position)
        })
    }

    #[inline]
    const fn bit(position: usize) -> u64 {
        1 << (position % 64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_apart_whatever_their_length() {
        for length in 0..40 {
            let name: String = ('a'..='z').cycle().take(length).collect();
            let property = Property::new(name.clone().leak(), field::OTHER, &Schema::STRING);
            let is_named =
                |name: &str| property.is_named(name.as_bytes(), Mark::of(name.as_bytes()));
            assert!(is_named(&name));
            assert!(!is_named(&format!("{name}a")));
            for position in 0..length {
                let mut other = name.clone();
                other.replace_range(position..=position, "A");
                assert!(!is_named(&other), "{other}");
                other.replace_range(position..=position, "\0");
                assert!(!is_named(&other), "{other:?}");
                other.remove(position);
                assert!(!is_named(&other), "{other}");
            }
        }
    }

    #[test]
    fn positions_go_up() {
        let some = Present::of(&[63, 0, 5]);
        assert_eq!(some.positions().collect::<Vec<_>>(), [0, 5, 63]);
        assert_eq!(some.without(Present::of(&[5])).count(), 2);
        assert!(some.has_all(Present::of(&[0, 63])) && !some.has_all(Present::of(&[0, 1])));
        assert_eq!(Present::NONE.positions().count(), 0);
    }
}
