//! Conditions of a status: building, finding and setting them.
//!
//! ```
//! use gateway_api_types::conditions::{condition, Conditions as _, ConditionsMut as _};
//! use gateway_api_types::{GatewayConditionReason, GatewayConditionType, GatewayStatus, Time};
//!
//! let mut status = GatewayStatus::default();
//! let now = Time("2026-11-21T10:00:00Z".parse().unwrap());
//! let accepted = condition(
//!     GatewayConditionType::Accepted,
//!     true,
//!     GatewayConditionReason::Accepted,
//!     "all listeners are valid",
//!     Some(3),
//!     now,
//! );
//! assert!(status.conditions.get_or_insert_default().set(accepted));
//! assert!(status.conditions().is_true(GatewayConditionType::Accepted));
//! assert!(status.conditions().is_current(GatewayConditionType::Accepted, Some(3)));
//! ```

use k8s_openapi::apimachinery::pkg::apis::meta::v1::{Condition, Time};
use k8s_openapi::jiff::Timestamp;

/// A condition that holds or not, observed at a generation, as of now.
///
/// The time counts only if the status changes: [`set`](ConditionsMut::set) keeps that of the last
/// change.
pub fn condition(
    r#type: impl AsRef<str>,
    holds: bool,
    reason: impl AsRef<str>,
    message: impl Into<String>,
    observed_generation: Option<i64>,
    now: Time,
) -> Condition {
    Condition {
        type_: r#type.as_ref().to_owned(),
        status: if holds { "True" } else { "False" }.to_owned(),
        reason: reason.as_ref().to_owned(),
        message: message.into(),
        last_transition_time: now,
        observed_generation,
    }
}

/// The condition that a CRD gives an object before any controller has seen it.
pub(crate) fn initial(r#type: &str, status: &str, reason: &str, message: &str) -> Condition {
    Condition {
        type_: r#type.to_owned(),
        status: status.to_owned(),
        reason: reason.to_owned(),
        message: message.to_owned(),
        last_transition_time: Time(Timestamp::UNIX_EPOCH),
        observed_generation: None,
    }
}

/// Questions to a list of conditions, of which a type is in it at most once.
pub trait Conditions {
    /// The condition of that type.
    fn find(&self, r#type: impl AsRef<str>) -> Option<&Condition>;

    /// Whether the condition is there with status `True`.
    fn is_true(&self, r#type: impl AsRef<str>) -> bool {
        self.find(r#type)
            .is_some_and(|condition| condition.status == "True")
    }

    /// Whether the condition is there with status `False`.
    fn is_false(&self, r#type: impl AsRef<str>) -> bool {
        self.find(r#type)
            .is_some_and(|condition| condition.status == "False")
    }

    /// Whether the condition is there and was observed at this generation of the object or a later
    /// one; older ones say nothing about what the object asks for today.
    fn is_current(&self, r#type: impl AsRef<str>, generation: Option<i64>) -> bool {
        self.find(r#type)
            .is_some_and(|condition| condition.observed_generation >= generation)
    }
}

impl Conditions for [Condition] {
    fn find(&self, r#type: impl AsRef<str>) -> Option<&Condition> {
        self.iter()
            .find(|condition| condition.type_ == r#type.as_ref())
    }
}

/// Changes to a list of conditions, of which a type is in it at most once.
pub trait ConditionsMut {
    /// Puts a condition in the place of the one of its type, or at the end. While the status stays
    /// the same, so does the time of its last transition. Says whether anything has changed.
    fn set(&mut self, condition: Condition) -> bool;

    /// Takes the condition of that type out.
    fn unset(&mut self, r#type: impl AsRef<str>) -> Option<Condition>;
}

impl ConditionsMut for Vec<Condition> {
    fn set(&mut self, mut condition: Condition) -> bool {
        let Some(known) = self.iter_mut().find(|known| known.type_ == condition.type_) else {
            self.push(condition);
            return true;
        };
        if known.status == condition.status {
            condition.last_transition_time = known.last_transition_time.clone();
        }
        let changed = *known != condition;
        *known = condition;
        changed
    }

    fn unset(&mut self, r#type: impl AsRef<str>) -> Option<Condition> {
        let index = self
            .iter()
            .position(|known| known.type_ == r#type.as_ref())?;
        Some(self.remove(index))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::constants::{RouteConditionReason, RouteConditionType};

    fn accepted(holds: bool, message: &str, generation: i64, second: i64) -> Condition {
        let now = Time(Timestamp::from_second(second).unwrap());
        let reason = RouteConditionReason::Accepted;
        condition(
            RouteConditionType::Accepted,
            holds,
            reason,
            message,
            Some(generation),
            now,
        )
    }

    fn seconds(conditions: &[Condition]) -> Vec<i64> {
        conditions
            .iter()
            .map(|condition| condition.last_transition_time.0.as_second())
            .collect()
    }

    #[test]
    fn the_time_of_a_transition_is_kept_while_the_status_stays() {
        let mut conditions = Vec::new();
        assert!(conditions.set(accepted(true, "fine", 1, 100)));
        assert!(
            !conditions.set(accepted(true, "fine", 1, 200)),
            "nothing but the time differs"
        );
        assert_eq!(seconds(&conditions), [100]);
        assert!(conditions.set(accepted(true, "still fine", 2, 300)));
        assert_eq!(seconds(&conditions), [100]);
        assert_eq!(conditions[0].observed_generation, Some(2));
        assert!(conditions.set(accepted(false, "broken", 2, 400)));
        assert_eq!(seconds(&conditions), [400]);
    }

    #[test]
    fn a_type_is_in_the_list_once_and_keeps_its_place() {
        let mut conditions = vec![
            initial("Accepted", "Unknown", "Pending", "Waiting for controller"),
            initial(
                "ResolvedRefs",
                "Unknown",
                "Pending",
                "Waiting for controller",
            ),
        ];
        conditions.set(accepted(true, "fine", 1, 100));
        let types: Vec<_> = conditions
            .iter()
            .map(|condition| condition.type_.as_str())
            .collect();
        assert_eq!(types, ["Accepted", "ResolvedRefs"]);
        assert!(conditions.is_true(RouteConditionType::Accepted));
        assert!(!conditions.is_true("ResolvedRefs") && !conditions.is_false("ResolvedRefs"));
        assert!(conditions.unset("ResolvedRefs").is_some());
        assert_eq!(conditions.find("ResolvedRefs"), None);
    }

    #[test]
    fn a_condition_of_an_older_generation_is_not_current() {
        let conditions = [accepted(true, "fine", 2, 100)];
        for (generation, current) in [
            (None, true),
            (Some(1), true),
            (Some(2), true),
            (Some(3), false),
        ] {
            assert_eq!(conditions.is_current("Accepted", generation), current);
        }
        assert!(!conditions.is_current("Programmed", None));
    }
}
