//! Loading: from bytes to objects.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use gateway_validate::document::{
    self, Document, DocumentError, DocumentErrorKind, DuplicateKey, Limits, Node, Object, Parsed,
    Part, PartReader, SourceText, Span, Value,
};
use gateway_validate::field_path::{FieldPath, Segment};
use gateway_validate::kinds::{self, Named};

use crate::finding::{Finding, Place, Range};
use crate::object::{LoadedObject, ObjectKey, Source, first_line};
use crate::parallel;
use crate::read::{RawFile, Reader};
use crate::repetition::Repetition;

/// The objects of a set of manifests, with everything that was wrong with their texts.
#[derive(Debug, Default)]
pub struct Manifests {
    sources: Vec<Arc<Source>>,
    objects: Vec<LoadedObject>,
    /// Objects whose key another one has that counts.
    repeated: Vec<LoadedObject>,
    findings: Vec<Finding>,
    /// Positions in `objects`, only ever asked for one key.
    by_key: HashMap<ObjectKey, usize>,
}

impl Manifests {
    /// Reads files (whatever their names), folders (their `*.yaml`, `*.yml` and `*.json`, sorted by name)
    /// and, for the path `-`, the standard input.
    pub fn read<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>, recursive: bool) -> Self {
        let mut reader = Reader::new(recursive);
        for path in paths {
            reader.named(path.as_ref());
        }
        let mut manifests = Self {
            findings: reader.findings,
            ..Self::default()
        };
        manifests.load(reader.files);
        manifests
    }

    /// Takes texts that are at hand, with the names to call them by.
    pub fn from_texts<N: Into<String>, T: Into<Vec<u8>>>(
        texts: impl IntoIterator<Item = (N, T)>,
    ) -> Self {
        let mut manifests = Self::default();
        let files = texts.into_iter().map(|(name, text)| RawFile {
            name: name.into(),
            bytes: text.into(),
        });
        manifests.load(files);
        manifests
    }

    /// The files that could be read, in order.
    pub fn sources(&self) -> &[Arc<Source>] {
        &self.sources
    }

    /// Whether no file could be read.
    pub fn is_empty(&self) -> bool {
        self.sources.is_empty()
    }

    /// The objects that could be read, in order, those of other APIs included.
    pub fn objects(&self) -> &[LoadedObject] {
        &self.objects
    }

    /// Objects that are left out because another one of their key counts, in order.
    pub fn repeated(&self) -> &[LoadedObject] {
        &self.repeated
    }

    /// What is wrong with the texts, in order.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The object of that key.
    pub fn object(&self, key: &ObjectKey) -> Option<&LoadedObject> {
        self.by_key
            .get(key)
            .and_then(|position| self.objects.get(*position))
    }

    /// The place of a field of an object, see [`LoadedObject::place`].
    pub fn place(&self, key: &ObjectKey, field: &FieldPath) -> Option<Place> {
        self.object(key).map(|object| object.place(field))
    }

    fn load(&mut self, files: impl IntoIterator<Item = RawFile>) {
        let read = |file: RawFile| (Arc::from(file.name), SourceText::from_bytes(file.bytes));
        let texts: Vec<(Arc<str>, _)> = files.into_iter().map(read).collect();
        let parsed = parse(texts.iter().map(|(_, text)| text.as_ref().ok()));
        for ((name, text), parsed) in texts.into_iter().zip(parsed) {
            match text {
                Ok(text) => self.add(name, text, parsed),
                Err(error) => self.findings.push(unreadable_text(&name, &error)),
            }
        }
    }

    fn add(&mut self, name: Arc<str>, text: SourceText, parsed: Parsed) {
        let source = Arc::new(Source {
            name,
            text,
            documents: parsed.documents,
        });
        let first = self.findings.len();
        self.findings.extend(
            parsed
                .errors
                .iter()
                .map(|error| invalid_document(&source, error)),
        );
        for (position, document) in source.documents.iter().enumerate() {
            self.add_document(&source, position, document);
        }
        if let Some(own) = self.findings.get_mut(first..) {
            own.sort_by(|left, right| left.place.cmp(&right.place));
        }
        self.sources.push(source);
    }

    fn add_document(&mut self, source: &Arc<Source>, position: usize, document: &Document) {
        let is_repeated = |duplicate: &&DuplicateKey| !duplicate.merged;
        let has_duplicates = document.duplicates.iter().any(|key| is_repeated(&key));
        let mut owners = Vec::new();
        for object in document.objects() {
            match identify(source, document, &object) {
                Ok(key) => {
                    if has_duplicates {
                        owners.push((object.path.clone(), key.clone()));
                    }
                    self.add_object(LoadedObject {
                        source: Arc::clone(source),
                        document: position,
                        api_version: object.api_version.unwrap_or_default().to_owned(),
                        path: object.path,
                        key,
                    });
                }
                Err(findings) => self.findings.extend(findings),
            }
        }
        for duplicate in document.duplicates.iter().filter(is_repeated) {
            self.add_duplicate_key(source, document, duplicate, &owners);
        }
    }

    fn add_duplicate_key(
        &mut self,
        source: &Source,
        document: &Document,
        duplicate: &DuplicateKey,
        owners: &[(FieldPath, ObjectKey)],
    ) {
        let first = source.text.position(duplicate.first.start);
        let name = &duplicate.name;
        let (message, help) = if duplicate.repeats {
            (
                format!("`{name}` is given twice, first at {first}"),
                "keep one of the two; the last one counts",
            )
        } else {
            (
                format!("`{name}` and what stands at {first} are one key in JSON"),
                "keep one of the two; which one counts is chance",
            )
        };
        let place = Place::of_span(Arc::clone(&source.name), &source.text, duplicate.second);
        let path = duplicate.path.segments();
        let within = |path_of_owner: &FieldPath| path.strip_prefix(path_of_owner.segments());
        let owner = owners
            .iter()
            .find_map(|(path, key)| Some((within(path)?, key)));
        self.findings.push(Finding {
            document: Some(document.index),
            object: owner.map(|(_, key)| key.clone()),
            path: owner.map_or_else(
                || duplicate.path.to_string(),
                |(path, _)| path.iter().cloned().collect::<FieldPath>().to_string(),
            ),
            ..Finding::error("duplicate-key", place, message).with_help(Some(help))
        });
    }

    fn add_object(&mut self, object: LoadedObject) {
        let known = self.by_key.get(&object.key).copied();
        if let Some(first) = known.and_then(|position| self.objects.get_mut(position)) {
            let repetition = Repetition::of(first, &object);
            self.findings.push(repetition.finding);
            self.repeated.push(if repetition.replaces {
                std::mem::replace(first, object)
            } else {
                object
            });
            return;
        }
        self.by_key.insert(object.key.clone(), self.objects.len());
        self.objects.push(object);
    }
}

