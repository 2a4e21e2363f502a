//! Large input: what compile says and how long it takes grow with the input, and not with its square.
//! Each shape repeats one thing far beyond what a schema lets through (issue 6, bad input).

#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]
#![allow(clippy::disallowed_methods, reason = "time is what is measured")]

use std::time::{Duration, Instant};

use gateway_api_types::Object;
use gateway_route_engine::choices::SharedHostnames;
use gateway_route_engine::{Assumptions, Choices, Options, Resources, compile};
use serde_json::{Value, json};

/// How many things a shape has at first; then four times as many.
const FEW: usize = 400;
/// How much more time four times the input may take. A square takes 16 times as long.
const MOST_TIME: u32 = 10;
/// What is too short to be measured.
const NOTHING: Duration = Duration::from_millis(80);
/// What a sentence takes at most, with its object and place, in bytes for each thing of the input.
const MOST_TEXT: usize = 2_500;

fn object(kind: &str, name: &str, spec: &Value) -> Value {
    let group = if kind.starts_with('X') {
        "gateway.networking.x-k8s.io/v1alpha1"
    } else {
        "gateway.networking.k8s.io/v1"
    };
    json!({"apiVersion": group, "kind": kind, "metadata": {"name": name, "namespace": "shop"}, "spec": spec})
}

fn gateway(listeners: &[Value]) -> Value {
    let spec = json!({"gatewayClassName": "class", "listeners": listeners,
        "allowedListeners": {"namespaces": {"from": "All"}}});
    object("Gateway", "edge", &spec)
}

fn edge() -> Value {
    gateway(&[json!({"name": "http", "port": 80, "protocol": "HTTP"})])
}

fn route(kind: &str, name: &str, spec: &Value) -> Value {
    let mut route = object(
        kind,
        name,
        &json!({"parentRefs": [{"name": "edge"}], "rules": [{"backendRefs": [{"name": "web", "port": 80}]}]}),
    );
    for (member, value) in spec.as_object().unwrap() {
        route["spec"][member] = value.clone();
    }
    route
}

fn times(count: usize, one: impl Fn(usize) -> Value) -> Vec<Value> {
    (0..count).map(one).collect()
}

/// The edge, and as many of something.
fn beside_edge(count: usize, one: impl Fn(usize) -> Value) -> Vec<Value> {
    std::iter::once(edge()).chain(times(count, one)).collect()
}

/// Time that this thread has had a processor, so that nothing else on the machine counts; where that is
/// not told, time.
struct Clock {
    start: Instant,
    on_processor: Option<Duration>,
}

impl Clock {
    fn start() -> Self {
        Self {
            start: Instant::now(),
            on_processor: on_processor(),
        }
    }

    fn elapsed(&self) -> Duration {
        match self.on_processor.zip(on_processor()) {
            Some((before, now)) => now.saturating_sub(before),
            None => self.start.elapsed(),
        }
    }
}

fn on_processor() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = told.split(' ').next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

/// Compiles objects, and returns how long it took and how much was said.
fn run(objects: Vec<Value>, options: &Options) -> (Duration, usize) {
    let mut resources = Resources::default();
    let class = json!({"apiVersion": "gateway.networking.k8s.io/v1", "kind": "GatewayClass",
        "metadata": {"name": "class"}, "spec": {"controllerName": "example.com/gateway"}});
    for object in objects.into_iter().chain([class]) {
        if object["apiVersion"] == "v1" {
            resources.insert::<k8s_openapi::api::core::v1::Service>(
                serde_json::from_value(object).unwrap(),
            );
        } else {
            resources.insert_object(Object::from_value(object).unwrap());
        }
    }
    let start = Clock::start();
    let compiled = compile(&resources, options);
    let took = start.elapsed();
    let told = compiled.diagnostics.iter().map(|one| {
        let help = one.help.as_ref().map_or(0, String::len);
        one.message.len() + one.path.len() + one.object.name.name.len() + help
    });
    let statuses = format!("{:?}", compiled.statuses);
    (took, told.sum::<usize>() + statuses.len())
}

