//! Media types of bodies, as Go reads the header that names one.

/// How a body is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MediaType {
    Json,
    Yaml,
}

/// The media type that a header names, if a server takes it. Nothing is JSON.
pub(super) fn media_type(header: &str) -> Option<MediaType> {
    let header = header.trim();
    if header.is_empty() {
        return Some(MediaType::Json);
    }
    let end = header.find(';').unwrap_or(header.len());
    let (name, parameters) = header.split_at(end);
    let known = match name.trim().to_ascii_lowercase().as_str() {
        "application/json" => MediaType::Json,
        "application/yaml" => MediaType::Yaml,
        _ => return None,
    };
    are_parameters(parameters).then_some(known)
}

/// Whether a text is parameters, `;name=value`, each named once.
fn are_parameters(text: &str) -> bool {
    let mut known: Vec<(String, String)> = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let Some((name, value, behind)) = parameter(rest) else {
            return rest.trim() == ";";
        };
        let name = name.to_ascii_lowercase();
        if known
            .iter()
            .any(|(other, old)| *other == name && *old != value)
        {
            return false;
        }
        known.push((name, value));
        rest = behind.trim_start();
    }
    true
}

/// The parameter that a text begins with, and what stands behind it.
fn parameter(text: &str) -> Option<(&str, String, &str)> {
    let (name, rest) = token(text.strip_prefix(';')?.trim_start())?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    if let Some(quoted) = rest.strip_prefix('"') {
        let (value, rest) = quoted_text(quoted)?;
        return Some((name, value, rest));
    }
    let (value, rest) = token(rest)?;
    Some((name, value.to_owned(), rest))
}

fn token(text: &str) -> Option<(&str, &str)> {
    let is_part = |next: char| next.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(next);
    let end = text.find(|next| !is_part(next)).unwrap_or(text.len());
    Some(text.split_at(end)).filter(|(token, _)| !token.is_empty())
}

/// A text up to its closing quote. A backslash escapes what could not stand in a token, and is itself elsewhere.
fn quoted_text(text: &str) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut characters = text.char_indices().peekable();
    while let Some((position, character)) = characters.next() {
        match character {
            '"' => return Some((value, text.get(position + 1..).unwrap_or_default())),
            '\r' | '\n' => return None,
            '\\' => {
                let is_special = |next: char| "()<>@,;:\\\"/[]?=".contains(next);
                let escaped = characters.next_if(|(_, next)| is_special(*next));
                value.push(escaped.map_or(character, |(_, next)| next));
            }
            _ => value.push(character),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{MediaType, media_type};

    #[test]
    fn headers_are_read_as_go_reads_them() {
        let check = |header: &str, expected| assert_eq!(media_type(header), expected, "{header}");
        let json = Some(MediaType::Json);
        for header in [
            "",
            "application/json",
            " APPLICATION/json ",
            "application/json;",
            "application/json ; ;",
        ] {
            check(header, if header.ends_with("; ;") { None } else { json });
        }
        check("application/yaml;charset=utf-8", Some(MediaType::Yaml));
        check("application/json; a=\"b\\\";\"; c = d", json);
        check("application/json;a=b;A=b", json);
        for header in [
            "application/json; q",
            "application/json; a=\"x",
            "application/json;a=b;A=c",
            "application/json;=a",
        ] {
            check(header, None);
        }
        for header in [
            "text/yaml",
            "application/json, application/yaml",
            "application/",
            "json",
            ";",
            "*/*",
        ] {
            check(header, None);
        }
    }
}
