//! Laws that hold between answers of one engine (design.md section 6).

#![allow(clippy::panic, reason = "a test fails by a panic")]

use std::collections::BTreeMap;

use gateway_cli::contract::EvalRequest;
use gateway_route_engine::{Frontend, RequestView, RoutingTable, Verdict};
use gateway_testing::choices::SharedHostnames;
use gateway_testing::shrink::shrink;
use gateway_testing::strategy::{Case, Mix, case};
use gateway_testing::{Engine, Oracle, RouteEngine, World};
use http::{HeaderName, HeaderValue};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};
use serde_json::{Value, json};

/// Runs a law over generated cases, on the engine alone: the oracle is held against it elsewhere.
fn check(law: impl Fn(&Case) -> Result<(), TestCaseError>) {
    let config = Config {
        failure_persistence: None,
        ..Config::default()
    };
    let result = TestRunner::new(config).run(&case(Mix::MostlyValid), |case| law(&case));
    match result {
        Ok(()) => {}
        Err(TestError::Fail(reason, case)) => {
            let small = shrink(&case, |case| law(case).is_err());
            panic!("{reason}\n{}", json!(small.world.to_values()))
        }
        Err(TestError::Abort(reason)) => panic!("no cases: {reason}"),
    }
}

fn decide(case: &Case, world: &World) -> Vec<Value> {
    RouteEngine.decide(world, &case.options, &case.requests)
}

#[test]
fn the_order_of_objects_is_irrelevant() {
    check(|case| {
        let reversed = case.world.clone().reversed();
        prop_assert_eq!(decide(case, &case.world), decide(case, &reversed));
        let statuses = |world| RouteEngine.statuses(world, &case.options);
        prop_assert_eq!(statuses(&case.world), statuses(&reversed));
        Ok(())
    });
}

/// The world with an HTTPRoute for a host of its own on every Gateway.
fn with_host(world: &World, host: &str) -> Result<World, TestCaseError> {
    let mut with = world.clone();
    for (index, gateway) in world.gateways.iter().enumerate() {
        let namespace = gateway.metadata.namespace.clone();
        let unrelated = json!({
            "apiVersion": "gateway.networking.k8s.io/v1",
            "kind": "HTTPRoute",
            "metadata": { "name": format!("{host}-{index}"), "namespace": namespace },
            "spec": {
                "parentRefs": [{ "name": gateway.metadata.name }],
                "hostnames": [host],
                "rules": [{ "backendRefs": [{ "name": "s", "port": 80 }] }],
            },
        });
        with.add(unrelated).map_err(TestCaseError::fail)?;
    }
    Ok(with)
}

#[test]
fn a_host_of_its_own_changes_nothing_for_others() {
    check(|case| {
        if case.options.shared_hostnames != SharedHostnames::Coexist {
            // Where one kind alone may have a hostname, every route may take one from another.
            return Ok(());
        }
        // The first HTTPRoute of a listener settles how it speaks to gRPC callers (spec 12.14): the
        // one that is added is never the first.
        let before = with_host(&case.world, "one.unrelated.test")?;
        let after = with_host(&before, "two.unrelated.test")?;
        prop_assert_eq!(decide(case, &before), decide(case, &after));
        Ok(())
    });
}

#[test]
fn compiling_twice_gives_the_same() {
    check(|case| {
        prop_assert_eq!(decide(case, &case.world), decide(case, &case.world));
        let statuses = || RouteEngine.statuses(&case.world, &case.options);
        prop_assert_eq!(statuses(), statuses());
        Ok(())
    });
}

/// A world with one rule that splits over backends of these weights.
fn split(weights: &[u32]) -> Result<World, String> {
    let backends: Vec<_> = weights
        .iter()
        .enumerate()
        .map(|(index, weight)| json!({ "name": index.to_string(), "port": 80, "weight": weight }))
        .collect();
    let mut world = World::default();
    world.add(json!({
        "apiVersion": "gateway.networking.k8s.io/v1", "kind": "Gateway",
        "metadata": { "name": "gw", "namespace": "a" },
        "spec": {
            "gatewayClassName": "one",
            "listeners": [{ "name": "http", "port": 80, "protocol": "HTTP" }],
        },
    }))?;
    world.add(json!({
        "apiVersion": "gateway.networking.k8s.io/v1", "kind": "HTTPRoute",
        "metadata": { "name": "split", "namespace": "a" },
        "spec": { "parentRefs": [{ "name": "gw" }], "rules": [{ "backendRefs": backends }] },
    }))?;
    Ok(world)
}

/// The first number of each backend's share, by the definition: the whole range of `u64` in list
/// order and in proportion. A share ends where the next one begins.
fn shares(weights: &[u32]) -> Vec<(usize, u128, u128)> {
    let total: u128 = weights.iter().map(|weight| u128::from(*weight)).sum();
    let mut before: u128 = 0;
    let mut shares = Vec::new();
    for (index, weight) in weights
        .iter()
        .enumerate()
        .filter(|(_, weight)| **weight > 0)
    {
        let start = (before << 64_u32).div_ceil(total);
        before += u128::from(*weight);
        shares.push((index, start, (before << 64_u32).div_ceil(total)));
    }
    shares
}