#[track_caller]
fn check_with(options: &Options, name: &str, shape: impl Fn(usize) -> Vec<Value>) {
    let ((few, few_said), (many, many_said)) =
        (run(shape(FEW), options), run(shape(4 * FEW), options));
    assert!(
        many_said <= 5 * few_said && few_said <= MOST_TEXT * FEW,
        "{name}: {few_said} bytes, then {many_said}"
    );
    // The best of a few.
    let slow = |few: Duration, many: Duration| many > NOTHING && many > few * MOST_TIME;
    let (mut few, mut many) = (few, many);
    for _ in 0..4 {
        if !slow(few, many) {
            return;
        }
        few = few.min(run(shape(FEW), options).0);
        many = many.min(run(shape(4 * FEW), options).0);
    }
    assert!(!slow(few, many), "{name}: {few:?}, then {many:?}");
}

#[track_caller]
fn check(name: &str, shape: impl Fn(usize) -> Vec<Value>) {
    let complete = Options {
        assume: Assumptions::complete(),
        ..Options::default()
    };
    check_with(&complete, name, shape);
}

#[test]
fn listeners_of_one_gateway() {
    let listeners = |count, one: fn(usize) -> Value| vec![gateway(&times(count, one))];
    check("one hostname", |count| {
        listeners(
            count,
            |index| json!({"name": format!("l{index}"), "port": 80, "protocol": "HTTP"}),
        )
    });
    check("protocols that cannot share a port", |count| {
        listeners(count, |index| {
            let protocol = ["TCP", "HTTP", "HTTPS", "TLS", "UDP"][index % 5];
            json!({"name": format!("l{index}"), "port": 443, "protocol": protocol, "tls": {"mode": "Passthrough"}})
        })
    });
    check("hostnames that overlap", |count| {
        listeners(count, |index| {
            json!({"name": format!("l{index}"), "port": 443, "protocol": "HTTPS",
                "hostname": format!("{}h{index}.example.com", ["", "*."][index % 2]),
                "tls": {"certificateRefs": [{"name": "gone"}]}})
        })
    });
    check("one name", |count| {
        listeners(
            count,
            |_| json!({"name": "l", "port": 80, "protocol": "HTTP"}),
        )
    });
    check("certificates that are missing", |count| {
        let refs = times(count, |index| json!({"name": format!("gone{index}")}));
        vec![gateway(&[
            json!({"name": "l", "port": 443, "protocol": "HTTPS", "tls": {"certificateRefs": refs}}),
        ])]
    });
    check("listeners with a status", |count| {
        let mut gateway = gateway(&times(
            count,
            |index| json!({"name": format!("l{index}"), "port": index + 1, "protocol": "HTTP"}),
        ));
        gateway["status"] = json!({"listeners": times(count, |index| {
            json!({"name": format!("l{index}"), "attachedRoutes": 0, "conditions": []})
        })});
        vec![gateway]
    });
    check("ports of clients", |count| {
        let mut gateway = gateway(&times(
            count,
            |index| json!({"name": format!("l{index}"), "port": index + 1, "protocol": "HTTPS"}),
        ));
        let per_port = times(
            count,
            |index| json!({"port": index + 1, "tls": {"validation": {"caCertificateRefs": [{"group": "", "kind": "ConfigMap", "name": "gone"}]}}}),
        );
        gateway["spec"]["tls"] = json!({"frontend": {"default": {}, "perPort": per_port}});
        vec![gateway]
    });
    check("addresses", |count| {
        let mut gateway = edge();
        gateway["spec"]["addresses"] = json!(times(count, |index| {
            json!({"type": "NamedAddress", "value": format!("a{index}")})
        }));
        vec![gateway]
    });
}

#[test]
fn listener_sets_of_one_gateway() {
    let set = |index: usize, port: usize| {
        let listeners = [json!({"name": "l", "port": port, "protocol": "HTTP"})];
        object(
            "ListenerSet",
            &format!("set{index}"),
            &json!({"parentRef": {"name": "edge"}, "listeners": listeners}),
        )
    };
    check("all on one port", |count| {
        beside_edge(count, |index| set(index, 81))
    });
    check("each on its own", |count| {
        beside_edge(count, |index| set(index, index + 100))
    });
    check("each with a route", |count| {
        let pair = |index: usize| {
            let parents =
                json!({"parentRefs": [{"kind": "ListenerSet", "name": format!("set{index}")}]});
            [
                set(index, index + 100),
                route("HTTPRoute", &format!("r{index}"), &parents),
            ]
        };
        std::iter::once(edge())
            .chain((0..count).flat_map(pair))
            .collect()
    });
}

