//! Paths while an object is walked: a chain of steps on the stack, written out only when there is
//! something to say.

use std::fmt;

use crate::field_path::{FieldPath, Segment};

/// The way to the value at hand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Path<'p> {
    parent: Option<&'p Path<'p>>,
    step: Step<'p>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'p> {
    Root,
    Field(&'p str),
    Index(usize),
}

impl<'p> Path<'p> {
    pub(crate) const ROOT: Path<'static> = Path {
        parent: None,
        step: Step::Root,
    };

    pub(crate) fn field(&'p self, name: &'p str) -> Self {
        Self {
            parent: Some(self),
            step: Step::Field(name),
        }
    }

    pub(crate) fn index(&'p self, index: usize) -> Self {
        Self {
            parent: Some(self),
            step: Step::Index(index),
        }
    }

    pub(crate) fn is_root(&self) -> bool {
        self.parent.is_none()
    }

    fn length(self) -> usize {
        let mut length = 0;
        let mut at = self.parent;
        while let Some(path) = at {
            length += 1;
            at = path.parent;
        }
        length
    }

    pub(crate) fn to_field_path(self) -> FieldPath {
        let mut segments = Vec::with_capacity(self.length());
        let mut at = Some(&self);
        while let Some(path) = at {
            match path.step {
                Step::Root => {}
                Step::Field(name) => segments.push(Segment::Field(name.to_owned())),
                Step::Index(index) => segments.push(Segment::Index(index)),
            }
            at = path.parent;
        }
        segments.reverse();
        segments.into()
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_field_path().text())
    }
}
