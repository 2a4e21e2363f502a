//! Forward: the attempts that a request gets, within the rule's timeouts and retries (spec 6.4, 6.5).

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use gateway_data_plane::body::{Answer, CopySender, ResponseBody, Upload};
use gateway_data_plane::failure::Failure;
use gateway_data_plane::session::Session;
use gateway_data_plane::upstream::Endpoint;
use gateway_route_engine::retry::Retry;
use http::StatusCode;
use tokio::time::{Instant, sleep, timeout_at};

use crate::auth::Asker;
use crate::exchange::Asked;
use crate::observe::Witness;
use crate::target::{Elsewhere, Target};

/// A request that is ready to be sent to a backend.
#[derive(Debug)]
pub struct Forwarding<'a> {
    /// Who is told what becomes of it.
    pub witness: &'a Witness,
    /// Where it goes.
    pub target: Box<Target<'a>>,
    /// Where else it may go in a retry.
    pub elsewhere: Option<Box<Elsewhere<'a>>>,
    /// The body.
    pub upload: Upload,
    /// How long an endpoint may take to begin its answer where the rule sets no timeout.
    pub answer: Duration,
}

impl<'a> Forwarding<'a> {
    /// A request with the body that was asked with, of which these copies are wanted.
    pub fn new(
        asker: Asker<'a>,
        target: Box<Target<'a>>,
        elsewhere: Option<Box<Elsewhere<'a>>>,
        request: &mut Asked,
        copies: Vec<CopySender>,
    ) -> Self {
        let limits = &asker.server.config.limits;
        let retry = target.forward.matched.rule.retry.as_ref();
        let replay = retry.map(|_| limits.replay_buffer);
        Self {
            witness: asker.witness,
            target,
            elsewhere,
            upload: Upload::new(std::mem::take(&mut request.body), replay, copies),
            answer: limits.answer,
        }
    }

    /// Sends the request until an attempt ends it, with the response of the endpoint. By the deadline its body has to be complete.
    pub async fn run(
        &mut self,
        deadline: Option<Instant>,
    ) -> Result<(Answer, Arc<Endpoint>), Failure> {
        let rule = self.target.forward.matched.rule;
        if let Some(budget) = self.target.budget() {
            self.target.upstream.tally.request(budget, Instant::now());
        }
        let mut failed: Vec<Arc<Endpoint>> = Vec::new();
        let mut session = self.target.session.as_ref().and_then(Session::resumed);
        let mut retries = 0;
        loop {
            // Where the endpoint of a session fails, another session begins.
            let endpoint = self.target.upstream.pick(session.take(), &failed).await;
            let endpoint = endpoint.ok_or(Failure::NoEndpoints)?;
            let retry = rule.retry.as_ref();
            let retry = retry.filter(|retry| retries < retry.attempts);
            let since = Instant::now();
            let limit = rule.timeouts.backend_request;
            let limit = limit.and_then(|limit| since.checked_add(limit));
            let patience = limit.or_else(|| self.patience(since));
            let Target {
                outgoing,
                dial,
                upstream,
                ..
            } = &mut *self.target;
            let witness = self.witness;
            witness.attempting(outgoing, dial, &endpoint, upstream);
            let mut sent = false;
            let outcome = {
                let attempting = pin!(self.attempt(&endpoint, &mut sent, retry.is_none()));
                within(patience, attempting).await
            };
            let outcome = outcome.unwrap_or(Err(Failure::AttemptTimeout { sent }));
            witness.attempted(self.target.upstream, since.elapsed(), &outcome);
            endpoint.note(match &outcome {
                Ok(response) => !response.status().is_server_error(),
                Err(failure) => !failure.is_of_endpoint(),
            });
            let Some(wait) = retry.and_then(|retry| self.another(retry, &outcome, retries)) else {
                let mut response = outcome?;
                if let Some(until) = [deadline, limit].into_iter().flatten().min() {
                    response.body_mut().end_by(until);
                }
                return Ok((response, endpoint));
            };
            if let Err(failure) = &outcome {
                tracing::debug!(%failure, retries, "attempt failed");
            }
            // A response that is not passed on is not read either.
            drop(outcome);
            failed.push(endpoint);
            if let Some(other) = self
                .elsewhere
                .as_mut()
                .and_then(|elsewhere| elsewhere.another())
            {
                session = other.session.as_ref().and_then(Session::resumed);
                witness.moved(&other.forward.backend.target);
                self.target = other;
            }
            let (budget, tally) = (self.target.budget(), &self.target.upstream.tally);
            if budget.is_some_and(|budget| !tally.retry(budget, Instant::now())) {
                return Err(Failure::RetryBudget);
            }
            retries += 1;
            witness.retried();
            sleep(wait).await;
        }
    }

    /// Until when an endpoint has to begin its answer where the rule does not say. While the client sends a body it is for the
    /// client to get on.
    fn patience(&self, since: Instant) -> Option<Instant> {
        let timeouts = self.target.forward.matched.rule.timeouts;
        let bounded = self.upload.is_empty() && timeouts.request.is_none();
        bounded.then(|| since.checked_add(self.answer))?
    }

    /// How long to wait for another attempt; `None` if there is none.
    fn another(
        &self,
        retry: &Retry,
        outcome: &Result<Answer, Failure>,
        retries: u32,
    ) -> Option<Duration> {
        let idempotent = self.target.outgoing.is_idempotent();
        let wanted = match outcome {
            Ok(response) => {
                retry.wants_after_response(response.status().as_u16(), response.headers())
            }
            Err(failure) => {
                let ended = failure.ended();
                ended.is_some_and(|ended| retry.wants_after(ended, idempotent))
            }
        };
        (wanted && self.upload.replayable()).then(|| retry.wait(retries, rand::random()))
    }

    /// One attempt. After the `last` one the head is gone. From when on anything may have been sent, `sent` is set.
    async fn attempt(
        &mut self,
        endpoint: &Arc<Endpoint>,
        sent: &mut bool,
        last: bool,
    ) -> Result<Answer, Failure> {
        let (upload, address) = (&mut self.upload, endpoint.address());
        let Target { dial, outgoing, .. } = &mut *self.target;
        let repeatable = upload.is_empty() && outgoing.is_idempotent();
        let (response, lease) = {
            let sending = pin!(endpoint.send(dial, repeatable, sent, |keep| {
                outgoing.request(dial, address, upload.take(), last && !keep)
            }));
            sending.await?
        };
        let switched = response.status() == StatusCode::SWITCHING_PROTOCOLS;
        if switched && !self.target.outgoing.is_upgrade() {
            return Err(Failure::UnaskedUpgrade);
        }
        Ok(Box::new(response.map(|incoming| {
            if switched {
                // The connection speaks another protocol now. It lives on in the head's extensions.
                ResponseBody::empty()
            } else {
                ResponseBody::backend(incoming, lease)
            }
        })))
    }
}

/// The outcome, unless the time comes first. What is handed over pinned need not be moved.
pub async fn within<T>(deadline: Option<Instant>, work: impl Future<Output = T>) -> Option<T> {
    match deadline {
        Some(deadline) => timeout_at(deadline, work).await.ok(),
        None => Some(work.await),
    }
}