fn check_split(engine: &dyn Engine, weights: &[u32]) -> Result<(), TestCaseError> {
    let world = split(weights).map_err(TestCaseError::fail)?;
    let mut requests = Vec::new();
    let mut expected = Vec::new();
    for (index, start, end) in shares(weights) {
        for entropy in [start, start.midpoint(end), end - 1] {
            let entropy =
                u64::try_from(entropy).map_err(|error| TestCaseError::fail(error.to_string()))?;
            let request = json!({
                "gateway": { "namespace": "a", "name": "gw" }, "port": 80, "protocol": "HTTP",
                "method": "GET", "path": "/", "entropy": entropy,
            });
            requests.push(
                serde_json::from_value(request)
                    .map_err(|error| TestCaseError::fail(error.to_string()))?,
            );
            expected.push(json!(index.to_string()));
        }
    }
    let decisions = engine.decide(&world, &gateway_testing::Options::default(), &requests);
    let drawn: Vec<_> = decisions
        .iter()
        .map(|decision| decision["backend"]["name"].clone())
        .collect();
    prop_assert_eq!(drawn, expected, "{} {:?}", engine.name(), weights);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_split_is_exact_over_the_whole_range(weights in prop::collection::vec(
        prop_oneof![Just(0_u32), 1..4_u32, 1..=1_000_000_u32], 1..8,
    )) {
        check_split(&Oracle, &weights)?;
        check_split(&RouteEngine, &weights)?;
    }
}

/// What comes of a decision, as far as it tells kinds of cases apart.
fn class(decision: &Value) -> String {
    format!(
        "{} {} {}",
        decision["outcome"], decision["status"], decision["error"]
    )
    .replace('"', "")
}

#[test]
fn generated_cases_reach_every_outcome() {
    let seen = std::cell::RefCell::new(BTreeMap::<String, u32>::new());
    let config = Config {
        cases: 2_048,
        failure_persistence: None,
        ..Config::default()
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let result = TestRunner::new_with_rng(config, rng).run(&case(Mix::MostlyValid), |case| {
        for decision in Oracle.decide(&case.world, &case.options, &case.requests) {
            *seen.borrow_mut().entry(class(&decision)).or_default() += 1;
        }
        Ok(())
    });
    assert!(result.is_ok());
    let seen = seen.into_inner();
    for outcome in [
        "forward null",
        "redirect 301",
        "redirect 302",
        "respond 204",
        "respond 404",
        "respond 421",
        "respond 500",
        "respond 503",
        "reject null",
    ] {
        let reached = seen.keys().any(|class| class.starts_with(outcome));
        assert!(reached, "no `{outcome}` among {seen:?}");
    }
}

/// Checks a law on every request of a case, and the table that its world is compiled to.
fn check_requests(law: impl Fn(&RoutingTable, &EvalRequest) -> Result<(), TestCaseError>) {
    check(|case| {
        let options = gateway_testing::adapter::settings(&case.options);
        let table = gateway_route_engine::compile(&case.world.to_resources(), &options).table;
        for request in &case.requests {
            if let Ok(request) = EvalRequest::parse(json!(request).to_string().as_bytes()) {
                law(&table, &request)?;
            }
        }
        Ok(())
    });
}

/// The winner that an explanation names is the one that the decision names; whatever matches
/// besides it lost to it, and comes behind it.
#[test]
fn an_explanation_agrees_with_the_decision() {
    check_requests(|table, request| {
        let (view, entropy) = (request.view(), request.entropy);
        let decision = table.route(&view, entropy);
        let explanation = table.explain(&view, entropy);
        prop_assert_eq!(
            format!("{decision:?}"),
            format!("{:?}", explanation.decision)
        );
        let all = &explanation.candidates;
        let winner = all.iter().position(|one| one.verdict == Verdict::Won);
        prop_assert_eq!(
            decision
                .matched()
                .map(|matched| (matched.rule, matched.match_index)),
            winner.map(|index| (all[index].rule, all[index].match_index))
        );
        for (index, one) in all.iter().enumerate() {
            if matches!(one.verdict, Verdict::Lost(_) | Verdict::NotAsked) {
                prop_assert!(winner.is_some_and(|winner| winner < index));
            }
        }
        Ok(())
    });
}

/// A data plane that has found the port of a Gateway once gets the decisions of the table.
#[test]
fn a_port_of_a_gateway_decides_as_the_table_does() {
    check_requests(|table, request| {
        let (view, entropy) = (&request.view(), request.entropy);
        let Frontend::Gateway(gateway) = view.frontend else {
            return Ok(());
        };
        let decision = format!("{:?}", table.route(view, entropy));
        let Some(port) = table.port(gateway, view.port) else {
            let nowhere = ["UnknownGateway", "ClosedPort"];
            prop_assert!(nowhere.iter().any(|cause| decision.contains(cause)));
            return Ok(());
        };
        prop_assert_eq!(format!("{:?}", port.route(view, entropy)), decision);
        prop_assert_eq!(port.matched_path(view), table.matched_path(view));
        Ok(())
    });
}

/// Few headers are found in another way than many.
#[test]
fn headers_that_nobody_names_change_no_decision() {
    check_requests(|table, request| {
        let mut crowded = request.headers.clone();
        for other in 0..20 {
            let name = HeaderName::try_from(format!("x-nobody-names-{other}"));
            crowded.extend(name.map(|name| (name, HeaderValue::from_static("1"))));
        }
        prop_assert!(crowded.len() >= 20);
        let view = request.view();
        let crowded = RequestView {
            headers: &crowded,
            ..view
        };
        let decide = |view| format!("{:?}", table.route(view, request.entropy));
        prop_assert_eq!(decide(&view), decide(&crowded));
        Ok(())
    });
}