/// The documents of texts, read on all processors: many small texts as well as a large one.
fn parse<'t>(texts: impl Iterator<Item = Option<&'t SourceText>>) -> Vec<Parsed> {
    let limits = Limits::default();
    let mut parts = Vec::new();
    let mut counts = Vec::new();
    for text in texts {
        let before = parts.len();
        if let Some(text) = text {
            parts.extend(document::parts(text).into_iter().map(|part| (text, part)));
        }
        counts.push(parts.len() - before);
    }
    let pieces = parallel::in_chunks(&parts, |parts| {
        let mut reader = PartReader::new(limits);
        let read = |(text, part): &(&SourceText, Part)| reader.read(text, part);
        parts.iter().map(read).collect()
    });
    let mut pieces = pieces.into_iter();
    let of_text = |count| Parsed::of(pieces.by_ref().take(count), limits);
    counts.into_iter().map(of_text).collect()
}

/// The key of an object, or what it lacks to have one.
fn identify(
    source: &Source,
    document: &Document,
    object: &Object<'_>,
) -> Result<ObjectKey, Vec<Finding>> {
    let node = object.node;
    if node.as_map().is_none() {
        let message = format!("an object is a mapping, not {}", what(node));
        let help = "a manifest starts with `apiVersion:` and `kind:`";
        return Err(vec![Finding {
            document: Some(document.index),
            ..Finding::error("not-an-object", start_of(source, node.span()), message)
                .with_help(Some(help))
        }]);
    }
    let metadata = node.get("metadata");
    let text = |key| {
        metadata
            .and_then(|metadata| metadata.get(key))
            .and_then(Node::as_str)
    };
    let name = text("name").or_else(|| text("generateName"));
    let required = [
        (
            "apiVersion",
            object.api_version,
            "write for example `apiVersion: gateway.networking.k8s.io/v1`",
        ),
        ("kind", object.kind, "write for example `kind: HTTPRoute`"),
        (
            "metadata.name",
            name,
            "every object has a name, unique for its kind in its namespace",
        ),
    ];
    let is_missing = |value: Option<&str>| value.is_none_or(str::is_empty);
    let missing = required.iter().filter(|(_, value, _)| is_missing(*value));
    let missing: Vec<Finding> = missing
        .map(|(path, _, help)| Finding {
            document: Some(document.index),
            ..missing_text(source, node, path).with_help(Some(*help))
        })
        .collect();
    if !missing.is_empty() {
        let nameless = name.is_none_or(str::is_empty) && missing.len() == 1;
        return Err(if nameless && may_be_nameless(object) {
            Vec::new()
        } else {
            missing
        });
    }
    let (group, _) = object
        .api_version
        .and_then(|version| version.rsplit_once('/'))
        .unwrap_or_default();
    let (kind, name) = (object.kind.unwrap_or_default(), name.unwrap_or_default());
    Ok(ObjectKey::new(group, kind, text("namespace"), name))
}

