// Written by `codegen generate` from the facts of v1.7.0 and v1.6.1. Do not edit.

//! Schemas of every kind, release and channel; equal ones stand once.

use super::{field, patterns, rules};
use crate::property::{Present, Property};
use crate::release::{Channel, Release};
use crate::schema::{Constant, Format, ListType, Resource, RuleSite, Schema, Version};

/// The kinds of a release and channel.
pub(crate) fn resources(release: Release, channel: Channel) -> &'static [Resource] {
    match (release, channel) {
        (Release::V1_7_0, Channel::Standard) => R0,
        (Release::V1_7_0, Channel::Experimental) => R1,
        (Release::V1_6_1, Channel::Standard) => R2,
        (Release::V1_6_1, Channel::Experimental) => R3,
    }
}

static R0: &[Resource] = &[
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "BackendTLSPolicy",
        plural: "backendtlspolicies",
        namespaced: true,
        versions: &[
            Version {
                name: "v1",
                served: true,
                storage: true,
                status: true,
                deprecation: None,
                schema: &S37,
            },
            Version {
                name: "v1alpha3",
                served: false,
                storage: false,
                status: true,
                deprecation: Some(
                    "The v1alpha3 version of BackendTLSPolicy has been deprecated and will be removed in a future release of the API. Please upgrade to v1.",
                ),
                schema: &S37,
            },
        ],
    },
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "GatewayClass",
        plural: "gatewayclasses",
        namespaced: false,
        versions: &[
            Version {
                name: "v1",
                served: true,
                storage: true,
                status: true,
                deprecation: None,
                schema: &S46,
            },
            Version {
                name: "v1beta1",
                served: true,
                storage: false,
                status: true,
                deprecation: None,
                schema: &S46,
            },
        ],
    },
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "Gateway",
        plural: "gateways",
        namespaced: true,
        versions: &[
            Version {
                name: "v1",
                served: true,
                storage: true,
                status: true,
                deprecation: None,
                schema: &S95,
            },
            Version {
                name: "v1beta1",
                served: true,
                storage: false,
                status: true,
                deprecation: None,
                schema: &S95,
            },
        ],
    },
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "GRPCRoute",
        plural: "grpcroutes",
        namespaced: true,
        versions: &[Version {
            name: "v1",
            served: true,
            storage: true,
            status: true,
            deprecation: None,
            schema: &S130,
        }],
    },
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "HTTPRoute",
        plural: "httproutes",
        namespaced: true,
        versions: &[
            Version {
                name: "v1",
                served: true,
                storage: true,
                status: true,
                deprecation: None,
                schema: &S169,
            },
            Version {
                name: "v1beta1",
                served: true,
                storage: false,
                status: true,
                deprecation: None,
                schema: &S169,
            },
        ],
    },
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "ListenerSet",
        plural: "listenersets",
        namespaced: true,
        versions: &[Version {
            name: "v1",
            served: true,
            storage: true,
            status: true,
            deprecation: None,
            schema: &S174,
        }],
    },
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "ReferenceGrant",
        plural: "referencegrants",
        namespaced: true,
        versions: &[
            Version {
                name: "v1",
                served: true,
                storage: false,
                status: false,
                deprecation: None,
                schema: &S180,
            },
            Version {
                name: "v1beta1",
                served: true,
                storage: true,
                status: false,
                deprecation: None,
                schema: &S180,
            },
        ],
    },
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "TCPRoute",
        plural: "tcproutes",
        namespaced: true,
        versions: &[
            Version {
                name: "v1",
                served: true,
                storage: true,
                status: true,
                deprecation: None,
                schema: &S186,
            },
            Version {
                name: "v1alpha2",
                served: false,
                storage: false,
                status: true,
                deprecation: Some(
                    "The v1alpha2 version of TCPRoute has been deprecated and will be removed in a future release of the API. Please upgrade to v1.",
                ),
                schema: &S189,
            },
        ],
    },
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "TLSRoute",
        plural: "tlsroutes",
        namespaced: true,
        versions: &[
            Version {
                name: "v1",
                served: true,
                storage: true,
                status: true,
                deprecation: None,
                schema: &S192,
            },
            Version {
                name: "v1alpha2",
                served: false,
                storage: false,
                status: true,
                deprecation: Some(
                    "The v1alpha2 version of TLSRoute has been deprecated and will be removed in a future release of the API. Please upgrade to v1.",
                ),
                schema: &S195,
            },
            Version {
                name: "v1alpha3",
                served: false,
                storage: false,
                status: true,
                deprecation: Some(
                    "The v1alpha3 version of TLSRoute has been deprecated and will be removed in a future release of the API. Please upgrade to v1.",
                ),
                schema: &S192,
            },
        ],
    },
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "UDPRoute",
        plural: "udproutes",
        namespaced: true,
        versions: &[
            Version {
                name: "v1",
                served: true,
                storage: true,
                status: true,
                deprecation: None,
                schema: &S186,
            },
            Version {
                name: "v1alpha2",
                served: false,
                storage: false,
                status: true,
                deprecation: Some(
                    "The v1alpha2 version of UDPRoute has been deprecated and will be removed in a future release of the API. Please upgrade to v1.",
                ),
                schema: &S189,
            },
        ],
    },
];

static R1: &[Resource] = &[
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "BackendTLSPolicy",
        plural: "backendtlspolicies",
        namespaced: true,
        versions: &[
            Version {
                name: "v1",
                served: true,
                storage: true,
                status: true,
                deprecation: None,
                schema: &S199,
            },
            Version {
                name: "v1alpha3",
                served: true,
                storage: false,
                status: true,
                deprecation: Some(
                    "The v1alpha3 version of BackendTLSPolicy has been deprecated and will be removed in a future release of the API. Please upgrade to v1.",
                ),
                schema: &S199,
            },
        ],
    },
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "GatewayClass",
        plural: "gatewayclasses",
        namespaced: false,
        versions: &[
            Version {
                name: "v1",
                served: true,
                storage: true,
                status: true,
                deprecation: None,
                schema: &S46,
            },
            Version {
                name: "v1beta1",
                served: true,
                storage: false,
                status: true,
                deprecation: None,
                schema: &S46,
            },
        ],
    },
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "Gateway",
        plural: "gateways",
        namespaced: true,
        versions: &[
            Version {
                name: "v1",
                served: true,
                storage: true,
                status: true,
                deprecation: None,
                schema: &S229,
            },
            Version {
                name: "v1beta1",
                served: true,
                storage: false,
                status: true,
                deprecation: None,
                schema: &S229,
            },
        ],
    },
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "GRPCRoute",
        plural: "grpcroutes",
        namespaced: true,
        versions: &[Version {
            name: "v1",
            served: true,
            storage: true,
            status: true,
            deprecation: None,
            schema: &S248,
        }],
    },
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "HTTPRoute",
        plural: "httproutes",
        namespaced: true,
        versions: &[
            Version {
                name: "v1",
                served: true,
                storage: true,
                status: true,
                deprecation: None,
                schema: &S261,
            },
            Version {
                name: "v1beta1",
                served: true,
                storage: false,
                status: true,
                deprecation: None,
                schema: &S261,
            },
        ],
    },
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "ListenerSet",
        plural: "listenersets",
        namespaced: true,
        versions: &[Version {
            name: "v1",
            served: true,
            storage: true,
            status: true,
            deprecation: None,
            schema: &S265,
        }],
    },
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "ReferenceGrant",
        plural: "referencegrants",
        namespaced: true,
        versions: &[
            Version {
                name: "v1",
                served: true,
                storage: false,
                status: false,
                deprecation: None,
                schema: &S180,
            },
            Version {
                name: "v1beta1",
                served: true,
                storage: true,
                status: false,
                deprecation: None,
                schema: &S180,
            },
        ],
    },
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "TCPRoute",
        plural: "tcproutes",
        namespaced: true,
        versions: &[
            Version {
                name: "v1",
                served: true,
                storage: true,
                status: true,
                deprecation: None,
                schema: &S271,
            },
            Version {
                name: "v1alpha2",
                served: true,
                storage: false,
                status: true,
                deprecation: Some(
                    "The v1alpha2 version of TCPRoute has been deprecated and will be removed in a future release of the API. Please upgrade to v1.",
                ),
                schema: &S274,
            },
        ],
    },
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "TLSRoute",
        plural: "tlsroutes",
        namespaced: true,
        versions: &[
            Version {
                name: "v1",
                served: true,
                storage: true,
                status: true,
                deprecation: None,
                schema: &S276,
            },
            Version {
                name: "v1alpha2",
                served: true,
                storage: false,
                status: true,
                deprecation: Some(
                    "The v1alpha2 version of TLSRoute has been deprecated and will be removed in a future release of the API. Please upgrade to v1.",
                ),
                schema: &S278,
            },
            Version {
                name: "v1alpha3",
                served: true,
                storage: false,
                status: true,
                deprecation: Some(
                    "The v1alpha3 version of TLSRoute has been deprecated and will be removed in a future release of the API. Please upgrade to v1.",
                ),
                schema: &S276,
            },
        ],
    },
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "UDPRoute",
        plural: "udproutes",
        namespaced: true,
        versions: &[
            Version {
                name: "v1",
                served: true,
                storage: true,
                status: true,
                deprecation: None,
                schema: &S271,
            },
            Version {
                name: "v1alpha2",
                served: true,
                storage: false,
                status: true,
                deprecation: Some(
                    "The v1alpha2 version of UDPRoute has been deprecated and will be removed in a future release of the API. Please upgrade to v1.",
                ),
                schema: &S274,
            },
        ],
    },
    Resource {
        group: "gateway.networking.x-k8s.io",
        kind: "XBackend",
        plural: "xbackends",
        namespaced: true,
        versions: &[Version {
            name: "v1alpha1",
            served: true,
            storage: true,
            status: true,
            deprecation: None,
            schema: &S293,
        }],
    },
    Resource {
        group: "gateway.networking.x-k8s.io",
        kind: "XBackendTrafficPolicy",
        plural: "xbackendtrafficpolicies",
        namespaced: true,
        versions: &[Version {
            name: "v1alpha1",
            served: true,
            storage: true,
            status: true,
            deprecation: None,
            schema: &S303,
        }],
    },
    Resource {
        group: "gateway.networking.x-k8s.io",
        kind: "XMesh",
        plural: "xmeshes",
        namespaced: false,
        versions: &[Version {
            name: "v1alpha1",
            served: true,
            storage: true,
            status: true,
            deprecation: None,
            schema: &S305,
        }],
    },
    Resource {
        group: "gateway.networking.x-k8s.io",
        kind: "XTelemetryPolicy",
        plural: "xtelemetrypolicies",
        namespaced: true,
        versions: &[Version {
            name: "v1alpha1",
            served: true,
            storage: true,
            status: true,
            deprecation: None,
            schema: &S319,
        }],
    },
];

static R2: &[Resource] = &[
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "BackendTLSPolicy",
        plural: "backendtlspolicies",
        namespaced: true,
        versions: &[
            Version {
                name: "v1",
                served: true,
                storage: true,
                status: true,
                deprecation: None,
                schema: &S37,
            },
            Version {
                name: "v1alpha3",
                served: false,
                storage: false,
                status: true,
                deprecation: Some(
                    "The v1alpha3 version of BackendTLSPolicy has been deprecated and will be removed in a future release of the API. Please upgrade to v1.",
                ),
                schema: &S37,
            },
        ],
    },
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "GatewayClass",
        plural: "gatewayclasses",
        namespaced: false,
        versions: &[
            Version {
                name: "v1",
                served: true,
                storage: true,
                status: true,
                deprecation: None,
                schema: &S322,
            },
            Version {
                name: "v1beta1",
                served: true,
                storage: false,
                status: true,
                deprecation: None,
                schema: &S322,
            },
        ],
    },
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "Gateway",
        plural: "gateways",
        namespaced: true,
        versions: &[
            Version {
                name: "v1",
                served: true,
                storage: true,
                status: true,
                deprecation: None,
                schema: &S95,
            },
            Version {
                name: "v1beta1",
                served: true,
                storage: false,
                status: true,
                deprecation: None,
                schema: &S95,
            },
        ],
    },
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "GRPCRoute",
        plural: "grpcroutes",
        namespaced: true,
        versions: &[Version {
            name: "v1",
            served: true,
            storage: true,
            status: true,
            deprecation: None,
            schema: &S325,
        }],
    },
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "HTTPRoute",
        plural: "httproutes",
        namespaced: true,
        versions: &[
            Version {
                name: "v1",
                served: true,
                storage: true,
                status: true,
                deprecation: None,
                schema: &S329,
            },
            Version {
                name: "v1beta1",
                served: true,
                storage: false,
                status: true,
                deprecation: None,
                schema: &S329,
            },
        ],
    },
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "ListenerSet",
        plural: "listenersets",
        namespaced: true,
        versions: &[Version {
            name: "v1",
            served: true,
            storage: true,
            status: true,
            deprecation: None,
            schema: &S174,
        }],
    },
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "ReferenceGrant",
        plural: "referencegrants",
        namespaced: true,
        versions: &[
            Version {
                name: "v1",
                served: true,
                storage: false,
                status: false,
                deprecation: None,
                schema: &S180,
            },
            Version {
                name: "v1beta1",
                served: true,
                storage: true,
                status: false,
                deprecation: None,
                schema: &S180,
            },
        ],
    },
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "TCPRoute",
        plural: "tcproutes",
        namespaced: true,
        versions: &[
            Version {
                name: "v1",
                served: true,
                storage: true,
                status: true,
                deprecation: None,
                schema: &S186,
            },
            Version {
                name: "v1alpha2",
                served: false,
                storage: false,
                status: true,
                deprecation: Some(
                    "The v1alpha2 version of TCPRoute has been deprecated and will be removed in a future release of the API. Please upgrade to v1.",
                ),
                schema: &S189,
            },
        ],
    },
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "TLSRoute",
        plural: "tlsroutes",
        namespaced: true,
        versions: &[
            Version {
                name: "v1",
                served: true,
                storage: true,
                status: true,
                deprecation: None,
                schema: &S192,
            },
            Version {
                name: "v1alpha2",
                served: false,
                storage: false,
                status: true,
                deprecation: Some(
                    "The v1alpha2 version of TLSRoute has been deprecated and will be removed in a future release of the API. Please upgrade to v1.",
                ),
                schema: &S195,
            },
            Version {
                name: "v1alpha3",
                served: false,
                storage: false,
                status: true,
                deprecation: Some(
                    "The v1alpha3 version of TLSRoute has been deprecated and will be removed in a future release of the API. Please upgrade to v1.",
                ),
                schema: &S192,
            },
        ],
    },
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "UDPRoute",
        plural: "udproutes",
        namespaced: true,
        versions: &[
            Version {
                name: "v1",
                served: true,
                storage: true,
                status: true,
                deprecation: None,
                schema: &S186,
            },
            Version {
                name: "v1alpha2",
                served: false,
                storage: false,
                status: true,
                deprecation: Some(
                    "The v1alpha2 version of UDPRoute has been deprecated and will be removed in a future release of the API. Please upgrade to v1.",
                ),
                schema: &S189,
            },
        ],
    },
];

static R3: &[Resource] = &[
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "BackendTLSPolicy",
        plural: "backendtlspolicies",
        namespaced: true,
        versions: &[
            Version {
                name: "v1",
                served: true,
                storage: true,
                status: true,
                deprecation: None,
                schema: &S37,
            },
            Version {
                name: "v1alpha3",
                served: true,
                storage: false,
                status: true,
                deprecation: Some(
                    "The v1alpha3 version of BackendTLSPolicy has been deprecated and will be removed in a future release of the API. Please upgrade to v1.",
                ),
                schema: &S37,
            },
        ],
    },
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "GatewayClass",
        plural: "gatewayclasses",
        namespaced: false,
        versions: &[
            Version {
                name: "v1",
                served: true,
                storage: true,
                status: true,
                deprecation: None,
                schema: &S322,
            },
            Version {
                name: "v1beta1",
                served: true,
                storage: false,
                status: true,
                deprecation: None,
                schema: &S322,
            },
        ],
    },
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "Gateway",
        plural: "gateways",
        namespaced: true,
        versions: &[
            Version {
                name: "v1",
                served: true,
                storage: true,
                status: true,
                deprecation: None,
                schema: &S331,
            },
            Version {
                name: "v1beta1",
                served: true,
                storage: false,
                status: true,
                deprecation: None,
                schema: &S331,
            },
        ],
    },
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "GRPCRoute",
        plural: "grpcroutes",
        namespaced: true,
        versions: &[Version {
            name: "v1",
            served: true,
            storage: true,
            status: true,
            deprecation: None,
            schema: &S342,
        }],
    },
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "HTTPRoute",
        plural: "httproutes",
        namespaced: true,
        versions: &[
            Version {
                name: "v1",
                served: true,
                storage: true,
                status: true,
                deprecation: None,
                schema: &S355,
            },
            Version {
                name: "v1beta1",
                served: true,
                storage: false,
                status: true,
                deprecation: None,
                schema: &S355,
            },
        ],
    },
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "ListenerSet",
        plural: "listenersets",
        namespaced: true,
        versions: &[Version {
            name: "v1",
            served: true,
            storage: true,
            status: true,
            deprecation: None,
            schema: &S174,
        }],
    },
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "ReferenceGrant",
        plural: "referencegrants",
        namespaced: true,
        versions: &[
            Version {
                name: "v1",
                served: true,
                storage: false,
                status: false,
                deprecation: None,
                schema: &S180,
            },
            Version {
                name: "v1beta1",
                served: true,
                storage: true,
                status: false,
                deprecation: None,
                schema: &S180,
            },
        ],
    },
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "TCPRoute",
        plural: "tcproutes",
        namespaced: true,
        versions: &[
            Version {
                name: "v1",
                served: true,
                storage: true,
                status: true,
                deprecation: None,
                schema: &S357,
            },
            Version {
                name: "v1alpha2",
                served: true,
                storage: false,
                status: true,
                deprecation: Some(
                    "The v1alpha2 version of TCPRoute has been deprecated and will be removed in a future release of the API. Please upgrade to v1.",
                ),
                schema: &S360,
            },
        ],
    },
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "TLSRoute",
        plural: "tlsroutes",
        namespaced: true,
        versions: &[
            Version {
                name: "v1",
                served: true,
                storage: true,
                status: true,
                deprecation: None,
                schema: &S362,
            },
            Version {
                name: "v1alpha2",
                served: true,
                storage: false,
                status: true,
                deprecation: Some(
                    "The v1alpha2 version of TLSRoute has been deprecated and will be removed in a future release of the API. Please upgrade to v1.",
                ),
                schema: &S364,
            },
            Version {
                name: "v1alpha3",
                served: true,
                storage: false,
                status: true,
                deprecation: Some(
                    "The v1alpha3 version of TLSRoute has been deprecated and will be removed in a future release of the API. Please upgrade to v1.",
                ),
                schema: &S362,
            },
        ],
    },
    Resource {
        group: "gateway.networking.k8s.io",
        kind: "UDPRoute",
        plural: "udproutes",
        namespaced: true,
        versions: &[
            Version {
                name: "v1",
                served: true,
                storage: true,
                status: true,
                deprecation: None,
                schema: &S357,
            },
            Version {
                name: "v1alpha2",
                served: true,
                storage: false,
                status: true,
                deprecation: Some(
                    "The v1alpha2 version of UDPRoute has been deprecated and will be removed in a future release of the API. Please upgrade to v1.",
                ),
                schema: &S360,
            },
        ],
    },
    Resource {
        group: "gateway.networking.x-k8s.io",
        kind: "XBackend",
        plural: "xbackends",
        namespaced: true,
        versions: &[Version {
            name: "v1alpha1",
            served: true,
            storage: true,
            status: true,
            deprecation: None,
            schema: &S374,
        }],
    },
    Resource {
        group: "gateway.networking.x-k8s.io",
        kind: "XBackendTrafficPolicy",
        plural: "xbackendtrafficpolicies",
        namespaced: true,
        versions: &[Version {
            name: "v1alpha1",
            served: true,
            storage: true,
            status: true,
            deprecation: None,
            schema: &S376,
        }],
    },
    Resource {
        group: "gateway.networking.x-k8s.io",
        kind: "XMesh",
        plural: "xmeshes",
        namespaced: false,
        versions: &[Version {
            name: "v1alpha1",
            served: true,
            storage: true,
            status: true,
            deprecation: None,
            schema: &S377,
        }],
    },
];

static D0: Constant = Constant::Text("");

static D1: Constant = Constant::Text("/");

static D2: Constant = Constant::Text("10s");

static D3: Constant = Constant::Text("AllowValidOnly");

static D4: Constant = Constant::Text("Cookie");

static D5: Constant = Constant::Text("Exact");

static D6: Constant = Constant::Text("Gateway");

static D7: Constant = Constant::Text("IPAddress");

static D8: Constant = Constant::Text("ImplementationDefault");

static D9: Constant = Constant::Text("None");

static D10: Constant = Constant::Text("PathPrefix");

static D11: Constant = Constant::Text("Same");

static D12: Constant = Constant::Text("Secret");

static D13: Constant = Constant::Text("Service");

static D14: Constant = Constant::Text("Session");

static D15: Constant = Constant::Text("Terminate");

static D16: Constant = Constant::Text("gateway.networking.k8s.io");

static D17: Constant = Constant::Int(1);

static D18: Constant = Constant::Int(100);

static D19: Constant = Constant::Int(20);

static D20: Constant = Constant::Int(302);

static D21: Constant = Constant::Int(5);

static D22: Constant = Constant::List(&[
    Constant::Map(&[
        ("lastTransitionTime", Constant::Text("1970-01-01T00:00:00Z")),
        ("message", Constant::Text("Waiting for controller")),
        ("reason", Constant::Text("Pending")),
        ("status", Constant::Text("Unknown")),
        ("type", Constant::Text("Accepted")),
    ]),
    Constant::Map(&[
        ("lastTransitionTime", Constant::Text("1970-01-01T00:00:00Z")),
        ("message", Constant::Text("Waiting for controller")),
        ("reason", Constant::Text("Pending")),
        ("status", Constant::Text("Unknown")),
        ("type", Constant::Text("Programmed")),
    ]),
]);

static D23: Constant = Constant::List(&[Constant::Map(&[
    ("lastTransitionTime", Constant::Text("1970-01-01T00:00:00Z")),
    ("message", Constant::Text("Waiting for controller")),
    ("reason", Constant::Text("Pending")),
    ("status", Constant::Text("Unknown")),
    ("type", Constant::Text("Accepted")),
])]);

static D24: Constant = Constant::List(&[Constant::Map(&[(
    "matches",
    Constant::List(&[Constant::Map(&[(
        "path",
        Constant::Map(&[
            ("type", Constant::Text("PathPrefix")),
            ("value", Constant::Text("/")),
        ]),
    )])]),
)])]);

static D25: Constant = Constant::List(&[Constant::Map(&[(
    "path",
    Constant::Map(&[
        ("type", Constant::Text("PathPrefix")),
        ("value", Constant::Text("/")),
    ]),
)])]);

static D26: Constant = Constant::Map(&[(
    "conditions",
    Constant::List(&[
        Constant::Map(&[
            ("lastTransitionTime", Constant::Text("1970-01-01T00:00:00Z")),
            ("message", Constant::Text("Waiting for controller")),
            ("reason", Constant::Text("Pending")),
            ("status", Constant::Text("Unknown")),
            ("type", Constant::Text("Accepted")),
        ]),
        Constant::Map(&[
            ("lastTransitionTime", Constant::Text("1970-01-01T00:00:00Z")),
            ("message", Constant::Text("Waiting for controller")),
            ("reason", Constant::Text("Pending")),
            ("status", Constant::Text("Unknown")),
            ("type", Constant::Text("Programmed")),
        ]),
    ]),
)]);

static D27: Constant = Constant::Map(&[(
    "conditions",
    Constant::List(&[Constant::Map(&[
        ("lastTransitionTime", Constant::Text("1970-01-01T00:00:00Z")),
        ("message", Constant::Text("Waiting for controller")),
        ("reason", Constant::Text("Pending")),
        ("status", Constant::Text("Unknown")),
        ("type", Constant::Text("Accepted")),
    ])]),
)]);

static D28: Constant = Constant::Map(&[
    ("count", Constant::Int(10)),
    ("interval", Constant::Text("1s")),
]);

