//! Tokens of CEL.

use anyhow::{Result, bail};

/// A token.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Name(String),
    Int(i64),
    Text(String),
    /// An operator or bracket.
    Sign(&'static str),
}

/// Signs, the longer ones first.
const SIGNS: [&str; 24] = [
    "&&", "||", "==", "!=", "<=", ">=", "(", ")", "[", "]", "{", "}", ".", ",", "?", ":", "!", "<",
    ">", "+", "-", "*", "/", "%",
];

/// Takes a rule apart.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let (token, after) = match first {
            'a'..='z' | 'A'..='Z' | '_' => name_or_raw_text(rest)?,
            '0'..='9' => number(rest)?,
            '"' | '\'' => text_literal(rest, false)?,
            _ => sign(rest)?,
        };
        tokens.push(token);
        rest = after.trim_start();
    }
    Ok(tokens)
}

fn name_or_raw_text(text: &str) -> Result<(Token, &str)> {
    if let Some(raw) = text
        .strip_prefix(['r', 'R'])
        .filter(|raw| raw.starts_with(['"', '\'']))
    {
        return text_literal(raw, true);
    }
    let end = text
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .unwrap_or(text.len());
    let (name, after) = text.split_at(end);
    Ok((Token::Name(name.to_owned()), after))
}

fn number(text: &str) -> Result<(Token, &str)> {
    let end = text
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '.')
        .unwrap_or(text.len());
    let (digits, after) = text.split_at(end);
    match digits.parse() {
        Ok(value) => Ok((Token::Int(value), after)),
        Err(_) => bail!("the number `{digits}` is not a decimal integer"),
    }
}

fn text_literal(text: &str, raw: bool) -> Result<(Token, &str)> {
    let quote = ["\"\"\"", "'''", "\"", "'"]
        .into_iter()
        .find(|quote| text.starts_with(quote));
    let Some(quote) = quote else {
        bail!("no quote at `{text}`")
    };
    let mut value = String::new();
    let mut rest = &text[quote.len()..];
    loop {
        if let Some(after) = rest.strip_prefix(quote) {
            return Ok((Token::Text(value), after));
        }
        let Some(next) = rest.chars().next() else {
            bail!("a text is not closed: `{text}`")
        };
        rest = &rest[next.len_utf8()..];
        if next != '\\' || raw {
            value.push(next);
            continue;
        }
        let Some(escaped) = rest.chars().next() else {
            bail!("a text ends in a backslash: `{text}`")
        };
        rest = &rest[escaped.len_utf8()..];
        value.push(match escaped {
            '\\' | '"' | '\'' | '`' | '?' => escaped,
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => bail!("the escape `\\{escaped}` is not known"),
        });
    }
}

fn sign(text: &str) -> Result<(Token, &str)> {
    match SIGNS.into_iter().find(|sign| text.starts_with(sign)) {
        Some(sign) => Ok((Token::Sign(sign), &text[sign.len()..])),
        None => bail!("unexpected character at `{text}`"),
    }
}
