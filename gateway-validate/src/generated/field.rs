// Written by `codegen generate` from the facts of v1.7.0 and v1.6.1. Do not edit.

//! Fields that rules read.

use crate::schema::Field;

/// A field that no rule reads.
pub(crate) const OTHER: Field = Field(0);
pub(super) const ABSOLUTE_TIMEOUT: Field = Field(1);
pub(super) const ATTRIBUTE_KEY: Field = Field(2);
pub(super) const ATTRIBUTES: Field = Field(3);
pub(super) const BACKEND_REFS: Field = Field(4);
pub(super) const BACKEND_REQUEST: Field = Field(5);
pub(super) const CA_CERTIFICATE_REFS: Field = Field(6);
pub(super) const CERTIFICATE_REFS: Field = Field(7);
pub(super) const CLIENT_CERTIFICATE_REF: Field = Field(8);
pub(super) const COOKIE: Field = Field(9);
pub(super) const COOKIE_CONFIG: Field = Field(10);
pub(super) const CORS: Field = Field(11);
pub(super) const DENOMINATOR: Field = Field(12);
pub(super) const ENDPOINT_SELECTOR: Field = Field(13);
pub(super) const EXTENSION_REF: Field = Field(14);
pub(super) const EXTERNAL_AUTH: Field = Field(15);
pub(super) const EXTERNAL_HOSTNAME: Field = Field(16);
pub(super) const FILTERS: Field = Field(17);
pub(super) const FRACTION: Field = Field(18);
pub(super) const GROUP: Field = Field(19);
pub(super) const GRPC: Field = Field(20);
pub(super) const HEADER: Field = Field(21);
pub(super) const HEADER_NAME: Field = Field(22);
pub(super) const HOSTNAME: Field = Field(23);
pub(super) const HTTP: Field = Field(24);
pub(super) const KIND: Field = Field(25);
pub(super) const LIFETIME_TYPE: Field = Field(26);
pub(super) const LITERAL_VALUE: Field = Field(27);
pub(super) const MATCHES: Field = Field(28);
pub(super) const METHOD: Field = Field(29);
pub(super) const MODE: Field = Field(30);
pub(super) const NAME: Field = Field(31);
pub(super) const NAMESPACE: Field = Field(32);
pub(super) const NUMERATOR: Field = Field(33);
pub(super) const OPTIONS: Field = Field(34);
pub(super) const PARENT_BASED_SAMPLING: Field = Field(35);
pub(super) const PATH: Field = Field(36);
pub(super) const PERCENT: Field = Field(37);
pub(super) const PORT: Field = Field(38);
pub(super) const PROTOCOL: Field = Field(39);
pub(super) const PROVIDER: Field = Field(40);
pub(super) const REPLACE_FULL_PATH: Field = Field(41);
pub(super) const REPLACE_PREFIX_MATCH: Field = Field(42);
pub(super) const REQUEST: Field = Field(43);
pub(super) const REQUEST_HEADER_MODIFIER: Field = Field(44);
pub(super) const REQUEST_MIRROR: Field = Field(45);
pub(super) const REQUEST_REDIRECT: Field = Field(46);
pub(super) const RESPONSE_HEADER_MODIFIER: Field = Field(47);
pub(super) const SAMPLING_RATE: Field = Field(48);
pub(super) const SECTION_NAME: Field = Field(49);
pub(super) const SERVICE: Field = Field(50);
pub(super) const SERVICE_NAME: Field = Field(51);
pub(super) const SESSION_PERSISTENCE: Field = Field(52);
pub(super) const SOURCE_TYPE: Field = Field(53);
pub(super) const SPAN_NAME: Field = Field(54);
pub(super) const TLS: Field = Field(55);
pub(super) const TRACING: Field = Field(56);
pub(super) const TYPE: Field = Field(57);
pub(super) const URI: Field = Field(58);
pub(super) const URL_REWRITE: Field = Field(59);
pub(super) const VALIDATION: Field = Field(60);
pub(super) const VALUE: Field = Field(61);
pub(super) const WELL_KNOWN_CA_CERTIFICATES: Field = Field(62);

/// The fields as rules spell them, by their number.
pub(crate) static NAMES: &[&str] = &[
    "",
    "absoluteTimeout",
    "attributeKey",
    "attributes",
    "backendRefs",
    "backendRequest",
    "caCertificateRefs",
    "certificateRefs",
    "clientCertificateRef",
    "cookie",
    "cookieConfig",
    "cors",
    "denominator",
    "endpointSelector",
    "extensionRef",
    "externalAuth",
    "externalHostname",
    "filters",
    "fraction",
    "group",
    "grpc",
    "header",
    "headerName",
    "hostname",
    "http",
    "kind",
    "lifetimeType",
    "literalValue",
    "matches",
    "method",
    "mode",
    "name",
    "__namespace__",
    "numerator",
    "options",
    "parentBasedSampling",
    "path",
    "percent",
    "port",
    "protocol",
    "provider",
    "replaceFullPath",
    "replacePrefixMatch",
    "request",
    "requestHeaderModifier",
    "requestMirror",
    "requestRedirect",
    "responseHeaderModifier",
    "samplingRate",
    "sectionName",
    "service",
    "serviceName",
    "sessionPersistence",
    "sourceType",
    "spanName",
    "tls",
    "tracing",
    "type",
    "uri",
    "urlRewrite",
    "validation",
    "value",
    "wellKnownCACertificates",
];
