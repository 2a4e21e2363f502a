//! Rust sources of enums and of the table of kinds.

use std::fmt::Write as _;

use crate::docs::Docs;
use crate::emit_types::{header, write_doc};
use crate::model::{Enum, Kind};

/// An open enum: a variant a value, and one for values that this release does not have.
pub(crate) fn emit_enum(found: &Enum, docs: &Docs, out: &mut String) {
    out.push_str("open_enum! {\n");
    write_doc(docs.of_type(&found.go), &found.rust, "    ", out);
    let _ = writeln!(out, "    pub enum {} {{", found.rust);
    for (variant, value) in &found.variants {
        write_doc(docs.of_value(&found.go, value), value, "        ", out);
        let _ = writeln!(out, "        {variant} = {value:?},");
    }
    out.push_str("    }\n}\n\n");
}

/// What the CRDs say of each kind, as a table that a macro is applied to.
pub(crate) fn emit_kinds(kinds: &[Kind], release: &str) -> String {
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
        let _ = writeln!(
            text,
            "            {} = {:?} in {:?} {{\n                plural: {:?}, singular: {:?}, \
             short_names: {:?},\n                scope: {scope}, versions: {:?}, \
             experimental: {},\n            }}",
            rust_name(kind),
            kind.name,
            kind.group,
            kind.plural,
            kind.singular,
            kind.short_names,
            kind.versions,
            kind.experimental,
        );
    }
    text.push_str("        }\n    };\n}\n\npub(crate) use for_each_kind;\n");
    text
}

fn rust_name(kind: &Kind) -> String {
    crate::names::type_name(&kind.name).unwrap_or_default()
}
