//! The shape of the schema tables.

use crate::cel_runtime::Outcome;
use crate::pattern::Pattern;
use crate::property::{Mark, Present, Property};
use crate::val::Val;

/// A kind in one release and channel.
#[derive(Debug)]
pub(crate) struct Resource {
    pub(crate) group: &'static str,
    pub(crate) kind: &'static str,
    /// The name in URLs.
    pub(crate) plural: &'static str,
    pub(crate) namespaced: bool,
    pub(crate) versions: &'static [Version],
}

/// A version of a kind.
#[derive(Debug)]
pub(crate) struct Version {
    pub(crate) name: &'static str,
    /// Whether a server of this release and channel takes requests in it.
    pub(crate) served: bool,
    /// Whether objects are stored in it.
    pub(crate) storage: bool,
    /// Whether the status is a resource of its own.
    pub(crate) status: bool,
    /// What a server warns of when the version is used.
    pub(crate) deprecation: Option<&'static str>,
    pub(crate) schema: &'static Schema,
}

/// A schema node.
#[derive(Debug)]
pub(crate) struct Schema {
    pub(crate) kind: Kind,
    pub(crate) format: Format,
    pub(crate) default: Option<&'static Constant>,
    /// Sorted by name.
    pub(crate) properties: &'static [Property],
    /// The properties that have a default.
    pub(crate) defaulted: Present,
    /// The properties that must be there.
    pub(crate) required: Present,
    pub(crate) additional: Option<&'static Schema>,
    pub(crate) items: Option<&'static Schema>,
    pub(crate) enumeration: &'static [Constant],
    pub(crate) pattern: Option<&'static Pattern>,
    pub(crate) maximum: Option<i64>,
    pub(crate) minimum: Option<i64>,
    pub(crate) max_items: Option<usize>,
    pub(crate) min_items: Option<usize>,
    pub(crate) max_length: Option<usize>,
    pub(crate) min_length: Option<usize>,
    pub(crate) max_properties: Option<usize>,
    pub(crate) min_properties: Option<usize>,
    pub(crate) list_type: ListType,
    /// Whether a `value` of type `IPAddress` must be an IP address, the one `oneOf` of the CRDs.
    pub(crate) address: bool,
    pub(crate) rules: &'static [RuleSite],
    /// Whether a rule stands here or below.
    pub(crate) has_rules: bool,
    /// Whether a list here or below is a set, or of type map.
    pub(crate) has_list_types: bool,
}

/// A field that rules read, as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Field(pub(crate) u16);

/// The type of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Object,
    Array,
    String,
    Integer,
    Boolean,
}

/// A format that a server checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    None,
    Int32,
    Int64,
    DateTime,
}

/// Which items of a list are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ListType {
    Atomic,
    Set,
    /// Those that agree in these fields.
    Map(&'static [&'static str]),
}

/// A default, or a value of an enumeration.
#[derive(Debug)]
pub(crate) enum Constant {
    Int(i64),
    Text(&'static str),
    List(&'static [Constant]),
    Map(&'static [(&'static str, Constant)]),
}

/// A rule at a node.
#[derive(Debug)]
pub(crate) struct RuleSite {
    pub(crate) rule: &'static Rule,
    /// What a server says when the rule fails.
    pub(crate) message: &'static str,
}

/// A rule of the CRDs.
#[derive(Debug)]
pub(crate) struct Rule {
    /// The name, in kebab case.
    pub(crate) id: &'static str,
    /// The rule in CEL.
    pub(crate) expression: &'static str,
    /// What to write instead.
    pub(crate) help: Option<&'static str>,
    pub(crate) check: Check,
}

/// A rule as a function.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Check {
    /// Looks at the value.
    State(fn(Val<'_>) -> Outcome<bool>),
    /// Compares the value with the one before.
    Transition(fn(Val<'_>, Val<'_>) -> Outcome<bool>),
}

impl Kind {
    /// The type as messages spell it.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Object => "object",
            Self::Array => "array",
            Self::String => "string",
            Self::Integer => "integer",
            Self::Boolean => "boolean",
        }
    }
}

impl Format {
    /// The format as messages spell it.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Int32 => "int32",
            Self::Int64 => "int64",
            Self::DateTime => "date-time",
        }
    }
}

impl Schema {
    pub(crate) const OBJECT: Self = Self::of(Kind::Object);
    pub(crate) const ARRAY: Self = Self::of(Kind::Array);
    pub(crate) const STRING: Self = Self::of(Kind::String);
    pub(crate) const INTEGER: Self = Self::of(Kind::Integer);
    pub(crate) const BOOLEAN: Self = Self::of(Kind::Boolean);

    const fn of(kind: Kind) -> Self {
        Self {
            kind,
            format: Format::None,
            default: None,
            properties: &[],
            defaulted: Present::NONE,
            required: Present::NONE,
            additional: None,
            items: None,
            enumeration: &[],
            pattern: None,
            maximum: None,
            minimum: None,
            max_items: None,
            min_items: None,
            max_length: None,
            min_length: None,
            max_properties: None,
            min_properties: None,
            list_type: ListType::Atomic,
            address: false,
            rules: &[],
            has_rules: false,
            has_list_types: false,
        }
    }

    /// The position of a property, looked for from `hint` on: properties and members mostly come in the
    /// same order.
    #[inline]
    pub(crate) fn property(&self, name: impl AsRef<[u8]>, hint: usize) -> Option<usize> {
        self.find(name.as_ref(), hint).map(|(position, _)| position)
    }

    /// A property and its position, looked for in the same way.
    #[inline]
    pub(crate) fn find(&self, name: &[u8], hint: usize) -> Option<(usize, &'static Property)> {
        let mark = Mark::of(name);
        let mut position = hint;
        while let Some(property) = self.properties.get(position) {
            if property.is_named(name, mark) {
                return Some((position, property));
            }
            position += 1;
        }
        self.find_before(name, hint)
    }

    #[inline(never)]
    fn find_before(&self, name: &[u8], hint: usize) -> Option<(usize, &'static Property)> {
        let mark = Mark::of(name);
        let mut before = self.properties.iter().take(hint).enumerate();
        before.find(|(_, property)| property.is_named(name, mark))
    }
}
