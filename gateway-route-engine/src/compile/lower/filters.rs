//! Lowering of filter lists (spec 5.1).

use gateway_api_types::{
    HttpRequestMirrorFilter, HttpRouteFilter, HttpRouteFilterType, LocalObjectReference,
};

use super::Lowering;
use crate::compile::backends::RefProblem;
use crate::compile::context::Finding;
use crate::compile::field::Field;
use crate::filters::{Filter, RequestMirror, UnresolvedExtension};
use crate::path::PathPrefix;
use crate::rule::RouteKind;

use HttpRouteFilterType as Type;

impl Lowering<'_, '_> {
    /// Lowers the filters of a rule or of a backend. `prefix` is that of the rule's only match.
    pub(crate) fn http_filters(
        &mut self,
        field: Field<'_>,
        wire: &[HttpRouteFilter],
        prefix: Option<&PathPrefix>,
    ) -> Vec<Filter> {
        let list = field.member("filters");
        self.check_combination(list, wire);
        let lowered = wire.iter().enumerate();
        lowered
            .filter_map(|(index, filter)| self.http_filter(list.item(index), filter, prefix))
            .collect()
    }

    fn http_filter(
        &mut self,
        field: Field<'_>,
        wire: &HttpRouteFilter,
        prefix: Option<&PathPrefix>,
    ) -> Option<Filter> {
        if !self.check_union(field, wire) {
            return None;
        }
        let modifier = |wire: &Option<Box<_>>| wire.clone();
        Some(match &wire.r#type {
            Type::RequestHeaderModifier => {
                let edits = modifier(&wire.request_header_modifier)?;
                Filter::RequestHeaderModifier(
                    self.header_modifier(field.member("requestHeaderModifier"), &edits),
                )
            }
            Type::ResponseHeaderModifier => {
                let edits = modifier(&wire.response_header_modifier)?;
                Filter::ResponseHeaderModifier(
                    self.header_modifier(field.member("responseHeaderModifier"), &edits),
                )
            }
            Type::RequestRedirect => {
                let redirect = wire.request_redirect.as_deref()?;
                Filter::RequestRedirect(self.redirect(
                    field.member("requestRedirect"),
                    redirect,
                    prefix,
                ))
            }
            Type::UrlRewrite => Filter::UrlRewrite(self.rewrite(
                field.member("urlRewrite"),
                wire.url_rewrite.as_deref()?,
                prefix,
            )),
            Type::RequestMirror => Filter::RequestMirror(self.mirror(
                field.member("requestMirror"),
                wire.request_mirror.as_deref()?,
            )),
            Type::Cors => Filter::Cors(self.cors(field.member("cors"), wire.cors.as_deref()?)),
            Type::ExternalAuth => Filter::ExternalAuth(
                self.external_auth(field.member("externalAuth"), wire.external_auth.as_deref()?)?,
            ),
            Type::ExtensionRef => Filter::Unresolved(
                self.extension(field.member("extensionRef"), wire.extension_ref.as_deref()?),
            ),
            _ => return None,
        })
    }

    /// Exactly the member that the type names is there (spec 5.1.2).
    fn check_union(&mut self, field: Field<'_>, wire: &HttpRouteFilter) -> bool {
        let known = match &wire.r#type {
            Type::Unknown(_) => false,
            Type::ExternalAuth => self.context.experimental(),
            _ => true,
        };
        if !known {
            let message = format!("`{}` is not a type of filter", wire.r#type);
            let finding = Finding::error(field.member("type"), "unknown-value", message);
            self.invalid(finding.help(format!("write one of {}", self.filter_types())));
            return false;
        }
        let members = [
            (
                Type::RequestHeaderModifier,
                "requestHeaderModifier",
                wire.request_header_modifier.is_some(),
            ),
            (
                Type::ResponseHeaderModifier,
                "responseHeaderModifier",
                wire.response_header_modifier.is_some(),
            ),
            (
                Type::RequestRedirect,
                "requestRedirect",
                wire.request_redirect.is_some(),
            ),
            (Type::UrlRewrite, "urlRewrite", wire.url_rewrite.is_some()),
            (
                Type::RequestMirror,
                "requestMirror",
                wire.request_mirror.is_some(),
            ),
            (Type::Cors, "cors", wire.cors.is_some()),
            (
                Type::ExternalAuth,
                "externalAuth",
                wire.external_auth.is_some() && self.context.experimental(),
            ),
            (
                Type::ExtensionRef,
                "extensionRef",
                wire.extension_ref.is_some(),
            ),
        ];
        let wrong = members
            .iter()
            .find(|(kind, _, present)| (*kind == wire.r#type) != *present);
        if let Some((_, name, present)) = wrong {
            let (message, help) = if *present {
                (
                    format!("a filter of type `{}` has no `{name}`", wire.r#type),
                    format!("remove `{name}`"),
                )
            } else {
                (
                    format!("a filter of type `{}` needs `{name}`", wire.r#type),
                    format!("add `{name}`"),
                )
            };
            self.invalid(Finding::error(field, "union-mismatch", message).help(help));
        }
        wrong.is_none()
    }

    fn filter_types(&self) -> String {
        let is_grpc = self.route.id.kind == RouteKind::Grpc;
        let experimental = self.context.experimental();
        let known = Type::KNOWN.iter().filter(|kind| match kind {
            Type::RequestRedirect | Type::UrlRewrite | Type::Cors => !is_grpc,
            Type::ExternalAuth => !is_grpc && experimental,
            _ => true,
        });
        known
            .map(|kind| format!("`{kind}`"))
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// Most filters stand at most once in a list, and a redirect never beside a rewrite (spec
    /// 5.1.3, 5.1.4).
    fn check_combination(&mut self, list: Field<'_>, wire: &[HttpRouteFilter]) {
        // Of few types, for those that may repeat are left out.
        let mut seen: Vec<&Type> = Vec::new();
        for (index, filter) in wire.iter().enumerate() {
            let repeatable = matches!(
                filter.r#type,
                Type::RequestMirror | Type::ExtensionRef | Type::Unknown(_)
            );
            if repeatable {
                continue;
            }
            if seen.contains(&&filter.r#type) {
                let message = format!("`{}` stands more than once in one list", filter.r#type);
                let finding = Finding::error(list.item(index), "repeated-filter", message);
                self.incompatible(finding.help("merge them into one filter"));
            } else {
                seen.push(&filter.r#type);
            }
        }
        let has = |kind: &Type| wire.iter().any(|filter| filter.r#type == *kind);
        if has(&Type::RequestRedirect) && has(&Type::UrlRewrite) {
            let message = "`RequestRedirect` and `URLRewrite` cannot stand in one list";
            let finding = Finding::error(list, "redirect-beside-rewrite", message);
            self.incompatible(finding.help("put the change of the path into the redirect"));
        }
    }

    fn mirror(&mut self, field: Field<'_>, wire: &HttpRequestMirrorFilter) -> RequestMirror {
        let backend = self.backend(field.member("backendRef"), (&wire.backend_ref).into());
        let share = match (wire.percent, &wire.fraction) {
            (None, None) => Some((100, 100)),
            (Some(percent), None) => u32::try_from(percent)
                .ok()
                .filter(|percent| *percent <= 100)
                .map(|percent| (percent, 100)),
            (None, Some(fraction)) => {
                let numerator = u32::try_from(fraction.numerator).ok();
                let denominator = u32::try_from(fraction.denominator()).ok();
                numerator
                    .zip(denominator)
                    .filter(|(part, whole)| *whole > 0 && part <= whole)
            }
            (Some(_), Some(_)) => None,
        };
        let (numerator, denominator) = share.unwrap_or_else(|| {
            let message = "the share of requests to mirror is not one";
            let help = "write `percent` from 0 to 100, or a `fraction` with a numerator from 0 to its denominator, not both";
            self.invalid(Finding::error(field, "invalid-mirror-share", message).help(help));
            (0, 1)
        });
        RequestMirror {
            backend,
            numerator,
            denominator,
        }
    }

    /// No extension is known here, so that none resolves (spec 12.80).
    fn extension(&mut self, field: Field<'_>, wire: &LocalObjectReference) -> UnresolvedExtension {
        let message = format!(
            "filters of kind `{}` of group `{}` are not supported",
            wire.kind, wire.group
        );
        let finding = Finding::error(field, "unsupported-extension", message.clone());
        self.note(finding.help("requests that the rule matches are answered with 500; remove the filter, or replace it by a standard one"));
        self.unresolved.push(RefProblem {
            reason: "InvalidKind",
            message,
        });
        UnresolvedExtension {
            group: wire.group.clone(),
            kind: wire.kind.clone(),
            name: wire.name.clone(),
        }
    }
}
