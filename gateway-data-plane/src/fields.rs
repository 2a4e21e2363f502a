//! Fields: which of the header fields that the proxy has a say in a message has.

use http::header::{
    CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, EXPECT, FORWARDED, HeaderMap, HeaderName,
    PROXY_AUTHENTICATE, PROXY_AUTHORIZATION, TE, TRANSFER_ENCODING, UPGRADE,
};

pub(crate) const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
pub(crate) const X_FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");
pub(crate) const X_FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");
pub(crate) const TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");
pub(crate) const TRACESTATE: HeaderName = HeaderName::from_static("tracestate");
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The fields that a proxy has a say in, those first that end here whether `Connection` names them or not (RFC 9110 section
/// 7.6.1), and then what clients may claim of a request's way here, of which nothing is believed by default. A constant would
/// be made anew for each look at it.
static KNOWN: [HeaderName; 19] = [
    CONNECTION,
    HeaderName::from_static("keep-alive"),
    PROXY_AUTHENTICATE,
    PROXY_AUTHORIZATION,
    HeaderName::from_static("proxy-connection"),
    TE,
    TRANSFER_ENCODING,
    UPGRADE,
    FORWARDED,
    X_FORWARDED_FOR,
    X_FORWARDED_HOST,
    HeaderName::from_static("x-forwarded-port"),
    X_FORWARDED_PROTO,
    CONTENT_LENGTH,
    CONTENT_TYPE,
    EXPECT,
    TRACEPARENT,
    TRACESTATE,
    REQUEST_ID,
];

/// Which of the known fields a message has: one look at its names tells it sooner than a search for each. It stays true when
/// fields are removed that it has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fields(u32);

impl Fields {
    /// `Connection`.
    pub const CONNECTION: Self = Self(1);
    /// `TE`.
    pub const TE: Self = Self(1 << 5);
    /// `Transfer-Encoding`.
    pub const TRANSFER_ENCODING: Self = Self(1 << 6);
    /// `Upgrade`.
    pub const UPGRADE: Self = Self(1 << 7);
    /// Those that end here.
    pub const HOP_BY_HOP: Self = Self(0xff);
    /// `X-Forwarded-For`.
    pub const X_FORWARDED_FOR: Self = Self(1 << 9);
    /// Those of a request's way here.
    pub const FORWARDED: Self = Self(0x1f << 8);
    /// `Content-Length`.
    pub const CONTENT_LENGTH: Self = Self(1 << 13);
    /// `Content-Type`.
    pub const CONTENT_TYPE: Self = Self(1 << 14);
    /// `Expect`.
    pub const EXPECT: Self = Self(1 << 15);
    /// `traceparent`.
    pub const TRACEPARENT: Self = Self(1 << 16);
    /// `tracestate`.
    pub const TRACESTATE: Self = Self(1 << 17);
    /// `x-request-id`.
    pub const REQUEST_ID: Self = Self(1 << 18);

    /// Those of a message.
    pub fn of(headers: &HeaderMap) -> Self {
        let names = headers.keys();
        Self(names.fold(0, |known, name| known | Self::named(name).0))
    }

    /// The field of this name; none if it is not a known one.
    pub fn named(name: &HeaderName) -> Self {
        let place = match name.as_str() {
            "connection" => 0,
            "keep-alive" => 1,
            "proxy-authenticate" => 2,
            "proxy-authorization" => 3,
            "proxy-connection" => 4,
            "te" => 5,
            "transfer-encoding" => 6,
            "upgrade" => 7,
            "forwarded" => 8,
            "x-forwarded-for" => 9,
            "x-forwarded-host" => 10,
            "x-forwarded-port" => 11,
            "x-forwarded-proto" => 12,
            "content-length" => 13,
            "content-type" => 14,
            "expect" => 15,
            "traceparent" => 16,
            "tracestate" => 17,
            "x-request-id" => 18,
            _ => return Self(0),
        };
        Self(1 << place)
    }

    /// Whether there are any of these.
    pub fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    /// Removes these of a message that has those.
    pub fn remove(self, headers: &mut HeaderMap, these: Self) {
        let mut left = self.0 & these.0;
        while left != 0 {
            if let Some(name) = KNOWN.get(left.trailing_zeros() as usize) {
                headers.remove(name);
            }
            left &= left - 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn each_known_field_has_its_place() {
        for (place, name) in KNOWN.iter().enumerate() {
            let mut headers = HeaderMap::new();
            for name in ["x-a", "host", name.as_str()] {
                headers.insert(
                    name.parse::<HeaderName>().unwrap(),
                    HeaderValue::from_static("1"),
                );
            }
            assert_eq!(Fields::of(&headers), Fields(1 << place), "{name}");
        }
    }
}
