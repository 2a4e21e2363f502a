//! Loading: what becomes an object, and what is said of the rest.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod common;

use common::compare;
use gateway_manifests::{Manifests, ObjectKey, TypedObject, short};
use gateway_validate::field_path::FieldPath;

/// Loads one text and compares the objects and the findings.
#[track_caller]
fn check(text: &str, objects: &[&str], findings: &[&str]) {
    let manifests = Manifests::from_texts([("f.yaml", text)]);
    compare(&manifests, objects, findings);
}

/// Loads one text and compares what stays untyped.
#[track_caller]
fn check_typed(text: &str, typed: usize, findings: &[&str]) {
    let manifests = Manifests::from_texts([("f.yaml", text)]);
    assert_eq!(manifests.findings(), []);
    let mut count = 0;
    let found = manifests.each_typed(|_, _| count += 1);
    let lines: Vec<String> = found.iter().map(short).collect();
    assert_eq!(lines, findings, "{text}");
    assert_eq!(count, typed, "{text}");
}

fn route(name: &str) -> String {
    format!(
        "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata:\n  name: {name}\n"
    )
}

#[test]
fn objects_are_known_by_kind_namespace_and_name() {
    check(
        "apiVersion: gateway.networking.k8s.io/v1\nkind: GatewayClass\nmetadata: {name: a, namespace: x}\n---\n\
         apiVersion: v1\nkind: Service\nmetadata: {name: b}\n---\n\
         apiVersion: v1\nkind: Namespace\nmetadata: {name: c}\n---\n\
         apiVersion: apps/v1\nkind: Deployment\nmetadata: {generateName: d-, namespace: ns}\n",
        &[
            "GatewayClass `a`",
            "Service `default/b`",
            "Namespace `c`",
            "Deployment `ns/d-`",
        ],
        &[],
    );
}

#[test]
fn lists_are_expanded() {
    check(
        "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Service, metadata: {name: a}}\n- {kind: Service, metadata: {name: b}}\n---\n\
         apiVersion: gateway.networking.k8s.io/v1\nkind: GatewayList\nitems:\n- {metadata: {name: c}}\n",
        &["Service `default/a`", "Gateway `default/c`"],
        &[
            "f.yaml:5:3: error: `apiVersion` is missing\n  help: write for example `apiVersion: gateway.networking.k8s.io/v1`",
        ],
    );
}

#[test]
fn what_is_no_object_is_reported_at_its_place() {
    check(
        "- a\n",
        &[],
        &[
            "f.yaml:1:1: error: an object is a mapping, not a list\n  help: a manifest starts with `apiVersion:` and `kind:`",
        ],
    );
    check(
        "apiVersion: v1\nkind: 5\nmetadata:\n  labels: {}\n",
        &[],
        &[
            "f.yaml:2:7: error: `kind` must be a text, not a number\n  help: write for example `kind: HTTPRoute`",
            "f.yaml:4:3: error: `metadata.name` is missing\n  help: every object has a name, unique for its kind in its namespace",
        ],
    );
}

#[test]
fn a_broken_document_leaves_its_neighbours_alone() {
    check(
        &format!(
            "{}---\nspec:\n  hostname: *.example.com\n---\n{}",
            route("a"),
            route("b")
        ),
        &["HTTPRoute `default/a`", "HTTPRoute `default/b`"],
        &[
            "f.yaml:7:13: error: `*` starts an alias, and no name follows\n  help: a plain value must not start with `*` or `&`; quote it, as in `\"*.example.com\"`",
        ],
    );
}

#[test]
fn many_files_are_read_in_their_order() {
    let texts = (0..300).map(|number| match number % 3 {
        0 => (format!("{number}.yaml"), "a: [\n".to_owned()),
        1 => (format!("{number}.yaml"), String::new()),
        _ => {
            let pair = format!("{}---\n{}", route("a"), route("b"));
            (
                format!("{number}.yaml"),
                pair.replace("name: ", &format!("name: n{number}-")),
            )
        }
    });
    let manifests = Manifests::from_texts(texts);
    let names: Vec<String> = manifests
        .sources()
        .iter()
        .map(|source| source.name().to_owned())
        .collect();
    let expected: Vec<String> = (0..300).map(|number| format!("{number}.yaml")).collect();
    assert_eq!(names, expected);
    let keys: Vec<&str> = manifests
        .objects()
        .iter()
        .map(|object| object.key().name.as_str())
        .collect();
    let expected: Vec<String> = (2..300)
        .step_by(3)
        .flat_map(|number| [format!("n{number}-a"), format!("n{number}-b")])
        .collect();
    assert_eq!(keys, expected);
    assert_eq!(manifests.findings().len(), 100);
}

