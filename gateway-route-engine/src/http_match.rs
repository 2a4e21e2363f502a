//! HTTPRoute match: path, method, headers and query parameters (spec 4).

use std::borrow::Cow;
use std::cmp::Reverse;

use crate::condition::Condition;
use crate::headers::HeaderMatch;
use crate::index::discriminator::{Key, hash_exact};
use crate::index::probe::Probe;
use crate::index::{Indexed, Place};
use crate::options::RegexRank;
use crate::path::PathMatch;
use crate::precedence::{PathRank, Specificity};
use crate::query_params::QueryParamMatch;

/// A match of an HTTPRoute rule: every condition has to hold (spec 4.1.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpMatch {
    /// The path.
    pub path: PathMatch,
    /// The method, upper case; `None`: any.
    pub method: Option<&'static str>,
    /// Headers, each name once.
    pub headers: Box<[HeaderMatch]>,
    /// Query parameters, each name once.
    pub query_params: Box<[QueryParamMatch]>,
}

impl Indexed for HttpMatch {
    fn place(&self) -> Place<'_> {
        match &self.path {
            PathMatch::Exact(path) => Place::Exact(Cow::Borrowed(path)),
            PathMatch::Prefix(prefix) => Place::Prefix(Cow::Borrowed(prefix.elements())),
            PathMatch::Regex(pattern) => Place::Pattern(pattern),
        }
    }

    fn specificity(&self, regex_rank: RegexRank) -> Specificity {
        Specificity::Http {
            path: PathRank::of(&self.path, regex_rank),
            any_method: self.method.is_none(),
            headers: Reverse(self.headers.len()),
            query_params: Reverse(self.query_params.len()),
        }
    }

    fn exact_values<'m>(&'m self, each: &mut dyn FnMut(Key<'m>, u64)) {
        if let Some(method) = self.method {
            each(Key::Method, hash_exact(method.as_bytes()));
        }
        exact_headers(&self.headers, each);
        for param in &self.query_params {
            if let Some(hash) = param.value.exact_hash() {
                each(Key::QueryParam(&param.name), hash);
            }
        }
    }

    /// Exact paths go before all prefixes, and those by their length (spec 4.4.3).
    #[inline]
    fn outranks_prefixes_below(&self, length: u32) -> bool {
        match &self.path {
            PathMatch::Exact(_) => true,
            PathMatch::Prefix(prefix) => prefix.elements().len() >= length as usize,
            PathMatch::Regex(_) => false,
        }
    }

    fn conditions(&self) -> Vec<Condition<'_>> {
        let mut conditions = vec![Condition::Path(&self.path)];
        conditions.extend(self.method.map(Condition::Method));
        conditions.extend(self.headers.iter().map(Condition::Header));
        conditions.extend(self.query_params.iter().map(Condition::QueryParam));
        conditions
    }

    #[expect(
        clippy::inline_always,
        reason = "most matches ask for a path and no more, which is soon compared"
    )]
    #[inline(always)]
    fn first_failure<'t>(
        &'t self,
        probe: &mut Probe<'t, '_>,
        path_holds: bool,
    ) -> Option<Condition<'t>> {
        if !path_holds && !self.path.matches(probe.parts.path) {
            return Some(Condition::Path(&self.path));
        }
        if let Some(method) = self.method
            && method != probe.parts.method
        {
            return Some(Condition::Method(method));
        }
        if self.headers.is_empty() && self.query_params.is_empty() {
            return None;
        }
        self.failing_field(probe)
    }
}

impl HttpMatch {
    /// The first condition on a header or a query parameter that fails.
    #[inline(never)]
    fn failing_field<'t>(&'t self, probe: &mut Probe<'t, '_>) -> Option<Condition<'t>> {
        failing_header(&self.headers, probe).or_else(|| {
            let mut params = self.query_params.iter();
            let failing = params.find(|param| {
                let value = probe.query_param(&param.name);
                !value.is_some_and(|value| param.value.matches_encoded(value))
            });
            failing.map(Condition::QueryParam)
        })
    }
}

/// The first condition on a header that fails.
#[inline]
pub(crate) fn failing_header<'t>(
    headers: &'t [HeaderMatch],
    probe: &mut Probe<'t, '_>,
) -> Option<Condition<'t>> {
    let mut headers = headers.iter();
    let failing = headers.find(|header| {
        let value = probe.header(&header.name);
        !value.is_some_and(|value| header.value.matches(value))
    });
    failing.map(Condition::Header)
}

/// The headers that have to have one exact value.
pub(crate) fn exact_headers<'m>(headers: &'m [HeaderMatch], each: &mut dyn FnMut(Key<'m>, u64)) {
    for header in headers {
        if let Some(hash) = header.value.exact_hash() {
            each(Key::Header(&header.name), hash);
        }
    }
}
