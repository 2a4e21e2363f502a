//! Identity of an object within its kind.

use std::cmp::Ordering;
use std::fmt;

use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;
use serde::{Deserialize, Serialize};

/// Namespace and name of an object; the namespace of a cluster-scoped one is empty.
///
/// Names are ordered as the bytes of `namespace/name`, so that of equally old objects the same one
/// comes first everywhere (spec 12.51).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NamespacedName {
    /// Namespace, empty for cluster-scoped objects.
    pub namespace: String,
    /// Name within the namespace.
    pub name: String,
}

impl NamespacedName {
    /// The name in that namespace.
    pub fn new(namespace: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            namespace: namespace.into(),
            name: name.into(),
        }
    }

    /// The name of a cluster-scoped object.
    pub fn cluster(name: impl Into<String>) -> Self {
        Self::new("", name)
    }
}

impl Ord for NamespacedName {
    fn cmp(&self, other: &Self) -> Ordering {
        fn joined(name: &NamespacedName) -> impl Iterator<Item = u8> + '_ {
            name.namespace
                .bytes()
                .chain([b'/'])
                .chain(name.name.bytes())
        }
        // Most names that meet are of one namespace.
        if self.namespace == other.namespace {
            return self.name.cmp(&other.name);
        }
        joined(self).cmp(joined(other))
    }
}

impl PartialOrd for NamespacedName {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for NamespacedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.namespace.as_str() {
            "" => f.write_str(&self.name),
            namespace => write!(f, "{namespace}/{}", self.name),
        }
    }
}

/// Metadata with a name and, unless it is empty, a namespace.
impl From<NamespacedName> for ObjectMeta {
    fn from(name: NamespacedName) -> Self {
        let namespace = Some(name.namespace).filter(|namespace| !namespace.is_empty());
        Self {
            name: Some(name.name),
            namespace,
            ..Self::default()
        }
    }
}
