//! Validation of objects against the CRDs of a release and channel.

use gateway_api_types::GatewayApiObject;
use serde_json::Value;

use crate::check::{Definition, Findings, Subject};
use crate::document::{Node, Span};
use crate::field_path::FieldPath;
use crate::first_look::{Look, look_at_object};
use crate::fit::Fitted;
use crate::generated;
use crate::help;
use crate::json::Json;
use crate::metadata::{Malformed, Metadata};
use crate::release::{Channel, Release};
use crate::schema::Version;
use crate::violation::Violation;

/// Holds objects against the CRDs of a release and channel.
///
/// ```
/// use gateway_validate::{Channel, Release, Validator};
///
/// let validator = Validator::new(Release::V1_7_0, Channel::Standard);
/// let report = validator.validate(&serde_json::json!({
///     "apiVersion": "gateway.networking.k8s.io/v1",
///     "kind": "GatewayClass",
///     "metadata": { "name": "edge", "namespace": "infra" },
///     "spec": { "controllerName": "not a domain" },
/// }));
/// assert_eq!(report.violations[0].path.to_string(), "spec.controllerName");
/// assert_eq!(report.violations[0].rule, "pattern");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Validator {
    release: Release,
    channel: Channel,
}

/// What a server says of an object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Why the server does not read the object at all. There is nothing else then.
    pub refusal: Option<Refusal>,
    /// Why the server refuses the object.
    pub violations: Vec<Violation>,
    /// Fields that the schema does not have. The server drops them with a warning.
    pub unknown_fields: Vec<FieldPath>,
    /// Rules that the object fails and an update is forgiven, because it failed them before. The server
    /// warns of them.
    pub forgiven: Vec<Violation>,
    /// What else the server warns of.
    pub warnings: Vec<String>,
}

/// Why a server does not read an object at all.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// The CRDs of the release and channel have no such group and kind.
    UnknownKind {
        /// `apiVersion` of the object.
        api_version: String,
        /// `kind` of the object.
        kind: String,
    },
    /// The kind has no such version, or the server takes no requests in it.
    UnknownVersion {
        /// `apiVersion` of the object.
        api_version: String,
        /// `kind` of the object.
        kind: String,
    },
    /// A field of the metadata, or the object itself, is not of its type.
    Malformed {
        /// The field.
        path: FieldPath,
        /// What it must be.
        wanted: &'static str,
    },
}

impl Validator {
    /// A validator of the objects of a release and channel.
    pub const fn new(release: Release, channel: Channel) -> Self {
        Self { release, channel }
    }

    /// What a server says when the object is created. An object of a namespaced kind that names no
    /// namespace is taken as one of `default`, as `kubectl` does.
    pub fn validate<'a>(self, object: impl Json<'a>) -> Report {
        self.examine(object, look_at_object)
            .map_or_else(Report::refused, |examined| {
                let definition = examined.definition;
                let found = definition.check_create(examined.subject(), examined.look);
                examined.report(found, None)
            })
    }

    /// What a server says when `old` is updated to `new`. `old` is what was stored.
    pub fn validate_update<'o, 'n>(self, old: impl Json<'o>, new: impl Json<'n>) -> Report {
        let mut examined = match self.examine(new, |_, _| Look::Unsure) {
            Ok(examined) => examined,
            Err(refusal) => return Report::refused(refusal),
        };
        match Examined::of_old(old, examined.definition) {
            Ok(old) => {
                examined.metadata = examined.metadata.updating(&old.metadata);
                let found = examined
                    .definition
                    .check_update(examined.subject(), old.subject());
                examined.report(found, Some(&old.metadata))
            }
            Err(refusal) => Report::refused(refusal),
        }
    }

    /// What a server says of the document at a node, with the places of what it says.
    pub fn validate_node(self, node: Node<'_>) -> Report {
        self.validate(node).with_places(node)
    }

    /// What a server says when `old` is updated to the document at a node, with the places of what it says.
    pub fn validate_node_update<'o>(self, old: impl Json<'o>, new: Node<'_>) -> Report {
        self.validate_update(old, new).with_places(new)
    }

    /// What a server says of a typed object, which is validated as what it is written as.
    pub fn validate_object<T: GatewayApiObject>(
        self,
        object: &T,
    ) -> Result<Report, serde_json::Error> {
        Ok(self.validate(&serde_json::to_value(object)?))
    }

    fn examine<'a, J: Json<'a>>(
        self,
        object: J,
        look: impl FnOnce(J, &Version) -> Look,
    ) -> Result<Examined<'a>, Refusal> {
        let (Some(api_version), Some(kind)) = (text(object, "apiVersion")?, text(object, "kind")?)
        else {
            let missing = if object.member("kind").is_none() {
                "kind"
            } else {
                "apiVersion"
            };
            return Err(Refusal::Malformed {
                path: FieldPath::root().field(missing),
                wanted: "a text",
            });
        };
        let definition = self.definition(api_version, kind)?;
        let look = look(object, definition.version);
        Examined::new(object, definition, kind, look)
    }

    fn definition(self, api_version: &str, kind: &str) -> Result<Definition, Refusal> {
        let (group, version) = api_version.rsplit_once('/').unwrap_or(("", api_version));
        let owned = || (api_version.to_owned(), kind.to_owned());
        let mut resources = generated::resources(self.release, self.channel).iter();
        let resource = resources.find(|resource| resource.kind == kind && resource.group == group);
        let resource = resource.ok_or_else(|| {
            let (api_version, kind) = owned();
            Refusal::UnknownKind { api_version, kind }
        })?;
        let mut versions = resource.versions.iter();
        let version = versions.find(|known| known.name == version && known.served);
        let version = version.ok_or_else(|| {
            let (api_version, kind) = owned();
            Refusal::UnknownVersion { api_version, kind }
        })?;
        Ok(Definition { resource, version })
    }
}

