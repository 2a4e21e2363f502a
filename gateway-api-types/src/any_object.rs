//! Objects of any kind.

use std::fmt;

use serde::de::DeserializeOwned;
use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::generated::kinds::for_each_kind;
use crate::kind::Kind;
use crate::namespaced_name::NamespacedName;
use crate::object::GatewayApiObject;

/// Declares [`Object`] over the table of kinds.
macro_rules! objects {
    ($($(#[$gate:meta])? $name:ident = $kind:literal in $group:literal { $($facts:tt)* })*) => {
        /// An object of one of our kinds, or of another one, which is kept as it is.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum Object {
            $(
                $(#[$gate])?
                #[doc = concat!("[`", stringify!($name), "`](crate::", stringify!($name), ").")]
                $name(Box<crate::$name>),
            )*
            /// An object of another kind or version.
            Unknown(Value),
        }

        impl Object {
            /// Kind of the object, if it is one of ours.
            pub fn kind(&self) -> Option<Kind> {
                match self {
                    $($(#[$gate])? Self::$name(_) => Some(Kind::$name),)*
                    Self::Unknown(_) => None,
                }
            }

            /// Namespace and name of the object, if it is one of ours.
            pub fn namespaced_name(&self) -> Option<NamespacedName> {
                match self {
                    $($(#[$gate])? Self::$name(object) => Some(object.namespaced_name()),)*
                    Self::Unknown(_) => None,
                }
            }

            /// The object with the API's defaults written in where something is absent, at any
            /// depth, as an API server stores it.
            #[must_use]
            pub fn with_defaults(self) -> Self {
                match self {
                    $($(#[$gate])? Self::$name(object) => {
                        Self::$name(Box::new(object.with_defaults()))
                    })*
                    Self::Unknown(value) => Self::Unknown(value),
                }
            }

            fn read(kind: Kind, value: Value) -> Result<Self, ObjectError> {
                match kind {
                    $($(#[$gate])? Kind::$name => typed(value).map(|object| Self::$name(Box::new(object))),)*
                    #[allow(unreachable_patterns, reason = "kinds may be compiled out")]
                    _ => Ok(Self::Unknown(value)),
                }
            }
        }

        impl Serialize for Object {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $($(#[$gate])? Self::$name(object) => object.serialize(serializer),)*
                    Self::Unknown(value) => value.serialize(serializer),
                }
            }
        }

        $(
            $(#[$gate])?
            impl From<crate::$name> for Object {
                fn from(object: crate::$name) -> Self {
                    Self::$name(Box::new(object))
                }
            }
        )*
    };
}

for_each_kind!(objects);

impl Object {
    /// Reads an object by its `apiVersion` and `kind`. What is not ours stays as it is; what is
    /// ours and has a value of the wrong JSON type is an error that says where.
    pub fn from_value(value: Value) -> Result<Self, ObjectError> {
        let text = |key| value.get(key).and_then(Value::as_str).unwrap_or_default();
        let (group, version) = text("apiVersion").rsplit_once('/').unwrap_or_default();
        match Kind::find(group, text("kind")) {
            Some(kind) if kind.versions().contains(&version) => Self::read(kind, value),
            _ => Ok(Self::Unknown(value)),
        }
    }
}

fn typed<T: DeserializeOwned>(value: Value) -> Result<T, ObjectError> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let path = error.path().to_string();
        ObjectError {
            path: if path == "." { String::new() } else { path },
            message: error.into_inner().to_string(),
        }
    })
}

/// Object that is not what it should be: where, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectError {
    path: String,
    message: String,
}

impl ObjectError {
    /// Path of the value at fault, such as `spec.rules[0].filters`; empty for the object itself.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is wrong with it.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for ObjectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path.as_str() {
            "" => f.write_str(&self.message),
            path => write!(f, "{path}: {}", self.message),
        }
    }
}

impl std::error::Error for ObjectError {}
