// Written by `codegen generate` from the facts of v1.7.0 and v1.6.1. Do not edit.

//! Schemas of every kind, release and channel; equal ones stand once.

use super::{field, patterns, rules};
use crate::release::{Channel, Release};
use crate::schema::{Constant, Format, ListType, Property, Resource, RuleSite, Schema, Version};

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
        Property {
            name: "group",
            field: field::GROUP,
            schema: &S4,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S5,
        },
        Property {
            name: "name",
            field: field::NAME,
            schema: &S6,
        },
        Property {
            name: "sectionName",
            field: field::SECTION_NAME,
            schema: &S7,
        },
    ],
    required: &[0, 1, 2],
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
        Property {
            name: "group",
            field: field::GROUP,
            schema: &S4,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S5,
        },
        Property {
            name: "name",
            field: field::NAME,
            schema: &S6,
        },
    ],
    required: &[0, 1, 2],
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
        Property {
            name: "hostname",
            field: field::HOSTNAME,
            schema: &S12,
        },
        Property {
            name: "type",
            field: field::TYPE,
            schema: &S13,
        },
        Property {
            name: "uri",
            field: field::URI,
            schema: &S14,
        },
    ],
    required: &[1],
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
        Property {
            name: "caCertificateRefs",
            field: field::CA_CERTIFICATE_REFS,
            schema: &S11,
        },
        Property {
            name: "hostname",
            field: field::HOSTNAME,
            schema: &S7,
        },
        Property {
            name: "subjectAltNames",
            field: field::OTHER,
            schema: &S16,
        },
        Property {
            name: "wellKnownCACertificates",
            field: field::WELL_KNOWN_CA_CERTIFICATES,
            schema: &S17,
        },
    ],
    required: &[1],
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
        Property {
            name: "options",
            field: field::OPTIONS,
            schema: &S3,
        },
        Property {
            name: "targetRefs",
            field: field::OTHER,
            schema: &S9,
        },
        Property {
            name: "validation",
            field: field::VALIDATION,
            schema: &S18,
        },
    ],
    required: &[1, 2],
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
        Property {
            name: "group",
            field: field::GROUP,
            schema: &S20,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S21,
        },
        Property {
            name: "name",
            field: field::NAME,
            schema: &S6,
        },
        Property {
            name: "namespace",
            field: field::NAMESPACE,
            schema: &S22,
        },
        Property {
            name: "port",
            field: field::PORT,
            schema: &S23,
        },
        Property {
            name: "sectionName",
            field: field::SECTION_NAME,
            schema: &S7,
        },
    ],
    defaulted: &[0, 1],
    required: &[2],
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
        Property {
            name: "lastTransitionTime",
            field: field::OTHER,
            schema: &S25,
        },
        Property {
            name: "message",
            field: field::OTHER,
            schema: &S26,
        },
        Property {
            name: "observedGeneration",
            field: field::OTHER,
            schema: &S27,
        },
        Property {
            name: "reason",
            field: field::OTHER,
            schema: &S28,
        },
        Property {
            name: "status",
            field: field::OTHER,
            schema: &S29,
        },
        Property {
            name: "type",
            field: field::TYPE,
            schema: &S30,
        },
    ],
    required: &[0, 1, 3, 4, 5],
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
        Property {
            name: "ancestorRef",
            field: field::OTHER,
            schema: &S24,
        },
        Property {
            name: "conditions",
            field: field::OTHER,
            schema: &S32,
        },
        Property {
            name: "controllerName",
            field: field::OTHER,
            schema: &S33,
        },
    ],
    required: &[0, 1, 2],
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
    properties: &[Property {
        name: "ancestors",
        field: field::OTHER,
        schema: &S35,
    }],
    required: &[0],
    has_list_types: true,
    ..Schema::OBJECT
};

// BackendTLSPolicy/v1
static S37: Schema = Schema {
    properties: &[
        Property {
            name: "apiVersion",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S0,
        },
        Property {
            name: "metadata",
            field: field::OTHER,
            schema: &S1,
        },
        Property {
            name: "spec",
            field: field::OTHER,
            schema: &S19,
        },
        Property {
            name: "status",
            field: field::OTHER,
            schema: &S36,
        },
    ],
    required: &[3],
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
        Property {
            name: "group",
            field: field::GROUP,
            schema: &S4,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S5,
        },
        Property {
            name: "name",
            field: field::NAME,
            schema: &S6,
        },
        Property {
            name: "namespace",
            field: field::NAMESPACE,
            schema: &S22,
        },
    ],
    required: &[0, 1, 2],
    ..Schema::OBJECT
};

// GatewayClass/v1.spec
static S41: Schema = Schema {
    properties: &[
        Property {
            name: "controllerName",
            field: field::OTHER,
            schema: &S38,
        },
        Property {
            name: "description",
            field: field::OTHER,
            schema: &S39,
        },
        Property {
            name: "parametersRef",
            field: field::OTHER,
            schema: &S40,
        },
    ],
    required: &[0],
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
    properties: &[Property {
        name: "name",
        field: field::NAME,
        schema: &S0,
    }],
    required: &[0],
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
        Property {
            name: "conditions",
            field: field::OTHER,
            schema: &S42,
        },
        Property {
            name: "supportedFeatures",
            field: field::OTHER,
            schema: &S44,
        },
    ],
    defaulted: &[0],
    has_list_types: true,
    ..Schema::OBJECT
};

// GatewayClass/v1
static S46: Schema = Schema {
    properties: &[
        Property {
            name: "apiVersion",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S0,
        },
        Property {
            name: "metadata",
            field: field::OTHER,
            schema: &S1,
        },
        Property {
            name: "spec",
            field: field::OTHER,
            schema: &S41,
        },
        Property {
            name: "status",
            field: field::OTHER,
            schema: &S45,
        },
    ],
    defaulted: &[4],
    required: &[3],
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
        Property {
            name: "type",
            field: field::TYPE,
            schema: &S47,
        },
        Property {
            name: "value",
            field: field::VALUE,
            schema: &S48,
        },
    ],
    defaulted: &[0],
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
        Property {
            name: "key",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "operator",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "values",
            field: field::OTHER,
            schema: &S52,
        },
    ],
    required: &[0, 1],
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
        Property {
            name: "matchExpressions",
            field: field::OTHER,
            schema: &S54,
        },
        Property {
            name: "matchLabels",
            field: field::OTHER,
            schema: &S55,
        },
    ],
    ..Schema::OBJECT
};

// Gateway/v1.spec.allowedListeners.namespaces
static S57: Schema = Schema {
    default: Some(&D29),
    properties: &[
        Property {
            name: "from",
            field: field::OTHER,
            schema: &S51,
        },
        Property {
            name: "selector",
            field: field::OTHER,
            schema: &S56,
        },
    ],
    defaulted: &[0],
    ..Schema::OBJECT
};

// Gateway/v1.spec.allowedListeners
static S58: Schema = Schema {
    properties: &[Property {
        name: "namespaces",
        field: field::OTHER,
        schema: &S57,
    }],
    defaulted: &[0],
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
        Property {
            name: "annotations",
            field: field::OTHER,
            schema: &S59,
        },
        Property {
            name: "labels",
            field: field::OTHER,
            schema: &S61,
        },
        Property {
            name: "parametersRef",
            field: field::OTHER,
            schema: &S10,
        },
    ],
    has_rules: true,
    ..Schema::OBJECT
};

// Gateway/v1.spec.listeners[].allowedRoutes.kinds[]
static S63: Schema = Schema {
    properties: &[
        Property {
            name: "group",
            field: field::GROUP,
            schema: &S20,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S5,
        },
    ],
    defaulted: &[0],
    required: &[1],
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
        Property {
            name: "from",
            field: field::OTHER,
            schema: &S65,
        },
        Property {
            name: "selector",
            field: field::OTHER,
            schema: &S56,
        },
    ],
    defaulted: &[0],
    ..Schema::OBJECT
};

// Gateway/v1.spec.listeners[].allowedRoutes
static S67: Schema = Schema {
    default: Some(&D33),
    properties: &[
        Property {
            name: "kinds",
            field: field::OTHER,
            schema: &S64,
        },
        Property {
            name: "namespaces",
            field: field::OTHER,
            schema: &S66,
        },
    ],
    defaulted: &[1],
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
        Property {
            name: "group",
            field: field::GROUP,
            schema: &S69,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S70,
        },
        Property {
            name: "name",
            field: field::NAME,
            schema: &S6,
        },
        Property {
            name: "namespace",
            field: field::NAMESPACE,
            schema: &S22,
        },
    ],
    defaulted: &[0, 1],
    required: &[2],
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
        Property {
            name: "certificateRefs",
            field: field::CERTIFICATE_REFS,
            schema: &S72,
        },
        Property {
            name: "mode",
            field: field::MODE,
            schema: &S73,
        },
        Property {
            name: "options",
            field: field::OPTIONS,
            schema: &S3,
        },
    ],
    defaulted: &[1],
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
        Property {
            name: "allowedRoutes",
            field: field::OTHER,
            schema: &S67,
        },
        Property {
            name: "hostname",
            field: field::HOSTNAME,
            schema: &S12,
        },
        Property {
            name: "name",
            field: field::NAME,
            schema: &S7,
        },
        Property {
            name: "port",
            field: field::PORT,
            schema: &S23,
        },
        Property {
            name: "protocol",
            field: field::PROTOCOL,
            schema: &S68,
        },
        Property {
            name: "tls",
            field: field::TLS,
            schema: &S74,
        },
    ],
    defaulted: &[0],
    required: &[2, 3, 4],
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
    properties: &[Property {
        name: "clientCertificateRef",
        field: field::CLIENT_CERTIFICATE_REF,
        schema: &S71,
    }],
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
        Property {
            name: "caCertificateRefs",
            field: field::CA_CERTIFICATE_REFS,
            schema: &S78,
        },
        Property {
            name: "mode",
            field: field::MODE,
            schema: &S79,
        },
    ],
    defaulted: &[1],
    required: &[0],
    ..Schema::OBJECT
};

