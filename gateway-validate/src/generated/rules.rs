// Written by `codegen generate` from the facts of v1.7.0 and v1.6.1. Do not edit.

//! The rules of the CRDs, each as a function below its text.

use super::field;
use super::patterns;
use crate::cel_runtime::{
    Outcome, agree, all, and, characters, count, duration, each_once, exists, exists_one,
    is_dns1123_label, is_dns1123_subdomain, is_ip, is_null, is_qualified_name, item_of, or, split,
    substring,
};
use crate::schema::{Check, Rule};
use crate::val::Val;

// self.type == 'Hostname' ? (!has(self.value) ||
// self.value.matches(r"""^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$""")): true
fn address_hostname(this: Val<'_>) -> Outcome<bool> {
    if this.get(field::TYPE)?.text()? == "Hostname" {
        or(
            || Ok(!this.has(field::VALUE)?),
            || Ok(patterns::P11.matches(this.get(field::VALUE)?.text()?)),
        )
    } else {
        Ok(true)
    }
}

// self.sourceType == 'Attribute' ? has(self.attributeKey) : !has(self.attributeKey)
fn attribute_key_by_source(this: Val<'_>) -> Outcome<bool> {
    if this.get(field::SOURCE_TYPE)?.text()? == "Attribute" {
        this.has(field::ATTRIBUTE_KEY)
    } else {
        Ok(!this.has(field::ATTRIBUTE_KEY)?)
    }
}

// has(self.attributes) ? self.mode == 'Enabled' : true
fn attributes_of_disabled_tracing(this: Val<'_>) -> Outcome<bool> {
    if this.has(field::ATTRIBUTES)? {
        Ok(this.get(field::MODE)?.text()? == "Enabled")
    } else {
        Ok(true)
    }
}

// (has(self.backendRefs) && self.backendRefs.exists_one(b, (has(b.filters) && b.filters.exists_one(f,
// has(f.requestRedirect) && has(f.requestRedirect.path) && f.requestRedirect.path.type ==
// 'ReplacePrefixMatch' && has(f.requestRedirect.path.replacePrefixMatch))) )) ? ((size(self.matches) != 1 ||
// !has(self.matches[0].path) || self.matches[0].path.type != 'PathPrefix') ? false : true) : true
fn backend_redirect_prefix_without_prefix_match(this: Val<'_>) -> Outcome<bool> {
    if and(
        || this.has(field::BACKEND_REFS),
        || {
            exists_one(this.get(field::BACKEND_REFS)?.items()?, |b| {
                and(
                    || b.has(field::FILTERS),
                    || {
                        exists_one(b.get(field::FILTERS)?.items()?, |f| {
                            and(
                                || {
                                    and(
                                        || {
                                            and(
                                                || f.has(field::REQUEST_REDIRECT),
                                                || f.get(field::REQUEST_REDIRECT)?.has(field::PATH),
                                            )
                                        },
                                        || {
                                            Ok(f.get(field::REQUEST_REDIRECT)?
                                                .get(field::PATH)?
                                                .get(field::TYPE)?
                                                .text()?
                                                == "ReplacePrefixMatch")
                                        },
                                    )
                                },
                                || {
                                    f.get(field::REQUEST_REDIRECT)?
                                        .get(field::PATH)?
                                        .has(field::REPLACE_PREFIX_MATCH)
                                },
                            )
                        })
                    },
                )
            })
        },
    )? {
        if or(
            || {
                or(
                    || Ok(this.get(field::MATCHES)?.size()? != 1),
                    || Ok(!this.get(field::MATCHES)?.at(0)?.has(field::PATH)?),
                )
            },
            || {
                Ok(this
                    .get(field::MATCHES)?
                    .at(0)?
                    .get(field::PATH)?
                    .get(field::TYPE)?
                    .text()?
                    != "PathPrefix")
            },
        )? {
            Ok(false)
        } else {
            Ok(true)
        }
    } else {
        Ok(true)
    }
}

// !(has(self.request) && has(self.backendRequest) && duration(self.request) != duration('0s') &&
// duration(self.backendRequest) > duration(self.request))
fn backend_request_timeout_above_request(this: Val<'_>) -> Outcome<bool> {
    Ok(!and(
        || {
            and(
                || {
                    and(
                        || this.has(field::REQUEST),
                        || this.has(field::BACKEND_REQUEST),
                    )
                },
                || Ok(duration(this.get(field::REQUEST)?.text()?)? != duration("0s")?),
            )
        },
        || {
            Ok(duration(this.get(field::BACKEND_REQUEST)?.text()?)?
                > duration(this.get(field::REQUEST)?.text()?)?)
        },
    )?)
}

// (has(self.backendRefs) && self.backendRefs.exists_one(b, (has(b.filters) && b.filters.exists_one(f,
// has(f.urlRewrite) && has(f.urlRewrite.path) && f.urlRewrite.path.type == 'ReplacePrefixMatch' &&
// has(f.urlRewrite.path.replacePrefixMatch))) )) ? ((size(self.matches) != 1 || !has(self.matches[0].path) ||
// self.matches[0].path.type != 'PathPrefix') ? false : true) : true
fn backend_rewrite_prefix_without_prefix_match(this: Val<'_>) -> Outcome<bool> {
    if and(
        || this.has(field::BACKEND_REFS),
        || {
            exists_one(this.get(field::BACKEND_REFS)?.items()?, |b| {
                and(
                    || b.has(field::FILTERS),
                    || {
                        exists_one(b.get(field::FILTERS)?.items()?, |f| {
                            and(
                                || {
                                    and(
                                        || {
                                            and(
                                                || f.has(field::URL_REWRITE),
                                                || f.get(field::URL_REWRITE)?.has(field::PATH),
                                            )
                                        },
                                        || {
                                            Ok(f.get(field::URL_REWRITE)?
                                                .get(field::PATH)?
                                                .get(field::TYPE)?
                                                .text()?
                                                == "ReplacePrefixMatch")
                                        },
                                    )
                                },
                                || {
                                    f.get(field::URL_REWRITE)?
                                        .get(field::PATH)?
                                        .has(field::REPLACE_PREFIX_MATCH)
                                },
                            )
                        })
                    },
                )
            })
        },
    )? {
        if or(
            || {
                or(
                    || Ok(this.get(field::MATCHES)?.size()? != 1),
                    || Ok(!this.get(field::MATCHES)?.at(0)?.has(field::PATH)?),
                )
            },
            || {
                Ok(this
                    .get(field::MATCHES)?
                    .at(0)?
                    .get(field::PATH)?
                    .get(field::TYPE)?
                    .text()?
                    != "PathPrefix")
            },
        )? {
            Ok(false)
        } else {
            Ok(true)
        }
    } else {
        Ok(true)
    }
}

// (has(self.caCertificateRefs)?1:0)+(has(self.wellKnownCACertificates)?1:0) == 1
fn backend_tls_one_trust(this: Val<'_>) -> Outcome<bool> {
    Ok((if this.has(field::CA_CERTIFICATE_REFS)? {
        1
    } else {
        0
    }) + (if this.has(field::WELL_KNOWN_CA_CERTIFICATES)? {
        1
    } else {
        0
    }) == 1)
}

// !(has(self.caCertificateRefs) && size(self.caCertificateRefs) > 0 && has(self.wellKnownCACertificates) &&
// self.wellKnownCACertificates != "")
fn backend_tls_two_trusts(this: Val<'_>) -> Outcome<bool> {
    Ok(!and(
        || {
            and(
                || {
                    and(
                        || this.has(field::CA_CERTIFICATE_REFS),
                        || Ok(this.get(field::CA_CERTIFICATE_REFS)?.size()? > 0),
                    )
                },
                || this.has(field::WELL_KNOWN_CA_CERTIFICATES),
            )
        },
        || {
            Ok(!this
                .get(field::WELL_KNOWN_CA_CERTIFICATES)?
                .text()?
                .is_empty())
        },
    )?)
}

// (has(self.caCertificateRefs) && size(self.caCertificateRefs) > 0 || has(self.wellKnownCACertificates) &&
// self.wellKnownCACertificates != "")
fn backend_tls_without_trust(this: Val<'_>) -> Outcome<bool> {
    or(
        || {
            and(
                || this.has(field::CA_CERTIFICATE_REFS),
                || Ok(this.get(field::CA_CERTIFICATE_REFS)?.size()? > 0),
            )
        },
        || {
            and(
                || this.has(field::WELL_KNOWN_CA_CERTIFICATES),
                || {
                    Ok(!this
                        .get(field::WELL_KNOWN_CA_CERTIFICATES)?
                        .text()?
                        .is_empty())
                },
            )
        },
    )
}

// self.mode == 'None' ? !has(self.validation) : has(self.validation)
fn backend_validation_by_mode(this: Val<'_>) -> Outcome<bool> {
    if this.get(field::MODE)?.text()? == "None" {
        Ok(!this.has(field::VALIDATION)?)
    } else {
        this.has(field::VALIDATION)
    }
}

// !(duration(self) < duration('1s') || duration(self) > duration('1h'))
fn budget_interval_range(this: Val<'_>) -> Outcome<bool> {
    Ok(!or(
        || Ok(duration(this.text()?)? < duration("1s")?),
        || Ok(duration(this.text()?)? > duration("1h")?),
    )?)
}

// self.mode == 'ClientAndServer' ? has(self.clientCertificateRef) : !has(self.clientCertificateRef)
fn client_certificate_by_mode(this: Val<'_>) -> Outcome<bool> {
    if this.get(field::MODE)?.text()? == "ClientAndServer" {
        this.has(field::CLIENT_CERTIFICATE_REF)
    } else {
        Ok(!this.has(field::CLIENT_CERTIFICATE_REF)?)
    }
}

// !self.endsWith('.cluster.local')
fn cluster_local_hostname(this: Val<'_>) -> Outcome<bool> {
    Ok(!this.text()?.ends_with(".cluster.local"))
}

// !has(self.cookieConfig) || self.type == 'Cookie'
fn cookie_config_of_other_session_type(this: Val<'_>) -> Outcome<bool> {
    or(
        || Ok(!this.has(field::COOKIE_CONFIG)?),
        || Ok(this.get(field::TYPE)?.text()? == "Cookie"),
    )
}

// !has(self.cookie) || self.type == 'Cookie'
fn cookie_of_other_session_type(this: Val<'_>) -> Outcome<bool> {
    or(
        || Ok(!this.has(field::COOKIE)?),
        || Ok(this.get(field::TYPE)?.text()? == "Cookie"),
    )
}

// self.filter(f, f.type == 'CORS').size() <= 1
fn cors_filter_repeated(this: Val<'_>) -> Outcome<bool> {
    Ok((count(this.items()?, |f| Ok(f.get(field::TYPE)?.text()? == "CORS"))?) <= 1)
}

// !(!has(self.cors) && self.type == 'CORS')
fn cors_filter_without_member(this: Val<'_>) -> Outcome<bool> {
    Ok(!and(
        || Ok(!this.has(field::CORS)?),
        || Ok(this.get(field::TYPE)?.text()? == "CORS"),
    )?)
}

// !(has(self.cors) && self.type != 'CORS')
fn cors_member_of_other_filter(this: Val<'_>) -> Outcome<bool> {
    Ok(!and(
        || this.has(field::CORS),
        || Ok(this.get(field::TYPE)?.text()? != "CORS"),
    )?)
}

// !('*' in self && self.size() > 1)
fn cors_wildcard_beside_others(this: Val<'_>) -> Outcome<bool> {
    Ok(!and(|| this.contains_text("*"), || Ok(this.size()? > 1))?)
}

// self.type == 'EndpointSelector' ? has(self.endpointSelector) : !has(self.endpointSelector)
fn endpoint_selector_by_type(this: Val<'_>) -> Outcome<bool> {
    if this.get(field::TYPE)?.text()? == "EndpointSelector" {
        this.has(field::ENDPOINT_SELECTOR)
    } else {
        Ok(!this.has(field::ENDPOINT_SELECTOR)?)
    }
}

// !(!has(self.extensionRef) && self.type == 'ExtensionRef')
fn extension_ref_filter_without_member(this: Val<'_>) -> Outcome<bool> {
    Ok(!and(
        || Ok(!this.has(field::EXTENSION_REF)?),
        || Ok(this.get(field::TYPE)?.text()? == "ExtensionRef"),
    )?)
}

// !(has(self.extensionRef) && self.type != 'ExtensionRef')
fn extension_ref_member_of_other_filter(this: Val<'_>) -> Outcome<bool> {
    Ok(!and(
        || this.has(field::EXTENSION_REF),
        || Ok(this.get(field::TYPE)?.text()? != "ExtensionRef"),
    )?)
}

// !(!has(self.externalAuth) && self.type == 'ExternalAuth')
fn external_auth_filter_without_member(this: Val<'_>) -> Outcome<bool> {
    Ok(!and(
        || Ok(!this.has(field::EXTERNAL_AUTH)?),
        || Ok(this.get(field::TYPE)?.text()? == "ExternalAuth"),
    )?)
}

// !(has(self.externalAuth) && self.type != 'ExternalAuth')
fn external_auth_member_of_other_filter(this: Val<'_>) -> Outcome<bool> {
    Ok(!and(
        || this.has(field::EXTERNAL_AUTH),
        || Ok(this.get(field::TYPE)?.text()? != "ExternalAuth"),
    )?)
}

// self.type == 'ExternalHostname' ? has(self.externalHostname) : !has(self.externalHostname)
fn external_hostname_by_type(this: Val<'_>) -> Outcome<bool> {
    if this.get(field::TYPE)?.text()? == "ExternalHostname" {
        this.has(field::EXTERNAL_HOSTNAME)
    } else {
        Ok(!this.has(field::EXTERNAL_HOSTNAME)?)
    }
}

// !has(self.filters) || self.protocol in ['HTTP', 'HTTPS']
fn filters_on_other_protocol(this: Val<'_>) -> Outcome<bool> {
    or(
        || Ok(!this.has(field::FILTERS)?),
        || Ok(["HTTP", "HTTPS"].contains(&this.get(field::PROTOCOL)?.text()?)),
    )
}

// self.numerator <= self.denominator
fn fraction_above_one(this: Val<'_>) -> Outcome<bool> {
    Ok(this.get(field::NUMERATOR)?.int()? <= this.get(field::DENOMINATOR)?.int()?)
}

// self.all(t1, self.exists_one(t2, t1.port == t2.port))
fn frontend_tls_port_repeated(this: Val<'_>) -> Outcome<bool> {
    each_once(
        this.items()?,
        |t1| Ok(Some(t1.get(field::PORT)?.int()?)),
        || {
            all(this.items()?, |t1| {
                exists_one(this.items()?, |t2| {
                    Ok(t1.get(field::PORT)?.int()? == t2.get(field::PORT)?.int()?)
                })
            })
        },
    )
}

// self.type == 'ReplaceFullPath' ? has(self.replaceFullPath) : true
fn full_path_missing(this: Val<'_>) -> Outcome<bool> {
    if this.get(field::TYPE)?.text()? == "ReplaceFullPath" {
        this.has(field::REPLACE_FULL_PATH)
    } else {
        Ok(true)
    }
}

// has(self.replaceFullPath) ? self.type == 'ReplaceFullPath' : true
fn full_path_of_other_modifier(this: Val<'_>) -> Outcome<bool> {
    if this.has(field::REPLACE_FULL_PATH)? {
        Ok(this.get(field::TYPE)?.text()? == "ReplaceFullPath")
    } else {
        Ok(true)
    }
}

// self.protocol == 'GRPC' ? has(self.grpc) : true
fn grpc_auth_without_grpc(this: Val<'_>) -> Outcome<bool> {
    if this.get(field::PROTOCOL)?.text()? == "GRPC" {
        this.has(field::GRPC)
    } else {
        Ok(true)
    }
}

// has(self.type) ? has(self.service) || has(self.method) : true
fn grpc_method_match_empty(this: Val<'_>) -> Outcome<bool> {
    if this.has(field::TYPE)? {
        or(|| this.has(field::SERVICE), || this.has(field::METHOD))
    } else {
        Ok(true)
    }
}

// (!has(self.type) || self.type == 'Exact') && has(self.method) ?
// self.method.matches(r"""^[A-Za-z_][A-Za-z_0-9]*$"""): true
fn grpc_method_name(this: Val<'_>) -> Outcome<bool> {
    if and(
        || {
            or(
                || Ok(!this.has(field::TYPE)?),
                || Ok(this.get(field::TYPE)?.text()? == "Exact"),
            )
        },
        || this.has(field::METHOD),
    )? {
        Ok(patterns::P17.matches(this.get(field::METHOD)?.text()?))
    } else {
        Ok(true)
    }
}

