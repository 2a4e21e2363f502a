//! Release channels.

use std::fmt;
use std::str::FromStr;

/// Release channel of the API: which kinds and fields the CRDs of a cluster have (spec 1.1, 1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// What is stable.
    Standard,
    /// All of the standard channel, and what may still change.
    Experimental,
}

impl Channel {
    /// Both channels.
    pub const ALL: [Self; 2] = [Self::Standard, Self::Experimental];

    /// The channel as the annotation of a CRD spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Experimental => "experimental",
        }
    }
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Channel {
    type Err = UnknownChannel;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL
            .into_iter()
            .find(|channel| channel.as_str() == text);
        found.ok_or_else(|| UnknownChannel(text.to_owned()))
    }
}

/// Text that names no channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownChannel(String);

impl fmt::Display for UnknownChannel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is not a channel: write `standard` or `experimental`",
            self.0
        )
    }
}

impl std::error::Error for UnknownChannel {}
