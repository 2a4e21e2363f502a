//! Listener filters: the pre-routing filters of a listener (spec 5.9, 12.84, 12.88).

use gateway_api_types::{
    Feature, HttpExternalAuthFilter, ListenerFilter as Wire, ListenerFilterType,
};

use super::attach::Refusal;
use super::backends::{self, Asker, Traffic};
use super::context::{Context, Finding, Findings, GATEWAY_GROUP};
use super::diagnostics::ObjectRef;
use super::features;
use super::field::Field;
use super::grants::Referrer;
use super::listeners::Unresolved;
use super::lower::external_auth::external_auth;
use crate::backend::BackendError;
use crate::filters::{ExternalAuth, ListenerFilter, UnresolvedExtension};
use crate::listener::ListenerProtocol;

/// What becomes of the filters of one listener.
#[derive(Default)]
pub(crate) struct ListenerFilters {
    /// In list order; complete unless the listener is not accepted.
    pub(crate) filters: Vec<ListenerFilter>,
    /// The first reason of `Accepted=False`.
    pub(crate) refusal: Option<Refusal>,
    /// References that do not resolve, in list order.
    pub(crate) unresolved: Vec<Unresolved>,
}

/// Judges the filters of a listener. `field` is the listener's.
pub(crate) fn judge(
    context: &Context<'_>,
    findings: &mut Findings,
    object: &ObjectRef,
    field: Field<'_>,
    protocol: Option<ListenerProtocol>,
    wire: &[Wire],
) -> ListenerFilters {
    let mut judged = ListenerFilters::default();
    if wire.is_empty() || !context.experimental() {
        return judged;
    }
    let filters = field.member("filters");
    let list = filters.member("requests");
    if !matches!(
        protocol,
        Some(ListenerProtocol::Http | ListenerProtocol::Https)
    ) {
        let message = "filters run on listeners of protocol HTTP and HTTPS alone";
        let finding = Finding::error(list, "invalid-listener-filter", message);
        findings.push(object, finding.help("remove the filters"));
        judged.refuse("InvalidListenerFilter", message);
        return judged;
    }
    if !context.options.has(&Feature::GatewayListenerFilters) {
        let message = features::switched_off(&Feature::GatewayListenerFilters);
        let finding = Finding::error(list, "unsupported-feature", message.clone());
        findings.push(object, finding.help("remove the filters"));
        judged.refuse("UnsupportedValue", &message);
        return judged;
    }
    for (index, filter) in wire.iter().enumerate() {
        let mut judge = Judge {
            context,
            findings,
            object,
            index,
            judged: &mut judged,
        };
        let filter = judge.filter(list.item(index), filter);
        judged.filters.extend(filter);
    }
    judged
}

/// The state of judging one filter.
struct Judge<'j, 'a> {
    context: &'j Context<'a>,
    findings: &'j mut Findings,
    object: &'j ObjectRef,
    index: usize,
    judged: &'j mut ListenerFilters,
}

impl Judge<'_, '_> {
    fn filter(&mut self, field: Field<'_>, wire: &Wire) -> Option<ListenerFilter> {
        match (&wire.r#type, &wire.external_auth, &wire.extension_ref) {
            (ListenerFilterType::ExternalAuth, Some(auth), None) => self
                .external_auth(field.member("externalAuth"), auth)
                .map(ListenerFilter::ExternalAuth),
            (ListenerFilterType::ExtensionRef, None, Some(reference)) => {
                let extension = UnresolvedExtension {
                    group: reference.group.clone(),
                    kind: reference.kind.clone(),
                    name: reference.name.clone(),
                };
                self.extension(field.member("extensionRef"), &extension);
                Some(ListenerFilter::Unresolved(extension))
            }
            (ListenerFilterType::Unknown(kind), ..) => {
                let message = format!("`{kind}` is not a type of listener filter");
                let finding = Finding::error(field.member("type"), "unknown-value", message);
                let help = "write one of `ExternalAuth`, `ExtensionRef`";
                self.refuse("UnsupportedValue", finding.help(help));
                None
            }
            (kind, ..) => {
                let message =
                    format!("a filter of type `{kind}` has its own settings and no other");
                let finding = Finding::error(field, "union-mismatch", message);
                let help = "write `externalAuth` with `type: ExternalAuth`, `extensionRef` with `type: ExtensionRef`";
                self.refuse("InvalidListenerFilter", finding.help(help));
                None
            }
        }
    }

    fn external_auth(
        &mut self,
        field: Field<'_>,
        wire: &HttpExternalAuthFilter,
    ) -> Option<ExternalAuth> {
        let asker = Asker {
            from: Referrer {
                group: GATEWAY_GROUP,
                kind: &self.object.kind,
                namespace: &self.object.name.namespace,
            },
            traffic: Traffic::Http,
            in_mesh: false,
            gateway: None,
        };
        let reference = field.member("backendRef");
        let resolved =
            backends::resolve(self.context, &asker, reference, (&wire.backend_ref).into());
        if let Some(problem) = resolved.problem {
            let reason = match resolved.backend.error {
                Some(BackendError::RefNotPermitted) => "RefNotPermitted",
                _ => "InvalidListenerFilterRef",
            };
            self.unresolved(reason, &problem.message);
        }
        for finding in resolved.findings {
            self.findings.push(self.object, finding);
        }
        let lowered = external_auth(field, wire, resolved.backend);
        lowered
            .map_err(|finding| self.refuse("InvalidListenerFilter", finding))
            .ok()
    }

    /// No extension is known here, so that none resolves (spec 12.80).
    fn extension(&mut self, field: Field<'_>, extension: &UnresolvedExtension) {
        let message = format!(
            "filters of kind `{}` of group `{}` are not supported",
            extension.kind, extension.group
        );
        let finding = Finding::error(field, "unsupported-extension", message);
        self.unresolved("InvalidListenerFilterRef", &finding.message);
        let help = "the listener answers every request with 500; remove the filter, or replace it by a standard one";
        self.findings.push(self.object, finding.help(help));
    }

    fn refuse(&mut self, reason: &'static str, finding: Finding) {
        let message = format!("filter {}: {}", self.index, finding.message);
        self.judged.refuse(reason, &message);
        self.findings.push(self.object, finding);
    }

    fn unresolved(&mut self, reason: &'static str, message: &str) {
        let message = format!("filter {}: {message}", self.index);
        self.judged.unresolved.push(Unresolved { reason, message });
    }
}

impl ListenerFilters {
    fn refuse(&mut self, reason: &'static str, message: &str) {
        self.refusal
            .get_or_insert_with(|| (reason, message.to_owned()));
    }
}