/// What a server of the current release says when the object is created.
pub fn validate(object: &Value, channel: Channel) -> Report {
    Validator::new(Release::default(), channel).validate(object)
}

/// What a server of the current release says when `old` is updated to `new`.
pub fn validate_update(old: &Value, new: &Value, channel: Channel) -> Report {
    Validator::new(Release::default(), channel).validate_update(old, new)
}

/// What a server of the current release says when a typed object is created.
pub fn validate_object<T: GatewayApiObject>(
    object: &T,
    channel: Channel,
) -> Result<Report, serde_json::Error> {
    Validator::new(Release::default(), channel).validate_object(object)
}

/// An object that could be read.
struct Examined<'a> {
    definition: Definition,
    fitted: Fitted<'a>,
    metadata: Metadata<'a>,
    kind: &'a str,
    look: Look,
}

impl<'a> Examined<'a> {
    fn new<J: Json<'a>>(
        object: J,
        definition: Definition,
        kind: &'a str,
        look: Look,
    ) -> Result<Self, Refusal> {
        let mut metadata = Metadata::read(object)?;
        if definition.resource.namespaced && metadata.namespace.is_empty() {
            metadata.namespace = "default";
        }
        let mut fitted = Fitted::after(look, object, definition.version.schema);
        if definition.version.status {
            fitted.remove("status", definition.version.schema);
        }
        Ok(Self {
            definition,
            fitted,
            metadata,
            kind,
            look,
        })
    }

    /// An object as it was stored, in whatever version, as one of the definition.
    fn of_old<J: Json<'a>>(object: J, definition: Definition) -> Result<Self, Refusal> {
        Self::new(object, definition, definition.resource.kind, Look::Unsure)
    }

    fn subject(&self) -> Subject<'_> {
        Subject {
            fitted: &self.fitted,
            metadata: &self.metadata,
            kind: self.kind,
        }
    }

    fn report(self, mut found: Findings, old: Option<&Metadata<'_>>) -> Report {
        let schema = self.definition.version.schema;
        help::add(&mut found.violations, self.fitted.root(), schema);
        let mut warnings: Vec<String> = Vec::new();
        warnings.extend(self.definition.version.deprecation.map(str::to_owned));
        warnings.extend(self.metadata.early_warning());
        if found.violations.is_empty() {
            warnings.extend(self.metadata.warnings(old));
        }
        let mut unknown_fields = self.metadata.unknown;
        unknown_fields.extend(self.fitted.unknown);
        Report {
            refusal: None,
            violations: found.violations,
            unknown_fields,
            forgiven: found.forgiven,
            warnings,
        }
    }
}

impl Report {
    fn refused(refusal: Refusal) -> Self {
        Self {
            refusal: Some(refusal),
            ..Self::default()
        }
    }

    /// Whether the server accepts the object.
    pub fn is_accepted(&self) -> bool {
        self.refusal.is_none() && self.violations.is_empty()
    }

    /// Adds the places of what was found, and sorts by them.
    fn with_places(mut self, node: Node<'_>) -> Self {
        let place = |path: &FieldPath| -> Option<Span> {
            let found = node.place_of(path);
            match found.key_span {
                Some(key) if !found.complete => Some(key),
                _ => Some(found.node.span()),
            }
        };
        for violation in self.violations.iter_mut().chain(&mut self.forgiven) {
            violation.span = place(&violation.path);
        }
        self.violations.sort_by_key(|violation| violation.span);
        self.forgiven.sort_by_key(|violation| violation.span);
        self
    }
}

impl From<Malformed> for Refusal {
    fn from(Malformed { path, wanted }: Malformed) -> Self {
        Self::Malformed { path, wanted }
    }
}

fn text<'a>(object: impl Json<'a>, name: &str) -> Result<Option<&'a str>, Refusal> {
    match object.member(name) {
        None => Ok(None),
        Some(value) => value.text().map(Some).ok_or_else(|| Refusal::Malformed {
            path: FieldPath::root().field(name),
            wanted: "a text",
        }),
    }
}
