//! `gapi eval`: a decision for every request, line by line.

use std::io::{self, BufRead, Write};

use gateway_api_types::NamespacedName;
use gateway_route_engine::{Resources, RoutingTable};

use crate::contract::{EvalRequest, Failure, decision};

/// Answers every line of `input` with one line. Memory does not grow with the number of lines, and what was answered is
/// flushed before the next read that could wait.
pub(crate) fn eval(
    resources: &Resources,
    table: &RoutingTable,
    mut input: impl BufRead,
    output: &mut impl Write,
) -> io::Result<()> {
    let mut line = Vec::new();
    loop {
        line.clear();
        // A reader without a line end in its buffer may have to wait for the rest of one.
        if !input.fill_buf()?.contains(&b'\n') {
            output.flush()?;
        }
        if input.read_until(b'\n', &mut line)? == 0 {
            return output.flush();
        }
        answer(resources, table, &line, output)?;
        output.write_all(b"\n")?;
    }
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
    if resources.gateways.contains_key(&request.gateway) {
        return Ok(serde_json::to_writer(output, &decision(table, &request))?);
    }
    let error = unknown_gateway(&request.gateway);
    Ok(serde_json::to_writer(
        output,
        &Failure {
            id: request.id,
            error,
        },
    )?)
}

/// What to say of a Gateway that is not in the input.
pub(crate) fn unknown_gateway(gateway: &NamespacedName) -> String {
    format!("there is no Gateway `{gateway}` in the input")
}
