//! Watch: tells when files may have changed, whether they are written, renamed into place or reached by links that change.

use std::collections::BTreeSet;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use notify::event::ModifyKind;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use tokio::sync::Notify;
use tokio::time::{Instant, timeout};

use crate::read::{STANDARD_INPUT, counts_in_folder};

/// Files are read once nothing has happened to them for so long: whoever writes several wants them read together.
const QUIET: Duration = Duration::from_millis(100);

/// They are read after so long however much happens.
const BUSY: Duration = Duration::from_secs(2);

/// Watches what a command line names, for those who serve it while it is edited.
///
/// A file counts under its own name and under that of each link to it; of a folder what [`Manifests::read`](crate::Manifests::read)
/// reads. Where the system tells of no changes, that is logged, and the watch waits for ever.
#[derive(Debug)]
pub struct Watch {
    paths: Arc<[PathBuf]>,
    events: Arc<Notify>,
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    /// What the files looked like.
    stamp: u64,
    watcher: Option<RecommendedWatcher>,
}

/// A walk through everything that is named.
#[derive(Default)]
struct Walk {
    /// Where something can happen to it.
    folders: BTreeSet<PathBuf>,
    /// What was met.
    seen: BTreeSet<PathBuf>,
    hasher: DefaultHasher,
}

impl Watch {
    /// Watches these files and folders from now on. The standard input never changes.
    pub fn new(paths: Vec<PathBuf>) -> Self {
        let watch = Self {
            paths: paths.into(),
            events: Arc::default(),
            state: Arc::default(),
        };
        renew(&watch.paths, &watch.events, &watch.state);
        watch
    }

    /// Waits until the files look different, and a moment longer: whoever writes several wants them read together. Runs on tokio.
    pub async fn changed(&self) {
        loop {
            self.events.notified().await;
            let deadline = Instant::now() + BUSY;
            while timeout(QUIET, self.events.notified()).await.is_ok() && Instant::now() < deadline
            {
            }
            let (paths, events, state) =
                (self.paths.clone(), self.events.clone(), self.state.clone());
            let renewed = tokio::task::spawn_blocking(move || renew(&paths, &events, &state)).await;
            if renewed.unwrap_or(true) {
                return;
            }
        }
    }
}

/// Watches the folders that there are now, and says whether the files look different from before.
fn renew(paths: &[PathBuf], events: &Arc<Notify>, state: &Mutex<State>) -> bool {
    let watcher = watch(Walk::new(paths), events);
    let watcher = watcher.inspect_err(|error| {
        tracing::warn!(%error, "changes of manifests are not seen: send SIGHUP after each");
    });
    // What happened before the folders were watched is seen now, and everything after that is an event.
    let stamp = Walk::new(paths).hasher.finish();
    let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
    state.watcher = watcher.ok();
    std::mem::replace(&mut state.stamp, stamp) != stamp
}

fn watch(walk: Walk, events: &Arc<Notify>) -> notify::Result<RecommendedWatcher> {
    let events = Arc::clone(events);
    let Walk { folders, seen, .. } = walk;
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        if !event.is_ok_and(|event| is_nothing(&event, &seen)) {
            events.notify_one();
        }
    })?;
    for folder in &folders {
        // A folder that goes in this moment is an event of the one above.
        match watcher.watch(folder, RecursiveMode::NonRecursive) {
            Err(error)
                if !matches!(error.kind, notify::ErrorKind::PathNotFound) && folder.exists() =>
            {
                return Err(error);
            }
            _ => {}
        }
    }
    Ok(watcher)
}

/// Whether an event does not matter: files are read, or one is written that is none of those `seen`, such as a log among manifests.
fn is_nothing(event: &Event, seen: &BTreeSet<PathBuf>) -> bool {
    let written = matches!(event.kind, EventKind::Modify(ModifyKind::Data(_)));
    let stranger = || event.paths.iter().all(|path| !seen.contains(path));
    event.kind.is_access() || (written && stranger())
}

impl Walk {
    fn new(paths: &[PathBuf]) -> Self {
        let mut walk = Self::default();
        for path in paths
            .iter()
            .filter(|path| *path != Path::new(STANDARD_INPUT))
        {
            // The name itself may become another file, or a link to one.
            let parent = path
                .parent()
                .filter(|parent| !parent.as_os_str().is_empty());
            walk.folders
                .extend(fs::canonicalize(parent.unwrap_or(Path::new("."))));
            walk.visit(path);
        }
        walk
    }

    fn visit(&mut self, path: &Path) {
        path.hash(&mut self.hasher);
        let Ok((real, metadata)) =
            fs::canonicalize(path).and_then(|real| Ok((real.clone(), fs::metadata(real)?)))
        else {
            return;
        };
        if !self.seen.insert(real.clone()) {
            return;
        }
        real.hash(&mut self.hasher);
        self.folders.extend(real.parent().map(Path::to_owned));
        if !metadata.is_dir() {
            (metadata.len(), metadata.modified().ok()).hash(&mut self.hasher);
            return;
        }
        let entries = fs::read_dir(&real).into_iter().flatten().flatten();
        let mut entries: Vec<_> = entries
            .map(|entry| entry.path())
            .filter(|path| counts_in_folder(path))
            .collect();
        entries.sort();
        self.folders.insert(real);
        for path in entries {
            self.visit(&path);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    const SOON: Duration = Duration::from_secs(20);

    fn append(path: &Path) {
        let file = fs::OpenOptions::new().append(true).create(true).open(path);
        file.unwrap().write_all(b"more\n").unwrap();
    }

    #[tokio::test]
    async fn a_log_among_manifests_is_nothing_and_a_file_that_is_named_or_linked_is_something() {
        let folder = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        let [manifest, log, link] =
            ["a.yaml", "b.log", "c.yaml"].map(|name| folder.path().join(name));
        let [named, linked] = ["named", "linked.txt"].map(|name| elsewhere.path().join(name));
        for path in [&manifest, &log, &named, &linked] {
            append(path);
        }
        std::os::unix::fs::symlink(&linked, &link).unwrap();
        let watch = Watch::new(vec![folder.path().to_owned(), named.clone()]);
        for _ in 0..5 {
            append(&log);
        }
        let woken = timeout(QUIET, watch.events.notified()).await;
        assert!(woken.is_err());
        for path in [&manifest, &named, &linked] {
            append(path);
            timeout(SOON, watch.changed()).await.unwrap();
        }
        fs::remove_file(&log).unwrap();
        let changed = timeout(4 * QUIET, watch.changed()).await;
        assert!(changed.is_err());
    }
}
