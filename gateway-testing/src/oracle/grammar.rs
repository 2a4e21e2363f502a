//! String grammars of the API (spec 9 and 4.2.4), as a controller has to check them again (spec
//! 1.2.7).

/// An HTTP token of up to 256 characters: names of headers and query parameters (spec 9.3).
pub(super) fn is_header_name(name: &str) -> bool {
    let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    (1..=256).contains(&name.len()) && name.bytes().all(token)
}

/// A header value of a match or modifier, which HTTP can carry (spec 9.3).
pub(super) fn is_header_value(value: &str) -> bool {
    let visible = |c: char| c == '\t' || (c >= ' ' && c != '\x7f');
    (1..=4096).contains(&value.chars().count()) && value.chars().all(visible)
}

/// The value of a query-parameter match (spec 9.3).
pub(super) fn is_query_value(value: &str) -> bool {
    (1..=1024).contains(&value.chars().count())
}

/// The value of an `Exact` or `PathPrefix` match (spec 4.2.4).
pub(super) fn is_path(path: &str) -> bool {
    let forbidden = ["//", "/./", "/../", "%2f", "%2F", "#"];
    path.starts_with('/')
        && path.len() <= 1024
        && !forbidden.iter().any(|part| path.contains(part))
        && !path.ends_with("/.")
        && !path.ends_with("/..")
        && is_escaped(path)
}

/// Only characters that may stand in a path, and complete percent escapes.
fn is_escaped(path: &str) -> bool {
    let bytes = path.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let hex = |offset: usize| bytes.get(at + offset).is_some_and(u8::is_ascii_hexdigit);
        match bytes[at] {
            b'%' if hex(1) && hex(2) => at += 3,
            byte if byte.is_ascii_alphanumeric() || b"-/._~!$&'()*+,;=:@".contains(&byte) => {
                at += 1;
            }
            _ => return false,
        }
    }
    true
}

/// A hostname without wildcard (spec 9.2.1, 9.2.2).
pub(super) fn is_precise_hostname(name: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let label = |label: &str| {
        let bytes = label.as_bytes();
        bytes.iter().all(|&byte| letter(byte) || byte == b'-')
            && bytes.first().is_some_and(|&byte| letter(byte))
            && bytes.last().is_some_and(|&byte| letter(byte))
    };
    name.len() <= 253 && name.split('.').all(label)
}

/// Milliseconds of a duration, `None` if it is none (spec 9.1.1): one to four numbers of up to five
/// digits with a unit each.
pub(crate) fn milliseconds(duration: &str) -> Option<u64> {
    let mut rest = duration;
    let mut sum = 0;
    for component in 0.. {
        if rest.is_empty() && component > 0 {
            return Some(sum);
        }
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if component == 4 || !(1..=5).contains(&digits) {
            return None;
        }
        let number: u64 = rest[..digits].parse().ok()?;
        let units = [("ms", 1), ("h", 3_600_000), ("m", 60_000), ("s", 1_000)];
        let (unit, scale) = units
            .into_iter()
            .find(|(unit, _)| rest[digits..].starts_with(unit))?;
        sum += number * scale;
        rest = &rest[digits + unit.len()..];
    }
    None
}

/// A duration in its canonical form: descending units, each once, the largest possible ones (spec
/// 9.1.2).
pub(super) fn duration(milliseconds: u64) -> String {
    let mut text = String::new();
    let mut rest = milliseconds;
    for (unit, scale) in [("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1)] {
        if rest >= scale {
            text = format!("{text}{}{unit}", rest / scale);
        }
        rest %= scale;
    }
    if text.is_empty() {
        "0s".to_owned()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_those_of_spec_9_1() {
        let check = |text: &str, canonical: Option<&str>| {
            assert_eq!(
                milliseconds(text).map(duration).as_deref(),
                canonical,
                "{text}"
            );
        };
        check("0h", Some("0s"));
        check("0h0m0s", Some("0s"));
        check("1h", Some("1h"));
        check("00060m", Some("1h"));
        check("1h500ms", Some("1h500ms"));
        check("1h2h20m10m", Some("3h30m"));
        check("150m", Some("2h30m"));
        check("7230s", Some("2h30s"));
        check("10s30m1h", Some("1h30m10s"));
        check("100ms200ms300ms", Some("600ms"));
        check("5ms", Some("5ms"));
        for invalid in [
            "1",
            "1m1",
            "1d",
            "1h30m10s20ms50h",
            "999999h",
            "1.5h",
            "-15m",
            "",
            "0",
            "ms",
        ] {
            check(invalid, None);
        }
    }

    #[test]
    fn paths_are_those_of_spec_4_2_4() {
        for valid in ["/", "/a", "/a/", "/a.b/..c", "/%20", "/a:b@c"] {
            assert!(is_path(valid), "{valid}");
        }
        for invalid in [
            "", "a", "//", "/a/./b", "/a/../b", "/a/.", "/a/..", "/%2f", "/%2F", "/#", "/a?b",
            "/a b", "/%zz", "/ä",
        ] {
            assert!(!is_path(invalid), "{invalid}");
        }
    }

    #[test]
    fn precise_hostnames_are_those_of_spec_9_2() {
        for valid in ["a", "a.b-c.d", "1.example"] {
            assert!(is_precise_hostname(valid), "{valid}");
        }
        for invalid in ["", "*.a", "A.b", "a.", "-a", "a-.b", "a_b", "a:80"] {
            assert!(!is_precise_hostname(invalid), "{invalid}");
        }
    }
}
