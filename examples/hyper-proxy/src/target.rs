//! Target: a backend as a request meets it, and the others of its rule that a retry can go to.

use gateway_data_plane::failure::Failure;
use gateway_data_plane::outgoing::{ConnectionFields, Outgoing};
use gateway_data_plane::session::Session;
use gateway_data_plane::upstream::{Dial, Upstream};
use gateway_route_engine::decision::{Forward, ResponseEdits};
use gateway_route_engine::filters::Filter;
use gateway_route_engine::{Backend, RequestFilters, RequestHead, RequestView, RetryBudget};
use http::Method;

use crate::auth::Asker;

/// A backend that a request goes to.
#[derive(Debug)]
pub struct Target<'a> {
    /// The decision.
    pub forward: Forward<'a>,
    /// The backend's endpoints.
    pub upstream: &'a Upstream,
    /// How they are spoken to.
    pub dial: Dial,
    /// The head that they get.
    pub outgoing: Outgoing,
    /// What their response gets on its way to the client.
    pub edits: Option<ResponseEdits>,
    /// The sessions that the backend keeps.
    pub session: Option<Session<'a>>,
}

/// What a retry needs to go to another backend.
#[derive(Debug)]
pub struct Elsewhere<'a> {
    /// What serves the request.
    pub asker: Asker<'a>,
    /// The decision for the backend that the request has gone to.
    pub forward: Forward<'a>,
    /// Backends that retries have left behind.
    pub failed: Vec<&'a Backend>,
    /// The head as it was routed.
    pub routed: RequestHead,
    /// The same behind the rule's filters.
    pub head: RequestHead,
    /// The filters, those of the rule passed.
    pub filters: RequestFilters<'a>,
    /// The method.
    pub method: Method,
    /// What the client's connection asks for.
    pub connection: ConnectionFields,
}

impl<'a> Target<'a> {
    /// The backend of a decision, for a head that has passed all filters. On the heap, for what waits for an answer to be small.
    pub fn new(
        asker: Asker<'a>,
        forward: Forward<'a>,
        outgoing: Outgoing,
        edits: Option<ResponseEdits>,
    ) -> Result<Box<Self>, Failure> {
        let (rule, listener) = (forward.matched.rule, forward.matched.listener);
        let secure = asker.entry.view().scheme() == "https";
        let key = &asker.server.config.sessions;
        let upstream = asker.snapshot.upstream(&forward.backend.target);
        let upstream = upstream.ok_or(Failure::NoEndpoints)?;
        let dial = (asker.snapshot).dial(forward.backend, rule.route().kind, listener)?;
        let session = Session::of(key, rule, forward.backend, outgoing.headers(), secure);
        Ok(Box::new(Self {
            forward,
            upstream,
            dial,
            outgoing,
            edits,
            session,
        }))
    }

    /// What bounds the retries of all requests to the backend together.
    pub fn budget(&self) -> Option<&'a RetryBudget> {
        self.forward.backend.retry_budget.as_deref()
    }
}

impl<'a> Elsewhere<'a> {
    /// Another backend than the one that has just failed, one that has not failed before if there is one; `None` if no other
    /// can take the request.
    pub fn another(&mut self) -> Option<Box<Target<'a>>> {
        let last = self.forward.backend;
        self.failed.push(last);
        self.draw().or_else(|| {
            self.failed = vec![last];
            self.draw()
        })
    }

    fn draw(&mut self) -> Option<Box<Target<'a>>> {
        while let Some(forward) = self.forward.again(rand::random(), &self.failed) {
            if let Some(target) = self.target(forward) {
                self.forward = forward;
                return Some(target);
            }
            self.failed.push(forward.backend);
        }
        None
    }

    /// `None` for a backend that cannot be used, and for one with an authorization service of its own: the body that the
    /// service may want to see is on its way already. Copies were sent with the first attempt.
    fn target(&self, forward: Forward<'a>) -> Option<Box<Target<'a>>> {
        let own = &forward.backend.filters;
        if own
            .iter()
            .any(|filter| matches!(filter, Filter::ExternalAuth(_)))
        {
            return None;
        }
        let (mut head, mut filters) = (self.head.clone(), self.filters.toward(forward.backend));
        while filters.next(&mut head).is_some() {}
        let edits = forward.response_edits(&RequestView {
            method: self.method.as_str(),
            authority: self.routed.authority.as_deref(),
            target: &self.routed.target,
            headers: &self.routed.headers,
            ..self.asker.entry.view()
        });
        let outgoing = Outgoing::edited(self.method.clone(), head, self.connection.clone());
        Target::new(self.asker, forward, outgoing.ok()?, Some(edits)).ok()
    }
}