// has(self.grpc) ? self.protocol == 'GRPC' : true
fn grpc_of_other_auth_protocol(this: Val<'_>) -> Outcome<bool> {
    if this.has(field::GRPC)? {
        Ok(this.get(field::PROTOCOL)?.text()? == "GRPC")
    } else {
        Ok(true)
    }
}

// (!has(self.type) || self.type == 'Exact') && has(self.service) ?
// self.service.matches(r"""^(?i)\.?[a-z_][a-z_0-9]*(\.[a-z_][a-z_0-9]*)*$"""): true
fn grpc_service_name(this: Val<'_>) -> Outcome<bool> {
    if and(
        || {
            or(
                || Ok(!this.has(field::TYPE)?),
                || Ok(this.get(field::TYPE)?.text()? == "Exact"),
            )
        },
        || this.has(field::SERVICE),
    )? {
        Ok(patterns::P5.matches(this.get(field::SERVICE)?.text()?))
    } else {
        Ok(true)
    }
}

// !has(self.protocol) || self.protocol != 'H2C' || !has(self.tls) || self.tls.mode == 'None'
fn h2c_with_tls(this: Val<'_>) -> Outcome<bool> {
    or(
        || {
            or(
                || {
                    or(
                        || Ok(!this.has(field::PROTOCOL)?),
                        || Ok(this.get(field::PROTOCOL)?.text()? != "H2C"),
                    )
                },
                || Ok(!this.has(field::TLS)?),
            )
        },
        || Ok(this.get(field::TLS)?.get(field::MODE)?.text()? == "None"),
    )
}

// self.sourceType == 'Header' ? has(self.headerName) : !has(self.headerName)
fn header_name_by_source(this: Val<'_>) -> Outcome<bool> {
    if this.get(field::SOURCE_TYPE)?.text()? == "Header" {
        this.has(field::HEADER_NAME)
    } else {
        Ok(!this.has(field::HEADER_NAME)?)
    }
}

// !has(self.header) || self.type == 'Header'
fn header_of_other_session_type(this: Val<'_>) -> Outcome<bool> {
    or(
        || Ok(!this.has(field::HEADER)?),
        || Ok(this.get(field::TYPE)?.text()? == "Header"),
    )
}

// self.all(a1, a1.type == 'Hostname' && has(a1.value) ? self.exists_one(a2, a2.type == a1.type &&
// has(a2.value) && a2.value == a1.value) : true )
fn hostname_address_repeated(this: Val<'_>) -> Outcome<bool> {
    each_once(
        this.items()?,
        |a1| {
            Ok(
                if and(
                    || Ok(a1.get(field::TYPE)?.text()? == "Hostname"),
                    || a1.has(field::VALUE),
                )? {
                    Some((a1.get(field::TYPE)?.text()?, a1.get(field::VALUE)?.text()?))
                } else {
                    None
                },
            )
        },
        || {
            all(this.items()?, |a1| {
                if and(
                    || Ok(a1.get(field::TYPE)?.text()? == "Hostname"),
                    || a1.has(field::VALUE),
                )? {
                    exists_one(this.items()?, |a2| {
                        and(
                            || {
                                and(
                                    || {
                                        Ok(a2.get(field::TYPE)?.text()?
                                            == a1.get(field::TYPE)?.text()?)
                                    },
                                    || a2.has(field::VALUE),
                                )
                            },
                            || Ok(a2.get(field::VALUE)?.text()? == a1.get(field::VALUE)?.text()?),
                        )
                    })
                } else {
                    Ok(true)
                }
            })
        },
    )
}

// self.all(l, l.protocol in ['TCP', 'UDP'] ? (!has(l.hostname) || l.hostname == '') : true)
fn hostname_on_layer_4_listener(this: Val<'_>) -> Outcome<bool> {
    all(this.items()?, |l| {
        if ["TCP", "UDP"].contains(&l.get(field::PROTOCOL)?.text()?) {
            or(
                || Ok(!l.has(field::HOSTNAME)?),
                || Ok(l.get(field::HOSTNAME)?.text()?.is_empty()),
            )
        } else {
            Ok(true)
        }
    })
}

// self.protocol == 'HTTP' ? has(self.http) : true
fn http_auth_without_http(this: Val<'_>) -> Outcome<bool> {
    if this.get(field::PROTOCOL)?.text()? == "HTTP" {
        this.has(field::HTTP)
    } else {
        Ok(true)
    }
}

// has(self.http) ? self.protocol == 'HTTP' : true
fn http_of_other_auth_protocol(this: Val<'_>) -> Outcome<bool> {
    if this.has(field::HTTP)? {
        Ok(this.get(field::PROTOCOL)?.text()? == "HTTP")
    } else {
        Ok(true)
    }
}

// !has(self.protocol) || self.protocol != 'HTTP2' || (has(self.tls) && self.tls.mode != 'None')
fn http2_without_tls(this: Val<'_>) -> Outcome<bool> {
    or(
        || {
            or(
                || Ok(!this.has(field::PROTOCOL)?),
                || Ok(this.get(field::PROTOCOL)?.text()? != "HTTP2"),
            )
        },
        || {
            and(
                || this.has(field::TLS),
                || Ok(this.get(field::TLS)?.get(field::MODE)?.text()? != "None"),
            )
        },
    )
}

// self.all(l, (l.protocol == 'HTTPS' && has(l.tls)) ? (l.tls.mode == '' || l.tls.mode == 'Terminate') : true)
fn https_listener_not_terminating(this: Val<'_>) -> Outcome<bool> {
    all(this.items()?, |l| {
        if and(
            || Ok(l.get(field::PROTOCOL)?.text()? == "HTTPS"),
            || l.has(field::TLS),
        )? {
            or(
                || Ok(l.get(field::TLS)?.get(field::MODE)?.text()?.is_empty()),
                || Ok(l.get(field::TLS)?.get(field::MODE)?.text()? == "Terminate"),
            )
        } else {
            Ok(true)
        }
    })
}

// self == oldSelf
fn immutable(this: Val<'_>, old: Val<'_>) -> Outcome<bool> {
    Ok(this.text()? == old.text()?)
}

// self.all(key,
// key.matches(r"""^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$"""))
fn infrastructure_key(this: Val<'_>) -> Outcome<bool> {
    all(this.keys()?, |key| Ok(patterns::P10.matches(key)))
}

// self.all(key, key.split("/")[0].size() < 253)
fn infrastructure_key_prefix_length(this: Val<'_>) -> Outcome<bool> {
    all(this.keys()?, |key| {
        Ok(characters(item_of(&split(key, "/"), 0)?) < 253)
    })
}

// self.all(a1, a1.type == 'IPAddress' && has(a1.value) ? self.exists_one(a2, a2.type == a1.type &&
// has(a2.value) && a2.value == a1.value) : true )
fn ip_address_repeated(this: Val<'_>) -> Outcome<bool> {
    each_once(
        this.items()?,
        |a1| {
            Ok(
                if and(
                    || Ok(a1.get(field::TYPE)?.text()? == "IPAddress"),
                    || a1.has(field::VALUE),
                )? {
                    Some((a1.get(field::TYPE)?.text()?, a1.get(field::VALUE)?.text()?))
                } else {
                    None
                },
            )
        },
        || {
            all(this.items()?, |a1| {
                if and(
                    || Ok(a1.get(field::TYPE)?.text()? == "IPAddress"),
                    || a1.has(field::VALUE),
                )? {
                    exists_one(this.items()?, |a2| {
                        and(
                            || {
                                and(
                                    || {
                                        Ok(a2.get(field::TYPE)?.text()?
                                            == a1.get(field::TYPE)?.text()?)
                                    },
                                    || a2.has(field::VALUE),
                                )
                            },
                            || Ok(a2.get(field::VALUE)?.text()? == a1.get(field::VALUE)?.text()?),
                        )
                    })
                } else {
                    Ok(true)
                }
            })
        },
    )
}

// self.all(key, !format.qualifiedName().validate(key).hasValue())
fn label_key(this: Val<'_>) -> Outcome<bool> {
    all(this.keys()?, |key| Ok(is_qualified_name(key)))
}

// self.all(l1, self.exists_one(l2, l1.name == l2.name))
fn listener_name_repeated(this: Val<'_>) -> Outcome<bool> {
    each_once(
        this.items()?,
        |l1| Ok(Some(l1.get(field::NAME)?.text()?)),
        || {
            all(this.items()?, |l1| {
                exists_one(this.items()?, |l2| {
                    Ok(l1.get(field::NAME)?.text()? == l2.get(field::NAME)?.text()?)
                })
            })
        },
    )
}

// self.all(l1, self.exists_one(l2, l1.port == l2.port && l1.protocol == l2.protocol && (has(l1.hostname) &&
// has(l2.hostname) ? l1.hostname == l2.hostname : !has(l1.hostname) && !has(l2.hostname))))
fn listener_repeated(this: Val<'_>) -> Outcome<bool> {
    each_once(
        this.items()?,
        |l1| {
            Ok(Some((
                l1.get(field::PORT)?.int()?,
                l1.get(field::PROTOCOL)?.text()?,
                if l1.has(field::HOSTNAME)? {
                    Some(l1.get(field::HOSTNAME)?.text()?)
                } else {
                    None
                },
            )))
        },
        || {
            all(this.items()?, |l1| {
                exists_one(this.items()?, |l2| {
                    and(
                        || {
                            and(
                                || Ok(l1.get(field::PORT)?.int()? == l2.get(field::PORT)?.int()?),
                                || {
                                    Ok(l1.get(field::PROTOCOL)?.text()?
                                        == l2.get(field::PROTOCOL)?.text()?)
                                },
                            )
                        },
                        || {
                            if and(|| l1.has(field::HOSTNAME), || l2.has(field::HOSTNAME))? {
                                Ok(l1.get(field::HOSTNAME)?.text()?
                                    == l2.get(field::HOSTNAME)?.text()?)
                            } else {
                                and(
                                    || Ok(!l1.has(field::HOSTNAME)?),
                                    || Ok(!l2.has(field::HOSTNAME)?),
                                )
                            }
                        },
                    )
                })
            })
        },
    )
}

// self.all(l1, !has(l1.port) || self.exists_one(l2, has(l2.port) && l1.port == l2.port && l1.protocol ==
// l2.protocol && (has(l1.hostname) && has(l2.hostname) ? l1.hostname == l2.hostname : !has(l1.hostname) &&
// !has(l2.hostname))))
fn listener_set_entry_repeated(this: Val<'_>) -> Outcome<bool> {
    each_once(
        this.items()?,
        |l1| {
            Ok(if l1.has(field::PORT)? {
                Some((
                    l1.get(field::PORT)?.int()?,
                    l1.get(field::PROTOCOL)?.text()?,
                    if l1.has(field::HOSTNAME)? {
                        Some(l1.get(field::HOSTNAME)?.text()?)
                    } else {
                        None
                    },
                ))
            } else {
                None
            })
        },
        || {
            all(this.items()?, |l1| {
                or(
                    || Ok(!l1.has(field::PORT)?),
                    || {
                        exists_one(this.items()?, |l2| {
                            and(
                                || {
                                    and(
                                        || {
                                            and(
                                                || l2.has(field::PORT),
                                                || {
                                                    Ok(l1.get(field::PORT)?.int()?
                                                        == l2.get(field::PORT)?.int()?)
                                                },
                                            )
                                        },
                                        || {
                                            Ok(l1.get(field::PROTOCOL)?.text()?
                                                == l2.get(field::PROTOCOL)?.text()?)
                                        },
                                    )
                                },
                                || {
                                    if and(|| l1.has(field::HOSTNAME), || l2.has(field::HOSTNAME))?
                                    {
                                        Ok(l1.get(field::HOSTNAME)?.text()?
                                            == l2.get(field::HOSTNAME)?.text()?)
                                    } else {
                                        and(
                                            || Ok(!l1.has(field::HOSTNAME)?),
                                            || Ok(!l2.has(field::HOSTNAME)?),
                                        )
                                    }
                                },
                            )
                        })
                    },
                )
            })
        },
    )
}

// self.sourceType == 'Literal' ? has(self.literalValue) : !has(self.literalValue)
fn literal_value_by_source(this: Val<'_>) -> Outcome<bool> {
    if this.get(field::SOURCE_TYPE)?.text()? == "Literal" {
        this.has(field::LITERAL_VALUE)
    } else {
        Ok(!this.has(field::LITERAL_VALUE)?)
    }
}

// !(has(self.percent) && has(self.fraction))
fn mirror_percent_and_fraction(this: Val<'_>) -> Outcome<bool> {
    Ok(!and(
        || this.has(field::PERCENT),
        || this.has(field::FRACTION),
    )?)
}

// has(self.parentBasedSampling) ? self.mode == 'Enabled' : true
fn parent_sampling_of_disabled_tracing(this: Val<'_>) -> Outcome<bool> {
    if this.has(field::PARENT_BASED_SAMPLING)? {
        Ok(this.get(field::MODE)?.text()? == "Enabled")
    } else {
        Ok(true)
    }
}

// self.all(p1, self.exists_one(p2, p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name &&
// (((!has(p1.__namespace__) || p1.__namespace__ == '') && (!has(p2.__namespace__) || p2.__namespace__ == ''))
// || (has(p1.__namespace__) && has(p2.__namespace__) && p1.__namespace__ == p2.__namespace__ )) &&
// (((!has(p1.sectionName) || p1.sectionName == '') && (!has(p2.sectionName) || p2.sectionName == '')) ||
// (has(p1.sectionName) && has(p2.sectionName) && p1.sectionName == p2.sectionName))))
fn parent_section_or_port_repeated(this: Val<'_>) -> Outcome<bool> {
    each_once(
        this.items()?,
        |p1| {
            Ok(Some((
                p1.get(field::GROUP)?.text()?,
                p1.get(field::KIND)?.text()?,
                p1.get(field::NAME)?.text()?,
                if p1.has(field::NAMESPACE)? {
                    p1.get(field::NAMESPACE)?.text()?
                } else {
                    ""
                },
                if p1.has(field::SECTION_NAME)? {
                    p1.get(field::SECTION_NAME)?.text()?
                } else {
                    ""
                },
            )))
        },
        || {
            all(this.items()?, |p1| {
                exists_one(this.items()?, |p2| {
                    and(
                        || {
                            and(
                                || {
                                    and(
                                        || {
                                            and(
                                                || {
                                                    Ok(p1.get(field::GROUP)?.text()?
                                                        == p2.get(field::GROUP)?.text()?)
                                                },
                                                || {
                                                    Ok(p1.get(field::KIND)?.text()?
                                                        == p2.get(field::KIND)?.text()?)
                                                },
                                            )
                                        },
                                        || {
                                            Ok(p1.get(field::NAME)?.text()?
                                                == p2.get(field::NAME)?.text()?)
                                        },
                                    )
                                },
                                || {
                                    or(
                                        || {
                                            and(
                                                || {
                                                    or(
                                                        || Ok(!p1.has(field::NAMESPACE)?),
                                                        || {
                                                            Ok(p1
                                                                .get(field::NAMESPACE)?
                                                                .text()?
                                                                .is_empty())
                                                        },
                                                    )
                                                },
                                                || {
                                                    or(
                                                        || Ok(!p2.has(field::NAMESPACE)?),
                                                        || {
                                                            Ok(p2
                                                                .get(field::NAMESPACE)?
                                                                .text()?
                                                                .is_empty())
                                                        },
                                                    )
                                                },
                                            )
                                        },
                                        || {
                                            and(
                                                || {
                                                    and(
                                                        || p1.has(field::NAMESPACE),
                                                        || p2.has(field::NAMESPACE),
                                                    )
                                                },
                                                || {
                                                    Ok(p1.get(field::NAMESPACE)?.text()?
                                                        == p2.get(field::NAMESPACE)?.text()?)
                                                },
                                            )
                                        },
                                    )
                                },
                            )
                        },
                        || {
                            or(
                                || {
                                    and(
                                        || {
                                            or(
                                                || Ok(!p1.has(field::SECTION_NAME)?),
                                                || {
                                                    Ok(p1
                                                        .get(field::SECTION_NAME)?
                                                        .text()?
                                                        .is_empty())
                                                },
                                            )
                                        },
                                        || {
                                            or(
                                                || Ok(!p2.has(field::SECTION_NAME)?),
                                                || {
                                                    Ok(p2
                                                        .get(field::SECTION_NAME)?
                                                        .text()?
                                                        .is_empty())
                                                },
                                            )
                                        },
                                    )
                                },
                                || {
                                    and(
                                        || {
                                            and(
                                                || p1.has(field::SECTION_NAME),
                                                || p2.has(field::SECTION_NAME),
                                            )
                                        },
                                        || {
                                            Ok(p1.get(field::SECTION_NAME)?.text()?
                                                == p2.get(field::SECTION_NAME)?.text()?)
                                        },
                                    )
                                },
                            )
                        },
                    )
                })
            })
        },
    )
}

