//! Rule: what a route's rule becomes once it is lowered. Whatever is in here is valid.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use gateway_api_types::NamespacedName;

use crate::backend::Backend;
use crate::choices::ErrorStatus;
use crate::filters::Filter;
use crate::index::hash::{chain, hash};
use crate::normalize::PathForm;
use crate::retry::Retry;
pub use crate::route_names::RouteRef;
use crate::route_names::{Named, RouteNames};
use crate::split::Split;
use crate::timeouts::Timeouts;

/// A kind of route.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RouteKind {
    /// HTTPRoute.
    Http,
    /// GRPCRoute.
    Grpc,
    /// TLSRoute.
    Tls,
    /// TCPRoute.
    Tcp,
    /// UDPRoute.
    Udp,
}

/// A route: its kind, namespace and name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RouteId {
    /// The route's kind.
    pub kind: RouteKind,
    /// The route's namespace and name.
    pub name: NamespacedName,
}

/// A rule of a route.
#[derive(Clone)]
pub struct Rule {
    names: Arc<RouteNames>,
    /// The route among those names.
    number: u32,
    index: u32,
    /// What becomes of the requests that one of its matches wins. The rule dereferences to it.
    pub actions: Arc<Actions>,
}

/// What becomes of the requests that a rule wins. Rules that do the same share it, as most rules of
/// a large table do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actions {
    /// The rule's name, where it has one (spec 4.1.5).
    pub name: Option<Arc<str>>,
    /// Filters in list order.
    pub filters: Vec<Filter>,
    /// Backends in list order, unusable ones included.
    pub backends: Backends,
    /// In which form the path was matched, and is rewritten.
    pub path_form: PathForm,
    /// Timeouts.
    pub timeouts: Timeouts,
    /// Retries, where the rule asks for them.
    pub retry: Option<Retry>,
}

/// The backends of a rule and their shares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backends {
    list: Vec<Backend>,
    split: Split,
    /// The answer where all weights are 0.
    no_weight: ErrorStatus,
}

impl Rule {
    /// The rule at this place of a route.
    pub(crate) fn new(route: &Named, index: usize, actions: Arc<Actions>) -> Self {
        Self {
            names: Arc::clone(&route.names),
            number: route.number,
            // What is written in a file has fewer than four billion rules.
            index: u32::try_from(index).unwrap_or(u32::MAX),
            actions,
        }
    }

    /// The route that it belongs to.
    pub fn route(&self) -> RouteRef<'_> {
        self.names.route(self.number)
    }

    /// The rule's place in `spec.rules`, counted from 0.
    pub fn index(&self) -> usize {
        self.index as usize
    }

    /// The route in the form that ages are made of.
    pub(crate) fn named(&self) -> Named {
        Named {
            names: Arc::clone(&self.names),
            number: self.number,
        }
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        let same = self.index == other.index && self.route() == other.route();
        same && self.actions == other.actions
    }
}

impl Eq for Rule {}

/// What it is, and not where its route's name is kept.
impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rule")
            .field("route", &self.route())
            .field("index", &self.index)
            .field("actions", &self.actions)
            .finish_non_exhaustive()
    }
}

impl Deref for Rule {
    type Target = Actions;

    fn deref(&self) -> &Actions {
        &self.actions
    }
}

impl RouteKind {
    /// As `kind` spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Http => "HTTPRoute",
            Self::Grpc => "GRPCRoute",
            Self::Tls => "TLSRoute",
            Self::Tcp => "TCPRoute",
            Self::Udp => "UDPRoute",
        }
    }

    /// As a sentence speaks of one.
    pub(crate) fn with_article(self) -> String {
        let article = if self == Self::Http { "an" } else { "a" };
        format!("{article} {}", self.as_str())
    }
}

impl Backends {
    /// Backends in list order.
    pub fn new(list: Vec<Backend>) -> Self {
        let split = Split::new(list.iter().map(|backend| backend.weight));
        Self {
            list,
            split,
            no_weight: ErrorStatus::InternalServerError,
        }
    }

    /// The same, with another answer where all weights are 0.
    #[must_use]
    pub fn without_weight(self, no_weight: ErrorStatus) -> Self {
        Self { no_weight, ..self }
    }

    /// The HTTP status where nothing can be drawn: 500 without any backend, and what the options say
    /// where all weights are 0 (spec 4.5, 12.25).
    pub fn undrawn_status(&self) -> u16 {
        if self.list.is_empty() {
            500
        } else {
            self.no_weight.code()
        }
    }

    /// All of them, in list order.
    pub fn as_slice(&self) -> &[Backend] {
        &self.list
    }

    /// The backend that a number draws, usable or not; `None` when there are none or all weights
    /// are 0, and requests get an error (spec 12.25).
    pub fn draw(&self, entropy: u64) -> Option<&Backend> {
        self.split
            .pick(entropy)
            .and_then(|index| self.list.get(index))
    }

    /// As [`draw`](Self::draw), without the backends at these places of the list: for a retry that
    /// must not meet again what has failed. `None` when none with a weight is left.
    pub fn draw_except(&self, entropy: u64, excluded: &[usize]) -> Option<&Backend> {
        let index = self
            .split
            .pick_except(entropy, |index| excluded.contains(&index));
        index.and_then(|index| self.list.get(index))
    }

    /// The backend that a key, of a session say, sticks to: keys spread by weight, and when a
    /// backend goes or comes only its own keys move, in whatever order the list is.
    pub fn draw_keyed(&self, key: &[u8]) -> Option<&Backend> {
        let identity = |index: usize| {
            self.list.get(index).map_or(0, |backend| {
                let target = &backend.target;
                let texts = [&target.group, &target.kind, &target.namespace, &target.name];
                let port = u64::from(target.port.unwrap_or(0));
                texts
                    .iter()
                    .fold(port, |before, text| chain(before, text.as_bytes()))
            })
        };
        let index = self.split.pick_keyed(hash(key), identity);
        index.and_then(|index| self.list.get(index))
    }
}
