//! Named strings with rules, checked when they are parsed.
//!
//! Fields of objects are plain strings, so that an odd value never makes an object unreadable.
//! These types stand beside them, for values that a program makes or wants to be sure of. They
//! follow the schema of the API: what they take, an API server takes (spec 9.2, 9.3). So an IPv4
//! address passes as a hostname here, as it does there.
//!
//! ```
//! use gateway_api_types::{Hostname, PreciseHostname};
//!
//! assert!(Hostname::parse("*.example.com")?.is_wildcard());
//! let error = PreciseHostname::parse("*.example.com").unwrap_err();
//! assert_eq!(
//!     error.to_string(),
//!     "`*.example.com` is not a hostname without wildcard: write small letters, digits and \
//!      hyphens in labels joined by dots, such as `www.example.com`",
//! );
//! # Ok::<(), gateway_api_types::InvalidString>(())
//! ```

use std::fmt;

use crate::generated::string_docs::with_string_doc;
use crate::grammar;
use crate::values::Rule;

/// Declares a string with a rule: article and name, bounds of its length in characters, grammar,
/// and what to write.
macro_rules! checked_strings {
    ($(
        $name:ident is $noun:literal of $min:literal..=$max:literal, $grammar:ident: $help:literal;
    )*) => {$(
        with_string_doc! {
            $name:
            #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(String);
        }

        impl $name {
            /// Checks a text against the rule of the schema.
            pub fn parse(text: &str) -> Result<Self, InvalidString> {
                let problem = match text.chars().count() {
                    length if !($min..=$max).contains(&length) => Problem::Length($min, $max),
                    _ if !grammar::$grammar(text) => Problem::Grammar($help),
                    _ => return Ok(Self(text.to_owned())),
                };
                Err(InvalidString { text: text.to_owned(), noun: $noun, problem })
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Rule for $name {
            fn problem(value: &str) -> Option<String> {
                Self::parse(value).err().map(|error| error.to_string())
            }
        }

        impl std::str::FromStr for $name {
            type Err = InvalidString;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }

        impl TryFrom<&str> for $name {
            type Error = InvalidString;

            fn try_from(text: &str) -> Result<Self, Self::Error> {
                Self::parse(text)
            }
        }

        impl From<$name> for String {
            fn from(checked: $name) -> Self {
                checked.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }
    )*};
}

checked_strings! {
    Hostname is "a hostname" of 1..=253, hostname:
        "write small letters, digits and hyphens in labels joined by dots, such as \
         `www.example.com` or `*.example.com`";
    PreciseHostname is "a hostname without wildcard" of 1..=253, subdomain:
        "write small letters, digits and hyphens in labels joined by dots, such as \
         `www.example.com`";
    SectionName is "a section name" of 1..=253, subdomain:
        "write small letters, digits, hyphens and dots, such as `https` or `https.internal`";
    ObjectName is "an object name" of 1..=253, anything: "write any characters";
    Namespace is "a namespace" of 1..=63, label:
        "write small letters, digits and hyphens, such as `team-a`";
    Group is "an API group" of 0..=253, group:
        "write small letters, digits and hyphens in labels joined by dots, such as \
         `gateway.networking.k8s.io`, or nothing for the core group";
    KindName is "a kind" of 1..=63, kind:
        "write letters, digits and hyphens, a letter first, such as `HTTPRoute`";
    GatewayController is "a controller name" of 1..=253, controller:
        "write a domain, a slash and a path, such as `example.net/gateway-controller`";
    HeaderName is "a header name" of 1..=256, token:
        "write letters, digits and any of ``!#$%&'*+-.^_`|~``, such as `x-request-id`";
    CookieName is "a cookie name" of 1..=256, token:
        "write letters, digits and any of ``!#$%&'*+-.^_`|~``, such as `session`";
    AbsoluteUri is "an absolute URI" of 1..=253, absolute_uri:
        "write a scheme, `://` and the rest, such as `spiffe://example.org/ns/default`";
    CorsOrigin is "an origin" of 1..=253, cors_origin:
        "write `*` or `http://` or `https://` with a host and an optional port, such as \
         `https://*.example.com:8443`";
    LabelKey is "a label key" of 1..=316, label_key:
        "write letters, digits and any of `-_.`, a letter or digit at both ends, after an optional \
         domain and a slash, such as `example.com/tier`";
    LabelValue is "a label value" of 0..=63, label_value:
        "write letters, digits and any of `-_.`, with a letter or digit at both ends, or nothing";
    AnnotationKey is "an annotation key" of 1..=316, label_key:
        "write letters, digits and any of `-_.`, a letter or digit at both ends, after an optional \
         domain and a slash, such as `example.com/owner`";
    AnnotationValue is "an annotation value" of 0..=4096, anything: "write any characters";
    AttributeName is "an attribute name" of 1..=256, attribute_name:
        "write letters, digits and any of `_.:/-`, such as `http.route`";
}

impl Hostname {
    /// Whether the first label is `*`.
    pub fn is_wildcard(&self) -> bool {
        self.0.starts_with("*.")
    }
}

impl From<PreciseHostname> for Hostname {
    fn from(hostname: PreciseHostname) -> Self {
        Self(hostname.0)
    }
}

/// Text that does not follow the rule of a named string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidString {
    text: String,
    noun: &'static str,
    problem: Problem,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Problem {
    /// Bounds of the length.
    Length(usize, usize),
    /// What to write instead.
    Grammar(&'static str),
}

impl fmt::Display for InvalidString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not {}: ", self.text, self.noun)?;
        match self.problem {
            Problem::Length(0, max) => write!(f, "write at most {max} characters"),
            Problem::Length(min, max) => write!(f, "write {min} to {max} characters"),
            Problem::Grammar(help) => f.write_str(help),
        }
    }
}

impl std::error::Error for InvalidString {}
