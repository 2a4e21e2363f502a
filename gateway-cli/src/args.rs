//! Arguments of the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use gateway_api_types::NamespacedName;
use gateway_validate::Release;
use http::header::{HeaderName, HeaderValue};

use crate::contract::{check_kind, header};

/// Answers questions about Gateway API manifests without a cluster.
///
/// Data goes to standard output, everything else to standard error. The exit status is 0 if all
/// went well, 1 if some object could not be read, and 2 if nothing could be read at all or the
/// question makes no sense.
#[derive(Debug, Parser)]
#[command(name = "gapi", version)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Decide on requests: one JSON object a line in, one a line out.
    Eval(EvalArgs),
    /// Show what becomes of one request.
    Route(RouteArgs),
    /// Print every Gateway API object with the status that a controller would write.
    Status(StatusArgs),
    /// Answer requests as an API server does: one JSON object a line in, one a line out.
    ///
    /// Keys of a request: `id`, `object` or `raw` with `contentType`, and where they are not the
    /// defaults `release` (v1.7.0, v1.6.1), `channel` (standard, experimental), `op` (create, update,
    /// status), `path`, `old`, `oldForced`. Keys of an answer: `id`, `accepted`, `code`, `causes`,
    /// `unknownFields`, `warnings`, `stored`; of a line that is no request: `id`, `error`.
    Validate,
    /// Say everything that is wrong with manifests.
    ///
    /// What an API server would refuse, what no server checks, and what becomes of all objects
    /// together, each with its place and what to write instead. Objects that are not in the input are
    /// taken for present unless `--complete` says otherwise. The exit status is 0 if nothing was
    /// found at the level of `--fail-on`, 1 if something was, and 2 if a file could not be read.
    Lint(LintArgs),
    /// List what `lint` looks for, or explain one of it.
    Rules(RulesArgs),
}

/// The objects that a question is about, and how they are read.
#[derive(Args, Debug)]
pub(crate) struct InputArgs {
    /// File of objects (YAML or JSON), folder of such files, or `-`: standard input; repeatable.
    #[arg(short = 'f', long = "filename", value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,

    /// Read the folders inside of folders too.
    #[arg(short = 'R', long)]
    pub(crate) recursive: bool,

    /// Only GatewayClasses of this controller are ours [default: every one of the input is].
    #[arg(long, value_name = "NAME")]
    pub(crate) controller: Option<String>,

    /// The release channel whose fields and kinds count [default: experimental].
    #[arg(long, value_enum)]
    pub(crate) channel: Option<ChannelArg>,

    /// The input is a whole cluster: what it lacks does not exist.
    #[arg(long)]
    pub(crate) complete: bool,

    /// What it means that an object of a kind is not in the input; repeatable.
    #[arg(long, value_name = "KIND=present|missing", value_parser = assume)]
    pub(crate) assume: Vec<(String, AssumeArg)>,

    /// YAML file with options of the engine by name.
    #[arg(long, value_name = "FILE")]
    pub(crate) options: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct EvalArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
}

#[derive(Args, Debug)]
pub(crate) struct RouteArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,

    /// The Gateway that the request arrives at; `NAME` alone is in `default`.
    #[arg(long, value_name = "NAMESPACE/NAME", value_parser = gateway)]
    pub(crate) gateway: NamespacedName,

    /// The port of the listener [default: the port of the URL].
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) port: Option<u16>,

    /// The method, such as GET.
    #[arg(value_parser = method)]
    pub(crate) method: String,

    /// The URL, with `http` or `https`.
    pub(crate) url: String,

    /// A header of the request; repeatable. `Host` takes the place of the URL's host.
    #[arg(short = 'H', long = "header", value_name = "NAME: VALUE", value_parser = header_line)]
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,

    /// The number that draws the backend and samples mirrors.
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    pub(crate) entropy: u64,

    /// Say why: every match that the request could have meant, with the condition that failed or the step of the precedence order that decided against it.
    #[arg(long)]
    pub(crate) explain: bool,

    /// How the answer is printed.
    #[arg(short, long, value_enum, default_value_t = RouteOutput::Text)]
    pub(crate) output: RouteOutput,
}

