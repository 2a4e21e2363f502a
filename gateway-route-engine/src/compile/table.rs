//! Building the table: from attached routes and lowered rules to sorted candidates.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::attach::{Attachment, Places, RouteHostnames};
use super::context::{Context, Finding, Findings};
use super::diagnostics::ObjectRef;
use super::field::Field;
use super::gateways::GatewayState;
use super::lower::{LoweredRoute, LoweredRule, Matches};
use super::mesh::MeshBuilder;
use super::routes::Route;
use super::sharing::Sharing;
use super::status::gateway::is_programmed;
use crate::grpc_match::GrpcMatch;
use crate::hostname::Hostname;
use crate::http_match::HttpMatch;
use crate::index::flat_map::FlatMap;
use crate::index::{Index, Indexed};
use crate::listener::{Listener, TlsMode};
use crate::options::{Options, RegexRank};
use crate::precedence::{Age, HostnameRank, Precedence};
use crate::rule::{RouteId, RouteKind, RouteRef, Rule};
use crate::table::{
    Candidate, GatewayTable, ListenerRoutes, ListenerTable, PortTable, RoutingTable, hash_name,
};

/// The table under construction: for each Gateway, for each of its listeners, what is attached; and
/// the Services of a mesh.
pub(crate) struct Builder {
    /// For each Gateway, for each of its listeners.
    pub(crate) routes: Vec<Vec<Attached>>,
    pub(crate) mesh: MeshBuilder,
    pub(crate) sharing: Sharing,
}

/// What is attached to a listener or to a Service port, not yet in order.
#[derive(Debug, Default)]
pub(crate) struct Attached {
    pub(crate) http: Vec<Candidate<HttpMatch>>,
    pub(crate) grpc: Vec<Candidate<GrpcMatch>>,
    pub(crate) layer4: Vec<Candidate<()>>,
    http_routes: usize,
    grpc_routes: usize,
}

