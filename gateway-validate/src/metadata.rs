//! Metadata: what a server checks of every object, whatever its kind.

use crate::field_path::FieldPath;
use crate::go;
use crate::json::{Json, View};
use crate::names;
use crate::violation::{Reason, Violation};

/// The metadata of an object.
#[derive(Clone, Debug, Default)]
pub(crate) struct Metadata<'a> {
    pub(crate) name: &'a str,
    pub(crate) generate_name: &'a str,
    pub(crate) namespace: &'a str,
    pub(crate) resource_version: &'a str,
    pub(crate) uid: &'a str,
    pub(crate) generation: i64,
    pub(crate) deletion_timestamp: Option<&'a str>,
    pub(crate) deletion_grace_period: Option<i64>,
    pub(crate) labels: Vec<(&'a str, &'a str)>,
    pub(crate) annotations: Vec<(&'a str, &'a str)>,
    pub(crate) finalizers: Vec<&'a str>,
    pub(crate) owners: Vec<Owner<'a>>,
    pub(crate) managed_fields: Vec<ManagedFields<'a>>,
    /// Fields that metadata do not have.
    pub(crate) unknown: Vec<FieldPath>,
}

/// A reference to an owner.
#[derive(Clone, Debug, Default)]
pub(crate) struct Owner<'a> {
    pub(crate) api_version: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) name: &'a str,
    pub(crate) uid: &'a str,
    pub(crate) controller: Option<bool>,
    pub(crate) block_owner_deletion: Option<bool>,
}

/// Which fields a manager owns, as far as it is checked.
#[derive(Clone, Debug, Default)]
pub(crate) struct ManagedFields<'a> {
    manager: &'a str,
    operation: &'a str,
    fields_type: &'a str,
    subresource: &'a str,
}

/// A field of metadata that is not of its type; the server does not read such an object at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Malformed {
    pub(crate) path: FieldPath,
    pub(crate) wanted: &'static str,
}

const MAX_ANNOTATIONS: usize = 256 << 10;
const MAX_MANAGER: usize = 128;
const MAX_SUBRESOURCE: usize = 256;

