//! Building a [`Tree`] from the events of a parser.

use super::aliasing::Reads;
use super::duplicates;
use super::error::{DocumentError, DocumentErrorKind};
use super::scalar::{KeyKind, Scalar};
use super::source::Span;
use super::tree::{Data, MemberData, Shape, Tree};
use super::{DuplicateKey, Limits};
use crate::field_path::{FieldPath, Segment};

/// Collects the values of one document, innermost first.
#[derive(Debug)]
pub(super) struct Builder {
    tree: Tree,
    limits: Limits,
    frames: Vec<Frame>,
    /// Finished items and members of the open lists and mappings, outermost first.
    items: Vec<u32>,
    members: Vec<MemberData>,
    /// What each node stands for with aliases written out.
    sizes: Vec<Size>,
    reads: Reads,
    duplicates: Vec<DuplicateKey>,
}

/// An open list or mapping.
#[derive(Debug)]
struct Frame {
    kind: FrameKind,
    start: u32,
    /// Where its parts start in `items` or `members`.
    first: usize,
}

#[derive(Debug)]
enum FrameKind {
    List,
    Map(Pending),
}

/// What the next value of an open mapping is for.
#[derive(Clone, Copy, Debug)]
enum Pending {
    /// The key comes first.
    Nothing,
    /// The member of this key: its text, its place, and what it was.
    Member(Span, Span, KeyKind),
    /// A merge key: its members become members of the mapping.
    Merge(Span),
}

#[derive(Clone, Copy, Debug, Default)]
struct Size {
    values: u64,
    /// Values and keys, and an alias beside what it stands for.
    reads: u64,
    depth: usize,
}

impl Builder {
    pub(super) fn new(limits: Limits) -> Self {
        Self {
            tree: Tree::default(),
            limits,
            frames: Vec::new(),
            items: Vec::new(),
            members: Vec::new(),
            sizes: Vec::new(),
            reads: Reads::default(),
            duplicates: Vec::new(),
        }
    }

    /// Whether a mapping is open that waits for a key.
    pub(super) fn wants_key(&self) -> bool {
        matches!(
            self.frames.last(),
            Some(Frame {
                kind: FrameKind::Map(Pending::Nothing),
                ..
            })
        )
    }

    pub(super) fn begin_list(&mut self, start: Span) -> Result<(), DocumentError> {
        let first = self.items.len();
        self.begin(FrameKind::List, first, start)
    }

    pub(super) fn begin_map(&mut self, start: Span) -> Result<(), DocumentError> {
        let first = self.members.len();
        self.begin(FrameKind::Map(Pending::Nothing), first, start)
    }

    /// The key of the next value of the open mapping.
    pub(super) fn key(&mut self, text: &str, span: Span, kind: KeyKind) {
        self.reads.add_one();
        let stored = self.store(text);
        self.expect(Pending::Member(stored, span, kind));
    }

    /// A merge key: the next value holds members of the open mapping.
    pub(super) fn merge_key(&mut self, span: Span) {
        self.expect(Pending::Merge(span));
    }

    /// Adds a value that has no parts.
    pub(super) fn scalar(&mut self, value: Scalar<'_>, span: Span) -> Result<u32, DocumentError> {
        self.reads.add_one();
        let id = self.detached(value, span);
        self.attach(id)
    }

    /// A value without parts that only aliases may name: the anchor of a key.
    pub(super) fn detached(&mut self, value: Scalar<'_>, span: Span) -> u32 {
        let value = match value {
            Scalar::Null => Shape::Null,
            Scalar::Bool(value) => Shape::Bool(value),
            Scalar::Number(number) => Shape::Number(number),
            Scalar::String(text) => Shape::String(self.store(text)),
        };
        self.node(
            Data { value, span },
            Size {
                values: 1,
                reads: 1,
                depth: 0,
            },
        )
    }

    /// Adds the value of an anchor once more.
    pub(super) fn alias(&mut self, target: u32, span: Span) -> Result<u32, DocumentError> {
        let size = self.size(target);
        let limit = self.limits.alias_values;
        if size.values > limit {
            return Err(DocumentError::new(
                DocumentErrorKind::TooManyAliases { limit },
                span,
            ));
        }
        self.check_depth(self.frames.len() + size.depth, span)?;
        let excess = self.reads.add_alias(size.reads);
        excess.map_err(|percent| {
            DocumentError::new(DocumentErrorKind::MostlyAliases { percent }, span)
        })?;
        let value = self.shape(target);
        let size = Size {
            reads: size.reads.saturating_add(1),
            ..size
        };
        let id = self.node(Data { value, span }, size);
        self.attach(id)
    }

