//! `gapi route`: one request, and what becomes of it.

use std::io::{self, Write};

use gateway_manifests::{ObjectKey, Place};
use gateway_route_engine::ClientCertificate;
use gateway_validate::field_path::FieldPath;
use http::header::{HOST, HeaderMap};

use crate::Stop;
use crate::args::{RouteArgs, RouteOutput};
use crate::contract::{Answer, EvalFrontend, EvalRequest};
use crate::input::Input;
use crate::text::Explained;
use crate::url::Target;

/// The request that the arguments describe.
pub(crate) fn request(args: &RouteArgs) -> Result<EvalRequest, String> {
    let target = Target::parse(&args.url)?;
    let mut headers = HeaderMap::new();
    for (name, value) in &args.headers {
        let added = headers.try_append(name, value.clone());
        added.map_err(|_| "there are too many headers".to_owned())?;
    }
    let host = headers
        .remove(HOST)
        .and_then(|host| host.to_str().ok().map(str::to_owned));
    Ok(EvalRequest {
        id: None,
        frontend: EvalFrontend::Gateway(args.gateway.clone()),
        port: args.port.unwrap_or(target.port),
        protocol: target.protocol,
        sni: target.sni,
        client_certificate: ClientCertificate::Absent,
        method: args.method.clone(),
        authority: Some(host.unwrap_or(target.authority)),
        path: target.path,
        headers,
        entropy: args.entropy,
    })
}

/// Prints what becomes of the request.
pub(crate) fn answer(
    input: &Input,
    request: &EvalRequest,
    args: &RouteArgs,
    output: &mut impl Write,
) -> Result<(), Stop> {
    let table = &input.compiled.table;
    if let Some(unknown) = request.frontend.unknown(&input.objects.resources, table) {
        return Err(Stop::Failed(unknown));
    }
    let answer = if args.explain {
        Answer::explained(table, request, |route, rule| {
            let place = place_of_rule(input, route, rule)?;
            let start = place
                .range
                .map(|range| (range.start.line, range.start.column));
            Some((place.file.to_string(), start))
        })
    } else {
        Answer::plain(table, request)
    };
    match args.output {
        RouteOutput::Json => {
            serde_json::to_writer_pretty(&mut *output, &answer).map_err(io::Error::from)?;
            writeln!(output)?;
        }
        RouteOutput::Text => {
            let rule = answer.decision.route.zip(answer.decision.rule);
            let rule = rule.and_then(|(route, rule)| place_of_rule(input, &route.key(), rule));
            let explained = Explained {
                request,
                decision: &answer.decision,
                rule,
                explanation: answer.explanation.as_ref(),
            };
            write!(output, "{explained}")?;
        }
    }
    Ok(())
}

/// Where a rule is written.
fn place_of_rule(input: &Input, route: &ObjectKey, rule: usize) -> Option<Place> {
    let path = FieldPath::root().field("spec").field("rules").index(rule);
    input.manifests.place(route, &path)
}
