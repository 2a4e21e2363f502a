//! Conditions: how they are set, and how those of others are kept (spec 11.1).

use gateway_api_types::{Condition, Time};

/// A condition as this engine judges it.
#[derive(Clone, Debug)]
pub(crate) struct Verdict {
    pub(crate) kind: &'static str,
    pub(crate) status: bool,
    pub(crate) reason: &'static str,
    pub(crate) message: String,
}

impl Verdict {
    /// A condition that holds; a positive condition gives its own name as the reason.
    pub(crate) fn holds(kind: &'static str, message: &str) -> Self {
        Self {
            kind,
            status: true,
            reason: kind,
            message: message.to_owned(),
        }
    }

    /// A condition that does not hold.
    pub(crate) fn fails(
        kind: &'static str,
        reason: &'static str,
        message: impl Into<String>,
    ) -> Self {
        Self {
            kind,
            status: false,
            reason,
            message: message.into(),
        }
    }

    /// `holds` where there is no reason against it, else `fails`.
    pub(crate) fn unless(
        kind: &'static str,
        against: Option<(&'static str, String)>,
        message: &str,
    ) -> Self {
        match against {
            Some((reason, message)) => Self::fails(kind, reason, message),
            None => Self::holds(kind, message),
        }
    }
}

/// What conditions are written with.
#[derive(Clone, Copy)]
pub(crate) struct Stamp<'a> {
    /// The generation of the object that was judged.
    pub(crate) generation: Option<i64>,
    pub(crate) now: &'a Time,
}

/// The conditions of an object: those judged now in the place where they stood, foreign ones
/// unchanged, and those of `owned` kinds that no longer hold removed. `lastTransitionTime` is kept
/// where the status did not change, and the whole condition where it is of a later generation.
pub(crate) fn merge(
    current: &[Condition],
    verdicts: Vec<Verdict>,
    owned: &[&str],
    stamp: Stamp<'_>,
) -> Vec<Condition> {
    let mut verdicts: Vec<_> = verdicts.into_iter().map(Some).collect();
    let mut merged = Vec::with_capacity(current.len() + verdicts.len());
    for condition in current {
        let judged = verdicts
            .iter_mut()
            .find(|verdict| {
                verdict
                    .as_ref()
                    .is_some_and(|verdict| verdict.kind == condition.type_)
            })
            .and_then(Option::take);
        match judged {
            // Somebody has judged a later generation already (spec 11.2).
            Some(_) if is_later(condition.observed_generation, stamp.generation) => {
                merged.push(condition.clone());
            }
            Some(verdict) => merged.push(write(verdict, Some(condition), stamp)),
            None if owned.contains(&condition.type_.as_str())
                && !is_later(condition.observed_generation, stamp.generation) => {}
            None => merged.push(condition.clone()),
        }
    }
    merged.extend(
        verdicts
            .into_iter()
            .flatten()
            .map(|verdict| write(verdict, None, stamp)),
    );
    merged
}

/// Whether a condition was judged by a later generation than another one.
pub(crate) fn is_later(observed: Option<i64>, own: Option<i64>) -> bool {
    observed
        .zip(own)
        .is_some_and(|(observed, own)| observed > own)
}

fn write(verdict: Verdict, current: Option<&Condition>, stamp: Stamp<'_>) -> Condition {
    let status = if verdict.status { "True" } else { "False" };
    let unchanged = current.filter(|current| current.status == status);
    Condition {
        type_: verdict.kind.to_owned(),
        status: status.to_owned(),
        reason: verdict.reason.to_owned(),
        message: fitting(verdict.message),
        observed_generation: stamp.generation,
        last_transition_time: unchanged
            .map_or(stamp.now, |current| &current.last_transition_time)
            .clone(),
    }
}

/// The longest message that an API server takes, in bytes at most (spec 11.1).
const LONGEST_MESSAGE: usize = 32_768;

/// A message that an API server takes, whatever was written of the input into it.
fn fitting(mut message: String) -> String {
    if message.len() > LONGEST_MESSAGE {
        let end = (0..LONGEST_MESSAGE - 2)
            .rev()
            .find(|end| message.is_char_boundary(*end));
        message.truncate(end.unwrap_or(0));
        message.push('…');
    }
    message
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_message_is_longer_than_a_server_takes() {
        assert_eq!(fitting("short".to_owned()), "short");
        let most = "x".repeat(LONGEST_MESSAGE);
        assert_eq!(fitting(most.clone()), most);
        for long in [format!("{most}x"), "é".repeat(LONGEST_MESSAGE)] {
            let cut = fitting(long.clone());
            assert!(cut.len() <= LONGEST_MESSAGE && cut.len() > LONGEST_MESSAGE - 5);
            assert!(long.starts_with(cut.trim_end_matches('…')));
        }
    }
}
