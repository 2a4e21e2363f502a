//! Objects made from a schema: what it asks of structure they have, and what rules ask of them is left to chance.

use std::collections::BTreeMap;

use regex::Regex;
use serde_json::{Map, Value, json};

/// Numbers that only look random: the same seed gives the same objects.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below a limit.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(limit.max(1)).unwrap()).unwrap()
    }

    /// Whether something that happens so many times of a hundred happens now.
    pub(crate) fn percent(&mut self, times: usize) -> bool {
        self.below(100) < times
    }

    fn pick<'i, T>(&mut self, items: &'i [T]) -> Option<&'i T> {
        items.get(self.below(items.len()))
    }
}

/// Makes objects.
pub(crate) struct Maker {
    texts: Vec<String>,
    /// What rules compare a property of a name with.
    telling: BTreeMap<String, Vec<String>>,
    /// The texts that a schema allows, by its limits and pattern.
    allowed: BTreeMap<String, Vec<String>>,
    pub(crate) random: Random,
}

/// Texts that rules tell apart, beside those that stand in them.
const TEXTS: &[&str] = &[
    "",
    "*",
    "/",
    "//",
    "/a",
    "/a/../b",
    "/a/./b",
    "/a%2Fb",
    "/a#",
    "/a/..",
    "/é",
    "a b",
    "A",
    "a",
    "b",
    "web",
    "a.example",
    "*.example.com",
    "example.com",
    "a.example.com.",
    "x.cluster.local",
    "cluster.local",
    "1.2.3.4",
    "::1",
    "01.2.3.4",
    "example.com/a",
    "k8s.io/a",
    "x.k8s.io/a",
    "example.com/",
    "Cluster",
    "a/b/c",
    "_a",
    "a.b.c",
    "K",
    "\u{212a}",
    "0s",
    "1s",
    "0.5s",
    "10ms",
    "59m",
    "1h",
    "2h",
    "61m",
    "https://example.com",
    "https://*",
    "http://a:80",
    "foo",
    "Foo",
    "GET",
    "Service",
    "HTTPRoute",
    "Secret",
    "ConfigMap",
    "gateway.networking.k8s.io",
    "core",
    "spiffe://a/b",
    "helloworld.Greeter",
    "SayHello",
    "(",
    "[a-z]+",
    "2026-01-02T03:04:05Z",
];
const INTEGERS: &[i64] = &[
    0, 1, 2, 7, 50, 80, 99, 100, 101, 443, 500, 1000, 8080, 65535,
];

