//! Kind and version as Go finds them before it reads a body: in members of these names in any case, in those that
//! are overridden, too.

use crate::document::{DuplicateKey, Node};
use crate::json::{Json, View};

/// Whether kind and version can be read: each is a text or null, and the last version is none of many parts.
pub(super) fn is_readable(object: Node<'_>) -> bool {
    let View::Object(members) = object.view() else {
        return true;
    };
    let mut version = "";
    for (name, value) in members {
        let is_version = is_folded(name, "apiversion");
        if !is_version && !is_folded(name, "kind") {
            continue;
        }
        match value.view() {
            View::Text(text) if is_version => version = text,
            View::Text(_) | View::Null => {}
            _ => return false,
        }
    }
    version.matches('/').count() < 2
}

/// Whether the value that is lost to a later one of the same name is a text or null, if it is of a kind or version.
pub(super) fn was_readable(key: &DuplicateKey, body: &str) -> bool {
    let is_of_root = key.path.to_string() == key.name;
    if !is_of_root
        || !["kind", "apiversion"]
            .iter()
            .any(|name| is_folded(&key.name, name))
    {
        return true;
    }
    let rest = body.get(key.first.range().end..).unwrap_or_default();
    let value = rest.trim_start_matches(|next: char| next.is_ascii_whitespace() || next == ':');
    value.starts_with(['"', 'n'])
}

/// Whether a name is another one to Go, which has two letters more of some.
fn is_folded(name: &str, wanted: &str) -> bool {
    let folded = name.chars().map(|next| match next {
        '\u{17f}' => 's',
        '\u{212a}' => 'k',
        other => other.to_ascii_lowercase(),
    });
    folded.eq(wanted.chars())
}
