//! A server's answers to requests: what `kubectl` and controllers would get back.
//!
//! This is the way of a request through a Kubernetes API server without admission plugins: the path decides
//! on resource and version, the body is decoded, pruned, defaulted and checked, and what would be stored is
//! read back. Answers are those to `fieldValidation=Warn`.

mod body;
mod endpoint;
mod media_type;
mod stored;
mod type_meta;
mod warnings;

use serde_json::Value;

use crate::check::{Definition, Findings, Subject};
use crate::document::Node;
use crate::first_look::Look;
use crate::fit::{Fitted, Mode};
use crate::metadata::Metadata;
use crate::release::{Channel, Release};
use crate::violation::Violation;

use body::{Decoded, Unreadable};
use endpoint::Endpoint;
use stored::{Numbers, to_value};
use warnings::Recorder;

pub use body::Body;

/// A request to a server that has the CRDs of a release and channel.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The release whose CRDs the server has.
    pub release: Release,
    /// The channel of these CRDs.
    pub channel: Channel,
    /// What is to be done.
    pub operation: Operation<'a>,
    /// The collection that the request goes to, `/apis/<group>/<version>/namespaces/<namespace>/<plural>`.
    /// Without it, the collection that the object belongs to.
    pub path: Option<&'a str>,
    /// The body of the request.
    pub body: Body<'a>,
}

/// What a request is for.
#[derive(Clone, Copy, Debug)]
pub enum Operation<'a> {
    /// To create an object.
    Create,
    /// To update an object.
    Update(Stored<'a>),
    /// To update the status of an object.
    Status(Stored<'a>),
}

/// An object that the server has.
#[derive(Clone, Copy, Debug)]
pub struct Stored<'a> {
    /// The object as it was sent.
    pub object: Node<'a>,
    /// Whether it got into the store unchecked, as if older CRDs had let it in.
    pub forced: bool,
}

/// What a server answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// The HTTP status.
    pub code: u16,
    /// Why it refuses the object, sorted by field, reason and message.
    pub causes: Vec<Violation>,
    /// Fields of the body that the schema does not have.
    pub unknown_fields: Vec<String>,
    /// What it warns of, sorted. Unknown fields are among them only beside others.
    pub warnings: Vec<String>,
    /// The object as it is stored, without what the server adds by itself.
    pub stored: Option<Value>,
}

const OK: u16 = 200;
const CREATED: u16 = 201;
const BAD_REQUEST: u16 = 400;
const NOT_FOUND: u16 = 404;
const CONFLICT: u16 = 409;
const UNSUPPORTED_MEDIA_TYPE: u16 = 415;
const UNPROCESSABLE: u16 = 422;
const SERVER_ERROR: u16 = 500;

impl Answer {
    /// Whether the server does what is asked.
    pub fn is_accepted(&self) -> bool {
        matches!(self.code, OK | CREATED)
    }

    fn with_code(code: u16) -> Self {
        Self {
            code,
            ..Self::default()
        }
    }
}

/// What the server answers to a request.
pub fn answer(request: &Request<'_>) -> Answer {
    let by_path = match request.path.map(|path| Endpoint::at(request, path)) {
        Some(None) => return Answer::with_code(NOT_FOUND),
        Some(found) => found,
        None => None,
    };
    let unreadable = |endpoint: Option<&Endpoint<'_>>, code| {
        let deprecation = endpoint.and_then(|endpoint| endpoint.definition.version.deprecation);
        Answer {
            warnings: deprecation.map(str::to_owned).into_iter().collect(),
            ..Answer::with_code(code)
        }
    };
    let source = match request.body.read() {
        Ok(source) => source,
        Err(Unreadable::Malformed) => return unreadable(by_path.as_ref(), BAD_REQUEST),
        Err(Unreadable::MediaType) => {
            return unreadable(by_path.as_ref(), UNSUPPORTED_MEDIA_TYPE);
        }
    };
    let Some(endpoint) = by_path.or_else(|| Endpoint::of_object(request, source.node())) else {
        return Answer::with_code(NOT_FOUND);
    };
    let has_status = endpoint.definition.version.status;
    if matches!(request.operation, Operation::Status(_)) && !has_status {
        return Answer::with_code(NOT_FOUND);
    }
    let Some(decoded) = source.decode(&endpoint) else {
        return unreadable(Some(&endpoint), BAD_REQUEST);
    };
    let exchange = Exchange {
        endpoint,
        decoded: &decoded,
    };
    let mut answer = match request.operation {
        _ if !decoded.fits => Answer::with_code(BAD_REQUEST),
        Operation::Create => exchange.create(),
        Operation::Update(old) => exchange.update(old, false),
        Operation::Status(old) => exchange.update(old, true),
    };
    exchange.add_warnings(&mut answer);
    answer.causes.sort_by(|left, right| {
        let key = |violation: &Violation| {
            (
                violation.field.clone(),
                violation.reason.as_str(),
                violation.message.clone(),
            )
        };
        key(left).cmp(&key(right))
    });
    answer
}

/// A request that could be decoded.
struct Exchange<'x> {
    endpoint: Endpoint<'x>,
    decoded: &'x Decoded<'x>,
}

