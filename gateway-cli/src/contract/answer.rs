//! Answer: a decision, and why it is made, as `gapi route -o json` prints it.

use gateway_manifests::ObjectKey;
use gateway_route_engine::RoutingTable;
use serde::Serialize;

use super::{DecisionRecord, EvalRequest, ExplanationRecord, decision, record};

/// A decision, and why where that was asked for.
#[derive(Clone, Debug, Serialize)]
pub struct Answer<'a> {
    /// What becomes of the request.
    #[serde(flatten)]
    pub decision: DecisionRecord<'a>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<ExplanationRecord<'a>>,
}

impl<'a> Answer<'a> {
    /// A decision alone.
    pub fn plain(table: &'a RoutingTable, request: &'a EvalRequest) -> Self {
        Self {
            decision: decision(table, request),
            explanation: None,
        }
    }

    /// A decision with its reasons. `written` knows where the rules of routes are: file, line and column.
    pub fn explained(
        table: &'a RoutingTable,
        request: &'a EvalRequest,
        written: impl Fn(&ObjectKey, usize) -> Option<(String, Option<(usize, usize)>)>,
    ) -> Self {
        let explanation = table.explain(&request.view(), request.entropy);
        let mut why = ExplanationRecord::from(&explanation);
        for candidate in &mut why.candidates {
            if let Some((file, start)) = written(&candidate.route.key(), candidate.rule) {
                candidate.file = Some(file);
                (candidate.line, candidate.column) = start.unzip();
            }
        }
        Self {
            decision: record(&explanation.decision, request),
            explanation: Some(why),
        }
    }
}
