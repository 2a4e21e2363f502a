//! What the regular expressions of the schemas ask, in words.

const DOMAIN: &str =
    "use lower-case letters, digits and `-` in labels that `.` parts, as `example.com`";

/// What to write so that a regular expression is found.
pub(super) fn help(pattern: &str) -> Option<&'static str> {
    let (_, help) = HELP.iter().find(|(known, _)| *known == pattern)?;
    Some(help)
}

const HELP: &[(&str, &str)] = &[
    (
        "(^\\*$)|(^(http(s)?):\\/\\/(((\\*\\.)?([a-zA-Z0-9\\-]+\\.)*[a-zA-Z0-9-]+|\\*)(:([0-9]{1,5}))?)$)",
        "write an origin as `https://example.com`, or `*`",
    ),
    (
        "^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$",
        DOMAIN,
    ),
    (
        "^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$",
        "use letters, digits, `-`, `_` and `.`, with a letter or digit at both ends",
    ),
    (
        "^(([^:/?#]+):)(//([^/?#]*))([^?#]*)(\\?([^#]*))?(#(.*))?",
        "write a URI with its scheme, as `https://example.com/path`",
    ),
    (
        "^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|[%][0-9a-fA-F]{2})+$",
        "use only what may stand in a URL path; write other characters percent-encoded, as `%20`",
    ),
    (
        "^(System|([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]))$",
        "write `System`, or a name with a domain, as `example.com/name`",
    ),
    (
        "^([0-9]{1,5}(h|m|s|ms)){1,4}$",
        "write a duration of whole numbers with units, as `10s`, `500ms` or `1h30m`",
    ),
    (
        "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$",
        "use letters, digits, `-`, `_` and `.`; a domain and `/` may stand in front, as `example.com/name`",
    ),
    (
        "^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$",
        "write a DNS name in lower case, as `www.example.com` or `*.example.com`, without scheme, port and path",
    ),
    (
        "^Hostname|IPAddress|NamedAddress|[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\/[A-Za-z0-9\\/\\-._~%!$&'()*+,;=:]+$",
        "write `IPAddress`, `Hostname`, or a type with a domain, as `example.com/type`",
    ),
    (
        "^[!-~]+([\\t ]?[!-~]+)*$",
        "use printable ASCII characters, with single blanks between them",
    ),
    (
        "^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$",
        "use the characters of header names: letters, digits and any of ``!#$%&'*+-.^_`|~``",
    ),
    (
        "^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$",
        "write a reason as `CamelCase`, a letter first",
    ),
    (
        "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$",
        "use lower-case letters, digits and `-`, with a letter or digit at both ends",
    ),
    (
        "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$",
        DOMAIN,
    ),
    (
        "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\/[A-Za-z0-9\\/\\-._~%!$&'()*+,;=:]+$",
        "write a domain, `/` and a name, as `example.com/gateway-controller`",
    ),
    (
        "^[a-z0-9_.-]+$",
        "use lower-case letters, digits, `_`, `.` and `-`",
    ),
    (
        "^[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?$|[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\/[A-Za-z0-9]+$",
        "write a protocol as `HTTP`, or one with a domain, as `example.com/name`",
    ),
    (
        "^[a-zA-Z0-9_.:/-]+$",
        "use letters, digits, `_`, `.`, `:`, `/` and `-`",
    ),
    (
        "^[a-zA-Z0-9_.:/-]+( [a-zA-Z0-9_.:/-]+)*$",
        "use letters, digits, `_`, `.`, `:`, `/` and `-`, with single blanks between them",
    ),
    (
        "^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$",
        "use letters, digits and `-`, a letter first, as `HTTPRoute`",
    ),
];

#[cfg(test)]
mod tests {
    use super::{HELP, help};
    use crate::generated;
    use crate::release::{Channel, Release};
    use crate::schema::Schema;

    fn patterns(schema: &'static Schema, found: &mut Vec<&'static str>) {
        found.extend(schema.pattern.map(|pattern| pattern.text));
        let properties = schema.properties.iter().map(|property| property.schema);
        for inner in properties.chain(schema.items).chain(schema.additional) {
            patterns(inner, found);
        }
    }

    #[test]
    fn every_pattern_of_the_schemas_has_help_and_no_other() {
        let mut found = Vec::new();
        for release in Release::ALL {
            for channel in Channel::ALL {
                for resource in generated::resources(release, channel) {
                    for version in resource.versions {
                        patterns(version.schema, &mut found);
                    }
                }
            }
        }
        for pattern in &found {
            assert!(help(pattern).is_some(), "{pattern}");
        }
        for (pattern, _) in HELP {
            assert!(found.contains(pattern), "{pattern} is in no schema");
        }
    }
}
