//! Export: spans on their way to the collectors that policies name, over OTLP (spec 8.4.3).
//!
//! A collector is a backend like any other: it has endpoints, and TLS where a policy says so. Each Gateway has one batch on its
//! way and one that grows meanwhile; what a collector is too slow for is dropped and counted, for no request waits for its
//! spans.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use gateway_api_types::NamespacedName;
use opentelemetry_proto::tonic::trace::v1::Span;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::sync::oneshot;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::{MissedTickBehavior, interval, sleep, timeout};

use super::otlp::{self, Undelivered};
use crate::telemetry::{Collectors, Metrics};

/// The spans of so many requests wait to be sorted into batches.
const WAITING: usize = 2048;

/// A batch grows to so many spans.
const LARGEST: usize = 4096;

/// With so many spans a batch is sent at once.
const LARGE: usize = 512;

/// How often batches are sent.
const PERIOD: Duration = Duration::from_secs(1);

/// How long a batch may take, all attempts together.
const LIMIT: Duration = Duration::from_secs(10);

/// How long to wait before the second and the third attempt.
const PAUSES: [Duration; 2] = [Duration::from_millis(500), Duration::from_secs(2)];

/// How long the end of the process waits for the last batches.
const LAST: Duration = Duration::from_secs(3);

/// Takes spans, and sends them.
pub struct Exporter {
    sender: Sender<Message>,
    receiver: Mutex<Option<Receiver<Message>>>,
}

enum Message {
    Spans(NamespacedName, Vec<Span>),
    /// The last one: what waits is sent, and told.
    Finish(oneshot::Sender<()>),
}

/// The spans of a Gateway.
#[derive(Default)]
struct Batch {
    spans: Vec<Span>,
    sending: Option<JoinHandle<Result<(), Undelivered>>>,
    /// Whether the batch before was lost, which is said once.
    failing: bool,
}

impl Exporter {
    /// Sends what it is given from now on.
    pub fn start(&self, collectors: Arc<dyn Collectors>) {
        let mut receiver = self.receiver.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(receiver) = receiver.take() {
            tokio::spawn(follow(collectors, receiver));
        }
    }

    pub(super) fn send(&self, gateway: &NamespacedName, spans: Vec<Span>, metrics: &Metrics) {
        let count = spans.len();
        let message = Message::Spans(gateway.clone(), spans);
        if self.sender.try_send(message).is_err() {
            metrics.spans_dropped("too_many", count);
        }
    }

    /// Sends what is left, and ends.
    pub async fn flush(&self) {
        let (sender, done) = oneshot::channel();
        if self.sender.send(Message::Finish(sender)).await.is_ok() {
            // Who is gone has nothing left to send.
            let _done = timeout(LAST, done).await;
        }
    }
}

impl Default for Exporter {
    fn default() -> Self {
        let (sender, receiver) = channel(WAITING);
        Self {
            sender,
            receiver: Mutex::new(Some(receiver)),
        }
    }
}

impl fmt::Debug for Exporter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Exporter").finish_non_exhaustive()
    }
}

async fn follow(collectors: Arc<dyn Collectors>, mut receiver: Receiver<Message>) {
    let mut batches: BTreeMap<NamespacedName, Batch> = BTreeMap::new();
    let mut ticks = interval(PERIOD);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let told = loop {
        tokio::select! {
            message = receiver.recv() => match message {
                Some(Message::Spans(gateway, spans)) => {
                    let batch = batches.entry(gateway.clone()).or_default();
                    batch.add(spans, collectors.metrics());
                    if batch.spans.len() >= LARGE {
                        batch.advance(&gateway, &collectors).await;
                    }
                }
                Some(Message::Finish(told)) => break Some(told),
                None => break None,
            },
            _ = ticks.tick() => {
                for (gateway, batch) in &mut batches {
                    batch.advance(gateway, &collectors).await;
                }
                batches.retain(|_, batch| !batch.spans.is_empty() || batch.sending.is_some());
            }
        }
    };
    let mut last = JoinSet::new();
    for (gateway, batch) in batches {
        let collectors = Arc::clone(&collectors);
        last.spawn(async move {
            if let Some(sending) = batch.sending {
                let _counted = sending.await;
            }
            if !batch.spans.is_empty() {
                let _counted = send(collectors, gateway, batch.spans).await;
            }
        });
    }
    last.join_all().await;
    // Nobody may be waiting any more.
    let _heard = told.map(|told| told.send(()));
}

impl Batch {
    fn add(&mut self, spans: Vec<Span>, metrics: &Metrics) {
        if self.spans.len() + spans.len() > LARGEST {
            metrics.spans_dropped("collector_slow", spans.len());
        } else {
            self.spans.extend(spans);
        }
    }

    /// Sends what there is, once what was sent before has arrived or is lost.
    async fn advance(&mut self, gateway: &NamespacedName, collectors: &Arc<dyn Collectors>) {
        if let Some(sending) = self.sending.take_if(|sending| sending.is_finished()) {
            let lost = sending.await.ok().and_then(Result::err);
            if let Some(Undelivered { why, .. }) = &lost
                && !self.failing
            {
                tracing::warn!(%gateway, why, "spans are lost");
            }
            self.failing = lost.is_some();
        }
        if self.sending.is_none() && !self.spans.is_empty() {
            let spans = std::mem::take(&mut self.spans);
            let sending = send(Arc::clone(collectors), gateway.clone(), spans);
            self.sending = Some(tokio::spawn(sending));
        }
    }
}

/// Sends a batch, again if that may help, and counts what has become of it.
async fn send(
    collectors: Arc<dyn Collectors>,
    gateway: NamespacedName,
    spans: Vec<Span>,
) -> Result<(), Undelivered> {
    let count = spans.len();
    let sending = async {
        let service = collectors.spans(&gateway);
        let service = service.and_then(|policy| policy.service_name.clone());
        let message = otlp::message(&gateway, service, spans);
        let mut pauses = PAUSES.iter();
        loop {
            let Some(policy) = collectors.spans(&gateway) else {
                let why = "no policy asks for them now";
                return Err(Undelivered::lost("no_policy", why));
            };
            match otlp::deliver(&*collectors, &gateway, &policy, &message).await {
                Err(undelivered) if undelivered.again => match pauses.next() {
                    Some(pause) => sleep(*pause).await,
                    None => return Err(undelivered),
                },
                outcome => return outcome,
            }
        }
    };
    let late = || {
        let why = format!("the collector did not answer within {LIMIT:?}");
        Err(Undelivered::lost("timeout", why))
    };
    match timeout(LIMIT, sending).await.unwrap_or_else(|_| late()) {
        Ok(rejected) => {
            let rejected = usize::try_from(rejected).unwrap_or(count).min(count);
            collectors.metrics().spans_exported(count - rejected);
            if rejected > 0 {
                collectors.metrics().spans_dropped("rejected", rejected);
            }
            Ok(())
        }
        Err(undelivered) => {
            collectors
                .metrics()
                .spans_dropped(undelivered.reason, count);
            Err(undelivered)
        }
    }
}
