//! Text: a decision for people.

use std::fmt::{self, Display, Write};

use gateway_manifests::Place;
use gateway_route_engine::Protocol;

use crate::contract::parts::{ExternalAuth, HeaderPair, Mirror, Request, Target, WeightedBackend};
use crate::contract::{
    CandidateRecord, DecisionRecord, EvalFrontend, EvalRequest, ExplanationRecord, Outcome,
};

/// Width of the column of labels.
const LABELS: usize = 10;

/// A decision with the request it is about, and the place of the rule that won.
#[derive(Debug)]
pub(crate) struct Explained<'a> {
    pub(crate) request: &'a EvalRequest,
    pub(crate) decision: &'a DecisionRecord<'a>,
    /// File, line and column of the rule.
    pub(crate) rule: Option<Place>,
    /// Why, where that was asked for.
    pub(crate) explanation: Option<&'a ExplanationRecord<'a>>,
}

impl Display for Explained<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { decision, .. } = self;
        self.question(f)?;
        self.answer(f)?;
        if let Some(listener) = &decision.listener {
            let (kind, section) = (listener.kind, listener.section);
            let holder = format_args!("{kind} {}/{}", listener.namespace, listener.name);
            line(f, "listener", format_args!("{section} of {holder}"))?;
        }
        self.rule(f)?;
        backends(f, decision)?;
        self.rest(f)?;
        let won = decision.route.is_some();
        self.explanation
            .map_or(Ok(()), |why| candidates(f, why, won))
    }
}

impl Explained<'_> {
    fn question(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let EvalRequest {
            frontend,
            port,
            protocol,
            method,
            path,
            ..
        } = self.request;
        let scheme = if *protocol == Protocol::Https {
            "https"
        } else {
            "http"
        };
        let host = self.request.authority.as_deref().unwrap_or_default();
        let (kind, name) = match frontend {
            EvalFrontend::Gateway(gateway) => ("Gateway", gateway),
            EvalFrontend::Service { service, .. } => ("Service", service),
        };
        writeln!(
            f,
            "{method} {scheme}://{host}{path} at {kind} {name} port {port}\n"
        )
    }

    /// The outcome in one line.
    fn answer(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let DecisionRecord {
            outcome,
            status,
            error,
            ..
        } = self.decision;
        let status = status
            .map(|status| format!(" with {status}"))
            .unwrap_or_default();
        let grpc = self
            .decision
            .grpc_status
            .map(|code| format!(", gRPC status {code}"));
        let grpc = grpc.unwrap_or_default();
        match (outcome, &self.decision.backend, &self.decision.location) {
            (Outcome::Forward, Some(backend), _) => {
                line(f, "forward", format_args!("to {}", name(backend)))
            }
            (Outcome::Redirect, _, Some(location)) => {
                line(f, "redirect", format_args!("to {location}{status}"))
            }
            (Outcome::Reject, ..) => line(f, "reject", text(error.as_deref())),
            _ => line(
                f,
                "respond",
                format_args!("{}{grpc}: {}", status.trim_start(), text(error.as_deref())),
            ),
        }
    }

    fn rule(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((route, rule)) = self.decision.route.as_ref().zip(self.decision.rule) else {
            return Ok(());
        };
        let place = self
            .rule
            .as_ref()
            .map(|place| format!(" ({place})"))
            .unwrap_or_default();
        line(
            f,
            "route",
            format_args!("{} {}/{}", route.kind, route.namespace, route.name),
        )?;
        let named = self
            .decision
            .rule_name
            .map(|name| format!(" `{name}`"))
            .unwrap_or_default();
        let matched = self
            .decision
            .match_index
            .map(|index| format!(", match {index}"));
        line(
            f,
            "rule",
            format_args!("{rule}{named}{}{place}", matched.unwrap_or_default()),
        )
    }

    fn rest(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let DecisionRecord {
            request,
            response_headers,
            headers,
            timeouts,
            ..
        } = self.decision;
        if let Some(auth) = &self.decision.external_auth {
            auth_line(f, auth)?;
        }
        if let Some(head) = request {
            head_lines(f, "request", head)?;
        }
        let mut label = "response";
        for name in &response_headers.remove {
            line(f, std::mem::take(&mut label), format_args!("remove {name}"))?;
        }
        for (verb, pairs) in [
            ("set", &response_headers.set),
            ("add", &response_headers.add),
        ] {
            for (name, value) in pairs {
                line(
                    f,
                    std::mem::take(&mut label),
                    format_args!("{verb} {name}: {value}"),
                )?;
            }
        }
        header_lines(f, "headers", headers)?;
        for mirror in &self.decision.mirrors {
            mirror_lines(f, mirror)?;
        }
        if let Some(timeout) = &timeouts.request {
            line(f, "timeout", format_args!("{timeout} for the request"))?;
        }
        if let Some(timeout) = &timeouts.backend_request {
            line(f, "timeout", format_args!("{timeout} for an attempt"))?;
        }
        if let Some(retry) = &self.decision.retry {
            let codes: Vec<_> = retry.codes.iter().map(u16::to_string).collect();
            let codes = if codes.is_empty() {
                String::new()
            } else {
                format!(" on {}", codes.join(", "))
            };
            line(f, "retry", format_args!("{} times{codes}", retry.attempts))?;
        }
        Ok(())
    }
}

