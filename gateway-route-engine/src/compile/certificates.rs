//! Certificates: the Secrets that a listener ends TLS with (spec 2.6).

use gateway_api_types::{NamespacedName, SecretObjectReference, TlsModeType};
use k8s_openapi::api::core::v1::Secret;

use super::context::{Context, Finding, Findings, GATEWAY_GROUP};
use super::diagnostics::ObjectRef;
use super::field::Field;
use super::grants::{Referent, Referrer};
use super::listeners::{ListenerState, Unresolved};
use crate::listener::ListenerProtocol;

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
    for (index, reference) in tls.certificate_refs().iter().enumerate() {
        let refs = tls_field.member("certificateRefs");
        match check(context, object, reference) {
            Ok(()) => listener.certified = true,
            Err((reason, message, help)) => {
                let id = if reason == "RefNotPermitted" {
                    "reference-not-permitted"
                } else {
                    "invalid-certificate-ref"
                };
                findings.push(
                    object,
                    Finding::error(refs.item(index), id, message.clone()).help(help),
                );
                listener.unresolved.push(Unresolved { reason, message });
            }
        }
    }
}

/// Kind, then grant, then existence, then content: nothing is said of an object that the referrer
/// may not see (spec 2.6.4).
fn check(
    context: &Context<'_>,
    object: &ObjectRef,
    reference: &SecretObjectReference,
) -> Result<(), (&'static str, String, String)> {
    let invalid = |message, help: &str| Err(("InvalidCertificateRef", message, help.to_owned()));
    if (reference.group(), reference.kind()) != ("", "Secret") {
        let message = format!(
            "`{}` of group `{}` cannot hold a certificate",
            reference.kind(),
            reference.group()
        );
        return invalid(message, "name a Secret of the core group");
    }
    let namespace = reference
        .namespace
        .as_deref()
        .unwrap_or(&object.name.namespace);
    let name = NamespacedName::new(namespace, &*reference.name);
    let from = Referrer {
        group: GATEWAY_GROUP,
        kind: &object.kind,
        namespace: &object.name.namespace,
    };
    if !context.grants.permit(
        from,
        Referent {
            group: "",
            kind: "Secret",
            namespace,
            name: &reference.name,
        },
    ) {
        let help = format!(
            "a ReferenceGrant in namespace `{namespace}` has to allow kind {} of namespace `{}` to refer to Secrets",
            object.kind, object.name.namespace
        );
        return Err((
            "RefNotPermitted",
            format!("no ReferenceGrant permits the reference to Secret `{name}`"),
            help,
        ));
    }
    match context.resources.secrets.get(&name) {
        Some(secret) => match malformation(secret) {
            Some(what) => invalid(
                format!("Secret `{name}` {what}"),
                "a certificate's Secret has PEM in `tls.crt` and `tls.key`",
            ),
            None => Ok(()),
        },
        None if context.options.assume.missing("Secret") => invalid(
            format!("Secret `{name}` does not exist"),
            "create it, or name one that exists",
        ),
        None => Ok(()),
    }
}

/// What keeps a Secret from being a certificate with its key.
pub(crate) fn malformation(secret: &Secret) -> Option<String> {
    [("tls.crt", "CERTIFICATE"), ("tls.key", "PRIVATE KEY")]
        .into_iter()
        .find_map(|(key, label)| {
            let Some(content) = value(secret, key) else {
                return Some(format!("has no `{key}`"));
            };
            (!has_pem_block(&content, label))
                .then(|| format!("has no PEM block `{label}` in `{key}`"))
        })
}

fn value(secret: &Secret, key: &str) -> Option<Vec<u8>> {
    let written = || {
        secret
            .string_data
            .as_ref()?
            .get(key)
            .map(|text| text.clone().into_bytes())
    };
    let encoded = secret
        .data
        .as_ref()
        .and_then(|data| data.get(key))
        .map(|bytes| bytes.0.clone());
    written().or(encoded)
}

/// Whether a text holds a PEM block whose label ends in `label`, with something between its lines.
pub(crate) fn has_pem_block(content: &[u8], label: &str) -> bool {
    let Ok(text) = std::str::from_utf8(content) else {
        return false;
    };
    let mut inside: Option<(&str, usize)> = None;
    for line in text.lines().map(str::trim) {
        if let Some(found) = line
            .strip_prefix("-----BEGIN ")
            .and_then(|rest| rest.strip_suffix("-----"))
        {
            inside = Some((found, 0));
        } else if let Some(found) = line
            .strip_prefix("-----END ")
            .and_then(|rest| rest.strip_suffix("-----"))
        {
            if inside
                .is_some_and(|(begun, lines)| begun == found && begun.ends_with(label) && lines > 0)
            {
                return true;
            }
            inside = None;
        } else if let Some((begun, lines)) = inside.filter(|_| !line.is_empty()) {
            inside = is_base64(line).then_some((begun, lines + 1));
        }
    }
    false
}

fn is_base64(line: &str) -> bool {
    line.bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pem_block_needs_both_ends_and_content() {
        for (text, expected) in [
            (
                "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
                true,
            ),
            (
                "junk\r\n-----BEGIN CERTIFICATE-----\r\nMIIB\r\n-----END CERTIFICATE-----\r\n",
                true,
            ),
            (
                "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n",
                false,
            ),
            ("-----BEGIN CERTIFICATE-----\nMIIB\n", false),
            (
                "-----BEGIN CERTIFICATE-----\nnot base64!\n-----END CERTIFICATE-----\n",
                false,
            ),
            ("Hello world\n", false),
            (
                "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n",
                false,
            ),
        ] {
            assert_eq!(
                has_pem_block(text.as_bytes(), "CERTIFICATE"),
                expected,
                "{text}"
            );
        }
        let rsa = "-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----\n";
        assert!(has_pem_block(rsa.as_bytes(), "PRIVATE KEY"));
    }
}
