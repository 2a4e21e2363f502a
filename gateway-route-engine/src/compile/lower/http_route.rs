//! Lowering of HTTPRoutes (spec 4, 5).

use std::sync::Arc;

use gateway_api_types::{
    Feature, HttpBackendRef, HttpRouteFilterType, HttpRouteRule, HttpRouteSpec, PathMatchType,
};

use super::matches::match_all;
use super::{LoweredRoute, LoweredRule, Lowering, Matches};
use crate::backend::Backend;
use crate::compile::backends::BackendReference;
use crate::compile::context::Finding;
use crate::compile::field::Field;
use crate::filters::Filter;
use crate::http_match::HttpMatch;
use crate::normalize::PathForm;
use crate::path::PathPrefix;
use crate::rule::{Actions, Backends, RouteKind};

/// The largest weight (spec 1.4).
const MAX_WEIGHT: i32 = 1_000_000;

impl Lowering<'_, '_> {
    /// Lowers all rules of an HTTPRoute. An explicitly empty list means what an absent one does
    /// (spec 12.19).
    pub(crate) fn http_route(mut self, spec: &HttpRouteSpec) -> LoweredRoute {
        let absent = [HttpRouteRule::default()];
        let rules = match spec.rules() {
            [] => &absent[..],
            rules => rules,
        };
        let list = Field::Root("spec.rules");
        let rules = rules
            .iter()
            .enumerate()
            .map(|(index, rule)| {
                self.rule(|lowering| lowering.http_rule(list.item(index), index, rule))
            })
            .collect();
        self.finish(rules)
    }

    fn http_rule(&mut self, field: Field<'_>, index: usize, wire: &HttpRouteRule) -> LoweredRule {
        self.check_http_features(field, wire);
        let matches = self.http_matches(field, wire);
        let prefix = only_prefix(wire, self.context.path_form());
        let mut backends = self.http_backends(field, wire.backend_refs(), prefix.as_ref());
        self.sessions(field, wire.session_persistence.as_ref(), &mut backends);
        let filters = self.http_filters(field, wire.filters(), prefix.as_ref());
        self.check_backend_redirects(field, &filters, &backends);
        self.check_backends(field, wire, &backends);
        let actions = Actions {
            name: self.rule_name(wire.name.as_deref()),
            filters,
            backends: self.split(backends),
            path_form: self.context.path_form(),
            timeouts: self.timeouts(field, wire.timeouts.as_ref()),
            retry: self.retry(field, wire.retry.as_ref()),
        };
        LoweredRule {
            matches: Matches::Http(matches),
            rule: self.lowered_rule(index, actions),
            passthrough: None,
        }
    }

    fn http_matches(&mut self, field: Field<'_>, wire: &HttpRouteRule) -> Vec<Arc<HttpMatch>> {
        let list = field.member("matches");
        let matches = wire.matches().iter().enumerate();
        let lowered: Vec<_> = matches
            .map(|(index, one)| Arc::new(self.http_match(list.item(index), one)))
            .collect();
        if lowered.is_empty() {
            vec![Arc::new(match_all())]
        } else {
            lowered
        }
    }

    fn http_backends(
        &mut self,
        field: Field<'_>,
        wire: &[HttpBackendRef],
        prefix: Option<&PathPrefix>,
    ) -> Vec<Backend> {
        let list = field.member("backendRefs");
        let lowered = wire.iter().enumerate().map(|(index, reference)| {
            let field = list.item(index);
            let mut backend = self.backend(
                field,
                BackendReference {
                    group: reference.group(),
                    kind: reference.kind(),
                    namespace: reference.namespace.as_deref(),
                    name: &reference.name,
                    port: reference.port,
                },
            );
            backend.weight = self.weight(field, reference.weight());
            backend.filters = self.http_filters(field, reference.filters(), prefix);
            backend
        });
        lowered.collect()
    }

    /// The backends of a rule with their shares.
    pub(crate) fn split(&self, backends: Vec<Backend>) -> Backends {
        Backends::new(backends).without_weight(self.context.options.choices.no_weight)
    }