impl<'a> Metadata<'a> {
    /// Reads the metadata of an object.
    pub(crate) fn read<J: Json<'a>>(object: J) -> Result<Self, Malformed> {
        let mut metadata = Self::default();
        let Some(value) = object.member("metadata") else {
            return Ok(metadata);
        };
        let root = || FieldPath::root().field("metadata");
        let reader = Reader { value, path: root };
        reader.each_member(|name, member| metadata.read_member(name, member))?;
        Ok(metadata)
    }

    /// Reads the metadata of an object out of the store, from which malformed fields are dropped.
    pub(crate) fn read_stored<J: Json<'a>>(object: J) -> Self {
        let mut metadata = Self::default();
        if let Some(value) = object.member("metadata") {
            let reader = Reader {
                value,
                path: FieldPath::root,
            };
            let read = reader.each_member(|name, member| {
                let _dropped = metadata.read_member(name, member);
                Ok(())
            });
            let _dropped = read;
        }
        metadata
    }

    fn read_member<J: Json<'a>, P: Fn() -> FieldPath>(
        &mut self,
        name: &str,
        member: &Reader<J, P>,
    ) -> Result<(), Malformed> {
        match name {
            "name" => self.name = member.text()?,
            "generateName" => self.generate_name = member.text()?,
            "namespace" => self.namespace = member.text()?,
            "resourceVersion" => self.resource_version = member.text()?,
            "uid" => self.uid = member.text()?,
            "selfLink" => drop(member.text()?),
            "generation" => self.generation = member.integer()?.unwrap_or_default(),
            "deletionGracePeriodSeconds" => self.deletion_grace_period = member.integer()?,
            "creationTimestamp" => drop(member.time()?),
            "deletionTimestamp" => self.deletion_timestamp = member.time()?,
            "labels" => self.labels = member.texts_by_name()?,
            "annotations" => self.annotations = member.texts_by_name()?,
            "finalizers" => self.finalizers = member.items(|item| item.text())?,
            "ownerReferences" => {
                let unknown = &mut self.unknown;
                self.owners = member.items(|item| Owner::read(item, unknown))?;
            }
            "managedFields" => {
                let unknown = &mut self.unknown;
                self.managed_fields = member.items(|item| ManagedFields::read(item, unknown))?;
            }
            _ => self.unknown.push((member.path)()),
        }
        Ok(())
    }

    /// Checks the metadata of a new object, and once more of an updated one.
    pub(crate) fn check(&self, namespaced: bool, violations: &mut Vec<Violation>) {
        let mut complain = Complain { violations };
        if !self.generate_name.is_empty() {
            complain.all(
                "generateName",
                self.generate_name,
                names::subdomain_complaints(&masked(self.generate_name)),
            );
        }
        match (self.name, self.generate_name) {
            ("", "") => complain.required("name", ": name or generateName is required"),
            ("", prefix) => {
                let name = generated(prefix);
                complain.all("name", &name, names::subdomain_complaints(&name));
            }
            (name, _) => complain.all("name", name, names::subdomain_complaints(name)),
        }
        if namespaced && self.namespace.is_empty() {
            complain.required("namespace", "");
        } else if namespaced {
            complain.all(
                "namespace",
                self.namespace,
                names::label_complaints(self.namespace),
            );
        }
        if self.generation < 0 {
            complain.shown(
                "generation",
                &self.generation.to_string(),
                "must be greater than or equal to 0",
            );
        }
        self.check_shared(&mut complain);
        self.check_finalizers(&mut complain);
    }

    /// Checks what may not change when an object is updated, and the rest again.
    pub(crate) fn check_update(&self, old: &Metadata<'_>, violations: &mut Vec<Violation>) {
        let mut complain = Complain { violations };
        if self.deletion_timestamp.is_some() && old.deletion_timestamp.is_none() {
            let shown = go::json_text(self.deletion_timestamp.unwrap_or_default());
            complain.shown("deletionTimestamp", &shown, "field is immutable");
        }
        if self.deletion_grace_period != old.deletion_grace_period
            && self.deletion_grace_period.is_some()
        {
            let shown = self.deletion_grace_period.unwrap_or_default().to_string();
            complain.shown("deletionGracePeriodSeconds", &shown, "field is immutable");
        }
        self.check_shared(&mut complain);
    }

    fn check_shared(&self, complain: &mut Complain<'_>) {
        for (key, value) in &self.labels {
            complain.all("labels", key, names::qualified_name_complaints(key));
            complain.all("labels", value, names::label_value_complaints(value));
        }
        for (key, _) in &self.annotations {
            complain.all(
                "annotations",
                key,
                names::qualified_name_complaints(&key.to_lowercase()),
            );
        }
        if self
            .annotations
            .iter()
            .map(|(key, value)| key.len() + value.len())
            .sum::<usize>()
            > MAX_ANNOTATIONS
        {
            complain.too_long("annotations", MAX_ANNOTATIONS);
        }
        self.check_owners(complain);
        for (index, fields) in self.managed_fields.iter().enumerate() {
            fields.check(index, complain);
        }
    }

    fn check_owners(&self, complain: &mut Complain<'_>) {
        let mut controller: Option<&Owner<'_>> = None;
        for owner in &self.owners {
            let version = owner
                .api_version
                .rsplit_once('/')
                .map_or(owner.api_version, |(_, version)| version);
            let slashes = owner.api_version.matches('/').count();
            if version.is_empty() || slashes > 1 {
                complain.one(
                    "ownerReferences.apiVersion",
                    owner.api_version,
                    "version must not be empty",
                );
            }
            for (field, value) in [
                ("kind", owner.kind),
                ("name", owner.name),
                ("uid", owner.uid),
            ] {
                if value.is_empty() {
                    complain.one(
                        &format!("ownerReferences.{field}"),
                        value,
                        "must not be empty",
                    );
                }
            }
            if owner.api_version == "v1" && owner.kind == "Event" {
                let shown = owner.json();
                complain.shown(
                    "ownerReferences",
                    &shown,
                    "/v1, Kind=Event is disallowed from being an owner",
                );
            }
            if owner.controller != Some(true) {
                continue;
            }
            let Some(first) = controller else {
                controller = Some(owner);
                continue;
            };
            let owners: Vec<String> = self.owners.iter().map(Owner::json).collect();
            let detail = format!(
                "Only one reference can have Controller set to true. Found \"true\" in references for {}/{} and {}/{}",
                first.kind, first.name, owner.kind, owner.name
            );
            complain.shown(
                "ownerReferences",
                &format!("[{}]", owners.join(",")),
                &detail,
            );
        }
    }

    fn check_finalizers(&self, complain: &mut Complain<'_>) {
        for finalizer in &self.finalizers {
            complain.all(
                "finalizers",
                finalizer,
                names::qualified_name_complaints(finalizer),
            );
        }
        if self.finalizers.contains(&"orphan") && self.finalizers.contains(&"foregroundDeletion") {
            let shown: Vec<String> = self
                .finalizers
                .iter()
                .map(|finalizer| go::json_text(finalizer))
                .collect();
            let detail = "finalizer orphan and foregroundDeletion cannot be both set";
            complain.shown("finalizers", &format!("[{}]", shown.join(",")), detail);
        }
    }

    /// What a server warns of: finalizers without a domain.
    pub(crate) fn warnings(&self, old: Option<&Metadata<'_>>) -> Vec<String> {
        let is_new = |finalizer: &&&str| old.is_none_or(|old| !old.finalizers.contains(finalizer));
        let mut added: Vec<&str> = self.finalizers.iter().filter(is_new).copied().collect();
        added.sort_unstable();
        added.dedup();
        let standard =
            |finalizer: &&str| ["orphan", "foregroundDeletion", "kubernetes"].contains(finalizer);
        let plain = added
            .into_iter()
            .filter(|finalizer| !finalizer.contains('/') && !standard(finalizer));
        plain
            .map(|finalizer| {
                let path = if finalizer.contains('.') { " including a path (/)" } else { "" };
                format!(
                    "metadata.finalizers: {}: prefer a domain-qualified finalizer name{path} to avoid accidental conflicts \
                     with other finalizer writers",
                    go::quoted(finalizer)
                )
            })
            .collect()
    }
}

