//! Redirect cycles: redirects that lead from rule to rule, of any routes, and back to where they began
//! (spec 5.3).
//!
//! What is followed is a plain GET without headers, query or cookies, through the table's own lookup:
//! what such a request does not carry can end a cycle, but not be what keeps it going.

use std::collections::{BTreeMap, BTreeSet};

use gateway_api_types::NamespacedName;

use super::context::{Finding, Findings};
use super::diagnostics::ObjectRef;
use super::field::Field;
use super::gateways::GatewayState;
use super::many;
use super::mesh::MeshBuilder;
use super::sharing::Sharing;
use super::table::Builder;
use crate::decision::Decision;
use crate::filters::Filter;
use crate::hostname::Hostname;
use crate::http_match::HttpMatch;
use crate::listener::ListenerProtocol;
use crate::options::Options;
use crate::path::PathMatch;
use crate::request::{ClientCertificate, Frontend, NoHeaders, Protocol, RequestView};
use crate::rule::RouteRef;
use crate::table::{Candidate, RoutingTable};

/// So many redirects are followed from one request: more than clients do.
const MOST_STEPS: usize = 24;
/// A rule that sends a request on so often, to a longer path each time, does so for ever.
const FOR_EVER: usize = 4;

/// A URL on its way through a Gateway.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Url {
    encrypted: bool,
    port: u16,
    host: String,
    path: String,
}

/// A request that a rule redirects by its match alone.
type Start<'g> = (&'g NamespacedName, Url);

/// The route and the rule that send a request on, and where to.
type Step<'t> = ((RouteRef<'t>, usize), Url);