// Gateway/v1.spec.tls.frontend.default
static S81: Schema = Schema {
    properties: &[Property {
        name: "validation",
        field: field::VALIDATION,
        schema: &S80,
    }],
    ..Schema::OBJECT
};

// Gateway/v1.spec.tls.frontend.perPort[]
static S82: Schema = Schema {
    properties: &[
        Property {
            name: "port",
            field: field::PORT,
            schema: &S23,
        },
        Property {
            name: "tls",
            field: field::TLS,
            schema: &S81,
        },
    ],
    required: &[0, 1],
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
        Property {
            name: "default",
            field: field::OTHER,
            schema: &S81,
        },
        Property {
            name: "perPort",
            field: field::OTHER,
            schema: &S83,
        },
    ],
    required: &[0],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// Gateway/v1.spec.tls
static S85: Schema = Schema {
    properties: &[
        Property {
            name: "backend",
            field: field::OTHER,
            schema: &S77,
        },
        Property {
            name: "frontend",
            field: field::OTHER,
            schema: &S84,
        },
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// Gateway/v1.spec
static S86: Schema = Schema {
    properties: &[
        Property {
            name: "addresses",
            field: field::OTHER,
            schema: &S50,
        },
        Property {
            name: "allowedListeners",
            field: field::OTHER,
            schema: &S58,
        },
        Property {
            name: "gatewayClassName",
            field: field::OTHER,
            schema: &S6,
        },
        Property {
            name: "infrastructure",
            field: field::OTHER,
            schema: &S62,
        },
        Property {
            name: "listeners",
            field: field::OTHER,
            schema: &S76,
        },
        Property {
            name: "tls",
            field: field::TLS,
            schema: &S85,
        },
    ],
    required: &[2, 4],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// Gateway/v1.status.addresses[]
static S87: Schema = Schema {
    properties: &[
        Property {
            name: "type",
            field: field::TYPE,
            schema: &S47,
        },
        Property {
            name: "value",
            field: field::VALUE,
            schema: &S6,
        },
    ],
    defaulted: &[0],
    required: &[1],
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
        Property {
            name: "attachedRoutes",
            field: field::OTHER,
            schema: &S89,
        },
        Property {
            name: "conditions",
            field: field::OTHER,
            schema: &S91,
        },
        Property {
            name: "name",
            field: field::NAME,
            schema: &S7,
        },
        Property {
            name: "supportedKinds",
            field: field::OTHER,
            schema: &S64,
        },
    ],
    required: &[0, 1, 2],
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
        Property {
            name: "addresses",
            field: field::OTHER,
            schema: &S88,
        },
        Property {
            name: "attachedListenerSets",
            field: field::OTHER,
            schema: &S89,
        },
        Property {
            name: "conditions",
            field: field::OTHER,
            schema: &S90,
        },
        Property {
            name: "listeners",
            field: field::OTHER,
            schema: &S93,
        },
    ],
    defaulted: &[2],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// Gateway/v1
static S95: Schema = Schema {
    properties: &[
        Property {
            name: "apiVersion",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S0,
        },
        Property {
            name: "metadata",
            field: field::OTHER,
            schema: &S1,
        },
        Property {
            name: "spec",
            field: field::OTHER,
            schema: &S86,
        },
        Property {
            name: "status",
            field: field::OTHER,
            schema: &S94,
        },
    ],
    defaulted: &[4],
    required: &[3],
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
        Property {
            name: "name",
            field: field::NAME,
            schema: &S98,
        },
        Property {
            name: "value",
            field: field::VALUE,
            schema: &S99,
        },
    ],
    required: &[0, 1],
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
        Property {
            name: "add",
            field: field::OTHER,
            schema: &S101,
        },
        Property {
            name: "remove",
            field: field::OTHER,
            schema: &S102,
        },
        Property {
            name: "set",
            field: field::OTHER,
            schema: &S101,
        },
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
        Property {
            name: "group",
            field: field::GROUP,
            schema: &S69,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S104,
        },
        Property {
            name: "name",
            field: field::NAME,
            schema: &S6,
        },
        Property {
            name: "namespace",
            field: field::NAMESPACE,
            schema: &S22,
        },
        Property {
            name: "port",
            field: field::PORT,
            schema: &S23,
        },
    ],
    defaulted: &[0, 1],
    required: &[2],
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
        Property {
            name: "denominator",
            field: field::DENOMINATOR,
            schema: &S106,
        },
        Property {
            name: "numerator",
            field: field::NUMERATOR,
            schema: &S107,
        },
    ],
    defaulted: &[0],
    required: &[1],
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
        Property {
            name: "backendRef",
            field: field::OTHER,
            schema: &S105,
        },
        Property {
            name: "fraction",
            field: field::FRACTION,
            schema: &S108,
        },
        Property {
            name: "percent",
            field: field::PERCENT,
            schema: &S109,
        },
    ],
    required: &[0],
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
        Property {
            name: "extensionRef",
            field: field::EXTENSION_REF,
            schema: &S10,
        },
        Property {
            name: "requestHeaderModifier",
            field: field::REQUEST_HEADER_MODIFIER,
            schema: &S103,
        },
        Property {
            name: "requestMirror",
            field: field::REQUEST_MIRROR,
            schema: &S110,
        },
        Property {
            name: "responseHeaderModifier",
            field: field::RESPONSE_HEADER_MODIFIER,
            schema: &S103,
        },
        Property {
            name: "type",
            field: field::TYPE,
            schema: &S111,
        },
    ],
    required: &[4],
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
        Property {
            name: "filters",
            field: field::FILTERS,
            schema: &S113,
        },
        Property {
            name: "group",
            field: field::GROUP,
            schema: &S69,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S104,
        },
        Property {
            name: "name",
            field: field::NAME,
            schema: &S6,
        },
        Property {
            name: "namespace",
            field: field::NAMESPACE,
            schema: &S22,
        },
        Property {
            name: "port",
            field: field::PORT,
            schema: &S23,
        },
        Property {
            name: "weight",
            field: field::OTHER,
            schema: &S114,
        },
    ],
    defaulted: &[1, 2, 6],
    required: &[3],
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
        Property {
            name: "name",
            field: field::NAME,
            schema: &S98,
        },
        Property {
            name: "type",
            field: field::TYPE,
            schema: &S117,
        },
        Property {
            name: "value",
            field: field::VALUE,
            schema: &S99,
        },
    ],
    defaulted: &[1],
    required: &[0, 2],
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
        Property {
            name: "method",
            field: field::METHOD,
            schema: &S120,
        },
        Property {
            name: "service",
            field: field::SERVICE,
            schema: &S120,
        },
        Property {
            name: "type",
            field: field::TYPE,
            schema: &S117,
        },
    ],
    defaulted: &[2],
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
        Property {
            name: "headers",
            field: field::OTHER,
            schema: &S119,
        },
        Property {
            name: "method",
            field: field::METHOD,
            schema: &S121,
        },
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
        Property {
            name: "backendRefs",
            field: field::BACKEND_REFS,
            schema: &S116,
        },
        Property {
            name: "filters",
            field: field::FILTERS,
            schema: &S113,
        },
        Property {
            name: "matches",
            field: field::MATCHES,
            schema: &S123,
        },
        Property {
            name: "name",
            field: field::NAME,
            schema: &S7,
        },
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
        Property {
            name: "hostnames",
            field: field::OTHER,
            schema: &S96,
        },
        Property {
            name: "parentRefs",
            field: field::OTHER,
            schema: &S97,
        },
        Property {
            name: "rules",
            field: field::OTHER,
            schema: &S125,
        },
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// GRPCRoute/v1.status.parents[]
static S127: Schema = Schema {
    properties: &[
        Property {
            name: "conditions",
            field: field::OTHER,
            schema: &S32,
        },
        Property {
            name: "controllerName",
            field: field::OTHER,
            schema: &S33,
        },
        Property {
            name: "parentRef",
            field: field::OTHER,
            schema: &S24,
        },
    ],
    required: &[0, 1, 2],
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
    properties: &[Property {
        name: "parents",
        field: field::OTHER,
        schema: &S128,
    }],
    required: &[0],
    has_list_types: true,
    ..Schema::OBJECT
};

// GRPCRoute/v1
static S130: Schema = Schema {
    properties: &[
        Property {
            name: "apiVersion",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S0,
        },
        Property {
            name: "metadata",
            field: field::OTHER,
            schema: &S1,
        },
        Property {
            name: "spec",
            field: field::OTHER,
            schema: &S126,
        },
        Property {
            name: "status",
            field: field::OTHER,
            schema: &S129,
        },
    ],
    required: &[3],
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
        Property {
            name: "allowCredentials",
            field: field::OTHER,
            schema: &S131,
        },
        Property {
            name: "allowHeaders",
            field: field::OTHER,
            schema: &S132,
        },
        Property {
            name: "allowMethods",
            field: field::OTHER,
            schema: &S134,
        },
        Property {
            name: "allowOrigins",
            field: field::OTHER,
            schema: &S136,
        },
        Property {
            name: "exposeHeaders",
            field: field::OTHER,
            schema: &S137,
        },
        Property {
            name: "maxAge",
            field: field::OTHER,
            schema: &S138,
        },
    ],
    defaulted: &[5],
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
        Property {
            name: "replaceFullPath",
            field: field::REPLACE_FULL_PATH,
            schema: &S120,
        },
        Property {
            name: "replacePrefixMatch",
            field: field::REPLACE_PREFIX_MATCH,
            schema: &S120,
        },
        Property {
            name: "type",
            field: field::TYPE,
            schema: &S140,
        },
    ],
    required: &[2],
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
        Property {
            name: "hostname",
            field: field::HOSTNAME,
            schema: &S7,
        },
        Property {
            name: "path",
            field: field::PATH,
            schema: &S141,
        },
        Property {
            name: "port",
            field: field::PORT,
            schema: &S23,
        },
        Property {
            name: "scheme",
            field: field::OTHER,
            schema: &S142,
        },
        Property {
            name: "statusCode",
            field: field::OTHER,
            schema: &S143,
        },
    ],
    defaulted: &[4],
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
        Property {
            name: "hostname",
            field: field::HOSTNAME,
            schema: &S7,
        },
        Property {
            name: "path",
            field: field::PATH,
            schema: &S141,
        },
    ],
    has_rules: true,
    ..Schema::OBJECT
};