static D29: Constant = Constant::Map(&[("from", Constant::Text("None"))]);

static D30: Constant = Constant::Map(&[("from", Constant::Text("Same"))]);

static D31: Constant = Constant::Map(&[
    ("interval", Constant::Text("10s")),
    ("percent", Constant::Int(20)),
]);

static D32: Constant = Constant::Map(&[("mode", Constant::Text("None"))]);

static D33: Constant = Constant::Map(&[(
    "namespaces",
    Constant::Map(&[("from", Constant::Text("Same"))]),
)]);

static D34: Constant = Constant::Map(&[
    ("type", Constant::Text("PathPrefix")),
    ("value", Constant::Text("/")),
]);

// BackendTLSPolicy/v1.apiVersion
static S0: Schema = Schema { ..Schema::STRING };

// BackendTLSPolicy/v1.metadata
static S1: Schema = Schema { ..Schema::OBJECT };

// BackendTLSPolicy/v1.spec.options{}
static S2: Schema = Schema {
    max_length: Some(4096),
    min_length: Some(0),
    ..Schema::STRING
};

// BackendTLSPolicy/v1.spec.options
static S3: Schema = Schema {
    additional: Some(&S2),
    max_properties: Some(16),
    ..Schema::OBJECT
};

// BackendTLSPolicy/v1.spec.targetRefs[].group
static S4: Schema = Schema {
    pattern: Some(&patterns::P1),
    max_length: Some(253),
    ..Schema::STRING
};

// BackendTLSPolicy/v1.spec.targetRefs[].kind
static S5: Schema = Schema {
    pattern: Some(&patterns::P25),
    max_length: Some(63),
    min_length: Some(1),
    ..Schema::STRING
};

// BackendTLSPolicy/v1.spec.targetRefs[].name
static S6: Schema = Schema {
    max_length: Some(253),
    min_length: Some(1),
    ..Schema::STRING
};

// BackendTLSPolicy/v1.spec.targetRefs[].sectionName
static S7: Schema = Schema {
    pattern: Some(&patterns::P19),
    max_length: Some(253),
    min_length: Some(1),
    ..Schema::STRING
};

// BackendTLSPolicy/v1.spec.targetRefs[]
static S8: Schema = Schema {
    properties: &[
        Property::new("group", field::GROUP, &S4),
        Property::new("kind", field::KIND, &S5),
        Property::new("name", field::NAME, &S6),
        Property::new("sectionName", field::SECTION_NAME, &S7),
    ],
    required: Present::of(&[0, 1, 2]),
    ..Schema::OBJECT
};

// BackendTLSPolicy/v1.spec.targetRefs
static S9: Schema = Schema {
    items: Some(&S8),
    max_items: Some(16),
    min_items: Some(1),
    rules: &[
        RuleSite {
            rule: &rules::TARGET_WITHOUT_SECTION,
            message: "sectionName must be specified when targetRefs includes 2 or more references to the same target",
        },
        RuleSite {
            rule: &rules::TARGET_SECTION_REPEATED,
            message: "sectionName must be unique when targetRefs includes 2 or more references to the same target",
        },
    ],
    has_rules: true,
    ..Schema::ARRAY
};

// BackendTLSPolicy/v1.spec.validation.caCertificateRefs[]
static S10: Schema = Schema {
    properties: &[
        Property::new("group", field::GROUP, &S4),
        Property::new("kind", field::KIND, &S5),
        Property::new("name", field::NAME, &S6),
    ],
    required: Present::of(&[0, 1, 2]),
    ..Schema::OBJECT
};

// BackendTLSPolicy/v1.spec.validation.caCertificateRefs
static S11: Schema = Schema {
    items: Some(&S10),
    max_items: Some(8),
    ..Schema::ARRAY
};

// BackendTLSPolicy/v1.spec.validation.subjectAltNames[].hostname
static S12: Schema = Schema {
    pattern: Some(&patterns::P11),
    max_length: Some(253),
    min_length: Some(1),
    ..Schema::STRING
};

// BackendTLSPolicy/v1.spec.validation.subjectAltNames[].type
static S13: Schema = Schema {
    enumeration: &[Constant::Text("Hostname"), Constant::Text("URI")],
    ..Schema::STRING
};

// BackendTLSPolicy/v1.spec.validation.subjectAltNames[].uri
static S14: Schema = Schema {
    pattern: Some(&patterns::P3),
    max_length: Some(253),
    min_length: Some(1),
    ..Schema::STRING
};

// BackendTLSPolicy/v1.spec.validation.subjectAltNames[]
static S15: Schema = Schema {
    properties: &[
        Property::new("hostname", field::HOSTNAME, &S12),
        Property::new("type", field::TYPE, &S13),
        Property::new("uri", field::URI, &S14),
    ],
    required: Present::of(&[1]),
    rules: &[
        RuleSite {
            rule: &rules::SAN_WITHOUT_HOSTNAME,
            message: "SubjectAltName element must contain Hostname, if Type is set to Hostname",
        },
        RuleSite {
            rule: &rules::SAN_HOSTNAME_OF_OTHER_TYPE,
            message: "SubjectAltName element must not contain Hostname, if Type is not set to Hostname",
        },
        RuleSite {
            rule: &rules::SAN_WITHOUT_URI,
            message: "SubjectAltName element must contain URI, if Type is set to URI",
        },
        RuleSite {
            rule: &rules::SAN_URI_OF_OTHER_TYPE,
            message: "SubjectAltName element must not contain URI, if Type is not set to URI",
        },
    ],
    has_rules: true,
    ..Schema::OBJECT
};

// BackendTLSPolicy/v1.spec.validation.subjectAltNames
static S16: Schema = Schema {
    items: Some(&S15),
    max_items: Some(5),
    has_rules: true,
    ..Schema::ARRAY
};

// BackendTLSPolicy/v1.spec.validation.wellKnownCACertificates
static S17: Schema = Schema {
    pattern: Some(&patterns::P6),
    max_length: Some(253),
    min_length: Some(1),
    ..Schema::STRING
};

// BackendTLSPolicy/v1.spec.validation
static S18: Schema = Schema {
    properties: &[
        Property::new("caCertificateRefs", field::CA_CERTIFICATE_REFS, &S11),
        Property::new("hostname", field::HOSTNAME, &S7),
        Property::new("subjectAltNames", field::OTHER, &S16),
        Property::new(
            "wellKnownCACertificates",
            field::WELL_KNOWN_CA_CERTIFICATES,
            &S17,
        ),
    ],
    required: Present::of(&[1]),
    rules: &[
        RuleSite {
            rule: &rules::BACKEND_TLS_TWO_TRUSTS,
            message: "must not contain both CACertificateRefs and WellKnownCACertificates",
        },
        RuleSite {
            rule: &rules::BACKEND_TLS_WITHOUT_TRUST,
            message: "must specify either CACertificateRefs or WellKnownCACertificates",
        },
    ],
    has_rules: true,
    ..Schema::OBJECT
};

// BackendTLSPolicy/v1.spec
static S19: Schema = Schema {
    properties: &[
        Property::new("options", field::OPTIONS, &S3),
        Property::new("targetRefs", field::OTHER, &S9),
        Property::new("validation", field::VALIDATION, &S18),
    ],
    required: Present::of(&[1, 2]),
    has_rules: true,
    ..Schema::OBJECT
};

// BackendTLSPolicy/v1.status.ancestors[].ancestorRef.group
static S20: Schema = Schema {
    default: Some(&D16),
    pattern: Some(&patterns::P1),
    max_length: Some(253),
    ..Schema::STRING
};

// BackendTLSPolicy/v1.status.ancestors[].ancestorRef.kind
static S21: Schema = Schema {
    default: Some(&D6),
    pattern: Some(&patterns::P25),
    max_length: Some(63),
    min_length: Some(1),
    ..Schema::STRING
};

// BackendTLSPolicy/v1.status.ancestors[].ancestorRef.namespace
static S22: Schema = Schema {
    pattern: Some(&patterns::P18),
    max_length: Some(63),
    min_length: Some(1),
    ..Schema::STRING
};

// BackendTLSPolicy/v1.status.ancestors[].ancestorRef.port
static S23: Schema = Schema {
    format: Format::Int32,
    maximum: Some(65535),
    minimum: Some(1),
    ..Schema::INTEGER
};

// BackendTLSPolicy/v1.status.ancestors[].ancestorRef
static S24: Schema = Schema {
    properties: &[
        Property::new("group", field::GROUP, &S20),
        Property::new("kind", field::KIND, &S21),
        Property::new("name", field::NAME, &S6),
        Property::new("namespace", field::NAMESPACE, &S22),
        Property::new("port", field::PORT, &S23),
        Property::new("sectionName", field::SECTION_NAME, &S7),
    ],
    defaulted: Present::of(&[0, 1]),
    required: Present::of(&[2]),
    ..Schema::OBJECT
};

// BackendTLSPolicy/v1.status.ancestors[].conditions[].lastTransitionTime
static S25: Schema = Schema {
    format: Format::DateTime,
    ..Schema::STRING
};

// BackendTLSPolicy/v1.status.ancestors[].conditions[].message
static S26: Schema = Schema {
    max_length: Some(32768),
    ..Schema::STRING
};

// BackendTLSPolicy/v1.status.ancestors[].conditions[].observedGeneration
static S27: Schema = Schema {
    format: Format::Int64,
    minimum: Some(0),
    ..Schema::INTEGER
};

// BackendTLSPolicy/v1.status.ancestors[].conditions[].reason
static S28: Schema = Schema {
    pattern: Some(&patterns::P16),
    max_length: Some(1024),
    min_length: Some(1),
    ..Schema::STRING
};

// BackendTLSPolicy/v1.status.ancestors[].conditions[].status
static S29: Schema = Schema {
    enumeration: &[
        Constant::Text("True"),
        Constant::Text("False"),
        Constant::Text("Unknown"),
    ],
    ..Schema::STRING
};

// BackendTLSPolicy/v1.status.ancestors[].conditions[].type
static S30: Schema = Schema {
    pattern: Some(&patterns::P9),
    max_length: Some(316),
    ..Schema::STRING
};

// BackendTLSPolicy/v1.status.ancestors[].conditions[]
static S31: Schema = Schema {
    properties: &[
        Property::new("lastTransitionTime", field::OTHER, &S25),
        Property::new("message", field::OTHER, &S26),
        Property::new("observedGeneration", field::OTHER, &S27),
        Property::new("reason", field::OTHER, &S28),
        Property::new("status", field::OTHER, &S29),
        Property::new("type", field::TYPE, &S30),
    ],
    required: Present::of(&[0, 1, 3, 4, 5]),
    ..Schema::OBJECT
};

// BackendTLSPolicy/v1.status.ancestors[].conditions
static S32: Schema = Schema {
    items: Some(&S31),
    max_items: Some(8),
    min_items: Some(1),
    list_type: ListType::Map(&["type"]),
    has_list_types: true,
    ..Schema::ARRAY
};

// BackendTLSPolicy/v1.status.ancestors[].controllerName
static S33: Schema = Schema {
    pattern: Some(&patterns::P20),
    max_length: Some(253),
    min_length: Some(1),
    ..Schema::STRING
};

// BackendTLSPolicy/v1.status.ancestors[]
static S34: Schema = Schema {
    properties: &[
        Property::new("ancestorRef", field::OTHER, &S24),
        Property::new("conditions", field::OTHER, &S32),
        Property::new("controllerName", field::OTHER, &S33),
    ],
    required: Present::of(&[0, 1, 2]),
    has_list_types: true,
    ..Schema::OBJECT
};

// BackendTLSPolicy/v1.status.ancestors
static S35: Schema = Schema {
    items: Some(&S34),
    max_items: Some(16),
    has_list_types: true,
    ..Schema::ARRAY
};

// BackendTLSPolicy/v1.status
static S36: Schema = Schema {
    properties: &[Property::new("ancestors", field::OTHER, &S35)],
    required: Present::of(&[0]),
    has_list_types: true,
    ..Schema::OBJECT
};