#[test]
fn a_key_given_twice_is_an_error_that_names_the_first() {
    check(
        &format!("{}spec:\n  hostnames: [a]\n  hostnames: [b]\n", route("a")),
        &["HTTPRoute `default/a`"],
        &[
            "f.yaml:7:3: error: HTTPRoute `default/a`: spec.hostnames: `hostnames` is given twice, first at 6:3\n  help: keep one of the two; the last one counts",
        ],
    );
}

#[test]
fn of_two_generations_the_later_one_counts_whatever_their_order() {
    let object = |metadata: &str, host: &str| {
        format!(
            "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {{name: a{metadata}}}\nspec: {{hostnames: [{host}]}}\n"
        )
    };
    let check = |first: &str, second: &str, counts: &str, finding: &str| {
        let text = format!(
            "{}---\n{}",
            object(first, "first"),
            object(second, "second")
        );
        let manifests = Manifests::from_texts([("f.yaml", text)]);
        let [kept] = manifests.objects() else {
            panic!("{} objects", manifests.objects().len())
        };
        assert_eq!(
            kept.to_json()["spec"]["hostnames"][0],
            counts,
            "{first} {second}"
        );
        assert_eq!(manifests.repeated().len(), 1);
        let lines: Vec<String> = manifests.findings().iter().map(short).collect();
        assert_eq!(lines, [finding], "{first} {second}");
    };
    let later = |place: &str, other: &str, field: &str| {
        format!(
            "f.yaml:{place}: error: HTTPRoute `default/a` is defined twice; at f.yaml:{other} it has a later `{field}`, which counts\n  help: remove the one that is out of date"
        )
    };
    let (one, two) = ("3:18", "8:18");
    check(
        ", generation: 2",
        ", generation: 3",
        "second",
        &later(one, two, "generation"),
    );
    check(
        ", generation: 3",
        ", generation: 2",
        "first",
        &later(two, one, "generation"),
    );
    check(
        ", generation: 2, resourceVersion: \"99\"",
        ", generation: 2, resourceVersion: \"100\"",
        "second",
        &later(one, two, "resourceVersion"),
    );
    let plain = format!(
        "f.yaml:{two}: error: HTTPRoute `default/a` is defined twice, first at f.yaml:{one}\n  help: give one of them another name, or remove it"
    );
    check(", generation: 3", "", "first", &plain);
    check(
        ", resourceVersion: b",
        ", resourceVersion: c",
        "first",
        &plain,
    );
    check("", "", "first", &plain);
}

#[test]
fn an_object_that_is_there_twice_in_the_same_words_costs_nothing() {
    check(
        &format!("{0}---\n{0}", route("a")),
        &["HTTPRoute `default/a`"],
        &[
            "f.yaml:9:9: warning: HTTPRoute `default/a` is defined twice in the same words, first at f.yaml:4:9\n  help: remove one of the two",
        ],
    );
}

#[test]
fn a_key_that_json_cannot_tell_from_another_is_an_error() {
    check(
        &format!(
            "{}spec:\n  parentRefs: [{{name: a, 1: b, '1': c}}]\n",
            route("a")
        ),
        &["HTTPRoute `default/a`"],
        &[
            "f.yaml:6:32: error: HTTPRoute `default/a`: spec.parentRefs[0].1: `1` and what stands at 6:26 are one key in JSON\n  help: keep one of the two; which one counts is chance",
        ],
    );
}

#[test]
fn an_object_defined_twice_is_an_error_that_names_the_first() {
    let other_version = route("a").replace("/v1", "/v1beta1");
    check(
        &format!("{}---\n{other_version}", route("a")),
        &["HTTPRoute `default/a`"],
        &[
            "f.yaml:9:9: error: HTTPRoute `default/a` is defined twice, first at f.yaml:4:9\n  help: give one of them another name, or remove it",
        ],
    );
}

#[test]
fn bytes_that_are_not_utf8_have_a_place() {
    let manifests = Manifests::from_texts([("f.yaml", b"a: 1\nb: \xff\n".to_vec())]);
    compare(
        &manifests,
        &[],
        &["f.yaml:2:4: error: the byte at offset 8 is not UTF-8\n  help: save the file as UTF-8"],
    );
}

#[test]
fn fields_of_objects_have_places() {
    let text = format!(
        "# first\n---\n{}spec:\n  rules:\n  - backendRefs:\n    - name: b\n      port: 80\n",
        route("a")
    );
    let manifests = Manifests::from_texts([("f.yaml", text)]);
    let key = ObjectKey::new("gateway.networking.k8s.io", "HTTPRoute", None, "a");
    let place = |path: &str| {
        let path: FieldPath = path.parse().unwrap();
        let place = manifests.place(&key, &path).unwrap();
        let range = place.range.unwrap();
        format!("{}:{}-{}", place.file, range.start, range.end)
    };
    assert_eq!(
        place("spec.rules[0].backendRefs[0].port"),
        "f.yaml:11:13-11:15"
    );
    assert_eq!(
        place("spec.rules[0].backendRefs"),
        "f.yaml:9:5-9:16",
        "a long value is seen at its key"
    );
    assert_eq!(
        place("spec.rules[0].backendRefs[0]"),
        "f.yaml:10:7-10:14",
        "a long item is seen at its first line"
    );
    assert_eq!(
        place("spec.rules[0].backendRefs[0].weight"),
        "f.yaml:10:7-10:14"
    );
    assert_eq!(
        place("spec.hostnames[0]"),
        "f.yaml:7:1-7:5",
        "what is missing is seen at its parent's key"
    );
    assert_eq!(place("status.parents"), "f.yaml:3:1-3:41");
    assert!(
        manifests
            .place(
                &ObjectKey::new("", "Service", None, "a"),
                &FieldPath::root()
            )
            .is_none()
    );
}

