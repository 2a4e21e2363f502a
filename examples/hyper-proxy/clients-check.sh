#!/usr/bin/env bash
# Asks the proxy with the clients that people have: curl, nghttp, h2load, openssl, grpcurl and the WebSockets of Python. A client that
# is not installed is skipped, and said. The backends are those of a demo; the port offset of the first argument moves everything away from
# 127.0.0.1:8080, 8180, 8181, 8543 and 8680.
set -euo pipefail
cd "$(dirname "$0")/../.."

offset=${1:-0}
demo=$((8080 + offset)) plain=$((8180 + offset)) calls=$((8181 + offset)) tls=$((8543 + offset)) sockets=$((8680 + offset))
work=$(mktemp -d)
pids=()

fail() {
    echo "clients-check: $1" >&2
    tail -n 20 "$work"/*.log >&2 || true
    exit 1
}
end() {
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
    rm -rf "$work"
}
trap end EXIT
has() { # Whether a client is there.
    command -v "$1" >/dev/null && return
    echo "SKIPPED: $1 is not installed, so the proxy was not asked with it"
    return 1
}
expect() { # What is checked, the pattern, the text.
    grep -Eq -- "$2" <<<"$3" || fail "$1: there is no \`$2\` in: $3"
    checks=$((checks + 1))
}
checks=0

cargo build --quiet -p hyper-proxy
target=$(cargo metadata --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
proxy=$target/debug/hyper-proxy

secret=
if command -v openssl >/dev/null; then
    openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=shop.example -addext subjectAltName=DNS:shop.example \
        -keyout "$work/key" -out "$work/crt" 2>/dev/null
    indent() { sed 's/^/    /' "$1"; }
    secret="---
apiVersion: v1
kind: Secret
metadata: {name: shop}
type: kubernetes.io/tls
stringData:
  tls.crt: |
$(indent "$work/crt")
  tls.key: |
$(indent "$work/key")"
fi
cat >"$work/manifest.yaml" <<MANIFEST
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: check}
spec: {controllerName: check.example/proxy}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: check}
spec:
  gatewayClassName: check
  listeners:
  - {name: http, protocol: HTTP, port: 8180}
  - {name: calls, protocol: HTTP, port: 8181}
  - {name: https, protocol: HTTPS, port: 8543, hostname: shop.example, tls: {certificateRefs: [{name: shop}]}}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: all}
spec:
  parentRefs: [{name: check, sectionName: http}, {name: check, sectionName: https}]
  rules:
  - backendRefs: [{name: demo, port: 80}]
  - matches: [{path: {value: /socket}}]
    backendRefs: [{name: sockets, port: 80}]
---
apiVersion: v1
kind: Service
metadata: {name: sockets}
spec: {ports: [{port: 80}]}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: sockets, labels: {kubernetes.io/service-name: sockets}}
addressType: IPv4
endpoints: [{addresses: [127.0.0.1]}]
ports: [{port: $sockets}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: GRPCRoute
metadata: {name: calls}
spec:
  parentRefs: [{name: check, sectionName: calls}]
  rules: [{matches: [{method: {service: no.Such}}], backendRefs: [{name: demo, port: 80}]}]
---
apiVersion: v1
kind: Service
metadata: {name: demo}
spec: {ports: [{port: 80}]}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: demo, labels: {kubernetes.io/service-name: demo}}
addressType: IPv4
endpoints: [{addresses: [127.0.0.1]}]
ports: [{port: $demo}]
$secret
MANIFEST
"$proxy" --demo --listen-address 127.0.0.1 --port-offset "$offset" --admin-address none >"$work/demo.log" 2>&1 &
pids+=($!)
"$proxy" -f "$work/manifest.yaml" --listen-address 127.0.0.1 --port-offset "$offset" --admin-address none >"$work/proxy.log" 2>&1 &
pids+=($!)
for port in "$demo" "$plain"; do
    tries=0
    until (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
        tries=$((tries + 1))
        [ "$tries" -lt 100 ] || fail "nothing listens on port $port"
        sleep 0.1
    done
done

url=http://127.0.0.1:$plain/
if has curl; then
    ask() { curl --silent --show-error --max-time 10 --output /dev/null --write-out '%{http_code} %{http_version}' "$@" || true; }
    expect "HTTP/1.1" '^200 1\.1$' "$(ask --http1.1 "$url")"
    expect "HTTP/1.0" '^200 1' "$(ask --http1.0 "$url")"
    expect "HEAD" '^200 1\.1$' "$(ask --head "$url")"
    expect "HTTP/2 by prior knowledge" '^200 2$' "$(ask --http2-prior-knowledge "$url")"
    expect "an upgrade to HTTP/2 that is passed over" '^200 1\.1$' "$(ask --http2 "$url")"
    head -c 200000 /dev/zero >"$work/body"
    expect "a body after 100 Continue" '^200 1\.1$' "$(ask --header 'Expect: 100-continue' --data-binary "@$work/body" "$url")"
    if [ -n "$secret" ]; then
        secure=(--cacert "$work/crt" --resolve "shop.example:$tls:127.0.0.1" "https://shop.example:$tls/")
        expect "HTTP/2 by ALPN" '^200 2$' "$(ask "${secure[@]}")"
        expect "HTTP/1.1 over TLS" '^200 1\.1$' "$(ask --http1.1 "${secure[@]}")"
    fi
fi
if has nghttp; then
    expect "nghttp" ':status: 200' "$(nghttp -v "$url" 2>&1)"
fi
if has h2load; then
    expect "h2load" '2000 succeeded, 0 failed, 0 errored' "$(h2load -n 2000 -c 4 -m 20 "$url" 2>&1)"
fi
if has openssl; then
    shake() { openssl s_client -connect "127.0.0.1:$tls" "$@" </dev/null 2>&1 || true; }
    expect "the certificate" 'subject=.*CN ?= ?shop.example' "$(shake -servername shop.example)"
    expect "TLS 1.2" 'TLSv1.2' "$(shake -servername shop.example -tls1_2)"
    expect "the protocol" 'ALPN protocol: h2' "$(shake -servername shop.example -alpn h2,http/1.1)"
    unknown=$(shake -servername other.example)
    expect "an unknown name" 'no peer certificate available' "$unknown"
    ! grep -q 'alert' <<<"$unknown" || fail "an unknown name gets an alert: $unknown"
fi
if has grpcurl; then
    answer=$(grpcurl -plaintext -max-time 10 "127.0.0.1:$calls" list 2>&1 || true)
    expect "a call that no rule takes" 'Unimplemented|does not support the reflection API' "$answer"
fi
if has python3 && python3 -c 'import websockets' 2>/dev/null; then
    # Its own server is the backend; the proxy follows its manifest there.
    cat >"$work/echo.py" <<'PYTHON'
import sys
import threading

from websockets.sync.client import connect
from websockets.sync.server import serve


def echo(socket):
    for message in socket:
        socket.send(message)


with serve(echo, "127.0.0.1", int(sys.argv[1])) as server:
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with connect(sys.argv[2], open_timeout=10) as socket:
        for message in ["hello", b"x" * 100_000]:
            socket.send(message)
            if socket.recv(timeout=10) != message:
                sys.exit("it comes back as something else")
        socket.ping().wait(10)
    server.shutdown()
print("echoed")
PYTHON
    expect "a WebSocket" '^echoed$' "$(timeout 30 python3 "$work/echo.py" "$sockets" "ws://127.0.0.1:$plain/socket" 2>&1 || true)"
else
    echo "SKIPPED: the Python package websockets is not installed, so the proxy was not asked with it"
fi
echo "clients-check: $checks answers are as they should be"
