#!/usr/bin/env bash
# What the types cost to build: gateway-api-types of this repository beside `gateway-api` of crates.io, in one run, each with
# all of its features. Prints the table of benches/README.md. Both are copied into a folder of their own, so that a file of
# either can be changed; what they depend on is built before anything is timed.
#
#   benches/types/build-times.sh [RUNS]     5 runs of each measurement unless said otherwise, the two crates in turn
set -euo pipefail
runs=${1:-5}
peer_version=0.22.0
repository=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset CARGO_TARGET_DIR
export CARGO_TERM_COLOR=never CARGO_INCREMENTAL=1

# A crate that does nothing but depend on the one that is measured, and on a Kubernetes version.
scratch() { # NAME DEPENDENCY-LINES
    mkdir -p "$work/$1/src"
    printf '[package]\nname = "scratch"\nversion = "0.0.0"\nedition = "2024"\n[workspace]\n[dependencies]\n%s\n[profile.dev]\ndebug = "line-tables-only"\n' \
        "$2" >"$work/$1/Cargo.toml"
    printf '#![allow(unused)]\n' >"$work/$1/src/lib.rs"
    cp "$repository/rust-toolchain.toml" "$work/$1/" 2>/dev/null || true
}
scratch ours 'gateway-api-types = { path = "crate", features = ["experimental", "schemars", "crds", "proptest"] }
k8s-openapi = { version = "0.29", features = ["latest"] }'
scratch peer "gateway-api = { version = \"=$peer_version\", features = [\"experimental\"] }
k8s-openapi = { version = \"0.28\", features = [\"latest\"] }"

# Ours, with what it has from the workspace written out.
(cd "$repository" && cargo package -q --allow-dirty --no-verify -p gateway-api-types --target-dir "$work/package")
mkdir "$work/ours/crate"
tar xzf "$work"/package/package/gateway-api-types-*.crate -C "$work/ours/crate" --strip-components=1
# The peer, as its authors published it.
(cd "$work/peer" && cargo fetch -q)
source=$(cd "$work/peer" && cargo metadata -q --format-version 1 | python3 -c '
import json, os, sys
found = [p for p in json.load(sys.stdin)["packages"] if p["name"] == "gateway-api"]
print(os.path.dirname(found[0]["manifest_path"]))')
cp -r "$source" "$work/peer/crate"
chmod -R u+w "$work/peer/crate"
sed -i "s|version = \"=$peer_version\"|path = \"crate\"|" "$work/peer/Cargo.toml"

# Wall and processor seconds of a command, to a file named after it.
timed() { # FILE COMMAND...
    local file=$1
    shift
    local TIMEFORMAT='%R %U %S'
    { time "$@" >/dev/null 2>&1; } 2>>"$file"
}
name() { if [ "$1" = ours ]; then echo gateway-api-types; else echo gateway-api; fi; }
for side in ours peer; do
    (cd "$work/$side" && cargo build -q && cargo check -q)
done
for run in $(seq "$runs"); do
    for side in ours peer; do
        cd "$work/$side"
        # Takes with it what was built before, checked and incremental parts included.
        cargo clean -q -p "$(name $side)"
        timed "$work/$side.clean" cargo build
        timed "$work/$side.check" cargo check
        echo "// change $run" >>crate/src/lib.rs
        timed "$work/$side.incremental" cargo build
    done
done

python3 - "$work" "$runs" "$peer_version" <<'P'
import pathlib, re, statistics, sys

work, runs, peer = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]

def sources(side):
    below = work / side / "crate/src"
    generated = below / ("generated" if side == "ours" else "apis")
    return [path for path in generated.rglob("*.rs")]

def lines(side):
    return sum(len(path.read_text().splitlines()) for path in sources(side))

def structs(side):
    return sum(len(re.findall(r"^\s*pub struct ", path.read_text(), re.M)) for path in sources(side))

def seconds(side, what):
    rows = [[float(field) for field in line.split()] for line in (work / f"{side}.{what}").read_text().splitlines()]
    wall, cpu = [row[0] for row in rows], [row[1] + row[2] for row in rows]
    return wall, cpu

print(f"| | gateway-api-types | gateway-api {peer} | ratio |\n|---|---:|---:|---:|")
for label, count in (("generated lines of Rust", lines), ("structs in them", structs)):
    ours, theirs = count("ours"), count("peer")
    print(f"| {label} | {ours:,} | {theirs:,} | {ours / theirs:.2f} |")
for what, label in (
    ("clean", "`cargo build` of the crate alone, from nothing"),
    ("check", "`cargo check` of the crate alone, from nothing"),
    ("incremental", "`cargo build` after a line was added"),
):
    cells, middle = [], {}
    for side in ("ours", "peer"):
        wall, cpu = seconds(side, what)
        middle[side] = statistics.median(cpu)
        cells.append(f"{middle[side]:.1f} ({min(cpu):.1f} to {max(cpu):.1f}); wall {statistics.median(wall):.1f}")
    print(f"| {label} | {cells[0]} | {cells[1]} | {middle['ours'] / middle['peer']:.2f} |")
P
echo
rustc --version
cargo --version
echo "$runs runs, $(nproc) processors, load $(cut -d' ' -f1-3 /proc/loadavg)"
