//! Sent: what the suite sends in a test, as a request that an engine is asked about.

use serde_json::{Value, json};

use super::Snapshot;
use crate::request::Request;

/// Host of a request that names none: the suite takes the Gateway's address.
const ADDRESS: &str = "192.0.2.1";
/// Host of a request to a pod, past its Service.
const POD: &str = "POD_IP";
/// What the suite's mesh client calls by gRPC, whatever the recording says.
const MESH_CALL: &str = "/proto.EchoTestService/Echo";

/// The request, or `None` if no engine has a say in it.
pub(super) fn request(snapshot: &Snapshot, item: &Value) -> Result<Option<Request>, String> {
    let given = &item["request"];
    let mut request = match given["protocol"].as_str().unwrap_or_default() {
        "gRPC" => call(given),
        "TCP" if given["tls"] == true => connection("TLS", given),
        "TLS-connect" => connection("TLS", given),
        protocol @ ("TCP" | "UDP") => connection(protocol, given),
        _ => http(given),
    };
    if item["mesh"].is_null() {
        let gateway = &item["gateway"];
        request["gateway"] = json!({ "namespace": gateway["namespace"], "name": gateway["name"] });
        request["port"] = gateway["port"].clone();
        request["clientCert"] = certificate(snapshot, item);
    } else {
        let host = given["host"].as_str().unwrap_or_default();
        // Requests to the address of a pod are not routed (spec 8.1.7): nobody is asked.
        if host.starts_with(POD) {
            return Ok(None);
        }
        let client = &item["mesh"]["fromNamespace"];
        request["service"] = service(host, client.as_str().unwrap_or_default())?;
        request["sourceNamespace"] = client.clone();
        if given["protocol"] == "grpc" {
            request["method"] = json!("POST");
            request["path"] = json!(MESH_CALL);
            add_header(&mut request, "content-type", "application/grpc");
        }
    }
    let request = serde_json::from_value(request).map_err(|error| error.to_string())?;
    Ok(Some(request))
}

fn http(given: &Value) -> Value {
    let headers = given["headers"].as_object().into_iter().flatten();
    let (hosts, headers): (Vec<_>, Vec<_>) =
        headers.partition(|(name, _)| name.eq_ignore_ascii_case("host"));
    // A header `Host` is what the client sends; `host` is where it connects to.
    let sent = hosts.first().and_then(|(_, host)| host.as_str());
    json!({
        "protocol": if given["scheme"] == "https" { "HTTPS" } else { "HTTP" },
        "sni": given["sni"],
        "method": given["method"].as_str().unwrap_or("GET"),
        "authority": sent.or(given["host"].as_str()).unwrap_or(ADDRESS),
        "path": given["path"],
        "headers": headers,
    })
}

fn call(given: &Value) -> Value {
    let metadata: Vec<_> = given["metadata"]
        .as_object()
        .into_iter()
        .flatten()
        .collect();
    let mut call = json!({
        "protocol": "HTTP",
        "method": "POST",
        "authority": given["authority"].as_str().unwrap_or(ADDRESS),
        "path": given["path"],
        "headers": metadata,
    });
    add_header(&mut call, "content-type", "application/grpc");
    call
}

fn connection(protocol: &str, given: &Value) -> Value {
    json!({ "protocol": protocol, "sni": given["sni"], "method": "GET", "path": "/" })
}

fn add_header(request: &mut Value, name: &str, value: &str) {
    if let Some(headers) = request["headers"].as_array_mut() {
        headers.push(json!([name, value]));
    }
}

/// The Service that a host `name`, `name.namespace` or either with a port means to a client.
fn service(host: &str, client: &str) -> Result<Value, String> {
    let (name, port) = host.split_once(':').unwrap_or((host, "80"));
    let (name, namespace) = name.split_once('.').unwrap_or((name, client));
    let port: u16 = port
        .parse()
        .map_err(|_| format!("`{host}` has no such port"))?;
    Ok(json!({ "namespace": namespace, "name": name, "port": port }))
}

/// Whether the client's certificate is signed by an authority that the Gateway takes on this port.
fn certificate(snapshot: &Snapshot, item: &Value) -> Value {
    let Some(reference) = item["request"]["clientCert"].as_str() else {
        return Value::Null;
    };
    let name = reference.split('#').next().unwrap_or_default();
    let name = name.strip_prefix("secret:").unwrap_or(name);
    let signer = snapshot.signer(&format!("Secret {name}"));
    let mut gateway = item["gateway"].clone();
    gateway["kind"] = json!("Gateway");
    let gateway = snapshot.object(&gateway).unwrap_or(&Value::Null);
    let frontend = &gateway["spec"]["tls"]["frontend"];
    let mut ports = frontend["perPort"].as_array().into_iter().flatten();
    let port = &item["gateway"]["port"];
    let tls = ports
        .find(|entry| entry["port"] == *port)
        .map_or(&frontend["default"], |entry| &entry["tls"]);
    let mut authorities = tls["validation"]["caCertificateRefs"]
        .as_array()
        .into_iter()
        .flatten();
    let valid = authorities.any(|authority| {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let namespace = text(&authority["namespace"])
            .or_else(|| text(&gateway["metadata"]["namespace"]))
            .unwrap_or_default();
        let name = text(&authority["name"]).unwrap_or_default();
        let authority = snapshot.signer(&format!("ConfigMap {namespace}/{name}"));
        authority.is_some_and(|authority| signer.is_some_and(|signer| signer.ends_with(authority)))
    });
    json!(if valid { "valid" } else { "invalid" })
}