#[test]
fn objects_become_typed() {
    let manifests = Manifests::from_texts([(
        "f.yaml",
        format!(
            "{}---\napiVersion: v1\nkind: Service\nmetadata: {{name: s}}\nspec: {{ports: [{{port: 80}}]}}\n---\n\
             apiVersion: certificates.k8s.io/v1\nkind: ClusterTrustBundle\nmetadata: {{name: c}}\nspec: {{trustBundle: x}}\n---\n\
             apiVersion: multicluster.x-k8s.io/v1alpha1\nkind: ServiceImport\nmetadata: {{name: i}}\nspec: {{ports: [{{port: 80}}]}}\n---\n\
             apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {{name: d.example.com}}\nspec: {{group: example.com, versions: [{{name: 7, schema: x}}]}}\n---\n\
             apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: d}}\n",
            route("a") + "spec: {}\n"
        ),
    )]);
    let mut found = Vec::new();
    let findings = manifests.each_typed(|typed, object| {
        let variant = match typed {
            TypedObject::GatewayApi(object) => object
                .kind()
                .map_or("none", gateway_api_types::Kind::as_str),
            TypedObject::Service(_) => "Service",
            TypedObject::ClusterTrustBundle(_) => "ClusterTrustBundle",
            TypedObject::ServiceImport(_) => "ServiceImport",
            TypedObject::CustomResourceDefinition(_) => "CustomResourceDefinition",
            _ => "other",
        };
        found.push(format!("{variant} {}", object.key().name));
    });
    assert_eq!(findings, []);
    assert_eq!(
        found,
        [
            "HTTPRoute a",
            "Service s",
            "ClusterTrustBundle c",
            "ServiceImport i",
            "CustomResourceDefinition d.example.com"
        ]
    );
}

#[test]
fn values_of_the_wrong_type_are_reported_at_their_place() {
    check_typed(
        &format!(
            "{}spec:\n  rules:\n  - backendRefs:\n    - name: s\n      port: \"80\"\n",
            route("a")
        ),
        0,
        &[
            "f.yaml:9:13: error: HTTPRoute `default/a`: spec.rules[0].backendRefs[0].port: expected a whole number of 32 bits, found the text \"80\"",
        ],
    );
    check_typed(
        &format!("{}spec:\n  hostnames: a\n", route("a")),
        0,
        &[
            "f.yaml:6:14: error: HTTPRoute `default/a`: spec.hostnames: expected a list, found the text \"a\"",
        ],
    );
    check_typed(
        "apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: {ports: [{port: a}]}\n",
        0,
        &[
            "f.yaml:4:23: error: Service `default/s`: spec.ports[0].port: expected a whole number of 32 bits, found the text \"a\"",
        ],
    );
}

#[test]
fn a_status_that_cannot_be_read_does_not_cost_its_object() {
    let text = format!("{}spec: {{}}\nstatus:\n  parents: null\n", route("a"));
    check_typed(
        &text,
        1,
        &[
            "f.yaml:7:12: warning: HTTPRoute `default/a`: status.parents: expected a list, found null; the status is left out",
        ],
    );
}

#[test]
fn kinds_that_are_no_more_are_errors_with_help() {
    check_typed(
        "apiVersion: gateway.networking.k8s.io/v1alpha2\nkind: BackendLBPolicy\nmetadata: {name: a}\n",
        0,
        &[
            "f.yaml:2:7: error: BackendLBPolicy `default/a`: kind: the kind `BackendLBPolicy` no longer exists\n  help: write `apiVersion: gateway.networking.x-k8s.io/v1alpha1` and `kind: XBackendTrafficPolicy`",
        ],
    );
    check_typed(
        "apiVersion: networking.x-k8s.io/v1alpha1\nkind: HTTPRoute\nmetadata: {name: a}\n",
        0,
        &[
            "f.yaml:1:13: error: HTTPRoute `default/a`: apiVersion: the group `networking.x-k8s.io` holds no kinds today\n  help: write `apiVersion: gateway.networking.k8s.io/v1` and `kind: HTTPRoute`",
        ],
    );
    check_typed(
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\n",
        0,
        &[],
    );
}
