//! Generated files: formatted, then written or compared.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

/// Writes the files into a folder that holds nothing else; with `check`, only compares.
pub(crate) fn write_files(dir: &Path, files: &BTreeMap<String, String>, check: bool) -> Result<()> {
    let mut differences = Vec::new();
    for (name, text) in files {
        let text = if Path::new(name)
            .extension()
            .is_some_and(|extension| extension == "rs")
        {
            format(text)?
        } else {
            text.clone()
        };
        let path = dir.join(name);
        if fs::read_to_string(&path).ok().as_deref() == Some(&text) {
            continue;
        }
        differences.push(path.display().to_string());
        if !check {
            fs::create_dir_all(dir).with_context(|| format!("creating {}", dir.display()))?;
            fs::write(&path, text).with_context(|| format!("writing {}", path.display()))?;
        }
    }
    for entry in fs::read_dir(dir).with_context(|| format!("listing {}", dir.display()))? {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if !files.contains_key(&name) {
            differences.push(path.display().to_string());
            if !check {
                fs::remove_file(&path).with_context(|| format!("removing {}", path.display()))?;
            }
        }
    }
    if check && !differences.is_empty() {
        bail!(
            "not as `codegen generate` writes them:\n  {}",
            differences.join("\n  ")
        );
    }
    Ok(())
}

/// The source as rustfmt lays it out.
fn format(source: &str) -> Result<String> {
    let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("../rustfmt.toml");
    let mut rustfmt = Command::new("rustfmt")
        .arg("--edition=2024")
        .arg("--config-path")
        .arg(config)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("starting rustfmt, which is needed to write sources")?;
    let mut input = rustfmt.stdin.take().context("rustfmt takes no input")?;
    let source = source.to_owned();
    let feeder = std::thread::spawn(move || input.write_all(source.as_bytes()));
    let output = rustfmt.wait_with_output()?;
    ensure!(
        feeder.join().is_ok_and(|written| written.is_ok()),
        "rustfmt did not take its input"
    );
    ensure!(
        output.status.success(),
        "rustfmt refuses a generated source"
    );
    Ok(String::from_utf8(output.stdout)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_names_the_files_that_differ_and_changes_none() {
        let dir = std::env::temp_dir().join(format!("codegen-write-{}", std::process::id()));
        let files = |text: &str| {
            let names = ["a.rs", "b.rs"].map(str::to_owned);
            BTreeMap::from(names.map(|name| (name, text.to_owned())))
        };
        write_files(&dir, &files("fn  one( ) {}"), false).unwrap();
        assert_eq!(
            fs::read_to_string(dir.join("a.rs")).unwrap(),
            "fn one() {}\n"
        );
        write_files(&dir, &files("fn one() { }"), true).unwrap();

        fs::write(dir.join("b.rs"), "fn edited() {}\n").unwrap();
        fs::write(dir.join("c.rs"), "").unwrap();
        let error = write_files(&dir, &files("fn one() {}"), true)
            .unwrap_err()
            .to_string();
        assert!(
            !error.contains("a.rs") && error.contains("b.rs") && error.contains("c.rs"),
            "{error}"
        );
        assert_eq!(
            fs::read_to_string(dir.join("b.rs")).unwrap(),
            "fn edited() {}\n"
        );

        write_files(&dir, &files("fn one() {}"), false).unwrap();
        write_files(&dir, &files("fn one() {}"), true).unwrap();
        assert!(!dir.join("c.rs").exists());
        fs::remove_dir_all(&dir).unwrap();
    }
}
