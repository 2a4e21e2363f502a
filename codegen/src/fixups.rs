//! Deviations from what the facts say by themselves, each with its reason. A deviation that does
//! not apply any more is an error.

/// A Go struct that has the JSON shape of another one and shares its Rust type.
pub(crate) struct Shared {
    pub(crate) go: &'static str,
    /// The struct whose Rust type stands for both.
    pub(crate) with: &'static str,
}

/// v1alpha2 routes repeat the structs of v1 to bound and require less (more rules, hostnames left
/// out). Both versions show one stored object, so that they are one type here; a field is required
/// in it only if it is in both.
pub(crate) const SHARED: [Shared; 6] = [
    Shared {
        go: "v1alpha2.TCPRoute",
        with: "v1.TCPRoute",
    },
    Shared {
        go: "v1alpha2.TCPRouteSpec",
        with: "v1.TCPRouteSpec",
    },
    Shared {
        go: "v1alpha2.TLSRoute",
        with: "v1.TLSRoute",
    },
    Shared {
        go: "v1alpha2.TLSRouteSpec",
        with: "v1.TLSRouteSpec",
    },
    Shared {
        go: "v1alpha2.UDPRoute",
        with: "v1.UDPRoute",
    },
    Shared {
        go: "v1alpha2.UDPRouteSpec",
        with: "v1.UDPRouteSpec",
    },
];

/// A field whose type in Rust is not what its Go type says.
pub(crate) struct Retyped {
    pub(crate) go: &'static str,
    pub(crate) field: &'static str,
    /// Hand-written Rust type, open over the same integers.
    pub(crate) rust: &'static str,
}

/// Go has an `int` here, and the schema an enum of five numbers.
pub(crate) const RETYPED: [Retyped; 1] = [Retyped {
    go: "v1.HTTPRequestRedirectFilter",
    field: "statusCode",
    rust: "RedirectStatusCode",
}];

/// Discriminated unions of which one member is set: their members are boxed, or else a filter with
/// a header to remove would take the room of one with an authorization service.
pub(crate) const BOXED_MEMBERS: [&str; 3] = [
    "v1.HTTPRouteFilter",
    "v1.GRPCRouteFilter",
    "v1.ListenerFilter",
];
