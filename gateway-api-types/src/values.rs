//! Values that an object can hold and the API does not take: found, with their paths.
//!
//! Reading never fails on them, so that one odd value does not hide a whole object; this is where
//! they come to light. What relates several fields is left to a validator.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use crate::any_object::ObjectError;

/// Rule of a named string, integer or enum.
pub(crate) trait Rule {
    /// What is wrong with a value, if anything is.
    fn problem(value: &str) -> Option<String>;
}

/// Where a value stands, as a chain from the object down.
pub(crate) enum Path<'a> {
    Root,
    Field(&'a Path<'a>, &'a str),
    Item(&'a Path<'a>, usize),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Field(Self::Root, name) => f.write_str(name),
            Self::Field(parent, name) => write!(f, "{parent}.{name}"),
            Self::Item(parent, index) => write!(f, "{parent}[{index}]"),
        }
    }
}

/// A value with named strings or enums inside.
pub(crate) trait Values {
    /// Adds what is wrong inside to the list.
    fn find_invalid(&self, path: &Path<'_>, found: &mut Vec<ObjectError>);
}

impl<T: Values> Values for Option<T> {
    fn find_invalid(&self, path: &Path<'_>, found: &mut Vec<ObjectError>) {
        if let Some(value) = self {
            value.find_invalid(path, found);
        }
    }
}

impl<T: Values> Values for Box<T> {
    fn find_invalid(&self, path: &Path<'_>, found: &mut Vec<ObjectError>) {
        (**self).find_invalid(path, found);
    }
}

impl<T: Values> Values for Vec<T> {
    fn find_invalid(&self, path: &Path<'_>, found: &mut Vec<ObjectError>) {
        for (index, value) in self.iter().enumerate() {
            value.find_invalid(&Path::Item(path, index), found);
        }
    }
}

/// A field whose values follow a rule.
pub(crate) trait Ruled {
    fn find_against<R: Rule>(&self, path: &Path<'_>, found: &mut Vec<ObjectError>);
}

impl Ruled for String {
    fn find_against<R: Rule>(&self, path: &Path<'_>, found: &mut Vec<ObjectError>) {
        check::<R>(self, path, found);
    }
}

impl<T: Ruled> Ruled for Option<T> {
    fn find_against<R: Rule>(&self, path: &Path<'_>, found: &mut Vec<ObjectError>) {
        if let Some(value) = self {
            value.find_against::<R>(path, found);
        }
    }
}

impl<T: Ruled> Ruled for Vec<T> {
    fn find_against<R: Rule>(&self, path: &Path<'_>, found: &mut Vec<ObjectError>) {
        for (index, value) in self.iter().enumerate() {
            value.find_against::<R>(&Path::Item(path, index), found);
        }
    }
}

impl<T: Ruled> Ruled for BTreeMap<String, T> {
    fn find_against<R: Rule>(&self, path: &Path<'_>, found: &mut Vec<ObjectError>) {
        for (key, value) in self {
            value.find_against::<R>(&Path::Field(path, key), found);
        }
    }
}

/// Adds what is wrong with one value to the list.
pub(crate) fn check<R: Rule>(value: &str, path: &Path<'_>, found: &mut Vec<ObjectError>) {
    found.extend(R::problem(value).map(|problem| ObjectError::new(path.to_string(), problem)));
}

/// What is wrong with a value unless it is one of those that are known.
pub(crate) fn problem_unless_known(value: &str, known: &[&str]) -> Option<String> {
    if known.contains(&value) {
        return None;
    }
    let mut problem = format!("`{value}` is not known here: write");
    for (index, name) in known.iter().enumerate() {
        let separator = match index {
            0 => " ",
            _ if index + 1 == known.len() => " or ",
            _ => ", ",
        };
        let _ = write!(problem, "{separator}`{name}`");
    }
    Some(problem)
}

/// Declares the fields of a struct that follow a rule, and those with values inside.
macro_rules! values {
    ($name:ident => within [$($within:ident $inner:literal),*] $($rule:ident [$($field:ident $wire:literal),*])*) => {
        impl $crate::values::Values for $name {
            fn find_invalid(
                &self,
                path: &$crate::values::Path<'_>,
                found: &mut Vec<$crate::ObjectError>,
            ) {
                $($crate::values::Values::find_invalid(
                    &self.$within,
                    &$crate::values::Path::Field(path, $inner),
                    found,
                );)*
                $($($crate::values::Ruled::find_against::<$crate::$rule>(
                    &self.$field,
                    &$crate::values::Path::Field(path, $wire),
                    found,
                );)*)*
            }
        }
    };
}

pub(crate) use values;
