//! Overview: the configuration in use, as `/config` tells it. The README describes its shape, which people's scripts rely on.

use std::collections::BTreeSet;

use gateway_api_types::NamespacedName;
use gateway_cli::contract::ConditionRecord;
use gateway_cli::contract::parts::Route;
use gateway_route_engine::hostname::Hostname;
use gateway_route_engine::{Backend, BackendError, Condition, Listed};
use serde_json::{Value, json};

use crate::server::Server;
use crate::snapshot::Snapshot;

/// The sockets, the table in the order of precedence, the backends, and where everything is written.
pub fn overview(server: &Server) -> Value {
    let snapshot = server.live.current();
    let listening = server.listening();
    let sockets = listening.iter().map(|listening| {
        let listener = &listening.listener;
        json!({
            "gateway": listener.gateway.to_string(),
            "port": listener.port,
            "listeners": listener.names,
            "transport": format!("{:?}", listener.transport).to_uppercase(),
            "address": listening.address.to_string(),
        })
    });
    let gateways = snapshot.table.gateways().cloned();
    let table = gateways
        .collect::<BTreeSet<_>>()
        .into_iter()
        .flat_map(|gateway| {
            let ports: Vec<_> = snapshot.table.ports(&gateway).collect();
            let listeners = ports
                .into_iter()
                .map(|(port, _)| listeners(&snapshot, &gateway, port));
            listeners.flatten().collect::<Vec<_>>()
        });
    let objects = snapshot.objects.iter().map(|(key, written)| {
        json!({
            "group": key.group,
            "kind": key.kind,
            "namespace": key.namespace,
            "name": key.name,
            "file": &*written.file,
            "line": written.start.0,
            "rules": written.rules.iter().map(|(line, _)| line).collect::<Vec<_>>(),
        })
    });
    let backends = snapshot.upstreams().map(|upstream| {
        let addresses = upstream.addresses().map(|address| address.to_string());
        json!({ "backend": &*upstream.name, "endpoints": addresses.collect::<Vec<_>>() })
    });
    json!({
        "listeners": sockets.collect::<Vec<_>>(),
        "table": table.collect::<Vec<_>>(),
        "backends": backends.collect::<Vec<_>>(),
        "objects": objects.collect::<Vec<_>>(),
    })
}

/// The listeners of a port with what they route.
fn listeners(snapshot: &Snapshot, gateway: &NamespacedName, port: u16) -> Vec<Value> {
    let listing = snapshot.table.listing(gateway, port);
    let all = listing.map(|(listener, matches)| {
        let id = &listener.id;
        let matches = matches.iter().map(|listed| matched(snapshot, listed));
        json!({
            "gateway": gateway.to_string(),
            "port": port,
            "listener": {
                "kind": format!("{:?}", id.parent),
                "namespace": id.name.namespace,
                "name": id.name.name,
                "section": id.section,
            },
            "protocol": format!("{:?}", listener.protocol).to_uppercase(),
            "hostname": listener.hostname.as_ref().map(Hostname::as_str),
            "matches": matches.collect::<Vec<_>>(),
        })
    });
    all.collect()
}

fn matched(snapshot: &Snapshot, listed: &Listed<'_>) -> Value {
    let rule = listed.rule;
    let route = Route::from(rule.route());
    let place = snapshot.objects.rule(&route.key(), rule.index());
    let (file, start) = place.unzip();
    let conditions = listed.conditions.iter().map(|condition| asked(*condition));
    let backends = rule.backends.as_slice().iter().map(backend);
    json!({
        "hostname": listed.hostname.map(Hostname::as_str),
        "route": route,
        "rule": rule.index(),
        "ruleName": rule.name.as_deref(),
        "match": listed.match_index,
        "conditions": conditions.collect::<Vec<_>>(),
        "backends": backends.collect::<Vec<_>>(),
        "file": file,
        "line": start.map(|(line, _)| line),
        "column": start.map(|(_, column)| column),
    })
}

fn asked(condition: Condition<'_>) -> Value {
    let record = ConditionRecord::new(condition, None);
    json!({
        "on": record.on,
        "name": record.name,
        "type": record.kind,
        "value": record.expected,
    })
}

fn backend(backend: &Backend) -> Value {
    let target = &backend.target;
    let port = target.port.map(|port| format!(":{port}"));
    let port = port.unwrap_or_default();
    json!({
        "kind": &*target.kind,
        "backend": format!("{}/{}{port}", target.namespace, target.name),
        "weight": backend.weight,
        "error": backend.error.map(BackendError::as_str),
    })
}