impl Exchange<'_> {
    fn definition(&self) -> Definition {
        self.endpoint.definition
    }

    fn create(&self) -> Answer {
        let definition = self.definition();
        let schema = definition.version.schema;
        let mut fitted = self.decoded.fit(definition);
        if definition.version.status {
            fitted.remove("status", schema);
        }
        let metadata = &self.decoded.metadata;
        let subject = Subject {
            fitted: &fitted,
            metadata,
            kind: self.decoded.kind,
        };
        // What is stored takes the whole object anyway.
        let found = definition.check_create(subject, Look::Unsure);
        if !found.violations.is_empty() {
            return refused(found);
        }
        // Only the store looks at it.
        if !metadata.resource_version.is_empty() {
            return Answer::with_code(SERVER_ERROR);
        }
        let object = to_value(fitted.root(), Some(schema), Numbers::Stored);
        let mut kept = metadata.clone();
        kept.become_created();
        let stored = self
            .endpoint
            .read_back(object, &kept, self.decoded.has_namespace);
        Answer {
            code: CREATED,
            stored: Some(stored),
            warnings: metadata.warnings(None),
            ..Answer::default()
        }
    }

    fn update(&self, old: Stored<'_>, status_only: bool) -> Answer {
        let definition = self.definition();
        let schema = definition.version.schema;
        let mut old_metadata = Metadata::read_stored(old.object);
        if !old.forced {
            old_metadata.become_created();
        }
        let metadata = &self.decoded.metadata.updating(&old_metadata);
        let has_path = !["", ".", ".."].contains(&metadata.name);
        if !has_path || metadata.name != old_metadata.name {
            return Answer::with_code(BAD_REQUEST);
        }
        // The server chose the identifier itself, so that no other can be right.
        if !metadata.uid.is_empty() {
            return Answer::with_code(CONFLICT);
        }
        let old_value = self.endpoint.stored_before(old);
        let old_fitted = Fitted::new(&old_value, schema, Mode::Bare);
        let old_subject = Subject {
            fitted: &old_fitted,
            metadata: &old_metadata,
            kind: definition.resource.kind,
        };

        let new = self.decoded.fit(definition);
        let new = to_value(new.root(), Some(schema), Numbers::Sent);
        let (merged, metadata, kind) = if status_only {
            (
                with_status(old_value.clone(), &new),
                &old_metadata,
                definition.resource.kind,
            )
        } else if definition.version.status {
            (with_status(new, &old_value), metadata, self.decoded.kind)
        } else {
            (new, metadata, self.decoded.kind)
        };
        let fitted = Fitted::new(&merged, schema, Mode::Bare);
        let subject = Subject {
            fitted: &fitted,
            metadata: &self.endpoint.in_namespace(metadata),
            kind,
        };
        let old_subject = Subject {
            metadata: &self.endpoint.in_namespace(&old_metadata),
            ..old_subject
        };
        let found = if status_only {
            definition.check_status(subject, old_subject)
        } else {
            definition.check_update(subject, old_subject)
        };
        let mut warnings: Vec<String> = found.forgiven.iter().map(Violation::to_string).collect();
        if !found.violations.is_empty() {
            return Answer {
                warnings,
                ..refused(found)
            };
        }
        if !status_only {
            warnings.extend(metadata.warnings(Some(&old_metadata)));
        }
        let object = to_value(fitted.root(), Some(schema), Numbers::Stored);
        let has_namespace =
            self.decoded.has_namespace || (status_only && !old_metadata.namespace.is_empty());
        let metadata = &self.endpoint.in_namespace(metadata);
        let stored = self.endpoint.read_back(object, metadata, has_namespace);
        Answer {
            code: OK,
            stored: Some(stored),
            warnings,
            ..Answer::default()
        }
    }

    /// Adds what the body alone is worth a warning, in front of what its checks are worth.
    fn add_warnings(&self, answer: &mut Answer) {
        let deprecation = self.definition().version.deprecation.map(str::to_owned);
        let unknown = self.decoded.unknown_fields();
        let early = (answer.code != BAD_REQUEST)
            .then(|| self.decoded.metadata.early_warning())
            .flatten();
        let checked = std::mem::take(&mut answer.warnings);
        let mut recorder = Recorder::default();
        deprecation
            .into_iter()
            .chain(self.decoded.duplicates.iter().cloned())
            .chain(unknown.iter().map(|field| unknown_field(field)))
            .chain(early)
            .chain(checked)
            .for_each(|text| recorder.add(text));
        let mut said = recorder.into_said();
        said.sort_unstable();
        answer.unknown_fields = unknown;
        answer.unknown_fields.sort_unstable();
        answer.unknown_fields.dedup();
        answer
            .unknown_fields
            .retain(|field| said.binary_search(&unknown_field(field)).is_ok());
        // Unknown fields alone are not said twice.
        if said.len() > answer.unknown_fields.len() {
            answer.warnings = said;
        }
    }
}

fn unknown_field(field: &str) -> String {
    format!("unknown field \"{field}\"")
}

fn refused(found: Findings) -> Answer {
    Answer {
        code: UNPROCESSABLE,
        causes: found.violations,
        ..Answer::default()
    }
}

/// An object with the status of another one.
fn with_status(mut object: Value, other: &Value) -> Value {
    if let Some(members) = object.as_object_mut() {
        match other.get("status") {
            Some(status) => members.insert("status".to_owned(), status.clone()),
            None => members.remove("status"),
        };
    }
    object
}
