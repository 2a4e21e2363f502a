//! Typed objects straight from a document, without JSON in between.

use std::fmt;

use gateway_api_types::{Kind, Object};
use gateway_validate::document::{Node, Number, Value};
use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{self, Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

/// Reads an object as its kind, if it can be read as it stands. If not, reading its JSON says why, or helps.
pub(crate) fn object(kind: Kind, node: Node<'_>) -> Option<Object> {
    Object::deserialize_as(kind, Reader(node)).ok().flatten()
}

/// Reads a node just as `serde_json` reads the JSON of it.
struct Reader<'t>(Node<'t>);

/// What is wrong is found out in another way.
#[derive(Debug)]
struct Unfit;

impl<'de> Deserializer<'de> for Reader<'de> {
    type Error = Unfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self.0.value() {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(value),
            Value::Number(Number::Int(value)) => match u64::try_from(value) {
                Ok(value) => visitor.visit_u64(value),
                Err(_) => visitor.visit_i64(value),
            },
            Value::Number(Number::Float(value)) => visitor.visit_f64(value),
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::List(list) => {
                SeqDeserializer::new(list.iter().map(Reader)).deserialize_any(visitor)
            }
            Value::Map(map) => {
                let members = map.iter().map(|member| (member.key, Reader(member.node)));
                MapDeserializer::new(members).deserialize_any(visitor)
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self.0.value() {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct enum identifier
    }
}

impl<'t> IntoDeserializer<'t, Unfit> for Reader<'t> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl de::Error for Unfit {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object is not what its kind wants")
    }
}

impl std::error::Error for Unfit {}

#[cfg(test)]
mod tests {
    use gateway_api_types::{Kind, Object};
    use gateway_validate::document::{self, SourceText};

    /// Whether a text is read at all; if it is, as its JSON is.
    #[track_caller]
    fn is_read(kind: Kind, text: &str) -> bool {
        let source = SourceText::new(text).unwrap();
        let parsed = document::parse(&source);
        let node = parsed.documents[0].root();
        let by_json = Object::from_value(node.to_json());
        let read = super::object(kind, node);
        assert!(read.is_none() || read == by_json.ok(), "{text}");
        read.is_some()
    }

    fn route(spec: &str) -> String {
        let head = "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: a}";
        format!("{head}\nspec:\n{spec}")
    }

    #[test]
    fn what_is_well_formed_is_read_as_its_json_is() {
        let kind = Kind::HttpRoute;
        assert!(is_read(kind, &route("  rules: []")));
        assert!(is_read(kind, &route("  rules: null\n  unknown: {a: [1]}")));
        assert!(is_read(
            kind,
            &route("  rules: [{backendRefs: [{name: b, port: 8.0e1, weight: -1}], name: r}]"),
        ));
        assert!(is_read(
            kind,
            &route(
                "  hostnames: [a]\n  rules: [{matches: [{method: odd, headers: [{name: a, value: b}]}]}]"
            ),
        ));
    }

    #[test]
    fn what_is_not_is_left_to_who_can_say_why() {
        let kind = Kind::HttpRoute;
        assert!(!is_read(kind, &route("  hostnames: a")));
        assert!(!is_read(
            kind,
            &route("  rules: [{backendRefs: [{name: 5}]}]")
        ));
        assert!(!is_read(
            kind,
            &route("  rules: [{backendRefs: [{name: b, port: 8.5}]}]")
        ));
        assert!(!is_read(kind, "kind: HTTPRoute\nspec: {}"));
        let labelled = "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\n\
            metadata: {name: a, labels: {b: null}}\nspec: {}";
        assert!(!is_read(kind, labelled));
    }
}
