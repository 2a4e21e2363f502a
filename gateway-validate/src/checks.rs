//! The list of checks: every rule of the CRDs with its text and places, and what schemas and metadata are checked for.

use std::collections::BTreeMap;
use std::fmt;

use crate::generated;
use crate::release::{Channel, Release};
use crate::schema::Schema;

/// A check that objects are held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The stable name, as [`Violation::rule`](crate::Violation::rule) has it.
    pub id: &'static str,
    /// What is asked of objects. Of a rule this is what a server says when it fails; releases may word it
    /// differently.
    pub messages: Vec<&'static str>,
    /// The rule in CEL; nothing for what is not a rule.
    pub expression: Option<&'static str>,
    /// What to write instead. Where that depends on the value, only the [`Violation`](crate::Violation) has it.
    pub help: Option<&'static str>,
    /// Where the rule stands, in the order of releases, channels, kinds and versions; nothing for what is not a
    /// rule and applies to whatever the schema has it for.
    pub places: Vec<Place>,
}

/// A place of a rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The release.
    pub release: Release,
    /// The channel.
    pub channel: Channel,
    /// The kind.
    pub kind: &'static str,
    /// The version, whether the server takes requests in it or not.
    pub version: &'static str,
    /// The field, `[]` standing for the items of a list and `{}` for the entries of a map:
    /// `spec.rules[].matches[].path`.
    pub path: String,
}

/// What is no rule: name, and what is asked.
const OTHERS: &[(&str, &str)] = &[
    (
        "address",
        "the value of an address of type IPAddress is an IP address",
    ),
    (
        "duplicate",
        "items of a set, and keys of the items of a list of type map, stand once",
    ),
    ("enum", "a value is one of those that the schema lists"),
    (
        "integer-range",
        "an integer has no fraction, and fits the bits of its format",
    ),
    ("kind", "the kind is that of the collection"),
    (
        "list-map-item",
        "an item of a list of type map is a mapping",
    ),
    ("max-items", "a list has at most as many items"),
    (
        "max-length",
        "a text has at most as many characters, counted as code points",
    ),
    ("max-properties", "a mapping has at most as many entries"),
    ("maximum", "a number is at most as large"),
    (
        "metadata",
        "names, labels, annotations, finalizers, owners and managed fields are as Kubernetes has them",
    ),
    ("min-items", "a list has at least as many items"),
    (
        "min-length",
        "a text has at least as many characters, counted as code points",
    ),
    ("min-properties", "a mapping has at least as many entries"),
    ("minimum", "a number is at least as large"),
    (
        "pattern",
        "a regular expression is found in a text, wherever it is not anchored",
    ),
    ("required", "a field that the schema requires is there"),
    (
        "rules-not-run",
        "rules run only if nothing else blocks them: another error has to be corrected first",
    ),
    ("type", "a value is of the type that the schema says"),
];

/// Every check there is, sorted by its name.
///
/// ```
/// let checks = gateway_validate::checks();
/// let path = checks.iter().find(|check| check.id == "regex-path-valid").unwrap_or(&checks[0]);
/// assert!(path.messages.len() > 0);
/// let rules = checks.iter().filter(|check| check.expression.is_some());
/// assert_eq!(rules.count(), 123);
/// ```
pub fn checks() -> Vec<Check> {
    let mut checks: BTreeMap<&'static str, Check> = OTHERS
        .iter()
        .map(|(id, asked)| {
            let check = Check {
                id,
                messages: vec![*asked],
                expression: None,
                help: None,
                places: Vec::new(),
            };
            (*id, check)
        })
        .collect();
    for release in Release::ALL {
        for channel in Channel::ALL {
            for resource in generated::resources(release, channel) {
                for version in resource.versions {
                    let place = Place {
                        release,
                        channel,
                        kind: resource.kind,
                        version: version.name,
                        path: String::new(),
                    };
                    add_rules(version.schema, &place, &mut checks);
                }
            }
        }
    }
    checks.into_values().collect()
}

/// Adds the rules of a schema and of everything in it.
fn add_rules(schema: &'static Schema, place: &Place, checks: &mut BTreeMap<&'static str, Check>) {
    if !schema.has_rules {
        return;
    }
    for site in schema.rules {
        let check = checks.entry(site.rule.id).or_insert_with(|| Check {
            id: site.rule.id,
            messages: Vec::new(),
            expression: Some(site.rule.expression),
            help: site.rule.help,
            places: Vec::new(),
        });
        if !check.messages.contains(&site.message) {
            check.messages.push(site.message);
        }
        check.places.push(place.clone());
    }
    for property in schema.properties {
        let dot = if place.path.is_empty() { "" } else { "." };
        add_rules(
            property.schema,
            &place.inside(&format!("{dot}{}", property.name)),
            checks,
        );
    }
    if let Some(items) = schema.items {
        add_rules(items, &place.inside("[]"), checks);
    }
    if let Some(entries) = schema.additional {
        add_rules(entries, &place.inside("{}"), checks);
    }
}

impl Place {
    fn inside(&self, step: &str) -> Self {
        Self {
            path: format!("{}{step}", self.path),
            ..self.clone()
        }
    }
}

impl fmt::Display for Place {
    /// `HTTPRoute/v1 spec.rules[].matches[].path`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{} {}", self.kind, self.version, self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::checks;

    #[test]
    fn every_rule_has_its_text_its_messages_its_places_and_help() {
        let rules: Vec<_> = checks()
            .into_iter()
            .filter(|check| check.expression.is_some())
            .collect();
        // 96 of v1.6.1, three of them gone and 27 new in v1.7.0.
        assert_eq!(rules.len(), 123);
        for rule in rules {
            assert!(
                !rule.messages.is_empty() && !rule.places.is_empty(),
                "{}",
                rule.id
            );
            assert!(
                rule.help.is_some_and(|help| !help.is_empty()),
                "{}",
                rule.id
            );
        }
    }

    #[test]
    fn places_are_those_of_each_release_and_channel() {
        let checks = checks();
        let immutable = checks
            .iter()
            .find(|check| check.expression == Some("self == oldSelf"))
            .unwrap();
        assert_eq!(
            immutable.messages,
            ["Value is immutable", "field is immutable"]
        );
        let mut places: Vec<String> = immutable
            .places
            .iter()
            .map(|place| format!("{} {} {place}", place.release, place.channel))
            .collect();
        places.retain(|place| place.starts_with("v1.7.0"));
        assert_eq!(
            places,
            [
                "v1.7.0 standard GatewayClass/v1 spec.controllerName",
                "v1.7.0 standard GatewayClass/v1beta1 spec.controllerName",
                "v1.7.0 experimental GatewayClass/v1 spec.controllerName",
                "v1.7.0 experimental GatewayClass/v1beta1 spec.controllerName",
                "v1.7.0 experimental XMesh/v1alpha1 spec.controllerName",
            ]
        );
    }
}
