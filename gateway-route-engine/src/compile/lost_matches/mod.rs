//! Lost matches: those that get no request, because one of another route goes before them and takes
//! all that they could, on a listener or a Service port (spec 4.4, 7.2.3, 7.3.3, 8.1.6).

mod asks;

use std::collections::{BTreeMap, BTreeSet};

use gateway_api_types::NamespacedName;

use super::context::{Finding, Findings};
use super::diagnostics::ObjectRef;
use super::field::Field;
use super::gateways::GatewayState;
use super::many;
use super::table::{Attached, Builder};
use crate::hostname::Hostname;
use crate::precedence::Step;
use crate::rule::RouteRef;
use crate::table::Candidate;

use asks::Asks;

/// A match that gets no request under one of its hostnames.
struct Loss<'t> {
    loser: Who<'t>,
    winner: RouteRef<'t>,
    step: Step,
    same: bool,
    place: Place<'t>,
}

/// Under which name requests come: a Service's or a host's; neither: any host's.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place<'t> {
    service: Option<&'t NamespacedName>,
    hostname: Option<&'t Hostname>,
}

/// Route, rule and match.
type Who<'t> = (RouteRef<'t>, usize, usize);

/// Reports the matches that lose to another route's wherever they are.
pub(crate) fn report(builder: &Builder, gateways: &[GatewayState<'_>], findings: &mut Findings) {
    let mut losses = Vec::new();
    for (gateway, routes) in gateways.iter().zip(&builder.routes) {
        for (listener, attached) in gateway.listeners.iter().zip(routes) {
            let hostname = listener.hostname.as_ref().ok();
            let place = Place {
                service: None,
                hostname: hostname.and_then(Option::as_ref),
            };
            find_all(attached, place, &mut losses);
        }
    }
    for (service, attached) in builder.mesh.attached() {
        let place = Place {
            service: Some(service),
            hostname: None,
        };
        find_all(attached, place, &mut losses);
    }
    if losses.is_empty() {
        return;
    }
    let mut by_route: BTreeMap<RouteRef<'_>, BTreeMap<(usize, usize), Fate<'_>>> = BTreeMap::new();
    for loss in losses {
        let (route, rule, own) = loss.loser;
        let matches = by_route.entry(route).or_default();
        matches.entry((rule, own)).or_default().losses.push(loss);
    }
    let in_mesh = builder.mesh.attached().map(|(_, attached)| attached);
    for attached in builder.routes.iter().flatten().chain(in_mesh) {
        count(&attached.http, &mut by_route);
        count(&attached.grpc, &mut by_route);
        count(&attached.layer4, &mut by_route);
    }
    for (route, matches) in by_route {
        tell(route, &matches, findings);
    }
}

/// What becomes of a match wherever it is.
#[derive(Default)]
struct Fate<'t> {
    /// Under how many hostnames of listeners it stands.
    places: usize,
    losses: Vec<Loss<'t>>,
}

impl Fate<'_> {
    fn is_lost(&self) -> bool {
        self.losses.len() == self.places
    }
}

fn who<M>(candidate: &Candidate<M>) -> Who<'_> {
    let rank = &candidate.precedence;
    (candidate.rule.route(), rank.rule, rank.match_index)
}

fn find_all<'t>(attached: &'t Attached, place: Place<'t>, losses: &mut Vec<Loss<'t>>) {
    find(&attached.http, place, losses);
    find(&attached.grpc, place, losses);
    find(&attached.layer4, place, losses);
}

/// Finds what is lost in one place. A match is held against the first one that asks for the same, and
/// against the first ones that take all below a path, never against all others.
fn find<'t, M: Asks>(candidates: &'t [Candidate<M>], place: Place<'t>, losses: &mut Vec<Loss<'t>>) {
    let mut same: BTreeMap<_, &Candidate<M>> = BTreeMap::new();
    let mut broad: BTreeMap<Option<&Hostname>, BTreeMap<&str, &Candidate<M>>> = BTreeMap::new();
    let before = |kept: &mut &'t Candidate<M>, one: &'t Candidate<M>| {
        if one.precedence < kept.precedence {
            *kept = one;
        }
    };
    let keys: Vec<_> = candidates
        .iter()
        .map(|one| (served(one, place.hostname), one.matches.parts()))
        .collect();
    for (one, key) in candidates.iter().zip(&keys) {
        before(same.entry(key).or_insert(one), one);
        if let Some(start) = one.matches.takes_all_below() {
            let starts = broad.entry(key.0).or_default();
            before(starts.entry(start).or_insert(one), one);
        }
    }
    for (one, key) in candidates.iter().zip(&keys) {
        let twin = same.get(key).copied();
        let starts = broad.get(&key.0).zip(one.matches.starts_with());
        let covers = starts.into_iter().flat_map(|(starts, own)| {
            let starts_of_own = (0..=own.len()).filter_map(|end| own.get(..end));
            starts_of_own.filter_map(|start| starts.get(start).copied())
        });
        let mut others = twin.into_iter().chain(covers);
        let winner = others.find(|other| {
            other.precedence < one.precedence && other.rule.route() != one.rule.route()
        });
        if let Some(winner) = winner {
            losses.push(Loss {
                loser: who(one),
                winner: winner.rule.route(),
                step: winner.precedence.step_before(&one.precedence),
                same: twin.is_some_and(|twin| std::ptr::eq(twin, winner)),
                place: Place {
                    hostname: key.0,
                    ..place
                },
            });
        }
    }
}

