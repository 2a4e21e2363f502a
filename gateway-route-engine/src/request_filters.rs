//! Request filters: what a request passes on its way to the backend, as a walk that stops where the
//! data plane has something to do.

use std::iter::Chain;
use std::slice;

use crate::decision::{Forward, MirrorRequest};
use crate::filters::{ExternalAuth, Filter, UrlRewrite};
use crate::normalize::split_target;
use crate::request::RequestHead;

/// The rest of the filters of a request, the rule's before the backend's (spec 12.59).
#[derive(Clone, Debug)]
pub struct RequestFilters<'t> {
    filters: Chain<slice::Iter<'t, Filter>, slice::Iter<'t, Filter>>,
    entropy: u64,
    /// The path in the form in which it was matched, which is what rewrites start from.
    matched_path: String,
    query: Option<String>,
    /// Whether the backend has a rewrite of its own, in place of the rule's.
    replaced: bool,
    /// What a replaced rewrite of the rule is taken back to.
    sent: Option<(Option<String>, String)>,
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
    pub(crate) fn new(forward: &Forward<'t>, head: &mut RequestHead, entropy: u64) -> Self {
        let (path, query) = split_target(&head.target);
        let (rule, backend) = (forward.matched.rule, forward.backend);
        let query = query.map(str::to_owned);
        let normalized = rule.path_form.of(path);
        let (climbed, matched_path) = (normalized.climbed, normalized.path.into_owned());
        if climbed || path.is_empty() {
            head.target = join_target(&matched_path, query.as_deref());
        }
        let is_rewrite = |filter: &Filter| matches!(filter, Filter::UrlRewrite(_));
        Self {
            filters: rule.filters.iter().chain(&backend.filters),
            entropy,
            matched_path,
            query,
            replaced: backend.filters.iter().any(is_rewrite),
            sent: None,
            stream: 0,
        }
    }

    /// Edits the head up to the next filter that the data plane has a part in; `None` at the end.
    /// Mirrors that are not sampled or not usable are among them.
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
                _ => {}
            }
        }
    }

    fn rewrite(&mut self, head: &mut RequestHead, rewrite: &UrlRewrite) {
        if let Some((authority, target)) = self.sent.take() {
            head.authority = authority;
            head.target = target;
        } else if self.replaced {
            self.sent = Some((head.authority.clone(), head.target.clone()));
        }
        if let Some(hostname) = &rewrite.hostname {
            head.authority = Some(hostname.to_string());
        }
        if let Some(path) = &rewrite.path {
            head.target = join_target(&path.apply(&self.matched_path), self.query.as_deref());
        }
    }
}

fn join_target(path: &str, query: Option<&str>) -> String {
    query.map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"))
}
