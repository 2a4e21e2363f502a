//! Files and folders of manifests.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};

use gateway_manifests::{Manifests, STANDARD_INPUT, Watch};

use super::{Input, Problem, Source};

/// Files and folders of manifests. A file with an error keeps its last version without one, as an API server would keep the
/// objects that it has.
#[derive(Debug)]
pub struct ManifestFiles {
    paths: Vec<PathBuf>,
    watch: Watch,
    /// The last text without an error of each file that had one.
    good: Mutex<BTreeMap<String, String>>,
}

impl ManifestFiles {
    /// What a command line names. From now on it is watched.
    pub fn new(paths: Vec<PathBuf>) -> Self {
        Self {
            watch: Watch::new(paths.clone()),
            paths,
            good: Mutex::default(),
        }
    }
}

impl Source for ManifestFiles {
    fn read(&self) -> Input {
        let read = Input::new(Manifests::read(&self.paths, true));
        let sources = read.manifests.sources().iter();
        let mut texts: BTreeMap<_, _> = sources
            .map(|file| (file.name().to_owned(), file.text().text().to_owned()))
            .collect();
        let is_once = |name: &str| name == STANDARD_INPUT;
        let mut good = self.good.lock().unwrap_or_else(PoisonError::into_inner);
        good.retain(|name, _| is_once(name) || read.broken.contains(name));
        let kept = good.clone();
        for (name, text) in &texts {
            if is_once(name) || !read.broken.contains(name) {
                good.entry(name.clone()).or_insert_with(|| text.clone());
            }
        }
        if kept.is_empty() {
            return read;
        }
        let outdated: Vec<_> = kept.keys().filter(|name| !is_once(name)).cloned().collect();
        texts.extend(kept);
        let mut input = Input::new(Manifests::from_texts(texts));
        input.outdated = !outdated.is_empty();
        // What is wrong is wrong with the files as they are now.
        let more = std::mem::replace(&mut input.problems, read.problems);
        let more: Vec<_> = more
            .into_iter()
            .filter(|problem| !input.problems.contains(problem))
            .collect();
        input.problems.extend(more);
        input.problems.extend(outdated.into_iter().map(|name| {
            Problem::error(format!(
                "{name}: its last version without an error stays in use"
            ))
        }));
        input
    }

    fn changed(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(self.watch.changed())
    }
}