    /// A value without parts, read back.
    pub(super) fn scalar_at(&self, id: u32) -> Option<Scalar<'_>> {
        Some(match self.shape(id) {
            Shape::Null => Scalar::Null,
            Shape::Bool(value) => Scalar::Bool(value),
            Shape::Number(number) => Scalar::Number(number),
            Shape::String(text) => Scalar::String(self.tree.text.get(text.range())?),
            Shape::List(_) | Shape::Map(_) => return None,
        })
    }

    /// Closes the open list or mapping, whose last character is before `end`.
    pub(super) fn end(&mut self, end: Option<u32>) -> Result<u32, DocumentError> {
        let Some(frame) = self.frames.pop() else {
            return Ok(self.tree.root);
        };
        let id = match frame.kind {
            FrameKind::List => self.end_list(&frame, end),
            FrameKind::Map(_) => self.end_map(&frame, end),
        };
        self.attach(id)
    }

    /// The document, once everything is closed. What it was built in serves the next one: a tree is made of what it
    /// needs and no more.
    pub(super) fn finish(&mut self) -> (Tree, Vec<DuplicateKey>, u64) {
        let size = self.size(self.tree.root);
        let own = self.sizes.len() as u64;
        let tree = Tree {
            nodes: self.tree.nodes.as_slice().into(),
            items: self.tree.items.as_slice().into(),
            members: self.tree.members.as_slice().into(),
            text: self.tree.text.as_str().into(),
            root: self.tree.root,
            sorted: std::mem::take(&mut self.tree.sorted),
        };
        let duplicates = std::mem::take(&mut self.duplicates);
        self.clear();
        (tree, duplicates, size.values.saturating_sub(own))
    }

    /// Forgets what was begun.
    pub(super) fn clear(&mut self) {
        let Self {
            tree,
            limits: _,
            frames,
            items,
            members,
            sizes,
            reads,
            duplicates,
        } = self;
        tree.nodes.clear();
        tree.items.clear();
        tree.members.clear();
        tree.text.clear();
        tree.root = 0;
        tree.sorted.clear();
        frames.clear();
        items.clear();
        members.clear();
        sizes.clear();
        *reads = Reads::default();
        duplicates.clear();
    }

    fn begin(&mut self, kind: FrameKind, first: usize, start: Span) -> Result<(), DocumentError> {
        self.check_depth(self.frames.len() + 1, start)?;
        self.reads.add_one();
        self.frames.push(Frame {
            kind,
            start: start.start,
            first,
        });
        Ok(())
    }

    fn check_depth(&self, depth: usize, span: Span) -> Result<(), DocumentError> {
        let limit = self.limits.depth;
        if depth > limit {
            return Err(DocumentError::new(
                DocumentErrorKind::TooDeep { limit },
                span,
            ));
        }
        Ok(())
    }

    fn end_list(&mut self, frame: &Frame, end: Option<u32>) -> u32 {
        let first = to_u32(self.tree.items.len());
        let mut size = Size {
            values: 1,
            reads: 1,
            depth: 1,
        };
        let mut last = frame.start;
        for id in self.items.drain(frame.first..) {
            size.include(self.sizes.get(id as usize).copied().unwrap_or_default());
            last = self
                .tree
                .nodes
                .get(id as usize)
                .map_or(last, |node| node.span.end);
            self.tree.items.push(id);
        }
        let value = Shape::List(Span::new(first, to_u32(self.tree.items.len())));
        let span = Span::new(frame.start, end.unwrap_or(last));
        self.node(Data { value, span }, size)
    }

    fn end_map(&mut self, frame: &Frame, end: Option<u32>) -> u32 {
        self.settle_duplicates(frame.first);
        let first = to_u32(self.tree.members.len());
        let mut size = Size {
            values: 1,
            reads: 1,
            depth: 1,
        };
        let mut last = frame.start;
        for member in self.members.drain(frame.first..) {
            size.include(
                self.sizes
                    .get(member.node as usize)
                    .copied()
                    .unwrap_or_default(),
            );
            size.reads = size.reads.saturating_add(1);
            if !member.merged {
                last = self
                    .tree
                    .nodes
                    .get(member.node as usize)
                    .map_or(last, |node| node.span.end);
            }
            self.tree.members.push(member);
        }
        let members = Span::new(first, to_u32(self.tree.members.len()));
        self.tree.sort_members(members);
        let value = Shape::Map(members);
        let span = Span::new(frame.start, end.unwrap_or(last));
        self.node(Data { value, span }, size)
    }

    /// Keeps the last of the members with equal keys, and notes the others.
    fn settle_duplicates(&mut self, first: usize) {
        let members = self.members.get(first..).unwrap_or_default();
        let overridden = duplicates::overridden(members, &self.tree.text);
        if overridden.is_empty() {
            return;
        }
        let path = self.path();
        let span_of = |node: u32| self.tree.nodes.get(node as usize).map(|data| data.span);
        for pair in &overridden {
            let [Some(earlier), Some(later)] =
                [pair.earlier, pair.later].map(|position| members.get(position))
            else {
                continue;
            };
            let key = self.tree.text.get(later.key.range()).unwrap_or_default();
            self.duplicates.push(DuplicateKey {
                path: path.field(key),
                name: key.to_owned(),
                kind: later.kind,
                repeats: pair.repeats,
                first: earlier.key_span,
                second: later.key_span,
                value: span_of(later.node).unwrap_or(later.key_span),
                merged: earlier.merged || later.merged,
            });
        }
        let kept = duplicates::without(members, &overridden);
        self.members.truncate(first);
        self.members.extend(kept);
    }

    /// The path of the innermost value that is open.
    fn path(&self) -> FieldPath {
        self.frames
            .iter()
            .enumerate()
            .map(|(position, frame)| self.segment(position, frame))
            .collect()
    }

    fn segment(&self, position: usize, frame: &Frame) -> Segment {
        match &frame.kind {
            FrameKind::List => {
                let next = self.frames.iter().skip(position + 1);
                let inner = next
                    .filter(|other| matches!(other.kind, FrameKind::List))
                    .map(|other| other.first);
                Segment::Index(
                    inner
                        .min()
                        .unwrap_or(self.items.len())
                        .saturating_sub(frame.first),
                )
            }
            FrameKind::Map(pending) => {
                let text = match pending {
                    Pending::Member(text, ..) => {
                        self.tree.text.get(text.range()).unwrap_or_default()
                    }
                    Pending::Merge(_) => "<<",
                    Pending::Nothing => "",
                };
                Segment::Field(text.to_owned())
            }
        }
    }

    /// Adds the members that a merge key names; later members override them.
    fn merge(&mut self, source: u32, span: Span) -> Result<(), DocumentError> {
        let invalid = || DocumentError::new(DocumentErrorKind::InvalidMerge, span);
        match self.shape(source) {
            Shape::Map(range) => self.merge_members(range, span),
            // Earlier mappings of the list take precedence.
            Shape::List(range) => {
                let sources = self
                    .tree
                    .items
                    .get(range.range())
                    .unwrap_or_default()
                    .to_vec();
                for source in sources.into_iter().rev() {
                    let Shape::Map(range) = self.shape(source) else {
                        return Err(invalid());
                    };
                    self.merge_members(range, span)?;
                }
                Ok(())
            }
            _ => Err(invalid()),
        }
    }

    fn merge_members(&mut self, range: Span, span: Span) -> Result<(), DocumentError> {
        let limit = self.limits.alias_values;
        let members = self.tree.members.get(range.range()).unwrap_or_default();
        if (self.members.len() + members.len()) as u64 > limit {
            return Err(DocumentError::new(
                DocumentErrorKind::TooManyAliases { limit },
                span,
            ));
        }
        let merged = members.iter().map(|member| MemberData {
            merged: true,
            ..*member
        });
        self.members.extend(merged);
        Ok(())
    }

    fn expect(&mut self, next: Pending) {
        if let Some(Frame {
            kind: FrameKind::Map(pending),
            ..
        }) = self.frames.last_mut()
        {
            *pending = next;
        }
    }

    fn attach(&mut self, id: u32) -> Result<u32, DocumentError> {
        match self.frames.last_mut() {
            None => self.tree.root = id,
            Some(Frame {
                kind: FrameKind::List,
                ..
            }) => self.items.push(id),
            Some(Frame {
                kind: FrameKind::Map(pending),
                ..
            }) => match std::mem::replace(pending, Pending::Nothing) {
                Pending::Nothing => {}
                Pending::Merge(span) => self.merge(id, span)?,
                Pending::Member(key, key_span, kind) => {
                    self.members.push(MemberData {
                        key,
                        key_span,
                        node: id,
                        merged: false,
                        kind,
                    });
                }
            },
        }
        Ok(id)
    }

    fn node(&mut self, data: Data, size: Size) -> u32 {
        let id = to_u32(self.tree.nodes.len());
        self.tree.nodes.push(data);
        self.sizes.push(size);
        id
    }

    fn store(&mut self, text: &str) -> Span {
        let start = to_u32(self.tree.text.len());
        self.tree.text.push_str(text);
        Span::new(start, to_u32(self.tree.text.len()))
    }

    fn size(&self, id: u32) -> Size {
        self.sizes.get(id as usize).copied().unwrap_or_default()
    }

    fn shape(&self, id: u32) -> Shape {
        self.tree
            .nodes
            .get(id as usize)
            .map_or(Shape::Null, |node| node.value)
    }
}

impl Size {
    fn include(&mut self, part: Self) {
        self.values = self.values.saturating_add(part.values);
        self.reads = self.reads.saturating_add(part.reads);
        self.depth = self.depth.max(part.depth + 1);
    }
}

/// Offsets fit: a source text is bounded, and each value takes at least one of its bytes.
fn to_u32(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
