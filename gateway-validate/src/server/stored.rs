//! Objects as they are stored.

use serde_json::{Map, Value, json};

use crate::fit::Data;
use crate::metadata::{Metadata, Owner};
use crate::schema::Schema;
use crate::utc;
use crate::val::Val;

/// How numbers come out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numbers {
    /// As they were sent.
    Sent,
    /// As the store has them: a whole float is written without its fraction.
    Stored,
}

/// A fitted value as JSON.
pub(super) fn to_value(value: Val<'_>, schema: Option<&'static Schema>, numbers: Numbers) -> Value {
    match value.data() {
        Data::Null => Value::Null,
        Data::Bool(value) => value.into(),
        Data::Int(value) => value.into(),
        Data::Float(value) => match value.to_string().parse::<i64>() {
            Ok(whole) if numbers == Numbers::Stored => whole.into(),
            _ => value.into(),
        },
        Data::Text(text) => text.into(),
        Data::List(_) => {
            let items = schema.and_then(|schema| schema.items);
            value
                .parts()
                .iter()
                .map(|slot| to_value(value.part(slot), items, numbers))
                .collect()
        }
        Data::Object(..) | Data::Map(_) => {
            let members = value.members(schema);
            let members = members
                .map(|(name, value, schema)| (name.to_owned(), to_value(value, schema, numbers)));
            Value::Object(members.collect())
        }
    }
}

/// Metadata as they are stored, without what the server adds by itself.
pub(super) fn metadata(metadata: &Metadata<'_>, has_namespace: bool) -> Value {
    let mut members = Map::new();
    let mut insert = |name: &str, value: Value, is_there: bool| {
        if is_there {
            members.insert(name.to_owned(), value);
        }
    };
    let by_name = |texts: &[(&str, &str)]| {
        Value::Object(
            texts
                .iter()
                .map(|(name, text)| ((*name).to_owned(), (*text).into()))
                .collect(),
        )
    };
    let Metadata {
        name,
        generate_name,
        namespace,
        self_link,
        labels,
        annotations,
        finalizers,
        owners,
        deletion_timestamp,
        deletion_grace_period,
        ..
    } = metadata;
    insert("name", (*name).into(), !name.is_empty());
    insert(
        "generateName",
        (*generate_name).into(),
        !generate_name.is_empty(),
    );
    insert(
        "namespace",
        (*namespace).into(),
        has_namespace && !namespace.is_empty(),
    );
    insert("selfLink", (*self_link).into(), !self_link.is_empty());
    insert("labels", by_name(labels), !labels.is_empty());
    insert("annotations", by_name(annotations), !annotations.is_empty());
    insert(
        "finalizers",
        finalizers.iter().copied().collect(),
        !finalizers.is_empty(),
    );
    let deleted = deletion_timestamp.map(|time| utc::in_utc(time).into());
    let grace_period = deletion_grace_period.map(Value::from);
    for (name, value) in [
        ("deletionTimestamp", deleted),
        ("deletionGracePeriodSeconds", grace_period),
    ] {
        let is_there = value.is_some();
        insert(name, value.unwrap_or_default(), is_there);
    }
    insert(
        "ownerReferences",
        owners.iter().map(owner).collect(),
        !owners.is_empty(),
    );
    Value::Object(members)
}

fn owner(owner: &Owner<'_>) -> Value {
    let Owner {
        api_version,
        kind,
        name,
        uid,
        controller,
        block_owner_deletion,
    } = owner;
    let mut value = json!({ "apiVersion": api_version, "kind": kind, "name": name, "uid": uid });
    for (name, flag) in [
        ("controller", controller),
        ("blockOwnerDeletion", block_owner_deletion),
    ] {
        if let (Some(flag), Some(members)) = (flag, value.as_object_mut()) {
            members.insert(name.to_owned(), (*flag).into());
        }
    }
    value
}
