//! Lowering of header modifiers (spec 5.2).

use gateway_api_types::{HttpHeader, HttpHeaderFilter};
use http::header::{HeaderName, HeaderValue};

use super::Lowering;
use crate::compile::context::Finding;
use crate::compile::field::Field;
use crate::compile::known::Known;
use crate::filters::HeaderModifier;

impl Lowering<'_, '_> {
    /// Lowers a header modifier. Inside a list the first entry of a name counts; across lists all
    /// do, in the order remove, set, add (spec 12.20).
    pub(crate) fn header_modifier(
        &mut self,
        field: Field<'_>,
        wire: &HttpHeaderFilter,
    ) -> HeaderModifier {
        let modifier = HeaderModifier {
            remove: self.names(field.member("remove"), wire.remove()),
            set: self.headers(field.member("set"), wire.set()),
            add: self.headers(field.member("add"), wire.add()),
        };
        let (mut taken_out, mut set) = (Known::default(), Known::default());
        let mut removes = |name| taken_out.has(&modifier.remove, HeaderName::as_str, name);
        for (name, _) in &modifier.add {
            if removes(name.as_str()) || set.has(&modifier.set, name_of, name.as_str()) {
                self.named_twice(field, name);
            }
        }
        for (name, _) in &modifier.set {
            if removes(name.as_str()) {
                self.named_twice(field, name);
            }
        }
        modifier
    }

    fn names(&mut self, list: Field<'_>, wire: &[String]) -> Vec<HeaderName> {
        let mut names = Vec::with_capacity(wire.len());
        let mut known = Known::default();
        for (index, name) in wire.iter().enumerate() {
            match self.header_name(list.item(index), name) {
                Some(name) if known.has(&names, HeaderName::as_str, name.as_str()) => {
                    self.named_twice(list.item(index), &name);
                }
                Some(name) => names.push(name),
                None => {}
            }
        }
        names
    }

    fn headers(&mut self, list: Field<'_>, wire: &[HttpHeader]) -> Vec<(HeaderName, HeaderValue)> {
        let mut headers: Vec<(HeaderName, HeaderValue)> = Vec::with_capacity(wire.len());
        let mut known = Known::default();
        for (index, header) in wire.iter().enumerate() {
            let field = list.item(index);
            let name = self.header_name(field.member("name"), &header.name);
            let value = self.header_value(field.member("value"), &header.value);
            let (Some(name), Some(value)) = (name, value) else {
                continue;
            };
            if known.has(&headers, name_of, name.as_str()) {
                self.named_twice(field, &name);
            } else {
                headers.push((name, value));
            }
        }
        headers
    }

    fn header_value(&mut self, field: Field<'_>, value: &str) -> Option<HeaderValue> {
        let valid = (1..=4096).contains(&value.chars().count());
        let parsed = HeaderValue::from_bytes(value.as_bytes())
            .ok()
            .filter(|_| valid);
        if parsed.is_none() {
            let finding = Finding::error(
                field,
                "invalid-header-value",
                format!("`{}` is not a header's value", value.escape_debug()),
            );
            self.invalid(
                finding
                    .help("a value has 1 to 4096 characters and no control characters but the tab"),
            );
        }
        parsed
    }

    fn named_twice(&mut self, field: Field<'_>, name: &HeaderName) {
        let message =
            format!("the header `{name}` is named more than once; names compare without case");
        self.note(
            Finding::warning(field, "duplicate-header-edit", message)
                .help("name each header once in a filter"),
        );
    }
}

fn name_of((name, _): &(HeaderName, HeaderValue)) -> &str {
    name.as_str()
}