/// The shares, where there is more than one backend or something is wrong with it.
fn backends(f: &mut fmt::Formatter<'_>, decision: &DecisionRecord<'_>) -> fmt::Result {
    let list = &decision.backends;
    if list.len() < 2 && list.iter().all(|backend| backend.error.is_none()) {
        return Ok(());
    }
    let total: u64 = list.iter().map(|backend| u64::from(backend.weight)).sum();
    let mut label = "backends";
    for backend in list {
        line(
            f,
            std::mem::take(&mut label),
            format_args!("{} {}", share(backend, total), described(backend)),
        )?;
    }
    Ok(())
}

/// Every candidate with its verdict; of other paths, how many there are.
fn candidates(f: &mut fmt::Formatter<'_>, why: &ExplanationRecord<'_>, won: bool) -> fmt::Result {
    writeln!(f)?;
    if !why.asked {
        return line(f, "", "no route was asked");
    }
    for candidate in &why.candidates {
        let CandidateRecord { route, rule, .. } = candidate;
        let label = match candidate.verdict {
            "notAsked" => "not asked",
            verdict => verdict,
        };
        let matched = candidate
            .match_index
            .map(|index| format!(", match {index}"));
        let place = match (&candidate.file, candidate.line, candidate.column) {
            (Some(file), Some(line), Some(column)) => format!(" ({file}:{line}:{column})"),
            _ => String::new(),
        };
        let (kind, matched) = (route.kind, matched.unwrap_or_default());
        let route = format_args!("{kind} {}/{}", route.namespace, route.name);
        line(
            f,
            label,
            format_args!("{route} rule {rule}{matched}{place}"),
        )?;
        line(f, "", &candidate.reason)?;
    }
    if why.candidates.is_empty() && why.other_paths == 0 {
        line(f, "", "no rule has this host")?;
    }
    if why.unlisted > 0 {
        let what = if won {
            "which do not match or come after the winner"
        } else {
            "none of which matches"
        };
        line(
            f,
            "",
            format_args!("and {} more for this path, {what}", why.unlisted),
        )?;
    }
    if why.other_paths > 0 {
        line(
            f,
            "",
            format_args!("and {} for other paths", why.other_paths),
        )?;
    }
    Ok(())
}

/// A share in percent, as wide as `100.0 %`.
fn share(backend: &WeightedBackend<'_>, total: u64) -> String {
    // In tenths of a percent, rounded half up; without any weight nothing is drawn.
    let tenths = (u64::from(backend.weight) * 2000 + total)
        .checked_div(total * 2)
        .unwrap_or(0);
    format!("{:>3}.{} %", tenths / 10, tenths % 10)
}

fn described(backend: &WeightedBackend<'_>) -> String {
    let error = backend.error.zip(backend.reason);
    let error = error.map(|(status, reason)| format!(" (answers {status}: {reason})"));
    format!("{}{}", name(&backend.target), error.unwrap_or_default())
}

fn mirror_lines(f: &mut fmt::Formatter<'_>, mirror: &Mirror<'_>) -> fmt::Result {
    let sampled = match (mirror.reason, mirror.sampled) {
        (Some(reason), _) => reason,
        (None, true) => "this one is copied",
        (None, false) => "this one is not copied",
    };
    let share = format!("{} of {} requests", mirror.numerator, mirror.denominator);
    line(
        f,
        "mirror",
        format_args!("{}, {share}, {sampled}", name(&mirror.backend)),
    )?;
    if mirror.sampled && mirror.reason.is_none() {
        head_lines(f, "", &mirror.request)
    } else {
        Ok(())
    }
}

fn auth_line(f: &mut fmt::Formatter<'_>, auth: &ExternalAuth<'_>) -> fmt::Result {
    line(
        f,
        "auth",
        format_args!("by {}, {}", name(&auth.backend_ref), auth.protocol),
    )
}

fn head_lines(f: &mut fmt::Formatter<'_>, label: &str, head: &Request) -> fmt::Result {
    line(f, label, format_args!("{} {}", head.method, head.path))?;
    if let Some(authority) = &head.authority {
        line(f, "", format_args!("host: {authority}"))?;
    }
    header_lines(f, "", &head.headers)
}

fn header_lines(f: &mut fmt::Formatter<'_>, label: &str, headers: &[HeaderPair]) -> fmt::Result {
    let mut label = label;
    for (name, value) in headers {
        line(
            f,
            std::mem::take(&mut label),
            format_args!("{name}: {value}"),
        )?;
    }
    Ok(())
}

fn name(target: &Target<'_>) -> String {
    let port = target
        .port
        .map(|port| format!(":{port}"))
        .unwrap_or_default();
    format!("{} {}/{}{port}", target.kind, target.namespace, target.name)
}

fn text(error: Option<&str>) -> &str {
    error.unwrap_or("a CORS preflight")
}

fn line(f: &mut fmt::Formatter<'_>, label: &str, text: impl Display) -> fmt::Result {
    f.write_fmt(format_args!("{label:LABELS$}{text}"))?;
    f.write_char('\n')
}
