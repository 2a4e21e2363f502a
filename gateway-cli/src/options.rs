//! Options: what the flags and the file of `--options` set of the engine's [`Options`].

use std::io::ErrorKind;
use std::path::Path;

use gateway_route_engine::{Assume, Assumptions, Channel, Options};
use gateway_validate::document::{self, SourceText, Value};
use gateway_validate::field_path::FieldPath;

use crate::alike::shortened;
use crate::args::{AssumeArg, ChannelArg, InputArgs};
use crate::contract;

/// The options that the command line asks for: the defaults, then the file, then the flags.
pub(crate) fn options(args: &InputArgs) -> Result<Options, String> {
    let mut options = match &args.options {
        Some(path) => read(path)?,
        None => Options::default(),
    };
    if let Some(name) = &args.controller {
        options.controller_name = Some(name.clone());
    }
    if let Some(channel) = args.channel {
        options.channel = channel.into();
    }
    if args.complete {
        let complete = Assumptions::complete();
        options.assume.default = complete.default;
        for (kind, assume) in complete.kinds {
            options.assume.kinds.entry(kind).or_insert(assume);
        }
    }
    for (kind, assume) in &args.assume {
        options.assume.kinds.insert(kind.clone(), (*assume).into());
    }
    Ok(options)
}

/// Reads the file; an error says where in it the mistake is.
fn read(path: &Path) -> Result<Options, String> {
    let file = path.display();
    let bytes = std::fs::read(path).map_err(|error| {
        let why = match error.kind() {
            ErrorKind::NotFound => "no such file or directory".to_owned(),
            _ => error.to_string(),
        };
        format!("{file}: cannot be read: {why}")
    })?;
    let source = SourceText::from_bytes(bytes).map_err(|error| format!("{file}: {error}"))?;
    let parsed = document::parse(&source);
    if let Some(error) = parsed.errors.first() {
        return Err(format!("{file}:{}: {error}", error.position(&source)));
    }
    let document = match parsed.documents.as_slice() {
        [] => return Ok(Options::default()),
        [document] => document,
        _ => return Err(format!("{file}: options are one document")),
    };
    if let Some(duplicate) = document.duplicates.iter().find(|found| !found.merged) {
        let place = source.position(duplicate.second.start);
        let first = source.position(duplicate.first.start);
        let name = &duplicate.name;
        return Err(format!(
            "{file}:{place}: `{name}` is given twice, first at {first}"
        ));
    }
    match document.root().value() {
        Value::Null => return Ok(Options::default()),
        Value::Map(_) => {}
        _ => {
            let place = source.position(document.root().span().start);
            return Err(format!(
                "{file}:{place}: options are names with values, such as `regexRank: afterPrefix`"
            ));
        }
    }
    contract::options(document.root().to_json()).map_err(|error| {
        let path: FieldPath = error.path().to_string().parse().unwrap_or_default();
        let found = document.root().place_of(&path);
        let span = found.key_span.unwrap_or_else(|| found.node.span());
        format!(
            "{file}:{}: {}",
            source.position(span.start),
            shortened(&error.into_inner().to_string())
        )
    })
}

impl From<ChannelArg> for Channel {
    fn from(channel: ChannelArg) -> Self {
        match channel {
            ChannelArg::Standard => Self::Standard,
            ChannelArg::Experimental => Self::Experimental,
        }
    }
}

impl From<AssumeArg> for Assume {
    fn from(assume: AssumeArg) -> Self {
        match assume {
            AssumeArg::Present => Self::Present,
            AssumeArg::Missing => Self::Missing,
        }
    }
}
