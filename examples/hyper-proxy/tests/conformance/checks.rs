//! Checks: what has to come back for a recorded request, alone or many times.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use gateway_testing::conformance::Observed;
use serde_json::{Value, json};

use crate::client::{Client, hello};
use crate::cluster::{Cluster, Gateways};

/// How long a copy may take to arrive.
const ARRIVAL: Duration = Duration::from_secs(5);

/// How often a sampled request is sent, as the suite does in one of its attempts.
const SAMPLE: u32 = 500;

/// Sends one recorded request, as often as it takes.
struct Sender<'a> {
    cluster: &'a Cluster,
    address: SocketAddr,
    client: Option<Client>,
}

/// What is wrong about a recorded request.
pub(crate) async fn differences(
    cluster: &Cluster,
    gateways: &Gateways,
    recorded: &Value,
) -> Vec<String> {
    let Some(address) = gateways.address(recorded) else {
        // A port that is closed answers no handshake.
        if recorded["expected"]["failure"].is_string() && recorded["request"]["scheme"] == "https" {
            return Vec::new();
        }
        return vec![format!("nothing listens for {}", recorded["gateway"])];
    };
    let mut sender = Sender {
        cluster,
        address,
        client: None,
    };
    let item = &with_identity(recorded);
    let expected = &item["expected"];
    if let Some(failure) = expected["failure"].as_str() {
        return sender.must_fail(item, failure).await;
    }
    if item["request"]["protocol"] == "WebSocket" {
        let client = Client::connect(address, &item["request"], &cluster.credentials).await;
        let echoed = client.unwrap().web_socket(&item["request"]).await;
        return echoed.err().into_iter().collect();
    }
    if item["weights"].is_object() {
        return sender.shares(item).await;
    }
    if item["repeat"].is_u64() && expected["mirroredTo"].is_array() {
        return sender.sampled(item).await;
    }
    if expected["seeNotes"] == true {
        return sender.own_names(item).await;
    }
    let mut wrong = Vec::new();
    // The suite wants three in a row where it does not say how many.
    for _ in 0..item["repeat"].as_u64().unwrap_or(3) {
        let item = &with_identity(recorded);
        wrong.extend(sender.differences(item).await);
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

impl Sender<'_> {
    /// Sends it once more: below HTTP on a connection of its own, else on one that is kept.
    async fn send(&mut self, item: &Value) -> Result<Observed, String> {
        let given = &item["request"];
        let kept = match given["protocol"].as_str() {
            Some("TCP" | "UDP") => None,
            _ => self.client.take(),
        };
        let mut client = match kept {
            Some(client) => client,
            None => Client::connect(self.address, given, &self.cluster.credentials).await?,
        };
        let answer = client.send(given).await;
        self.client = answer.is_ok().then_some(client);
        answer
    }

    async fn differences(&mut self, item: &Value) -> Vec<String> {
        let answer = match self.send(item).await {
            Ok(answer) => answer,
            Err(error) => return vec![format!("there is no answer: {error}")],
        };
        let mut wrong = answer.differences(item);
        if let Some(pointer) = item["expected"]["backendRequest"]["backendClientCert"].as_str() {
            let shown = answer.echo.map(|echo| echo["tls"]["clientCert"].clone());
            let expected = self.cluster.credentials.identity(pointer).chain()[0].to_vec();
            if shown != Some(json!(expected)) {
                wrong.push("the backend saw another certificate, or none".to_owned());
            }
        }
        wrong
    }

    /// There is no answer, or none that would be one of success.
    async fn must_fail(&mut self, item: &Value, failure: &str) -> Vec<String> {
        let mut wrong = Vec::new();
        for _ in 0..3 {
            if item["request"]["protocol"] == "TLS-connect" {
                let answer = hello(self.address, item["request"]["sni"].as_str().unwrap()).await;
                if !answer.is_empty() {
                    wrong.push(format!("the handshake is answered with {answer:?}"));
                }
                continue;
            }
            let failed = match (self.send(item).await, failure.split(';').next().unwrap()) {
                (Ok(answer), "any status except 200/408/504 (3 consecutive)") => {
                    !matches!(answer.status, 200 | 408 | 504)
                }
                (Ok(answer), "any status except OK (3 consecutive)") => {
                    answer.grpc_status != Some(0)
                }
                (answer, "transport error (TLS handshake)") => answer.is_err(),
                (answer, _) => {
                    wrong.push(format!("nothing checks `{failure}`: {answer:?}"));
                    continue;
                }
            };
            if !failed {
                wrong.push(format!("it did not fail: {failure}"));
            }
        }
        wrong
    }

    /// Each mirror gets its share of the requests.
    async fn sampled(&mut self, item: &Value) -> Vec<String> {
        let mut wrong = Vec::new();
        for _ in 0..SAMPLE {
            wrong.extend(self.differences(item).await);
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
        for mirror in mirrors(item) {
            let percent = u32::try_from(mirror["percent"].as_u64().unwrap_or(100)).unwrap();
            let got = u32::try_from(count(self.cluster, mirror, item)).unwrap();
            // More than four standard deviations.
            if got.abs_diff(SAMPLE * percent / 100) > SAMPLE / 10 {
                wrong.push(format!("{mirror} got {got} of {SAMPLE} requests"));
            }
        }
        wrong
    }

    /// Each backend gets its share of the requests; the suite tries again when chance is against it.
    async fn shares(&mut self, item: &Value) -> Vec<String> {
        let weights = &item["weights"];
        let mut wrong = Vec::new();
        for _ in 0..weights["maxAttempts"].as_u64().unwrap() {
            wrong = self.share(item, weights).await;
            if wrong.is_empty() {
                break;
            }
        }
        wrong
    }

    async fn share(&mut self, item: &Value, weights: &Value) -> Vec<String> {
        let mut wrong = Vec::new();
        let mut pods: BTreeMap<String, u32> = BTreeMap::new();
        let requests = u32::try_from(weights["requests"].as_u64().unwrap()).unwrap();
        for _ in 0..requests {
            match self.send(item).await {
                Ok(answer) => {
                    wrong.extend(answer.differences(item));
                    let pod = answer.echo.map_or(Value::Null, |echo| echo["pod"].clone());
                    *pods
                        .entry(pod.as_str().unwrap_or_default().to_owned())
                        .or_default() += 1;
                }
                Err(error) => wrong.push(error),
            }
        }
        for (name, fraction) in weights["fractions"].as_object().unwrap() {
            let of = |(pod, count): (&String, &u32)| if pod.starts_with(name) { *count } else { 0 };
            let share = f64::from(pods.iter().map(of).sum::<u32>()) / f64::from(requests);
            let fraction = fraction.as_f64().unwrap();
            let far = (share - fraction).abs() > weights["tolerance"].as_f64().unwrap();
            if far || (fraction == 0.0 && share > 0.0) {
                wrong.push(format!("{name} gets {share}, not {fraction}"));
            }
        }
        wrong
    }

    /// Each backend sees its own name in the header `Backend`, and no other.
    async fn own_names(&mut self, item: &Value) -> Vec<String> {
        let mut wrong = Vec::new();
        for _ in 0..100 {
            let echo = self.send(item).await.unwrap().echo.unwrap_or_default();
            let headers: Vec<(String, String)> =
                serde_json::from_value(echo["headers"].clone()).unwrap_or_default();
            let named: Vec<_> = headers
                .iter()
                .filter(|(name, _)| name == "backend")
                .collect();
            let pod = echo["pod"].as_str().unwrap_or_default();
            let own = |(_, value): &(String, String)| {
                !value.is_empty() && pod.starts_with(value.as_str())
            };
            if !matches!(named[..], [line] if own(line)) {
                wrong.push(format!("`{pod}` sees {named:?}"));
            }
        }
        wrong
    }
}

/// Each mirror of a request that is copied always got it.
async fn mirrored(cluster: &Cluster, item: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    for mirror in mirrors(item).filter(|mirror| mirror["percent"].is_null()) {
        let arrived = async {
            while count(cluster, mirror, item) == 0 {
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
