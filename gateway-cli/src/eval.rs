//! `gapi eval`: a decision for every request, line by line.

use std::io::{self, BufRead as _, BufReader, Read, Write};

use gateway_api_types::NamespacedName;
use gateway_route_engine::{Resources, RoutingTable};

use crate::contract::{EvalRequest, Failure, decision};

/// Answers every line of `input` with one line. Memory does not grow with the number of lines, and
/// what was answered is flushed before a read that may have to wait, so that a program can ask,
/// read and ask again.
pub(crate) fn eval(
    resources: &Resources,
    table: &RoutingTable,
    mut input: BufReader<impl Read>,
    output: &mut impl Write,
) -> io::Result<()> {
    let mut line = Vec::new();
    loop {
        if !input.buffer().contains(&b'\n') {
            output.flush()?;
        }
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            return Ok(());
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