// HTTPRoute/v1.spec.rules[].backendRefs[].filters[]
static S147: Schema = Schema {
    properties: &[
        Property {
            name: "cors",
            field: field::CORS,
            schema: &S139,
        },
        Property {
            name: "extensionRef",
            field: field::EXTENSION_REF,
            schema: &S10,
        },
        Property {
            name: "requestHeaderModifier",
            field: field::REQUEST_HEADER_MODIFIER,
            schema: &S103,
        },
        Property {
            name: "requestMirror",
            field: field::REQUEST_MIRROR,
            schema: &S110,
        },
        Property {
            name: "requestRedirect",
            field: field::REQUEST_REDIRECT,
            schema: &S144,
        },
        Property {
            name: "responseHeaderModifier",
            field: field::RESPONSE_HEADER_MODIFIER,
            schema: &S103,
        },
        Property {
            name: "type",
            field: field::TYPE,
            schema: &S145,
        },
        Property {
            name: "urlRewrite",
            field: field::URL_REWRITE,
            schema: &S146,
        },
    ],
    required: &[6],
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
        Property {
            name: "filters",
            field: field::FILTERS,
            schema: &S148,
        },
        Property {
            name: "group",
            field: field::GROUP,
            schema: &S69,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S104,
        },
        Property {
            name: "name",
            field: field::NAME,
            schema: &S6,
        },
        Property {
            name: "namespace",
            field: field::NAMESPACE,
            schema: &S22,
        },
        Property {
            name: "port",
            field: field::PORT,
            schema: &S23,
        },
        Property {
            name: "weight",
            field: field::OTHER,
            schema: &S114,
        },
    ],
    defaulted: &[1, 2, 6],
    required: &[3],
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
        Property {
            name: "type",
            field: field::TYPE,
            schema: &S152,
        },
        Property {
            name: "value",
            field: field::VALUE,
            schema: &S153,
        },
    ],
    defaulted: &[0, 1],
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
        Property {
            name: "name",
            field: field::NAME,
            schema: &S98,
        },
        Property {
            name: "type",
            field: field::TYPE,
            schema: &S117,
        },
        Property {
            name: "value",
            field: field::VALUE,
            schema: &S155,
        },
    ],
    defaulted: &[1],
    required: &[0, 2],
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
        Property {
            name: "headers",
            field: field::OTHER,
            schema: &S119,
        },
        Property {
            name: "method",
            field: field::METHOD,
            schema: &S151,
        },
        Property {
            name: "path",
            field: field::PATH,
            schema: &S154,
        },
        Property {
            name: "queryParams",
            field: field::OTHER,
            schema: &S157,
        },
    ],
    defaulted: &[2],
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
        Property {
            name: "attempts",
            field: field::OTHER,
            schema: &S160,
        },
        Property {
            name: "backoff",
            field: field::OTHER,
            schema: &S161,
        },
        Property {
            name: "codes",
            field: field::OTHER,
            schema: &S163,
        },
    ],
    defaulted: &[0],
    has_list_types: true,
    ..Schema::OBJECT
};

// HTTPRoute/v1.spec.rules[].timeouts
static S165: Schema = Schema {
    properties: &[
        Property {
            name: "backendRequest",
            field: field::BACKEND_REQUEST,
            schema: &S161,
        },
        Property {
            name: "request",
            field: field::REQUEST,
            schema: &S161,
        },
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
        Property {
            name: "backendRefs",
            field: field::BACKEND_REFS,
            schema: &S150,
        },
        Property {
            name: "filters",
            field: field::FILTERS,
            schema: &S148,
        },
        Property {
            name: "matches",
            field: field::MATCHES,
            schema: &S159,
        },
        Property {
            name: "name",
            field: field::NAME,
            schema: &S7,
        },
        Property {
            name: "retry",
            field: field::OTHER,
            schema: &S164,
        },
        Property {
            name: "timeouts",
            field: field::OTHER,
            schema: &S165,
        },
    ],
    defaulted: &[2],
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
        Property {
            name: "hostnames",
            field: field::OTHER,
            schema: &S96,
        },
        Property {
            name: "parentRefs",
            field: field::OTHER,
            schema: &S97,
        },
        Property {
            name: "rules",
            field: field::OTHER,
            schema: &S167,
        },
    ],
    defaulted: &[2],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// HTTPRoute/v1
static S169: Schema = Schema {
    properties: &[
        Property {
            name: "apiVersion",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S0,
        },
        Property {
            name: "metadata",
            field: field::OTHER,
            schema: &S1,
        },
        Property {
            name: "spec",
            field: field::OTHER,
            schema: &S168,
        },
        Property {
            name: "status",
            field: field::OTHER,
            schema: &S129,
        },
    ],
    required: &[3],
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
        Property {
            name: "group",
            field: field::GROUP,
            schema: &S20,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S21,
        },
        Property {
            name: "name",
            field: field::NAME,
            schema: &S6,
        },
        Property {
            name: "namespace",
            field: field::NAMESPACE,
            schema: &S22,
        },
    ],
    defaulted: &[0, 1],
    required: &[2],
    ..Schema::OBJECT
};

// ListenerSet/v1.spec
static S172: Schema = Schema {
    properties: &[
        Property {
            name: "listeners",
            field: field::OTHER,
            schema: &S170,
        },
        Property {
            name: "parentRef",
            field: field::OTHER,
            schema: &S171,
        },
    ],
    required: &[0, 1],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// ListenerSet/v1.status
static S173: Schema = Schema {
    default: Some(&D26),
    properties: &[
        Property {
            name: "conditions",
            field: field::OTHER,
            schema: &S90,
        },
        Property {
            name: "listeners",
            field: field::OTHER,
            schema: &S93,
        },
    ],
    defaulted: &[0],
    has_list_types: true,
    ..Schema::OBJECT
};

// ListenerSet/v1
static S174: Schema = Schema {
    properties: &[
        Property {
            name: "apiVersion",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S0,
        },
        Property {
            name: "metadata",
            field: field::OTHER,
            schema: &S1,
        },
        Property {
            name: "spec",
            field: field::OTHER,
            schema: &S172,
        },
        Property {
            name: "status",
            field: field::OTHER,
            schema: &S173,
        },
    ],
    defaulted: &[4],
    required: &[3],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// ReferenceGrant/v1.spec.from[]
static S175: Schema = Schema {
    properties: &[
        Property {
            name: "group",
            field: field::GROUP,
            schema: &S4,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S5,
        },
        Property {
            name: "namespace",
            field: field::NAMESPACE,
            schema: &S22,
        },
    ],
    required: &[0, 1, 2],
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
        Property {
            name: "group",
            field: field::GROUP,
            schema: &S4,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S5,
        },
        Property {
            name: "name",
            field: field::NAME,
            schema: &S6,
        },
    ],
    required: &[0, 1],
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
        Property {
            name: "from",
            field: field::OTHER,
            schema: &S176,
        },
        Property {
            name: "to",
            field: field::OTHER,
            schema: &S178,
        },
    ],
    required: &[0, 1],
    ..Schema::OBJECT
};

// ReferenceGrant/v1
static S180: Schema = Schema {
    properties: &[
        Property {
            name: "apiVersion",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S0,
        },
        Property {
            name: "metadata",
            field: field::OTHER,
            schema: &S1,
        },
        Property {
            name: "spec",
            field: field::OTHER,
            schema: &S179,
        },
    ],
    required: &[3],
    ..Schema::OBJECT
};

// TCPRoute/v1.spec.rules[].backendRefs[]
static S181: Schema = Schema {
    properties: &[
        Property {
            name: "group",
            field: field::GROUP,
            schema: &S69,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S104,
        },
        Property {
            name: "name",
            field: field::NAME,
            schema: &S6,
        },
        Property {
            name: "namespace",
            field: field::NAMESPACE,
            schema: &S22,
        },
        Property {
            name: "port",
            field: field::PORT,
            schema: &S23,
        },
        Property {
            name: "weight",
            field: field::OTHER,
            schema: &S114,
        },
    ],
    defaulted: &[0, 1, 5],
    required: &[2],
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
        Property {
            name: "backendRefs",
            field: field::BACKEND_REFS,
            schema: &S182,
        },
        Property {
            name: "name",
            field: field::NAME,
            schema: &S7,
        },
    ],
    required: &[0],
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
        Property {
            name: "parentRefs",
            field: field::OTHER,
            schema: &S97,
        },
        Property {
            name: "rules",
            field: field::OTHER,
            schema: &S184,
        },
    ],
    required: &[1],
    has_rules: true,
    ..Schema::OBJECT
};

// TCPRoute/v1
static S186: Schema = Schema {
    properties: &[
        Property {
            name: "apiVersion",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S0,
        },
        Property {
            name: "metadata",
            field: field::OTHER,
            schema: &S1,
        },
        Property {
            name: "spec",
            field: field::OTHER,
            schema: &S185,
        },
        Property {
            name: "status",
            field: field::OTHER,
            schema: &S129,
        },
    ],
    required: &[3],
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
        Property {
            name: "parentRefs",
            field: field::OTHER,
            schema: &S97,
        },
        Property {
            name: "rules",
            field: field::OTHER,
            schema: &S187,
        },
    ],
    required: &[1],
    has_rules: true,
    ..Schema::OBJECT
};

// TCPRoute/v1alpha2
static S189: Schema = Schema {
    properties: &[
        Property {
            name: "apiVersion",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S0,
        },
        Property {
            name: "metadata",
            field: field::OTHER,
            schema: &S1,
        },
        Property {
            name: "spec",
            field: field::OTHER,
            schema: &S188,
        },
        Property {
            name: "status",
            field: field::OTHER,
            schema: &S129,
        },
    ],
    required: &[3],
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
        Property {
            name: "hostnames",
            field: field::OTHER,
            schema: &S190,
        },
        Property {
            name: "parentRefs",
            field: field::OTHER,
            schema: &S97,
        },
        Property {
            name: "rules",
            field: field::OTHER,
            schema: &S184,
        },
    ],
    required: &[0, 2],
    has_rules: true,
    ..Schema::OBJECT
};

