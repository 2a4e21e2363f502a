//! Status of GatewayClasses (spec 2.1, 11.8).

use std::collections::BTreeMap;

use gateway_api_types::GatewayClassStatus;

use super::conditions::{Stamp, Verdict, merge};
use crate::compile::context::Context;
use crate::compile::versions::Versions;
use crate::compile::{features, parameters};

/// The condition types that this engine removes from a GatewayClass when they no longer hold.
pub(super) const OWNED: [&str; 2] = ["Accepted", "SupportedVersion"];

/// The status of every GatewayClass of ours.
pub(crate) fn statuses(context: &Context<'_>) -> BTreeMap<String, GatewayClassStatus> {
    let own = context.options.controller_name.as_deref();
    let versions = Versions::of(context);
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
                supported_version(&versions),
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

/// A version that is not supported is served as well as can be (spec 2.1.4).
fn supported_version(versions: &Versions<'_>) -> Verdict {
    let against = (!versions.are_supported()).then(|| ("UnsupportedVersion", versions.message()));
    Verdict::unless("SupportedVersion", against, &versions.message())
}
