//! Discriminated unions seen as enums: the member that `type` names, or what is wrong.
//!
//! On the wire a union is a struct with a `type` and a member for each of its values. An API server
//! refuses one whose member and type disagree (spec 5.1.2); objects that come from elsewhere may
//! have it, so that the views are fallible.

use std::fmt;

use crate::grpc_route::GrpcRouteFilter;
use crate::http_route::{
    HttpCorsFilter, HttpPathMatch, HttpPathModifier, HttpRequestRedirectFilter, HttpRouteFilter,
    HttpUrlRewriteFilter, PathMatchType,
};
use crate::shared::{
    HttpExternalAuthFilter, HttpHeaderFilter, HttpRequestMirrorFilter, ListenerFilter,
    LocalObjectReference, SubjectAltName,
};

/// Declares the view of a union: its members by variant of the discriminator.
macro_rules! union_views {
    ($(
        $(#[$meta:meta])*
        $view:ident of $union:ident by $discriminator:path {
            $($(#[$member_meta:meta])* $variant:ident($member:ident: $ty:ty) = $wire:literal,)*
        }
    )*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum $view<'a> {
            $($(#[$member_meta])* $variant(&'a $ty),)*
            /// A type that this release of the API does not have, as it was spelled.
            Unknown(&'a str),
        }

        impl $union {
            /// The member that `type` names; an error if it is absent or another one is there too.
            ///
            /// With an unknown type no member can be judged.
            pub fn kind(&self) -> Result<$view<'_>, InvalidUnion> {
                use $discriminator as Discriminator;

                let present = [$(($wire, self.$member.is_some())),*];
                let (view, named) = match &self.r#type {
                    $(Discriminator::$variant => {
                        (self.$member.as_deref().map($view::$variant), $wire)
                    })*
                    unknown => return Ok($view::Unknown(unknown.as_str())),
                };
                let surplus = present.into_iter().find(|(name, there)| *there && *name != named);
                match (view, surplus) {
                    (None, _) => Err(InvalidUnion::Missing { named }),
                    (Some(_), Some((surplus, _))) => Err(InvalidUnion::Surplus { named, surplus }),
                    (Some(view), None) => Ok(view),
                }
            }
        }
    )*};
}

union_views! {
    /// Filter of an HTTPRoute, by its type (spec 5.1).
    HttpFilter of HttpRouteFilter by crate::http_route::HttpRouteFilterType {
        /// Changes to the headers of the request (spec 5.2).
        RequestHeaderModifier(request_header_modifier: HttpHeaderFilter) = "requestHeaderModifier",
        /// Changes to the headers of the response (spec 5.2).
        ResponseHeaderModifier(response_header_modifier: HttpHeaderFilter) = "responseHeaderModifier",
        /// Copy of the request for another backend (spec 5.5).
        RequestMirror(request_mirror: HttpRequestMirrorFilter) = "requestMirror",
        /// Redirect instead of a backend's answer (spec 5.3).
        RequestRedirect(request_redirect: HttpRequestRedirectFilter) = "requestRedirect",
        /// Another host or path towards the backend (spec 5.4).
        UrlRewrite(url_rewrite: HttpUrlRewriteFilter) = "urlRewrite",
        /// Cross-origin policy (spec 5.6).
        Cors(cors: HttpCorsFilter) = "cors",
        /// Authorization service to ask (spec 5.7).
        ExternalAuth(external_auth: HttpExternalAuthFilter) = "externalAuth",
        /// Filter of the implementation (spec 5.8).
        ExtensionRef(extension_ref: LocalObjectReference) = "extensionRef",
    }

    /// Filter of a GRPCRoute, by its type (spec 7.1).
    GrpcFilter of GrpcRouteFilter by crate::grpc_route::GrpcRouteFilterType {
        /// Changes to the headers of the request (spec 5.2).
        RequestHeaderModifier(request_header_modifier: HttpHeaderFilter) = "requestHeaderModifier",
        /// Changes to the headers of the response (spec 5.2).
        ResponseHeaderModifier(response_header_modifier: HttpHeaderFilter) = "responseHeaderModifier",
        /// Copy of the request for another backend (spec 5.5).
        RequestMirror(request_mirror: HttpRequestMirrorFilter) = "requestMirror",
        /// Filter of the implementation (spec 5.8).
        ExtensionRef(extension_ref: LocalObjectReference) = "extensionRef",
    }

    /// Filter of a listener, by its type (spec 5.9).
    ListenerFilterKind of ListenerFilter by crate::shared::ListenerFilterType {
        /// Authorization service to ask (spec 5.7).
        ExternalAuth(external_auth: HttpExternalAuthFilter) = "externalAuth",
        /// Filter of the implementation (spec 5.8).
        ExtensionRef(extension_ref: LocalObjectReference) = "extensionRef",
    }

    /// Change to a path, by its type (spec 5.4).
    PathModifier of HttpPathModifier by crate::http_route::HttpPathModifierType {
        /// New path in place of the whole one.
        ReplaceFullPath(replace_full_path: str) = "replaceFullPath",
        /// New path in place of the prefix that the rule matched.
        ReplacePrefixMatch(replace_prefix_match: str) = "replacePrefixMatch",
    }

    /// Alternative name of a certificate, by its type (spec 6.8).
    SubjectName of SubjectAltName by crate::shared::SubjectAltNameType {
        /// DNS name.
        Hostname(hostname: str) = "hostname",
        /// URI, such as a SPIFFE identity.
        Uri(uri: str) = "uri",
    }
}

/// Condition on a path, by its type, defaults filled in (spec 4.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PathMatch<'a> {
    /// The whole path is equal.
    Exact(&'a str),
    /// The path's elements begin with those of the prefix.
    PathPrefix(&'a str),
    /// The path matches a pattern.
    RegularExpression(&'a str),
    /// A type that this release of the API does not have, as it was spelled, and the value.
    Unknown(&'a str, &'a str),
}

impl HttpPathMatch {
    /// The condition by its type; absent parts have their defaults, prefix and `/`.
    pub fn kind(&self) -> PathMatch<'_> {
        let value = self.value();
        match self.r#type() {
            PathMatchType::Exact => PathMatch::Exact(value),
            PathMatchType::PathPrefix => PathMatch::PathPrefix(value),
            PathMatchType::RegularExpression => PathMatch::RegularExpression(value),
            PathMatchType::Unknown(unknown) => PathMatch::Unknown(unknown, value),
        }
    }
}

/// Union whose type and members disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum InvalidUnion {
    /// The member that the type names is absent.
    Missing {
        /// Wire name of the member.
        named: &'static str,
    },
    /// A member is there that the type does not name.
    Surplus {
        /// Wire name of the member that the type names.
        named: &'static str,
        /// Wire name of the other one.
        surplus: &'static str,
    },
}

impl fmt::Display for InvalidUnion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { named } => write!(f, "`type` asks for `{named}`, which is absent"),
            Self::Surplus { named, surplus } => {
                write!(
                    f,
                    "`type` asks for `{named}` alone, and `{surplus}` is there too"
                )
            }
        }
    }
}

impl std::error::Error for InvalidUnion {}
