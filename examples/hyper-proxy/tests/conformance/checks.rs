//! Checks: what has to come back for a recorded request, alone or many times.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use serde_json::Value;

use crate::client::Client;
use crate::cluster::{Cluster, Gateways};

/// How long a copy may take to arrive.
const ARRIVAL: Duration = Duration::from_secs(5);

/// What is wrong about a recorded request.
pub(crate) async fn differences(
    cluster: &Cluster,
    gateways: &Gateways,
    item: &Value,
) -> Vec<String> {
    let Some(address) = gateways.address(item) else {
        return vec![format!("nothing listens for {}", item["gateway"])];
    };
    let recorded = item;
    let item = &with_identity(recorded);
    let given = &item["request"];
    let mut client = Client::connect(address, given).await;
    if given["protocol"] == "WebSocket" {
        return client.web_socket(given).await.err().into_iter().collect();
    }
    if item["weights"].is_object() {
        return shares(&mut client, item).await;
    }
    if item["repeat"].is_u64() && item["expected"]["mirroredTo"].is_array() {
        return sampled(cluster, &mut client, item).await;
    }
    if item["expected"]["seeNotes"] == true {
        return own_names(&mut client, given).await;
    }
    let mut wrong = Vec::new();
    // The suite wants three in a row.
    for _ in 0..3 {
        let item = &with_identity(recorded);
        wrong.extend(client.send(&item["request"]).await.differences(item));
        wrong.extend(mirrored(cluster, item).await);
    }
    wrong
}

/// The recorded request with an id of its own in place of `UUID`.
fn with_identity(item: &Value) -> Value {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let text = item.to_string().replace("UUID", &format!("id-{number}"));
    serde_json::from_str(&text).unwrap()
}

/// Each mirror of a request that is copied always got it.
async fn mirrored(cluster: &Cluster, item: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    for mirror in mirrors(item).filter(|mirror| mirror["percent"].is_null()) {
        let got = || count(cluster, mirror, item);
        let arrived = async {
            while got() == 0 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        if tokio::time::timeout(ARRIVAL, arrived).await.is_err() {
            wrong.push(format!("{mirror} got no copy"));
        }
    }
    wrong
}

fn mirrors(item: &Value) -> impl Iterator<Item = &Value> {
    item["expected"]["mirroredTo"]
        .as_array()
        .into_iter()
        .flatten()
}

fn count(cluster: &Cluster, mirror: &Value, item: &Value) -> usize {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    cluster.count(
        &text(&mirror["namespace"]),
        &text(&mirror["name"]),
        &text(&item["request"]["path"]),
    )
}

/// How often a sampled request is sent, as the suite does in one of its attempts.
const SAMPLE: u32 = 500;

/// Each mirror gets its share of the requests.
async fn sampled(cluster: &Cluster, client: &mut Client, item: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    for _ in 0..SAMPLE {
        wrong.extend(client.send(&item["request"]).await.differences(item));
    }
    tokio::time::sleep(Duration::from_millis(200)).await;
    for mirror in mirrors(item) {
        let percent = u32::try_from(mirror["percent"].as_u64().unwrap_or(100)).unwrap();
        let got = u32::try_from(count(cluster, mirror, item)).unwrap();
        // More than four standard deviations.
        if got.abs_diff(SAMPLE * percent / 100) > SAMPLE / 10 {
            wrong.push(format!("{mirror} got {got} of {SAMPLE} requests"));
        }
    }
    wrong
}

/// Each backend gets its share of the requests; the suite tries again when chance is against it.
async fn shares(client: &mut Client, item: &Value) -> Vec<String> {
    let weights = &item["weights"];
    let mut wrong = Vec::new();
    for _ in 0..weights["maxAttempts"].as_u64().unwrap() {
        wrong = Vec::new();
        let mut pods: BTreeMap<String, u32> = BTreeMap::new();
        let requests = u32::try_from(weights["requests"].as_u64().unwrap()).unwrap();
        for _ in 0..requests {
            let answer = client.send(&item["request"]).await;
            wrong.extend(answer.differences(item));
            let pod = answer.echo.map_or(Value::Null, |echo| echo["pod"].clone());
            *pods
                .entry(pod.as_str().unwrap_or_default().to_owned())
                .or_default() += 1;
        }
        for (name, fraction) in weights["fractions"].as_object().unwrap() {
            let of = |(pod, count): (&String, &u32)| if pod.starts_with(name) { *count } else { 0 };
            let share = f64::from(pods.iter().map(of).sum::<u32>()) / f64::from(requests);
            let fraction = fraction.as_f64().unwrap();
            if (share - fraction).abs() > weights["tolerance"].as_f64().unwrap()
                || (fraction == 0.0 && share > 0.0)
            {
                wrong.push(format!("{name} gets {share}, not {fraction}"));
            }
        }
        if wrong.is_empty() {
            break;
        }
    }
    wrong
}

/// Each backend sees its own name in the header `Backend`, and no other.
async fn own_names(client: &mut Client, given: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    for _ in 0..100 {
        let echo = client.send(given).await.echo.unwrap_or_default();
        let headers: Vec<(String, String)> =
            serde_json::from_value(echo["headers"].clone()).unwrap_or_default();
        let named: Vec<_> = headers
            .iter()
            .filter(|(name, _)| name == "backend")
            .collect();
        let pod = echo["pod"].as_str().unwrap_or_default();
        let own =
            |(_, value): &(String, String)| !value.is_empty() && pod.starts_with(value.as_str());
        if !matches!(named[..], [line] if own(line)) {
            wrong.push(format!("`{pod}` sees {named:?}"));
        }
    }
    wrong
}
