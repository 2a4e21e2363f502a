//! Names in Rust: acronyms as words, fields in snake case, variants named after their value.

use anyhow::{Result, bail};

/// Acronyms that occur inside names in which other words stand beside them.
const ACRONYMS: [&str; 13] = [
    "CA", "CORS", "DNS", "GRPC", "HTTP", "HTTPS", "IP", "TCP", "TLS", "UDP", "URI", "URL", "X",
];

/// Words of the language that a field may be called.
const KEYWORDS: [&str; 8] = ["as", "for", "impl", "match", "mod", "ref", "type", "use"];

/// Name of a Rust type for a Go type, qualified or not: `HTTPCORSFilter` is `HttpCorsFilter`.
pub(crate) fn type_name(go: &str) -> Result<String> {
    Ok(words(unqualified(go))?
        .iter()
        .map(|word| capitalized(word))
        .collect())
}

/// Name of a module for a kind: `HTTPRoute` is `http_route`.
pub(crate) fn module_name(kind: &str) -> Result<String> {
    Ok(words(kind)?.join("_").to_lowercase())
}

/// Name of a Rust field: `wellKnownCACertificates` is `well_known_ca_certificates`.
pub(crate) fn field_name(wire: &str) -> Result<String> {
    let name = words(wire)?.join("_").to_lowercase();
    Ok(if KEYWORDS.contains(&name.as_str()) {
        format!("r#{name}")
    } else {
        name
    })
}

/// Name of an enum's variant: `URLRewrite` is `UrlRewrite`, `HTTP2` is `Http2`.
///
/// The empty value takes what its constant's name adds to the name of the type.
pub(crate) fn variant_name(go_type: &str, constant: &str, value: &str) -> Result<String> {
    if !value.is_empty() {
        // A value in capitals alone is a word, whatever acronyms it is made of.
        let shouted = value
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
        return if shouted {
            Ok(capitalized(value))
        } else {
            type_name(value)
        };
    }
    let shared = constant
        .bytes()
        .zip(unqualified(go_type).bytes())
        .take_while(|(a, b)| a == b);
    match constant.get(shared.count()..) {
        Some(rest) if !rest.is_empty() => type_name(rest),
        _ => bail!("constant `{constant}` is empty, and its name adds nothing to `{go_type}`"),
    }
}

/// Name without its package: `apisx.v1alpha1.BackendTLS` is `BackendTLS`.
pub(crate) fn unqualified(go: &str) -> &str {
    go.rsplit_once('.').map_or(go, |(_, name)| name)
}

/// Name that serde's `rename_all = "camelCase"` would give a field.
pub(crate) fn serde_camel_case(field: &str) -> String {
    let mut name = String::new();
    for word in field.trim_start_matches("r#").split('_') {
        name.push_str(&if name.is_empty() {
            word.to_owned()
        } else {
            capitalized(word)
        });
    }
    name
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().map(|c| c.to_ascii_uppercase());
    first
        .into_iter()
        .chain(chars.map(|c| c.to_ascii_lowercase()))
        .collect()
}

/// Splits a Go identifier or a value into its words.
fn words(name: &str) -> Result<Vec<&str>> {
    let mut words = Vec::new();
    let mut rest = name;
    while !rest.is_empty() {
        let upper = rest
            .find(|c: char| !c.is_ascii_uppercase())
            .unwrap_or(rest.len());
        let word_end = |from: usize| {
            let tail = rest[from..].find(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit());
            tail.map_or(rest.len(), |length| from + length)
        };
        let end = if upper <= 1 { word_end(upper) } else { upper };
        if end == 0 {
            bail!("`{name}` cannot be split into words at `{rest}`");
        }
        if upper <= 1 {
            words.push(&rest[..end]);
            rest = &rest[end..];
            continue;
        }
        // The last capital of several begins the next word if small letters follow it.
        let followed = rest[upper..].starts_with(|c: char| c.is_ascii_lowercase());
        let run = if followed { upper - 1 } else { upper };
        let Some(acronyms) = acronyms(&rest[..run]) else {
            bail!(
                "`{}` in `{name}` is not made of known acronyms",
                &rest[..run]
            );
        };
        words.extend(acronyms);
        rest = &rest[run..];
    }
    Ok(words)
}

/// The acronyms that a run of capitals is made of, the longest ones first.
fn acronyms(run: &str) -> Option<Vec<&str>> {
    if run.is_empty() {
        return Some(Vec::new());
    }
    (1..=run.len())
        .rev()
        .filter(|&length| ACRONYMS.contains(&&run[..length]))
        .find_map(|length| {
            let mut found = vec![&run[..length]];
            found.extend(acronyms(&run[length..])?);
            Some(found)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms_are_words() {
        for (go, rust) in [
            ("v1.HTTPRouteMatch", "HttpRouteMatch"),
            ("HTTPCORSFilter", "HttpCorsFilter"),
            ("HTTPURLRewriteFilter", "HttpUrlRewriteFilter"),
            ("WellKnownCACertificatesType", "WellKnownCaCertificatesType"),
            ("apisx.v1alpha1.BackendTLS", "BackendTls"),
            ("XBackendTrafficPolicy", "XBackendTrafficPolicy"),
            ("GRPCMethodMatch", "GrpcMethodMatch"),
        ] {
            assert_eq!(type_name(go).unwrap(), rust);
        }
        assert!(
            type_name("FOOBar")
                .unwrap_err()
                .to_string()
                .contains("`FOO`")
        );
    }

    #[test]
    fn fields_are_snake_case_and_escape_keywords() {
        for (wire, rust) in [
            ("backendRefs", "backend_refs"),
            ("wellKnownCACertificates", "well_known_ca_certificates"),
            ("type", "r#type"),
            ("urlRewrite", "url_rewrite"),
        ] {
            assert_eq!(field_name(wire).unwrap(), rust);
        }
        assert_eq!(
            module_name("BackendTLSPolicy").unwrap(),
            "backend_tls_policy"
        );
        assert_eq!(
            serde_camel_case("well_known_ca_certificates"),
            "wellKnownCaCertificates"
        );
        assert_eq!(serde_camel_case("r#type"), "type");
    }

    #[test]
    fn variants_are_named_after_their_value() {
        for (value, rust) in [
            ("GET", "Get"),
            ("HTTPS", "Https"),
            ("H2C", "H2c"),
            ("HTTP11", "Http11"),
            ("URLRewrite", "UrlRewrite"),
            ("IPAddress", "IpAddress"),
            ("NoValidCACertificate", "NoValidCaCertificate"),
        ] {
            assert_eq!(variant_name("v1.T", "C", value).unwrap(), rust);
        }
        let name = variant_name(
            "v1.GatewayAddressRoutabilityType",
            "GatewayAddressRoutabilityDefault",
            "",
        );
        assert_eq!(name.unwrap(), "Default");
    }
}
