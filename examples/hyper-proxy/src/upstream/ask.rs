//! Asking: one request to an endpoint that belongs to no attempt of a client's, such as a copy or a question to an
//! authorization service.

use std::sync::Arc;

use http::{Request, Response};
use hyper::body::Incoming;

use super::{Dial, Endpoint, Lease};
use crate::body::RequestBody;

/// Sends a request, on a further connection if the kept one closed before anything was sent. The error says what went wrong,
/// for logs.
pub async fn ask(
    endpoint: &Arc<Endpoint>,
    dial: &Dial,
    request: Request<RequestBody>,
) -> Result<(Response<Incoming>, Lease), String> {
    let at = |error: &dyn std::error::Error| format!("{}: {error}", endpoint.address());
    let connection = endpoint.connection(dial, false).await;
    let mut lease = connection.map_err(|error| at(&error))?;
    let mut failed = match lease.send(request).await {
        Ok(response) => return Ok((response, lease)),
        Err(failed) => failed,
    };
    let Some(request) = failed.unsent.take() else {
        return Err(at(&failed));
    };
    let connection = endpoint.connection(dial, true).await;
    lease = connection.map_err(|error| at(&error))?;
    let response = lease.send(*request).await.map_err(|error| at(&error))?;
    Ok((response, lease))
}
