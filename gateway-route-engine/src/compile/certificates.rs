//! Certificates: the Secrets and certificate authorities that Gateways and ListenerSets refer to (spec
//! 2.6 to 2.8).

use gateway_api_types::{
    Feature, LocalObjectReference, NamespacedName, ObjectReference, SecretObjectReference,
    TlsModeType,
};

use super::asked::AskedKind;
use super::context::{Context, Finding, Findings};
use super::diagnostics::ObjectRef;
use super::features::switched_off;
use super::field::Field;
use super::grants::{Referent, Referrer};
use super::listeners::{ListenerState, Unresolved};
use super::pem;
use crate::backend_tls::Bundle;
use crate::listener::ListenerProtocol;

/// A reference to certificate authorities, whichever type holds it.
#[derive(Clone, Copy)]
pub(crate) struct AuthorityReference<'r> {
    group: &'r str,
    kind: &'r str,
    namespace: Option<&'r str>,
    name: &'r str,
    /// The reason where the kind is not supported: each object has its own (spec 12.87).
    invalid_kind: &'static str,
}

impl<'r> From<&'r ObjectReference> for AuthorityReference<'r> {
    /// A reference of a Gateway.
    fn from(reference: &'r ObjectReference) -> Self {
        Self {
            group: &reference.group,
            kind: &reference.kind,
            namespace: reference.namespace.as_deref(),
            name: &reference.name,
            invalid_kind: "InvalidCACertificateKind",
        }
    }
}

impl<'r> From<&'r LocalObjectReference> for AuthorityReference<'r> {
    /// A reference of a policy.
    fn from(reference: &'r LocalObjectReference) -> Self {
        Self {
            group: &reference.group,
            kind: &reference.kind,
            namespace: None,
            name: &reference.name,
            invalid_kind: "InvalidKind",
        }
    }
}

/// Why a reference to something that TLS needs does not resolve.
pub(crate) struct BadReference {
    pub(crate) reason: &'static str,
    pub(crate) message: String,
    help: String,
}

impl BadReference {
    fn new(reason: &'static str, message: String, help: &str) -> Self {
        Self {
            reason,
            message,
            help: help.to_owned(),
        }
    }

    /// A reference that needs a feature.
    pub(crate) fn unsupported(reason: &'static str, feature: &Feature) -> Self {
        Self::new(
            reason,
            switched_off(feature),
            "leave it out, or switch the feature on",
        )
    }

    /// The finding that tells of it.
    pub(crate) fn finding(&self, field: Field<'_>) -> Finding {
        let id = match self.reason {
            "RefNotPermitted" => "reference-not-permitted",
            _ => "invalid-certificate-ref",
        };
        Finding::error(field, id, self.message.clone()).help(self.help.clone())
    }
}

/// Resolves the `certificateRefs` of a listener. What is passed through is never decrypted, and its
/// references are ignored (spec 2.6.1).
pub(crate) fn resolve(
    context: &Context<'_>,
    findings: &mut Findings,
    object: &ObjectRef,
    field: Field<'_>,
    listener: &mut ListenerState<'_>,
) {
    let encrypted = matches!(
        listener.protocol,
        Some(ListenerProtocol::Https | ListenerProtocol::Tls)
    );
    let Some(tls) = listener
        .tls
        .filter(|tls| encrypted && *tls.mode() != TlsModeType::Passthrough)
    else {
        return;
    };
    let tls_field = field.member("tls");
    let refs = tls_field.member("certificateRefs");
    for (index, reference) in tls.certificate_refs().iter().enumerate() {
        match check_secret(context, object, reference, "InvalidCertificateRef") {
            Ok(secret) => listener.certificates.push(secret),
            Err(bad) => {
                findings.push(object, bad.finding(refs.item(index)));
                listener.unresolved.push(Unresolved {
                    reason: bad.reason,
                    message: bad.message,
                });
            }
        }
    }
}

/// A reference to a Secret with a certificate: kind, then grant, then existence, then content, so that
/// nothing is said of an object that the referrer may not see (spec 2.6.4, 12.63).
pub(crate) fn check_secret(
    context: &Context<'_>,
    object: &ObjectRef,
    reference: &SecretObjectReference,
    reason: &'static str,
) -> Result<NamespacedName, BadReference> {
    if (reference.group(), reference.kind()) != ("", "Secret") {
        let message = format!(
            "`{}` of group `{}` cannot hold a certificate",
            reference.kind(),
            reference.group()
        );
        return Err(BadReference::new(
            reason,
            message,
            "name a Secret of the core group",
        ));
    }
    let namespace = reference
        .namespace
        .as_deref()
        .unwrap_or(&object.name.namespace);
    let name = NamespacedName::new(namespace, &*reference.name);
    permitted(context, object, "Secret", &name)?;
    context.ask(AskedKind::Secret, &name);
    match context.resources.secrets.get(&name) {
        Some(secret) => match pem::secret_malformation(secret) {
            Some(what) => {
                let help = "a certificate's Secret has PEM in `tls.crt` and `tls.key`";
                Err(BadReference::new(
                    reason,
                    format!("Secret `{name}` {what}"),
                    help,
                ))
            }
            None => Ok(name),
        },
        None => exists(context, "Secret", &name, reason).map(|()| name),
    }
}

