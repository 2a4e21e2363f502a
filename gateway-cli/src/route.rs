//! `gapi route`: one request, and what becomes of it.

use std::io::{self, Write};

use gateway_api_types::Kind;
use gateway_manifests::{ObjectKey, Place};
use gateway_route_engine::ClientCertificate;
use gateway_validate::field_path::FieldPath;
use http::header::{HOST, HeaderMap};

use crate::Stop;
use crate::args::{RouteArgs, RouteOutput};
use crate::contract::{DecisionRecord, EvalFrontend, EvalRequest, decision};
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
    format: RouteOutput,
    output: &mut impl Write,
) -> Result<(), Stop> {
    let table = &input.compiled.table;
    if let Some(unknown) = request.frontend.unknown(&input.objects.resources, table) {
        return Err(Stop::Failed(unknown));
    }
    let decision = decision(table, request);
    match format {
        RouteOutput::Json => {
            serde_json::to_writer_pretty(&mut *output, &decision).map_err(io::Error::from)?;
            writeln!(output)?;
        }
        RouteOutput::Text => {
            let rule = place_of_rule(input, &decision);
            write!(
                output,
                "{}",
                Explained {
                    request,
                    decision: &decision,
                    rule
                }
            )?;
        }
    }
    Ok(())
}

/// Where the rule that won is written.
fn place_of_rule(input: &Input, decision: &DecisionRecord<'_>) -> Option<Place> {
    let (route, rule) = decision.route.zip(decision.rule)?;
    let key = ObjectKey::new(
        Kind::HttpRoute.group(),
        route.kind,
        Some(route.namespace),
        route.name,
    );
    let path = FieldPath::root().field("spec").field("rules").index(rule);
    input.manifests.place(&key, &path)
}
