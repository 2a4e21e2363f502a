//! Rules: everything that `gapi lint` can say, by id.

mod catalog;
mod show;
mod texts;

use std::io::Write;

pub(crate) use catalog::{Catalog, severity};

use crate::Stop;
use crate::args::{ListOutput, RulesArgs};

/// Lists all rules, or explains one.
pub(crate) fn rules(args: &RulesArgs, output: &mut impl Write) -> Result<(), Stop> {
    let catalog = Catalog::new();
    match (&args.id, args.output) {
        (None, ListOutput::Text) => show::list(&catalog, output)?,
        (None, ListOutput::Json) => {
            let entries = catalog.entries().map(show::json);
            show::print_json(&entries.collect(), output)?;
        }
        (Some(id), format) => {
            let entry = catalog.find(id).map_err(Stop::Failed)?;
            match format {
                ListOutput::Text => show::one(entry, output)?,
                ListOutput::Json => show::print_json(&show::json(entry), output)?,
            }
        }
    }
    Ok(())
}
