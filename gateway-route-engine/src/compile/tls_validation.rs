//! TLS validation: the `validation` stanza that a BackendTLSPolicy and an XBackend have in common
//! (spec 6.8.5 to 6.8.8, 6.8.14).

use gateway_api_types::{
    AbsoluteUri, BackendTlsPolicyValidation, Feature, LocalObjectReference,
    SubjectAltName as WireName, SubjectAltNameType, WellKnownCaCertificatesType,
};

use super::certificates::{AuthorityReference, BadReference, check_authority};
use super::context::{Context, Finding, Findings};
use super::diagnostics::ObjectRef;
use super::field::Field;
use super::many;
use crate::backend_tls::{Authorities, BackendTls, Bundle, ClientCertificate, SubjectAltName};
use crate::hostname::{Hostname, precise_hostname};

/// The most names that a certificate may be asked for (spec 6.8.6).
const MAX_NAMES: usize = 5;

/// A stanza that was judged.
pub(crate) struct TlsValidation {
    /// What to do, or the reason and message of why it cannot be done.
    pub(crate) tls: Result<BackendTls, (&'static str, String)>,
    /// References that do not resolve, in list order.
    unresolved: Vec<BadReference>,
}

impl TlsValidation {
    /// The reason and message of `Accepted=False` that the stanza gives.
    pub(crate) fn rejection(&self) -> Option<(&'static str, String)> {
        self.tls.as_ref().err().cloned()
    }

    /// The reason and message of `ResolvedRefs=False`: the first reason, all messages.
    pub(crate) fn unresolved(&self) -> Option<(&'static str, String)> {
        let first = self.unresolved.first()?;
        let messages = self.unresolved.iter().map(|bad| &bad.message);
        Some((first.reason, many::messages(messages)))
    }
}

/// Judges a stanza of an object.
pub(crate) fn judge(
    context: &Context<'_>,
    findings: &mut Findings,
    object: &ObjectRef,
    field: Field<'_>,
    wire: &BackendTlsPolicyValidation,
    client_certificate: ClientCertificate,
) -> TlsValidation {
    let mut faults = Vec::new();
    let hostname = hostname(&mut faults, field, &wire.hostname);
    let subject_alt_names =
        subject_alt_names(context, &mut faults, field, wire.subject_alt_names());
    let mut unresolved = Vec::new();
    let authorities = authorities(
        context,
        findings,
        object,
        field,
        wire,
        &mut faults,
        &mut unresolved,
    );
    let invalid = faults
        .first()
        .map(|finding: &Finding| ("Invalid", finding.message.clone()));
    for finding in faults {
        findings.push(object, finding);
    }
    let tls = match (invalid, authorities, hostname) {
        (None, Some(authorities), Some(hostname)) => Ok(BackendTls {
            hostname,
            subject_alt_names,
            authorities,
            client_certificate,
        }),
        (Some(invalid), ..) => Err(invalid),
        (None, ..) => Err((
            "NoValidCACertificate",
            "no certificate authority can be used".to_owned(),
        )),
    };
    TlsValidation { tls, unresolved }
}

fn hostname(faults: &mut Vec<Finding>, field: Field<'_>, text: &str) -> Option<Box<str>> {
    match precise_hostname(text) {
        Ok(hostname) => Some(hostname),
        Err(error) => {
            let message = format!("`{text}` is not a hostname to verify");
            let finding =
                Finding::error(field.member("hostname"), "invalid-tls-validation", message);
            faults.push(finding.help(error.to_string()));
            None
        }
    }
}

fn subject_alt_names(
    context: &Context<'_>,
    faults: &mut Vec<Finding>,
    field: Field<'_>,
    wire: &[WireName],
) -> Vec<SubjectAltName> {
    let list = field.member("subjectAltNames");
    if wire.len() > MAX_NAMES {
        let message = format!("{} names are more than {MAX_NAMES}", wire.len());
        faults.push(Finding::error(list, "invalid-tls-validation", message).help("use a wildcard"));
    }
    if !wire.is_empty() && !context.options.has(&Feature::BackendTlsPolicySanValidation) {
        let finding = Finding::error(list, "invalid-tls-validation", "names are not supported");
        faults.push(finding.help("leave them out; the hostname is verified"));
    }
    let mut names = Vec::with_capacity(wire.len());
    for (index, name) in wire.iter().enumerate() {
        let lowered = subject_alt_name(name);
        if lowered.is_none() {
            let message = format!("a name of type `{}` has to be given as one", name.r#type);
            let finding = Finding::error(list.item(index), "invalid-tls-validation", message);
            faults.push(finding.help(
                "write `type: Hostname` with `hostname`, or `type: URI` with an absolute `uri`",
            ));
        }
        names.extend(lowered);
    }
    names
}

fn subject_alt_name(wire: &WireName) -> Option<SubjectAltName> {
    match (&wire.r#type, &wire.hostname, &wire.uri) {
        (SubjectAltNameType::Hostname, Some(name), None) => {
            let name = Hostname::parse(name).ok()?;
            Some(SubjectAltName::Hostname(name.as_str().into()))
        }
        (SubjectAltNameType::Uri, None, Some(uri)) => {
            let uri = AbsoluteUri::parse(uri).ok()?;
            Some(SubjectAltName::Uri(uri.as_str().into()))
        }
        _ => None,
    }
}

/// Exactly one of the two ways to say whom to trust (spec 6.8.7); `None` where nothing usable is
/// named.
fn authorities(
    context: &Context<'_>,
    findings: &mut Findings,
    object: &ObjectRef,
    field: Field<'_>,
    wire: &BackendTlsPolicyValidation,
    faults: &mut Vec<Finding>,
    unresolved: &mut Vec<BadReference>,
) -> Option<Authorities> {
    let well_known = wire
        .well_known_ca_certificates
        .as_ref()
        .filter(|value| !value.as_str().is_empty());
    let references = wire.ca_certificate_refs();
    let bundles = bundles(context, findings, object, field, references, unresolved);
    let fault = match (well_known, references) {
        (None, []) => "no certificate authority is named".to_owned(),
        (Some(_), [_, ..]) => {
            "`caCertificateRefs` and `wellKnownCACertificates` exclude each other".to_owned()
        }
        (Some(WellKnownCaCertificatesType::System), []) => return Some(Authorities::System),
        (Some(other), []) => format!("`{other}` is not a set of authorities that is known here"),
        (None, _) => return (!bundles.is_empty()).then_some(Authorities::Bundles(bundles)),
    };
    faults.push(Finding::error(field, "invalid-tls-validation", fault).help(
        "name ConfigMaps in `caCertificateRefs`, or write `wellKnownCACertificates: System`",
    ));
    None
}

fn bundles(
    context: &Context<'_>,
    findings: &mut Findings,
    object: &ObjectRef,
    field: Field<'_>,
    wire: &[LocalObjectReference],
    unresolved: &mut Vec<BadReference>,
) -> Vec<Bundle> {
    let list = field.member("caCertificateRefs");
    let mut bundles = Vec::with_capacity(wire.len());
    for (index, reference) in wire.iter().enumerate() {
        match check_authority(context, object, AuthorityReference::from(reference)) {
            Ok(bundle) => bundles.push(bundle),
            Err(bad) => {
                findings.push(object, bad.finding(list.item(index)));
                unresolved.push(bad);
            }
        }
    }
    bundles
}
