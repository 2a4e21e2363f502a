//! Releases and channels of the Gateway API: whose CRDs an object is held against.

use std::fmt;
use std::str::FromStr;

/// A release of the Gateway API. Clusters run older ones than the current.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Release {
    /// v1.6.1.
    V1_6_1,
    /// v1.7.0, the current one.
    #[default]
    V1_7_0,
}

/// A channel of a release.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// Only what is stable.
    Standard,
    /// All kinds and fields.
    #[default]
    Experimental,
}

/// A release or channel that is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName {
    what: &'static str,
    name: String,
    known: &'static [&'static str],
}

impl Release {
    /// Every release that is known, the oldest first.
    pub const ALL: [Self; 2] = [Self::V1_6_1, Self::V1_7_0];

    /// The release as its tag is spelled.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::V1_6_1 => "v1.6.1",
            Self::V1_7_0 => "v1.7.0",
        }
    }
}

impl Channel {
    /// Both channels.
    pub const ALL: [Self; 2] = [Self::Standard, Self::Experimental];

    /// The channel as annotations spell it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Experimental => "experimental",
        }
    }
}

impl FromStr for Release {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL
            .into_iter()
            .find(|release| release.as_str() == name);
        found.ok_or_else(|| UnknownName {
            what: "release",
            name: name.to_owned(),
            known: &["v1.7.0", "v1.6.1"],
        })
    }
}

impl FromStr for Channel {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL
            .into_iter()
            .find(|channel| channel.as_str() == name);
        found.ok_or_else(|| UnknownName {
            what: "channel",
            name: name.to_owned(),
            known: &["standard", "experimental"],
        })
    }
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, name, known } = self;
        write!(
            f,
            "the {what} `{name}` is not known; known are {}",
            known.join(" and ")
        )
    }
}

impl std::error::Error for UnknownName {}
