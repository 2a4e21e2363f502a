//! HTTP/2 that is wrong or means harm, frame by frame: the connection or the stream ends with a reason, and others are served.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails loudly"
)]

mod common;

use std::net::SocketAddr;
use std::time::Duration;

use common::{Backend, Manifest, Served, full, within};
use http::Request;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

// Types of frames.
const DATA: u8 = 0;
const HEADERS: u8 = 1;
const RESET: u8 = 3;
const SETTINGS: u8 = 4;
const PUSH: u8 = 5;
const PING: u8 = 6;
const GOAWAY: u8 = 7;
const WINDOW: u8 = 8;
const CONTINUATION: u8 = 9;

// Flags: of HEADERS the end of the stream and of the headers, of SETTINGS and PING an acknowledgement.
const END_STREAM: u8 = 1;
const END_HEADERS: u8 = 4;
const ACK: u8 = 1;

// Reasons.
const PROTOCOL_ERROR: u32 = 1;
const FLOW_CONTROL_ERROR: u32 = 3;
const STREAM_CLOSED: u32 = 5;
const FRAME_SIZE_ERROR: u32 = 6;
const REFUSED_STREAM: u32 = 7;
const COMPRESSION_ERROR: u32 = 9;
const ENHANCE_YOUR_CALM: u32 = 11;

/// The right reason for a frame of a wrong size, and the one that may stand for any other.
const SIZES: [u32; 2] = [FRAME_SIZE_ERROR, PROTOCOL_ERROR];

fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
    let head = [&length[1..], &[kind, flags], &stream.to_be_bytes()].concat();
    [&head, payload].concat()
}

/// `GET /` of this host in indexed fields, and further ones as literals.
fn fields(more: &[(&str, &str)]) -> Vec<u8> {
    let literals = literals(&[&[(":authority", "test.example")], more].concat());
    [&[0x82, 0x86, 0x84][..], &literals].concat()
}

fn literals(fields: &[(&str, &str)]) -> Vec<u8> {
    let mut block = Vec::new();
    for (name, value) in fields {
        block.push(0);
        for text in [name, value] {
            // Integers with a prefix of seven bits.
            match u8::try_from(text.len()) {
                Ok(length) if length < 127 => block.push(length),
                _ => {
                    let mut rest = text.len() - 127;
                    block.push(127);
                    while rest >= 128 {
                        block.push(u8::try_from(rest % 128).unwrap() | 128);
                        rest /= 128;
                    }
                    block.push(u8::try_from(rest).unwrap());
                }
            }
            block.extend(text.bytes());
        }
    }
    block
}

/// A method, `:scheme`, these fields and a `Host`, each as a literal.
fn without_authority(method: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let start = [(":method", method), (":scheme", "http")];
    literals(&[&start, more, &[("host", "test.example")]].concat())
}

fn get(stream: u32) -> Vec<u8> {
    frame(HEADERS, END_STREAM | END_HEADERS, stream, &fields(&[]))
}

async fn serve() -> (Served, Backend) {
    let backend = Backend::named("good").await;
    let manifest = Manifest::new()
        .route("all", "[{backendRefs: [{name: backend, port: 80}]}]")
        .service("backend", &[backend.address]);
    (manifest.serve().await, backend)
}

/// What came of some bytes.
#[derive(Debug, Default)]
struct Outcome {
    /// The reason of a GOAWAY, of those that are errors.
    goaway: Option<u32>,
    /// The reasons of resets.
    resets: Vec<u32>,
    /// How many responses began.
    responses: usize,
    /// Whether a PING was answered.
    pong: bool,
    closed: bool,
}

