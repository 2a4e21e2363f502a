//! Short constructors: what is usual in one call, the rest by struct update.
//!
//! ```
//! use gateway_api_types::*;
//!
//! let route = HttpRoute::new(
//!     NamespacedName::new("shop", "cart"),
//!     HttpRouteSpec {
//!         parent_refs: Some(vec![ParentReference::gateway("edge")]),
//!         rules: Some(vec![HttpRouteRule {
//!             matches: Some(vec![HttpPathMatch::prefix("/cart").into()]),
//!             backend_refs: Some(vec![BackendRef::service("cart", 8080).into()]),
//!             ..HttpRouteRule::default()
//!         }]),
//!         ..HttpRouteSpec::default()
//!     },
//! );
//! assert_eq!(route.namespaced_name().to_string(), "shop/cart");
//! ```

mod filters;
mod listeners;
mod matches;
mod references;
