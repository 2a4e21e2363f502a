//! Session: what keeps a client at the endpoint that it has met (spec 6.6).
//!
//! The client carries a token that names the endpoint by a number, the second in which the session began, and a signature over
//! both and over whose session it is. The proxy keeps nothing, and tells no address.

use std::fmt;
use std::net::SocketAddr;
use std::time::{SystemTime, UNIX_EPOCH};

use gateway_route_engine::Rule;
use gateway_route_engine::backend::Backend;
use gateway_route_engine::session_persistence::{SessionCarrier, SessionPersistence, SessionScope};
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::header::{COOKIE, HeaderMap, HeaderName, HeaderValue, SET_COOKIE};
use sha2::{Digest as _, Sha256};

/// The secret that signs sessions. Proxies that share it know each other's sessions.
#[derive(Clone)]
pub struct SessionKey([u8; 64]);

/// The sessions of a backend, as a request meets them.
#[derive(Clone, Debug)]
pub struct Session<'t> {
    key: &'t SessionKey,
    persistence: &'t SessionPersistence,
    /// Whose sessions they are (spec 12.91).
    scope: String,
    /// What the client sent under the name of these sessions, those of other backends included.
    tokens: Vec<String>,
    secure: bool,
}

/// A session that goes on.
#[derive(Clone, Copy, Debug)]
pub struct Resumed<'k> {
    /// What numbers are made with.
    pub key: &'k SessionKey,
    /// The number of the session's endpoint.
    pub number: u128,
}

/// How many sessions with other backends a client keeps under one name.
const OTHERS: usize = 3;

impl SessionKey {
    /// A secret of this process alone.
    pub fn random() -> Self {
        Self(rand::random())
    }

    /// The secret that bytes of any number stand for.
    pub fn from_secret(secret: &[u8]) -> Self {
        let mut key = [0; 64];
        key[..32].copy_from_slice(&Sha256::digest(secret));
        Self(key)
    }

    /// The number that tokens call an endpoint by.
    pub fn number(&self, endpoint: SocketAddr) -> u128 {
        half(
            &self
                .sign(&["endpoint", &endpoint.to_string()])
                .finalize()
                .into_bytes(),
        )
    }

    fn sign(&self, parts: &[&str]) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new((&self.0).into());
        for part in parts {
            // With their lengths, so that no two lists of parts are signed alike.
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part.as_bytes());
        }
        mac
    }
}

impl fmt::Debug for SessionKey {
    /// Without the secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionKey")
    }
}

impl<'t> Session<'t> {
    /// The sessions that a backend keeps, with what a client sent of them; `None` if it keeps none. `secure` says whether the
    /// client speaks TLS.
    pub fn of(
        key: &'t SessionKey,
        rule: &Rule,
        backend: &'t Backend,
        headers: &HeaderMap,
        secure: bool,
    ) -> Option<Self> {
        let persistence = backend.session_persistence.as_deref()?;
        let place = match persistence.from {
            SessionScope::Rule => format!(
                "{} {} {}",
                rule.route().kind.as_str(),
                rule.route(),
                rule.index()
            ),
            from => from.as_str().to_owned(),
        };
        let mut session = Self {
            key,
            persistence,
            scope: format!("{place} {}", backend.target),
            tokens: Vec::new(),
            secure,
        };
        session.tokens = session.sent(headers);
        Some(session)
    }