/// A reference to certificate authorities: kind, then grant, then existence, then content (spec 2.7.3
/// to 2.7.6, 6.8.8, 6.8.14).
pub(crate) fn check_authority(
    context: &Context<'_>,
    object: &ObjectRef,
    reference: AuthorityReference<'_>,
) -> Result<Bundle, BadReference> {
    match (reference.group, reference.kind) {
        ("", "ConfigMap") => config_map(context, object, reference),
        ("certificates.k8s.io", "ClusterTrustBundle")
            if context.experimental() && context.options.has(&Feature::ClusterTrustBundle) =>
        {
            trust_bundle(context, reference)
        }
        (group, kind) => {
            let message =
                format!("`{kind}` of group `{group}` cannot hold certificate authorities");
            let help = "name a ConfigMap of the core group";
            Err(BadReference::new(reference.invalid_kind, message, help))
        }
    }
}

const INVALID_AUTHORITY: &str = "InvalidCACertificateRef";

fn config_map(
    context: &Context<'_>,
    object: &ObjectRef,
    reference: AuthorityReference<'_>,
) -> Result<Bundle, BadReference> {
    let namespace = reference.namespace.unwrap_or(&object.name.namespace);
    let name = NamespacedName::new(namespace, reference.name);
    permitted(context, object, "ConfigMap", &name)?;
    context.ask(AskedKind::ConfigMap, &name);
    let found = context.resources.config_maps.get(&name);
    if found.is_none() {
        exists(context, "ConfigMap", &name, INVALID_AUTHORITY)?;
    }
    if let Some(what) = found.and_then(|bundle| pem::bundle_malformation(bundle)) {
        let help = "a bundle has PEM certificates in `ca.crt`";
        let message = format!("ConfigMap `{name}` {what}");
        return Err(BadReference::new(INVALID_AUTHORITY, message, help));
    }
    Ok(Bundle::ConfigMap(name))
}

/// A bundle is cluster-scoped, and takes no grant.
fn trust_bundle(
    context: &Context<'_>,
    reference: AuthorityReference<'_>,
) -> Result<Bundle, BadReference> {
    if reference.namespace.is_some() {
        let message = "a ClusterTrustBundle has no namespace".to_owned();
        let help = "remove `namespace`";
        return Err(BadReference::new(INVALID_AUTHORITY, message, help));
    }
    let name = reference.name;
    let asked = NamespacedName::cluster(name);
    context.ask(AskedKind::ClusterTrustBundle, &asked);
    let found = context.resources.cluster_trust_bundles.get(name);
    if found.is_none() {
        exists(context, "ClusterTrustBundle", &asked, INVALID_AUTHORITY)?;
    }
    if let Some(what) = found.and_then(|bundle| pem::trust_bundle_malformation(bundle)) {
        let help = "a bundle has PEM certificates in `spec.trustBundle`";
        let message = format!("ClusterTrustBundle `{name}` {what}");
        return Err(BadReference::new(INVALID_AUTHORITY, message, help));
    }
    Ok(Bundle::ClusterTrustBundle(name.into()))
}

fn permitted(
    context: &Context<'_>,
    object: &ObjectRef,
    kind: &str,
    name: &NamespacedName,
) -> Result<(), BadReference> {
    let from = Referrer {
        group: &object.group,
        kind: &object.kind,
        namespace: &object.name.namespace,
    };
    let to = Referent {
        group: "",
        kind,
        namespace: &name.namespace,
        name: &name.name,
    };
    if context.grants.permit(from, to) {
        return Ok(());
    }
    let help = format!(
        "a ReferenceGrant in namespace `{}` has to allow kind {} of namespace `{}` to refer to kind {kind}",
        name.namespace, object.kind, object.name.namespace
    );
    let message = format!("no ReferenceGrant permits the reference to {kind} `{name}`");
    Err(BadReference::new("RefNotPermitted", message, &help))
}

/// Of an object that is not in the input.
fn exists(
    context: &Context<'_>,
    kind: &str,
    name: &NamespacedName,
    reason: &'static str,
) -> Result<(), BadReference> {
    if !context.options.assume.missing(kind) {
        return Ok(());
    }
    let message = format!("{kind} `{name}` does not exist");
    Err(BadReference::new(
        reason,
        message,
        "create it, or name one that exists",
    ))
}
