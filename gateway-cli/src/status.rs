//! `gapi status`: every Gateway API object with the status that was computed for it.

use std::io::{self, Write};

use crate::args::StatusOutput;
use crate::contract::statuses;
use crate::input::Input;
use crate::yaml;

/// Prints a `List` of the objects, in the order in which they were read.
pub(crate) fn print(
    input: &Input,
    format: StatusOutput,
    output: &mut impl Write,
) -> io::Result<()> {
    let objects = &input.objects.gateway_api;
    let list = statuses(&input.manifests, objects, &input.compiled.statuses)?;
    match format {
        StatusOutput::Yaml => yaml::write(output, &list),
        StatusOutput::Json => {
            serde_json::to_writer_pretty(&mut *output, &list)?;
            writeln!(output)
        }
    }
}
