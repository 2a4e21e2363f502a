//! Metadata: what a server checks of every object, whatever its kind.

mod managers;
mod owners;
mod read;

use std::collections::BTreeSet;

use read::Reader;

use crate::field_path::FieldPath;
use crate::go;
use crate::json::Json;
use crate::names;
use crate::utc;
use crate::violation::{Reason, Violation};

pub(crate) use owners::Owner;
pub(crate) use read::Malformed;

/// The metadata of an object.
#[derive(Clone, Debug, Default)]
pub(crate) struct Metadata<'a> {
    pub(crate) name: &'a str,
    pub(crate) generate_name: &'a str,
    pub(crate) namespace: &'a str,
    pub(crate) resource_version: &'a str,
    pub(crate) uid: &'a str,
    pub(crate) self_link: &'a str,
    /// When it is deleted; nothing and the year 1 are no time.
    pub(crate) deletion_timestamp: Option<&'a str>,
    pub(crate) deletion_grace_period: Option<i64>,
    pub(crate) labels: Vec<(&'a str, &'a str)>,
    pub(crate) annotations: Vec<(&'a str, &'a str)>,
    pub(crate) finalizers: Vec<&'a str>,
    pub(crate) owners: Vec<Owner<'a>>,
    /// The identifiers of owners that stand more than once; the server drops the others.
    pub(crate) repeated_owners: Vec<&'a str>,
    /// Fields that metadata do not have.
    pub(crate) unknown: Vec<FieldPath>,
}