/// A name that a server might generate. Its five random characters are not ours to guess.
fn generated(prefix: &str) -> String {
    const MAX_PREFIX: usize = 58;
    let kept = prefix
        .char_indices()
        .map(|(start, character)| start + character.len_utf8());
    let end = kept
        .take_while(|end| *end <= MAX_PREFIX)
        .last()
        .unwrap_or_default();
    format!("{}00000", prefix.get(..end).unwrap_or_default())
}

/// The prefix of a generated name, which may end in a dash.
fn masked(prefix: &str) -> String {
    match prefix.strip_suffix('-').filter(|rest| !rest.is_empty()) {
        // Go cuts off a byte more than the dash.
        Some(rest) => {
            let kept = rest.len() - rest.chars().next_back().map_or(0, char::len_utf8);
            format!("{}a", rest.get(..kept).unwrap_or_default())
        }
        None => prefix.to_owned(),
    }
}

impl<'a> Owner<'a> {
    fn read<J: Json<'a>, P: Fn() -> FieldPath>(
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
                json.push_str(&format!(",\"{key}\":{value}"));
            }
        }
        json.push('}');
        json
    }
}

impl<'a> ManagedFields<'a> {
    fn read<J: Json<'a>, P: Fn() -> FieldPath>(
        reader: &Reader<J, P>,
        unknown: &mut Vec<FieldPath>,
    ) -> Result<Self, Malformed> {
        let mut fields = Self::default();
        reader.each_member(|name, member| {
            match name {
                "manager" => fields.manager = member.text()?,
                "operation" => fields.operation = member.text()?,
                "fieldsType" => fields.fields_type = member.text()?,
                "subresource" => fields.subresource = member.text()?,
                "apiVersion" => drop(member.text()?),
                "time" => drop(member.time()?),
                "fieldsV1" => {}
                _ => unknown.push((member.path)()),
            }
            Ok(())
        })?;
        Ok(fields)
    }

    fn check(&self, index: usize, complain: &mut Complain<'_>) {
        let path = |field: &str| format!("managedFields[{index}].{field}");
        if !["Apply", "Update"].contains(&self.operation) {
            complain.one(
                &path("operation"),
                self.operation,
                "must be `Apply` or `Update`",
            );
        }
        if !["", "FieldsV1"].contains(&self.fields_type) {
            complain.one(&path("fieldsType"), self.fields_type, "must be `FieldsV1`");
        }
        if self.manager.len() > MAX_MANAGER {
            complain.too_long(&path("manager"), MAX_MANAGER);
        }
        if self.subresource.len() > MAX_SUBRESOURCE {
            complain.too_long(&path("subresource"), MAX_SUBRESOURCE);
        }
    }
}

