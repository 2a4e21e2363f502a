//! Files and folders: which are read, in which order, and what is said of those that cannot be.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod common;

use std::fs;
use std::path::Path;

use common::compare;
use gateway_manifests::Manifests;

/// Writes a file with a route of this name.
fn write(folder: &Path, name: &str, route: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let text = format!(
        "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata:\n  name: {route}\n"
    );
    fs::write(path, text).unwrap();
}

#[test]
fn folders_give_their_manifests_in_order_of_name() {
    let folder = tempfile::tempdir().unwrap();
    for (name, object) in [
        ("b.yml", "b"),
        ("a.yaml", "a"),
        ("c.json", "c"),
        ("d.txt", "d"),
        (".e.yaml", "e"),
        ("sub/f.yaml", "f"),
    ] {
        write(folder.path(), name, object);
    }
    let flat = Manifests::read([folder.path()], false);
    compare(
        &flat,
        &[
            "HTTPRoute `default/a`",
            "HTTPRoute `default/b`",
            "HTTPRoute `default/c`",
        ],
        &[],
    );
    let deep = Manifests::read([folder.path()], true);
    assert_eq!(deep.objects().len(), 4);
    let named = Manifests::read(
        [
            folder.path().join("d.txt"),
            folder.path().join("a.yaml"),
            folder.path().join("a.yaml"),
        ],
        false,
    );
    compare(
        &named,
        &["HTTPRoute `default/d`", "HTTPRoute `default/a`"],
        &[],
    );
}

#[cfg(unix)]
#[test]
fn a_mounted_config_map_is_read_once_and_a_loop_ends() {
    use std::os::unix::fs::symlink;

    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "..2026_01/a.yaml", "a");
    symlink("..2026_01", folder.path().join("..data")).unwrap();
    symlink("..data/a.yaml", folder.path().join("a.yaml")).unwrap();
    symlink(folder.path(), folder.path().join("loop")).unwrap();
    compare(
        &Manifests::read([folder.path()], true),
        &["HTTPRoute `default/a`"],
        &[],
    );
}

#[test]
fn what_cannot_be_read_is_reported_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing.yaml");
    let manifests = Manifests::read([missing.as_path(), folder.path()], false);
    compare(
        &manifests,
        &[],
        &[
            &format!(
                "{}: error: cannot be read: no such file or directory",
                missing.display()
            ),
            &format!(
                "{}: warning: the folder holds no manifest (`*.yaml`, `*.yml`, `*.json`)\n  help: `-R` reads the folders in it, too",
                folder.path().display()
            ),
        ],
    );
}
