//! Reading metadata, as Go reads JSON into its types.

use crate::field_path::FieldPath;
use crate::go;
use crate::json::{Json, View};

/// A field of metadata that is not of its type; the server does not read such an object at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Malformed {
    pub(crate) path: FieldPath,
    pub(crate) wanted: &'static str,
}

/// Reads a value as Go reads it into a field of its type; null is the empty value of every type.
pub(super) struct Reader<J, P> {
    pub(super) value: J,
    pub(super) path: P,
}

impl<'a, J: Json<'a>, P: Fn() -> FieldPath> Reader<J, P> {
    fn malformed(&self, wanted: &'static str) -> Malformed {
        Malformed {
            path: (self.path)(),
            wanted,
        }
    }

    pub(super) fn text(&self) -> Result<&'a str, Malformed> {
        match self.value.view() {
            View::Text(text) => Ok(text),
            View::Null => Ok(""),
            _ => Err(self.malformed("a text")),
        }
    }

    pub(super) fn bool(&self) -> Result<Option<bool>, Malformed> {
        match self.value.view() {
            View::Bool(value) => Ok(Some(value)),
            View::Null => Ok(None),
            _ => Err(self.malformed("a boolean")),
        }
    }

    pub(super) fn integer(&self) -> Result<Option<i64>, Malformed> {
        match self.value.view() {
            View::Int(value) => Ok(Some(value)),
            View::Null => Ok(None),
            // Whole floats are written without their fraction before they are read again.
            View::Float(value) if value.fract() == 0.0 => value
                .to_string()
                .parse()
                .map(Some)
                .map_err(|_| self.malformed("an integer")),
            _ => Err(self.malformed("an integer")),
        }
    }

    pub(super) fn time(&self) -> Result<Option<&'a str>, Malformed> {
        match self.value.view() {
            View::Text(text) if go::is_rfc3339(text) => Ok(Some(text)),
            View::Null => Ok(None),
            _ => Err(self.malformed("a time, as `2026-01-02T03:04:05Z`")),
        }
    }

    pub(super) fn texts_by_name(&self) -> Result<Vec<(&'a str, &'a str)>, Malformed> {
        let mut texts = Vec::new();
        self.each_member(|name, member| {
            texts.push((name, member.text()?));
            Ok(())
        })?;
        Ok(texts)
    }

    pub(super) fn items<T>(
        &self,
        mut read: impl FnMut(&Reader<J, &dyn Fn() -> FieldPath>) -> Result<T, Malformed>,
    ) -> Result<Vec<T>, Malformed> {
        let items = match self.value.view() {
            View::List(items) => items,
            View::Null => return Ok(Vec::new()),
            _ => return Err(self.malformed("a list")),
        };
        items
            .enumerate()
            .map(|(index, value)| {
                read(&Reader {
                    value,
                    path: &|| (self.path)().index(index),
                })
            })
            .collect()
    }

    pub(super) fn each_member(
        &self,
        mut read: impl FnMut(&'a str, &Reader<J, &dyn Fn() -> FieldPath>) -> Result<(), Malformed>,
    ) -> Result<(), Malformed> {
        let mut members = match self.value.view() {
            View::Object(members) => members,
            View::Null => return Ok(()),
            _ => return Err(self.malformed("a mapping")),
        };
        members.try_for_each(|(name, value)| {
            read(
                name,
                &Reader {
                    value,
                    path: &|| (self.path)().field(name),
                },
            )
        })
    }
}