#[test]
fn routes_of_one_gateway() {
    for kind in ["HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute"] {
        check(kind, |count| {
            beside_edge(count, |index| route(kind, &format!("r{index}"), &json!({})))
        });
    }
    let both = |count: usize| {
        beside_edge(2 * count, |index| {
            let kind = ["HTTPRoute", "GRPCRoute"][index % 2];
            route(
                kind,
                &format!("r{index}"),
                &json!({"hostnames": ["a.example.com"]}),
            )
        })
    };
    check("two kinds on one hostname", both);
    let contested = Options {
        choices: Choices {
            shared_hostnames: SharedHostnames::OldestWins,
            ..Choices::default()
        },
        ..Options::default()
    };
    check_with(
        &contested,
        "two kinds on one hostname, of which one has it",
        both,
    );
    check_with(
        &contested,
        "two kinds on hostnames of their own",
        |count: usize| {
            beside_edge(2 * count, |index| {
                let kind = ["HTTPRoute", "GRPCRoute"][index % 2];
                let host = format!("h{index}.example.com");
                route(kind, &format!("r{index}"), &json!({"hostnames": [host]}))
            })
        },
    );
    check("a mesh", |count| {
        let service = json!({"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web", "namespace": "shop"},
            "spec": {"clusterIP": "10.0.0.1", "ports": [{"port": 80}]}});
        let parents = json!({"parentRefs": [{"group": "", "kind": "Service", "name": "web"}]});
        let routes = times(2 * count, |index| {
            let kind = ["HTTPRoute", "GRPCRoute"][index % 2];
            route(kind, &format!("r{index}"), &parents)
        });
        routes.into_iter().chain([service]).collect()
    });
    check("ports that a service does not have", |count| {
        let ports = times(count / 8, |index| json!({"port": index + 100}));
        let service = json!({"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web", "namespace": "shop"},
            "spec": {"clusterIP": "10.0.0.1", "ports": ports}});
        let mut objects = beside_edge(count, |index| {
            route("HTTPRoute", &format!("r{index}"), &json!({}))
        });
        objects.push(service);
        objects
    });
}

#[test]
fn parts_of_one_route() {
    let with = |spec: Value| vec![edge(), route("HTTPRoute", "r", &spec)];
    let rule = |rule: Value| with(json!({"rules": [rule]}));
    check("hostnames", |count| {
        with(
            json!({"hostnames": times(count, |index| json!(format!("h{}.example.com", index % 7)))}),
        )
    });
    check("hostnames of their own", |count| {
        with(json!({"hostnames": times(count, |index| json!(format!("h{index}.example.com")))}))
    });
    check("hostnames that are none", |count| {
        with(json!({"hostnames": times(count, |_| json!("192.0.2.1"))}))
    });
    check("patterns that take everything below a path", |count| {
        with(
            json!({"rules": times(count, |index| json!({"matches": [{"path": {"type": "RegularExpression", "value": (format!("/a{index}/.*"))}}]}))}),
        )
    });
    check("parents", |count| {
        with(json!({"parentRefs": times(count, |_| json!({"name": "edge"}))}))
    });
    check("parents that are missing", |count| {
        with(
            json!({"parentRefs": times(count, |index| json!({"name": "edge", "sectionName": format!("s{index}")}))}),
        )
    });
    check("parents with a status", |count| {
        let parents = times(
            count,
            |index| json!({"name": "edge", "sectionName": format!("s{index}")}),
        );
        let mut objects = with(json!({"parentRefs": parents}));
        let entries = parents.iter().rev().map(
            |parent| json!({"parentRef": parent, "controllerName": "example.com/gateway", "conditions": []}),
        );
        objects[1]["status"] = json!({"parents": entries.collect::<Vec<_>>()});
        objects
    });
    check("rules", |count| {
        with(
            json!({"rules": times(count, |index| json!({"name": format!("r{}", index % 3), "backendRefs": [{"name": "gone", "port": 80}]}))}),
        )
    });
    check("rules that are not valid", |count| {
        with(
            json!({"rules": times(count, |index| json!({"matches": [{"path": {"type": "Exact", "value": (["a", "/a"][index % 2])}}]}))}),
        )
    });
    check("matches", |count| {
        rule(
            json!({"matches": times(count, |_| json!({"path": {"type": "PathPrefix", "value": "/a"}}))}),
        )
    });
    check("headers", |count| {
        rule(
            json!({"matches": [{"headers": times(count, |index| json!({"name": format!("x-{}", index / 2), "value": "a"}))}]}),
        )
    });
    check("query parameters", |count| {
        rule(
            json!({"matches": [{"queryParams": times(count, |index| json!({"name": format!("q{}", index / 2), "value": "a"}))}]}),
        )
    });
    check("backends", |count| {
        rule(
            json!({"backendRefs": times(count, |index| json!({"name": format!("gone{index}"), "port": 80}))}),
        )
    });
    check("filters", |count| {
        rule(
            json!({"filters": times(count, |_| json!({"type": "RequestRedirect", "requestRedirect": {}}))}),
        )
    });
    check("mirrors", |count| {
        rule(
            json!({"filters": times(count, |index| json!({"type": "RequestMirror", "requestMirror": {"backendRef": {"name": format!("gone{index}"), "port": 80}}}))}),
        )
    });
    check("edits of headers", |count| {
        let edits = times(
            count,
            |index| json!({"name": format!("x-{}", index / 2), "value": "a"}),
        );
        rule(
            json!({"filters": [{"type": "RequestHeaderModifier", "requestHeaderModifier": {"set": edits, "add": edits}}]}),
        )
    });
    check("codes to retry on", |count| {
        rule(json!({"retry": {"codes": times(count, |index| json!(index + 600))}}))
    });
}

