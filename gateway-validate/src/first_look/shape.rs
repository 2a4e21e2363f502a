//! The names of an item of a list, which most of the others have, too.

use super::{Look, Seen, look};
use crate::json::Json;
use crate::property::{Mark, Property};
use crate::schema::{Kind, Schema};

/// In lists of so many items it is worth the while to learn the names of one.
pub(super) const MANY: usize = 4;

/// Items with more members are looked at one by one; lists that are long have none such.
const MEMBERS: usize = 4;

/// The properties of an item in the order in which it has them, none of which has anything in it.
///
/// An item with the same names in the same order has all that it must have and nothing that it may not, so that its
/// names are compared with those alone.
pub(super) struct Shape {
    properties: [Option<&'static Property>; MEMBERS],
}

impl Shape {
    /// The shape of an item, if it is one as above.
    #[inline(never)]
    pub(super) fn of<'a, J: Json<'a>>(item: J, schema: &'static Schema) -> Option<Self> {
        let mut properties = [None; MEMBERS];
        let mut places = properties.iter_mut();
        let mut seen = Seen::new(schema);
        let is_object = item.each_member(|name, _| {
            let property = seen.property(name).map(|(_, property)| property);
            let is_flat =
                |property: &&Property| !matches!(property.schema.kind, Kind::Object | Kind::Array);
            match (places.next(), property.filter(is_flat)) {
                (Some(place), Some(property)) => *place = Some(property),
                _ => seen.found(Look::Unsure),
            }
        });
        (is_object && seen.end() == Look::Sound).then_some(Self { properties })
    }

    /// Looks at an item of this shape, of which the text of the key comes along and is looked at by nobody else;
    /// nothing if it has another shape.
    #[inline]
    pub(super) fn look_at<'a, J: Json<'a>>(
        &self,
        item: J,
        key: &'static Property,
    ) -> Option<(Look, Option<&'a [u8]>)> {
        let mut properties = self.properties.iter();
        let (mut is_same, mut worst, mut key_text) = (true, Look::Sound, None);
        let is_object = item.each_member(|name, value| {
            let Some(Some(property)) = properties.next() else {
                is_same = false;
                return;
            };
            if !property.is_named(name, Mark::of(name)) {
                is_same = false;
                return;
            }
            let text = value.bytes();
            if std::ptr::eq(*property, key) {
                key_text = text;
            } else if !text.is_some_and(|text| property.is_sound_at(text.len())) {
                worst = worst.max(look(value, property.schema));
            }
        });
        let is_whole = properties.next().is_none_or(Option::is_none);
        (is_same && is_whole && is_object).then_some((worst, key_text))
    }
}
