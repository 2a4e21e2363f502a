//! Rust source of the table of kinds.

use std::fmt::Write as _;

use anyhow::Result;

use crate::model::Kind;
use crate::module::header;
use crate::names;

/// What the CRDs say of each kind, as a table that a macro is applied to.
pub(crate) fn emit_kinds(kinds: &[Kind], release: &str) -> Result<String> {
    let mut text = header(release);
    text.push_str("//! Kinds with their names, scope and versions.\n\n");
    text.push_str("/// Applies a macro to the table of kinds.\nmacro_rules! for_each_kind {\n");
    text.push_str("    ($apply:ident) => {\n        $apply! {\n");
    for kind in kinds {
        if kind.experimental {
            text.push_str("            #[cfg(feature = \"experimental\")]\n");
        }
        let scope = if kind.namespaced {
            "Namespaced"
        } else {
            "Cluster"
        };
        writeln!(
            text,
            "            {} = {:?} in {:?} {{\n                plural: {:?}, singular: {:?}, \
             short_names: {:?},\n                scope: {scope}, versions: {:?}, \
             experimental: {},\n            }}",
            names::type_name(&kind.name)?,
            kind.name,
            kind.group,
            kind.plural,
            kind.singular,
            kind.short_names,
            kind.versions,
            kind.experimental,
        )?;
    }
    text.push_str("        }\n    };\n}\n\npub(crate) use for_each_kind;\n");
    Ok(text)
}
