//! The binary as a process, for tests.

use std::io::{BufRead as _, BufReader};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use http::Request;
use tempfile::TempDir;

use super::{Answer, PATIENCE, full, send};

/// A running binary. It is killed when a test ends early.
pub(crate) struct Process {
    child: Child,
    log: mpsc::Receiver<String>,
    said: Vec<String>,
}

impl Process {
    pub(crate) fn start(arguments: &[&str]) -> Self {
        Self::start_with(arguments, &[])
    }

    /// One with these variables in its environment.
    pub(crate) fn start_with(arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_hyper-proxy"))
            // Several run at the same time.
            .args(["--admin-address", "127.0.0.1:0"])
            .args(arguments)
            .envs(environment.iter().copied())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, log) = mpsc::channel();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        std::thread::spawn(move || {
            for line in stderr.lines().map_while(Result::ok) {
                // The test may have ended.
                let _received = sender.send(line);
            }
        });
        Self {
            child,
            log,
            said: Vec::new(),
        }
    }

    /// Waits for a line of the log.
    pub(crate) fn wait_for(&mut self, part: &str) -> String {
        loop {
            match self.log.recv_timeout(PATIENCE) {
                Ok(line) => {
                    self.said.push(line.clone());
                    if line.contains(part) {
                        return line;
                    }
                }
                Err(error) => panic!("no `{part}` ({error}) in {:#?}", self.said),
            }
        }
    }

    /// Where it serves, going by its log.
    pub(crate) fn address(&mut self) -> SocketAddr {
        let serves = "serves on";
        let said = self.said.iter().find(|line| line.contains(serves)).cloned();
        let line = said.unwrap_or_else(|| self.wait_for(serves));
        line.rsplit(' ').next().unwrap().parse().unwrap()
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn terminate(&self) {
        self.signal("-TERM");
    }

    /// Asks it to look at its configuration.
    pub(crate) fn hang_up(&self) {
        self.signal("-HUP");
    }

    fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        let kill = Command::new("kill").args([name, &id]).status().unwrap();
        assert!(kill.success());
    }

    /// Waits for the end, and returns the exit code and all that was logged.
    pub(crate) fn end(mut self) -> (Option<i32>, String) {
        for _ in 0..PATIENCE.as_millis() / 10 {
            if let Some(status) = self.child.try_wait().unwrap() {
                self.said.extend(self.log.iter());
                return (status.code(), self.said.join("\n"));
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("it does not end: {:#?}", self.said);
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ended = self.child.kill();
        let _reaped = self.child.wait();
    }
}

/// A folder with these files.
pub(crate) fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

pub(crate) fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A port that is free, and the next one too. Ports that the system hands out are higher, so that nothing else takes them
/// before the binary does.
pub(crate) fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let start = 20_000 + u16::try_from(std::process::id() % 5_000).unwrap();
    let is_free = |port: u16| std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok();
    let mut ports =
        std::iter::repeat_with(|| start + NEXT.fetch_add(2, Ordering::Relaxed)).take(2_000);
    ports
        .find(|port| is_free(*port) && is_free(port + 1))
        .expect("a free port")
}

/// The offset that moves port 80 to a free one.
pub(crate) fn offset() -> String {
    (free_port() - 80).to_string()
}

pub(crate) async fn get(address: SocketAddr, path: &str) -> Answer {
    let request = Request::get(path)
        .header("host", "test.example")
        .body(full(""))
        .unwrap();
    Answer::read(send(address, request).await).await
}