// TLSRoute/v1
static S192: Schema = Schema {
    properties: &[
        Property {
            name: "apiVersion",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S0,
        },
        Property {
            name: "metadata",
            field: field::OTHER,
            schema: &S1,
        },
        Property {
            name: "spec",
            field: field::OTHER,
            schema: &S191,
        },
        Property {
            name: "status",
            field: field::OTHER,
            schema: &S129,
        },
    ],
    required: &[3],
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
        Property {
            name: "hostnames",
            field: field::OTHER,
            schema: &S193,
        },
        Property {
            name: "parentRefs",
            field: field::OTHER,
            schema: &S97,
        },
        Property {
            name: "rules",
            field: field::OTHER,
            schema: &S187,
        },
    ],
    required: &[2],
    has_rules: true,
    ..Schema::OBJECT
};

// TLSRoute/v1alpha2
static S195: Schema = Schema {
    properties: &[
        Property {
            name: "apiVersion",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S0,
        },
        Property {
            name: "metadata",
            field: field::OTHER,
            schema: &S1,
        },
        Property {
            name: "spec",
            field: field::OTHER,
            schema: &S194,
        },
        Property {
            name: "status",
            field: field::OTHER,
            schema: &S129,
        },
    ],
    required: &[3],
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
        Property {
            name: "caCertificateRefs",
            field: field::CA_CERTIFICATE_REFS,
            schema: &S196,
        },
        Property {
            name: "hostname",
            field: field::HOSTNAME,
            schema: &S7,
        },
        Property {
            name: "subjectAltNames",
            field: field::OTHER,
            schema: &S16,
        },
        Property {
            name: "wellKnownCACertificates",
            field: field::WELL_KNOWN_CA_CERTIFICATES,
            schema: &S17,
        },
    ],
    required: &[1],
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
        Property {
            name: "options",
            field: field::OPTIONS,
            schema: &S3,
        },
        Property {
            name: "targetRefs",
            field: field::OTHER,
            schema: &S9,
        },
        Property {
            name: "validation",
            field: field::VALIDATION,
            schema: &S197,
        },
    ],
    required: &[1, 2],
    has_rules: true,
    ..Schema::OBJECT
};

// BackendTLSPolicy/v1
static S199: Schema = Schema {
    properties: &[
        Property {
            name: "apiVersion",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S0,
        },
        Property {
            name: "metadata",
            field: field::OTHER,
            schema: &S1,
        },
        Property {
            name: "spec",
            field: field::OTHER,
            schema: &S198,
        },
        Property {
            name: "status",
            field: field::OTHER,
            schema: &S36,
        },
    ],
    required: &[3],
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
        Property {
            name: "routability",
            field: field::OTHER,
            schema: &S200,
        },
        Property {
            name: "type",
            field: field::TYPE,
            schema: &S47,
        },
        Property {
            name: "value",
            field: field::VALUE,
            schema: &S48,
        },
    ],
    defaulted: &[1],
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
        Property {
            name: "group",
            field: field::GROUP,
            schema: &S69,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S104,
        },
        Property {
            name: "name",
            field: field::NAME,
            schema: &S6,
        },
        Property {
            name: "namespace",
            field: field::NAMESPACE,
            schema: &S22,
        },
        Property {
            name: "port",
            field: field::PORT,
            schema: &S23,
        },
    ],
    defaulted: &[0, 1],
    required: &[2],
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
    properties: &[Property {
        name: "maxSize",
        field: field::OTHER,
        schema: &S107,
    }],
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
    properties: &[Property {
        name: "allowedHeaders",
        field: field::OTHER,
        schema: &S206,
    }],
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
        Property {
            name: "allowedHeaders",
            field: field::OTHER,
            schema: &S206,
        },
        Property {
            name: "allowedResponseHeaders",
            field: field::OTHER,
            schema: &S206,
        },
        Property {
            name: "path",
            field: field::PATH,
            schema: &S208,
        },
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
        Property {
            name: "backendRef",
            field: field::OTHER,
            schema: &S204,
        },
        Property {
            name: "forwardBody",
            field: field::OTHER,
            schema: &S205,
        },
        Property {
            name: "grpc",
            field: field::GRPC,
            schema: &S207,
        },
        Property {
            name: "http",
            field: field::HTTP,
            schema: &S209,
        },
        Property {
            name: "protocol",
            field: field::PROTOCOL,
            schema: &S210,
        },
    ],
    required: &[0, 4],
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
        Property {
            name: "extensionRef",
            field: field::EXTENSION_REF,
            schema: &S10,
        },
        Property {
            name: "externalAuth",
            field: field::EXTERNAL_AUTH,
            schema: &S211,
        },
        Property {
            name: "type",
            field: field::TYPE,
            schema: &S212,
        },
    ],
    required: &[2],
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
    properties: &[Property {
        name: "requests",
        field: field::OTHER,
        schema: &S214,
    }],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// Gateway/v1.spec.listeners[]
static S216: Schema = Schema {
    properties: &[
        Property {
            name: "allowedRoutes",
            field: field::OTHER,
            schema: &S67,
        },
        Property {
            name: "filters",
            field: field::FILTERS,
            schema: &S215,
        },
        Property {
            name: "hostname",
            field: field::HOSTNAME,
            schema: &S12,
        },
        Property {
            name: "name",
            field: field::NAME,
            schema: &S7,
        },
        Property {
            name: "port",
            field: field::PORT,
            schema: &S23,
        },
        Property {
            name: "protocol",
            field: field::PROTOCOL,
            schema: &S68,
        },
        Property {
            name: "tls",
            field: field::TLS,
            schema: &S74,
        },
    ],
    defaulted: &[0],
    required: &[3, 4, 5],
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
        Property {
            name: "caCertificateRefs",
            field: field::CA_CERTIFICATE_REFS,
            schema: &S218,
        },
        Property {
            name: "mode",
            field: field::MODE,
            schema: &S79,
        },
    ],
    defaulted: &[1],
    required: &[0],
    has_rules: true,
    ..Schema::OBJECT
};

// Gateway/v1.spec.tls.frontend.default
static S220: Schema = Schema {
    properties: &[Property {
        name: "validation",
        field: field::VALIDATION,
        schema: &S219,
    }],
    has_rules: true,
    ..Schema::OBJECT
};

// Gateway/v1.spec.tls.frontend.perPort[]
static S221: Schema = Schema {
    properties: &[
        Property {
            name: "port",
            field: field::PORT,
            schema: &S23,
        },
        Property {
            name: "tls",
            field: field::TLS,
            schema: &S220,
        },
    ],
    required: &[0, 1],
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
        Property {
            name: "default",
            field: field::OTHER,
            schema: &S220,
        },
        Property {
            name: "perPort",
            field: field::OTHER,
            schema: &S222,
        },
    ],
    required: &[0],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// Gateway/v1.spec.tls
static S224: Schema = Schema {
    properties: &[
        Property {
            name: "backend",
            field: field::OTHER,
            schema: &S77,
        },
        Property {
            name: "frontend",
            field: field::OTHER,
            schema: &S223,
        },
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// Gateway/v1.spec
static S225: Schema = Schema {
    properties: &[
        Property {
            name: "addresses",
            field: field::OTHER,
            schema: &S202,
        },
        Property {
            name: "allowedListeners",
            field: field::OTHER,
            schema: &S58,
        },
        Property {
            name: "defaultScope",
            field: field::OTHER,
            schema: &S203,
        },
        Property {
            name: "gatewayClassName",
            field: field::OTHER,
            schema: &S6,
        },
        Property {
            name: "infrastructure",
            field: field::OTHER,
            schema: &S62,
        },
        Property {
            name: "listeners",
            field: field::OTHER,
            schema: &S217,
        },
        Property {
            name: "tls",
            field: field::TLS,
            schema: &S224,
        },
    ],
    required: &[3, 5],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// Gateway/v1.status.addresses[]
static S226: Schema = Schema {
    properties: &[
        Property {
            name: "routability",
            field: field::OTHER,
            schema: &S200,
        },
        Property {
            name: "type",
            field: field::TYPE,
            schema: &S47,
        },
        Property {
            name: "value",
            field: field::VALUE,
            schema: &S6,
        },
    ],
    defaulted: &[1],
    required: &[2],
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
        Property {
            name: "addresses",
            field: field::OTHER,
            schema: &S227,
        },
        Property {
            name: "attachedListenerSets",
            field: field::OTHER,
            schema: &S89,
        },
        Property {
            name: "conditions",
            field: field::OTHER,
            schema: &S90,
        },
        Property {
            name: "listeners",
            field: field::OTHER,
            schema: &S93,
        },
    ],
    defaulted: &[2],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// Gateway/v1
static S229: Schema = Schema {
    properties: &[
        Property {
            name: "apiVersion",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S0,
        },
        Property {
            name: "metadata",
            field: field::OTHER,
            schema: &S1,
        },
        Property {
            name: "spec",
            field: field::OTHER,
            schema: &S225,
        },
        Property {
            name: "status",
            field: field::OTHER,
            schema: &S228,
        },
    ],
    defaulted: &[4],
    required: &[3],
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
        Property {
            name: "name",
            field: field::NAME,
            schema: &S98,
        },
        Property {
            name: "value",
            field: field::VALUE,
            schema: &S231,
        },
    ],
    required: &[0, 1],
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
        Property {
            name: "add",
            field: field::OTHER,
            schema: &S233,
        },
        Property {
            name: "remove",
            field: field::OTHER,
            schema: &S102,
        },
        Property {
            name: "set",
            field: field::OTHER,
            schema: &S233,
        },
    ],
    has_list_types: true,
    ..Schema::OBJECT
};

// GRPCRoute/v1.spec.rules[].backendRefs[].filters[].requestMirror
static S235: Schema = Schema {
    properties: &[
        Property {
            name: "backendRef",
            field: field::OTHER,
            schema: &S204,
        },
        Property {
            name: "fraction",
            field: field::FRACTION,
            schema: &S108,
        },
        Property {
            name: "percent",
            field: field::PERCENT,
            schema: &S109,
        },
    ],
    required: &[0],
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
        Property {
            name: "extensionRef",
            field: field::EXTENSION_REF,
            schema: &S10,
        },
        Property {
            name: "requestHeaderModifier",
            field: field::REQUEST_HEADER_MODIFIER,
            schema: &S234,
        },
        Property {
            name: "requestMirror",
            field: field::REQUEST_MIRROR,
            schema: &S235,
        },
        Property {
            name: "responseHeaderModifier",
            field: field::RESPONSE_HEADER_MODIFIER,
            schema: &S234,
        },
        Property {
            name: "type",
            field: field::TYPE,
            schema: &S111,
        },
    ],
    required: &[4],
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
        Property {
            name: "filters",
            field: field::FILTERS,
            schema: &S237,
        },
        Property {
            name: "group",
            field: field::GROUP,
            schema: &S69,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S104,
        },
        Property {
            name: "name",
            field: field::NAME,
            schema: &S6,
        },
        Property {
            name: "namespace",
            field: field::NAMESPACE,
            schema: &S22,
        },
        Property {
            name: "port",
            field: field::PORT,
            schema: &S23,
        },
        Property {
            name: "weight",
            field: field::OTHER,
            schema: &S114,
        },
    ],
    defaulted: &[1, 2, 6],
    required: &[3],
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
        Property {
            name: "lifetimeType",
            field: field::LIFETIME_TYPE,
            schema: &S240,
        },
        Property {
            name: "name",
            field: field::NAME,
            schema: &S98,
        },
        Property {
            name: "path",
            field: field::PATH,
            schema: &S153,
        },
    ],
    defaulted: &[0, 2],
    ..Schema::OBJECT
};

