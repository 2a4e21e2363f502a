//! Of attachment: parents, hostnames, classes and grants.

use super::Severity::{Error, Info, Warning};
use super::{DiagnosticRule, rule};

pub(super) const RULES: &[DiagnosticRule] = &[
    rule(
        "duplicate-parent-ref",
        Error,
        "Two references of a route mean the same parent, section and port.",
        "The second is ignored: a status has one entry for each (spec 12.40).",
        "parentRefs: [{name: edge}, {name: edge, namespace: default}] # in namespace default",
    ),
    rule(
        "parent-not-found",
        Warning,
        "A route names a Gateway, ListenerSet or Service that is not in the input.",
        "The route gets no status for it and no traffic from it, unless it exists elsewhere (spec 3.2.1).",
        "parentRefs: [{name: egde}]",
    ),
    rule(
        "unsupported-parent-kind",
        Warning,
        "A route names a parent of a kind that routes cannot attach to.",
        "Nobody answers for such a parent, and the route gets no traffic from it (spec 3.1.1).",
        "parentRefs: [{kind: Ingress, name: edge}]",
    ),
    rule(
        "no-matching-parent",
        Error,
        "A parent has no listener, or no port of a Service, of this section name and port; or its ListenerSet is not allowed, or its Service has no address of its own.",
        "The route is not accepted: `NoMatchingParent` (spec 3.2.2, 12.64, 12.66).",
        "parentRefs: [{name: edge, sectionName: htps}]",
    ),
    rule(
        "too-many-parents",
        Warning,
        "The status of a route has no room for an entry of a parent, most often because of those of other controllers.",
        "The route gets its traffic, and nobody is told whether: a server takes 32 entries, and those of others stay (spec 11.3).",
        "parentRefs: [{name: edge}] # with 32 entries in status.parents",
    ),
    rule(
        "not-allowed-by-listeners",
        Error,
        "No listener that a reference selects takes the kind of the route, or routes of its namespace.",
        "The route is not accepted: `NotAllowedByListeners`. A listener takes the namespace of its own object by default (spec 3.2.3, 2.10.1).",
        "allowedRoutes: {namespaces: {from: Same}} # and the route is in another namespace",
    ),
    rule(
        "no-matching-listener-hostname",
        Error,
        "No hostname of a route is one of a listener that it may attach to.",
        "The route is not accepted: `NoMatchingListenerHostname` (spec 3.2.4).",
        "hostnames: [shop.example.org] # on a listener for *.example.com",
    ),
    rule(
        "route-conflict",
        Error,
        "A route has lost every port of a Service to routes of another kind.",
        "One port has one kind of routes: GRPCRoute before HTTPRoute before TLSRoute before TCPRoute (spec 8.1.9).",
        "kind: HTTPRoute # beside a GRPCRoute with the same parentRefs: [{group: \"\", kind: Service, name: web}]",
    ),
    rule(
        "shared-hostname",
        Warning,
        "A GRPCRoute and an HTTPRoute have one hostname on one listener.",
        "gRPC calls go to the GRPCRoutes first, everything else to the HTTPRoutes alone; other implementations may reject one of the two (spec 3.4.1, 12.14).",
        "kind: GRPCRoute # hostnames: [api.example.com], as an HTTPRoute of the same Gateway",
    ),
    rule(
        "lost-match",
        Warning,
        "A route, rule or match gets no request, because another route goes before it and takes all of them.",
        "One rule gets a request: the most specific one, then that of the oldest route, then by namespace and name; on a Service, among the routes for the same clients (spec 4.4, 7.2.3, 7.3.3, 8.1.6).",
        "matches: [{path: {type: PathPrefix, value: /cart}}] # of one hostname, in two routes",
    ),
    rule(
        "redirect-cycle",
        Warning,
        "A redirect leads back to itself, through rules of other routes, another listener or a path that grows.",
        "The client is sent on until it gives up; a plain GET is followed, which carries nothing that a match on headers, queries or other methods could ask for (spec 5.3).",
        "requestRedirect: {scheme: https} # in a route that is attached to the HTTPS listener, too",
    ),
    rule(
        "gateway-class-not-found",
        Error,
        "A Gateway names a GatewayClass that does not exist.",
        "No controller serves the Gateway (spec 2.1.8).",
        "gatewayClassName: exmaple",
    ),
    rule(
        "selector-missing",
        Error,
        "`from: Selector` stands without a `selector`.",
        "Nothing is selected, so that no namespace is allowed (spec 12.56).",
        "namespaces: {from: Selector}",
    ),
    rule(
        "reference-not-permitted",
        Error,
        "A reference crosses namespaces, and no ReferenceGrant in the other one permits it.",
        "The reference does not resolve: `RefNotPermitted`, whether or not there is something (spec 3.5.1, 3.5.5).",
        "backendRefs: [{name: cart, namespace: shop, port: 80}]",
    ),
    rule(
        "unused-grant",
        Info,
        "No reference needs a ReferenceGrant; told where all referrers are known (`--complete`).",
        "A grant that is left over, or does not spell group, kind and namespace as the reference has them, opens a namespace for nothing (spec 3.5.2).",
        "from: [{group: gateway.networking.k8s.io, kind: HttpRoute, namespace: edge}]",
    ),
];
