//! Input: the manifests that a command was given, read and compiled.

use std::io::{self, Write};

use gateway_manifests::{EngineInput, Manifests, Severity, short};
use gateway_route_engine::{Compiled, Options, compile};

use crate::args::InputArgs;

/// The manifests, and what became of them.
pub(crate) struct Input {
    pub(crate) manifests: Manifests,
    /// What the engine was given.
    pub(crate) objects: EngineInput,
    pub(crate) compiled: Compiled,
}

/// How much of the input could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Readable {
    All,
    Some,
    Nothing,
}

impl Input {
    /// Reads what the arguments name. What cannot be read is left out alone.
    pub(crate) fn load(args: &InputArgs, options: &Options) -> Self {
        let manifests = Manifests::read(&args.paths, args.recursive);
        let objects = manifests.engine_input();
        let compiled = compile(&objects.resources, options);
        Self {
            manifests,
            objects,
            compiled,
        }
    }

    /// How much could be read; warnings do not count.
    pub(crate) fn readable(&self) -> Readable {
        let mut findings = self
            .manifests
            .findings()
            .iter()
            .chain(&self.objects.findings);
        match self.objects.read {
            0 => Readable::Nothing,
            _ if findings.any(|finding| finding.severity == Severity::Error) => Readable::Some,
            _ => Readable::All,
        }
    }

    /// Says what is wrong, each with its place: first what could not be read, then what compile
    /// found.
    pub(crate) fn report(&self, out: &mut impl Write) -> io::Result<()> {
        for finding in self
            .manifests
            .findings()
            .iter()
            .chain(&self.objects.findings)
        {
            writeln!(out, "{}", short(finding))?;
        }
        for diagnostic in &self.compiled.diagnostics {
            writeln!(out, "{}", short(&self.manifests.locate(diagnostic)))?;
        }
        if self.objects.read == 0 {
            writeln!(out, "error: no object could be read")?;
        }
        Ok(())
    }
}
