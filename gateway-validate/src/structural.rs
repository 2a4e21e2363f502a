//! Structural validation: types, ranges, lengths, required fields, everything a schema says but rules and
//! list types.

use std::cmp::Ordering;

use crate::correlate::Old;
use crate::field_path::FieldPath;
use crate::fit::Data;
use crate::go;
use crate::message;
use crate::path::Path;
use crate::schema::{Constant, Format, Kind, Schema};
use crate::val::Val;
use crate::violation::{Reason, Violation};

/// Collects the violations of a value.
#[derive(Debug)]
pub(crate) struct Checker<'v> {
    violations: &'v mut Vec<Violation>,
    /// At the status path, paths are those within the status.
    status: bool,
}

/// Where a value stands.
#[derive(Clone, Copy)]
struct Place<'p> {
    path: &'p Path<'p>,
    status: bool,
}

impl<'v> Checker<'v> {
    /// A checker of whole objects.
    pub(crate) fn of_object(violations: &'v mut Vec<Violation>) -> Self {
        Self {
            violations,
            status: false,
        }
    }

    /// A checker of what is written to the status path.
    pub(crate) fn of_status(violations: &'v mut Vec<Violation>) -> Self {
        Self {
            violations,
            status: true,
        }
    }

    /// Checks a value. What was the same before (`old`) may stay wrong.
    pub(crate) fn check(
        &mut self,
        value: Val<'_>,
        schema: &'static Schema,
        path: &Path<'_>,
        old: Option<Old<'_>>,
    ) {
        if value.is_sound() {
            return;
        }
        let before = self.violations.len();
        self.check_type(value, schema, path);
        if !matches!(value.data(), Data::Null) {
            self.check_value(value, schema, path, old);
        }
        self.check_enumeration(value, schema, path);
        let forgiven = || old.is_some_and(|old| !path.is_root() && old.equals(value, schema));
        if self.violations.len() > before && forgiven() {
            self.violations.truncate(before);
        }
    }

    fn check_value(
        &mut self,
        value: Val<'_>,
        schema: &'static Schema,
        path: &Path<'_>,
        old: Option<Old<'_>>,
    ) {
        if schema.address {
            self.check_address(value, schema, path);
        }
        match value.data() {
            Data::Text(text) => self.check_text(text, schema, path),
            Data::Int(_) | Data::Float(_) => self.check_number(value.data(), schema, path),
            Data::List(_) => self.check_list(value, schema, path, old),
            Data::Object(..) | Data::Map(_) => self.check_object(value, schema, path, old),
            Data::Null | Data::Bool(_) => {}
        }
    }

    fn check_type(&mut self, value: Val<'_>, schema: &'static Schema, path: &Path<'_>) {
        let data = value.data();
        let fits = match (schema.kind, data) {
            (Kind::Object, Data::Object(..) | Data::Map(_))
            | (Kind::Array, Data::List(_))
            | (Kind::String, Data::Text(_))
            | (Kind::Integer, Data::Int(_))
            | (Kind::Boolean, Data::Bool(_)) => true,
            (Kind::Integer, Data::Float(value)) => go::is_integral(value),
            // A list is never held against the format of a text.
            (Kind::String, Data::List(_)) => schema.format != Format::None,
            _ => false,
        };
        if !fits {
            self.report_type(data, schema, path);
        }
    }

    #[cold]
    fn report_type(&mut self, data: Data<'_>, schema: &'static Schema, path: &Path<'_>) {
        // What has a format is held against that, unless it is null, a text or a list.
        let by_format = !matches!(data, Data::Null | Data::Text(_) | Data::List(_));
        let found = match data {
            _ if !by_format || schema.format == Format::None => message::type_name(data),
            Data::Int(_) => "int64",
            Data::Float(_) => "float64",
            _ => "",
        };
        let wanted = match schema.format {
            format if by_format && format != Format::None => format.as_str(),
            _ => schema.kind.as_str(),
        };
        self.type_error(path, wanted, found);
    }

    fn type_error(&mut self, path: &Path<'_>, wanted: &str, found: &str) {
        let found = go::quoted(found);
        let detail = format!("must be of type {wanted}: {found}");
        self.report(path, Reason::TypeInvalid, "type", |place| {
            format!("Invalid value: {found}: {} in body {detail}", place.text())
        });
    }

    fn check_enumeration(&mut self, value: Val<'_>, schema: &'static Schema, path: &Path<'_>) {
        if schema.enumeration.is_empty()
            || schema
                .enumeration
                .iter()
                .any(|known| is_same(known, value.data()))
        {
            return;
        }
        let supported = message::supported(schema.enumeration);
        self.report(path, Reason::NotSupported, "enum", |_| {
            let value = message::shown(value, Some(schema));
            format!("Unsupported value: {value}: supported values: {supported}")
        });
    }

