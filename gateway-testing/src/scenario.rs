//! Scenario: objects, requests, and the decisions and conditions that have to come out, in YAML.
//! `testdata/README.md` describes the format for those who read it with another engine.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::contain::{contain, simplified};
use crate::engine::Engine;
use crate::options::Options;
use crate::request::Request;
use crate::world::World;
use crate::{compare, strategy::Case};

/// A document of `testdata`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// What it shows, in a few words. Names are unique.
    pub name: String,
    /// The statements of the specification that it shows, such as `4.4.2`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spec: Vec<String>,
    /// Settings.
    #[serde(default, skip_serializing_if = "is_default")]
    pub options: Options,
    /// The world.
    pub objects: Vec<Value>,
    /// Members of requests that do not give them.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub defaults: Map<String, Value>,
    /// Requests, each with what has to become of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requests: Vec<Expectation>,
    /// Statuses that have to be written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statuses: Vec<ExpectedStatus>,
}

/// A request and its decision.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expectation {
    /// The request, a line of `gapi eval`.
    pub request: Map<String, Value>,
    /// What the decision has to contain.
    pub decision: Value,
}

/// A status of an object.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedStatus {
    /// `Kind namespace/name`.
    pub object: String,
    /// What it has to contain; null: the object is not touched.
    pub status: Value,
}

impl Scenario {
    /// The scenarios of a file. The error says what is wrong with it.
    pub fn read(text: &str) -> Result<Vec<Self>, String> {
        serde_saphyr::from_multiple(text).map_err(|error| error.to_string())
    }

    /// The scenario as a document of a file.
    pub fn write(&self) -> String {
        match serde_saphyr::to_string(self) {
            Ok(text) => format!("---\n{text}"),
            Err(error) => format!("# the scenario cannot be written: {error}\n"),
        }
    }

    /// What an engine gets wrong, a line for each difference.
    pub fn differences(&self, engine: &dyn Engine) -> Result<Vec<String>, String> {
        let mut world = World::default();
        for object in &self.objects {
            world.add(object.clone())?;
        }
        let requests = self
            .requests
            .iter()
            .map(|expected| self.request(&expected.request));
        let requests = requests.collect::<Result<Vec<_>, _>>()?;
        let decisions = engine.decide(&world, &self.options, &requests);
        let mut differences = Vec::new();
        for (expected, found) in self.requests.iter().zip(decisions) {
            let found = compare::decision(found);
            let request = json!(expected.request);
            let wrong = contain(
                &found,
                &compare::expected_decision(expected.decision.clone()),
            );
            differences.extend(wrong.into_iter().map(|wrong| format!("{request}: {wrong}")));
        }
        let statuses = engine.statuses(&world, &self.options);
        for expected in &self.statuses {
            let found = statuses
                .get(&expected.object)
                .map_or(Value::Null, simplified);
            let wrong = contain(&found, &expected.status);
            differences.extend(
                wrong
                    .into_iter()
                    .map(|wrong| format!("{}: {wrong}", expected.object)),
            );
        }
        Ok(differences)
    }

    /// A request with what it leaves out: the scenario's defaults, then those of `gapi eval`.
    fn request(&self, given: &Map<String, Value>) -> Result<Request, String> {
        let mut members = self.defaults.clone();
        members.extend(given.clone());
        members.entry("protocol").or_insert(json!("HTTP"));
        serde_json::from_value(Value::Object(members))
            .map_err(|error| format!("request {}: {error}", json!(given)))
    }
}

/// A generated case as a scenario in which an engine's answers are the expected ones.
pub fn of_case(name: &str, case: &Case, engine: &dyn Engine) -> Scenario {
    let decisions = engine.decide(&case.world, &case.options, &case.requests);
    let requests = case
        .requests
        .iter()
        .zip(decisions)
        .map(|(request, decision)| {
            let request = serde_json::to_value(request).unwrap_or_default();
            let decision = without_empty(decision);
            Expectation {
                request: request.as_object().cloned().unwrap_or_default(),
                decision,
            }
        });
    let statuses = engine.statuses(&case.world, &case.options).into_iter();
    let statuses = statuses.map(|(object, status)| ExpectedStatus {
        object,
        status: simplified(&status),
    });
    Scenario {
        name: name.to_owned(),
        spec: Vec::new(),
        options: case.options.clone(),
        objects: case.world.to_values(),
        defaults: Map::new(),
        requests: requests.collect(),
        statuses: statuses.collect(),
    }
}

/// A decision without the members that say nothing.
fn without_empty(mut decision: Value) -> Value {
    if let Some(members) = decision.as_object_mut() {
        let nothing = |value: &Value| value.is_null() || *value == json!([]);
        members.retain(|_, value| !nothing(value));
    }
    decision
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
