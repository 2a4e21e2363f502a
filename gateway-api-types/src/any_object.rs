//! Objects of any kind.

use std::fmt;

use serde::de::DeserializeOwned;
use serde::{Deserialize as _, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::generated::kinds::for_each_kind;
use crate::kind::Kind;
use crate::namespaced_name::NamespacedName;
use crate::object::GatewayApiObject;
use crate::values::{Path, Values as _};
use crate::wire::with_empty_texts;

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

            /// Values that an object can hold and the API does not take, with their paths: names
            /// and durations that break their rule, and values that an enum does not have.
            ///
            /// Reading does not fail on them. What relates several fields is not looked at.
            pub fn invalid_values(&self) -> Vec<ObjectError> {
                let mut found = Vec::new();
                match self {
                    $($(#[$gate])? Self::$name(object) => {
                        object.find_invalid(&Path::Root, &mut found);
                    })*
                    Self::Unknown(_) => {}
                }
                found
            }

            /// Reads an object of a kind from what is not JSON: nothing where the kind is compiled out.
            ///
            /// Labels and annotations that are null are an error here; [`Object::from_value`] reads
            /// them as an API server does, and says of any other error where it is.
            #[inline]
            pub fn deserialize_as<'de, D: Deserializer<'de>>(
                kind: Kind,
                deserializer: D,
            ) -> Result<Option<Self>, D::Error> {
                match kind {
                    $($(#[$gate])? Kind::$name => {
                        let object = crate::$name::deserialize(deserializer)?;
                        Ok(Some(Self::$name(Box::new(object))))
                    })*
                    #[allow(unreachable_patterns, reason = "kinds may be compiled out")]
                    _ => Ok(None),
                }
            }

            #[inline]
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
    // Reading every kind is most of what there is to compile in this crate. Inlined functions are
    // compiled where they are used, so that who reads no `Object` does not wait for it.
    #[inline]
    pub fn from_value(value: Value) -> Result<Self, ObjectError> {
        let text = |key| value.get(key).and_then(Value::as_str).unwrap_or_default();
        let (group, version) = text("apiVersion").rsplit_once('/').unwrap_or_default();
        match Kind::find(group, text("kind")) {
            Some(kind) if kind.versions().contains(&version) => {
                Self::read(kind, with_empty_texts(value))
            }
            _ => Ok(Self::Unknown(value)),
        }
    }

    /// Reads an object or, if it is a list of any kind, its items, each by itself: one that cannot
    /// be read leaves the others alone. Items without `apiVersion` and `kind` have those of the
    /// list. A `List`, or list of one of our kinds, whose `items` are no list is an error.
    #[inline]
    pub fn from_list(value: Value) -> Vec<Result<Self, ObjectError>> {
        let (api_version, kind) = (value["apiVersion"].clone(), value["kind"].clone());
        let item_kind = kind.as_str().and_then(|kind| kind.strip_suffix("List"));
        let (Some(item_kind), Value::Object(mut list)) = (item_kind, value.clone()) else {
            return vec![Self::from_value(value)];
        };
        let items = match list.remove("items") {
            Some(Value::Array(items)) => items,
            Some(other) if item_kind.is_empty() || is_ours(&api_version, item_kind) => {
                let error = typed::<Vec<Value>>(other).err();
                return error
                    .into_iter()
                    .map(|error| Err(error.below("items")))
                    .collect();
            }
            // An object whose kind happens to end in `List`.
            _ => return vec![Self::from_value(value)],
        };
        let items = items.into_iter().enumerate();
        let read = items.flat_map(|(index, mut item)| {
            if let (Value::Object(members), false) = (&mut item, item_kind.is_empty()) {
                members
                    .entry("apiVersion")
                    .or_insert_with(|| api_version.clone());
                members.entry("kind").or_insert_with(|| item_kind.into());
            }
            let objects = Self::from_list(item).into_iter();
            objects
                .map(move |object| object.map_err(|error| error.below(&format!("items[{index}]"))))
        });
        read.collect()
    }

    /// Reads JSON texts that follow one another, lists taken apart as in
    /// [`from_list`](Self::from_list). Where the text is no JSON it ends with an error.
    ///
    /// ```
    /// use gateway_api_types::Object;
    ///
    /// let text = r#"
    ///     {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}}
    ///     {"apiVersion": "v1", "kind": "List", "items": [
    ///         {"apiVersion": "gateway.networking.k8s.io/v1", "kind": "HTTPRoute",
    ///          "metadata": {"name": "b"}, "spec": {"rules": [{"backendRefs": [{"name": 5}]}]}},
    ///         {"apiVersion": "gateway.networking.k8s.io/v1", "kind": "HTTPRoute",
    ///          "metadata": {"name": "c"}, "spec": {}}
    ///     ]}"#;
    /// let objects = Object::from_json(text);
    /// assert!(matches!(&objects[0], Ok(Object::Unknown(_))));
    /// let error = objects[1].as_ref().unwrap_err();
    /// assert_eq!(error.path(), "items[0].spec.rules[0].backendRefs[0].name");
    /// assert!(matches!(&objects[2], Ok(Object::HttpRoute(_))));
    /// ```
    #[inline]
    pub fn from_json(text: &str) -> Vec<Result<Self, ObjectError>> {
        let documents = serde_json::Deserializer::from_str(text).into_iter::<Value>();
        let objects = documents.flat_map(|document| match document {
            Ok(value) => Self::from_list(value),
            Err(error) => vec![Err(ObjectError::new(String::new(), error.to_string()))],
        });
        objects.collect()
    }
}

fn is_ours(api_version: &Value, kind: &str) -> bool {
    let group = api_version.as_str().and_then(|text| text.split('/').next());
    group.is_some_and(|group| Kind::find(group, kind).is_some())
}

fn typed<T: DeserializeOwned>(value: Value) -> Result<T, ObjectError> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let path = error.path().to_string();
        let path = if path == "." { String::new() } else { path };
        ObjectError::new(path, error.into_inner().to_string())
    })
}

/// Object that is not what it should be: where, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectError {
    path: String,
    message: String,
}

impl ObjectError {
    pub(crate) fn new(path: String, message: String) -> Self {
        Self { path, message }
    }

    /// The error seen from an object that the one at fault stands in.
    fn below(self, parent: &str) -> Self {
        let dot = if self.path.is_empty() { "" } else { "." };
        Self {
            path: format!("{parent}{dot}{}", self.path),
            ..self
        }
    }

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
