//! Grammars of named strings, by hand: each is a few character classes and needs no engine.

/// One or more characters of a class.
fn all(text: &str, class: impl Fn(u8) -> bool) -> bool {
    !text.is_empty() && text.bytes().all(class)
}

/// A class of characters at both ends and another one between them.
fn framed(text: &str, edge: impl Fn(u8) -> bool, inner: impl Fn(u8) -> bool) -> bool {
    let ends = text.bytes().next().zip(text.bytes().next_back());
    ends.is_some_and(|(first, last)| edge(first) && edge(last)) && text.bytes().all(inner)
}

fn lower_or_digit(c: u8) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit()
}

/// A DNS label in small letters.
pub(crate) fn label(text: &str) -> bool {
    framed(text, lower_or_digit, |c| lower_or_digit(c) || c == b'-')
}

/// DNS labels joined by dots.
pub(crate) fn subdomain(text: &str) -> bool {
    text.split('.').all(label)
}

/// A subdomain whose first label may be `*`.
pub(crate) fn hostname(text: &str) -> bool {
    subdomain(text.strip_prefix("*.").unwrap_or(text))
}

/// The core group, which is empty, or a subdomain.
pub(crate) fn group(text: &str) -> bool {
    text.is_empty() || subdomain(text)
}

/// Letters, digits and hyphens, a letter first and no hyphen last.
pub(crate) fn kind(text: &str) -> bool {
    let letter = text.bytes().next().is_some_and(|c| c.is_ascii_alphabetic());
    letter
        && framed(
            text,
            |c| c.is_ascii_alphanumeric(),
            |c| c.is_ascii_alphanumeric() || c == b'-',
        )
}

/// A token of HTTP.
pub(crate) fn token(text: &str) -> bool {
    all(text, |c| {
        c.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&c)
    })
}

/// A subdomain, a slash and a path.
pub(crate) fn controller(text: &str) -> bool {
    text.split_once('/').is_some_and(|(domain, path)| {
        let in_path = |c: u8| c.is_ascii_alphanumeric() || b"/-._~%!$&'()*+,;=:".contains(&c);
        subdomain(domain) && all(path, in_path)
    })
}

/// A scheme followed by `://`; what comes after it is not looked at.
pub(crate) fn absolute_uri(text: &str) -> bool {
    let scheme = text.split([':', '/', '?', '#']).next().unwrap_or_default();
    !scheme.is_empty() && text[scheme.len()..].starts_with("://")
}

/// `*`, or scheme, host and optional port of a web origin, the host with a wildcard or not.
pub(crate) fn cors_origin(text: &str) -> bool {
    let Some(rest) = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))
    else {
        return text == "*";
    };
    let (host, port) = rest
        .split_once(':')
        .map_or((rest, None), |(host, port)| (host, Some(port)));
    let in_label = |c: u8| c.is_ascii_alphanumeric() || c == b'-';
    let labels = host.strip_prefix("*.").unwrap_or(host);
    let host = host == "*" || labels.split('.').all(|label| all(label, in_label));
    host && port.is_none_or(|port| port.len() <= 5 && all(port, |c| c.is_ascii_digit()))
}

/// Letters, digits and `-_.`, no sign at either end.
fn label_name(text: &str) -> bool {
    let inner = |c: u8| c.is_ascii_alphanumeric() || b"-_.".contains(&c);
    framed(text, |c| c.is_ascii_alphanumeric(), inner)
}

/// A name of up to 63 characters, after an optional subdomain of less than 253 and a slash.
pub(crate) fn label_key(text: &str) -> bool {
    let (prefix, name) = text
        .split_once('/')
        .map_or((None, text), |(a, b)| (Some(a), b));
    let prefix = prefix.is_none_or(|prefix| prefix.len() < 253 && subdomain(prefix));
    prefix && name.len() <= 63 && label_name(name)
}

/// Nothing, or a name.
pub(crate) fn label_value(text: &str) -> bool {
    text.is_empty() || label_name(text)
}

/// Letters, digits and `_.:/-`.
pub(crate) fn attribute_name(text: &str) -> bool {
    all(text, |c| c.is_ascii_alphanumeric() || b"_.:/-".contains(&c))
}

/// Anything at all.
pub(crate) fn anything(_: &str) -> bool {
    true
}
