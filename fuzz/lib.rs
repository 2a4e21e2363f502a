//! What a crash prints: the input in a form that a test of this project or a command repeats, a scenario of `testdata` where
//! objects and requests are what was drawn.

use std::sync::{Mutex, Once, PoisonError};

use gateway_testing::scenario::{self, Scenario};
use gateway_testing::strategy::Case;
use gateway_testing::{Oracle, World};
use gateway_validate::document::{self, SourceText};

/// What the input that is being looked at prints, if it comes to that.
type Report = Box<dyn FnOnce() -> String + Send>;

static REPORT: Mutex<Option<Report>> = Mutex::new(None);

/// Looks at an input. Should that panic, in this thread or in another one, `report` is printed before the fuzzer ends the
/// program.
pub fn reported<R>(report: impl FnOnce() -> String + Send + 'static, look: impl FnOnce() -> R) -> R {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let fuzzer = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            // A report that panics itself ends the program at once: what is known by then is printed before.
            eprintln!("{panic}\n");
            if let Some(report) = take() {
                eprintln!("{}", report());
            }
            fuzzer(panic);
        }));
    });
    *REPORT.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::new(report));
    let found = look();
    drop(take());
    found
}

fn take() -> Option<Report> {
    REPORT.lock().unwrap_or_else(PoisonError::into_inner).take()
}

/// A case as a scenario that expects what the oracle says.
pub fn case(name: &str, case: &Case) -> String {
    scenario::of_case(name, case, &Oracle).write()
}

/// The objects of a manifest as a scenario without expectations; a text that is no manifest of objects as it is.
pub fn manifest(name: &str, text: &str) -> String {
    let objects = objects(text);
    let mut world = World::default();
    if objects.is_empty() || objects.iter().any(|object| world.add(object.clone()).is_err()) {
        return document(text, "gapi lint FILE; gapi status FILE");
    }
    let scenario = Scenario {
        name: name.to_owned(),
        spec: Vec::new(),
        options: Default::default(),
        objects,
        defaults: Default::default(),
        requests: Vec::new(),
        statuses: Vec::new(),
    };
    scenario.write()
}

/// The objects of a manifest as JSON.
pub fn objects(text: &str) -> Vec<serde_json::Value> {
    let Ok(source) = SourceText::from_bytes(text.as_bytes().to_vec()) else { return Vec::new() };
    let documents = document::parse(&source).documents;
    let objects = documents.iter().flat_map(|document| document.objects().map(|object| object.node.to_json()).collect::<Vec<_>>());
    objects.collect()
}

/// A text, and the commands that read it as the target does.
pub fn document(text: &str, commands: &str) -> String {
    format!("FILE is what follows, its bytes escaped here: {text:?}\nrepeated by: {commands}\n\n{text}")
}
