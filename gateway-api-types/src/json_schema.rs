//! JSON schemas of the types, as they stand in the CRDs.

use crate::generated::schemas::for_each_schema;

/// Declares which type has which schema: structs by Go type, and enums.
macro_rules! json_schemas {
    (
        structs { $($(#[$struct_gate:meta])? $struct:ident = $struct_go:literal,)* }
        scalars { $($(#[$scalar_gate:meta])? $scalar:ident = $scalar_go:literal,)* }
    ) => {
        $(
            $(#[$struct_gate])?
            json_schema!(
                $struct = $struct_go,
                // The experimental channel has every field.
                $crate::schema_facts::of_struct($struct_go, $crate::Channel::Experimental)
            );
        )*
        $(
            $(#[$scalar_gate])?
            json_schema!(
                $scalar = $scalar_go,
                $crate::schema_facts::of_scalar($scalar_go)
            );
        )*

        /// Schema of every type, by the name of its Go type.
        #[cfg(all(test, feature = "experimental"))]
        fn all() -> std::collections::BTreeMap<&'static str, serde_json::Value> {
            let mut generator = schemars::SchemaGenerator::default();
            let mut all = std::collections::BTreeMap::new();
            $(
                $(#[$struct_gate])?
                all.insert($struct_go, <$crate::$struct as schemars::JsonSchema>::json_schema(&mut generator).into());
            )*
            $(
                $(#[$scalar_gate])?
                all.insert($scalar_go, <$crate::$scalar as schemars::JsonSchema>::json_schema(&mut generator).into());
            )*
            all
        }
    };
}

macro_rules! json_schema {
    ($name:ident = $go:literal, $schema:expr) => {
        impl schemars::JsonSchema for $crate::$name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn schema_id() -> std::borrow::Cow<'static, str> {
                concat!("gateway_api_types::", $go).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                $schema
                    .and_then(|schema| schema.try_into().ok())
                    .unwrap_or_default()
            }
        }
    };
}

for_each_schema!(json_schemas);

#[cfg(all(test, feature = "experimental"))]
#[allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails loudly, and says what it leaves out"
)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::{Path, PathBuf};

    use serde_json::{Value, json};

    use super::all;
    use crate::channel::Channel;
    use crate::schema_facts;

    /// Material for development; it is not part of the repository.
    fn release() -> Option<PathBuf> {
        let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/api/v1.7.0");
        if !dir.is_dir() {
            println!(
                "SKIPPED: {} is absent, so nothing was compared",
                dir.display()
            );
            return None;
        }
        Some(dir)
    }

    /// Every node of a published schema by its path, without descriptions.
    fn nodes(schema: &Value, path: &str, found: &mut BTreeMap<String, Value>) -> Value {
        let mut node = schema.clone();
        if node["description"].is_string() {
            node.as_object_mut().unwrap().remove("description");
        }
        if let Some(Value::Object(properties)) = node.get_mut("properties") {
            for (name, property) in properties {
                let dot = if path.is_empty() { "" } else { "." };
                *property = nodes(property, &format!("{path}{dot}{name}"), found);
            }
        }
        for (key, suffix) in [("items", "[]"), ("additionalProperties", "{}")] {
            if let Some(child) = node.get_mut(key) {
                *child = nodes(child, &format!("{path}{suffix}"), found);
            }
        }
        let path = if path.is_empty() { "." } else { path };
        found.insert(path.to_owned(), node.clone());
        node
    }

    /// Whether an enum's schema is what a place demands, apart from what the field there adds: its
    /// default, its rules, and a shorter list of values.
    fn suits(schema: &Value, place: &Value) -> bool {
        let subset = |few: &Value, many: &Value| {
            let (few, many) = (few.as_array().unwrap(), many.as_array().unwrap());
            few.iter().all(|value| many.contains(value))
        };
        let (schema, place) = (schema.as_object().unwrap(), place.as_object().unwrap());
        let same = schema.iter().all(|(key, value)| match key.as_str() {
            "enum" => place.get(key).is_some_and(|few| subset(few, value)),
            _ => place.get(key) == Some(value),
        });
        let own = |key: &&String| !["default", "x-kubernetes-validations"].contains(&key.as_str());
        same && place.keys().filter(own).all(|key| schema.contains_key(key))
    }

    /// Compares one place and says under which heading it counts.
    fn compare(
        all: &BTreeMap<&str, Value>,
        go: &str,
        place: &Value,
        channel: Channel,
    ) -> Result<&'static str, String> {
        let differs = |schema: &Value| format!("`{go}` is {schema}, and the place {place}");
        let Some(schema) = all.get(go) else {
            // v1alpha2 structs that share the type of v1 bound and require other things.
            let twin = go
                .strip_prefix("v1alpha2.")
                .map(|name| format!("v1.{name}"));
            return match twin.and_then(|twin| all.get(twin.as_str()).cloned()) {
                Some(_) => Ok("shared with v1alpha2"),
                None => Ok("no type of ours"),
            };
        };
        let Some(in_channel) = schema_facts::of_struct(go, channel) else {
            return if suits(schema, place) {
                Ok("enum")
            } else {
                Err(differs(schema))
            };
        };
        if in_channel != *place {
            return Err(differs(&in_channel));
        }
        match (*schema == *place, channel) {
            (true, _) => Ok("struct"),
            (false, Channel::Standard) => Ok("struct that the standard channel has less of"),
            (false, Channel::Experimental) => Err(differs(schema)),
        }
    }

    #[test]
    fn schemas_are_those_of_every_place_where_the_type_stands() {
        let Some(release) = release() else { return };
        let names = fs::read_to_string(release.join("go-types.json")).unwrap();
        let names: Value = serde_json::from_str(&names).unwrap();
        let all = all();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for channel in Channel::ALL {
            for file in fs::read_dir(release.join("crds").join(channel.as_str())).unwrap() {
                let text = fs::read_to_string(file.unwrap().path()).unwrap();
                if !text.contains("kind: CustomResourceDefinition") || text.contains("\n---\n") {
                    continue;
                }
                let crd: Value = serde_saphyr::from_str(&text).unwrap();
                for version in crd["spec"]["versions"].as_array().unwrap() {
                    let kind = crd["spec"]["names"]["kind"].as_str().unwrap();
                    let key = format!("{kind}/{}", version["name"].as_str().unwrap());
                    let mut found = BTreeMap::new();
                    nodes(&version["schema"]["openAPIV3Schema"], "", &mut found);
                    let paths = names["paths"][channel.as_str()][&key].as_object().unwrap();
                    for (path, go) in paths {
                        let go = go.as_str().unwrap();
                        match compare(&all, go, &found[path], channel) {
                            Ok(heading) => *counts.entry(heading).or_default() += 1,
                            Err(text) => panic!("{channel} {key} {path}: {text}"),
                        }
                    }
                }
            }
        }
        println!("{counts:#?}");
        assert_eq!(counts.values().sum::<usize>(), 2_291);
        assert!(counts["struct"] > 500 && counts["enum"] > 100);
    }

    #[test]
    fn an_integer_enum_has_the_codes() {
        let code = json!({"type": "integer", "enum": [301, 302, 303, 307, 308]});
        assert_eq!(all()["RedirectStatusCode"], code);
    }

    #[test]
    fn every_type_has_a_schema() {
        for (go, schema) in all() {
            assert!(schema.get("type").is_some(), "{go}: {schema}");
        }
    }
}
