//! Kinds of the Gateway API.

use std::fmt;

use crate::generated::kinds::for_each_kind;

/// Whether objects of a kind live in namespaces (spec 1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Objects have a namespace.
    Namespaced,
    /// Objects belong to the whole cluster.
    Cluster,
}

/// What the CRDs say of a kind.
#[derive(Debug)]
struct KindFacts {
    name: &'static str,
    group: &'static str,
    plural: &'static str,
    singular: &'static str,
    short_names: &'static [&'static str],
    scope: Scope,
    versions: &'static [&'static str],
    experimental: bool,
}

/// Declares [`Kind`] over the table of kinds.
macro_rules! kinds {
    ($($(#[$gate:meta])? $name:ident = $kind:literal in $group:literal {
        plural: $plural:literal, singular: $singular:literal, short_names: $short_names:expr,
        scope: $scope:ident, versions: $versions:expr, experimental: $experimental:literal,
    })*) => {
        /// Kind of a Gateway API object, of either channel (spec 1.1).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Kind {
            $(#[doc = concat!("`", $kind, "` of group `", $group, "`.")] $name,)*
        }

        impl Kind {
            /// Every kind, sorted by group and plural name.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            fn facts(self) -> &'static KindFacts {
                match self {
                    $(Self::$name => &KindFacts {
                        name: $kind,
                        group: $group,
                        plural: $plural,
                        singular: $singular,
                        short_names: &$short_names,
                        scope: Scope::$scope,
                        versions: &$versions,
                        experimental: $experimental,
                    },)*
                }
            }
        }
    };
}

for_each_kind!(kinds);

impl Kind {
    /// The kind as manifests spell it, such as `HTTPRoute`.
    pub fn as_str(self) -> &'static str {
        self.facts().name
    }

    /// API group, `gateway.networking.k8s.io` or, for experimental kinds, `gateway.networking.x-k8s.io`.
    pub fn group(self) -> &'static str {
        self.facts().group
    }

    /// Versions that objects may be written in, the preferred one first, served or not.
    pub fn versions(self) -> &'static [&'static str] {
        self.facts().versions
    }

    /// The version that new objects should be written in.
    pub fn version(self) -> &'static str {
        self.versions().first().copied().unwrap_or_default()
    }

    /// Name in URLs, such as `httproutes`.
    pub fn plural(self) -> &'static str {
        self.facts().plural
    }

    /// Name of one object on the command line, such as `httproute`.
    pub fn singular(self) -> &'static str {
        self.facts().singular
    }

    /// Abbreviations on the command line, such as `gtw`.
    pub fn short_names(self) -> &'static [&'static str] {
        self.facts().short_names
    }

    /// Whether objects have a namespace.
    pub fn scope(self) -> Scope {
        self.facts().scope
    }

    /// Whether only the experimental channel has the kind.
    pub fn is_experimental(self) -> bool {
        self.facts().experimental
    }

    /// The kind of that group and name.
    pub fn find(group: &str, kind: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|known| known.as_str() == kind && known.group() == group)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
