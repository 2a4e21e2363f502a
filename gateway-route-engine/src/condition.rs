//! Condition: one thing that a match asks of a request (spec 4.1.3, 7.1.2).

use crate::headers::HeaderMatch;
use crate::path::PathMatch;
use crate::query_params::QueryParamMatch;
use crate::value::ValueMatch;

/// A condition of a match, as it is named when it fails. They are asked in this order, and the
/// first that fails ends the match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition<'t> {
    /// The path of an HTTPRoute match.
    Path(&'t PathMatch),
    /// That the request is a gRPC call: a POST to a path of two segments.
    GrpcCall,
    /// The service of a GRPCRoute match.
    GrpcService(&'t ValueMatch),
    /// The method of a GRPCRoute match.
    GrpcMethod(&'t ValueMatch),
    /// The method of an HTTPRoute match.
    Method(&'static str),
    /// A header.
    Header(&'t HeaderMatch),
    /// A query parameter.
    QueryParam(&'t QueryParamMatch),
}
