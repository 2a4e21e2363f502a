//! PEM: whether Secrets and ConfigMaps hold what TLS needs, as far as their text shows it.

use k8s_openapi::api::certificates::v1beta1::ClusterTrustBundle;
use k8s_openapi::api::core::v1::{ConfigMap, Secret};

/// What keeps a Secret from being a certificate with its key.
pub(crate) fn secret_malformation(secret: &Secret) -> Option<String> {
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

/// What keeps a ConfigMap from being a bundle of certificate authorities.
pub(crate) fn bundle_malformation(bundle: &ConfigMap) -> Option<String> {
    let Some(content) = bundle.data.as_ref().and_then(|data| data.get("ca.crt")) else {
        return Some("has no `ca.crt`".to_owned());
    };
    let valid = has_pem_block(content.as_bytes(), "CERTIFICATE");
    (!valid).then(|| "has no PEM block `CERTIFICATE` in `ca.crt`".to_owned())
}

/// What keeps a ClusterTrustBundle from being one.
pub(crate) fn trust_bundle_malformation(bundle: &ClusterTrustBundle) -> Option<&'static str> {
    let valid = has_pem_block(bundle.spec.trust_bundle.as_bytes(), "CERTIFICATE");
    (!valid).then_some("has no PEM block `CERTIFICATE` in `spec.trustBundle`")
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
fn has_pem_block(content: &[u8], label: &str) -> bool {
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
