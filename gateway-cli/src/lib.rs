//! The library behind `gapi`: answers to questions about Gateway API manifests, without a cluster.
//!
//! [`run`] is the whole command line. [`contract`] is the one place where the engine's types become
//! JSON and back; tests and data planes use it to speak the same language as `gapi eval`.
//!
//! ```
//! use gateway_cli::contract::{EvalRequest, decision};
//! use gateway_route_engine::{Options, Resources, compile};
//!
//! let request = EvalRequest::parse(br#"{"id":7,"gateway":{"name":"edge"},"path":"/cart"}"#)
//!     .map_err(|failure| failure.error)?;
//! let compiled = compile(&Resources::default(), &Options::default());
//! let line = serde_json::to_string(&decision(&compiled.table, &request))?;
//! assert!(line.starts_with(r#"{"id":7,"outcome":"reject","status":null,"#));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod contract;

mod alike;
mod args;
mod eval;
mod input;
mod lines;
mod lint;
mod options;
mod route;
mod rules;
mod status;
mod text;
mod url;
mod validate;
mod yaml;

use std::io::{self, BufReader, BufWriter, StdinLock, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::Parser as _;

use crate::args::{Cli, Command, InputArgs};
use crate::input::{Input, Readable};

/// The status of a command that could not do its work.
const FAILED: u8 = 2;
/// The status of a command that left something out.
const INCOMPLETE: u8 = 1;

const STDIN_TWICE: &str = "requests come from standard input, so manifests cannot: write a file in \
    place of `-f -`";

/// Why a command ends early.
#[derive(Debug)]
enum Stop {
    /// It cannot do what it was asked to.
    Failed(String),
    /// It cannot read requests or write answers.
    Io(io::Error),
}

/// Runs the command that the process was started with.
pub fn run() -> ExitCode {
    let stop = match dispatch(&Cli::parse().command) {
        Ok(status) => return ExitCode::from(status),
        Err(stop) => stop,
    };
    let text = match stop {
        Stop::Failed(text) => text,
        // Whoever read the answers has seen enough.
        Stop::Io(error) if error.kind() == io::ErrorKind::BrokenPipe => return ExitCode::SUCCESS,
        Stop::Io(error) => error.to_string(),
    };
    // Nobody is left to tell when standard error is closed, too.
    let _unheard = writeln!(io::stderr(), "error: {text}");
    ExitCode::from(FAILED)
}

/// Runs a command and returns the exit status.
fn dispatch(command: &Command) -> Result<u8, Stop> {
    let mut output = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let input = match command {
        Command::Validate => {
            validate::validate(requests(), &mut output)?;
            output.flush()?;
            return Ok(0);
        }
        Command::Lint(args) => {
            let status = lint::lint(args, &mut output)?;
            output.flush()?;
            return Ok(status);
        }
        Command::Rules(args) => {
            rules::rules(args, &mut output)?;
            output.flush()?;
            return Ok(0);
        }
        Command::Eval(args) => {
            if args.input.paths.iter().any(|path| path == Path::new("-")) {
                return Err(Stop::Failed(STDIN_TWICE.to_owned()));
            }
            let input = load(&args.input)?;
            eval::eval(
                &input.objects.resources,
                &input.compiled.table,
                requests(),
                &mut output,
            )?;
            input
        }
        Command::Route(args) => {
            let request = route::request(args).map_err(Stop::Failed)?;
            let input = load(&args.input)?;
            route::answer(&input, &request, args, &mut output)?;
            input
        }
        Command::Status(args) => {
            let input = load(&args.input)?;
            status::print(&input, args.output, &mut output)?;
            input
        }
    };
    output.flush()?;
    Ok(status_of(input.readable()))
}

/// The lines that programs write to standard input.
fn requests() -> BufReader<StdinLock<'static>> {
    BufReader::with_capacity(1 << 16, io::stdin().lock())
}

/// Reads the manifests, and says on standard error what is wrong with them.
fn load(args: &InputArgs) -> Result<Input, Stop> {
    let options = options::options(args).map_err(Stop::Failed)?;
    let input = Input::load(args, &options);
    input.report(&mut BufWriter::new(io::stderr().lock()))?;
    Ok(input)
}

fn status_of(readable: Readable) -> u8 {
    match readable {
        Readable::All => 0,
        Readable::Some => INCOMPLETE,
        Readable::Nothing => FAILED,
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
