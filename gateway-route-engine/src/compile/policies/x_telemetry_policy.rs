//! XTelemetryPolicy: what a Gateway records of its traffic (spec 8.4, 12.96).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use gateway_api_types::x_telemetry_policy::{
    Attribute, AttributeSourceType, ParentBasedSampling, ParentBasedSamplingMode, TracingConfig,
    TracingMode, TracingProvider,
};
use gateway_api_types::{
    AttributeName, Fraction, NamespacedName, PolicyAncestorStatus, XTelemetryPolicy,
};
use http::{HeaderName, HeaderValue};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

use super::by_age;
use crate::backend::Backend;
use crate::compile::backends::{Asker, Traffic, resolve};
use crate::compile::context::{Context, Finding, Findings, GATEWAY_GROUP, X_GROUP};
use crate::compile::diagnostics::ObjectRef;
use crate::compile::field::Field;
use crate::compile::gateways::GatewayState;
use crate::compile::grants::Referrer;
use crate::compile::scope;
use crate::compile::status::conditions::Verdict;
use crate::compile::status::policy::OwnEntry;
use crate::tracing::{AttributeSource, ParentBased, Share, Spans, Tracing, is_attribute_key};

/// The longest `serviceName` (spec 8.4.5).
const MAX_SERVICE_NAME: usize = 253;
/// The longest `spanName` (spec 8.4.5).
const MAX_SPAN_NAME: usize = 256;
/// The longest `literalValue`, in characters (spec 8.4.5).
const MAX_LITERAL: usize = 1024;

/// What the policies of the input say.
#[derive(Default)]
pub(crate) struct Telemetry<'a> {
    /// Tracing of Gateways of ours; one that is not here does what its data plane does by itself.
    pub(crate) tracing: BTreeMap<NamespacedName, Tracing>,
    pub(crate) policies: Vec<TelemetryPolicyState<'a>>,
}

/// A policy that was judged, target by target.
pub(crate) struct TelemetryPolicyState<'a> {
    pub(crate) name: &'a NamespacedName,
    pub(crate) object: ObjectRef,
    pub(crate) metadata: &'a ObjectMeta,
    /// The `status.ancestors` that it has now.
    pub(crate) current: &'a [PolicyAncestorStatus],
    pub(crate) entries: Vec<OwnEntry>,
}

/// The tracing of a policy: `Ok(None)` leaves it to the data plane, `Err` says why the policy is
/// invalid.
type Judged = Result<Option<Tracing>, String>;

/// Judges all policies, the oldest first: it is the one of its Gateway.
pub(crate) fn judge<'a>(
    context: &Context<'a>,
    findings: &mut Findings,
    gateways: &[GatewayState<'a>],
) -> Telemetry<'a> {
    let mut telemetry = Telemetry::default();
    if !context.experimental() {
        return telemetry;
    }
    let own_controller = scope::own_controller(context);
    let own: BTreeMap<_, _> = gateways
        .iter()
        .map(|gateway| (gateway.own.name, gateway))
        .collect();
    let mut winners: BTreeMap<NamespacedName, &NamespacedName> = BTreeMap::new();
    let all = by_age(&context.resources.x_telemetry_policies, |policy| {
        &policy.metadata
    });
    for (name, policy) in all {
        let object = ObjectRef::experimental("XTelemetryPolicy", name);
        let mut judge = Judge {
            context,
            findings,
            object,
            faults: Vec::new(),
            unresolved: None,
        };
        let tracing = judge.tracing(policy);
        let unresolved = judge.unresolved.take();
        let object = judge.object;
        let targets = targets(context, findings, &object, policy);
        let mut entries = Vec::new();
        for (index, target) in targets {
            let gateway = own.get(&target);
            let missing = !context.resources.gateways.contains_key(&target)
                && context.options.assume.missing("Gateway");
            let rejection = if missing {
                Some((
                    "TargetNotFound",
                    format!("Gateway `{target}` does not exist"),
                ))
            } else if gateway.is_none() {
                continue;
            } else {
                let winner = *winners.entry(target.clone()).or_insert(name);
                if winner == name {
                    let left_out = &context.policies.left_out;
                    if let Ok(Some(tracing)) = &tracing
                        && !left_out.has("XTelemetryPolicy", name, Some(&target))
                    {
                        telemetry.tracing.insert(target.clone(), tracing.clone());
                    }
                    let invalid = tracing.as_ref().err();
                    invalid.map(|message| ("Invalid", message.clone()))
                } else {
                    let message = format!(
                        "Gateway `{target}` is the target of XTelemetryPolicy `{winner}` already"
                    );
                    Some(("Conflicted", message))
                }
            };
            report(findings, &object, index, rejection.as_ref());
            let controller = gateway.map_or(&own_controller, |gateway| &gateway.own.controller);
            entries.push(OwnEntry {
                controller: controller.to_string(),
                ancestor: target,
                verdicts: vec![
                    Verdict::unless("Accepted", rejection, "the policy applies"),
                    Verdict::unless("ResolvedRefs", unresolved.clone(), "all references resolve"),
                ],
            });
        }
        let status = policy.status.as_ref();
        telemetry.policies.push(TelemetryPolicyState {
            name,
            object,
            metadata: &policy.metadata,
            current: status.map_or(&[], |status| &status.ancestors),
            entries,
        });
    }
    telemetry
}