// self.all(p1, self.exists_one(p2, p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name &&
// (((!has(p1.__namespace__) || p1.__namespace__ == '') && (!has(p2.__namespace__) || p2.__namespace__ == ''))
// || (has(p1.__namespace__) && has(p2.__namespace__) && p1.__namespace__ == p2.__namespace__ )) &&
// (((!has(p1.sectionName) || p1.sectionName == '') && (!has(p2.sectionName) || p2.sectionName == '')) || (
// has(p1.sectionName) && has(p2.sectionName) && p1.sectionName == p2.sectionName)) && (((!has(p1.port) ||
// p1.port == 0) && (!has(p2.port) || p2.port == 0)) || (has(p1.port) && has(p2.port) && p1.port ==
// p2.port))))
fn parent_section_repeated(this: Val<'_>) -> Outcome<bool> {
    each_once(
        this.items()?,
        |p1| {
            Ok(Some((
                p1.get(field::GROUP)?.text()?,
                p1.get(field::KIND)?.text()?,
                p1.get(field::NAME)?.text()?,
                if p1.has(field::NAMESPACE)? {
                    p1.get(field::NAMESPACE)?.text()?
                } else {
                    ""
                },
                if p1.has(field::SECTION_NAME)? {
                    p1.get(field::SECTION_NAME)?.text()?
                } else {
                    ""
                },
                if p1.has(field::PORT)? {
                    p1.get(field::PORT)?.int()?
                } else {
                    0
                },
            )))
        },
        || {
            all(this.items()?, |p1| {
                exists_one(this.items()?, |p2| {
                    and(
                        || {
                            and(
                                || {
                                    and(
                                        || {
                                            and(
                                                || {
                                                    and(
                                                        || {
                                                            Ok(p1.get(field::GROUP)?.text()?
                                                                == p2.get(field::GROUP)?.text()?)
                                                        },
                                                        || {
                                                            Ok(p1.get(field::KIND)?.text()?
                                                                == p2.get(field::KIND)?.text()?)
                                                        },
                                                    )
                                                },
                                                || {
                                                    Ok(p1.get(field::NAME)?.text()?
                                                        == p2.get(field::NAME)?.text()?)
                                                },
                                            )
                                        },
                                        || {
                                            or(
                                                || {
                                                    and(
                                                        || {
                                                            or(
                                                                || Ok(!p1.has(field::NAMESPACE)?),
                                                                || {
                                                                    Ok(p1
                                                                        .get(field::NAMESPACE)?
                                                                        .text()?
                                                                        .is_empty())
                                                                },
                                                            )
                                                        },
                                                        || {
                                                            or(
                                                                || Ok(!p2.has(field::NAMESPACE)?),
                                                                || {
                                                                    Ok(p2
                                                                        .get(field::NAMESPACE)?
                                                                        .text()?
                                                                        .is_empty())
                                                                },
                                                            )
                                                        },
                                                    )
                                                },
                                                || {
                                                    and(
                                                        || {
                                                            and(
                                                                || p1.has(field::NAMESPACE),
                                                                || p2.has(field::NAMESPACE),
                                                            )
                                                        },
                                                        || {
                                                            Ok(p1.get(field::NAMESPACE)?.text()?
                                                                == p2
                                                                    .get(field::NAMESPACE)?
                                                                    .text()?)
                                                        },
                                                    )
                                                },
                                            )
                                        },
                                    )
                                },
                                || {
                                    or(
                                        || {
                                            and(
                                                || {
                                                    or(
                                                        || Ok(!p1.has(field::SECTION_NAME)?),
                                                        || {
                                                            Ok(p1
                                                                .get(field::SECTION_NAME)?
                                                                .text()?
                                                                .is_empty())
                                                        },
                                                    )
                                                },
                                                || {
                                                    or(
                                                        || Ok(!p2.has(field::SECTION_NAME)?),
                                                        || {
                                                            Ok(p2
                                                                .get(field::SECTION_NAME)?
                                                                .text()?
                                                                .is_empty())
                                                        },
                                                    )
                                                },
                                            )
                                        },
                                        || {
                                            and(
                                                || {
                                                    and(
                                                        || p1.has(field::SECTION_NAME),
                                                        || p2.has(field::SECTION_NAME),
                                                    )
                                                },
                                                || {
                                                    Ok(p1.get(field::SECTION_NAME)?.text()?
                                                        == p2.get(field::SECTION_NAME)?.text()?)
                                                },
                                            )
                                        },
                                    )
                                },
                            )
                        },
                        || {
                            or(
                                || {
                                    and(
                                        || {
                                            or(
                                                || Ok(!p1.has(field::PORT)?),
                                                || Ok(p1.get(field::PORT)?.int()? == 0),
                                            )
                                        },
                                        || {
                                            or(
                                                || Ok(!p2.has(field::PORT)?),
                                                || Ok(p2.get(field::PORT)?.int()? == 0),
                                            )
                                        },
                                    )
                                },
                                || {
                                    and(
                                        || and(|| p1.has(field::PORT), || p2.has(field::PORT)),
                                        || {
                                            Ok(p1.get(field::PORT)?.int()?
                                                == p2.get(field::PORT)?.int()?)
                                        },
                                    )
                                },
                            )
                        },
                    )
                })
            })
        },
    )
}

// self.all(p1, self.all(p2, p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name &&
// (((!has(p1.__namespace__) || p1.__namespace__ == '') && (!has(p2.__namespace__) || p2.__namespace__ == ''))
// || (has(p1.__namespace__) && has(p2.__namespace__) && p1.__namespace__ == p2.__namespace__ )) ?
// ((!has(p1.sectionName) || p1.sectionName == '') == (!has(p2.sectionName) || p2.sectionName == '')) : true))
fn parent_without_section(this: Val<'_>) -> Outcome<bool> {
    agree(
        this.items()?,
        |p1| {
            Ok((
                p1.get(field::GROUP)?.text()?,
                p1.get(field::KIND)?.text()?,
                p1.get(field::NAME)?.text()?,
                if p1.has(field::NAMESPACE)? {
                    p1.get(field::NAMESPACE)?.text()?
                } else {
                    ""
                },
            ))
        },
        |p1| {
            Ok(or(
                || Ok(!p1.has(field::SECTION_NAME)?),
                || Ok(p1.get(field::SECTION_NAME)?.text()?.is_empty()),
            )?)
        },
        || {
            all(this.items()?, |p1| {
                all(this.items()?, |p2| {
                    if and(
                        || {
                            and(
                                || {
                                    and(
                                        || {
                                            Ok(p1.get(field::GROUP)?.text()?
                                                == p2.get(field::GROUP)?.text()?)
                                        },
                                        || {
                                            Ok(p1.get(field::KIND)?.text()?
                                                == p2.get(field::KIND)?.text()?)
                                        },
                                    )
                                },
                                || Ok(p1.get(field::NAME)?.text()? == p2.get(field::NAME)?.text()?),
                            )
                        },
                        || {
                            or(
                                || {
                                    and(
                                        || {
                                            or(
                                                || Ok(!p1.has(field::NAMESPACE)?),
                                                || Ok(p1.get(field::NAMESPACE)?.text()?.is_empty()),
                                            )
                                        },
                                        || {
                                            or(
                                                || Ok(!p2.has(field::NAMESPACE)?),
                                                || Ok(p2.get(field::NAMESPACE)?.text()?.is_empty()),
                                            )
                                        },
                                    )
                                },
                                || {
                                    and(
                                        || {
                                            and(
                                                || p1.has(field::NAMESPACE),
                                                || p2.has(field::NAMESPACE),
                                            )
                                        },
                                        || {
                                            Ok(p1.get(field::NAMESPACE)?.text()?
                                                == p2.get(field::NAMESPACE)?.text()?)
                                        },
                                    )
                                },
                            )
                        },
                    )? {
                        Ok(or(
                            || Ok(!p1.has(field::SECTION_NAME)?),
                            || Ok(p1.get(field::SECTION_NAME)?.text()?.is_empty()),
                        )? == or(
                            || Ok(!p2.has(field::SECTION_NAME)?),
                            || Ok(p2.get(field::SECTION_NAME)?.text()?.is_empty()),
                        )?)
                    } else {
                        Ok(true)
                    }
                })
            })
        },
    )
}

// self.all(p1, self.all(p2, p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name &&
// (((!has(p1.__namespace__) || p1.__namespace__ == '') && (!has(p2.__namespace__) || p2.__namespace__ == ''))
// || (has(p1.__namespace__) && has(p2.__namespace__) && p1.__namespace__ == p2.__namespace__)) ?
// ((!has(p1.sectionName) || p1.sectionName == '') == (!has(p2.sectionName) || p2.sectionName == '') &&
// (!has(p1.port) || p1.port == 0) == (!has(p2.port) || p2.port == 0)): true))
fn parent_without_section_or_port(this: Val<'_>) -> Outcome<bool> {
    agree(
        this.items()?,
        |p1| {
            Ok((
                p1.get(field::GROUP)?.text()?,
                p1.get(field::KIND)?.text()?,
                p1.get(field::NAME)?.text()?,
                if p1.has(field::NAMESPACE)? {
                    p1.get(field::NAMESPACE)?.text()?
                } else {
                    ""
                },
            ))
        },
        |p1| {
            Ok((
                or(
                    || Ok(!p1.has(field::SECTION_NAME)?),
                    || Ok(p1.get(field::SECTION_NAME)?.text()?.is_empty()),
                )?,
                or(
                    || Ok(!p1.has(field::PORT)?),
                    || Ok(p1.get(field::PORT)?.int()? == 0),
                )?,
            ))
        },
        || {
            all(this.items()?, |p1| {
                all(this.items()?, |p2| {
                    if and(
                        || {
                            and(
                                || {
                                    and(
                                        || {
                                            Ok(p1.get(field::GROUP)?.text()?
                                                == p2.get(field::GROUP)?.text()?)
                                        },
                                        || {
                                            Ok(p1.get(field::KIND)?.text()?
                                                == p2.get(field::KIND)?.text()?)
                                        },
                                    )
                                },
                                || Ok(p1.get(field::NAME)?.text()? == p2.get(field::NAME)?.text()?),
                            )
                        },
                        || {
                            or(
                                || {
                                    and(
                                        || {
                                            or(
                                                || Ok(!p1.has(field::NAMESPACE)?),
                                                || Ok(p1.get(field::NAMESPACE)?.text()?.is_empty()),
                                            )
                                        },
                                        || {
                                            or(
                                                || Ok(!p2.has(field::NAMESPACE)?),
                                                || Ok(p2.get(field::NAMESPACE)?.text()?.is_empty()),
                                            )
                                        },
                                    )
                                },
                                || {
                                    and(
                                        || {
                                            and(
                                                || p1.has(field::NAMESPACE),
                                                || p2.has(field::NAMESPACE),
                                            )
                                        },
                                        || {
                                            Ok(p1.get(field::NAMESPACE)?.text()?
                                                == p2.get(field::NAMESPACE)?.text()?)
                                        },
                                    )
                                },
                            )
                        },
                    )? {
                        and(
                            || {
                                Ok(or(
                                    || Ok(!p1.has(field::SECTION_NAME)?),
                                    || Ok(p1.get(field::SECTION_NAME)?.text()?.is_empty()),
                                )? == or(
                                    || Ok(!p2.has(field::SECTION_NAME)?),
                                    || Ok(p2.get(field::SECTION_NAME)?.text()?.is_empty()),
                                )?)
                            },
                            || {
                                Ok(or(
                                    || Ok(!p1.has(field::PORT)?),
                                    || Ok(p1.get(field::PORT)?.int()? == 0),
                                )? == or(
                                    || Ok(!p2.has(field::PORT)?),
                                    || Ok(p2.get(field::PORT)?.int()? == 0),
                                )?)
                            },
                        )
                    } else {
                        Ok(true)
                    }
                })
            })
        },
    )
}

// (self.type in ['Exact','PathPrefix']) ?
// self.value.matches(r"""^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|[%][0-9a-fA-F]{2})+$""") : true
fn path_characters(this: Val<'_>) -> Outcome<bool> {
    if ["Exact", "PathPrefix"].contains(&this.get(field::TYPE)?.text()?) {
        Ok(patterns::P4.matches(this.get(field::VALUE)?.text()?))
    } else {
        Ok(true)
    }
}

// (self.type in ['Exact','PathPrefix']) ? !self.value.endsWith('/.') : true
fn path_ends_in_dot(this: Val<'_>) -> Outcome<bool> {
    if ["Exact", "PathPrefix"].contains(&this.get(field::TYPE)?.text()?) {
        Ok(!this.get(field::VALUE)?.text()?.ends_with("/."))
    } else {
        Ok(true)
    }
}

// (self.type in ['Exact','PathPrefix']) ? !self.value.endsWith('/..') : true
fn path_ends_in_dot_dot(this: Val<'_>) -> Outcome<bool> {
    if ["Exact", "PathPrefix"].contains(&this.get(field::TYPE)?.text()?) {
        Ok(!this.get(field::VALUE)?.text()?.ends_with("/.."))
    } else {
        Ok(true)
    }
}

// (self.type in ['Exact','PathPrefix']) ? self.value.startsWith('/') : true
fn path_not_absolute(this: Val<'_>) -> Outcome<bool> {
    if ["Exact", "PathPrefix"].contains(&this.get(field::TYPE)?.text()?) {
        Ok(this.get(field::VALUE)?.text()?.starts_with('/'))
    } else {
        Ok(true)
    }
}

// self.type in ['Exact','PathPrefix'] || self.type == 'RegularExpression'
fn path_type(this: Val<'_>) -> Outcome<bool> {
    or(
        || Ok(["Exact", "PathPrefix"].contains(&this.get(field::TYPE)?.text()?)),
        || Ok(this.get(field::TYPE)?.text()? == "RegularExpression"),
    )
}

// (self.type in ['Exact','PathPrefix']) ? !self.value.contains('/./') : true
fn path_with_dot(this: Val<'_>) -> Outcome<bool> {
    if ["Exact", "PathPrefix"].contains(&this.get(field::TYPE)?.text()?) {
        Ok(!this.get(field::VALUE)?.text()?.contains("/./"))
    } else {
        Ok(true)
    }
}

// (self.type in ['Exact','PathPrefix']) ? !self.value.contains('/../') : true
fn path_with_dot_dot(this: Val<'_>) -> Outcome<bool> {
    if ["Exact", "PathPrefix"].contains(&this.get(field::TYPE)?.text()?) {
        Ok(!this.get(field::VALUE)?.text()?.contains("/../"))
    } else {
        Ok(true)
    }
}

// (self.type in ['Exact','PathPrefix']) ? !self.value.contains('//') : true
fn path_with_double_slash(this: Val<'_>) -> Outcome<bool> {
    if ["Exact", "PathPrefix"].contains(&this.get(field::TYPE)?.text()?) {
        Ok(!this.get(field::VALUE)?.text()?.contains("//"))
    } else {
        Ok(true)
    }
}

// (self.type in ['Exact','PathPrefix']) ? !self.value.contains('%2f') : true
fn path_with_encoded_slash_lower(this: Val<'_>) -> Outcome<bool> {
    if ["Exact", "PathPrefix"].contains(&this.get(field::TYPE)?.text()?) {
        Ok(!this.get(field::VALUE)?.text()?.contains("%2f"))
    } else {
        Ok(true)
    }
}

// (self.type in ['Exact','PathPrefix']) ? !self.value.contains('%2F') : true
fn path_with_encoded_slash_upper(this: Val<'_>) -> Outcome<bool> {
    if ["Exact", "PathPrefix"].contains(&this.get(field::TYPE)?.text()?) {
        Ok(!this.get(field::VALUE)?.text()?.contains("%2F"))
    } else {
        Ok(true)
    }
}

// (self.type in ['Exact','PathPrefix']) ? !self.value.contains('#') : true
fn path_with_fragment(this: Val<'_>) -> Outcome<bool> {
    if ["Exact", "PathPrefix"].contains(&this.get(field::TYPE)?.text()?) {
        Ok(!this.get(field::VALUE)?.text()?.contains('#'))
    } else {
        Ok(true)
    }
}

// !has(self.cookieConfig) || !has(self.cookieConfig.lifetimeType) || self.cookieConfig.lifetimeType !=
// 'Permanent' || has(self.absoluteTimeout)
fn permanent_cookie_config_without_timeout(this: Val<'_>) -> Outcome<bool> {
    or(
        || {
            or(
                || {
                    or(
                        || Ok(!this.has(field::COOKIE_CONFIG)?),
                        || Ok(!this.get(field::COOKIE_CONFIG)?.has(field::LIFETIME_TYPE)?),
                    )
                },
                || {
                    Ok(this
                        .get(field::COOKIE_CONFIG)?
                        .get(field::LIFETIME_TYPE)?
                        .text()?
                        != "Permanent")
                },
            )
        },
        || this.has(field::ABSOLUTE_TIMEOUT),
    )
}