    fn check_text(&mut self, text: &str, schema: &'static Schema, path: &Path<'_>) {
        if schema.format == Format::DateTime && !go::is_date_time(text) {
            self.type_error(path, Format::DateTime.as_str(), text);
        }
        let characters = || text.chars().count();
        // A text has at most as many characters as bytes.
        if let Some(limit) = schema.max_length
            && text.len() > limit
            && characters() > limit
        {
            let unit = if limit == 1 { "byte" } else { "bytes" };
            self.report(path, Reason::TooLong, "max-length", |_| {
                format!("Too long: may not be more than {limit} {unit}")
            });
            return;
        }
        let invalid = |place: Place<'_>, detail: String| {
            format!(
                "Invalid value: {}: {} in body {detail}",
                go::quoted(text),
                place.text()
            )
        };
        if let Some(limit) = schema.min_length
            && text.len() < limit * 4
            && characters() < limit
        {
            self.report(path, Reason::Invalid, "min-length", |place| {
                invalid(place, format!("should be at least {limit} chars long"))
            });
            return;
        }
        if let Some(pattern) = schema.pattern
            && !pattern.matches(text)
        {
            self.report(path, Reason::Invalid, "pattern", |place| {
                invalid(place, format!("should match '{}'", pattern.text))
            });
        }
    }

    fn check_number(&mut self, data: Data<'_>, schema: &'static Schema, path: &Path<'_>) {
        if schema.kind != Kind::Integer {
            return;
        }
        if !is_in_format(data, schema.format) {
            let format = match schema.format {
                Format::None => " (default format)".to_owned(),
                format => format!(" with format {}", format.as_str()),
            };
            self.report_whole(path, "integer-range", |place| {
                format!(
                    "Invalid value: \"\": Checked value must be of type integer{format} in {}",
                    place.text()
                )
            });
        }
        if let Some(limit) = schema.maximum
            && compare(data, limit).is_some_and(Ordering::is_gt)
        {
            self.range_error(path, data, "maximum", "less than or equal to", limit);
        }
        if let Some(limit) = schema.minimum
            && compare(data, limit).is_some_and(Ordering::is_lt)
        {
            self.range_error(path, data, "minimum", "greater than or equal to", limit);
        }
    }

    /// A limit is written in the manner of the value.
    #[cold]
    fn range_error(
        &mut self,
        path: &Path<'_>,
        data: Data<'_>,
        rule: &'static str,
        range: &str,
        limit: i64,
    ) {
        let (shown, limit) = match data {
            Data::Int(value) => (value.to_string(), limit.to_string()),
            Data::Float(value) => (go::float(value), go::float(as_float(limit))),
            _ => return,
        };
        self.report(path, Reason::Invalid, rule, |place| {
            format!(
                "Invalid value: {shown}: {} in body should be {range} {limit}",
                place.text()
            )
        });
    }

    fn check_list(
        &mut self,
        value: Val<'_>,
        schema: &'static Schema,
        path: &Path<'_>,
        old: Option<Old<'_>>,
    ) {
        if let Some(items) = schema.items {
            let before = old.map(|old| old.items(schema));
            for (index, slot) in value.parts().iter().enumerate() {
                let item = value.part(slot);
                let old = before.as_ref().and_then(|before| before.of(item));
                self.check(item, items, &path.index(index), old);
            }
        }
        let (size, limits) = (value.parts().len(), (schema.min_items, schema.max_items));
        self.check_size(size, limits, path, ("min-items", "max-items", "items"));
    }

    fn check_object(
        &mut self,
        value: Val<'_>,
        schema: &'static Schema,
        path: &Path<'_>,
        old: Option<Old<'_>>,
    ) {
        let members = value.members(Some(schema));
        let limits = (schema.min_properties, schema.max_properties);
        let rules = ("min-properties", "max-properties", "properties");
        self.check_size(members.len(), limits, path, rules);
        let before = old.map(Old::members);
        for (name, member, schema) in members {
            let Some(schema) = schema else { continue };
            let type_meta = path.is_root() && matches!(name, "apiVersion" | "kind");
            let before = before.as_ref().filter(|_| !type_meta);
            let old = before.and_then(|before| before.of(name));
            self.check(member, schema, &path.field(name), old);
        }
        let missing = schema.required.without(value.present());
        for position in missing.positions() {
            let name = schema
                .properties
                .get(position)
                .map_or("", |property| property.name);
            let path = path.field(name);
            self.report(&path, Reason::Required, "required", |_| {
                "Required value".to_owned()
            });
        }
    }

    #[inline]
    fn check_size(
        &mut self,
        size: usize,
        (least, most): (Option<usize>, Option<usize>),
        path: &Path<'_>,
        (least_rule, most_rule, parts): (&'static str, &'static str, &str),
    ) {
        if let Some(limit) = least.filter(|limit| size < *limit) {
            self.report(path, Reason::Invalid, least_rule, |place| {
                format!(
                    "Invalid value: {size}: {} in body should have at least {limit} {parts}",
                    place.text()
                )
            });
        }
        if let Some(limit) = most.filter(|limit| size > *limit) {
            let items = if limit == 1 { "item" } else { "items" };
            self.report(path, Reason::TooMany, most_rule, |_| {
                format!("Too many: {size}: must have at most {limit} {items}")
            });
        }
    }

    /// The one `oneOf`: an address of type `IPAddress` has an IP address as its value, if any.
    fn check_address(&mut self, value: Val<'_>, schema: &'static Schema, path: &Path<'_>) {
        let Data::Object(..) = value.data() else {
            // Both alternatives speak of members only.
            self.one_of_error(path, "Found 2 valid alternatives");
            return;
        };
        let kind = value.property(schema, "type").map(Val::data);
        let address = value.property(schema, "value").map(Val::data);
        let is_ip_kind = matches!(kind, Some(Data::Text("IPAddress")));
        let is_address = match address {
            None => true,
            Some(Data::Text(text)) => go::is_sloppy_ip(text),
            Some(data) => matches!(data, Data::List(_)),
        };
        match (kind, is_address) {
            (None, true) => self.one_of_error(path, "Found 2 valid alternatives"),
            (Some(_), false) if is_ip_kind => {
                self.one_of_error(path, "Found none valid");
                let path = path.field("value");
                self.report_whole(&path, "address", |place| {
                    let path = go::quoted(&place.text());
                    format!("Invalid value: \"\": {path} must validate at least one schema (anyOf)")
                });
                match address {
                    Some(Data::Text(text)) => self.type_error(&path, "ipv4", text),
                    Some(Data::Int(_)) => self.type_error(&path, "ipv4", "int64"),
                    Some(Data::Float(_)) => self.type_error(&path, "ipv4", "float64"),
                    _ => self.type_error(&path, "ipv4", ""),
                }
            }
            _ => {}
        }
    }

    fn one_of_error(&mut self, path: &Path<'_>, found: &str) {
        self.report_whole(path, "address", |place| {
            let path = go::quoted(&place.text());
            format!(
                "Invalid value: \"\": {path} must validate one and only one schema (oneOf). {found}"
            )
        });
    }

    #[cold]
    fn report(
        &mut self,
        path: &Path<'_>,
        reason: Reason,
        rule: &'static str,
        message: impl FnOnce(Place<'_>) -> String,
    ) {
        let place = Place {
            path,
            status: self.status,
        };
        self.violations
            .push(Violation::new(place.whole(), reason, message(place), rule));
    }

    /// An error that the server gives no field, or that of the status.
    #[cold]
    fn report_whole(
        &mut self,
        path: &Path<'_>,
        rule: &'static str,
        message: impl FnOnce(Place<'_>) -> String,
    ) {
        let place = Place {
            path,
            status: self.status,
        };
        let violation = Violation::of_whole(place.whole(), message(place), rule);
        let field = if self.status {
            "status".to_owned()
        } else {
            violation.field
        };
        self.violations.push(Violation { field, ..violation });
    }
}

impl Place<'_> {
    /// The path from the object.
    fn whole(self) -> FieldPath {
        self.path.to_field_path()
    }

    /// The path in messages: at the status path from the status.
    fn text(self) -> String {
        let path = self.path.to_string();
        match path.strip_prefix("status") {
            Some(inner) if self.status => inner.trim_start_matches('.').to_owned(),
            _ => path,
        }
    }
}

