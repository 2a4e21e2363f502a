//! Names as Kubernetes checks them, and what it says of those that are none.

/// Everything that is wrong with a name.
pub(crate) type Complaints = Vec<String>;

const LABEL: &str = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const QUALIFIED: &str = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
const QUALIFIED_RULE: &str = "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
const MAX_LABEL: usize = 63;
const MAX_SUBDOMAIN: usize = 253;

/// Whether a text is a DNS label in lower case: letters, digits and inner dashes.
fn is_label_shaped(text: &str) -> bool {
    let inner = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'-';
    !text.is_empty()
        && !text.starts_with('-')
        && !text.ends_with('-')
        && text.as_bytes().iter().all(inner)
}

fn is_subdomain_shaped(text: &str) -> bool {
    text.split('.').all(is_label_shaped)
}

fn is_qualified_shaped(text: &str) -> bool {
    let inner = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let outer = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = text.as_bytes();
    outer(bytes.first()) && outer(bytes.last()) && text.bytes().all(inner)
}

/// Whether a text is a DNS label of RFC 1123.
pub(crate) fn is_dns1123_label(text: &str) -> bool {
    text.len() <= MAX_LABEL && is_label_shaped(text)
}

/// Whether a text is a DNS subdomain of RFC 1123.
pub(crate) fn is_dns1123_subdomain(text: &str) -> bool {
    text.len() <= MAX_SUBDOMAIN && is_subdomain_shaped(text)
}

/// Whether a text is what Kubernetes calls a qualified name, such as a label's key.
pub(crate) fn is_qualified_name(text: &str) -> bool {
    let (prefix, name) = match text.split_once('/') {
        Some((prefix, name)) => (Some(prefix), name),
        None => (None, text),
    };
    prefix.is_none_or(is_dns1123_subdomain) && name.len() <= MAX_LABEL && is_qualified_shaped(name)
}

/// Whether a text may be the value of a label.
fn is_label_value(text: &str) -> bool {
    text.len() <= MAX_LABEL && (text.is_empty() || is_qualified_shaped(text))
}

/// What a server says of the name of an object.
pub(crate) fn subdomain_complaints(text: &str) -> Complaints {
    let mut complaints = Complaints::new();
    if text.len() > MAX_SUBDOMAIN {
        complaints.push(format!("must be no more than {MAX_SUBDOMAIN} characters"));
    }
    complaints.extend((!is_subdomain_shaped(text)).then(subdomain_rule));
    complaints
}

/// What a server says of the name of an object that it has, or of the prefix that it was made from: it only has to fit
/// into a path. (It would say so of `.` and `..` as names, too, which no path leads to.)
pub(crate) fn path_segment_complaints(text: &str) -> Complaints {
    let found = ["/", "%"].into_iter().filter(|part| text.contains(part));
    found
        .map(|part| format!("may not contain '{part}'"))
        .collect()
}

/// What a server says of the name of a namespace.
pub(crate) fn label_complaints(text: &str) -> Complaints {
    let mut complaints = Complaints::new();
    if text.len() > MAX_LABEL {
        complaints.push(format!("must be no more than {MAX_LABEL} characters"));
    }
    if is_label_shaped(text) {
        return complaints;
    }
    complaints.push(if is_subdomain_shaped(text) {
        "must not contain dots".to_owned()
    } else {
        format!(
            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end \
             with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '{LABEL}')"
        )
    });
    complaints
}

fn subdomain_rule() -> String {
    format!(
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and \
         end with an alphanumeric character (e.g. 'example.com', regex used for validation is '{LABEL}(\\.{LABEL})*')"
    )
}

/// What a server says of a label's key, an annotation's key in lower case, or a finalizer.
pub(crate) fn qualified_name_complaints(text: &str) -> Complaints {
    if is_qualified_name(text) {
        return Complaints::new();
    }
    let rule = format!(
        "{QUALIFIED_RULE} (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '{QUALIFIED}')"
    );
    let mut parts = text.split('/');
    let (first, second, third) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
    if third.is_some() {
        return vec![format!(
            "a valid label key {rule} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"
        )];
    }
    let mut complaints = Complaints::new();
    if second.is_some() && first.is_empty() {
        complaints.push("prefix part must be non-empty".to_owned());
    } else if second.is_some() {
        if first.len() > MAX_SUBDOMAIN {
            complaints.push(format!(
                "prefix part must be no more than {MAX_SUBDOMAIN} bytes"
            ));
        }
        complaints.extend(
            (!is_subdomain_shaped(first)).then(|| format!("prefix part {}", subdomain_rule())),
        );
    }
    let name = second.unwrap_or(first);
    if name.is_empty() {
        complaints.push("name part must be non-empty".to_owned());
    } else if name.len() > MAX_LABEL {
        complaints.push(format!("name part must be no more than {MAX_LABEL} bytes"));
    }
    complaints.extend((!is_qualified_shaped(name)).then(|| format!("name part {rule}")));
    complaints
}

/// What a server says of the value of a label.
pub(crate) fn label_value_complaints(text: &str) -> Complaints {
    if is_label_value(text) {
        return Complaints::new();
    }
    let mut complaints = Complaints::new();
    if text.len() > MAX_LABEL {
        complaints.push(format!("must be no more than {MAX_LABEL} bytes"));
    }
    if !text.is_empty() && !is_qualified_shaped(text) {
        complaints.push(format!(
            "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start \
             and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for \
             validation is '({QUALIFIED})?')"
        ));
    }
    complaints
}
