//! Development tool: imports the facts of a Gateway API release and generates Rust from them.
//!
//! ```text
//! codegen import --release v1.7.0 --crds DIR --go-types FILE   facts into codegen/api/v1.7.0/
//! codegen generate                                             Rust into gateway-api-types/src/generated/
//! codegen generate --check                                     fails if that would change a file
//! codegen crds --channel experimental                          prints the CRDs of a channel
//! ```

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::facts::{Channel, Facts};

mod build;
mod cel;
mod checked;
mod docs;
mod emit_accessors;
mod emit_kinds;
mod emit_rules;
mod emit_schemas;
mod emit_types;
mod emit_values;
mod facts;
mod fixups;
mod import;
mod kinds;
mod literal;
mod model;
mod module;
mod names;
mod ordered;
mod print;
mod reach;
mod schema;
mod write;

/// Release that the Rust types come from; others are imported for validation only.
const CURRENT_RELEASE: &str = "v1.7.0";

#[derive(Parser)]
#[command(about = "Turns the Gateway API's CRDs into schema facts, and the facts into Rust")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read the CRDs of both channels and write their facts, without prose, to codegen/api/RELEASE.
    Import {
        /// Release that the inputs belong to, such as v1.7.0.
        #[arg(long)]
        release: String,
        /// Folder with `standard/*.yaml` and `experimental/*.yaml`.
        #[arg(long)]
        crds: PathBuf,
        /// File that says which Go type stands at each schema path.
        #[arg(long)]
        go_types: PathBuf,
    },
    /// Write the Rust sources that follow from the facts and the docs.
    Generate {
        /// Change nothing; fail and name the files that are not as they would be written.
        #[arg(long)]
        check: bool,
    },
    /// Print the CRDs of a channel as one `List`, ready for `kubectl apply -f -`.
    Crds {
        #[arg(long, value_enum)]
        channel: Channel,
    },
}

fn main() -> Result<()> {
    let root = repository();
    match Arguments::parse().command {
        Command::Import {
            release,
            crds,
            go_types,
        } => {
            let facts = import::import(&release, &crds, &go_types)?;
            facts.save(&api_dir(&root, &release))
        }
        Command::Generate { check } => {
            emit_rules::generate(&root, check)?;
            let facts = Facts::load(&api_dir(&root, CURRENT_RELEASE))?;
            let docs = docs::Docs::load(&root.join("codegen/docs"))?;
            let model = model::Model::build(&facts)?;
            docs.verify(&model)?;
            let mut files = emit_types::emit(&model, &docs, &facts.release)?;
            let string_docs = checked::emit_string_docs(&docs, &facts.release);
            files.insert("string_docs.rs".to_owned(), string_docs);
            files.extend(emit_schemas::emit_schemas(&model, &facts)?);
            write::write_files(&root.join("gateway-api-types/src/generated"), &files, check)
        }
        Command::Crds { channel } => {
            let facts = Facts::load(&api_dir(&root, CURRENT_RELEASE))?;
            let list = serde_json::json!({
                "apiVersion": "v1",
                "kind": "List",
                "items": facts.crds_in(channel)?,
            });
            let mut out = std::io::stdout().lock();
            serde_json::to_writer_pretty(&mut out, &list)?;
            Ok(writeln!(out)?)
        }
    }
}

fn repository() -> PathBuf {
    let manifest_dir = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest_dir.parent().unwrap_or(manifest_dir).to_path_buf()
}

fn api_dir(root: &Path, release: &str) -> PathBuf {
    root.join("codegen/api").join(release)
}