// GRPCRoute/v1.spec.rules[].sessionPersistence.header
static S242: Schema = Schema {
    properties: &[Property {
        name: "name",
        field: field::NAME,
        schema: &S98,
    }],
    required: &[0],
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
        Property {
            name: "absoluteTimeout",
            field: field::ABSOLUTE_TIMEOUT,
            schema: &S161,
        },
        Property {
            name: "cookie",
            field: field::COOKIE,
            schema: &S241,
        },
        Property {
            name: "header",
            field: field::HEADER,
            schema: &S242,
        },
        Property {
            name: "type",
            field: field::TYPE,
            schema: &S243,
        },
    ],
    defaulted: &[3],
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
        Property {
            name: "backendRefs",
            field: field::BACKEND_REFS,
            schema: &S239,
        },
        Property {
            name: "filters",
            field: field::FILTERS,
            schema: &S237,
        },
        Property {
            name: "matches",
            field: field::MATCHES,
            schema: &S123,
        },
        Property {
            name: "name",
            field: field::NAME,
            schema: &S7,
        },
        Property {
            name: "sessionPersistence",
            field: field::SESSION_PERSISTENCE,
            schema: &S244,
        },
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
        Property {
            name: "hostnames",
            field: field::OTHER,
            schema: &S96,
        },
        Property {
            name: "parentRefs",
            field: field::OTHER,
            schema: &S230,
        },
        Property {
            name: "rules",
            field: field::OTHER,
            schema: &S246,
        },
        Property {
            name: "useDefaultGateways",
            field: field::OTHER,
            schema: &S203,
        },
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// GRPCRoute/v1
static S248: Schema = Schema {
    properties: &[
        Property {
            name: "apiVersion",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S0,
        },
        Property {
            name: "metadata",
            field: field::OTHER,
            schema: &S1,
        },
        Property {
            name: "spec",
            field: field::OTHER,
            schema: &S247,
        },
        Property {
            name: "status",
            field: field::OTHER,
            schema: &S129,
        },
    ],
    required: &[3],
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
        Property {
            name: "cors",
            field: field::CORS,
            schema: &S139,
        },
        Property {
            name: "extensionRef",
            field: field::EXTENSION_REF,
            schema: &S10,
        },
        Property {
            name: "externalAuth",
            field: field::EXTERNAL_AUTH,
            schema: &S211,
        },
        Property {
            name: "requestHeaderModifier",
            field: field::REQUEST_HEADER_MODIFIER,
            schema: &S234,
        },
        Property {
            name: "requestMirror",
            field: field::REQUEST_MIRROR,
            schema: &S235,
        },
        Property {
            name: "requestRedirect",
            field: field::REQUEST_REDIRECT,
            schema: &S144,
        },
        Property {
            name: "responseHeaderModifier",
            field: field::RESPONSE_HEADER_MODIFIER,
            schema: &S234,
        },
        Property {
            name: "type",
            field: field::TYPE,
            schema: &S249,
        },
        Property {
            name: "urlRewrite",
            field: field::URL_REWRITE,
            schema: &S146,
        },
    ],
    required: &[7],
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
        Property {
            name: "filters",
            field: field::FILTERS,
            schema: &S251,
        },
        Property {
            name: "group",
            field: field::GROUP,
            schema: &S69,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S104,
        },
        Property {
            name: "name",
            field: field::NAME,
            schema: &S6,
        },
        Property {
            name: "namespace",
            field: field::NAMESPACE,
            schema: &S22,
        },
        Property {
            name: "port",
            field: field::PORT,
            schema: &S23,
        },
        Property {
            name: "weight",
            field: field::OTHER,
            schema: &S114,
        },
    ],
    defaulted: &[1, 2, 6],
    required: &[3],
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
        Property {
            name: "name",
            field: field::NAME,
            schema: &S98,
        },
        Property {
            name: "type",
            field: field::TYPE,
            schema: &S117,
        },
        Property {
            name: "value",
            field: field::VALUE,
            schema: &S231,
        },
    ],
    defaulted: &[1],
    required: &[0, 2],
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
        Property {
            name: "headers",
            field: field::OTHER,
            schema: &S255,
        },
        Property {
            name: "method",
            field: field::METHOD,
            schema: &S151,
        },
        Property {
            name: "path",
            field: field::PATH,
            schema: &S154,
        },
        Property {
            name: "queryParams",
            field: field::OTHER,
            schema: &S157,
        },
    ],
    defaulted: &[2],
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
        Property {
            name: "backendRefs",
            field: field::BACKEND_REFS,
            schema: &S253,
        },
        Property {
            name: "filters",
            field: field::FILTERS,
            schema: &S251,
        },
        Property {
            name: "matches",
            field: field::MATCHES,
            schema: &S257,
        },
        Property {
            name: "name",
            field: field::NAME,
            schema: &S7,
        },
        Property {
            name: "retry",
            field: field::OTHER,
            schema: &S164,
        },
        Property {
            name: "sessionPersistence",
            field: field::SESSION_PERSISTENCE,
            schema: &S244,
        },
        Property {
            name: "timeouts",
            field: field::OTHER,
            schema: &S165,
        },
    ],
    defaulted: &[2],
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
        Property {
            name: "hostnames",
            field: field::OTHER,
            schema: &S96,
        },
        Property {
            name: "parentRefs",
            field: field::OTHER,
            schema: &S230,
        },
        Property {
            name: "rules",
            field: field::OTHER,
            schema: &S259,
        },
        Property {
            name: "useDefaultGateways",
            field: field::OTHER,
            schema: &S203,
        },
    ],
    defaulted: &[2],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// HTTPRoute/v1
static S261: Schema = Schema {
    properties: &[
        Property {
            name: "apiVersion",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S0,
        },
        Property {
            name: "metadata",
            field: field::OTHER,
            schema: &S1,
        },
        Property {
            name: "spec",
            field: field::OTHER,
            schema: &S260,
        },
        Property {
            name: "status",
            field: field::OTHER,
            schema: &S129,
        },
    ],
    required: &[3],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// ListenerSet/v1.spec.listeners[]
static S262: Schema = Schema {
    properties: &[
        Property {
            name: "allowedRoutes",
            field: field::OTHER,
            schema: &S67,
        },
        Property {
            name: "filters",
            field: field::FILTERS,
            schema: &S215,
        },
        Property {
            name: "hostname",
            field: field::HOSTNAME,
            schema: &S12,
        },
        Property {
            name: "name",
            field: field::NAME,
            schema: &S7,
        },
        Property {
            name: "port",
            field: field::PORT,
            schema: &S23,
        },
        Property {
            name: "protocol",
            field: field::PROTOCOL,
            schema: &S68,
        },
        Property {
            name: "tls",
            field: field::TLS,
            schema: &S74,
        },
    ],
    defaulted: &[0],
    required: &[3, 4, 5],
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
        Property {
            name: "listeners",
            field: field::OTHER,
            schema: &S263,
        },
        Property {
            name: "parentRef",
            field: field::OTHER,
            schema: &S171,
        },
    ],
    required: &[0, 1],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// ListenerSet/v1
static S265: Schema = Schema {
    properties: &[
        Property {
            name: "apiVersion",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S0,
        },
        Property {
            name: "metadata",
            field: field::OTHER,
            schema: &S1,
        },
        Property {
            name: "spec",
            field: field::OTHER,
            schema: &S264,
        },
        Property {
            name: "status",
            field: field::OTHER,
            schema: &S173,
        },
    ],
    defaulted: &[4],
    required: &[3],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// TCPRoute/v1.spec.rules[].backendRefs[]
static S266: Schema = Schema {
    properties: &[
        Property {
            name: "group",
            field: field::GROUP,
            schema: &S69,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S104,
        },
        Property {
            name: "name",
            field: field::NAME,
            schema: &S6,
        },
        Property {
            name: "namespace",
            field: field::NAMESPACE,
            schema: &S22,
        },
        Property {
            name: "port",
            field: field::PORT,
            schema: &S23,
        },
        Property {
            name: "weight",
            field: field::OTHER,
            schema: &S114,
        },
    ],
    defaulted: &[0, 1, 5],
    required: &[2],
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
        Property {
            name: "backendRefs",
            field: field::BACKEND_REFS,
            schema: &S267,
        },
        Property {
            name: "name",
            field: field::NAME,
            schema: &S7,
        },
    ],
    required: &[0],
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
        Property {
            name: "parentRefs",
            field: field::OTHER,
            schema: &S230,
        },
        Property {
            name: "rules",
            field: field::OTHER,
            schema: &S269,
        },
        Property {
            name: "useDefaultGateways",
            field: field::OTHER,
            schema: &S203,
        },
    ],
    required: &[1],
    has_rules: true,
    ..Schema::OBJECT
};