/// Sends bytes behind the preface and a PING behind them, and reads until the connection ends or the PING is answered.
async fn send(address: SocketAddr, bytes: Vec<u8>) -> Outcome {
    let stream = TcpStream::connect(address).await.unwrap();
    let (mut reader, mut writer) = stream.into_split();
    tokio::spawn(async move {
        let start = [PREFACE, &frame(SETTINGS, 0, 0, &[])].concat();
        let end = frame(PING, 0, 0, b"the end!");
        for part in [start, bytes, end] {
            // Who is no longer listened to need not say more.
            if writer.write_all(&part).await.is_err() {
                break;
            }
        }
        // A reader that finds the connection ended has to be sure who ended it.
        tokio::time::sleep(common::PATIENCE).await;
    });
    let mut outcome = Outcome::default();
    loop {
        let mut head = [0; 9];
        // Behind the answer to the PING what is on its way still has a moment.
        let patience = if outcome.pong {
            Duration::from_millis(200)
        } else {
            common::PATIENCE
        };
        match timeout(patience, reader.read_exact(&mut head)).await {
            Ok(Ok(_)) => {}
            Err(_) if outcome.pong => return outcome,
            Err(late) => panic!("{late}: {outcome:?}"),
            Ok(Err(_)) => {
                outcome.closed = true;
                return outcome;
            }
        }
        let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
        let mut payload = vec![0; usize::try_from(length).unwrap()];
        if within(reader.read_exact(&mut payload)).await.is_err() {
            outcome.closed = true;
            return outcome;
        }
        let number = |from: usize| u32::from_be_bytes(payload[from..from + 4].try_into().unwrap());
        match (head[3], head[4]) {
            (GOAWAY, _) => outcome.goaway = Some(number(4)).filter(|reason| *reason != 0),
            (RESET, _) => outcome.resets.push(number(0)),
            (HEADERS, _) => outcome.responses += 1,
            (PING, flags) if flags & ACK != 0 && payload == b"the end!" => outcome.pong = true,
            _ => {}
        }
    }
}

