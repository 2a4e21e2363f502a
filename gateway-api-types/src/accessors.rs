//! Methods that give the effective value of an optional field: its own, or the API's default.

/// Declares methods of the same names as fields.
///
/// - `list`: a slice, the default or nothing when absent
/// - `map`: a map, empty when absent
/// - `copied`, `text`, `value`, `object`: a number, string, enum or struct that has a default
/// - `duration`, `optional_duration`: the span that the text of another field says
macro_rules! accessors {
    ($owner:ident => $(($($accessor:tt)*))*) => {
        impl $owner {
            $($crate::accessors::accessor!($($accessor)*);)*
        }
    };
}

macro_rules! accessor {
    (list $name:ident: $ty:ty) => {
        #[doc = concat!("Entries of [`", stringify!($name), "`](#structfield.", stringify!($name), "), none when it is absent.")]
        pub fn $name(&self) -> &[$ty] {
            self.$name.as_deref().unwrap_or_default()
        }
    };
    (list $name:ident: $ty:ty = $default:expr) => {
        #[doc = concat!("Entries of [`", stringify!($name), "`](#structfield.", stringify!($name), "), the API's default when it is absent.")]
        pub fn $name(&self) -> &[$ty] {
            static DEFAULT: std::sync::LazyLock<Vec<$ty>> = std::sync::LazyLock::new(|| $default);
            self.$name.as_deref().unwrap_or(&DEFAULT)
        }
    };
    (map $name:ident: $ty:ty) => {
        #[doc = concat!("Entries of [`", stringify!($name), "`](#structfield.", stringify!($name), "), none when it is absent.")]
        pub fn $name(&self) -> &std::collections::BTreeMap<String, $ty> {
            static EMPTY: std::collections::BTreeMap<String, $ty> = std::collections::BTreeMap::new();
            self.$name.as_ref().unwrap_or(&EMPTY)
        }
    };
    (copied $name:ident: $ty:ty = $default:expr) => {
        #[doc = concat!("Effective value of [`", stringify!($name), "`](#structfield.", stringify!($name), "): `", stringify!($default), "` when it is absent.")]
        pub fn $name(&self) -> $ty {
            self.$name.unwrap_or($default)
        }
    };
    (text $name:ident = $default:expr) => {
        #[doc = concat!("Effective value of [`", stringify!($name), "`](#structfield.", stringify!($name), "): `", stringify!($default), "` when it is absent.")]
        pub fn $name(&self) -> &str {
            self.$name.as_deref().unwrap_or($default)
        }
    };
    (value $name:ident: $ty:ty = $default:expr) => {
        #[doc = concat!("Effective value of [`", stringify!($name), "`](#structfield.", stringify!($name), "): `", stringify!($default), "` when it is absent.")]
        pub fn $name(&self) -> &$ty {
            self.$name.as_ref().unwrap_or(&$default)
        }
    };
    (object $name:ident: $ty:ty = $default:expr) => {
        #[doc = concat!("Effective value of [`", stringify!($name), "`](#structfield.", stringify!($name), "), the API's default when it is absent.")]
        pub fn $name(&self) -> &$ty {
            static DEFAULT: std::sync::LazyLock<$ty> = std::sync::LazyLock::new(|| $default);
            self.$name.as_ref().unwrap_or(&DEFAULT)
        }
    };
    (duration $name:ident: $field:ident) => {
        #[doc = concat!("Span of the effective [`", stringify!($field), "`](Self::", stringify!($field), "); an error if its text is no duration.")]
        pub fn $name(&self) -> Result<$crate::Duration, $crate::InvalidDuration> {
            $crate::Duration::parse(self.$field())
        }
    };
    (optional_duration $name:ident: $field:ident) => {
        #[doc = concat!("Span of [`", stringify!($field), "`](#structfield.", stringify!($field), "), if it is there; an error if its text is no duration.")]
        pub fn $name(&self) -> Result<Option<$crate::Duration>, $crate::InvalidDuration> {
            self.$field.as_deref().map($crate::Duration::parse).transpose()
        }
    };
}

pub(crate) use {accessor, accessors};
