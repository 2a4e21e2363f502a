//! `gapi route`: one request, and what becomes of it.

use std::io::{self, Write};

use gateway_api_types::Kind;
use gateway_manifests::{ObjectKey, Place};
use gateway_route_engine::ClientCertificate;
use gateway_validate::field_path::FieldPath;
use http::header::{HOST, HeaderMap};
use serde::Serialize;

use crate::Stop;
use crate::args::{RouteArgs, RouteOutput};
use crate::contract::parts::Route;
use crate::contract::{
    CandidateRecord, DecisionRecord, EvalFrontend, EvalRequest, ExplanationRecord, decision, record,
};
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

/// What `-o json` prints: a decision, and why where that was asked for.
#[derive(Serialize)]
struct Answer<'a> {
    #[serde(flatten)]
    decision: DecisionRecord<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<ExplanationRecord<'a>>,
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
    let (decision, explanation) = if args.explain {
        let explanation = table.explain(&request.view(), request.entropy);
        let mut why = ExplanationRecord::from(&explanation);
        why.candidates
            .iter_mut()
            .for_each(|candidate| locate(input, candidate));
        (record(&explanation.decision, request), Some(why))
    } else {
        (decision(table, request), None)
    };
    match args.output {
        RouteOutput::Json => {
            let answer = Answer {
                decision,
                explanation,
            };
            serde_json::to_writer_pretty(&mut *output, &answer).map_err(io::Error::from)?;
            writeln!(output)?;
        }
        RouteOutput::Text => {
            let rule = decision.route.zip(decision.rule);
            let rule = rule.and_then(|(route, rule)| place_of_rule(input, route, rule));
            let explained = Explained {
                request,
                decision: &decision,
                rule,
                explanation: explanation.as_ref(),
            };
            write!(output, "{explained}")?;
        }
    }
    Ok(())
}

/// Fills in where the rule of a candidate is written.
fn locate(input: &Input, candidate: &mut CandidateRecord<'_>) {
    if let Some(place) = place_of_rule(input, candidate.route, candidate.rule) {
        candidate.file = Some(place.file.to_string());
        let start = place.range.map(|range| range.start);
        candidate.line = start.map(|start| start.line);
        candidate.column = start.map(|start| start.column);
    }
}

/// Where a rule is written.
fn place_of_rule(input: &Input, route: Route<'_>, rule: usize) -> Option<Place> {
    let key = ObjectKey::new(
        Kind::HttpRoute.group(),
        route.kind,
        Some(route.namespace),
        route.name,
    );
    let path = FieldPath::root().field("spec").field("rules").index(rule);
    input.manifests.place(&key, &path)
}
