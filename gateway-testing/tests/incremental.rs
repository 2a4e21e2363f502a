//! Following changes ends where compiling the same objects ends (design.md section 5).

#![allow(clippy::panic, reason = "a test fails by a panic")]

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::JoinHandle;

use gateway_api_types::{GrpcRoute, HttpRoute, NamespacedName, TcpRoute, TlsRoute};
use gateway_cli::contract::EvalRequest;
use gateway_route_engine::{Compiler, Resources, compile};
use gateway_testing::World;
use gateway_testing::adapter::settings;
use gateway_testing::strategy::{Case, Mix, case};
use k8s_openapi::api::core::v1::Service;
use k8s_openapi::api::discovery::v1::EndpointSlice;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestError, TestRunner};
use serde_json::json;

/// How many changes were followed without compiling all anew.
static FOLLOWED: AtomicUsize = AtomicUsize::new(0);

/// One edit: which list of objects, which object of it, and whether it goes.
type Step = (u8, usize, bool);

/// Puts an object of the world in, or takes it out, by the numbers of a step; what is known already
/// is put in all the same.
fn take(compiler: &mut Compiler, world: &World, steps: &[Step]) {
    let mut edit = compiler.edit();
    for (list, index, remove) in steps {
        macro_rules! change {
            ($kind:ty, $field:ident) => {
                if let Some(object) = world.$field.get(index % world.$field.len().max(1)) {
                    if *remove {
                        let namespace = object.metadata.namespace.as_deref();
                        let name = object.metadata.name.as_deref().unwrap_or_default();
                        let name = NamespacedName::new(namespace.unwrap_or("default"), name);
                        edit.remove::<$kind>(&name);
                    } else {
                        edit.put(object.clone());
                    }
                }
            };
        }
        match list {
            0..=3 => change!(HttpRoute, http_routes),
            4..=5 => change!(GrpcRoute, grpc_routes),
            6 => change!(TlsRoute, tls_routes),
            7 => change!(TcpRoute, tcp_routes),
            8 => change!(Service, services),
            _ => change!(EndpointSlice, endpoint_slices),
        }
    }
    if !edit.finish().full {
        FOLLOWED.fetch_add(1, Ordering::Relaxed);
    }
}

/// Everything that a table says to the requests of a case, reasons included.
fn answers(table: &gateway_route_engine::RoutingTable, case: &Case) -> Vec<String> {
    let requests = case.requests.iter();
    let requests = requests
        .filter_map(|request| EvalRequest::parse(json!(request).to_string().as_bytes()).ok());
    requests
        .map(|request| format!("{:?}", table.explain(&request.view(), request.entropy)))
        .collect()
}

fn check(case: &Case, steps: &[Vec<Step>], policies: bool) -> Result<(), TestCaseError> {
    let options = settings(&case.options);
    let mut resources: Resources = case.world.to_resources();
    if !policies {
        // Without them routes are followed one by one.
        resources.backend_tls_policies.clear();
        resources.x_backends.clear();
        resources.x_backend_traffic_policies.clear();
        resources.x_telemetry_policies.clear();
    }
    let mut compiler = Compiler::new(resources, options.clone());
    for steps in steps {
        let before = compiler.statuses().clone();
        let snapshot = compiler.table().clone();
        let said = answers(&snapshot, case);
        take(&mut compiler, &case.world, steps);
        prop_assert_eq!(
            answers(&snapshot, case),
            said,
            "readers keep what they have"
        );
        let full = compile(compiler.resources(), &options);
        prop_assert_eq!(compiler.statuses(), &full.statuses);
        let diagnostics: Vec<_> = compiler.diagnostics().cloned().collect();
        prop_assert_eq!(diagnostics, full.diagnostics);
        prop_assert_eq!(
            answers(compiler.table(), case),
            answers(&full.table, case),
            "before: {:?}",
            before.routes.keys()
        );
    }
    Ok(())
}

/// The strategies of cases and steps together need more room than a test has without optimisation.
fn run(policies: bool) {
    let runs = std::thread::Builder::new().stack_size(32 << 20);
    let joined = runs
        .spawn(move || run_cases(policies))
        .map(JoinHandle::join);
    assert!(matches!(joined, Ok(Ok(()))));
}

fn run_cases(policies: bool) {
    let config = Config {
        failure_persistence: None,
        ..Config::default()
    };
    let step = || (0..10_u8, 0..8_usize, prop::bool::weighted(0.4));
    let steps = prop::collection::vec(prop::collection::vec(step(), 1..4), 1..6);
    let cases = (case(Mix::MostlyValid), steps);
    let result =
        TestRunner::new(config).run(&cases, |(case, steps)| check(&case, &steps, policies));
    match result {
        Ok(()) => {}
        Err(TestError::Fail(reason, (case, steps))) => {
            panic!("{reason}\n{steps:?}\n{}", json!(case.world.to_values()))
        }
        Err(TestError::Abort(reason)) => panic!("no cases: {reason}"),
    }
}

#[test]
fn following_changes_equals_compiling_anew() {
    run(false);
    assert!(FOLLOWED.load(Ordering::Relaxed) > 0);
}

#[test]
fn following_changes_equals_compiling_anew_where_policies_are() {
    run(true);
}
