//! Demo: a configuration that needs nothing else, with backends that live in this process, and a tour through it.

mod backend;

use std::io;
use std::path::{Path, PathBuf};

use backend::Backend;
use k8s_openapi::ByteString;
use serde_json::json;

/// The configuration as it is in the repository.
const MANIFEST: &str = include_str!("manifest.yaml");

/// The ports of the manifest's Gateway: HTTP, HTTPS, TCP.
const PORTS: [u16; 3] = [8080, 8443, 9000];

/// The Services of the manifest and the ports that its EndpointSlices name.
const BACKENDS: [(&str, u16); 6] = [
    ("shop-v1", 18081),
    ("shop-v2", 18082),
    ("shop-beta", 18083),
    ("api", 18084),
    ("audit", 18085),
    ("orders", 18086),
];

/// The Service that gets copies of requests.
const MIRROR: &str = "audit";

/// The host of the certificate.
const HOST: &str = "shop.example";

/// A demo that runs. Its files are removed at its end.
#[derive(Debug)]
pub struct Demo {
    folder: PathBuf,
}

/// Starts the backends, and writes the configuration that leads to them. A port that is taken is replaced by a free one, in the
/// configuration too.
pub async fn start() -> io::Result<Demo> {
    let mut text = MANIFEST.to_owned();
    for (name, port) in BACKENDS {
        let backend = Backend::bind(name, port, name == MIRROR).await?;
        text = text.replace(
            &format!("port: {port}\n"),
            &format!("port: {}\n", backend.port()),
        );
        tokio::spawn(backend.serve());
    }
    let folder = std::env::temp_dir().join(format!("hyper-proxy-demo-{}", std::process::id()));
    std::fs::create_dir(&folder)?;
    let demo = Demo { folder };
    std::fs::write(demo.manifest(), text)?;
    let made = rcgen::generate_simple_self_signed([HOST.to_owned()]).map_err(io::Error::other)?;
    let (certificate, key) = (made.cert.pem(), made.signing_key.serialize_pem());
    std::fs::write(demo.authority(), &certificate)?;
    let data = json!({
        "tls.crt": ByteString(certificate.into_bytes()),
        "tls.key": ByteString(key.into_bytes()),
    });
    let secret = json!({
        "apiVersion": "v1",
        "kind": "Secret",
        "metadata": { "name": "shop-certificate" },
        "type": "kubernetes.io/tls",
        "data": data,
    });
    std::fs::write(demo.folder().join("certificate.json"), secret.to_string())?;
    Ok(demo)
}

impl Demo {
    /// Where its manifests are.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn manifest(&self) -> PathBuf {
        self.folder.join("demo.yaml")
    }

    fn authority(&self) -> PathBuf {
        self.folder.join("authority.pem")
    }

    /// What to read first: commands to try, each a line, and what they show.
    pub fn introduction(&self, port_offset: u16) -> String {
        let [http, https, tcp] = PORTS.map(|port| port.saturating_add(port_offset));
        let url = format!("http://127.0.0.1:{http}");
        let (manifest, authority) = (self.manifest(), self.authority());
        let (manifest, authority) = (manifest.display(), authority.display());
        format!(
            "\
curl '{url}/?n=[1-50]'
curl '{url}/api/users?limit=3'
curl -H 'x-beta: true' {url}/
curl -i {url}/account/orders
curl --cacert {authority} --resolve {HOST}:{https}:127.0.0.1 https://{HOST}:{https}/
curl -i --http2-prior-knowledge -H 'content-type: application/grpc' -X POST {url}/demo.Orders/Place
curl http://127.0.0.1:{tcp}/
sed -i.before 's/weight: 90/weight: 0/' {manifest}

A tour of two minutes, line by line:
1. The canary: of fifty requests about five are answered by shop-v2.
2. The rewrite: the api sees /users, and audit logs the copy that it gets.
3. A header leads to the beta.
4. A redirect.
5. TLS, with a certificate that was made a moment ago.
6. gRPC: the call has its answer in `grpc-status`, from the backend `orders`.
7. TCP: the same shop, and its request is without X-Forwarded-For, for the gateway carries bytes.
8. A live change: now shop-v2 has it all. Try the first line again; the log says what was reloaded.

More of it is on the admin port: curl 127.0.0.1:9901/metrics

Ctrl-C ends it. All of that is the configuration in
{manifest}
"
        )
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        // What cannot be removed is left to the system, as everything in that folder.
        let _removed = std::fs::remove_dir_all(&self.folder);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manifest_names_every_backend_and_port() {
        for port in PORTS {
            assert!(MANIFEST.contains(&format!("port: {port}\n")), "{port}");
        }
        for (name, port) in BACKENDS {
            assert_eq!(
                MANIFEST.matches(&format!("port: {port}\n")).count(),
                1,
                "{name}"
            );
            assert_eq!(
                MANIFEST.matches(&format!("service-name: {name}\n")).count(),
                1,
                "{name}"
            );
        }
    }
}