/// Somebody else is served as if nothing was.
async fn others_are_served(served: &Served) {
    let request = Request::get("http://test.example/").body(full("")).unwrap();
    assert_eq!(served.ask_h2(request).await.body, "good");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_with_a_wrong_frame_ends_with_a_reason() {
    let (served, backend) = serve().await;
    let window = |size: u32| size.to_be_bytes();
    for (what, bytes, reasons) in [
        (
            "DATA of no stream",
            frame(DATA, 0, 0, b"x"),
            &[PROTOCOL_ERROR][..],
        ),
        (
            "DATA of an idle stream",
            frame(DATA, 0, 1, b"x"),
            &[PROTOCOL_ERROR, STREAM_CLOSED],
        ),
        ("HEADERS of no stream", get(0), &[PROTOCOL_ERROR]),
        ("HEADERS of a server's stream", get(2), &[PROTOCOL_ERROR]),
        (
            "a stream twice",
            [get(3), get(1)].concat(),
            &[PROTOCOL_ERROR, STREAM_CLOSED],
        ),
        (
            "a frame that is too large",
            frame(DATA, 0, 1, &vec![0; 16_385]),
            &SIZES,
        ),
        (
            "SETTINGS of an odd size",
            frame(SETTINGS, 0, 0, &[0; 5]),
            &SIZES,
        ),
        (
            "SETTINGS of a stream",
            frame(SETTINGS, 0, 1, &[]),
            &[PROTOCOL_ERROR],
        ),
        (
            "an acknowledgement that says something",
            frame(SETTINGS, ACK, 0, &[0; 6]),
            &SIZES,
        ),
        ("a PING of seven bytes", frame(PING, 0, 0, &[0; 7]), &SIZES),
        (
            "a window that grows by nothing",
            frame(WINDOW, 0, 0, &window(0)),
            &[PROTOCOL_ERROR],
        ),
        (
            "a window that is too large",
            frame(WINDOW, 0, 0, &window(0x7fff_ffff)),
            &[FLOW_CONTROL_ERROR],
        ),
        (
            "CONTINUATION of nothing",
            frame(CONTINUATION, END_HEADERS, 1, &[]),
            &[PROTOCOL_ERROR],
        ),
        (
            "something between HEADERS and CONTINUATION",
            [
                frame(HEADERS, END_STREAM, 1, &fields(&[])),
                frame(PING, 0, 0, &[0; 8]),
            ]
            .concat(),
            &[PROTOCOL_ERROR],
        ),
        (
            "a promise of a client",
            frame(PUSH, END_HEADERS, 1, &[0, 0, 0, 2]),
            &[PROTOCOL_ERROR],
        ),
        (
            "a field that no table has",
            frame(
                HEADERS,
                END_STREAM | END_HEADERS,
                1,
                &[0xff, 0xff, 0xff, 0x7f],
            ),
            &[COMPRESSION_ERROR, PROTOCOL_ERROR],
        ),
    ] {
        let outcome = send(served.address, bytes).await;
        let reason = outcome
            .goaway
            .unwrap_or_else(|| panic!("{what}: {outcome:?}"));
        assert!(reasons.contains(&reason), "{what}: {outcome:?}");
        assert!(!outcome.pong, "{what}: {outcome:?}");
    }
    assert!(
        backend.seen().len() <= 1,
        "only the first of a stream twice"
    );
    others_are_served(&served).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_with_wrong_fields_is_refused_and_reaches_no_backend() {
    let (served, backend) = serve().await;
    let ask = |block: &[u8]| frame(HEADERS, END_STREAM | END_HEADERS, 1, block);
    for (what, bytes) in [
        ("a name in upper case", ask(&fields(&[("X-A", "1")]))),
        ("Connection", ask(&fields(&[("connection", "close")]))),
        (
            "Transfer-Encoding",
            ask(&fields(&[("transfer-encoding", "chunked")])),
        ),
        (
            "a pseudo-header that nobody knows",
            ask(&fields(&[(":what", "1")])),
        ),
        ("a path twice", ask(&fields(&[(":path", "/other")]))),
        (
            "a pseudo-header behind a field",
            ask(&fields(&[("x-a", "1"), (":scheme", "http")])),
        ),
        ("no method", ask(&[0x86, 0x84])),
        ("no path", ask(&without_authority("GET", &[]))),
        (
            "no path beside an authority",
            ask(&without_authority("GET", &[(":authority", "test.example")])),
        ),
        (
            "an empty path",
            ask(&without_authority("GET", &[(":path", "")])),
        ),
        (
            "a path that does not begin with a slash",
            ask(&without_authority("GET", &[(":path", "a")])),
        ),
        (
            "an asterisk of another method than OPTIONS",
            ask(&without_authority("GET", &[(":path", "*")])),
        ),
        (
            "a line end in a value",
            ask(&fields(&[("x-a", "1\r\nx-b: 2")])),
        ),
        (
            "a length that is none",
            frame(
                HEADERS,
                END_STREAM | END_HEADERS,
                1,
                &fields(&[("content-length", "x")]),
            ),
        ),
    ] {
        let outcome = send(served.address, bytes).await;
        let refused = outcome.goaway == Some(PROTOCOL_ERROR)
            || outcome.resets == [PROTOCOL_ERROR]
            || (outcome.pong && outcome.responses == 1);
        assert!(refused, "{what}: {outcome:?}");
    }
    assert!(backend.seen().is_empty(), "{:?}", backend.seen());
    others_are_served(&served).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_asterisk_asks_about_the_backend_as_a_whole() {
    let (served, backend) = serve().await;
    let block = without_authority("OPTIONS", &[(":path", "*")]);
    let bytes = frame(HEADERS, END_STREAM | END_HEADERS, 1, &block);
    let outcome = send(served.address, bytes).await;
    assert!(outcome.pong && outcome.responses == 1, "{outcome:?}");
    assert_eq!(backend.last().uri, "*");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_that_is_too_large_is_refused() {
    let (served, backend) = serve().await;
    let value = "x".repeat(8 << 10);
    let names: Vec<_> = (0..20).map(|number| format!("x-{number}")).collect();
    let large: Vec<_> = names.iter().map(|name| (&**name, &*value)).collect();
    let block = fields(&large);
    let mut parts = block.chunks(16_000);
    let mut bytes = frame(HEADERS, END_STREAM, 1, parts.next().unwrap());
    let last = parts.len() - 1;
    for (number, part) in parts.enumerate() {
        let flags = if number == last { END_HEADERS } else { 0 };
        bytes.extend(frame(CONTINUATION, flags, 1, part));
    }
    let outcome = send(served.address, bytes).await;
    assert!(backend.seen().is_empty(), "{outcome:?}");
    let refused = outcome.goaway.is_some() || !outcome.resets.is_empty() || outcome.responses == 1;
    assert!(refused, "{outcome:?}");
    others_are_served(&served).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_ends_its_connection_and_no_other() {
    let (served, backend) = serve().await;
    let streams = |count: u32| (0..count).map(|number| 2 * number + 1);
    let rapid = streams(5_000).flat_map(|stream| {
        let reset = frame(RESET, 0, stream, &8_u32.to_be_bytes());
        [get(stream), reset].concat()
    });
    let wrong = streams(5_000).flat_map(|stream| {
        let block = fields(&[("connection", "close")]);
        frame(HEADERS, END_STREAM | END_HEADERS, stream, &block)
    });
    let mut endless = frame(HEADERS, END_STREAM, 1, &fields(&[]));
    for _ in 0..5_000 {
        endless.extend(frame(CONTINUATION, 0, 1, &fields(&[("x-a", "1")])[3..]));
    }
    let mut empty = frame(HEADERS, END_STREAM, 1, &fields(&[]));
    for _ in 0..50_000 {
        empty.extend(frame(CONTINUATION, 0, 1, &[]));
    }
    for (what, bytes) in [
        ("requests that are taken back", rapid.collect::<Vec<_>>()),
        ("requests that are wrong", wrong.collect()),
        ("CONTINUATION without end", endless),
        ("empty CONTINUATION without end", empty),
    ] {
        let before = backend.seen().len();
        let outcome = send(served.address, bytes).await;
        assert!(outcome.closed && !outcome.pong, "{what}: {outcome:?}");
        if let Some(reason) = outcome.goaway {
            let reasons = [ENHANCE_YOUR_CALM, PROTOCOL_ERROR, COMPRESSION_ERROR];
            assert!(reasons.contains(&reason), "{what}: {outcome:?}");
        }
        let reached = backend.seen().len() - before;
        assert!(
            reached <= 1_000,
            "{what}: {reached} requests reached the backend"
        );
        others_are_served(&served).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_and_pings_without_end_are_answered_in_turn_and_harm_nobody() {
    let (served, _) = serve().await;
    for (what, kind, payload) in [("SETTINGS", SETTINGS, &[][..]), ("PING", PING, &[0; 8])] {
        // Nobody reads the answers: what the proxy may keep of them is bounded, so that it stops reading.
        let mut silent = TcpStream::connect(served.address).await.unwrap();
        let start = [PREFACE, &frame(SETTINGS, 0, 0, &[])].concat();
        silent.write_all(&start).await.unwrap();
        let many = frame(kind, 0, 0, payload).repeat(1_000);
        let flood = async {
            for _ in 0..20_000 {
                if silent.write_all(&many).await.is_err() {
                    return;
                }
            }
        };
        // It ends when nothing is taken any more, or the connection is closed.
        let _ended = timeout(Duration::from_millis(500), flood).await;
        others_are_served(&served).await;
        // Who reads is answered.
        let some = frame(kind, 0, 0, payload).repeat(50);
        let outcome = send(served.address, [some, get(1)].concat()).await;
        assert!(
            outcome.responses == 1 || outcome.pong,
            "{what}: {outcome:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn streams_beyond_the_bound_are_refused() {
    let backend = Backend::new(|_| async {
        tokio::time::sleep(Duration::from_secs(2)).await;
        http::Response::new(full("late"))
    });
    let manifest = Manifest::new()
        .route("all", "[{backendRefs: [{name: backend, port: 80}]}]")
        .service("backend", &[backend.await.address]);
    let served = manifest
        .serve_with(|config| config.limits.streams = 3)
        .await;
    // They are opened before the client can know of the bound.
    let bytes = (0..8).flat_map(|number| get(2 * number + 1)).collect();
    let outcome = send(served.address, bytes).await;
    let refused = outcome
        .resets
        .iter()
        .filter(|reason| **reason == REFUSED_STREAM)
        .count();
    assert!(refused == 5 || outcome.goaway.is_some(), "{outcome:?}");
}
