//! References to objects.

use crate::grpc_route::GrpcBackendRef;
use crate::http_route::HttpBackendRef;
use crate::kind::Kind;
use crate::reference_grant::{ReferenceGrantFrom, ReferenceGrantTo};
use crate::shared::{
    BackendObjectReference, BackendRef, LocalObjectReference, ParentReference,
    SecretObjectReference,
};

impl ParentReference {
    /// The Gateway of that name in the referrer's namespace; group and kind are left to the
    /// defaults (spec 3.1.1).
    pub fn gateway(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            group: None,
            kind: None,
            namespace: None,
            section_name: None,
            port: None,
        }
    }

    /// The ListenerSet of that name in the referrer's namespace (spec 2.12).
    pub fn listener_set(name: impl Into<String>) -> Self {
        let kind = Kind::ListenerSet;
        Self {
            group: Some(kind.group().to_owned()),
            kind: Some(kind.as_str().to_owned()),
            ..Self::gateway(name)
        }
    }

    /// The Service of that name in the referrer's namespace, for a mesh (spec 8.1.1).
    pub fn service(name: impl Into<String>) -> Self {
        Self {
            group: Some(String::new()),
            kind: Some("Service".to_owned()),
            ..Self::gateway(name)
        }
    }
}

impl BackendObjectReference {
    /// The Service of that name in the referrer's namespace; group and kind are left to the
    /// defaults (spec 6.1.1).
    pub fn service(name: impl Into<String>, port: i32) -> Self {
        Self {
            name: name.into(),
            port: Some(port),
            group: None,
            kind: None,
            namespace: None,
        }
    }

    /// The XBackend of that name in the referrer's namespace, which has its own port (spec 1.3.10).
    pub fn x_backend(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            group: Some(Kind::XBackend.group().to_owned()),
            kind: Some(Kind::XBackend.as_str().to_owned()),
            namespace: None,
            port: None,
        }
    }
}

/// Declares conversions from a reference and the constructors that follow.
macro_rules! backend_refs {
    ($($name:ident { $($extra:ident)? })*) => {$(
        impl $name {
            /// The Service of that name in the referrer's namespace, with the default weight 1
            /// (spec 6.1.1).
            pub fn service(name: impl Into<String>, port: i32) -> Self {
                BackendObjectReference::service(name, port).into()
            }

            /// The XBackend of that name in the referrer's namespace, with the default weight 1.
            pub fn x_backend(name: impl Into<String>) -> Self {
                BackendObjectReference::x_backend(name).into()
            }
        }

        impl From<BackendObjectReference> for $name {
            fn from(reference: BackendObjectReference) -> Self {
                let BackendObjectReference { group, kind, name, namespace, port } = reference;
                Self { group, kind, name, namespace, port, weight: None, $($extra: None)? }
            }
        }
    )*};
}

backend_refs! {
    BackendRef {}
    HttpBackendRef { filters }
    GrpcBackendRef { filters }
}

impl From<BackendRef> for HttpBackendRef {
    fn from(reference: BackendRef) -> Self {
        let BackendRef {
            group,
            kind,
            name,
            namespace,
            port,
            weight,
        } = reference;
        Self {
            group,
            kind,
            name,
            namespace,
            port,
            weight,
            filters: None,
        }
    }
}

impl From<BackendRef> for GrpcBackendRef {
    fn from(reference: BackendRef) -> Self {
        let BackendRef {
            group,
            kind,
            name,
            namespace,
            port,
            weight,
        } = reference;
        Self {
            group,
            kind,
            name,
            namespace,
            port,
            weight,
            filters: None,
        }
    }
}

impl SecretObjectReference {
    /// The Secret of that name in the referrer's namespace; group and kind are left to the
    /// defaults (spec 2.6.3).
    pub fn secret(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            group: None,
            kind: None,
            namespace: None,
        }
    }
}

impl LocalObjectReference {
    /// The object of that group, kind and name.
    pub fn new(group: impl Into<String>, kind: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            group: group.into(),
            kind: kind.into(),
            name: name.into(),
        }
    }
}

impl ReferenceGrantFrom {
    /// Objects of one of our kinds in a namespace (spec 3.5.2).
    pub fn kind(kind: Kind, namespace: impl Into<String>) -> Self {
        Self {
            group: kind.group().to_owned(),
            kind: kind.as_str().to_owned(),
            namespace: namespace.into(),
        }
    }
}

impl ReferenceGrantTo {
    /// Every Service of the grant's namespace (spec 3.5.4).
    pub fn services() -> Self {
        Self {
            group: String::new(),
            kind: "Service".to_owned(),
            name: None,
        }
    }

    /// Every Secret of the grant's namespace (spec 3.5.4).
    pub fn secrets() -> Self {
        Self {
            group: String::new(),
            kind: "Secret".to_owned(),
            name: None,
        }
    }
}
