//! Open enums: a value that this release does not have is kept as it is spelled.

/// Declares an enum with a variant for each known value and `Unknown` for every other one.
///
/// On the wire it is a string. It never fails to deserialize, and a value keeps its spelling: case
/// counts, so that `exact` is an unknown value beside `Exact`.
macro_rules! open_enum {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $($(#[$variant_meta:meta])* $variant:ident = $value:literal,)*
        }
    ) => {
        $(#[$meta])*
        ///
        /// A value that is not known here is kept as `Unknown` and written back unchanged; compare
        /// and build values by `From<&str>`, which never gives `Unknown` for a known one.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_meta])* $variant,)*
            /// A value that this release of the API does not have, as it was spelled.
            Unknown(String),
        }

        impl $name {
            /// Values of this release, in the order of their declaration.
            pub const KNOWN: &'static [Self] = &[$(Self::$variant),*];

            /// The value as it stands on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Unknown(value) => value,
                }
            }

            /// Whether this release of the API has the value.
            pub fn is_known(&self) -> bool {
                !matches!(self, Self::Unknown(_))
            }
        }

        impl From<&str> for $name {
            fn from(value: &str) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    _ => Self::Unknown(value.to_owned()),
                }
            }
        }

        impl $crate::values::Rule for $name {
            fn problem(value: &str) -> Option<String> {
                $crate::values::problem_unless_known(value, &[$($value),*])
            }
        }

        $crate::open_enum::open_enum_traits!($name);
    };
}

/// What follows from `as_str` and `From<&str>`.
macro_rules! open_enum_traits {
    ($name:ident) => {
        impl From<String> for $name {
            fn from(value: String) -> Self {
                match Self::from(value.as_str()) {
                    Self::Unknown(_) => Self::Unknown(value),
                    known => known,
                }
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                match value {
                    $name::Unknown(value) => value,
                    known => known.as_str().to_owned(),
                }
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::convert::Infallible;

            fn from_str(value: &str) -> Result<Self, Self::Err> {
                Ok(Self::from(value))
            }
        }

        impl $crate::values::Ruled for $name {
            fn find_against<R: $crate::values::Rule>(
                &self,
                path: &$crate::values::Path<'_>,
                found: &mut Vec<$crate::ObjectError>,
            ) {
                $crate::values::check::<R>(self.as_str(), path, found);
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Ok(Self::from($crate::wire::string(deserializer)?))
            }
        }
    };
}

pub(crate) use {open_enum, open_enum_traits};