// TCPRoute/v1
static S271: Schema = Schema {
    properties: &[
        Property {
            name: "apiVersion",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S0,
        },
        Property {
            name: "metadata",
            field: field::OTHER,
            schema: &S1,
        },
        Property {
            name: "spec",
            field: field::OTHER,
            schema: &S270,
        },
        Property {
            name: "status",
            field: field::OTHER,
            schema: &S129,
        },
    ],
    required: &[3],
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
        Property {
            name: "parentRefs",
            field: field::OTHER,
            schema: &S230,
        },
        Property {
            name: "rules",
            field: field::OTHER,
            schema: &S272,
        },
        Property {
            name: "useDefaultGateways",
            field: field::OTHER,
            schema: &S203,
        },
    ],
    required: &[1],
    has_rules: true,
    ..Schema::OBJECT
};

// TCPRoute/v1alpha2
static S274: Schema = Schema {
    properties: &[
        Property {
            name: "apiVersion",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S0,
        },
        Property {
            name: "metadata",
            field: field::OTHER,
            schema: &S1,
        },
        Property {
            name: "spec",
            field: field::OTHER,
            schema: &S273,
        },
        Property {
            name: "status",
            field: field::OTHER,
            schema: &S129,
        },
    ],
    required: &[3],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// TLSRoute/v1.spec
static S275: Schema = Schema {
    properties: &[
        Property {
            name: "hostnames",
            field: field::OTHER,
            schema: &S190,
        },
        Property {
            name: "parentRefs",
            field: field::OTHER,
            schema: &S230,
        },
        Property {
            name: "rules",
            field: field::OTHER,
            schema: &S269,
        },
        Property {
            name: "useDefaultGateways",
            field: field::OTHER,
            schema: &S203,
        },
    ],
    required: &[0, 2],
    has_rules: true,
    ..Schema::OBJECT
};

// TLSRoute/v1
static S276: Schema = Schema {
    properties: &[
        Property {
            name: "apiVersion",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S0,
        },
        Property {
            name: "metadata",
            field: field::OTHER,
            schema: &S1,
        },
        Property {
            name: "spec",
            field: field::OTHER,
            schema: &S275,
        },
        Property {
            name: "status",
            field: field::OTHER,
            schema: &S129,
        },
    ],
    required: &[3],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// TLSRoute/v1alpha2.spec
static S277: Schema = Schema {
    properties: &[
        Property {
            name: "hostnames",
            field: field::OTHER,
            schema: &S193,
        },
        Property {
            name: "parentRefs",
            field: field::OTHER,
            schema: &S230,
        },
        Property {
            name: "rules",
            field: field::OTHER,
            schema: &S272,
        },
        Property {
            name: "useDefaultGateways",
            field: field::OTHER,
            schema: &S203,
        },
    ],
    required: &[2],
    has_rules: true,
    ..Schema::OBJECT
};

// TLSRoute/v1alpha2
static S278: Schema = Schema {
    properties: &[
        Property {
            name: "apiVersion",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S0,
        },
        Property {
            name: "metadata",
            field: field::OTHER,
            schema: &S1,
        },
        Property {
            name: "spec",
            field: field::OTHER,
            schema: &S277,
        },
        Property {
            name: "status",
            field: field::OTHER,
            schema: &S129,
        },
    ],
    required: &[3],
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
    properties: &[Property {
        name: "matchLabels",
        field: field::OTHER,
        schema: &S279,
    }],
    required: &[0],
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
    properties: &[Property {
        name: "hostname",
        field: field::HOSTNAME,
        schema: &S281,
    }],
    required: &[0],
    has_rules: true,
    ..Schema::OBJECT
};

// XBackend/v1alpha1.spec.port
static S283: Schema = Schema {
    properties: &[Property {
        name: "number",
        field: field::OTHER,
        schema: &S23,
    }],
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
        Property {
            name: "clientCertificateRef",
            field: field::CLIENT_CERTIFICATE_REF,
            schema: &S71,
        },
        Property {
            name: "mode",
            field: field::MODE,
            schema: &S285,
        },
        Property {
            name: "validation",
            field: field::VALIDATION,
            schema: &S197,
        },
    ],
    required: &[1],
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
        Property {
            name: "endpointSelector",
            field: field::ENDPOINT_SELECTOR,
            schema: &S280,
        },
        Property {
            name: "externalHostname",
            field: field::EXTERNAL_HOSTNAME,
            schema: &S282,
        },
        Property {
            name: "port",
            field: field::PORT,
            schema: &S283,
        },
        Property {
            name: "protocol",
            field: field::PROTOCOL,
            schema: &S284,
        },
        Property {
            name: "sessionPersistence",
            field: field::SESSION_PERSISTENCE,
            schema: &S244,
        },
        Property {
            name: "tls",
            field: field::TLS,
            schema: &S286,
        },
        Property {
            name: "type",
            field: field::TYPE,
            schema: &S287,
        },
    ],
    defaulted: &[5],
    required: &[2, 6],
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
        Property {
            name: "ancestorRef",
            field: field::OTHER,
            schema: &S24,
        },
        Property {
            name: "conditions",
            field: field::OTHER,
            schema: &S289,
        },
        Property {
            name: "controllerName",
            field: field::OTHER,
            schema: &S33,
        },
    ],
    required: &[0, 2],
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
    properties: &[Property {
        name: "ancestors",
        field: field::OTHER,
        schema: &S291,
    }],
    has_list_types: true,
    ..Schema::OBJECT
};

// XBackend/v1alpha1
static S293: Schema = Schema {
    properties: &[
        Property {
            name: "apiVersion",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S0,
        },
        Property {
            name: "metadata",
            field: field::OTHER,
            schema: &S1,
        },
        Property {
            name: "spec",
            field: field::OTHER,
            schema: &S288,
        },
        Property {
            name: "status",
            field: field::OTHER,
            schema: &S292,
        },
    ],
    required: &[3],
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
        Property {
            name: "interval",
            field: field::OTHER,
            schema: &S294,
        },
        Property {
            name: "percent",
            field: field::PERCENT,
            schema: &S295,
        },
    ],
    defaulted: &[0, 1],
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
        Property {
            name: "count",
            field: field::OTHER,
            schema: &S297,
        },
        Property {
            name: "interval",
            field: field::OTHER,
            schema: &S298,
        },
    ],
    has_rules: true,
    ..Schema::OBJECT
};

// XBackendTrafficPolicy/v1alpha1.spec.retryConstraint
static S300: Schema = Schema {
    properties: &[
        Property {
            name: "budget",
            field: field::OTHER,
            schema: &S296,
        },
        Property {
            name: "minRetryRate",
            field: field::OTHER,
            schema: &S299,
        },
    ],
    defaulted: &[0, 1],
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
        Property {
            name: "retryConstraint",
            field: field::OTHER,
            schema: &S300,
        },
        Property {
            name: "sessionPersistence",
            field: field::SESSION_PERSISTENCE,
            schema: &S244,
        },
        Property {
            name: "targetRefs",
            field: field::OTHER,
            schema: &S301,
        },
    ],
    required: &[2],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// XBackendTrafficPolicy/v1alpha1
static S303: Schema = Schema {
    properties: &[
        Property {
            name: "apiVersion",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S0,
        },
        Property {
            name: "metadata",
            field: field::OTHER,
            schema: &S1,
        },
        Property {
            name: "spec",
            field: field::OTHER,
            schema: &S302,
        },
        Property {
            name: "status",
            field: field::OTHER,
            schema: &S36,
        },
    ],
    required: &[3],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// XMesh/v1alpha1.status
static S304: Schema = Schema {
    default: Some(&D27),
    properties: &[
        Property {
            name: "conditions",
            field: field::OTHER,
            schema: &S90,
        },
        Property {
            name: "supportedFeatures",
            field: field::OTHER,
            schema: &S44,
        },
    ],
    defaulted: &[0],
    has_list_types: true,
    ..Schema::OBJECT
};

// XMesh/v1alpha1
static S305: Schema = Schema {
    properties: &[
        Property {
            name: "apiVersion",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S0,
        },
        Property {
            name: "metadata",
            field: field::OTHER,
            schema: &S1,
        },
        Property {
            name: "spec",
            field: field::OTHER,
            schema: &S41,
        },
        Property {
            name: "status",
            field: field::OTHER,
            schema: &S304,
        },
    ],
    defaulted: &[4],
    required: &[3],
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
        Property {
            name: "attributeKey",
            field: field::ATTRIBUTE_KEY,
            schema: &S307,
        },
        Property {
            name: "headerName",
            field: field::HEADER_NAME,
            schema: &S98,
        },
        Property {
            name: "literalValue",
            field: field::LITERAL_VALUE,
            schema: &S155,
        },
        Property {
            name: "name",
            field: field::NAME,
            schema: &S308,
        },
        Property {
            name: "sourceType",
            field: field::SOURCE_TYPE,
            schema: &S309,
        },
    ],
    required: &[3, 4],
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
        Property {
            name: "mode",
            field: field::MODE,
            schema: &S312,
        },
        Property {
            name: "samplingRate",
            field: field::SAMPLING_RATE,
            schema: &S108,
        },
    ],
    defaulted: &[0],
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
        Property {
            name: "backendRef",
            field: field::OTHER,
            schema: &S204,
        },
        Property {
            name: "headers",
            field: field::OTHER,
            schema: &S233,
        },
    ],
    required: &[0],
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
        Property {
            name: "attributes",
            field: field::ATTRIBUTES,
            schema: &S311,
        },
        Property {
            name: "mode",
            field: field::MODE,
            schema: &S312,
        },
        Property {
            name: "parentBasedSampling",
            field: field::PARENT_BASED_SAMPLING,
            schema: &S313,
        },
        Property {
            name: "provider",
            field: field::PROVIDER,
            schema: &S314,
        },
        Property {
            name: "samplingRate",
            field: field::SAMPLING_RATE,
            schema: &S108,
        },
        Property {
            name: "serviceName",
            field: field::SERVICE_NAME,
            schema: &S315,
        },
        Property {
            name: "spanName",
            field: field::SPAN_NAME,
            schema: &S316,
        },
    ],
    defaulted: &[1],
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
        Property {
            name: "targetRefs",
            field: field::OTHER,
            schema: &S306,
        },
        Property {
            name: "tracing",
            field: field::TRACING,
            schema: &S317,
        },
    ],
    required: &[0],
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
        Property {
            name: "apiVersion",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S0,
        },
        Property {
            name: "metadata",
            field: field::OTHER,
            schema: &S1,
        },
        Property {
            name: "spec",
            field: field::OTHER,
            schema: &S318,
        },
        Property {
            name: "status",
            field: field::OTHER,
            schema: &S36,
        },
    ],
    required: &[3],
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
        Property {
            name: "controllerName",
            field: field::OTHER,
            schema: &S320,
        },
        Property {
            name: "description",
            field: field::OTHER,
            schema: &S39,
        },
        Property {
            name: "parametersRef",
            field: field::OTHER,
            schema: &S40,
        },
    ],
    required: &[0],
    has_rules: true,
    ..Schema::OBJECT
};

