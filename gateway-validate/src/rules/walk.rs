//! The walk through an object: every rule is asked about the places that it looks at.

use std::sync::LazyLock;

use super::findings::Findings;
use super::site::Site;
use super::subject::{Schemas, Subject};
use super::{Check, Claim, list};
use crate::document::Value;
use crate::schema::Kind;

type At = fn(Site<'_, '_>, &mut Findings);

/// The rules by what they look at.
#[derive(Default)]
struct Index {
    objects: Vec<fn(&Subject<'_>, &mut Findings)>,
    /// By the length of the name, which leaves a few to compare.
    names: Vec<Vec<(&'static str, AtName)>>,
    references: Vec<At>,
    values: Vec<At>,
    unknown: Vec<fn(Site<'_, '_>, &mut Findings) -> Option<Claim>>,
}

/// The rules that look at fields of a name.
#[derive(Default)]
struct AtName {
    whole: Vec<At>,
    each: Vec<At>,
}

impl Index {
    /// The rules of a name, to be added to.
    fn at(&mut self, name: &'static str) -> &mut AtName {
        if self.names.len() <= name.len() {
            self.names.resize_with(name.len() + 1, Vec::new);
        }
        let same_length = &mut self.names[name.len()];
        let place = same_length.iter().position(|(known, _)| *known == name);
        let place = place.unwrap_or_else(|| {
            same_length.push((name, AtName::default()));
            same_length.len() - 1
        });
        &mut same_length[place].1
    }

    fn of(&self, name: &str) -> Option<&AtName> {
        let same_length = self.names.get(name.len())?;
        same_length
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, rules)| rules)
    }
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index::default();
    for rule in list::ALL {
        match &rule.check {
            Check::Object(check) => index.objects.push(*check),
            Check::Field(names, check) => {
                for name in *names {
                    index.at(name).whole.push(*check);
                }
            }
            Check::Each(names, check) => {
                for name in *names {
                    index.at(name).each.push(*check);
                }
            }
            Check::Reference(check) => index.references.push(*check),
            Check::Value(check) => index.values.push(*check),
            Check::Unknown(check) => index.unknown.push(*check),
        }
    }
    index
});

/// Asks every rule about an object.
pub(super) fn walk(subject: &Subject<'_>, findings: &mut Findings) {
    for check in &INDEX.objects {
        check(subject, findings);
    }
    let root = subject.root();
    let mut hint = 0;
    for position in 0..subject.node.as_map().map_or(0, crate::document::Map::len) {
        let Some(site) = root.member(position) else {
            continue;
        };
        // The metadata is the same for all kinds and has no schema here.
        if site.key() != "metadata" {
            member(&root, site, subject.schemas, &mut hint, findings);
            continue;
        }
        let members = site.node.as_map().map_or(0, crate::document::Map::len);
        for site in (0..members).filter_map(|position| site.member(position)) {
            super::unknown_field::report_metadata(site, findings);
        }
    }
}

/// A member of an object: a field of the schema, or one that is not.
fn member<'t>(
    object: &Site<'_, 't>,
    site: Site<'_, 't>,
    schemas: Schemas,
    hint: &mut usize,
    findings: &mut Findings,
) {
    let found = schemas.field(site.key(), hint);
    if found.here.is_some() {
        return field(site.with_schema(found.here), found, findings);
    }
    if object.schema.is_none() {
        return;
    }
    let claim = INDEX.unknown.iter().find_map(|check| check(site, findings));
    match claim {
        Some(Claim::As(today)) => {
            let mut read_as = schemas.field(today, &mut 0);
            // One object where a list stands today is its only item.
            if site.node.as_map().is_some()
                && read_as
                    .here
                    .is_some_and(|schema| schema.kind == Kind::Array)
            {
                read_as = read_as.items();
            }
            field(
                site.named(today).with_schema(read_as.here),
                read_as,
                findings,
            );
        }
        Some(Claim::Alone) => {}
        None => {
            if let Some((site, read_as)) =
                super::unknown_field::report(site, schemas, found, findings)
            {
                field(site.with_schema(read_as.here), read_as, findings);
            }
        }
    }
}

fn field(site: Site<'_, '_>, schemas: Schemas, findings: &mut Findings) {
    if matches!(site.node.value(), Value::Null) {
        return;
    }
    let at_name = INDEX.of(site.name);
    if let Some(rules) = at_name {
        for check in &rules.whole {
            check(site, findings);
        }
    }
    if site.node.as_list().is_some() {
        let items = schemas.items();
        for item in site.items() {
            each(item.with_schema(items.here), items, at_name, findings);
        }
    } else {
        each(site, schemas, at_name, findings);
    }
}

fn each(site: Site<'_, '_>, schemas: Schemas, at_name: Option<&AtName>, findings: &mut Findings) {
    if let Some(rules) = at_name {
        for check in &rules.each {
            check(site, findings);
        }
    }
    if schemas
        .here
        .is_some_and(|schema| !schema.enumeration.is_empty())
    {
        for check in &INDEX.values {
            check(site, findings);
        }
    }
    let Some(map) = site.node.as_map() else {
        return;
    };
    let Some(schema) = schemas.here.filter(|schema| schema.kind == Kind::Object) else {
        return;
    };
    let has = |name| schema.property(name, 0).is_some();
    if has("kind") && has("group") {
        for check in &INDEX.references {
            check(site, findings);
        }
    }
    let mut hint = 0;
    for position in 0..map.len() {
        if let Some(below) = site.member(position) {
            member(&site, below, schemas, &mut hint, findings);
        }
    }
}