const MAX_ANNOTATIONS: usize = 256 << 10;

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
        metadata.repeated_owners = owners::take_repeated(&mut metadata.owners);
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
            // Neither a malformed field nor malformed metadata keep the rest from being read.
            let _ = reader.each_member(|name, member| {
                let _ = metadata.read_member(name, member);
                Ok(())
            });
        }
        metadata
    }

    #[expect(
        clippy::redundant_closure_for_method_calls,
        reason = "the method is not general enough over lifetimes"
    )]
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
            "selfLink" => self.self_link = member.text()?,
            // The server counts generations itself.
            "generation" => drop(member.integer()?),
            "deletionGracePeriodSeconds" => self.deletion_grace_period = member.integer()?,
            "creationTimestamp" => drop(member.time()?),
            "deletionTimestamp" => {
                let is_time = |text: &&str| utc::in_utc(text) != utc::ZERO;
                self.deletion_timestamp = member.time()?.filter(is_time);
            }
            "labels" => self.labels = member.texts_by_name()?,
            "annotations" => self.annotations = member.texts_by_name()?,
            "finalizers" => self.finalizers = member.items(|item| item.text())?,
            "ownerReferences" => {
                let unknown = &mut self.unknown;
                self.owners = member.items(|item| Owner::read(item, unknown))?;
            }
            "managedFields" => {
                let unknown = &mut self.unknown;
                member.items(|item| managers::read(item, unknown))?;
            }
            _ => self.unknown.push((member.path)()),
        }
        Ok(())
    }

    /// Makes it what a server keeps of an object that is created: it chooses some fields itself.
    pub(crate) fn become_created(&mut self) {
        owners::take_repeated(&mut self.owners);
        self.self_link = "";
        self.deletion_timestamp = None;
        self.deletion_grace_period = None;
    }

    /// The metadata of an update: that an object is being deleted is not taken back.
    pub(crate) fn updating(&self, old: &Self) -> Self {
        Self {
            deletion_timestamp: old.deletion_timestamp.or(self.deletion_timestamp),
            deletion_grace_period: self.deletion_grace_period.or(old.deletion_grace_period),
            ..self.clone()
        }
    }

    /// Checks the metadata of a new object.
    pub(crate) fn check(&self, namespaced: bool, violations: &mut Vec<Violation>) {
        let mut complain = Complain { violations };
        self.check_name(&mut complain);
        self.check_rest(namespaced, &mut complain);
    }

    fn check_rest(&self, namespaced: bool, complain: &mut Complain<'_>) {
        if namespaced && self.namespace.is_empty() {
            complain.required("namespace", "");
        } else if namespaced {
            let complaints = names::label_complaints(self.namespace);
            complain.all("namespace", self.namespace, complaints);
        }
        self.check_shared(complain);
        self.check_finalizers(complain);
    }

    fn check_name(&self, complain: &mut Complain<'_>) {
        if !self.generate_name.is_empty() {
            let complaints = names::subdomain_complaints(&masked(self.generate_name));
            complain.all("generateName", self.generate_name, complaints);
        }
        match (self.name, self.generate_name) {
            ("", "") => complain.required("name", ": name or generateName is required"),
            ("", prefix) => {
                let name = generated(prefix);
                complain.all("name", &name, names::subdomain_complaints(&name));
            }
            (name, _) => complain.all("name", name, names::subdomain_complaints(name)),
        }
    }

    /// Checks the metadata of an update, where names need only fit into a path.
    pub(crate) fn check_stored(&self, namespaced: bool, violations: &mut Vec<Violation>) {
        let mut complain = Complain { violations };
        for (field, name) in [("generateName", self.generate_name), ("name", self.name)] {
            complain.all(field, name, names::path_segment_complaints(name));
        }
        self.check_rest(namespaced, &mut complain);
    }

    /// Checks what may not change when an object is updated, and the rest again.
    pub(crate) fn check_update(&self, old: &Metadata<'_>, violations: &mut Vec<Violation>) {
        let mut complain = Complain { violations };
        if old.deletion_timestamp.is_some() {
            self.check_no_new_finalizers(old, &mut complain);
        }
        if let Some(time) = self.deletion_timestamp
            && old.deletion_timestamp.is_none()
        {
            let shown = go::json_text(&utc::in_utc(time));
            complain.shown("deletionTimestamp", &shown, "field is immutable");
        }
        if let Some(period) = self.deletion_grace_period
            && old.deletion_grace_period != Some(period)
        {
            let shown = period.to_string();
            complain.shown("deletionGracePeriodSeconds", &shown, "field is immutable");
        }
        self.check_shared(&mut complain);
    }

    fn check_no_new_finalizers(&self, old: &Metadata<'_>, complain: &mut Complain<'_>) {
        let is_new = |finalizer: &&str| !old.finalizers.contains(finalizer);
        let new: BTreeSet<&str> = self.finalizers.iter().copied().filter(is_new).collect();
        if new.is_empty() {
            return;
        }
        let new: Vec<String> = new.into_iter().map(go::quoted).collect();
        complain.forbidden(
            "finalizers",
            &format!(
                "no new finalizers can be added if the object is being deleted, found new finalizers []string{{{}}}",
                new.join(", ")
            ),
        );
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
                names::qualified_name_complaints(&go::lower_case(key)),
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
        owners::check(&self.owners, complain);
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

    /// What a server warns of, whether it takes the object or not: owners that stand more than once.
    pub(crate) fn early_warning(&self) -> Option<String> {
        if self.repeated_owners.is_empty() {
            return None;
        }
        Some(format!(
            ".metadata.ownerReferences contains duplicate entries; API server dedups owner references in 1.20+, and may \
             reject such requests as early as 1.24; please fix your requests; duplicate UID(s) observed: {}",
            self.repeated_owners.join(", ")
        ))
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
    let kept = prefix.get(..end).unwrap_or_default();
    // Bytes are cut off, and half a character is none.
    let half = if end < prefix.len() && end < MAX_PREFIX {
        "\u{fffd}"
    } else {
        ""
    };
    format!("{kept}{half}00000")
}

/// The prefix of a generated name, which may end in a dash.
fn masked(prefix: &str) -> String {
    match prefix.strip_suffix('-').filter(|rest| !rest.is_empty()) {
        // Go cuts off a byte more than the dash. Half a character is none.
        Some(rest) => {
            let last = rest.chars().next_back().map_or(0, char::len_utf8);
            let half = if last > 1 { "\u{fffd}" } else { "" };
            let kept = rest.get(..rest.len() - last).unwrap_or_default();
            format!("{kept}{half}a")
        }
        None => prefix.to_owned(),
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

    fn forbidden(&mut self, field: &str, detail: &str) {
        let message = format!("Forbidden: {detail}");
        self.push(field, Reason::Forbidden, message, "metadata");
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