#[test]
fn policies_and_grants() {
    let target = json!([{"group": "", "kind": "Service", "name": "web"}]);
    check("policies of one target", |count| {
        let mut objects = beside_edge(count, |index| {
            object(
                "BackendTLSPolicy",
                &format!("p{index}"),
                &json!({"targetRefs": target, "validation": {"hostname": "a.example.com", "wellKnownCACertificates": "System"}}),
            )
        });
        objects.push(route("HTTPRoute", "r", &json!({})));
        objects
    });
    check("targets of one policy", |count| {
        let targets = times(
            count,
            |index| json!({"group": "", "kind": "Service", "name": format!("gone{index}")}),
        );
        vec![object(
            "BackendTLSPolicy",
            "p",
            &json!({"targetRefs": targets, "validation": {"hostname": "a.example.com", "wellKnownCACertificates": "System"}}),
        )]
    });
    check("traffic policies of one target", |count| {
        let mut objects = beside_edge(count, |index| {
            object(
                "XBackendTrafficPolicy",
                &format!("p{index}"),
                &json!({"targetRefs": target, "retryConstraint": {}}),
            )
        });
        objects.push(route("HTTPRoute", "r", &json!({})));
        objects
    });
    check("telemetry policies of one Gateway", |count| {
        let target =
            json!([{"group": "gateway.networking.k8s.io", "kind": "Gateway", "name": "edge"}]);
        beside_edge(count, |index| {
            object(
                "XTelemetryPolicy",
                &format!("p{index}"),
                &json!({"targetRefs": target, "tracing": {"mode": "Disabled"}}),
            )
        })
    });
    check("grants", |count| {
        beside_edge(2 * count, |index| {
            if index % 2 == 0 {
                let from = json!([{"group": "gateway.networking.k8s.io", "kind": "HTTPRoute", "namespace": format!("n{index}")}]);
                let to = json!([{"group": "", "kind": "Service"}]);
                return object(
                    "ReferenceGrant",
                    &format!("g{index}"),
                    &json!({"from": from, "to": to}),
                );
            }
            let backends = json!([{"name": "web", "namespace": "far", "port": 80}]);
            route(
                "HTTPRoute",
                &format!("r{index}"),
                &json!({"rules": [{"backendRefs": backends}]}),
            )
        })
    });
    check("XBackends", |count| {
        beside_edge(2 * count, |index| {
            if index % 2 == 0 {
                return object(
                    "XBackend",
                    &format!("b{index}"),
                    &json!({"type": "ExternalHostname", "port": {"number": 80}, "externalHostname": {"hostname": "a.example.com"}}),
                );
            }
            let backend = json!({"group": "gateway.networking.x-k8s.io", "kind": "XBackend", "name": format!("b{}", index - 1)});
            route(
                "HTTPRoute",
                &format!("r{index}"),
                &json!({"rules": [{"backendRefs": [backend]}]}),
            )
        })
    });
}
