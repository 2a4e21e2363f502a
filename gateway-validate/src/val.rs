//! Values of fitted objects, as checks and rules read them.

use crate::cel_runtime::{Fault, Outcome};
use crate::fit::{Data, Slot};
use crate::property::Present;
use crate::schema::{Field, Kind, Schema};

/// A value of a fitted object, with what it takes to look into it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Val<'t> {
    slots: &'t [Slot<'t>],
    slot: &'t Slot<'t>,
}

impl<'t> Val<'t> {
    pub(crate) fn new(slots: &'t [Slot<'t>], slot: &'t Slot<'t>) -> Self {
        Self { slots, slot }
    }

    pub(crate) fn data(self) -> Data<'t> {
        self.slot.data
    }

    /// Whether a first look found nothing to say of it.
    pub(crate) fn is_sound(self) -> bool {
        self.slot.is_sound
    }

    /// The slots of a list, object or map.
    pub(crate) fn parts(self) -> &'t [Slot<'t>] {
        match self.slot.data {
            Data::List(range) | Data::Object(range, _) | Data::Map(range) => {
                self.slots.get(range.of(self.slots)).unwrap_or_default()
            }
            _ => &[],
        }
    }

    /// A part of this value.
    pub(crate) fn part(self, slot: &'t Slot<'t>) -> Self {
        Self {
            slots: self.slots,
            slot,
        }
    }

    /// The members of an object or map: name, value and schema.
    pub(crate) fn members(self, schema: Option<&'static Schema>) -> Members<'t> {
        let parts = self.parts();
        match self.slot.data {
            Data::Map(_) => Members {
                of: self,
                parts,
                step: 2,
                schema,
            },
            Data::Object(..) => Members {
                of: self,
                parts,
                step: 1,
                schema,
            },
            _ => Members {
                of: self,
                parts: &[],
                step: 1,
                schema,
            },
        }
    }

    /// Which properties of the schema are there.
    pub(crate) fn present(self) -> Present {
        match self.slot.data {
            Data::Object(_, present) => present,
            _ => Present::NONE,
        }
    }

    /// The value of a property, by its name.
    pub(crate) fn property(self, schema: &Schema, name: &str) -> Option<Self> {
        let members = self.parts().iter();
        let mut members = members.filter(|slot| {
            slot.property(schema)
                .is_some_and(|property| property.name == name)
        });
        match self.slot.data {
            Data::Object(..) => members.next().map(|slot| self.part(slot)),
            _ => None,
        }
    }

    /// The value of a property, by its position in the schema.
    pub(crate) fn property_at(self, position: usize) -> Option<Self> {
        let mut slots = self.parts().iter();
        match self.slot.data {
            Data::Object(..) => slots
                .find(|slot| slot.is_property(position))
                .map(|slot| self.part(slot)),
            _ => None,
        }
    }

    fn fit(self) -> Outcome<()> {
        match self.slot.wanted {
            None => Ok(()),
            Some(wanted) => Err(Fault::mismatch(wanted, self.slot.data)),
        }
    }

    fn find(self, field: Field) -> Option<Self> {
        let present = |slot: &&Slot<'_>| slot.field == field && !matches!(slot.data, Data::Null);
        self.parts()
            .iter()
            .find(present)
            .map(|slot| self.part(slot))
    }

    /// `self.field`
    pub(crate) fn get(self, field: Field) -> Outcome<Self> {
        self.fit()?;
        self.find(field).ok_or(Fault::NoSuchKey(field))
    }

    /// `has(self.field)`, which fails like reading it when the value is not of its type.
    pub(crate) fn has(self, field: Field) -> Outcome<bool> {
        self.fit()?;
        match self.find(field) {
            Some(value) => value.fit().map(|()| true),
            None => Ok(false),
        }
    }

    /// The items of a list.
    pub(crate) fn items(self) -> Outcome<Items<'t>> {
        self.fit()?;
        Ok(Items {
            of: self,
            slots: self.parts().iter(),
        })
    }

    /// The keys of a map.
    pub(crate) fn keys(self) -> Outcome<impl ExactSizeIterator<Item = &'t str> + Clone> {
        self.fit()?;
        let text = |slot: &'t Slot<'t>| match slot.data {
            Data::Text(text) => text,
            _ => "",
        };
        Ok(self.parts().iter().step_by(2).map(text))
    }

    /// `self[index]`
    pub(crate) fn at(self, index: usize) -> Outcome<Self> {
        self.fit()?;
        self.parts()
            .get(index)
            .map(|slot| self.part(slot))
            .ok_or(Fault::IndexOutOfBounds(index))
    }

    /// `size(self)`
    pub(crate) fn size(self) -> Outcome<i64> {
        self.fit()?;
        let size = match self.slot.data {
            Data::Text(text) => text.chars().count(),
            Data::Map(range) => range.length as usize / 2,
            _ => self.parts().len(),
        };
        Ok(i64::try_from(size).unwrap_or(i64::MAX))
    }

    /// `text in self`
    pub(crate) fn contains_text(self, text: &str) -> Outcome<bool> {
        let mut fault = None;
        for item in self.items()? {
            match item.text() {
                Ok(found) if found == text => return Ok(true),
                Ok(_) => {}
                Err(error) => fault = fault.or(Some(error)),
            }
        }
        fault.map_or(Ok(false), Err)
    }

    pub(crate) fn text(self) -> Outcome<&'t str> {
        match self.slot.data {
            Data::Text(text) if self.slot.wanted.is_none() => Ok(text),
            data => Err(Fault::mismatch(Kind::String, data)),
        }
    }

    pub(crate) fn int(self) -> Outcome<i64> {
        match self.slot.data {
            Data::Int(value) if self.slot.wanted.is_none() => Ok(value),
            data => Err(Fault::mismatch(Kind::Integer, data)),
        }
    }
}

/// The items of a list.
#[derive(Clone, Debug)]
pub(crate) struct Items<'t> {
    of: Val<'t>,
    slots: std::slice::Iter<'t, Slot<'t>>,
}

impl<'t> Iterator for Items<'t> {
    type Item = Val<'t>;

    fn next(&mut self) -> Option<Self::Item> {
        self.slots.next().map(|slot| self.of.part(slot))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.slots.size_hint()
    }
}

impl ExactSizeIterator for Items<'_> {}

/// The members of an object or map.
#[derive(Clone, Debug)]
pub(crate) struct Members<'t> {
    of: Val<'t>,
    parts: &'t [Slot<'t>],
    step: usize,
    schema: Option<&'static Schema>,
}

impl<'t> Iterator for Members<'t> {
    type Item = (&'t str, Val<'t>, Option<&'static Schema>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (first, rest) = self.parts.split_at_checked(self.step)?;
            self.parts = rest;
            match first {
                [key, value] => {
                    let Data::Text(name) = key.data else {
                        return None;
                    };
                    let schema = self.schema.and_then(|schema| schema.additional);
                    return Some((name, self.of.part(value), schema));
                }
                [value] => {
                    // A slot without a property is one that was taken out.
                    let Some(property) = value.property(self.schema?) else {
                        continue;
                    };
                    return Some((property.name, self.of.part(value), Some(property.schema)));
                }
                _ => return None,
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.parts.len() / self.step;
        (left, Some(left))
    }
}

impl ExactSizeIterator for Members<'_> {}