// GatewayClass/v1
static S322: Schema = Schema {
    properties: &[
        Property {
            name: "apiVersion",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S0,
        },
        Property {
            name: "metadata",
            field: field::OTHER,
            schema: &S1,
        },
        Property {
            name: "spec",
            field: field::OTHER,
            schema: &S321,
        },
        Property {
            name: "status",
            field: field::OTHER,
            schema: &S45,
        },
    ],
    defaulted: &[4],
    required: &[3],
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
        Property {
            name: "hostnames",
            field: field::OTHER,
            schema: &S96,
        },
        Property {
            name: "parentRefs",
            field: field::OTHER,
            schema: &S97,
        },
        Property {
            name: "rules",
            field: field::OTHER,
            schema: &S323,
        },
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// GRPCRoute/v1
static S325: Schema = Schema {
    properties: &[
        Property {
            name: "apiVersion",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S0,
        },
        Property {
            name: "metadata",
            field: field::OTHER,
            schema: &S1,
        },
        Property {
            name: "spec",
            field: field::OTHER,
            schema: &S324,
        },
        Property {
            name: "status",
            field: field::OTHER,
            schema: &S129,
        },
    ],
    required: &[3],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// HTTPRoute/v1.spec.rules[]
static S326: Schema = Schema {
    properties: &[
        Property {
            name: "backendRefs",
            field: field::BACKEND_REFS,
            schema: &S150,
        },
        Property {
            name: "filters",
            field: field::FILTERS,
            schema: &S148,
        },
        Property {
            name: "matches",
            field: field::MATCHES,
            schema: &S159,
        },
        Property {
            name: "name",
            field: field::NAME,
            schema: &S7,
        },
        Property {
            name: "timeouts",
            field: field::OTHER,
            schema: &S165,
        },
    ],
    defaulted: &[2],
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
        Property {
            name: "hostnames",
            field: field::OTHER,
            schema: &S96,
        },
        Property {
            name: "parentRefs",
            field: field::OTHER,
            schema: &S97,
        },
        Property {
            name: "rules",
            field: field::OTHER,
            schema: &S327,
        },
    ],
    defaulted: &[2],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// HTTPRoute/v1
static S329: Schema = Schema {
    properties: &[
        Property {
            name: "apiVersion",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S0,
        },
        Property {
            name: "metadata",
            field: field::OTHER,
            schema: &S1,
        },
        Property {
            name: "spec",
            field: field::OTHER,
            schema: &S328,
        },
        Property {
            name: "status",
            field: field::OTHER,
            schema: &S129,
        },
    ],
    required: &[3],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// Gateway/v1.spec
static S330: Schema = Schema {
    properties: &[
        Property {
            name: "addresses",
            field: field::OTHER,
            schema: &S50,
        },
        Property {
            name: "allowedListeners",
            field: field::OTHER,
            schema: &S58,
        },
        Property {
            name: "defaultScope",
            field: field::OTHER,
            schema: &S203,
        },
        Property {
            name: "gatewayClassName",
            field: field::OTHER,
            schema: &S6,
        },
        Property {
            name: "infrastructure",
            field: field::OTHER,
            schema: &S62,
        },
        Property {
            name: "listeners",
            field: field::OTHER,
            schema: &S76,
        },
        Property {
            name: "tls",
            field: field::TLS,
            schema: &S85,
        },
    ],
    required: &[3, 5],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// Gateway/v1
static S331: Schema = Schema {
    properties: &[
        Property {
            name: "apiVersion",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S0,
        },
        Property {
            name: "metadata",
            field: field::OTHER,
            schema: &S1,
        },
        Property {
            name: "spec",
            field: field::OTHER,
            schema: &S330,
        },
        Property {
            name: "status",
            field: field::OTHER,
            schema: &S94,
        },
    ],
    defaulted: &[4],
    required: &[3],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// GRPCRoute/v1.spec.rules[].backendRefs[].filters[]
static S332: Schema = Schema {
    properties: &[
        Property {
            name: "extensionRef",
            field: field::EXTENSION_REF,
            schema: &S10,
        },
        Property {
            name: "requestHeaderModifier",
            field: field::REQUEST_HEADER_MODIFIER,
            schema: &S234,
        },
        Property {
            name: "requestMirror",
            field: field::REQUEST_MIRROR,
            schema: &S110,
        },
        Property {
            name: "responseHeaderModifier",
            field: field::RESPONSE_HEADER_MODIFIER,
            schema: &S234,
        },
        Property {
            name: "type",
            field: field::TYPE,
            schema: &S111,
        },
    ],
    required: &[4],
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
        Property {
            name: "filters",
            field: field::FILTERS,
            schema: &S333,
        },
        Property {
            name: "group",
            field: field::GROUP,
            schema: &S69,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S104,
        },
        Property {
            name: "name",
            field: field::NAME,
            schema: &S6,
        },
        Property {
            name: "namespace",
            field: field::NAMESPACE,
            schema: &S22,
        },
        Property {
            name: "port",
            field: field::PORT,
            schema: &S23,
        },
        Property {
            name: "weight",
            field: field::OTHER,
            schema: &S114,
        },
    ],
    defaulted: &[1, 2, 6],
    required: &[3],
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
    properties: &[Property {
        name: "lifetimeType",
        field: field::LIFETIME_TYPE,
        schema: &S240,
    }],
    defaulted: &[0],
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
        Property {
            name: "absoluteTimeout",
            field: field::ABSOLUTE_TIMEOUT,
            schema: &S161,
        },
        Property {
            name: "cookieConfig",
            field: field::COOKIE_CONFIG,
            schema: &S336,
        },
        Property {
            name: "sessionName",
            field: field::OTHER,
            schema: &S337,
        },
        Property {
            name: "type",
            field: field::TYPE,
            schema: &S243,
        },
    ],
    defaulted: &[3],
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
        Property {
            name: "backendRefs",
            field: field::BACKEND_REFS,
            schema: &S335,
        },
        Property {
            name: "filters",
            field: field::FILTERS,
            schema: &S333,
        },
        Property {
            name: "matches",
            field: field::MATCHES,
            schema: &S123,
        },
        Property {
            name: "name",
            field: field::NAME,
            schema: &S7,
        },
        Property {
            name: "sessionPersistence",
            field: field::SESSION_PERSISTENCE,
            schema: &S338,
        },
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
        Property {
            name: "hostnames",
            field: field::OTHER,
            schema: &S96,
        },
        Property {
            name: "parentRefs",
            field: field::OTHER,
            schema: &S230,
        },
        Property {
            name: "rules",
            field: field::OTHER,
            schema: &S340,
        },
        Property {
            name: "useDefaultGateways",
            field: field::OTHER,
            schema: &S203,
        },
    ],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// GRPCRoute/v1
static S342: Schema = Schema {
    properties: &[
        Property {
            name: "apiVersion",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S0,
        },
        Property {
            name: "metadata",
            field: field::OTHER,
            schema: &S1,
        },
        Property {
            name: "spec",
            field: field::OTHER,
            schema: &S341,
        },
        Property {
            name: "status",
            field: field::OTHER,
            schema: &S129,
        },
    ],
    required: &[3],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// HTTPRoute/v1.spec.rules[].backendRefs[].filters[].externalAuth.forwardBody.maxSize
static S343: Schema = Schema { ..Schema::INTEGER };

// HTTPRoute/v1.spec.rules[].backendRefs[].filters[].externalAuth.forwardBody
static S344: Schema = Schema {
    properties: &[Property {
        name: "maxSize",
        field: field::OTHER,
        schema: &S343,
    }],
    ..Schema::OBJECT
};

// HTTPRoute/v1.spec.rules[].backendRefs[].filters[].externalAuth
static S345: Schema = Schema {
    properties: &[
        Property {
            name: "backendRef",
            field: field::OTHER,
            schema: &S105,
        },
        Property {
            name: "forwardBody",
            field: field::OTHER,
            schema: &S344,
        },
        Property {
            name: "grpc",
            field: field::GRPC,
            schema: &S207,
        },
        Property {
            name: "http",
            field: field::HTTP,
            schema: &S209,
        },
        Property {
            name: "protocol",
            field: field::PROTOCOL,
            schema: &S210,
        },
    ],
    required: &[0, 4],
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
        Property {
            name: "cors",
            field: field::CORS,
            schema: &S139,
        },
        Property {
            name: "extensionRef",
            field: field::EXTENSION_REF,
            schema: &S10,
        },
        Property {
            name: "externalAuth",
            field: field::EXTERNAL_AUTH,
            schema: &S345,
        },
        Property {
            name: "requestHeaderModifier",
            field: field::REQUEST_HEADER_MODIFIER,
            schema: &S234,
        },
        Property {
            name: "requestMirror",
            field: field::REQUEST_MIRROR,
            schema: &S110,
        },
        Property {
            name: "requestRedirect",
            field: field::REQUEST_REDIRECT,
            schema: &S144,
        },
        Property {
            name: "responseHeaderModifier",
            field: field::RESPONSE_HEADER_MODIFIER,
            schema: &S234,
        },
        Property {
            name: "type",
            field: field::TYPE,
            schema: &S249,
        },
        Property {
            name: "urlRewrite",
            field: field::URL_REWRITE,
            schema: &S146,
        },
    ],
    required: &[7],
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
        Property {
            name: "filters",
            field: field::FILTERS,
            schema: &S347,
        },
        Property {
            name: "group",
            field: field::GROUP,
            schema: &S69,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S104,
        },
        Property {
            name: "name",
            field: field::NAME,
            schema: &S6,
        },
        Property {
            name: "namespace",
            field: field::NAMESPACE,
            schema: &S22,
        },
        Property {
            name: "port",
            field: field::PORT,
            schema: &S23,
        },
        Property {
            name: "weight",
            field: field::OTHER,
            schema: &S114,
        },
    ],
    defaulted: &[1, 2, 6],
    required: &[3],
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
        Property {
            name: "attempts",
            field: field::OTHER,
            schema: &S350,
        },
        Property {
            name: "backoff",
            field: field::OTHER,
            schema: &S161,
        },
        Property {
            name: "codes",
            field: field::OTHER,
            schema: &S163,
        },
    ],
    has_list_types: true,
    ..Schema::OBJECT
};

// HTTPRoute/v1.spec.rules[]
static S352: Schema = Schema {
    properties: &[
        Property {
            name: "backendRefs",
            field: field::BACKEND_REFS,
            schema: &S349,
        },
        Property {
            name: "filters",
            field: field::FILTERS,
            schema: &S347,
        },
        Property {
            name: "matches",
            field: field::MATCHES,
            schema: &S257,
        },
        Property {
            name: "name",
            field: field::NAME,
            schema: &S7,
        },
        Property {
            name: "retry",
            field: field::OTHER,
            schema: &S351,
        },
        Property {
            name: "sessionPersistence",
            field: field::SESSION_PERSISTENCE,
            schema: &S338,
        },
        Property {
            name: "timeouts",
            field: field::OTHER,
            schema: &S165,
        },
    ],
    defaulted: &[2],
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
        Property {
            name: "hostnames",
            field: field::OTHER,
            schema: &S96,
        },
        Property {
            name: "parentRefs",
            field: field::OTHER,
            schema: &S230,
        },
        Property {
            name: "rules",
            field: field::OTHER,
            schema: &S353,
        },
        Property {
            name: "useDefaultGateways",
            field: field::OTHER,
            schema: &S203,
        },
    ],
    defaulted: &[2],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// HTTPRoute/v1
static S355: Schema = Schema {
    properties: &[
        Property {
            name: "apiVersion",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S0,
        },
        Property {
            name: "metadata",
            field: field::OTHER,
            schema: &S1,
        },
        Property {
            name: "spec",
            field: field::OTHER,
            schema: &S354,
        },
        Property {
            name: "status",
            field: field::OTHER,
            schema: &S129,
        },
    ],
    required: &[3],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// TCPRoute/v1.spec
static S356: Schema = Schema {
    properties: &[
        Property {
            name: "parentRefs",
            field: field::OTHER,
            schema: &S230,
        },
        Property {
            name: "rules",
            field: field::OTHER,
            schema: &S184,
        },
        Property {
            name: "useDefaultGateways",
            field: field::OTHER,
            schema: &S203,
        },
    ],
    required: &[1],
    has_rules: true,
    ..Schema::OBJECT
};

// TCPRoute/v1
static S357: Schema = Schema {
    properties: &[
        Property {
            name: "apiVersion",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S0,
        },
        Property {
            name: "metadata",
            field: field::OTHER,
            schema: &S1,
        },
        Property {
            name: "spec",
            field: field::OTHER,
            schema: &S356,
        },
        Property {
            name: "status",
            field: field::OTHER,
            schema: &S129,
        },
    ],
    required: &[3],
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
        Property {
            name: "parentRefs",
            field: field::OTHER,
            schema: &S230,
        },
        Property {
            name: "rules",
            field: field::OTHER,
            schema: &S358,
        },
        Property {
            name: "useDefaultGateways",
            field: field::OTHER,
            schema: &S203,
        },
    ],
    required: &[1],
    has_rules: true,
    ..Schema::OBJECT
};

// TCPRoute/v1alpha2
static S360: Schema = Schema {
    properties: &[
        Property {
            name: "apiVersion",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S0,
        },
        Property {
            name: "metadata",
            field: field::OTHER,
            schema: &S1,
        },
        Property {
            name: "spec",
            field: field::OTHER,
            schema: &S359,
        },
        Property {
            name: "status",
            field: field::OTHER,
            schema: &S129,
        },
    ],
    required: &[3],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// TLSRoute/v1.spec
static S361: Schema = Schema {
    properties: &[
        Property {
            name: "hostnames",
            field: field::OTHER,
            schema: &S190,
        },
        Property {
            name: "parentRefs",
            field: field::OTHER,
            schema: &S230,
        },
        Property {
            name: "rules",
            field: field::OTHER,
            schema: &S184,
        },
        Property {
            name: "useDefaultGateways",
            field: field::OTHER,
            schema: &S203,
        },
    ],
    required: &[0, 2],
    has_rules: true,
    ..Schema::OBJECT
};

// TLSRoute/v1
static S362: Schema = Schema {
    properties: &[
        Property {
            name: "apiVersion",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S0,
        },
        Property {
            name: "metadata",
            field: field::OTHER,
            schema: &S1,
        },
        Property {
            name: "spec",
            field: field::OTHER,
            schema: &S361,
        },
        Property {
            name: "status",
            field: field::OTHER,
            schema: &S129,
        },
    ],
    required: &[3],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// TLSRoute/v1alpha2.spec
static S363: Schema = Schema {
    properties: &[
        Property {
            name: "hostnames",
            field: field::OTHER,
            schema: &S193,
        },
        Property {
            name: "parentRefs",
            field: field::OTHER,
            schema: &S230,
        },
        Property {
            name: "rules",
            field: field::OTHER,
            schema: &S358,
        },
        Property {
            name: "useDefaultGateways",
            field: field::OTHER,
            schema: &S203,
        },
    ],
    required: &[2],
    has_rules: true,
    ..Schema::OBJECT
};

// TLSRoute/v1alpha2
static S364: Schema = Schema {
    properties: &[
        Property {
            name: "apiVersion",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S0,
        },
        Property {
            name: "metadata",
            field: field::OTHER,
            schema: &S1,
        },
        Property {
            name: "spec",
            field: field::OTHER,
            schema: &S363,
        },
        Property {
            name: "status",
            field: field::OTHER,
            schema: &S129,
        },
    ],
    required: &[3],
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
        Property {
            name: "name",
            field: field::NAME,
            schema: &S365,
        },
        Property {
            name: "port",
            field: field::PORT,
            schema: &S23,
        },
    ],
    required: &[1],
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
        Property {
            name: "clientCertificateRef",
            field: field::CLIENT_CERTIFICATE_REF,
            schema: &S71,
        },
        Property {
            name: "mode",
            field: field::MODE,
            schema: &S285,
        },
        Property {
            name: "validation",
            field: field::VALIDATION,
            schema: &S18,
        },
    ],
    required: &[1],
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
        Property {
            name: "externalHostname",
            field: field::EXTERNAL_HOSTNAME,
            schema: &S282,
        },
        Property {
            name: "port",
            field: field::PORT,
            schema: &S366,
        },
        Property {
            name: "protocol",
            field: field::PROTOCOL,
            schema: &S367,
        },
        Property {
            name: "tls",
            field: field::TLS,
            schema: &S368,
        },
        Property {
            name: "type",
            field: field::TYPE,
            schema: &S369,
        },
    ],
    required: &[1, 4],
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
        Property {
            name: "conditions",
            field: field::OTHER,
            schema: &S289,
        },
        Property {
            name: "controllerName",
            field: field::OTHER,
            schema: &S33,
        },
        Property {
            name: "parentRef",
            field: field::OTHER,
            schema: &S24,
        },
    ],
    required: &[1, 2],
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
    properties: &[Property {
        name: "parents",
        field: field::OTHER,
        schema: &S372,
    }],
    has_list_types: true,
    ..Schema::OBJECT
};

