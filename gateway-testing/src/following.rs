//! Following: a compiler that follows edits, held against one that compiles everything anew
//! (design.md section 5).

use gateway_api_types::{
    BackendTlsPolicy, Gateway, GatewayClass, GrpcRoute, HttpRoute, ListenerSet, NamespacedName,
    ReferenceGrant, TcpRoute, TlsRoute, UdpRoute, XBackend, XMesh,
};
use gateway_cli::contract::EvalRequest;
use gateway_route_engine::{Compiler, RoutingTable, compile};
use k8s_openapi::api::certificates::v1beta1::ClusterTrustBundle;
use k8s_openapi::api::core::v1::{ConfigMap, Namespace, Pod, Secret, Service};
use k8s_openapi::api::discovery::v1::EndpointSlice;
use serde_json::json;

use crate::adapter::settings;
use crate::strategy::Case;
use crate::world::World;

/// How many lists of objects a [`Step`] can mean.
pub const LISTS: u8 = 32;

/// One edit: which list of objects, which object of it, and whether it goes.
pub type Step = (u8, usize, bool);

/// Carries out groups of edits, and says what differs from compiling the same objects anew; `Ok`:
/// how many groups were followed without that.
pub fn check(case: &Case, groups: &[Vec<Step>], policies: bool) -> Result<usize, String> {
    let options = settings(&case.options);
    let mut resources = case.world.to_resources();
    if !policies {
        resources.backend_tls_policies.clear();
        resources.x_backends.clear();
        resources.x_backend_traffic_policies.clear();
        resources.x_telemetry_policies.clear();
    }
    let mut compiler = Compiler::new(resources, options.clone());
    let mut followed = 0;
    for steps in groups {
        let snapshot = compiler.table().clone();
        let said = answers(&snapshot, case);
        followed += usize::from(!take(&mut compiler, &case.world, steps, policies));
        let full = compile(compiler.resources(), &options);
        let diagnostics: Vec<_> = compiler.diagnostics().cloned().collect();
        same(
            "the table that a reader keeps",
            &answers(&snapshot, case),
            &said,
        )?;
        same("statuses", compiler.statuses(), &full.statuses)?;
        // What it takes all routes to see is told by whole compiles alone.
        let across = [
            "lost-match",
            "redirect-cycle",
            "shared-hostname",
            "unused-grant",
        ];
        let mut expected = full.diagnostics;
        expected.retain(|diagnostic| !across.contains(&diagnostic.id));
        same("diagnostics", &diagnostics, &expected)?;
        let (own, anew) = (answers(compiler.table(), case), answers(&full.table, case));
        same("answers", &own, &anew)?;
    }
    Ok(followed)
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, own: &T, anew: &T) -> Result<(), String> {
    if own == anew {
        return Ok(());
    }
    Err(format!(
        "{what} differ\nfollowed: {own:#?}\nanew: {anew:#?}"
    ))
}

/// Puts objects of the world in, or takes them out, by the numbers of the steps; what is known
/// already is put in all the same. Says whether everything was compiled anew.
fn take(compiler: &mut Compiler, world: &World, steps: &[Step], policies: bool) -> bool {
    let mut edit = compiler.edit();
    for (list, index, remove) in steps {
        macro_rules! change {
            ($kind:ty, $field:ident $(, $altered:expr)?) => {
                if let Some(object) = world.$field.get(index % world.$field.len().max(1)) {
                    if *remove {
                        let namespace = object.metadata.namespace.as_deref();
                        let name = object.metadata.name.as_deref().unwrap_or_default();
                        let name = NamespacedName::new(namespace.unwrap_or("default"), name);
                        edit.remove::<$kind>(&name);
                    } else {
                        #[allow(unused_mut, reason = "some are put in as they are")]
                        let mut object = object.clone();
                        $(($altered)(&mut object);)?
                        edit.put(object);
                    }
                }
            };
        }
        match list % LISTS {
            0..=3 => change!(HttpRoute, http_routes),
            4..=5 => change!(GrpcRoute, grpc_routes),
            6 => change!(TlsRoute, tls_routes),
            7 => change!(TcpRoute, tcp_routes),
            8 => change!(Service, services),
            9 => change!(Service, services, |service: &mut Service| {
                let ports = service.spec.as_mut().and_then(|spec| spec.ports.as_mut());
                ports.map(Vec::pop);
            }),
            10 => change!(EndpointSlice, endpoint_slices),
            11 => change!(
                EndpointSlice,
                endpoint_slices,
                |slice: &mut EndpointSlice| {
                    slice.endpoints = Some(Vec::new());
                }
            ),
            12 => change!(ReferenceGrant, reference_grants),
            13 => change!(
                ReferenceGrant,
                reference_grants,
                |grant: &mut ReferenceGrant| {
                    grant.spec.from.truncate(1);
                    grant.spec.to.truncate(1);
                }
            ),
            14 => change!(UdpRoute, udp_routes),
            // Nothing but the status and what each write of it changes.
            15 => change!(Gateway, gateways, |gateway: &mut Gateway| {
                gateway.status = None;
                gateway.metadata.resource_version = Some(index.to_string());
            }),
            16 => change!(GatewayClass, gateway_classes, |class: &mut GatewayClass| {
                class.status = None;
            }),
            17 => change!(ListenerSet, listener_sets, |set: &mut ListenerSet| {
                set.status = None;
            }),
            18 => change!(XMesh, x_meshes, |mesh: &mut XMesh| mesh.status = None),
            19 if policies => change!(
                BackendTlsPolicy,
                backend_tls_policies,
                |policy: &mut BackendTlsPolicy| policy.status = None
            ),
            20 if policies => change!(XBackend, x_backends, |x_backend: &mut XBackend| {
                x_backend.status = None;
            }),
            21 => change!(Secret, secrets),
            22 => change!(Secret, secrets, |secret: &mut Secret| secret.data = None),
            23 => change!(ConfigMap, config_maps),
            24 => change!(ConfigMap, config_maps, |map: &mut ConfigMap| map.data =
                None),
            25..=26 => change!(Namespace, namespaces),
            27..=28 => change!(Namespace, namespaces, |namespace: &mut Namespace| {
                namespace.metadata.labels = None;
            }),
            29 => change!(Pod, pods),
            30 => change!(ClusterTrustBundle, cluster_trust_bundles),
            _ => change!(Gateway, gateways, |gateway: &mut Gateway| {
                gateway.spec.listeners.truncate(1);
            }),
        }
    }
    edit.finish().full
}

/// Everything that a table says to the requests of a case, reasons included.
fn answers(table: &RoutingTable, case: &Case) -> Vec<String> {
    let requests = case.requests.iter();
    let requests = requests
        .filter_map(|request| EvalRequest::parse(json!(request).to_string().as_bytes()).ok());
    requests
        .map(|request| format!("{:?}", table.explain(&request.view(), request.entropy)))
        .collect()
}
