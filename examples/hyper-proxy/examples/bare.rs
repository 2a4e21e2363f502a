//! The least that a proxy on hyper can be: every request goes to one backend, over kept connections, with nothing decided and
//! nothing told. `benches/proxy` measures what hyper-proxy does on top of it.
//!
//! `bare LISTEN BACKEND`

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use http::{Request, Response, StatusCode};
use http_body_util::{Either, Empty};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};

type Error = Box<dyn std::error::Error + Send + Sync>;
type Kept = Arc<Mutex<Vec<SendRequest<Incoming>>>>;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let mut addresses = std::env::args().skip(1).map(|address| address.parse());
    let mut next =
        || -> Result<SocketAddr, Error> { Ok(addresses.next().ok_or("bare LISTEN BACKEND")??) };
    let (listen, backend) = (next()?, next()?);
    let socket = TcpListener::bind(listen).await?;
    let kept = Kept::default();
    loop {
        let (stream, _) = socket.accept().await?;
        stream.set_nodelay(true)?;
        let kept = Arc::clone(&kept);
        let service = service_fn(move |request| {
            let kept = Arc::clone(&kept);
            async move {
                let response = forward(backend, &kept, request).await;
                let response = response.map(|response| response.map(Either::Left));
                let response = response.unwrap_or_else(|_| {
                    let mut response = Response::new(Either::Right(Empty::<Bytes>::new()));
                    *response.status_mut() = StatusCode::BAD_GATEWAY;
                    response
                });
                Ok::<_, Infallible>(response)
            }
        });
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}

async fn forward(
    backend: SocketAddr,
    kept: &Kept,
    request: Request<Incoming>,
) -> Result<Response<Incoming>, Error> {
    let idle = kept.lock().unwrap_or_else(PoisonError::into_inner).pop();
    let mut sender = match idle.filter(|sender| !sender.is_closed()) {
        Some(sender) => sender,
        None => connect(backend).await?,
    };
    sender.ready().await?;
    let response = sender.send_request(request).await?;
    kept.lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(sender);
    Ok(response)
}

async fn connect(backend: SocketAddr) -> Result<SendRequest<Incoming>, Error> {
    let stream = TcpStream::connect(backend).await?;
    stream.set_nodelay(true)?;
    let (sender, connection) = handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    Ok(sender)
}
