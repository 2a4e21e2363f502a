//! Field paths as an API server spells them: `spec.rules[0].matches[1].path.value`.

use std::fmt;
use std::str::FromStr;

/// One step of a [`FieldPath`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Segment {
    /// A member of an object, or an entry of a map such as `labels`.
    Field(String),
    /// An item of a list, counted from 0.
    Index(usize),
}

/// The way from the root of an object to one of its values.
///
/// The root itself is the empty path. Keys of maps (labels, annotations) are fields like any other, so a
/// key with a dot in it prints as several fields would; [`Node::at`](crate::document::Node::at) finds it
/// all the same.
///
/// ```
/// use gateway_validate::field_path::FieldPath;
///
/// let path: FieldPath = "spec.rules[0].matches[1].path.value".parse()?;
/// assert_eq!(path.segments().len(), 7);
/// assert_eq!(path.to_string(), "spec.rules[0].matches[1].path.value");
/// # Ok::<(), gateway_validate::field_path::InvalidFieldPath>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FieldPath(Vec<Segment>);

/// Why a text is not a field path.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum InvalidFieldPath {
    /// Nothing stands between two dots, or a dot ends the path.
    EmptyField(String),
    /// A `[` without its `]`, or something other than a number or a key between them.
    Index(String),
}

impl FieldPath {
    /// The path of the object itself.
    pub const fn root() -> Self {
        Self(Vec::new())
    }

    /// The steps from the root on.
    pub fn segments(&self) -> &[Segment] {
        &self.0
    }

    /// Whether this is the object itself.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// The path without its last step; `None` at the root.
    pub fn parent(&self) -> Option<Self> {
        let (_, rest) = self.0.split_last()?;
        Some(Self(rest.to_vec()))
    }

    /// This path, continued by a member.
    #[must_use]
    pub fn field(&self, name: impl Into<String>) -> Self {
        self.joined(Segment::Field(name.into()))
    }

    /// This path, continued by an item of a list.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.joined(Segment::Index(index))
    }

    /// The path as it prints, written at once.
    pub(crate) fn text(&self) -> String {
        let length = |segment: &Segment| match segment {
            Segment::Field(name) => name.len() + 1,
            Segment::Index(_) => 4,
        };
        let mut text = String::with_capacity(self.0.iter().map(length).sum());
        for (position, segment) in self.0.iter().enumerate() {
            match segment {
                Segment::Field(name) => {
                    if position > 0 {
                        text.push('.');
                    }
                    text.push_str(name);
                }
                Segment::Index(index) => {
                    text.push('[');
                    match u8::try_from(*index) {
                        Ok(digit @ 0..10) => text.push(char::from(b'0' + digit)),
                        _ => text.push_str(&index.to_string()),
                    }
                    text.push(']');
                }
            }
        }
        text
    }

    fn joined(&self, segment: Segment) -> Self {
        let mut segments = Vec::with_capacity(self.0.len() + 1);
        segments.extend_from_slice(&self.0);
        segments.push(segment);
        Self(segments)
    }
}

impl From<Vec<Segment>> for FieldPath {
    fn from(segments: Vec<Segment>) -> Self {
        Self(segments)
    }
}

impl FromIterator<Segment> for FieldPath {
    fn from_iter<I: IntoIterator<Item = Segment>>(segments: I) -> Self {
        Self(segments.into_iter().collect())
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl FromStr for FieldPath {
    type Err = InvalidFieldPath;

    /// Reads the server's spelling. A key in brackets (`annotations[example.com/a]`) is a field; the empty
    /// text is the root.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut segments = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            if let Some(open) = rest.strip_prefix('[') {
                let (inside, after) = open
                    .split_once(']')
                    .ok_or_else(|| InvalidFieldPath::Index(text.to_owned()))?;
                segments.push(bracketed(inside, text)?);
                rest = after;
                continue;
            }
            if !segments.is_empty() {
                rest = rest
                    .strip_prefix('.')
                    .ok_or_else(|| InvalidFieldPath::Index(text.to_owned()))?;
            }
            let end = rest.find(['.', '[']).unwrap_or(rest.len());
            let (name, after) = rest.split_at(end);
            if name.is_empty() {
                return Err(InvalidFieldPath::EmptyField(text.to_owned()));
            }
            segments.push(Segment::Field(name.to_owned()));
            rest = after;
        }
        Ok(Self(segments))
    }
}

impl fmt::Display for InvalidFieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptyField(path) => {
                write!(
                    f,
                    "the field path `{path}` has a step without a name; write for example `spec.rules[0].name`"
                )
            }
            Self::Index(path) => {
                write!(
                    f,
                    "the field path `{path}` has an index that is not closed; write for example `spec.rules[0].name`"
                )
            }
        }
    }
}

impl std::error::Error for InvalidFieldPath {}

fn bracketed(inside: &str, path: &str) -> Result<Segment, InvalidFieldPath> {
    if let Ok(index) = inside.parse() {
        return Ok(Segment::Index(index));
    }
    if inside.is_empty() {
        return Err(InvalidFieldPath::Index(path.to_owned()));
    }
    Ok(Segment::Field(inside.to_owned()))
}