/// Whether a value is one of an enumeration. Numbers are converted to the type of the enumeration's.
fn is_same(known: &Constant, data: Data<'_>) -> bool {
    match (known, data) {
        (Constant::Text(known), Data::Text(text)) => *known == text,
        (Constant::Int(known), Data::Int(value)) => *known == value,
        #[expect(
            clippy::cast_possible_truncation,
            reason = "Go cuts the fraction off, too"
        )]
        (Constant::Int(known), Data::Float(value)) => *known == value as i64,
        _ => false,
    }
}

/// Whether a number is one of the format's: without a fraction, and in its range.
fn is_in_format(data: Data<'_>, format: Format) -> bool {
    let whole = match data {
        Data::Int(value) => Some(value),
        // Whole floats are written without an exponent and read again.
        Data::Float(value) if value.fract() == 0.0 => value.to_string().parse().ok(),
        _ => None,
    };
    whole.is_some_and(|value| format != Format::Int32 || i32::try_from(value).is_ok())
}

fn compare(data: Data<'_>, limit: i64) -> Option<Ordering> {
    match data {
        Data::Int(value) => Some(value.cmp(&limit)),
        Data::Float(value) => value.partial_cmp(&as_float(limit)),
        _ => None,
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "limits are small, and a server holds them as floats"
)]
fn as_float(limit: i64) -> f64 {
    limit as f64
}