/// Reports the rules whose redirects come back to them.
pub(crate) fn report(
    options: &Options,
    builder: &Builder,
    gateways: &[GatewayState<'_>],
    findings: &mut Findings,
) {
    let starts = starts(builder, gateways);
    if starts.is_empty() {
        return;
    }
    // A cycle among all rules is one among those that redirect, which are mostly few.
    let suspects: Vec<_> = {
        let few = table(options, builder, gateways, redirects);
        let circles = |start: &Start<'_>| !cycle(&few, start).is_empty();
        starts.into_iter().filter(circles).collect()
    };
    if suspects.is_empty() {
        return;
    }
    let all = table(options, builder, gateways, |_| true);
    let mut told: BTreeMap<(RouteRef<'_>, usize), (bool, String)> = BTreeMap::new();
    for start in &suspects {
        let steps = cycle(&all, start);
        let (Some((first, _)), Some((_, last))) = (steps.first(), steps.last()) else {
            continue;
        };
        // Of several requests one that comes back as it was shows it best.
        let shown = (*last != start.1, message(&start.1, &steps));
        let best = told.entry(*first).or_insert_with(|| shown.clone());
        if shown < *best {
            *best = shown;
        }
    }
    for ((route, rule), (_, message)) in told {
        let route = route.to_id();
        let object = ObjectRef::gateway_api(route.kind.as_str(), &route.name);
        let rules = Field::Root("spec.rules");
        let rule = rules.item(rule);
        let finding = Finding::warning(rule.member("filters"), "redirect-cycle", message);
        let help = "let one of them redirect elsewhere, match fewer requests, or attach it to fewer listeners";
        findings.push(&object, finding.help(help));
    }
}

fn redirects(candidate: &Candidate<HttpMatch>) -> bool {
    let mut filters = candidate.rule.filters.iter();
    filters.any(|filter| matches!(filter, Filter::RequestRedirect(_)))
}

/// A table of the HTTPRoutes at Gateways, as far as they are kept.
fn table(
    options: &Options,
    builder: &Builder,
    gateways: &[GatewayState<'_>],
    keep: impl Fn(&Candidate<HttpMatch>) -> bool,
) -> RoutingTable {
    let mut copy = Builder::for_routes(gateways, MeshBuilder::default(), Sharing::default());
    let of_gateways = copy.routes.iter_mut().zip(&builder.routes);
    for (copy, attached) in of_gateways.flat_map(|(copies, all)| copies.iter_mut().zip(all)) {
        copy.take_http(attached, &keep);
    }
    copy.finish(options, gateways).0
}

/// One request for each hostname and match of a rule that redirects, where it asks for nothing but a
/// path that is known.
fn starts<'g>(builder: &Builder, gateways: &'g [GatewayState<'_>]) -> BTreeSet<Start<'g>> {
    let mut starts = BTreeSet::new();
    for (gateway, routes) in gateways.iter().zip(&builder.routes) {
        for (listener, attached) in gateway.listeners.iter().zip(routes) {
            let (Some(port), Ok(hostname)) = (listener.port, &listener.hostname) else {
                continue;
            };
            for candidate in attached.http.iter().filter(|one| redirects(one)) {
                if let Some(path) = path(&candidate.matches) {
                    let url = Url {
                        encrypted: listener.protocol == Some(ListenerProtocol::Https),
                        port,
                        host: host(candidate.hostname.as_ref(), hostname.as_ref()),
                        path: path.to_owned(),
                    };
                    starts.insert((gateway.own.name, url));
                }
            }
        }
    }
    starts
}

/// A path that a match takes which asks for nothing else of a plain request.
fn path(matches: &HttpMatch) -> Option<&str> {
    let plain = matches.headers.is_empty() && matches.query_params.is_empty();
    if !plain || matches.method.is_some_and(|method| method != "GET") {
        return None;
    }
    match &matches.path {
        PathMatch::Exact(path) => Some(path),
        PathMatch::Prefix(prefix) if prefix.elements().is_empty() => Some("/"),
        PathMatch::Prefix(prefix) => Some(prefix.elements()),
        PathMatch::Regex(_) => None,
    }
}

/// A host that a route and a listener have in common.
fn host(route: Option<&Hostname>, listener: Option<&Hostname>) -> String {
    let both = match (route, listener) {
        (Some(route), Some(listener)) => route.intersection(listener),
        (route, listener) => route.or(listener),
    };
    match both {
        Some(name) if name.is_wildcard() => name.as_str().replacen('*', "any", 1),
        Some(name) => name.as_str().to_owned(),
        None => "any.example".to_owned(),
    }
}

/// The steps from a request to one that has been there before, if the rule that it began with is among
/// them again.
fn cycle<'t>(table: &'t RoutingTable, (gateway, start): &Start<'_>) -> Vec<Step<'t>> {
    let mut url = start.clone();
    let mut steps: Vec<Step<'t>> = Vec::new();
    while let Some(step) = step(table, gateway, &url).filter(|_| steps.len() < MOST_STEPS) {
        url = step.1.clone();
        steps.push(step);
        if url == *start {
            return steps;
        }
        let began = |(rule, _): &Step<'_>| steps.first().is_some_and(|(first, _)| first == rule);
        if steps.iter().filter(|step| began(step)).count() == FOR_EVER {
            let again = steps.iter().skip(1).position(began);
            steps.truncate(again.map_or(steps.len(), |again| again + 1));
            return steps;
        }
    }
    Vec::new()
}

/// Where a request is sent, by which rule.
fn step<'t>(table: &'t RoutingTable, gateway: &NamespacedName, url: &Url) -> Option<Step<'t>> {
    let request = RequestView {
        frontend: Frontend::Gateway(gateway),
        port: url.port,
        protocol: if url.encrypted {
            Protocol::Https
        } else {
            Protocol::Http
        },
        sni: url.encrypted.then_some(&url.host),
        client_certificate: ClientCertificate::Valid,
        method: "GET",
        authority: Some(&url.host),
        target: &url.path,
        headers: &NoHeaders,
    };
    let Decision::Redirect(redirect) = table.route(&request, 0) else {
        return None;
    };
    // One of a backend depends on the draw.
    if redirect.backend.is_some() {
        return None;
    }
    let location = redirect.redirect.location(&request, table.path_form);
    let rule = redirect.matched.rule;
    Some(((rule.route(), rule.index()), Url::parse(&location)?))
}

impl Url {
    fn parse(text: &str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://")?;
        let (authority, path) = rest.split_at(rest.find('/')?);
        let encrypted = scheme == "https";
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) => (host, port.parse().ok()?),
            None => (authority, if encrypted { 443 } else { 80 }),
        };
        Some(Self {
            encrypted,
            port,
            host: host.to_owned(),
            path: path.to_owned(),
        })
    }

    fn text(&self) -> String {
        let scheme = if self.encrypted { "https" } else { "http" };
        let port = match (self.encrypted, self.port) {
            (true, 443) | (false, 80) => String::new(),
            (_, port) => format!(":{port}"),
        };
        format!("{scheme}://{}{port}{}", self.host, self.path)
    }
}

fn message(start: &Url, steps: &[Step<'_>]) -> String {
    let from = start.text();
    if let [(_, to)] = steps {
        let to = to.text();
        return format!(
            "the redirect sends `{from}` to `{to}`, which the same rule redirects again"
        );
    }
    let steps = steps.iter().map(|((route, rule), to)| {
        let to = to.text();
        format!("rule {rule} of HTTPRoute `{route}` to `{to}`")
    });
    let steps = many::listed(steps);
    format!("redirects send `{from}` round in a circle: {steps}")
}
