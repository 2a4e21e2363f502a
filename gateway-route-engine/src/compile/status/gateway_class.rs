//! Status of GatewayClasses (spec 2.1, 11.8).

use std::collections::BTreeMap;

use gateway_api_types::GatewayClassStatus;

use super::conditions::{Stamp, Verdict, merge};
use crate::compile::context::Context;
use crate::compile::{features, parameters};

/// The condition types that this engine removes from a GatewayClass when they no longer hold.
pub(super) const OWNED: [&str; 2] = ["Accepted", "SupportedVersion"];

/// The status of every GatewayClass of ours.
pub(crate) fn statuses(context: &Context<'_>) -> BTreeMap<String, GatewayClassStatus> {
    let own = context.options.controller_name.as_deref();
    let classes = context.resources.gateway_classes.iter();
    let classes =
        classes.filter(|(_, class)| own.is_none_or(|own| own == class.spec.controller_name));
    classes
        .map(|(name, class)| {
            let stamp = Stamp {
                generation: class.metadata.generation,
                now: &context.options.now,
            };
            let refusal =
                parameters::of_class(context, class).map(|message| ("InvalidParameters", message));
            let message = "the GatewayClass is handled by this controller";
            let verdicts = vec![
                Verdict::unless("Accepted", refusal, message),
                Verdict::holds(
                    "SupportedVersion",
                    "the objects are those of Gateway API v1.7.0",
                ),
            ];
            let current = class
                .status
                .as_ref()
                .and_then(|status| status.conditions.as_deref());
            let status = GatewayClassStatus {
                conditions: Some(merge(current.unwrap_or_default(), verdicts, &OWNED, stamp)),
                supported_features: Some(features::claimed(context, features::GATEWAY)),
            };
            (name.clone(), status)
        })
        .collect()
}
