//! Forward: what request filters make of a request, and the copies that mirrors take (spec 5.2,
//! 5.4, 5.5, 12.58, 12.59, 12.72, 12.74).

use gateway_api_types::{HttpRequestMirrorFilter, HttpRouteFilter, HttpUrlRewriteFilter};
use serde_json::{Value, json};

use super::backends::{self, User};
use super::cluster::Cluster;
use super::edits::Edits;
use super::matching::View;
use super::path::with_query;
use super::redirect::modified;

/// A request on its way through the filters.
#[derive(Clone, Debug)]
pub(super) struct Forwarding<'a> {
    cluster: Cluster<'a>,
    /// Who refers to the targets of mirrors.
    user: User<'a>,
    view: &'a View,
    prefix: &'a str,
    authority: Option<String>,
    path: String,
    headers: Vec<(String, String)>,
    /// The copies, in list order.
    pub(super) mirrors: Vec<Value>,
}

impl<'a> Forwarding<'a> {
    /// The request as it arrived. Its path stays as it was sent, unless it held dot segments (spec
    /// 12.74).
    pub(super) fn new(
        cluster: Cluster<'a>,
        user: User<'a>,
        view: &'a View,
        prefix: &'a str,
    ) -> Self {
        let target = &view.target;
        let path = if target.has_dots {
            &target.matched
        } else {
            &target.sent
        };
        Self {
            cluster,
            user,
            view,
            prefix,
            authority: view.authority.clone(),
            path: path.clone(),
            headers: view.headers.clone(),
            mirrors: Vec::new(),
        }
    }

    /// Filters in list order, those of the rule before those of the backend. A backend's
    /// `URLRewrite` replaces the rule's (spec 12.59).
    pub(super) fn run(&mut self, filters: &[&HttpRouteFilter]) {
        for filter in filters {
            if let Some(modifier) = &filter.request_header_modifier {
                self.modify(&Edits::of(modifier));
            }
            if let Some(rewrite) = &filter.url_rewrite {
                self.rewrite(rewrite);
            }
            if let Some(mirror) = &filter.request_mirror {
                let copy = self.mirror(mirror);
                self.mirrors.push(copy);
            }
        }
    }

    /// The request as the backend will see it.
    pub(super) fn request(&self) -> Value {
        let path = with_query(&self.path, self.view.target.query.as_deref());
        json!({ "method": self.view.method, "authority": self.authority, "path": path, "headers": self.headers })
    }

    /// The `Host` header is the authority.
    fn modify(&mut self, edits: &Edits) {
        edits.apply(&mut self.headers);
        if let Some(at) = self.headers.iter().position(|(name, _)| name == "host") {
            self.authority = Some(self.headers.remove(at).1);
        }
    }

    fn rewrite(&mut self, rewrite: &HttpUrlRewriteFilter) {
        let path = &self.view.target;
        self.path = match &rewrite.path {
            Some(modifier) => modified(modifier, self.view, self.prefix),
            None if path.has_dots => path.matched.clone(),
            None => path.sent.clone(),
        };
        self.authority = rewrite
            .hostname
            .clone()
            .or_else(|| self.view.authority.clone());
    }

    /// The copy of a mirror as the request stands at its place. A share of nothing or everything
    /// needs no chance (spec 5.5.2).
    fn mirror(&self, mirror: &HttpRequestMirrorFilter) -> Value {
        let backend = backends::resolve(self.cluster, self.user, &mirror.backend_ref);
        let (numerator, denominator) = match (&mirror.percent, &mirror.fraction) {
            (Some(percent), _) => (*percent, 100),
            (None, Some(fraction)) => (fraction.numerator, fraction.denominator.unwrap_or(100)),
            (None, None) => (100, 100),
        };
        let sampled = match numerator {
            0 => Some(false),
            all if all == denominator => Some(true),
            _ => None,
        };
        json!({
            "backend": backend.to_value(), "numerator": numerator, "denominator": denominator, "sampled": sampled,
            "request": self.request(), "reason": backend.error,
        })
    }
}