impl Builder {
    pub(crate) fn new(context: &Context<'_>, gateways: &[GatewayState<'_>]) -> Self {
        Self {
            routes: empty(gateways),
            mesh: MeshBuilder::new(context),
            sharing: Sharing::default(),
        }
    }

    /// One for what some routes are attached to, which knows values to be shared.
    pub(crate) fn for_routes(
        gateways: &[GatewayState<'_>],
        mesh: MeshBuilder,
        sharing: Sharing,
    ) -> Self {
        Self {
            routes: empty(gateways),
            mesh,
            sharing,
        }
    }

    /// Adds the valid rules of an accepted route, as each Gateway sees them, to the listeners that it
    /// is attached to, each listener once.
    pub(crate) fn add<'l>(
        &mut self,
        options: &Options,
        gateways: &[GatewayState<'_>],
        route: &Route<'_>,
        hostnames: &RouteHostnames,
        attachments: &[Attachment<'_>],
        rules_at: impl Fn(&usize) -> &'l LoweredRoute,
    ) {
        let age = route.age();
        for (gateway, listener) in distinct(attachments) {
            let Ok(hostname) = &gateways[gateway].listeners[listener].hostname else {
                continue;
            };
            let routes = &mut self.routes[gateway][listener];
            routes.claim(route.id.kind);
            let passthrough =
                gateways[gateway].listeners[listener].tls_mode() == Some(TlsMode::Passthrough);
            let lowered = rules_at(&gateway);
            for own in hostnames.on_listener(hostname.as_ref()) {
                for rule in lowered.rules.iter().flatten() {
                    routes.add(
                        &Origin {
                            options,
                            hostname: own.as_ref(),
                            age: &age,
                            passthrough,
                        },
                        rule,
                    );
                }
            }
        }
    }

    /// Adds the valid rules of an accepted route to the Service ports that it is attached to.
    pub(crate) fn add_to_mesh(
        &mut self,
        options: &Options,
        route: &Route<'_>,
        attachments: &[Attachment<'_>],
        lowered: &LoweredRoute,
    ) {
        let mut ports: Vec<_> = attachments
            .iter()
            .flat_map(Attachment::service_ports)
            .collect();
        ports.sort_unstable();
        ports.dedup();
        for port in ports {
            self.mesh.add(options, route, port, lowered);
        }
    }

    /// Reports GRPCRoutes that share a hostname with an HTTPRoute of one listener (spec 12.14).
    pub(crate) fn report_shared_hostnames(&self, findings: &mut Findings) {
        let both = self.routes.iter().flatten();
        for attached in both.filter(|attached| attached.http_routes > 0 && attached.grpc_routes > 0)
        {
            let http = attached.http.iter();
            let http: BTreeMap<_, _> = http
                .map(|candidate| (&candidate.hostname, candidate.rule.route()))
                .collect();
            for candidate in &attached.grpc {
                let Some(other) = http.get(&candidate.hostname) else {
                    continue;
                };
                let host = candidate.hostname.as_ref();
                let host = host.map_or_else(|| "every host".to_owned(), |host| format!("`{host}`"));
                let message = format!("HTTPRoute `{other}` has {host}, too, on one listener");
                let list = Field::Root("spec.hostnames");
                let finding = Finding::warning(list, "shared-hostname", message);
                let help = "gRPC calls go to the GRPCRoutes first, all other requests to the HTTPRoutes; give each kind hostnames of its own";
                let route = candidate.rule.route().to_id();
                let object = ObjectRef::gateway_api(route.kind.as_str(), &route.name);
                findings.push(&object, finding.help(help));
            }
        }
    }

    /// The table of the listeners that are programmed.
    pub(crate) fn finish(
        self,
        options: &Options,
        gateways: &[GatewayState<'_>],
    ) -> (RoutingTable, Sharing) {
        let mut tables = BTreeMap::new();
        let Self {
            routes,
            mesh,
            sharing,
        } = self;
        for (gateway, routes) in gateways.iter().zip(routes) {
            let mut ports: BTreeMap<u16, Vec<ListenerTable>> = BTreeMap::new();
            let programmed = is_programmed(gateway);
            for (listener, routes) in gateway.listeners.iter().zip(routes) {
                let (Some(port), Some(protocol), Ok(hostname)) =
                    (listener.port, listener.protocol, &listener.hostname)
                else {
                    continue;
                };
                if programmed && listener.is_programmed() {
                    let listener = Listener {
                        id: listener.id.clone(),
                        port,
                        protocol,
                        hostname: hostname.clone(),
                        tls_mode: listener.tls_mode(),
                        certificates: listener.certificates.clone(),
                        client_validation: listener.client_validation,
                        client_authorities: listener.client_authorities.clone(),
                        filters: listener.filters.clone(),
                        client_certificate: gateway
                            .client_certificate
                            .as_ref()
                            .and_then(|found| found.as_ref().ok())
                            .cloned(),
                    };
                    ports.entry(port).or_default().push(ListenerTable {
                        listener: Arc::new(listener),
                        routes: Arc::new(routes.index()),
                    });
                }
            }
            let ports = ports.into_iter();
            let ports = ports.map(|(port, listeners)| (port, Arc::new(PortTable::new(listeners))));
            let table = GatewayTable {
                ports: ports.collect(),
            };
            tables.insert(gateway.own.name.clone(), table);
        }
        let tables = tables.into_iter();
        let tables = tables.map(|(name, table)| (hash_name(&name), (name, Arc::new(table))));
        let table = RoutingTable {
            gateways: Arc::new(FlatMap::new(tables.collect())),
            mesh: mesh.finish(),
            path_form: options.path_form(),
            tracing: Arc::default(),
            regex_rank: options.regex_rank,
        };
        (table, sharing)
    }
}

/// Where a rule comes from, as far as its rank depends on it.
pub(crate) struct Origin<'a> {
    pub(crate) options: &'a Options,
    pub(crate) hostname: Option<&'a Hostname>,
    pub(crate) age: &'a Age,
    /// Whether the listener passes TLS through.
    pub(crate) passthrough: bool,
}

impl Attached {
    /// Notes that a route of a kind is attached, be it one without rules.
    pub(crate) fn claim(&mut self, kind: RouteKind) {
        self.http_routes += usize::from(kind == RouteKind::Http);
        self.grpc_routes += usize::from(kind == RouteKind::Grpc);
    }

    pub(crate) fn add(&mut self, origin: &Origin<'_>, lowered: &LoweredRule) {
        let passed_through = lowered.passthrough.as_ref();
        let passed_through = passed_through.filter(|_| origin.passthrough);
        let rule = passed_through.unwrap_or(&lowered.rule);
        match &lowered.matches {
            Matches::Http(matches) => origin.add(rule, matches, &mut self.http),
            Matches::Grpc(matches) => origin.add(rule, matches, &mut self.grpc),
            Matches::All => origin.add(rule, &[Arc::new(())], &mut self.layer4),
        }
    }

    /// Takes the matches of HTTPRoutes over that are kept.
    pub(crate) fn take_http(&mut self, other: &Self, keep: impl Fn(&Candidate<HttpMatch>) -> bool) {
        let kept = other.http.iter().filter(|candidate| keep(candidate));
        self.http.extend(kept.cloned());
        self.http_routes += other.http_routes;
    }

    pub(crate) fn index(self) -> ListenerRoutes {
        ListenerRoutes {
            http: Index::new(self.http),
            grpc: Index::new(self.grpc),
            layer4: Index::new(self.layer4),
            http_routes: self.http_routes,
            grpc_routes: self.grpc_routes,
        }
    }

    /// Whether no route claims it.
    pub(crate) fn is_empty(&self) -> bool {
        let candidates = self.http.len() + self.grpc.len() + self.layer4.len();
        candidates + self.http_routes + self.grpc_routes == 0
    }

    /// Takes what was attached by some routes out of a table, and puts in what is now.
    pub(crate) fn replace(
        old: Self,
        new: Self,
        gone: &BTreeSet<RouteId>,
        regex_rank: RegexRank,
        routes: &mut ListenerRoutes,
    ) {
        let gone = &gone.iter().map(RouteRef::from).collect();
        routes.http.edit(regex_rank, gone, old.http, new.http);
        routes.grpc.edit(regex_rank, gone, old.grpc, new.grpc);
        routes.layer4.edit(regex_rank, gone, old.layer4, new.layer4);
        routes.http_routes = routes.http_routes + new.http_routes - old.http_routes;
        routes.grpc_routes = routes.grpc_routes + new.grpc_routes - old.grpc_routes;
    }
}

impl Origin<'_> {
    fn add<M: Indexed>(&self, rule: &Rule, matches: &[Arc<M>], all: &mut Vec<Candidate<M>>) {
        // Routes that stand together often have one hostname, which is then kept once.
        let last = all.last().and_then(|last| last.hostname.as_ref());
        let hostname = last.filter(|last| Some(*last) == self.hostname);
        let hostname = hostname.or(self.hostname).cloned();
        let candidates = matches.iter().enumerate();
        let candidates = candidates.map(|(match_index, matches)| Candidate {
            precedence: Precedence {
                hostname: HostnameRank::of(self.hostname),
                specificity: matches.specificity(self.options.regex_rank),
                age: self.age.clone(),
                rule: rule.index(),
                match_index,
            },
            hostname: hostname.clone(),
            matches: Arc::clone(matches),
            rule: rule.clone(),
        });
        all.extend(candidates);
    }
}

fn empty(gateways: &[GatewayState<'_>]) -> Vec<Vec<Attached>> {
    let listeners = gateways.iter().map(|gateway| gateway.listeners.iter());
    listeners
        .map(|listeners| listeners.map(|_| Attached::default()).collect())
        .collect()
}

/// The listeners that a route is attached to by any of its references.
pub(crate) fn distinct(attachments: &[Attachment<'_>]) -> Vec<(usize, usize)> {
    let mut all: Vec<_> = attachments
        .iter()
        .filter_map(|attachment| match &attachment.places {
            Ok(Places::Listeners { gateway, listeners }) => Some((*gateway, listeners)),
            _ => None,
        })
        .flat_map(|(gateway, listeners)| listeners.iter().map(move |listener| (gateway, *listener)))
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}
