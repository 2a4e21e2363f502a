//! Attributes: the dictionary of what is known of a request, under the names of OpenTelemetry (spec 8.5).

use std::net::IpAddr;

use gateway_route_engine::tracing::{AttributeSource, Spans};
use http::Method;
use http::header::{HeaderMap, HeaderName, USER_AGENT};
use http::uri::PathAndQuery;
use opentelemetry_proto::tonic::common::v1::any_value::Value;
use opentelemetry_proto::tonic::common::v1::{AnyValue, ArrayValue, KeyValue};

use super::{Attempt, Recorded};
use crate::telemetry::access_log::version;
use crate::telemetry::{Ended, method_name};

/// What is told of every request.
const STANDARD: [&str; 15] = [
    "http.request.method",
    "url.scheme",
    "url.path",
    "url.query",
    "server.address",
    "server.port",
    "client.address",
    "network.peer.address",
    "network.peer.port",
    "network.protocol.name",
    "network.protocol.version",
    "user_agent.original",
    "http.route",
    "http.response.status_code",
    "error.type",
];

impl Recorded {
    /// The attributes that the policy asks for. One that has no value is left out (spec 8.5.3).
    pub(super) fn custom(&self, policy: &Spans, ended: &Ended<'_>) -> Vec<KeyValue> {
        let attributes = policy.attributes.iter().filter_map(|(name, source)| {
            let value = match source {
                AttributeSource::Header(header) => text_of(&self.headers, header)?,
                AttributeSource::Literal(text) => text_value(text),
                AttributeSource::Attribute(key) => self.attribute(key, ended)?,
            };
            Some(attribute(name, value))
        });
        attributes.collect()
    }

    /// What is told of the request whatever the policy says.
    pub(super) fn standard(&self, ended: &Ended<'_>) -> Vec<KeyValue> {
        let keys = STANDARD.iter();
        let mut attributes: Vec<_> = keys
            .filter_map(|key| Some(attribute(key, self.attribute(key, ended)?)))
            .collect();
        if method_name(&self.method) == "_OTHER" {
            let original = text_value(self.method.as_str());
            attributes.push(attribute("http.request.method_original", original));
        }
        let meter = ended.meter;
        for (key, name) in [
            ("gateway.name", &meter.gateway),
            ("gateway.listener", &meter.listener),
            ("gateway.route", &meter.route),
        ] {
            if !name.is_empty() {
                attributes.push(attribute(key, text_value(&**name)));
            }
        }
        if let Some(rule) = ended.rule {
            let rule = i64::try_from(rule).unwrap_or(i64::MAX);
            attributes.push(attribute("gateway.rule", Value::IntValue(rule)));
        }
        if !ended.flags.is_empty() {
            let flags = list(ended.flags.iter().copied());
            attributes.push(attribute("gateway.flags", flags));
        }
        attributes
    }

    /// The value of a key of the dictionary; `None` where there is none.
    fn attribute(&self, key: &str, ended: &Ended<'_>) -> Option<Value> {
        let view = ended.entry.view();
        let target = self.target.as_ref();
        let text = match key {
            "http.request.method" => method_name(&self.method).to_owned(),
            "http.request.method_original" => self.method.to_string(),
            "http.response.status_code" => return ended.status.map(number),
            "http.route" => self.path.clone()?,
            "error.type" => ended.error_type()?,
            "user_agent.original" => return text_of(&self.headers, &USER_AGENT),
            "url.scheme" => view.scheme().to_owned(),
            "url.path" => target?.path().to_owned(),
            "url.query" => target?.query()?.to_owned(),
            "url.full" => {
                let target = target.map_or("/", PathAndQuery::as_str);
                format!("{}://{}{target}", view.scheme(), self.host.as_ref()?)
            }
            "client.address" | "network.peer.address" => ended.entry.client.to_string(),
            "client.port" | "network.peer.port" => return Some(number(ended.entry.client_port)),
            "server.address" => without_port(self.host.as_ref()?).to_owned(),
            "server.port" => return Some(number(ended.entry.port)),
            "network.protocol.name" => "http".to_owned(),
            "network.protocol.version" => version(self.version).to_owned(),
            "network.transport" => "tcp".to_owned(),
            "network.type" => match ended.entry.client {
                IpAddr::V4(_) => "ipv4".to_owned(),
                IpAddr::V6(_) => "ipv6".to_owned(),
            },
            // No client sends a fragment.
            _ => return self.header(key),
        };
        Some(Value::StringValue(text))
    }