/// Whether the kind is one that clusters need not have: `Kustomization` and the like are files for tools.
fn may_be_nameless(object: &Object<'_>) -> bool {
    const CLUSTER_GROUPS: &[&str] = &["certificates.k8s.io", "discovery.k8s.io"];
    let (api_version, kind) = (object.api_version.unwrap_or_default(), object.kind);
    let foreign = kinds::named(api_version, kind.unwrap_or_default()) == Named::Foreign;
    let group = api_version.rsplit_once('/').map(|(group, _)| group);
    foreign && group.is_some_and(|group| !CLUSTER_GROUPS.contains(&group))
}

/// A field that every object has and that is missing, or is no text.
fn missing_text(source: &Source, object: Node<'_>, path: &str) -> Finding {
    let field: FieldPath = path
        .split('.')
        .map(|name| Segment::Field(name.to_owned()))
        .collect();
    let found = object.place_of(&field);
    let message = if found.complete {
        format!("`{path}` must be a text, not {}", what(found.node))
    } else {
        format!("`{path}` is missing")
    };
    let place = start_of(source, found.node.span());
    Finding {
        path: path.to_owned(),
        ..Finding::error("incomplete-object", place, message)
    }
}

fn unreadable_text(name: &Arc<str>, error: &DocumentError) -> Finding {
    let range = match error.kind {
        DocumentErrorKind::NotUtf8 { position } => Some(Range {
            start: position,
            end: position,
            span: error.span,
        }),
        _ => None,
    };
    let place = Place {
        file: Arc::clone(name),
        range,
    };
    Finding::error("unreadable-file", place, error.to_string()).with_help(error.help())
}

fn invalid_document(source: &Source, error: &DocumentError) -> Finding {
    let place = Place::of_span(Arc::clone(&source.name), &source.text, error.span);
    Finding {
        document: Some(error.document),
        ..Finding::error("invalid-document", place, error.to_string()).with_help(error.help())
    }
}

/// The first line of a span: the sight of a value that fills many lines.
fn start_of(source: &Source, span: Span) -> Place {
    let text = &source.text;
    Place::of_span(Arc::clone(&source.name), text, first_line(text, span))
}

fn what(node: Node<'_>) -> &'static str {
    match node.value() {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String("") => "an empty text",
        Value::String(_) => "a text",
        Value::List(_) => "a list",
        Value::Map(_) => "a mapping",
    }
}
