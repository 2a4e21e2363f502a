//! Options: what the flags and the file of `--options` set of the engine's [`Options`].

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use gateway_api_types::Time;
use gateway_route_engine::{Assume, Assumptions, Channel, Options, RegexRank};
use gateway_validate::document::{self, SourceText};
use gateway_validate::field_path::FieldPath;
use serde::Deserialize;

use crate::args::{AssumeArg, ChannelArg, InputArgs};

/// The engine's options by name, as a file sets them. What is absent stays as it is.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct OptionsFile {
    controller_name: Option<String>,
    channel: Option<ChannelArg>,
    assume: Option<AssumeFile>,
    now: Option<Time>,
    regex_rank: Option<RegexRankName>,
    normalize_paths: Option<bool>,
    unusable_addresses: Option<BTreeSet<String>>,
    known_routability: Option<BTreeSet<String>>,
    disabled_features: Option<BTreeSet<String>>,
    cluster_domain: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct AssumeFile {
    default: Option<AssumeArg>,
    #[serde(default)]
    kinds: BTreeMap<String, AssumeArg>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
enum RegexRankName {
    BeforeExact,
    BetweenExactAndPrefix,
    AfterPrefix,
}

/// The options that the command line asks for: the defaults, then the file, then the flags.
pub(crate) fn options(args: &InputArgs) -> Result<Options, String> {
    let mut options = Options::default();
    if let Some(path) = &args.options {
        read(path)?.set(&mut options);
    }
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
fn read(path: &Path) -> Result<OptionsFile, String> {
    let file = path.display();
    let bytes = std::fs::read(path).map_err(|error| format!("{file}: {error}"))?;
    let source = SourceText::from_bytes(bytes).map_err(|error| format!("{file}: {error}"))?;
    let parsed = document::parse(&source);
    if let Some(error) = parsed.errors.first() {
        return Err(format!("{file}:{}: {error}", error.position(&source)));
    }
    let document = match parsed.documents.as_slice() {
        [] => return Ok(OptionsFile::default()),
        [document] => document,
        _ => return Err(format!("{file}: options are one document")),
    };
    serde_path_to_error::deserialize(document.root().to_json()).map_err(|error| {
        let path: FieldPath = error.path().to_string().parse().unwrap_or_default();
        let found = document.root().place_of(&path);
        let span = found.key_span.unwrap_or_else(|| found.node.span());
        format!(
            "{file}:{}: {}",
            source.position(span.start),
            error.into_inner()
        )
    })
}

impl OptionsFile {
    fn set(self, options: &mut Options) {
        let Self {
            controller_name,
            channel,
            assume,
            now,
            regex_rank,
            normalize_paths,
            unusable_addresses,
            known_routability,
            disabled_features,
            cluster_domain,
        } = self;
        if controller_name.is_some() {
            options.controller_name = controller_name;
        }
        if let Some(channel) = channel {
            options.channel = channel.into();
        }
        if let Some(assume) = assume {
            options.assume.default = assume.default.map_or(options.assume.default, Assume::from);
            let kinds = assume
                .kinds
                .into_iter()
                .map(|(kind, assume)| (kind, assume.into()));
            options.assume.kinds.extend(kinds);
        }
        if let Some(now) = now {
            options.now = now;
        }
        if let Some(rank) = regex_rank {
            options.regex_rank = rank.into();
        }
        if let Some(normalize) = normalize_paths {
            options.normalize_paths = normalize;
        }
        if let Some(domain) = cluster_domain {
            options.cluster_domain = domain;
        }
        options
            .unusable_addresses
            .extend(unusable_addresses.into_iter().flatten());
        options
            .known_routability
            .extend(known_routability.into_iter().flatten());
        options
            .disabled_features
            .extend(disabled_features.into_iter().flatten());
    }
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

impl From<RegexRankName> for RegexRank {
    fn from(rank: RegexRankName) -> Self {
        match rank {
            RegexRankName::BeforeExact => Self::BeforeExact,
            RegexRankName::BetweenExactAndPrefix => Self::BetweenExactAndPrefix,
            RegexRankName::AfterPrefix => Self::AfterPrefix,
        }
    }
}