/// The Gateways that a policy names, each once, with their places in the list.
fn targets(
    context: &Context<'_>,
    findings: &mut Findings,
    object: &ObjectRef,
    policy: &XTelemetryPolicy,
) -> Vec<(usize, NamespacedName)> {
    let list = Field::Root("spec.targetRefs");
    let mut seen = BTreeSet::new();
    let mut targets = Vec::new();
    for (index, reference) in policy.spec.target_refs.iter().enumerate() {
        let field = list.item(index);
        if (&*reference.group, &*reference.kind) != (GATEWAY_GROUP, "Gateway") {
            let message = format!(
                "an XTelemetryPolicy cannot target `{}` of group `{}`",
                reference.kind, reference.group
            );
            let finding = Finding::error(field, "invalid-policy-target", message);
            let help = "target a Gateway of group `gateway.networking.k8s.io`";
            findings.push(object, finding.help(help));
            continue;
        }
        let name = NamespacedName::new(&*object.name.namespace, &*reference.name);
        let missing = context.options.assume.missing("Gateway");
        if missing && !context.resources.gateways.contains_key(&name) {
            let message = format!("Gateway `{name}` does not exist");
            let finding = Finding::error(field, "policy-target-not-found", message);
            findings.push(
                object,
                finding.help("name a Gateway of the policy's namespace"),
            );
        }
        if seen.insert(name.clone()) {
            targets.push((index, name));
        }
    }
    targets
}

