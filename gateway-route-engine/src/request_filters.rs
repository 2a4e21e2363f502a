//! Request filters: what a request passes on its way to the backend, as a walk that stops where the
//! data plane has something to do.

use std::slice;

use crate::backend::Backend;
use crate::decision::MirrorRequest;
use crate::filters::{ExternalAuth, Filter, UrlRewrite};
use crate::normalize::split_target;
use crate::request::RequestHead;
use crate::rule::Rule;

/// The rest of the filters of a request: the rule's, or behind them those of a backend (spec 12.59).
#[derive(Clone, Debug)]
pub struct RequestFilters<'t> {
    filters: slice::Iter<'t, Filter>,
    entropy: u64,
    /// The path that rewrites start from, and the query; `None` where there are no rewrites.
    matched: Option<(String, Option<String>)>,
    /// Host and target before the rule's rewrite, which a backend's own one replaces.
    unwritten: Option<(Option<String>, String)>,
    /// Counts the mirrors: each samples on its own (spec 5.5.5).
    stream: u64,
}

/// Something that the data plane has to do before the next filter.
#[derive(Clone, Copy, Debug)]
pub enum RequestStep<'a, 't> {
    /// Send a copy of the request, as its head stands now.
    Mirror(MirrorRequest<'a, 't>),
    /// Ask an authorization service, which may edit the head (spec 5.7.6).
    Authorize(&'t ExternalAuth),
}

impl<'t> RequestFilters<'t> {
    pub(crate) fn new(rule: &'t Rule, head: &mut RequestHead, entropy: u64) -> Self {
        let (path, query) = split_target(&head.target);
        let normalized = rule.path_form.of(path);
        let backends = rule.backends.as_slice().iter();
        let mut filters =
            (rule.filters.iter()).chain(backends.flat_map(|backend| &backend.filters));
        let rewrites = filters.any(|filter| matches!(filter, Filter::UrlRewrite(_)));
        let sent =
            (normalized.climbed || path.is_empty()).then(|| join_target(&normalized.path, query));
        let matched = rewrites.then(|| (normalized.path.into_owned(), query.map(str::to_owned)));
        if let Some(sent) = sent {
            head.target = sent;
        }
        Self {
            filters: rule.filters.iter(),
            entropy,
            matched,
            unwritten: None,
            stream: 0,
        }
    }

    /// The filters of a backend, for a head that has passed the rule's. Another one can be taken
    /// after it, with the head as it was here: for a retry.
    #[must_use]
    pub fn toward(&self, backend: &'t Backend) -> Self {
        Self {
            filters: backend.filters.iter(),
            ..self.clone()
        }
    }

    /// Edits the head up to the next filter that the data plane has a part in; `None` at the end,
    /// or at a redirect, which answers. Mirrors that are not sampled or not usable are among them.
    pub fn next<'a>(&mut self, head: &'a mut RequestHead) -> Option<RequestStep<'a, 't>> {
        loop {
            match self.filters.next()? {
                Filter::RequestHeaderModifier(modifier) => modifier.apply_request(head),
                Filter::UrlRewrite(rewrite) => self.rewrite(head, rewrite),
                Filter::RequestMirror(mirror) => {
                    let sampled = mirror.sampled(self.entropy, self.stream);
                    self.stream += 1;
                    return Some(RequestStep::Mirror(MirrorRequest {
                        mirror,
                        sampled,
                        head,
                    }));
                }
                Filter::ExternalAuth(auth) => return Some(RequestStep::Authorize(auth)),
                Filter::RequestRedirect(_) => self.filters = [].iter(),
                _ => {}
            }
        }
    }

    fn rewrite(&mut self, head: &mut RequestHead, rewrite: &UrlRewrite) {
        match self.unwritten.take() {
            Some((authority, target)) => {
                head.authority = authority;
                head.target = target;
            }
            None => self.unwritten = Some((head.authority.clone(), head.target.clone())),
        }
        if let Some(hostname) = &rewrite.hostname {
            head.authority = Some(hostname.to_string());
        }
        if let (Some(path), Some((matched, query))) = (&rewrite.path, &self.matched) {
            head.target = join_target(&path.apply(matched), query.as_deref());
        }
    }
}

fn join_target(path: &str, query: Option<&str>) -> String {
    query.map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"))
}
