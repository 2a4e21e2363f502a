#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod accessors;
mod any_object;
#[cfg(feature = "proptest")]
mod arbitrary;
mod builders;
mod channel;
pub mod conditions;
#[cfg(feature = "crds")]
mod crds;
mod defaults;
mod duration;
mod features;
#[allow(
    clippy::doc_markdown,
    reason = "texts of codegen/docs name kinds as readers know them, without backticks"
)]
mod generated;
mod grammar;
#[cfg(feature = "schemars")]
mod json_schema;
mod kind;
mod namespaced_name;
mod object;
mod open_enum;
mod redirect_status_code;
#[cfg(any(feature = "crds", feature = "schemars", feature = "proptest"))]
mod schema_facts;
mod service_import;
pub mod strings;
pub mod unions;
mod values;
mod version;
pub mod well_known;
mod wire;

pub use k8s_openapi::apimachinery::pkg::apis::meta::v1::{
    Condition, LabelSelector, ObjectMeta, Time,
};

pub use crate::any_object::{Object, ObjectError};
pub use crate::channel::{Channel, UnknownChannel};
#[cfg(feature = "crds")]
pub use crate::crds::crds;
pub use crate::duration::{Duration, InvalidDuration};
pub use crate::features::Feature;
pub use crate::generated::{
    backend_tls_policy, constants, gateway, gateway_class, grpc_route, http_route, listener_set,
    reference_grant, shared, tcp_route, tls_route, udp_route,
};
#[doc(no_inline)]
pub use crate::generated::{
    backend_tls_policy::*, constants::*, gateway::*, gateway_class::*, grpc_route::*,
    http_route::*, listener_set::*, reference_grant::*, shared::*, tcp_route::*, tls_route::*,
    udp_route::*,
};
#[cfg(feature = "experimental")]
pub use crate::generated::{x_backend, x_backend_traffic_policy, x_mesh, x_telemetry_policy};
#[cfg(feature = "experimental")]
#[doc(no_inline)]
pub use crate::generated::{
    x_backend::*, x_backend_traffic_policy::*, x_mesh::*, x_telemetry_policy::*,
};
pub use crate::kind::{Kind, Scope};
pub use crate::namespaced_name::NamespacedName;
pub use crate::object::GatewayApiObject;
pub use crate::redirect_status_code::RedirectStatusCode;
pub use crate::service_import::{ServiceImport, ServiceImportSpec};
#[doc(no_inline)]
pub use crate::strings::*;
#[doc(no_inline)]
pub use crate::unions::*;
pub use crate::version::Version;
