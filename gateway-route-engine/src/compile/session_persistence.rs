//! Lowering of session persistence, wherever it is configured (spec 6.6, 12.91, 12.99).

use std::sync::Arc;
use std::time::Duration;

use gateway_api_types::{
    CookieConfig, CookieLifetimeType, CookieName, HeaderConfig, SessionPersistence as Wire,
    SessionPersistenceType,
};
use http::HeaderName;

use super::context::Finding;
use super::field::Field;
use crate::session_persistence::{SessionCarrier, SessionPersistence, SessionScope};

/// What a place says of sessions: a stanza that cannot be used is one without any, and no other
/// place is asked (spec 12.91, 12.99).
#[derive(Clone, Debug)]
pub(crate) struct Stanza(pub(crate) Option<Arc<SessionPersistence>>);

/// A stanza that was lowered.
pub(crate) struct Lowered {
    /// Without it, clients are not kept anywhere.
    value: Option<SessionPersistence>,
    /// What is worth knowing and harms nothing.
    pub(crate) notes: Vec<Finding>,
    /// Values that no schema lets through: the stanza's owner is invalid (spec 12.61, 12.76).
    pub(crate) faults: Vec<Finding>,
}

/// Lowers the stanza of a place.
pub(crate) fn lower(field: Field<'_>, wire: &Wire, from: SessionScope) -> Lowered {
    let mut lowered = Lowered {
        value: None,
        notes: Vec::new(),
        faults: Vec::new(),
    };
    let absolute_timeout = lowered.timeout(
        field.member("absoluteTimeout"),
        wire.absolute_timeout.as_deref(),
    );
    let carrier = match wire.r#type() {
        SessionPersistenceType::Cookie => {
            let absent = CookieConfig::default();
            let cookie = wire.cookie.as_ref().unwrap_or(&absent);
            Some(lowered.cookie(field.member("cookie"), cookie, absolute_timeout))
        }
        SessionPersistenceType::Header => {
            lowered.header(field.member("header"), wire.header.as_ref())
        }
        unknown => {
            let message =
                format!("`{unknown}` is not a type of session persistence; there is none");
            let finding = Finding::error(field.member("type"), "no-session-persistence", message);
            lowered
                .notes
                .push(finding.help("write `Cookie` or `Header`"));
            None
        }
    };
    lowered.value = carrier.map(|carrier| SessionPersistence {
        from,
        absolute_timeout,
        carrier,
    });
    lowered
}

impl Lowered {
    /// What the place says.
    pub(crate) fn stanza(self) -> Stanza {
        Stanza(self.value.map(Arc::new))
    }

    fn timeout(&mut self, field: Field<'_>, text: Option<&str>) -> Option<Duration> {
        let text = text?;
        let parsed = gateway_api_types::Duration::parse(text).ok();
        if parsed.is_none() {
            let message = format!("`{text}` is not a duration");
            let finding = Finding::error(field, "invalid-duration", message);
            let help =
                "write up to four whole numbers with their units h, m, s or ms, as in `1m30s`";
            self.faults.push(finding.help(help));
        }
        parsed.map(Duration::from)
    }

    /// A cookie that lasts needs to know how long (spec 6.6.2).
    fn cookie(
        &mut self,
        field: Field<'_>,
        wire: &CookieConfig,
        timeout: Option<Duration>,
    ) -> SessionCarrier {
        let permanent = match wire.lifetime_type() {
            CookieLifetimeType::Session => false,
            CookieLifetimeType::Permanent => timeout.is_some(),
            unknown => {
                let message = format!("`{unknown}` is not a lifetime of a cookie");
                let field = field.member("lifetimeType");
                let finding = Finding::error(field, "unknown-value", message);
                self.faults
                    .push(finding.help("write `Session` or `Permanent`"));
                false
            }
        };
        if *wire.lifetime_type() == CookieLifetimeType::Permanent && !permanent {
            let message = "a permanent cookie needs an absolute timeout";
            let finding = Finding::error(field, "permanent-cookie-without-timeout", message);
            self.faults
                .push(finding.help("write `absoluteTimeout` beside `cookie`"));
        }
        let mut name = wire.name.as_deref().filter(|name| !name.is_empty());
        if let Some(text) = name.filter(|name| CookieName::parse(name).is_err()) {
            let message = format!("`{text}` is not a name for a cookie; another one is made up");
            let finding = Finding::error(field.member("name"), "invalid-cookie-name", message);
            self.notes
                .push(finding.help("leave it out, or write letters, digits and `-`"));
            name = None;
        }
        SessionCarrier::Cookie {
            name: name.map(Into::into),
            path: wire.path().into(),
            permanent,
        }
    }

    /// A name cannot be guessed for clients (spec 12.99).
    fn header(&mut self, field: Field<'_>, wire: Option<&HeaderConfig>) -> Option<SessionCarrier> {
        let name = wire.map_or("", |header| &header.name);
        let parsed = HeaderName::try_from(name).ok();
        if parsed.is_none() {
            let message = "sessions by header need the name of one; there are none";
            // Objects of v1.6 name it elsewhere, and nothing is lost but stickiness.
            let finding = Finding::warning(field, "no-session-persistence", message);
            self.notes
                .push(finding.help("write `name`, the header that clients send back"));
        }
        parsed.map(SessionCarrier::Header)
    }
}
