//! The suite's backends below HTTP: they tell who they are and what they got, in a line or a datagram of JSON.

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::UdpSocket;

use crate::pod::{Connection, Pod};

/// Answers each line.
pub(crate) async fn serve(pod: Pod, (stream, handshake): Connection) {
    let mut stream = BufReader::new(stream);
    let mut line = String::new();
    while stream.read_line(&mut line).await.is_ok_and(|read| read > 0) {
        let mut said = pod.introduce(&handshake);
        said["echo"] = json!(line.trim_end());
        // A client that goes away is no matter.
        let sent = stream.write_all(format!("{said}\n").as_bytes()).await;
        if sent.is_err() || stream.flush().await.is_err() {
            return;
        }
        line.clear();
    }
}

/// Answers each datagram.
pub(crate) async fn serve_datagrams(pod: Pod, socket: UdpSocket) {
    let mut bytes = [0; 2048];
    while let Ok((length, client)) = socket.recv_from(&mut bytes).await {
        let mut said = pod.introduce(&Value::Null);
        said["echo"] = json!(String::from_utf8_lossy(&bytes[..length]));
        socket
            .send_to(said.to_string().as_bytes(), client)
            .await
            .unwrap();
    }
}
