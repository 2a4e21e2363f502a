//! Sending: one request to an endpoint, on a connection that is kept or on a new one.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;

use http::{Request, Response};
use hyper::body::{Body as _, Incoming};

use super::{Dial, Endpoint, Lease, SendError, Upstream};
use crate::body::{CopyBody, RequestBody};
use crate::failure::Failure;
use crate::outgoing::Outgoing;

impl Endpoint {
    /// Sends a request, and waits for the head of its response.
    ///
    /// An endpoint may close a kept connection in the very moment it is used again. That is no failure of the endpoint, and the
    /// request goes on a new one: if nothing of it was sent, or if it is `repeatable` although it may have been processed. `make`
    /// makes it, and is told whether it may have to make it once more. From when on anything may have been sent, `sent` is set.
    pub async fn send(
        self: &Arc<Self>,
        dial: &Dial,
        repeatable: bool,
        sent: &mut bool,
        mut make: impl FnMut(bool) -> Result<Request<RequestBody>, Failure>,
    ) -> Result<(Response<Incoming>, Lease), Failure> {
        let address = self.address();
        let connect = |error| Failure::Connect(address, error);
        let mut lease = match self.kept(dial) {
            Some(lease) => lease,
            None => self.connection(dial).await.map_err(connect)?,
        };
        let repeatable = repeatable && lease.reused();
        let request = make(repeatable)?;
        *sent = true;
        let mut failed = match lease.send(request).await {
            Ok(response) => return Ok((response, lease)),
            Err(failed) => SendError::from(failed),
        };
        let request = match failed.unsent.take_if(|_| lease.reused()) {
            Some(unsent) => *unsent,
            None if repeatable && failed.is_disconnect() => make(false)?,
            None => return Err(Failure::Send(address, failed)),
        };
        lease = self.connection(dial).await.map_err(connect)?;
        match lease.send(request).await {
            Ok(response) => Ok((response, lease)),
            Err(failed) => Err(Failure::Send(address, failed.into())),
        }
    }
}

impl Upstream {
    /// Sends a copy of a request to an endpoint, and reads the answer away, so that the connection can be used again. The error
    /// says why not, for logs.
    pub async fn deliver(
        &self,
        dial: &Dial,
        mut outgoing: Outgoing,
        mut body: Option<CopyBody>,
    ) -> Result<(), String> {
        let endpoint = self.pick(None, &[]).await.ok_or("no endpoint is ready")?;
        let address = endpoint.address();
        let mut sent = false;
        let answered = endpoint.send(dial, false, &mut sent, |_| {
            let body = body.take().map(|body| RequestBody::Copy(Box::new(body)));
            let body = body.unwrap_or(RequestBody::Empty);
            outgoing.request(dial, address, body, true)
        });
        let (response, lease) = answered.await.map_err(|failure| failure.to_string())?;
        let mut answer = response.into_body();
        while let Some(frame) = poll_fn(|cx| Pin::new(&mut answer).poll_frame(cx)).await {
            frame.map_err(|error| format!("{address}: {error}"))?;
        }
        lease.release();
        Ok(())
    }
}