// !has(self.cookie) || !has(self.cookie.lifetimeType) || self.cookie.lifetimeType != 'Permanent' ||
// has(self.absoluteTimeout)
fn permanent_cookie_without_timeout(this: Val<'_>) -> Outcome<bool> {
    or(
        || {
            or(
                || {
                    or(
                        || Ok(!this.has(field::COOKIE)?),
                        || Ok(!this.get(field::COOKIE)?.has(field::LIFETIME_TYPE)?),
                    )
                },
                || Ok(this.get(field::COOKIE)?.get(field::LIFETIME_TYPE)?.text()? != "Permanent"),
            )
        },
        || this.has(field::ABSOLUTE_TIMEOUT),
    )
}

// (self.group == 'gateway.networking.x-k8s.io' && self.kind == 'XBackend') ? !has(self.port) : true
fn port_of_xbackend(this: Val<'_>) -> Outcome<bool> {
    if and(
        || Ok(this.get(field::GROUP)?.text()? == "gateway.networking.x-k8s.io"),
        || Ok(this.get(field::KIND)?.text()? == "XBackend"),
    )? {
        Ok(!this.has(field::PORT)?)
    } else {
        Ok(true)
    }
}

// self.type == 'ReplacePrefixMatch' ? has(self.replacePrefixMatch) : true
fn prefix_match_missing(this: Val<'_>) -> Outcome<bool> {
    if this.get(field::TYPE)?.text()? == "ReplacePrefixMatch" {
        this.has(field::REPLACE_PREFIX_MATCH)
    } else {
        Ok(true)
    }
}

// has(self.replacePrefixMatch) ? self.type == 'ReplacePrefixMatch' : true
fn prefix_match_of_other_modifier(this: Val<'_>) -> Outcome<bool> {
    if this.has(field::REPLACE_PREFIX_MATCH)? {
        Ok(this.get(field::TYPE)?.text()? == "ReplacePrefixMatch")
    } else {
        Ok(true)
    }
}

// !(self.exists(f, f.type == 'RequestRedirect') && self.exists(f, f.type == 'URLRewrite'))
fn redirect_beside_rewrite(this: Val<'_>) -> Outcome<bool> {
    Ok(!and(
        || {
            exists(this.items()?, |f| {
                Ok(f.get(field::TYPE)?.text()? == "RequestRedirect")
            })
        },
        || {
            exists(this.items()?, |f| {
                Ok(f.get(field::TYPE)?.text()? == "URLRewrite")
            })
        },
    )?)
}

// (has(self.filters) && self.filters.exists_one(f, has(f.requestRedirect) && has(f.requestRedirect.path) &&
// f.requestRedirect.path.type == 'ReplacePrefixMatch' && has(f.requestRedirect.path.replacePrefixMatch))) ?
// ((size(self.matches) != 1 || !has(self.matches[0].path) || self.matches[0].path.type != 'PathPrefix') ?
// false : true) : true
fn redirect_prefix_without_prefix_match(this: Val<'_>) -> Outcome<bool> {
    if and(
        || this.has(field::FILTERS),
        || {
            exists_one(this.get(field::FILTERS)?.items()?, |f| {
                and(
                    || {
                        and(
                            || {
                                and(
                                    || f.has(field::REQUEST_REDIRECT),
                                    || f.get(field::REQUEST_REDIRECT)?.has(field::PATH),
                                )
                            },
                            || {
                                Ok(f.get(field::REQUEST_REDIRECT)?
                                    .get(field::PATH)?
                                    .get(field::TYPE)?
                                    .text()?
                                    == "ReplacePrefixMatch")
                            },
                        )
                    },
                    || {
                        f.get(field::REQUEST_REDIRECT)?
                            .get(field::PATH)?
                            .has(field::REPLACE_PREFIX_MATCH)
                    },
                )
            })
        },
    )? {
        if or(
            || {
                or(
                    || Ok(this.get(field::MATCHES)?.size()? != 1),
                    || Ok(!this.get(field::MATCHES)?.at(0)?.has(field::PATH)?),
                )
            },
            || {
                Ok(this
                    .get(field::MATCHES)?
                    .at(0)?
                    .get(field::PATH)?
                    .get(field::TYPE)?
                    .text()?
                    != "PathPrefix")
            },
        )? {
            Ok(false)
        } else {
            Ok(true)
        }
    } else {
        Ok(true)
    }
}

// self.filter(f, f.type == 'RequestRedirect').size() <= 1
fn redirect_repeated(this: Val<'_>) -> Outcome<bool> {
    Ok((count(this.items()?, |f| {
        Ok(f.get(field::TYPE)?.text()? == "RequestRedirect")
    })?) <= 1)
}

// (has(self.backendRefs) && size(self.backendRefs) > 0) ? (!has(self.filters) || self.filters.all(f,
// !has(f.requestRedirect))): true
fn redirect_with_backends(this: Val<'_>) -> Outcome<bool> {
    if and(
        || this.has(field::BACKEND_REFS),
        || Ok(this.get(field::BACKEND_REFS)?.size()? > 0),
    )? {
        or(
            || Ok(!this.has(field::FILTERS)?),
            || {
                all(this.get(field::FILTERS)?.items()?, |f| {
                    Ok(!f.has(field::REQUEST_REDIRECT)?)
                })
            },
        )
    } else {
        Ok(true)
    }
}

// !(!has(self.requestHeaderModifier) && self.type == 'RequestHeaderModifier')
fn request_header_modifier_filter_without_member(this: Val<'_>) -> Outcome<bool> {
    Ok(!and(
        || Ok(!this.has(field::REQUEST_HEADER_MODIFIER)?),
        || Ok(this.get(field::TYPE)?.text()? == "RequestHeaderModifier"),
    )?)
}

// !(has(self.requestHeaderModifier) && self.type != 'RequestHeaderModifier')
fn request_header_modifier_member_of_other_filter(this: Val<'_>) -> Outcome<bool> {
    Ok(!and(
        || this.has(field::REQUEST_HEADER_MODIFIER),
        || Ok(this.get(field::TYPE)?.text()? != "RequestHeaderModifier"),
    )?)
}

// self.filter(f, f.type == 'RequestHeaderModifier').size() <= 1
fn request_header_modifier_repeated(this: Val<'_>) -> Outcome<bool> {
    Ok((count(this.items()?, |f| {
        Ok(f.get(field::TYPE)?.text()? == "RequestHeaderModifier")
    })?) <= 1)
}

// !(!has(self.requestMirror) && self.type == 'RequestMirror')
fn request_mirror_filter_without_member(this: Val<'_>) -> Outcome<bool> {
    Ok(!and(
        || Ok(!this.has(field::REQUEST_MIRROR)?),
        || Ok(this.get(field::TYPE)?.text()? == "RequestMirror"),
    )?)
}

// !(has(self.requestMirror) && self.type != 'RequestMirror')
fn request_mirror_member_of_other_filter(this: Val<'_>) -> Outcome<bool> {
    Ok(!and(
        || this.has(field::REQUEST_MIRROR),
        || Ok(this.get(field::TYPE)?.text()? != "RequestMirror"),
    )?)
}

// !(duration(self) == duration('0s') || duration(self) > duration('1h'))
fn request_rate_interval_range(this: Val<'_>) -> Outcome<bool> {
    Ok(!or(
        || Ok(duration(this.text()?)? == duration("0s")?),
        || Ok(duration(this.text()?)? > duration("1h")?),
    )?)
}

// !(!has(self.requestRedirect) && self.type == 'RequestRedirect')
fn request_redirect_filter_without_member(this: Val<'_>) -> Outcome<bool> {
    Ok(!and(
        || Ok(!this.has(field::REQUEST_REDIRECT)?),
        || Ok(this.get(field::TYPE)?.text()? == "RequestRedirect"),
    )?)
}

// !(has(self.requestRedirect) && self.type != 'RequestRedirect')
fn request_redirect_member_of_other_filter(this: Val<'_>) -> Outcome<bool> {
    Ok(!and(
        || this.has(field::REQUEST_REDIRECT),
        || Ok(this.get(field::TYPE)?.text()? != "RequestRedirect"),
    )?)
}

// !(!has(self.responseHeaderModifier) && self.type == 'ResponseHeaderModifier')
fn response_header_modifier_filter_without_member(this: Val<'_>) -> Outcome<bool> {
    Ok(!and(
        || Ok(!this.has(field::RESPONSE_HEADER_MODIFIER)?),
        || Ok(this.get(field::TYPE)?.text()? == "ResponseHeaderModifier"),
    )?)
}

// !(has(self.responseHeaderModifier) && self.type != 'ResponseHeaderModifier')
fn response_header_modifier_member_of_other_filter(this: Val<'_>) -> Outcome<bool> {
    Ok(!and(
        || this.has(field::RESPONSE_HEADER_MODIFIER),
        || Ok(this.get(field::TYPE)?.text()? != "ResponseHeaderModifier"),
    )?)
}

// self.filter(f, f.type == 'ResponseHeaderModifier').size() <= 1
fn response_header_modifier_repeated(this: Val<'_>) -> Outcome<bool> {
    Ok((count(this.items()?, |f| {
        Ok(f.get(field::TYPE)?.text()? == "ResponseHeaderModifier")
    })?) <= 1)
}

// (has(self.filters) && self.filters.exists_one(f, has(f.urlRewrite) && has(f.urlRewrite.path) &&
// f.urlRewrite.path.type == 'ReplacePrefixMatch' && has(f.urlRewrite.path.replacePrefixMatch))) ?
// ((size(self.matches) != 1 || !has(self.matches[0].path) || self.matches[0].path.type != 'PathPrefix') ?
// false : true) : true
fn rewrite_prefix_without_prefix_match(this: Val<'_>) -> Outcome<bool> {
    if and(
        || this.has(field::FILTERS),
        || {
            exists_one(this.get(field::FILTERS)?.items()?, |f| {
                and(
                    || {
                        and(
                            || {
                                and(
                                    || f.has(field::URL_REWRITE),
                                    || f.get(field::URL_REWRITE)?.has(field::PATH),
                                )
                            },
                            || {
                                Ok(f.get(field::URL_REWRITE)?
                                    .get(field::PATH)?
                                    .get(field::TYPE)?
                                    .text()?
                                    == "ReplacePrefixMatch")
                            },
                        )
                    },
                    || {
                        f.get(field::URL_REWRITE)?
                            .get(field::PATH)?
                            .has(field::REPLACE_PREFIX_MATCH)
                    },
                )
            })
        },
    )? {
        if or(
            || {
                or(
                    || Ok(this.get(field::MATCHES)?.size()? != 1),
                    || Ok(!this.get(field::MATCHES)?.at(0)?.has(field::PATH)?),
                )
            },
            || {
                Ok(this
                    .get(field::MATCHES)?
                    .at(0)?
                    .get(field::PATH)?
                    .get(field::TYPE)?
                    .text()?
                    != "PathPrefix")
            },
        )? {
            Ok(false)
        } else {
            Ok(true)
        }
    } else {
        Ok(true)
    }
}

// size(self) == 0 || self == 'Cluster' || (self.matches('^.*/.+$') &&
// !format.dns1123Subdomain().validate(self.split('/')[0]).hasValue() && self.split('/')[0] != 'k8s.io' &&
// !self.split('/')[0].endsWith('.k8s.io'))
fn routability(this: Val<'_>) -> Outcome<bool> {
    or(
        || or(|| Ok(this.size()? == 0), || Ok(this.text()? == "Cluster")),
        || {
            and(
                || {
                    and(
                        || {
                            and(
                                || Ok(patterns::P12.matches(this.text()?)),
                                || {
                                    Ok(!(!is_dns1123_subdomain(item_of(
                                        &split(this.text()?, "/"),
                                        0,
                                    )?)))
                                },
                            )
                        },
                        || Ok(item_of(&split(this.text()?, "/"), 0)? != "k8s.io"),
                    )
                },
                || Ok(!(item_of(&split(this.text()?, "/"), 0)?.ends_with(".k8s.io"))),
            )
        },
    )
}

// self.all(l1, !has(l1.name) || self.exists_one(l2, has(l2.name) && l1.name == l2.name))
fn rule_name_repeated(this: Val<'_>) -> Outcome<bool> {
    each_once(
        this.items()?,
        |l1| {
            Ok(if l1.has(field::NAME)? {
                Some(l1.get(field::NAME)?.text()?)
            } else {
                None
            })
        },
        || {
            all(this.items()?, |l1| {
                or(
                    || Ok(!l1.has(field::NAME)?),
                    || {
                        exists_one(this.items()?, |l2| {
                            and(
                                || l2.has(field::NAME),
                                || Ok(l1.get(field::NAME)?.text()? == l2.get(field::NAME)?.text()?),
                            )
                        })
                    },
                )
            })
        },
    )
}

// has(self.samplingRate) ? self.mode == 'Enabled' : true
fn sampling_of_disabled_tracing(this: Val<'_>) -> Outcome<bool> {
    if this.has(field::SAMPLING_RATE)? {
        Ok(this.get(field::MODE)?.text()? == "Enabled")
    } else {
        Ok(true)
    }
}

// !(self.type != "Hostname" && has(self.hostname) && self.hostname != "")
fn san_hostname_of_other_type(this: Val<'_>) -> Outcome<bool> {
    Ok(!and(
        || {
            and(
                || Ok(this.get(field::TYPE)?.text()? != "Hostname"),
                || this.has(field::HOSTNAME),
            )
        },
        || Ok(!this.get(field::HOSTNAME)?.text()?.is_empty()),
    )?)
}

// !(self.type != "URI" && has(self.uri) && self.uri != "")
fn san_uri_of_other_type(this: Val<'_>) -> Outcome<bool> {
    Ok(!and(
        || {
            and(
                || Ok(this.get(field::TYPE)?.text()? != "URI"),
                || this.has(field::URI),
            )
        },
        || Ok(!this.get(field::URI)?.text()?.is_empty()),
    )?)
}

// !(self.type == "Hostname" && (!has(self.hostname) || self.hostname == ""))
fn san_without_hostname(this: Val<'_>) -> Outcome<bool> {
    Ok(!and(
        || Ok(this.get(field::TYPE)?.text()? == "Hostname"),
        || {
            or(
                || Ok(!this.has(field::HOSTNAME)?),
                || Ok(this.get(field::HOSTNAME)?.text()?.is_empty()),
            )
        },
    )?)
}

// !(self.type == "URI" && (!has(self.uri) || self.uri == ""))
fn san_without_uri(this: Val<'_>) -> Outcome<bool> {
    Ok(!and(
        || Ok(this.get(field::TYPE)?.text()? == "URI"),
        || {
            or(
                || Ok(!this.has(field::URI)?),
                || Ok(this.get(field::URI)?.text()?.is_empty()),
            )
        },
    )?)
}

// has(self.serviceName) ? self.mode == 'Enabled' : true
fn service_name_of_disabled_tracing(this: Val<'_>) -> Outcome<bool> {
    if this.has(field::SERVICE_NAME)? {
        Ok(this.get(field::MODE)?.text()? == "Enabled")
    } else {
        Ok(true)
    }
}

// (size(self.group) == 0 && self.kind == 'Service') ? has(self.port) : true
fn service_without_port(this: Val<'_>) -> Outcome<bool> {
    if and(
        || Ok(this.get(field::GROUP)?.size()? == 0),
        || Ok(this.get(field::KIND)?.text()? == "Service"),
    )? {
        this.has(field::PORT)
    } else {
        Ok(true)
    }
}

// has(self.sessionPersistence) ? self.type == 'EndpointSelector' : true
fn session_persistence_of_other_backend(this: Val<'_>) -> Outcome<bool> {
    if this.has(field::SESSION_PERSISTENCE)? {
        Ok(this.get(field::TYPE)?.text()? == "EndpointSelector")
    } else {
        Ok(true)
    }
}

// self.type != 'Cookie' || has(self.cookie)
fn session_without_cookie(this: Val<'_>) -> Outcome<bool> {
    or(
        || Ok(this.get(field::TYPE)?.text()? != "Cookie"),
        || this.has(field::COOKIE),
    )
}

// self.type != 'Header' || has(self.header)
fn session_without_header(this: Val<'_>) -> Outcome<bool> {
    or(
        || Ok(this.get(field::TYPE)?.text()? != "Header"),
        || this.has(field::HEADER),
    )
}

// has(self.spanName) ? self.mode == 'Enabled' : true
fn span_name_of_disabled_tracing(this: Val<'_>) -> Outcome<bool> {
    if this.has(field::SPAN_NAME)? {
        Ok(this.get(field::MODE)?.text()? == "Enabled")
    } else {
        Ok(true)
    }
}

