//! The object at hand: which kind it is, or is meant to be, and whose fields it may have.

use gateway_api_types::Kind;

use super::{Context, Findings, Rule, Site};
use crate::document::Node;
use crate::generated;
use crate::kinds::{self, Mistake, Named, Place};
use crate::release::{Channel, Release};
use crate::schema::Schema;

/// An object of the Gateway API, or one that means to be.
#[derive(Debug)]
pub(super) struct Subject<'a> {
    pub(super) node: Node<'a>,
    /// The kind, or the one that took its place.
    pub(super) kind: Option<Kind>,
    /// The version as it is written.
    version: &'a str,
    /// Why there is no such kind or version.
    pub(super) mistake: Option<Mistake>,
    pub(super) schemas: Schemas,
}

/// The schemas of a value: those of the context, and others to know what their fields are.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Schemas {
    /// Release and channel of the context, or the closest that have the kind.
    pub(super) here: Option<&'static Schema>,
    /// The experimental channel of the release.
    pub(super) experimental: Option<&'static Schema>,
    /// The experimental channel of the current release.
    pub(super) newest: Option<&'static Schema>,
}

impl<'a> Subject<'a> {
    /// `None` for objects of other APIs.
    pub(super) fn new(
        node: Node<'a>,
        api_version: &'a str,
        kind: &str,
        context: &Context,
    ) -> Option<Self> {
        let (kind, mistake) = match kinds::named(api_version, kind) {
            Named::Foreign => return None,
            Named::Known(kind) => (Some(kind), None),
            Named::Mistaken(mistake) => {
                let meant = |kind: &&Kind| Some(kind.as_str()) == mistake.kind;
                (Kind::ALL.iter().find(meant).copied(), Some(mistake))
            }
        };
        let version = api_version
            .rsplit_once('/')
            .map_or("", |(_, version)| version);
        let schemas =
            kind.map_or_else(Schemas::default, |kind| Schemas::of(kind, version, context));
        Some(Self {
            node,
            kind,
            version,
            mistake,
            schemas,
        })
    }

    /// The object as a place.
    pub(super) fn root(&self) -> Site<'_, 'a> {
        Site::root(self.node, self.kind, self.schemas.here)
    }

    /// The version as it is written.
    pub(super) fn version(&self) -> &'a str {
        self.version
    }

    /// The kind, if it exists in this version.
    pub(super) fn known(&self) -> Option<Kind> {
        self.kind.filter(|_| self.mistake.is_none())
    }

    /// Reports that the object's kind or version does not exist, if that is what is wrong there.
    pub(super) fn report_mistake(
        &self,
        rule: &'static Rule,
        place: Place,
        field: &str,
        findings: &mut Findings,
    ) {
        let Some(mistake) = self
            .mistake
            .as_ref()
            .filter(|mistake| mistake.place == place)
        else {
            return;
        };
        let root = self.root();
        let site = root.field(field).unwrap_or(root);
        let finding = findings.value(rule, site, mistake.message.as_str());
        finding.help.clone_from(&mistake.help);
    }
}

impl Schemas {
    fn of(kind: Kind, version: &str, context: &Context) -> Self {
        let schema = |release, channel| schema_of(kind, version, release, channel);
        let experimental = schema(context.release, Channel::Experimental);
        let newest = schema(Release::default(), Channel::Experimental);
        Self {
            here: schema(context.release, context.channel)
                .or(experimental)
                .or(newest),
            experimental,
            newest,
        }
    }

    /// The schemas of a field; `None` where no schema has it.
    pub(super) fn field(self, name: &str, hint: &mut usize) -> Self {
        let of = |schema: Option<&'static Schema>, hint: usize| {
            let schema = schema?;
            if let Some(additional) = schema.additional {
                return Some((additional, hint));
            }
            let position = schema.property(name, hint)?;
            Some((schema.properties.get(position)?.schema, position + 1))
        };
        let here = of(self.here, *hint);
        if let Some((_, next)) = here {
            *hint = next;
        }
        let here = here.map(|(schema, _)| schema);
        // Mostly all three are one.
        let same = |schema: Option<&'static Schema>| match (schema, self.here) {
            (Some(one), Some(other)) if std::ptr::eq(one, other) => here,
            _ => of(schema, 0).map(|(schema, _)| schema),
        };
        Self {
            here,
            experimental: same(self.experimental),
            newest: same(self.newest),
        }
    }

    /// The schemas of the items.
    pub(super) fn items(self) -> Self {
        let of = |schema: Option<&'static Schema>| schema.and_then(|schema| schema.items);
        Self {
            here: of(self.here),
            experimental: of(self.experimental),
            newest: of(self.newest),
        }
    }
}

/// The schema of a kind in a version, or in the one it is stored in.
fn schema_of(
    kind: Kind,
    version: &str,
    release: Release,
    channel: Channel,
) -> Option<&'static Schema> {
    let mut resources = generated::resources(release, channel).iter();
    let resource = resources
        .find(|resource| resource.kind == kind.as_str() && resource.group == kind.group())?;
    let named = resource.versions.iter().find(|known| known.name == version);
    let served = || resource.versions.iter().find(|known| known.served);
    named.or_else(served).map(|version| version.schema)
}