    /// The session that goes on, if one does.
    pub fn resumed(&self) -> Option<Resumed<'t>> {
        let mut endpoints = self
            .tokens
            .iter()
            .filter_map(|token| self.read(token, now()));
        endpoints.next().map(|number| Resumed {
            key: self.key,
            number,
        })
    }

    /// The header that keeps the client at an endpoint; `None` if it is there already.
    pub fn header(&self, endpoint: u128) -> Option<(HeaderName, HeaderValue)> {
        if self
            .resumed()
            .is_some_and(|resumed| resumed.number == endpoint)
        {
            return None;
        }
        let others = self
            .tokens
            .iter()
            .filter(|token| self.read(token, 0).is_none());
        let tokens: Vec<_> = std::iter::once(self.token(endpoint, now()))
            .chain(others.take(OTHERS).cloned())
            .collect();
        let tokens = tokens.join("~");
        let (name, value) = match &self.persistence.carrier {
            SessionCarrier::Header(name) => (name.clone(), tokens),
            SessionCarrier::Cookie {
                path, permanent, ..
            } => {
                let age = self.persistence.absolute_timeout.filter(|_| *permanent);
                let age =
                    age.map_or_else(String::new, |age| format!("; Max-Age={}", age.as_secs()));
                let secure = if self.secure { "; Secure" } else { "" };
                // What would end the attribute is no path.
                let path = if path.contains(';') { "/" } else { path };
                let name = self.cookie();
                let value =
                    format!("{name}={tokens}; Path={path}{age}; HttpOnly; SameSite=Strict{secure}");
                (SET_COOKIE, value)
            }
        };
        Some((name, HeaderValue::try_from(value).ok()?))
    }

    /// What the client sent under the name of these sessions.
    fn sent(&self, headers: &HeaderMap) -> Vec<String> {
        let lines = |name: &HeaderName| {
            let values = headers.get_all(name).iter();
            values
                .filter_map(|value| value.to_str().ok().map(str::to_owned))
                .collect::<Vec<_>>()
        };
        let values = match &self.persistence.carrier {
            SessionCarrier::Header(name) => lines(name),
            SessionCarrier::Cookie { .. } => {
                let name = self.cookie();
                let lines = lines(&COOKIE);
                let pairs = lines
                    .iter()
                    .flat_map(|line| line.split(';'))
                    .filter_map(|pair| pair.split_once('='));
                let ours = pairs.filter(|(found, _)| found.trim() == name);
                ours.map(|(_, value)| value.trim().to_owned()).collect()
            }
        };
        let is_token = |text: &&str| {
            text.bytes()
                .all(|byte| byte.is_ascii_hexdigit() || byte == b'.')
        };
        let tokens = values.iter().flat_map(|value| value.split('~'));
        tokens
            .filter(is_token)
            .take(OTHERS + 1)
            .map(str::to_owned)
            .collect()
    }

    /// The cookie's name: the configured one, or one that no other sessions have.
    fn cookie(&self) -> String {
        if let SessionCarrier::Cookie {
            name: Some(name), ..
        } = &self.persistence.carrier
        {
            return name.to_string();
        }
        let digits = half(&Sha256::digest(self.scope.as_bytes())) >> 80;
        format!("session-{digits:012x}")
    }

    fn token(&self, endpoint: u128, began: u64) -> String {
        let said = format!("{endpoint:032x}.{began:x}");
        let signed = self.key.sign(&[&self.scope, &said]).finalize();
        format!("{said}.{:032x}", half(&signed.into_bytes()))
    }

    /// The endpoint of a token that was signed for these sessions and has not ended at `now`.
    fn read(&self, token: &str, now: u64) -> Option<u128> {
        let (said, signature) = token.rsplit_once('.')?;
        let signature = u128::from_str_radix(signature, 16).ok()?.to_be_bytes();
        let signed = self.key.sign(&[&self.scope, said]);
        signed.verify_truncated_left(&signature).ok()?;
        let (endpoint, began) = said.split_once('.')?;
        let endpoint = u128::from_str_radix(endpoint, 16).ok()?;
        let began = u64::from_str_radix(began, 16).ok()?;
        let limit = self.persistence.absolute_timeout;
        let lasts = limit.map_or(u64::MAX, |limit| limit.as_secs());
        (now < began.saturating_add(lasts)).then_some(endpoint)
    }
}

/// The first half of a signature.
fn half(bytes: &[u8]) -> u128 {
    let first = bytes.iter().take(16);
    first.fold(0, |number, byte| number << 8 | u128::from(*byte))
}

/// Seconds since 1970.
fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}