// self.type == 'Hostname' ?
// self.value.matches(r"""^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$"""): true
fn status_address_hostname(this: Val<'_>) -> Outcome<bool> {
    if this.get(field::TYPE)?.text()? == "Hostname" {
        Ok(patterns::P11.matches(this.get(field::VALUE)?.text()?))
    } else {
        Ok(true)
    }
}

// self.all(p1, self.exists_one(p2, p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name &&
// (((!has(p1.sectionName) || p1.sectionName == '') && (!has(p2.sectionName) || p2.sectionName == '')) ||
// (has(p1.sectionName) && has(p2.sectionName) && p1.sectionName == p2.sectionName))))
fn target_section_repeated(this: Val<'_>) -> Outcome<bool> {
    each_once(
        this.items()?,
        |p1| {
            Ok(Some((
                p1.get(field::GROUP)?.text()?,
                p1.get(field::KIND)?.text()?,
                p1.get(field::NAME)?.text()?,
                if p1.has(field::SECTION_NAME)? {
                    p1.get(field::SECTION_NAME)?.text()?
                } else {
                    ""
                },
            )))
        },
        || {
            all(this.items()?, |p1| {
                exists_one(this.items()?, |p2| {
                    and(
                        || {
                            and(
                                || {
                                    and(
                                        || {
                                            Ok(p1.get(field::GROUP)?.text()?
                                                == p2.get(field::GROUP)?.text()?)
                                        },
                                        || {
                                            Ok(p1.get(field::KIND)?.text()?
                                                == p2.get(field::KIND)?.text()?)
                                        },
                                    )
                                },
                                || Ok(p1.get(field::NAME)?.text()? == p2.get(field::NAME)?.text()?),
                            )
                        },
                        || {
                            or(
                                || {
                                    and(
                                        || {
                                            or(
                                                || Ok(!p1.has(field::SECTION_NAME)?),
                                                || {
                                                    Ok(p1
                                                        .get(field::SECTION_NAME)?
                                                        .text()?
                                                        .is_empty())
                                                },
                                            )
                                        },
                                        || {
                                            or(
                                                || Ok(!p2.has(field::SECTION_NAME)?),
                                                || {
                                                    Ok(p2
                                                        .get(field::SECTION_NAME)?
                                                        .text()?
                                                        .is_empty())
                                                },
                                            )
                                        },
                                    )
                                },
                                || {
                                    and(
                                        || {
                                            and(
                                                || p1.has(field::SECTION_NAME),
                                                || p2.has(field::SECTION_NAME),
                                            )
                                        },
                                        || {
                                            Ok(p1.get(field::SECTION_NAME)?.text()?
                                                == p2.get(field::SECTION_NAME)?.text()?)
                                        },
                                    )
                                },
                            )
                        },
                    )
                })
            })
        },
    )
}

// self.all(p1, self.all(p2, p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name ?
// ((!has(p1.sectionName) || p1.sectionName == '') == (!has(p2.sectionName) || p2.sectionName == '')) : true))
fn target_without_section(this: Val<'_>) -> Outcome<bool> {
    agree(
        this.items()?,
        |p1| {
            Ok((
                p1.get(field::GROUP)?.text()?,
                p1.get(field::KIND)?.text()?,
                p1.get(field::NAME)?.text()?,
            ))
        },
        |p1| {
            Ok(or(
                || Ok(!p1.has(field::SECTION_NAME)?),
                || Ok(p1.get(field::SECTION_NAME)?.text()?.is_empty()),
            )?)
        },
        || {
            all(this.items()?, |p1| {
                all(this.items()?, |p2| {
                    if and(
                        || {
                            and(
                                || {
                                    Ok(p1.get(field::GROUP)?.text()?
                                        == p2.get(field::GROUP)?.text()?)
                                },
                                || Ok(p1.get(field::KIND)?.text()? == p2.get(field::KIND)?.text()?),
                            )
                        },
                        || Ok(p1.get(field::NAME)?.text()? == p2.get(field::NAME)?.text()?),
                    )? {
                        Ok(or(
                            || Ok(!p1.has(field::SECTION_NAME)?),
                            || Ok(p1.get(field::SECTION_NAME)?.text()?.is_empty()),
                        )? == or(
                            || Ok(!p2.has(field::SECTION_NAME)?),
                            || Ok(p2.get(field::SECTION_NAME)?.text()?.is_empty()),
                        )?)
                    } else {
                        Ok(true)
                    }
                })
            })
        },
    )
}

// has(self.tracing)
fn telemetry_without_signal(this: Val<'_>) -> Outcome<bool> {
    this.has(field::TRACING)
}

// self.mode == 'Terminate' ? size(self.certificateRefs) > 0 || size(self.options) > 0 : true
fn terminating_without_certificate(this: Val<'_>) -> Outcome<bool> {
    if this.get(field::MODE)?.text()? == "Terminate" {
        or(
            || Ok(this.get(field::CERTIFICATE_REFS)?.size()? > 0),
            || Ok(this.get(field::OPTIONS)?.size()? > 0),
        )
    } else {
        Ok(true)
    }
}

// self.all(h, !h.contains('*') ?
// h.matches('^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)$') : true)
fn tls_hostname(this: Val<'_>) -> Outcome<bool> {
    all(this.items()?, |h| {
        if !h.text()?.contains('*') {
            Ok(patterns::P8.matches(h.text()?))
        } else {
            Ok(true)
        }
    })
}

// self.all(h, !isIP(h))
fn tls_hostname_is_ip(this: Val<'_>) -> Outcome<bool> {
    all(this.items()?, |h| Ok(!is_ip(h.text()?)))
}

// self.all(h, h.contains('*') ? (h.startsWith('*.') &&
// h.substring(2).matches('^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)$')) : true)
fn tls_hostname_wildcard(this: Val<'_>) -> Outcome<bool> {
    all(this.items()?, |h| {
        if h.text()?.contains('*') {
            and(
                || Ok(h.text()?.starts_with("*.")),
                || Ok(patterns::P8.matches(substring(h.text()?, 2)?)),
            )
        } else {
            Ok(true)
        }
    })
}

// self.all(l, (l.protocol == 'TLS' ? has(l.tls) && has(l.tls.mode) && l.tls.mode != '' : true))
fn tls_listener_without_mode(this: Val<'_>) -> Outcome<bool> {
    all(this.items()?, |l| {
        if l.get(field::PROTOCOL)?.text()? == "TLS" {
            and(
                || and(|| l.has(field::TLS), || l.get(field::TLS)?.has(field::MODE)),
                || Ok(!l.get(field::TLS)?.get(field::MODE)?.text()?.is_empty()),
            )
        } else {
            Ok(true)
        }
    })
}

// self.all(l, l.protocol in ['HTTP', 'TCP', 'UDP'] ? !has(l.tls) : true)
fn tls_on_cleartext_listener(this: Val<'_>) -> Outcome<bool> {
    all(this.items()?, |l| {
        if ["HTTP", "TCP", "UDP"].contains(&l.get(field::PROTOCOL)?.text()?) {
            Ok(!l.has(field::TLS)?)
        } else {
            Ok(true)
        }
    })
}

// (self.size() > 0 ? self[0].matches.size() : 0) + (self.size() > 1 ? self[1].matches.size() : 0) +
// (self.size() > 2 ? self[2].matches.size() : 0) + (self.size() > 3 ? self[3].matches.size() : 0) +
// (self.size() > 4 ? self[4].matches.size() : 0) + (self.size() > 5 ? self[5].matches.size() : 0) +
// (self.size() > 6 ? self[6].matches.size() : 0) + (self.size() > 7 ? self[7].matches.size() : 0) +
// (self.size() > 8 ? self[8].matches.size() : 0) + (self.size() > 9 ? self[9].matches.size() : 0) +
// (self.size() > 10 ? self[10].matches.size() : 0) + (self.size() > 11 ? self[11].matches.size() : 0) +
// (self.size() > 12 ? self[12].matches.size() : 0) + (self.size() > 13 ? self[13].matches.size() : 0) +
// (self.size() > 14 ? self[14].matches.size() : 0) + (self.size() > 15 ? self[15].matches.size() : 0) <= 128
fn too_many_matches(this: Val<'_>) -> Outcome<bool> {
    Ok((if this.size()? > 0 {
        this.at(0)?.get(field::MATCHES)?.size()?
    } else {
        0
    }) + (if this.size()? > 1 {
        this.at(1)?.get(field::MATCHES)?.size()?
    } else {
        0
    }) + (if this.size()? > 2 {
        this.at(2)?.get(field::MATCHES)?.size()?
    } else {
        0
    }) + (if this.size()? > 3 {
        this.at(3)?.get(field::MATCHES)?.size()?
    } else {
        0
    }) + (if this.size()? > 4 {
        this.at(4)?.get(field::MATCHES)?.size()?
    } else {
        0
    }) + (if this.size()? > 5 {
        this.at(5)?.get(field::MATCHES)?.size()?
    } else {
        0
    }) + (if this.size()? > 6 {
        this.at(6)?.get(field::MATCHES)?.size()?
    } else {
        0
    }) + (if this.size()? > 7 {
        this.at(7)?.get(field::MATCHES)?.size()?
    } else {
        0
    }) + (if this.size()? > 8 {
        this.at(8)?.get(field::MATCHES)?.size()?
    } else {
        0
    }) + (if this.size()? > 9 {
        this.at(9)?.get(field::MATCHES)?.size()?
    } else {
        0
    }) + (if this.size()? > 10 {
        this.at(10)?.get(field::MATCHES)?.size()?
    } else {
        0
    }) + (if this.size()? > 11 {
        this.at(11)?.get(field::MATCHES)?.size()?
    } else {
        0
    }) + (if this.size()? > 12 {
        this.at(12)?.get(field::MATCHES)?.size()?
    } else {
        0
    }) + (if this.size()? > 13 {
        this.at(13)?.get(field::MATCHES)?.size()?
    } else {
        0
    }) + (if this.size()? > 14 {
        this.at(14)?.get(field::MATCHES)?.size()?
    } else {
        0
    }) + (if this.size()? > 15 {
        this.at(15)?.get(field::MATCHES)?.size()?
    } else {
        0
    }) <= 128)
}

// (self.size() > 0 ? (has(self[0].matches) ? self[0].matches.size() : 0) : 0) + (self.size() > 1 ?
// (has(self[1].matches) ? self[1].matches.size() : 0) : 0) + (self.size() > 2 ? (has(self[2].matches) ?
// self[2].matches.size() : 0) : 0) + (self.size() > 3 ? (has(self[3].matches) ? self[3].matches.size() : 0) :
// 0) + (self.size() > 4 ? (has(self[4].matches) ? self[4].matches.size() : 0) : 0) + (self.size() > 5 ?
// (has(self[5].matches) ? self[5].matches.size() : 0) : 0) + (self.size() > 6 ? (has(self[6].matches) ?
// self[6].matches.size() : 0) : 0) + (self.size() > 7 ? (has(self[7].matches) ? self[7].matches.size() : 0) :
// 0) + (self.size() > 8 ? (has(self[8].matches) ? self[8].matches.size() : 0) : 0) + (self.size() > 9 ?
// (has(self[9].matches) ? self[9].matches.size() : 0) : 0) + (self.size() > 10 ? (has(self[10].matches) ?
// self[10].matches.size() : 0) : 0) + (self.size() > 11 ? (has(self[11].matches) ? self[11].matches.size() :
// 0) : 0) + (self.size() > 12 ? (has(self[12].matches) ? self[12].matches.size() : 0) : 0) + (self.size() >
// 13 ? (has(self[13].matches) ? self[13].matches.size() : 0) : 0) + (self.size() > 14 ?
// (has(self[14].matches) ? self[14].matches.size() : 0) : 0) + (self.size() > 15 ? (has(self[15].matches) ?
// self[15].matches.size() : 0) : 0) <= 128
fn too_many_matches_grpc(this: Val<'_>) -> Outcome<bool> {
    Ok((if this.size()? > 0 {
        if this.at(0)?.has(field::MATCHES)? {
            this.at(0)?.get(field::MATCHES)?.size()?
        } else {
            0
        }
    } else {
        0
    }) + (if this.size()? > 1 {
        if this.at(1)?.has(field::MATCHES)? {
            this.at(1)?.get(field::MATCHES)?.size()?
        } else {
            0
        }
    } else {
        0
    }) + (if this.size()? > 2 {
        if this.at(2)?.has(field::MATCHES)? {
            this.at(2)?.get(field::MATCHES)?.size()?
        } else {
            0
        }
    } else {
        0
    }) + (if this.size()? > 3 {
        if this.at(3)?.has(field::MATCHES)? {
            this.at(3)?.get(field::MATCHES)?.size()?
        } else {
            0
        }
    } else {
        0
    }) + (if this.size()? > 4 {
        if this.at(4)?.has(field::MATCHES)? {
            this.at(4)?.get(field::MATCHES)?.size()?
        } else {
            0
        }
    } else {
        0
    }) + (if this.size()? > 5 {
        if this.at(5)?.has(field::MATCHES)? {
            this.at(5)?.get(field::MATCHES)?.size()?
        } else {
            0
        }
    } else {
        0
    }) + (if this.size()? > 6 {
        if this.at(6)?.has(field::MATCHES)? {
            this.at(6)?.get(field::MATCHES)?.size()?
        } else {
            0
        }
    } else {
        0
    }) + (if this.size()? > 7 {
        if this.at(7)?.has(field::MATCHES)? {
            this.at(7)?.get(field::MATCHES)?.size()?
        } else {
            0
        }
    } else {
        0
    }) + (if this.size()? > 8 {
        if this.at(8)?.has(field::MATCHES)? {
            this.at(8)?.get(field::MATCHES)?.size()?
        } else {
            0
        }
    } else {
        0
    }) + (if this.size()? > 9 {
        if this.at(9)?.has(field::MATCHES)? {
            this.at(9)?.get(field::MATCHES)?.size()?
        } else {
            0
        }
    } else {
        0
    }) + (if this.size()? > 10 {
        if this.at(10)?.has(field::MATCHES)? {
            this.at(10)?.get(field::MATCHES)?.size()?
        } else {
            0
        }
    } else {
        0
    }) + (if this.size()? > 11 {
        if this.at(11)?.has(field::MATCHES)? {
            this.at(11)?.get(field::MATCHES)?.size()?
        } else {
            0
        }
    } else {
        0
    }) + (if this.size()? > 12 {
        if this.at(12)?.has(field::MATCHES)? {
            this.at(12)?.get(field::MATCHES)?.size()?
        } else {
            0
        }
    } else {
        0
    }) + (if this.size()? > 13 {
        if this.at(13)?.has(field::MATCHES)? {
            this.at(13)?.get(field::MATCHES)?.size()?
        } else {
            0
        }
    } else {
        0
    }) + (if this.size()? > 14 {
        if this.at(14)?.has(field::MATCHES)? {
            this.at(14)?.get(field::MATCHES)?.size()?
        } else {
            0
        }
    } else {
        0
    }) + (if this.size()? > 15 {
        if this.at(15)?.has(field::MATCHES)? {
            this.at(15)?.get(field::MATCHES)?.size()?
        } else {
            0
        }
    } else {
        0
    }) <= 128)
}

// self.mode == 'Enabled' ? has(self.provider) : !has(self.provider)
fn tracing_provider_by_mode(this: Val<'_>) -> Outcome<bool> {
    if this.get(field::MODE)?.text()? == "Enabled" {
        this.has(field::PROVIDER)
    } else {
        Ok(!this.has(field::PROVIDER)?)
    }
}

// self.all(r, !(r.group == 'certificates.k8s.io' && r.kind == 'ClusterTrustBundle' && has(r.namespace)))
fn trust_bundle_namespace(this: Val<'_>) -> Outcome<bool> {
    all(this.items()?, |r| {
        Ok(!and(
            || {
                and(
                    || Ok(r.get(field::GROUP)?.text()? == "certificates.k8s.io"),
                    || Ok(r.get(field::KIND)?.text()? == "ClusterTrustBundle"),
                )
            },
            || r.has(field::NAMESPACE),
        )?)
    })
}

// !(!has(self.urlRewrite) && self.type == 'URLRewrite')
fn url_rewrite_filter_without_member(this: Val<'_>) -> Outcome<bool> {
    Ok(!and(
        || Ok(!this.has(field::URL_REWRITE)?),
        || Ok(this.get(field::TYPE)?.text()? == "URLRewrite"),
    )?)
}

// !(has(self.urlRewrite) && self.type != 'URLRewrite')
fn url_rewrite_member_of_other_filter(this: Val<'_>) -> Outcome<bool> {
    Ok(!and(
        || this.has(field::URL_REWRITE),
        || Ok(this.get(field::TYPE)?.text()? != "URLRewrite"),
    )?)
}

// self.filter(f, f.type == 'URLRewrite').size() <= 1
fn url_rewrite_repeated(this: Val<'_>) -> Outcome<bool> {
    Ok((count(this.items()?, |f| {
        Ok(f.get(field::TYPE)?.text()? == "URLRewrite")
    })?) <= 1)
}