/// Reads a value as Go reads it into a field of its type; null is the empty value of every type.
struct Reader<J, P> {
    value: J,
    path: P,
}

impl<'a, J: Json<'a>, P: Fn() -> FieldPath> Reader<J, P> {
    fn malformed(&self, wanted: &'static str) -> Malformed {
        Malformed {
            path: (self.path)(),
            wanted,
        }
    }

    fn text(&self) -> Result<&'a str, Malformed> {
        match self.value.view() {
            View::Text(text) => Ok(text),
            View::Null => Ok(""),
            _ => Err(self.malformed("a text")),
        }
    }

    fn bool(&self) -> Result<Option<bool>, Malformed> {
        match self.value.view() {
            View::Bool(value) => Ok(Some(value)),
            View::Null => Ok(None),
            _ => Err(self.malformed("a boolean")),
        }
    }

    fn integer(&self) -> Result<Option<i64>, Malformed> {
        match self.value.view() {
            View::Int(value) => Ok(Some(value)),
            View::Null => Ok(None),
            // Whole floats are written without their fraction before they are read again.
            View::Float(value) if value.fract() == 0.0 => value
                .to_string()
                .parse()
                .map(Some)
                .map_err(|_| self.malformed("an integer")),
            _ => Err(self.malformed("an integer")),
        }
    }

    fn time(&self) -> Result<Option<&'a str>, Malformed> {
        match self.value.view() {
            View::Text(text) if go::is_rfc3339(text) => Ok(Some(text)),
            View::Null => Ok(None),
            _ => Err(self.malformed("a time, as `2026-01-02T03:04:05Z`")),
        }
    }

    fn texts_by_name(&self) -> Result<Vec<(&'a str, &'a str)>, Malformed> {
        let mut texts = Vec::new();
        self.each_member(|name, member| {
            texts.push((name, member.text()?));
            Ok(())
        })?;
        Ok(texts)
    }

    fn items<T>(
        &self,
        mut read: impl FnMut(&Reader<J, &dyn Fn() -> FieldPath>) -> Result<T, Malformed>,
    ) -> Result<Vec<T>, Malformed> {
        let items = match self.value.view() {
            View::List(items) => items,
            View::Null => return Ok(Vec::new()),
            _ => return Err(self.malformed("a list")),
        };
        items
            .enumerate()
            .map(|(index, value)| {
                read(&Reader {
                    value,
                    path: &|| (self.path)().index(index),
                })
            })
            .collect()
    }

    fn each_member(
        &self,
        mut read: impl FnMut(&'a str, &Reader<J, &dyn Fn() -> FieldPath>) -> Result<(), Malformed>,
    ) -> Result<(), Malformed> {
        let mut members = match self.value.view() {
            View::Object(members) => members,
            View::Null => return Ok(()),
            _ => return Err(self.malformed("a mapping")),
        };
        members.try_for_each(|(name, value)| {
            read(
                name,
                &Reader {
                    value,
                    path: &|| (self.path)().field(name),
                },
            )
        })
    }
}

/// Collects violations of metadata.
struct Complain<'v> {
    violations: &'v mut Vec<Violation>,
}

impl Complain<'_> {
    fn all(&mut self, field: &str, value: &str, complaints: names::Complaints) {
        for complaint in complaints {
            self.one(field, value, &complaint);
        }
    }

    fn one(&mut self, field: &str, value: &str, detail: &str) {
        self.shown(field, &go::quoted(value), detail);
    }

    fn shown(&mut self, field: &str, shown: &str, detail: &str) {
        self.push(
            field,
            Reason::Invalid,
            format!("Invalid value: {shown}: {detail}"),
            "metadata",
        );
    }

    fn required(&mut self, field: &str, detail: &str) {
        self.push(
            field,
            Reason::Required,
            format!("Required value{detail}"),
            "required",
        );
    }

    fn too_long(&mut self, field: &str, limit: usize) {
        self.push(
            field,
            Reason::TooLong,
            format!("Too long: may not be more than {limit} bytes"),
            "metadata",
        );
    }

    fn push(&mut self, field: &str, reason: Reason, message: String, rule: &'static str) {
        let path = format!("metadata.{field}").parse().unwrap_or_default();
        self.violations
            .push(Violation::new(path, reason, message, rule));
    }
}
