//! A manifest that is at hand as a text.

use std::pin::Pin;
use std::sync::{Mutex, MutexGuard, PoisonError};

use gateway_manifests::Manifests;
use tokio::sync::Notify;

use super::{Input, Source};

/// A manifest that is at hand as a text, and may be replaced.
#[derive(Debug)]
pub struct ManifestText {
    name: String,
    text: Mutex<String>,
    changed: Notify,
}

impl ManifestText {
    /// A text, with the name to call it by.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            text: Mutex::new(text.into()),
            changed: Notify::new(),
        }
    }

    /// The text as it is now.
    pub fn get(&self) -> String {
        self.lock().clone()
    }

    /// Puts another text in its place.
    pub fn set(&self, text: impl Into<String>) {
        *self.lock() = text.into();
        self.changed.notify_one();
    }

    fn lock(&self) -> MutexGuard<'_, String> {
        self.text.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Source for ManifestText {
    fn read(&self) -> Input {
        Input::new(Manifests::from_texts([(self.name.as_str(), self.get())]))
    }

    fn changed(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(self.changed.notified())
    }
}
