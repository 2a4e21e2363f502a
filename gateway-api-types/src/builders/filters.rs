//! Filters, each made from its one member.

use crate::grpc_route::{GrpcRouteFilter, GrpcRouteFilterType};
use crate::http_route::{
    HttpCorsFilter, HttpPathModifier, HttpPathModifierType, HttpRequestRedirectFilter,
    HttpRouteFilter, HttpRouteFilterType, HttpUrlRewriteFilter,
};
use crate::shared::{
    BackendObjectReference, HttpExternalAuthFilter, HttpHeader, HttpHeaderFilter,
    HttpRequestMirrorFilter, ListenerFilter, ListenerFilterType, LocalObjectReference,
};

/// Declares how a filter is made from its members: those of a type of their own by conversion, the
/// others by a constructor.
macro_rules! filters {
    ($(
        $name:ident by $types:ident {
            $(from $variant:ident: $member:ident($ty:ty);)*
            $(fn $other:ident: $other_member:ident($other_ty:ty);)*
        }
    )*) => {$(
        impl $name {
            /// A filter of that type without the member it takes.
            fn bare(r#type: $types) -> Self {
                Self { r#type, $($member: None,)* $($other_member: None,)* }
            }

            $(
                #[doc = concat!("A filter of type `", stringify!($other), "` (spec 5.2).")]
                pub fn $other_member(member: $other_ty) -> Self {
                    Self {
                        $other_member: Some(Box::new(member)),
                        ..Self::bare($types::$other)
                    }
                }
            )*
        }

        $(
            impl From<$ty> for $name {
                fn from(member: $ty) -> Self {
                    Self { $member: Some(Box::new(member)), ..Self::bare($types::$variant) }
                }
            }
        )*
    )*};
}

filters! {
    HttpRouteFilter by HttpRouteFilterType {
        from RequestMirror: request_mirror(HttpRequestMirrorFilter);
        from RequestRedirect: request_redirect(HttpRequestRedirectFilter);
        from UrlRewrite: url_rewrite(HttpUrlRewriteFilter);
        from Cors: cors(HttpCorsFilter);
        from ExternalAuth: external_auth(HttpExternalAuthFilter);
        from ExtensionRef: extension_ref(LocalObjectReference);
        fn RequestHeaderModifier: request_header_modifier(HttpHeaderFilter);
        fn ResponseHeaderModifier: response_header_modifier(HttpHeaderFilter);
    }

    GrpcRouteFilter by GrpcRouteFilterType {
        from RequestMirror: request_mirror(HttpRequestMirrorFilter);
        from ExtensionRef: extension_ref(LocalObjectReference);
        fn RequestHeaderModifier: request_header_modifier(HttpHeaderFilter);
        fn ResponseHeaderModifier: response_header_modifier(HttpHeaderFilter);
    }

    ListenerFilter by ListenerFilterType {
        from ExternalAuth: external_auth(HttpExternalAuthFilter);
        from ExtensionRef: extension_ref(LocalObjectReference);
    }
}

impl HttpHeader {
    /// A header with its value.
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            value: value.into(),
        }
    }
}

impl From<BackendObjectReference> for HttpRequestMirrorFilter {
    /// Mirrors every request (spec 5.5.2).
    fn from(backend_ref: BackendObjectReference) -> Self {
        Self {
            backend_ref,
            percent: None,
            fraction: None,
        }
    }
}

impl HttpPathModifier {
    /// Another path in place of the whole one (spec 5.4.2).
    pub fn replace_full_path(path: impl Into<String>) -> Self {
        Self {
            r#type: HttpPathModifierType::ReplaceFullPath,
            replace_full_path: Some(path.into()),
            replace_prefix_match: None,
        }
    }

    /// Another prefix in place of the matched one (spec 5.4.3).
    pub fn replace_prefix_match(prefix: impl Into<String>) -> Self {
        Self {
            r#type: HttpPathModifierType::ReplacePrefixMatch,
            replace_full_path: None,
            replace_prefix_match: Some(prefix.into()),
        }
    }
}