    /// The lines of a header that a key names.
    fn header(&self, key: &str) -> Option<Value> {
        let of_request = key
            .strip_prefix("http.request.header.")
            .map(|name| (name, &self.headers));
        let of_response = || {
            key.strip_prefix("http.response.header.")
                .map(|name| (name, &self.response))
        };
        let (name, headers) = of_request.or_else(of_response)?;
        let values = headers.get_all(name.parse::<HeaderName>().ok()?).iter();
        let values: Vec<_> = values
            .map(|value| String::from_utf8_lossy(value.as_bytes()))
            .collect();
        (!values.is_empty()).then(|| list(values.iter().map(|value| &**value)))
    }
}

impl Ended<'_> {
    /// The reason where there is one, else the status of an error.
    fn error_type(&self) -> Option<String> {
        let reason = self.error().filter(|reason| !reason.is_empty());
        let status = self.status.filter(|status| *status >= 500);
        reason
            .map(str::to_owned)
            .or_else(|| status.map(|status| status.to_string()))
    }
}

impl Attempt {
    /// What is told of an attempt.
    pub(super) fn attributes(
        &self,
        asked: &Method,
        index: usize,
        outcome: Result<u16, &'static str>,
    ) -> Vec<KeyValue> {
        let address = text_value(self.endpoint.ip().to_string());
        let mut attributes = vec![
            attribute("http.request.method", text_value(method_name(asked))),
            attribute("url.full", text_value(&*self.url)),
            attribute("server.address", address.clone()),
            attribute("server.port", number(self.endpoint.port())),
            attribute("network.peer.address", address),
            attribute("network.peer.port", number(self.endpoint.port())),
            attribute("gateway.backend", text_value(&*self.backend)),
        ];
        if index > 0 {
            let resent = i64::try_from(index).unwrap_or(i64::MAX);
            attributes.push(attribute(
                "http.request.resend_count",
                Value::IntValue(resent),
            ));
        }
        let error = match outcome {
            Ok(status) => {
                attributes.push(attribute("http.response.status_code", number(status)));
                (status >= 400).then(|| status.to_string())
            }
            Err(reason) => Some(reason.to_owned()),
        };
        attributes.extend(error.map(|error| attribute("error.type", text_value(error))));
        attributes
    }
}

pub(super) fn attribute(key: &str, value: Value) -> KeyValue {
    KeyValue {
        key: key.to_owned(),
        value: Some(AnyValue { value: Some(value) }),
        ..KeyValue::default()
    }
}

pub(super) fn text_value(text: impl Into<String>) -> Value {
    Value::StringValue(text.into())
}

fn number(number: u16) -> Value {
    Value::IntValue(number.into())
}

fn list<'t>(texts: impl Iterator<Item = &'t str>) -> Value {
    let values = texts.map(|text| AnyValue {
        value: Some(text_value(text)),
    });
    Value::ArrayValue(ArrayValue {
        values: values.collect(),
    })
}

/// The lines of a header, joined as one.
fn text_of(headers: &HeaderMap, name: &HeaderName) -> Option<Value> {
    let lines = headers.get_all(name).iter();
    let lines: Vec<_> = lines
        .map(|line| String::from_utf8_lossy(line.as_bytes()))
        .collect();
    (!lines.is_empty()).then(|| text_value(lines.join(", ")))
}

/// The name in `name:port` or `[address]:port`.
fn without_port(host: &str) -> &str {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    name.trim_start_matches('[').trim_end_matches(']')
}
