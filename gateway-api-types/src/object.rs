//! What objects of all kinds have in common.

use std::marker::PhantomData;

use k8s_openapi::apimachinery::pkg::apis::meta::v1::{ObjectMeta, Time};
use serde::Serialize;
use serde::de::{self, Deserialize, DeserializeOwned, Deserializer};

use crate::kind::{Kind, Scope};
use crate::namespaced_name::NamespacedName;
use crate::version::Version;

/// Namespace of a namespaced object that names none.
const DEFAULT_NAMESPACE: &str = "default";

/// An object of a Gateway API kind.
pub trait GatewayApiObject: Serialize + DeserializeOwned + 'static {
    /// The kind of all objects of this type.
    const KIND: Kind;

    /// Version that the object was read in and is written in.
    fn version(&self) -> Version<Self>;

    /// Converts the object to another version of its kind. Nothing else changes, and nothing is lost:
    /// all versions have one type (spec 1.2).
    fn set_version(&mut self, version: Version<Self>);

    /// Standard metadata of the object.
    fn metadata(&self) -> &ObjectMeta;

    /// Standard metadata of the object, to be changed.
    fn metadata_mut(&mut self) -> &mut ObjectMeta;

    /// Name of the object, empty if it has none yet.
    fn name(&self) -> &str {
        self.metadata().name.as_deref().unwrap_or_default()
    }

    /// Namespace of the object: `default` if it names none, empty for a cluster-scoped kind.
    fn namespace(&self) -> &str {
        match Self::KIND.scope() {
            Scope::Cluster => "",
            Scope::Namespaced => self
                .metadata()
                .namespace
                .as_deref()
                .unwrap_or(DEFAULT_NAMESPACE),
        }
    }

    /// Namespace and name of the object.
    fn namespaced_name(&self) -> NamespacedName {
        NamespacedName::new(self.namespace(), self.name())
    }

    /// Generation of the object's spec, absent before a server has stored it.
    fn generation(&self) -> Option<i64> {
        self.metadata().generation
    }

    /// Time at which a server first stored the object.
    fn creation_timestamp(&self) -> Option<&Time> {
        self.metadata().creation_timestamp.as_ref()
    }
}

/// The kind's name where it stands in an object: it is written, and checked when read.
pub(crate) struct KindName<K>(PhantomData<fn() -> K>);

impl<'de, K: GatewayApiObject> Deserialize<'de> for KindName<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let found = String::deserialize(deserializer)?;
        if found == K::KIND.as_str() {
            return Ok(Self(PhantomData));
        }
        Err(de::Error::custom(format_args!(
            "kind is `{found}`, not `{}`",
            K::KIND
        )))
    }
}

/// Makes a struct one of our kinds: constructor, wire format, metadata and client trait.
macro_rules! object {
    ($name:ident: $scope:ident { spec: $spec:ty $(, $status:ident: $status_type:ty)? }) => {
        impl $name {
            /// An object in the preferred version, without a status. A name alone is metadata too:
            /// see [`NamespacedName`](crate::NamespacedName).
            pub fn new(
                metadata: impl Into<k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta>,
                spec: $spec,
            ) -> Self {
                Self {
                    version: $crate::version::Version::default(),
                    metadata: metadata.into(),
                    spec,
                    $($status: None,)?
                }
            }
        }

        impl $crate::object::GatewayApiObject for $name {
            const KIND: $crate::kind::Kind = $crate::kind::Kind::$name;

            fn version(&self) -> $crate::version::Version<Self> {
                self.version
            }

            fn set_version(&mut self, version: $crate::version::Version<Self>) {
                self.version = version;
            }

            fn metadata(&self) -> &k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta {
                &self.metadata
            }

            fn metadata_mut(
                &mut self,
            ) -> &mut k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta {
                &mut self.metadata
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeStruct as _;

                let kind = <Self as $crate::object::GatewayApiObject>::KIND.as_str();
                let mut fields = serializer.serialize_struct(kind, 5)?;
                fields.serialize_field("apiVersion", &self.version)?;
                fields.serialize_field("kind", kind)?;
                fields.serialize_field("metadata", &self.metadata)?;
                fields.serialize_field("spec", &self.spec)?;
                $(if let Some(status) = &self.$status {
                    fields.serialize_field("status", status)?;
                })?
                fields.end()
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #[derive(serde::Deserialize)]
                #[serde(rename_all = "camelCase")]
                struct Wire {
                    api_version: $crate::version::Version<$name>,
                    #[serde(rename = "kind")]
                    _kind: $crate::object::KindName<$name>,
                    #[serde(default)]
                    metadata: k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta,
                    spec: $spec,
                    $($status: Option<$status_type>,)?
                }

                let wire = Wire::deserialize(deserializer)?;
                Ok(Self {
                    version: wire.api_version,
                    metadata: wire.metadata,
                    spec: wire.spec,
                    $($status: wire.$status,)?
                })
            }
        }

        #[cfg(feature = "kube")]
        $crate::object::kube_resource!($name: $scope);
    };
}

/// The trait by which the clients of kube-rs know a kind.
#[cfg(feature = "kube")]
macro_rules! kube_resource {
    ($name:ident: $scope:ident) => {
        impl kube_core::Resource for $name {
            type DynamicType = ();
            type Scope = kube_core::$scope;

            fn kind((): &()) -> std::borrow::Cow<'_, str> {
                $crate::kind::Kind::$name.as_str().into()
            }

            fn group((): &()) -> std::borrow::Cow<'_, str> {
                $crate::kind::Kind::$name.group().into()
            }

            fn version((): &()) -> std::borrow::Cow<'_, str> {
                $crate::kind::Kind::$name.version().into()
            }

            fn plural((): &()) -> std::borrow::Cow<'_, str> {
                $crate::kind::Kind::$name.plural().into()
            }

            fn meta(&self) -> &kube_core::ObjectMeta {
                &self.metadata
            }

            fn meta_mut(&mut self) -> &mut kube_core::ObjectMeta {
                &mut self.metadata
            }
        }
    };
}

#[cfg(feature = "kube")]
pub(crate) use kube_resource;
pub(crate) use object;
