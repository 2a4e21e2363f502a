//! Choices: what an implementation may choose, as data, in the words of `gapi`'s options file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident { $(#[$first_doc:meta])* $first:ident, $(#[$second_doc:meta])* $second:ident })*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
            #[serde(rename_all = "camelCase")]
            pub enum $name {
                $(#[$first_doc])*
                #[default]
                $first,
                $(#[$second_doc])*
                $second,
            }
        )*
    };
}

choices! {
    /// GRPCRoutes and HTTPRoutes with one hostname on one listener (spec 12.14).
    SharedHostnames {
        /// Both are served.
        Coexist,
        /// The older one has the listener alone.
        OldestWins
    }
    /// HTTPS and TLS listeners on one port (spec 12.4, 12.78).
    HttpsBesideTls {
        /// The server name tells them apart.
        ByServerName,
        /// They conflict.
        Conflict
    }
    /// How much of a value a regular expression has to match (spec 12.18, 12.73).
    RegexExtent {
        /// All of it.
        Full,
        /// A part of it.
        Search
    }
    /// What an invalid rule does to its route (spec 12.61).
    InvalidRules {
        /// It is dropped alone.
        Drop,
        /// The route is not accepted.
        RejectRoute
    }
    /// The path that backends and redirects without path get (spec 12.74).
    ForwardedPath {
        /// As sent, unless it held dot segments.
        AsSent,
        /// As matched.
        AsMatched
    }
    /// What a `*` of a CORS filter is answered with, without credentials (spec 12.23).
    CorsWildcard {
        /// `*`.
        Literal,
        /// What the request asks for.
        Echo
    }
    /// What becomes of a Gateway that gets some of its addresses (spec 12.90).
    PartialAddresses {
        /// It is served at those.
        Assign,
        /// It gets none.
        Refuse
    }
}

/// An address that Gateways have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AssignedAddress {
    /// Whose it is; absent: any Gateway's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gateway: Option<GatewayName>,
    /// Type, by default `IPAddress`.
    #[serde(default = "ip_address")]
    pub r#type: String,
    /// Value.
    pub value: String,
    /// Routability, by default the empty one.
    #[serde(default)]
    pub routability: String,
}

/// The name of a Gateway.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GatewayName {
    /// Namespace.
    pub namespace: String,
    /// Name.
    pub name: String,
}

/// Addresses that nobody can have: one by its value, or by what they have in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum UnusableAddress {
    /// The one of this value.
    Value(String),
    /// Those with these members; without `value` those that are chosen for entries without one.
    Members(BTreeMap<String, String>),
}

impl UnusableAddress {
    /// The value, where it is about one.
    pub fn value(&self) -> Option<&str> {
        match self {
            Self::Value(value) => Some(value),
            Self::Members(members) => members.get("value").map(String::as_str),
        }
    }

    /// Whether it is about this type and this routability.
    pub fn covers(&self, kind: &str, routability: impl Fn(&str) -> bool) -> bool {
        match self {
            Self::Value(_) => true,
            Self::Members(members) => {
                members.get("type").is_none_or(|of| of == kind)
                    && members.get("routability").is_none_or(|of| routability(of))
            }
        }
    }
}

fn ip_address() -> String {
    "IPAddress".to_owned()
}
