//! Lowering of TLSRoutes, TCPRoutes and UDPRoutes (spec 7.2 to 7.4).

use std::sync::Arc;

use gateway_api_types::BackendRef;

use super::{Fault, LoweredRoute, LoweredRule, Lowering, Matches};
use crate::backend::Backend;
use crate::compile::backends::BackendReference;
use crate::compile::context::Finding;
use crate::compile::field::Field;
use crate::rule::{Actions, Backends};
use crate::timeouts::Timeouts;

/// What the rules of the three kinds have in common, which is everything.
pub(crate) struct Layer4Rule<'a> {
    pub(crate) name: Option<&'a str>,
    pub(crate) backend_refs: &'a [BackendRef],
}

impl Lowering<'_, '_> {
    /// Lowers a route without matches. Of several rules, which only objects of old versions have,
    /// the first one with backends counts (spec 12.33).
    pub(crate) fn layer4_route(mut self, rules: &[Layer4Rule<'_>]) -> LoweredRoute {
        let list = Field::Root("spec.rules");
        let kept = rules
            .iter()
            .position(|rule| !rule.backend_refs.is_empty())
            .unwrap_or(0);
        let lowered = rules
            .iter()
            .enumerate()
            .map(|(index, rule)| {
                let lowered =
                    self.rule(|lowering| lowering.layer4_rule(list.item(index), index, rule));
                if index == kept {
                    return lowered;
                }
                let message = "a route of this kind has one rule; this one is dropped";
                self.note(
                    Finding::error(list.item(index), "surplus-rule", message)
                        .help("put it into a route of its own"),
                );
                Err(Fault::UnsupportedValue)
            })
            .collect();
        LoweredRoute {
            rules: lowered,
            unresolved: self.unresolved,
        }
    }

    fn layer4_rule(
        &mut self,
        field: Field<'_>,
        index: usize,
        wire: &Layer4Rule<'_>,
    ) -> LoweredRule {
        let list = field.member("backendRefs");
        let backends = wire.backend_refs.iter().enumerate();
        let backends = backends
            .map(|(index, reference)| self.layer4_backend(list.item(index), reference))
            .collect();
        let actions = Actions {
            name: wire.name.map(Arc::from),
            filters: Vec::new(),
            backends: Backends::new(backends),
            path_form: self.context.path_form(),
            timeouts: Timeouts::default(),
            retry: None,
        };
        LoweredRule {
            matches: Matches::All,
            rule: self.lowered_rule(index, actions),
        }
    }

    fn layer4_backend(&mut self, field: Field<'_>, reference: &BackendRef) -> Backend {
        let backend = self.backend(
            field,
            BackendReference {
                group: reference.group(),
                kind: reference.kind(),
                namespace: reference.namespace.as_deref(),
                name: &reference.name,
                port: reference.port,
            },
        );
        Backend {
            weight: self.weight(field, reference.weight()),
            ..backend
        }
    }
}
