//! The list of all rules.

use super::{
    Rule, certificate_ref, former_group, former_kind, former_version, forward_to, service_name,
    unknown_field, unknown_kind,
};

/// Every rule, sorted by id.
pub(super) static ALL: &[&Rule] = &[
    &certificate_ref::RULE,
    &former_group::RULE,
    &former_kind::RULE,
    &former_version::RULE,
    &forward_to::RULE,
    &service_name::RULE,
    &unknown_field::RULE,
    &unknown_kind::RULE,
];