impl Maker {
    /// A maker that knows the texts that stand in rules.
    pub(crate) fn new<'r>(seed: u64, rules: impl Iterator<Item = &'r str>) -> Self {
        let quoted = Regex::new(r#"'([^'\\]*)'|"([^"\\]*)""#).unwrap();
        let mut texts: Vec<String> = TEXTS.iter().map(|text| (*text).to_owned()).collect();
        let compared = Regex::new(r#"\.(\w+) [!=]= ['"]([^'"\\]*)['"]"#).unwrap();
        let mut telling: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for rule in rules {
            for found in quoted.captures_iter(rule) {
                let text = found
                    .get(1)
                    .or(found.get(2))
                    .map_or("", |text| text.as_str());
                texts.push(text.to_owned());
            }
            for found in compared.captures_iter(rule) {
                let known = telling.entry(found[1].to_owned()).or_default();
                if !known.iter().any(|text| *text == found[2]) {
                    known.push(found[2].to_owned());
                }
            }
        }
        // Longer than the prefix of a key may be.
        texts.push(format!("{}/a", "a".repeat(253)));
        texts.sort_unstable();
        texts.dedup();
        Self {
            texts,
            telling,
            allowed: BTreeMap::new(),
            random: Random(seed),
        }
    }

    /// An object of a kind.
    pub(crate) fn object(&mut self, api_version: &str, kind: &str, schema: &Value) -> Value {
        let spec = self
            .value("spec", &schema["properties"]["spec"], 0)
            .unwrap_or_default();
        json!({ "apiVersion": api_version, "kind": kind, "metadata": { "name": "a" }, "spec": spec })
    }

    /// The object with a part of it made anew.
    pub(crate) fn mutated(&mut self, object: &Value, schema: &Value) -> Value {
        let mut object = object.clone();
        let schema = &schema["properties"]["spec"];
        self.mutate("spec", &mut object["spec"], schema);
        object
    }

    fn mutate(&mut self, name: &str, value: &mut Value, schema: &Value) {
        let stop = self.random.percent(15);
        match value {
            Value::Object(members) if !members.is_empty() && !stop => {
                let place = self.random.below(members.len());
                let Some((name, member)) = members.iter_mut().nth(place) else {
                    return;
                };
                let known = &schema["properties"][name.as_str()];
                let inner = if known.is_null() {
                    &schema["additionalProperties"]
                } else {
                    known
                };
                self.mutate(name, member, inner);
            }
            Value::Array(items) if !items.is_empty() && !stop => {
                let place = self.random.below(items.len());
                self.mutate(name, &mut items[place], &schema["items"]);
            }
            _ => {
                if let Some(made) = self.value(name, schema, 4) {
                    *value = made;
                }
            }
        }
    }

    /// A value that a schema allows, if one comes to mind.
    fn value(&mut self, name: &str, schema: &Value, depth: usize) -> Option<Value> {
        if let Some(known) = schema["enum"].as_array() {
            return self.random.pick(known).cloned();
        }
        match schema["type"].as_str()? {
            "object" => self.mapping(schema, depth),
            "array" => self.list(name, schema, depth),
            "boolean" => Some(self.random.percent(50).into()),
            "integer" => self.integer(schema).map(Value::from),
            "string" => self.text(name, schema).map(Value::from),
            _ => None,
        }
    }

    fn mapping(&mut self, schema: &Value, depth: usize) -> Option<Value> {
        let mut members = Map::new();
        if let Some(entries) = schema
            .get("additionalProperties")
            .filter(|inner| inner.is_object())
        {
            for _ in 0..self.random.below(4) {
                let key = self.random.pick(&self.texts).cloned()?;
                members.insert(key, self.value("", entries, depth + 1)?);
            }
        }
        let required = schema["required"].as_array();
        let required =
            |name: &str| required.is_some_and(|names| names.iter().any(|known| known == name));
        // Deep down less is there, or objects would grow without end.
        let times = [90, 80, 60, 50, 45, 40].get(depth).copied().unwrap_or(30);
        for (name, inner) in schema["properties"].as_object().into_iter().flatten() {
            if required(name) {
                members.insert(name.clone(), self.value(name, inner, depth + 1)?);
            } else if self.random.percent(times)
                && let Some(value) = self.value(name, inner, depth + 1)
            {
                members.insert(name.clone(), value);
            }
        }
        Some(Value::Object(members))
    }

    fn list(&mut self, name: &str, schema: &Value, depth: usize) -> Option<Value> {
        // Some rules count what only long lists have.
        let usual = if depth > 2 && self.random.percent(1) {
            64
        } else {
            4
        };
        let limit = |key: &str, default| {
            let limit = schema[key]
                .as_u64()
                .map_or(default, |limit| usize::try_from(limit).unwrap());
            limit.min(if key == "minItems" { usize::MAX } else { usual })
        };
        let (least, most) = (limit("minItems", 0), limit("maxItems", 4));
        let length = least + self.random.below(most.saturating_sub(least) + 1);
        let mut items: Vec<Value> = Vec::new();
        for _ in 0..length {
            // Rules compare items: near twins are worth more than strangers.
            let twin = self
                .random
                .percent(40)
                .then(|| self.random.pick(&items).cloned())
                .flatten();
            let item = match twin {
                Some(mut twin) => {
                    self.mutate(name, &mut twin, &schema["items"]);
                    twin
                }
                None => self.value(name, &schema["items"], depth + 1)?,
            };
            items.push(item);
        }
        Some(Value::Array(items))
    }

    fn integer(&mut self, schema: &Value) -> Option<i64> {
        let least = schema["minimum"].as_i64().unwrap_or(i64::MIN);
        let most = schema["maximum"].as_i64().unwrap_or(i64::MAX);
        let allowed: Vec<i64> = INTEGERS
            .iter()
            .copied()
            .filter(|known| (least..=most).contains(known))
            .collect();
        self.random.pick(&allowed).copied()
    }

    fn text(&mut self, name: &str, schema: &Value) -> Option<String> {
        let limits = ["pattern", "minLength", "maxLength", "format"].map(|key| &schema[key]);
        let texts = &self.texts;
        let allowed = self
            .allowed
            .entry(format!("{limits:?}"))
            .or_insert_with(|| {
                let pattern = schema["pattern"]
                    .as_str()
                    .map(|text| Regex::new(text).unwrap());
                let length = |key: &str, default| schema[key].as_u64().unwrap_or(default);
                let lengths = length("minLength", 0)..=length("maxLength", u64::MAX);
                let fits = |text: &&String| {
                    let is_time = schema["format"] != "date-time" || text.contains("T03:");
                    is_time
                        && lengths.contains(&(text.chars().count() as u64))
                        && pattern
                            .as_ref()
                            .is_none_or(|pattern| pattern.is_match(text))
                };
                texts.iter().filter(fits).cloned().collect()
            });
        let telling = self.telling.get(name);
        if let Some(known) = telling.and_then(|known| self.random.pick(known))
            && allowed.contains(known)
            && self.random.percent(60)
        {
            return Some(known.clone());
        }
        // A text that its pattern does not allow is an error, and does not keep rules from running.
        if self.random.percent(5) {
            let most = schema["maxLength"].as_u64().unwrap_or(u64::MAX);
            let any = self.random.pick(&self.texts)?;
            return Some(any.clone()).filter(|any| any.chars().count() as u64 <= most);
        }
        self.random.pick(allowed).cloned()
    }
}
