//! Auth: the services that are asked whether a request may pass (spec 5.7).

use gateway_data_plane::authorization::Question;
use gateway_data_plane::body::{Answer, ClientBody};
use gateway_data_plane::entry::Entry;
use gateway_data_plane::failure::Failure;
use gateway_route_engine::RequestHead;
use gateway_route_engine::filters::{ExternalAuth, HeaderModifier};

use crate::observe::Witness;
use crate::server::Server;
use crate::snapshot::Snapshot;

/// What asks: the proxy, for a request of a client.
#[derive(Clone, Copy, Debug)]
pub struct Asker<'a> {
    /// The proxy.
    pub server: &'a Server,
    /// The configuration that the request is served by.
    pub snapshot: &'a Snapshot,
    /// Where the client came in.
    pub entry: &'a Entry,
    /// Who is told what becomes of the request.
    pub witness: &'a Witness,
}

impl Asker<'_> {
    /// Asks the service of a filter about a request, as its head stands at the filter's place, and edits the head as the
    /// service says. What the client's response gets is returned.
    pub async fn ask(
        self,
        auth: &ExternalAuth,
        head: &mut RequestHead,
        body: &mut ClientBody,
    ) -> Result<Result<HeaderModifier, Answer>, Failure> {
        let (snapshot, entry) = (self.snapshot, self.entry);
        let question = Question {
            auth,
            entry,
            limit: self.server.config.limits.authorization,
        };
        let reach = |kind| {
            // What it is shown of the Gateway is the same on all of its listeners.
            let mut listeners = snapshot.table.listeners(&entry.gateway, entry.port);
            let (dial, upstream) = snapshot.reach(&auth.backend, kind, listeners.next())?;
            Ok((dial, &**upstream))
        };
        question.ask(head, body, reach).await
    }
}
