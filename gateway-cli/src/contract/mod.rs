//! Contract: the one place where requests, decisions and statuses become JSON and back.
//!
//! ```text
//! a line of JSON -> EvalRequest -> decision(&table, &request) -> DecisionRecord -> a line of JSON
//! ```
//!
//! Keys keep their order and are always there, so that equal input gives equal bytes.

mod answer;
pub mod connection;
mod decision;
mod explanation;
mod frontend;
mod options;
pub mod parts;
mod request;
mod status;

pub use answer::Answer;
pub use decision::{DecisionRecord, Outcome, decision, record};
pub use explanation::{CandidateRecord, ConditionRecord, ExplanationRecord};
pub use frontend::EvalFrontend;
pub(crate) use options::check_kind;
pub use options::options;
pub use request::{EvalRequest, Failure};
pub(crate) use request::{default_port, header};
pub use status::{list, statuses, with_status};
