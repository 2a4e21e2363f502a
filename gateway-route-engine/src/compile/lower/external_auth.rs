//! Lowering of external authorization, of rules and of listeners (spec 5.7, 5.9.1).

use gateway_api_types::{HttpExternalAuthFilter, HttpRouteExternalAuthProtocol};

use super::Lowering;
use crate::backend::Backend;
use crate::compile::context::Finding;
use crate::compile::field::Field;
use crate::filters::ExternalAuth;
use crate::filters::external_auth::ExternalAuthProtocol;
use crate::path;

impl Lowering<'_, '_> {
    /// Lowers an `ExternalAuth` filter of a rule.
    pub(crate) fn external_auth(
        &mut self,
        field: Field<'_>,
        wire: &HttpExternalAuthFilter,
    ) -> Option<ExternalAuth> {
        let backend = self.backend(field.member("backendRef"), (&wire.backend_ref).into());
        let lowered = external_auth(field, wire, backend);
        lowered.map_err(|finding| self.invalid(finding)).ok()
    }
}

/// The filter, or what makes it invalid. `backend` is what its reference resolves to.
pub(crate) fn external_auth(
    field: Field<'_>,
    wire: &HttpExternalAuthFilter,
    backend: Backend,
) -> Result<ExternalAuth, Finding> {
    let size = wire
        .forward_body
        .as_ref()
        .and_then(|body| body.max_size)
        .unwrap_or(0);
    let forward_body = u32::try_from(size).map_err(|_| {
        let place = field.member("forwardBody");
        let message = format!("`{size}` is not a number of bytes");
        Finding::error(place.member("maxSize"), "invalid-body-size", message)
    })?;
    Ok(ExternalAuth {
        backend,
        protocol: protocol(field, wire)?,
        forward_body,
    })
}

/// The member that the protocol names is there, and the other one is not.
fn protocol(
    field: Field<'_>,
    wire: &HttpExternalAuthFilter,
) -> Result<ExternalAuthProtocol, Finding> {
    match (&wire.protocol, &wire.grpc, &wire.http) {
        (HttpRouteExternalAuthProtocol::Grpc, Some(grpc), None) => Ok(ExternalAuthProtocol::Grpc {
            allowed_headers: grpc.allowed_headers().to_vec(),
        }),
        (HttpRouteExternalAuthProtocol::Http, None, Some(http)) => Ok(ExternalAuthProtocol::Http {
            path: path(field, http.path.as_deref().unwrap_or_default())?,
            allowed_headers: http.allowed_headers().to_vec(),
            allowed_response_headers: http.allowed_response_headers().to_vec(),
        }),
        _ => {
            let message = format!(
                "protocol `{}` and the settings beside it do not fit",
                wire.protocol
            );
            let help = "write `protocol: GRPC` with `grpc`, or `protocol: HTTP` with `http`";
            Err(Finding::error(field, "union-mismatch", message).help(help))
        }
    }
}

/// What is put in front of the client's path has the form of one (spec 5.7.4).
fn path(field: Field<'_>, value: &str) -> Result<String, Finding> {
    if !value.is_empty() {
        path::check(value).map_err(|error| {
            let message = format!("`{value}` is not a path that can stand before another");
            let http = field.member("http");
            Finding::error(http.member("path"), "invalid-path", message).help(error.to_string())
        })?;
    }
    Ok(value.to_owned())
}