// !has(self.protocol) || self.protocol != 'WSS' || (has(self.tls) && self.tls.mode != 'None')
fn wss_without_tls(this: Val<'_>) -> Outcome<bool> {
    or(
        || {
            or(
                || Ok(!this.has(field::PROTOCOL)?),
                || Ok(this.get(field::PROTOCOL)?.text()? != "WSS"),
            )
        },
        || {
            and(
                || this.has(field::TLS),
                || Ok(this.get(field::TLS)?.get(field::MODE)?.text()? != "None"),
            )
        },
    )
}

// size(self) == 0 || format.dns1123Label().validate(self) == null
fn xbackend_port_name(this: Val<'_>) -> Outcome<bool> {
    or(
        || Ok(this.size()? == 0),
        || Ok(is_null(!is_dns1123_label(this.text()?))),
    )
}

pub(super) static ADDRESS_HOSTNAME: Rule = Rule {
    id: "address-hostname",
    expression: "self.type == 'Hostname' ? (!has(self.value) || self.value.matches(r\"\"\"^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$\"\"\")): true",
    help: Some("write a DNS name in lower case"),
    check: Check::State(address_hostname),
};
pub(super) static ATTRIBUTE_KEY_BY_SOURCE: Rule = Rule {
    id: "attribute-key-by-source",
    expression: "self.sourceType == 'Attribute' ? has(self.attributeKey) : !has(self.attributeKey)",
    help: Some("set `attributeKey` with sourceType Attribute, and with no other"),
    check: Check::State(attribute_key_by_source),
};
pub(super) static ATTRIBUTES_OF_DISABLED_TRACING: Rule = Rule {
    id: "attributes-of-disabled-tracing",
    expression: "has(self.attributes) ? self.mode == 'Enabled' : true",
    help: Some("set `mode: Enabled`, or remove `attributes`"),
    check: Check::State(attributes_of_disabled_tracing),
};
pub(super) static BACKEND_REDIRECT_PREFIX_WITHOUT_PREFIX_MATCH: Rule = Rule {
    id: "backend-redirect-prefix-without-prefix-match",
    expression: "(has(self.backendRefs) && self.backendRefs.exists_one(b, (has(b.filters) && b.filters.exists_one(f, has(f.requestRedirect) && has(f.requestRedirect.path) && f.requestRedirect.path.type == 'ReplacePrefixMatch' && has(f.requestRedirect.path.replacePrefixMatch))) )) ? ((size(self.matches) != 1 || !has(self.matches[0].path) || self.matches[0].path.type != 'PathPrefix') ? false : true) : true",
    help: Some("give the rule exactly one match, of path type `PathPrefix`"),
    check: Check::State(backend_redirect_prefix_without_prefix_match),
};
pub(super) static BACKEND_REQUEST_TIMEOUT_ABOVE_REQUEST: Rule = Rule {
    id: "backend-request-timeout-above-request",
    expression: "!(has(self.request) && has(self.backendRequest) && duration(self.request) != duration('0s') && duration(self.backendRequest) > duration(self.request))",
    help: Some("lower `backendRequest`, or raise `request`; `0s` switches a timeout off"),
    check: Check::State(backend_request_timeout_above_request),
};
pub(super) static BACKEND_REWRITE_PREFIX_WITHOUT_PREFIX_MATCH: Rule = Rule {
    id: "backend-rewrite-prefix-without-prefix-match",
    expression: "(has(self.backendRefs) && self.backendRefs.exists_one(b, (has(b.filters) && b.filters.exists_one(f, has(f.urlRewrite) && has(f.urlRewrite.path) && f.urlRewrite.path.type == 'ReplacePrefixMatch' && has(f.urlRewrite.path.replacePrefixMatch))) )) ? ((size(self.matches) != 1 || !has(self.matches[0].path) || self.matches[0].path.type != 'PathPrefix') ? false : true) : true",
    help: Some("give the rule exactly one match, of path type `PathPrefix`"),
    check: Check::State(backend_rewrite_prefix_without_prefix_match),
};
pub(super) static BACKEND_TLS_ONE_TRUST: Rule = Rule {
    id: "backend-tls-one-trust",
    expression: "(has(self.caCertificateRefs)?1:0)+(has(self.wellKnownCACertificates)?1:0) == 1",
    help: Some("set exactly one of `caCertificateRefs` and `wellKnownCACertificates`"),
    check: Check::State(backend_tls_one_trust),
};
pub(super) static BACKEND_TLS_TWO_TRUSTS: Rule = Rule {
    id: "backend-tls-two-trusts",
    expression: "!(has(self.caCertificateRefs) && size(self.caCertificateRefs) > 0 && has(self.wellKnownCACertificates) && self.wellKnownCACertificates != \"\")",
    help: Some("keep either `caCertificateRefs` or `wellKnownCACertificates`"),
    check: Check::State(backend_tls_two_trusts),
};
pub(super) static BACKEND_TLS_WITHOUT_TRUST: Rule = Rule {
    id: "backend-tls-without-trust",
    expression: "(has(self.caCertificateRefs) && size(self.caCertificateRefs) > 0 || has(self.wellKnownCACertificates) && self.wellKnownCACertificates != \"\")",
    help: Some("add `caCertificateRefs`, or `wellKnownCACertificates: System`"),
    check: Check::State(backend_tls_without_trust),
};
pub(super) static BACKEND_VALIDATION_BY_MODE: Rule = Rule {
    id: "backend-validation-by-mode",
    expression: "self.mode == 'None' ? !has(self.validation) : has(self.validation)",
    help: Some("set `validation` unless the mode is None"),
    check: Check::State(backend_validation_by_mode),
};
pub(super) static BUDGET_INTERVAL_RANGE: Rule = Rule {
    id: "budget-interval-range",
    expression: "!(duration(self) < duration('1s') || duration(self) > duration('1h'))",
    help: Some("choose an interval from `1s` to `1h`"),
    check: Check::State(budget_interval_range),
};
pub(super) static CLIENT_CERTIFICATE_BY_MODE: Rule = Rule {
    id: "client-certificate-by-mode",
    expression: "self.mode == 'ClientAndServer' ? has(self.clientCertificateRef) : !has(self.clientCertificateRef)",
    help: Some("set `clientCertificateRef` with mode ClientAndServer, and with no other"),
    check: Check::State(client_certificate_by_mode),
};
pub(super) static CLUSTER_LOCAL_HOSTNAME: Rule = Rule {
    id: "cluster-local-hostname",
    expression: "!self.endsWith('.cluster.local')",
    help: Some(
        "reach Services of the cluster by an XBackend of type EndpointSelector, or by a Service reference",
    ),
    check: Check::State(cluster_local_hostname),
};
pub(super) static COOKIE_CONFIG_OF_OTHER_SESSION_TYPE: Rule = Rule {
    id: "cookie-config-of-other-session-type",
    expression: "!has(self.cookieConfig) || self.type == 'Cookie'",
    help: Some("set `type: Cookie`, or remove `cookieConfig`"),
    check: Check::State(cookie_config_of_other_session_type),
};
pub(super) static COOKIE_OF_OTHER_SESSION_TYPE: Rule = Rule {
    id: "cookie-of-other-session-type",
    expression: "!has(self.cookie) || self.type == 'Cookie'",
    help: Some("set `type: Cookie`, or remove `cookie`"),
    check: Check::State(cookie_of_other_session_type),
};
pub(super) static CORS_FILTER_REPEATED: Rule = Rule {
    id: "cors-filter-repeated",
    expression: "self.filter(f, f.type == 'CORS').size() <= 1",
    help: Some("join the filters in one"),
    check: Check::State(cors_filter_repeated),
};
pub(super) static CORS_FILTER_WITHOUT_MEMBER: Rule = Rule {
    id: "cors-filter-without-member",
    expression: "!(!has(self.cors) && self.type == 'CORS')",
    help: Some("add `cors` beside `type: CORS`"),
    check: Check::State(cors_filter_without_member),
};
pub(super) static CORS_MEMBER_OF_OTHER_FILTER: Rule = Rule {
    id: "cors-member-of-other-filter",
    expression: "!(has(self.cors) && self.type != 'CORS')",
    help: Some("set `type: CORS`, or remove `cors`"),
    check: Check::State(cors_member_of_other_filter),
};
pub(super) static CORS_WILDCARD_BESIDE_OTHERS: Rule = Rule {
    id: "cors-wildcard-beside-others",
    expression: "!('*' in self && self.size() > 1)",
    help: Some("keep `*` alone, or list the values without it"),
    check: Check::State(cors_wildcard_beside_others),
};
pub(super) static ENDPOINT_SELECTOR_BY_TYPE: Rule = Rule {
    id: "endpoint-selector-by-type",
    expression: "self.type == 'EndpointSelector' ? has(self.endpointSelector) : !has(self.endpointSelector)",
    help: Some("set `endpointSelector` with type EndpointSelector, and with no other"),
    check: Check::State(endpoint_selector_by_type),
};
pub(super) static EXTENSION_REF_FILTER_WITHOUT_MEMBER: Rule = Rule {
    id: "extension-ref-filter-without-member",
    expression: "!(!has(self.extensionRef) && self.type == 'ExtensionRef')",
    help: Some("add `extensionRef` beside `type: ExtensionRef`"),
    check: Check::State(extension_ref_filter_without_member),
};
pub(super) static EXTENSION_REF_MEMBER_OF_OTHER_FILTER: Rule = Rule {
    id: "extension-ref-member-of-other-filter",
    expression: "!(has(self.extensionRef) && self.type != 'ExtensionRef')",
    help: Some("set `type: ExtensionRef`, or remove `extensionRef`"),
    check: Check::State(extension_ref_member_of_other_filter),
};
pub(super) static EXTERNAL_AUTH_FILTER_WITHOUT_MEMBER: Rule = Rule {
    id: "external-auth-filter-without-member",
    expression: "!(!has(self.externalAuth) && self.type == 'ExternalAuth')",
    help: Some("add `externalAuth` beside `type: ExternalAuth`"),
    check: Check::State(external_auth_filter_without_member),
};
pub(super) static EXTERNAL_AUTH_MEMBER_OF_OTHER_FILTER: Rule = Rule {
    id: "external-auth-member-of-other-filter",
    expression: "!(has(self.externalAuth) && self.type != 'ExternalAuth')",
    help: Some("set `type: ExternalAuth`, or remove `externalAuth`"),
    check: Check::State(external_auth_member_of_other_filter),
};
pub(super) static EXTERNAL_HOSTNAME_BY_TYPE: Rule = Rule {
    id: "external-hostname-by-type",
    expression: "self.type == 'ExternalHostname' ? has(self.externalHostname) : !has(self.externalHostname)",
    help: Some("set `externalHostname` with type ExternalHostname, and with no other"),
    check: Check::State(external_hostname_by_type),
};
pub(super) static FILTERS_ON_OTHER_PROTOCOL: Rule = Rule {
    id: "filters-on-other-protocol",
    expression: "!has(self.filters) || self.protocol in ['HTTP', 'HTTPS']",
    help: Some("listener filters see requests; use protocol HTTP or HTTPS, or remove `filters`"),
    check: Check::State(filters_on_other_protocol),
};
pub(super) static FRACTION_ABOVE_ONE: Rule = Rule {
    id: "fraction-above-one",
    expression: "self.numerator <= self.denominator",
    help: Some("write a numerator that is not above the denominator"),
    check: Check::State(fraction_above_one),
};
pub(super) static FRONTEND_TLS_PORT_REPEATED: Rule = Rule {
    id: "frontend-tls-port-repeated",
    expression: "self.all(t1, self.exists_one(t2, t1.port == t2.port))",
    help: Some("join the settings of a port in one entry"),
    check: Check::State(frontend_tls_port_repeated),
};
pub(super) static FULL_PATH_MISSING: Rule = Rule {
    id: "full-path-missing",
    expression: "self.type == 'ReplaceFullPath' ? has(self.replaceFullPath) : true",
    help: Some("add `replaceFullPath`, or change `type`"),
    check: Check::State(full_path_missing),
};
pub(super) static FULL_PATH_OF_OTHER_MODIFIER: Rule = Rule {
    id: "full-path-of-other-modifier",
    expression: "has(self.replaceFullPath) ? self.type == 'ReplaceFullPath' : true",
    help: Some("set `type: ReplaceFullPath`, or remove `replaceFullPath`"),
    check: Check::State(full_path_of_other_modifier),
};
pub(super) static GRPC_AUTH_WITHOUT_GRPC: Rule = Rule {
    id: "grpc-auth-without-grpc",
    expression: "self.protocol == 'GRPC' ? has(self.grpc) : true",
    help: Some("add `grpc` beside `protocol: GRPC`"),
    check: Check::State(grpc_auth_without_grpc),
};
pub(super) static GRPC_METHOD_MATCH_EMPTY: Rule = Rule {
    id: "grpc-method-match-empty",
    expression: "has(self.type) ? has(self.service) || has(self.method) : true",
    help: Some("add `service`, `method`, or both"),
    check: Check::State(grpc_method_match_empty),
};
pub(super) static GRPC_METHOD_NAME: Rule = Rule {
    id: "grpc-method-name",
    expression: "(!has(self.type) || self.type == 'Exact') && has(self.method) ? self.method.matches(r\"\"\"^[A-Za-z_][A-Za-z_0-9]*$\"\"\"): true",
    help: Some("write a method name as in the .proto file, without the service"),
    check: Check::State(grpc_method_name),
};
pub(super) static GRPC_OF_OTHER_AUTH_PROTOCOL: Rule = Rule {
    id: "grpc-of-other-auth-protocol",
    expression: "has(self.grpc) ? self.protocol == 'GRPC' : true",
    help: Some("set `protocol: GRPC`, or remove `grpc`"),
    check: Check::State(grpc_of_other_auth_protocol),
};
pub(super) static GRPC_SERVICE_NAME: Rule = Rule {
    id: "grpc-service-name",
    expression: "(!has(self.type) || self.type == 'Exact') && has(self.service) ? self.service.matches(r\"\"\"^(?i)\\.?[a-z_][a-z_0-9]*(\\.[a-z_][a-z_0-9]*)*$\"\"\"): true",
    help: Some("write the full service name, as `package.Service`"),
    check: Check::State(grpc_service_name),
};
pub(super) static H2C_WITH_TLS: Rule = Rule {
    id: "h2c-with-tls",
    expression: "!has(self.protocol) || self.protocol != 'H2C' || !has(self.tls) || self.tls.mode == 'None'",
    help: Some("use protocol `HTTP2` with TLS, `H2C` without"),
    check: Check::State(h2c_with_tls),
};
pub(super) static HEADER_NAME_BY_SOURCE: Rule = Rule {
    id: "header-name-by-source",
    expression: "self.sourceType == 'Header' ? has(self.headerName) : !has(self.headerName)",
    help: Some("set `headerName` with sourceType Header, and with no other"),
    check: Check::State(header_name_by_source),
};
pub(super) static HEADER_OF_OTHER_SESSION_TYPE: Rule = Rule {
    id: "header-of-other-session-type",
    expression: "!has(self.header) || self.type == 'Header'",
    help: Some("set `type: Header`, or remove `header`"),
    check: Check::State(header_of_other_session_type),
};
pub(super) static HOSTNAME_ADDRESS_REPEATED: Rule = Rule {
    id: "hostname-address-repeated",
    expression: "self.all(a1, a1.type == 'Hostname'  && has(a1.value) ? self.exists_one(a2, a2.type == a1.type && has(a2.value) && a2.value == a1.value) : true )",
    help: Some("remove the address that stands twice"),
    check: Check::State(hostname_address_repeated),
};
pub(super) static HOSTNAME_ON_LAYER_4_LISTENER: Rule = Rule {
    id: "hostname-on-layer-4-listener",
    expression: "self.all(l, l.protocol in ['TCP', 'UDP']  ? (!has(l.hostname) || l.hostname == '') : true)",
    help: Some("remove `hostname`; TCP and UDP carry no names"),
    check: Check::State(hostname_on_layer_4_listener),
};
pub(super) static HTTP_AUTH_WITHOUT_HTTP: Rule = Rule {
    id: "http-auth-without-http",
    expression: "self.protocol == 'HTTP' ? has(self.http) : true",
    help: Some("add `http` beside `protocol: HTTP`"),
    check: Check::State(http_auth_without_http),
};
pub(super) static HTTP_OF_OTHER_AUTH_PROTOCOL: Rule = Rule {
    id: "http-of-other-auth-protocol",
    expression: "has(self.http) ? self.protocol == 'HTTP' : true",
    help: Some("set `protocol: HTTP`, or remove `http`"),
    check: Check::State(http_of_other_auth_protocol),
};
pub(super) static HTTP2_WITHOUT_TLS: Rule = Rule {
    id: "http2-without-tls",
    expression: "!has(self.protocol) || self.protocol != 'HTTP2' || (has(self.tls) && self.tls.mode != 'None')",
    help: Some("set `tls`, or use protocol `H2C` for cleartext"),
    check: Check::State(http2_without_tls),
};
pub(super) static HTTPS_LISTENER_NOT_TERMINATING: Rule = Rule {
    id: "https-listener-not-terminating",
    expression: "self.all(l, (l.protocol == 'HTTPS' && has(l.tls)) ? (l.tls.mode == '' || l.tls.mode == 'Terminate') : true)",
    help: Some("use `mode: Terminate`, or protocol TLS for passthrough"),
    check: Check::State(https_listener_not_terminating),
};
pub(super) static IMMUTABLE: Rule = Rule {
    id: "immutable",
    expression: "self == oldSelf",
    help: Some("delete the object and create it anew"),
    check: Check::Transition(immutable),
};
pub(super) static INFRASTRUCTURE_KEY: Rule = Rule {
    id: "infrastructure-key",
    expression: "self.all(key, key.matches(r\"\"\"^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$\"\"\"))",
    help: Some("write a key as `name` or `example.com/name`"),
    check: Check::State(infrastructure_key),
};
pub(super) static INFRASTRUCTURE_KEY_PREFIX_LENGTH: Rule = Rule {
    id: "infrastructure-key-prefix-length",
    expression: "self.all(key, key.split(\"/\")[0].size() < 253)",
    help: Some("shorten the part before the slash to 253 characters"),
    check: Check::State(infrastructure_key_prefix_length),
};
pub(super) static IP_ADDRESS_REPEATED: Rule = Rule {
    id: "ip-address-repeated",
    expression: "self.all(a1, a1.type == 'IPAddress' && has(a1.value) ? self.exists_one(a2, a2.type == a1.type && has(a2.value) && a2.value == a1.value) : true )",
    help: Some("remove the address that stands twice"),
    check: Check::State(ip_address_repeated),
};
pub(super) static LABEL_KEY: Rule = Rule {
    id: "label-key",
    expression: "self.all(key, !format.qualifiedName().validate(key).hasValue())",
    help: Some("write a label key, as `example.com/name`"),
    check: Check::State(label_key),
};
pub(super) static LISTENER_NAME_REPEATED: Rule = Rule {
    id: "listener-name-repeated",
    expression: "self.all(l1, self.exists_one(l2, l1.name == l2.name))",
    help: Some("give each listener a name of its own"),
    check: Check::State(listener_name_repeated),
};
pub(super) static LISTENER_REPEATED: Rule = Rule {
    id: "listener-repeated",
    expression: "self.all(l1, self.exists_one(l2, l1.port == l2.port && l1.protocol == l2.protocol && (has(l1.hostname) && has(l2.hostname) ? l1.hostname == l2.hostname : !has(l1.hostname) && !has(l2.hostname))))",
    help: Some("change port, protocol or hostname of one of the two"),
    check: Check::State(listener_repeated),
};
pub(super) static LISTENER_SET_ENTRY_REPEATED: Rule = Rule {
    id: "listener-set-entry-repeated",
    expression: "self.all(l1, !has(l1.port) || self.exists_one(l2, has(l2.port) && l1.port == l2.port && l1.protocol == l2.protocol && (has(l1.hostname) && has(l2.hostname) ? l1.hostname == l2.hostname : !has(l1.hostname) && !has(l2.hostname))))",
    help: Some("change port, protocol or hostname of one of the two"),
    check: Check::State(listener_set_entry_repeated),
};
pub(super) static LITERAL_VALUE_BY_SOURCE: Rule = Rule {
    id: "literal-value-by-source",
    expression: "self.sourceType == 'Literal' ? has(self.literalValue) : !has(self.literalValue)",
    help: Some("set `literalValue` with sourceType Literal, and with no other"),
    check: Check::State(literal_value_by_source),
};
pub(super) static MIRROR_PERCENT_AND_FRACTION: Rule = Rule {
    id: "mirror-percent-and-fraction",
    expression: "!(has(self.percent) && has(self.fraction))",
    help: Some("keep either `percent` or `fraction`"),
    check: Check::State(mirror_percent_and_fraction),
};
pub(super) static PARENT_SAMPLING_OF_DISABLED_TRACING: Rule = Rule {
    id: "parent-sampling-of-disabled-tracing",
    expression: "has(self.parentBasedSampling) ? self.mode == 'Enabled' : true",
    help: Some("set `mode: Enabled`, or remove `parentBasedSampling`"),
    check: Check::State(parent_sampling_of_disabled_tracing),
};
pub(super) static PARENT_SECTION_OR_PORT_REPEATED: Rule = Rule {
    id: "parent-section-or-port-repeated",
    expression: "self.all(p1, self.exists_one(p2, p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name && (((!has(p1.__namespace__) || p1.__namespace__ == '') && (!has(p2.__namespace__) || p2.__namespace__ == '')) || (has(p1.__namespace__) && has(p2.__namespace__) && p1.__namespace__ == p2.__namespace__ )) && (((!has(p1.sectionName) || p1.sectionName == '') && (!has(p2.sectionName) || p2.sectionName == '')) || (has(p1.sectionName) && has(p2.sectionName) && p1.sectionName == p2.sectionName))))",
    help: Some("remove the reference that stands twice"),
    check: Check::State(parent_section_or_port_repeated),
};
pub(super) static PARENT_SECTION_REPEATED: Rule = Rule {
    id: "parent-section-repeated",
    expression: "self.all(p1, self.exists_one(p2, p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name && (((!has(p1.__namespace__) || p1.__namespace__ == '') && (!has(p2.__namespace__) || p2.__namespace__ == '')) || (has(p1.__namespace__) && has(p2.__namespace__) && p1.__namespace__ == p2.__namespace__ )) && (((!has(p1.sectionName) || p1.sectionName == '') && (!has(p2.sectionName) || p2.sectionName == '')) || ( has(p1.sectionName) && has(p2.sectionName) && p1.sectionName == p2.sectionName)) && (((!has(p1.port) || p1.port == 0) && (!has(p2.port) || p2.port == 0)) || (has(p1.port) && has(p2.port) && p1.port == p2.port))))",
    help: Some("remove the reference that stands twice"),
    check: Check::State(parent_section_repeated),
};
pub(super) static PARENT_WITHOUT_SECTION: Rule = Rule {
    id: "parent-without-section",
    expression: "self.all(p1, self.all(p2, p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name && (((!has(p1.__namespace__) || p1.__namespace__ == '') && (!has(p2.__namespace__) || p2.__namespace__ == '')) || (has(p1.__namespace__) && has(p2.__namespace__) && p1.__namespace__ == p2.__namespace__ )) ? ((!has(p1.sectionName) || p1.sectionName == '') == (!has(p2.sectionName) || p2.sectionName == '')) : true))",
    help: Some("name a `sectionName` in each reference to this parent"),
    check: Check::State(parent_without_section),
};
pub(super) static PARENT_WITHOUT_SECTION_OR_PORT: Rule = Rule {
    id: "parent-without-section-or-port",
    expression: "self.all(p1, self.all(p2, p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name && (((!has(p1.__namespace__) || p1.__namespace__ == '') && (!has(p2.__namespace__) || p2.__namespace__ == '')) || (has(p1.__namespace__) && has(p2.__namespace__) && p1.__namespace__ == p2.__namespace__)) ? ((!has(p1.sectionName) || p1.sectionName == '') == (!has(p2.sectionName) || p2.sectionName == '') && (!has(p1.port) || p1.port == 0) == (!has(p2.port) || p2.port == 0)): true))",
    help: Some("name a `sectionName` or `port` in each reference to this parent"),
    check: Check::State(parent_without_section_or_port),
};
pub(super) static PATH_CHARACTERS: Rule = Rule {
    id: "path-characters",
    expression: "(self.type in ['Exact','PathPrefix']) ? self.value.matches(r\"\"\"^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|[%][0-9a-fA-F]{2})+$\"\"\") : true",
    help: Some("percent-encode other characters, or use type `RegularExpression`"),
    check: Check::State(path_characters),
};
pub(super) static PATH_ENDS_IN_DOT: Rule = Rule {
    id: "path-ends-in-dot",
    expression: "(self.type in ['Exact','PathPrefix']) ? !self.value.endsWith('/.') : true",
    help: Some("write the path without `/.` at its end"),
    check: Check::State(path_ends_in_dot),
};
pub(super) static PATH_ENDS_IN_DOT_DOT: Rule = Rule {
    id: "path-ends-in-dot-dot",
    expression: "(self.type in ['Exact','PathPrefix']) ? !self.value.endsWith('/..') : true",
    help: Some("write the path without `/..` at its end"),
    check: Check::State(path_ends_in_dot_dot),
};
pub(super) static PATH_NOT_ABSOLUTE: Rule = Rule {
    id: "path-not-absolute",
    expression: "(self.type in ['Exact','PathPrefix']) ? self.value.startsWith('/') : true",
    help: Some("start the path with `/`"),
    check: Check::State(path_not_absolute),
};
pub(super) static PATH_TYPE: Rule = Rule {
    id: "path-type",
    expression: "self.type in ['Exact','PathPrefix'] || self.type == 'RegularExpression'",
    help: Some("use `Exact`, `PathPrefix` or `RegularExpression`"),
    check: Check::State(path_type),
};
pub(super) static PATH_WITH_DOT: Rule = Rule {
    id: "path-with-dot",
    expression: "(self.type in ['Exact','PathPrefix']) ? !self.value.contains('/./') : true",
    help: Some("write the path without `/./`"),
    check: Check::State(path_with_dot),
};
pub(super) static PATH_WITH_DOT_DOT: Rule = Rule {
    id: "path-with-dot-dot",
    expression: "(self.type in ['Exact','PathPrefix']) ? !self.value.contains('/../') : true",
    help: Some("write the path without `/../`"),
    check: Check::State(path_with_dot_dot),
};
pub(super) static PATH_WITH_DOUBLE_SLASH: Rule = Rule {
    id: "path-with-double-slash",
    expression: "(self.type in ['Exact','PathPrefix']) ? !self.value.contains('//') : true",
    help: Some("write single slashes"),
    check: Check::State(path_with_double_slash),
};
pub(super) static PATH_WITH_ENCODED_SLASH_LOWER: Rule = Rule {
    id: "path-with-encoded-slash-lower",
    expression: "(self.type in ['Exact','PathPrefix']) ? !self.value.contains('%2f') : true",
    help: Some("match the decoded path, or use type `RegularExpression`"),
    check: Check::State(path_with_encoded_slash_lower),
};
pub(super) static PATH_WITH_ENCODED_SLASH_UPPER: Rule = Rule {
    id: "path-with-encoded-slash-upper",
    expression: "(self.type in ['Exact','PathPrefix']) ? !self.value.contains('%2F') : true",
    help: Some("match the decoded path, or use type `RegularExpression`"),
    check: Check::State(path_with_encoded_slash_upper),
};
pub(super) static PATH_WITH_FRAGMENT: Rule = Rule {
    id: "path-with-fragment",
    expression: "(self.type in ['Exact','PathPrefix']) ? !self.value.contains('#') : true",
    help: Some("remove the `#` and what follows; a fragment never reaches a server"),
    check: Check::State(path_with_fragment),
};
pub(super) static PERMANENT_COOKIE_CONFIG_WITHOUT_TIMEOUT: Rule = Rule {
    id: "permanent-cookie-config-without-timeout",
    expression: "!has(self.cookieConfig) || !has(self.cookieConfig.lifetimeType) || self.cookieConfig.lifetimeType != 'Permanent' || has(self.absoluteTimeout)",
    help: Some("add `absoluteTimeout`, or use `lifetimeType: Session`"),
    check: Check::State(permanent_cookie_config_without_timeout),
};
pub(super) static PERMANENT_COOKIE_WITHOUT_TIMEOUT: Rule = Rule {
    id: "permanent-cookie-without-timeout",
    expression: "!has(self.cookie) || !has(self.cookie.lifetimeType) || self.cookie.lifetimeType != 'Permanent' || has(self.absoluteTimeout)",
    help: Some("add `absoluteTimeout`, or use `lifetimeType: Session`"),
    check: Check::State(permanent_cookie_without_timeout),
};
pub(super) static PORT_OF_XBACKEND: Rule = Rule {
    id: "port-of-xbackend",
    expression: "(self.group == 'gateway.networking.x-k8s.io' && self.kind == 'XBackend') ? !has(self.port) : true",
    help: Some("remove `port`; an XBackend has its own in `spec.port.number`"),
    check: Check::State(port_of_xbackend),
};
pub(super) static PREFIX_MATCH_MISSING: Rule = Rule {
    id: "prefix-match-missing",
    expression: "self.type == 'ReplacePrefixMatch' ? has(self.replacePrefixMatch) : true",
    help: Some("add `replacePrefixMatch`, or change `type`"),
    check: Check::State(prefix_match_missing),
};
pub(super) static PREFIX_MATCH_OF_OTHER_MODIFIER: Rule = Rule {
    id: "prefix-match-of-other-modifier",
    expression: "has(self.replacePrefixMatch) ? self.type == 'ReplacePrefixMatch' : true",
    help: Some("set `type: ReplacePrefixMatch`, or remove `replacePrefixMatch`"),
    check: Check::State(prefix_match_of_other_modifier),
};
pub(super) static REDIRECT_BESIDE_REWRITE: Rule = Rule {
    id: "redirect-beside-rewrite",
    expression: "!(self.exists(f, f.type == 'RequestRedirect') && self.exists(f, f.type == 'URLRewrite'))",
    help: Some(
        "a redirect is answered at once; move the rewrite into the redirect's `path`, or split the rule",
    ),
    check: Check::State(redirect_beside_rewrite),
};
pub(super) static REDIRECT_PREFIX_WITHOUT_PREFIX_MATCH: Rule = Rule {
    id: "redirect-prefix-without-prefix-match",
    expression: "(has(self.filters) && self.filters.exists_one(f, has(f.requestRedirect) && has(f.requestRedirect.path) && f.requestRedirect.path.type == 'ReplacePrefixMatch' && has(f.requestRedirect.path.replacePrefixMatch))) ? ((size(self.matches) != 1 || !has(self.matches[0].path) || self.matches[0].path.type != 'PathPrefix') ? false : true) : true",
    help: Some("give the rule exactly one match, of path type `PathPrefix`"),
    check: Check::State(redirect_prefix_without_prefix_match),
};
pub(super) static REDIRECT_REPEATED: Rule = Rule {
    id: "redirect-repeated",
    expression: "self.filter(f, f.type == 'RequestRedirect').size() <= 1",
    help: Some("keep one redirect"),
    check: Check::State(redirect_repeated),
};
pub(super) static REDIRECT_WITH_BACKENDS: Rule = Rule {
    id: "redirect-with-backends",
    expression: "(has(self.backendRefs) && size(self.backendRefs) > 0) ? (!has(self.filters) || self.filters.all(f, !has(f.requestRedirect))): true",
    help: Some("a redirect needs no backend; remove `backendRefs`, or the redirect"),
    check: Check::State(redirect_with_backends),
};
pub(super) static REQUEST_HEADER_MODIFIER_FILTER_WITHOUT_MEMBER: Rule = Rule {
    id: "request-header-modifier-filter-without-member",
    expression: "!(!has(self.requestHeaderModifier) && self.type == 'RequestHeaderModifier')",
    help: Some("add `requestHeaderModifier` beside `type: RequestHeaderModifier`"),
    check: Check::State(request_header_modifier_filter_without_member),
};
pub(super) static REQUEST_HEADER_MODIFIER_MEMBER_OF_OTHER_FILTER: Rule = Rule {
    id: "request-header-modifier-member-of-other-filter",
    expression: "!(has(self.requestHeaderModifier) && self.type != 'RequestHeaderModifier')",
    help: Some("set `type: RequestHeaderModifier`, or remove `requestHeaderModifier`"),
    check: Check::State(request_header_modifier_member_of_other_filter),
};
pub(super) static REQUEST_HEADER_MODIFIER_REPEATED: Rule = Rule {
    id: "request-header-modifier-repeated",
    expression: "self.filter(f, f.type == 'RequestHeaderModifier').size() <= 1",
    help: Some("join the filters in one"),
    check: Check::State(request_header_modifier_repeated),
};
pub(super) static REQUEST_MIRROR_FILTER_WITHOUT_MEMBER: Rule = Rule {
    id: "request-mirror-filter-without-member",
    expression: "!(!has(self.requestMirror) && self.type == 'RequestMirror')",
    help: Some("add `requestMirror` beside `type: RequestMirror`"),
    check: Check::State(request_mirror_filter_without_member),
};
pub(super) static REQUEST_MIRROR_MEMBER_OF_OTHER_FILTER: Rule = Rule {
    id: "request-mirror-member-of-other-filter",
    expression: "!(has(self.requestMirror) && self.type != 'RequestMirror')",
    help: Some("set `type: RequestMirror`, or remove `requestMirror`"),
    check: Check::State(request_mirror_member_of_other_filter),
};
pub(super) static REQUEST_RATE_INTERVAL_RANGE: Rule = Rule {
    id: "request-rate-interval-range",
    expression: "!(duration(self) == duration('0s') || duration(self) > duration('1h'))",
    help: Some("choose an interval above `0s` and up to `1h`"),
    check: Check::State(request_rate_interval_range),
};
pub(super) static REQUEST_REDIRECT_FILTER_WITHOUT_MEMBER: Rule = Rule {
    id: "request-redirect-filter-without-member",
    expression: "!(!has(self.requestRedirect) && self.type == 'RequestRedirect')",
    help: Some("add `requestRedirect` beside `type: RequestRedirect`"),
    check: Check::State(request_redirect_filter_without_member),
};
pub(super) static REQUEST_REDIRECT_MEMBER_OF_OTHER_FILTER: Rule = Rule {
    id: "request-redirect-member-of-other-filter",
    expression: "!(has(self.requestRedirect) && self.type != 'RequestRedirect')",
    help: Some("set `type: RequestRedirect`, or remove `requestRedirect`"),
    check: Check::State(request_redirect_member_of_other_filter),
};
pub(super) static RESPONSE_HEADER_MODIFIER_FILTER_WITHOUT_MEMBER: Rule = Rule {
    id: "response-header-modifier-filter-without-member",
    expression: "!(!has(self.responseHeaderModifier) && self.type == 'ResponseHeaderModifier')",
    help: Some("add `responseHeaderModifier` beside `type: ResponseHeaderModifier`"),
    check: Check::State(response_header_modifier_filter_without_member),
};
pub(super) static RESPONSE_HEADER_MODIFIER_MEMBER_OF_OTHER_FILTER: Rule = Rule {
    id: "response-header-modifier-member-of-other-filter",
    expression: "!(has(self.responseHeaderModifier) && self.type != 'ResponseHeaderModifier')",
    help: Some("set `type: ResponseHeaderModifier`, or remove `responseHeaderModifier`"),
    check: Check::State(response_header_modifier_member_of_other_filter),
};
pub(super) static RESPONSE_HEADER_MODIFIER_REPEATED: Rule = Rule {
    id: "response-header-modifier-repeated",
    expression: "self.filter(f, f.type == 'ResponseHeaderModifier').size() <= 1",
    help: Some("join the filters in one"),
    check: Check::State(response_header_modifier_repeated),
};
pub(super) static REWRITE_PREFIX_WITHOUT_PREFIX_MATCH: Rule = Rule {
    id: "rewrite-prefix-without-prefix-match",
    expression: "(has(self.filters) && self.filters.exists_one(f, has(f.urlRewrite) && has(f.urlRewrite.path) && f.urlRewrite.path.type == 'ReplacePrefixMatch' && has(f.urlRewrite.path.replacePrefixMatch))) ? ((size(self.matches) != 1 || !has(self.matches[0].path) || self.matches[0].path.type != 'PathPrefix') ? false : true) : true",
    help: Some("give the rule exactly one match, of path type `PathPrefix`"),
    check: Check::State(rewrite_prefix_without_prefix_match),
};
pub(super) static ROUTABILITY: Rule = Rule {
    id: "routability",
    expression: "size(self) == 0 || self == 'Cluster' || (self.matches('^.*/.+$') && !format.dns1123Subdomain().validate(self.split('/')[0]).hasValue() && self.split('/')[0] != 'k8s.io' && !self.split('/')[0].endsWith('.k8s.io'))",
    help: Some("write `Cluster`, or a value with your domain in front, as `example.com/name`"),
    check: Check::State(routability),
};
pub(super) static RULE_NAME_REPEATED: Rule = Rule {
    id: "rule-name-repeated",
    expression: "self.all(l1, !has(l1.name) || self.exists_one(l2, has(l2.name) && l1.name == l2.name))",
    help: Some("give each rule a name of its own"),
    check: Check::State(rule_name_repeated),
};
pub(super) static SAMPLING_OF_DISABLED_TRACING: Rule = Rule {
    id: "sampling-of-disabled-tracing",
    expression: "has(self.samplingRate) ? self.mode == 'Enabled' : true",
    help: Some("set `mode: Enabled`, or remove `samplingRate`"),
    check: Check::State(sampling_of_disabled_tracing),
};
pub(super) static SAN_HOSTNAME_OF_OTHER_TYPE: Rule = Rule {
    id: "san-hostname-of-other-type",
    expression: "!(self.type != \"Hostname\" && has(self.hostname) && self.hostname != \"\")",
    help: Some("set `type: Hostname`, or remove `hostname`"),
    check: Check::State(san_hostname_of_other_type),
};
pub(super) static SAN_URI_OF_OTHER_TYPE: Rule = Rule {
    id: "san-uri-of-other-type",
    expression: "!(self.type != \"URI\" && has(self.uri) && self.uri != \"\")",
    help: Some("set `type: URI`, or remove `uri`"),
    check: Check::State(san_uri_of_other_type),
};
pub(super) static SAN_WITHOUT_HOSTNAME: Rule = Rule {
    id: "san-without-hostname",
    expression: "!(self.type == \"Hostname\" && (!has(self.hostname) || self.hostname == \"\"))",
    help: Some("add `hostname` beside `type: Hostname`"),
    check: Check::State(san_without_hostname),
};
pub(super) static SAN_WITHOUT_URI: Rule = Rule {
    id: "san-without-uri",
    expression: "!(self.type == \"URI\" && (!has(self.uri) || self.uri == \"\"))",
    help: Some("add `uri` beside `type: URI`"),
    check: Check::State(san_without_uri),
};
pub(super) static SERVICE_NAME_OF_DISABLED_TRACING: Rule = Rule {
    id: "service-name-of-disabled-tracing",
    expression: "has(self.serviceName) ? self.mode == 'Enabled' : true",
    help: Some("set `mode: Enabled`, or remove `serviceName`"),
    check: Check::State(service_name_of_disabled_tracing),
};
pub(super) static SERVICE_WITHOUT_PORT: Rule = Rule {
    id: "service-without-port",
    expression: "(size(self.group) == 0 && self.kind == 'Service') ? has(self.port) : true",
    help: Some("add the numeric `port` of the Service"),
    check: Check::State(service_without_port),
};
pub(super) static SESSION_PERSISTENCE_OF_OTHER_BACKEND: Rule = Rule {
    id: "session-persistence-of-other-backend",
    expression: "has(self.sessionPersistence) ? self.type == 'EndpointSelector' : true",
    help: Some("session persistence needs an XBackend of type EndpointSelector"),
    check: Check::State(session_persistence_of_other_backend),
};
pub(super) static SESSION_WITHOUT_COOKIE: Rule = Rule {
    id: "session-without-cookie",
    expression: "self.type != 'Cookie' || has(self.cookie)",
    help: Some("add `cookie: {}` beside `type: Cookie`"),
    check: Check::State(session_without_cookie),
};
pub(super) static SESSION_WITHOUT_HEADER: Rule = Rule {
    id: "session-without-header",
    expression: "self.type != 'Header' || has(self.header)",
    help: Some("add `header` with a `name` beside `type: Header`"),
    check: Check::State(session_without_header),
};
pub(super) static SPAN_NAME_OF_DISABLED_TRACING: Rule = Rule {
    id: "span-name-of-disabled-tracing",
    expression: "has(self.spanName) ? self.mode == 'Enabled' : true",
    help: Some("set `mode: Enabled`, or remove `spanName`"),
    check: Check::State(span_name_of_disabled_tracing),
};
pub(super) static STATUS_ADDRESS_HOSTNAME: Rule = Rule {
    id: "status-address-hostname",
    expression: "self.type == 'Hostname' ? self.value.matches(r\"\"\"^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$\"\"\"): true",
    help: Some("write a DNS name in lower case"),
    check: Check::State(status_address_hostname),
};
pub(super) static TARGET_SECTION_REPEATED: Rule = Rule {
    id: "target-section-repeated",
    expression: "self.all(p1, self.exists_one(p2, p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name && (((!has(p1.sectionName) || p1.sectionName == '') && (!has(p2.sectionName) || p2.sectionName == '')) || (has(p1.sectionName) && has(p2.sectionName) && p1.sectionName == p2.sectionName))))",
    help: Some("remove the reference that stands twice"),
    check: Check::State(target_section_repeated),
};
pub(super) static TARGET_WITHOUT_SECTION: Rule = Rule {
    id: "target-without-section",
    expression: "self.all(p1, self.all(p2, p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name ? ((!has(p1.sectionName) || p1.sectionName == '') == (!has(p2.sectionName) || p2.sectionName == '')) : true))",
    help: Some("name a `sectionName` in each reference to this target"),
    check: Check::State(target_without_section),
};
pub(super) static TELEMETRY_WITHOUT_SIGNAL: Rule = Rule {
    id: "telemetry-without-signal",
    expression: "has(self.tracing)",
    help: Some("add `tracing`"),
    check: Check::State(telemetry_without_signal),
};
pub(super) static TERMINATING_WITHOUT_CERTIFICATE: Rule = Rule {
    id: "terminating-without-certificate",
    expression: "self.mode == 'Terminate' ? size(self.certificateRefs) > 0 || size(self.options) > 0 : true",
    help: Some("add `certificateRefs`"),
    check: Check::State(terminating_without_certificate),
};
pub(super) static TLS_HOSTNAME: Rule = Rule {
    id: "tls-hostname",
    expression: "self.all(h, !h.contains('*') ? h.matches('^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)$') : true)",
    help: Some("write a DNS name in lower case, as `a.example.com`"),
    check: Check::State(tls_hostname),
};
pub(super) static TLS_HOSTNAME_IS_IP: Rule = Rule {
    id: "tls-hostname-is-ip",
    expression: "self.all(h, !isIP(h))",
    help: Some("write a DNS name; a server name is never an IP address"),
    check: Check::State(tls_hostname_is_ip),
};
pub(super) static TLS_HOSTNAME_WILDCARD: Rule = Rule {
    id: "tls-hostname-wildcard",
    expression: "self.all(h, h.contains('*') ? (h.startsWith('*.') && h.substring(2).matches('^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)$')) : true)",
    help: Some("write the wildcard as the first label alone, as `*.example.com`"),
    check: Check::State(tls_hostname_wildcard),
};
pub(super) static TLS_LISTENER_WITHOUT_MODE: Rule = Rule {
    id: "tls-listener-without-mode",
    expression: "self.all(l, (l.protocol == 'TLS' ? has(l.tls) && has(l.tls.mode) && l.tls.mode != '' : true))",
    help: Some("add `tls.mode`: Terminate or Passthrough"),
    check: Check::State(tls_listener_without_mode),
};
pub(super) static TLS_ON_CLEARTEXT_LISTENER: Rule = Rule {
    id: "tls-on-cleartext-listener",
    expression: "self.all(l, l.protocol in ['HTTP', 'TCP', 'UDP'] ? !has(l.tls) : true)",
    help: Some("remove `tls`, or use protocol HTTPS or TLS"),
    check: Check::State(tls_on_cleartext_listener),
};
pub(super) static TOO_MANY_MATCHES: Rule = Rule {
    id: "too-many-matches",
    expression: "(self.size() > 0 ? self[0].matches.size() : 0) + (self.size() > 1 ? self[1].matches.size() : 0) + (self.size() > 2 ? self[2].matches.size() : 0) + (self.size() > 3 ? self[3].matches.size() : 0) + (self.size() > 4 ? self[4].matches.size() : 0) + (self.size() > 5 ? self[5].matches.size() : 0) + (self.size() > 6 ? self[6].matches.size() : 0) + (self.size() > 7 ? self[7].matches.size() : 0) + (self.size() > 8 ? self[8].matches.size() : 0) + (self.size() > 9 ? self[9].matches.size() : 0) + (self.size() > 10 ? self[10].matches.size() : 0) + (self.size() > 11 ? self[11].matches.size() : 0) + (self.size() > 12 ? self[12].matches.size() : 0) + (self.size() > 13 ? self[13].matches.size() : 0) + (self.size() > 14 ? self[14].matches.size() : 0) + (self.size() > 15 ? self[15].matches.size() : 0) <= 128",
    help: Some("split the route; one holds at most 128 matches"),
    check: Check::State(too_many_matches),
};
pub(super) static TOO_MANY_MATCHES_GRPC: Rule = Rule {
    id: "too-many-matches-grpc",
    expression: "(self.size() > 0 ? (has(self[0].matches) ? self[0].matches.size() : 0) : 0) + (self.size() > 1 ? (has(self[1].matches) ? self[1].matches.size() : 0) : 0) + (self.size() > 2 ? (has(self[2].matches) ? self[2].matches.size() : 0) : 0) + (self.size() > 3 ? (has(self[3].matches) ? self[3].matches.size() : 0) : 0) + (self.size() > 4 ? (has(self[4].matches) ? self[4].matches.size() : 0) : 0) + (self.size() > 5 ? (has(self[5].matches) ? self[5].matches.size() : 0) : 0) + (self.size() > 6 ? (has(self[6].matches) ? self[6].matches.size() : 0) : 0) + (self.size() > 7 ? (has(self[7].matches) ? self[7].matches.size() : 0) : 0) + (self.size() > 8 ? (has(self[8].matches) ? self[8].matches.size() : 0) : 0) + (self.size() > 9 ? (has(self[9].matches) ? self[9].matches.size() : 0) : 0) + (self.size() > 10 ? (has(self[10].matches) ? self[10].matches.size() : 0) : 0) + (self.size() > 11 ? (has(self[11].matches) ? self[11].matches.size() : 0) : 0) + (self.size() > 12 ? (has(self[12].matches) ? self[12].matches.size() : 0) : 0) + (self.size() > 13 ? (has(self[13].matches) ? self[13].matches.size() : 0) : 0) + (self.size() > 14 ? (has(self[14].matches) ? self[14].matches.size() : 0) : 0) + (self.size() > 15 ? (has(self[15].matches) ? self[15].matches.size() : 0) : 0) <= 128",
    help: Some("split the route; one holds at most 128 matches"),
    check: Check::State(too_many_matches_grpc),
};
pub(super) static TRACING_PROVIDER_BY_MODE: Rule = Rule {
    id: "tracing-provider-by-mode",
    expression: "self.mode == 'Enabled' ? has(self.provider) : !has(self.provider)",
    help: Some("set `provider` with mode Enabled, and with no other"),
    check: Check::State(tracing_provider_by_mode),
};
pub(super) static TRUST_BUNDLE_NAMESPACE: Rule = Rule {
    id: "trust-bundle-namespace",
    expression: "self.all(r, !(r.group == 'certificates.k8s.io' && r.kind == 'ClusterTrustBundle' && has(r.namespace)))",
    help: Some("remove `namespace`; a ClusterTrustBundle belongs to no namespace"),
    check: Check::State(trust_bundle_namespace),
};
pub(super) static URL_REWRITE_FILTER_WITHOUT_MEMBER: Rule = Rule {
    id: "url-rewrite-filter-without-member",
    expression: "!(!has(self.urlRewrite) && self.type == 'URLRewrite')",
    help: Some("add `urlRewrite` beside `type: URLRewrite`"),
    check: Check::State(url_rewrite_filter_without_member),
};
pub(super) static URL_REWRITE_MEMBER_OF_OTHER_FILTER: Rule = Rule {
    id: "url-rewrite-member-of-other-filter",
    expression: "!(has(self.urlRewrite) && self.type != 'URLRewrite')",
    help: Some("set `type: URLRewrite`, or remove `urlRewrite`"),
    check: Check::State(url_rewrite_member_of_other_filter),
};
pub(super) static URL_REWRITE_REPEATED: Rule = Rule {
    id: "url-rewrite-repeated",
    expression: "self.filter(f, f.type == 'URLRewrite').size() <= 1",
    help: Some("join the filters in one"),
    check: Check::State(url_rewrite_repeated),
};
pub(super) static WSS_WITHOUT_TLS: Rule = Rule {
    id: "wss-without-tls",
    expression: "!has(self.protocol) || self.protocol != 'WSS' || (has(self.tls) && self.tls.mode != 'None')",
    help: Some("set `tls`, or use protocol `HTTP11` for cleartext"),
    check: Check::State(wss_without_tls),
};
pub(super) static XBACKEND_PORT_NAME: Rule = Rule {
    id: "xbackend-port-name",
    expression: "size(self) == 0 || format.dns1123Label().validate(self) == null",
    help: Some("remove `name`; the rule of this release refuses every name"),
    check: Check::State(xbackend_port_name),
};
