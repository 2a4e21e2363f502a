//! Status codes of redirects.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::any_object::ObjectError;
use crate::values::{Path, Rule, Ruled, check, problem_unless_known};
use crate::wire;

/// Status code that a redirect answers with, by default 302 (spec 5.3.1).
///
/// 301 and 302 are Core, the others Extended. A code that the API does not know is kept as
/// `Unknown` and written back unchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum RedirectStatusCode {
    /// 301: the resource has a new address for good.
    MovedPermanently,
    /// 302: the resource is elsewhere for now.
    Found,
    /// 303: the answer is elsewhere and to be fetched with GET.
    SeeOther,
    /// 307: as 302, with the method kept.
    TemporaryRedirect,
    /// 308: as 301, with the method kept.
    PermanentRedirect,
    /// A code that this release of the API does not have.
    Unknown(i64),
}

impl RedirectStatusCode {
    /// Codes of this release, in order.
    pub const KNOWN: &'static [Self] = &[
        Self::MovedPermanently,
        Self::Found,
        Self::SeeOther,
        Self::TemporaryRedirect,
        Self::PermanentRedirect,
    ];

    /// The status of that number.
    pub fn new(code: i64) -> Self {
        let known = Self::KNOWN.iter().find(|known| known.code() == code);
        known.copied().unwrap_or(Self::Unknown(code))
    }

    /// The number on the wire.
    pub fn code(self) -> i64 {
        match self {
            Self::MovedPermanently => 301,
            Self::Found => 302,
            Self::SeeOther => 303,
            Self::TemporaryRedirect => 307,
            Self::PermanentRedirect => 308,
            Self::Unknown(code) => code,
        }
    }

    /// Whether this release of the API has the code.
    pub fn is_known(self) -> bool {
        !matches!(self, Self::Unknown(_))
    }
}

impl Rule for RedirectStatusCode {
    fn problem(value: &str) -> Option<String> {
        problem_unless_known(value, &["301", "302", "303", "307", "308"])
    }
}

impl Ruled for RedirectStatusCode {
    fn find_against<R: Rule>(&self, path: &Path<'_>, found: &mut Vec<ObjectError>) {
        check::<R>(&self.to_string(), path, found);
    }
}

impl From<i64> for RedirectStatusCode {
    fn from(code: i64) -> Self {
        Self::new(code)
    }
}

impl fmt::Display for RedirectStatusCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.code().fmt(f)
    }
}

impl Serialize for RedirectStatusCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.code())
    }
}

impl<'de> Deserialize<'de> for RedirectStatusCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::integer(deserializer).map(Self::new)
    }
}
