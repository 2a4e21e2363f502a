//! Lowering of redirects and rewrites (spec 5.3, 5.4).

use gateway_api_types::{
    HttpPathModifier, HttpPathModifierType, HttpRequestRedirectFilter, HttpUrlRewriteFilter,
    RedirectStatusCode,
};

use super::Lowering;
use crate::compile::context::Finding;
use crate::compile::field::Field;
use crate::filters::request_redirect::Scheme;
use crate::filters::{PathModifier, RequestRedirect, UrlRewrite};
use crate::hostname::precise_hostname;
use crate::path::PathPrefix;

/// The longest replacement of a path, in characters (spec 5.4.2).
const MAX_REPLACEMENT: usize = 1024;

impl Lowering<'_, '_> {
    /// Lowers a redirect. `prefix` is that of the rule's only match.
    pub(crate) fn redirect(
        &mut self,
        field: Field<'_>,
        wire: &HttpRequestRedirectFilter,
        prefix: Option<&PathPrefix>,
    ) -> RequestRedirect {
        RequestRedirect {
            scheme: wire
                .scheme
                .as_deref()
                .and_then(|scheme| self.scheme(field, scheme)),
            hostname: wire
                .hostname
                .as_deref()
                .and_then(|hostname| self.hostname(field, hostname)),
            path: wire
                .path
                .as_ref()
                .and_then(|path| self.path_modifier(field, path, prefix)),
            port: wire.port.and_then(|port| self.port(field, port)),
            status: self.redirect_status(field, wire.status_code()),
        }
    }

    /// Lowers a rewrite. `prefix` is that of the rule's only match.
    pub(crate) fn rewrite(
        &mut self,
        field: Field<'_>,
        wire: &HttpUrlRewriteFilter,
        prefix: Option<&PathPrefix>,
    ) -> UrlRewrite {
        UrlRewrite {
            hostname: wire
                .hostname
                .as_deref()
                .and_then(|hostname| self.hostname(field, hostname)),
            path: wire
                .path
                .as_ref()
                .and_then(|path| self.path_modifier(field, path, prefix)),
        }
    }

    fn redirect_status(&mut self, field: Field<'_>, status: RedirectStatusCode) -> u16 {
        if let RedirectStatusCode::Unknown(unknown) = status {
            let finding = Finding::error(
                field.member("statusCode"),
                "unknown-value",
                format!("`{unknown}` is not a redirect"),
            );
            self.invalid(finding.help("write 301, 302, 303, 307 or 308"));
        }
        u16::try_from(status.code()).unwrap_or_default()
    }

    fn scheme(&mut self, field: Field<'_>, scheme: &str) -> Option<Scheme> {
        match scheme {
            "http" => Some(Scheme::Http),
            "https" => Some(Scheme::Https),
            _ => {
                let finding = Finding::error(
                    field.member("scheme"),
                    "unknown-value",
                    format!("`{scheme}` is not a scheme to redirect to"),
                );
                self.invalid(finding.help("write `http` or `https`"));
                None
            }
        }
    }

    fn hostname(&mut self, field: Field<'_>, text: &str) -> Option<Box<str>> {
        let parsed = precise_hostname(text);
        if let Err(error) = &parsed {
            let message = format!("`{text}` is not a hostname that can be written into a request");
            let finding = Finding::error(field.member("hostname"), "invalid-hostname", message);
            self.invalid(finding.help(format!("a precise hostname has no wildcard; {error}")));
        }
        parsed.ok()
    }

    fn port(&mut self, field: Field<'_>, port: i32) -> Option<u16> {
        let valid = u16::try_from(port).ok().filter(|port| *port > 0);
        if valid.is_none() {
            let finding = Finding::error(
                field.member("port"),
                "invalid-port",
                format!("`{port}` is not a port"),
            );
            self.invalid(finding.help("a port is a number from 1 to 65535"));
        }
        valid
    }

    fn path_modifier(
        &mut self,
        field: Field<'_>,
        wire: &HttpPathModifier,
        prefix: Option<&PathPrefix>,
    ) -> Option<PathModifier> {
        let field = field.member("path");
        let (full, partial) = (
            wire.replace_full_path.as_deref(),
            wire.replace_prefix_match.as_deref(),
        );
        let modifier = match (&wire.r#type, full, partial) {
            (HttpPathModifierType::ReplaceFullPath, Some(value), None) => {
                Some((value, PathModifier::replace_full_path(value)))
            }
            (HttpPathModifierType::ReplacePrefixMatch, None, Some(value)) => {
                let Some(prefix) = prefix else {
                    let message =
                        "`ReplacePrefixMatch` needs a rule whose only match is a PathPrefix";
                    let finding =
                        Finding::error(field.member("type"), "replace-without-prefix", message);
                    self.invalid(
                        finding
                            .help("give each prefix a rule of its own, or use `ReplaceFullPath`"),
                    );
                    return None;
                };
                Some((
                    value,
                    PathModifier::replace_prefix_match(prefix.clone(), value),
                ))
            }
            (HttpPathModifierType::Unknown(unknown), ..) => {
                let message = format!("`{unknown}` is not a type of path modifier");
                let finding = Finding::error(field.member("type"), "unknown-value", message);
                self.invalid(finding.help("write `ReplaceFullPath` or `ReplacePrefixMatch`"));
                None
            }
            (kind, ..) => {
                let message =
                    format!("a path modifier of type `{kind}` has exactly the field of that name");
                self.invalid(
                    Finding::error(field, "union-mismatch", message)
                        .help("set it, and remove the other one"),
                );
                None
            }
        };
        let (value, modifier) = modifier?;
        if value.chars().count() > MAX_REPLACEMENT {
            let message = "the replacement has more than 1024 characters";
            self.invalid(Finding::error(field, "invalid-value-length", message));
        }
        Some(modifier)
    }
}