// XBackend/v1alpha1
static S374: Schema = Schema {
    properties: &[
        Property {
            name: "apiVersion",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S0,
        },
        Property {
            name: "metadata",
            field: field::OTHER,
            schema: &S1,
        },
        Property {
            name: "spec",
            field: field::OTHER,
            schema: &S370,
        },
        Property {
            name: "status",
            field: field::OTHER,
            schema: &S373,
        },
    ],
    required: &[3],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// XBackendTrafficPolicy/v1alpha1.spec
static S375: Schema = Schema {
    properties: &[
        Property {
            name: "retryConstraint",
            field: field::OTHER,
            schema: &S300,
        },
        Property {
            name: "sessionPersistence",
            field: field::SESSION_PERSISTENCE,
            schema: &S338,
        },
        Property {
            name: "targetRefs",
            field: field::OTHER,
            schema: &S301,
        },
    ],
    required: &[2],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// XBackendTrafficPolicy/v1alpha1
static S376: Schema = Schema {
    properties: &[
        Property {
            name: "apiVersion",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S0,
        },
        Property {
            name: "metadata",
            field: field::OTHER,
            schema: &S1,
        },
        Property {
            name: "spec",
            field: field::OTHER,
            schema: &S375,
        },
        Property {
            name: "status",
            field: field::OTHER,
            schema: &S36,
        },
    ],
    required: &[3],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};

// XMesh/v1alpha1
static S377: Schema = Schema {
    properties: &[
        Property {
            name: "apiVersion",
            field: field::OTHER,
            schema: &S0,
        },
        Property {
            name: "kind",
            field: field::KIND,
            schema: &S0,
        },
        Property {
            name: "metadata",
            field: field::OTHER,
            schema: &S1,
        },
        Property {
            name: "spec",
            field: field::OTHER,
            schema: &S321,
        },
        Property {
            name: "status",
            field: field::OTHER,
            schema: &S304,
        },
    ],
    defaulted: &[4],
    required: &[3],
    has_rules: true,
    has_list_types: true,
    ..Schema::OBJECT
};
