//! Forward: the attempts at a backend that a request gets, within the rule's timeouts and retries (spec 6.4, 6.5).

use std::sync::Arc;
use std::time::Duration;

use gateway_route_engine::RetryBudget;
use gateway_route_engine::retry::Retry;
use gateway_route_engine::timeouts::Timeouts;
use http::{Response, StatusCode};
use hyper::body::Incoming;
use tokio::time::{Instant, sleep, timeout_at};

use crate::body::{RequestBody, ResponseBody, Upload};
use crate::failure::Failure;
use crate::observe;
use crate::outgoing::Outgoing;
use crate::retry;
use crate::session::Resumed;
use crate::upstream::{Dial, Endpoint, Lease, SendError, Upstream};

/// A request that is ready to be sent to a backend.
#[derive(Debug)]
pub struct Forwarding<'a> {
    /// The backend's endpoints.
    pub upstream: &'a Upstream,
    /// How they are spoken to.
    pub dial: Dial,
    /// The rule's timeouts.
    pub timeouts: Timeouts,
    /// The rule's retries.
    pub retry: Option<&'a Retry>,
    /// The head.
    pub outgoing: Outgoing,
    /// The body.
    pub upload: Upload,
    /// How long an endpoint may take to begin its answer where the rule sets no timeout.
    pub answer: Duration,
    /// What bounds the retries of all requests to the backend together.
    pub budget: Option<&'a RetryBudget>,
    /// The session that goes on.
    pub session: Option<Resumed<'a>>,
}

impl Forwarding<'_> {
    /// Sends the request until an attempt ends it, or the deadline passes. The response is as the backend gave it; its body
    /// breaks off when the time is over.
    pub async fn run(
        mut self,
        deadline: Option<Instant>,
    ) -> Result<(Response<ResponseBody>, Arc<Endpoint>), Failure> {
        within(deadline, self.attempts(deadline))
            .await
            .unwrap_or(Err(Failure::RequestTimeout))
    }

    async fn attempts(
        &mut self,
        deadline: Option<Instant>,
    ) -> Result<(Response<ResponseBody>, Arc<Endpoint>), Failure> {
        if let Some(budget) = self.budget {
            self.upstream.tally.request(budget, Instant::now());
        }
        let mut failed: Vec<Arc<Endpoint>> = Vec::new();
        let mut retries = 0;
        loop {
            // Where the endpoint of a session fails, another session begins.
            let session = self.session.take();
            let endpoint = self.upstream.pick(session, &failed).await;
            let endpoint = endpoint.ok_or(Failure::NoEndpoints)?;
            let retry = self.retry.filter(|retry| retries < retry.attempts);
            let limit = self
                .timeouts
                .backend_request
                .and_then(|limit| Instant::now().checked_add(limit));
            let since = Instant::now();
            let patience = limit.or_else(|| self.patience());
            observe::attempting(&mut self.outgoing, &self.dial, &endpoint, self.upstream);
            let outcome = self.attempt(&endpoint, patience, retry.is_none()).await;
            observe::attempted(self.upstream, since.elapsed(), &outcome);
            endpoint.note(match &outcome {
                Ok(response) => !response.status().is_server_error(),
                Err(failure) => !failure.is_of_endpoint(),
            });
            let Some(wait) = retry.and_then(|retry| self.another(retry, &outcome, retries)) else {
                let until = [deadline, limit].into_iter().flatten().min();
                let response = outcome?.map(|body| body.until(until));
                return Ok((response, endpoint));
            };
            if let Err(failure) = &outcome {
                tracing::debug!(%failure, retries, "attempt failed");
            }
            if self
                .budget
                .is_some_and(|budget| !self.upstream.tally.retry(budget, Instant::now()))
            {
                return Err(Failure::RetryBudget);
            }
            // A response that is not passed on is not read either.
            drop(outcome);
            failed.push(endpoint);
            retries += 1;
            observe::retried();
            sleep(wait).await;
        }
    }

    /// Until when an endpoint has to begin its answer where the rule does not say. While the client sends a body it is for the
    /// client to get on.
    fn patience(&self) -> Option<Instant> {
        let bounded = self.upload.is_empty() && self.timeouts.request.is_none();
        bounded.then(|| Instant::now().checked_add(self.answer))?
    }

    /// How long to wait for another attempt; `None` if there is none.
    fn another(
        &self,
        retry: &Retry,
        outcome: &Result<Response<ResponseBody>, Failure>,
        retries: u32,
    ) -> Option<Duration> {
        let wanted = match outcome {
            Ok(response) => retry::after_response(retry, response.status(), response.headers()),
            Err(failure) => retry::after_failure(retry, failure, self.outgoing.is_idempotent()),
        };
        (wanted && self.upload.replayable()).then(|| retry::backoff(retry, retries, rand::random()))
    }

    /// One attempt. After the `last` one the head is gone.
    async fn attempt(
        &mut self,
        endpoint: &Arc<Endpoint>,
        limit: Option<Instant>,
        last: bool,
    ) -> Result<Response<ResponseBody>, Failure> {
        let lease = within(limit, endpoint.connection(&self.dial, false)).await;
        let lease = lease
            .ok_or(Failure::AttemptTimeout { sent: false })?
            .map_err(|error| Failure::Connect(endpoint.address(), error))?;
        let exchanged = within(limit, self.exchange(endpoint, lease, last)).await;
        let (response, lease) = exchanged.ok_or(Failure::AttemptTimeout { sent: true })??;
        if response.status() != StatusCode::SWITCHING_PROTOCOLS {
            let (head, incoming) = response.into_parts();
            return Ok(Response::from_parts(
                head,
                ResponseBody::backend(incoming, lease),
            ));
        }
        if !self.outgoing.is_upgrade() {
            return Err(Failure::UnaskedUpgrade);
        }
        // The connection speaks another protocol now. It lives on in the head's extensions.
        Ok(response.map(|_| ResponseBody::empty()))
    }

    /// Sends the request and receives the head of the response. An endpoint may close a kept connection in the moment it is
    /// used again; that is no failure of the endpoint, and the request goes on a new one if that is safe.
    async fn exchange(
        &mut self,
        endpoint: &Arc<Endpoint>,
        mut lease: Lease,
        last: bool,
    ) -> Result<(Response<Incoming>, Lease), Failure> {
        let address = endpoint.address();
        let repeatable = lease.reused() && self.upload.is_empty() && self.outgoing.is_idempotent();
        let body = self.upload.take();
        let request = self
            .outgoing
            .request(&self.dial, address, body, last && !repeatable)?;
        let failed = match lease.send(request).await {
            Ok(response) => return Ok((response, lease)),
            Err(failed) => failed,
        };
        let request = match failed {
            SendError {
                unsent: Some(request),
                ..
            } if lease.reused() => *request,
            failed if repeatable && failed.is_disconnect() => {
                self.outgoing
                    .request(&self.dial, address, RequestBody::Empty, last)?
            }
            failed => return Err(Failure::Send(address, failed)),
        };
        let connection = endpoint.connection(&self.dial, true).await;
        lease = connection.map_err(|error| Failure::Connect(address, error))?;
        match lease.send(request).await {
            Ok(response) => Ok((response, lease)),
            Err(failed) => Err(Failure::Send(address, failed)),
        }
    }
}

/// The outcome, unless the time comes first.
pub async fn within<T>(deadline: Option<Instant>, work: impl Future<Output = T>) -> Option<T> {
    match deadline {
        Some(deadline) => timeout_at(deadline, work).await.ok(),
        None => Some(work.await),
    }
}
