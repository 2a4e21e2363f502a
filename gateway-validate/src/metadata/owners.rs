//! Owner references.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::Complain;
use super::read::{Malformed, Reader};
use crate::field_path::FieldPath;
use crate::go;
use crate::json::Json;

/// A reference to an owner.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Owner<'a> {
    pub(crate) api_version: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) name: &'a str,
    pub(crate) uid: &'a str,
    pub(crate) controller: Option<bool>,
    pub(crate) block_owner_deletion: Option<bool>,
}

/// Checks each owner, and that one of them at most is the controller.
pub(super) fn check(owners: &[Owner<'_>], complain: &mut Complain<'_>) {
    let mut controller: Option<&Owner<'_>> = None;
    for owner in owners {
        owner.check(complain);
        if owner.controller != Some(true) {
            continue;
        }
        let Some(first) = controller else {
            controller = Some(owner);
            continue;
        };
        let shown: Vec<String> = owners.iter().map(Owner::json).collect();
        let detail = format!(
            "Only one reference can have Controller set to true. Found \"true\" in references for {}/{} and {}/{}",
            first.kind, first.name, owner.kind, owner.name
        );
        complain.shown(
            "ownerReferences",
            &format!("[{}]", shown.join(",")),
            &detail,
        );
    }
}

/// Takes owners out that are the same as one before them, and says their identifiers.
pub(super) fn take_repeated<'a>(owners: &mut Vec<Owner<'a>>) -> Vec<&'a str> {
    let mut repeated = Vec::new();
    let mut kept: Vec<Owner<'a>> = Vec::with_capacity(owners.len());
    let mut seen = BTreeSet::new();
    for owner in owners.drain(..) {
        if !seen.insert(owner.uid) && kept.contains(&owner) {
            repeated.push(owner.uid);
        } else {
            kept.push(owner);
        }
    }
    *owners = kept;
    repeated
}

impl<'a> Owner<'a> {
    pub(super) fn read<J: Json<'a>, P: Fn() -> FieldPath>(
        reader: &Reader<J, P>,
        unknown: &mut Vec<FieldPath>,
    ) -> Result<Self, Malformed> {
        let mut owner = Self::default();
        reader.each_member(|name, member| {
            match name {
                "apiVersion" => owner.api_version = member.text()?,
                "kind" => owner.kind = member.text()?,
                "name" => owner.name = member.text()?,
                "uid" => owner.uid = member.text()?,
                "controller" => owner.controller = member.bool()?,
                "blockOwnerDeletion" => owner.block_owner_deletion = member.bool()?,
                _ => unknown.push((member.path)()),
            }
            Ok(())
        })?;
        Ok(owner)
    }

    fn check(&self, complain: &mut Complain<'_>) {
        let (group, version) = self
            .api_version
            .rsplit_once('/')
            .unwrap_or(("", self.api_version));
        if version.is_empty() || group.contains('/') {
            complain.one(
                "ownerReferences.apiVersion",
                self.api_version,
                "version must not be empty",
            );
        }
        for (field, value) in [("kind", self.kind), ("name", self.name), ("uid", self.uid)] {
            if value.is_empty() {
                complain.one(
                    &format!("ownerReferences.{field}"),
                    value,
                    "must not be empty",
                );
            }
        }
        if (group, version, self.kind) == ("", "v1", "Event") {
            let detail = "/v1, Kind=Event is disallowed from being an owner";
            complain.shown("ownerReferences", &self.json(), detail);
        }
    }

    fn json(&self) -> String {
        let Self {
            api_version,
            kind,
            name,
            uid,
            ..
        } = self;
        let mut json = format!(
            "{{\"apiVersion\":{},\"kind\":{},\"name\":{},\"uid\":{}",
            go::json_text(api_version),
            go::json_text(kind),
            go::json_text(name),
            go::json_text(uid)
        );
        for (key, value) in [
            ("controller", self.controller),
            ("blockOwnerDeletion", self.block_owner_deletion),
        ] {
            if let Some(value) = value {
                let _ = write!(json, ",\"{key}\":{value}");
            }
        }
        json.push('}');
        json
    }
}