/// The hostname under which requests on a listener can reach a candidate.
fn served<'t, M>(
    candidate: &'t Candidate<M>,
    listener: Option<&'t Hostname>,
) -> Option<&'t Hostname> {
    match (&candidate.hostname, listener) {
        (Some(own), Some(listener)) => own.intersection(listener),
        (own, listener) => own.as_ref().or(listener),
    }
}

fn count<'t, M>(
    candidates: &'t [Candidate<M>],
    by_route: &mut BTreeMap<RouteRef<'t>, BTreeMap<(usize, usize), Fate<'t>>>,
) {
    for one in candidates {
        let (route, rule, own) = who(one);
        if let Some(matches) = by_route.get_mut(&route) {
            matches.entry((rule, own)).or_default().places += 1;
        }
    }
}

/// Tells of the whole route where all of it is lost, else of whole rules, else of matches: one cause is
/// one finding.
fn tell(
    route: RouteRef<'_>,
    matches: &BTreeMap<(usize, usize), Fate<'_>>,
    findings: &mut Findings,
) {
    let route = route.to_id();
    let object = ObjectRef::gateway_api(route.kind.as_str(), &route.name);
    let rules = Field::Root("spec.rules");
    if matches.values().all(Fate::is_lost) {
        let losses = matches.values().flat_map(|fate| &fate.losses);
        findings.push(&object, finding(rules, "the route", losses));
        return;
    }
    let all: Vec<_> = matches.iter().collect();
    for of_rule in all.chunk_by(|((one, _), _), ((other, _), _)| one == other) {
        let Some(((rule, _), _)) = of_rule.first() else {
            continue;
        };
        let field = rules.item(*rule);
        if of_rule.iter().all(|(_, fate)| fate.is_lost()) {
            let losses = of_rule.iter().flat_map(|(_, fate)| &fate.losses);
            findings.push(&object, finding(field, "the rule", losses));
            continue;
        }
        for ((_, own), fate) in of_rule {
            let list = field.member("matches");
            let place = if of_rule.len() > 1 {
                list.item(*own)
            } else {
                field
            };
            if fate.is_lost() {
                findings.push(&object, finding(place, "the match", fate.losses.iter()));
            } else if !fate.losses.is_empty() {
                let places: BTreeSet<_> = fate.losses.iter().map(|loss| loss.place).collect();
                let names = places
                    .into_iter()
                    .map(|place| match (place.service, place.hostname) {
                        (Some(service), _) => format!("Service `{service}`"),
                        (_, Some(name)) => format!("`{name}`"),
                        _ => "other hosts".to_owned(),
                    });
                let what = format!("of {}, the match", many::listed(names));
                findings.push(&object, finding(place, &what, fate.losses.iter()));
            }
        }
    }
}

fn finding<'l, 't: 'l>(
    field: Field<'_>,
    what: &str,
    losses: impl Iterator<Item = &'l Loss<'t>> + Clone,
) -> Finding {
    let winners: BTreeSet<_> = losses.clone().map(|loss| loss.winner).collect();
    let names = winners.iter().map(|winner| {
        format!(
            "{} `{}/{}`",
            winner.kind.as_str(),
            winner.namespace,
            winner.name
        )
    });
    let names = many::listed(names);
    let asks = if losses.clone().all(|loss| loss.same) {
        "asks for the same"
    } else {
        "takes all of them"
    };
    let why = losses.map(|loss| loss.step).min().map(reason);
    let message = format!(
        "{what} gets no request: {names} {asks} and goes before, {}",
        why.unwrap_or_default()
    );
    Finding::warning(field, "lost-match", message)
        .help("remove one of the two, or give them different hostnames or matches")
}

fn reason(step: Step) -> &'static str {
    match step {
        Step::ExactHostname | Step::Hostname => "for its hostname is more specific",
        Step::Path => "for paths of its kind do",
        Step::Age => "for it is older",
        Step::Name => "for its namespace and name are first in order",
        _ => "for its match is more specific",
    }
}
