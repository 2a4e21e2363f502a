//! `gapi eval`: a decision for every request, line by line.

use std::io::{self, BufReader, Read, Write};

use gateway_route_engine::{Resources, RoutingTable};

use crate::contract::{EvalRequest, Failure, decision};
use crate::lines::{Line, each_line, too_long};

/// Answers every line of `input`, a request, with a decision. A line that is no request is answered with an
/// error.
pub(crate) fn eval(
    resources: &Resources,
    table: &RoutingTable,
    input: BufReader<impl Read>,
    output: &mut impl Write,
) -> io::Result<()> {
    each_line(input, output, |line, output| match line {
        Line::Text(text) => answer(resources, table, text, output),
        Line::TooLong => {
            let (id, error) = (None, too_long());
            Ok(serde_json::to_writer(output, &Failure { id, error })?)
        }
    })
}

fn answer(
    resources: &Resources,
    table: &RoutingTable,
    line: &[u8],
    output: &mut impl Write,
) -> io::Result<()> {
    let request = match EvalRequest::parse(line) {
        Ok(request) => request,
        Err(failure) => return Ok(serde_json::to_writer(output, &failure)?),
    };
    let Some(error) = request.frontend.unknown(resources, table) else {
        return Ok(serde_json::to_writer(output, &decision(table, &request))?);
    };
    Ok(serde_json::to_writer(
        output,
        &Failure {
            id: request.id,
            error,
        },
    )?)
}
