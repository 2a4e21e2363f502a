//! Bytes as changes to good objects: whatever comes of them is answered without a panic, twice alike, and the library says
//! what the server's answer says. What fails prints itself as lines for `gapi validate`.

#![no_main]

use std::sync::LazyLock;

use gateway_fuzz::reported;
use gateway_validate::{Channel, Release, Validator, jsonl};
use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};

/// Objects of all kinds, and values to put into them.
static OBJECTS: LazyLock<Vec<Value>> = LazyLock::new(|| read(include_str!("../objects.json")));
static VALUES: LazyLock<Vec<Value>> = LazyLock::new(|| read(include_str!("../values.json")));

fn read(text: &str) -> Vec<Value> {
    serde_json::from_str(text).expect("our own JSON can be read")
}

/// Larger objects cost time and show nothing new.
const MOST_VALUES: usize = 20_000;

fn size(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(size).sum(),
        Value::Object(members) => members.values().map(size).sum(),
        _ => 0,
    }
}

/// The bytes that have not been used. Without any, every choice is the first.
struct Choices<'d>(&'d [u8]);

impl Choices<'_> {
    fn below(&mut self, limit: usize) -> usize {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        usize::from(*first) % limit.max(1)
    }

    fn pick<'i>(&mut self, items: &'i [Value]) -> &'i Value {
        &items[self.below(items.len())]
    }

    /// Changes a value, or something in it.
    fn change(&mut self, value: &mut Value) {
        match (self.below(8), value) {
            (0, value) => *value = self.pick(&VALUES).clone(),
            (1, value) => *value = json!([value.take()]),
            (2, Value::Object(members)) => {
                let name = members.keys().nth(self.below(members.len())).cloned();
                members.remove(&name.unwrap_or_default());
            }
            (2 | 3, Value::Array(items)) if !items.is_empty() => {
                let item = self.pick(items).clone();
                let copies = self.below(80).min(MOST_VALUES / size(&item));
                items.extend(std::iter::repeat_n(item, copies));
            }
            (3, Value::Object(members)) => {
                let name = self.pick(&VALUES).to_string();
                members.insert(name.trim_matches('"').to_owned(), self.pick(&VALUES).clone());
            }
            (_, Value::Object(members)) if !members.is_empty() => {
                let place = self.below(members.len());
                members.values_mut().nth(place).into_iter().for_each(|member| self.change(member));
            }
            (_, Value::Array(items)) if !items.is_empty() => {
                let place = self.below(items.len());
                self.change(&mut items[place]);
            }
            (_, value) => *value = self.pick(&VALUES).clone(),
        }
    }
}

/// A line of `gapi validate`.
fn line(release: Release, channel: Channel, op: &str, old: &Value, object: &Value) -> String {
    let line = json!({
        "id": 0, "release": release.as_str(), "channel": channel.as_str(), "op": op, "object": object, "old": old,
    });
    line.to_string()
}

fn check(release: Release, channel: Channel, old: &Value, object: &Value) {
    let validator = Validator::new(release, channel);
    let report = validator.validate(object);
    assert_eq!(report, validator.validate(object));
    drop(validator.validate_update(old, object));
    let request = |op: &str| {
        let line = line(release, channel, op, old, object);
        let answer = jsonl::answer(&line);
        assert_eq!(answer, jsonl::answer(&line));
        serde_json::from_str::<Value>(&answer).expect("answers are JSON")
    };
    let answer = request("create");
    if answer["code"] == 422 && report.refusal.is_none() {
        assert_eq!(answer["causes"].as_array().map(Vec::len), Some(report.violations.len()), "{answer} {report:?}");
    }
    drop((request("update"), request("status")));
}

fuzz_target!(|data: &[u8]| {
    let mut choices = Choices(data);
    let release = Release::ALL[choices.below(Release::ALL.len())];
    let channel = Channel::ALL[choices.below(Channel::ALL.len())];
    let old = choices.pick(&OBJECTS).clone();
    let mut object = old.clone();
    while !choices.0.is_empty() && size(&object) <= MOST_VALUES {
        choices.change(&mut object);
    }
    let printed = (old.clone(), object.clone());
    let report = move || {
        let lines = ["create", "update", "status"].map(|op| line(release, channel, op, &printed.0, &printed.1));
        format!("repeated by: gapi validate, with the lines\n{}", lines.join("\n"))
    };
    reported(report, || check(release, channel, &old, &object));
});