#[derive(Args, Debug)]
pub(crate) struct StatusArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,

    /// How the list is printed.
    #[arg(short, long, value_enum, default_value_t = StatusOutput::Yaml)]
    pub(crate) output: StatusOutput,
}

#[derive(Args, Debug)]
pub(crate) struct LintArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,

    /// The release whose CRDs the server has: v1.7.0 or v1.6.1.
    #[arg(long, value_name = "RELEASE", default_value_t, value_parser = release)]
    pub(crate) release: Release,

    /// The objects as they are stored now: what is in both is checked as an update; repeatable.
    #[arg(long, value_name = "PATH")]
    pub(crate) old: Vec<PathBuf>,

    /// A rule that stays silent; repeatable.
    #[arg(long, value_name = "ID")]
    pub(crate) disable: Vec<String>,

    /// The least level of a finding that makes the exit status 1.
    #[arg(long, value_enum, default_value_t = FailOnArg::Error)]
    pub(crate) fail_on: FailOnArg,

    /// How findings are printed.
    #[arg(short, long, value_enum, default_value_t = LintOutput::Text)]
    pub(crate) output: LintOutput,

    /// Whether the text is coloured.
    #[arg(long, value_enum, default_value_t = ColorArg::Auto)]
    pub(crate) color: ColorArg,
}

#[derive(Args, Debug)]
pub(crate) struct RulesArgs {
    /// The rule to explain.
    pub(crate) id: Option<String>,

    /// How rules are printed.
    #[arg(short, long, value_enum, default_value_t = ListOutput::Text)]
    pub(crate) output: ListOutput,
}

/// A release channel.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ChannelArg {
    /// Experimental fields and kinds are off.
    Standard,
    /// Everything is on.
    Experimental,
}

/// What an absent object is taken for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum AssumeArg {
    Present,
    Missing,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum RouteOutput {
    /// For people.
    Text,
    /// As `gapi eval` prints it.
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum StatusOutput {
    Json,
    Yaml,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum FailOnArg {
    Error,
    Warning,
    Info,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum LintOutput {
    /// For people, with the lines that findings are about.
    Text,
    /// A line a finding.
    Short,
    /// For programs.
    Json,
    /// For code scanning.
    Sarif,
    /// Annotations of a pull request on GitHub.
    Github,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ListOutput {
    Text,
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ColorArg {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    Always,
    Never,
}

fn release(text: &str) -> Result<Release, String> {
    let known = Release::ALL.map(Release::as_str).join(" or ");
    text.parse().map_err(|_| format!("write {known}"))
}

fn assume(text: &str) -> Result<(String, AssumeArg), String> {
    let Some((kind, assume)) = text.split_once('=') else {
        return Err("write `KIND=present` or `KIND=missing`".to_owned());
    };
    let assume = match assume {
        "present" => AssumeArg::Present,
        "missing" => AssumeArg::Missing,
        other => return Err(format!("`{other}` is neither `present` nor `missing`")),
    };
    check_kind(kind)?;
    Ok((kind.to_owned(), assume))
}

fn gateway(text: &str) -> Result<NamespacedName, String> {
    let (namespace, name) = text.split_once('/').unwrap_or(("default", text));
    if namespace.is_empty() || name.is_empty() || name.contains('/') {
        return Err("write `NAMESPACE/NAME`".to_owned());
    }
    Ok(NamespacedName::new(namespace, name))
}

fn method(text: &str) -> Result<String, String> {
    match http::Method::from_bytes(text.as_bytes()) {
        Ok(_) => Ok(text.to_owned()),
        Err(_) => Err("a method is a word such as `GET`".to_owned()),
    }
}

fn header_line(text: &str) -> Result<(HeaderName, HeaderValue), String> {
    let (name, value) = text.split_once(':').ok_or("write `NAME: VALUE`")?;
    header(name, value.trim())
}
