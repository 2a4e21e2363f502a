//! Lines of requests.

/// A request to the Gateway of `shop.yaml`, with further keys.
pub(crate) fn to(host: &str, path: &str, more: &str) -> String {
    let gateway = r#""gateway":{"namespace":"default","name":"edge"}"#;
    format!(r#"{{{gateway},"authority":"{host}","path":"{path}"{more}}}"#)
}
