//! CRDs are the published ones, apart from descriptions.
#![cfg(feature = "crds")]
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails loudly, and says what it leaves out"
)]

mod common;

use std::fs;

use common::{difference, files, shared};
use gateway_api_types::{Channel, Kind, crds};
use serde_json::Value;

/// Removes every description: in a schema, one is a string, and a property of that name is not.
fn without_descriptions(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|key, value| key != "description" || !value.is_string());
            members.values_mut().for_each(without_descriptions);
        }
        Value::Array(items) => items.iter_mut().for_each(without_descriptions),
        _ => {}
    }
}

#[test]
fn a_channel_has_a_crd_for_each_of_its_kinds() {
    for (channel, count) in [(Channel::Standard, 10), (Channel::Experimental, 14)] {
        let kinds: Vec<_> = crds(channel)
            .map(|crd| {
                let names = crd.spec.names;
                let kind = Kind::find(&crd.spec.group, &names.kind).unwrap();
                assert_eq!(names.plural, kind.plural());
                assert_eq!(names.singular.as_deref(), Some(kind.singular()));
                assert_eq!(names.short_names.unwrap_or_default(), kind.short_names());
                let versions = crd.spec.versions.into_iter().map(|version| version.name);
                assert_eq!(versions.collect::<Vec<_>>(), kind.versions());
                kind
            })
            .collect();
        assert_eq!(kinds.len(), count);
        let wanted = Kind::ALL
            .iter()
            .filter(|kind| channel == Channel::Experimental || !kind.is_experimental());
        assert_eq!(kinds, wanted.copied().collect::<Vec<_>>());
    }
}

#[test]
fn crds_are_the_published_ones() {
    let Some(shared) = shared() else { return };
    let mut equal = 0;
    for channel in Channel::ALL {
        let dir = shared.join("api/v1.7.0/crds").join(channel.as_str());
        let mut ours = crds(channel).map(|crd| serde_json::to_value(crd).unwrap());
        for path in files(&dir, "yaml") {
            let text = fs::read_to_string(&path).unwrap();
            let documents: Vec<Value> = serde_saphyr::from_multiple(&text).unwrap();
            for mut crd in documents {
                if crd["kind"] != "CustomResourceDefinition" {
                    continue;
                }
                without_descriptions(&mut crd);
                let difference = difference("", &crd, &ours.next().unwrap());
                assert_eq!(difference, None, "{}", path.display());
                equal += 1;
            }
        }
        assert_eq!(ours.next(), None);
    }
    println!("{equal} of 24 CRDs are equal");
    assert_eq!(equal, 24);
}
