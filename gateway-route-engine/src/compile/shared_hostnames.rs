//! Shared hostnames: GRPCRoutes and HTTPRoutes with one hostname on one listener, where only one of
//! them may have it (spec 3.4.1, 12.14).

use std::collections::BTreeMap;

use super::attach::{Attachment, Places, RouteHostnames};
use super::context::{Finding, Findings};
use super::field::Field;
use super::gateways::GatewayState;
use super::overlaps::Names;
use super::routes::Route;
use crate::rule::RouteKind;

/// An HTTPRoute or a GRPCRoute that is accepted as far as it goes by its rules.
pub(crate) struct Contender<'r, 'a> {
    pub(crate) route: &'r Route<'a>,
    pub(crate) hostnames: &'r RouteHostnames,
    pub(crate) attachments: &'r mut [Attachment<'a>],
}

/// What routes of a kind have of a listener, by its Gateway and its place there.
type Taken = BTreeMap<(usize, usize), BTreeMap<RouteKind, Names>>;

/// The older route has the listener, a GRPCRoute before an HTTPRoute of the same age and name; the
/// other kind does not get it. A route that gets none of a parent's listeners is in conflict there.
pub(crate) fn settle(
    findings: &mut Findings,
    gateways: &[GatewayState<'_>],
    contenders: &mut [Contender<'_, '_>],
) {
    contenders.sort_by_cached_key(|one| (one.route.age(), one.route.id.kind != RouteKind::Grpc));
    let mut taken = Taken::new();
    for one in contenders {
        let kind = one.route.id.kind;
        let mut kept = Vec::new();
        for attachment in &mut *one.attachments {
            let Ok(Places::Listeners { gateway, listeners }) = &mut attachment.places else {
                continue;
            };
            let gateway = *gateway;
            listeners.retain(|listener| {
                let Ok(hostname) = &gateways[gateway].listeners[*listener].hostname else {
                    return true;
                };
                let own = one.hostnames.on_listener(hostname.as_ref());
                let others = taken.get(&(gateway, *listener)).into_iter().flatten();
                let mut others = others.filter(|(other, _)| **other != kind);
                let lost =
                    others.any(|(_, names)| own.iter().any(|name| names.meet(name.as_ref(), 0)));
                if !lost {
                    kept.push(((gateway, *listener), own));
                }
                !lost
            });
            if listeners.is_empty() {
                attachment.places = Err(refuse(findings, one.route, attachment.index));
            }
        }
        for (place, names) in kept {
            let of_kind = taken.entry(place).or_default().entry(kind).or_default();
            for name in names {
                of_kind.add(name.as_ref());
            }
        }
    }
}

fn refuse(
    findings: &mut Findings,
    route: &Route<'_>,
    index: Option<usize>,
) -> (&'static str, String) {
    let message = "an older route of the other kind has a hostname of this one on the listener";
    let list = Field::Root("spec.parentRefs");
    let place = index.map_or(list, |index| list.item(index));
    let help = "give each kind of route hostnames of its own";
    let finding = Finding::error(place, "route-conflict", message).help(help);
    findings.push(&route.object(), finding);
    ("Conflicted", message.to_owned())
}