    /// The name of a rule; without the feature it means nothing (spec 4.1.5).
    pub(crate) fn rule_name(&self, name: Option<&str>) -> Option<Arc<str>> {
        let feature = match (self.route.id.kind, self.in_mesh) {
            (RouteKind::Http, false) => Feature::HttpRouteNamedRouteRule,
            (RouteKind::Http, true) => Feature::MeshHttpRouteNamedRouteRule,
            (RouteKind::Grpc, _) => Feature::GrpcRouteNamedRouteRule,
            _ => return name.map(Arc::from),
        };
        let known = self.context.options.has(&feature);
        name.filter(|_| known).map(Arc::from)
    }

    /// Reads the weight of a backend.
    pub(crate) fn weight(&mut self, field: Field<'_>, weight: i32) -> u32 {
        let valid = u32::try_from(weight).ok().filter(|_| weight <= MAX_WEIGHT);
        valid.unwrap_or_else(|| {
            let finding = Finding::error(
                field.member("weight"),
                "invalid-weight",
                format!("`{weight}` is not a weight"),
            );
            self.invalid(finding.help("a weight is a number from 0 to 1000000"));
            1
        })
    }

    /// A rewrite of the rule and a redirect of one of its backends do not go together, although they
    /// stand in different lists (spec 5.1.4).
    fn check_backend_redirects(
        &mut self,
        field: Field<'_>,
        filters: &[Filter],
        backends: &[Backend],
    ) {
        let redirects = |backend: &Backend| {
            backend
                .filters
                .iter()
                .any(|filter| matches!(filter, Filter::RequestRedirect(_)))
        };
        let rewrites = filters
            .iter()
            .any(|filter| matches!(filter, Filter::UrlRewrite(_)));
        if let Some(index) = backends.iter().position(redirects).filter(|_| rewrites) {
            let list = field.member("backendRefs");
            let message = "a backend cannot redirect what the rule rewrites";
            let finding = Finding::error(list.item(index), "redirect-beside-rewrite", message);
            self.incompatible(finding.help("put the backend into a rule of its own"));
        }
    }

    /// Says what a rule answers when nothing can be forwarded, since no status does.
    fn check_backends(&mut self, field: Field<'_>, wire: &HttpRouteRule, backends: &[Backend]) {
        // As written: a redirect that lacks its member is told of as such.
        let mut filters = wire.filters().iter();
        let redirects = filters.any(|filter| filter.r#type == HttpRouteFilterType::RequestRedirect);
        let refs = field.member("backendRefs");
        if redirects && !wire.backend_refs().is_empty() {
            let message = "a rule with a RequestRedirect has no use for backends; they are ignored";
            self.note(
                Finding::error(refs, "backends-beside-redirect", message)
                    .help("remove them, or put them into a rule of their own"),
            );
        } else if !redirects && backends.is_empty() {
            let message = "the rule has no backends and answers its requests with 500";
            self.note(
                Finding::warning(field, "no-backends", message)
                    .help("add `backendRefs`, or a filter that answers"),
            );
        } else if !redirects && backends.iter().all(|backend| backend.weight == 0) {
            let status = self.context.options.choices.no_weight.code();
            let message =
                format!("all weights are 0, and the rule answers its requests with {status}");
            self.note(
                Finding::warning(refs, "no-weight", message)
                    .help("give at least one backend a weight above 0"),
            );
        }
    }
}

/// The prefix of a rule whose only match has one, which is what `ReplacePrefixMatch` asks for;
/// absent matches count as one match of the prefix `/`, an explicitly empty list does not (spec
/// 5.1.8).
fn only_prefix(rule: &HttpRouteRule, form: PathForm) -> Option<PathPrefix> {
    match rule.matches() {
        [only] if *only.path().r#type() == PathMatchType::PathPrefix => {
            PathPrefix::parse(only.path().value(), form).ok()
        }
        _ => None,
    }
}
