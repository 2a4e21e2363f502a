//! Gate: the filters on a request's way where a service is asked, those of its listener before it is routed and those of its
//! rule afterwards (spec 5.7, 5.9).

use gateway_data_plane::body::{Answer, ClientBody};
use gateway_data_plane::reply;
use gateway_route_engine::decision::Matched;
use gateway_route_engine::filters::{ExternalAuth, HeaderModifier, ListenerFilter};
use gateway_route_engine::{RequestFilters, RequestHead, RequestStep};

use crate::auth::Asker;
use crate::mirror::Mirror;

/// The answer to a request that does not pass.
pub type Stopped = Answer;

/// A request at the gate.
#[derive(Debug)]
pub struct Gate<'a> {
    /// Who asks.
    pub asker: Asker<'a>,
    /// Whether the caller finds errors in gRPC's trailers only.
    pub to_grpc: bool,
    /// What the services that were asked want changed in the response.
    pub response: Option<HeaderModifier>,
}

impl Gate<'_> {
    /// Takes a request through the filters of its listener, in exact list order.
    pub async fn pass_listener(
        &mut self,
        filters: &[ListenerFilter],
        head: &mut RequestHead,
        body: &mut ClientBody,
    ) -> Result<(), Stopped> {
        for filter in filters {
            // The engine answers for a listener with a filter that does not resolve.
            if let ListenerFilter::ExternalAuth(auth) = filter {
                self.ask(auth, head, body).await?;
            }
        }
        Ok(())
    }

    /// Takes a request through the filters of its rule, and returns the copies that they ask for. Those of a backend come
    /// behind them.
    pub async fn pass_rule<'t>(
        &mut self,
        matched: Matched<'t>,
        entropy: u64,
        head: &mut RequestHead,
        body: &mut ClientBody,
    ) -> Result<(RequestFilters<'t>, Vec<Mirror<'t>>), Stopped> {
        let mut filters = matched.request_filters(head, entropy);
        let mirrors = self.pass(&mut filters, head, body).await?;
        Ok((filters, mirrors))
    }

    /// Takes a request through filters, and returns the copies that they ask for.
    pub async fn pass<'t>(
        &mut self,
        filters: &mut RequestFilters<'t>,
        head: &mut RequestHead,
        body: &mut ClientBody,
    ) -> Result<Vec<Mirror<'t>>, Stopped> {
        let mut mirrors = Vec::new();
        while let Some(step) = filters.next(head) {
            match step {
                RequestStep::Mirror(request) => mirrors.extend(Mirror::plan(request)),
                RequestStep::Authorize(auth) => self.ask(auth, head, body).await?,
            }
        }
        Ok(mirrors)
    }

    /// Asks one service.
    async fn ask(
        &mut self,
        auth: &ExternalAuth,
        head: &mut RequestHead,
        body: &mut ClientBody,
    ) -> Result<(), Stopped> {
        // On the heap, for requests that are not asked about to stay small.
        match Box::pin(self.asker.ask(auth, head, body)).await {
            Ok(Ok(response)) => {
                let before = self.response.get_or_insert_default();
                *before = before.then(&response);
                Ok(())
            }
            Ok(Err(denial)) => Err(reply::denial(denial, self.to_grpc)),
            Err(failure) => {
                tracing::warn!(service = %auth.backend.target, %failure, "request denied");
                Err(reply::failure(&failure, self.to_grpc))
            }
        }
    }
}
