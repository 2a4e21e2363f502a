//! Lowering of TLSRoutes, TCPRoutes and UDPRoutes (spec 7.2 to 7.4).

use std::sync::Arc;

use gateway_api_types::{BackendRef, NamespacedName};

use super::{Fault, LoweredRoute, LoweredRule, Lowering, Matches};
use crate::backend::{Backend, BackendError};
use crate::compile::attach::Attachment;
use crate::compile::backends::{BackendReference, Traffic};
use crate::compile::context::{Context, Finding, Findings};
use crate::compile::field::Field;
use crate::compile::gateways::GatewayState;
use crate::compile::routes::Route;
use crate::compile::table::distinct;
use crate::listener::TlsMode;
use crate::rule::Actions;
use crate::timeouts::Timeouts;

/// What the rules of the three kinds have in common, which is everything.
pub(crate) struct Layer4Rule<'a> {
    pub(crate) name: Option<&'a str>,
    pub(crate) backend_refs: &'a [BackendRef],
}

/// What the listeners that a route is attached to do with TLS.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct TlsModes {
    terminate: bool,
    passthrough: bool,
}

impl TlsModes {
    pub(crate) fn of(gateways: &[GatewayState<'_>], attachments: &[Attachment<'_>]) -> Self {
        let mut modes = Self::default();
        for (gateway, listener) in distinct(attachments) {
            match gateways[gateway].listeners[listener].tls_mode() {
                Some(TlsMode::Terminate) => modes.terminate = true,
                Some(TlsMode::Passthrough) => modes.passthrough = true,
                None => {}
            }
        }
        modes
    }
}

/// Lowers a TLSRoute. Only where TLS ends at the gateway can there be other TLS behind it.
pub(crate) fn tls_route(
    context: &Context<'_>,
    findings: &mut Findings,
    route: &Route<'_>,
    (modes, gateway): (TlsModes, Option<&NamespacedName>),
    rules: &[Layer4Rule<'_>],
) -> LoweredRoute {
    let passed_through = |findings: &mut Findings| {
        let mut lowering = Lowering::new(context, findings, route, false);
        lowering.gateway = gateway;
        lowering.traffic = Traffic::Passthrough;
        lowering.layer4_route(rules)
    };
    if !modes.terminate {
        return passed_through(findings);
    }
    let mut lowering = Lowering::new(context, findings, route, false);
    lowering.gateway = gateway;
    let mut lowered = lowering.layer4_route(rules);
    if modes.passthrough && lowered.rules.iter().flatten().any(has_tls) {
        // What there is to say has been said of the rules for the other listeners.
        let twin = passed_through(&mut Findings::default());
        for (rule, twin) in lowered.rules.iter_mut().zip(twin.rules) {
            if let (Ok(rule), Ok(twin)) = (rule, twin) {
                rule.passthrough = Some(twin.rule);
            }
        }
    }
    lowered
}

/// Whether TLS of ours has a part in a rule, met or not.
fn has_tls(lowered: &LoweredRule) -> bool {
    lowered.rule.backends.as_slice().iter().any(|backend| {
        backend.tls.is_some() || backend.error == Some(BackendError::InvalidBackendTlsPolicy)
    })
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
        self.finish(lowered)
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
            backends: self.split(backends),
            path_form: self.context.path_form(),
            timeouts: Timeouts::default(),
            retry: None,
        };
        LoweredRule {
            matches: Matches::All,
            rule: self.lowered_rule(index, actions),
            passthrough: None,
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