fn report(
    findings: &mut Findings,
    object: &ObjectRef,
    index: usize,
    rejection: Option<&(&'static str, String)>,
) {
    if let Some(("Conflicted", message)) = rejection {
        let list = Field::Root("spec.targetRefs");
        let finding = Finding::error(list.item(index), "policy-conflict", message.clone());
        let help = "merge the policies; of several on one Gateway the oldest wins, then the first by `namespace/name`";
        findings.push(object, finding.help(help));
    }
}

/// The state of judging one policy.
struct Judge<'j, 'a> {
    context: &'j Context<'a>,
    findings: &'j mut Findings,
    object: ObjectRef,
    /// What no schema lets through.
    faults: Vec<String>,
    /// The reason and message of `ResolvedRefs=False`.
    unresolved: Option<(&'static str, String)>,
}

impl Judge<'_, '_> {
    fn tracing(&mut self, policy: &XTelemetryPolicy) -> Judged {
        let field = Field::Root("spec.tracing");
        let Some(wire) = &policy.spec.tracing else {
            self.fault(field, "a policy needs `tracing`, the one signal there is");
            return Err("there is no `tracing`".to_owned());
        };
        self.check_features(field, wire);
        self.check_members(field, wire);
        let tracing = match wire.mode() {
            TracingMode::Enabled => self
                .spans(field, wire)
                .map(|spans| Tracing::Enabled(Arc::new(spans))),
            TracingMode::Disabled => Some(Tracing::Disabled),
            TracingMode::ImplementationDefault => None,
            unknown => {
                let message = format!("`{unknown}` is not a mode of tracing");
                self.fault(field.member("mode"), message);
                None
            }
        };
        match self.faults.first() {
            Some(fault) => Err(fault.clone()),
            None => Ok(tracing),
        }
    }

    /// Only spans that are recorded have settings (spec 8.4.2), and names have their form (spec 8.4.5).
    fn check_members(&mut self, field: Field<'_>, wire: &TracingConfig) {
        let settings = [
            ("provider", wire.provider.is_some()),
            ("samplingRate", wire.sampling_rate.is_some()),
            ("parentBasedSampling", wire.parent_based_sampling.is_some()),
            ("serviceName", wire.service_name.is_some()),
            ("spanName", wire.span_name.is_some()),
            ("attributes", !wire.attributes().is_empty()),
        ];
        let is_other = matches!(
            wire.mode(),
            TracingMode::Disabled | TracingMode::ImplementationDefault
        );
        for (name, _) in settings.into_iter().filter(|(_, set)| is_other && *set) {
            let message = format!("`{name}` goes with mode `Enabled` alone");
            self.fault(field.member(name), message);
        }
        let is_word = |text: &str| AttributeName::parse(text).is_ok();
        let names = [
            ("serviceName", &wire.service_name, MAX_SERVICE_NAME),
            ("spanName", &wire.span_name, MAX_SPAN_NAME),
        ];
        for (member, name, longest) in names {
            let Some(name) = name else { continue };
            let mut words = name.split(' ');
            let is_name = name.len() <= longest
                && match member {
                    "spanName" => words.all(is_word),
                    _ => is_word(name),
                };
            if !is_name {
                self.fault(field.member(member), format!("`{name}` is not a name here"));
            }
        }
    }

    fn spans(&mut self, field: Field<'_>, wire: &TracingConfig) -> Option<Spans> {
        let Some(provider) = &wire.provider else {
            self.fault(field, "mode `Enabled` needs a `provider`");
            return None;
        };
        let place = field.member("provider");
        let backend = self.provider(place, provider);
        let headers = self.headers(place, provider);
        let sampling = wire.sampling_rate.as_ref();
        let sampling_rate =
            sampling.and_then(|share| self.share(field.member("samplingRate"), share));
        let parent = wire.parent_based_sampling.as_ref();
        let parent_based = parent
            .and_then(|parent| self.parent_based(field.member("parentBasedSampling"), parent));
        Some(Spans {
            provider: backend,
            headers,
            sampling_rate,
            parent_based,
            service_name: wire.service_name.clone(),
            span_name: wire.span_name.clone(),
            attributes: self.attributes(field, wire.attributes()),
        })
    }

    fn provider(&mut self, field: Field<'_>, wire: &TracingProvider) -> Backend {
        let namespace = self.object.name.namespace.clone();
        let asker = Asker {
            from: Referrer {
                group: X_GROUP,
                kind: "XTelemetryPolicy",
                namespace: &namespace,
            },
            traffic: Traffic::Telemetry,
            in_mesh: false,
            gateway: None,
        };
        let place = field.member("backendRef");
        let resolved = resolve(self.context, &asker, place, (&wire.backend_ref).into());
        for finding in resolved.findings {
            self.findings.push(&self.object, finding);
        }
        self.unresolved = resolved
            .problem
            .map(|problem| (problem.reason, problem.message));
        resolved.backend
    }

    fn headers(
        &mut self,
        field: Field<'_>,
        wire: &TracingProvider,
    ) -> Vec<(HeaderName, HeaderValue)> {
        let list = field.member("headers");
        let mut headers = Vec::new();
        for (index, header) in wire.headers().iter().enumerate() {
            let name = HeaderName::try_from(&header.name);
            if let (Ok(name), Ok(value)) = (name, HeaderValue::try_from(&header.value)) {
                headers.push((name, value));
            } else {
                let message = format!("`{}` cannot be sent as a header", header.name);
                self.fault(list.item(index), message);
            }
        }
        headers
    }

    /// What a policy asks for and nobody does (spec 8.4.1).
    fn check_features(&mut self, field: Field<'_>, wire: &TracingConfig) {
        let mut attributes = wire.attributes().iter();
        let dictionary = attributes.any(|one| one.source_type == AttributeSourceType::Attribute);
        let uses = [
            ("TelemetryPolicyTracing", true),
            (
                "TelemetryPolicyParentBasedSampling",
                wire.parent_based_sampling.is_some(),
            ),
            ("TelemetryPolicyAttribute", dictionary),
        ];
        for (feature, used) in uses {
            if used && self.context.options.disabled_features.contains(feature) {
                let message = format!("this needs the feature `{feature}`, which is switched off");
                self.fault(field, message);
            }
        }
    }

    fn parent_based(
        &mut self,
        field: Field<'_>,
        wire: &ParentBasedSampling,
    ) -> Option<ParentBased> {
        const ALL: Share = Share {
            numerator: 100,
            denominator: 100,
        };
        if *wire.mode() != ParentBasedSamplingMode::Enabled && wire.sampling_rate.is_some() {
            let message = "`samplingRate` goes with mode `Enabled` alone";
            self.fault(field.member("samplingRate"), message);
        }
        match wire.mode() {
            ParentBasedSamplingMode::Enabled => match &wire.sampling_rate {
                None => Some(ParentBased::Obeyed(ALL)),
                Some(share) => self
                    .share(field.member("samplingRate"), share)
                    .map(ParentBased::Obeyed),
            },
            ParentBasedSamplingMode::Disabled => Some(ParentBased::Ignored),
            ParentBasedSamplingMode::ImplementationDefault => None,
            unknown => {
                let message = format!("`{unknown}` is not a mode of sampling");
                self.fault(field.member("mode"), message);
                None
            }
        }
    }

    fn share(&mut self, field: Field<'_>, wire: &Fraction) -> Option<Share> {
        let numerator = u32::try_from(wire.numerator).ok();
        let denominator = u32::try_from(wire.denominator()).ok();
        let share = numerator
            .zip(denominator)
            .filter(|(part, whole)| *whole > 0 && part <= whole);
        if share.is_none() {
            self.fault(field, "a numerator from 0 to its denominator is needed");
        }
        share.map(|(numerator, denominator)| Share {
            numerator,
            denominator,
        })
    }

    fn attributes(
        &mut self,
        field: Field<'_>,
        wire: &[Attribute],
    ) -> Vec<(String, AttributeSource)> {
        let list = field.member("attributes");
        let mut attributes = Vec::new();
        for (index, attribute) in wire.iter().enumerate() {
            if AttributeName::parse(&attribute.name).is_err() {
                let message = format!("`{}` is not a name of an attribute", attribute.name);
                self.fault(list.item(index).member("name"), message);
            }
            if let Some(source) = self.source(list.item(index), attribute) {
                attributes.push((attribute.name.clone(), source));
            }
        }
        attributes
    }

    /// Exactly the member of the type is there; a key that the dictionary lacks is left out (spec
    /// 8.4.5, 8.5.3).
    fn source(&mut self, field: Field<'_>, wire: &Attribute) -> Option<AttributeSource> {
        let members = (
            &wire.source_type,
            &wire.header_name,
            &wire.literal_value,
            &wire.attribute_key,
        );
        let source = match members {
            (AttributeSourceType::Header, Some(name), None, None) => {
                HeaderName::try_from(name).ok().map(AttributeSource::Header)
            }
            (AttributeSourceType::Literal, None, Some(value), None)
                if (1..=MAX_LITERAL).contains(&value.chars().count()) =>
            {
                Some(AttributeSource::Literal(value.clone()))
            }
            (AttributeSourceType::Attribute, None, None, Some(key)) => {
                if !is_attribute_key(key) {
                    let message = format!("`{key}` is not an attribute that is known here");
                    let place = field.member("attributeKey");
                    let finding = Finding::warning(place, "unknown-attribute", message);
                    let help = "the attribute is left out; write a key of the attribute dictionary, such as `url.path`";
                    self.findings.push(&self.object, finding.help(help));
                    return None;
                }
                Some(AttributeSource::Attribute(key.clone()))
            }
            _ => None,
        };
        if source.is_none() {
            let message = format!(
                "an attribute of source `{}` needs the member of that name alone",
                wire.source_type
            );
            self.fault(field, message);
        }
        source
    }

    fn fault(&mut self, field: Field<'_>, message: impl Into<String>) {
        let message = message.into();
        self.faults.push(message.clone());
        let finding = Finding::error(field, "invalid-tracing", message);
        let help = "mend it; until then the policy does not apply";
        self.findings.push(&self.object, finding.help(help));
    }
}
