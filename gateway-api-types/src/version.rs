//! Versions of a kind.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use serde::de::{self, Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use crate::object::GatewayApiObject;

/// Version of a kind's API: `v1` by default, or an older one that objects are still written in.
///
/// All versions of a kind show the same stored object and have one Rust type; this is what stands
/// in `apiVersion` after the group. Changing it converts the object, losing nothing (spec 1.2).
pub struct Version<K> {
    name: &'static str,
    kind: PhantomData<fn() -> K>,
}

impl<K: GatewayApiObject> Version<K> {
    /// The version of that name, such as `v1beta1`, if the kind has it.
    pub fn new(name: &str) -> Option<Self> {
        K::KIND
            .versions()
            .iter()
            .find(|known| **known == name)
            .map(|name| Self::known(name))
    }

    /// The part of `apiVersion` behind the group.
    pub fn as_str(self) -> &'static str {
        self.name
    }

    /// Whether it is the version that new objects should be written in.
    pub fn is_preferred(self) -> bool {
        self == Self::default()
    }

    fn known(name: &'static str) -> Self {
        Self {
            name,
            kind: PhantomData,
        }
    }
}

impl<K: GatewayApiObject> Default for Version<K> {
    fn default() -> Self {
        Self::known(K::KIND.version())
    }
}

impl<K> Clone for Version<K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K> Copy for Version<K> {}

impl<K> PartialEq for Version<K> {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl<K> Eq for Version<K> {}

impl<K> Hash for Version<K> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl<K> fmt::Debug for Version<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl<K> fmt::Display for Version<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name)
    }
}

/// On the wire it is the whole `apiVersion`.
impl<K: GatewayApiObject> Serialize for Version<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{}/{}", K::KIND.group(), self.name))
    }
}

impl<'de, K: GatewayApiObject> Deserialize<'de> for Version<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let name = text
            .strip_prefix(K::KIND.group())
            .and_then(|rest| rest.strip_prefix('/'));
        name.and_then(Self::new).ok_or_else(|| {
            let kind = K::KIND;
            let versions = kind.versions().join("`, `");
            de::Error::custom(format_args!(
                "apiVersion `{text}` is not one of {kind}; its group is `{}` and its versions are `{versions}`",
                kind.group()
            ))
        })
    }
}
