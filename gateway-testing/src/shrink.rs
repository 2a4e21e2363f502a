//! Shrink: from a case that shows something to a small one that shows it too.

use serde_json::{Map, Value};

use crate::request::Request;
use crate::strategy::Case;
use crate::world::World;

/// How many cases are tried.
const TRIES: usize = 4_000;

/// A way into an object.
#[derive(Clone, Debug)]
enum Step {
    Member(String),
    Item(usize),
}

/// A case in parts that can be left out.
#[derive(Clone, Debug)]
struct Parts {
    objects: Vec<Value>,
    requests: Vec<Request>,
    options: Map<String, Value>,
}

/// The smallest case that is found by leaving out objects, requests, settings, and parts of objects,
/// and of which `shows` still holds.
#[must_use]
pub fn shrink(case: &Case, mut shows: impl FnMut(&Case) -> bool) -> Case {
    let mut parts = Parts::of(case);
    let mut left = TRIES;
    let mut try_out = |parts: &mut Parts, change: &dyn Fn(&mut Parts)| {
        let mut changed = parts.clone();
        change(&mut changed);
        if left == 0 {
            return false;
        }
        left -= 1;
        let smaller = changed.case().is_some_and(|case| shows(&case));
        if smaller {
            *parts = changed;
        }
        smaller
    };
    loop {
        let mut smaller = false;
        for index in (0..parts.objects.len()).rev() {
            smaller |= try_out(&mut parts, &|parts| drop(parts.objects.remove(index)));
        }
        for index in (0..parts.requests.len()).rev() {
            smaller |= try_out(&mut parts, &|parts| drop(parts.requests.remove(index)));
        }
        for name in parts.options.keys().cloned().collect::<Vec<_>>() {
            smaller |= try_out(&mut parts, &|parts| drop(parts.options.remove(&name)));
        }
        for index in 0..parts.objects.len() {
            let mut place = 0;
            while let Some(way) = ways(&parts.objects[index]).get(place).cloned() {
                if try_out(&mut parts, &|parts| remove(&mut parts.objects[index], &way)) {
                    smaller = true;
                } else {
                    place += 1;
                }
            }
        }
        if !smaller {
            return parts.case().unwrap_or_else(|| case.clone());
        }
    }
}

impl Parts {
    fn of(case: &Case) -> Self {
        let options = serde_json::to_value(&case.options).unwrap_or_default();
        Self {
            objects: case.world.to_values(),
            requests: case.requests.clone(),
            options: options.as_object().cloned().unwrap_or_default(),
        }
    }

    /// The case, if the parts make one.
    fn case(&self) -> Option<Case> {
        let mut world = World::default();
        for object in &self.objects {
            world.add(object.clone()).ok()?;
        }
        Some(Case {
            world,
            options: serde_json::from_value(Value::Object(self.options.clone())).ok()?,
            requests: self.requests.clone(),
        })
    }
}

/// The ways to all that can be left out of an object, what is around before what is in it.
fn ways(object: &Value) -> Vec<Vec<Step>> {
    let mut found = Vec::new();
    walk(object, &mut Vec::new(), &mut found);
    found
}

fn walk(value: &Value, way: &mut Vec<Step>, found: &mut Vec<Vec<Step>>) {
    let steps: Vec<_> = match value {
        Value::Object(members) => members
            .iter()
            .filter(|(name, _)| {
                !(way.is_empty() && ["apiVersion", "kind"].contains(&name.as_str()))
            })
            .map(|(name, value)| (Step::Member(name.clone()), value))
            .collect(),
        Value::Array(items) => (0..).map(Step::Item).zip(items).collect(),
        _ => return,
    };
    for (step, value) in steps {
        way.push(step);
        found.push(way.clone());
        walk(value, way, found);
        way.pop();
    }
}

fn remove(object: &mut Value, way: &[Step]) {
    match (way, object) {
        ([Step::Member(name)], Value::Object(members)) => drop(members.remove(name)),
        ([Step::Item(index)], Value::Array(items)) => drop(items.remove(*index)),
        ([Step::Member(name), rest @ ..], Value::Object(members)) => {
            if let Some(inner) = members.get_mut(name) {
                remove(inner, rest);
            }
        }
        ([Step::Item(index), rest @ ..], Value::Array(items)) => {
            if let Some(inner) = items.get_mut(*index) {
                remove(inner, rest);
            }
        }
        _ => {}
    }
}
