//! Demo: a configuration that needs nothing else, with backends that live in this process.

mod backend;

use std::io;

use backend::Backend;

use crate::source::ManifestText;

/// The configuration as it is in the repository.
const MANIFEST: &str = include_str!("manifest.yaml");

/// The port of the manifest's Gateway.
const PORT: u16 = 8080;

/// The Services of the manifest and the ports that its EndpointSlices name.
const BACKENDS: [(&str, u16); 5] = [
    ("shop-v1", 18081),
    ("shop-v2", 18082),
    ("shop-beta", 18083),
    ("api", 18084),
    ("audit", 18085),
];

/// The Service that gets copies of requests.
const MIRROR: &str = "audit";

/// Starts the backends, and gives the configuration that leads to them. A port that is taken is replaced by a free one, in the
/// configuration too.
pub async fn start() -> io::Result<ManifestText> {
    let mut text = MANIFEST.to_owned();
    for (name, port) in BACKENDS {
        let backend = Backend::bind(name, port, name == MIRROR).await?;
        text = text.replace(
            &format!("port: {port}\n"),
            &format!("port: {}\n", backend.port()),
        );
        tokio::spawn(backend.serve());
    }
    Ok(ManifestText::new("demo.yaml", text))
}

/// What to read first: commands to try, what they show, and the configuration behind it.
pub fn introduction(manifest: &ManifestText, port_offset: u16) -> String {
    let url = format!("http://127.0.0.1:{}", PORT.saturating_add(port_offset));
    let text = manifest.get();
    format!(
        "\
curl '{url}/?n=[1-50]'
curl '{url}/api/users?limit=3'
curl -H 'x-beta: true' {url}/

The first shows the canary: of fifty requests about five are answered by shop-v2. The second shows the rewrite: the api sees
/users, and audit logs the copy that it gets. The third is sent to the beta because of its header. One more, a redirect:

curl -i {url}/account/orders

Ctrl-C ends it. All of that is this configuration:

{text}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manifest_names_every_backend_and_the_port() {
        assert!(MANIFEST.contains(&format!("port: {PORT}\n")));
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
