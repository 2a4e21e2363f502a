//! Files, folders and the standard input.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use gateway_validate::document::MAX_TEXT;

use crate::finding::{Finding, Place, Severity};

/// A file's name and bytes.
pub(crate) struct RawFile {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// Reads what was named on a command line.
pub(crate) struct Reader {
    recursive: bool,
    /// Files and folders that were read, with symbolic links resolved. A file that several names lead to
    /// is read once, and a folder that contains itself comes to an end.
    seen: BTreeSet<PathBuf>,
    pub(crate) files: Vec<RawFile>,
    pub(crate) findings: Vec<Finding>,
}

const EXTENSIONS: &[&str] = &["yaml", "yml", "json"];
/// The path that stands for the standard input, which can be read once.
pub const STANDARD_INPUT: &str = "-";

impl Reader {
    pub(crate) fn new(recursive: bool) -> Self {
        Self {
            recursive,
            seen: BTreeSet::new(),
            files: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// Reads a path as it was named: `-`, a file whatever its name, or the manifests of a folder.
    pub(crate) fn named(&mut self, path: &Path) {
        if path == Path::new(STANDARD_INPUT) {
            self.bytes(STANDARD_INPUT.to_owned(), io::stdin().lock());
            return;
        }
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => {
                let before = self.files.len() + self.findings.len();
                self.folder(path);
                if self.files.len() + self.findings.len() == before {
                    self.nothing_in(path);
                }
            }
            Ok(_) => self.file(path),
            Err(error) => self.unreadable(path, &error),
        }
    }

    fn folder(&mut self, folder: &Path) {
        if !self.is_new(folder) {
            return;
        }
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => return self.unreadable(folder, &error),
        };
        let mut paths: Vec<PathBuf> = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .collect();
        paths.sort();
        paths.retain(|path| counts_in_folder(path));
        for path in paths {
            match fs::metadata(&path) {
                Ok(metadata) if !metadata.is_dir() => self.file(&path),
                Ok(_) if self.recursive => self.folder(&path),
                Ok(_) => {}
                Err(error) => self.unreadable(&path, &error),
            }
        }
    }

    fn file(&mut self, path: &Path) {
        if !self.is_new(path) {
            return;
        }
        match fs::File::open(path) {
            Ok(file) => self.bytes(path.display().to_string(), file),
            Err(error) => self.unreadable(path, &error),
        }
    }

    /// Reads one byte more than a text may have, so that the one who parses it can say that it is too long.
    fn bytes(&mut self, name: String, input: impl io::Read) {
        let mut bytes = Vec::new();
        match input.take(MAX_TEXT as u64 + 1).read_to_end(&mut bytes) {
            Ok(_) => self.files.push(RawFile { name, bytes }),
            Err(error) => self.unreadable(Path::new(&name), &error),
        }
    }

    fn is_new(&mut self, path: &Path) -> bool {
        match fs::canonicalize(path) {
            Ok(resolved) => self.seen.insert(resolved),
            // Opening it will say why.
            Err(_) => true,
        }
    }

    fn unreadable(&mut self, path: &Path, error: &io::Error) {
        let place = Place::file(path.display().to_string());
        let message = format!("cannot be read: {}", plain(error));
        self.findings
            .push(Finding::error("unreadable-file", place, message));
    }

    fn nothing_in(&mut self, path: &Path) {
        let place = Place::file(path.display().to_string());
        let message = "the folder holds no manifest (`*.yaml`, `*.yml`, `*.json`)";
        let help = (!self.recursive).then_some("`-R` reads the folders in it, too");
        let finding = Finding::error("no-manifests", place, message).with_help(help);
        self.findings.push(Finding {
            severity: Severity::Warning,
            ..finding
        });
    }
}

/// Whether what lies in a folder counts as part of it: folders, and files that are called `*.yaml`, `*.yml` or `*.json`. Whatever
/// starts with a dot does not: temporary files of editors, and the `..data` in which a ConfigMap that is mounted as a folder holds
/// its files a second time, behind links.
pub(crate) fn counts_in_folder(path: &Path) -> bool {
    let extension = path.extension().and_then(OsStr::to_str);
    let is_manifest = extension.is_some_and(|extension| EXTENSIONS.contains(&extension));
    let name = path.file_name().unwrap_or_default();
    !name.as_encoded_bytes().starts_with(b".") && (is_manifest || path.is_dir())
}

/// The error in lower case and without the number that the system gives it.
fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    text.to_lowercase()
}