// BackendTLSPolicy/v1
static S37: Schema = Schema {
    properties: &[
        Property::new("apiVersion", field::OTHER, &S0),
        Property::new("kind", field::KIND, &S0),
        Property::new("metadata", field::OTHER, &S1),
        Property::new("spec", field::OTHER, &S19),
        Property::new("status", field::OTHER, &S36),
    ],
    required: Present::of(&[3]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// GatewayClass/v1.spec.controllerName
static S38: Schema = Schema {
    pattern: Some(&patterns::P20),
    max_length: Some(253),
    min_length: Some(1),
    rules: &[RuleSite {
        rule: &rules::IMMUTABLE,
        message: "field is immutable",
    }],
    has_rules: true,
    ..Schema::STRING
};

// GatewayClass/v1.spec.description
static S39: Schema = Schema {
    max_length: Some(64),
    ..Schema::STRING
};

// GatewayClass/v1.spec.parametersRef
static S40: Schema = Schema {
    properties: &[
        Property::new("group", field::GROUP, &S4),
        Property::new("kind", field::KIND, &S5),
        Property::new("name", field::NAME, &S6),
        Property::new("namespace", field::NAMESPACE, &S22),
    ],
    required: Present::of(&[0, 1, 2]),
    ..Schema::OBJECT
};

// GatewayClass/v1.spec
static S41: Schema = Schema {
    properties: &[
        Property::new("controllerName", field::OTHER, &S38),
        Property::new("description", field::OTHER, &S39),
        Property::new("parametersRef", field::OTHER, &S40),
    ],
    required: Present::of(&[0]),
    has_rules: true,
    ..Schema::OBJECT
};

// GatewayClass/v1.status.conditions
static S42: Schema = Schema {
    default: Some(&D23),
    items: Some(&S31),
    max_items: Some(8),
    list_type: ListType::Map(&["type"]),
    has_list_types: true,
    ..Schema::ARRAY
};

// GatewayClass/v1.status.supportedFeatures[]
static S43: Schema = Schema {
    properties: &[Property::new("name", field::NAME, &S0)],
    required: Present::of(&[0]),
    ..Schema::OBJECT
};

// GatewayClass/v1.status.supportedFeatures
static S44: Schema = Schema {
    items: Some(&S43),
    max_items: Some(64),
    list_type: ListType::Map(&["name"]),
    has_list_types: true,
    ..Schema::ARRAY
};

// GatewayClass/v1.status
static S45: Schema = Schema {
    default: Some(&D27),
    properties: &[
        Property::new("conditions", field::OTHER, &S42),
        Property::new("supportedFeatures", field::OTHER, &S44),
    ],
    defaulted: Present::of(&[0]),
    has_list_types: true,
    ..Schema::OBJECT
};

// GatewayClass/v1
static S46: Schema = Schema {
    properties: &[
        Property::new("apiVersion", field::OTHER, &S0),
        Property::new("kind", field::KIND, &S0),
        Property::new("metadata", field::OTHER, &S1),
        Property::new("spec", field::OTHER, &S41),
        Property::new("status", field::OTHER, &S45),
    ],
    defaulted: Present::of(&[4]),
    required: Present::of(&[3]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// Gateway/v1.spec.addresses[].type
static S47: Schema = Schema {
    default: Some(&D7),
    pattern: Some(&patterns::P13),
    max_length: Some(253),
    min_length: Some(1),
    ..Schema::STRING
};

// Gateway/v1.spec.addresses[].value
static S48: Schema = Schema {
    max_length: Some(253),
    ..Schema::STRING
};

// Gateway/v1.spec.addresses[]
static S49: Schema = Schema {
    properties: &[
        Property::new("type", field::TYPE, &S47),
        Property::new("value", field::VALUE, &S48),
    ],
    defaulted: Present::of(&[0]),
    address: true,
    rules: &[RuleSite {
        rule: &rules::ADDRESS_HOSTNAME,
        message: "Hostname value must be empty or contain only valid characters (matching ^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$)",
    }],
    has_rules: true,
    ..Schema::OBJECT
};

// Gateway/v1.spec.addresses
static S50: Schema = Schema {
    items: Some(&S49),
    max_items: Some(16),
    rules: &[
        RuleSite {
            rule: &rules::IP_ADDRESS_REPEATED,
            message: "IPAddress values must be unique",
        },
        RuleSite {
            rule: &rules::HOSTNAME_ADDRESS_REPEATED,
            message: "Hostname values must be unique",
        },
    ],
    has_rules: true,
    ..Schema::ARRAY
};

// Gateway/v1.spec.allowedListeners.namespaces.from
static S51: Schema = Schema {
    default: Some(&D9),
    enumeration: &[
        Constant::Text("All"),
        Constant::Text("Selector"),
        Constant::Text("Same"),
        Constant::Text("None"),
    ],
    ..Schema::STRING
};

// Gateway/v1.spec.allowedListeners.namespaces.selector.matchExpressions[].values
static S52: Schema = Schema {
    items: Some(&S0),
    ..Schema::ARRAY
};

// Gateway/v1.spec.allowedListeners.namespaces.selector.matchExpressions[]
static S53: Schema = Schema {
    properties: &[
        Property::new("key", field::OTHER, &S0),
        Property::new("operator", field::OTHER, &S0),
        Property::new("values", field::OTHER, &S52),
    ],
    required: Present::of(&[0, 1]),
    ..Schema::OBJECT
};

// Gateway/v1.spec.allowedListeners.namespaces.selector.matchExpressions
static S54: Schema = Schema {
    items: Some(&S53),
    ..Schema::ARRAY
};

// Gateway/v1.spec.allowedListeners.namespaces.selector.matchLabels
static S55: Schema = Schema {
    additional: Some(&S0),
    ..Schema::OBJECT
};

// Gateway/v1.spec.allowedListeners.namespaces.selector
static S56: Schema = Schema {
    properties: &[
        Property::new("matchExpressions", field::OTHER, &S54),
        Property::new("matchLabels", field::OTHER, &S55),
    ],
    ..Schema::OBJECT
};

// Gateway/v1.spec.allowedListeners.namespaces
static S57: Schema = Schema {
    default: Some(&D29),
    properties: &[
        Property::new("from", field::OTHER, &S51),
        Property::new("selector", field::OTHER, &S56),
    ],
    defaulted: Present::of(&[0]),
    ..Schema::OBJECT
};

// Gateway/v1.spec.allowedListeners
static S58: Schema = Schema {
    properties: &[Property::new("namespaces", field::OTHER, &S57)],
    defaulted: Present::of(&[0]),
    ..Schema::OBJECT
};

// Gateway/v1.spec.infrastructure.annotations
static S59: Schema = Schema {
    additional: Some(&S2),
    max_properties: Some(16),
    rules: &[
        RuleSite {
            rule: &rules::INFRASTRUCTURE_KEY,
            message: "Annotation keys must be in the form of an optional DNS subdomain prefix followed by a required name segment of up to 63 characters.",
        },
        RuleSite {
            rule: &rules::INFRASTRUCTURE_KEY_PREFIX_LENGTH,
            message: "If specified, the annotation key's prefix must be a DNS subdomain not longer than 253 characters in total.",
        },
    ],
    has_rules: true,
    ..Schema::OBJECT
};

// Gateway/v1.spec.infrastructure.labels{}
static S60: Schema = Schema {
    pattern: Some(&patterns::P2),
    max_length: Some(63),
    min_length: Some(0),
    ..Schema::STRING
};

// Gateway/v1.spec.infrastructure.labels
static S61: Schema = Schema {
    additional: Some(&S60),
    max_properties: Some(8),
    rules: &[
        RuleSite {
            rule: &rules::INFRASTRUCTURE_KEY,
            message: "Label keys must be in the form of an optional DNS subdomain prefix followed by a required name segment of up to 63 characters.",
        },
        RuleSite {
            rule: &rules::INFRASTRUCTURE_KEY_PREFIX_LENGTH,
            message: "If specified, the label key's prefix must be a DNS subdomain not longer than 253 characters in total.",
        },
    ],
    has_rules: true,
    ..Schema::OBJECT
};

// Gateway/v1.spec.infrastructure
static S62: Schema = Schema {
    properties: &[
        Property::new("annotations", field::OTHER, &S59),
        Property::new("labels", field::OTHER, &S61),
        Property::new("parametersRef", field::OTHER, &S10),
    ],
    has_rules: true,
    ..Schema::OBJECT
};

// Gateway/v1.spec.listeners[].allowedRoutes.kinds[]
static S63: Schema = Schema {
    properties: &[
        Property::new("group", field::GROUP, &S20),
        Property::new("kind", field::KIND, &S5),
    ],
    defaulted: Present::of(&[0]),
    required: Present::of(&[1]),
    ..Schema::OBJECT
};

// Gateway/v1.spec.listeners[].allowedRoutes.kinds
static S64: Schema = Schema {
    items: Some(&S63),
    max_items: Some(8),
    ..Schema::ARRAY
};

// Gateway/v1.spec.listeners[].allowedRoutes.namespaces.from
static S65: Schema = Schema {
    default: Some(&D11),
    enumeration: &[
        Constant::Text("All"),
        Constant::Text("Selector"),
        Constant::Text("Same"),
    ],
    ..Schema::STRING
};

// Gateway/v1.spec.listeners[].allowedRoutes.namespaces
static S66: Schema = Schema {
    default: Some(&D30),
    properties: &[
        Property::new("from", field::OTHER, &S65),
        Property::new("selector", field::OTHER, &S56),
    ],
    defaulted: Present::of(&[0]),
    ..Schema::OBJECT
};

// Gateway/v1.spec.listeners[].allowedRoutes
static S67: Schema = Schema {
    default: Some(&D33),
    properties: &[
        Property::new("kinds", field::OTHER, &S64),
        Property::new("namespaces", field::OTHER, &S66),
    ],
    defaulted: Present::of(&[1]),
    ..Schema::OBJECT
};

// Gateway/v1.spec.listeners[].protocol
static S68: Schema = Schema {
    pattern: Some(&patterns::P22),
    max_length: Some(255),
    min_length: Some(1),
    ..Schema::STRING
};

// Gateway/v1.spec.listeners[].tls.certificateRefs[].group
static S69: Schema = Schema {
    default: Some(&D0),
    pattern: Some(&patterns::P1),
    max_length: Some(253),
    ..Schema::STRING
};

// Gateway/v1.spec.listeners[].tls.certificateRefs[].kind
static S70: Schema = Schema {
    default: Some(&D12),
    pattern: Some(&patterns::P25),
    max_length: Some(63),
    min_length: Some(1),
    ..Schema::STRING
};

// Gateway/v1.spec.listeners[].tls.certificateRefs[]
static S71: Schema = Schema {
    properties: &[
        Property::new("group", field::GROUP, &S69),
        Property::new("kind", field::KIND, &S70),
        Property::new("name", field::NAME, &S6),
        Property::new("namespace", field::NAMESPACE, &S22),
    ],
    defaulted: Present::of(&[0, 1]),
    required: Present::of(&[2]),
    ..Schema::OBJECT
};

// Gateway/v1.spec.listeners[].tls.certificateRefs
static S72: Schema = Schema {
    items: Some(&S71),
    max_items: Some(64),
    ..Schema::ARRAY
};

// Gateway/v1.spec.listeners[].tls.mode
static S73: Schema = Schema {
    default: Some(&D15),
    enumeration: &[Constant::Text("Terminate"), Constant::Text("Passthrough")],
    ..Schema::STRING
};

// Gateway/v1.spec.listeners[].tls
static S74: Schema = Schema {
    properties: &[
        Property::new("certificateRefs", field::CERTIFICATE_REFS, &S72),
        Property::new("mode", field::MODE, &S73),
        Property::new("options", field::OPTIONS, &S3),
    ],
    defaulted: Present::of(&[1]),
    rules: &[RuleSite {
        rule: &rules::TERMINATING_WITHOUT_CERTIFICATE,
        message: "certificateRefs or options must be specified when mode is Terminate",
    }],
    has_rules: true,
    ..Schema::OBJECT
};

// Gateway/v1.spec.listeners[]
static S75: Schema = Schema {
    properties: &[
        Property::new("allowedRoutes", field::OTHER, &S67),
        Property::new("hostname", field::HOSTNAME, &S12),
        Property::new("name", field::NAME, &S7),
        Property::new("port", field::PORT, &S23),
        Property::new("protocol", field::PROTOCOL, &S68),
        Property::new("tls", field::TLS, &S74),
    ],
    defaulted: Present::of(&[0]),
    required: Present::of(&[2, 3, 4]),
    has_rules: true,
    ..Schema::OBJECT
};

// Gateway/v1.spec.listeners
static S76: Schema = Schema {
    items: Some(&S75),
    max_items: Some(64),
    min_items: Some(1),
    list_type: ListType::Map(&["name"]),
    rules: &[
        RuleSite {
            rule: &rules::TLS_ON_CLEARTEXT_LISTENER,
            message: "tls must not be specified for protocols ['HTTP', 'TCP', 'UDP']",
        },
        RuleSite {
            rule: &rules::HTTPS_LISTENER_NOT_TERMINATING,
            message: "tls mode must be Terminate for protocol HTTPS",
        },
        RuleSite {
            rule: &rules::TLS_LISTENER_WITHOUT_MODE,
            message: "tls mode must be set for protocol TLS",
        },
        RuleSite {
            rule: &rules::HOSTNAME_ON_LAYER_4_LISTENER,
            message: "hostname must not be specified for protocols ['TCP', 'UDP']",
        },
        RuleSite {
            rule: &rules::LISTENER_NAME_REPEATED,
            message: "Listener name must be unique within the Gateway",
        },
        RuleSite {
            rule: &rules::LISTENER_REPEATED,
            message: "Combination of port, protocol and hostname must be unique for each listener",
        },
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::ARRAY
};

// Gateway/v1.spec.tls.backend
static S77: Schema = Schema {
    properties: &[Property::new(
        "clientCertificateRef",
        field::CLIENT_CERTIFICATE_REF,
        &S71,
    )],
    ..Schema::OBJECT
};

// Gateway/v1.spec.tls.frontend.default.validation.caCertificateRefs
static S78: Schema = Schema {
    items: Some(&S40),
    max_items: Some(16),
    min_items: Some(1),
    ..Schema::ARRAY
};

// Gateway/v1.spec.tls.frontend.default.validation.mode
static S79: Schema = Schema {
    default: Some(&D3),
    enumeration: &[
        Constant::Text("AllowValidOnly"),
        Constant::Text("AllowInsecureFallback"),
    ],
    ..Schema::STRING
};

// Gateway/v1.spec.tls.frontend.default.validation
static S80: Schema = Schema {
    properties: &[
        Property::new("caCertificateRefs", field::CA_CERTIFICATE_REFS, &S78),
        Property::new("mode", field::MODE, &S79),
    ],
    defaulted: Present::of(&[1]),
    required: Present::of(&[0]),
    ..Schema::OBJECT
};

// Gateway/v1.spec.tls.frontend.default
static S81: Schema = Schema {
    properties: &[Property::new("validation", field::VALIDATION, &S80)],
    ..Schema::OBJECT
};

// Gateway/v1.spec.tls.frontend.perPort[]
static S82: Schema = Schema {
    properties: &[
        Property::new("port", field::PORT, &S23),
        Property::new("tls", field::TLS, &S81),
    ],
    required: Present::of(&[0, 1]),
    ..Schema::OBJECT
};

// Gateway/v1.spec.tls.frontend.perPort
static S83: Schema = Schema {
    items: Some(&S82),
    max_items: Some(64),
    list_type: ListType::Map(&["port"]),
    rules: &[RuleSite {
        rule: &rules::FRONTEND_TLS_PORT_REPEATED,
        message: "Port for TLS configuration must be unique within the Gateway",
    }],
    has_rules: true,
    has_list_types: true,
    ..Schema::ARRAY
};

// Gateway/v1.spec.tls.frontend
static S84: Schema = Schema {
    properties: &[
        Property::new("default", field::OTHER, &S81),
        Property::new("perPort", field::OTHER, &S83),
    ],
    required: Present::of(&[0]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// Gateway/v1.spec.tls
static S85: Schema = Schema {
    properties: &[
        Property::new("backend", field::OTHER, &S77),
        Property::new("frontend", field::OTHER, &S84),
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// Gateway/v1.spec
static S86: Schema = Schema {
    properties: &[
        Property::new("addresses", field::OTHER, &S50),
        Property::new("allowedListeners", field::OTHER, &S58),
        Property::new("gatewayClassName", field::OTHER, &S6),
        Property::new("infrastructure", field::OTHER, &S62),
        Property::new("listeners", field::OTHER, &S76),
        Property::new("tls", field::TLS, &S85),
    ],
    required: Present::of(&[2, 4]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// Gateway/v1.status.addresses[]
static S87: Schema = Schema {
    properties: &[
        Property::new("type", field::TYPE, &S47),
        Property::new("value", field::VALUE, &S6),
    ],
    defaulted: Present::of(&[0]),
    required: Present::of(&[1]),
    address: true,
    rules: &[RuleSite {
        rule: &rules::STATUS_ADDRESS_HOSTNAME,
        message: "Hostname value must only contain valid characters (matching ^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$)",
    }],
    has_rules: true,
    ..Schema::OBJECT
};

// Gateway/v1.status.addresses
static S88: Schema = Schema {
    items: Some(&S87),
    max_items: Some(16),
    has_rules: true,
    ..Schema::ARRAY
};

// Gateway/v1.status.attachedListenerSets
static S89: Schema = Schema {
    format: Format::Int32,
    ..Schema::INTEGER
};

// Gateway/v1.status.conditions
static S90: Schema = Schema {
    default: Some(&D22),
    items: Some(&S31),
    max_items: Some(8),
    list_type: ListType::Map(&["type"]),
    has_list_types: true,
    ..Schema::ARRAY
};

// Gateway/v1.status.listeners[].conditions
static S91: Schema = Schema {
    items: Some(&S31),
    max_items: Some(8),
    list_type: ListType::Map(&["type"]),
    has_list_types: true,
    ..Schema::ARRAY
};

// Gateway/v1.status.listeners[]
static S92: Schema = Schema {
    properties: &[
        Property::new("attachedRoutes", field::OTHER, &S89),
        Property::new("conditions", field::OTHER, &S91),
        Property::new("name", field::NAME, &S7),
        Property::new("supportedKinds", field::OTHER, &S64),
    ],
    required: Present::of(&[0, 1, 2]),
    has_list_types: true,
    ..Schema::OBJECT
};

// Gateway/v1.status.listeners
static S93: Schema = Schema {
    items: Some(&S92),
    max_items: Some(64),
    list_type: ListType::Map(&["name"]),
    has_list_types: true,
    ..Schema::ARRAY
};

// Gateway/v1.status
static S94: Schema = Schema {
    default: Some(&D26),
    properties: &[
        Property::new("addresses", field::OTHER, &S88),
        Property::new("attachedListenerSets", field::OTHER, &S89),
        Property::new("conditions", field::OTHER, &S90),
        Property::new("listeners", field::OTHER, &S93),
    ],
    defaulted: Present::of(&[2]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// Gateway/v1
static S95: Schema = Schema {
    properties: &[
        Property::new("apiVersion", field::OTHER, &S0),
        Property::new("kind", field::KIND, &S0),
        Property::new("metadata", field::OTHER, &S1),
        Property::new("spec", field::OTHER, &S86),
        Property::new("status", field::OTHER, &S94),
    ],
    defaulted: Present::of(&[4]),
    required: Present::of(&[3]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// GRPCRoute/v1.spec.hostnames
static S96: Schema = Schema {
    items: Some(&S12),
    max_items: Some(16),
    ..Schema::ARRAY
};

// GRPCRoute/v1.spec.parentRefs
static S97: Schema = Schema {
    items: Some(&S24),
    max_items: Some(32),
    rules: &[
        RuleSite {
            rule: &rules::PARENT_WITHOUT_SECTION,
            message: "sectionName must be specified when parentRefs includes 2 or more references to the same parent",
        },
        RuleSite {
            rule: &rules::PARENT_SECTION_OR_PORT_REPEATED,
            message: "sectionName must be unique when parentRefs includes 2 or more references to the same parent",
        },
    ],
    has_rules: true,
    ..Schema::ARRAY
};

// GRPCRoute/v1.spec.rules[].backendRefs[].filters[].requestHeaderModifier.add[].name
static S98: Schema = Schema {
    pattern: Some(&patterns::P15),
    max_length: Some(256),
    min_length: Some(1),
    ..Schema::STRING
};

// GRPCRoute/v1.spec.rules[].backendRefs[].filters[].requestHeaderModifier.add[].value
static S99: Schema = Schema {
    max_length: Some(4096),
    min_length: Some(1),
    ..Schema::STRING
};

// GRPCRoute/v1.spec.rules[].backendRefs[].filters[].requestHeaderModifier.add[]
static S100: Schema = Schema {
    properties: &[
        Property::new("name", field::NAME, &S98),
        Property::new("value", field::VALUE, &S99),
    ],
    required: Present::of(&[0, 1]),
    ..Schema::OBJECT
};

// GRPCRoute/v1.spec.rules[].backendRefs[].filters[].requestHeaderModifier.add
static S101: Schema = Schema {
    items: Some(&S100),
    max_items: Some(16),
    list_type: ListType::Map(&["name"]),
    has_list_types: true,
    ..Schema::ARRAY
};

// GRPCRoute/v1.spec.rules[].backendRefs[].filters[].requestHeaderModifier.remove
static S102: Schema = Schema {
    items: Some(&S0),
    max_items: Some(16),
    list_type: ListType::Set,
    has_list_types: true,
    ..Schema::ARRAY
};

// GRPCRoute/v1.spec.rules[].backendRefs[].filters[].requestHeaderModifier
static S103: Schema = Schema {
    properties: &[
        Property::new("add", field::OTHER, &S101),
        Property::new("remove", field::OTHER, &S102),
        Property::new("set", field::OTHER, &S101),
    ],
    has_list_types: true,
    ..Schema::OBJECT
};

// GRPCRoute/v1.spec.rules[].backendRefs[].filters[].requestMirror.backendRef.kind
static S104: Schema = Schema {
    default: Some(&D13),
    pattern: Some(&patterns::P25),
    max_length: Some(63),
    min_length: Some(1),
    ..Schema::STRING
};

// GRPCRoute/v1.spec.rules[].backendRefs[].filters[].requestMirror.backendRef
static S105: Schema = Schema {
    properties: &[
        Property::new("group", field::GROUP, &S69),
        Property::new("kind", field::KIND, &S104),
        Property::new("name", field::NAME, &S6),
        Property::new("namespace", field::NAMESPACE, &S22),
        Property::new("port", field::PORT, &S23),
    ],
    defaulted: Present::of(&[0, 1]),
    required: Present::of(&[2]),
    rules: &[RuleSite {
        rule: &rules::SERVICE_WITHOUT_PORT,
        message: "Must have port for Service reference",
    }],
    has_rules: true,
    ..Schema::OBJECT
};

// GRPCRoute/v1.spec.rules[].backendRefs[].filters[].requestMirror.fraction.denominator
static S106: Schema = Schema {
    format: Format::Int32,
    default: Some(&D18),
    minimum: Some(1),
    ..Schema::INTEGER
};

// GRPCRoute/v1.spec.rules[].backendRefs[].filters[].requestMirror.fraction.numerator
static S107: Schema = Schema {
    format: Format::Int32,
    minimum: Some(0),
    ..Schema::INTEGER
};

// GRPCRoute/v1.spec.rules[].backendRefs[].filters[].requestMirror.fraction
static S108: Schema = Schema {
    properties: &[
        Property::new("denominator", field::DENOMINATOR, &S106),
        Property::new("numerator", field::NUMERATOR, &S107),
    ],
    defaulted: Present::of(&[0]),
    required: Present::of(&[1]),
    rules: &[RuleSite {
        rule: &rules::FRACTION_ABOVE_ONE,
        message: "numerator must be less than or equal to denominator",
    }],
    has_rules: true,
    ..Schema::OBJECT
};

// GRPCRoute/v1.spec.rules[].backendRefs[].filters[].requestMirror.percent
static S109: Schema = Schema {
    format: Format::Int32,
    maximum: Some(100),
    minimum: Some(0),
    ..Schema::INTEGER
};

// GRPCRoute/v1.spec.rules[].backendRefs[].filters[].requestMirror
static S110: Schema = Schema {
    properties: &[
        Property::new("backendRef", field::OTHER, &S105),
        Property::new("fraction", field::FRACTION, &S108),
        Property::new("percent", field::PERCENT, &S109),
    ],
    required: Present::of(&[0]),
    rules: &[RuleSite {
        rule: &rules::MIRROR_PERCENT_AND_FRACTION,
        message: "Only one of percent or fraction may be specified in HTTPRequestMirrorFilter",
    }],
    has_rules: true,
    ..Schema::OBJECT
};

// GRPCRoute/v1.spec.rules[].backendRefs[].filters[].type
static S111: Schema = Schema {
    enumeration: &[
        Constant::Text("ResponseHeaderModifier"),
        Constant::Text("RequestHeaderModifier"),
        Constant::Text("RequestMirror"),
        Constant::Text("ExtensionRef"),
    ],
    ..Schema::STRING
};

// GRPCRoute/v1.spec.rules[].backendRefs[].filters[]
static S112: Schema = Schema {
    properties: &[
        Property::new("extensionRef", field::EXTENSION_REF, &S10),
        Property::new(
            "requestHeaderModifier",
            field::REQUEST_HEADER_MODIFIER,
            &S103,
        ),
        Property::new("requestMirror", field::REQUEST_MIRROR, &S110),
        Property::new(
            "responseHeaderModifier",
            field::RESPONSE_HEADER_MODIFIER,
            &S103,
        ),
        Property::new("type", field::TYPE, &S111),
    ],
    required: Present::of(&[4]),
    rules: &[
        RuleSite {
            rule: &rules::REQUEST_HEADER_MODIFIER_MEMBER_OF_OTHER_FILTER,
            message: "filter.requestHeaderModifier must be nil if the filter.type is not RequestHeaderModifier",
        },
        RuleSite {
            rule: &rules::REQUEST_HEADER_MODIFIER_FILTER_WITHOUT_MEMBER,
            message: "filter.requestHeaderModifier must be specified for RequestHeaderModifier filter.type",
        },
        RuleSite {
            rule: &rules::RESPONSE_HEADER_MODIFIER_MEMBER_OF_OTHER_FILTER,
            message: "filter.responseHeaderModifier must be nil if the filter.type is not ResponseHeaderModifier",
        },
        RuleSite {
            rule: &rules::RESPONSE_HEADER_MODIFIER_FILTER_WITHOUT_MEMBER,
            message: "filter.responseHeaderModifier must be specified for ResponseHeaderModifier filter.type",
        },
        RuleSite {
            rule: &rules::REQUEST_MIRROR_MEMBER_OF_OTHER_FILTER,
            message: "filter.requestMirror must be nil if the filter.type is not RequestMirror",
        },
        RuleSite {
            rule: &rules::REQUEST_MIRROR_FILTER_WITHOUT_MEMBER,
            message: "filter.requestMirror must be specified for RequestMirror filter.type",
        },
        RuleSite {
            rule: &rules::EXTENSION_REF_MEMBER_OF_OTHER_FILTER,
            message: "filter.extensionRef must be nil if the filter.type is not ExtensionRef",
        },
        RuleSite {
            rule: &rules::EXTENSION_REF_FILTER_WITHOUT_MEMBER,
            message: "filter.extensionRef must be specified for ExtensionRef filter.type",
        },
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// GRPCRoute/v1.spec.rules[].backendRefs[].filters
static S113: Schema = Schema {
    items: Some(&S112),
    max_items: Some(16),
    rules: &[
        RuleSite {
            rule: &rules::REQUEST_HEADER_MODIFIER_REPEATED,
            message: "RequestHeaderModifier filter cannot be repeated",
        },
        RuleSite {
            rule: &rules::RESPONSE_HEADER_MODIFIER_REPEATED,
            message: "ResponseHeaderModifier filter cannot be repeated",
        },
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::ARRAY
};

// GRPCRoute/v1.spec.rules[].backendRefs[].weight
static S114: Schema = Schema {
    format: Format::Int32,
    default: Some(&D17),
    maximum: Some(1_000_000),
    minimum: Some(0),
    ..Schema::INTEGER
};

// GRPCRoute/v1.spec.rules[].backendRefs[]
static S115: Schema = Schema {
    properties: &[
        Property::new("filters", field::FILTERS, &S113),
        Property::new("group", field::GROUP, &S69),
        Property::new("kind", field::KIND, &S104),
        Property::new("name", field::NAME, &S6),
        Property::new("namespace", field::NAMESPACE, &S22),
        Property::new("port", field::PORT, &S23),
        Property::new("weight", field::OTHER, &S114),
    ],
    defaulted: Present::of(&[1, 2, 6]),
    required: Present::of(&[3]),
    rules: &[RuleSite {
        rule: &rules::SERVICE_WITHOUT_PORT,
        message: "Must have port for Service reference",
    }],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// GRPCRoute/v1.spec.rules[].backendRefs
static S116: Schema = Schema {
    items: Some(&S115),
    max_items: Some(16),
    has_rules: true,
    has_list_types: true,
    ..Schema::ARRAY
};

// GRPCRoute/v1.spec.rules[].matches[].headers[].type
static S117: Schema = Schema {
    default: Some(&D5),
    enumeration: &[Constant::Text("Exact"), Constant::Text("RegularExpression")],
    ..Schema::STRING
};

// GRPCRoute/v1.spec.rules[].matches[].headers[]
static S118: Schema = Schema {
    properties: &[
        Property::new("name", field::NAME, &S98),
        Property::new("type", field::TYPE, &S117),
        Property::new("value", field::VALUE, &S99),
    ],
    defaulted: Present::of(&[1]),
    required: Present::of(&[0, 2]),
    ..Schema::OBJECT
};

// GRPCRoute/v1.spec.rules[].matches[].headers
static S119: Schema = Schema {
    items: Some(&S118),
    max_items: Some(16),
    list_type: ListType::Map(&["name"]),
    has_list_types: true,
    ..Schema::ARRAY
};

// GRPCRoute/v1.spec.rules[].matches[].method.method
static S120: Schema = Schema {
    max_length: Some(1024),
    ..Schema::STRING
};

// GRPCRoute/v1.spec.rules[].matches[].method
static S121: Schema = Schema {
    properties: &[
        Property::new("method", field::METHOD, &S120),
        Property::new("service", field::SERVICE, &S120),
        Property::new("type", field::TYPE, &S117),
    ],
    defaulted: Present::of(&[2]),
    rules: &[
        RuleSite {
            rule: &rules::GRPC_METHOD_MATCH_EMPTY,
            message: "One or both of 'service' or 'method' must be specified",
        },
        RuleSite {
            rule: &rules::GRPC_SERVICE_NAME,
            message: "service must only contain valid characters (matching ^(?i)\\.?[a-z_][a-z_0-9]*(\\.[a-z_][a-z_0-9]*)*$)",
        },
        RuleSite {
            rule: &rules::GRPC_METHOD_NAME,
            message: "method must only contain valid characters (matching ^[A-Za-z_][A-Za-z_0-9]*$)",
        },
    ],
    has_rules: true,
    ..Schema::OBJECT
};

// GRPCRoute/v1.spec.rules[].matches[]
static S122: Schema = Schema {
    properties: &[
        Property::new("headers", field::OTHER, &S119),
        Property::new("method", field::METHOD, &S121),
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// GRPCRoute/v1.spec.rules[].matches
static S123: Schema = Schema {
    items: Some(&S122),
    max_items: Some(64),
    has_rules: true,
    has_list_types: true,
    ..Schema::ARRAY
};

// GRPCRoute/v1.spec.rules[]
static S124: Schema = Schema {
    properties: &[
        Property::new("backendRefs", field::BACKEND_REFS, &S116),
        Property::new("filters", field::FILTERS, &S113),
        Property::new("matches", field::MATCHES, &S123),
        Property::new("name", field::NAME, &S7),
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// GRPCRoute/v1.spec.rules
static S125: Schema = Schema {
    items: Some(&S124),
    max_items: Some(16),
    rules: &[
        RuleSite {
            rule: &rules::TOO_MANY_MATCHES_GRPC,
            message: "While 16 rules and 64 matches per rule are allowed, the total number of matches across all rules in a route must be less than 128",
        },
        RuleSite {
            rule: &rules::RULE_NAME_REPEATED,
            message: "Rule name must be unique within the route",
        },
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::ARRAY
};

// GRPCRoute/v1.spec
static S126: Schema = Schema {
    properties: &[
        Property::new("hostnames", field::OTHER, &S96),
        Property::new("parentRefs", field::OTHER, &S97),
        Property::new("rules", field::OTHER, &S125),
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// GRPCRoute/v1.status.parents[]
static S127: Schema = Schema {
    properties: &[
        Property::new("conditions", field::OTHER, &S32),
        Property::new("controllerName", field::OTHER, &S33),
        Property::new("parentRef", field::OTHER, &S24),
    ],
    required: Present::of(&[0, 1, 2]),
    has_list_types: true,
    ..Schema::OBJECT
};

// GRPCRoute/v1.status.parents
static S128: Schema = Schema {
    items: Some(&S127),
    max_items: Some(32),
    has_list_types: true,
    ..Schema::ARRAY
};

// GRPCRoute/v1.status
static S129: Schema = Schema {
    properties: &[Property::new("parents", field::OTHER, &S128)],
    required: Present::of(&[0]),
    has_list_types: true,
    ..Schema::OBJECT
};

// GRPCRoute/v1
static S130: Schema = Schema {
    properties: &[
        Property::new("apiVersion", field::OTHER, &S0),
        Property::new("kind", field::KIND, &S0),
        Property::new("metadata", field::OTHER, &S1),
        Property::new("spec", field::OTHER, &S126),
        Property::new("status", field::OTHER, &S129),
    ],
    required: Present::of(&[3]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// HTTPRoute/v1.spec.rules[].backendRefs[].filters[].cors.allowCredentials
static S131: Schema = Schema { ..Schema::BOOLEAN };

// HTTPRoute/v1.spec.rules[].backendRefs[].filters[].cors.allowHeaders
static S132: Schema = Schema {
    items: Some(&S98),
    max_items: Some(64),
    list_type: ListType::Set,
    rules: &[RuleSite {
        rule: &rules::CORS_WILDCARD_BESIDE_OTHERS,
        message: "AllowHeaders cannot contain '*' alongside other methods",
    }],
    has_rules: true,
    has_list_types: true,
    ..Schema::ARRAY
};

// HTTPRoute/v1.spec.rules[].backendRefs[].filters[].cors.allowMethods[]
static S133: Schema = Schema {
    enumeration: &[
        Constant::Text("GET"),
        Constant::Text("HEAD"),
        Constant::Text("POST"),
        Constant::Text("PUT"),
        Constant::Text("DELETE"),
        Constant::Text("CONNECT"),
        Constant::Text("OPTIONS"),
        Constant::Text("TRACE"),
        Constant::Text("PATCH"),
        Constant::Text("*"),
    ],
    ..Schema::STRING
};

// HTTPRoute/v1.spec.rules[].backendRefs[].filters[].cors.allowMethods
static S134: Schema = Schema {
    items: Some(&S133),
    max_items: Some(9),
    list_type: ListType::Set,
    rules: &[RuleSite {
        rule: &rules::CORS_WILDCARD_BESIDE_OTHERS,
        message: "AllowMethods cannot contain '*' alongside other methods",
    }],
    has_rules: true,
    has_list_types: true,
    ..Schema::ARRAY
};

// HTTPRoute/v1.spec.rules[].backendRefs[].filters[].cors.allowOrigins[]
static S135: Schema = Schema {
    pattern: Some(&patterns::P0),
    max_length: Some(253),
    min_length: Some(1),
    ..Schema::STRING
};

// HTTPRoute/v1.spec.rules[].backendRefs[].filters[].cors.allowOrigins
static S136: Schema = Schema {
    items: Some(&S135),
    max_items: Some(64),
    list_type: ListType::Set,
    rules: &[RuleSite {
        rule: &rules::CORS_WILDCARD_BESIDE_OTHERS,
        message: "AllowOrigins cannot contain '*' alongside other origins",
    }],
    has_rules: true,
    has_list_types: true,
    ..Schema::ARRAY
};

// HTTPRoute/v1.spec.rules[].backendRefs[].filters[].cors.exposeHeaders
static S137: Schema = Schema {
    items: Some(&S98),
    max_items: Some(64),
    list_type: ListType::Set,
    has_list_types: true,
    ..Schema::ARRAY
};

// HTTPRoute/v1.spec.rules[].backendRefs[].filters[].cors.maxAge
static S138: Schema = Schema {
    format: Format::Int32,
    default: Some(&D21),
    minimum: Some(1),
    ..Schema::INTEGER
};

// HTTPRoute/v1.spec.rules[].backendRefs[].filters[].cors
static S139: Schema = Schema {
    properties: &[
        Property::new("allowCredentials", field::OTHER, &S131),
        Property::new("allowHeaders", field::OTHER, &S132),
        Property::new("allowMethods", field::OTHER, &S134),
        Property::new("allowOrigins", field::OTHER, &S136),
        Property::new("exposeHeaders", field::OTHER, &S137),
        Property::new("maxAge", field::OTHER, &S138),
    ],
    defaulted: Present::of(&[5]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// HTTPRoute/v1.spec.rules[].backendRefs[].filters[].requestRedirect.path.type
static S140: Schema = Schema {
    enumeration: &[
        Constant::Text("ReplaceFullPath"),
        Constant::Text("ReplacePrefixMatch"),
    ],
    ..Schema::STRING
};

// HTTPRoute/v1.spec.rules[].backendRefs[].filters[].requestRedirect.path
static S141: Schema = Schema {
    properties: &[
        Property::new("replaceFullPath", field::REPLACE_FULL_PATH, &S120),
        Property::new("replacePrefixMatch", field::REPLACE_PREFIX_MATCH, &S120),
        Property::new("type", field::TYPE, &S140),
    ],
    required: Present::of(&[2]),
    rules: &[
        RuleSite {
            rule: &rules::FULL_PATH_MISSING,
            message: "replaceFullPath must be specified when type is set to 'ReplaceFullPath'",
        },
        RuleSite {
            rule: &rules::FULL_PATH_OF_OTHER_MODIFIER,
            message: "type must be 'ReplaceFullPath' when replaceFullPath is set",
        },
        RuleSite {
            rule: &rules::PREFIX_MATCH_MISSING,
            message: "replacePrefixMatch must be specified when type is set to 'ReplacePrefixMatch'",
        },
        RuleSite {
            rule: &rules::PREFIX_MATCH_OF_OTHER_MODIFIER,
            message: "type must be 'ReplacePrefixMatch' when replacePrefixMatch is set",
        },
    ],
    has_rules: true,
    ..Schema::OBJECT
};

// HTTPRoute/v1.spec.rules[].backendRefs[].filters[].requestRedirect.scheme
static S142: Schema = Schema {
    enumeration: &[Constant::Text("http"), Constant::Text("https")],
    ..Schema::STRING
};

// HTTPRoute/v1.spec.rules[].backendRefs[].filters[].requestRedirect.statusCode
static S143: Schema = Schema {
    default: Some(&D20),
    enumeration: &[
        Constant::Int(301),
        Constant::Int(302),
        Constant::Int(303),
        Constant::Int(307),
        Constant::Int(308),
    ],
    ..Schema::INTEGER
};

// HTTPRoute/v1.spec.rules[].backendRefs[].filters[].requestRedirect
static S144: Schema = Schema {
    properties: &[
        Property::new("hostname", field::HOSTNAME, &S7),
        Property::new("path", field::PATH, &S141),
        Property::new("port", field::PORT, &S23),
        Property::new("scheme", field::OTHER, &S142),
        Property::new("statusCode", field::OTHER, &S143),
    ],
    defaulted: Present::of(&[4]),
    has_rules: true,
    ..Schema::OBJECT
};

// HTTPRoute/v1.spec.rules[].backendRefs[].filters[].type
static S145: Schema = Schema {
    enumeration: &[
        Constant::Text("RequestHeaderModifier"),
        Constant::Text("ResponseHeaderModifier"),
        Constant::Text("RequestMirror"),
        Constant::Text("RequestRedirect"),
        Constant::Text("URLRewrite"),
        Constant::Text("ExtensionRef"),
        Constant::Text("CORS"),
    ],
    ..Schema::STRING
};

// HTTPRoute/v1.spec.rules[].backendRefs[].filters[].urlRewrite
static S146: Schema = Schema {
    properties: &[
        Property::new("hostname", field::HOSTNAME, &S7),
        Property::new("path", field::PATH, &S141),
    ],
    has_rules: true,
    ..Schema::OBJECT
};

// HTTPRoute/v1.spec.rules[].backendRefs[].filters[]
static S147: Schema = Schema {
    properties: &[
        Property::new("cors", field::CORS, &S139),
        Property::new("extensionRef", field::EXTENSION_REF, &S10),
        Property::new(
            "requestHeaderModifier",
            field::REQUEST_HEADER_MODIFIER,
            &S103,
        ),
        Property::new("requestMirror", field::REQUEST_MIRROR, &S110),
        Property::new("requestRedirect", field::REQUEST_REDIRECT, &S144),
        Property::new(
            "responseHeaderModifier",
            field::RESPONSE_HEADER_MODIFIER,
            &S103,
        ),
        Property::new("type", field::TYPE, &S145),
        Property::new("urlRewrite", field::URL_REWRITE, &S146),
    ],
    required: Present::of(&[6]),
    rules: &[
        RuleSite {
            rule: &rules::CORS_MEMBER_OF_OTHER_FILTER,
            message: "filter.cors must be nil if the filter.type is not CORS",
        },
        RuleSite {
            rule: &rules::CORS_FILTER_WITHOUT_MEMBER,
            message: "filter.cors must be specified for CORS filter.type",
        },
        RuleSite {
            rule: &rules::REQUEST_HEADER_MODIFIER_MEMBER_OF_OTHER_FILTER,
            message: "filter.requestHeaderModifier must be nil if the filter.type is not RequestHeaderModifier",
        },
        RuleSite {
            rule: &rules::REQUEST_HEADER_MODIFIER_FILTER_WITHOUT_MEMBER,
            message: "filter.requestHeaderModifier must be specified for RequestHeaderModifier filter.type",
        },
        RuleSite {
            rule: &rules::RESPONSE_HEADER_MODIFIER_MEMBER_OF_OTHER_FILTER,
            message: "filter.responseHeaderModifier must be nil if the filter.type is not ResponseHeaderModifier",
        },
        RuleSite {
            rule: &rules::RESPONSE_HEADER_MODIFIER_FILTER_WITHOUT_MEMBER,
            message: "filter.responseHeaderModifier must be specified for ResponseHeaderModifier filter.type",
        },
        RuleSite {
            rule: &rules::REQUEST_MIRROR_MEMBER_OF_OTHER_FILTER,
            message: "filter.requestMirror must be nil if the filter.type is not RequestMirror",
        },
        RuleSite {
            rule: &rules::REQUEST_MIRROR_FILTER_WITHOUT_MEMBER,
            message: "filter.requestMirror must be specified for RequestMirror filter.type",
        },
        RuleSite {
            rule: &rules::REQUEST_REDIRECT_MEMBER_OF_OTHER_FILTER,
            message: "filter.requestRedirect must be nil if the filter.type is not RequestRedirect",
        },
        RuleSite {
            rule: &rules::REQUEST_REDIRECT_FILTER_WITHOUT_MEMBER,
            message: "filter.requestRedirect must be specified for RequestRedirect filter.type",
        },
        RuleSite {
            rule: &rules::URL_REWRITE_MEMBER_OF_OTHER_FILTER,
            message: "filter.urlRewrite must be nil if the filter.type is not URLRewrite",
        },
        RuleSite {
            rule: &rules::URL_REWRITE_FILTER_WITHOUT_MEMBER,
            message: "filter.urlRewrite must be specified for URLRewrite filter.type",
        },
        RuleSite {
            rule: &rules::EXTENSION_REF_MEMBER_OF_OTHER_FILTER,
            message: "filter.extensionRef must be nil if the filter.type is not ExtensionRef",
        },
        RuleSite {
            rule: &rules::EXTENSION_REF_FILTER_WITHOUT_MEMBER,
            message: "filter.extensionRef must be specified for ExtensionRef filter.type",
        },
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// HTTPRoute/v1.spec.rules[].backendRefs[].filters
static S148: Schema = Schema {
    items: Some(&S147),
    max_items: Some(16),
    rules: &[
        RuleSite {
            rule: &rules::REDIRECT_BESIDE_REWRITE,
            message: "May specify either httpRouteFilterRequestRedirect or httpRouteFilterRequestRewrite, but not both",
        },
        RuleSite {
            rule: &rules::CORS_FILTER_REPEATED,
            message: "CORS filter cannot be repeated",
        },
        RuleSite {
            rule: &rules::REQUEST_HEADER_MODIFIER_REPEATED,
            message: "RequestHeaderModifier filter cannot be repeated",
        },
        RuleSite {
            rule: &rules::RESPONSE_HEADER_MODIFIER_REPEATED,
            message: "ResponseHeaderModifier filter cannot be repeated",
        },
        RuleSite {
            rule: &rules::REDIRECT_REPEATED,
            message: "RequestRedirect filter cannot be repeated",
        },
        RuleSite {
            rule: &rules::URL_REWRITE_REPEATED,
            message: "URLRewrite filter cannot be repeated",
        },
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::ARRAY
};

// HTTPRoute/v1.spec.rules[].backendRefs[]
static S149: Schema = Schema {
    properties: &[
        Property::new("filters", field::FILTERS, &S148),
        Property::new("group", field::GROUP, &S69),
        Property::new("kind", field::KIND, &S104),
        Property::new("name", field::NAME, &S6),
        Property::new("namespace", field::NAMESPACE, &S22),
        Property::new("port", field::PORT, &S23),
        Property::new("weight", field::OTHER, &S114),
    ],
    defaulted: Present::of(&[1, 2, 6]),
    required: Present::of(&[3]),
    rules: &[RuleSite {
        rule: &rules::SERVICE_WITHOUT_PORT,
        message: "Must have port for Service reference",
    }],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// HTTPRoute/v1.spec.rules[].backendRefs
static S150: Schema = Schema {
    items: Some(&S149),
    max_items: Some(16),
    has_rules: true,
    has_list_types: true,
    ..Schema::ARRAY
};

// HTTPRoute/v1.spec.rules[].matches[].method
static S151: Schema = Schema {
    enumeration: &[
        Constant::Text("GET"),
        Constant::Text("HEAD"),
        Constant::Text("POST"),
        Constant::Text("PUT"),
        Constant::Text("DELETE"),
        Constant::Text("CONNECT"),
        Constant::Text("OPTIONS"),
        Constant::Text("TRACE"),
        Constant::Text("PATCH"),
    ],
    ..Schema::STRING
};

// HTTPRoute/v1.spec.rules[].matches[].path.type
static S152: Schema = Schema {
    default: Some(&D10),
    enumeration: &[
        Constant::Text("Exact"),
        Constant::Text("PathPrefix"),
        Constant::Text("RegularExpression"),
    ],
    ..Schema::STRING
};

// HTTPRoute/v1.spec.rules[].matches[].path.value
static S153: Schema = Schema {
    default: Some(&D1),
    max_length: Some(1024),
    ..Schema::STRING
};

// HTTPRoute/v1.spec.rules[].matches[].path
static S154: Schema = Schema {
    default: Some(&D34),
    properties: &[
        Property::new("type", field::TYPE, &S152),
        Property::new("value", field::VALUE, &S153),
    ],
    defaulted: Present::of(&[0, 1]),
    rules: &[
        RuleSite {
            rule: &rules::PATH_NOT_ABSOLUTE,
            message: "value must be an absolute path and start with '/' when type one of ['Exact', 'PathPrefix']",
        },
        RuleSite {
            rule: &rules::PATH_WITH_DOUBLE_SLASH,
            message: "must not contain '//' when type one of ['Exact', 'PathPrefix']",
        },
        RuleSite {
            rule: &rules::PATH_WITH_DOT,
            message: "must not contain '/./' when type one of ['Exact', 'PathPrefix']",
        },
        RuleSite {
            rule: &rules::PATH_WITH_DOT_DOT,
            message: "must not contain '/../' when type one of ['Exact', 'PathPrefix']",
        },
        RuleSite {
            rule: &rules::PATH_WITH_ENCODED_SLASH_LOWER,
            message: "must not contain '%2f' when type one of ['Exact', 'PathPrefix']",
        },
        RuleSite {
            rule: &rules::PATH_WITH_ENCODED_SLASH_UPPER,
            message: "must not contain '%2F' when type one of ['Exact', 'PathPrefix']",
        },
        RuleSite {
            rule: &rules::PATH_WITH_FRAGMENT,
            message: "must not contain '#' when type one of ['Exact', 'PathPrefix']",
        },
        RuleSite {
            rule: &rules::PATH_ENDS_IN_DOT_DOT,
            message: "must not end with '/..' when type one of ['Exact', 'PathPrefix']",
        },
        RuleSite {
            rule: &rules::PATH_ENDS_IN_DOT,
            message: "must not end with '/.' when type one of ['Exact', 'PathPrefix']",
        },
        RuleSite {
            rule: &rules::PATH_TYPE,
            message: "type must be one of ['Exact', 'PathPrefix', 'RegularExpression']",
        },
        RuleSite {
            rule: &rules::PATH_CHARACTERS,
            message: "must only contain valid characters (matching ^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|[%][0-9a-fA-F]{2})+$) for types ['Exact', 'PathPrefix']",
        },
    ],
    has_rules: true,
    ..Schema::OBJECT
};

// HTTPRoute/v1.spec.rules[].matches[].queryParams[].value
static S155: Schema = Schema {
    max_length: Some(1024),
    min_length: Some(1),
    ..Schema::STRING
};

// HTTPRoute/v1.spec.rules[].matches[].queryParams[]
static S156: Schema = Schema {
    properties: &[
        Property::new("name", field::NAME, &S98),
        Property::new("type", field::TYPE, &S117),
        Property::new("value", field::VALUE, &S155),
    ],
    defaulted: Present::of(&[1]),
    required: Present::of(&[0, 2]),
    ..Schema::OBJECT
};

// HTTPRoute/v1.spec.rules[].matches[].queryParams
static S157: Schema = Schema {
    items: Some(&S156),
    max_items: Some(16),
    list_type: ListType::Map(&["name"]),
    has_list_types: true,
    ..Schema::ARRAY
};

// HTTPRoute/v1.spec.rules[].matches[]
static S158: Schema = Schema {
    properties: &[
        Property::new("headers", field::OTHER, &S119),
        Property::new("method", field::METHOD, &S151),
        Property::new("path", field::PATH, &S154),
        Property::new("queryParams", field::OTHER, &S157),
    ],
    defaulted: Present::of(&[2]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// HTTPRoute/v1.spec.rules[].matches
static S159: Schema = Schema {
    default: Some(&D25),
    items: Some(&S158),
    max_items: Some(64),
    has_rules: true,
    has_list_types: true,
    ..Schema::ARRAY
};

// HTTPRoute/v1.spec.rules[].retry.attempts
static S160: Schema = Schema {
    default: Some(&D17),
    minimum: Some(0),
    ..Schema::INTEGER
};

// HTTPRoute/v1.spec.rules[].retry.backoff
static S161: Schema = Schema {
    pattern: Some(&patterns::P7),
    ..Schema::STRING
};

// HTTPRoute/v1.spec.rules[].retry.codes[]
static S162: Schema = Schema {
    maximum: Some(599),
    minimum: Some(400),
    ..Schema::INTEGER
};

// HTTPRoute/v1.spec.rules[].retry.codes
static S163: Schema = Schema {
    items: Some(&S162),
    list_type: ListType::Set,
    has_list_types: true,
    ..Schema::ARRAY
};

// HTTPRoute/v1.spec.rules[].retry
static S164: Schema = Schema {
    properties: &[
        Property::new("attempts", field::OTHER, &S160),
        Property::new("backoff", field::OTHER, &S161),
        Property::new("codes", field::OTHER, &S163),
    ],
    defaulted: Present::of(&[0]),
    has_list_types: true,
    ..Schema::OBJECT
};

// HTTPRoute/v1.spec.rules[].timeouts
static S165: Schema = Schema {
    properties: &[
        Property::new("backendRequest", field::BACKEND_REQUEST, &S161),
        Property::new("request", field::REQUEST, &S161),
    ],
    rules: &[RuleSite {
        rule: &rules::BACKEND_REQUEST_TIMEOUT_ABOVE_REQUEST,
        message: "backendRequest timeout cannot be longer than request timeout",
    }],
    has_rules: true,
    ..Schema::OBJECT
};

// HTTPRoute/v1.spec.rules[]
static S166: Schema = Schema {
    properties: &[
        Property::new("backendRefs", field::BACKEND_REFS, &S150),
        Property::new("filters", field::FILTERS, &S148),
        Property::new("matches", field::MATCHES, &S159),
        Property::new("name", field::NAME, &S7),
        Property::new("retry", field::OTHER, &S164),
        Property::new("timeouts", field::OTHER, &S165),
    ],
    defaulted: Present::of(&[2]),
    rules: &[
        RuleSite {
            rule: &rules::REDIRECT_WITH_BACKENDS,
            message: "RequestRedirect filter must not be used together with backendRefs",
        },
        RuleSite {
            rule: &rules::REDIRECT_PREFIX_WITHOUT_PREFIX_MATCH,
            message: "When using RequestRedirect filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified",
        },
        RuleSite {
            rule: &rules::REWRITE_PREFIX_WITHOUT_PREFIX_MATCH,
            message: "When using URLRewrite filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified",
        },
        RuleSite {
            rule: &rules::BACKEND_REDIRECT_PREFIX_WITHOUT_PREFIX_MATCH,
            message: "Within backendRefs, when using RequestRedirect filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified",
        },
        RuleSite {
            rule: &rules::BACKEND_REWRITE_PREFIX_WITHOUT_PREFIX_MATCH,
            message: "Within backendRefs, When using URLRewrite filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified",
        },
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// HTTPRoute/v1.spec.rules
static S167: Schema = Schema {
    default: Some(&D24),
    items: Some(&S166),
    max_items: Some(16),
    min_items: Some(1),
    rules: &[
        RuleSite {
            rule: &rules::RULE_NAME_REPEATED,
            message: "Rule name must be unique within the route",
        },
        RuleSite {
            rule: &rules::TOO_MANY_MATCHES,
            message: "While 16 rules and 64 matches per rule are allowed, the total number of matches across all rules in a route must be less than 128",
        },
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::ARRAY
};

// HTTPRoute/v1.spec
static S168: Schema = Schema {
    properties: &[
        Property::new("hostnames", field::OTHER, &S96),
        Property::new("parentRefs", field::OTHER, &S97),
        Property::new("rules", field::OTHER, &S167),
    ],
    defaulted: Present::of(&[2]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// HTTPRoute/v1
static S169: Schema = Schema {
    properties: &[
        Property::new("apiVersion", field::OTHER, &S0),
        Property::new("kind", field::KIND, &S0),
        Property::new("metadata", field::OTHER, &S1),
        Property::new("spec", field::OTHER, &S168),
        Property::new("status", field::OTHER, &S129),
    ],
    required: Present::of(&[3]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// ListenerSet/v1.spec.listeners
static S170: Schema = Schema {
    items: Some(&S75),
    max_items: Some(64),
    min_items: Some(1),
    list_type: ListType::Map(&["name"]),
    rules: &[
        RuleSite {
            rule: &rules::TLS_ON_CLEARTEXT_LISTENER,
            message: "tls must not be specified for protocols ['HTTP', 'TCP', 'UDP']",
        },
        RuleSite {
            rule: &rules::HTTPS_LISTENER_NOT_TERMINATING,
            message: "tls mode must be Terminate for protocol HTTPS",
        },
        RuleSite {
            rule: &rules::TLS_LISTENER_WITHOUT_MODE,
            message: "tls mode must be set for protocol TLS",
        },
        RuleSite {
            rule: &rules::HOSTNAME_ON_LAYER_4_LISTENER,
            message: "hostname must not be specified for protocols ['TCP', 'UDP']",
        },
        RuleSite {
            rule: &rules::LISTENER_NAME_REPEATED,
            message: "Listener name must be unique within the Gateway",
        },
        RuleSite {
            rule: &rules::LISTENER_SET_ENTRY_REPEATED,
            message: "Combination of port, protocol and hostname must be unique for each listener",
        },
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::ARRAY
};

// ListenerSet/v1.spec.parentRef
static S171: Schema = Schema {
    properties: &[
        Property::new("group", field::GROUP, &S20),
        Property::new("kind", field::KIND, &S21),
        Property::new("name", field::NAME, &S6),
        Property::new("namespace", field::NAMESPACE, &S22),
    ],
    defaulted: Present::of(&[0, 1]),
    required: Present::of(&[2]),
    ..Schema::OBJECT
};

// ListenerSet/v1.spec
static S172: Schema = Schema {
    properties: &[
        Property::new("listeners", field::OTHER, &S170),
        Property::new("parentRef", field::OTHER, &S171),
    ],
    required: Present::of(&[0, 1]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// ListenerSet/v1.status
static S173: Schema = Schema {
    default: Some(&D26),
    properties: &[
        Property::new("conditions", field::OTHER, &S90),
        Property::new("listeners", field::OTHER, &S93),
    ],
    defaulted: Present::of(&[0]),
    has_list_types: true,
    ..Schema::OBJECT
};

// ListenerSet/v1
static S174: Schema = Schema {
    properties: &[
        Property::new("apiVersion", field::OTHER, &S0),
        Property::new("kind", field::KIND, &S0),
        Property::new("metadata", field::OTHER, &S1),
        Property::new("spec", field::OTHER, &S172),
        Property::new("status", field::OTHER, &S173),
    ],
    defaulted: Present::of(&[4]),
    required: Present::of(&[3]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// ReferenceGrant/v1.spec.from[]
static S175: Schema = Schema {
    properties: &[
        Property::new("group", field::GROUP, &S4),
        Property::new("kind", field::KIND, &S5),
        Property::new("namespace", field::NAMESPACE, &S22),
    ],
    required: Present::of(&[0, 1, 2]),
    ..Schema::OBJECT
};

// ReferenceGrant/v1.spec.from
static S176: Schema = Schema {
    items: Some(&S175),
    max_items: Some(16),
    min_items: Some(1),
    ..Schema::ARRAY
};

// ReferenceGrant/v1.spec.to[]
static S177: Schema = Schema {
    properties: &[
        Property::new("group", field::GROUP, &S4),
        Property::new("kind", field::KIND, &S5),
        Property::new("name", field::NAME, &S6),
    ],
    required: Present::of(&[0, 1]),
    ..Schema::OBJECT
};

// ReferenceGrant/v1.spec.to
static S178: Schema = Schema {
    items: Some(&S177),
    max_items: Some(16),
    min_items: Some(1),
    ..Schema::ARRAY
};

// ReferenceGrant/v1.spec
static S179: Schema = Schema {
    properties: &[
        Property::new("from", field::OTHER, &S176),
        Property::new("to", field::OTHER, &S178),
    ],
    required: Present::of(&[0, 1]),
    ..Schema::OBJECT
};

// ReferenceGrant/v1
static S180: Schema = Schema {
    properties: &[
        Property::new("apiVersion", field::OTHER, &S0),
        Property::new("kind", field::KIND, &S0),
        Property::new("metadata", field::OTHER, &S1),
        Property::new("spec", field::OTHER, &S179),
    ],
    required: Present::of(&[3]),
    ..Schema::OBJECT
};

// TCPRoute/v1.spec.rules[].backendRefs[]
static S181: Schema = Schema {
    properties: &[
        Property::new("group", field::GROUP, &S69),
        Property::new("kind", field::KIND, &S104),
        Property::new("name", field::NAME, &S6),
        Property::new("namespace", field::NAMESPACE, &S22),
        Property::new("port", field::PORT, &S23),
        Property::new("weight", field::OTHER, &S114),
    ],
    defaulted: Present::of(&[0, 1, 5]),
    required: Present::of(&[2]),
    rules: &[RuleSite {
        rule: &rules::SERVICE_WITHOUT_PORT,
        message: "Must have port for Service reference",
    }],
    has_rules: true,
    ..Schema::OBJECT
};

// TCPRoute/v1.spec.rules[].backendRefs
static S182: Schema = Schema {
    items: Some(&S181),
    max_items: Some(16),
    min_items: Some(1),
    has_rules: true,
    ..Schema::ARRAY
};

// TCPRoute/v1.spec.rules[]
static S183: Schema = Schema {
    properties: &[
        Property::new("backendRefs", field::BACKEND_REFS, &S182),
        Property::new("name", field::NAME, &S7),
    ],
    required: Present::of(&[0]),
    has_rules: true,
    ..Schema::OBJECT
};

// TCPRoute/v1.spec.rules
static S184: Schema = Schema {
    items: Some(&S183),
    max_items: Some(1),
    min_items: Some(1),
    has_rules: true,
    ..Schema::ARRAY
};

// TCPRoute/v1.spec
static S185: Schema = Schema {
    properties: &[
        Property::new("parentRefs", field::OTHER, &S97),
        Property::new("rules", field::OTHER, &S184),
    ],
    required: Present::of(&[1]),
    has_rules: true,
    ..Schema::OBJECT
};

// TCPRoute/v1
static S186: Schema = Schema {
    properties: &[
        Property::new("apiVersion", field::OTHER, &S0),
        Property::new("kind", field::KIND, &S0),
        Property::new("metadata", field::OTHER, &S1),
        Property::new("spec", field::OTHER, &S185),
        Property::new("status", field::OTHER, &S129),
    ],
    required: Present::of(&[3]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// TCPRoute/v1alpha2.spec.rules
static S187: Schema = Schema {
    items: Some(&S183),
    max_items: Some(16),
    min_items: Some(1),
    has_rules: true,
    ..Schema::ARRAY
};

// TCPRoute/v1alpha2.spec
static S188: Schema = Schema {
    properties: &[
        Property::new("parentRefs", field::OTHER, &S97),
        Property::new("rules", field::OTHER, &S187),
    ],
    required: Present::of(&[1]),
    has_rules: true,
    ..Schema::OBJECT
};

// TCPRoute/v1alpha2
static S189: Schema = Schema {
    properties: &[
        Property::new("apiVersion", field::OTHER, &S0),
        Property::new("kind", field::KIND, &S0),
        Property::new("metadata", field::OTHER, &S1),
        Property::new("spec", field::OTHER, &S188),
        Property::new("status", field::OTHER, &S129),
    ],
    required: Present::of(&[3]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// TLSRoute/v1.spec.hostnames
static S190: Schema = Schema {
    items: Some(&S12),
    max_items: Some(1024),
    min_items: Some(1),
    rules: &[
        RuleSite {
            rule: &rules::TLS_HOSTNAME_IS_IP,
            message: "Hostnames cannot contain an IP",
        },
        RuleSite {
            rule: &rules::TLS_HOSTNAME,
            message: "Hostnames must be valid based on RFC-1123",
        },
        RuleSite {
            rule: &rules::TLS_HOSTNAME_WILDCARD,
            message: "Wildcards on hostnames must be the first label, and the rest of hostname must be valid based on RFC-1123",
        },
    ],
    has_rules: true,
    ..Schema::ARRAY
};

// TLSRoute/v1.spec
static S191: Schema = Schema {
    properties: &[
        Property::new("hostnames", field::OTHER, &S190),
        Property::new("parentRefs", field::OTHER, &S97),
        Property::new("rules", field::OTHER, &S184),
    ],
    required: Present::of(&[0, 2]),
    has_rules: true,
    ..Schema::OBJECT
};

// TLSRoute/v1
static S192: Schema = Schema {
    properties: &[
        Property::new("apiVersion", field::OTHER, &S0),
        Property::new("kind", field::KIND, &S0),
        Property::new("metadata", field::OTHER, &S1),
        Property::new("spec", field::OTHER, &S191),
        Property::new("status", field::OTHER, &S129),
    ],
    required: Present::of(&[3]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// TLSRoute/v1alpha2.spec.hostnames
static S193: Schema = Schema {
    items: Some(&S12),
    max_items: Some(1024),
    ..Schema::ARRAY
};

// TLSRoute/v1alpha2.spec
static S194: Schema = Schema {
    properties: &[
        Property::new("hostnames", field::OTHER, &S193),
        Property::new("parentRefs", field::OTHER, &S97),
        Property::new("rules", field::OTHER, &S187),
    ],
    required: Present::of(&[2]),
    has_rules: true,
    ..Schema::OBJECT
};

// TLSRoute/v1alpha2
static S195: Schema = Schema {
    properties: &[
        Property::new("apiVersion", field::OTHER, &S0),
        Property::new("kind", field::KIND, &S0),
        Property::new("metadata", field::OTHER, &S1),
        Property::new("spec", field::OTHER, &S194),
        Property::new("status", field::OTHER, &S129),
    ],
    required: Present::of(&[3]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// BackendTLSPolicy/v1.spec.validation.caCertificateRefs
static S196: Schema = Schema {
    items: Some(&S10),
    max_items: Some(8),
    min_items: Some(1),
    ..Schema::ARRAY
};

// BackendTLSPolicy/v1.spec.validation
static S197: Schema = Schema {
    properties: &[
        Property::new("caCertificateRefs", field::CA_CERTIFICATE_REFS, &S196),
        Property::new("hostname", field::HOSTNAME, &S7),
        Property::new("subjectAltNames", field::OTHER, &S16),
        Property::new(
            "wellKnownCACertificates",
            field::WELL_KNOWN_CA_CERTIFICATES,
            &S17,
        ),
    ],
    required: Present::of(&[1]),
    rules: &[RuleSite {
        rule: &rules::BACKEND_TLS_ONE_TRUST,
        message: "exactly one of the fields in [caCertificateRefs wellKnownCACertificates] must be set",
    }],
    has_rules: true,
    ..Schema::OBJECT
};

// BackendTLSPolicy/v1.spec
static S198: Schema = Schema {
    properties: &[
        Property::new("options", field::OPTIONS, &S3),
        Property::new("targetRefs", field::OTHER, &S9),
        Property::new("validation", field::VALIDATION, &S197),
    ],
    required: Present::of(&[1, 2]),
    has_rules: true,
    ..Schema::OBJECT
};

// BackendTLSPolicy/v1
static S199: Schema = Schema {
    properties: &[
        Property::new("apiVersion", field::OTHER, &S0),
        Property::new("kind", field::KIND, &S0),
        Property::new("metadata", field::OTHER, &S1),
        Property::new("spec", field::OTHER, &S198),
        Property::new("status", field::OTHER, &S36),
    ],
    required: Present::of(&[3]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// Gateway/v1.spec.addresses[].routability
static S200: Schema = Schema {
    max_length: Some(253),
    rules: &[RuleSite {
        rule: &rules::ROUTABILITY,
        message: "Routability must be empty, Cluster, or an implementation-specific prefixed path; k8s.io and its subdomains are reserved",
    }],
    has_rules: true,
    ..Schema::STRING
};

// Gateway/v1.spec.addresses[]
static S201: Schema = Schema {
    properties: &[
        Property::new("routability", field::OTHER, &S200),
        Property::new("type", field::TYPE, &S47),
        Property::new("value", field::VALUE, &S48),
    ],
    defaulted: Present::of(&[1]),
    address: true,
    rules: &[RuleSite {
        rule: &rules::ADDRESS_HOSTNAME,
        message: "Hostname value must be empty or contain only valid characters (matching ^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$)",
    }],
    has_rules: true,
    ..Schema::OBJECT
};

// Gateway/v1.spec.addresses
static S202: Schema = Schema {
    items: Some(&S201),
    max_items: Some(16),
    rules: &[
        RuleSite {
            rule: &rules::IP_ADDRESS_REPEATED,
            message: "IPAddress values must be unique",
        },
        RuleSite {
            rule: &rules::HOSTNAME_ADDRESS_REPEATED,
            message: "Hostname values must be unique",
        },
    ],
    has_rules: true,
    ..Schema::ARRAY
};

// Gateway/v1.spec.defaultScope
static S203: Schema = Schema {
    enumeration: &[Constant::Text("All"), Constant::Text("None")],
    ..Schema::STRING
};

// Gateway/v1.spec.listeners[].filters.requests[].externalAuth.backendRef
static S204: Schema = Schema {
    properties: &[
        Property::new("group", field::GROUP, &S69),
        Property::new("kind", field::KIND, &S104),
        Property::new("name", field::NAME, &S6),
        Property::new("namespace", field::NAMESPACE, &S22),
        Property::new("port", field::PORT, &S23),
    ],
    defaulted: Present::of(&[0, 1]),
    required: Present::of(&[2]),
    rules: &[
        RuleSite {
            rule: &rules::SERVICE_WITHOUT_PORT,
            message: "Must have port for Service reference",
        },
        RuleSite {
            rule: &rules::PORT_OF_XBACKEND,
            message: "Must not have port for Backend reference",
        },
    ],
    has_rules: true,
    ..Schema::OBJECT
};

// Gateway/v1.spec.listeners[].filters.requests[].externalAuth.forwardBody
static S205: Schema = Schema {
    properties: &[Property::new("maxSize", field::OTHER, &S107)],
    ..Schema::OBJECT
};

// Gateway/v1.spec.listeners[].filters.requests[].externalAuth.grpc.allowedHeaders
static S206: Schema = Schema {
    items: Some(&S0),
    max_items: Some(64),
    list_type: ListType::Set,
    has_list_types: true,
    ..Schema::ARRAY
};

// Gateway/v1.spec.listeners[].filters.requests[].externalAuth.grpc
static S207: Schema = Schema {
    properties: &[Property::new("allowedHeaders", field::OTHER, &S206)],
    has_list_types: true,
    ..Schema::OBJECT
};

// Gateway/v1.spec.listeners[].filters.requests[].externalAuth.http.path
static S208: Schema = Schema {
    pattern: Some(&patterns::P4),
    max_length: Some(1024),
    ..Schema::STRING
};

// Gateway/v1.spec.listeners[].filters.requests[].externalAuth.http
static S209: Schema = Schema {
    properties: &[
        Property::new("allowedHeaders", field::OTHER, &S206),
        Property::new("allowedResponseHeaders", field::OTHER, &S206),
        Property::new("path", field::PATH, &S208),
    ],
    has_list_types: true,
    ..Schema::OBJECT
};

// Gateway/v1.spec.listeners[].filters.requests[].externalAuth.protocol
static S210: Schema = Schema {
    enumeration: &[Constant::Text("HTTP"), Constant::Text("GRPC")],
    ..Schema::STRING
};

// Gateway/v1.spec.listeners[].filters.requests[].externalAuth
static S211: Schema = Schema {
    properties: &[
        Property::new("backendRef", field::OTHER, &S204),
        Property::new("forwardBody", field::OTHER, &S205),
        Property::new("grpc", field::GRPC, &S207),
        Property::new("http", field::HTTP, &S209),
        Property::new("protocol", field::PROTOCOL, &S210),
    ],
    required: Present::of(&[0, 4]),
    rules: &[
        RuleSite {
            rule: &rules::GRPC_AUTH_WITHOUT_GRPC,
            message: "grpc must be specified when protocol is set to 'GRPC'",
        },
        RuleSite {
            rule: &rules::GRPC_OF_OTHER_AUTH_PROTOCOL,
            message: "protocol must be 'GRPC' when grpc is set",
        },
        RuleSite {
            rule: &rules::HTTP_AUTH_WITHOUT_HTTP,
            message: "http must be specified when protocol is set to 'HTTP'",
        },
        RuleSite {
            rule: &rules::HTTP_OF_OTHER_AUTH_PROTOCOL,
            message: "protocol must be 'HTTP' when http is set",
        },
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// Gateway/v1.spec.listeners[].filters.requests[].type
static S212: Schema = Schema {
    enumeration: &[
        Constant::Text("ExternalAuth"),
        Constant::Text("ExtensionRef"),
    ],
    ..Schema::STRING
};

// Gateway/v1.spec.listeners[].filters.requests[]
static S213: Schema = Schema {
    properties: &[
        Property::new("extensionRef", field::EXTENSION_REF, &S10),
        Property::new("externalAuth", field::EXTERNAL_AUTH, &S211),
        Property::new("type", field::TYPE, &S212),
    ],
    required: Present::of(&[2]),
    rules: &[
        RuleSite {
            rule: &rules::EXTERNAL_AUTH_MEMBER_OF_OTHER_FILTER,
            message: "filter.externalAuth must be nil if the filter.type is not ExternalAuth",
        },
        RuleSite {
            rule: &rules::EXTERNAL_AUTH_FILTER_WITHOUT_MEMBER,
            message: "filter.externalAuth must be specified for ExternalAuth filter.type",
        },
        RuleSite {
            rule: &rules::EXTENSION_REF_MEMBER_OF_OTHER_FILTER,
            message: "filter.extensionRef must be nil if the filter.type is not ExtensionRef",
        },
        RuleSite {
            rule: &rules::EXTENSION_REF_FILTER_WITHOUT_MEMBER,
            message: "filter.extensionRef must be specified for ExtensionRef filter.type",
        },
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// Gateway/v1.spec.listeners[].filters.requests
static S214: Schema = Schema {
    items: Some(&S213),
    max_items: Some(16),
    has_rules: true,
    has_list_types: true,
    ..Schema::ARRAY
};

// Gateway/v1.spec.listeners[].filters
static S215: Schema = Schema {
    properties: &[Property::new("requests", field::OTHER, &S214)],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// Gateway/v1.spec.listeners[]
static S216: Schema = Schema {
    properties: &[
        Property::new("allowedRoutes", field::OTHER, &S67),
        Property::new("filters", field::FILTERS, &S215),
        Property::new("hostname", field::HOSTNAME, &S12),
        Property::new("name", field::NAME, &S7),
        Property::new("port", field::PORT, &S23),
        Property::new("protocol", field::PROTOCOL, &S68),
        Property::new("tls", field::TLS, &S74),
    ],
    defaulted: Present::of(&[0]),
    required: Present::of(&[3, 4, 5]),
    rules: &[RuleSite {
        rule: &rules::FILTERS_ON_OTHER_PROTOCOL,
        message: "filters may only be set when protocol is HTTP or HTTPS",
    }],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// Gateway/v1.spec.listeners
static S217: Schema = Schema {
    items: Some(&S216),
    max_items: Some(64),
    min_items: Some(1),
    list_type: ListType::Map(&["name"]),
    rules: &[
        RuleSite {
            rule: &rules::TLS_ON_CLEARTEXT_LISTENER,
            message: "tls must not be specified for protocols ['HTTP', 'TCP', 'UDP']",
        },
        RuleSite {
            rule: &rules::HTTPS_LISTENER_NOT_TERMINATING,
            message: "tls mode must be Terminate for protocol HTTPS",
        },
        RuleSite {
            rule: &rules::TLS_LISTENER_WITHOUT_MODE,
            message: "tls mode must be set for protocol TLS",
        },
        RuleSite {
            rule: &rules::HOSTNAME_ON_LAYER_4_LISTENER,
            message: "hostname must not be specified for protocols ['TCP', 'UDP']",
        },
        RuleSite {
            rule: &rules::LISTENER_NAME_REPEATED,
            message: "Listener name must be unique within the Gateway",
        },
        RuleSite {
            rule: &rules::LISTENER_REPEATED,
            message: "Combination of port, protocol and hostname must be unique for each listener",
        },
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::ARRAY
};

// Gateway/v1.spec.tls.frontend.default.validation.caCertificateRefs
static S218: Schema = Schema {
    items: Some(&S40),
    max_items: Some(16),
    min_items: Some(1),
    rules: &[RuleSite {
        rule: &rules::TRUST_BUNDLE_NAMESPACE,
        message: "ClusterTrustBundle references must not specify namespace",
    }],
    has_rules: true,
    ..Schema::ARRAY
};

// Gateway/v1.spec.tls.frontend.default.validation
static S219: Schema = Schema {
    properties: &[
        Property::new("caCertificateRefs", field::CA_CERTIFICATE_REFS, &S218),
        Property::new("mode", field::MODE, &S79),
    ],
    defaulted: Present::of(&[1]),
    required: Present::of(&[0]),
    has_rules: true,
    ..Schema::OBJECT
};

// Gateway/v1.spec.tls.frontend.default
static S220: Schema = Schema {
    properties: &[Property::new("validation", field::VALIDATION, &S219)],
    has_rules: true,
    ..Schema::OBJECT
};

// Gateway/v1.spec.tls.frontend.perPort[]
static S221: Schema = Schema {
    properties: &[
        Property::new("port", field::PORT, &S23),
        Property::new("tls", field::TLS, &S220),
    ],
    required: Present::of(&[0, 1]),
    has_rules: true,
    ..Schema::OBJECT
};

// Gateway/v1.spec.tls.frontend.perPort
static S222: Schema = Schema {
    items: Some(&S221),
    max_items: Some(64),
    list_type: ListType::Map(&["port"]),
    rules: &[RuleSite {
        rule: &rules::FRONTEND_TLS_PORT_REPEATED,
        message: "Port for TLS configuration must be unique within the Gateway",
    }],
    has_rules: true,
    has_list_types: true,
    ..Schema::ARRAY
};

// Gateway/v1.spec.tls.frontend
static S223: Schema = Schema {
    properties: &[
        Property::new("default", field::OTHER, &S220),
        Property::new("perPort", field::OTHER, &S222),
    ],
    required: Present::of(&[0]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// Gateway/v1.spec.tls
static S224: Schema = Schema {
    properties: &[
        Property::new("backend", field::OTHER, &S77),
        Property::new("frontend", field::OTHER, &S223),
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// Gateway/v1.spec
static S225: Schema = Schema {
    properties: &[
        Property::new("addresses", field::OTHER, &S202),
        Property::new("allowedListeners", field::OTHER, &S58),
        Property::new("defaultScope", field::OTHER, &S203),
        Property::new("gatewayClassName", field::OTHER, &S6),
        Property::new("infrastructure", field::OTHER, &S62),
        Property::new("listeners", field::OTHER, &S217),
        Property::new("tls", field::TLS, &S224),
    ],
    required: Present::of(&[3, 5]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// Gateway/v1.status.addresses[]
static S226: Schema = Schema {
    properties: &[
        Property::new("routability", field::OTHER, &S200),
        Property::new("type", field::TYPE, &S47),
        Property::new("value", field::VALUE, &S6),
    ],
    defaulted: Present::of(&[1]),
    required: Present::of(&[2]),
    address: true,
    rules: &[RuleSite {
        rule: &rules::STATUS_ADDRESS_HOSTNAME,
        message: "Hostname value must only contain valid characters (matching ^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$)",
    }],
    has_rules: true,
    ..Schema::OBJECT
};

// Gateway/v1.status.addresses
static S227: Schema = Schema {
    items: Some(&S226),
    max_items: Some(16),
    has_rules: true,
    ..Schema::ARRAY
};

// Gateway/v1.status
static S228: Schema = Schema {
    default: Some(&D26),
    properties: &[
        Property::new("addresses", field::OTHER, &S227),
        Property::new("attachedListenerSets", field::OTHER, &S89),
        Property::new("conditions", field::OTHER, &S90),
        Property::new("listeners", field::OTHER, &S93),
    ],
    defaulted: Present::of(&[2]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// Gateway/v1
static S229: Schema = Schema {
    properties: &[
        Property::new("apiVersion", field::OTHER, &S0),
        Property::new("kind", field::KIND, &S0),
        Property::new("metadata", field::OTHER, &S1),
        Property::new("spec", field::OTHER, &S225),
        Property::new("status", field::OTHER, &S228),
    ],
    defaulted: Present::of(&[4]),
    required: Present::of(&[3]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// GRPCRoute/v1.spec.parentRefs
static S230: Schema = Schema {
    items: Some(&S24),
    max_items: Some(32),
    rules: &[
        RuleSite {
            rule: &rules::PARENT_WITHOUT_SECTION_OR_PORT,
            message: "sectionName or port must be specified when parentRefs includes 2 or more references to the same parent",
        },
        RuleSite {
            rule: &rules::PARENT_SECTION_REPEATED,
            message: "sectionName or port must be unique when parentRefs includes 2 or more references to the same parent",
        },
    ],
    has_rules: true,
    ..Schema::ARRAY
};

// GRPCRoute/v1.spec.rules[].backendRefs[].filters[].requestHeaderModifier.add[].value
static S231: Schema = Schema {
    pattern: Some(&patterns::P14),
    max_length: Some(4096),
    min_length: Some(1),
    ..Schema::STRING
};

// GRPCRoute/v1.spec.rules[].backendRefs[].filters[].requestHeaderModifier.add[]
static S232: Schema = Schema {
    properties: &[
        Property::new("name", field::NAME, &S98),
        Property::new("value", field::VALUE, &S231),
    ],
    required: Present::of(&[0, 1]),
    ..Schema::OBJECT
};

// GRPCRoute/v1.spec.rules[].backendRefs[].filters[].requestHeaderModifier.add
static S233: Schema = Schema {
    items: Some(&S232),
    max_items: Some(16),
    list_type: ListType::Map(&["name"]),
    has_list_types: true,
    ..Schema::ARRAY
};

// GRPCRoute/v1.spec.rules[].backendRefs[].filters[].requestHeaderModifier
static S234: Schema = Schema {
    properties: &[
        Property::new("add", field::OTHER, &S233),
        Property::new("remove", field::OTHER, &S102),
        Property::new("set", field::OTHER, &S233),
    ],
    has_list_types: true,
    ..Schema::OBJECT
};

// GRPCRoute/v1.spec.rules[].backendRefs[].filters[].requestMirror
static S235: Schema = Schema {
    properties: &[
        Property::new("backendRef", field::OTHER, &S204),
        Property::new("fraction", field::FRACTION, &S108),
        Property::new("percent", field::PERCENT, &S109),
    ],
    required: Present::of(&[0]),
    rules: &[RuleSite {
        rule: &rules::MIRROR_PERCENT_AND_FRACTION,
        message: "Only one of percent or fraction may be specified in HTTPRequestMirrorFilter",
    }],
    has_rules: true,
    ..Schema::OBJECT
};

// GRPCRoute/v1.spec.rules[].backendRefs[].filters[]
static S236: Schema = Schema {
    properties: &[
        Property::new("extensionRef", field::EXTENSION_REF, &S10),
        Property::new(
            "requestHeaderModifier",
            field::REQUEST_HEADER_MODIFIER,
            &S234,
        ),
        Property::new("requestMirror", field::REQUEST_MIRROR, &S235),
        Property::new(
            "responseHeaderModifier",
            field::RESPONSE_HEADER_MODIFIER,
            &S234,
        ),
        Property::new("type", field::TYPE, &S111),
    ],
    required: Present::of(&[4]),
    rules: &[
        RuleSite {
            rule: &rules::REQUEST_HEADER_MODIFIER_MEMBER_OF_OTHER_FILTER,
            message: "filter.requestHeaderModifier must be nil if the filter.type is not RequestHeaderModifier",
        },
        RuleSite {
            rule: &rules::REQUEST_HEADER_MODIFIER_FILTER_WITHOUT_MEMBER,
            message: "filter.requestHeaderModifier must be specified for RequestHeaderModifier filter.type",
        },
        RuleSite {
            rule: &rules::RESPONSE_HEADER_MODIFIER_MEMBER_OF_OTHER_FILTER,
            message: "filter.responseHeaderModifier must be nil if the filter.type is not ResponseHeaderModifier",
        },
        RuleSite {
            rule: &rules::RESPONSE_HEADER_MODIFIER_FILTER_WITHOUT_MEMBER,
            message: "filter.responseHeaderModifier must be specified for ResponseHeaderModifier filter.type",
        },
        RuleSite {
            rule: &rules::REQUEST_MIRROR_MEMBER_OF_OTHER_FILTER,
            message: "filter.requestMirror must be nil if the filter.type is not RequestMirror",
        },
        RuleSite {
            rule: &rules::REQUEST_MIRROR_FILTER_WITHOUT_MEMBER,
            message: "filter.requestMirror must be specified for RequestMirror filter.type",
        },
        RuleSite {
            rule: &rules::EXTENSION_REF_MEMBER_OF_OTHER_FILTER,
            message: "filter.extensionRef must be nil if the filter.type is not ExtensionRef",
        },
        RuleSite {
            rule: &rules::EXTENSION_REF_FILTER_WITHOUT_MEMBER,
            message: "filter.extensionRef must be specified for ExtensionRef filter.type",
        },
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// GRPCRoute/v1.spec.rules[].backendRefs[].filters
static S237: Schema = Schema {
    items: Some(&S236),
    max_items: Some(16),
    rules: &[
        RuleSite {
            rule: &rules::REQUEST_HEADER_MODIFIER_REPEATED,
            message: "RequestHeaderModifier filter cannot be repeated",
        },
        RuleSite {
            rule: &rules::RESPONSE_HEADER_MODIFIER_REPEATED,
            message: "ResponseHeaderModifier filter cannot be repeated",
        },
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::ARRAY
};

// GRPCRoute/v1.spec.rules[].backendRefs[]
static S238: Schema = Schema {
    properties: &[
        Property::new("filters", field::FILTERS, &S237),
        Property::new("group", field::GROUP, &S69),
        Property::new("kind", field::KIND, &S104),
        Property::new("name", field::NAME, &S6),
        Property::new("namespace", field::NAMESPACE, &S22),
        Property::new("port", field::PORT, &S23),
        Property::new("weight", field::OTHER, &S114),
    ],
    defaulted: Present::of(&[1, 2, 6]),
    required: Present::of(&[3]),
    rules: &[
        RuleSite {
            rule: &rules::SERVICE_WITHOUT_PORT,
            message: "Must have port for Service reference",
        },
        RuleSite {
            rule: &rules::PORT_OF_XBACKEND,
            message: "Must not have port for Backend reference",
        },
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// GRPCRoute/v1.spec.rules[].backendRefs
static S239: Schema = Schema {
    items: Some(&S238),
    max_items: Some(16),
    has_rules: true,
    has_list_types: true,
    ..Schema::ARRAY
};

// GRPCRoute/v1.spec.rules[].sessionPersistence.cookie.lifetimeType
static S240: Schema = Schema {
    default: Some(&D14),
    enumeration: &[Constant::Text("Permanent"), Constant::Text("Session")],
    ..Schema::STRING
};

// GRPCRoute/v1.spec.rules[].sessionPersistence.cookie
static S241: Schema = Schema {
    properties: &[
        Property::new("lifetimeType", field::LIFETIME_TYPE, &S240),
        Property::new("name", field::NAME, &S98),
        Property::new("path", field::PATH, &S153),
    ],
    defaulted: Present::of(&[0, 2]),
    ..Schema::OBJECT
};

// GRPCRoute/v1.spec.rules[].sessionPersistence.header
static S242: Schema = Schema {
    properties: &[Property::new("name", field::NAME, &S98)],
    required: Present::of(&[0]),
    ..Schema::OBJECT
};

// GRPCRoute/v1.spec.rules[].sessionPersistence.type
static S243: Schema = Schema {
    default: Some(&D4),
    enumeration: &[Constant::Text("Cookie"), Constant::Text("Header")],
    ..Schema::STRING
};

// GRPCRoute/v1.spec.rules[].sessionPersistence
static S244: Schema = Schema {
    properties: &[
        Property::new("absoluteTimeout", field::ABSOLUTE_TIMEOUT, &S161),
        Property::new("cookie", field::COOKIE, &S241),
        Property::new("header", field::HEADER, &S242),
        Property::new("type", field::TYPE, &S243),
    ],
    defaulted: Present::of(&[3]),
    rules: &[
        RuleSite {
            rule: &rules::PERMANENT_COOKIE_WITHOUT_TIMEOUT,
            message: "AbsoluteTimeout must be specified when cookie lifetimeType is Permanent",
        },
        RuleSite {
            rule: &rules::COOKIE_OF_OTHER_SESSION_TYPE,
            message: "cookie must be nil if type is not Cookie",
        },
        RuleSite {
            rule: &rules::SESSION_WITHOUT_COOKIE,
            message: "cookie must be specified for Cookie type",
        },
        RuleSite {
            rule: &rules::HEADER_OF_OTHER_SESSION_TYPE,
            message: "header must be nil if type is not Header",
        },
        RuleSite {
            rule: &rules::SESSION_WITHOUT_HEADER,
            message: "header must be specified for Header type",
        },
    ],
    has_rules: true,
    ..Schema::OBJECT
};

// GRPCRoute/v1.spec.rules[]
static S245: Schema = Schema {
    properties: &[
        Property::new("backendRefs", field::BACKEND_REFS, &S239),
        Property::new("filters", field::FILTERS, &S237),
        Property::new("matches", field::MATCHES, &S123),
        Property::new("name", field::NAME, &S7),
        Property::new("sessionPersistence", field::SESSION_PERSISTENCE, &S244),
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// GRPCRoute/v1.spec.rules
static S246: Schema = Schema {
    items: Some(&S245),
    max_items: Some(16),
    rules: &[
        RuleSite {
            rule: &rules::TOO_MANY_MATCHES_GRPC,
            message: "While 16 rules and 64 matches per rule are allowed, the total number of matches across all rules in a route must be less than 128",
        },
        RuleSite {
            rule: &rules::RULE_NAME_REPEATED,
            message: "Rule name must be unique within the route",
        },
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::ARRAY
};

// GRPCRoute/v1.spec
static S247: Schema = Schema {
    properties: &[
        Property::new("hostnames", field::OTHER, &S96),
        Property::new("parentRefs", field::OTHER, &S230),
        Property::new("rules", field::OTHER, &S246),
        Property::new("useDefaultGateways", field::OTHER, &S203),
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// GRPCRoute/v1
static S248: Schema = Schema {
    properties: &[
        Property::new("apiVersion", field::OTHER, &S0),
        Property::new("kind", field::KIND, &S0),
        Property::new("metadata", field::OTHER, &S1),
        Property::new("spec", field::OTHER, &S247),
        Property::new("status", field::OTHER, &S129),
    ],
    required: Present::of(&[3]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// HTTPRoute/v1.spec.rules[].backendRefs[].filters[].type
static S249: Schema = Schema {
    enumeration: &[
        Constant::Text("RequestHeaderModifier"),
        Constant::Text("ResponseHeaderModifier"),
        Constant::Text("RequestMirror"),
        Constant::Text("RequestRedirect"),
        Constant::Text("URLRewrite"),
        Constant::Text("ExtensionRef"),
        Constant::Text("CORS"),
        Constant::Text("ExternalAuth"),
    ],
    ..Schema::STRING
};

// HTTPRoute/v1.spec.rules[].backendRefs[].filters[]
static S250: Schema = Schema {
    properties: &[
        Property::new("cors", field::CORS, &S139),
        Property::new("extensionRef", field::EXTENSION_REF, &S10),
        Property::new("externalAuth", field::EXTERNAL_AUTH, &S211),
        Property::new(
            "requestHeaderModifier",
            field::REQUEST_HEADER_MODIFIER,
            &S234,
        ),
        Property::new("requestMirror", field::REQUEST_MIRROR, &S235),
        Property::new("requestRedirect", field::REQUEST_REDIRECT, &S144),
        Property::new(
            "responseHeaderModifier",
            field::RESPONSE_HEADER_MODIFIER,
            &S234,
        ),
        Property::new("type", field::TYPE, &S249),
        Property::new("urlRewrite", field::URL_REWRITE, &S146),
    ],
    required: Present::of(&[7]),
    rules: &[
        RuleSite {
            rule: &rules::CORS_MEMBER_OF_OTHER_FILTER,
            message: "filter.cors must be nil if the filter.type is not CORS",
        },
        RuleSite {
            rule: &rules::CORS_FILTER_WITHOUT_MEMBER,
            message: "filter.cors must be specified for CORS filter.type",
        },
        RuleSite {
            rule: &rules::REQUEST_HEADER_MODIFIER_MEMBER_OF_OTHER_FILTER,
            message: "filter.requestHeaderModifier must be nil if the filter.type is not RequestHeaderModifier",
        },
        RuleSite {
            rule: &rules::REQUEST_HEADER_MODIFIER_FILTER_WITHOUT_MEMBER,
            message: "filter.requestHeaderModifier must be specified for RequestHeaderModifier filter.type",
        },
        RuleSite {
            rule: &rules::RESPONSE_HEADER_MODIFIER_MEMBER_OF_OTHER_FILTER,
            message: "filter.responseHeaderModifier must be nil if the filter.type is not ResponseHeaderModifier",
        },
        RuleSite {
            rule: &rules::RESPONSE_HEADER_MODIFIER_FILTER_WITHOUT_MEMBER,
            message: "filter.responseHeaderModifier must be specified for ResponseHeaderModifier filter.type",
        },
        RuleSite {
            rule: &rules::REQUEST_MIRROR_MEMBER_OF_OTHER_FILTER,
            message: "filter.requestMirror must be nil if the filter.type is not RequestMirror",
        },
        RuleSite {
            rule: &rules::REQUEST_MIRROR_FILTER_WITHOUT_MEMBER,
            message: "filter.requestMirror must be specified for RequestMirror filter.type",
        },
        RuleSite {
            rule: &rules::REQUEST_REDIRECT_MEMBER_OF_OTHER_FILTER,
            message: "filter.requestRedirect must be nil if the filter.type is not RequestRedirect",
        },
        RuleSite {
            rule: &rules::REQUEST_REDIRECT_FILTER_WITHOUT_MEMBER,
            message: "filter.requestRedirect must be specified for RequestRedirect filter.type",
        },
        RuleSite {
            rule: &rules::URL_REWRITE_MEMBER_OF_OTHER_FILTER,
            message: "filter.urlRewrite must be nil if the filter.type is not URLRewrite",
        },
        RuleSite {
            rule: &rules::URL_REWRITE_FILTER_WITHOUT_MEMBER,
            message: "filter.urlRewrite must be specified for URLRewrite filter.type",
        },
        RuleSite {
            rule: &rules::EXTENSION_REF_MEMBER_OF_OTHER_FILTER,
            message: "filter.extensionRef must be nil if the filter.type is not ExtensionRef",
        },
        RuleSite {
            rule: &rules::EXTENSION_REF_FILTER_WITHOUT_MEMBER,
            message: "filter.extensionRef must be specified for ExtensionRef filter.type",
        },
        RuleSite {
            rule: &rules::EXTERNAL_AUTH_MEMBER_OF_OTHER_FILTER,
            message: "filter.externalAuth must be nil if the filter.type is not ExternalAuth",
        },
        RuleSite {
            rule: &rules::EXTERNAL_AUTH_FILTER_WITHOUT_MEMBER,
            message: "filter.externalAuth must be specified for ExternalAuth filter.type",
        },
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// HTTPRoute/v1.spec.rules[].backendRefs[].filters
static S251: Schema = Schema {
    items: Some(&S250),
    max_items: Some(16),
    rules: &[
        RuleSite {
            rule: &rules::REDIRECT_BESIDE_REWRITE,
            message: "May specify either httpRouteFilterRequestRedirect or httpRouteFilterRequestRewrite, but not both",
        },
        RuleSite {
            rule: &rules::CORS_FILTER_REPEATED,
            message: "CORS filter cannot be repeated",
        },
        RuleSite {
            rule: &rules::REQUEST_HEADER_MODIFIER_REPEATED,
            message: "RequestHeaderModifier filter cannot be repeated",
        },
        RuleSite {
            rule: &rules::RESPONSE_HEADER_MODIFIER_REPEATED,
            message: "ResponseHeaderModifier filter cannot be repeated",
        },
        RuleSite {
            rule: &rules::REDIRECT_REPEATED,
            message: "RequestRedirect filter cannot be repeated",
        },
        RuleSite {
            rule: &rules::URL_REWRITE_REPEATED,
            message: "URLRewrite filter cannot be repeated",
        },
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::ARRAY
};

// HTTPRoute/v1.spec.rules[].backendRefs[]
static S252: Schema = Schema {
    properties: &[
        Property::new("filters", field::FILTERS, &S251),
        Property::new("group", field::GROUP, &S69),
        Property::new("kind", field::KIND, &S104),
        Property::new("name", field::NAME, &S6),
        Property::new("namespace", field::NAMESPACE, &S22),
        Property::new("port", field::PORT, &S23),
        Property::new("weight", field::OTHER, &S114),
    ],
    defaulted: Present::of(&[1, 2, 6]),
    required: Present::of(&[3]),
    rules: &[
        RuleSite {
            rule: &rules::SERVICE_WITHOUT_PORT,
            message: "Must have port for Service reference",
        },
        RuleSite {
            rule: &rules::PORT_OF_XBACKEND,
            message: "Must not have port for Backend reference",
        },
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// HTTPRoute/v1.spec.rules[].backendRefs
static S253: Schema = Schema {
    items: Some(&S252),
    max_items: Some(16),
    has_rules: true,
    has_list_types: true,
    ..Schema::ARRAY
};

// HTTPRoute/v1.spec.rules[].matches[].headers[]
static S254: Schema = Schema {
    properties: &[
        Property::new("name", field::NAME, &S98),
        Property::new("type", field::TYPE, &S117),
        Property::new("value", field::VALUE, &S231),
    ],
    defaulted: Present::of(&[1]),
    required: Present::of(&[0, 2]),
    ..Schema::OBJECT
};

// HTTPRoute/v1.spec.rules[].matches[].headers
static S255: Schema = Schema {
    items: Some(&S254),
    max_items: Some(16),
    list_type: ListType::Map(&["name"]),
    has_list_types: true,
    ..Schema::ARRAY
};

// HTTPRoute/v1.spec.rules[].matches[]
static S256: Schema = Schema {
    properties: &[
        Property::new("headers", field::OTHER, &S255),
        Property::new("method", field::METHOD, &S151),
        Property::new("path", field::PATH, &S154),
        Property::new("queryParams", field::OTHER, &S157),
    ],
    defaulted: Present::of(&[2]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// HTTPRoute/v1.spec.rules[].matches
static S257: Schema = Schema {
    default: Some(&D25),
    items: Some(&S256),
    max_items: Some(64),
    has_rules: true,
    has_list_types: true,
    ..Schema::ARRAY
};

// HTTPRoute/v1.spec.rules[]
static S258: Schema = Schema {
    properties: &[
        Property::new("backendRefs", field::BACKEND_REFS, &S253),
        Property::new("filters", field::FILTERS, &S251),
        Property::new("matches", field::MATCHES, &S257),
        Property::new("name", field::NAME, &S7),
        Property::new("retry", field::OTHER, &S164),
        Property::new("sessionPersistence", field::SESSION_PERSISTENCE, &S244),
        Property::new("timeouts", field::OTHER, &S165),
    ],
    defaulted: Present::of(&[2]),
    rules: &[
        RuleSite {
            rule: &rules::REDIRECT_WITH_BACKENDS,
            message: "RequestRedirect filter must not be used together with backendRefs",
        },
        RuleSite {
            rule: &rules::REDIRECT_PREFIX_WITHOUT_PREFIX_MATCH,
            message: "When using RequestRedirect filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified",
        },
        RuleSite {
            rule: &rules::REWRITE_PREFIX_WITHOUT_PREFIX_MATCH,
            message: "When using URLRewrite filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified",
        },
        RuleSite {
            rule: &rules::BACKEND_REDIRECT_PREFIX_WITHOUT_PREFIX_MATCH,
            message: "Within backendRefs, when using RequestRedirect filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified",
        },
        RuleSite {
            rule: &rules::BACKEND_REWRITE_PREFIX_WITHOUT_PREFIX_MATCH,
            message: "Within backendRefs, When using URLRewrite filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified",
        },
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// HTTPRoute/v1.spec.rules
static S259: Schema = Schema {
    default: Some(&D24),
    items: Some(&S258),
    max_items: Some(16),
    min_items: Some(1),
    rules: &[
        RuleSite {
            rule: &rules::RULE_NAME_REPEATED,
            message: "Rule name must be unique within the route",
        },
        RuleSite {
            rule: &rules::TOO_MANY_MATCHES,
            message: "While 16 rules and 64 matches per rule are allowed, the total number of matches across all rules in a route must be less than 128",
        },
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::ARRAY
};

// HTTPRoute/v1.spec
static S260: Schema = Schema {
    properties: &[
        Property::new("hostnames", field::OTHER, &S96),
        Property::new("parentRefs", field::OTHER, &S230),
        Property::new("rules", field::OTHER, &S259),
        Property::new("useDefaultGateways", field::OTHER, &S203),
    ],
    defaulted: Present::of(&[2]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// HTTPRoute/v1
static S261: Schema = Schema {
    properties: &[
        Property::new("apiVersion", field::OTHER, &S0),
        Property::new("kind", field::KIND, &S0),
        Property::new("metadata", field::OTHER, &S1),
        Property::new("spec", field::OTHER, &S260),
        Property::new("status", field::OTHER, &S129),
    ],
    required: Present::of(&[3]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// ListenerSet/v1.spec.listeners[]
static S262: Schema = Schema {
    properties: &[
        Property::new("allowedRoutes", field::OTHER, &S67),
        Property::new("filters", field::FILTERS, &S215),
        Property::new("hostname", field::HOSTNAME, &S12),
        Property::new("name", field::NAME, &S7),
        Property::new("port", field::PORT, &S23),
        Property::new("protocol", field::PROTOCOL, &S68),
        Property::new("tls", field::TLS, &S74),
    ],
    defaulted: Present::of(&[0]),
    required: Present::of(&[3, 4, 5]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// ListenerSet/v1.spec.listeners
static S263: Schema = Schema {
    items: Some(&S262),
    max_items: Some(64),
    min_items: Some(1),
    list_type: ListType::Map(&["name"]),
    rules: &[
        RuleSite {
            rule: &rules::TLS_ON_CLEARTEXT_LISTENER,
            message: "tls must not be specified for protocols ['HTTP', 'TCP', 'UDP']",
        },
        RuleSite {
            rule: &rules::HTTPS_LISTENER_NOT_TERMINATING,
            message: "tls mode must be Terminate for protocol HTTPS",
        },
        RuleSite {
            rule: &rules::TLS_LISTENER_WITHOUT_MODE,
            message: "tls mode must be set for protocol TLS",
        },
        RuleSite {
            rule: &rules::HOSTNAME_ON_LAYER_4_LISTENER,
            message: "hostname must not be specified for protocols ['TCP', 'UDP']",
        },
        RuleSite {
            rule: &rules::LISTENER_NAME_REPEATED,
            message: "Listener name must be unique within the Gateway",
        },
        RuleSite {
            rule: &rules::LISTENER_SET_ENTRY_REPEATED,
            message: "Combination of port, protocol and hostname must be unique for each listener",
        },
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::ARRAY
};

// ListenerSet/v1.spec
static S264: Schema = Schema {
    properties: &[
        Property::new("listeners", field::OTHER, &S263),
        Property::new("parentRef", field::OTHER, &S171),
    ],
    required: Present::of(&[0, 1]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// ListenerSet/v1
static S265: Schema = Schema {
    properties: &[
        Property::new("apiVersion", field::OTHER, &S0),
        Property::new("kind", field::KIND, &S0),
        Property::new("metadata", field::OTHER, &S1),
        Property::new("spec", field::OTHER, &S264),
        Property::new("status", field::OTHER, &S173),
    ],
    defaulted: Present::of(&[4]),
    required: Present::of(&[3]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// TCPRoute/v1.spec.rules[].backendRefs[]
static S266: Schema = Schema {
    properties: &[
        Property::new("group", field::GROUP, &S69),
        Property::new("kind", field::KIND, &S104),
        Property::new("name", field::NAME, &S6),
        Property::new("namespace", field::NAMESPACE, &S22),
        Property::new("port", field::PORT, &S23),
        Property::new("weight", field::OTHER, &S114),
    ],
    defaulted: Present::of(&[0, 1, 5]),
    required: Present::of(&[2]),
    rules: &[
        RuleSite {
            rule: &rules::SERVICE_WITHOUT_PORT,
            message: "Must have port for Service reference",
        },
        RuleSite {
            rule: &rules::PORT_OF_XBACKEND,
            message: "Must not have port for Backend reference",
        },
    ],
    has_rules: true,
    ..Schema::OBJECT
};

// TCPRoute/v1.spec.rules[].backendRefs
static S267: Schema = Schema {
    items: Some(&S266),
    max_items: Some(16),
    min_items: Some(1),
    has_rules: true,
    ..Schema::ARRAY
};

// TCPRoute/v1.spec.rules[]
static S268: Schema = Schema {
    properties: &[
        Property::new("backendRefs", field::BACKEND_REFS, &S267),
        Property::new("name", field::NAME, &S7),
    ],
    required: Present::of(&[0]),
    has_rules: true,
    ..Schema::OBJECT
};

// TCPRoute/v1.spec.rules
static S269: Schema = Schema {
    items: Some(&S268),
    max_items: Some(1),
    min_items: Some(1),
    has_rules: true,
    ..Schema::ARRAY
};

// TCPRoute/v1.spec
static S270: Schema = Schema {
    properties: &[
        Property::new("parentRefs", field::OTHER, &S230),
        Property::new("rules", field::OTHER, &S269),
        Property::new("useDefaultGateways", field::OTHER, &S203),
    ],
    required: Present::of(&[1]),
    has_rules: true,
    ..Schema::OBJECT
};

// TCPRoute/v1
static S271: Schema = Schema {
    properties: &[
        Property::new("apiVersion", field::OTHER, &S0),
        Property::new("kind", field::KIND, &S0),
        Property::new("metadata", field::OTHER, &S1),
        Property::new("spec", field::OTHER, &S270),
        Property::new("status", field::OTHER, &S129),
    ],
    required: Present::of(&[3]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// TCPRoute/v1alpha2.spec.rules
static S272: Schema = Schema {
    items: Some(&S268),
    max_items: Some(16),
    min_items: Some(1),
    rules: &[RuleSite {
        rule: &rules::RULE_NAME_REPEATED,
        message: "Rule name must be unique within the route",
    }],
    has_rules: true,
    ..Schema::ARRAY
};

// TCPRoute/v1alpha2.spec
static S273: Schema = Schema {
    properties: &[
        Property::new("parentRefs", field::OTHER, &S230),
        Property::new("rules", field::OTHER, &S272),
        Property::new("useDefaultGateways", field::OTHER, &S203),
    ],
    required: Present::of(&[1]),
    has_rules: true,
    ..Schema::OBJECT
};

// TCPRoute/v1alpha2
static S274: Schema = Schema {
    properties: &[
        Property::new("apiVersion", field::OTHER, &S0),
        Property::new("kind", field::KIND, &S0),
        Property::new("metadata", field::OTHER, &S1),
        Property::new("spec", field::OTHER, &S273),
        Property::new("status", field::OTHER, &S129),
    ],
    required: Present::of(&[3]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// TLSRoute/v1.spec
static S275: Schema = Schema {
    properties: &[
        Property::new("hostnames", field::OTHER, &S190),
        Property::new("parentRefs", field::OTHER, &S230),
        Property::new("rules", field::OTHER, &S269),
        Property::new("useDefaultGateways", field::OTHER, &S203),
    ],
    required: Present::of(&[0, 2]),
    has_rules: true,
    ..Schema::OBJECT
};

// TLSRoute/v1
static S276: Schema = Schema {
    properties: &[
        Property::new("apiVersion", field::OTHER, &S0),
        Property::new("kind", field::KIND, &S0),
        Property::new("metadata", field::OTHER, &S1),
        Property::new("spec", field::OTHER, &S275),
        Property::new("status", field::OTHER, &S129),
    ],
    required: Present::of(&[3]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// TLSRoute/v1alpha2.spec
static S277: Schema = Schema {
    properties: &[
        Property::new("hostnames", field::OTHER, &S193),
        Property::new("parentRefs", field::OTHER, &S230),
        Property::new("rules", field::OTHER, &S272),
        Property::new("useDefaultGateways", field::OTHER, &S203),
    ],
    required: Present::of(&[2]),
    has_rules: true,
    ..Schema::OBJECT
};

// TLSRoute/v1alpha2
static S278: Schema = Schema {
    properties: &[
        Property::new("apiVersion", field::OTHER, &S0),
        Property::new("kind", field::KIND, &S0),
        Property::new("metadata", field::OTHER, &S1),
        Property::new("spec", field::OTHER, &S277),
        Property::new("status", field::OTHER, &S129),
    ],
    required: Present::of(&[3]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// XBackend/v1alpha1.spec.endpointSelector.matchLabels
static S279: Schema = Schema {
    additional: Some(&S60),
    max_properties: Some(64),
    min_properties: Some(1),
    rules: &[RuleSite {
        rule: &rules::LABEL_KEY,
        message: "Label keys must be in the form of an optional DNS subdomain prefix not longer than 253 characters followed by a required name segment of up to 63 characters.",
    }],
    has_rules: true,
    ..Schema::OBJECT
};

// XBackend/v1alpha1.spec.endpointSelector
static S280: Schema = Schema {
    properties: &[Property::new("matchLabels", field::OTHER, &S279)],
    required: Present::of(&[0]),
    has_rules: true,
    ..Schema::OBJECT
};

// XBackend/v1alpha1.spec.externalHostname.hostname
static S281: Schema = Schema {
    pattern: Some(&patterns::P19),
    max_length: Some(253),
    min_length: Some(1),
    rules: &[RuleSite {
        rule: &rules::CLUSTER_LOCAL_HOSTNAME,
        message: "hostname must not be an IP address or end with .cluster.local",
    }],
    has_rules: true,
    ..Schema::STRING
};

// XBackend/v1alpha1.spec.externalHostname
static S282: Schema = Schema {
    properties: &[Property::new("hostname", field::HOSTNAME, &S281)],
    required: Present::of(&[0]),
    has_rules: true,
    ..Schema::OBJECT
};

// XBackend/v1alpha1.spec.port
static S283: Schema = Schema {
    properties: &[Property::new("number", field::OTHER, &S23)],
    min_properties: Some(1),
    ..Schema::OBJECT
};

// XBackend/v1alpha1.spec.protocol
static S284: Schema = Schema {
    enumeration: &[
        Constant::Text("TCP"),
        Constant::Text("HTTP"),
        Constant::Text("HTTP2"),
        Constant::Text("HTTP11"),
        Constant::Text("H2C"),
        Constant::Text("MCP"),
        Constant::Text("GRPC"),
        Constant::Text("WSS"),
    ],
    ..Schema::STRING
};

// XBackend/v1alpha1.spec.tls.mode
static S285: Schema = Schema {
    enumeration: &[
        Constant::Text("None"),
        Constant::Text("ServerOnly"),
        Constant::Text("ClientAndServer"),
    ],
    ..Schema::STRING
};

// XBackend/v1alpha1.spec.tls
static S286: Schema = Schema {
    default: Some(&D32),
    properties: &[
        Property::new("clientCertificateRef", field::CLIENT_CERTIFICATE_REF, &S71),
        Property::new("mode", field::MODE, &S285),
        Property::new("validation", field::VALIDATION, &S197),
    ],
    required: Present::of(&[1]),
    rules: &[
        RuleSite {
            rule: &rules::CLIENT_CERTIFICATE_BY_MODE,
            message: "clientCertificateRef must be set if and only if mode is ClientAndServer",
        },
        RuleSite {
            rule: &rules::BACKEND_VALIDATION_BY_MODE,
            message: "validation must be set if and only if mode is either ClientAndServer or ServerOnly",
        },
    ],
    has_rules: true,
    ..Schema::OBJECT
};

// XBackend/v1alpha1.spec.type
static S287: Schema = Schema {
    enumeration: &[
        Constant::Text("ExternalHostname"),
        Constant::Text("EndpointSelector"),
    ],
    ..Schema::STRING
};

// XBackend/v1alpha1.spec
static S288: Schema = Schema {
    properties: &[
        Property::new("endpointSelector", field::ENDPOINT_SELECTOR, &S280),
        Property::new("externalHostname", field::EXTERNAL_HOSTNAME, &S282),
        Property::new("port", field::PORT, &S283),
        Property::new("protocol", field::PROTOCOL, &S284),
        Property::new("sessionPersistence", field::SESSION_PERSISTENCE, &S244),
        Property::new("tls", field::TLS, &S286),
        Property::new("type", field::TYPE, &S287),
    ],
    defaulted: Present::of(&[5]),
    required: Present::of(&[2, 6]),
    rules: &[
        RuleSite {
            rule: &rules::EXTERNAL_HOSTNAME_BY_TYPE,
            message: "externalHostname must be set when type is ExternalHostname and must be unset otherwise",
        },
        RuleSite {
            rule: &rules::ENDPOINT_SELECTOR_BY_TYPE,
            message: "endpointSelector must be set when type is EndpointSelector and must be unset otherwise",
        },
        RuleSite {
            rule: &rules::H2C_WITH_TLS,
            message: "tls must be disabled when protocol is H2C, use protocol HTTP2 for HTTP/2 with tls",
        },
        RuleSite {
            rule: &rules::HTTP2_WITHOUT_TLS,
            message: "tls must be enabled when protocol is HTTP2, use protocol H2C for HTTP/2 without tls",
        },
        RuleSite {
            rule: &rules::WSS_WITHOUT_TLS,
            message: "tls must be enabled when protocol is WSS",
        },
        RuleSite {
            rule: &rules::SESSION_PERSISTENCE_OF_OTHER_BACKEND,
            message: "sessionPersistence can only be set when type is EndpointSelector",
        },
    ],
    has_rules: true,
    ..Schema::OBJECT
};

// XBackend/v1alpha1.status.ancestors[].conditions
static S289: Schema = Schema {
    items: Some(&S31),
    list_type: ListType::Map(&["type"]),
    has_list_types: true,
    ..Schema::ARRAY
};

// XBackend/v1alpha1.status.ancestors[]
static S290: Schema = Schema {
    properties: &[
        Property::new("ancestorRef", field::OTHER, &S24),
        Property::new("conditions", field::OTHER, &S289),
        Property::new("controllerName", field::OTHER, &S33),
    ],
    required: Present::of(&[0, 2]),
    has_list_types: true,
    ..Schema::OBJECT
};

// XBackend/v1alpha1.status.ancestors
static S291: Schema = Schema {
    items: Some(&S290),
    max_items: Some(32),
    has_list_types: true,
    ..Schema::ARRAY
};

// XBackend/v1alpha1.status
static S292: Schema = Schema {
    properties: &[Property::new("ancestors", field::OTHER, &S291)],
    has_list_types: true,
    ..Schema::OBJECT
};

// XBackend/v1alpha1
static S293: Schema = Schema {
    properties: &[
        Property::new("apiVersion", field::OTHER, &S0),
        Property::new("kind", field::KIND, &S0),
        Property::new("metadata", field::OTHER, &S1),
        Property::new("spec", field::OTHER, &S288),
        Property::new("status", field::OTHER, &S292),
    ],
    required: Present::of(&[3]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// XBackendTrafficPolicy/v1alpha1.spec.retryConstraint.budget.interval
static S294: Schema = Schema {
    default: Some(&D2),
    pattern: Some(&patterns::P7),
    rules: &[RuleSite {
        rule: &rules::BUDGET_INTERVAL_RANGE,
        message: "interval cannot be greater than one hour or less than one second",
    }],
    has_rules: true,
    ..Schema::STRING
};

// XBackendTrafficPolicy/v1alpha1.spec.retryConstraint.budget.percent
static S295: Schema = Schema {
    default: Some(&D19),
    maximum: Some(100),
    minimum: Some(0),
    ..Schema::INTEGER
};

// XBackendTrafficPolicy/v1alpha1.spec.retryConstraint.budget
static S296: Schema = Schema {
    default: Some(&D31),
    properties: &[
        Property::new("interval", field::OTHER, &S294),
        Property::new("percent", field::PERCENT, &S295),
    ],
    defaulted: Present::of(&[0, 1]),
    has_rules: true,
    ..Schema::OBJECT
};

// XBackendTrafficPolicy/v1alpha1.spec.retryConstraint.minRetryRate.count
static S297: Schema = Schema {
    maximum: Some(1_000_000),
    minimum: Some(1),
    ..Schema::INTEGER
};

// XBackendTrafficPolicy/v1alpha1.spec.retryConstraint.minRetryRate.interval
static S298: Schema = Schema {
    pattern: Some(&patterns::P7),
    rules: &[RuleSite {
        rule: &rules::REQUEST_RATE_INTERVAL_RANGE,
        message: "interval cannot be greater than one hour",
    }],
    has_rules: true,
    ..Schema::STRING
};

// XBackendTrafficPolicy/v1alpha1.spec.retryConstraint.minRetryRate
static S299: Schema = Schema {
    default: Some(&D28),
    properties: &[
        Property::new("count", field::OTHER, &S297),
        Property::new("interval", field::OTHER, &S298),
    ],
    has_rules: true,
    ..Schema::OBJECT
};

// XBackendTrafficPolicy/v1alpha1.spec.retryConstraint
static S300: Schema = Schema {
    properties: &[
        Property::new("budget", field::OTHER, &S296),
        Property::new("minRetryRate", field::OTHER, &S299),
    ],
    defaulted: Present::of(&[0, 1]),
    has_rules: true,
    ..Schema::OBJECT
};

// XBackendTrafficPolicy/v1alpha1.spec.targetRefs
static S301: Schema = Schema {
    items: Some(&S10),
    max_items: Some(16),
    min_items: Some(1),
    list_type: ListType::Map(&["group", "kind", "name"]),
    has_list_types: true,
    ..Schema::ARRAY
};

// XBackendTrafficPolicy/v1alpha1.spec
static S302: Schema = Schema {
    properties: &[
        Property::new("retryConstraint", field::OTHER, &S300),
        Property::new("sessionPersistence", field::SESSION_PERSISTENCE, &S244),
        Property::new("targetRefs", field::OTHER, &S301),
    ],
    required: Present::of(&[2]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// XBackendTrafficPolicy/v1alpha1
static S303: Schema = Schema {
    properties: &[
        Property::new("apiVersion", field::OTHER, &S0),
        Property::new("kind", field::KIND, &S0),
        Property::new("metadata", field::OTHER, &S1),
        Property::new("spec", field::OTHER, &S302),
        Property::new("status", field::OTHER, &S36),
    ],
    required: Present::of(&[3]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// XMesh/v1alpha1.status
static S304: Schema = Schema {
    default: Some(&D27),
    properties: &[
        Property::new("conditions", field::OTHER, &S90),
        Property::new("supportedFeatures", field::OTHER, &S44),
    ],
    defaulted: Present::of(&[0]),
    has_list_types: true,
    ..Schema::OBJECT
};

// XMesh/v1alpha1
static S305: Schema = Schema {
    properties: &[
        Property::new("apiVersion", field::OTHER, &S0),
        Property::new("kind", field::KIND, &S0),
        Property::new("metadata", field::OTHER, &S1),
        Property::new("spec", field::OTHER, &S41),
        Property::new("status", field::OTHER, &S304),
    ],
    defaulted: Present::of(&[4]),
    required: Present::of(&[3]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// XTelemetryPolicy/v1alpha1.spec.targetRefs
static S306: Schema = Schema {
    items: Some(&S10),
    max_items: Some(16),
    min_items: Some(1),
    ..Schema::ARRAY
};

// XTelemetryPolicy/v1alpha1.spec.tracing.attributes[].attributeKey
static S307: Schema = Schema {
    pattern: Some(&patterns::P21),
    max_length: Some(256),
    min_length: Some(1),
    ..Schema::STRING
};

// XTelemetryPolicy/v1alpha1.spec.tracing.attributes[].name
static S308: Schema = Schema {
    pattern: Some(&patterns::P23),
    max_length: Some(256),
    min_length: Some(1),
    ..Schema::STRING
};

// XTelemetryPolicy/v1alpha1.spec.tracing.attributes[].sourceType
static S309: Schema = Schema {
    enumeration: &[
        Constant::Text("Header"),
        Constant::Text("Literal"),
        Constant::Text("Attribute"),
    ],
    ..Schema::STRING
};

// XTelemetryPolicy/v1alpha1.spec.tracing.attributes[]
static S310: Schema = Schema {
    properties: &[
        Property::new("attributeKey", field::ATTRIBUTE_KEY, &S307),
        Property::new("headerName", field::HEADER_NAME, &S98),
        Property::new("literalValue", field::LITERAL_VALUE, &S155),
        Property::new("name", field::NAME, &S308),
        Property::new("sourceType", field::SOURCE_TYPE, &S309),
    ],
    required: Present::of(&[3, 4]),
    rules: &[
        RuleSite {
            rule: &rules::HEADER_NAME_BY_SOURCE,
            message: "headerName is required when sourceType is Header, and must be empty otherwise",
        },
        RuleSite {
            rule: &rules::LITERAL_VALUE_BY_SOURCE,
            message: "literalValue is required when sourceType is Literal, and must be empty otherwise",
        },
        RuleSite {
            rule: &rules::ATTRIBUTE_KEY_BY_SOURCE,
            message: "attributeKey is required when sourceType is Attribute, and must be empty otherwise",
        },
    ],
    has_rules: true,
    ..Schema::OBJECT
};

// XTelemetryPolicy/v1alpha1.spec.tracing.attributes
static S311: Schema = Schema {
    items: Some(&S310),
    list_type: ListType::Map(&["name"]),
    has_rules: true,
    has_list_types: true,
    ..Schema::ARRAY
};

// XTelemetryPolicy/v1alpha1.spec.tracing.mode
static S312: Schema = Schema {
    default: Some(&D8),
    enumeration: &[
        Constant::Text("Enabled"),
        Constant::Text("Disabled"),
        Constant::Text("ImplementationDefault"),
    ],
    ..Schema::STRING
};

// XTelemetryPolicy/v1alpha1.spec.tracing.parentBasedSampling
static S313: Schema = Schema {
    properties: &[
        Property::new("mode", field::MODE, &S312),
        Property::new("samplingRate", field::SAMPLING_RATE, &S108),
    ],
    defaulted: Present::of(&[0]),
    rules: &[RuleSite {
        rule: &rules::SAMPLING_OF_DISABLED_TRACING,
        message: "samplingRate can only be set when mode is Enabled",
    }],
    has_rules: true,
    ..Schema::OBJECT
};

// XTelemetryPolicy/v1alpha1.spec.tracing.provider
static S314: Schema = Schema {
    properties: &[
        Property::new("backendRef", field::OTHER, &S204),
        Property::new("headers", field::OTHER, &S233),
    ],
    required: Present::of(&[0]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// XTelemetryPolicy/v1alpha1.spec.tracing.serviceName
static S315: Schema = Schema {
    pattern: Some(&patterns::P23),
    max_length: Some(253),
    min_length: Some(1),
    ..Schema::STRING
};

// XTelemetryPolicy/v1alpha1.spec.tracing.spanName
static S316: Schema = Schema {
    pattern: Some(&patterns::P24),
    max_length: Some(256),
    min_length: Some(1),
    ..Schema::STRING
};

// XTelemetryPolicy/v1alpha1.spec.tracing
static S317: Schema = Schema {
    properties: &[
        Property::new("attributes", field::ATTRIBUTES, &S311),
        Property::new("mode", field::MODE, &S312),
        Property::new("parentBasedSampling", field::PARENT_BASED_SAMPLING, &S313),
        Property::new("provider", field::PROVIDER, &S314),
        Property::new("samplingRate", field::SAMPLING_RATE, &S108),
        Property::new("serviceName", field::SERVICE_NAME, &S315),
        Property::new("spanName", field::SPAN_NAME, &S316),
    ],
    defaulted: Present::of(&[1]),
    rules: &[
        RuleSite {
            rule: &rules::TRACING_PROVIDER_BY_MODE,
            message: "provider is required when mode is Enabled, and must be empty otherwise",
        },
        RuleSite {
            rule: &rules::SAMPLING_OF_DISABLED_TRACING,
            message: "samplingRate can only be set when mode is Enabled",
        },
        RuleSite {
            rule: &rules::PARENT_SAMPLING_OF_DISABLED_TRACING,
            message: "parentBasedSampling can only be set when mode is Enabled",
        },
        RuleSite {
            rule: &rules::SERVICE_NAME_OF_DISABLED_TRACING,
            message: "serviceName can only be set when mode is Enabled",
        },
        RuleSite {
            rule: &rules::SPAN_NAME_OF_DISABLED_TRACING,
            message: "spanName can only be set when mode is Enabled",
        },
        RuleSite {
            rule: &rules::ATTRIBUTES_OF_DISABLED_TRACING,
            message: "attributes can only be set when mode is Enabled",
        },
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// XTelemetryPolicy/v1alpha1.spec
static S318: Schema = Schema {
    properties: &[
        Property::new("targetRefs", field::OTHER, &S306),
        Property::new("tracing", field::TRACING, &S317),
    ],
    required: Present::of(&[0]),
    rules: &[RuleSite {
        rule: &rules::TELEMETRY_WITHOUT_SIGNAL,
        message: "at least one of the fields in [tracing] must be set",
    }],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// XTelemetryPolicy/v1alpha1
static S319: Schema = Schema {
    properties: &[
        Property::new("apiVersion", field::OTHER, &S0),
        Property::new("kind", field::KIND, &S0),
        Property::new("metadata", field::OTHER, &S1),
        Property::new("spec", field::OTHER, &S318),
        Property::new("status", field::OTHER, &S36),
    ],
    required: Present::of(&[3]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// GatewayClass/v1.spec.controllerName
static S320: Schema = Schema {
    pattern: Some(&patterns::P20),
    max_length: Some(253),
    min_length: Some(1),
    rules: &[RuleSite {
        rule: &rules::IMMUTABLE,
        message: "Value is immutable",
    }],
    has_rules: true,
    ..Schema::STRING
};

// GatewayClass/v1.spec
static S321: Schema = Schema {
    properties: &[
        Property::new("controllerName", field::OTHER, &S320),
        Property::new("description", field::OTHER, &S39),
        Property::new("parametersRef", field::OTHER, &S40),
    ],
    required: Present::of(&[0]),
    has_rules: true,
    ..Schema::OBJECT
};

// GatewayClass/v1
static S322: Schema = Schema {
    properties: &[
        Property::new("apiVersion", field::OTHER, &S0),
        Property::new("kind", field::KIND, &S0),
        Property::new("metadata", field::OTHER, &S1),
        Property::new("spec", field::OTHER, &S321),
        Property::new("status", field::OTHER, &S45),
    ],
    defaulted: Present::of(&[4]),
    required: Present::of(&[3]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// GRPCRoute/v1.spec.rules
static S323: Schema = Schema {
    items: Some(&S124),
    max_items: Some(16),
    rules: &[RuleSite {
        rule: &rules::TOO_MANY_MATCHES_GRPC,
        message: "While 16 rules and 64 matches per rule are allowed, the total number of matches across all rules in a route must be less than 128",
    }],
    has_rules: true,
    has_list_types: true,
    ..Schema::ARRAY
};

// GRPCRoute/v1.spec
static S324: Schema = Schema {
    properties: &[
        Property::new("hostnames", field::OTHER, &S96),
        Property::new("parentRefs", field::OTHER, &S97),
        Property::new("rules", field::OTHER, &S323),
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// GRPCRoute/v1
static S325: Schema = Schema {
    properties: &[
        Property::new("apiVersion", field::OTHER, &S0),
        Property::new("kind", field::KIND, &S0),
        Property::new("metadata", field::OTHER, &S1),
        Property::new("spec", field::OTHER, &S324),
        Property::new("status", field::OTHER, &S129),
    ],
    required: Present::of(&[3]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// HTTPRoute/v1.spec.rules[]
static S326: Schema = Schema {
    properties: &[
        Property::new("backendRefs", field::BACKEND_REFS, &S150),
        Property::new("filters", field::FILTERS, &S148),
        Property::new("matches", field::MATCHES, &S159),
        Property::new("name", field::NAME, &S7),
        Property::new("timeouts", field::OTHER, &S165),
    ],
    defaulted: Present::of(&[2]),
    rules: &[
        RuleSite {
            rule: &rules::REDIRECT_WITH_BACKENDS,
            message: "RequestRedirect filter must not be used together with backendRefs",
        },
        RuleSite {
            rule: &rules::REDIRECT_PREFIX_WITHOUT_PREFIX_MATCH,
            message: "When using RequestRedirect filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified",
        },
        RuleSite {
            rule: &rules::REWRITE_PREFIX_WITHOUT_PREFIX_MATCH,
            message: "When using URLRewrite filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified",
        },
        RuleSite {
            rule: &rules::BACKEND_REDIRECT_PREFIX_WITHOUT_PREFIX_MATCH,
            message: "Within backendRefs, when using RequestRedirect filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified",
        },
        RuleSite {
            rule: &rules::BACKEND_REWRITE_PREFIX_WITHOUT_PREFIX_MATCH,
            message: "Within backendRefs, When using URLRewrite filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified",
        },
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// HTTPRoute/v1.spec.rules
static S327: Schema = Schema {
    default: Some(&D24),
    items: Some(&S326),
    max_items: Some(16),
    min_items: Some(1),
    rules: &[RuleSite {
        rule: &rules::TOO_MANY_MATCHES,
        message: "While 16 rules and 64 matches per rule are allowed, the total number of matches across all rules in a route must be less than 128",
    }],
    has_rules: true,
    has_list_types: true,
    ..Schema::ARRAY
};

// HTTPRoute/v1.spec
static S328: Schema = Schema {
    properties: &[
        Property::new("hostnames", field::OTHER, &S96),
        Property::new("parentRefs", field::OTHER, &S97),
        Property::new("rules", field::OTHER, &S327),
    ],
    defaulted: Present::of(&[2]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// HTTPRoute/v1
static S329: Schema = Schema {
    properties: &[
        Property::new("apiVersion", field::OTHER, &S0),
        Property::new("kind", field::KIND, &S0),
        Property::new("metadata", field::OTHER, &S1),
        Property::new("spec", field::OTHER, &S328),
        Property::new("status", field::OTHER, &S129),
    ],
    required: Present::of(&[3]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// Gateway/v1.spec
static S330: Schema = Schema {
    properties: &[
        Property::new("addresses", field::OTHER, &S50),
        Property::new("allowedListeners", field::OTHER, &S58),
        Property::new("defaultScope", field::OTHER, &S203),
        Property::new("gatewayClassName", field::OTHER, &S6),
        Property::new("infrastructure", field::OTHER, &S62),
        Property::new("listeners", field::OTHER, &S76),
        Property::new("tls", field::TLS, &S85),
    ],
    required: Present::of(&[3, 5]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// Gateway/v1
static S331: Schema = Schema {
    properties: &[
        Property::new("apiVersion", field::OTHER, &S0),
        Property::new("kind", field::KIND, &S0),
        Property::new("metadata", field::OTHER, &S1),
        Property::new("spec", field::OTHER, &S330),
        Property::new("status", field::OTHER, &S94),
    ],
    defaulted: Present::of(&[4]),
    required: Present::of(&[3]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// GRPCRoute/v1.spec.rules[].backendRefs[].filters[]
static S332: Schema = Schema {
    properties: &[
        Property::new("extensionRef", field::EXTENSION_REF, &S10),
        Property::new(
            "requestHeaderModifier",
            field::REQUEST_HEADER_MODIFIER,
            &S234,
        ),
        Property::new("requestMirror", field::REQUEST_MIRROR, &S110),
        Property::new(
            "responseHeaderModifier",
            field::RESPONSE_HEADER_MODIFIER,
            &S234,
        ),
        Property::new("type", field::TYPE, &S111),
    ],
    required: Present::of(&[4]),
    rules: &[
        RuleSite {
            rule: &rules::REQUEST_HEADER_MODIFIER_MEMBER_OF_OTHER_FILTER,
            message: "filter.requestHeaderModifier must be nil if the filter.type is not RequestHeaderModifier",
        },
        RuleSite {
            rule: &rules::REQUEST_HEADER_MODIFIER_FILTER_WITHOUT_MEMBER,
            message: "filter.requestHeaderModifier must be specified for RequestHeaderModifier filter.type",
        },
        RuleSite {
            rule: &rules::RESPONSE_HEADER_MODIFIER_MEMBER_OF_OTHER_FILTER,
            message: "filter.responseHeaderModifier must be nil if the filter.type is not ResponseHeaderModifier",
        },
        RuleSite {
            rule: &rules::RESPONSE_HEADER_MODIFIER_FILTER_WITHOUT_MEMBER,
            message: "filter.responseHeaderModifier must be specified for ResponseHeaderModifier filter.type",
        },
        RuleSite {
            rule: &rules::REQUEST_MIRROR_MEMBER_OF_OTHER_FILTER,
            message: "filter.requestMirror must be nil if the filter.type is not RequestMirror",
        },
        RuleSite {
            rule: &rules::REQUEST_MIRROR_FILTER_WITHOUT_MEMBER,
            message: "filter.requestMirror must be specified for RequestMirror filter.type",
        },
        RuleSite {
            rule: &rules::EXTENSION_REF_MEMBER_OF_OTHER_FILTER,
            message: "filter.extensionRef must be nil if the filter.type is not ExtensionRef",
        },
        RuleSite {
            rule: &rules::EXTENSION_REF_FILTER_WITHOUT_MEMBER,
            message: "filter.extensionRef must be specified for ExtensionRef filter.type",
        },
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// GRPCRoute/v1.spec.rules[].backendRefs[].filters
static S333: Schema = Schema {
    items: Some(&S332),
    max_items: Some(16),
    rules: &[
        RuleSite {
            rule: &rules::REQUEST_HEADER_MODIFIER_REPEATED,
            message: "RequestHeaderModifier filter cannot be repeated",
        },
        RuleSite {
            rule: &rules::RESPONSE_HEADER_MODIFIER_REPEATED,
            message: "ResponseHeaderModifier filter cannot be repeated",
        },
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::ARRAY
};

// GRPCRoute/v1.spec.rules[].backendRefs[]
static S334: Schema = Schema {
    properties: &[
        Property::new("filters", field::FILTERS, &S333),
        Property::new("group", field::GROUP, &S69),
        Property::new("kind", field::KIND, &S104),
        Property::new("name", field::NAME, &S6),
        Property::new("namespace", field::NAMESPACE, &S22),
        Property::new("port", field::PORT, &S23),
        Property::new("weight", field::OTHER, &S114),
    ],
    defaulted: Present::of(&[1, 2, 6]),
    required: Present::of(&[3]),
    rules: &[RuleSite {
        rule: &rules::SERVICE_WITHOUT_PORT,
        message: "Must have port for Service reference",
    }],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// GRPCRoute/v1.spec.rules[].backendRefs
static S335: Schema = Schema {
    items: Some(&S334),
    max_items: Some(16),
    has_rules: true,
    has_list_types: true,
    ..Schema::ARRAY
};

// GRPCRoute/v1.spec.rules[].sessionPersistence.cookieConfig
static S336: Schema = Schema {
    properties: &[Property::new("lifetimeType", field::LIFETIME_TYPE, &S240)],
    defaulted: Present::of(&[0]),
    ..Schema::OBJECT
};

// GRPCRoute/v1.spec.rules[].sessionPersistence.sessionName
static S337: Schema = Schema {
    max_length: Some(128),
    ..Schema::STRING
};

// GRPCRoute/v1.spec.rules[].sessionPersistence
static S338: Schema = Schema {
    properties: &[
        Property::new("absoluteTimeout", field::ABSOLUTE_TIMEOUT, &S161),
        Property::new("cookieConfig", field::COOKIE_CONFIG, &S336),
        Property::new("sessionName", field::OTHER, &S337),
        Property::new("type", field::TYPE, &S243),
    ],
    defaulted: Present::of(&[3]),
    rules: &[
        RuleSite {
            rule: &rules::PERMANENT_COOKIE_CONFIG_WITHOUT_TIMEOUT,
            message: "AbsoluteTimeout must be specified when cookie lifetimeType is Permanent",
        },
        RuleSite {
            rule: &rules::COOKIE_CONFIG_OF_OTHER_SESSION_TYPE,
            message: "cookieConfig can only be set with type Cookie",
        },
    ],
    has_rules: true,
    ..Schema::OBJECT
};

// GRPCRoute/v1.spec.rules[]
static S339: Schema = Schema {
    properties: &[
        Property::new("backendRefs", field::BACKEND_REFS, &S335),
        Property::new("filters", field::FILTERS, &S333),
        Property::new("matches", field::MATCHES, &S123),
        Property::new("name", field::NAME, &S7),
        Property::new("sessionPersistence", field::SESSION_PERSISTENCE, &S338),
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// GRPCRoute/v1.spec.rules
static S340: Schema = Schema {
    items: Some(&S339),
    max_items: Some(16),
    rules: &[
        RuleSite {
            rule: &rules::TOO_MANY_MATCHES_GRPC,
            message: "While 16 rules and 64 matches per rule are allowed, the total number of matches across all rules in a route must be less than 128",
        },
        RuleSite {
            rule: &rules::RULE_NAME_REPEATED,
            message: "Rule name must be unique within the route",
        },
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::ARRAY
};

// GRPCRoute/v1.spec
static S341: Schema = Schema {
    properties: &[
        Property::new("hostnames", field::OTHER, &S96),
        Property::new("parentRefs", field::OTHER, &S230),
        Property::new("rules", field::OTHER, &S340),
        Property::new("useDefaultGateways", field::OTHER, &S203),
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// GRPCRoute/v1
static S342: Schema = Schema {
    properties: &[
        Property::new("apiVersion", field::OTHER, &S0),
        Property::new("kind", field::KIND, &S0),
        Property::new("metadata", field::OTHER, &S1),
        Property::new("spec", field::OTHER, &S341),
        Property::new("status", field::OTHER, &S129),
    ],
    required: Present::of(&[3]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// HTTPRoute/v1.spec.rules[].backendRefs[].filters[].externalAuth.forwardBody.maxSize
static S343: Schema = Schema { ..Schema::INTEGER };

// HTTPRoute/v1.spec.rules[].backendRefs[].filters[].externalAuth.forwardBody
static S344: Schema = Schema {
    properties: &[Property::new("maxSize", field::OTHER, &S343)],
    ..Schema::OBJECT
};

// HTTPRoute/v1.spec.rules[].backendRefs[].filters[].externalAuth
static S345: Schema = Schema {
    properties: &[
        Property::new("backendRef", field::OTHER, &S105),
        Property::new("forwardBody", field::OTHER, &S344),
        Property::new("grpc", field::GRPC, &S207),
        Property::new("http", field::HTTP, &S209),
        Property::new("protocol", field::PROTOCOL, &S210),
    ],
    required: Present::of(&[0, 4]),
    rules: &[
        RuleSite {
            rule: &rules::GRPC_AUTH_WITHOUT_GRPC,
            message: "grpc must be specified when protocol is set to 'GRPC'",
        },
        RuleSite {
            rule: &rules::GRPC_OF_OTHER_AUTH_PROTOCOL,
            message: "protocol must be 'GRPC' when grpc is set",
        },
        RuleSite {
            rule: &rules::HTTP_AUTH_WITHOUT_HTTP,
            message: "http must be specified when protocol is set to 'HTTP'",
        },
        RuleSite {
            rule: &rules::HTTP_OF_OTHER_AUTH_PROTOCOL,
            message: "protocol must be 'HTTP' when http is set",
        },
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// HTTPRoute/v1.spec.rules[].backendRefs[].filters[]
static S346: Schema = Schema {
    properties: &[
        Property::new("cors", field::CORS, &S139),
        Property::new("extensionRef", field::EXTENSION_REF, &S10),
        Property::new("externalAuth", field::EXTERNAL_AUTH, &S345),
        Property::new(
            "requestHeaderModifier",
            field::REQUEST_HEADER_MODIFIER,
            &S234,
        ),
        Property::new("requestMirror", field::REQUEST_MIRROR, &S110),
        Property::new("requestRedirect", field::REQUEST_REDIRECT, &S144),
        Property::new(
            "responseHeaderModifier",
            field::RESPONSE_HEADER_MODIFIER,
            &S234,
        ),
        Property::new("type", field::TYPE, &S249),
        Property::new("urlRewrite", field::URL_REWRITE, &S146),
    ],
    required: Present::of(&[7]),
    rules: &[
        RuleSite {
            rule: &rules::CORS_MEMBER_OF_OTHER_FILTER,
            message: "filter.cors must be nil if the filter.type is not CORS",
        },
        RuleSite {
            rule: &rules::CORS_FILTER_WITHOUT_MEMBER,
            message: "filter.cors must be specified for CORS filter.type",
        },
        RuleSite {
            rule: &rules::REQUEST_HEADER_MODIFIER_MEMBER_OF_OTHER_FILTER,
            message: "filter.requestHeaderModifier must be nil if the filter.type is not RequestHeaderModifier",
        },
        RuleSite {
            rule: &rules::REQUEST_HEADER_MODIFIER_FILTER_WITHOUT_MEMBER,
            message: "filter.requestHeaderModifier must be specified for RequestHeaderModifier filter.type",
        },
        RuleSite {
            rule: &rules::RESPONSE_HEADER_MODIFIER_MEMBER_OF_OTHER_FILTER,
            message: "filter.responseHeaderModifier must be nil if the filter.type is not ResponseHeaderModifier",
        },
        RuleSite {
            rule: &rules::RESPONSE_HEADER_MODIFIER_FILTER_WITHOUT_MEMBER,
            message: "filter.responseHeaderModifier must be specified for ResponseHeaderModifier filter.type",
        },
        RuleSite {
            rule: &rules::REQUEST_MIRROR_MEMBER_OF_OTHER_FILTER,
            message: "filter.requestMirror must be nil if the filter.type is not RequestMirror",
        },
        RuleSite {
            rule: &rules::REQUEST_MIRROR_FILTER_WITHOUT_MEMBER,
            message: "filter.requestMirror must be specified for RequestMirror filter.type",
        },
        RuleSite {
            rule: &rules::REQUEST_REDIRECT_MEMBER_OF_OTHER_FILTER,
            message: "filter.requestRedirect must be nil if the filter.type is not RequestRedirect",
        },
        RuleSite {
            rule: &rules::REQUEST_REDIRECT_FILTER_WITHOUT_MEMBER,
            message: "filter.requestRedirect must be specified for RequestRedirect filter.type",
        },
        RuleSite {
            rule: &rules::URL_REWRITE_MEMBER_OF_OTHER_FILTER,
            message: "filter.urlRewrite must be nil if the filter.type is not URLRewrite",
        },
        RuleSite {
            rule: &rules::URL_REWRITE_FILTER_WITHOUT_MEMBER,
            message: "filter.urlRewrite must be specified for URLRewrite filter.type",
        },
        RuleSite {
            rule: &rules::EXTENSION_REF_MEMBER_OF_OTHER_FILTER,
            message: "filter.extensionRef must be nil if the filter.type is not ExtensionRef",
        },
        RuleSite {
            rule: &rules::EXTENSION_REF_FILTER_WITHOUT_MEMBER,
            message: "filter.extensionRef must be specified for ExtensionRef filter.type",
        },
        RuleSite {
            rule: &rules::EXTERNAL_AUTH_MEMBER_OF_OTHER_FILTER,
            message: "filter.externalAuth must be nil if the filter.type is not ExternalAuth",
        },
        RuleSite {
            rule: &rules::EXTERNAL_AUTH_FILTER_WITHOUT_MEMBER,
            message: "filter.externalAuth must be specified for ExternalAuth filter.type",
        },
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// HTTPRoute/v1.spec.rules[].backendRefs[].filters
static S347: Schema = Schema {
    items: Some(&S346),
    max_items: Some(16),
    rules: &[
        RuleSite {
            rule: &rules::REDIRECT_BESIDE_REWRITE,
            message: "May specify either httpRouteFilterRequestRedirect or httpRouteFilterRequestRewrite, but not both",
        },
        RuleSite {
            rule: &rules::CORS_FILTER_REPEATED,
            message: "CORS filter cannot be repeated",
        },
        RuleSite {
            rule: &rules::REQUEST_HEADER_MODIFIER_REPEATED,
            message: "RequestHeaderModifier filter cannot be repeated",
        },
        RuleSite {
            rule: &rules::RESPONSE_HEADER_MODIFIER_REPEATED,
            message: "ResponseHeaderModifier filter cannot be repeated",
        },
        RuleSite {
            rule: &rules::REDIRECT_REPEATED,
            message: "RequestRedirect filter cannot be repeated",
        },
        RuleSite {
            rule: &rules::URL_REWRITE_REPEATED,
            message: "URLRewrite filter cannot be repeated",
        },
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::ARRAY
};

// HTTPRoute/v1.spec.rules[].backendRefs[]
static S348: Schema = Schema {
    properties: &[
        Property::new("filters", field::FILTERS, &S347),
        Property::new("group", field::GROUP, &S69),
        Property::new("kind", field::KIND, &S104),
        Property::new("name", field::NAME, &S6),
        Property::new("namespace", field::NAMESPACE, &S22),
        Property::new("port", field::PORT, &S23),
        Property::new("weight", field::OTHER, &S114),
    ],
    defaulted: Present::of(&[1, 2, 6]),
    required: Present::of(&[3]),
    rules: &[RuleSite {
        rule: &rules::SERVICE_WITHOUT_PORT,
        message: "Must have port for Service reference",
    }],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// HTTPRoute/v1.spec.rules[].backendRefs
static S349: Schema = Schema {
    items: Some(&S348),
    max_items: Some(16),
    has_rules: true,
    has_list_types: true,
    ..Schema::ARRAY
};

// HTTPRoute/v1.spec.rules[].retry.attempts
static S350: Schema = Schema {
    minimum: Some(1),
    ..Schema::INTEGER
};

// HTTPRoute/v1.spec.rules[].retry
static S351: Schema = Schema {
    properties: &[
        Property::new("attempts", field::OTHER, &S350),
        Property::new("backoff", field::OTHER, &S161),
        Property::new("codes", field::OTHER, &S163),
    ],
    has_list_types: true,
    ..Schema::OBJECT
};

// HTTPRoute/v1.spec.rules[]
static S352: Schema = Schema {
    properties: &[
        Property::new("backendRefs", field::BACKEND_REFS, &S349),
        Property::new("filters", field::FILTERS, &S347),
        Property::new("matches", field::MATCHES, &S257),
        Property::new("name", field::NAME, &S7),
        Property::new("retry", field::OTHER, &S351),
        Property::new("sessionPersistence", field::SESSION_PERSISTENCE, &S338),
        Property::new("timeouts", field::OTHER, &S165),
    ],
    defaulted: Present::of(&[2]),
    rules: &[
        RuleSite {
            rule: &rules::REDIRECT_WITH_BACKENDS,
            message: "RequestRedirect filter must not be used together with backendRefs",
        },
        RuleSite {
            rule: &rules::REDIRECT_PREFIX_WITHOUT_PREFIX_MATCH,
            message: "When using RequestRedirect filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified",
        },
        RuleSite {
            rule: &rules::REWRITE_PREFIX_WITHOUT_PREFIX_MATCH,
            message: "When using URLRewrite filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified",
        },
        RuleSite {
            rule: &rules::BACKEND_REDIRECT_PREFIX_WITHOUT_PREFIX_MATCH,
            message: "Within backendRefs, when using RequestRedirect filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified",
        },
        RuleSite {
            rule: &rules::BACKEND_REWRITE_PREFIX_WITHOUT_PREFIX_MATCH,
            message: "Within backendRefs, When using URLRewrite filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified",
        },
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// HTTPRoute/v1.spec.rules
static S353: Schema = Schema {
    default: Some(&D24),
    items: Some(&S352),
    max_items: Some(16),
    min_items: Some(1),
    rules: &[
        RuleSite {
            rule: &rules::TOO_MANY_MATCHES,
            message: "While 16 rules and 64 matches per rule are allowed, the total number of matches across all rules in a route must be less than 128",
        },
        RuleSite {
            rule: &rules::RULE_NAME_REPEATED,
            message: "Rule name must be unique within the route",
        },
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::ARRAY
};

// HTTPRoute/v1.spec
static S354: Schema = Schema {
    properties: &[
        Property::new("hostnames", field::OTHER, &S96),
        Property::new("parentRefs", field::OTHER, &S230),
        Property::new("rules", field::OTHER, &S353),
        Property::new("useDefaultGateways", field::OTHER, &S203),
    ],
    defaulted: Present::of(&[2]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// HTTPRoute/v1
static S355: Schema = Schema {
    properties: &[
        Property::new("apiVersion", field::OTHER, &S0),
        Property::new("kind", field::KIND, &S0),
        Property::new("metadata", field::OTHER, &S1),
        Property::new("spec", field::OTHER, &S354),
        Property::new("status", field::OTHER, &S129),
    ],
    required: Present::of(&[3]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// TCPRoute/v1.spec
static S356: Schema = Schema {
    properties: &[
        Property::new("parentRefs", field::OTHER, &S230),
        Property::new("rules", field::OTHER, &S184),
        Property::new("useDefaultGateways", field::OTHER, &S203),
    ],
    required: Present::of(&[1]),
    has_rules: true,
    ..Schema::OBJECT
};

// TCPRoute/v1
static S357: Schema = Schema {
    properties: &[
        Property::new("apiVersion", field::OTHER, &S0),
        Property::new("kind", field::KIND, &S0),
        Property::new("metadata", field::OTHER, &S1),
        Property::new("spec", field::OTHER, &S356),
        Property::new("status", field::OTHER, &S129),
    ],
    required: Present::of(&[3]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// TCPRoute/v1alpha2.spec.rules
static S358: Schema = Schema {
    items: Some(&S183),
    max_items: Some(16),
    min_items: Some(1),
    rules: &[RuleSite {
        rule: &rules::RULE_NAME_REPEATED,
        message: "Rule name must be unique within the route",
    }],
    has_rules: true,
    ..Schema::ARRAY
};

// TCPRoute/v1alpha2.spec
static S359: Schema = Schema {
    properties: &[
        Property::new("parentRefs", field::OTHER, &S230),
        Property::new("rules", field::OTHER, &S358),
        Property::new("useDefaultGateways", field::OTHER, &S203),
    ],
    required: Present::of(&[1]),
    has_rules: true,
    ..Schema::OBJECT
};

// TCPRoute/v1alpha2
static S360: Schema = Schema {
    properties: &[
        Property::new("apiVersion", field::OTHER, &S0),
        Property::new("kind", field::KIND, &S0),
        Property::new("metadata", field::OTHER, &S1),
        Property::new("spec", field::OTHER, &S359),
        Property::new("status", field::OTHER, &S129),
    ],
    required: Present::of(&[3]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// TLSRoute/v1.spec
static S361: Schema = Schema {
    properties: &[
        Property::new("hostnames", field::OTHER, &S190),
        Property::new("parentRefs", field::OTHER, &S230),
        Property::new("rules", field::OTHER, &S184),
        Property::new("useDefaultGateways", field::OTHER, &S203),
    ],
    required: Present::of(&[0, 2]),
    has_rules: true,
    ..Schema::OBJECT
};

// TLSRoute/v1
static S362: Schema = Schema {
    properties: &[
        Property::new("apiVersion", field::OTHER, &S0),
        Property::new("kind", field::KIND, &S0),
        Property::new("metadata", field::OTHER, &S1),
        Property::new("spec", field::OTHER, &S361),
        Property::new("status", field::OTHER, &S129),
    ],
    required: Present::of(&[3]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// TLSRoute/v1alpha2.spec
static S363: Schema = Schema {
    properties: &[
        Property::new("hostnames", field::OTHER, &S193),
        Property::new("parentRefs", field::OTHER, &S230),
        Property::new("rules", field::OTHER, &S358),
        Property::new("useDefaultGateways", field::OTHER, &S203),
    ],
    required: Present::of(&[2]),
    has_rules: true,
    ..Schema::OBJECT
};

// TLSRoute/v1alpha2
static S364: Schema = Schema {
    properties: &[
        Property::new("apiVersion", field::OTHER, &S0),
        Property::new("kind", field::KIND, &S0),
        Property::new("metadata", field::OTHER, &S1),
        Property::new("spec", field::OTHER, &S363),
        Property::new("status", field::OTHER, &S129),
    ],
    required: Present::of(&[3]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// XBackend/v1alpha1.spec.port.name
static S365: Schema = Schema {
    max_length: Some(63),
    rules: &[RuleSite {
        rule: &rules::XBACKEND_PORT_NAME,
        message: "Name must be a valid DNS label",
    }],
    has_rules: true,
    ..Schema::STRING
};

// XBackend/v1alpha1.spec.port
static S366: Schema = Schema {
    properties: &[
        Property::new("name", field::NAME, &S365),
        Property::new("port", field::PORT, &S23),
    ],
    required: Present::of(&[1]),
    has_rules: true,
    ..Schema::OBJECT
};

// XBackend/v1alpha1.spec.protocol
static S367: Schema = Schema {
    enumeration: &[
        Constant::Text("TCP"),
        Constant::Text("HTTP"),
        Constant::Text("HTTP2"),
        Constant::Text("HTTP11"),
        Constant::Text("H2C"),
        Constant::Text("MCP"),
    ],
    ..Schema::STRING
};

// XBackend/v1alpha1.spec.tls
static S368: Schema = Schema {
    properties: &[
        Property::new("clientCertificateRef", field::CLIENT_CERTIFICATE_REF, &S71),
        Property::new("mode", field::MODE, &S285),
        Property::new("validation", field::VALIDATION, &S18),
    ],
    required: Present::of(&[1]),
    rules: &[RuleSite {
        rule: &rules::CLIENT_CERTIFICATE_BY_MODE,
        message: "clientCertificateRef must be set if and only if mode is ClientAndServer",
    }],
    has_rules: true,
    ..Schema::OBJECT
};

// XBackend/v1alpha1.spec.type
static S369: Schema = Schema {
    enumeration: &[Constant::Text("ExternalHostname")],
    ..Schema::STRING
};

// XBackend/v1alpha1.spec
static S370: Schema = Schema {
    properties: &[
        Property::new("externalHostname", field::EXTERNAL_HOSTNAME, &S282),
        Property::new("port", field::PORT, &S366),
        Property::new("protocol", field::PROTOCOL, &S367),
        Property::new("tls", field::TLS, &S368),
        Property::new("type", field::TYPE, &S369),
    ],
    required: Present::of(&[1, 4]),
    rules: &[RuleSite {
        rule: &rules::EXTERNAL_HOSTNAME_BY_TYPE,
        message: "externalHostname must be set when type is ExternalHostname and must be unset otherwise",
    }],
    has_rules: true,
    ..Schema::OBJECT
};

// XBackend/v1alpha1.status.parents[]
static S371: Schema = Schema {
    properties: &[
        Property::new("conditions", field::OTHER, &S289),
        Property::new("controllerName", field::OTHER, &S33),
        Property::new("parentRef", field::OTHER, &S24),
    ],
    required: Present::of(&[1, 2]),
    has_list_types: true,
    ..Schema::OBJECT
};

// XBackend/v1alpha1.status.parents
static S372: Schema = Schema {
    items: Some(&S371),
    max_items: Some(32),
    has_list_types: true,
    ..Schema::ARRAY
};

// XBackend/v1alpha1.status
static S373: Schema = Schema {
    properties: &[Property::new("parents", field::OTHER, &S372)],
    has_list_types: true,
    ..Schema::OBJECT
};

// XBackend/v1alpha1
static S374: Schema = Schema {
    properties: &[
        Property::new("apiVersion", field::OTHER, &S0),
        Property::new("kind", field::KIND, &S0),
        Property::new("metadata", field::OTHER, &S1),
        Property::new("spec", field::OTHER, &S370),
        Property::new("status", field::OTHER, &S373),
    ],
    required: Present::of(&[3]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// XBackendTrafficPolicy/v1alpha1.spec
static S375: Schema = Schema {
    properties: &[
        Property::new("retryConstraint", field::OTHER, &S300),
        Property::new("sessionPersistence", field::SESSION_PERSISTENCE, &S338),
        Property::new("targetRefs", field::OTHER, &S301),
    ],
    required: Present::of(&[2]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// XBackendTrafficPolicy/v1alpha1
static S376: Schema = Schema {
    properties: &[
        Property::new("apiVersion", field::OTHER, &S0),
        Property::new("kind", field::KIND, &S0),
        Property::new("metadata", field::OTHER, &S1),
        Property::new("spec", field::OTHER, &S375),
        Property::new("status", field::OTHER, &S36),
    ],
    required: Present::of(&[3]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// XMesh/v1alpha1
static S377: Schema = Schema {
    properties: &[
        Property::new("apiVersion", field::OTHER, &S0),
        Property::new("kind", field::KIND, &S0),
        Property::new("metadata", field::OTHER, &S1),
        Property::new("spec", field::OTHER, &S321),
        Property::new("status", field::OTHER, &S304),
    ],
    defaulted: Present::of(&[4]),
    required: Present::of(&[3]),
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};
