//! Our rules and kube-cel, which interprets them, agree on objects that are made at random.
//!
//! `KUBE_CEL_OBJECTS` says how many objects are compared, `KUBE_CEL_SEED` which.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test may fail loudly, and this one says what it compared"
)]

#[path = "kube_cel/objects.rs"]
mod objects;

use std::collections::{BTreeMap, BTreeSet};

use gateway_api_types::crds;
use gateway_validate::{Channel, Check, Release, Report, Validator, checks};
use kube_cel::{CompiledSchema, ErrorKind, compile_schema};
use objects::Maker;
use serde_json::Value;

const OBJECTS: u64 = 400;
const SEED: u64 = 7;

/// Where kube-cel errs, by a recorded answer of the server that is ours: the rule, who alone says that it fails, what such
/// an object has in it, the answer, and the reason.
const EXPLAINED: &[(&str, &str, &str, &str, &str)] = &[
    (
        "trust-bundle-namespace",
        "we",
        "\"ClusterTrustBundle\"",
        "v1.7.0 a17/exp/rule-01907",
        "kube-cel escapes `namespace` as a keyword, and then does not find `r.namespace`",
    ),
    (
        "label-key",
        "kube-cel",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "v1.7.0 a17/exp/rule-02187",
        "kube-cel holds the labels of a prefix to 63 characters, a server the prefix alone, to 253",
    ),
];

/// A kind in a channel, in one version.
struct Definition {
    channel: Channel,
    api_version: String,
    kind: String,
    schema: Value,
    compiled: CompiledSchema,
}

/// A failing rule: its place and text, and whether it could not be evaluated.
type Failure = (String, String, bool);

fn number(variable: &str, default: u64) -> u64 {
    std::env::var(variable).map_or(default, |text| text.parse().unwrap())
}

/// The definitions that have rules.
fn definitions() -> Vec<Definition> {
    let mut definitions = Vec::new();
    let channels = [
        (Channel::Standard, gateway_api_types::Channel::Standard),
        (
            Channel::Experimental,
            gateway_api_types::Channel::Experimental,
        ),
    ];
    for (channel, crds_of) in channels {
        for crd in crds(crds_of) {
            let crd = serde_json::to_value(crd).unwrap();
            let spec = &crd["spec"];
            for version in spec["versions"].as_array().unwrap() {
                let schema = version["schema"]["openAPIV3Schema"].clone();
                if version["served"] != true
                    || !schema.to_string().contains("x-kubernetes-validations")
                {
                    continue;
                }
                let group = spec["group"].as_str().unwrap();
                definitions.push(Definition {
                    channel,
                    api_version: format!("{group}/{}", version["name"].as_str().unwrap()),
                    kind: spec["names"]["kind"].as_str().unwrap().to_owned(),
                    compiled: compile_schema(&schema),
                    schema,
                });
            }
        }
    }
    definitions
}

impl Definition {
    /// The rules that we say fail, whether an update is forgiven or not; nothing if no rule was run.
    fn ours(
        &self,
        object: &Value,
        old: Option<&Value>,
        rules: &BTreeMap<&str, &Check>,
    ) -> Option<BTreeSet<Failure>> {
        let validator = Validator::new(Release::V1_7_0, self.channel);
        let report: Report = match old {
            Some(old) => validator.validate_update(old, object),
            None => validator.validate(object),
        };
        assert_eq!(report.refusal, None, "{object}");
        if report
            .violations
            .iter()
            .any(|violation| violation.rule == "rules-not-run")
        {
            return None;
        }
        let failures = report
            .violations
            .iter()
            .chain(&report.forgiven)
            .filter_map(|violation| {
                let rule = rules.get(violation.rule)?.expression?;
                let fault = violation.message.contains(" evaluating rule: ");
                Some((violation.field.clone(), rule.to_owned(), fault))
            });
        Some(failures.collect())
    }

    fn theirs(
        &self,
        interpreter: &kube_cel::Validator,
        object: &Value,
        old: Option<&Value>,
    ) -> BTreeSet<Failure> {
        let errors = interpreter
            .validate_compiled(&self.compiled, object, old)
            .err();
        let errors = errors
            .into_iter()
            .flat_map(kube_cel::ValidationErrors::into_vec);
        let failure = |error: kube_cel::ValidationError| {
            (
                error.field_path,
                error.rule,
                error.kind != ErrorKind::ValidationFailure,
            )
        };
        errors.map(failure).collect()
    }
}

#[test]
fn kube_cel_agrees() {
    let checks = checks();
    let rules: BTreeMap<&str, &Check> = checks
        .iter()
        .filter(|check| {
            check
                .places
                .iter()
                .any(|place| place.release == Release::V1_7_0)
        })
        .map(|check| (check.id, check))
        .collect();
    let (wanted, seed) = (
        number("KUBE_CEL_OBJECTS", OBJECTS),
        number("KUBE_CEL_SEED", SEED),
    );
    let mut maker = Maker::new(seed, rules.values().filter_map(|check| check.expression));
    let definitions = definitions();
    let interpreter = kube_cel::Validator::new();
    let mut failing: BTreeMap<String, usize> = BTreeMap::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut compared, mut without_rules, mut differences) = (0, 0, Vec::new());
    while compared < wanted {
        for definition in &definitions {
            let Definition {
                api_version,
                kind,
                schema,
                ..
            } = definition;
            let first = maker.object(api_version, kind, schema);
            let second = maker.mutated(&first, schema);
            let old = maker.random.percent(30).then_some(&first);
            for (object, old) in [(&first, None), (&second, old)] {
                let Some(ours) = definition.ours(object, old, &rules) else {
                    without_rules += 1;
                    continue;
                };
                let theirs = definition.theirs(&interpreter, object, old);
                compared += 1;
                for (_, rule, _) in &ours {
                    *failing.entry(rule.clone()).or_default() += 1;
                }
                for failure in ours.symmetric_difference(&theirs) {
                    let who = if ours.contains(failure) {
                        "we"
                    } else {
                        "kube-cel"
                    };
                    let rule = rules
                        .values()
                        .find(|check| check.expression == Some(&failure.1));
                    let explained = EXPLAINED.iter().find(|(id, alone, sign, ..)| {
                        rule.is_some_and(|rule| rule.id == *id)
                            && *alone == who
                            && object.to_string().contains(sign)
                    });
                    match explained {
                        Some((id, ..)) => *known.entry(*id).or_default() += 1,
                        None => differences.push(format!("{who} alone: {failure:?} of {object}")),
                    }
                }
            }
        }
    }
    let held: Vec<&str> = rules
        .values()
        .filter(|check| {
            check
                .expression
                .is_some_and(|rule| !failing.contains_key(rule))
        })
        .map(|check| check.id)
        .collect();
    eprintln!(
        "kube-cel: seed {seed}, {compared} objects compared, {without_rules} more were not worth it; {} rules failed, \
         never {held:?}; {} differences, and explained ones {known:?}",
        failing.len(),
        differences.len()
    );
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}
