//! Frontend TLS: which client certificates HTTPS listeners ask for (spec 2.7, 12.55).

use gateway_api_types::{
    FrontendTlsConfig, FrontendTlsValidation, FrontendValidationModeType, Gateway,
};

use super::certificates::check_authority;
use super::context::{Context, Findings};
use super::diagnostics::ObjectRef;
use super::field::Field;
use super::listeners::Unresolved;
use crate::backend_tls::Bundle;
use crate::listener::ClientValidation;

/// The validation of client certificates that a Gateway asks for, each reference judged once.
pub(crate) struct FrontendTls {
    default: Option<Validation>,
    /// In list order; the first entry of a port counts.
    per_port: Vec<(i32, Option<Validation>)>,
}

/// One `validation` stanza.
#[derive(Clone)]
pub(crate) struct Validation {
    /// References that do not resolve, in list order.
    pub(crate) unresolved: Vec<Unresolved>,
    /// Whether no reference resolves: then no handshake succeeds, and none is let through unchecked.
    pub(crate) hopeless: bool,
    /// Those that resolve, in list order.
    pub(crate) authorities: Vec<Bundle>,
    /// Which clients are let through.
    pub(crate) mode: ClientValidation,
}

impl FrontendTls {
    /// Judges the stanzas of a Gateway; findings are its own, whichever listeners they concern.
    pub(crate) fn new(
        context: &Context<'_>,
        findings: &mut Findings,
        object: &ObjectRef,
        gateway: &Gateway,
    ) -> Self {
        let frontend = gateway
            .spec
            .tls
            .as_ref()
            .and_then(|tls| tls.frontend.as_ref());
        let Some(frontend) = frontend else {
            return Self {
                default: None,
                per_port: Vec::new(),
            };
        };
        let mut judge = |field: Field<'_>, validation: Option<&FrontendTlsValidation>| {
            validation
                .map(|validation| Validation::new(context, findings, object, field, validation))
        };
        let field = Field::Root("spec.tls.frontend");
        let default = judge(
            field.member("default"),
            frontend.default.validation.as_ref(),
        );
        let per_port = per_port(frontend, field, &mut judge);
        Self { default, per_port }
    }

    /// The stanza for HTTPS listeners of a port: that of the port replaces the default completely.
    pub(crate) fn on_port(&self, port: i32) -> Option<&Validation> {
        let own = self.per_port.iter().find(|(other, _)| *other == port);
        own.map_or(self.default.as_ref(), |(_, validation)| validation.as_ref())
    }

    /// Whether any stanza lets clients through whose certificate does not verify (spec 2.7.5).
    pub(crate) fn insecure_fallback(&self) -> bool {
        let all = self
            .per_port
            .iter()
            .map(|(_, validation)| validation)
            .chain([&self.default]);
        all.flatten()
            .any(|validation| validation.mode == ClientValidation::InsecureFallback)
    }
}

type Judge<'j> = dyn FnMut(Field<'_>, Option<&FrontendTlsValidation>) -> Option<Validation> + 'j;

fn per_port(
    frontend: &FrontendTlsConfig,
    field: Field<'_>,
    judge: &mut Judge<'_>,
) -> Vec<(i32, Option<Validation>)> {
    let list = field.member("perPort");
    let entries = frontend.per_port().iter().enumerate();
    entries
        .map(|(index, entry)| {
            let item = list.item(index);
            (
                entry.port,
                judge(item.member("tls"), entry.tls.validation.as_ref()),
            )
        })
        .collect()
}

impl Validation {
    fn new(
        context: &Context<'_>,
        findings: &mut Findings,
        object: &ObjectRef,
        field: Field<'_>,
        wire: &FrontendTlsValidation,
    ) -> Self {
        let validation = field.member("validation");
        let list = validation.member("caCertificateRefs");
        let (mut authorities, mut unresolved) = (Vec::new(), Vec::new());
        for (index, reference) in wire.ca_certificate_refs.iter().enumerate() {
            match check_authority(context, object, reference.into()) {
                Ok(bundle) => authorities.push(bundle),
                Err(bad) => {
                    findings.push(object, bad.finding(list.item(index)));
                    unresolved.push(Unresolved {
                        reason: bad.reason,
                        message: bad.message,
                    });
                }
            }
        }
        Self {
            hopeless: authorities.is_empty(),
            authorities,
            unresolved,
            mode: match wire.mode() {
                FrontendValidationModeType::AllowInsecureFallback => {
                    ClientValidation::InsecureFallback
                }
                _ => ClientValidation::ValidOnly,
            },
        }
    }
}
