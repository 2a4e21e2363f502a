//! Gateway API semantics as pure functions.
//!
//! [`compile()`] turns a set of objects ([`Resources`]) into an immutable [`RoutingTable`], the
//! complete [`Statuses`] that a controller has to write, and [`Diagnostic`]s for people.
//! [`RoutingTable::route`] turns the description of a request into a [`Decision`]: the rule that
//! wins, the backend that is drawn, and what the filters do. There is no IO here, no clock and no
//! randomness: time and entropy are arguments, and equal arguments give equal results.
//!
//! It is not a proxy and not a controller: it opens no socket and watches no cluster.
//! `examples/hyper-proxy` in its repository is a data plane that serves real traffic with it.

pub mod address;
pub mod backend;
pub mod backend_tls;
pub mod choices;
pub mod compile;
pub mod condition;
pub mod decision;
pub mod explanation;
pub mod filters;
pub mod grpc_match;
pub mod headers;
pub mod hostname;
pub mod http_match;
pub mod listener;
pub mod listing;
pub mod normalize;
pub mod options;
pub mod path;
pub mod pattern;
pub mod precedence;
pub mod query_params;
pub mod request;
pub mod request_filters;
pub mod retry;
pub mod retry_budget;
pub mod rule;
pub mod session_persistence;
pub mod split;
pub mod table;
pub mod timeouts;
pub mod tracing;
pub mod value;

mod index;
mod lookup;
mod route_names;
mod scan;
mod service_map;

pub use address::{AssignedAddress, Cidr, InvalidCidr, UnusableAddress};
pub use backend::{AppProtocol, Backend, BackendError, BackendProtocol, BackendTarget};
pub use backend_tls::BackendTls;
pub use choices::Choices;
pub use compile::diagnostics::DiagnosticRule;
pub use compile::{
    Compiled, Compiler, Diagnostic, Edit, Endpoints, Judgement, Resources, Severity, Statuses,
    Update, compile, judge,
};
pub use condition::Condition;
pub use decision::{
    Decision, Forward, Matched, MirrorRequest, Redirect, Reject, RejectCause, Respond,
    ResponseCause, ResponseEdits, Unrouted,
};
pub use explanation::{Considered, Explanation, Verdict};
pub use listener::{
    ClientValidation, Listener, ListenerId, ListenerParent, ListenerProtocol, TlsMode,
};
pub use listing::Listed;
pub use lookup::GatewayPort;
pub use options::{Assume, Assumptions, Channel, Options, RegexRank};
pub use precedence::Step;
pub use request::{ClientCertificate, Frontend, Protocol, RequestHead, RequestView};
pub use request_filters::{RequestFilters, RequestStep};
pub use retry_budget::RetryBudget;
pub use rule::{RouteId, RouteKind, RouteRef, Rule};
pub use session_persistence::SessionPersistence;
pub use table::{RoutingTable, Transport};
pub use tracing::Tracing;

/// Holds the README to its example.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
