#!/bin/sh
# Runs the demo as a newcomer would, and checks what each line of its tour shows: the canary, the rewrite, the beta, the redirect,
# TLS, gRPC, TCP, a live change, and that SIGTERM ends it in peace. The port offset of the first argument moves it away from 127.0.0.1:8080.
set -eu
cd "$(dirname "$0")/../.."

offset=${1:-0}
url=http://127.0.0.1:$((8080 + offset))
work=$(mktemp -d)
pid=

fail() {
    echo "demo-check: $1" >&2
    sed 's/^/  demo: /' "$work/log" >&2 || true
    exit 1
}
end() {
    [ -z "$pid" ] || kill "$pid" 2>/dev/null || true
    rm -rf "$work"
}
trap end EXIT

cargo build --quiet --release -p hyper-proxy
target=$(cargo metadata --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
"$target/release/hyper-proxy" --demo --port-offset "$offset" --admin-address "${admin:-127.0.0.1:9901}" >"$work/out" 2>"$work/log" &
pid=$!

tries=0
until curl --silent --output /dev/null --max-time 2 "$url/"; do
    kill -0 "$pid" 2>/dev/null || fail "the demo ended before it served"
    tries=$((tries + 1))
    [ "$tries" -lt 100 ] || fail "the demo does not serve $url"
    sleep 0.1
done

# The lines that are printed first are the ones that people try, so they are what is run.
head -n 8 "$work/out" >"$work/lines"
[ "$(grep -c "^curl .*http.*://" "$work/lines")" = 7 ] || fail "the first seven lines are not curl lines"
line() {
    sh -c "$(sed -n "$1p" "$work/lines") --silent --show-error --max-time 10" || fail "line $1 failed"
}

line 1 >"$work/canary"
v1=$(grep -c '"backend":"shop-v1"' "$work/canary" || true)
v2=$(grep -c '"backend":"shop-v2"' "$work/canary" || true)
[ $((v1 + v2)) = 50 ] || fail "of 50 requests $v1 were answered by shop-v1 and $v2 by shop-v2"
# Fifty requests leave all to one version in one run of two hundred; a hundred and fifty more do not.
for _ in 1 2 3; do line 1 >>"$work/canary"; done
v2=$(grep -c '"backend":"shop-v2"' "$work/canary" || true)
[ "$v2" -ge 3 ] && [ "$v2" -le 45 ] || fail "the canary got $v2 of 200 requests"

line 2 >"$work/rewrite"
grep -q '"backend":"api".*"path":"/users?limit=3"' "$work/rewrite" || fail "no rewrite: $(cat "$work/rewrite")"
line 3 >"$work/beta"
grep -q '"backend":"shop-beta"' "$work/beta" || fail "no beta: $(cat "$work/beta")"

line 4 >"$work/redirect"
grep -q '^HTTP/1.1 301' "$work/redirect" && grep -qi '^location: https://127.0.0.1/account/orders' "$work/redirect" ||
    fail "no redirect: $(cat "$work/redirect")"
grep -q 'got a copy of a request.*audit' "$work/log" || fail "the mirror got no copy"

line 5 >"$work/tls"
grep -q '"backend":"shop-v[12]".*"x-forwarded-proto":"https"' "$work/tls" || fail "no TLS: $(cat "$work/tls")"
line 6 >"$work/grpc"
grep -qi '^backend: orders' "$work/grpc" && grep -qi '^grpc-status: 0' "$work/grpc" || fail "no gRPC: $(cat "$work/grpc")"
line 7 >"$work/tcp"
grep -q '"backend":"shop-v1"' "$work/tcp" && ! grep -q x-forwarded "$work/tcp" || fail "no TCP: $(cat "$work/tcp")"

sh -c "$(sed -n 8p "$work/lines")"
tries=0
until line 1 >"$work/change" && [ "$(grep -c '"backend":"shop-v2"' "$work/change")" = 50 ]; do
    tries=$((tries + 1))
    [ "$tries" -lt 50 ] || fail "no live change"
    sleep 0.1
done
grep -q 'reloaded: HTTPRoute `default/shop` changed' "$work/log" || fail "the log does not tell of the change"

kill -TERM "$pid"
status=0
wait "$pid" || status=$?
pid=
[ "$status" = 0 ] || fail "SIGTERM ended it with status $status"
echo "demo-check: canary $v2 of 200, rewrite, beta, redirect, mirror, TLS, gRPC, TCP, live change and SIGTERM are as they should be"
