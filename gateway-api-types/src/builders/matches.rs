//! Matches of routes.

use crate::grpc_route::{GrpcHeaderMatch, GrpcHeaderMatchType, GrpcMethodMatch, GrpcRouteMatch};
use crate::http_route::{
    HeaderMatchType, HttpHeaderMatch, HttpMethod, HttpPathMatch, HttpQueryParamMatch,
    HttpRouteMatch, PathMatchType, QueryParamMatchType,
};

impl HttpPathMatch {
    /// The path as a whole (spec 4.2.1).
    pub fn exact(path: impl Into<String>) -> Self {
        Self {
            r#type: Some(PathMatchType::Exact),
            value: Some(path.into()),
        }
    }

    /// Paths whose first elements are these (spec 4.2.2).
    pub fn prefix(path: impl Into<String>) -> Self {
        Self {
            r#type: Some(PathMatchType::PathPrefix),
            value: Some(path.into()),
        }
    }

    /// Paths that match a pattern (spec 4.2.3).
    pub fn regular_expression(pattern: impl Into<String>) -> Self {
        Self {
            r#type: Some(PathMatchType::RegularExpression),
            value: Some(pattern.into()),
        }
    }
}

impl From<HttpPathMatch> for HttpRouteMatch {
    fn from(path: HttpPathMatch) -> Self {
        Self {
            path: Some(path),
            ..Self::default()
        }
    }
}

impl From<HttpHeaderMatch> for HttpRouteMatch {
    fn from(header: HttpHeaderMatch) -> Self {
        Self {
            headers: Some(vec![header]),
            ..Self::default()
        }
    }
}

impl From<HttpQueryParamMatch> for HttpRouteMatch {
    fn from(param: HttpQueryParamMatch) -> Self {
        Self {
            query_params: Some(vec![param]),
            ..Self::default()
        }
    }
}

impl From<HttpMethod> for HttpRouteMatch {
    fn from(method: HttpMethod) -> Self {
        Self {
            method: Some(method),
            ..Self::default()
        }
    }
}

impl From<GrpcMethodMatch> for GrpcRouteMatch {
    fn from(method: GrpcMethodMatch) -> Self {
        Self {
            method: Some(method),
            ..Self::default()
        }
    }
}

impl From<GrpcHeaderMatch> for GrpcRouteMatch {
    fn from(header: GrpcHeaderMatch) -> Self {
        Self {
            headers: Some(vec![header]),
            ..Self::default()
        }
    }
}

/// Declares constructors of a match on a name and a value.
macro_rules! named_matches {
    ($($name:ident by $types:ident, $section:literal;)*) => {$(
        impl $name {
            #[doc = concat!("The value as a whole (spec ", $section, ").")]
            pub fn exact(name: impl Into<String>, value: impl Into<String>) -> Self {
                Self { r#type: Some($types::Exact), name: name.into(), value: value.into() }
            }

            #[doc = concat!("Values that match a pattern (spec ", $section, ").")]
            pub fn regular_expression(
                name: impl Into<String>,
                pattern: impl Into<String>,
            ) -> Self {
                let r#type = Some($types::RegularExpression);
                Self { r#type, name: name.into(), value: pattern.into() }
            }
        }
    )*};
}

named_matches! {
    HttpHeaderMatch by HeaderMatchType, "4.3.1";
    HttpQueryParamMatch by QueryParamMatchType, "4.3.5";
    GrpcHeaderMatch by GrpcHeaderMatchType, "7.1";
}

impl GrpcMethodMatch {
    /// One method of a service, compared as a whole, which is the default (spec 7.1).
    pub fn method(service: impl Into<String>, method: impl Into<String>) -> Self {
        Self {
            r#type: None,
            service: Some(service.into()),
            method: Some(method.into()),
        }
    }

    /// Every method of a service, compared as a whole, which is the default (spec 7.1).
    pub fn service(service: impl Into<String>) -> Self {
        Self {
            r#type: None,
            service: Some(service.into()),
            method: None,
        }
    }
}
